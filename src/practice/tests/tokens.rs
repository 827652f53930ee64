//! The life of a token.

use super::{Answer, Client, between, edition, read, with_site};
use crate::practice::{Edition, Options, Site, SudoMode};

#[test]
fn a_token_is_made_shown_once_used_and_deleted() {
    with_site(
        Options {
            sudo: SudoMode::Fresh,
            ..edition(Edition::November2026)
        },
        |site, mut client| {
            client.sign_in(site);
            let note = "oauth_access[description]";
            let days = ("oauth_access[default_expires_at]", "7");
            assert!(
                client
                    .make_token(&[(note, " "), days])
                    .body
                    .contains("Note can&#x27;t be blank")
            );
            let scope = "oauth_access[scopes][]";
            let made = client.make_token(&[
                (note, "nightly"),
                days,
                (scope, "repo"),
                (scope, "read:org"),
            ]);
            assert_eq!(
                (made.status, made.location.as_str()),
                (302, "/settings/tokens")
            );
            assert!(
                client
                    .make_token(&[(note, "nightly"), days])
                    .body
                    .contains("Note has already been taken")
            );
            let list = client.get("/settings/tokens");
            let token = between(
                &list.body,
                "<code id=\"new-oauth-token\" class=\"token\">",
                "</code>",
            )
            .to_owned();
            assert!(
                token.starts_with("ghp_") && token.len() == 40 && list.body.contains("Never used")
            );
            assert!(
                !client
                    .get("/settings/tokens")
                    .body
                    .contains("new-oauth-token\"")
            );
            let answer = ask_api(site, &token);
            assert!(answer.status == 200 && answer.body.contains(&site.account.login));
            assert_eq!(answer.headers["x-oauth-scopes"], "repo, read:org");
            assert!(answer.headers["github-authentication-token-expiration"].ends_with(" UTC"));
            let info = site.tokens().pop().unwrap();
            assert!(info.note == "nightly" && info.used);
            let deleted = client.send(
                &list,
                &format!("/settings/tokens/{}", info.id),
                &[("_method", "delete")],
            );
            assert_eq!(deleted.location, "/settings/tokens");
            assert!(
                client
                    .get("/settings/tokens")
                    .body
                    .contains("Deleted personal access token")
            );
            assert_eq!(
                (ask_api(site, &token).status, site.tokens().len()),
                (401, 1)
            );
        },
    );
}

fn ask_api(site: &Site, token: &str) -> Answer {
    let client = Client::of(site);
    let url = format!("{}/api/v3/user", site.base_url);
    read(
        &mut client
            .agent
            .get(&url)
            .header("authorization", &format!("Bearer {token}"))
            .call()
            .unwrap(),
    )
}

#[test]
fn a_token_can_be_revoked_without_signing_in() {
    with_site(
        Options {
            sudo: SudoMode::Fresh,
            ..Options::default()
        },
        |site, mut client| {
            client.sign_in(site);
            client.make_token(&[
                ("oauth_access[description]", "endless"),
                ("oauth_access[default_expires_at]", "none"),
            ]);
            let list = client.get("/settings/tokens").body;
            let token = between(
                &list,
                "<code id=\"new-oauth-token\" class=\"token\">",
                "</code>",
            );
            let answer = ask_api(site, token);
            assert_eq!(answer.headers["x-oauth-scopes"], "");
            assert!(
                !answer
                    .headers
                    .contains_key("github-authentication-token-expiration")
            );
            let url = format!("{}/api/v3/credentials/revoke", site.base_url);
            let body = format!("{{\"credentials\":[\"{token}\"]}}");
            assert_eq!(
                client
                    .agent
                    .post(&url)
                    .send(&body)
                    .unwrap()
                    .status()
                    .as_u16(),
                202
            );
            assert_eq!(ask_api(site, token).status, 401);
            let url = format!("{}/api/v3/user", site.base_url);
            let config = ureq::Agent::config_builder()
                .http_status_as_error(false)
                .user_agent("")
                .build();
            let nameless = ureq::Agent::from(config);
            assert_eq!(nameless.get(&url).call().unwrap().status().as_u16(), 403);
        },
    );
}
