//! Secrets in what was read from a picture, where letters are taken for others that look like them.

use std::collections::HashSet;

/// A secret of so many letters is random: a part of it tells as much as the whole.
const LONG: usize = 20;
/// So many letters in a row of a long secret are not there by chance.
const IN_A_ROW: usize = 12;
/// How GitHub's tokens begin, as they are read: `ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_`.
const BEGINNINGS: [&str; 5] = ["9hp", "9h0", "9hu", "9h5", "9hr"];
/// A word that begins like a token and goes on for so long is one.
const TOKEN: usize = 16;
/// So many different letters are in it at least: of 16 random ones of 36 nearly always more.
const MIXED: usize = 8;

/// Letters and digits alone, those that readers take for each other as one.
fn as_read(words: &str) -> String {
    let alike = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'l' | 'i' | '|' | '!' => '1',
        's' => '5',
        'b' => '8',
        'z' => '2',
        'q' | 'g' => '9',
        other => other,
    };
    words.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '|' | '!')).map(alike).collect()
}

/// Whether this is as long and as mixed as what a site makes up; a row of `x` stands for one.
fn is_random(letters: &str) -> bool {
    letters.len() >= TOKEN && letters.bytes().collect::<HashSet<u8>>().len() >= MIXED
}

/// Whether a word has what words of a language seldom have: a digit, a capital letter that is not its first, or one letter alone.
fn is_mixed(word: &str) -> bool {
    word.chars().count() == 1 || word.chars().enumerate().any(|(i, c)| c.is_ascii_digit() || (i > 0 && c.is_ascii_uppercase()))
}

/// Whether words that were read from a picture show one of the secrets, or what looks like one of GitHub's tokens.
pub(super) fn shows<'s>(words: &[&str], secrets: impl Iterator<Item = &'s str>) -> bool {
    let each: Vec<String> = words.iter().map(|word| as_read(word)).collect();
    let is_token = |(i, word): (usize, &String)| {
        // Readers see gaps where there are none.
        let rest = || (i + 1..words.len()).take_while(|next| is_mixed(words[*next])).map(|next| each[next].as_str());
        let token = |at: usize| std::iter::once(&word[at..]).chain(rest()).collect::<String>();
        BEGINNINGS.iter().filter_map(|beginning| word.find(beginning)).any(|at| is_random(&token(at + 3)))
    };
    let all = each.concat();
    let parts: HashSet<&[u8]> = all.as_bytes().windows(IN_A_ROW).collect();
    let mut secrets = secrets.map(as_read);
    each.iter().enumerate().any(is_token)
        || secrets.any(|secret| match secret.len() {
            LONG.. => secret.as_bytes().windows(IN_A_ROW).any(|part| parts.contains(part)),
            8.. => all.contains(&secret),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_letters_that_look_like_its_own() {
        let secret = ["Zq0lS8-fbO1Bz9gQi5sIlo"];
        let known = |words: &[&str]| shows(words, secret.into_iter());
        assert!(known(&["Made:", "2qOIS8-fb01Bz", "9gQi5slllo"]));
        assert!(!known(&["Make", "sure", "to", "copy", "your", "personal", "access", "token", "now"]));
        assert!(known(&["9hp_ABCDEFGHIJKLMNOPQRST"]), "what looks like a token is one");
        assert!(known(&["ghp_ABCDEFG", "j", "H1J1KLM", "NOPQRST"]), "and one with gaps too");
        assert!(!known(&["ghp_", "is", "what", "the", "OAuth", "tokens", "of", "2021", "begin", "with"]));
        assert!(!known(&["ghp_123"]) && !known(&["ghp_xxxxxxxxxxxxxxxxxxXxxxxxxxxxxxxxxxxx"]), "what stands for one is none");
        assert!(shows(&["open", "sesame"], ["opensesame"].into_iter()) && !shows(&["open"], ["opensesame"].into_iter()));
    }
}
