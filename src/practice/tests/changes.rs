//! Mutations, noise, faults, and their names.

use super::with_site;
use crate::practice::{Edition, Fault, FaultKind, Feature, Mutation, Noise, Options, Outcome, Struck, SudoMode, serve};

/// The pages of the path as an edition serves them, each with its address.
fn pages(options: Options) -> Vec<(String, String)> {
    const PATHS: [&str; 10] = [
        "/",
        "/settings/profile",
        "/settings/apps",
        "/settings/tokens",
        "/settings/tokens/new",
        "/_side-panels/user",
        "/settings/profile",
        "/assets/site.css",
        "/sessions/sudo",
        "/login",
    ];
    let mut pages = Vec::new();
    with_site(Options { sudo: SudoMode::Fresh, ..options }, |site, mut client| {
        let page = client.get("/login");
        pages.push(("/login".to_owned(), page.body));
        client.sign_in(site);
        let made = client.get("/settings/tokens/new");
        if made.status == 200 {
            client.send(
                &made,
                "/settings/tokens",
                &[("oauth_access[description]", "new"), ("oauth_access[default_expires_at]", "7")],
            );
        }
        // The first visit: a dialog over the form shows then, and never again.
        pages.push(("/settings/tokens/new".to_owned(), format!("{} {} {}", made.status, made.location, made.body)));
        for path in PATHS {
            let page = client.get(path);
            assert!(page.status < 500, "{path}: {}", page.body);
            pages.push((path.to_owned(), format!("{} {} {}", page.status, page.location, page.body)));
        }
    });
    pages
}

#[test]
fn every_mutation_is_served_in_its_editions_and_every_edit_of_it_fits() {
    for edition in Edition::ALL {
        let plain = pages(Options { edition, ..Options::default() });
        for mutation in Mutation::all().filter(|mutation| mutation.editions().contains(&edition)) {
            for edit in mutation.edits(edition) {
                let fits = |(path, page): &(String, String)| {
                    let is_its_page = edit.is_for(path) || path == "/settings/profile" && edit.route.starts_with("/settings/");
                    is_its_page && page.contains(edit.find)
                };
                assert!(plain.iter().any(fits), "{mutation} in {edition}: nowhere is {:?}", edit.find);
            }
            let changed = pages(Options { edition, mutations: vec![mutation], ..Options::default() });
            let words = |pages: &[(String, String)]| without_secrets(&format!("{pages:?}"));
            assert_ne!(words(&changed), words(&plain), "{mutation} changes nothing in {edition}");
        }
    }
}

#[test]
fn the_table_of_mutations_keeps_its_promises() {
    let all: Vec<Mutation> = Mutation::all().collect();
    let pairs: usize = all.iter().map(|mutation| mutation.editions().len()).sum();
    assert!(all.len() >= 50 && pairs >= 135, "{} mutations in {pairs} editions", all.len());
    let real = all.iter().filter(|mutation| mutation.source() != "invented").count();
    assert!(real * 2 >= all.len(), "{real} of {} were real", all.len());
    for (at, mutation) in all.iter().enumerate() {
        assert_eq!(mutation.name().parse(), Ok(*mutation));
        assert!(!mutation.about().is_empty() && !mutation.source().is_empty());
        assert!(all[at + 1..].iter().all(|other| other.name() != mutation.name()), "{mutation} is there twice");
        for edition in mutation.editions() {
            let truths: Vec<_> = mutation.truths_in(*edition).collect();
            assert_eq!(truths.is_empty(), mutation.is_unseen(), "{mutation} in {edition}");
            assert!(truths.iter().all(|truth| !mutation.unreached().contains(&truth.step)));
        }
        assert!(mutation.clashes_with(*mutation));
    }
    let steps: std::collections::BTreeSet<u32> =
        all.iter().flat_map(|mutation| mutation.truths_in(Edition::January2024)).map(|truth| truth.step).collect();
    assert_eq!(steps.into_iter().collect::<Vec<_>>(), (1..=11).collect::<Vec<_>>());
}

#[test]
fn a_mutation_is_refused_in_an_edition_that_it_is_not_for() {
    let mutation: Mutation = "beta-label-gone".parse().unwrap();
    let options = Options { edition: Edition::June2022, mutations: vec![mutation], ..Options::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let refused = runtime.block_on(serve(options)).unwrap_err().to_string();
    assert_eq!(refused, "the mutation beta-label-gone can't be made in edition 2022-06\nhint: it is for 2024-01");
}

fn without_secrets(pages: &str) -> String {
    let secret =
        regex::Regex::new(r"[A-Za-z0-9_]{40,}|action-menu-[0-9]+|required_field_[0-9]+|[0-9]{4}117000|127.0.0.1(%3A|:)[0-9]+");
    secret.unwrap().replace_all(pages, "").into_owned()
}

#[test]
fn every_fault_has_a_name_a_page_and_an_outcome_of_its_own() {
    for kind in FaultKind::ALL {
        let fault: Fault = kind.name().parse().unwrap();
        assert_eq!((fault.kind, fault.path.as_str(), fault.struck), (kind, kind.default_path(), Struck::Any));
        assert_eq!(fault.to_string().parse::<Fault>(), Ok(fault.clone()));
        assert!(!kind.about().is_empty());
        if let Outcome::Blocked(reason) = kind.outcome() {
            assert!(crate::walkfile::Reason::named(reason).is_some(), "{reason}");
        }
    }
    let form: Fault = "reset@post:/session".parse().unwrap();
    assert_eq!((form.path.as_str(), form.struck, form.to_string().as_str()), ("/session", Struck::Forms, "reset@post:/session"));
}

/// What a client without a script sees of faults that answer: the status, and words of the page or the address that it leads to.
const ANSWERS: [(FaultKind, u16, &str); 9] = [
    (FaultKind::Error500, 500, "<title>Server Error"),
    (FaultKind::Error502, 502, "<title>Server Error"),
    (FaultKind::Error503, 503, "<title>Server Error"),
    (FaultKind::RedirectLoop, 302, "/settings/apps"),
    (FaultKind::WrongType, 200, "application/json"),
    (FaultKind::RateLimited, 429, "<title>Too many requests"),
    (FaultKind::SessionLost, 302, "/login?return_to="),
    (FaultKind::Captcha, 200, "<iframe src=\"/captcha/"),
    (FaultKind::Alert, 200, "<script>alert("),
];

#[test]
fn a_fault_strikes_its_page_and_only_that() {
    for (kind, status, words) in ANSWERS {
        let fault = format!("{}@/settings/apps", kind.name()).parse().unwrap();
        with_site(Options { faults: vec![fault], ..Options::default() }, |site, mut client| {
            client.sign_in(site);
            assert_eq!(client.get("/settings/developers").status, 200);
            let answer = client.get("/settings/apps");
            let kept = answer.headers.get("content-type").cloned().unwrap_or_default();
            assert_eq!(answer.status, status, "{}", kind.name());
            assert!(
                [&answer.body, &answer.location, &kept].iter().any(|part| part.contains(words)),
                "{}: {answer:?}",
                kind.name()
            );
            assert_eq!(answer.headers.contains_key("retry-after"), kind == FaultKind::RateLimited);
        });
    }
}

#[test]
fn a_fault_for_one_request_is_over_with_it() {
    let fault = "error-503-once@/settings/apps".parse().unwrap();
    with_site(Options { faults: vec![fault], ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        assert_eq!([(); 3].map(|()| client.get("/settings/apps").status), [503, 200, 200]);
    });
}

/// Faults that answer with nothing that is whole.
const TORN: [FaultKind; 6] =
    [FaultKind::Reset, FaultKind::Offline, FaultKind::Truncated, FaultKind::Stall, FaultKind::StallHead, FaultKind::StallBody];

#[test]
fn what_breaks_off_never_comes_whole() {
    for kind in TORN {
        let fault = format!("{}@/settings/apps", kind.name()).parse().unwrap();
        with_site(Options { faults: vec![fault], ..Options::default() }, |site, mut client| {
            client.sign_in(site);
            let wait = std::time::Duration::from_millis(500);
            let cookies: Vec<String> = client.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let request = client.agent.get(format!("{}/settings/apps", site.base_url)).header("cookie", cookies.join("; "));
            let answer = request.config().timeout_global(Some(wait)).build().call();
            assert!(answer.and_then(|mut answer| answer.body_mut().read_to_string()).is_err(), "{}", kind.name());
        });
    }
}

#[test]
fn wrong_names_are_answered_with_what_was_meant() {
    let messages = [
        "2024-02".parse::<Edition>().unwrap_err().to_string(),
        "rename-develper-settings".parse::<Mutation>().unwrap_err().to_string(),
        "zzz".parse::<Noise>().unwrap_err().to_string(),
        "error-50@/login".parse::<Fault>().unwrap_err().to_string(),
        "two-faktor".parse::<Feature>().unwrap_err().to_string(),
        Noise::seeded("markup:many").unwrap_err().to_string(),
    ];
    assert_eq!(
        messages,
        [
            "no edition is called \"2024-02\"\nhint: did you mean \"2024-01\"?",
            "no mutation is called \"rename-develper-settings\"\nhint: did you mean \"rename-developer-settings\"?",
            "no noise is called \"zzz\"\nhint: there are avatar, user-name, dates, relative-times, counters, notification-dot, caret, focus-ring, hover, running-animation, animation, spinner, skeleton, late-image, late-font, lazy-list, scroll-bar, banner, cookie-bar, other-order, other-text, markup, sub-pixel, time-zone, number-locale, slow",
            "no fault is called \"error-50\"\nhint: did you mean \"error-503\"?",
            "no feature of an account is called \"two-faktor\"\nhint: did you mean \"two-factor\"?",
            "the seed of a noise can't be \"many\"\nhint: a seed is a whole number, as in \"markup:7\"",
        ]
    );
}

#[test]
fn a_site_is_on_loopback_and_gone_after_its_end() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let site = runtime.block_on(serve(Options::default())).unwrap();
    let address: std::net::SocketAddr = site.base_url.strip_prefix("http://").unwrap().parse().unwrap();
    assert!(address.ip().is_loopback() && site.base_url.starts_with("http://127.0.0.1:"));
    runtime.block_on(site.stop());
    assert!(std::net::TcpStream::connect(address).is_err());
}
