//! What goes wrong around a walk, with the outcome that it must have: the same shape as the practice site's own faults, for what
//! no site can do. How each is brought about is the test's.

/// What a walk must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Every step judged as if nothing had happened, after so many attempts; above 1 a remark says why.
    AsUsual {
        /// How many sessions there were.
        attempts: u32,
    },
    /// Blocked, with this reason; exit code 3.
    Blocked(&'static str),
    /// guidewalk can't do its job: exit code 2, with what to do.
    Trouble,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HarnessFault {
    BrowserKilled,
    BrowserKilledAgain,
    DriverKilled,
    DriverKilledAgain,
    DriverHung,
    DriverHungAgain,
    TabCrashed,
    TabCrashedAgain,
    OutOfMemory,
    OutOfMemoryAgain,
    DiskFull,
    FolderGone,
}

impl HarnessFault {
    pub(crate) const ALL: [Self; 12] = [
        Self::BrowserKilled,
        Self::BrowserKilledAgain,
        Self::DriverKilled,
        Self::DriverKilledAgain,
        Self::DriverHung,
        Self::DriverHungAgain,
        Self::TabCrashed,
        Self::TabCrashedAgain,
        Self::OutOfMemory,
        Self::OutOfMemoryAgain,
        Self::DiskFull,
        Self::FolderGone,
    ];

    const fn case(self) -> (&'static str, Ends, &'static str) {
        const ONCE: Ends = Ends::AsUsual { attempts: 2 };
        const DIED: Ends = Ends::Blocked("browser-died");
        match self {
            Self::BrowserKilled => ("browser-killed", ONCE, "the browser is killed"),
            Self::BrowserKilledAgain => ("browser-killed-again", DIED, "the browser is killed in both sessions"),
            Self::DriverKilled => ("driver-killed", ONCE, "the driver is killed"),
            Self::DriverKilledAgain => ("driver-killed-again", DIED, "the driver is killed in both sessions"),
            Self::DriverHung => ("driver-hung", ONCE, "the driver is stopped and answers nothing"),
            Self::DriverHungAgain => ("driver-hung-again", DIED, "the driver is stopped in both sessions"),
            Self::TabCrashed => ("tab-crashed", ONCE, "the page's process crashes"),
            Self::TabCrashedAgain => ("tab-crashed-again", DIED, "the page's process crashes in both sessions"),
            Self::OutOfMemory => ("out-of-memory", ONCE, "the system kills the page's process"),
            Self::OutOfMemoryAgain => ("out-of-memory-again", DIED, "the system kills the page's process in both sessions"),
            Self::DiskFull => ("disk-full", Ends::Trouble, "no frame can be written any more"),
            Self::FolderGone => ("folder-gone", Ends::Trouble, "the record's folder is taken away"),
        }
    }

    /// Its name in tables.
    pub(crate) const fn name(self) -> &'static str {
        self.case().0
    }

    /// What the walk must come to.
    pub(crate) const fn outcome(self) -> Ends {
        self.case().1
    }

    /// What goes wrong, in words.
    pub(crate) const fn about(self) -> &'static str {
        self.case().2
    }
}
