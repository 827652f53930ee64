//! What a night proposes: the files that a review would write for the facts that count, on a branch of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

use super::Over;
use crate::history::Fact;
use crate::judge::Finding;
use crate::record::{Record, StepRecord};
use crate::review::{LineChange, Review, Subject, Wish};
use crate::store;
use crate::tracker::{DidPull, File, Github, KeptPull, Links, News, PictureLinks, Proposal, keep_pull, open_pull, proposal};

/// Where the guide is on this machine, and where its repository is seen.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// The folder of the work tree, without links in its path.
    pub root: PathBuf,
    /// The guide's file.
    pub guide: PathBuf,
    /// The branch that a pull request is to go into; `None`: the repository's own.
    pub base: Option<String>,
    /// Where repositories have their pages: `https://github.com`.
    pub server: String,
}

/// Keeps the guide's pull request, and adds it and its pictures to the links; what is to be said of it, in lines.
///
/// # Errors
/// When record, guide or repository can't be read, or the site refuses.
pub async fn propose(github: &Github, checkout: &Checkout, over: &Over, news: &News, links: &mut Links) -> Result<Vec<String>> {
    let facts = news.facts();
    let seen: BTreeSet<Fact> = over.night.facts().cloned().collect();
    let branch = format!("guidewalk/{}-{}", store::slug(&news.guide), &store::digest(news.guide.as_bytes())[..6]);
    if !facts.is_empty() && seen != facts {
        return left(github, &branch, links, "not all that has drifted was seen tonight").await;
    }
    let whole = over.newest_with(&facts);
    let (made, mut said) = match whole {
        _ if facts.is_empty() => (Proposed::default(), Vec::new()),
        Some((_, folder)) => proposed(folder, &checkout.guide, &facts)?,
        None => return left(github, &branch, links, "no walk of the night saw all that has drifted").await,
    };
    let files = made.in_repository(&checkout.root).context("what is to be written lies outside of the guide's repository")?;
    let (title, text) = proposal(news, &made.steps);
    let wanted = Proposal {
        guide: news.guide.clone(),
        branch,
        base: checkout.base.clone(),
        title,
        text,
        facts: facts.iter().map(Fact::name).collect(),
        files,
    };
    let kept = keep_pull(github, &wanted).await?;
    if let Some((number, url)) = &kept.open {
        links.pull = Some((*number, url.clone()));
        links.pictures = pictures(github, checkout, whole.map(|(record, _)| record), news, &kept, &made.pictured);
    }
    said.extend(did(&kept));
    Ok(said)
}

/// Touches neither branch nor pull request.
async fn left(github: &Github, branch: &str, links: &mut Links, why: &str) -> Result<Vec<String>> {
    links.pull = open_pull(github, branch).await?;
    Ok(vec![format!("left as it is, since {why}")])
}

fn did(kept: &KeptPull) -> Option<String> {
    let did = match kept.did {
        DidPull::Nothing if kept.open.is_none() => return None,
        DidPull::Nothing => "as it is",
        DidPull::Quiet => "closed by someone, and nothing is new",
        DidPull::LeftAlone => "left alone: somebody else has committed on its branch",
        DidPull::BaseMoved => "left as it is: the branch that it goes into holds other files than those that were walked",
        DidPull::Opened => "opened",
        DidPull::Updated => "updated",
        DidPull::Closed => "closed: there is nothing to propose any more",
    };
    Some(kept.open.as_ref().map_or_else(|| did.to_owned(), |(_, url)| format!("{url} ({did})")))
}

/// The files that a review would write for these facts: new pictures of the steps that drifted, and sentences that follow from one of
/// the facts. What can't be written as things are is left out, and said.
///
/// # Errors
/// When record or guide can't be read.
fn proposed(record: &Path, guide: &Path, facts: &BTreeSet<Fact>) -> Result<(Proposed, Vec<String>)> {
    let review = Review::open(record, Some(guide))?;
    let (mut wish, mut remarks) = (Wish::default(), Vec::new());
    let sentences = sentences(review.record(), facts);
    for question in review.questions().iter().filter(|question| facts.iter().any(|fact| fact.step == question.step)) {
        match (&question.subject, &question.trouble) {
            (_, Some(trouble)) => remarks.push(format!("step {}: {trouble}", question.step)),
            (Subject::Picture(_), None) => wish.pictures.push(question.step),
            (Subject::Sentence(change), None) if sentences.contains(change) => wish.sentences.push(change.clone()),
            (Subject::Sentence(_), None) => {}
        }
    }
    let changes = match review.changes(&wish) {
        Err(error) if !wish.sentences.is_empty() => {
            remarks.push(format!("no sentence is proposed: {error:#}"));
            wish.sentences.clear();
            review.changes(&wish)?
        }
        changes => changes?,
    };
    let about: BTreeSet<u32> = wish.pictures.iter().copied().chain(steps_of(&review, &wish.sentences)).collect();
    let read = |path: &Path| std::fs::read(path).ok();
    let files = changes.into_iter().map(|change| (change.path.clone(), change.bytes, read(&change.path)));
    Ok((Proposed { files: files.collect(), steps: about, pictured: wish.pictures }, remarks))
}

/// What could be proposed.
#[derive(Debug, Default)]
struct Proposed {
    /// Each file on disk with what it is to hold, and what it holds.
    files: Vec<(PathBuf, Vec<u8>, Option<Vec<u8>>)>,
    /// The steps that it is about.
    steps: BTreeSet<u32>,
    /// Those that have a new picture.
    pictured: Vec<u32>,
}

impl Proposed {
    /// The files as their repository names them; `None` where one is not in it.
    fn in_repository(&self, root: &Path) -> Option<Vec<File>> {
        let inside = |(path, bytes, before): &(PathBuf, Vec<u8>, Option<Vec<u8>>)| {
            let path = std::path::absolute(path).ok()?;
            let folder = path.parent()?.canonicalize().ok()?;
            let inside = folder.join(path.file_name()?).strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
            Some(File { path: inside, bytes: bytes.clone(), before: before.clone() })
        };
        self.files.iter().map(inside).collect()
    }
}

/// The changes of sentences that follow from one of the facts.
fn sentences(record: &Record, facts: &BTreeSet<Fact>) -> Vec<LineChange> {
    let mut all = Vec::new();
    for step in &record.steps {
        let is_fact = |finding: &&Finding| facts.iter().any(|fact| fact.step == step.step && fact.is_of(finding));
        let patches = step.findings.iter().filter(is_fact).filter_map(|finding| finding.patch.as_deref());
        all.extend(patches.flat_map(LineChange::all_of));
    }
    all
}

fn steps_of(review: &Review, sentences: &[LineChange]) -> Vec<u32> {
    let about = review.questions().iter().filter(|question| match &question.subject {
        Subject::Sentence(change) => sentences.contains(change),
        Subject::Picture(_) => false,
    });
    about.map(|question| question.step).collect()
}

/// Where a step's pictures can be seen: as they were at the base, as they are on the branch.
fn pictures(
    github: &Github,
    checkout: &Checkout,
    record: Option<&Record>,
    news: &News,
    kept: &KeptPull,
    pictured: &[u32],
) -> BTreeMap<u32, PictureLinks> {
    let Some(record) = record else { return BTreeMap::new() };
    let link = |commit: &Option<String>, path: &str| {
        commit
            .as_ref()
            .map(|commit| format!("{}/{}/blob/{commit}/{}?raw=true", checkout.server, github.repository, address(path)))
    };
    let of_step = |step: &StepRecord| {
        let path = inside(&news.guide, step.reference.as_deref()?)?;
        let links = PictureLinks { was: link(&kept.base, &path), now: link(&kept.commit, &path) };
        Some((step.step, links))
    };
    record.steps.iter().filter(|step| pictured.contains(&step.step)).filter_map(of_step).collect()
}

/// A picture's path in the repository, from the guide's and what the record says of it.
fn inside(guide: &str, reference: &str) -> Option<String> {
    let mut path = PathBuf::from(guide);
    path.pop();
    for part in Path::new(reference).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir if path.pop() => {}
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(path.to_str()?.replace('\\', "/"))
}

/// A path as it stands in an address.
pub(crate) fn address(path: &str) -> String {
    url::form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>().replace("%2F", "/").replace('+', "%20")
}
