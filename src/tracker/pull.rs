//! The one pull request of a guide: its branch holds what a review would write, on top of the base as it is. It is pushed anew only
//! when the facts or the files that it changes are others: another frame of the same facts is no news.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

use super::Stamp;
use super::api::{ApiError, Github};
use super::section::{self, Memory};

/// In a commit's message: what it was made of.
const MADE_OF: &str = "Guidewalk-Made-Of: ";
/// What may stand in an address's path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A file that becomes new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// As the repository names it.
    pub path: String,
    /// What it is to hold.
    pub bytes: Vec<u8>,
    /// What it held when it was judged; `None` where it wasn't there.
    pub before: Option<Vec<u8>>,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The guide, as its repository names it.
    pub guide: String,
    /// The branch, which is guidewalk's own.
    pub branch: String,
    /// The branch that it is to go into; `None`: the repository's default.
    pub base: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The names of the facts that the files follow from; none where the guide is true.
    pub facts: Vec<String>,
    /// The files; none where nothing can be written for the facts, and then what is there stays as it is.
    pub files: Vec<File>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DidPull {
    /// Nothing: it is as it should be, or there is none and no need of one.
    Nothing,
    /// Nothing: a person closed it, and there is nothing new.
    Quiet,
    /// Nothing: somebody else has committed on the branch.
    LeftAlone,
    /// Nothing: the base holds other files than those that were judged.
    BaseMoved,
    /// There was none.
    Opened,
    /// The branch was pushed anew.
    Updated,
    /// The guide is true without it.
    Closed,
}

/// The pull request as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPull {
    /// Its number and page, where it is open.
    pub open: Option<(u64, String)>,
    /// The branch's commit.
    pub commit: Option<String>,
    /// The base that it lies on.
    pub base: Option<String>,
    /// What was done.
    pub did: DidPull,
}

/// The branch as it is.
#[derive(Debug, Clone)]
struct Branch {
    commit: String,
    /// The base that it lies on.
    base: Option<String>,
    /// What its commit was made of, where guidewalk made it.
    made_of: Option<String>,
}

/// A pull request that is there.
struct Pull {
    number: u64,
    url: String,
    title: String,
    body: String,
    is_open: bool,
    is_merged: bool,
    is_closed_by_us: bool,
}

/// The pull request of a branch, where one is open: its number and page.
///
/// # Errors
/// When the site refuses or can't be reached.
pub async fn open_pull(github: &Github, branch: &str) -> Result<Option<(u64, String)>, ApiError> {
    let open = newest_open(github, branch).await?;
    Ok(open.map(|open| pull(&open)).map(|pull| (pull.number, pull.url)))
}

/// Makes branch and pull request hold what is proposed.
///
/// # Errors
/// When the site refuses or can't be reached; what was done until then is found again the next time.
pub async fn keep_pull(github: &Github, proposal: &Proposal) -> Result<KeptPull, ApiError> {
    let branch = branch(github, &proposal.branch).await?;
    let pull = newest(github, proposal).await?;
    let is_spent = pull.as_ref().is_some_and(|pull| pull.is_merged);
    let (commit, base) = branch.as_ref().map(|branch| (branch.commit.clone(), branch.base.clone())).unzip();
    let base = base.flatten();
    let open = pull.as_ref().filter(|pull| pull.is_open).map(|pull| (pull.number, pull.url.clone()));
    let is_foreign = branch.as_ref().is_some_and(|branch| branch.made_of.is_none()) && !is_spent;
    if is_foreign {
        return Ok(KeptPull { open, commit, base, did: DidPull::LeftAlone });
    }
    if proposal.facts.is_empty() {
        return closed(github, proposal, pull, commit).await;
    }
    if proposal.files.is_empty() {
        return Ok(KeptPull { open, commit, base, did: DidPull::Nothing });
    }
    let made_of = made_of(proposal);
    let is_pushed = branch.as_ref().is_some_and(|branch| branch.made_of.as_ref() == Some(&made_of));
    // One that guidewalk closed itself is opened again when the same comes back.
    if let Some(pull) = pull.as_ref().filter(|pull| is_pushed && !pull.is_closed_by_us) {
        let did = if pull.is_open || pull.is_merged { DidPull::Nothing } else { DidPull::Quiet };
        return Ok(KeptPull { open, commit, base, did });
    }
    let branch = match branch.clone().filter(|_| is_pushed) {
        Some(branch) => branch,
        None => match pushed(github, proposal, branch.as_ref(), &made_of).await? {
            Some(branch) => branch,
            None => return Ok(KeptPull { open, commit, base, did: DidPull::BaseMoved }),
        },
    };
    let (pull, did) = shown(github, proposal, pull.filter(|pull| !pull.is_merged)).await?;
    Ok(KeptPull { open: Some((pull.number, pull.url)), commit: Some(branch.commit), base: branch.base, did })
}

async fn closed(github: &Github, proposal: &Proposal, pull: Option<Pull>, commit: Option<String>) -> Result<KeptPull, ApiError> {
    let Some(pull) = pull.filter(|pull| pull.is_open) else {
        return Ok(KeptPull { open: None, commit, base: None, did: DidPull::Nothing });
    };
    let before = section::memory(&pull.body).unwrap_or_default();
    let memory = Memory { guide: proposal.guide.clone(), told: Stamp::default(), ..before };
    let text = "The guide is true without this: there is nothing to propose any more.";
    let body = json!({ "state": "closed", "body": section::with(&pull.body, &memory, text) });
    github.set("close the pull request", &format!("/pulls/{}", pull.number), body).await?;
    Ok(KeptPull { open: None, commit, base: None, did: DidPull::Closed })
}

async fn branch(github: &Github, name: &str) -> Result<Option<Branch>, ApiError> {
    let Some(found) = github.find("read the branch", &format!("/git/ref/heads/{}", escaped(name))).await? else {
        return Ok(None);
    };
    let commit = text(&found["object"]["sha"]);
    let read = github.get("read the branch's commit", &format!("/git/commits/{commit}")).await?;
    let message = read["message"].as_str().unwrap_or_default();
    let made_of = message.lines().find_map(|line| line.strip_prefix(MADE_OF)).map(|made_of| made_of.trim().to_owned());
    let base = read["parents"].as_array().and_then(|parents| parents.last()).map(|parent| text(&parent["sha"]));
    Ok(Some(Branch { commit, base, made_of }))
}

async fn newest(github: &Github, proposal: &Proposal) -> Result<Option<Pull>, ApiError> {
    let head = format!("{}:{}", github.owner(), proposal.branch);
    let head = utf8_percent_encode(&head, NON_ALPHANUMERIC);
    let all = github.get("read the pull requests", &format!("/pulls?state=all&sort=created&direction=desc&head={head}")).await?;
    Ok(all.as_array().and_then(|all| all.first()).map(pull))
}

/// What a commit follows from: the facts, and the files as they were judged. Not the new pictures, each of which is another.
fn made_of(proposal: &Proposal) -> String {
    let mut facts = proposal.facts.clone();
    facts.sort();
    let files: BTreeMap<&str, String> =
        proposal.files.iter().map(|file| (file.path.as_str(), file.before.as_deref().map_or_else(String::new, blob))).collect();
    section::digest(&format!("{facts:?}{files:?}{:?}", proposal.base))
}

/// Pushes the files as a commit on the base; `None` where the base has others than those that were judged.
async fn pushed(
    github: &Github,
    proposal: &Proposal,
    branch: Option<&Branch>,
    made_of: &str,
) -> Result<Option<Branch>, ApiError> {
    let base = base(github, proposal).await?;
    let base = text(&github.get("read the base", &format!("/git/ref/heads/{}", escaped(&base))).await?["object"]["sha"]);
    for file in &proposal.files {
        let path = format!("/contents/{}?ref={base}", utf8_percent_encode(&file.path, PATH));
        let there = github.find("read a file of the base", &path).await?.map(|there| text(&there["sha"]));
        if there != file.before.as_deref().map(blob) {
            return Ok(None);
        }
    }
    let mut entries = Vec::new();
    for file in &proposal.files {
        let body = json!({ "content": STANDARD.encode(&file.bytes), "encoding": "base64" });
        let made = github.store("store a file", "/git/blobs", body).await?;
        entries.push(json!({ "path": file.path, "mode": "100644", "type": "blob", "sha": made["sha"] }));
    }
    let under = github.get("read the base's commit", &format!("/git/commits/{base}")).await?;
    let tree = json!({ "base_tree": under["tree"]["sha"], "tree": entries });
    let tree = github.store("store the files' tree", "/git/trees", tree).await?;
    // On the branch as it is and on the base: so the branch only ever goes forward, and what somebody pushed meanwhile is not lost.
    let parents: Vec<&str> = branch.map(|branch| branch.commit.as_str()).into_iter().chain([base.as_str()]).collect();
    let message = format!("{}\n\n{MADE_OF}{made_of}\n", proposal.title);
    let commit = json!({ "message": message, "tree": tree["sha"], "parents": parents });
    let commit = text(&github.store("store a commit", "/git/commits", commit).await?["sha"]);
    moved(github, &proposal.branch, branch.is_some(), &commit).await?;
    Ok(Some(Branch { commit, base: Some(base), made_of: Some(made_of.to_owned()) }))
}

/// Lets the branch end at a commit.
async fn moved(github: &Github, name: &str, is_there: bool, commit: &str) -> Result<(), ApiError> {
    if is_there {
        let path = format!("/git/refs/heads/{}", escaped(name));
        return github.set("push the branch", &path, json!({ "sha": commit, "force": false })).await.map(drop);
    }
    let made = async || github.find("read the branch", &format!("/git/ref/heads/{}", escaped(name))).await;
    let body = json!({ "ref": format!("refs/heads/{name}"), "sha": commit });
    github.create("make the branch", "/git/refs", body, made).await.map(drop)
}

/// The pull request, open and with its text.
async fn shown(github: &Github, proposal: &Proposal, pull: Option<Pull>) -> Result<(Pull, DidPull), ApiError> {
    let told = Stamp { facts: proposal.facts.iter().cloned().collect(), held_up: None };
    let memory = Memory { guide: proposal.guide.clone(), told, title: section::digest(&proposal.title), ..Memory::default() };
    if let Some(there) = pull {
        let mut body = json!({ "body": section::with(&there.body, &memory, &proposal.text), "state": "open" });
        let known = section::memory(&there.body).unwrap_or_default();
        if known.title == section::digest(&there.title) {
            body["title"] = proposal.title.clone().into();
        }
        match github.set("change the pull request", &format!("/pulls/{}", there.number), body).await {
            Ok(answer) => return Ok((self::pull(&answer), DidPull::Updated)),
            // One whose branch was gone can't be opened again.
            Err(error) if error.status() == Some(422) && !there.is_open => {}
            Err(error) => return Err(error),
        }
    }
    let body = json!({
        "title": proposal.title,
        "head": proposal.branch,
        "base": base(github, proposal).await?,
        "body": section::with("", &memory, &proposal.text),
        "maintainer_can_modify": true,
    });
    let made = async || newest_open(github, &proposal.branch).await;
    let answer = github.create("open a pull request", "/pulls", body, made).await?;
    Ok((self::pull(&answer), DidPull::Opened))
}

async fn newest_open(github: &Github, branch: &str) -> Result<Option<Value>, ApiError> {
    let head = format!("{}:{branch}", github.owner());
    let head = utf8_percent_encode(&head, NON_ALPHANUMERIC);
    let all = github.get("read the pull requests", &format!("/pulls?state=open&head={head}")).await?;
    Ok(all.as_array().and_then(|all| all.first()).cloned())
}

/// The branch that it is to go into.
async fn base(github: &Github, proposal: &Proposal) -> Result<String, ApiError> {
    match &proposal.base {
        Some(base) => Ok(base.clone()),
        None => Ok(text(&github.get("read the repository", "").await?["default_branch"])),
    }
}

/// The name that git gives a file's content.
fn blob(bytes: &[u8]) -> String {
    let mut hasher = Sha1::new();
    hasher.update(format!("blob {}\0", bytes.len()).as_bytes());
    hasher.update(bytes);
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn escaped(branch: &str) -> String {
    utf8_percent_encode(branch, PATH).to_string()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn pull(answer: &Value) -> Pull {
    let memory = section::memory(answer["body"].as_str().unwrap_or_default());
    Pull {
        number: answer["number"].as_u64().unwrap_or_default(),
        url: text(&answer["html_url"]),
        title: text(&answer["title"]),
        body: text(&answer["body"]),
        is_open: answer["state"] == "open",
        is_merged: answer["merged_at"].is_string(),
        is_closed_by_us: answer["state"] == "closed" && memory.is_some_and(|memory| memory.told.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_name_that_git_gives_it() {
        assert_eq!(blob(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(blob(b"hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
    }
}
