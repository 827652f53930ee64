//! What is asked of a driver when a session starts: which browser, how large, how quiet.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::walkfile::Viewport;

/// What a headless window without an information bar has above its page, in pixels.
const WINDOW_FRAME: u32 = 87;

/// How a session is asked for.
#[derive(Debug, Clone)]
pub struct SessionSettings {
    /// `chrome` or `firefox`.
    pub browser: String,
    /// The browser's program; `None`: the driver finds it (a remote one always does).
    pub binary: Option<PathBuf>,
    /// Its profile folder; `None`: the driver makes one.
    pub profile: Option<PathBuf>,
    /// The window's inside.
    pub viewport: Viewport,
    /// Whether the window is shown.
    pub headed: bool,
    /// Whether the browser's own sandbox is off.
    pub no_sandbox: bool,
    /// Whether Chrome's own commands are used.
    pub cdp: bool,
    /// How long one command may take.
    pub command_limit: Duration,
    /// How long a page may take to answer one question.
    pub answer_limit: Duration,
    /// A pause before each action, for someone who watches.
    pub slow_motion: Duration,
}

/// What is asked of the driver when a session starts. Pages are not waited for (`pageLoadStrategy` none): the walk has a wait of
/// its own that knows what it waits for.
pub(super) fn capabilities(settings: &SessionSettings) -> Map<String, Value> {
    let mut wanted = json!({
        "browserName": settings.browser,
        "pageLoadStrategy": "none",
        "unhandledPromptBehavior": "ignore",
        "timeouts": { "script": u64::try_from(settings.answer_limit.as_millis()).unwrap_or(u64::MAX), "pageLoad": 60_000, "implicit": 0 },
    });
    if settings.browser == "firefox" {
        wanted["moz:firefoxOptions"] = firefox_options(settings);
    } else {
        wanted["goog:chromeOptions"] = chrome_options(settings);
    }
    match wanted {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn chrome_options(settings: &SessionSettings) -> Value {
    let viewport = settings.viewport;
    let mut arguments: Vec<String> = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--disable-features=Translate,OptimizationHints",
        "--password-store=basic",
        "--force-color-profile=srgb",
        "--lang=en-US",
        "--disable-dev-shm-usage",
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
        "--disable-infobars",
    ]
    .iter()
    .map(ToString::to_string)
    .collect();
    // Corrected once the session is open, where the frame is another one.
    arguments.push(format!("--window-size={},{}", viewport.width, viewport.height + WINDOW_FRAME));
    arguments.push(format!("--force-device-scale-factor={}", viewport.scale));
    if !settings.headed {
        arguments.push("--headless=new".to_owned());
    }
    if settings.no_sandbox {
        arguments.push("--no-sandbox".to_owned());
    }
    if let Some(profile) = &settings.profile {
        arguments.push(format!("--user-data-dir={}", profile.display()));
    }
    let mut options = json!({
        "args": arguments,
        "excludeSwitches": ["enable-automation"],
        "prefs": { "credentials_enable_service": false, "profile.password_manager_enabled": false, "profile.password_manager_leak_detection": false, "translate.enabled": false },
    });
    if let Some(binary) = &settings.binary {
        options["binary"] = json!(binary);
    }
    options
}

fn firefox_options(settings: &SessionSettings) -> Value {
    let mut arguments = vec!["-width".to_owned(), settings.viewport.width.to_string()];
    if !settings.headed {
        arguments.push("-headless".to_owned());
    }
    let mut options = json!({ "args": arguments, "prefs": {
        "intl.accept_languages": "en-US", "layout.css.devPixelsPerPx": settings.viewport.scale.to_string(),
        "signon.rememberSignons": false, "browser.translations.enable": false } });
    if let Some(binary) = &settings.binary {
        options["binary"] = json!(binary);
    }
    options
}

/// Whether the browser's own sandbox can't work because guidewalk runs as root.
#[must_use]
pub fn runs_as_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The program that is running, which can be the watchdog too.
///
/// # Errors
/// When the system does not say.
pub fn own_program() -> Result<PathBuf> {
    std::env::current_exe().context("failed to find guidewalk's own program")
}
