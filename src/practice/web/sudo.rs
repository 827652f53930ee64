//! The password once more before a sensitive page, or what is asked for in its place: on a page of its own, under the wanted
//! page's address, or in a dialog.

use super::App;
use super::reply::{self, Fields, Visit};
use crate::practice::Feature;
use crate::practice::store::Flash;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use minijinja::{Value, context};
use std::sync::Arc;

const ADDRESS: &str = "/sessions/sudo";
/// The form for a token, which most of the site's sudo is for.
const FORM: &str = "/settings/tokens/new";
const FAILED: &str = "Sudo authentication failed.";
/// For how long a code that was sent by mail is good.
const MINUTES: i64 = 15;

/// What can be shown. The last stands for the e-mail's second page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Password,
    Code,
    Passkey,
    Mobile,
    Email,
    EmailSent,
}

impl Method {
    /// All between which one can change, with the words of the link.
    const LINKS: [(Self, &'static str); 5] = [
        (Self::Passkey, "Use your passkey"),
        (Self::Mobile, "Use GitHub Mobile"),
        (Self::Code, "Use your authenticator app"),
        (Self::Password, "Use your password"),
        (Self::Email, "Send a code via email"),
    ];

    /// As addresses, forms and templates name it.
    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "totp",
            Self::Passkey => "webauthn",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::EmailSent => "email-sent",
        }
    }

    /// Whether the account has it.
    fn is_offered(self, app: &App) -> bool {
        let has = |features: &[Feature]| features.iter().any(|feature| app.has(*feature));
        match self {
            Self::Password => !app.has(Feature::NoPassword),
            Self::Code => has(&[Feature::TwoFactor, Feature::SudoCodeFirst]) && !app.has(Feature::NoPassword),
            Self::Passkey => has(&[Feature::PasskeyFirst, Feature::SudoPasskeyFirst]),
            Self::Mobile => has(&[Feature::MobileFirst, Feature::SudoMobileFirst]),
            Self::Email | Self::EmailSent => app.has(Feature::NoPassword),
        }
    }

    /// What is asked for when nothing was chosen.
    fn first(app: &App) -> Self {
        let firsts = [
            (Feature::SudoCodeFirst, Self::Code),
            (Feature::SudoPasskeyFirst, Self::Passkey),
            (Feature::SudoMobileFirst, Self::Mobile),
            (Feature::NoPassword, Self::Email),
        ];
        firsts.into_iter().find(|(feature, _)| app.has(*feature)).map_or(Self::Password, |(_, method)| method)
    }

    fn named(app: &App, name: &str) -> Option<Self> {
        let mut known = Self::LINKS.iter().map(|(method, _)| *method);
        known.find(|method| method.name() == name && method.is_offered(app))
    }
}

/// Whether it is a whole page, or what stands in a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Page,
    Dialog,
}

impl Frame {
    /// A script asks for a dialog.
    fn wanted(headers: &HeaderMap) -> Self {
        if headers.contains_key("x-requested-with") { Self::Dialog } else { Self::Page }
    }
}

/// Whether the password was given lately; if so, the time starts again.
pub(super) fn granted(app: &App, visit: &Visit) -> bool {
    app.store().sudo_renewed(&visit.session, app.sudo_minutes, app.time())
}

/// The password's time has run out, once in a session, where the account is so.
pub(super) fn run_out(app: &App, visit: &Visit) {
    app.with_session(&visit.session, |session| {
        if app.has(Feature::SudoRunsOut) && session.passes("sudo-runs-out") {
            session.sudo = None;
        }
    });
}

/// Where the password is asked for; leads on to `wanted`.
pub(super) fn required(app: &App, visit: &Visit, wanted: &str) -> Response {
    match app.has(Feature::SudoInPlace) {
        true => shown(app, visit, Frame::Page, Method::first(app), wanted),
        false => reply::go_through(app, ADDRESS, wanted),
    }
}

fn shown(app: &App, visit: &Visit, frame: Frame, method: Method, return_to: &str) -> Response {
    let template = if frame == Frame::Dialog { "sudo_dialog.html" } else { "sudo.html" };
    let what = Page::new(template, ADDRESS, "sessions#sudo", "Confirm access");
    let half_way = app.with_session(&visit.session, |session| session.passed.contains(&HALF_WAY)) == Some(true);
    let method = if half_way { Method::Code } else { method };
    let others = Method::LINKS.iter().filter(|(other, _)| *other != method && other.is_offered(app) && !half_way);
    let others = others.filter(|(other, _)| method != Method::EmailSent || *other != Method::Email);
    let others: Vec<Value> = others.map(|(other, link)| context! { name => other.name(), link => *link }).collect();
    let fields = context! {
        return_to, return_query => reply::in_query(return_to), method => method.name(), others, number => fastrand::u32(10..100),
    };
    reply::page(app, visit, &what, fields)
}

/// That the password was right and a code is still wanted.
const HALF_WAY: &str = "sudo-half-way";

/// `/sessions/sudo`, with the way that was chosen.
pub(super) async fn ask(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    let method = Method::named(&app, query.get("type")).unwrap_or_else(|| Method::first(&app));
    shown(&app, &visit, Frame::Page, method, query.get("return_to"))
}

/// `/sessions/sudo_modal`: what stands in the dialog; nothing where none is needed.
pub(super) async fn dialog(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    if granted(&app, &visit) {
        return StatusCode::NO_CONTENT.into_response();
    }
    shown(&app, &visit, Frame::Dialog, Method::first(&app), FORM)
}

/// Something was shown.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    fields: Extension<Fields>,
) -> Response {
    let (frame, return_to) = (Frame::wanted(&headers), fields.get("sudo_return_to"));
    let (method, right, text) = match fields.get("credential_type") {
        "totp" => (Method::Code, app.takes_code(fields.get("app_otp").trim()), FAILED),
        "send-email" if Method::Email.is_offered(&app) => {
            app.mail_code(&visit.session, 8, MINUTES);
            return shown(&app, &visit, frame, Method::EmailSent, return_to);
        }
        "email" => {
            let now = app.time();
            let code = fields.get("sudo_email_otp").trim();
            let right = app.with_session(&visit.session, |session| session.takes_mailed(code, now));
            (Method::EmailSent, right == Some(true), FAILED)
        }
        _ => {
            let right = fields.get("sudo_password") == app.account.password && Method::Password.is_offered(&app);
            let text = if app.stir.vary.sudo_refusal { FAILED } else { "Incorrect password." };
            (Method::Password, right, text)
        }
    };
    if !right {
        return refusal(&app, &visit, frame, method, text, return_to);
    }
    if method == Method::Password && app.has(Feature::SudoThenCode) {
        app.with_session(&visit.session, |session| session.passes(HALF_WAY));
        return shown(&app, &visit, frame, Method::Code, return_to);
    }
    grant(&app, &visit);
    match frame {
        Frame::Dialog => StatusCode::NO_CONTENT.into_response(),
        Frame::Page => reply::go(reply::local_path(&app, return_to, "/settings/profile")),
    }
}

fn grant(app: &App, visit: &Visit) {
    let now = app.time();
    app.with_session(&visit.session, |session| {
        session.sudo = Some(now);
        session.passed.retain(|passed| *passed != HALF_WAY);
    });
}

/// The form once more, with its refusal, whatever was typed.
pub(super) fn refused(app: &App, visit: &Visit) -> Response {
    refusal(app, visit, Frame::Page, Method::Password, "Incorrect password.", FORM)
}

fn refusal(app: &App, visit: &Visit, frame: Frame, method: Method, text: &'static str, return_to: &str) -> Response {
    app.with_session(&visit.session, |session| session.flash = Some(Flash { kind: "error", text }));
    shown(app, visit, frame, method, return_to)
}
