//! What is particular to GitHub: a job's summary page and variables, the token, and how a repository names its files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::here;
use crate::secrets::{self, Secret};
use crate::store::work_tree;

/// The variable with the file that becomes a job's summary page.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The variable with guidewalk's own token for a tracker.
const TOKEN: &str = "GUIDEWALK_TRACKER_TOKEN";

/// Adds Markdown to the job's summary page, where guidewalk runs in a job that has one.
///
/// # Errors
/// When the file can't be written.
pub(super) fn add_to_summary(markdown: &str) -> Result<()> {
    let Some(file) = std::env::var_os(SUMMARY).filter(|file| !file.is_empty()) else { return Ok(()) };
    let opened = std::fs::OpenOptions::new().create(true).append(true).open(&file);
    opened
        .and_then(|mut page| writeln!(page, "{markdown}"))
        .with_context(|| format!("cannot write the job's summary into {}", Path::new(&file).display()))
}

/// A file as its repository names it, with `/`; as it was given where it lies in none.
pub(super) fn in_repository(path: &Path) -> String {
    let absolute = here().ok().map(|here| here.join(path)).and_then(|path| path.canonicalize().ok());
    let inside = absolute.as_deref().and_then(|path| Some(path.strip_prefix(work_tree(path)?).ok()?.to_owned()));
    inside.as_deref().unwrap_or(path).display().to_string().replace('\\', "/")
}

/// The value of a variable that is set.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where repositories have their pages.
pub(super) fn server() -> String {
    variable("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned())
}

/// The page of this job.
pub(super) fn job() -> Option<String> {
    Some(format!("{}/{}/actions/runs/{}", server(), variable("GITHUB_REPOSITORY")?, variable("GITHUB_RUN_ID")?))
}

/// The token for issues and pull requests: guidewalk's own, else the job's, else that of GitHub's command.
///
/// # Errors
/// When there is none, or the file with it can be read by others.
pub(super) fn token() -> Result<Secret> {
    let wanted = BTreeMap::from([(TOKEN.to_owned(), TOKEN.to_owned())]);
    let own = secrets::gathered(&wanted, &BTreeSet::from([TOKEN.to_owned()]))?;
    if let Some(token) = own.into_values().next() {
        return Ok(token);
    }
    let of_job = variable("GITHUB_TOKEN").or_else(|| variable("GH_TOKEN")).or_else(of_command);
    of_job.map(Secret::new).with_context(|| {
        format!("there is no token for GitHub\nhint: `guidewalk secret set {TOKEN}`, or set {TOKEN} or GITHUB_TOKEN, or `gh auth login`")
    })
}

/// The token that GitHub's own command has.
fn of_command() -> Option<String> {
    let asked = Command::new("gh").args(["auth", "token"]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let token = String::from_utf8(asked.stdout).ok()?.trim().to_owned();
    (asked.status.success() && !token.is_empty()).then_some(token)
}
