//! A mark elsewhere: moved, stretched, or on the same picture with more pixels.

use super::paint::{Drawing, short};
use super::{Head, MarkKind};

impl Drawing {
    /// The same mark elsewhere.
    #[must_use]
    pub fn moved(&self, by_x: f64, by_y: f64) -> Self {
        let [x, y, width, height] = self.bounds;
        Self {
            bounds: [x + by_x, y + by_y, width, height],
            ends: self.ends.map(|ends| ends.map(|(x, y)| (x + by_x, y + by_y))),
            corners: self.corners.map(|corners| corners.map(|(x, y)| (x + by_x, y + by_y))),
            ..self.clone()
        }
    }

    /// The same mark with its edges moved: a line's ends go with the edges that they are nearest to.
    #[must_use]
    pub fn stretched(&self, left: f64, top: f64, right: f64, foot: f64) -> Self {
        let [x, y, width, height] = self.bounds;
        let (middle_x, middle_y) = (x + width / 2.0, y + height / 2.0);
        let end = |(x, y): (f64, f64)| {
            (
                x + if x < middle_x { left } else { right },
                y + if self.kind == MarkKind::Underline || y >= middle_y { foot } else { top },
            )
        };
        Self {
            bounds: [x + left, y + top, (width + right - left).max(1.0), (height + foot - top).max(1.0)],
            ends: self.ends.map(|ends| ends.map(end)),
            corners: self.corners.map(|corners| corners.map(end)),
            ..self.clone()
        }
    }

    /// The same mark on a picture with so many times as many pixels each way.
    #[must_use]
    pub fn scaled(&self, times: f64) -> Self {
        let at = |(x, y): (f64, f64)| (x * times, y * times);
        Self {
            bounds: self.bounds.map(|length| length * times),
            stroke: short(self.stroke * times),
            radius: short(self.radius * times),
            ends: self.ends.map(|ends| ends.map(at)),
            corners: self.corners.map(|corners| corners.map(at)),
            head: self.head.as_ref().map(|head| Head { length: head.length * times, width: head.width * times, open: head.open }),
            grain: self.grain * times,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_on_a_finer_picture_is_as_large_beside_what_it_is_about() {
        let head = Some(Head { length: 12.0, width: 10.0, open: true });
        let ends = Some([(10.0, 20.0), (50.0, 20.0)]);
        let arrow =
            Drawing { stroke: 3.0, ends, head, ..Drawing::plain(MarkKind::Arrow, [10.0, 15.0, 40.0, 10.0], [224, 27, 36]) };
        let twice = arrow.scaled(2.0);
        assert_eq!(
            (twice.bounds, twice.stroke, twice.ends),
            ([20.0, 30.0, 80.0, 20.0], 6.0, Some([(20.0, 40.0), (100.0, 40.0)]))
        );
        assert_eq!(twice.head, Some(Head { length: 24.0, width: 20.0, open: true }));
        assert_eq!(twice.scaled(0.5), arrow);
    }
}
