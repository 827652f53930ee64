//! The site over HTTP: who is asking, what stands in the way, and which page answers.

mod api;
mod assets;
mod detour;
mod device;
mod elsewhere;
mod fault;
mod gate;
mod reply;
mod screens;
mod second_factor;
mod settings;
mod signin;
mod sudo;
mod tokens;
mod trouble;

use super::content::Content;
use super::mutation::{Detour, Edit};
use super::noise::Stir;
use super::store::{Session, Store};
use super::{Account, Fault, FaultKind, Feature, Options, SudoMode, codes, store, view};
use axum::{Router, middleware, routing};
use jiff::{SignedDuration, Timestamp, ToSpan as _, tz::TimeZone};
use minijinja::Environment;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

pub(super) use elsewhere::router as other_origin;
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
    /// Another origin, where a fault needs one.
    pub(crate) elsewhere: Option<String>,
    pub(crate) faults: Vec<Fault>,
    features: Vec<Feature>,
    sudo: SudoMode,
    sudo_minutes: u32,
    clock: Option<Timestamp>,
    /// Seconds that passed on top of what the clock says.
    passed: AtomicI64,
    closing: watch::Sender<bool>,
    closed: watch::Receiver<bool>,
    store: Mutex<Store>,
}

/// Where a site is served.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) own: String,
    /// Another origin, where a fault needs one.
    pub(crate) other: Option<String>,
}

impl App {
    /// The site that the options ask for.
    pub(crate) fn new(options: &Options, origins: Origins, closing: watch::Sender<bool>) -> anyhow::Result<Self> {
        fits(options)?;
        let mut content = Content::of(options.edition);
        options.mutations.iter().for_each(|mutation| mutation.apply(&mut content));
        let clock = options.clock.map(|time| time.to_zoned_datetime(TimeZone::UTC)).transpose()?;
        let mut store = Store::default();
        store.add_token("backup job (leave alone)", vec!["read:org".into()], None, store::random_token());
        let stir = Stir::of(&options.noises);
        Ok(Self {
            account: Account {
                login: stir.login.into(),
                password: format!("practice-{}", store::random_text(20)),
                totp: codes::random_seed(),
            },
            content,
            stir,
            edits: options.mutations.iter().flat_map(|mutation| mutation.edits(options.edition)).collect(),
            detours: options.mutations.iter().flat_map(|mutation| mutation.detours()).collect(),
            style: options.mutations.iter().flat_map(|mutation| mutation.style()).collect(),
            rewrites: options.rewrites.clone(),
            templates: view::environment()?,
            release: release(options),
            base_url: origins.own,
            elsewhere: origins.other,
            features: features(options),
            faults: options.faults.clone(),
            passed: AtomicI64::new(0),
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
    pub(crate) fn time(&self) -> Timestamp {
        self.clock.unwrap_or_else(Timestamp::now) + SignedDuration::from_secs(self.passed.load(Ordering::Relaxed))
    }

    /// The time that its pages show: with the noise of dates, that of another day. One-time codes go by [`App::time_of_day`].
    pub(crate) fn now(&self) -> Timestamp {
        self.time() + (i64::from(self.stir.days) * 24).hours()
    }

    /// The time that authenticator apps go by: days that were let pass are the site's alone.
    fn time_of_day(&self) -> Timestamp {
        let passed = self.passed.load(Ordering::Relaxed) % SignedDuration::from_hours(24).as_secs();
        self.clock.unwrap_or_else(Timestamp::now) + SignedDuration::from_secs(passed)
    }

    pub(crate) fn let_pass(&self, time: SignedDuration) {
        self.passed.fetch_add(time.as_secs(), Ordering::Relaxed);
    }

    /// Whether the account has that feature.
    pub(crate) fn has(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Whether something goes wrong somewhere.
    pub(crate) fn suffers(&self, kind: FaultKind) -> bool {
        self.faults.iter().any(|fault| fault.kind == kind)
    }

    /// Whether a code of the authenticator app is right. It is good once.
    pub(crate) fn takes_code(&self, code: &str) -> bool {
        let window = codes::window_of(&self.account.totp, code, self.time_of_day());
        window.is_some_and(|window| self.store().used_windows.insert(window))
    }

    /// Sends a code of so many digits to the account's holder by mail, good for so many minutes, and keeps it with the session.
    pub(crate) fn mail_code(&self, session: &str, digits: usize, minutes: i64) {
        let code = codes::random_digits(digits);
        let until = self.time() + SignedDuration::from_mins(minutes);
        self.with_session(session, |session| session.mailed = Some((code.clone(), until)));
        if !self.suffers(FaultKind::DeviceUnasked) {
            self.store().mail = Some(code);
        }
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

/// The account's features, with those that faults can't strike without.
fn features(options: &Options) -> Vec<Feature> {
    let needed = options.faults.iter().filter_map(|fault| fault.kind.needs());
    Feature::whole(options.features.iter().copied().chain(needed))
}

/// Whether every mutation can be made in the edition, and one account can have all the features.
fn fits(options: &Options) -> anyhow::Result<()> {
    if let Some((one, other)) = Feature::clash(&features(options)) {
        anyhow::bail!("no account has both {one} and {other}\nhint: leave one of them out");
    }
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
        .route("/sessions/two-factor", get(second_factor::start).post(second_factor::check))
        .route("/sessions/two-factor/{method}", get(second_factor::ask))
        .route("/sessions/verified-device", get(device::ask).post(device::check))
        .route("/sessions/trusted-device", get(screens::show).post(screens::answer))
        .route("/account/{screen}", get(screens::show).post(screens::answer))
        .route("/settings/two_factor_checkup", get(screens::check_up).post(screens::checked_up))
        .route("/_practice/mailbox", get(device::mailbox))
        .route("/sessions/sudo", get(sudo::ask).post(sudo::confirm))
        .route("/sessions/sudo_modal", get(sudo::dialog))
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
