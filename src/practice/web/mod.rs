//! The site over HTTP: who is asking, what stands in the way, and which page answers.

mod api;
mod assets;
mod detour;
mod fault;
mod gate;
mod reply;
mod settings;
mod signin;
mod sudo;
mod tokens;

use super::content::Content;
use super::mutation::{Detour, Edit};
use super::noise::Stir;
use super::store::{Session, Store};
use super::{Account, Fault, Options, SudoMode, store, view};
use axum::{Router, middleware, routing};
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use minijinja::Environment;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

pub(super) use fault::Wire;

/// A site, as its handlers see it.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) account: Account,
    pub(crate) content: Content,
    pub(crate) stir: Stir,
    pub(crate) edits: Vec<Edit>,
    pub(crate) rewrites: Vec<(regex::Regex, String)>,
    pub(crate) detours: Vec<Detour>,
    /// Rules at the end of the style sheet.
    pub(crate) style: String,
    pub(crate) templates: Environment<'static>,
    /// Stands for one build of the pages: another edition, mutation or markup has another.
    pub(crate) release: String,
    pub(crate) base_url: String,
    pub(crate) faults: Vec<Fault>,
    sudo: SudoMode,
    sudo_minutes: u64,
    clock: Option<Timestamp>,
    closing: watch::Sender<bool>,
    closed: watch::Receiver<bool>,
    store: Mutex<Store>,
}

impl App {
    /// The site that the options ask for.
    pub(crate) fn new(options: &Options, base_url: &str, closing: watch::Sender<bool>) -> anyhow::Result<Self> {
        fits(options)?;
        let mut content = Content::of(options.edition);
        options.mutations.iter().for_each(|mutation| mutation.apply(&mut content));
        let clock = options.clock.map(|time| time.to_zoned_datetime(TimeZone::UTC)).transpose()?;
        let mut store = Store::default();
        store.add_token("backup job (leave alone)", vec!["read:org".into()], None, store::random_token());
        let stir = Stir::of(&options.noises);
        Ok(Self {
            account: Account { login: stir.login.into(), password: format!("practice-{}", store::random_text(20)) },
            content,
            stir,
            edits: options.mutations.iter().flat_map(|mutation| mutation.edits(options.edition)).collect(),
            detours: options.mutations.iter().flat_map(|mutation| mutation.detours()).collect(),
            style: options.mutations.iter().flat_map(|mutation| mutation.style()).collect(),
            rewrites: options.rewrites.clone(),
            templates: view::environment()?,
            release: release(options),
            base_url: base_url.to_owned(),
            faults: options.faults.clone(),
            sudo: options.sudo,
            sudo_minutes: options.sudo_minutes,
            clock: clock.map(|clock| clock.timestamp()),
            closed: closing.subscribe(),
            closing,
            store: Mutex::new(store),
        })
    }

    /// What changes while the site runs. Never held while waiting.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time that the site goes by.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.clock.unwrap_or_else(Timestamp::now);
        now + (i64::from(self.stir.days) * 24).hours()
    }

    /// Changes a session, if it is still there.
    pub(crate) fn with_session<T>(&self, key: &str, change: impl FnOnce(&mut Session) -> T) -> Option<T> {
        self.store().sessions.get_mut(key).map(change)
    }

    /// Returns when the site ends, or after `limit` where there is one.
    pub(crate) async fn linger(&self, limit: Option<std::time::Duration>) {
        let end = closed(self.closed.clone());
        match limit {
            Some(limit) => drop(tokio::time::timeout(limit, end).await),
            None => end.await,
        }
    }
}

/// Whether every mutation can be made in the edition.
fn fits(options: &Options) -> anyhow::Result<()> {
    let stranger = options.mutations.iter().find(|mutation| !mutation.editions().contains(&options.edition));
    let Some(stranger) = stranger else { return Ok(()) };
    let editions: Vec<&str> = stranger.editions().iter().map(|edition| edition.name()).collect();
    let edition = options.edition;
    anyhow::bail!("the mutation {stranger} can't be made in edition {edition}\nhint: it is for {}", editions.join(", "))
}

fn release(options: &Options) -> String {
    use sha2::Digest as _;
    let named = format!("{} {:?} {:?}", options.edition, options.mutations, options.noises);
    sha2::Sha256::digest(named).iter().take(20).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns when the site is told to end, or nobody is left to tell it.
pub(crate) async fn closed(mut closed: watch::Receiver<bool>) {
    drop(closed.wait_for(|closed| *closed).await);
}

/// All addresses of the site.
pub(crate) fn router(app: Arc<App>) -> Router {
    use routing::{get, post};
    Router::new()
        .route("/", get(signin::home))
        .route("/login", get(signin::form))
        .route("/session", post(signin::enter))
        .route("/logout", get(signin::leaving).post(signin::leave))
        .route("/sessions/sudo", get(sudo::ask).post(sudo::confirm))
        .route("/in-between", get(detour::between))
        .route("/_side-panels/user", get(settings::panel))
        .route("/settings", get(settings::start))
        .route("/settings/profile", get(settings::profile))
        .route("/settings/apps", get(settings::apps))
        .route("/settings/developers", get(settings::developers))
        .route("/settings/personal-access-tokens", get(settings::fine_grained))
        .route("/settings/tokens", get(tokens::list).post(tokens::make))
        .route("/settings/tokens/new", get(tokens::form))
        .route("/settings/tokens/revoke_all", post(tokens::revoke_all))
        .route("/settings/tokens/{id}", get(tokens::edit).post(tokens::delete))
        .route("/api/v3/user", get(api::user))
        .route("/api/v3/credentials/revoke", post(api::revoke))
        .route("/assets/{name}", get(assets::asset))
        .route("/avatars/{name}", get(assets::avatar))
        .fallback(settings::other)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), detour::pass))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), gate::pass))
        .with_state(app)
}
