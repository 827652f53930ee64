//! Codes that are made or asked for at the moment when they are typed, and what follows from their being refused.

use std::time::Duration;

use super::act::Trouble;
use super::walker::{Halt, Walker};
use crate::browser::Page;
use crate::secrets::Secret;
use crate::walkfile::Reason;

/// The variable of one-time codes.
pub(super) const TOTP: &str = "totp";
/// The variable of a code that comes by mail.
pub(super) const MAILED_CODE: &str = "mailed-code";
/// How often one looks whether the walk is to end while it waits for the next code.
const A_LOOK: Duration = Duration::from_millis(100);

impl<P: Page> Walker<'_, P> {
    /// Makes or asks for the codes that a text is to be filled in with.
    pub(super) async fn fetch_codes_for(&mut self, text: &str) -> Result<(), Trouble> {
        for (name, _) in crate::walkfile::variables_in(text) {
            let code = match name {
                TOTP => self.one_time_code().await?,
                MAILED_CODE => Some(self.mailed_code().await?),
                _ => None,
            };
            if let Some(code) = code {
                self.company.scrubber.learn(name, code.reveal());
                self.variables.insert(name.to_owned(), code);
            }
        }
        Ok(())
    }

    /// Whether a page that gives this reason ends the walk. The first one-time code may have been refused because the two clocks
    /// differ, or because it was used a moment ago: the next one is tried before that counts.
    pub(super) fn counts(&self, reason: Reason) -> bool {
        !(reason == Reason::SecondFactor && self.code_is_new && self.codes_typed == 1)
    }

    /// A one-time code that lives long enough and was not used yet; the wait for it takes half a minute at most.
    async fn one_time_code(&mut self) -> Result<Option<Secret>, Trouble> {
        let Some(codes) = self.codes.as_ref() else { return Ok(None) };
        let wait = codes.wait();
        if !wait.is_zero() {
            self.note(&format!("waiting {} s for the next one-time code", wait.as_secs()));
        }
        while let Some(codes) = self.codes.as_ref().filter(|codes| !codes.wait().is_zero()) {
            self.goes_on()?;
            self.company.times.pause(codes.wait().min(A_LOOK)).await;
        }
        self.codes_typed += 1;
        self.code_is_new = true;
        Ok(self.codes.as_mut().map(crate::secrets::Codes::take))
    }

    async fn mailed_code(&mut self) -> Result<Secret, Trouble> {
        self.note("asking for the mailed code");
        let (mailbox, stop) = (self.plan.credentials.mailbox.clone(), self.company.stop.clone());
        let asked = tokio::task::spawn_blocking(move || mailbox.code(|| stop.requested().is_none())).await;
        self.goes_on()?;
        let message = match asked {
            Ok(Ok(code)) => return Ok(code),
            Ok(Err(error)) => format!("{error:#}"),
            Err(error) => error.to_string(),
        };
        Err(Trouble::Halt(Halt::Blocked { reason: Reason::DeviceVerification, message: self.company.scrubber.clean(&message) }))
    }

    /// Nobody waits for a code once the walk is to end.
    fn goes_on(&self) -> Result<(), Trouble> {
        if self.company.stop.requested().is_none() {
            return Ok(());
        }
        let message = "stopped by a signal".to_owned();
        Err(Trouble::Halt(Halt::Blocked { reason: Reason::Interrupted, message }))
    }
}
