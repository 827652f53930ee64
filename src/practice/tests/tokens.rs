//! The life of a token.

use super::{Answer, Client, between, edition, read, with_site};
use crate::practice::{Edition, Options, Site, SudoMode};

const NOTE: &str = "oauth_access[description]";
const SCOPE: &str = "oauth_access[scopes][]";
const WEEK: (&str, &str) = ("oauth_access[default_expires_at]", "7");

fn fresh() -> Options {
    Options { sudo: SudoMode::Fresh, ..edition(Edition::November2026) }
}

fn shown(list: &Answer) -> &str {
    between(&list.body, "<code id=\"new-oauth-token\" class=\"token\">", "</code>")
}

#[test]
fn a_note_must_be_there_and_new() {
    with_site(fresh(), |site, mut client| {
        client.sign_in(site);
        let blank = client.make_token(&[(NOTE, " "), WEEK]).body;
        assert!(blank.contains("Note can&#x27;t be blank"));
        client.make_token(&[(NOTE, "nightly"), WEEK]);
        let again = client.make_token(&[(NOTE, "nightly"), WEEK]).body;
        assert!(again.contains("Note has already been taken"));
        assert_eq!(site.tokens().len(), 2);
    });
}

#[test]
fn a_token_is_shown_once() {
    with_site(fresh(), |site, mut client| {
        client.sign_in(site);
        let made = client.make_token(&[(NOTE, "nightly"), WEEK]);
        assert_eq!((made.status, made.location.as_str()), (302, "/settings/tokens"));
        let list = client.get("/settings/tokens");
        assert!(shown(&list).starts_with("ghp_") && shown(&list).len() == 40);
        let reloaded = client.get("/settings/tokens").body;
        assert!(reloaded.contains("Never used") && !reloaded.contains("new-oauth-token\""));
    });
}

#[test]
fn a_token_works_until_it_is_deleted() {
    with_site(fresh(), |site, mut client| {
        client.sign_in(site);
        client.make_token(&[(NOTE, "nightly"), WEEK, (SCOPE, "repo"), (SCOPE, "read:org")]);
        let list = client.get("/settings/tokens");
        let answer = ask_api(site, shown(&list));
        assert!(answer.status == 200 && answer.body.contains(&site.account.login));
        assert_eq!(answer.headers["x-oauth-scopes"], "repo, read:org");
        assert!(answer.headers["github-authentication-token-expiration"].ends_with(" UTC"));
        assert_eq!([&answer.headers["x-ratelimit-limit"], &answer.headers["x-ratelimit-remaining"]], ["5000", "4999"]);
        assert!(
            answer.headers["x-github-request-id"].split(':').count() == 4 && answer.headers.contains_key("x-ratelimit-reset")
        );
        let info = site.tokens().pop().unwrap();
        assert!(info.note == "nightly" && info.used);
        let address = format!("/settings/tokens/{}", info.id);
        let deleted = client.send(&list, &address, &[("_method", "delete")]);
        assert_eq!(deleted.location, "/settings/tokens");
        let after = client.get("/settings/tokens").body;
        assert!(after.contains("Deleted personal access token"));
        let gone = ask_api(site, shown(&list));
        assert_eq!((gone.status, site.tokens().len()), (401, 1));
        let said: serde_json::Value = serde_json::from_str(&gone.body).unwrap();
        assert_eq!((said["message"].as_str(), said["status"].as_str()), (Some("Bad credentials"), Some("401")));
        assert!(!gone.headers.contains_key("x-oauth-scopes") && gone.headers["x-ratelimit-limit"] == "60");
    });
}

fn ask_api(site: &Site, token: &str) -> Answer {
    let client = Client::of(site);
    let url = format!("{}/api/v3/user", site.base_url);
    read(&mut client.agent.get(&url).header("authorization", &format!("Bearer {token}")).call().unwrap())
}

#[test]
fn what_is_no_list_of_tokens_revokes_nothing() {
    with_site(Options::default(), |site, client| {
        let url = format!("{}/api/v3/credentials/revoke", site.base_url);
        let many = format!("{{\"credentials\":[{}\"\"]}}", "\"\",".repeat(1000));
        for body in ["", "[]", "{\"credentials\":[]}", "{\"credentials\":\"ghp_x\"}", &many] {
            let answer = read(&mut client.agent.post(&url).send(body).unwrap());
            assert!(answer.status == 422 && answer.body.contains("Validation Failed"), "{body}: {answer:?}");
        }
        assert_eq!(site.tokens().len(), 1);
    });
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
        let config = ureq::Agent::config_builder().http_status_as_error(false).user_agent("").build();
        let nameless = ureq::Agent::from(config);
        assert_eq!(nameless.get(&url).call().unwrap().status().as_u16(), 403);
    });
}
