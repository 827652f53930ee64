//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why. This page is the map of its code.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | guide | a how-to document in Markdown |
//! | step | one numbered instruction in it |
//! | reference | the picture that the guide shows at a step |
//! | walk file | `*.walk.toml`: how to carry the guide out in a browser, stage by stage |
//! | stage | one screen of a walk: how to recognise it, its target, its actions; one or more stages carry a step |
//! | target | the control that a stage points at, by role and accessible name first |
//! | action | open, click, fill, choose, check, press, wait for, request |
//! | interruption | a screen that may come up at any time, and what to do then |
//! | clean-up | actions that always run at the end, whatever happened |
//! | plan | guide, walk file and settings, everything resolved and checked, before a browser starts |
//! | walk | carrying a plan out |
//! | frame | what the browser showed at one moment of a stage: pixels, outline, address, target box |
//! | region | the part of a frame that a reference shows |
//! | outline | the words and controls visible in a frame, with role, accessible name and box |
//! | mark | what an author drew on a picture: box, arrow, badge, blur |
//! | finding | one typed fact about drift, with evidence |
//! | verdict | what the findings mean for a step |
//! | record | the folder that one walk leaves behind; all that reports and accepting need |
//! | accept | make a frame the new reference |
//! | practice site | the built-in stand-in for GitHub, served on loopback |
//!
//! # Flow
//!
//! ```text
//! guide.md ──guide──────> Guide ┐
//! x.walk.toml ─walkfile─> Walk  ├─plan──> Plan ──walk──> stage outcomes: frames, or why there are none
//! references + taken.json ──────┘                            │
//!                                        judge <─────────────┘   reference × frames × outlines × the guide's words
//!                                          │
//!                                          └─> Findings ─> Verdict ─> Record (a folder on disk)
//!                                                                        ├─> report   text, HTML, JSON, JUnit, Markdown, annotations
//!                                                                        ├─> review   a person looks and decides
//!                                                                        └─> accept   the only writer: pictures, taken.json, text
//! ```
//!
//! # Rules
//!
//! - One way: nothing on the right calls anything on the left, and a folder on disk is the seam. After the walk no browser is
//!   needed.
//! - The order of the modules below is the order of the pipeline and of dependence: a module uses only modules above it, and a
//!   test keeps it so. [`app`] alone knows all the others.
//! - The walk never sees a reference, so it can't be tempted to stop when the picture fits. It keeps what any judge could want;
//!   the judge chooses.
//! - Drift is data, not an error. An `Err` means that guidewalk could not do its job.
//! - One function writes into a guide, [`store::promote()`]: all of it or nothing, and never without being asked.
//! - What can be wrong is found before the browser starts, and told with its place and the next thing to type.
//! - No code knows a site. All that is particular to one is data in its walk file; a second site is a second walk file.
//! - A folder is a family of alternatives, or a subject too large for one file; all else is one file of at most 400 lines.
//!
//! # Modules
//!
//! In the order of dependence:
//!
//! - [`clock`]: the one place that sleeps.
//! - [`shell`]: a command line of the user's, within its limit.
//! - [`picture`]: pixels and nothing else: decode, byte-stable encode, digest, difference; registration, marks, reading.
//! - [`outline`]: what is visible on a page: words and controls with role, name and box.
//! - [`guide`]: Markdown to [`guide::Guide`]: steps, lines, pictures, labels that the prose quotes; edits of it.
//! - [`references`]: a guide's pictures on disk, and `taken.json`: what is known of those that guidewalk made.
//! - [`walkfile`]: TOML to [`walkfile::Walk`], every mistake at its place; the built-in walks are data files in it.
//! - [`secrets`]: where secrets come from, one-time codes, and the scrubber that every writer goes through.
//! - [`account`]: what is kept of an account between nights: lock, ledger, sign-in, pause.
//! - [`browser`]: the trait [`browser::Page`], driver processes and their watchdog; all of WebDriver in one file.
//! - [`settings`]: defaults, then walk file, then flags.
//! - [`plan`]: guide, walk, references and settings become a [`plan::Plan`]; every early check.
//! - [`walk`]: carry the plan out: act, settle, interruptions, heal, clean-up; an outcome for each stage.
//! - [`judge`]: reference × frames × words to findings and verdict; a pure function.
//! - [`record`]: the versioned shape of a record.
//! - [`store`]: records on disk, and the one writer of guides.
//! - [`conduct`]: walk, judge and store beside each other, and an end in good order whatever happens.
//! - [`history`]: what the nights said about a guide, and how a night's walks become one line of it.
//! - [`report`]: a record for people and programs: one file or folder for each format.
//! - [`review`]: the page and the terminal view where a person decides what goes into the guide, and what is written then.
//! - [`tracker`]: the one issue and the one pull request of a guide, or a command, and what they say.
//! - [`nightly`]: one night: walks until it is calm, a line of history, and what is told.
//! - [`practice`]: the stand-in site: editions, mutations, noise, faults.
//! - [`progress`]: what standard error shows while walking.
//! - [`doctor`]: is everything there that guidewalk needs, and what mends it.
//! - [`cli`]: the grammar of the command line.
//! - [`app`]: one function for each command; the only module that knows all the others.

pub mod clock;
pub mod shell;
pub mod picture;
pub mod outline;
pub mod guide;
pub mod references;
pub mod walkfile;
pub mod secrets;
pub mod account;
pub mod browser;
pub mod settings;
pub mod plan;
pub mod walk;
pub mod judge;
pub mod record;
pub mod store;
pub mod conduct;
pub mod history;
pub mod report;
pub mod review;
pub mod tracker;
pub mod nightly;
pub mod practice;
pub mod progress;
pub mod doctor;
pub mod cli;
pub mod app;
