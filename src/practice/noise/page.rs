//! Other order and other words on finished pages, where no picture shows it.
//!
//! Templates mark such places: the parts of `<!--loose-->`, `<!--,-->`, `<!--/loose-->` have no order that anybody knows, and
//! between `<!--text-->` and `<!--/text-->` stand words that may be others.

use super::Stir;
use fastrand::Rng;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static MARKER: LazyLock<Regex> = LazyLock::new(|| pattern("<!--(?:/?loose|/?text|,)-->"));
static LOOSE: LazyLock<Regex> = LazyLock::new(|| pattern("(?s)<!--loose-->(.*?)<!--/loose-->"));
static TEXT: LazyLock<Regex> = LazyLock::new(|| pattern("(?s)<!--text-->(.*?)<!--/text-->"));

/// Words for places that no picture shows.
const OTHER: [&str; 8] = [
    "Read on in the handbook",
    "What was new last year is usual now",
    "Nobody needs to know this",
    "All of it can be changed again later",
    "People who work together find each other here",
    "Thanks to everybody who wrote to us about it",
    "This place is for remarks",
    "Short and sweet",
];

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is a constant and compiles")
}

/// A finished page with its loose parts in another order and its loose words replaced, where noises say so; without marks.
pub(crate) fn stirred(html: &str, stir: &Stir) -> String {
    let mut page = html.to_owned();
    if let Some(seed) = stir.order {
        let mut random = Rng::with_seed(seed);
        page = LOOSE.replace_all(&page, |found: &Captures<'_>| in_other_order(&found[1], &mut random)).into_owned();
    }
    if let Some(seed) = stir.other_text {
        let mut random = Rng::with_seed(seed);
        page = TEXT.replace_all(&page, |found: &Captures<'_>| other_words(found[1].len(), &mut random)).into_owned();
    }
    MARKER.replace_all(&page, "").into_owned()
}

/// The parts shuffled, never in the order that they had.
fn in_other_order(parts: &str, random: &mut Rng) -> String {
    let mut parts: Vec<&str> = parts.split("<!--,-->").collect();
    let before = parts.clone();
    random.shuffle(&mut parts);
    if parts == before {
        parts.rotate_left(1);
    }
    parts.concat()
}

/// Words of about a length in bytes, rather fewer.
fn other_words(length: usize, random: &mut Rng) -> String {
    let wanted = length * random.usize(40..90) / 100;
    let mut words = String::new();
    loop {
        words.push_str(OTHER[random.usize(..OTHER.len())]);
        if words.len() >= wanted {
            return words;
        }
        words.push_str(". ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Noise;

    const PAGE: &str = "<!--loose--><i>1</i><!--,--><i>2</i><!--/loose--><p><!--text-->Words.<!--/text--></p>";

    #[test]
    fn without_noise_only_the_marks_go_and_with_it_order_and_words_are_others() {
        assert_eq!(stirred(PAGE, &Stir::default()), "<i>1</i><i>2</i><p>Words.</p>");
        for seed in 0..20 {
            let page = stirred(PAGE, &Stir::of(&[(Noise::OtherOrder, seed), (Noise::OtherText, seed)]));
            assert!(page.starts_with("<i>2</i><i>1</i>") && !page.contains("Words.") && !page.contains("<!--"), "{page}");
        }
    }
}
