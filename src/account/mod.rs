//! What is kept of an account between nights: who is walking with it now (`lock`), what walks have made and not yet taken back
//! (`ledger`), the sign-in (`vault`), and until when it is left alone (`rest`). One folder for each account and site, below the
//! state folder; nobody but its owner can read it.

mod file;
mod ledger;
mod lock;
mod rest;
mod vault;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

pub use file::write_private;
pub use ledger::Made;
pub use lock::{Holder, Lock};
pub use rest::Rest;
pub use vault::{Cookie, KEY_VARIABLE, Kept, Key};

/// An account's folder.
#[derive(Debug, Clone)]
pub struct Account {
    folder: PathBuf,
    site: String,
}

impl Account {
    /// The folder of an account below the state folder; it is made where it isn't there. `login` may be empty.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn at(state: &Path, site: &str, login: &str) -> Result<Self> {
        let host = url::Url::parse(site).ok().and_then(|url| url.host_str().map(ToOwned::to_owned)).unwrap_or_default();
        let digest = Sha256::digest(format!("{site}\n{}", login.to_lowercase()));
        let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let folder = state.join("accounts").join(format!("{host}-{short}"));
        file::private_folder(&folder)
            .with_context(|| format!("cannot make the folder {}\nhint: name another with --state DIR", folder.display()))?;
        Ok(Self { folder, site: site.to_owned() })
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The site, as `scheme://host:port`.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The window of the last one-time code that was typed; see [`crate::secrets::Codes::last`].
    #[must_use]
    pub fn last_code(&self) -> Option<u64> {
        file::read(&self.folder.join("last-code.json")).ok().flatten()
    }

    /// Keeps the window of the last one-time code.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn keep_last_code(&self, window: u64) -> Result<()> {
        file::write(&self.folder.join("last-code.json"), &window)
    }
}
