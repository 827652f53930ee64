//! Font families that stand for those of other systems. What isn't installed is said loudly and left out.

use std::process::Command;

/// Drawn like the font of macOS's windows: Debian's `fonts-inter`.
pub(crate) const MACOS: &str = "Inter";
/// Drawn like the font of Windows's windows: Debian's `fonts-open-sans`.
pub(crate) const WINDOWS: &str = "Open Sans";
/// Drawn like the font of Android and of many sites: Debian's `fonts-roboto-unhinted`.
pub(crate) const ANDROID: &str = "Roboto";
/// What many a Linux shows: Debian's `fonts-dejavu-core`.
pub(crate) const LINUX: &str = "DejaVu Sans";

/// Whether a family is installed, as fontconfig says.
pub(crate) fn is_there(family: &str) -> bool {
    let said = Command::new("fc-match").args(["-f", "%{family}", family]).output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).split(',').any(|name| name == family))
}

/// What is said where a family is missing, with the next thing to type.
pub(crate) fn missing(family: &str) -> String {
    let package = match family {
        MACOS => "fonts-inter",
        WINDOWS => "fonts-open-sans",
        ANDROID => "fonts-roboto-unhinted",
        _ => "fonts-dejavu-core",
    };
    format!("the font {family} is not installed; on Debian: apt-get install {package}")
}
