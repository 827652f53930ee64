//! Pictures that no tool should choke on: `guidewalk compare` answers each with a message or a judgement, in bounded time and
//! memory.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageBuffer, ImageFormat, Luma, Rgba, RgbaImage};

use crate::program::{GUIDEWALK, Ran, folder, run};

/// No broken picture may take longer.
const LIMIT: Duration = Duration::from_secs(20);
/// Nor more memory than this, KiB of address space.
const MEMORY_KIB: u64 = 2_000_000;
/// 48×32 pixels of one colour, in cyan, magenta, yellow and black.
const CMYK: &str = "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAUDg8SDw0UEhASFxUUGB4yIR4cHB49LC4kMklATEtHQEZFUFpzYlBVbVZFRmSIZW13e4GCgU5gjZeMfZZzfoF8/8AAFAgAIAAwBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAGBf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8As1G21eAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD//Z";

/// A page with two boxes on it.
fn page() -> RgbaImage {
    RgbaImage::from_fn(320, 200, |x, y| {
        let inside = (40..140).contains(&x) && (30..60).contains(&y) || (60..260).contains(&x) && (120..150).contains(&y);
        if inside { Rgba([31, 136, 61, 255]) } else { Rgba([255, 255, 255, 255]) }
    })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Runs `guidewalk compare`, with no more memory than the limit where the shell can set one.
#[track_caller]
fn compare(name: &str, bytes: &[u8]) -> Ran {
    let folder = folder();
    let frame = encoded(&page().into(), ImageFormat::Png);
    std::fs::write(folder.path().join("frame.png"), frame).unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let began = Instant::now();
    let ran = run(&mut limited(folder.path(), name), LIMIT);
    assert!(began.elapsed() < LIMIT, "{name}: {:?}", began.elapsed());
    assert!(!ran.stderr.contains("panicked"), "{name}: {}", ran.stderr);
    ran
}

fn limited(folder: &Path, name: &str) -> Command {
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {MEMORY_KIB} 2>/dev/null; exec \"$0\" compare \"$1\" frame.png --format json");
    command.args(["-c", &script, GUIDEWALK, name]).current_dir(folder);
    command.env("GUIDEWALK_STATE", folder.join("state")).env("HOME", folder.join("home"));
    command
}

/// It can't be judged: a message that names the file, and no verdict on the page.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) {
    let ran = compare(name, bytes);
    assert!(matches!(ran.code, Some(2 | 3)), "{name}: {ran:?}");
    assert!(ran.stderr.contains(name) || ran.stdout.contains(name), "no message names {name}: {ran:?}");
}

/// It is a picture, and is judged as one.
#[track_caller]
fn judged(name: &str, bytes: &[u8]) -> serde_json::Value {
    let ran = compare(name, bytes);
    assert!(matches!(ran.code, Some(0 | 1 | 3)), "{name}: {ran:?}");
    let said: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{name}: {error}: {ran:?}"));
    assert!(["current", "drifted", "unsure"].contains(&said["status"].as_str().unwrap_or_default()), "{name}: {said}");
    said
}

#[test]
fn a_picture_that_is_no_picture_is_refused_by_name() {
    let whole = encoded(&page().into(), ImageFormat::Png);
    refused("cut-short.png", &whole[..whole.len() / 2]);
    refused("empty.png", b"");
    refused("paper.png", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n");
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() {
    refused("wide.png", &zeros(30_000, 1, 0, 30_000_usize.div_ceil(8)));
    refused("bomb.png", &zeros(20_000, 8, 6, 80_000));
}

#[test]
fn a_single_pixel_is_never_called_drifted() {
    let one = RgbaImage::from_pixel(1, 1, Rgba([255, 255, 255, 255]));
    let ran = compare("one.png", &encoded(&one.into(), ImageFormat::Png));
    assert!(matches!(ran.code, Some(0 | 2 | 3)), "{ran:?}");
}

#[test]
fn rare_kinds_of_pictures_are_judged_like_any_other() {
    let deep = DynamicImage::ImageRgba8(page()).to_rgba16();
    assert_eq!(judged("deep.png", &encoded(&deep.into(), ImageFormat::Png))["status"], "current");
    let mut moving = Vec::new();
    let mut encoder = GifEncoder::new(&mut moving);
    let later: RgbaImage = ImageBuffer::from_pixel(320, 200, Rgba([200, 0, 0, 255]));
    encoder.encode_frames([page(), later].map(Frame::new)).unwrap();
    drop(encoder);
    assert_eq!(judged("moving.gif", &moving)["status"], "current", "the first picture of an animation is what counts");
    let grey: ImageBuffer<Luma<u8>, _> = DynamicImage::ImageRgba8(page()).to_luma8();
    judged("grey.png", &encoded(&grey.into(), ImageFormat::Png));
}

#[test]
fn a_jpeg_for_printing_is_judged_or_refused_by_name() {
    let bytes = base64::engine::general_purpose::STANDARD.decode(CMYK).unwrap();
    let ran = compare("print.jpg", &bytes);
    assert!(matches!(ran.code, Some(0..=3)), "{ran:?}");
    assert!(ran.code != Some(2) || ran.stderr.contains("print.jpg"), "{ran:?}");
}

/// A square PNG of zeros: whole and valid, hundreds of times smaller than what it becomes.
fn zeros(side: u32, depth: u8, colour: u8, row_bytes: usize) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = side.to_be_bytes();
    chunk(&mut png, b"IHDR", &[&size[..], &size, &[depth, colour, 0, 0, 0]].concat());
    chunk(&mut png, b"IDAT", &deflated_zeros((row_bytes as u64 + 1) * u64::from(side)));
    chunk(&mut png, b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let body = [&kind[..], data].concat();
    png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    png.extend(&body);
    let mut crc = u32::MAX;
    for byte in &body {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    png.extend((!crc).to_be_bytes());
}

/// So many zeros as zlib (RFC 1950, 1951): one, and then "258 more of the same" in 13 bits each, by the fixed codes.
fn deflated_zeros(count: u64) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x01], open: 0, length: 0 };
    bits.put(0b011, 3);
    bits.code(0b0011_0000, 8);
    let mut left = count - 1;
    while left >= 258 {
        // Length 258 is symbol 285, distance 1 is code 0.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
        left -= 258;
    }
    for _ in 0..left {
        bits.code(0b0011_0000, 8);
    }
    bits.code(0, 7);
    bits.put(0, (8 - bits.length % 8) % 8);
    let sum = u32::try_from(count % 65_521).unwrap();
    bits.bytes.extend(((sum << 16) | 1).to_be_bytes());
    bits.bytes
}

/// Bits as RFC 1951 packs them: numbers from their lowest bit, codes from their highest.
struct Bits {
    bytes: Vec<u8>,
    open: u8,
    length: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for at in 0..count {
            self.open |= u8::from(value >> at & 1 == 1) << (self.length % 8);
            self.length += 1;
            if self.length.is_multiple_of(8) {
                self.bytes.push(std::mem::take(&mut self.open));
            }
        }
    }

    fn code(&mut self, value: u32, count: u32) {
        (0..count).rev().for_each(|at| self.put(value >> at & 1, 1));
    }
}
