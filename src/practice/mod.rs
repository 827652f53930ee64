//! The practice site: a stand-in for GitHub's token path, served by the product itself on loopback.
//!
//! It has the addresses, headings, roles, names, form fields, redirects, cookies and flow of the real path, in a style sheet
//! of its own. An [`Edition`] is what the path looked like at a date, a [`Mutation`] one real change with the truth beside it,
//! a [`Noise`] what must alarm nobody, a [`Fault`] what goes wrong, a [`Feature`] what is special about the account. It knows no
//! walk, no picture and no judge.
//!
//! What an edition looks like is put together in this order: switches (`edition`), words and lists (`content`, `lists`,
//! `scopes`), mutations of these, templates (`view`), mutations of finished pages, other markup (`markup`).

mod codes;
mod content;
mod edition;
mod fault;
mod feature;
mod lists;
mod markup;
mod mutation;
mod named;
mod noise;
mod scopes;
mod store;
#[cfg(test)]
mod tests;
mod view;
mod web;

pub use edition::Edition;
pub use fault::{Fault, FaultKind, Outcome, Struck};
pub use feature::Feature;
pub use mutation::{Mutation, Truth};
pub use named::UnknownName;
pub use noise::{Lies, Noise};
pub use store::{Request, TokenInfo};

use anyhow::Context as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// Whether the password is asked for again before a token is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SudoMode {
    /// Signing in does not count: the first sensitive page asks.
    #[default]
    Ask,
    /// Signing in counts.
    Fresh,
}

/// What to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the path looks like.
    pub edition: Edition,
    /// Changes, carried out in this order.
    pub mutations: Vec<Mutation>,
    /// Replacements in every finished page, in this order: what no mutation has a name for. `$1` stands for a group.
    pub rewrites: Vec<(regex::Regex, String)>,
    /// Differences that say nothing, each with its seed.
    pub noises: Vec<(Noise, u64)>,
    /// What goes wrong.
    pub faults: Vec<Fault>,
    /// What is special about the account, beside what the faults need.
    pub features: Vec<Feature>,
    /// The port on loopback; 0 takes any free one.
    pub port: u16,
    /// Whether signing in counts as giving the password.
    pub sudo: SudoMode,
    /// For how many minutes a given password counts.
    pub sudo_minutes: u32,
    /// The date and time (UTC) that the site goes by; without it, the machine's.
    pub clock: Option<jiff::civil::DateTime>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            edition: Edition::default(),
            mutations: Vec::new(),
            rewrites: Vec::new(),
            noises: Vec::new(),
            faults: Vec::new(),
            features: Vec::new(),
            port: 0,
            sudo: SudoMode::default(),
            sudo_minutes: 120,
            clock: None,
        }
    }
}

/// The only account of a practice site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub login: String,
    /// Its password, another one at each start; it opens nothing but this site.
    pub password: String,
    /// The seed of its authenticator app, another one at each start: 32 letters and digits to the base of 32.
    pub totp: String,
}

/// A practice site that is being served. It ends when it is dropped; [`Site::stop`] also waits for the end.
#[derive(Debug)]
pub struct Site {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub base_url: String,
    /// Who can sign in.
    pub account: Account,
    app: Arc<web::App>,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

/// Serves a practice site on loopback.
///
/// # Errors
///
/// When the port can't be taken, or a mutation does not fit the edition.
pub async fn serve(options: Options) -> anyhow::Result<Site> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = TcpListener::bind(address).await;
    let listener =
        listener.with_context(|| format!("serve the practice site on {address}\nhint: another --port, or 0 for any"))?;
    let own = origin(&listener)?;
    let needs_other = options.faults.iter().any(|fault| fault.kind.is_elsewhere());
    let other =
        if needs_other { Some(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("serve another origin")?) } else { None };
    let origins = web::Origins { own: own.clone(), other: other.as_ref().map(origin).transpose()? };
    let (closing, closed) = watch::channel(false);
    let app = Arc::new(web::App::new(&options, origins, closing.clone())?);
    let router = web::router(Arc::clone(&app)).into_make_service_with_connect_info::<web::Wire>();
    // Loopback needs no error path here: accepting goes on after a failed connection.
    if let Some(other) = other {
        let service = axum::serve(other, web::other_origin(Arc::clone(&app)));
        let end = web::closed(closed.clone());
        tokio::spawn(async move { drop(service.with_graceful_shutdown(end).await) });
    }
    let serving = tokio::spawn(async move {
        let end = web::closed(closed);
        drop(axum::serve(listener, router).with_graceful_shutdown(end).await);
    });
    Ok(Site { base_url: own, account: app.account.clone(), app, closing, serving })
}

/// Where a listener is reached.
fn origin(listener: &TcpListener) -> anyhow::Result<String> {
    Ok(format!("http://{}", listener.local_addr().context("ask for the practice site's port")?))
}

impl Site {
    /// Lets time pass for the site: its password's two hours and its sessions' two weeks go by that. Its one-time codes follow for parts
    /// of a day only, so that after whole days an app whose clock was left alone still fits.
    pub fn let_pass(&self, time: jiff::SignedDuration) {
        self.app.let_pass(time);
    }

    /// The tokens that exist now, oldest first. One is there from the start, to be left alone.
    #[must_use]
    pub fn tokens(&self) -> Vec<TokenInfo> {
        self.app.store().tokens()
    }

    /// The requests that were answered so far, in order. One that is still without an answer has status 0.
    #[must_use]
    pub fn log(&self) -> Vec<Request> {
        self.app.store().log.clone()
    }

    /// Ends every sign-in, as a site does that has lost them.
    pub fn end_sessions(&self) {
        self.app.store().sessions.clear();
    }

    /// Ends the site and waits until it has ended, for two seconds at most.
    pub async fn stop(mut self) {
        self.closing.send_replace(true);
        if tokio::time::timeout(Duration::from_secs(2), &mut self.serving).await.is_err() {
            self.serving.abort();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.closing.send_replace(true);
    }
}
