//! Ctrl-C and SIGTERM: the first one ends what goes on in good order, the second one ends guidewalk at once.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::walk::Stop;

/// SIGINT's number.
const INTERRUPT: i32 = 2;
/// SIGTERM's number.
const TERMINATE: i32 = 15;

/// A terminal tells all its programs, and a script that was told tells the one that it started: what comes so soon after a signal is
/// the same one.
const SAME: Duration = Duration::from_millis(500);

/// guidewalk was ended before all was in good order; by this signal.
#[derive(Debug, thiserror::Error)]
#[error(
    "stopped by a second signal ({0}): what was made may be left behind\nhint: the next walk takes it back, or `guidewalk sweep`"
)]
pub(super) struct AtOnce(i32);

impl AtOnce {
    /// The exit code.
    pub(super) fn exit(&self) -> u8 {
        exit_of(self.0)
    }
}

/// The signals of one command, heard from when [`Signals::hear`] is called to its end. Before that they end it as they end any program.
#[derive(Debug, Default)]
pub(super) struct Signals {
    stop: Stop,
    came: watch::Sender<Vec<i32>>,
    hears: AtomicBool,
}

impl Signals {
    /// What the first one requests.
    pub(super) const fn stop(&self) -> &Stop {
        &self.stop
    }

    /// The exit code, once a signal came.
    pub(super) fn exit(&self) -> Option<u8> {
        self.came.borrow().first().map(|number| exit_of(*number))
    }

    /// Hears signals from now on.
    ///
    /// # Errors
    /// When the system does not let signals be heard.
    pub(super) fn hear(&self) -> Result<()> {
        if self.hears.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let heard = |kind| signal(kind).context("signals can't be heard");
        let (mut interrupts, mut terminations) = (heard(SignalKind::interrupt())?, heard(SignalKind::terminate())?);
        let (stop, came) = (self.stop.clone(), self.came.clone());
        tokio::spawn(async move {
            let mut last: Option<Instant> = None;
            loop {
                let number = tokio::select! {
                    _ = interrupts.recv() => INTERRUPT,
                    _ = terminations.recv() => TERMINATE,
                };
                if last.is_some_and(|last| last.elapsed() < SAME) {
                    continue;
                }
                if last.replace(Instant::now()).is_none() {
                    stop.request(number);
                }
                came.send_modify(|all| all.push(number));
            }
        });
        Ok(())
    }

    /// Waits until so many signals have come, and gives the last one's number.
    pub(super) async fn came(&self, how_many: usize) -> i32 {
        let mut came = self.came.subscribe();
        let all = came.wait_for(|all| all.len() >= how_many).await;
        match all.ok().and_then(|all| all.last().copied()) {
            Some(number) => number,
            None => std::future::pending().await,
        }
    }

    /// Does something that looks at [`Signals::stop`]: the first signal ends it in good order, a second one at once.
    ///
    /// # Errors
    /// What went wrong in it; [`AtOnce`].
    pub(super) async fn heed<T>(&self, work: impl Future<Output = Result<T>>, on_first: impl FnOnce()) -> Result<T> {
        self.hear()?;
        let second = async {
            self.came(1).await;
            on_first();
            self.came(2).await
        };
        tokio::select! {
            done = work => done,
            signal = second => Err(AtOnce(signal).into()),
        }
    }

    /// How a command ends that did not do its job for this reason: as stopped where a signal came, else in trouble.
    ///
    /// # Errors
    /// The reason, where it is trouble.
    pub(super) fn ended(&self, reason: anyhow::Error) -> Result<ExitCode> {
        match self.exit() {
            Some(exit) if !reason.is::<AtOnce>() => {
                writeln!(std::io::stderr(), "stopped: {reason:#}").context("cannot write to standard error")?;
                Ok(ExitCode::from(exit))
            }
            _ => Err(reason),
        }
    }
}

/// As shells count signals among exit codes.
fn exit_of(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Hears signals from this call on; what it returns ends at the first one, or where none can be heard.
pub(super) fn first() -> impl Future<Output = ()> {
    let signals = Signals::default();
    let heard = signals.hear();
    async move {
        if heard.is_ok() {
            signals.came(1).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_signal_stops_in_good_order_and_the_second_at_once() {
        let signals = Signals::default();
        let came = |number| signals.came.send_modify(|all| all.push(number));
        assert_eq!((signals.exit(), signals.heed(async { Ok(7) }, || {}).await.unwrap()), (None, 7));
        came(TERMINATE);
        let mut told = false;
        assert_eq!(
            signals
                .heed(
                    async {
                        tokio::task::yield_now().await;
                        Ok(8)
                    },
                    || told = true
                )
                .await
                .unwrap(),
            8
        );
        assert!(told);
        assert_eq!(signals.exit(), Some(143));
        assert_eq!(
            format!("{:?}", signals.ended(anyhow::anyhow!("nothing was kept")).unwrap()),
            format!("{:?}", ExitCode::from(143))
        );
        came(INTERRUPT);
        let at_once = signals.heed(std::future::pending::<Result<()>>(), || {}).await.unwrap_err();
        assert_eq!(at_once.downcast_ref::<AtOnce>().map(AtOnce::exit), Some(130));
        assert!(signals.ended(at_once).is_err());
    }
}
