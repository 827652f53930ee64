//! The real page: everything that is said to a driver, through fantoccini. Standard WebDriver throughout; Chrome's own commands
//! (`goog/cdp/execute`) are a speed-up that can be switched off.

mod pictures;
mod pressing;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use sha2::Digest as _;

use super::actions;
use super::commands::{self, DriverCommand};
use super::refusal::classified;
use super::session::{SessionSettings, capabilities};
use super::{Dressed, Dressing, ELEMENT_KEY, Handle, Identity, Observation, Page, PageError, Question};
use crate::account::Cookie;
use crate::clock::{Part, Times};
use crate::outline::{Rect, Theme};
use crate::references::Renderer;
use crate::walkfile::{Matching, Viewport, WindowChange};

/// How long a window's inside may take to become as large as it should.
const FITTING: Duration = Duration::from_secs(10);
/// A window is corrected when its inside has been the same for so long.
const SETTLING: Duration = Duration::from_millis(120);
/// A window whose inside has been right for so long stays right.
const STEADY: Duration = Duration::from_millis(400);

/// What every question is asked with.
const PAGE_SCRIPT: &str = concat!(include_str!("../frames.js"), include_str!("../page.js"));
/// What Chrome runs in every page before the page's own scripts.
const EARLY_SCRIPT: &str = include_str!("../early.js");

/// A page in a real browser.
#[derive(Debug)]
pub struct WebDriverPage {
    client: Client,
    identity: Identity,
    viewport: Viewport,
    cdp: bool,
    limit: Duration,
    slow_motion: Duration,
    times: Times,
}

impl WebDriverPage {
    /// Opens a session at a driver and makes the viewport exact.
    ///
    /// # Errors
    /// When the driver can't be reached, refuses the session, or the window can't be made that size.
    pub async fn connect(url: &str, settings: &SessionSettings) -> Result<Self> {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(settings));
        let connecting = tokio::time::timeout(Duration::from_secs(60), builder.connect(url));
        let client = connecting
            .await
            .map_err(|_| anyhow!("the driver at {url} did not open a session in 60 s"))?
            .map_err(|error| anyhow!("the driver at {url} opened no session: {error}\nhint: `guidewalk doctor` tells whether browser and driver fit"))?;
        let offered = client.capabilities().cloned().unwrap_or_default();
        let text = |key: &str| offered.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let name = text("browserName").replace("chrome-headless-shell", "chrome");
        let cdp = settings.cdp && offered.keys().any(|key| key.starts_with("goog:"));
        let page = Self {
            client,
            identity: Identity { name, version: text("browserVersion") },
            viewport: settings.viewport,
            cdp,
            limit: settings.command_limit,
            slow_motion: settings.slow_motion,
            times: Times::default(),
        };
        page.fit(settings.viewport).await?;
        if page.cdp {
            let early = page.cdp(Part::Session, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": EARLY_SCRIPT }));
            early.await.context("failed to listen for errors of pages")?;
        }
        Ok(page)
    }

    /// Makes the window's inside exactly as large as wanted: Chrome is told so; elsewhere the window is corrected by the difference.
    /// Bars that a browser shows a moment after its start change the inside under our hands, so it must stay as it is for a while.
    async fn fit(&self, viewport: Viewport) -> Result<()> {
        let wanted = [f64::from(viewport.width), f64::from(viewport.height)];
        if self.cdp {
            let metrics = json!({ "width": viewport.width, "height": viewport.height, "deviceScaleFactor": viewport.scale,
                "mobile": false });
            self.cdp(Part::Session, "Emulation.setDeviceMetricsOverride", metrics).await.context("failed to size the page")?;
        }
        let steady = if self.cdp { Duration::ZERO } else { STEADY };
        let (started, mut since, mut last) = (Instant::now(), Instant::now(), [0.0, 0.0]);
        while started.elapsed() < FITTING {
            let inner = pair(&self.ask("size", json!({})).await.context("failed to measure the window")?["inner"]);
            if inner != last {
                (last, since) = (inner, Instant::now());
            }
            if inner == wanted && since.elapsed() >= steady {
                return Ok(());
            }
            if inner != wanted && since.elapsed() >= SETTLING {
                self.correct(wanted, inner).await?;
                since = Instant::now();
            }
            crate::clock::pause(Duration::from_millis(20)).await;
        }
        anyhow::bail!("the window's inside is {}×{} instead of {}×{}", last[0], last[1], viewport.width, viewport.height)
    }

    async fn correct(&self, wanted: [f64; 2], inner: [f64; 2]) -> Result<()> {
        let rect = self.client.get_window_rect().await.context("failed to measure the window")?;
        let width = as_pixels(rect.2) + wanted[0] - inner[0];
        let height = as_pixels(rect.3) + wanted[1] - inner[1];
        self.client.set_window_size(to_pixels(width), to_pixels(height)).await.context("failed to size the window")
    }

    /// From now on adds up where the time goes; what opening took is measured by who opens.
    pub fn measured_by(&mut self, times: &Times) {
        self.times = times.clone();
    }

    /// Ends the session; the browser closes.
    pub async fn close(self) {
        let _ = tokio::time::timeout(Duration::from_secs(5), self.client.close()).await;
    }

    async fn bounded<T>(&self, part: Part, command: impl Future<Output = Result<T, CmdError>> + Send) -> Result<T, PageError> {
        match self.times.of(part, tokio::time::timeout(self.limit, command)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(classified(&error)),
            Err(_) => Err(PageError::Died(format!("the driver did not answer in {} s", self.limit.as_secs()))),
        }
    }

    async fn ask(&self, command: &str, input: Value) -> Result<Value, PageError> {
        self.bounded(Part::Pages, self.client.execute(PAGE_SCRIPT, vec![json!(command), input])).await
    }

    /// Makes a field ready to be typed over; what is typed goes to what has the keyboard.
    async fn enter(&self, field: &Handle) -> Result<(), PageError> {
        let has_keyboard = self.ask("enter", json!({ "element": element_value(field) })).await?;
        if has_keyboard != json!(true) {
            return Err(PageError::Changed("the field is gone, or something else keeps the keyboard".to_owned()));
        }
        Ok(())
    }

    fn element(&self, handle: &Handle) -> Element {
        Element::from_element_id(self.client.clone(), ElementRef::from(handle.0.clone()))
    }

    async fn cdp(&self, part: Part, command: &str, parameters: Value) -> Result<Value, PageError> {
        let body = json!({ "cmd": command, "params": parameters });
        self.bounded(part, self.client.issue_cmd(DriverCommand { path: "goog/cdp/execute", body })).await
    }

    async fn pause(&self) {
        if !self.slow_motion.is_zero() {
            crate::clock::pause(self.slow_motion).await;
        }
    }
}

fn pair(value: &Value) -> [f64; 2] {
    [value[0].as_f64().unwrap_or_default(), value[1].as_f64().unwrap_or_default()]
}

#[expect(clippy::cast_precision_loss, reason = "window sizes are small")]
fn as_pixels(size: u64) -> f64 {
    size as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "window sizes are small and positive")]
fn to_pixels(size: f64) -> u32 {
    size.clamp(1.0, 32_767.0) as u32
}

/// An element as the page's script takes it.
fn element_value(handle: &Handle) -> Value {
    if handle.is_in_frame() { json!(handle.0) } else { json!({ ELEMENT_KEY: handle.0 }) }
}

fn parsed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, PageError> {
    if value.is_null() {
        return Err(PageError::Changed("the page gave no answer".to_owned()));
    }
    serde_json::from_value(value).map_err(|error| PageError::Refused(format!("the page's answer can't be read: {error}")))
}

impl Page for WebDriverPage {
    fn identity(&self) -> Identity {
        self.identity.clone()
    }

    async fn renderer(&self) -> Result<Renderer, PageError> {
        let around = self.ask("surroundings", json!({})).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let widths = around["fonts"].to_string();
        Ok(Renderer {
            browser: self.identity.name.clone(),
            version: self.identity.version.clone(),
            system: text(&around["platform"]),
            fonts: sha2::Sha256::digest(widths.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect(),
            scale: around["scale"].as_f64().unwrap_or(1.0),
            theme: text(&around["theme"]),
        })
    }

    async fn open(&self, url: &str) -> Result<(), PageError> {
        self.pause().await;
        let command = DriverCommand { path: "url", body: json!({ "url": url }) };
        self.bounded(Part::Input, self.client.issue_cmd(command)).await.map(|_| ())
    }

    async fn address(&self) -> Result<String, PageError> {
        self.bounded(Part::Pages, self.client.current_url()).await.map(String::from)
    }

    async fn observe(&self, question: &Question) -> Result<Observation, PageError> {
        parsed(self.ask("observe", serde_json::to_value(question).unwrap_or_default()).await?)
    }

    async fn click(&self, element: &Handle) -> Result<(), PageError> {
        self.pause().await;
        self.pressed(element).await
    }

    async fn fill(&self, element: &Handle, text: &str) -> Result<(), PageError> {
        self.pause().await;
        if self.cdp {
            self.enter(element).await?;
            let (command, parameters) = match text {
                "" => ("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": "Delete", "windowsVirtualKeyCode": 46 })),
                text => ("Input.insertText", json!({ "text": text })),
            };
            return self.cdp(Part::Input, command, parameters).await.map(|_| ());
        }
        if element.is_in_frame() {
            self.enter(element).await?;
            return self.bounded(Part::Input, self.client.perform_actions(actions::type_over(text))).await;
        }
        let field = self.element(element);
        self.bounded(Part::Input, field.clear()).await?;
        self.bounded(Part::Input, field.send_keys(text)).await
    }

    async fn choose(&self, element: &Handle, option: &str, matching: Matching) -> Result<(), PageError> {
        self.pause().await;
        let input = json!({ "element": element_value(element), "option": option, "matching": matching });
        let answer = self.ask("option", input).await?;
        match answer["element"][ELEMENT_KEY].as_str() {
            _ if answer["chosen"] == json!(true) => Ok(()),
            Some(id) => self.bounded(Part::Input, self.element(&Handle(id.to_owned())).click()).await,
            None => Err(PageError::Refused(format!("the list has no entry \"{option}\"; it has {}", answer["have"]))),
        }
    }

    async fn press(&self, key: &str) -> Result<(), PageError> {
        self.pause().await;
        let key = match key {
            "Escape" => Key::Escape,
            "Enter" => Key::Enter,
            "Tab" => Key::Tab,
            "Space" => Key::Space,
            "ArrowDown" | "Down" => Key::Down,
            "ArrowUp" | "Up" => Key::Up,
            other => return Err(PageError::Refused(format!("no key is called \"{other}\""))),
        };
        let active = self.bounded(Part::Input, self.client.active_element()).await?;
        self.bounded(Part::Input, active.send_keys(&String::from(char::from(key)))).await
    }

    async fn reveal(&self, element: &Handle) -> Result<(), PageError> {
        self.ask("reveal", json!({ "element": element_value(element) })).await.map(|_| ())
    }

    async fn words(&self, element: &Handle) -> Result<String, PageError> {
        let words = self.ask("words", json!({ "element": element_value(element) })).await?;
        Ok(words.as_str().unwrap_or_default().trim().to_owned())
    }

    async fn park_pointer(&self) -> Result<(), PageError> {
        if self.cdp {
            return self
                .cdp(Part::Input, "Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": 0, "y": 0 }))
                .await
                .map(|_| ());
        }
        self.bounded(Part::Input, self.client.perform_actions(actions::move_to(0.0, 0.0))).await
    }

    async fn dress(&self, dressing: &Dressing) -> Result<Dressed, PageError> {
        parsed(self.ask("frame", serde_json::to_value(dressing).unwrap_or_default()).await?)
    }

    async fn is_unmoved(&self, since: u64) -> Result<bool, PageError> {
        parsed(self.ask("unmoved", json!({ "since": since })).await?)
    }

    async fn undress(&self) -> Result<(), PageError> {
        self.ask("restore", json!({})).await.map(|_| ())
    }

    async fn viewport_png(&self) -> Result<Vec<u8>, PageError> {
        self.window_drawn().await
    }

    async fn page_png(&self, width: f64, height: f64) -> Result<Vec<u8>, PageError> {
        self.page_drawn(width, height).await
    }

    async fn fine_png(&self, part: Rect, scale: f64) -> Result<Vec<u8>, PageError> {
        self.part_drawn(part, scale).await
    }

    async fn show_theme(&self, theme: Option<Theme>) -> Result<(), PageError> {
        self.theme_shown(theme).await
    }

    async fn windows(&self) -> Result<usize, PageError> {
        self.bounded(Part::Pages, self.client.windows()).await.map(|all| all.len())
    }

    async fn switch(&self, to: WindowChange) -> Result<(), PageError> {
        let all = self.bounded(Part::Pages, self.client.windows()).await?;
        let (Some(first), Some(last)) = (all.first().cloned(), all.last().cloned()) else {
            return Err(PageError::Died("the browser has no window".to_owned()));
        };
        if to == WindowChange::Newest {
            self.bounded(Part::Input, self.client.switch_to_window(last)).await?;
            // Every window has a size of its own.
            return self.fit(self.viewport).await.map_err(|error| PageError::Refused(format!("{error:#}")));
        }
        for other in all.into_iter().skip(1) {
            self.bounded(Part::Input, self.client.switch_to_window(other)).await?;
            self.bounded(Part::Input, self.client.close_window()).await?;
        }
        self.bounded(Part::Input, self.client.switch_to_window(first)).await
    }

    async fn cookies(&self) -> Result<Vec<Cookie>, PageError> {
        self.bounded(Part::Pages, self.client.issue_cmd(commands::AllCookies)).await.and_then(parsed)
    }

    async fn put_cookies(&self, cookies: &[Cookie]) -> Result<(), PageError> {
        for cookie in cookies {
            let put = self.bounded(Part::Input, self.client.issue_cmd(commands::PutCookie(cookie.clone()))).await;
            if let Err(error @ PageError::Died(_)) = put {
                return Err(error);
            }
        }
        Ok(())
    }

    async fn dismiss_alert(&self) -> Result<String, PageError> {
        let words = self.bounded(Part::Input, self.client.get_alert_text()).await.unwrap_or_default();
        self.bounded(Part::Input, self.client.dismiss_alert()).await?;
        Ok(words)
    }
}
