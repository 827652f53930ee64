//! Pictures in a terminal that can show them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::picture::{Picture, PictureError};

/// Which way a terminal shows pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// None.
    No,
    /// The protocol of kitty, which Ghostty and `WezTerm` know too.
    Kitty,
    /// The protocol of iTerm2.
    Iterm,
}

/// The longest piece of a picture in one sequence of kitty's protocol, bytes.
const PIECE: usize = 4096;

/// A cell's width that a terminal may have, pixels.
const CELL: u32 = 9;

impl Pictures {
    /// What a terminal says of itself in these variables.
    #[must_use]
    pub fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str, wanted: &[&str]| variable(name).is_some_and(|value| wanted.contains(&value.as_str()));
        // Between the terminal and guidewalk the sequences get lost.
        if variable("TMUX").is_some() || variable("TERM").is_some_and(|term| term.starts_with("screen")) {
            return Self::No;
        }
        if variable("KITTY_WINDOW_ID").is_some()
            || is("TERM", &["xterm-kitty", "xterm-ghostty"])
            || is("TERM_PROGRAM", &["ghostty", "WezTerm"])
        {
            return Self::Kitty;
        }
        if is("TERM_PROGRAM", &["iTerm.app"]) || is("LC_TERMINAL", &["iTerm2"]) { Self::Iterm } else { Self::No }
    }

    /// What a terminal is sent to show a picture, at most so many cells wide; nothing where it can show none.
    pub(super) fn sequence(self, picture: &Picture, widest: u32) -> Result<String, PictureError> {
        if self == Self::No {
            return Ok(String::new());
        }
        let png = picture.encode_png()?;
        let cells = picture.width().div_ceil(CELL).min(widest).max(1);
        let encoded = STANDARD.encode(&png);
        if self == Self::Iterm {
            let size = png.len();
            return Ok(format!("\u{1b}]1337;File=inline=1;size={size};width={cells};preserveAspectRatio=1:{encoded}\u{7}\n"));
        }
        let pieces: Vec<&str> = encoded.as_bytes().chunks(PIECE).filter_map(|piece| std::str::from_utf8(piece).ok()).collect();
        let mut out = String::new();
        for (n, piece) in pieces.iter().enumerate() {
            let first = if n == 0 { format!("a=T,f=100,q=2,c={cells},") } else { String::new() };
            let more = u8::from(n + 1 < pieces.len());
            out += &format!("\u{1b}_G{first}m={more};{piece}\u{1b}\\");
        }
        Ok(out + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_known_by_what_it_says_of_itself() {
        let of = |set: &'static [(&str, &str)]| {
            Pictures::of_terminal(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[("TERM", "xterm-256color")]), Pictures::No);
        assert_eq!(of(&[("TERM", "xterm-kitty")]), Pictures::Kitty);
        assert_eq!(of(&[("TERM_PROGRAM", "iTerm.app")]), Pictures::Iterm);
        assert_eq!(of(&[("KITTY_WINDOW_ID", "1"), ("TMUX", "x")]), Pictures::No);
    }

    #[test]
    fn a_large_picture_goes_to_kitty_in_pieces() {
        let noisy = (0..200 * 100 * 4_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24).try_into().unwrap_or(0)).collect();
        let picture = Picture::from_rgba(200, 100, noisy).unwrap();
        let sequence = Pictures::Kitty.sequence(&picture, 80).unwrap();
        let pieces: Vec<&str> = sequence.split_terminator("\u{1b}\\").collect();
        assert!(pieces.len() > 2 && pieces[0].starts_with("\u{1b}_Ga=T,f=100,q=2,c=23,m=1;"), "{}", pieces[0]);
        assert!(pieces[pieces.len() - 2].starts_with("\u{1b}_Gm=0;"));
        assert!(Pictures::Iterm.sequence(&picture, 10).unwrap().contains(";width=10;"));
        assert_eq!(Pictures::No.sequence(&picture, 10).unwrap(), "");
    }
}
