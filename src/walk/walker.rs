//! The walk itself: stage after stage, and an end in good order whatever happens.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::caught::caught;
use super::detail::Detail;
use super::event::{Event, Listener};
use super::ledger::Ledger;
use super::outcome::{ExtraScreen, Frame, StageEnd, StageOutcome, Waited};
use super::stop::Stop;
use crate::account::Cookie;
use crate::browser::{Match, Page};
use crate::clock::Times;
use crate::plan::Itinerary;
use crate::secrets::{Codes, Scrubber, Secret};
use crate::walkfile::Reason;

/// How a walk ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WalkEnd {
    /// Whether everything that was made was taken back.
    pub clean: bool,
    /// What was not, in words.
    pub left_behind: Vec<String>,
    /// The browser ended before the walk did; why.
    pub died: Option<String>,
    /// Guidewalk itself broke on the way: what it said.
    pub broke: Option<String>,
    /// Odd things on the way, in sentences.
    pub remarks: Vec<String>,
    /// What the site refused, where the walk ended by it.
    pub refused: Option<Reason>,
    /// The sign-in as it was at the end; empty where nobody was signed in.
    pub cookies: Vec<Cookie>,
    /// The window of the last one-time code that was typed; see [`Codes::last`].
    pub last_code: Option<u64>,
}

/// What a walk reports to and obeys.
#[derive(Clone, Copy)]
pub struct Company<'a> {
    /// Hears what goes on.
    pub listener: &'a dyn Listener,
    /// Ends it early.
    pub stop: &'a Stop,
    /// Takes secrets out of all that is written down.
    pub scrubber: &'a Scrubber,
    /// Where it is written down what is about to be made.
    pub ledger: &'a dyn Ledger,
    /// Adds up where the time goes.
    pub times: &'a Times,
    /// Says how finely frames are drawn; without it as the window shows them.
    pub detail: Option<&'a dyn Detail>,
}

/// Why what follows can't be walked.
#[derive(Debug, Clone)]
pub(crate) enum Halt {
    /// Nothing more can be done in this session.
    Blocked { reason: Reason, message: String },
    /// A stage could not be carried out; what follows needs it.
    Broken { because: String },
}

/// The state of one walk.
pub(crate) struct Walker<'a, P: Page> {
    pub(crate) page: &'a P,
    pub(crate) plan: &'a Itinerary,
    pub(crate) company: Company<'a>,
    pub(crate) sender: &'a UnboundedSender<StageOutcome>,
    pub(crate) variables: BTreeMap<String, Secret>,
    /// Makes one-time codes.
    pub(crate) codes: Option<Codes>,
    /// What was asked of the site so far.
    pub(crate) spent: super::budget::Spent,
    /// How many one-time codes were typed.
    pub(crate) codes_typed: u32,
    /// Whether the site has not yet shown what it makes of the last one.
    pub(crate) code_is_new: bool,
    pub(crate) signed_in: bool,
    /// Whether a secret was typed: from then on a page that asks for a sign-in is no beginning any more.
    pub(crate) typed_secret: bool,
    pub(crate) made_something: bool,
    /// How many pages were loaded again because they had not come as they should.
    pub(crate) reloads: u32,
    pub(crate) met: HashMap<usize, u32>,
    pub(crate) forms: HashMap<(String, String), u32>,
    pub(crate) handling: Option<usize>,
    /// Interruptions that must not be answered, and why.
    pub(crate) barred: HashMap<usize, String>,
    /// Interruptions that lie under something else, with the document that they stand in: left alone in this stage.
    pub(crate) put_off: HashMap<usize, f64>,
    /// The screen of the guide's own that came up last in this stage, and was answered.
    pub(crate) answered: Option<usize>,
    /// How many windows are known.
    pub(crate) windows: usize,
    /// A control that was seen before the last frame: where it still stands it is at rest.
    pub(crate) rested: Option<Match>,
    pub(crate) notes: Notes,
    pub(crate) remarks: Vec<String>,
    pub(crate) died: Option<String>,
    /// What a panic said.
    broke: Option<String>,
    /// Whether a rehearsal has come to its end.
    pub(crate) rehearsed: bool,
    /// The stage that the walk came to, from 0: one more than the last that was carried out. `None`: not even to the first.
    pub(super) came_to: Option<usize>,
    /// Earlier walks that left something behind.
    earlier: &'a [Itinerary],
    /// What is left of it, in words.
    left_earlier: Vec<String>,
}

/// What is noted down while a stage goes on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    pub(crate) log: Vec<String>,
    pub(crate) waited: Vec<Waited>,
    pub(crate) extra: Vec<ExtraScreen>,
    /// Whether the walk went over to a window that a press of the stage had opened.
    pub(crate) followed: bool,
    /// Whether the stage went on in another window.
    pub(crate) new_window: bool,
    /// What a press should have led to, and what was there all the same, in words.
    pub(crate) stuck: Option<(String, String)>,
    /// The stage's frames.
    pub(crate) frames: Vec<Frame>,
    pub(crate) url: String,
}

impl Notes {
    /// What became of a stage, with all that was noted down; without a target.
    pub(crate) fn into_outcome(self, id: String, step: u32, end: StageEnd, took: Duration) -> StageOutcome {
        StageOutcome {
            id,
            step,
            end,
            frames: self.frames,
            target: None,
            extra: self.extra,
            new_window: self.new_window,
            url: self.url,
            took,
            waited: self.waited,
            log: self.log,
        }
    }
}

impl<'a, P: Page> Walker<'a, P> {
    /// A walk that has not begun.
    pub(crate) fn new(page: &'a P, plan: &'a Itinerary, company: Company<'a>, sender: &'a UnboundedSender<StageOutcome>) -> Self {
        Self {
            page,
            plan,
            company,
            sender,
            variables: plan.credentials.secrets.clone(),
            codes: plan.credentials.codes.clone(),
            spent: super::budget::Spent::default(),
            code_is_new: false,
            codes_typed: 0,
            signed_in: false,
            typed_secret: false,
            made_something: false,
            reloads: 0,
            met: HashMap::new(),
            forms: HashMap::new(),
            handling: None,
            barred: HashMap::new(),
            put_off: HashMap::new(),
            answered: None,
            windows: 1,
            rested: None,
            notes: Notes::default(),
            remarks: Vec::new(),
            died: None,
            broke: None,
            rehearsed: false,
            came_to: None,
            earlier: &[],
            left_earlier: Vec::new(),
        }
    }
}

/// Walks the plan in an open page. Every stage's outcome is sent as soon as it is known.
pub async fn walk<P: Page>(page: &P, plan: &Itinerary, company: Company<'_>, sender: &UnboundedSender<StageOutcome>) -> WalkEnd {
    Walker::new(page, plan, company, sender).whole_walk().await
}

/// Walks the plan. What `earlier` walks made and could not take back is taken back as soon as the account is open, so that no later
/// screen shows it.
pub async fn walk_after<P: Page>(
    earlier: &[Itinerary],
    page: &P,
    plan: &Itinerary,
    company: Company<'_>,
    sender: &UnboundedSender<StageOutcome>,
) -> WalkEnd {
    let mut walker = Walker::new(page, plan, company, sender);
    walker.earlier = earlier;
    walker.whole_walk().await
}

/// Signs in and takes back what `earlier` walks left behind; nothing else is done. The outcomes of signing in are not sent.
pub async fn sweep<P: Page>(earlier: &[Itinerary], page: &P, plan: &Itinerary, company: Company<'_>) -> WalkEnd {
    let (sender, _receiver) = tokio::sync::mpsc::unbounded_channel();
    let mut walker = Walker::new(page, plan, company, &sender);
    walker.earlier = earlier;
    let halt = walker.sign_in().await;
    if let Some(halt) = &halt {
        let why = halt_in_words(halt);
        walker.earlier = &[];
        walker.left_earlier = earlier.iter().map(|one| still_there(&one.run, &format!("nobody could sign in: {why}"))).collect();
    }
    walker.ended(halt).await
}

/// Why nothing goes on, in words.
pub(crate) fn halt_in_words(halt: &Halt) -> String {
    match halt {
        Halt::Blocked { reason, message } => format!("{}: {message}", reason.name()),
        Halt::Broken { because } => because.clone(),
    }
}

/// What may have been left behind, in words.
pub(crate) fn still_there(run: &str, why: &str) -> String {
    format!("what the walk {run} made may still be there under that name: {why}")
}

impl<P: Page> Walker<'_, P> {
    async fn whole_walk(mut self) -> WalkEnd {
        let halt = match caught(self.all_stages()).await {
            Ok(halt) => halt,
            Err(words) => {
                self.broke = Some(self.company.scrubber.clean(&words));
                Some(Halt::Broken { because: "guidewalk broke".to_owned() })
            }
        };
        self.silent_interruptions(halt.as_ref());
        self.ended(halt).await
    }

    /// The end in good order of what came to a halt, or didn't.
    async fn ended(mut self, halt: Option<Halt>) -> WalkEnd {
        let blocked = match halt {
            Some(Halt::Blocked { reason, message }) => {
                self.died = (reason == Reason::BrowserDied).then_some(message);
                Some(reason)
            }
            _ => None,
        };
        self.take_earlier_back().await;
        let mut left_behind = self.clean_up().await;
        // What a walk went away from is no sign-in to keep.
        let cookies = if blocked.is_none() { self.sign_in_of_now().await } else { Vec::new() };
        let refused = blocked.filter(|reason| self.typed_secret || matches!(reason, Reason::RateLimited | Reason::Captcha));
        let last_code = self.codes.as_ref().and_then(Codes::last);
        left_behind.append(&mut self.left_earlier);
        WalkEnd {
            clean: left_behind.is_empty(),
            left_behind,
            died: self.died,
            broke: self.broke,
            remarks: self.remarks,
            refused,
            cookies,
            last_code,
        }
    }

    /// Takes back what earlier walks left; whether there was one.
    async fn take_earlier_back(&mut self) -> bool {
        let all = std::mem::take(&mut self.earlier);
        for earlier in all {
            let mut cleaner = Walker::new(self.page, earlier, self.company, self.sender);
            cleaner.made_something = true;
            // Boxed: it is a walk's clean-up within a walk.
            self.left_earlier.append(&mut Box::pin(cleaner.clean_up()).await);
        }
        !all.is_empty()
    }

    /// Every stage in file order; returns why the walk stopped early, if it did.
    async fn all_stages(&mut self) -> Option<Halt> {
        let mut halt: Option<Halt> = None;
        let mut broke = 0;
        for (index, stage) in self.plan.walk.stages.iter().enumerate() {
            if index >= self.needed_stages() || self.rehearsed || matches!(halt, Some(Halt::Blocked { .. })) {
                self.leave_out(stage, halt.as_ref());
                continue;
            }
            if let Some(Halt::Broken { because }) = halt.take() {
                // From a stage that nothing follows from, the next goes on where it is.
                let in_place = stage.at.is_none() && index.checked_sub(1) == Some(broke) && self.leads_nowhere(broke);
                if (stage.at.is_none() && !in_place) || !self.is_account_open() {
                    self.leave_out(stage, Some(&Halt::Broken { because: because.clone() }));
                    halt = Some(Halt::Broken { because });
                    continue;
                }
                self.note(&format!("going on from {}", stage.at.as_deref().unwrap_or("the same screen")));
                let ended = match in_place {
                    true => None,
                    false => self.go_to(index).await.map_or_else(Some, |there| (!there).then_some(Halt::Broken { because })),
                };
                if ended.is_some() {
                    self.leave_out(stage, ended.as_ref());
                    halt = ended;
                    continue;
                }
            }
            halt = self.stage(index).await;
            broke = index;
            if !matches!(halt, Some(Halt::Blocked { .. })) {
                self.came_to = Some(index + usize::from(halt.is_none() && !self.rehearsed));
            }
            if self.is_account_open() && halt.is_none() && self.take_earlier_back().await && index + 1 < self.needed_stages() {
                halt = self.go_to(index + 1).await.err();
            }
        }
        halt
    }

    /// Whether a stage's screen is the next one's too: nothing is to follow from what it does.
    fn leads_nowhere(&self, index: usize) -> bool {
        self.plan.walk.stages.get(index).is_some_and(|stage| stage.until.is_none() && !stage.guarded)
    }

    pub(super) fn send(&self, id: String, step: u32, end: StageEnd, notes: Notes, took: Duration) {
        let _ = self.sender.send(notes.into_outcome(id, step, end, took));
    }

    /// Notes what was tried, without secrets.
    pub(crate) fn note(&mut self, line: &str) {
        self.notes.log.push(self.company.scrubber.clean(line));
    }

    /// Notes a wait that was longer than a moment.
    pub(crate) fn note_wait(&mut self, mut waited: Waited) {
        if waited.seconds >= super::wait::A_MOMENT.as_secs_f64() {
            waited.seen = self.company.scrubber.clean(&waited.seen);
            waited.seconds = (waited.seconds * 1000.0).round() / 1000.0;
            self.notes.waited.push(waited);
        }
    }

    pub(crate) fn tell_stage(&self, stage: &str, step: u32) {
        let heading = self.plan.headings.get(&step).cloned().unwrap_or_default();
        self.company.listener.hear(&Event::StageStarted { step, heading, stage: stage.to_owned() });
    }

    /// Starts a stage's notes anew and hands over what the one before had.
    pub(crate) fn fresh_notes(&mut self) -> Instant {
        self.notes = Notes::default();
        self.put_off.clear();
        self.answered = None;
        Instant::now()
    }
}
