//! Says how finely the walk has to draw a frame: as the guide's own pictures of the step are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::staging::Staging;
use crate::judge;
use crate::picture::Library;
use crate::plan::Plan;
use crate::references::{Loaded, device_scale};
use crate::walk::{Detail, Frame};

/// Two scales that differ by less are one.
const SAME_SCALE: f64 = 1e-6;
/// A guide's pictures are of one scale; a measured one that differs by no more than this share of it was measured badly.
const MEASURED_BADLY: f64 = 0.08;

/// What a plan's new pictures need.
pub(super) struct Lens {
    pub(super) plan: Arc<Plan>,
    pub(super) reader: Option<Arc<Library>>,
    pub(super) staging: Staging,
    /// The scales of the pictures that were looked at: by the name of the frame that they lie on.
    pub(super) scales: Mutex<BTreeMap<String, f64>>,
}

impl Lens {
    /// The picture that a new one is made after, of one step.
    fn reference(&self, step: u32) -> Option<&Loaded> {
        self.plan.references.pictures.iter().find(|reference| reference.step == step)?.loaded.as_ref().ok()
    }

    /// Device pixels in a CSS pixel of the picture that lies on a frame.
    pub(super) fn scale_of(&self, frame: &str) -> Option<f64> {
        self.scales.lock().unwrap_or_else(PoisonError::into_inner).get(frame).copied()
    }

    /// The scale that most pictures have so far, where it is as good as the measured one.
    fn settled(&self, frame: &str, measured: f64) -> f64 {
        let mut scales = self.scales.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |scale: f64| scales.values().filter(|other| (*other - scale).abs() < SAME_SCALE).count();
        let usual = scales.values().copied().max_by_key(|scale| of(*scale));
        let usual = usual.filter(|usual| of(*usual) > 1 && (measured / usual - 1.0).abs() < MEASURED_BADLY);
        let scale = usual.unwrap_or(measured);
        scales.insert(frame.to_owned(), scale);
        scale
    }
}

impl Detail for Lens {
    /// A frame may show its own step's picture, or what the step before leads to.
    fn wanted(&self, frame: &Frame) -> Option<f64> {
        if self.staging == Staging::Nothing {
            return None;
        }
        let step: u32 = frame.stage.split('.').next()?.parse().ok()?;
        let of_step = |step: u32| judge::scale_of(frame, self.reference(step)?, self.reader.as_deref());
        let measured = of_step(step).or_else(|| of_step(step.checked_sub(1)?))?;
        let scale = self.settled(&frame.id, measured);
        (scale > device_scale(&frame.outline) + SAME_SCALE).then_some(scale)
    }
}
