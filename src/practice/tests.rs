//! The site as a program meets it: over HTTP, without a browser.

use super::{Edition, Fault, FaultKind, Mutation, Noise, Options, Site, SudoMode, serve};
use std::collections::BTreeMap;

/// A browser's share of the work: cookies, forms, redirects only where asked for.
#[derive(Debug)]
struct Client {
    agent: ureq::Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    location: String,
    body: String,
    headers: BTreeMap<String, String>,
}

impl Client {
    fn of(site: &Site) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { agent: config.into(), base: site.base_url.clone(), cookies: BTreeMap::new() }
    }

    fn request(&mut self, path: &str, form: Option<&[(&str, &str)]>) -> Answer {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let cookies: Vec<String> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let cookies = cookies.join("; ");
        let answer = match form {
            None => self.agent.get(&url).header("cookie", &cookies).call(),
            Some(form) => self.agent.post(&url).header("cookie", &cookies).send_form(form.iter().copied()),
        };
        let mut answer = answer.unwrap();
        for line in answer.headers().get_all("set-cookie") {
            let (key, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(key.to_owned(), value.to_owned());
        }
        read(&mut answer)
    }

    fn get(&mut self, path: &str) -> Answer {
        self.request(path, None)
    }

    /// Sends a form with the token of the page that has it.
    fn send(&mut self, page: &Answer, to: &str, fields: &[(&str, &str)]) -> Answer {
        let token = between(&page.body, "name=\"authenticity_token\" value=\"", "\"").to_owned();
        let mut fields = fields.to_vec();
        fields.push(("authenticity_token", &token));
        self.request(to, Some(&fields))
    }

    fn sign_in(&mut self, site: &Site) -> Answer {
        let page = self.get("/login");
        self.send(&page, "/session", &[("login", &site.account.login), ("password", &site.account.password)])
    }

    fn give_password(&mut self, site: &Site) -> Answer {
        let page = self.get("/sessions/sudo?return_to=%2Fsettings%2Ftokens%2Fnew");
        let fields = [("sudo_password", site.account.password.as_str()), ("sudo_return_to", "/settings/tokens/new")];
        self.send(&page, "/sessions/sudo", &fields)
    }

    fn make_token(&mut self, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/settings/tokens/new");
        self.send(&page, "/settings/tokens", fields)
    }
}

fn read(answer: &mut ureq::http::Response<ureq::Body>) -> Answer {
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers: BTreeMap<_, _> = answer.headers().iter().map(|(key, value)| (key.to_string(), text(value))).collect();
    Answer {
        status: answer.status().as_u16(),
        location: headers.get("location").cloned().unwrap_or_default(),
        body: answer.body_mut().read_to_string().unwrap(),
        headers,
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1.split(to).next().unwrap()
}

/// Runs a test beside a site that is being served.
fn with_site(options: Options, test: impl FnOnce(&Site, Client)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let site = runtime.block_on(serve(options)).unwrap();
    test(&site, Client::of(&site));
    runtime.block_on(site.stop());
}

fn edition(edition: Edition) -> Options {
    Options { edition, ..Options::default() }
}

/// `(path, title, sentences and markup that must be there)`, row by row of the path.
type Row = (&'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    ("/", "GitHub", &["Home</h2>"]),
    ("/settings/profile", "Your profile", &["Public profile", "Your personal account", "href=\"/settings/apps\""]),
    ("/settings/apps", "GitHub Apps", &["id=\"personal-access-tokens-menu-item\"", "aria-expanded=\"false\"", "Tokens (classic)"]),
    ("/settings/developers", "Developer applications", &["OAuth Apps"]),
    ("/settings/personal-access-tokens", "Fine-grained Personal Access Tokens", &["aria-expanded=\"true\""]),
    ("/settings/tokens", "Personal Access Tokens (Classic)", &[
        "Personal access tokens (classic)</h2>", "select-menu-button", "Generate new token (classic)", "For general use",
        "role=\"menuitem\"", "I understand, delete this token", "{{ message }}", "You signed in with another tab",
    ]),
    ("/sessions/sudo", "Confirm access", &["id=\"sudo_password\"", "Confirm access</h1>", "sudo_return_to"]),
];

#[test]
fn every_stage_of_the_path_is_as_the_stage_table_says() {
    for when in [Edition::January2024, Edition::November2026] {
        with_site(edition(when), |site, mut client| {
            let login = client.get("/login");
            assert!(login.body.contains("<title>Sign in to GitHub · GitHub</title>") && login.body.contains("user-login\" content=\"\""));
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

#[test]
fn editions_differ_where_the_path_changed() {
    let cases: [(Edition, &[&str], &[&str]); 3] = [
        (Edition::June2022, &["View profile and more", "Your profile", "href=\"/settings/tokens/new\">Generate new token"], &["(classic)</h2>", "Beta"]),
        (Edition::January2024, &["Open user account menu", "Your stars", "Billing and plans", "Beta", "<select name"], &["Copilot settings", "Models", "scim:"]),
        (Edition::November2026, &["cursor-wait", "Copilot settings", "Billing and licensing", "Models", "menuitemradio", "30 days (Dec 23, 2026)", "scim:"], &["Beta", "Your stars", "<select name", "aria-label=\"Open user"]),
    ];
    for (when, has, lacks) in cases {
        let clock = "2026-11-23T12:00:00".parse().ok();
        with_site(Options { sudo: SudoMode::Fresh, clock, ..edition(when) }, |site, mut client| {
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
        assert_eq!((away.status, away.location.starts_with("/login?return_to=http%3A%2F%2F127.0.0.1")), (302, true), "{}", away.location);
        let page = client.get(&away.location);
        let back = between(&page.body, "id=\"return_to\" value=\"", "\"").replace("&#x2f;", "/");
        let fields = [("login", site.account.login.as_str()), ("password", &site.account.password), ("return_to", &back)];
        assert_eq!(client.send(&page, "/session", &fields).location, "/settings/tokens?a=b");
        assert!(["user_session", "logged_in", "dotcom_user", "_device_id"].iter().all(|name| client.cookies.contains_key(*name)));
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
        let fields = [("login", site.account.login.as_str()), ("password", &site.account.password), ("return_to", "//elsewhere.example/")];
        assert_eq!(client.send(&page, "/session", &fields).location, "/");
    });
}

#[test]
fn a_wrong_password_and_a_filled_honeypot_are_refused_at_session() {
    with_site(Options::default(), |site, mut client| {
        for fields in [vec![("password", "wrong")], vec![("password", site.account.password.as_str()), ("required_field_1234", "x")]] {
            let page = client.get("/login");
            let fields: Vec<_> = fields.into_iter().chain([("login", site.account.login.as_str())]).collect();
            let refused = client.send(&page, "/session", &fields);
            assert_eq!(refused.status, 200);
            assert!(refused.body.contains("Incorrect username or password.") && refused.body.contains("Sign in to GitHub · GitHub"));
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

#[test]
fn a_token_is_made_shown_once_used_and_deleted() {
    with_site(Options { sudo: SudoMode::Fresh, ..edition(Edition::November2026) }, |site, mut client| {
        client.sign_in(site);
        let note = "oauth_access[description]";
        let days = ("oauth_access[default_expires_at]", "7");
        assert!(client.make_token(&[(note, " "), days]).body.contains("Note can&#x27;t be blank"));
        let scope = "oauth_access[scopes][]";
        let made = client.make_token(&[(note, "nightly"), days, (scope, "repo"), (scope, "read:org")]);
        assert_eq!((made.status, made.location.as_str()), (302, "/settings/tokens"));
        assert!(client.make_token(&[(note, "nightly"), days]).body.contains("Note has already been taken"));
        let list = client.get("/settings/tokens");
        let token = between(&list.body, "<code id=\"new-oauth-token\" class=\"token\">", "</code>").to_owned();
        assert!(token.starts_with("ghp_") && token.len() == 40 && list.body.contains("Never used"));
        assert!(!client.get("/settings/tokens").body.contains("new-oauth-token\""));
        let answer = ask_api(site, &token);
        assert!(answer.status == 200 && answer.body.contains(&site.account.login));
        assert_eq!(answer.headers["x-oauth-scopes"], "repo, read:org");
        assert!(answer.headers["github-authentication-token-expiration"].ends_with(" UTC"));
        let info = site.tokens().pop().unwrap();
        assert!(info.note == "nightly" && info.used);
        let deleted = client.send(&list, &format!("/settings/tokens/{}", info.id), &[("_method", "delete")]);
        assert_eq!(deleted.location, "/settings/tokens");
        assert!(client.get("/settings/tokens").body.contains("Deleted personal access token"));
        assert_eq!((ask_api(site, &token).status, site.tokens().len()), (401, 1));
    });
}

fn ask_api(site: &Site, token: &str) -> Answer {
    let client = Client::of(site);
    let url = format!("{}/api/v3/user", site.base_url);
    read(&mut client.agent.get(&url).header("authorization", &format!("Bearer {token}")).call().unwrap())
}

#[test]
fn a_token_can_be_revoked_without_signing_in() {
    with_site(Options { sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        client.make_token(&[("oauth_access[description]", "endless"), ("oauth_access[default_expires_at]", "none")]);
        let list = client.get("/settings/tokens").body;
        let token = between(&list, "<code id=\"new-oauth-token\" class=\"token\">", "</code>");
        let answer = ask_api(site, token);
        assert_eq!(answer.headers["x-oauth-scopes"], "");
        assert!(!answer.headers.contains_key("github-authentication-token-expiration"));
        let url = format!("{}/api/v3/credentials/revoke", site.base_url);
        let body = format!("{{\"credentials\":[\"{token}\"]}}");
        assert_eq!(client.agent.post(&url).send(&body).unwrap().status().as_u16(), 202);
        assert_eq!(ask_api(site, token).status, 401);
        let url = format!("{}/api/v3/user", site.base_url);
        assert_eq!(client.agent.get(&url).header("user-agent", "").call().unwrap().status().as_u16(), 403);
    });
}

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
                    pages += &format!("{} {}", page.status, between(&(page.body + "<main"), "<main", "</form>\n  </div>"));
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
fn every_noise_is_served_and_markup_keeps_what_is_vouched_for() {
    for noise in Noise::ALL {
        assert_eq!(noise.name().parse(), Ok(noise));
    }
    assert_eq!(Noise::seeded("markup:7").unwrap(), (Noise::Markup, 7));
    let kept = [
        "id=\"oauth_access_description\"", "id=\"new_oauth_access\"", "value=\"repo\"", "name=\"oauth_access[scopes][]\"",
        "href=\"/settings/apps\"", "Generate token", "id=\"start-of-content\"", "name=\"route-pattern\"",
    ];
    for seed in 0..8 {
        let noises = Noise::ALL.map(|noise| (noise, seed)).to_vec();
        with_site(Options { noises, sudo: SudoMode::Fresh, ..edition(Edition::November2026) }, |site, mut client| {
            client.sign_in(site);
            let page = client.get("/settings/tokens/new").body;
            assert!(!page.contains("\"x-") && !page.contains("<!--"), "{page}");
            assert!(kept.iter().all(|part| page.contains(part)), "{:?}", kept.iter().find(|part| !page.contains(**part)));
            assert!(client.get("/avatars/practice-walker.svg").body.starts_with("<svg"));
        });
    }
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
                FaultKind::ServerError => assert!(answer.status == 500 && answer.body.contains("<title>Server Error")),
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
    assert_eq!(messages, [
        "no edition is called \"2024-02\"\nhint: did you mean \"2024-01\"?",
        "no mutation is called \"rename-develper-settings\"\nhint: did you mean \"rename-developer-settings\"?",
        "no noise is called \"zzz\"\nhint: there are avatar, dates, animation, late-image, markup",
        "no fault is called \"server-eror\"\nhint: did you mean \"server-error\"?",
        "the seed of a noise can't be \"many\"\nhint: a seed is a whole number, as in \"markup:7\"",
    ]);
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
