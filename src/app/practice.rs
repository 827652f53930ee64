//! The practice site behind `practice` and `--practice`, and the practice guide that comes with the binary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::{print, signals};
use crate::cli::{PracticeChanges, PracticeCommand, Sudo};
use crate::practice::{self, Edition, Fault, FaultKind, Feature, Mutation, Noise, Options, Site, SudoMode};
use crate::secrets::Secret;

/// The practice guide's path in messages, reports and patches.
pub(super) const GUIDE_SHOWN_AS: &str = "generating-a-token.md";
/// Its path inside what comes with the binary.
const GUIDE: &str = "_posts/2024-01-10-Generating-a-Token.md";

#[derive(rust_embed::RustEmbed)]
#[folder = "snapshots/guides/generating-a-token"]
struct Bundled;

/// The practice guide, laid out as a Jekyll site in a temporary folder that goes with it.
pub(super) struct UnpackedGuide {
    _folder: tempfile::TempDir,
    /// The guide.
    pub(super) path: PathBuf,
}

/// An error that names the practice guide by the folder where it was laid out, as it is best shown.
pub(super) fn as_shown(error: &anyhow::Error, guide: &UnpackedGuide) -> anyhow::Error {
    let path = guide.path.display().to_string();
    let words = format!("{error:#}").replace(&format!("plan {path}"), "plan --practice");
    anyhow!(words.replace(&path, GUIDE_SHOWN_AS))
}

/// Lays the practice guide out.
pub(super) fn unpacked_guide() -> Result<UnpackedGuide> {
    let folder = tempfile::Builder::new().prefix("guidewalk-practice-").tempdir().context("cannot make a temporary folder")?;
    for name in Bundled::iter() {
        let path = folder.path().join(name.as_ref());
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).context("cannot lay the practice guide out")?;
        let file = Bundled::get(&name).context("the practice guide is not whole")?;
        std::fs::write(&path, file.data).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let path = folder.path().join(GUIDE);
    Ok(UnpackedGuide { _folder: folder, path })
}

/// Serves the practice site as it was asked for.
pub(super) async fn site(edition: &str, changes: &PracticeChanges, port: u16) -> Result<Site> {
    practice::serve(options(edition, changes, port)?).await
}

fn options(edition: &str, changes: &PracticeChanges, port: u16) -> Result<Options> {
    let mutations = changes.mutate.iter().map(|name| name.parse::<Mutation>().map_err(|error| anyhow!("{error}")));
    let faults = changes.fault.iter().map(|name| name.parse::<Fault>().map_err(|error| anyhow!("{error}")));
    let features = changes.account.iter().map(|name| name.parse::<Feature>().map_err(|error| anyhow!("{error}")));
    Ok(Options {
        edition: edition.parse::<Edition>().map_err(|error| anyhow!("{error}"))?,
        mutations: mutations.collect::<Result<_>>()?,
        noises: changes.noise.iter().map(|name| Noise::seeded(name)).collect::<Result<_>>()?,
        faults: faults.collect::<Result<_>>()?,
        features: features.collect::<Result<_>>()?,
        port,
        sudo: match changes.sudo {
            Sudo::Ask => SudoMode::Ask,
            Sudo::Fresh => SudoMode::Fresh,
        },
        ..Options::default()
    })
}

/// Changes of the practice site make sense on the practice site only.
pub(super) fn refuse_changes(changes: &PracticeChanges) -> Result<()> {
    if [&changes.mutate, &changes.noise, &changes.fault, &changes.account].iter().all(|names| names.is_empty()) {
        return Ok(());
    }
    bail!("--mutate, --noise, --fault and --account change the practice site, which is not walked here\nhint: add --practice")
}

/// The practice account's secrets, by the names that the built-in walk uses.
pub(super) fn secrets(site: &Site) -> BTreeMap<String, Secret> {
    let secret = |name: &str, value: &str| (name.to_owned(), Secret::new(value.to_owned()));
    let account = &site.account;
    BTreeMap::from([secret("login", &account.login), secret("password", &account.password), secret("totp", &account.totp)])
}

/// The command that prints what was mailed to the practice account.
pub(super) fn mailbox_command(site: &Site) -> Option<String> {
    let program = std::env::current_exe().ok()?;
    let quoted = program.display().to_string().replace('\'', "'\\''");
    Some(format!("'{quoted}' practice --mailbox {}", site.base_url))
}

/// What the practice site was asked to be, in words.
pub(super) fn description(edition: &str, changes: &PracticeChanges) -> String {
    let mut words = format!("edition {edition}");
    let lists =
        [("mutation", &changes.mutate), ("noise", &changes.noise), ("fault", &changes.fault), ("account with", &changes.account)];
    for (what, names) in lists {
        for name in names {
            words.push_str(&format!(", {what} {name}"));
        }
    }
    if changes.sudo == Sudo::Fresh {
        words.push_str(", password not asked for again");
    }
    words
}

/// `guidewalk practice`.
pub(super) async fn serve(asked: &PracticeCommand) -> Result<ExitCode> {
    if asked.list {
        print(&list())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(url) = &asked.mailbox {
        print(&newest_code(url)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let stopped = signals::first();
    let site = site(&asked.edition, &asked.changes, asked.port).await?;
    let account = &site.account;
    print(&format!(
        "the practice site, {}: {}\nsign in as {} with the password {}\nits authenticator app's seed is {}\n\
         its mail is read with guidewalk practice --mailbox {}\nCtrl-C ends it\n",
        description(&asked.edition, &asked.changes),
        site.base_url,
        account.login,
        account.password,
        account.totp,
        site.base_url
    ))?;
    stopped.await;
    site.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// The code in the newest mail of a practice site, in a line.
fn newest_code(url: &str) -> Result<String> {
    let address = format!("{}/_practice/mailbox", url.trim_end_matches('/'));
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let answer = ureq::Agent::from(config).get(&address).call();
    let mut answer =
        answer.with_context(|| format!("cannot ask {address}\nhint: give the address that the practice site printed"))?;
    if answer.status() != http::StatusCode::OK {
        bail!("no code came by mail yet\nhint: one is sent where the account has the feature device-verification or no-password");
    }
    answer.body_mut().read_to_string().with_context(|| format!("cannot read what {address} answers"))
}

/// What is true of a mutation, in words: in the newest edition that it can be made in.
fn truths(mutation: Mutation) -> String {
    let edition = mutation.editions().last().copied().unwrap_or_default();
    let truths = mutation.truths_in(edition);
    let truths: Vec<String> =
        truths.map(|truth| format!("step {} {} ({})", truth.step, truth.kind.name(), truth.severity.name())).collect();
    if truths.is_empty() { "nothing, for no reader can see it".to_owned() } else { truths.join(", ") }
}

fn list() -> String {
    let mut out = String::from("editions\n");
    for edition in Edition::ALL {
        out.push_str(&format!("  {}\n", edition.name()));
    }
    out.push_str("\nmutations: one real change each, with what a check must say of it\n");
    for mutation in Mutation::all() {
        out.push_str(&format!("  {:<40} {}: {}\n", mutation.name(), mutation.about(), truths(mutation)));
    }
    out.push_str("\nnoises: what must never alarm; a seed can follow, as in markup:7\n");
    for noise in Noise::ALL {
        out.push_str(&format!("  {:<32} {}\n", noise.name(), noise.about()));
    }
    out.push_str("\nfaults, with what a check must come to; a page can follow, as in stall@/settings/profile, or a form that is sent there: reset@post:/session\n");
    for fault in FaultKind::ALL {
        out.push_str(&format!("  {:<32} {}: {}\n", fault.name(), fault.about(), fault.outcome()));
    }
    out.push_str("\nfeatures of the account (--account): what is asked of its holder; none of them is drift\n");
    for feature in Feature::ALL {
        out.push_str(&format!("  {:<32} {}\n", feature.name(), feature.about()));
    }
    out
}
