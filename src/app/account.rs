//! What belongs to an account: the folder, the lock and the secrets of a walk; `sweep`, `session` and `secret`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;

use super::signals::Signals;
use super::{is_ci, print, state_folder};
use crate::account::{Account, KEY_VARIABLE, Kept, Key, Lock};
use crate::cli::{SecretCommand, SessionCommand, SessionWhat, Site, Sweep};
use crate::conduct::{self, Keeping, Visit};
use crate::plan::{self, Way};
use crate::progress::{Manner, Progress};
use crate::secrets::{self, Credentials, Mailbox, Secret};
use crate::settings::Settings;
use crate::store::shown;

/// The exit code where the account is not to be used now, or something was left behind.
const EXIT_WAITS: u8 = 3;

/// The state folder of a walk. The practice site's goes with the walk, unless it was named.
pub(super) struct State {
    folder: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl State {
    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn of(named: Option<&Path>, practice: bool) -> Result<Self> {
        match named {
            Some(named) => Ok(Self { folder: named.to_owned(), _temporary: None }),
            None if practice => {
                let folder =
                    tempfile::Builder::new().prefix("guidewalk-state-").tempdir().context("cannot make a temporary folder")?;
                Ok(Self { folder: folder.path().to_owned(), _temporary: Some(folder) })
            }
            None => Ok(Self { folder: state_folder()?, _temporary: None }),
        }
    }
}

/// An account that may be walked with, and nobody else does.
pub(super) struct Opened {
    pub(super) credentials: Credentials,
    pub(super) keeping: Keeping,
    _lock: Lock,
}

/// A walk file's secrets. The keyring may talk to another process: not on the runtime's own threads.
pub(super) async fn secrets(way: &Way) -> Result<BTreeMap<String, Secret>> {
    let (wanted, optional) = (way.walk.secrets.clone(), way.walk.optional_secrets());
    tokio::task::spawn_blocking(move || secrets::gathered(&wanted, &optional)).await.context("the secrets were not gathered")?
}

/// Opens an account's folder and takes its lock; the inner error says why the account is not to be used now.
pub(super) fn open(
    state: &State,
    way: &Way,
    secrets: BTreeMap<String, Secret>,
    settings: &Settings,
    doing: &str,
) -> Result<Result<Opened, String>> {
    let login = secrets.get("login").map_or(String::new(), |login| login.reveal().to_owned());
    let account = Account::at(&state.folder, &way.site, &login)?;
    let lock = match account.lock(doing)? {
        Ok(lock) => lock,
        Err(holder) => {
            let who = holder.map_or_else(|| "another guidewalk".to_owned(), |holder| format!("another guidewalk ({holder})"));
            return Ok(Err(format!("{who} is using this account\nhint: try again when it has ended")));
        }
    };
    if let Some(rest) = account.rest(Timestamp::now())? {
        let (reason, since, until) = (rest.reason.name(), day_and_time(rest.since), day_and_time(rest.until));
        return Ok(Err(format!(
            "the account is left alone until {until}: {reason} at {since}\nhint: {}; then `guidewalk session resume` ends the pause",
            what_to_do(rest.reason)
        )));
    }
    let mailbox = Mailbox::from(settings.code_command.clone(), true);
    let credentials = Credentials::new(secrets, mailbox, account.last_code())?;
    let walk = settings.walk.as_deref().map(std::path::absolute).transpose().context("the walk file can't be found")?;
    let keeping = Keeping { account, key: Key::from_environment(), in_ci: is_ci(), walk };
    Ok(Ok(Opened { credentials, keeping, _lock: lock }))
}

/// What a person does about a refusal.
fn what_to_do(reason: crate::walkfile::Reason) -> &'static str {
    use crate::walkfile::Reason;
    match reason {
        Reason::SignInRefused => {
            "sign in by hand with the same password; a right one that is refused here was refused for this machine's address: \
             `guidewalk session import` brings a sign-in from another machine"
        }
        Reason::Captcha => "sign in by hand, or bring a sign-in from another machine with `guidewalk session import`",
        Reason::DeviceVerification => "say with --code-command where the mailed code comes from, or set up a second factor",
        Reason::SecondFactor => "look whether the seed of the one-time codes is right and the clock of this machine too",
        _ => "walk less often",
    }
}

/// Says why nothing was walked.
pub(super) fn waits(why: &str) -> Result<ExitCode> {
    writeln!(std::io::stderr(), "not walked: {why}").context("cannot write to standard error")?;
    Ok(ExitCode::from(EXIT_WAITS))
}

/// `guidewalk sweep`.
pub(super) async fn sweep(asked: &Sweep) -> Result<ExitCode> {
    let settings = Settings { api: asked.api.clone(), ..settings_of(&asked.site) };
    let way = plan::way(&settings)?;
    let opened = match opened(&asked.site, &settings, &way, "sweep").await? {
        Ok(opened) => opened,
        Err(why) => return waits(&why),
    };
    let made = opened.keeping.account.left_behind()?;
    if made.is_empty() {
        print("nothing was left behind\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    if asked.list {
        let lines: Vec<String> = made.iter().map(|one| format!("{}  made at {}\n", one.run, day_and_time(one.at))).collect();
        print(&lines.concat())?;
        return Ok(ExitCode::from(EXIT_WAITS));
    }
    let progress = Progress::on_stderr(Manner::of_stderr());
    let signals = Signals::default();
    let visit = Visit {
        way: &way,
        settings: &settings,
        credentials: opened.credentials,
        keeping: &opened.keeping,
        listener: &progress,
        stop: signals.stop(),
    };
    let swept = match signals.heed(conduct::sweep(visit), || {}).await {
        Ok(swept) => swept,
        Err(error) => return signals.ended(error),
    };
    swept.taken.iter().try_for_each(|run| print(&format!("taken back: {run}\n")))?;
    swept.left.iter().try_for_each(|left| print(&format!("left behind: {left}\n")))?;
    let of_what_is_left = if swept.left.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(EXIT_WAITS) };
    Ok(signals.exit().map_or(of_what_is_left, ExitCode::from))
}

/// `guidewalk session`.
pub(super) async fn session(asked: &SessionCommand) -> Result<ExitCode> {
    let settings = Settings { headed: matches!(asked.what, SessionWhat::Open), ..settings_of(&asked.site) };
    let way = plan::way(&settings)?;
    // The name alone says which account it is.
    let login: BTreeMap<_, _> =
        way.walk.secrets.iter().filter(|(name, _)| *name == "login").map(|(n, v)| (n.clone(), v.clone())).collect();
    let login = tokio::task::spawn_blocking(move || secrets::gathered(&login, &std::collections::BTreeSet::new()));
    let login = login.await.context("the account's name was not found")??;
    let state = State::of(asked.site.state.as_deref(), false)?;
    let name = login.get("login").map_or("", |login| login.reveal());
    let account = Account::at(&state.folder, &way.site, name)?;
    let key = Key::from_environment();
    match &asked.what {
        SessionWhat::Show => print(&described(&account, key.as_ref(), name)?)?,
        SessionWhat::Forget => print(if account.forget()? { "forgotten\n" } else { "no sign-in was kept\n" })?,
        SessionWhat::Resume => print(if account.end_rest()? { "the pause is over\n" } else { "there was no pause\n" })?,
        SessionWhat::Export { file } => export(&account, key.as_ref(), file)?,
        SessionWhat::Import { file } => {
            import(&account, key.as_ref(), file)?;
            print(&described(&account, key.as_ref(), name)?)?;
        }
        SessionWhat::Open => {
            if !std::io::stderr().is_terminal() && std::env::var_os("DISPLAY").is_none() && cfg!(target_os = "linux") {
                bail!(
                    "there is no screen to open a browser on\nhint: do it on a laptop, then `guidewalk session export` there and `import` here"
                );
            }
            return by_hand(&way, &settings, &account, login).await;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn by_hand(way: &Way, settings: &Settings, account: &Account, login: BTreeMap<String, Secret>) -> Result<ExitCode> {
    let lock = account.lock("sign-in by hand")?;
    let Ok(_lock) = lock else { return waits("another guidewalk is using this account\nhint: try again when it has ended") };
    let keeping = Keeping { account: account.clone(), key: Key::from_environment(), in_ci: false, walk: settings.walk.clone() };
    let credentials = Credentials::new(login, Mailbox::None, None)?;
    let name = credentials.login().to_owned();
    let (progress, signals) = (Progress::on_stderr(Manner::of_stderr()), Signals::default());
    let visit = Visit { way, settings, credentials, keeping: &keeping, listener: &progress, stop: signals.stop() };
    print("A browser opens. Sign in there; when the account is open, the sign-in is kept and the browser closes.\n")?;
    if let Err(error) = signals.heed(conduct::sign_in_by_hand(visit), || {}).await {
        return signals.ended(error);
    }
    account.end_rest()?;
    print(&described(account, keeping.key.as_ref(), &name)?)?;
    Ok(ExitCode::SUCCESS)
}

fn export(account: &Account, key: Option<&Key>, file: &Path) -> Result<()> {
    let Some(kept) = account.kept(key)? else {
        bail!("no sign-in is kept for {}\nhint: `guidewalk session open`, or a check that signs in", account.site());
    };
    let bytes = serde_json::to_vec_pretty(&kept).context("the sign-in can't be written")?;
    crate::account::write_private(file, &bytes)?;
    print(&format!("written to {}: whoever has this file is signed in; remove it when it has been imported\n", shown(file)))
}

fn import(account: &Account, key: Option<&Key>, file: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let kept = Kept::from_json(&text, account.site(), Timestamp::now())?;
    if kept.site != account.site() {
        bail!("this is a sign-in for {}, not for {}\nhint: name the site with --site", kept.site, account.site());
    }
    if !account.keep(&kept, key, is_ci())? {
        bail!(
            "where CI is set no sign-in is kept unencrypted, so nothing was imported\nhint: put a passphrase into {KEY_VARIABLE}, here and for the walks"
        );
    }
    account.end_rest().map(drop)
}

/// What is known of an account, for people.
fn described(account: &Account, key: Option<&Key>, login: &str) -> Result<String> {
    let mut words = match account.kept(key) {
        Ok(Some(kept)) => {
            let ends = kept
                .ends(login)
                .map_or("it doesn't say when it ends".to_owned(), |ends| format!("likely good until {}", day_and_time(ends)));
            format!("{}: a sign-in is kept since {}, {ends}\n", account.site(), day_and_time(kept.at))
        }
        Ok(None) => format!("{}: no sign-in is kept\n", account.site()),
        Err(error) => format!("{}: {error:#}\n", account.site()),
    };
    if let Some(rest) = account.rest(Timestamp::now())? {
        words.push_str(&format!("the account is left alone until {}: {}\n", day_and_time(rest.until), rest.reason.name()));
    }
    let made = account.left_behind()?.len();
    if made > 0 {
        words.push_str(&format!("left behind by earlier walks: {made}; the next walk takes it back, or `guidewalk sweep`\n"));
    }
    Ok(words)
}

/// A secret: asked for unseen where there is a terminal, else the first line of what is piped in.
fn asked_for(name: &str) -> Result<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return rpassword::prompt_password(format!("{name} (nothing is shown while you type): "))
            .context("the secret can't be asked for");
    }
    let mut line = String::new();
    input.read_line(&mut line).context("the secret can't be read from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// `guidewalk secret`.
pub(super) fn secret(asked: &SecretCommand) -> Result<ExitCode> {
    match asked {
        SecretCommand::Set { name } => {
            let value = asked_for(name)?;
            if value.is_empty() {
                bail!("nothing was typed or piped in");
            }
            secrets::put_into_keyring(name, &Secret::new(value))?;
            print(&format!("{name} is in the system's keyring\n"))?;
        }
        SecretCommand::Forget { name } => {
            let was_there = secrets::remove_from_keyring(name)?;
            print(if was_there { "forgotten\n" } else { "the keyring had none of that name\n" })?;
        }
        SecretCommand::List { walk } => {
            let way = plan::way(&Settings { walk: walk.clone(), ..Settings::default() })?;
            let optional = way.walk.optional_secrets();
            for (name, variable) in &way.walk.secrets {
                let place = secrets::place_of(variable);
                let need = if optional.contains(name) { ", needed only where the site asks for it" } else { "" };
                print(&format!("{variable}  {place}{need}\n"))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn settings_of(asked: &Site) -> Settings {
    Settings { walk: asked.walk.clone(), site: asked.site.clone(), ..Settings::default() }
}

async fn opened(asked: &Site, settings: &Settings, way: &Way, doing: &str) -> Result<Result<Opened, String>> {
    let state = State::of(asked.state.as_deref(), false)?;
    open(&state, way, secrets(way).await?, settings, doing)
}

fn day_and_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
