//! The path, page by page, and what stands in its way.

use super::{between, edition, with_site};
use crate::practice::{Edition, Options, SudoMode};

/// `(path, title, sentences and markup that must be there)`, row by row of the path.
type Row = (&'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    ("/", "GitHub", &["Home</h2>"]),
    ("/settings/profile", "Your profile", &["Public profile", "Your personal account", "href=\"/settings/apps\""]),
    (
        "/settings/apps",
        "GitHub Apps",
        &["id=\"personal-access-tokens-menu-item\"", "aria-expanded=\"false\"", "Tokens (classic)"],
    ),
    ("/settings/developers", "Developer applications", &["OAuth Apps"]),
    ("/settings/personal-access-tokens", "Fine-grained Personal Access Tokens", &["aria-expanded=\"true\""]),
    (
        "/settings/tokens",
        "Personal Access Tokens (Classic)",
        &[
            "Personal access tokens (classic)</h2>",
            "select-menu-button",
            "Generate new token (classic)",
            "For general use",
            "role=\"menuitem\"",
            "I understand, delete this token",
            "{{ message }}",
            "You signed in with another tab",
        ],
    ),
    ("/sessions/sudo", "Confirm access", &["id=\"sudo_password\"", "Confirm access</h1>", "sudo_return_to"]),
];

#[test]
fn every_stage_of_the_path_is_as_the_stage_table_says() {
    for when in [Edition::January2024, Edition::November2026] {
        with_site(edition(when), |site, mut client| {
            let login = client.get("/login");
            assert!(
                login.body.contains("<title>Sign in to GitHub · GitHub</title>")
                    && login.body.contains("user-login\" content=\"\"")
            );
            assert_eq!(login.body.matches("action=\"/session\"").count(), 3);
            assert_eq!(client.sign_in(site).location, "/");
            for (path, title, parts) in ROWS {
                let page = client.get(path);
                assert_eq!(page.status, 200, "{path}");
                assert_eq!(between(&page.body, "<title>", "</title>"), *title, "{path}");
                assert!(page.body.contains(&format!("user-login\" content=\"{}\"", site.account.login)), "{path}");
                for part in *parts {
                    assert!(page.body.contains(part), "{when} {path} lacks {part}");
                }
            }
            assert_eq!(client.get("/login").location, "/");
            assert_eq!(client.get("/settings").location, "/settings/profile");
        });
    }
}

/// `(edition, what its pages have, what they lack)`.
type Difference = (Edition, &'static [&'static str], &'static [&'static str]);

const DIFFERENCES: &[Difference] = &[
    (
        Edition::June2022,
        &["View profile and more", "Your profile", "href=\"/settings/tokens/new\">Generate new token"],
        &["(classic)</h2>", "Beta"],
    ),
    (
        Edition::January2024,
        &["Open user account menu", "Your stars", "Billing and plans", "Beta", "<select name"],
        &["/settings/copilot/features", "Models", "scim:"],
    ),
    (
        Edition::November2026,
        &[
            "cursor-wait",
            "/settings/copilot/features",
            "Billing and licensing",
            "Models",
            "menuitemradio",
            "30 days (Dec 23, 2026)",
            "scim:",
        ],
        &["Beta", "Your stars", "<select name", "aria-label=\"Open user"],
    ),
];

#[test]
fn editions_differ_where_the_path_changed() {
    for (when, has, lacks) in DIFFERENCES {
        let clock = "2026-11-23T12:00:00".parse().ok();
        with_site(Options { sudo: SudoMode::Fresh, clock, ..edition(*when) }, |site, mut client| {
            client.sign_in(site);
            let pages = ["/_side-panels/user", "/settings/profile", "/settings/tokens", "/settings/tokens/new"];
            let all: String = pages.iter().map(|path| client.get(path).body).collect();
            assert!(has.iter().all(|part| all.contains(part)), "{when}: {:?}", has.iter().find(|part| !all.contains(**part)));
            assert!(!lacks.iter().any(|part| all.contains(part)), "{when}: {:?}", lacks.iter().find(|part| all.contains(**part)));
        });
    }
}

#[test]
fn pages_of_an_account_lead_to_the_login_and_back() {
    with_site(Options::default(), |site, mut client| {
        let away = client.get("/settings/tokens?a=b");
        assert_eq!(
            (away.status, away.location.starts_with("/login?return_to=http%3A%2F%2F127.0.0.1")),
            (302, true),
            "{}",
            away.location
        );
        let page = client.get(&away.location);
        let back = between(&page.body, "id=\"return_to\" value=\"", "\"");
        let fields = [("login", site.account.login.as_str()), ("password", &site.account.password), ("return_to", back)];
        assert_eq!(client.send(&page, "/session", &fields).location, "/settings/tokens?a=b");
        assert!(
            ["user_session", "has_recent_activity", "logged_in", "dotcom_user", "_device_id"]
                .iter()
                .all(|name| client.cookies.contains_key(*name))
        );
        let page = client.get("/logout");
        assert!(page.body.contains("Are you sure you want to sign out?"));
        client.send(&page, "/logout", &[]);
        assert_eq!(client.get("/settings/profile").status, 302);
    });
}

#[test]
fn a_return_to_another_site_is_not_followed() {
    with_site(Options::default(), |site, mut client| {
        let page = client.get("/login");
        let fields =
            [("login", site.account.login.as_str()), ("password", &site.account.password), ("return_to", "//elsewhere.example/")];
        assert_eq!(client.send(&page, "/session", &fields).location, "/");
    });
}

#[test]
fn a_wrong_password_and_a_filled_honeypot_are_refused_at_session() {
    with_site(Options::default(), |site, mut client| {
        for fields in
            [vec![("password", "wrong")], vec![("password", site.account.password.as_str()), ("required_field_1234", "x")]]
        {
            let page = client.get("/login");
            let fields: Vec<_> = fields.into_iter().chain([("login", site.account.login.as_str())]).collect();
            let refused = client.send(&page, "/session", &fields);
            assert_eq!(refused.status, 200);
            assert!(
                refused.body.contains("Incorrect username or password.") && refused.body.contains("Sign in to GitHub · GitHub")
            );
        }
        assert_eq!(client.get("/settings/profile").status, 302);
    });
}

#[test]
fn a_form_without_its_own_token_is_refused() {
    with_site(Options { sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
        let refused = client.request("/session", Some(&[("login", "a"), ("authenticity_token", "made up")]));
        assert_eq!(refused.status, 422);
        client.sign_in(site);
        assert_eq!(client.request("/settings/tokens", Some(&[("oauth_access[description]", "x")])).status, 422);
        assert_eq!(site.tokens().len(), 1);
    });
}

#[test]
fn the_password_is_asked_for_before_a_token_is_made() {
    with_site(Options::default(), |site, mut client| {
        client.sign_in(site);
        let asked = client.get("/settings/tokens/new");
        assert!(asked.location.starts_with("/sessions/sudo?return_to="), "{}", asked.location);
        let page = client.get(&asked.location);
        let wrong = client.send(&page, "/sessions/sudo", &[("sudo_password", "wrong")]);
        assert!(wrong.body.contains("Incorrect password.") && wrong.body.contains("<title>Confirm access"));
        assert_eq!(client.give_password(site).location, "/settings/tokens/new");
        assert_eq!(client.get("/settings/tokens/new").status, 200);
    });
    with_site(Options { sudo_minutes: 0, ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        client.give_password(site);
        assert_eq!(client.get("/settings/tokens/new").status, 302);
    });
}
