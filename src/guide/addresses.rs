//! Picture addresses with spaces in them, which kramdown takes and a CommonMark parser doesn't.

use super::mapped::{Mapped, Rewrite};
use regex::Regex;
use std::sync::LazyLock;

static SPACED_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"!\[[^\]\n]*\]\(([ \t]*)([^\s()<>"']+(?:[ \t]+[^\s()<>"']+)+)[ \t]*(?:\)|[ \t]["'])"#)
        .expect("the pattern is written in the source and tested")
});

/// Puts angle brackets around picture addresses with spaces, which kramdown takes and CommonMark doesn't.
pub(crate) fn bracket_spaced_addresses(base: &Mapped) -> Mapped {
    let text = base.text();
    let mut out = Rewrite::of(base);
    let mut copied = 0;
    for found in SPACED_ADDRESS.captures_iter(text).filter_map(|captures| captures.get(2)) {
        out.copy(copied..found.start());
        out.write("<", &(found.start()..found.start()));
        out.copy(found.range());
        out.write(">", &(found.end()..found.end()));
        copied = found.end();
    }
    out.copy(copied..text.len());
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_spaces_get_brackets() {
        for (written, bracketed) in [
            ("![a](b c.png)", "![a](<b c.png>)"),
            ("![a](b c.png 't')", "![a](<b c.png> 't')"),
            ("![a](b.png 't u')", "![a](b.png 't u')"),
            ("![a](<b c.png>)", "![a](<b c.png>)"),
            ("[a](b c)", "[a](b c)"),
        ] {
            assert_eq!(bracket_spaced_addresses(&Mapped::tail(written, 0)).text(), bracketed);
        }
    }
}
