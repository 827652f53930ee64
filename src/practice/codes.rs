//! One-time codes as an authenticator app makes them: six digits from a shared seed and the time (RFC 6238).
//!
//! Worked out here and not taken from the walker's own: a mistake on one side would be no mistake on both.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;

/// How long a code lasts.
const WINDOW_SECONDS: i64 = 30;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A seed by chance: 160 bits in 32 letters and digits.
pub(crate) fn random_seed() -> String {
    (0..32).map(|_| char::from(LETTERS[fastrand::usize(..LETTERS.len())])).collect()
}

/// A number by chance, of so many digits.
pub(crate) fn random_digits(count: usize) -> String {
    (0..count).map(|_| fastrand::digit(10)).collect()
}

/// The window of time that a code is for, where that is the present one or one beside it.
pub(crate) fn window_of(seed: &str, code: &str, now: Timestamp) -> Option<i64> {
    let present = now.as_second().div_euclid(WINDOW_SECONDS);
    [present, present - 1, present + 1].into_iter().find(|window| code_in(seed, *window) == code)
}

/// The code of a moment.
#[cfg(test)]
pub(crate) fn code_at(seed: &str, now: Timestamp) -> String {
    code_in(seed, now.as_second().div_euclid(WINDOW_SECONDS))
}

fn code_in(seed: &str, window: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(&decoded(seed)).expect("a key may have any length");
    mac.update(&window.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes([digest[at] & 127, digest[at + 1], digest[at + 2], digest[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// The bytes that letters to the base of 32 stand for.
fn decoded(seed: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u16, 0_u32);
    for value in seed.bytes().filter_map(|letter| (0_u16..).zip(LETTERS).find(|(_, known)| **known == letter)) {
        held = (held << 5) | value.0;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_be_bytes()[1]);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "12345678901234567890", the seed of the standard's own table.
    const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(decoded(SEED), b"12345678901234567890");
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(code_at(SEED, Timestamp::from_second(second).unwrap()), code);
        }
    }

    #[test]
    fn a_code_is_good_in_its_window_and_beside_it() {
        let at = |second| Timestamp::from_second(second).unwrap();
        for (second, window) in [(29, None), (30, Some(2)), (60, Some(2)), (119, Some(2)), (120, None)] {
            assert_eq!(window_of(SEED, &code_at(SEED, at(60)), at(second)), window, "{second}");
        }
        let seed = random_seed();
        assert_eq!((seed.len(), decoded(&seed).len(), random_digits(8).len()), (32, 20, 8));
    }
}
