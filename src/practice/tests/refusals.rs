//! Pages and refusals that block a walk: what they say, and when they come.

use super::{Answer, Client, between, with_site};
use crate::practice::{Edition, Fault, FaultKind, Options, Site, SudoMode};

fn with_fault(kind: FaultKind, test: impl FnOnce(&Site, Client)) {
    let faults = vec![kind.name().parse::<Fault>().unwrap()];
    with_site(Options { faults, ..Options::default() }, test);
}

/// `(fault, the form that is sent, its field, what is said)`.
const REFUSED: [(FaultKind, &str, &str, &str); 6] = [
    (FaultKind::SignInRefused, "/session", "", "Incorrect username or password."),
    (
        FaultKind::TooManySignIns,
        "/session",
        "",
        "There have been several failed attempts to sign in from this account or IP address. Please wait a while",
    ),
    (FaultKind::CodeRefused, "/sessions/two-factor", "app_otp", "Two-factor authentication failed."),
    (
        FaultKind::TooManyCodes,
        "/sessions/two-factor",
        "app_otp",
        "We were unable to authenticate your request because too many codes have been submitted. Please wait a few minutes",
    ),
    (FaultKind::DeviceRefused, "/sessions/verified-device", "otp", "Incorrect verification code provided."),
    (FaultKind::SudoRefused, "/sessions/sudo", "sudo_password", "Incorrect password."),
];

/// The right answer to what a form asks for.
fn right(site: &Site, client: &mut Client, field: &str) -> String {
    match field {
        "app_otp" => crate::practice::codes::code_at(&site.account.totp, site.app.time()),
        "otp" => client.get("/_practice/mailbox").body.trim().to_owned(),
        _ => site.account.password.clone(),
    }
}

#[test]
fn what_is_right_is_refused_where_a_fault_says_so() {
    for (kind, form, field, words) in REFUSED {
        with_fault(kind, |site, mut client| {
            let mut answer = client.sign_in(site);
            if !field.is_empty() {
                let page = client.get(if form == "/sessions/two-factor" { "/sessions/two-factor/app" } else { form });
                let value = right(site, &mut client, field);
                answer = client.send(&page, form, &[(field, &value)]);
            }
            assert!(answer.status == 200 && answer.body.contains(words), "{}: {answer:?}", kind.name());
            assert_eq!(client.get("/settings/tokens/new").status, 302, "{}", kind.name());
        });
    }
}

#[test]
fn a_mail_that_never_comes_is_in_no_mailbox() {
    with_fault(FaultKind::DeviceUnasked, |site, mut client| {
        assert_eq!(client.sign_in(site).location, "/sessions/verified-device");
        client.get("/sessions/verified-device?resend");
        assert_eq!(client.get("/_practice/mailbox").status, 404);
    });
}

/// `(fault, status, title, words)` of pages that come in the place of another.
const PAGES: [(FaultKind, u16, &str, &str); 4] = [
    (
        FaultKind::MustEnrol,
        200,
        "Two-factor authentication (2FA) is required for your GitHub account",
        "Two-factor authentication (2FA) is required for your GitHub account</h1>",
    ),
    (FaultKind::SingleSignOn, 200, "Sign in to Practice Works · GitHub", "single sign-on"),
    (FaultKind::Unicorn, 502, "Unicorn! · GitHub", "This page is taking too long to load."),
    (FaultKind::RateLimitPage, 403, "Rate limit · GitHub", "You have exceeded a secondary rate limit."),
];

#[test]
fn a_page_says_why_another_does_not_come() {
    for (kind, status, title, words) in PAGES {
        with_fault(kind, |site, mut client| {
            assert_eq!(client.get("/").status, 200, "{}: who is not signed in is let in", kind.name());
            client.sign_in(site);
            let page = client.get(kind.default_path());
            assert_eq!((page.status, between(&page.body, "<title>", "</title>")), (status, title), "{}", kind.name());
            assert!(page.body.contains(words) && !page.body.contains("Remind me"), "{}: {}", kind.name(), page.body);
        });
    }
}

#[test]
fn a_stale_session_says_so_and_its_form_is_dead() {
    let faults = vec![FaultKind::StaleSession.name().parse().unwrap()];
    with_site(Options { faults, sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        let form = client.get("/settings/tokens/new").body;
        assert!(form.contains("part.hidden = false") && form.contains("You signed in with another tab or window."));
        assert!(!client.get("/settings/tokens").body.contains("part.hidden = false"));
    });
}

fn other_origin<'a>(site: &Site, answer: &'a str, before: &str) -> &'a str {
    let address = between(answer, before, "\"");
    assert!(address.starts_with("http://127.0.0.1:") && !address.starts_with(&site.base_url), "{address}");
    address
}

#[test]
fn the_sign_in_can_be_another_origins() {
    with_fault(FaultKind::LoginElsewhere, |site, mut client| {
        let led = client.get("/login");
        let away = other_origin(site, &led.location, "");
        let page = client.get(away);
        assert!(page.body.contains("id=\"login_field\"") && page.body.contains("<title>Sign in to GitHub · GitHub"));
        let asked = &site.log()[1];
        assert_eq!((asked.path.as_str(), asked.status), (away, 200), "what is asked for there is in the log");
    });
    with_fault(FaultKind::LoginIframe, |site, mut client| {
        let page: Answer = client.get("/login");
        let away = other_origin(site, &page.body, "class=\"x-frame\" src=\"").to_owned();
        assert!(!page.body.contains("login_field") && client.get(&away).body.contains("login_field"));
    });
}

#[test]
fn a_link_can_lead_to_another_origin_in_every_edition() {
    let address = regex::Regex::new("href=\"(http://[^\"]*/settings/tokens/new)\"").unwrap();
    for edition in Edition::ALL {
        let faults = vec![FaultKind::LoginLinkElsewhere.name().parse().unwrap()];
        with_site(Options { edition, faults, ..Options::default() }, |site, mut client| {
            client.sign_in(site);
            let list = client.get("/settings/tokens").body;
            assert!(!list.contains("href=\"/settings/tokens/new\""), "{edition}");
            let away = address.captures(&list).unwrap()[1].to_owned();
            assert!(!away.starts_with(&site.base_url));
            let page = client.get(&away).body;
            assert!(page.contains("Confirm access</h1>") && page.contains("id=\"sudo_password\""));
        });
    }
}
