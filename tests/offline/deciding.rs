//! A guide with its record, as a walk would have left it: at each step a new picture, at some a sentence that is to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use guidewalk::guide;
use guidewalk::judge::{Finding, Kind, Severity, Status};
use guidewalk::picture::Picture;
use guidewalk::record::{GuideRef, JudgedAs, Record, Registration, StepRecord, VariantRecord};
use guidewalk::references::{Entry, Recipe, Renderer, Source};
use guidewalk::store::{RecordFolder, open_record};
use tempfile::TempDir;

use crate::{example, program};

/// The guide's path in its folder.
pub(crate) const GUIDE: &str = "docs/guide.md";

/// A guide with a record.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    steps: u32,
}

/// A picture with so much in it that it can't be packed: the same seed gives the same.
pub(crate) fn noise(seed: u64, width: u32, height: u32) -> Picture {
    let mut random = fastrand::Rng::with_seed(seed);
    let rgba = (0..width * height).flat_map(|_| [random.u8(..), random.u8(..), random.u8(..), 255]).collect();
    Picture::from_rgba(width, height, rgba).unwrap()
}

fn old_picture(step: u32) -> Picture {
    noise(u64::from(step), 60, 40)
}

fn new_picture(step: u32) -> Picture {
    noise(1000 + u64::from(step), 70, 40)
}

/// The guide's text; with what is called Button now, or was.
fn text(steps: u32, button: &str) -> String {
    let step = |n| {
        let button = if n % 2 == 0 { format!("{button} {n}") } else { format!("Link {n}") };
        format!("## Step {n}: Do {n}\n\n![Shows {button}](pictures/{n:02}.png)\n\nPress '{button}' & wait.\n\n")
    };
    format!("---\ntitle: A guide\n---\n\nFirst *read* this.\n\n{}That was all.\n", (1..=steps).map(step).collect::<String>())
}

impl Place {
    /// At every second step the guide's sentence and the description of its picture are to change.
    pub(crate) fn of(steps: u32) -> Self {
        let place = Self { folder: program::folder(), steps };
        let pictures = place.path("docs/pictures");
        fs::create_dir_all(&pictures).unwrap();
        fs::write(place.path(GUIDE), text(steps, "Button")).unwrap();
        for step in 1..=steps {
            fs::write(pictures.join(format!("{step:02}.png")), old_picture(step).encode_png().unwrap()).unwrap();
        }
        place.walked();
        place
    }

    fn walked(&self) {
        let folder = RecordFolder::at(&self.record()).unwrap();
        let mut record = Record { guide: GuideRef { path: GUIDE.into(), title: "A guide".into() }, ..example::record() };
        record.steps = (1..=self.steps).map(|step| self.step(&folder, step)).collect();
        folder.write_record(&record).unwrap();
    }

    fn step(&self, folder: &RecordFolder, step: u32) -> StepRecord {
        let (old, new) = (old_picture(step), new_picture(step));
        let name = format!("{step:02}.png");
        folder.write_file(&format!("references/{name}"), &old.encode_png().unwrap()).unwrap();
        let staged = format!("staged/{name}");
        folder.write_file(&staged, &new.encode_png().unwrap()).unwrap();
        let entry = serde_json::to_vec(&entry(&new)).unwrap();
        folder.write_file(&format!("{staged}.json"), &entry).unwrap();
        let frame = format!("frames/{step}.1.png");
        folder.write_file(&frame, &new.beside(&noise(7, 5, 40), 0).encode_png().unwrap()).unwrap();
        let (was, now) = (format!("Button {step}"), format!("Key {step}"));
        let source = text(self.steps, "Button");
        let patch = guide::patch(GUIDE, &source, &source.replace(&was, &now));
        let renamed = Finding {
            patch: Some(patch).filter(|patch| !patch.is_empty()),
            ..example::finding(
                Kind::Renamed,
                Severity::Breaking,
                &was,
                &now,
                "Step 1: it is now called otherwise. docs/guide.md:9",
            )
        };
        StepRecord {
            reference: Some(format!("pictures/{name}")),
            reference_digest: Some(old.digest()),
            staged: Some(staged),
            variants: vec![],
            frame: Some(frame),
            registration: Some(Registration { scale: 1.0, x: 2.0, y: 0.0, confidence: 1.0, ambiguous: false }),
            judged_as: JudgedAs::Person,
            findings: vec![renamed],
            ..example::step(step, &format!("Do {step}"), Status::Drifted)
        }
    }

    /// Lets the first step's picture have a dark one beside it, which is not there yet and was made with it.
    pub(crate) fn with_dark_one(self) -> Self {
        let shown = "![Shows Link 1](pictures/01.png)";
        let both = "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"pictures/01-dark.png\">\
                    <img src=\"pictures/01.png\" alt=\"Shows Link 1\"></picture>";
        fs::write(self.path(GUIDE), self.guide().replace(shown, both)).unwrap();
        let (folder, mut record) = open_record(&self.record()).unwrap();
        let (picture, staged) = (noise(5000, 70, 40), "staged/01-dark.png".to_owned());
        folder.write_file(&staged, &picture.encode_png().unwrap()).unwrap();
        folder.write_file(&format!("{staged}.json"), &serde_json::to_vec(&entry(&picture)).unwrap()).unwrap();
        let dark = VariantRecord { reference: "pictures/01-dark.png".into(), reference_digest: None, staged };
        record.steps[0].variants = vec![dark];
        folder.write_record(&record).unwrap();
        self
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub(crate) fn record(&self) -> PathBuf {
        self.path("record")
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.path("state")
    }

    pub(crate) fn guide(&self) -> String {
        fs::read_to_string(self.path(GUIDE)).unwrap()
    }

    /// Whether the step has its new picture.
    pub(crate) fn is_new(&self, step: u32) -> bool {
        let bytes = fs::read(self.path(&format!("docs/pictures/{step:02}.png"))).unwrap();
        assert!(bytes == old_picture(step).encode_png().unwrap() || bytes == new_picture(step).encode_png().unwrap());
        bytes == new_picture(step).encode_png().unwrap()
    }

    /// The steps that have their new picture.
    pub(crate) fn new_ones(&self) -> Vec<u32> {
        (1..=self.steps).filter(|step| self.is_new(*step)).collect()
    }

    /// `old`, `new` or `mixed`, and `unfinished` while something lies about.
    pub(crate) fn looks(&self) -> &'static str {
        let names = |folder: &str| fs::read_dir(self.path(folder)).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let laid = names("docs/pictures").chain(names("docs")).any(|name| name.to_string_lossy().ends_with(".tmp"));
        let taken = self.path("docs/pictures/taken.json").exists();
        match (laid || self.state().join("promotion/going-on.json").exists(), self.new_ones().len(), taken) {
            (true, ..) => "unfinished",
            (_, 0, false) if self.guide() == text(self.steps, "Button") => "old",
            (_, all, true) if all == self.steps as usize && self.guide() == text(self.steps, "Key") => "new",
            _ => "mixed",
        }
    }

    /// guidewalk, where the guide is.
    pub(crate) fn guidewalk(&self, arguments: &[&str]) -> Command {
        program::guidewalk(self.folder.path(), arguments)
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@x.test", "-c", "init.defaultBranch=main"]).args(arguments);
        command.current_dir(self.folder.path()).output().unwrap().status.success()
    }
}

pub(crate) fn entry(picture: &Picture) -> Entry {
    Entry {
        digest: picture.digest(),
        size: [picture.width(), picture.height()],
        recipe: Recipe {
            stage: "1.1".into(),
            moment: "before".into(),
            source: Source::Viewport,
            region: guidewalk::outline::Rect::new(0.0, 0.0, 70.0, 40.0),
            anchor: None,
            target: None,
            veiled: true,
            framing: None,
        },
        renderer: Renderer::default(),
        masks: Vec::new(),
        items: Vec::new(),
    }
}

/// All that lies in a folder, by path.
pub(crate) fn all_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all.extend(all_files(&entry.path()));
        } else {
            all.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}
