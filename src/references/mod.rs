//! A guide's pictures as they are on disk, and `taken.json`: what guidewalk knows about those that it made. Reads both and makes
//! new entries; writes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::guide::{Guide, PictureFile, PictureLink, PictureVariant};
use crate::outline::{Item, Outline, Rect};
use crate::picture::{self, Drawing, Picture};

mod shot;

pub use shot::{Cut, Shot, Taken, cut, take};

/// The version of `taken.json` that this build writes.
pub const TAKEN_SCHEMA: u32 = 1;
/// Its name, in the folder of the pictures.
pub const TAKEN_FILE: &str = "taken.json";
/// A picture file of more bytes is not read.
const MOST_BYTES: u64 = 200 << 20;
/// An item is masked when at least this share (0 to 1) of it lies under a mask; its words are not kept then.
pub const LEAST_SHARE_MASKED: f64 = 0.5;

/// What guidewalk knows about the pictures in a folder that it made itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TakenFile {
    /// Version of this shape.
    pub schema: u32,
    /// By file name without folder.
    pub pictures: BTreeMap<String, Entry>,
}

/// What guidewalk knows about one picture that it made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of size and decoded pixels, hex.
    pub digest: String,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// How it was made.
    pub recipe: Recipe,
    /// What made it.
    pub renderer: Renderer,
    /// What is never compared, pixels of the picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masks: Vec<MaskEntry>,
    /// The words and controls that it shows, boxes in pixels of the picture; a box may reach beyond it.
    pub items: Vec<Item>,
}

/// How a picture was cut from a frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// The stage or interruption (`5.2`, `7.sudo`).
    pub stage: String,
    /// `before` or `after`.
    pub moment: String,
    /// Which picture of the frame it was cut from.
    pub source: Source,
    /// What was cut, CSS pixels from the document's top left corner.
    pub region: Rect,
    /// The control that it is found again by.
    pub anchor: Option<Anchor>,
    /// The stage's target, pixels of the picture; `None` where it was outside.
    pub target: Option<Rect>,
    /// Whether stand-ins stood for the account's own when it was taken; earlier versions masked that only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub veiled: bool,
    /// How it follows a picture that a person had made; `None`: it was cut as the walk file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framing: Option<Framing>,
}

/// How a picture follows one that a person had made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Framing {
    /// The part that shows the page, pixels of the picture; around it is what the author put there.
    pub shows: Rect,
    /// What the author drew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Drawing>,
    /// Whether its part of the page and its marks are as the walk file says, and follow no picture of a person's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_walk_file: bool,
    /// Whether the file's format changes pixels, as JPEG does: then they are not compared one by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lossy: bool,
}

/// Which picture of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The window's inside.
    #[default]
    Viewport,
    /// The whole page.
    Page,
}

/// A control that a region is found again by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its role.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Where, pixels of the picture.
    #[serde(rename = "box")]
    pub bounds: Rect,
}

/// What drew a picture. Pixels are compared only where all of it, and of the version the major part, is the same.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Renderer {
    /// `chrome`, `firefox` …, as the driver says.
    pub browser: String,
    /// Its version; only what stands before the first dot counts.
    pub version: String,
    /// The operating system.
    pub system: String,
    /// A fingerprint of the fonts in use.
    pub fonts: String,
    /// Device pixels in a CSS pixel.
    pub scale: f64,
    /// `light`, `dark`, or the site's own name for it.
    pub theme: String,
}

/// An area that is never compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MaskEntry {
    /// Where, pixels of the picture.
    #[serde(rename = "box")]
    pub bounds: Rect,
    /// Why.
    pub reason: String,
    /// Whether stand-ins took the place of the words that differ in it: the pixels under it are not compared, the words are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub veiled: bool,
}

impl TakenFile {
    /// The file's text: the same knowledge gives the same bytes.
    ///
    /// # Errors
    /// When a number in it has no form in JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let current = Self { schema: TAKEN_SCHEMA, pictures: self.pictures.clone() };
        Ok(serde_json::to_string_pretty(&current)? + "\n")
    }
}

impl Renderer {
    /// The version's major part.
    #[must_use]
    pub fn major(&self) -> &str {
        self.version.split('.').next().unwrap_or_default()
    }

    /// What is not the same, in words; empty where pixels can be compared.
    #[must_use]
    pub fn differences(&self, now: &Self) -> Vec<String> {
        let then = [&self.browser, self.major(), &self.system, &self.fonts, &self.theme].map(ToOwned::to_owned);
        let today = [&now.browser, now.major(), &now.system, &now.fonts, &now.theme].map(ToOwned::to_owned);
        let what = ["browser", "browser version", "system", "fonts", "theme"];
        let mut differences: Vec<String> = what
            .iter()
            .zip(then.iter().zip(&today))
            .filter(|(_, (then, today))| then != today)
            .map(|(what, (then, today))| format!("{what} {then} then, {today} now"))
            .collect();
        if (self.scale - now.scale).abs() > 1e-6 {
            differences.push(format!("scale {} then, {} now", self.scale, now.scale));
        }
        differences
    }
}

/// A picture that a guide names.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The guide's step.
    pub step: u32,
    /// The link as it stands in the guide.
    pub link: PictureLink,
    /// File name without folder.
    pub file: String,
    /// The picture, or why there is none to judge.
    pub loaded: Result<Loaded, Unusable>,
    /// What may be shown in its place; it is made again with it, and not judged.
    pub variants: Vec<Variant>,
}

/// A file that may be shown in a picture's place: in another theme, finer, or in another format.
#[derive(Debug, Clone)]
pub struct Variant {
    /// As the guide says it; its file is on this machine.
    pub link: PictureVariant,
    /// File name without folder.
    pub file: String,
    /// Where it is, or would be.
    pub path: PathBuf,
    /// The picture, where there is one.
    pub loaded: Option<Loaded>,
}

/// A picture that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Where it is.
    pub path: PathBuf,
    /// Its pixels.
    pub picture: Picture,
    /// Their digest.
    pub digest: String,
    /// What guidewalk knows about it; `None`: a person made or edited it.
    pub taken: Option<Entry>,
    /// What guidewalk knows about an earlier picture of this name, where `taken` is `None`.
    pub hint: Option<Entry>,
}

/// Why a picture that a guide names can't be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// No such file.
    #[error("there is no picture {}", .0.display())]
    Missing(PathBuf),
    /// A pointer of Git LFS in its place.
    #[error("{} is a Git LFS pointer, not the picture; hint: run git lfs pull", .0.display())]
    LfsPointer(PathBuf),
    /// On another server.
    #[error("the picture {0} is on another server and is not fetched")]
    Remote(String),
    /// Not a picture, damaged, or too large.
    #[error("the picture {path} can't be read: {why}", path = .0.display(), why = .1)]
    Unreadable(PathBuf, String),
}

/// A guide's pictures.
#[derive(Debug, Clone, Default)]
pub struct References {
    /// In the guide's order.
    pub pictures: Vec<Reference>,
    /// What is odd, in sentences: a `taken.json` that can't be read.
    pub remarks: Vec<String>,
}

impl References {
    /// What is to be said of files that the guide offers in a picture's place and that are not there.
    pub(crate) fn missing_variants(&self) -> impl Iterator<Item = String> {
        let all = self.pictures.iter().flat_map(|reference| reference.variants.iter().map(move |variant| (reference, variant)));
        all.filter(|(_, variant)| !variant.path.is_file()).map(|(reference, variant)| {
            format!(
                "step {}: {}, which the guide offers in the place of {}, is not there; `guidewalk regenerate --all` makes it",
                reference.step, variant.file, reference.file
            )
        })
    }

    /// The pictures of one step, in order.
    #[must_use]
    pub fn of_step(&self, step: u32) -> Vec<&Reference> {
        self.pictures.iter().filter(|reference| reference.step == step).collect()
    }
}

/// Reads all pictures that a guide names, with what `taken.json` beside them knows.
#[must_use]
pub fn read(guide: &Guide) -> References {
    let mut references = References::default();
    let mut folders: BTreeMap<PathBuf, TakenFile> = BTreeMap::new();
    for (number, link) in guide.steps.iter().flat_map(|step| step.pictures.iter().map(|link| (step.number, link))) {
        let mut read = |path: &Path| {
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            load(path, folders.entry(folder).or_insert_with_key(|folder| known(folder, &mut references.remarks)))
        };
        let loaded = match &link.file {
            PictureFile::Found(path) => read(path),
            PictureFile::Missing(path) => Err(Unusable::Missing(path.clone())),
            PictureFile::LfsPointer(path) => Err(Unusable::LfsPointer(path.clone())),
            PictureFile::Remote(address) => Err(Unusable::Remote(address.clone())),
        };
        let variants = link.variants.iter().filter_map(|variant| {
            let path = variant.file.path()?;
            let loaded = if path.is_file() { read(path).ok() } else { None };
            Some(Variant { link: variant.clone(), file: file_name(&variant.file), path: path.to_owned(), loaded })
        });
        let variants = variants.collect();
        references.pictures.push(Reference { step: number, link: link.clone(), file: file_name(&link.file), loaded, variants });
    }
    references
}

/// Reads `taken.json` in a folder; one that isn't there knows nothing.
///
/// # Errors
/// When it can't be read, is not of this shape, or is of a newer version.
pub fn read_taken(folder: &Path) -> Result<TakenFile, String> {
    let path = folder.join(TAKEN_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(TakenFile::default()),
        Err(e) => return Err(format!("can't read {}: {e}", path.display())),
    };
    let taken: TakenFile = serde_json::from_str(&text).map_err(|e| format!("{} is damaged: {e}", path.display()))?;
    if taken.schema > TAKEN_SCHEMA {
        return Err(format!("{} is of version {}, this guidewalk knows {TAKEN_SCHEMA}", path.display(), taken.schema));
    }
    Ok(taken)
}

fn known(folder: &Path, remarks: &mut Vec<String>) -> TakenFile {
    read_taken(folder).unwrap_or_else(|trouble| {
        remarks.push(trouble);
        TakenFile::default()
    })
}

fn file_name(file: &PictureFile) -> String {
    let path = match file {
        PictureFile::Remote(address) => Some(Path::new(address)),
        here => here.path(),
    };
    path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn load(path: &Path, taken: &TakenFile) -> Result<Loaded, Unusable> {
    let unreadable = |why: String| Unusable::Unreadable(path.to_owned(), why);
    let length = std::fs::metadata(path).map_err(|e| unreadable(e.to_string()))?.len();
    if length > MOST_BYTES {
        return Err(unreadable(format!("{length} bytes; at most {MOST_BYTES} are read")));
    }
    let bytes = std::fs::read(path).map_err(|e| unreadable(e.to_string()))?;
    let picture = picture::decode(&bytes).map_err(|e| unreadable(e.to_string()))?;
    let digest = picture.digest();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let own = taken.pictures.get(&name).filter(|entry| entry.digest == digest);
    let own = own.or_else(|| taken.pictures.values().find(|entry| entry.digest == digest)).cloned();
    let hint = if own.is_none() { taken.pictures.get(&name).cloned() } else { None };
    Ok(Loaded { path: path.to_owned(), picture, digest, taken: own, hint })
}

/// Device pixels in a CSS pixel; 1 where the outline doesn't say.
#[must_use]
pub fn device_scale(outline: &Outline) -> f64 {
    if outline.scale > 0.0 { outline.scale } else { 1.0 }
}

/// The share (0 to 1) of a box that lies inside another; boxes without area count by their middle.
#[must_use]
pub fn share_inside(bounds: &Rect, whole: &Rect) -> f64 {
    if bounds.area() <= 0.0 {
        return f64::from(u8::from(whole.holds_centre_of(bounds)));
    }
    bounds.intersection(whole).map_or(0.0, |part| part.area() / bounds.area())
}
