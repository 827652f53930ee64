//! Pixels and nothing else: decode, byte-stable encode, digest, crop, difference, drawing, reading, registration, marks, what lies
//! around a page. No page and no guide here; files only where readings are kept.

mod align;
mod area;
mod coarse;
mod diff;
mod draw;
mod file;
mod library;
pub mod marks;
mod passed_over;
mod read;
pub mod register;
mod strokes;
mod surround;

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageEncoder, ImageReader};
use sha2::{Digest, Sha256};

pub use align::{Alignment, align};
pub use area::Area;
pub(crate) use area::whole;
pub use coarse::coarse_difference;
pub(crate) use diff::differs;
pub use diff::{Cluster, Difference, Tolerance, diff};
pub use draw::{difference_picture, draw_box};
pub use file::Format;
pub use library::Library;
pub use marks::{Drawing, Head, Mark, MarkKind, Pointed};
pub use read::{ReadError, ReadWord, Reading, Tesseract};
pub use register::{Placement, WordBox};
pub use strokes::{Stroke, strokes};
pub use surround::{shown, surrounded};

/// The longest side that is decoded, pixels.
pub const LONGEST_SIDE: u32 = 16_384;
/// The largest picture that is decoded, pixels.
pub const MOST_PIXELS: u64 = 100_000_000;

/// A decoded picture: 8 bits each of red, green, blue and alpha, row by row from the top left corner.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

/// Why bytes are no picture that can be used, or pixels could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither PNG nor JPEG, GIF or WebP.
    #[error("not a PNG, JPEG, GIF or WebP picture")]
    UnknownFormat,
    /// Larger than [`LONGEST_SIDE`] or [`MOST_PIXELS`] allow, or without any pixel.
    #[error("a picture of {width} × {height} pixels; at most {LONGEST_SIDE} a side and {MOST_PIXELS} in all are read")]
    Size {
        /// As its header says, pixels.
        width: u32,
        /// As its header says, pixels.
        height: u32,
    },
    /// Damaged, cut off, or of a kind that is not read.
    #[error("the picture can't be decoded: {0}")]
    Damaged(String),
    /// The encoder refused.
    #[error("the picture can't be encoded: {0}")]
    Encode(String),
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

impl Picture {
    /// A picture of one colour, `[red, green, blue, alpha]`.
    #[must_use]
    pub fn filled(width: u32, height: u32, colour: [u8; 4]) -> Self {
        Self { width, height, rgba: colour.repeat(width as usize * height as usize) }
    }

    /// A picture from its pixels; `None` unless there are four bytes for each pixel.
    #[must_use]
    pub fn from_rgba(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        (rgba.len() == width as usize * height as usize * 4).then_some(Self { width, height, rgba })
    }

    /// Width, pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height, pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The bytes, four for each pixel.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// All of it.
    #[must_use]
    pub fn area(&self) -> Area {
        Area::new(0, 0, i64::from(self.width), i64::from(self.height))
    }

    /// The pixel at a point; `None` outside.
    #[must_use]
    pub fn pixel(&self, x: i64, y: i64) -> Option<[u8; 4]> {
        let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
        (x < self.width && y < self.height).then(|| self.at(x as usize, y as usize))
    }

    /// The pixel at a point that is known to lie inside.
    pub(super) fn at(&self, x: usize, y: usize) -> [u8; 4] {
        let i = (y * self.width as usize + x) * 4;
        [self.rgba[i], self.rgba[i + 1], self.rgba[i + 2], self.rgba[i + 3]]
    }

    /// Sets one pixel; outside nothing happens.
    pub(super) fn put(&mut self, x: i64, y: i64, colour: [u8; 4]) {
        if self.pixel(x, y).is_some() {
            let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
            let i = (y * self.width as usize + x) * 4;
            self.rgba[i..i + 4].copy_from_slice(&colour);
        }
    }

    /// Part of a row as bytes; `from` and `to` are pixels inside the picture.
    pub(super) fn row(&self, y: usize, from: usize, to: usize) -> &[u8] {
        let start = y * self.width as usize;
        &self.rgba[(start + from) * 4..(start + to) * 4]
    }

    /// Fills an area, as far as it lies inside.
    pub fn fill(&mut self, area: Area, colour: [u8; 4]) {
        let Some(inside) = area.intersection(&self.area()) else { return };
        for y in inside.rows() {
            for x in inside.columns() {
                self.put(x, y, colour);
            }
        }
    }

    /// An area cut out. Where it lies outside the picture, the result has `padding`'s colour.
    #[must_use]
    pub fn crop(&self, area: Area, padding: [u8; 4]) -> Self {
        let mut part = Self::filled(area.pixel_width(), area.pixel_height(), padding);
        let Some(inside) = area.intersection(&self.area()) else { return part };
        let (from, to) = (index(inside.x), index(inside.right()));
        let (left, width) = (index(inside.x - area.x), part.width as usize);
        for y in inside.rows() {
            let start = (index(y - area.y) * width + left) * 4;
            let row = self.row(index(y), from, to);
            part.rgba[start..start + row.len()].copy_from_slice(row);
        }
        part
    }

    /// This picture with another on its right, `gap` white pixels between.
    #[must_use]
    pub fn beside(&self, other: &Self, gap: u32) -> Self {
        let (left, height) = (self.width + gap, self.height.max(other.height));
        let mut both = Self::filled(left + other.width, height, [255; 4]);
        for (part, from) in [(self, 0), (other, left)] {
            for y in 0..part.height as usize {
                let start = (y * both.width as usize + from as usize) * 4;
                let row = part.row(y, 0, part.width as usize);
                both.rgba[start..start + row.len()].copy_from_slice(row);
            }
        }
        both
    }

    /// How much it differs from another one of its size: the mean of all channels' differences, 0 to 255.
    #[must_use]
    pub fn unlikeness(&self, other: &Self) -> f64 {
        let apart = self.rgba().iter().zip(other.rgba()).map(|(one, two)| u64::from(one.abs_diff(*two))).sum::<u64>();
        #[expect(clippy::cast_precision_loss, reason = "sums of a picture are far below 2^52")]
        let mean = apart as f64 / self.rgba().len().max(1) as f64;
        mean
    }

    /// SHA-256 of size and decoded pixels, hex. An optimiser that rewrites a file without changing a pixel does not change it.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut sum = Sha256::new();
        sum.update(self.width.to_be_bytes());
        sum.update(self.height.to_be_bytes());
        sum.update(&self.rgba);
        sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether nothing shines through.
    pub(super) fn is_opaque(&self) -> bool {
        self.rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255)
    }

    /// The bytes without alpha, three for each pixel.
    pub(super) fn rgb(&self) -> Vec<u8> {
        self.rgba.as_chunks::<4>().0.iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    /// The picture as PNG, made quickly: the same pixels give the same bytes. Without an alpha channel where all is opaque.
    ///
    /// # Errors
    /// When the encoder refuses, as it does for a picture without pixels.
    pub fn encode_png(&self) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::with_capacity(self.rgba.len() / 8);
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
        let (pixels, colour) = if self.is_opaque() {
            (std::borrow::Cow::Owned(self.rgb()), image::ExtendedColorType::Rgb8)
        } else {
            (std::borrow::Cow::Borrowed(&self.rgba), image::ExtendedColorType::Rgba8)
        };
        encoder.write_image(&pixels, self.width, self.height, colour).map_err(|e| PictureError::Encode(e.to_string()))?;
        Ok(bytes)
    }
}

/// A coordinate that is known to be inside as an index.
pub(super) fn index(coordinate: i64) -> usize {
    usize::try_from(coordinate).unwrap_or(0)
}

/// Reads a PNG, JPEG, GIF (first image) or WebP picture. Its size is checked in the header before anything is decoded.
///
/// # Errors
/// When the bytes are no such picture, a damaged one, or one larger than [`LONGEST_SIDE`] or [`MOST_PIXELS`].
pub fn decode(bytes: &[u8]) -> Result<Picture, PictureError> {
    let damaged = |e: image::ImageError| PictureError::Damaged(e.to_string());
    let format = image::guess_format(bytes).map_err(|_| PictureError::UnknownFormat)?;
    if !format.reading_enabled() {
        return Err(PictureError::UnknownFormat);
    }
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(damaged)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(PictureError::Size { width, height });
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_PIXELS * 8 + (64 << 20));
    reader.limits(limits);
    let decoded = reader.decode().map_err(damaged)?.into_rgba8();
    Ok(Picture { width, height, rgba: decoded.into_raw() })
}

/// The middle value, 0 for none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_survives_png_and_keeps_its_digest() {
        let mut picture = Picture::filled(20, 10, [250, 250, 250, 255]);
        picture.fill(Area::new(3, 3, 5, 5), [10, 20, 30, 255]);
        let png = picture.encode_png().unwrap();
        assert_eq!(png, picture.encode_png().unwrap());
        let again = decode(&png).unwrap();
        assert_eq!(again, picture);
        assert_eq!(again.digest(), picture.digest());
        assert_ne!(picture.digest(), Picture::filled(10, 20, [250, 250, 250, 255]).digest());
    }

    #[test]
    fn a_crop_beyond_the_edge_is_padded() {
        let part = Picture::filled(4, 4, [1, 1, 1, 255]).crop(Area::new(-2, 2, 4, 4), [9, 9, 9, 255]);
        assert_eq!(part.pixel(0, 0), Some([9, 9, 9, 255]));
        assert_eq!(part.pixel(2, 0), Some([1, 1, 1, 255]));
        assert_eq!(part.pixel(2, 3), Some([9, 9, 9, 255]));
        assert_eq!(part.pixel(4, 0), None);
    }

    #[test]
    fn a_header_that_promises_too_much_is_refused_before_decoding() {
        let mut png = Picture::filled(2, 2, [0; 4]).encode_png().unwrap();
        png[16..20].copy_from_slice(&200_000u32.to_be_bytes());
        assert!(decode(&png).is_err());
        assert_eq!(decode(b"<svg/>"), Err(PictureError::UnknownFormat));
        let whole = Picture::filled(40, 40, [7; 4]).encode_png().unwrap();
        assert!(matches!(decode(&whole[..whole.len() / 2]), Err(PictureError::Damaged(_))));
    }
}
