//! What a person does to a frame before it stands in a guide: cuts a part out, scales it, draws on it, puts something around it,
//! and saves it as some tool saves it. Everything is decided beforehand, and the truth comes back beside the picture.

use std::io::Cursor;

use anyhow::{Context as _, Result};
use fastrand::Rng;
use guidewalk::outline::Rect;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ImageFormat, Rgba, RgbaImage};
use serde::{Deserialize, Serialize};

use crate::marker::{Drawn, Marker};

/// What lies around the part that was cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Around {
    Nothing,
    /// A line of one or two pixels.
    Border,
    /// A soft shadow on white.
    Shadow,
    /// A browser's window: a bar with buttons, a tab and an address.
    Browser,
}

/// How it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Saved {
    Png,
    /// 256 colours at most.
    Palette,
    /// JPEG of a quality from 1 to 100.
    Jpeg(u8),
}

/// What a person does.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// What is cut out, pixels of the frame.
    pub(crate) cut: Rect,
    /// Pixels of the picture in one of the frame.
    pub(crate) scale: f64,
    /// Kinds of marks with the boxes that they are drawn for, pixels of the frame.
    pub(crate) marks: Vec<(&'static str, Rect)>,
    pub(crate) around: Around,
    pub(crate) saved: Saved,
    /// Decides strokes, colours and places of marks.
    pub(crate) seed: u64,
}

/// A picture as a person would have made it, with what is true of it.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) bytes: Vec<u8>,
    /// `png` or `jpg`.
    pub(crate) extension: &'static str,
    pub(crate) truth: Lies,
    pub(crate) marks: Vec<Drawn>,
    /// The part of the picture that shows the frame, its pixels.
    pub(crate) shows: Rect,
}

/// How a picture lies on a frame: a point of it is at `scale × point + (x, y)` of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Lies {
    pub(crate) scale: f64,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Lies {
    /// Where a point of the picture is in the frame.
    pub(crate) fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.scale * x + self.x, self.scale * y + self.y)
    }

    /// Where a rectangle of the frame is in the picture.
    pub(crate) fn back(&self, bounds: &Rect) -> Rect {
        bounds.moved(-self.x, -self.y).scaled(1.0 / self.scale)
    }
}

/// Makes the picture.
pub(crate) fn make(frame: &RgbaImage, wish: &Wish) -> Result<Person> {
    let cut = within(&wish.cut, frame);
    let [x, y, width, height] = [cut.x, cut.y, cut.width, cut.height].map(whole);
    let size = [cut.width, cut.height].map(|side| whole((side * wish.scale).round()).max(1));
    let mut picture = imageops::crop_imm(frame, x, y, width, height).to_image();
    if size != [width, height] {
        let filter = if wish.seed.is_multiple_of(3) { FilterType::CatmullRom } else { FilterType::Lanczos3 };
        picture = imageops::resize(&picture, size[0], size[1], filter);
    }
    // Both sides are rounded by themselves; the longer one tells the scale better.
    let scale = if cut.width >= cut.height { cut.width / f64::from(size[0]) } else { cut.height / f64::from(size[1]) };
    let inner = Lies { scale, x: cut.x, y: cut.y };
    let mut marks = draw(&mut picture, wish, &inner);
    let mut chance = Rng::with_seed(wish.seed ^ 0x00a7_0a7d);
    let (picture, left, top) = surrounded(&picture, wish.around, wish.scale, &mut chance);
    for mark in &mut marks {
        mark.bounds[0] += left;
        mark.bounds[1] += top;
        mark.ends = mark.ends.map(|ends| ends.map(|(x, y)| (x + left, y + top)));
    }
    let truth = Lies { scale, x: cut.x - scale * left, y: cut.y - scale * top };
    let shows = Rect::new(left, top, f64::from(size[0]), f64::from(size[1]));
    let (bytes, extension) = save(&picture, wish.saved)?;
    Ok(Person { bytes, extension, truth, marks, shows })
}

/// What of a rectangle lies in a picture, on whole pixels.
pub(crate) fn within(cut: &Rect, frame: &RgbaImage) -> Rect {
    let (width, height) = (f64::from(frame.width()), f64::from(frame.height()));
    let (left, top) = (cut.x.floor().clamp(0.0, width - 1.0), cut.y.floor().clamp(0.0, height - 1.0));
    let (right, bottom) = (cut.right().ceil().clamp(left + 1.0, width), cut.bottom().ceil().clamp(top + 1.0, height));
    Rect::new(left, top, right - left, bottom - top)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of pictures, never negative")]
fn whole(side: f64) -> u32 {
    side as u32
}

#[expect(clippy::cast_possible_truncation, reason = "places in pictures")]
fn draw(picture: &mut RgbaImage, wish: &Wish, inner: &Lies) -> Vec<Drawn> {
    let mut chance = Rng::with_seed(wish.seed);
    let (width, height) = picture.dimensions();
    let mut drawn = Vec::new();
    for (kind, target) in &wish.marks {
        let target = inner.back(target);
        let target = [target.x, target.y, target.width, target.height].map(|value| value as f32);
        let scale = (wish.scale as f32).max(0.6);
        let mut marker = Marker { width, height, rgba: picture, chance: &mut chance, scale };
        drawn.extend(marker.draw(kind, target));
    }
    drawn
}

/// The picture with what lies around it, and how far its own corner is moved by that.
fn surrounded(picture: &RgbaImage, around: Around, scale: f64, chance: &mut Rng) -> (RgbaImage, f64, f64) {
    let (width, height) = picture.dimensions();
    let paper = |left: u32, top: u32, right: u32, bottom: u32, colour: [u8; 3]| {
        let [r, g, b] = colour;
        let mut paper = RgbaImage::from_pixel(width + left + right, height + top + bottom, Rgba([r, g, b, 255]));
        imageops::replace(&mut paper, picture, i64::from(left), i64::from(top));
        (paper, f64::from(left), f64::from(top))
    };
    match around {
        Around::Nothing => (picture.clone(), 0.0, 0.0),
        Around::Border => {
            let line = chance.u32(1..=2);
            paper(line, line, line, line, [[0, 0, 0], [160, 160, 160], [208, 215, 222]][chance.usize(0..3)])
        }
        Around::Shadow => shadowed(picture, whole((chance.f64() * 14.0 + 10.0) * scale.clamp(0.6, 2.0))),
        Around::Browser => {
            let bar = whole((74.0 * scale).round()).max(24);
            let (mut window, left, top) = paper(1, bar, 1, 1, [222, 225, 230]);
            let dots = [[255, 95, 87], [254, 188, 46], [40, 200, 64]];
            let unit = bar / 6;
            for (at, [r, g, b]) in (0u32..).zip(dots) {
                fill(&mut window, [unit + at * unit * 2, unit, unit, unit], [r, g, b]);
            }
            fill(&mut window, [unit * 8, unit / 2, (width / 3).max(1), unit * 5 / 2], [255, 255, 255]);
            fill(
                &mut window,
                [unit, bar - unit * 3 + unit / 2, width.saturating_sub(unit * 2).max(1), unit * 2],
                [255, 255, 255],
            );
            (window, left, top)
        }
    }
}

fn fill(picture: &mut RgbaImage, [x, y, width, height]: [u32; 4], [r, g, b]: [u8; 3]) {
    for y in y..(y + height).min(picture.height()) {
        for x in x..(x + width).min(picture.width()) {
            picture.put_pixel(x, y, Rgba([r, g, b, 255]));
        }
    }
}

/// A shadow on white that grows weaker over so many pixels and lies a little lower, as screenshot tools make it.
fn shadowed(picture: &RgbaImage, reach: u32) -> (RgbaImage, f64, f64) {
    let (width, height) = picture.dimensions();
    let fall = f64::from(reach) * 0.3;
    let mut paper = RgbaImage::new(width + 2 * reach, height + 2 * reach);
    let apart = |at: u32, side: u32, by: f64| {
        let at = f64::from(at) - f64::from(reach) - by;
        (-at).max(at - f64::from(side)).max(0.0)
    };
    for (x, y, pixel) in paper.enumerate_pixels_mut() {
        let far = apart(x, width, 0.0).hypot(apart(y, height, fall)) / f64::from(reach);
        let dark = 90.0 * (1.0 - far).clamp(0.0, 1.0).powi(2);
        let grey = u8::try_from(whole(255.0 - dark)).unwrap_or(255);
        *pixel = Rgba([grey, grey, grey, 255]);
    }
    imageops::replace(&mut paper, picture, i64::from(reach), i64::from(reach));
    (paper, f64::from(reach), f64::from(reach))
}

fn save(picture: &RgbaImage, saved: Saved) -> Result<(Vec<u8>, &'static str)> {
    let mut bytes = Vec::new();
    let extension = match saved {
        Saved::Jpeg(quality) => {
            let rgb = image::DynamicImage::ImageRgba8(picture.clone()).to_rgb8();
            JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&rgb).context("a JPEG can't be made")?;
            "jpg"
        }
        Saved::Png => {
            picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).context("a PNG can't be made")?;
            "png"
        }
        Saved::Palette => {
            let mut gif = Vec::new();
            // The encoder picks 256 colours that fit, as tools with palettes do.
            picture.write_to(&mut Cursor::new(&mut gif), ImageFormat::Gif).context("a GIF can't be made")?;
            let few = image::load_from_memory(&gif).context("a GIF can't be read")?;
            few.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).context("a PNG can't be made")?;
            "png"
        }
    };
    Ok((bytes, extension))
}
