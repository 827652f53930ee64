//! A page made of data, so that walking is tested without a browser: screens with controls, and where pressing them leads.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::{Dressed, Dressing, Handle, Identity, Match, Observation, Page, PageError, Prepared, Question, Rest, Sighting};
use crate::account::Cookie;
use crate::outline::{Item, ItemKind, Outline, Rect, Theme, normalised};
use crate::references::Renderer;
use crate::walkfile::{Locator, Matching, WindowChange};

/// A control of a scripted screen.
#[derive(Debug, Clone, Default)]
pub struct Control {
    /// Its role.
    pub role: String,
    /// Its name, which is what is seen on it too.
    pub name: String,
    /// The screen that pressing it leads to; `None`: nothing happens.
    pub goes: Option<String>,
    /// See `outline::Item::leads_to`.
    pub leads_to: String,
    /// See `outline::Item::states`.
    pub states: Vec<String>,
    /// What a CSS or id locator must say to find it.
    pub hook: Option<String>,
    /// How many presses it ignores first.
    pub deaf_for: u32,
    /// How long the site takes to answer its press.
    pub takes: Duration,
    /// How often it is replaced first, just when it is typed into, read or chosen from.
    pub stale_for: u32,
    /// See `outline::Item::within`.
    pub within: Vec<String>,
    /// What lies over it; empty: nothing.
    pub under: String,
}

/// A scripted screen.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// Path and query; a whole address where it is on another site.
    pub path: String,
    /// Its heading, which is its title too.
    pub heading: String,
    /// The HTTP status; 0: the browser does not say.
    pub status: u16,
    /// Its controls.
    pub controls: Vec<Control>,
    /// The screen that Escape leads to.
    pub escape: Option<String>,
    /// How often the site says first that it is not there.
    pub missing_for: u32,
    /// The screen that takes its place as soon as it is pictured.
    pub comes_up: Option<String>,
}

impl Screen {
    fn address(&self) -> String {
        if self.path.starts_with("http") { self.path.clone() } else { format!("https://example.org{}", self.path) }
    }
}

#[derive(Debug, Default)]
struct State {
    at: String,
    changes: u64,
    deaf: BTreeMap<String, u32>,
    stale: BTreeMap<String, u32>,
    came: BTreeMap<String, u32>,
    /// The screen that is on its way, and when it comes.
    coming: Option<(Instant, String)>,
    log: Vec<String>,
    cookies: Vec<Cookie>,
    dies_after: Option<usize>,
}

/// A page made of screens.
#[derive(Debug, Default)]
pub struct ScriptedPage {
    screens: BTreeMap<String, Screen>,
    state: Mutex<State>,
}

impl ScriptedPage {
    /// A page that begins at one of its screens; screens are found by their paths when an address is opened.
    #[must_use]
    pub fn new(screens: BTreeMap<String, Screen>, at: &str) -> Self {
        Self { screens, state: Mutex::new(State { at: at.to_owned(), ..State::default() }) }
    }

    /// The browser ends after so many commands that act.
    pub fn die_after(&self, commands: usize) {
        self.state().dies_after = Some(commands);
    }

    /// What was done, in order: `opened /a`, `pressed Save`, `typed x into Note`.
    #[must_use]
    pub fn log(&self) -> Vec<String> {
        self.state().log.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn screen(&self) -> Screen {
        let state = self.state();
        let screen = self.screens.get(&state.at).cloned().unwrap_or_default();
        let came = state.came.get(&state.at).copied().unwrap_or_default();
        if came == 0 || came > screen.missing_for {
            return screen;
        }
        Screen { path: screen.path, heading: "Page not found".to_owned(), status: 404, ..Screen::default() }
    }

    fn act(&self, line: String) -> Result<(), PageError> {
        let mut state = self.state();
        if state.dies_after.is_some_and(|commands| state.log.len() >= commands) {
            return Err(PageError::Died("the browser ended".to_owned()));
        }
        state.log.push(line);
        Ok(())
    }

    /// Each screen is a document of its own.
    fn nth_screen(&self) -> f64 {
        let at = self.state().at.clone();
        #[expect(clippy::cast_precision_loss, reason = "a handful of screens")]
        self.screens.keys().position(|name| *name == at).map_or(-1.0, |nth| nth as f64)
    }

    fn go(&self, to: &str) {
        let mut state = self.state();
        state.changes += 1;
        *state.came.entry(to.to_owned()).or_default() += 1;
        to.clone_into(&mut state.at);
    }

    fn control(&self, handle: &Handle) -> Result<Control, PageError> {
        let found = self.screen().controls.into_iter().find(|control| handle_of(control) == *handle);
        found.ok_or_else(|| PageError::Changed(format!("no {} any more", handle.0)))
    }

    /// The control, where it was not replaced meanwhile.
    fn still(&self, handle: &Handle) -> Result<Control, PageError> {
        let control = self.control(handle)?;
        let mut state = self.state();
        let touched = state.stale.entry(control.name.clone()).or_default();
        *touched += 1;
        if *touched <= control.stale_for {
            Err(PageError::Changed(format!("{} was replaced", control.name)))
        } else {
            Ok(control)
        }
    }
}

fn handle_of(control: &Control) -> Handle {
    Handle(format!("{} {}", control.role, control.name))
}

fn bounds_of(index: usize) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "a handful of controls")]
    Rect::new(10.0, 40.0 * (index + 1) as f64, 120.0, 30.0)
}

fn fits(locator: &Locator, control: &Control) -> bool {
    let words = |wanted: &str| match locator.matching {
        Matching::Exact => normalised(&control.name) == normalised(wanted),
        Matching::Prefix => normalised(&control.name).starts_with(&normalised(wanted)),
        Matching::Regex => regex::Regex::new(wanted).is_ok_and(|pattern| pattern.is_match(&control.name)),
    };
    let named = [&locator.name, &locator.label, &locator.text, &locator.placeholder].into_iter().flatten();
    let hooks = [&locator.css, &locator.id, &locator.xpath].into_iter().flatten();
    locator.role.as_ref().is_none_or(|role| *role == control.role)
        && named.into_iter().all(|wanted| words(wanted))
        && hooks.into_iter().all(|hook| control.hook.as_ref() == Some(hook))
}

fn match_of(index: usize, control: &Control) -> Match {
    Match {
        element: handle_of(control),
        role: control.role.clone(),
        name: control.name.clone(),
        text: control.name.clone(),
        value: String::new(),
        bounds: bounds_of(index),
        states: control.states.clone(),
        within: control.within.clone(),
        leads_to: control.leads_to.clone(),
        native: control.role == "listbox",
        in_view: true,
        busy: false,
        covered_by: control.under.clone(),
    }
}

fn sighting(screen: &Screen, target: &[Locator]) -> Sighting {
    for (alternative, locator) in target.iter().enumerate() {
        let all = screen.controls.iter().enumerate().filter(|(_, control)| fits(locator, control));
        let all = all.map(|(at, control)| match_of(at, control));
        let found: Vec<Match> = match locator.nth {
            Some(nth) => all.skip(nth as usize - 1).take(1).collect(),
            None => all.collect(),
        };
        if !found.is_empty() {
            return Sighting { alternative: Some(alternative), count: found.len(), matches: found };
        }
    }
    Sighting::default()
}

impl Page for ScriptedPage {
    fn identity(&self) -> Identity {
        Identity { name: "scripted".to_owned(), version: "1".to_owned() }
    }

    async fn renderer(&self) -> Result<Renderer, PageError> {
        Ok(Renderer { browser: "scripted".to_owned(), version: "1".to_owned(), scale: 1.0, ..Renderer::default() })
    }

    async fn open(&self, url: &str) -> Result<(), PageError> {
        let path = url::Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.path().to_owned());
        self.act(format!("opened {path}"))?;
        let known = self.screens.iter().find(|(_, screen)| screen.path == path).map(|(name, _)| name.clone());
        self.go(known.as_deref().unwrap_or("nowhere"));
        Ok(())
    }

    async fn address(&self) -> Result<String, PageError> {
        Ok(self.screen().address())
    }

    async fn observe(&self, question: &Question) -> Result<Observation, PageError> {
        let come = self.state().coming.take_if(|(at, _)| *at <= Instant::now());
        if let Some((_, to)) = come {
            self.go(&to);
        }
        let screen = self.screen();
        Ok(Observation {
            url: screen.address(),
            document: self.nth_screen(),
            title: screen.heading.clone(),
            headings: vec![screen.heading.clone()],
            ready: true,
            status: (screen.status != 0).then_some(screen.status),
            changes: self.state().changes,
            texts: question.texts.iter().map(|ask| screen.heading.contains(ask.text.as_str())).collect(),
            targets: question.targets.iter().map(|ask| sighting(&screen, &ask.locators)).collect(),
            ..Observation::default()
        })
    }

    async fn click(&self, element: &Handle) -> Result<(), PageError> {
        let control = self.control(element)?;
        self.act(format!("pressed {}", control.name))?;
        let presses = {
            let mut state = self.state();
            let presses = state.deaf.entry(control.name.clone()).or_default();
            *presses += 1;
            *presses
        };
        if presses > control.deaf_for
            && let Some(to) = control.goes
        {
            match control.takes {
                Duration::ZERO => self.go(&to),
                takes => self.state().coming = Some((Instant::now() + takes, to)),
            }
        }
        Ok(())
    }

    async fn fill(&self, element: &Handle, text: &str) -> Result<(), PageError> {
        let control = self.still(element)?;
        self.act(format!("typed {text} into {}", control.name))
    }

    async fn choose(&self, element: &Handle, option: &str, _: Matching) -> Result<(), PageError> {
        let control = self.still(element)?;
        self.act(format!("chose {option} in {}", control.name))
    }

    async fn cookies(&self) -> Result<Vec<Cookie>, PageError> {
        Ok(self.state().cookies.clone())
    }

    async fn put_cookies(&self, cookies: &[Cookie]) -> Result<(), PageError> {
        self.act(format!("put {} cookies", cookies.len()))?;
        self.state().cookies = cookies.to_vec();
        Ok(())
    }

    async fn press(&self, key: &str) -> Result<(), PageError> {
        self.act(format!("pressed {key}"))?;
        if let (true, Some(to)) = (key == "Escape", self.screen().escape) {
            self.go(&to);
        }
        Ok(())
    }

    async fn reveal(&self, _: &Handle) -> Result<(), PageError> {
        Ok(())
    }

    async fn words(&self, element: &Handle) -> Result<String, PageError> {
        Ok(self.still(element)?.name)
    }

    async fn park_pointer(&self) -> Result<(), PageError> {
        Ok(())
    }

    async fn dress(&self, _: &Dressing) -> Result<Dressed, PageError> {
        let screen = self.screen();
        let item = |(at, control): (usize, &Control)| Item {
            kind: ItemKind::Control,
            role: control.role.clone(),
            name: control.name.clone(),
            text: control.name.clone(),
            value: String::new(),
            bounds: bounds_of(at),
            states: control.states.clone(),
            leads_to: control.leads_to.clone(),
            within: control.within.clone(),
            hooks: Vec::new(),
            words_at: None,
            lines: Vec::new(),
        };
        let outline = Outline {
            url: format!("https://example.org{}", screen.path),
            title: screen.heading.clone(),
            viewport: [1280.0, 800.0],
            page: [1280.0, 800.0],
            scale: 1.0,
            items: screen.controls.iter().enumerate().map(item).collect(),
            ..Outline::default()
        };
        if let Some(to) = &screen.comes_up {
            self.go(to);
        }
        let rest = Rest { fonts: true, images: 0, running: 0, loaded: true, unfinished: Vec::new() };
        Ok(Dressed { rest, prepared: Prepared::default(), outline, changes: 0, refocused: false })
    }

    async fn is_unmoved(&self, _: u64) -> Result<bool, PageError> {
        Ok(true)
    }

    async fn undress(&self) -> Result<(), PageError> {
        Ok(())
    }

    async fn viewport_png(&self) -> Result<Vec<u8>, PageError> {
        Ok(self.screen().heading.into_bytes())
    }

    async fn page_png(&self, _: f64, _: f64) -> Result<Vec<u8>, PageError> {
        self.viewport_png().await
    }

    async fn fine_png(&self, _: Rect, _: f64) -> Result<Vec<u8>, PageError> {
        self.viewport_png().await
    }

    async fn show_theme(&self, _: Option<Theme>) -> Result<(), PageError> {
        Ok(())
    }

    async fn windows(&self) -> Result<usize, PageError> {
        Ok(1)
    }

    async fn switch(&self, _: WindowChange) -> Result<(), PageError> {
        Ok(())
    }

    async fn dismiss_alert(&self) -> Result<String, PageError> {
        Ok(String::new())
    }
}
