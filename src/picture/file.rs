//! Pictures as files: which format one has, and how another is made in the same.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat};
use oxipng::{BitDepth, ColorType, Options, RawImage};

use super::{Picture, PictureError};

/// How hard it is tried to make a PNG small, 0 to 6.
const EFFORT: u8 = 2;
/// The quality of a JPEG that doesn't say its own, 1 to 100.
const USUAL_QUALITY: u8 = 85;
/// How a JPEG marks the beginning of its tables and of its pixels.
const TABLES: u8 = 0xdb;
const PIXELS: u8 = 0xda;
/// The sum of the usual table for brightness, of which a quality's table is a multiple.
const USUAL_TABLE: f64 = 3688.0;

/// The format of a picture's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG of a quality from 1 to 100.
    Jpeg(u8),
    /// WebP; written without loss.
    Webp,
}

impl Format {
    /// The format of a file's bytes; `None` where guidewalk writes none such.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match image::guess_format(bytes).ok()? {
            ImageFormat::Png => Some(Self::Png),
            ImageFormat::Jpeg => Some(Self::Jpeg(quality(bytes).unwrap_or(USUAL_QUALITY))),
            ImageFormat::WebP => Some(Self::Webp),
            _ => None,
        }
    }

    /// The format of a file that ends so.
    #[must_use]
    pub fn named(ending: &str) -> Option<Self> {
        [Self::Png, Self::Jpeg(USUAL_QUALITY), Self::Webp].into_iter().find(|format| format.fits(ending))
    }

    /// Whether a file that ends so is of this format.
    #[must_use]
    pub fn fits(self, ending: &str) -> bool {
        let endings: &[&str] = match self {
            Self::Png => &["png"],
            Self::Jpeg(_) => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
        };
        endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
    }

    /// Whether pixels change when they are written.
    #[must_use]
    pub const fn loses(self) -> bool {
        matches!(self, Self::Jpeg(_))
    }
}

impl Picture {
    /// The picture as a file: the same pixels give the same bytes, and of a PNG few.
    ///
    /// # Errors
    /// When the encoder refuses, as it does for a picture without pixels.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>, PictureError> {
        let refused = |error: image::ImageError| PictureError::Encode(error.to_string());
        let mut bytes = Vec::new();
        match format {
            Format::Png => return self.small_png(),
            Format::Jpeg(quality) => JpegEncoder::new_with_quality(&mut bytes, quality)
                .write_image(&self.rgb(), self.width, self.height, ExtendedColorType::Rgb8)
                .map_err(refused)?,
            Format::Webp => WebPEncoder::new_lossless(&mut bytes)
                .write_image(&self.rgb(), self.width, self.height, ExtendedColorType::Rgb8)
                .map_err(refused)?,
        }
        Ok(bytes)
    }

    fn small_png(&self) -> Result<Vec<u8>, PictureError> {
        let refused = |error: oxipng::PngError| PictureError::Encode(error.to_string());
        let opaque = self.is_opaque();
        let (colour, pixels) =
            if opaque { (ColorType::RGB { transparent_color: None }, self.rgb()) } else { (ColorType::RGBA, self.rgba.clone()) };
        let raw = RawImage::new(self.width, self.height, colour, BitDepth::Eight, pixels).map_err(refused)?;
        raw.create_optimized_png(&Options::from_preset(EFFORT)).map_err(refused)
    }
}

/// The quality that a JPEG was written with, by its table for brightness.
fn quality(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [mark, kind, high, low] = *bytes.get(at..at + 4)? else { return None };
        if mark != 0xff || kind == PIXELS {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        if kind == TABLES && bytes.get(at + 4)? & 0x0f == 0 {
            let wide = bytes.get(at + 4)? >> 4 != 0;
            let table = bytes.get(at + 5..at + 5 + if wide { 128 } else { 64 })?;
            let entries: u32 = if wide {
                table.as_chunks::<2>().0.iter().map(|pair| u32::from(u16::from_be_bytes(*pair))).sum()
            } else {
                table.iter().map(|entry| u32::from(*entry)).sum()
            };
            return Some(quality_of(f64::from(entries) * 100.0 / USUAL_TABLE));
        }
        at += 2 + length;
    }
}

/// The quality whose table is so many hundredths of the usual one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn quality_of(percent: f64) -> u8 {
    let quality = if percent <= 100.0 { (200.0 - percent) / 2.0 } else { 5000.0 / percent };
    quality.round().clamp(1.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::{Area, decode};

    fn lively() -> Picture {
        let mut picture = Picture::filled(160, 90, [250, 250, 250, 255]);
        for n in 0..30 {
            let level = u8::try_from(n * 8).unwrap();
            picture.fill(Area::new(n * 5, n * 2, 4, 20), [level, 255 - level, 90, 255]);
        }
        picture
    }

    #[test]
    fn a_picture_keeps_its_format_and_its_quality() {
        let picture = lively();
        for format in [Format::Png, Format::Webp, Format::Jpeg(60), Format::Jpeg(85), Format::Jpeg(95)] {
            let bytes = picture.encode(format).unwrap();
            assert_eq!(bytes, picture.encode(format).unwrap());
            let again = Format::of(&bytes).unwrap();
            match (format, again) {
                (Format::Jpeg(one), Format::Jpeg(two)) => assert!(one.abs_diff(two) <= 2, "{one} {two}"),
                (one, two) => {
                    assert_eq!(one, two);
                    assert_eq!(decode(&bytes).unwrap(), picture);
                }
            }
        }
        assert_eq!(Format::of(b"GIF89a"), None);
    }

    #[test]
    fn a_png_is_smaller_than_one_that_is_made_quickly() {
        let picture = lively();
        assert!(picture.encode(Format::Png).unwrap().len() < picture.encode_png().unwrap().len());
        assert!(Format::Jpeg(80).fits("JPG") && !Format::Png.fits("jpg"));
    }
}
