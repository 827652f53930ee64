//! A guide in a work tree, the site that it is about, and walks that see the one beside the other: no browser, and everything after
//! a walk as it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use guidewalk::guide;
use guidewalk::history::Look;
use guidewalk::judge::{Finding, Kind, Severity, Status};
use guidewalk::nightly::Walker;
use guidewalk::record::{CleanUpRef, GuideRef, Record, StepRecord};
use guidewalk::store::RecordFolder;
use guidewalk::walkfile::Reason;
use tempfile::TempDir;

use crate::deciding::{entry, noise};
use crate::{example, program};

/// The guide's path in its repository.
pub(crate) const GUIDE: &str = "docs/guide.md";
/// How many steps it has.
const STEPS: u32 = 4;

/// What stops a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The site is down: at the first step.
    Down,
    /// The second factor is refused.
    Refused,
    /// The site goes down: the first walk of the night still sees all steps but the last, later ones see none.
    GoesDown,
}

/// The guide, and the site as it is now.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
    /// What the button of each step is called.
    pub(crate) labels: [String; STEPS as usize],
    pub(crate) stopped: Option<Stopped>,
    /// A step at which the first walk of the night sees what isn't there.
    pub(crate) mirage: Option<u32>,
    pub(crate) day: i8,
    walks: u64,
    walks_tonight: u32,
    /// How long was waited tonight.
    pub(crate) waited: Duration,
}

fn text() -> String {
    let step = |n: u32| format!("## Step {n}: Do {n}\n\n![Shows it](pictures/{n:02}.png)\n\nPress 'Button {n}'.\n\n");
    format!("---\ntitle: A guide\n---\n\n{}", (1..=STEPS).map(step).collect::<String>())
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = program::folder();
        fs::create_dir_all(folder.path().join("docs/pictures")).unwrap();
        fs::write(folder.path().join(GUIDE), text()).unwrap();
        for step in 1..=STEPS {
            let path = folder.path().join(format!("docs/pictures/{step:02}.png"));
            fs::write(path, noise(u64::from(step), 30, 20).encode_png().unwrap()).unwrap();
        }
        let labels = [1, 2, 3, 4].map(|step| format!("Button {step}"));
        Self { folder, labels, stopped: None, mirage: None, day: 1, walks: 0, walks_tonight: 0, waited: Duration::ZERO }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// All files of the guide, as the repository names them.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let root = self.folder.path();
        let all = crate::deciding::all_files(&root.join("docs"));
        all.into_iter().map(|(path, bytes)| (path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), bytes)).collect()
    }

    /// The files as somebody pulls them.
    pub(crate) fn pull(&self, files: &[(String, Vec<u8>)]) {
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("docs/")) {
            fs::write(self.folder.path().join(path), bytes).unwrap();
        }
    }

    /// Another night begins.
    pub(crate) fn begin(&mut self, day: i8) {
        (self.day, self.walks_tonight, self.waited) = (day, 0, Duration::ZERO);
    }

    fn step(&self, folder: &RecordFolder, number: u32, guide: &str) -> StepRecord {
        let quoted = guide.split(&format!("## Step {number}:")).nth(1).unwrap().split('\'').nth(1).unwrap().to_owned();
        let mut now = self.labels[number as usize - 1].clone();
        if self.mirage == Some(number) && self.walks_tonight == 1 {
            now.push_str(" (soon)");
        }
        let name = format!("{number:02}.png");
        let picture = fs::read(self.folder.path().join(format!("docs/pictures/{name}"))).unwrap();
        folder.write_file(&format!("references/{name}"), &picture).unwrap();
        let frame = format!("frames/{number}.1.png");
        let mut step = StepRecord {
            reference: Some(format!("pictures/{name}")),
            reference_digest: Some(guidewalk::picture::decode(&picture).unwrap().digest()),
            frame: Some(frame),
            ..example::step(number, &format!("Do {number}"), Status::Current)
        };
        if quoted != now {
            let patch = guide::patch(GUIDE, guide, &guide.replace(&format!("'{quoted}'"), &format!("'{now}'")));
            let message = "It is called otherwise now.";
            let finding = example::finding(Kind::Renamed, Severity::Breaking, &quoted, &now, message);
            step.findings = vec![Finding { patch: Some(patch), ..finding }];
            step.status = Status::Drifted;
            step.staged = Some(self.stage(folder, &name));
        }
        step
    }

    /// A new picture; each walk's is another, since something in it always moves.
    fn stage(&self, folder: &RecordFolder, name: &str) -> String {
        let new = noise(1000 + self.walks, 30, 20);
        let path = format!("staged/{name}");
        folder.write_file(&path, &new.encode_png().unwrap()).unwrap();
        folder.write_file(&format!("{path}.json"), &serde_json::to_vec(&entry(&new)).unwrap()).unwrap();
        path
    }

    fn record(&self, folder: &RecordFolder) -> Record {
        let guide = fs::read_to_string(self.folder.path().join(GUIDE)).unwrap();
        let started = format!("2026-11-{:02}T03:{:02}:00Z", self.day, self.walks_tonight);
        let clean_up = CleanUpRef { done: true, left_behind: vec![] };
        let mut record = Record { started, remarks: vec![], attempts: 1, clean_up, ..example::record() };
        record.guide = GuideRef { path: GUIDE.into(), title: "A guide".into() };
        record.steps = (1..=STEPS).map(|step| self.step(folder, step, &guide)).collect();
        let reason = match self.stopped {
            None => return record,
            Some(Stopped::Down | Stopped::GoesDown) => Reason::SiteDown,
            Some(Stopped::Refused) => Reason::SecondFactor,
        };
        let seen = if self.stopped == Some(Stopped::GoesDown) && self.walks_tonight == 1 { record.steps.len() - 1 } else { 0 };
        for step in &mut record.steps[seen..] {
            *step = StepRecord { findings: vec![], staged: None, status: Status::NotReached, ..step.clone() };
        }
        (record.steps[seen].status, record.steps[seen].reason) = (Status::Blocked, Some(reason));
        record
    }
}

impl Walker for Site {
    async fn walk(&mut self) -> Result<Look> {
        self.walks += 1;
        self.walks_tonight += 1;
        let path: &Path = &self.folder.path().join(format!("records/{}", self.walks));
        let folder = RecordFolder::at(path)?;
        let record = self.record(&folder);
        folder.write_record(&record)?;
        Ok(Look::Walked(Box::new(record), path.display().to_string()))
    }

    async fn wait(&mut self, time: Duration) -> Result<()> {
        self.waited += time;
        Ok(())
    }
}
