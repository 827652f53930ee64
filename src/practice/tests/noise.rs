//! Each noise as a program meets it: served, different from calm, and apart from what is vouched for.

use super::{Client, edition, with_site};
use crate::practice::{Edition, Noise, Options, Site, SudoMode};
use std::time::Instant;

/// The pages that the noises show up on.
const PAGES: [&str; 6] =
    ["/", "/_side-panels/user", "/settings/profile", "/settings/apps", "/settings/tokens/new", "/avatars/picture.svg"];

/// All pages as they are served with these noises, a token among them; without what differs at each start.
fn served(noises: Vec<(Noise, u64)>, edition: Edition) -> (String, f64) {
    let mut pages = String::new();
    let started = Instant::now();
    let clock = Some(jiff::civil::date(2026, 11, 23).at(9, 30, 0, 0));
    with_site(Options { edition, noises, clock, sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        client.make_token(&[("oauth_access[description]", "night"), ("oauth_access[default_expires_at]", "7")]);
        for path in PAGES.iter().chain(&["/settings/tokens"]) {
            let page = client.get(path);
            assert_eq!(page.status, 200, "{path}");
            pages += &page.body;
        }
    });
    let chance = regex::Regex::new("[A-Za-z0-9_]{40,}|action-menu-[0-9]+|content=\"[0-9a-f]{40}\"").unwrap();
    (chance.replace_all(&pages, "").into_owned(), started.elapsed().as_secs_f64())
}

#[test]
fn every_noise_changes_what_is_served_and_nothing_else_does() {
    for edition in Edition::ALL {
        let (calm, quick) = served(Vec::new(), edition);
        assert_eq!(served(Vec::new(), edition).0, calm, "{edition} differs by itself");
        for noise in Noise::ALL {
            assert_eq!(noise.name().parse(), Ok(noise));
            assert!(!noise.about().is_empty());
            let (noisy, took) = served(vec![(noise, 3)], edition);
            let late = matches!(noise, Noise::Slow | Noise::LateImage) && took > quick + 0.3;
            assert!(noisy != calm || late, "{noise} is no noise on {edition}");
        }
    }
}

#[test]
fn all_noises_at_once_keep_what_is_vouched_for() {
    assert_eq!(Noise::seeded("markup:7").unwrap(), (Noise::Markup, 7));
    let kept = [
        "id=\"oauth_access_description\"",
        "id=\"new_oauth_access\"",
        "value=\"repo\"",
        "name=\"oauth_access[scopes][]\"",
        "href=\"/settings/apps\"",
        "Generate token",
        "id=\"start-of-content\"",
        "name=\"route-pattern\"",
    ];
    let all = |seed| Noise::ALL.into_iter().filter(|noise| *noise != Noise::Slow).map(move |noise| (noise, seed));
    for seed in 0..6 {
        with_site(
            Options { noises: all(seed).collect(), ..edition(Edition::November2026) },
            |site: &Site, mut client: Client| {
                client.sign_in(site);
                client.give_password(site);
                let page = client.get("/settings/tokens/new").body;
                assert!(!page.contains("\"x-") && !page.contains("<!--"), "{page}");
                assert!(kept.iter().all(|part| page.contains(part)), "{:?}", kept.iter().find(|part| !page.contains(**part)));
                assert!(client.get(&format!("/avatars/{}.svg", site.account.login)).body.starts_with("<svg"));
            },
        );
    }
}

#[test]
fn of_two_noises_of_a_kind_the_last_wins() {
    let names = |noises: Vec<(Noise, u64)>| served(noises, Edition::January2024).0;
    let twice = names(vec![(Noise::UserName, 1), (Noise::Markup, 2), (Noise::UserName, 3)]);
    assert_eq!(twice, names(vec![(Noise::Markup, 2), (Noise::UserName, 3)]));
}
