//! SIGKILL at any moment of `accept`.

use std::process::Stdio;
use std::time::{Duration, Instant};

use guidewalk::review::{Answer, Review};

use crate::deciding::{GUIDE, Place};
use crate::program;

const LIMIT: Duration = Duration::from_secs(60);
const SEED: u64 = 50;

/// How many kills there are: `GUIDEWALK_KILLS`, else a sample.
fn kills() -> u32 {
    std::env::var("GUIDEWALK_KILLS").ok().map_or(6, |count| count.parse().unwrap())
}

/// A guide of ten steps, all of it accepted and nothing written.
fn decided() -> Place {
    let place = Place::of(10);
    let review = Review::open(&place.record(), Some(&place.path(GUIDE))).unwrap();
    (0..review.questions().len()).for_each(|n| review.answer(n, Answer::Accept).unwrap());
    place
}

/// How the guide looks once guidewalk is gone; what finishes its work needs no second start.
fn comes_to_rest(place: &Place) -> &'static str {
    let started = Instant::now();
    while place.looks() == "unfinished" && started.elapsed() < LIMIT {
        program::moment();
    }
    place.looks()
}

#[test]
fn all_is_old_or_all_is_new_and_undo_works() {
    let place = decided();
    let started = Instant::now();
    let ran = program::run(&mut place.guidewalk(&["accept", "record"]), LIMIT);
    // Of a machine as busy as it is now.
    let whole = started.elapsed();
    assert_eq!((ran.code, place.looks()), (Some(0), "new"), "{}", ran.stderr);
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut seen = Vec::new();
    for n in 0..kills() {
        let place = decided();
        let mut child = place.guidewalk(&["accept", "record"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::park_timeout(whole.mul_f64(random.f64() * 1.1));
        child.kill().unwrap();
        child.wait().unwrap();
        let looks = comes_to_rest(&place);
        assert!(["old", "new"].contains(&looks), "kill {n}: {looks}");
        let undone = program::run(&mut place.guidewalk(&["undo"]), LIMIT);
        assert_eq!(undone.code == Some(0), looks == "new", "kill {n}: {}", undone.stderr);
        assert_eq!(place.looks(), "old", "kill {n}");
        let again = program::run(&mut place.guidewalk(&["accept", "record"]), LIMIT);
        assert_eq!((again.code, place.looks()), (Some(0), "new"), "kill {n}: {}", again.stderr);
        seen.push(looks);
    }
    let count = |what: &str| seen.iter().filter(|looks| **looks == what).count();
    println!("{} kills over {whole:?}: {} all old, {} all new", seen.len(), count("old"), count("new"));
}
