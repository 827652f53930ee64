//! Pictures that are made from what a walk kept: cut out of a frame, with what `taken.json` is to know about each.

use super::{Anchor, Entry, Framing, LEAST_SHARE_MASKED, MaskEntry, Recipe, Renderer, Source, device_scale, share_inside};
use crate::outline::{Item, Outline, Rect};
use crate::picture::{self, Area, Format, Picture, PictureError};

/// An item belongs to a picture when at least this share (0 to 1) of it is inside.
const LEAST_SHARE_INSIDE: f64 = 0.15;
/// Why the part of a picture that is not the page's is not compared.
const AROUND: &str = "what the author put around the page";

/// What a frame has to offer for a picture; boxes in CSS pixels from the document's top left corner.
#[derive(Debug, Clone, Copy)]
pub struct Shot<'a> {
    /// The stage or interruption.
    pub stage: &'a str,
    /// `before` or `after`.
    pub moment: &'a str,
    /// The window's inside, PNG.
    pub viewport_png: &'a [u8],
    /// The whole page, PNG, where it is larger.
    pub page_png: Option<&'a [u8]>,
    /// What was visible.
    pub outline: &'a Outline,
    /// What is never compared, boxes in CSS pixels of the document.
    pub masks: &'a [MaskEntry],
    /// The stage's target.
    pub target: Option<Rect>,
}

/// A picture that was cut, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// What `taken.json` is to know about it.
    pub entry: Entry,
}

/// A picture of a part of the page, whatever it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Its pixels.
    pub picture: Picture,
    /// What all of it would show, were nothing around the page: CSS pixels from the document's top left corner.
    pub region: Rect,
    /// Device pixels in a CSS pixel.
    pub scale: f64,
    /// The region's top left corner, device pixels of the document.
    pub corner: (f64, f64),
    /// Which picture of the frame shows it.
    pub source: Source,
    /// How it follows one that a person had made.
    pub framing: Option<Framing>,
}

/// Cuts a region (CSS pixels, document) out of a frame: from the window's picture where it lies inside, else from the page's.
///
/// # Errors
/// When the frame's picture can't be decoded, or the region has no pixel on it.
pub fn cut(shot: &Shot, region: Rect) -> Result<Cut, PictureError> {
    let (source, origin) = source_of(shot, &region);
    let png = match source {
        Source::Viewport => shot.viewport_png,
        Source::Page => shot.page_png.unwrap_or(shot.viewport_png),
    };
    let frame = picture::decode(png)?;
    let scale = device_scale(shot.outline);
    let wanted = region.moved(-origin[0], -origin[1]).scaled(scale);
    let wanted = Area::nearest(wanted.x, wanted.y, wanted.width, wanted.height).intersection(&frame.area());
    let wanted = wanted.ok_or(PictureError::Size { width: 0, height: 0 })?;
    #[expect(clippy::cast_precision_loss, reason = "coordinates of a picture are far below 2^52")]
    let corner = (wanted.x as f64 + origin[0] * scale, wanted.y as f64 + origin[1] * scale);
    Ok(Cut { picture: frame.crop(wanted, [255; 4]), region, scale, corner, source, framing: None })
}

/// What `taken.json` is to know about a picture, and its file.
///
/// # Errors
/// When it can't be encoded.
pub fn take(shot: &Shot, cut: Cut, format: Format, renderer: &Renderer) -> Result<Taken, PictureError> {
    let Cut { picture, region, scale, corner, source, framing } = cut;
    let bytes = picture.encode(format)?;
    // What is stored of a picture is what its file shows.
    let digest = if format.loses() { picture::decode(&bytes)?.digest() } else { picture.digest() };
    let in_picture = |bounds: &Rect| bounds.scaled(scale).moved(-corner.0, -corner.1);
    let whole = Rect::new(0.0, 0.0, f64::from(picture.width()), f64::from(picture.height()));
    let shows = framing.as_ref().map_or(whole, |framing| framing.shows);
    let inside = |bounds: &Rect| share_inside(bounds, &shows) >= LEAST_SHARE_INSIDE;
    let masks = shot.masks.iter().map(|mask| MaskEntry { bounds: in_picture(&mask.bounds), ..mask.clone() });
    let masks: Vec<MaskEntry> = masks.filter(|mask| mask.bounds.intersection(&shows).is_some()).collect();
    let hiding = || masks.iter().filter(|mask| !mask.veiled);
    let masked = |item: &Item| hiding().any(|mask| share_inside(&item.bounds, &mask.bounds) >= LEAST_SHARE_MASKED);
    let items = shot.outline.items.iter().map(|item| Item {
        bounds: in_picture(&item.bounds),
        words_at: None,
        lines: Vec::new(),
        ..item.clone()
    });
    let items: Vec<Item> = items.filter(|item| inside(&item.bounds) && !masked(item) && !item.is_under()).collect();
    let target = shot.target.map(|bounds| in_picture(&bounds)).filter(|bounds| inside(bounds));
    let recipe = Recipe {
        stage: shot.stage.to_owned(),
        moment: shot.moment.to_owned(),
        source,
        region,
        anchor: anchor(&items, target.as_ref(), shot.outline),
        target,
        veiled: true,
        framing,
    };
    let masks = masks.into_iter().chain(around(&whole, &shows)).collect();
    let renderer = Renderer { scale, ..renderer.clone() };
    let entry = Entry { digest, size: [picture.width(), picture.height()], recipe, renderer, masks, items };
    Ok(Taken { bytes, entry })
}

/// What lies around the part of a picture that shows the page.
fn around(whole: &Rect, shows: &Rect) -> Vec<MaskEntry> {
    let sides = [
        Rect::new(0.0, 0.0, whole.width, shows.y),
        Rect::new(0.0, shows.bottom(), whole.width, whole.bottom() - shows.bottom()),
        Rect::new(0.0, shows.y, shows.x, shows.height),
        Rect::new(shows.right(), shows.y, whole.right() - shows.right(), shows.height),
    ];
    let masks = sides.into_iter().filter(|side| side.area() > 0.0);
    masks.map(|bounds| MaskEntry { bounds, reason: AROUND.to_owned(), veiled: false }).collect()
}

/// The picture that a region is cut from, and its origin in CSS pixels of the document.
fn source_of(shot: &Shot, region: &Rect) -> (Source, [f64; 2]) {
    let [width, height] = shot.outline.viewport;
    let window = Rect::new(shot.outline.scroll[0], shot.outline.scroll[1], width, height);
    let inside = window.grown(0.5).intersection(region).is_some_and(|part| (part.area() - region.area()).abs() < 1e-6);
    if inside || shot.page_png.is_none() { (Source::Viewport, shot.outline.scroll) } else { (Source::Page, [0.0, 0.0]) }
}

/// The target, else the control nearest to the picture's top left corner whose role and name are its own on the whole page.
fn anchor(items: &[Item], target: Option<&Rect>, outline: &Outline) -> Option<Anchor> {
    let alone = |item: &&Item| {
        let same = outline.items.iter().filter(|other| other.role == item.role && other.name == item.name);
        !item.role.is_empty() && !item.name.is_empty() && same.count() == 1
    };
    let is_target = |item: &&Item| target.is_some_and(|target| share_inside(&item.bounds, &target.grown(1.0)) > 0.9);
    let found = items.iter().filter(alone).find(is_target).or_else(|| items.iter().find(alone))?;
    Some(Anchor { role: found.role.clone(), name: found.name.clone(), bounds: found.bounds })
}
