//! The practice guide as its author would have written it at each edition: words, walk file and pictures fit that edition, so
//! that a walk without a change finds nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use guidewalk::practice::Edition;
use guidewalk::walkfile::GITHUB_PAT;

use crate::folders;
use crate::walks::{Bench, guidewalk, run};

const PRACTICE_GUIDE: &str = "snapshots/guides/generating-a-token";
const POST: &str = "_posts/2024-01-10-Generating-a-Token.md";

/// A guide that is true at an edition.
pub(crate) struct Guide {
    pub(crate) edition: Edition,
    pub(crate) path: PathBuf,
    /// The walk file; `None` for the built-in one.
    pub(crate) walk: Option<PathBuf>,
}

impl Guide {
    /// The arguments that name guide, walk file and site.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![self.path.display().to_string(), format!("--practice={}", self.edition.name())];
        if let Some(walk) = &self.walk {
            arguments.extend(["--walk".to_owned(), walk.display().to_string()]);
        }
        arguments
    }
}

/// The guides of all editions; made once for each build of guidewalk.
pub(crate) fn all(bench: &Bench) -> Result<Vec<Guide>> {
    Edition::ALL.into_iter().map(|edition| made(bench, edition)).collect()
}

fn made(bench: &Bench, edition: Edition) -> Result<Guide> {
    let folder = bench.folder.join("guides").join(edition.name());
    let early = edition == Edition::June2022;
    let guide = Guide { edition, path: folder.join(POST), walk: early.then(|| folder.join("early.walk.toml")) };
    let finished = folder.join("made");
    if finished.exists() {
        return Ok(guide);
    }
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(PRACTICE_GUIDE);
    folders::copy(&from, &folder)?;
    if let Some(walk) = &guide.walk {
        fs::write(walk, replaced(GITHUB_PAT, &EARLY_WALK)?).context("the early walk file can't be written")?;
        let text = fs::read_to_string(&guide.path).context("the guide can't be read")?;
        fs::write(&guide.path, replaced(&text, &EARLY_WORDS)?).context("the early guide can't be written")?;
    }
    let mut command = guidewalk(&folder);
    command.arg("regenerate").args(guide.arguments()).args(["--all", "--accept", "--quiet"]);
    let (code, _, _, said) = run(&mut command, Duration::from_secs(180))?;
    if code != Some(0) {
        bail!("the guide of {} can't be made: {code:?}\n{said}", edition.name());
    }
    fs::write(finished, "").context("the guide's folder can't be written")?;
    Ok(guide)
}

/// The text with each piece exchanged; every piece must be there once.
pub(crate) fn replaced(text: &str, changes: &[(&str, &str)]) -> Result<String> {
    changes.iter().try_fold(text.to_owned(), |text, (find, put)| match text.matches(find).count() {
        1 => Ok(text.replacen(find, put, 1)),
        times => bail!("this stands {times} times in the text, and should once:\n{find}"),
    })
}

/// Before October 2022 there was one kind of token: no group to unfold, no menu to choose from.
const EARLY_WALK: [(&str, &str); 5] = [
    (
        "do     = [{ expand = \"target\" }]\nuntil  = { shown = \"tokens-classic\" }\n\n[[stage]]\nstep   = 5\n\
         target = \"tokens-classic\"\ndo     = [{ click = \"target\" }]\n\
         until  = { url = \"/settings/tokens\", heading = \"Personal access tokens (classic)\" }",
        "do     = [{ click = \"target\" }]\nuntil  = { url = \"/settings/tokens\", heading = \"Personal access tokens\" }",
    ),
    (", \"tokens-group\", \"tokens-classic\"], padding = 16", ", \"tokens-group\"], padding = 16"),
    (
        "do     = [{ expand = \"target\" }]\nuntil  = { shown = \"generate-classic\" }\n\n[[stage]]\nstep   = 6\n\
         target = \"generate-classic\"\ndo     = [{ click = \"target\" }]\n\
         until  = { url = \"/settings/tokens/new\", heading = \"New personal access token (classic)\" }",
        "do     = [{ click = \"target\" }]\nuntil  = { url = \"/settings/tokens/new\", heading = \"New personal access token\" }",
    ),
    (
        "  { role = \"heading\", name = \"Personal access tokens (classic)\" },\n",
        "  { role = \"heading\", name = \"Personal access tokens\" },\n",
    ),
    ("  { role = \"menuitem\", name = \"Generate new token Fine-grained\", match = \"prefix\" },\n  \"generate-classic\",\n", ""),
];

const EARLY_WORDS: [(&str, &str); 2] = [
    (": two entries come out below it. The one you want is 'Tokens (classic)'.", "."),
    ("It opens a short menu; take 'Generate new token (classic)'.", "Press it."),
];
