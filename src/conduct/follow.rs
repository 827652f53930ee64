//! What became of the places in a reference: where the part of the page is today that it shows, and where its author's marks belong.
//! Everything is in device pixels of the new picture's scale; where nothing has moved, nothing moves here.

use crate::outline::Rect;
use crate::picture::{Area, Drawing, Pointed, median};
use crate::references::share_inside;

/// What moved by no more than this, CSS pixels, stayed: a person's picture is measured, not known.
const STAYED: f64 = 3.0;
/// Things that begin this near to the first of them are at the edge together, CSS pixels.
const AT_EDGE: f64 = 12.0;
/// And an edge goes with things that are this near to it, CSS pixels.
const WITH_EDGE: f64 = 48.0;
/// A thing is inside from this share of it on, 0 to 1.
const INSIDE: f64 = 0.7;
/// What a mark goes around reaches this far out of it, CSS pixels.
const REACH: f64 = 4.0;
/// What an arrow or badge points at is no farther away, CSS pixels.
const NEAR: f64 = 40.0;
/// The room that a control keeps around it when a crop is made to hold it, CSS pixels at most.
const ROOM: f64 = 12.0;
/// A crop that would become so many times higher or lower is not believed.
const BELIEVED: f64 = 2.5;

/// Something that the reference and today's page both have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing {
    /// Where the reference has it, as if its part of the page stood where it was laid.
    pub(super) then: Rect,
    /// Where today's page has it.
    pub(super) now: Rect,
}

/// The things of a reference.
#[derive(Debug)]
pub(super) struct Things {
    /// Device pixels in a CSS pixel.
    pub(super) scale: f64,
    pub(super) all: Vec<Thing>,
    /// Where today's page has the step's target.
    pub(super) target: Option<Rect>,
}

impl Things {
    /// A displacement that counts.
    fn counted(&self, by: f64) -> f64 {
        if by.abs() <= STAYED * self.scale { 0.0 } else { by.round() }
    }

    /// The part of today's page for a part of the page as the reference has it. As wide as that; as high, unless what stands at its
    /// top and what stands at its foot have moved apart. The step's target is in it where it was in the reference.
    pub(super) fn region(&self, part: Area) -> Area {
        let whole = Rect::from(part);
        let all = || self.all.iter().filter(|thing| share_inside(&thing.then, &whole) >= INSIDE);
        // Text that has more lines or fewer than it had tells no edge.
        let is_as_high = |thing: &&Thing| (thing.now.height - thing.then.height).abs() <= STAYED * self.scale;
        let inside: Vec<&Thing> =
            if all().any(|thing| is_as_high(&thing)) { all().filter(is_as_high).collect() } else { all().collect() };
        if inside.is_empty() {
            return part;
        }
        let near = AT_EDGE * self.scale;
        let first = inside.iter().map(|thing| thing.then.y).fold(f64::MAX, f64::min);
        let last = inside.iter().map(|thing| thing.then.bottom()).fold(f64::MIN, f64::max);
        let at_top = inside.iter().filter(|thing| thing.then.y <= first + near);
        let at_foot = inside.iter().filter(|thing| thing.then.bottom() >= last - near);
        let down = self.counted(median(at_top.map(|thing| thing.now.y - thing.then.y).collect()));
        let foot = self.counted(median(at_foot.map(|thing| thing.now.bottom() - thing.then.bottom()).collect()));
        // What stands far from an edge says nothing about it alone: the empty room below a menu is as high as it was.
        let reach = WITH_EDGE * self.scale;
        let together = (down - foot).abs() <= STAYED * self.scale;
        let down = if together || first - whole.y <= reach { down } else { 0.0 };
        let foot = if together || whole.bottom() - last <= reach { foot } else { 0.0 };
        let aside = self.counted(median(inside.iter().map(|thing| thing.now.x - thing.then.x).collect()));
        let followed = Rect::new(whole.x + aside, whole.y + down, whole.width, whole.height + foot - down);
        let believed = followed.height * BELIEVED >= whole.height && followed.height <= whole.height * BELIEVED;
        let held = self.holding_target(if believed { followed } else { whole }, &whole, &inside);
        Area::nearest(held.x, held.y, held.width, held.height)
    }

    /// A part that holds the step's target with the room that it had, where the reference shows it.
    fn holding_target(&self, part: Rect, whole: &Rect, inside: &[&Thing]) -> Rect {
        let Some(target) = self.target else { return part };
        let Some(thing) = inside.iter().find(|thing| share_inside(&thing.now, &target.grown(1.0)) > 0.8) else { return part };
        let most = ROOM * self.scale;
        let room = |had: f64| had.clamp(0.0, most);
        let (left, top) = (target.x - room(thing.then.x - whole.x), target.y - room(thing.then.y - whole.y));
        let right = target.right() + room(whole.right() - thing.then.right());
        let foot = target.bottom() + room(whole.bottom() - thing.then.bottom());
        // Aside the part is moved, up and down it grows; what was measured a little off doesn't count.
        let by = if right > part.right() { right - part.right() } else { (left - part.x).min(0.0) };
        let (up, down) = (self.counted((part.y - top).max(0.0)), self.counted((foot - part.bottom()).max(0.0)));
        Rect::new(part.x + self.counted(by), part.y - up, part.width, part.height + up + down)
    }

    /// A mark where it belongs today.
    pub(super) fn followed(&self, drawing: &Drawing) -> Drawing {
        match drawing.target() {
            Pointed::At(area) => self.around(drawing, &Rect::from(area)),
            Pointed::Near(x, y) => self.pointing(drawing, (x, y)),
            Pointed::Nothing => self.around(drawing, &Rect::from(drawing.area())),
        }
    }

    /// A mark that goes around or lies over things: each of its edges keeps its distance.
    fn around(&self, drawing: &Drawing, inside: &Rect) -> Drawing {
        let reach = inside.grown(REACH * self.scale);
        let held = self.all.iter().filter(|thing| share_inside(&thing.then, &reach) > 0.9);
        let both = held.map(|thing| (thing.then, thing.now));
        let Some((then, now)) = both.reduce(|all, one| (all.0.union(&one.0), all.1.union(&one.1))) else {
            return drawing.clone();
        };
        let (left, top) = (self.counted(now.x - then.x), self.counted(now.y - then.y));
        let right = self.counted(now.right() - then.right());
        let foot = self.counted(now.bottom() - then.bottom());
        drawing.stretched(left, top, right, foot)
    }

    /// A mark that points at a place: it keeps its distance from what is nearest to it.
    fn pointing(&self, drawing: &Drawing, (x, y): (f64, f64)) -> Drawing {
        let apart = |bounds: &Rect| {
            let beside = (bounds.x - x).max(x - bounds.right()).max(0.0);
            beside.hypot((bounds.y - y).max(y - bounds.bottom()).max(0.0))
        };
        // Of those that hold the place, the smallest.
        let nearest = self
            .all
            .iter()
            .min_by(|one, two| apart(&one.then).total_cmp(&apart(&two.then)).then(one.then.area().total_cmp(&two.then.area())));
        let Some(thing) = nearest.filter(|thing| apart(&thing.then) <= NEAR * self.scale) else { return drawing.clone() };
        let along = |at: f64, then: (f64, f64), now: (f64, f64)| {
            if at <= then.0 {
                now.0 - then.0
            } else if at >= then.1 {
                now.1 - then.1
            } else {
                now.0 + (at - then.0) / (then.1 - then.0) * (now.1 - now.0) - at
            }
        };
        let (then, now) = (thing.then, thing.now);
        let by_x = self.counted(along(x, (then.x, then.right()), (now.x, now.right())));
        let by_y = self.counted(along(y, (then.y, then.bottom()), (now.y, now.bottom())));
        drawing.moved(by_x, by_y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::MarkKind;

    fn thing(then: [f64; 4], now: [f64; 4]) -> Thing {
        Thing { then: then.into(), now: now.into() }
    }

    /// A menu of three entries 40 pixels apart.
    fn menu(now: [f64; 3]) -> Things {
        let entries = [100.0, 140.0, 180.0].into_iter().zip(now);
        let all = entries.map(|(then, now)| thing([20.0, then, 90.0, 20.0], [20.0, now, 90.0, 20.0])).collect();
        Things { scale: 1.0, all, target: None }
    }

    fn frame(bounds: [f64; 4]) -> Drawing {
        Drawing { stroke: 3.0, ..Drawing::plain(MarkKind::Box, bounds, [224, 27, 36]) }
    }

    const PART: Area = Area { x: 0, y: 90, width: 200, height: 120 };

    #[test]
    fn what_stays_is_cut_where_it_was() {
        let things = menu([101.0, 138.0, 182.0]);
        assert_eq!(things.region(PART), PART);
        assert_eq!(things.followed(&frame([12.0, 172.0, 110.0, 36.0])), frame([12.0, 172.0, 110.0, 36.0]));
    }

    #[test]
    fn an_entry_in_between_makes_the_part_higher_and_the_mark_goes_along() {
        let things = menu([100.0, 180.0, 220.0]);
        assert_eq!(things.region(PART), Area { height: 160, ..PART });
        assert_eq!(things.followed(&frame([12.0, 172.0, 110.0, 36.0])), frame([12.0, 212.0, 110.0, 36.0]));
    }

    #[test]
    fn the_room_around_a_menu_stays_when_an_entry_came_at_its_top_and_one_left_in_between() {
        let part = Area { y: 20, height: 400, ..PART };
        let mut things = menu([132.0, 172.0, 180.0]);
        assert_eq!(things.region(part), part);
        // A name of one line where there were two.
        things.all.push(thing([20.0, 24.0, 90.0, 36.0], [20.0, 39.0, 90.0, 18.0]));
        assert_eq!(things.region(part), part);
    }

    #[test]
    fn what_moved_as_a_whole_is_cut_where_it_went() {
        assert_eq!(menu([160.0, 200.0, 240.0]).region(PART), Area { y: 150, ..PART });
    }

    #[test]
    fn a_wider_control_has_a_wider_mark() {
        let all = vec![thing([20.0, 100.0, 90.0, 20.0], [20.0, 100.0, 130.0, 20.0])];
        let things = Things { scale: 1.0, all, target: None };
        assert_eq!(things.followed(&frame([12.0, 92.0, 106.0, 36.0])), frame([12.0, 92.0, 146.0, 36.0]));
    }

    #[test]
    fn the_target_is_in_the_picture_where_it_was_in_it() {
        let mut things = menu([100.0, 140.0, 180.0]);
        things.all.push(thing([20.0, 150.0, 60.0, 10.0], [150.0, 300.0, 60.0, 10.0]));
        things.target = Some([150.0, 300.0, 60.0, 10.0].into());
        assert_eq!(things.region(PART), Area { x: 22, y: 90, width: 200, height: 232 });
    }
}
