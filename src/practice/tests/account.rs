//! What is asked of the account's holder: codes, screens in between, the password once more; and what time does to that.

use super::{Answer, Client, between, edition, with_site};
use crate::practice::codes::code_at;
use crate::practice::{Edition, Feature, Options, Site, SudoMode, serve};
use jiff::SignedDuration;

fn account(features: &[Feature]) -> Options {
    Options { features: features.to_vec(), ..Options::default() }
}

fn code_now(site: &Site) -> String {
    code_at(&site.account.totp, site.app.time())
}

fn send_code(client: &mut Client, code: &str) -> Answer {
    let page = client.get("/sessions/two-factor/app");
    client.send(&page, "/sessions/two-factor", &[("app_otp", code)])
}

const HALF_A_MINUTE: SignedDuration = SignedDuration::from_secs(30);

#[test]
fn after_the_password_a_code_is_wanted_and_good_once() {
    with_site(account(&[Feature::TwoFactor]), |site, mut client| {
        assert_eq!(client.get("/sessions/two-factor/app").location, "/login");
        assert_eq!(client.sign_in(site).location, "/sessions/two-factor/app");
        assert_eq!(client.get("/sessions/two-factor").location, "/sessions/two-factor/app");
        let wrong = send_code(&mut client, "12345");
        assert!(wrong.body.contains("Two-factor authentication failed.") && wrong.status == 200);
        assert_eq!(between(&wrong.body, "<title>", "</title>"), "Two-factor authentication");
        assert!(client.get("/settings/profile").location.starts_with("/login?"));
        let code = code_now(site);
        assert_eq!(send_code(&mut client, &code).location, "/");
        assert_eq!(client.get("/settings/profile").status, 200);
        let mut other = Client::of(site);
        other.sign_in(site);
        assert!(send_code(&mut other, &code).body.contains("Two-factor authentication failed."));
        site.let_pass(HALF_A_MINUTE);
        assert_eq!(send_code(&mut other, &code_now(site)).location, "/");
    });
}

#[test]
fn a_code_goes_by_the_sites_own_clock_and_no_noise_moves_it() {
    let clock = "2026-11-23T12:00:00".parse().ok();
    let noises = vec![(crate::practice::Noise::Dates, 3)];
    with_site(Options { clock, noises, ..account(&[Feature::TwoFactor]) }, |site, mut client| {
        client.sign_in(site);
        let noon = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(send_code(&mut client, &code_at(&site.account.totp, noon)).location, "/");
    });
}

/// `(feature, the first page's address, what that page has)`.
const FIRST: [(Feature, &str, &[&str]); 4] = [
    (Feature::TwoFactor, "app", &["id=\"app_totp\"", "name=\"app_otp\"", "placeholder=\"XXXXXX\"", "Having problems?"]),
    (Feature::PasskeyFirst, "webauthn", &["authenticate using the button below", "Use passkey", "Use your authenticator app"]),
    (
        Feature::MobileFirst,
        "mobile",
        &["We sent you a sign-in request", "githubMobileChallengeValue", "Use your authenticator app"],
    ),
    (Feature::SmsFirst, "sms", &["name=\"sms_otp\"", "Use your authenticator app", "Use a recovery code"]),
];

#[test]
fn another_method_can_come_first_and_the_code_still_does() {
    for (feature, method, parts) in FIRST {
        with_site(account(&[feature]), |site, mut client| {
            let address = client.sign_in(site).location;
            assert_eq!(address, format!("/sessions/two-factor/{method}"));
            let page = client.get(&address);
            let lacks: Vec<_> = parts.iter().filter(|part| !page.body.contains(**part)).collect();
            assert!(lacks.is_empty(), "{feature}: {lacks:?} in {}", page.body);
            let recovery = client.get("/sessions/two-factor/recovery");
            let refused = client.send(&recovery, "/sessions/two-factor", &[("recovery_code", "12345-12345")]);
            assert!(
                recovery.body.contains("Two-factor recovery</h1>")
                    && refused.body.contains("Recovery code authentication failed.")
            );
            assert_eq!(send_code(&mut client, &code_now(site)).location, "/");
        });
    }
    let late = Options { edition: Edition::November2026, ..account(&[Feature::PasskeyFirst]) };
    with_site(late, |site, mut client| {
        client.sign_in(site);
        let page = client.get("/sessions/two-factor/webauthn").body;
        assert!(
            ["Authenticate using your passkey.", "More options", ">Authenticator app<"].iter().all(|part| page.contains(part))
        );
    });
}

/// `(feature, title, what its page has, what is pressed: a field of its form, or its link)`.
type Row = (Feature, &'static str, &'static [&'static str], &'static str);

const SCREENS: [Row; 5] = [
    (Feature::CheckUp, "Verify two-factor authentication", &["skip 2FA verification</button>", "Verify 2FA now"], ""),
    (
        Feature::TwoFactorReminder,
        "Two-factor authentication (2FA) is required for your GitHub account",
        &["You have 7 days left to enable 2FA.", "Remind me tomorrow</button>"],
        "",
    ),
    (Feature::RecoveryQuestion, "Confirm your account recovery settings", &["name=\"type\" value=\"confirmed\""], "type"),
    (
        Feature::PasskeyOffer,
        "Configure passwordless authentication",
        &["value=\"Ask me later\"", "value=\"Don't ask again for this browser\"", "Add passkey</button>"],
        "later",
    ),
    (Feature::Personalisation, "Personalize your experience", &["Skip personalization</a>"], "link"),
];

#[test]
fn a_screen_in_between_comes_up_until_it_is_answered_and_once_for_a_sign_in() {
    for (feature, title, parts, pressed) in SCREENS {
        with_site(account(&[feature]), |site, mut client| {
            for _ in 0..2 {
                client.sign_in(site);
                let led = client.get("/settings/profile");
                assert_eq!((led.status, &client.get("/settings/profile").location), (302, &led.location), "{feature}");
                let page = client.get(&led.location);
                assert_eq!(between(&page.body, "<title>", "</title>"), title);
                assert!(parts.iter().all(|part| page.body.contains(part)), "{feature}: {}", page.body);
                let address = led.location.split('?').next().unwrap();
                let answer = match pressed {
                    "link" => client.get(&format!("{address}?skip=true&return_to=%2Fsettings%2Fprofile")),
                    field => client.send(&page, address, &[("return_to", "/settings/profile"), (field, "x")]),
                };
                assert_eq!((answer.location.as_str(), client.get("/settings/profile").status), ("/settings/profile", 200));
                let page = client.get("/logout");
                client.send(&page, "/logout", &[]);
            }
        });
    }
}

#[test]
fn all_screens_come_up_one_after_another() {
    let features = SCREENS.map(|(feature, ..)| feature);
    with_site(account(&features), |site, mut client| {
        client.sign_in(site);
        for _ in SCREENS {
            let address = client.get("/").location;
            let page = client.get(&address);
            client.send(&page, address.split('?').next().unwrap(), &[]);
        }
        assert!(client.get("/").body.contains("Home</h2>"));
    });
}

#[test]
fn the_check_up_wants_another_code() {
    with_site(account(&[Feature::TwoFactor, Feature::CheckUp]), |site, mut client| {
        client.sign_in(site);
        send_code(&mut client, &code_now(site));
        let page = client.get("/settings/two_factor_checkup");
        let again = client.send(&page, "/settings/two_factor_checkup", &[("app_otp", &code_now(site))]);
        assert!(again.body.contains("Two-factor authentication failed."));
        site.let_pass(HALF_A_MINUTE);
        let done = client.send(&page, "/settings/two_factor_checkup", &[("app_otp", &code_now(site))]);
        assert!(done.body.contains("2FA verification successful!") && client.get("/").status == 200);
    });
}

fn mailed(client: &mut Client) -> String {
    client.get("/_practice/mailbox").body.trim().to_owned()
}

#[test]
fn a_new_browser_must_show_a_code_from_a_mail() {
    with_site(account(&[Feature::DeviceVerification]), |site, mut client| {
        assert_eq!(client.get("/_practice/mailbox").status, 404);
        assert_eq!(client.sign_in(site).location, "/sessions/verified-device");
        let page = client.get("/sessions/verified-device");
        let parts =
            ["<title>Device verification", "Device Verification Code", "id=\"otp\"", "Re-send the authentication code", "•••@"];
        assert!(parts.iter().all(|part| page.body.contains(part)), "{}", page.body);
        let first = mailed(&mut client);
        assert_eq!(client.get("/sessions/verified-device?resend").location, "/sessions/verified-device");
        let second = mailed(&mut client);
        assert!(first != second && second.len() == 6);
        let wrong = client.send(&page, "/sessions/verified-device", &[("otp", &first)]);
        assert!(wrong.body.contains("Incorrect verification code provided."));
        assert_eq!(client.send(&page, "/sessions/verified-device", &[("otp", &second)]).location, "/");
        let page = client.get("/logout");
        client.send(&page, "/logout", &[]);
        assert_eq!(client.sign_in(site).location, "/", "this browser is no new one any more");
        let mut other = Client::of(site);
        other.sign_in(site);
        let page = other.get("/sessions/verified-device");
        site.let_pass(SignedDuration::from_hours(1));
        let code = mailed(&mut other);
        assert_eq!(other.send(&page, "/sessions/verified-device", &[("otp", &code)]).status, 200, "an hour is over");
    });
    with_site(account(&[Feature::DeviceBoxes]), |site, mut client| {
        client.sign_in(site);
        let page = client.get("/sessions/verified-device").body;
        assert!(page.contains("<title>Verify your device · GitHub") && page.matches("maxlength=\"1\"").count() == 6);
    });
}

/// The form for a token, once the password was given where it is asked for at `address`.
fn confirm(client: &mut Client, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(address);
    let fields: Vec<_> = fields.iter().copied().chain([("sudo_return_to", "/settings/tokens/new")]).collect();
    client.send(&page, "/sessions/sudo", &fields)
}

/// `(feature, what the first page has, what it lacks)`.
const SUDO: [(Feature, &[&str], &[&str]); 4] = [
    (Feature::SudoCodeFirst, &["id=\"app_totp\"", "Use your password</a>"], &["id=\"sudo_password\""]),
    (Feature::SudoPasskeyFirst, &["Use passkey", "Use your password</a>"], &["id=\"sudo_password\""]),
    (Feature::SudoMobileFirst, &["We sent you a verification request", "Use your password</a>"], &["id=\"sudo_password\""]),
    (Feature::NoPassword, &["Send a code via email</button>"], &["id=\"sudo_password\"", "Use your password"]),
];

#[test]
fn something_else_can_be_asked_for_in_the_passwords_place() {
    for (feature, has, lacks) in SUDO {
        with_site(account(&[feature]), |site, mut client| {
            client.sign_in(site);
            let page = client.get("/sessions/sudo?return_to=%2Fsettings%2Ftokens%2Fnew").body;
            assert!(page.contains("<title>Confirm access") && page.contains("Confirm access</h1>"));
            assert!(
                has.iter().all(|part| page.contains(part)) && !lacks.iter().any(|part| page.contains(part)),
                "{feature}: {page}"
            );
            let form = client.get("/sessions/sudo?type=password").body;
            assert_eq!(form.contains("id=\"sudo_password\""), feature != Feature::NoPassword);
            if feature == Feature::SudoCodeFirst {
                let wrong = confirm(&mut client, "/sessions/sudo", &[("credential_type", "totp"), ("app_otp", "1")]);
                assert!(wrong.body.contains("Sudo authentication failed."));
                confirm(&mut client, "/sessions/sudo", &[("credential_type", "totp"), ("app_otp", &code_now(site))]);
                assert_eq!(client.get("/settings/tokens/new").status, 200);
            }
        });
    }
}

#[test]
fn without_a_password_a_code_comes_by_mail_and_is_good_for_a_quarter_of_an_hour() {
    with_site(account(&[Feature::NoPassword]), |site, mut client| {
        client.sign_in(site);
        assert_eq!(client.give_password(site).status, 200);
        for (minutes, status) in [(15, 302), (14, 200)] {
            let sent = confirm(&mut client, "/sessions/sudo", &[("credential_type", "send-email")]);
            assert!(sent.body.contains("id=\"sudo_email_otp\""));
            let code = mailed(&mut client);
            assert_eq!(code.len(), 8);
            site.let_pass(SignedDuration::from_mins(minutes));
            client.send(&sent, "/sessions/sudo", &[("credential_type", "email"), ("sudo_email_otp", &code)]);
            assert_eq!(client.get("/settings/tokens/new").status, status, "{minutes}");
        }
    });
}

#[test]
fn the_password_can_be_asked_for_in_place_or_in_a_dialog() {
    with_site(account(&[Feature::SudoInPlace]), |site, mut client| {
        client.sign_in(site);
        let page = client.get("/settings/tokens/new?description=x");
        assert!(page.status == 200 && page.body.contains("<title>Confirm access"));
        assert!(page.body.contains("name=\"sudo_return_to\" value=\"/settings/tokens/new?description=x\""));
    });
    with_site(account(&[Feature::SudoRunsOut]), |site, mut client| {
        client.sign_in(site);
        assert!(client.get("/settings/tokens").body.contains("data-sudo-dialog=\"/sessions/sudo_modal\""));
        let dialog = client.get("/sessions/sudo_modal");
        assert!(dialog.body.starts_with("<dialog") && dialog.body.contains("id=\"sudo_password\""));
        client.give_password(site);
        assert_eq!(client.get("/sessions/sudo_modal").status, 204);
        assert_eq!(client.get("/settings/tokens/new").status, 200);
        assert_eq!(client.get("/sessions/sudo_modal").status, 200, "it has run out meanwhile");
        client.give_password(site);
        assert_eq!([(); 2].map(|()| client.get("/settings/tokens/new").status), [200, 200], "that happens once");
    });
}

#[test]
fn after_the_password_the_page_can_stay_and_want_a_code() {
    with_site(account(&[Feature::SudoThenCode]), |site, mut client| {
        client.sign_in(site);
        let stays = client.give_password(site);
        assert!(stays.body.contains("<title>Confirm access") && stays.body.contains("id=\"app_totp\""));
        assert_eq!(client.get("/settings/tokens/new").status, 302);
        let code = code_now(site);
        let done = confirm(&mut client, "/sessions/sudo", &[("credential_type", "totp"), ("app_otp", &code)]);
        assert_eq!((done.location.as_str(), client.get("/settings/tokens/new").status), ("/settings/tokens/new", 200));
    });
}

#[test]
fn a_given_password_and_a_session_end_by_the_sites_clock() {
    with_site(edition(Edition::November2026), |site, mut client| {
        client.sign_in(site);
        client.give_password(site);
        site.let_pass(SignedDuration::from_mins(119));
        assert_eq!(client.get("/settings/tokens/new").status, 200);
        site.let_pass(SignedDuration::from_mins(119));
        assert_eq!(client.get("/settings/tokens/new").status, 200, "each use starts the two hours again");
        site.let_pass(SignedDuration::from_hours(2));
        assert!(client.get("/settings/tokens/new").location.starts_with("/sessions/sudo"));
        for _ in 0..2 {
            site.let_pass(SignedDuration::from_hours(13 * 24));
            assert_eq!(client.get("/settings/profile").status, 200);
        }
        site.let_pass(SignedDuration::from_hours(14 * 24));
        assert!(client.get("/settings/profile").location.starts_with("/login"));
    });
    with_site(Options { sudo: SudoMode::Fresh, ..Options::default() }, |site, mut client| {
        client.sign_in(site);
        assert_eq!(client.get("/settings/tokens/new").status, 200);
    });
}

#[test]
fn features_have_names_and_some_exclude_each_other() {
    for feature in Feature::ALL {
        assert_eq!(feature.name().parse::<Feature>(), Ok(feature));
        assert!(!feature.about().is_empty());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let refused = runtime.block_on(serve(account(&[Feature::SmsFirst, Feature::DeviceBoxes]))).unwrap_err();
    assert_eq!(refused.to_string(), "no account has both two-factor and device-verification\nhint: leave one of them out");
}
