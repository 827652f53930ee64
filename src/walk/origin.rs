//! Where secrets may be typed: on the site itself and on what the walk file names, over https or on this machine.

use super::act::Trouble;
use super::lookout::path_of;
use super::walker::{Halt, Walker};
use crate::browser::Page;
use crate::plan::is_loopback;
use crate::walkfile::Reason;

impl<P: Page> Walker<'_, P> {
    /// Refuses to go on where a secret would be typed on a page that is neither the site's nor named by the walk file.
    pub(super) fn own_origin(&self, address: &str) -> Result<(), Trouble> {
        let named = std::iter::once(&self.plan.site).chain(&self.plan.walk.origins);
        let at = origin_of(address);
        if named.into_iter().any(|own| origin_of(own) == at) && (at.starts_with("https://") || is_loopback(&at)) {
            return Ok(());
        }
        let message = format!("a secret was to be typed at {at}, which is not the site");
        Err(Trouble::Halt(Halt::Blocked { reason: Reason::RefusedOrigin, message }))
    }
}

/// Scheme, host and port of an address.
fn origin_of(address: &str) -> String {
    url::Url::parse(address).map_or_else(|_| path_of(address), |url| url.origin().ascii_serialization())
}
