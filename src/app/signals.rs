//! Ctrl-C and SIGTERM: the first one ends the walk in good order, the second one ends guidewalk at once.

use tokio::signal::unix::{SignalKind, signal};

use crate::walk::Stop;

/// SIGINT's number.
const INTERRUPT: i32 = 2;
/// SIGTERM's number.
const TERMINATE: i32 = 15;

/// Listens for signals; `on_first` is called when the first one comes. Ends with the signal's number when a second one comes.
///
/// # Errors
/// When the system does not let signals be heard.
pub(super) async fn listen(stop: &Stop, on_first: impl FnOnce()) -> std::io::Result<i32> {
    let mut interrupts = signal(SignalKind::interrupt())?;
    let mut terminations = signal(SignalKind::terminate())?;
    let mut next = async || {
        tokio::select! {
            _ = interrupts.recv() => INTERRUPT,
            _ = terminations.recv() => TERMINATE,
        }
    };
    stop.request(next().await);
    on_first();
    Ok(next().await)
}

/// Hears signals from this call on; what it returns ends at the first one, or where none can be heard.
pub(super) fn first() -> impl Future<Output = ()> {
    let heard = signal(SignalKind::interrupt()).and_then(|interrupts| Ok((interrupts, signal(SignalKind::terminate())?)));
    async {
        let Ok((mut interrupts, mut terminations)) = heard else { return };
        tokio::select! {
            _ = interrupts.recv() => {}
            _ = terminations.recv() => {}
        }
    }
}
