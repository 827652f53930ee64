//! Pages that really changed, truth beside each: the practice site's mutations, and single properties of rendered pages.
//! Changes that don't touch each other are walked together.

use anyhow::Result;
use guidewalk::judge::Kind;
use guidewalk::practice::{Edition, Mutation};

use crate::bench::Bench;
use crate::cases::{Case, Says};
use crate::corpora::guide_pictures;
use crate::takes::Take;

/// So many walks with mutations, of so many each.
const WALKS: usize = 6;
const TOGETHER: usize = 4;
/// Kinds that a picture and a frame can tell by themselves.
const SEEN: [Kind; 6] = [Kind::Renamed, Kind::Missing, Kind::Moved, Kind::Added, Kind::Reworded, Kind::Restyled];

/// One property of rendered pages, and which step's picture shows it.
struct Single {
    step: u32,
    kind: Kind,
    names: &'static str,
}

/// Style rules and replacements that are walked together.
struct Together {
    name: &'static str,
    style: &'static str,
    rewrites: &'static [(&'static str, &'static str)],
    singles: &'static [Single],
}

const fn single(step: u32, kind: Kind, names: &'static str) -> Single {
    Single { step, kind, names }
}

const SINGLE: [Together; 3] = [
    Together {
        name: "one word",
        style: "",
        rewrites: &[
            ("(>\\s*)Emails(\\s*<)", "${1}Mailboxes${2}"),
            ("(>\\s*)Your gists(\\s*<)", "${1}Your snippets${2}"),
            ("(>\\s*)Confirm(\\s*<)", "${1}Continue${2}"),
            ("(>\\s*)Forgot password\\?(\\s*<)", "${1}Reset password?${2}"),
            ("Upload packages to", "Publish packages to"),
        ],
        singles: &[
            single(3, Kind::Renamed, "Your snippets"),
            single(4, Kind::Renamed, "Mailboxes"),
            single(7, Kind::Renamed, "Continue"),
            single(9, Kind::Reworded, "Publish"),
        ],
    },
    Together {
        name: "one colour, one size",
        style: "#new_oauth_access button[type=submit] { background: #cf222e !important; } \
            #oauth_access_description { height: 64px !important; }",
        rewrites: &[],
        singles: &[single(8, Kind::Restyled, ""), single(10, Kind::Restyled, "")],
    },
    Together {
        name: "one place",
        style: ".x-scope-list { display: flex; flex-direction: column; } \
            .x-scope-list > :first-child { order: 2; }",
        rewrites: &[("(>\\s*)Generate token(\\s*<)", "${1}Create token${2}")],
        singles: &[single(10, Kind::Renamed, "Create token")],
    },
];

/// The practice site's mutations, several on each walk.
pub(crate) fn mutations(bench: &Bench) -> Result<Vec<Case>> {
    let edition = Edition::January2024;
    let source = bench.take(&Take::of(edition))?;
    let mut all = Vec::new();
    for mutations in walks(edition) {
        let take = Take { mutations: mutations.clone(), ..Take::of(edition) };
        let Ok(taken) = bench.take(&take) else {
            crate::line(&format!("       LEFT OUT: no walk of {}", take.name()));
            continue;
        };
        let aside = mutations.iter().any(|one| one.is_aside());
        let truths: Vec<_> = mutations.iter().flat_map(|one| one.truths_in(edition)).collect();
        let says = |step: u32| {
            let here: Vec<_> = truths.iter().filter(|truth| truth.step == step).collect();
            if here.iter().any(|truth| !SEEN.contains(&truth.kind)) || mutations.iter().any(|one| one.unreached().contains(&step))
            {
                return Says::Unjudged;
            }
            // What is cosmetic doesn't make a picture untrue.
            let counts = here.iter().any(|truth| truth.severity > guidewalk::judge::Severity::Cosmetic);
            if counts { Says::Drifted(here.iter().map(|truth| (truth.kind, truth.names)).collect()) } else { Says::Current }
        };
        let mut cases = guide_pictures(&source, &taken, &take.name(), 1, says)?;
        cases.iter_mut().for_each(|case| case.aside = aside);
        all.extend(cases);
    }
    Ok(all)
}

/// Mutations that fit together, picked evenly from all; every third walk is of those that are set aside.
fn walks(edition: Edition) -> Vec<Vec<Mutation>> {
    let fits = |one: &Mutation| {
        let mut truths = one.truths_in(edition).peekable();
        one.editions().contains(&edition)
            && one.unreached().is_empty()
            && truths.peek().is_some()
            && truths.all(|truth| SEEN.contains(&truth.kind) && (2..=11).contains(&truth.step))
    };
    let mut walks = Vec::new();
    for aside in [false, true] {
        let mut open: Vec<Mutation> = Mutation::all().filter(|one| one.is_aside() == aside && fits(one)).collect();
        fastrand::Rng::with_seed(11).shuffle(&mut open);
        for _ in 0..if aside { WALKS / 3 } else { WALKS - WALKS / 3 } {
            let mut together: Vec<Mutation> = Vec::new();
            open.retain(|one| {
                let free = together.len() < TOGETHER && together.iter().all(|other| !other.clashes_with(*one));
                if free {
                    together.push(*one);
                }
                !free
            });
            walks.push(together);
        }
    }
    walks.retain(|walk| !walk.is_empty());
    walks
}

/// Single properties of rendered pages.
pub(crate) fn single_properties(bench: &Bench) -> Result<Vec<Case>> {
    let edition = Edition::January2024;
    let source = bench.take(&Take::of(edition))?;
    let mut all = Vec::new();
    for together in &SINGLE {
        let take = Take { style: together.style, rewrites: together.rewrites, ..Take::of(edition) };
        let taken = bench.take(&take)?;
        let says = |step: u32| {
            let here: Vec<_> = together.singles.iter().filter(|one| one.step == step).map(|one| (one.kind, one.names)).collect();
            match here.as_slice() {
                [] => Says::Unjudged,
                // Another colour and another size make no picture untrue.
                [(Kind::Restyled, _)] => Says::Remarked(Kind::Restyled),
                _ => Says::Drifted(here),
            }
        };
        all.extend(guide_pictures(&source, &taken, together.name, 3, says)?);
    }
    Ok(all)
}
