//! Mutations, noise, faults, and their names.

use super::with_site;
use crate::practice::{Edition, Fault, FaultKind, Mutation, Noise, Options, SudoMode, serve};

#[test]
fn every_mutation_is_served_and_every_edit_of_it_fits() {
    for mutation in Mutation::all() {
        assert_eq!(mutation.name().parse(), Ok(mutation));
        assert!(!mutation.truths().is_empty() && !mutation.about().is_empty());
        let visible = |mutations| {
            let mut pages = String::new();
            with_site(Options { mutations, sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
                client.sign_in(site);
                for path in ["/settings/profile", "/_side-panels/user", "/settings/apps", "/settings/tokens/new"] {
                    let page = client.get(path);
                    assert!(page.status < 500, "{mutation} {path}");
                    pages += &format!("{} {}", page.status, page.body);
                }
            });
            without_secrets(&pages)
        };
        assert_ne!(visible(vec![mutation]), visible(Vec::new()), "{mutation} changes nothing");
    }
}

fn without_secrets(pages: &str) -> String {
    let secret = regex::Regex::new("[A-Za-z0-9]{40,}|action-menu-[0-9]+").unwrap();
    secret.replace_all(pages, "").into_owned()
}

#[test]
fn every_fault_strikes_its_page_and_only_that() {
    for kind in FaultKind::ALL {
        let fault: Fault = kind.name().parse().unwrap();
        assert_eq!((fault.kind, fault.path.as_str()), (kind, Fault::DEFAULT_PATH));
        assert_eq!(fault.to_string().parse::<Fault>(), Ok(fault.clone()));
        with_site(Options { faults: vec![fault], ..Options::default() }, |site, mut client| {
            client.sign_in(site);
            assert_eq!(client.get("/settings/apps").status, 200);
            if kind == FaultKind::Stall {
                let wait = std::time::Duration::from_millis(300);
                let request = client.agent.get(format!("{}{}", site.base_url, Fault::DEFAULT_PATH));
                assert!(request.config().timeout_global(Some(wait)).build().call().is_err());
                assert_eq!(site.log().last().unwrap().status, 0);
                return;
            }
            let answer = client.get(Fault::DEFAULT_PATH);
            match kind {
                FaultKind::ServerError => {
                    assert!(answer.status == 500 && answer.body.contains("<title>Server Error"))
                }
                _ => assert!(answer.location.starts_with("/login?return_to=")),
            }
        });
    }
}

#[test]
fn wrong_names_are_answered_with_what_was_meant() {
    let messages = [
        "2024-02".parse::<Edition>().unwrap_err().to_string(),
        "rename-develper-settings".parse::<Mutation>().unwrap_err().to_string(),
        "zzz".parse::<Noise>().unwrap_err().to_string(),
        "server-eror@/login".parse::<Fault>().unwrap_err().to_string(),
        Noise::seeded("markup:many").unwrap_err().to_string(),
    ];
    assert_eq!(
        messages,
        [
            "no edition is called \"2024-02\"\nhint: did you mean \"2024-01\"?",
            "no mutation is called \"rename-develper-settings\"\nhint: did you mean \"rename-developer-settings\"?",
            "no noise is called \"zzz\"\nhint: there are avatar, user-name, dates, relative-times, counters, notification-dot, caret, focus-ring, hover, running-animation, animation, spinner, skeleton, late-image, late-font, lazy-list, scroll-bar, banner, cookie-bar, other-order, other-text, markup, sub-pixel, time-zone, number-locale, slow",
            "no fault is called \"server-eror\"\nhint: did you mean \"server-error\"?",
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
