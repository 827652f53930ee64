//! Says how the walk has to draw a frame: as finely as the guide's own pictures of the step are, and in their themes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::staging::Staging;
use crate::judge;
use crate::outline::Theme;
use crate::picture::Library;
use crate::plan::Plan;
use crate::references::{Reference, Variant, device_scale};
use crate::walk::{Detail, Frame, Wanted};

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
    fn reference(&self, step: u32) -> Option<&Reference> {
        self.plan.references.pictures.iter().find(|reference| reference.step == step)
    }

    /// How finely a frame of a step is drawn so that our own pictures of it, or of the step before, can be compared pixel by pixel;
    /// `None` where the window will do.
    fn scale_of_own(&self, step: u32, device: f64) -> Option<f64> {
        let of_step = |step: u32| {
            let entry = self.reference(step)?.loaded.as_ref().ok()?.taken.as_ref()?;
            Some(entry.renderer.scale).filter(|scale| *scale > device + SAME_SCALE)
        };
        of_step(step).or_else(|| of_step(step.checked_sub(1)?))
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
    fn wanted(&self, frame: &Frame) -> Wanted {
        let own = frame.stage.split('.').next().and_then(|step| step.parse::<u32>().ok());
        let Some(own) = own else { return Wanted::default() };
        if self.staging == Staging::Nothing {
            return Wanted { scale: self.scale_of_own(own, device_scale(&frame.outline)), themes: Vec::new() };
        }
        let scale_of = |step: u32| {
            let loaded = self.reference(step)?.loaded.as_ref().ok()?;
            Some((step, judge::scale_of(frame, loaded, self.reader.as_deref())?))
        };
        let measured = scale_of(own).or_else(|| scale_of(own.checked_sub(1)?));
        let device = device_scale(&frame.outline);
        // A step without a picture gets one as the window shows it.
        let (step, scale) = measured.map_or((own, device), |(step, scale)| (step, self.settled(&frame.id, scale)));
        let variants = self.reference(step).map(|reference| reference.variants.as_slice()).unwrap_or_default();
        let finest = |theme: Option<Theme>| {
            let of_theme = variants.iter().filter(|variant| variant.link.theme == theme);
            of_theme.map(|variant| scale * times(variant)).reduce(f64::max)
        };
        let plain = finest(None).unwrap_or(scale).max(scale);
        let themes = [Theme::Light, Theme::Dark].into_iter().filter_map(|theme| Some((theme, finest(Some(theme))?)));
        Wanted { scale: (plain > device + SAME_SCALE).then_some(plain), themes: themes.collect() }
    }
}

/// So many pixels of a variant lie on one of its picture, each way.
pub(super) fn times(variant: &Variant) -> f64 {
    f64::from(variant.link.density) / 100.0
}
