//! A browser session: how it is reached, opened, and closed with all that belongs to it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::browser::driver::Driver;
use crate::browser::session::{SessionSettings, own_program, runs_as_root};
use crate::browser::webdriver::WebDriverPage;
use crate::browser::{Page, find};
use crate::clock::Times;
use crate::plan::Way;
use crate::references::Renderer;
use crate::settings::{BrowserKind, Settings};

/// A command of the driver may take so much longer than one wait.
const A_LITTLE: Duration = Duration::from_secs(5);

/// A browser that opens no session is started so often, each time with a driver and a profile of its own: on a machine with much
/// to do it sometimes ends while it starts.
const STARTS: usize = 3;
/// After so long it is not started again.
const STARTING: Duration = Duration::from_secs(60);

/// How the browser is reached.
#[derive(Clone)]
pub(super) enum Reached {
    /// By a driver that runs already, at this address.
    Running(String),
    /// By these programs.
    Own { browser: PathBuf, driver: PathBuf },
}

impl Reached {
    /// Finds what is needed, before anything is written or started.
    pub(super) fn find(settings: &Settings) -> Result<Self> {
        if let Some(url) = &settings.webdriver {
            return Ok(Self::Running(url.trim_end_matches('/').to_owned()));
        }
        let (browser, driver) = match settings.browser {
            BrowserKind::Chrome => (find::browser_file(), find::driver_file()),
            BrowserKind::Firefox => (find::firefox_file(), find::geckodriver_file()),
        };
        let (browser, driver) = (browser.map_err(|error| anyhow!("{error}"))?, driver.map_err(|error| anyhow!("{error}"))?);
        Ok(Self::Own { browser, driver })
    }
}

/// A session that is open, with the driver that carries it, where that is our own.
pub(super) struct Session {
    pub(super) page: WebDriverPage,
    /// What draws its pictures.
    pub(super) renderer: Renderer,
    /// That the browser had to be started again, in words.
    pub(super) remark: Option<String>,
    driver: Option<Driver>,
}

impl Session {
    pub(super) async fn open(way: &Way, settings: &Settings, reached: Reached, times: &Times) -> Result<Self> {
        let mut wanted = SessionSettings {
            browser: settings.browser.name().to_owned(),
            binary: None,
            profile: None,
            viewport: way.walk.viewport,
            headed: settings.headed,
            no_sandbox: settings.no_sandbox || runs_as_root(),
            cdp: !settings.standard_only,
            command_limit: way.timeout + A_LITTLE,
            answer_limit: way.timeout.max(A_LITTLE),
            slow_motion: way.pace,
        };
        let (browser, program) = match reached {
            Reached::Running(url) => {
                let page = WebDriverPage::connect(&url, &wanted).await?;
                return Self::asked(page, None, times).await;
            }
            Reached::Own { browser, driver } => (browser, driver),
        };
        wanted.binary = Some(browser);
        let (since, mut starts) = (Instant::now(), 1);
        loop {
            match Self::started(&program, &mut wanted, times).await {
                Err(_) if starts < STARTS && since.elapsed() < STARTING => starts += 1,
                Err(error) if starts > 1 => return Err(error.context(format!("the browser did not start, {starts} times"))),
                Err(error) => return Err(error),
                Ok(session) => {
                    let remark = (starts > 1).then(|| format!("the browser opened a session at its start number {starts} only"));
                    return Ok(Self { remark, ..session });
                }
            }
        }
    }

    /// A session with a driver of its own.
    async fn started(program: &Path, wanted: &mut SessionSettings, times: &Times) -> Result<Self> {
        let (own, program) = (own_program()?, program.to_owned());
        let driver = tokio::task::spawn_blocking(move || Driver::start(&own, &program))
            .await
            .context("the driver's start broke off")??;
        wanted.profile = (wanted.browser == BrowserKind::Chrome.name()).then(|| driver.profile.clone());
        let page = WebDriverPage::connect(&driver.url, wanted).await?;
        Self::asked(page, Some(driver), times).await
    }

    async fn asked(mut page: WebDriverPage, driver: Option<Driver>, times: &Times) -> Result<Self> {
        let renderer = page.renderer().await.map_err(|error| anyhow!("the browser can't be asked: {error}"))?;
        page.measured_by(times);
        Ok(Self { page, renderer, remark: None, driver })
    }

    pub(super) async fn close(self) {
        let Self { page, driver, .. } = self;
        match driver {
            // The watchdog ends browser and driver together, which is quicker than closing the session first.
            Some(mut driver) => {
                drop(page);
                let _ = tokio::task::spawn_blocking(move || driver.end()).await;
            }
            None => page.close().await,
        }
    }
}
