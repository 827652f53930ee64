//! Other markup for the same page: what a new build of the site changes and no reader sees.
//!
//! Templates mark what may vary. Names that start with `x-` are the site's own classes and ids; between `<!--wrap-->` and
//! `<!--/wrap-->` other elements may come; the parts of `<!--shuffle-->`, `<!--|-->`, `<!--/shuffle-->` have no order.

use fastrand::Rng;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static MARKER: LazyLock<Regex> = LazyLock::new(|| pattern("<!--(/?wrap|/?shuffle|\\|)-->"));
static SHUFFLED: LazyLock<Regex> = LazyLock::new(|| pattern("(?s)<!--shuffle-->(.*?)<!--/shuffle-->"));
static OWN_NAME: LazyLock<Regex> = LazyLock::new(|| pattern("\\bx-([a-z][a-z0-9-]*)"));
static START_TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?s)<([a-zA-Z][a-zA-Z0-9-]*)((?:\\s+[a-zA-Z][-a-zA-Z0-9_:.]*(?:=\"[^\"]*\")?)*)\\s*>"));
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| pattern("[a-zA-Z][-a-zA-Z0-9_:.]*(?:=\"[^\"]*\")?"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is a constant and compiles")
}

/// The page as it is without this noise: its marks are gone.
pub(crate) fn plain(html: &str) -> String {
    MARKER.replace_all(html, "").into_owned()
}

/// The page in the markup that `seed` picks. The same page and seed give the same markup.
pub(crate) fn varied(html: &str, seed: u64) -> String {
    let mut random = Rng::with_seed(seed);
    let html = shuffled(html, &mut random);
    let html = wrapped(&html, &mut random);
    let html = attributes_varied(&html, &mut random);
    names_varied(&html, seed)
}

/// A page, style sheet or script with its own names replaced; all three must be given the same seed.
pub(crate) fn names_varied(text: &str, seed: u64) -> String {
    let replace = |found: &Captures<'_>| {
        let name = &found[1];
        let salt = name.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        format!("{name}-module__{}", word(&mut Rng::with_seed(salt)))
    };
    OWN_NAME.replace_all(text, replace).into_owned()
}

fn shuffled(html: &str, random: &mut Rng) -> String {
    let replace = |found: &Captures<'_>| {
        let mut parts: Vec<&str> = found[1].split("<!--|-->").collect();
        random.shuffle(&mut parts);
        parts.concat()
    };
    SHUFFLED.replace_all(html, replace).into_owned()
}

/// Puts up to two elements without a box of their own around each marked part.
fn wrapped(html: &str, random: &mut Rng) -> String {
    let mut open = Vec::new();
    let replace = |found: &Captures<'_>| match &found[1] {
        "wrap" => {
            let depth = random.usize(0..3);
            open.push(depth);
            (0..depth).map(|_| format!("<div class=\"x-contents {}\">", word(random))).collect()
        }
        "/wrap" => "</div>".repeat(open.pop().unwrap_or(0)),
        _ => String::new(),
    };
    MARKER.replace_all(html, replace).into_owned()
}

fn attributes_varied(html: &str, random: &mut Rng) -> String {
    let replace = |found: &Captures<'_>| {
        let mut attributes: Vec<String> = ATTRIBUTE.find_iter(&found[2]).map(|found| found.as_str().to_owned()).collect();
        for attribute in &mut attributes {
            if let Some(classes) = attribute.strip_prefix("class=\"")
                && random.bool()
            {
                *attribute = format!("class=\"{} {classes}", word(random));
            }
        }
        if random.u8(0..4) == 0 {
            attributes.push(format!("data-{}=\"{}\"", word(random).to_lowercase(), word(random)));
        }
        random.shuffle(&mut attributes);
        let attributes: String = attributes.iter().map(|attribute| format!(" {attribute}")).collect();
        format!("<{}{attributes}>", &found[1])
    };
    START_TAG.replace_all(html, replace).into_owned()
}

fn word(random: &mut Rng) -> String {
    std::iter::once(random.alphabetic()).chain((0..5).map(|_| random.alphanumeric())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!--wrap--><p class="x-big note" id="kept" hidden>a</p><!--/wrap--><!--shuffle--><i>1</i><!--|--><b>2</b><!--/shuffle-->"#;

    #[test]
    fn without_the_noise_only_the_marks_go() {
        assert_eq!(plain(PAGE), r#"<p class="x-big note" id="kept" hidden>a</p><i>1</i><b>2</b>"#);
    }

    #[test]
    fn a_seed_gives_one_markup_and_keeps_what_is_vouched_for() {
        for seed in 0..50 {
            let page = varied(PAGE, seed);
            assert_eq!(page, varied(PAGE, seed));
            assert_eq!(page.matches("<div").count(), page.matches("</div>").count());
            assert!(page.contains("id=\"kept\"") && page.contains("note\"") && !page.contains("x-"), "{page}");
            assert!(page.contains(&names_varied("x-big", seed)), "{page}");
        }
    }
}
