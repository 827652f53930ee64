//! Walks of the practice site, taken once each: what the site looks like, with which font, at which density, in which theme.
//! Each is a record kept under a digest of what made it, so that a second run needs no browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use guidewalk::outline::{Outline, Rect};
use guidewalk::practice::{self, Edition, Mutation, Noise, Options};
use guidewalk::record::Record;
use guidewalk::walkfile::{GITHUB_PAT, Moment};
use regex::Regex;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tokio::runtime::Runtime;

use crate::{apart, folders};

/// The program that walks, and that is measured where no other is named.
pub(crate) const GUIDEWALK: &str = env!("CARGO_BIN_EXE_guidewalk");
/// The guide whose pictures are made again, in the repository.
pub(crate) const GUIDE: &str = "snapshots/guides/generating-a-token";
/// The guide's text in its folder.
pub(crate) const POST: &str = "_posts/2024-01-10-Generating-a-Token.md";
/// Where its pictures are in its folder.
pub(crate) const ASSETS: &str = "assets/img/posts/generating-a-token";
/// No walk may take longer.
const LIMIT: Duration = Duration::from_secs(240);
/// What a site's font is set with.
const SITE_CSS: &str = include_str!("../../src/practice/templates/site.css");

/// What is walked, and how it looks.
#[derive(Debug, Clone)]
pub(crate) struct Take {
    pub(crate) edition: Edition,
    /// The font family of all text; `None` for the site's own.
    pub(crate) font: Option<&'static str>,
    /// Device pixels in a CSS pixel.
    pub(crate) scale: f64,
    pub(crate) dark: bool,
    pub(crate) mutations: Vec<Mutation>,
    pub(crate) noises: Vec<(Noise, u64)>,
    /// Style rules that come last.
    pub(crate) style: &'static str,
    /// Replacements in the pages: pattern and what is put there.
    pub(crate) rewrites: &'static [(&'static str, &'static str)],
}

/// What a walk left behind.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) folder: PathBuf,
    pub(crate) record: Record,
    /// How each of the guide's pictures is cut, where the take is of the unchanged site.
    pub(crate) cuts: BTreeMap<String, Cut>,
}

/// How a picture of the guide is cut from a frame.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Cut {
    /// The stage that shows it.
    pub(crate) stage: String,
    /// Whether before or after what the stage does.
    pub(crate) moment: Moment,
    /// `viewport` or `page`.
    pub(crate) source: String,
    /// CSS pixels from the document's corner.
    pub(crate) region: Rect,
    /// The control that the step names, pixels of the picture.
    pub(crate) target: Option<Rect>,
    /// What a person would cover, pixels of the picture.
    #[serde(skip)]
    pub(crate) secrets: Vec<Rect>,
}

/// One frame of a walk.
#[derive(Debug, Clone)]
pub(crate) struct Shot {
    /// `4.1`, or `4.1.page` where it is the whole page, or `4.1-after` what came of it.
    pub(crate) name: String,
    pub(crate) step: u32,
    pub(crate) picture: PathBuf,
    pub(crate) outline_file: PathBuf,
    pub(crate) outline: Outline,
    /// The document's point in the picture's corner, CSS pixels.
    pub(crate) origin: [f64; 2],
    /// Where the stage's target is, pixels of the picture.
    pub(crate) target: Option<Rect>,
}

impl Take {
    /// The unchanged site of an edition in its own font.
    pub(crate) fn of(edition: Edition) -> Self {
        Self { edition, font: None, scale: 1.0, dark: false, mutations: Vec::new(), noises: Vec::new(), style: "", rewrites: &[] }
    }

    /// Whether the guide's own crops fit it.
    fn is_unchanged(&self) -> bool {
        self.mutations.is_empty() && self.style.is_empty() && self.rewrites.is_empty()
    }

    /// What it is, in words; the same words make the same record.
    pub(crate) fn name(&self) -> String {
        let mut name = self.edition.name().to_owned();
        for (given, word) in [(self.font.is_some(), self.font.unwrap_or_default()), (self.dark, "dark")] {
            name += &if given { format!(" {word}") } else { String::new() };
        }
        if self.scale != 1.0 {
            name += &format!(" x{}", self.scale);
        }
        name += &self.mutations.iter().map(|one| format!(" {}", one.name())).collect::<String>();
        name + &self.noises.iter().map(|(noise, seed)| format!(" {noise}:{seed}")).collect::<String>()
    }

    fn digest(&self) -> String {
        let made = format!("{}|{}|{:?}|{SITE_CSS}|{GITHUB_PAT}", self.name(), self.style, self.rewrites);
        Sha256::digest(made.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    fn options(&self) -> Result<Options> {
        let mut style = self.style.to_owned();
        if let Some(font) = self.font {
            style = format!("body, body *:not(code) {{ font-family: \"{font}\", sans-serif !important; }} {style}");
        }
        if self.dark {
            style = format!("{} :root {{ color-scheme: dark; }} {style}", dark_colours()?);
        }
        let mut rewrites = Vec::new();
        for (pattern, put) in self.rewrites {
            rewrites.push((Regex::new(pattern).context("a pattern of the corpus is wrong")?, (*put).to_owned()));
        }
        if !style.is_empty() {
            let style = style.replace('$', "$$");
            rewrites.push((Regex::new("</head>").context("no pattern")?, format!("<style>{style}</style></head>")));
        }
        let (mutations, noises) = (self.mutations.clone(), self.noises.clone());
        Ok(Options { edition: self.edition, mutations, noises, rewrites, ..Options::default() })
    }
}

/// The site's own colours for dark rooms.
fn dark_colours() -> Result<&'static str> {
    let from = SITE_CSS.split_once("prefers-color-scheme: dark) {").map(|(_, rest)| rest);
    from.and_then(|rest| rest.split_once("\n}")).map(|(block, _)| block).context("the site has no dark colours any more")
}

/// Walks what isn't there yet, and opens it. Nothing is left of a walk that failed.
pub(crate) fn take(folder: &Path, runtime: &Runtime, take: &Take) -> Result<Taken> {
    let kept = folder.join("takes").join(take.digest());
    if !kept.join("record/record.json").exists() || (take.is_unchanged() && !kept.join("finished").exists()) {
        crate::line(&format!("       walking {}", take.name()));
        if kept.exists() {
            fs::remove_dir_all(&kept).context("a broken take can't be taken away")?;
        }
        walk(&kept, runtime, take).with_context(|| format!("the take \"{}\"", take.name()))?;
    }
    opened(&kept.join("record"), take.is_unchanged().then(|| kept.join("guide").join(ASSETS)).as_deref())
}

/// A walk that is kept; with how its pictures were cut, where the folder is given that they were put into.
pub(crate) fn opened(record: &Path, pictures: Option<&Path>) -> Result<Taken> {
    let bytes = fs::read(record.join("record.json")).context("a take has no record")?;
    let cuts = pictures.map_or_else(|| Ok(BTreeMap::new()), cuts)?;
    Ok(Taken { folder: record.to_owned(), record: serde_json::from_slice(&bytes).context("a take's record is broken")?, cuts })
}

/// A walk file that leaves the account's own in its frames, as people's pictures show it; secrets are covered all the same.
fn without_stand_ins(walk: &str) -> String {
    let parts = walk.split("\n\n").filter(|part| !part.contains("[[stand-in]]") || part.contains("a live secret"));
    parts.collect::<Vec<_>>().join("\n\n")
}

fn walk(kept: &Path, runtime: &Runtime, take: &Take) -> Result<()> {
    let guide = kept.join("guide");
    folders::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE), &guide)?;
    let walk = kept.join("take.walk.toml");
    let density = "height = 800, scale = 1 }";
    if GITHUB_PAT.matches(density).count() != 1 {
        bail!("the built-in walk has no viewport as this bench knows it");
    }
    let text = without_stand_ins(GITHUB_PAT).replace(density, &format!("height = 800, scale = {} }}", take.scale));
    fs::write(&walk, text).context("no walk file")?;
    let site = runtime.block_on(practice::serve(take.options()?))?;
    let mut command = apart::guidewalk(GUIDEWALK, kept);
    command.arg(if take.is_unchanged() { "regenerate" } else { "check" }).arg(guide.join(POST));
    command.arg("--walk").arg(&walk).args(["--site", &site.base_url, "--quiet", "--record"]).arg(kept.join("record"));
    if take.is_unchanged() {
        command.args(["--all", "--accept"]);
    }
    command.env("GUIDEWALK_LOGIN", &site.account.login).env("GUIDEWALK_PASSWORD", &site.account.password);
    let ran = run(&mut command, LIMIT);
    runtime.block_on(site.stop());
    let (code, _, _, said) = ran?;
    let record = kept.join("record/record.json").exists();
    if !record || code.is_none_or(|code| code == 2) || (take.is_unchanged() && code != Some(0)) {
        bail!("guidewalk did not walk it: {code:?}\n{said}");
    }
    fs::write(kept.join("finished"), "").context("a take can't be finished")
}

/// Exit code (`None` where it was ended after `limit`), seconds, standard output and the end of standard error.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<(Option<i32>, f64, String, String)> {
    let (out, err) = (tempfile::tempfile().context("no file")?, tempfile::tempfile().context("no file")?);
    command.stdout(out.try_clone().context("no file")?).stderr(err.try_clone().context("no file")?);
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("{command:?} can't be started"))?;
    let code = loop {
        if let Some(status) = child.try_wait().context("a process can't be waited for")? {
            break status.code();
        }
        if started.elapsed() > limit {
            child.kill().context("a process can't be ended")?;
            child.wait().context("a process can't be waited for")?;
            break None;
        }
        std::thread::park_timeout(Duration::from_millis(1));
    };
    let seconds = started.elapsed().as_secs_f64();
    let said = text(err)?;
    let tail = said.char_indices().rev().nth(600).map_or(0, |(at, _)| at);
    Ok((code, seconds, text(out)?, said[tail..].to_owned()))
}

fn text(mut file: fs::File) -> Result<String> {
    use std::io::{Read as _, Seek as _};
    let mut bytes = Vec::new();
    file.rewind().context("a process's output can't be read")?;
    file.read_to_end(&mut bytes).context("a process's output can't be read")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// How the walk itself cut the guide's pictures, from the file that it wrote beside them.
fn cuts(assets: &Path) -> Result<BTreeMap<String, Cut>> {
    #[derive(Deserialize)]
    struct Mask {
        #[serde(rename = "box")]
        bounds: Rect,
        reason: String,
    }
    #[derive(Deserialize)]
    struct Entry {
        recipe: Cut,
        #[serde(default)]
        masks: Vec<Mask>,
    }
    #[derive(Deserialize)]
    struct File {
        pictures: BTreeMap<String, Entry>,
    }
    let bytes = fs::read(assets.join("taken.json")).context("a take has no taken.json")?;
    let file: File = serde_json::from_slice(&bytes).context("a take's taken.json is broken")?;
    let of = |(name, entry): (String, Entry)| {
        let secrets = entry.masks.into_iter().filter(|mask| mask.reason == "a live secret").map(|mask| mask.bounds).collect();
        (name, Cut { secrets, ..entry.recipe })
    };
    Ok(file.pictures.into_iter().map(of).collect())
}

impl Taken {
    /// All frames of the walk's stages.
    pub(crate) fn shots(&self) -> Result<Vec<Shot>> {
        let mut shots = Vec::new();
        for step in &self.record.steps {
            for stage in &step.stages {
                let target = stage.target.as_ref().and_then(|target| target.bounds);
                shots.extend(self.shots_of(&stage.id, step.step, target)?);
                // The target may be elsewhere then, or gone.
                shots.extend(self.shots_of(&format!("{}-after", stage.id), step.step, None)?);
            }
        }
        Ok(shots)
    }

    /// What a frame shows of window and page; nothing where there is no such frame.
    fn shots_of(&self, id: &str, step: u32, target: Option<Rect>) -> Result<Vec<Shot>> {
        let outline_file = self.folder.join(format!("outlines/{id}.json"));
        if !outline_file.exists() {
            return Ok(Vec::new());
        }
        let bytes = fs::read(&outline_file).context("an outline can't be read")?;
        let outline: Outline = serde_json::from_slice(&bytes).context("an outline is broken")?;
        let named = [(id.to_owned(), false), (format!("{id}.page"), true)].into_iter();
        let shots = named.map(|(name, page)| (self.folder.join(format!("frames/{name}.png")), name, page));
        let shots = shots.filter(|(picture, ..)| picture.exists()).map(|(picture, name, page)| {
            let origin = if page { [0.0, 0.0] } else { outline.scroll };
            let (outline_file, outline) = (outline_file.clone(), outline.clone());
            let shot = Shot { name, step, picture, outline_file, outline, origin, target: None };
            Shot { target: target.map(|target| shot.in_picture(&target)), ..shot }
        });
        Ok(shots.collect())
    }

    /// The frame that a picture of the guide is cut from.
    pub(crate) fn shot_of(&self, cut: &Cut) -> Result<Shot> {
        let after = if cut.moment == Moment::After { "-after" } else { "" };
        let page = if cut.source == "page" { ".page" } else { "" };
        let name = format!("{}{after}{page}", cut.stage);
        self.shots()?.into_iter().find(|shot| shot.name == name).with_context(|| format!("no frame {name}"))
    }
}

impl Shot {
    /// Pixels in a CSS pixel.
    pub(crate) fn density(&self) -> f64 {
        if self.outline.scale > 0.0 { self.outline.scale } else { 1.0 }
    }

    /// A rectangle of the document, in pixels of the picture.
    pub(crate) fn in_picture(&self, bounds: &Rect) -> Rect {
        bounds.moved(-self.origin[0], -self.origin[1]).scaled(self.density())
    }
}
