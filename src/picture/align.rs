//! The best small offset of a patch.

use super::{Area, Picture, index};

/// How a patch lies best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// Pixels to the right of where it was looked for.
    pub x: i64,
    /// Pixels below.
    pub y: i64,
    /// The mean difference of a channel there, 0 to 255.
    pub mean_delta: f64,
}

/// Where `patch` of `a` lies best in `b`, at most `reach_pixels` away from `at` in each direction; of equals the nearest.
/// `None` where the patch lies in none of the places.
#[must_use]
pub fn align(a: &Picture, patch: Area, b: &Picture, at: (i64, i64), reach_pixels: i64) -> Option<Alignment> {
    let patch = patch.intersection(&a.area())?;
    let mut offsets: Vec<(i64, i64)> =
        (-reach_pixels..=reach_pixels).flat_map(|y| (-reach_pixels..=reach_pixels).map(move |x| (x, y))).collect();
    offsets.sort_by_key(|(x, y)| x * x + y * y);
    let mut best: Option<(u64, i64, i64)> = None;
    for (x, y) in offsets {
        let there = Area::new(at.0 + x, at.1 + y, patch.width, patch.height);
        if there.intersection(&b.area()) != Some(there) {
            continue;
        }
        let limit = best.map_or(u64::MAX, |(sum, ..)| sum);
        if let Some(sum) = sum_of_deltas(a, patch, b, there, limit) {
            best = Some((sum, x, y));
            if sum == 0 {
                break;
            }
        }
    }
    let (sum, x, y) = best?;
    #[expect(clippy::cast_precision_loss, reason = "sums of a patch are far below 2^52")]
    let mean_delta = sum as f64 / (patch.pixels() * 3).max(1) as f64;
    Some(Alignment { x, y, mean_delta })
}

/// The sum of all channels' differences; `None` as soon as it reaches `limit`.
fn sum_of_deltas(a: &Picture, patch: Area, b: &Picture, there: Area, limit: u64) -> Option<u64> {
    let mut sum = 0u64;
    for line in 0..patch.height {
        let one = a.row(index(patch.y + line), index(patch.x), index(patch.right()));
        let two = b.row(index(there.y + line), index(there.x), index(there.right()));
        if one != two {
            sum += one.iter().zip(two).map(|(one, two)| u64::from(one.abs_diff(*two))).sum::<u64>();
            if sum >= limit {
                return None;
            }
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_found_two_pixels_away() {
        let mut a = Picture::filled(60, 40, [255; 4]);
        a.fill(Area::new(20, 10, 8, 3), [0, 0, 0, 255]);
        let b = a.crop(Area::new(2, -1, 60, 40), [255; 4]);
        let found = align(&a, Area::new(15, 5, 20, 20), &b, (15, 5), 3).unwrap();
        assert_eq!((found.x, found.y), (-2, 1));
        assert!(found.mean_delta < f64::EPSILON);
    }
}
