//! How finely a page has to be drawn so that a picture of it has as many pixels as its reference.

use super::person;
use crate::picture::Library;
use crate::references::{Loaded, Source, device_scale};
use crate::walk::Frame;

/// What browsers draw by themselves: device pixels in a CSS pixel. A scale that is as good as one of these is this one.
const USUAL: [f64; 12] = [1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 0.5, 0.75];
/// As good is what moves no pixel of the picture by more than this.
const AS_GOOD: f64 = 2.0;
/// Nothing is drawn finer than this.
const FINEST: f64 = 4.0;

/// Device pixels in a CSS pixel of a picture, `measured` to a fraction: the usual number that is as good, for a picture whose
/// longer side has so many pixels.
#[must_use]
pub fn settled_scale(measured: f64, longest: u32) -> f64 {
    let off = |usual: &f64| (usual / measured - 1.0).abs() * f64::from(longest);
    let nearest = USUAL.into_iter().min_by(|one, two| off(one).total_cmp(&off(two)));
    nearest.filter(|usual| off(usual) <= AS_GOOD).unwrap_or_else(|| (measured * 10_000.0).round() / 10_000.0)
}

/// Device pixels in a CSS pixel that a reference has; `None` where it doesn't lie on the frame.
#[must_use]
pub fn scale_of(frame: &Frame, loaded: &Loaded, reader: Option<&Library>) -> Option<f64> {
    if let Some(entry) = &loaded.taken {
        return Some(entry.renderer.scale).filter(|scale| *scale > 0.0);
    }
    let reading = reader?.reference(&loaded.picture, &loaded.digest).ok()?;
    let laid = [Source::Viewport, Source::Page].into_iter().filter_map(|source| {
        let (placement, worth) = person::laid_on(frame, source, &loaded.picture, &reading)?;
        Some((placement.scale, worth))
    });
    let (scale, _) = laid.max_by(|one, two| one.1.total_cmp(&two.1))?;
    let longest = loaded.picture.width().max(loaded.picture.height());
    Some(settled_scale(device_scale(&frame.outline) / scale, longest).min(FINEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_that_is_nearly_a_usual_one_is_that_one() {
        assert_eq!(settled_scale(1.998, 800), 2.0);
        assert_eq!(settled_scale(1.2493, 1500), 1.25);
        assert_eq!(settled_scale(1.337_26, 800), 1.3373);
        assert_eq!(settled_scale(1.02, 400), 1.02);
    }
}
