//! What a walk tells while it goes on, for those who watch. Plain data: nobody downstream depends on having heard it.

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A walk begins.
    WalkStarted {
        /// What the walk is called.
        title: String,
        /// How many steps the guide has.
        steps: usize,
    },
    /// A stage begins.
    StageStarted {
        /// The guide's step that it carries.
        step: u32,
        /// That step's heading.
        heading: String,
        /// The stage's name: `2.1`, or `7.sudo`.
        stage: String,
    },
    /// A wait is going on; sent again and again while it lasts.
    Waiting {
        /// In words: `the link "Settings"`.
        for_what: String,
        /// How long it has lasted.
        seconds: f64,
    },
    /// A step is judged.
    StepJudged {
        /// Its number in the guide.
        step: u32,
        /// Its heading.
        heading: String,
        /// The status by its name (`drifted`): the walk stands above the judge and doesn't know its types.
        status: &'static str,
        /// The worst finding or the reason, where there is one.
        sentence: Option<String>,
    },
    /// What the walk made is being taken back.
    CleanUp {
        /// In words: `revoking the token`.
        what: String,
    },
    /// Something worth a line of its own.
    Note(String),
    /// Nothing more will come.
    Finished,
}

/// Someone who watches a walk. Called from the walk itself: must return at once and never fail.
pub trait Listener: Send + Sync {
    /// Takes note of what happened.
    fn hear(&self, event: &Event);
}

/// Nobody watches.
impl Listener for () {
    fn hear(&self, _event: &Event) {}
}
