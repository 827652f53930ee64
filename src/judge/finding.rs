//! The words of a judgement: kinds, severities, statuses, findings. Data alone; the judge makes them, record and reports show them.

use serde::{Deserialize, Serialize};

use crate::outline::Rect;

/// What sort of change a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Same control, other name.
    Renamed,
    /// Control or text gone.
    Missing,
    /// Same control, elsewhere in the region.
    Moved,
    /// A control or text that the picture does not show.
    Added,
    /// Text changed.
    Reworded,
    /// Same content that looks different, or another kind of control.
    Restyled,
    /// The step leads elsewhere.
    WrongScreen,
    /// A screen in between that the guide does not mention.
    ExtraStep,
    /// The guide's sentence quotes a label that none of the step's screens has.
    Prose,
}

/// How much a finding matters to a reader of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The reader will see a difference and still get there.
    Cosmetic,
    /// The reader will wonder whether this is the right place.
    Misleading,
    /// The reader can't follow the step as written.
    Breaking,
}

/// A step's status, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The step can be carried out as written, and its picture still shows the screen.
    Current,
    /// Left out by `--step`.
    Skipped,
    /// A conditional screen that was not asked for this time.
    NotShown,
    /// An earlier stage could not be carried out and no way around it was known.
    NotReached,
    /// The screen was seen, the picture could not be judged.
    Unsure,
    /// The walk could not get there for a reason that says nothing about the guide.
    Blocked,
    /// The guide names a picture that is not there.
    NoPicture,
    /// At least one finding that is breaking or misleading.
    Drifted,
}

/// One typed fact about drift, with evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Finding {
    /// What sort.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
    /// The words of then; empty where there were none.
    pub was: String,
    /// The words of now; empty where there are none.
    pub now: String,
    /// One sentence for people: what the guide should now say, or where to look.
    pub message: String,
    /// The frame that shows it.
    pub frame_id: Option<String>,
    /// Where in the reference, its pixels.
    pub reference_box: Option<Rect>,
    /// Where in the frame named by the step's `frame`, its pixels.
    pub frame_box: Option<Rect>,
    /// The guide's line, from 1.
    pub guide_line: Option<u32>,
    /// A unified diff of the guide, where the edit can be made safely.
    pub patch: Option<String>,
}

impl Finding {
    /// Was and now in one phrase.
    #[must_use]
    pub fn change(&self) -> String {
        match (self.was.as_str(), self.now.as_str()) {
            ("", "") => self.kind.name().to_owned(),
            ("", now) => format!("“{now}” is new"),
            (was, "") if self.kind == Kind::Prose => format!("“{was}” is on none of its screens"),
            (was, "") => format!("“{was}” is gone"),
            (was, now) if was == now && self.kind == Kind::Moved => format!("“{was}” is elsewhere"),
            (was, now) if was == now => format!("“{was}”"),
            (was, now) => format!("“{was}” → “{now}”"),
        }
    }
}

macro_rules! names {
    ($type:ty { $($variant:ident => $name:literal),* $(,)? }) => {
        impl $type {
            /// Its name in records and messages.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

names!(Kind {
    Renamed => "renamed", Missing => "missing", Moved => "moved", Added => "added", Reworded => "reworded",
    Restyled => "restyled", WrongScreen => "wrong-screen", ExtraStep => "extra-step", Prose => "prose",
});
names!(Severity { Cosmetic => "cosmetic", Misleading => "misleading", Breaking => "breaking" });
names!(Status {
    Current => "current", Skipped => "skipped", NotShown => "not-shown", NotReached => "not-reached", Unsure => "unsure",
    Blocked => "blocked", NoPicture => "no-picture", Drifted => "drifted",
});
