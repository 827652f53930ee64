//! Other words: what other products call it, other languages, headings, sentences, scopes named otherwise.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, rename, say, truth};
use crate::judge::Kind::{Renamed, Reworded};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-says-verify",
        about: "the button \"Sign in\" is called \"Verify\"",
        source: "Okta: the button below the password says \"Verify\"",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit("/login", "value=\"Sign in\"", "value=\"Verify\"")])],
        truths: &[truth(1, Renamed, Breaking, "Verify")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "settings-say-setup",
        about: "\"Settings\" in the user panel is called \"Setup\"",
        source: "Salesforce: the menu of the gear says \"Setup\"",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Settings", "Setup"))],
        truths: &[truth(3, Renamed, Breaking, "Setup")],
        unreached: &[],
    },
    Case {
        name: "api-keys-and-webhooks",
        about: "\"Developer settings\" is called \"API keys & webhooks\"",
        source: "Paystack: keys are found in the settings under \"API Keys & Webhooks\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| rename(content, "Developer settings", "API keys & webhooks"))],
        truths: &[truth(4, Renamed, Breaking, "webhooks")],
        unreached: &[],
    },
    Case {
        name: "privacy-and-security",
        about: "the heading \"Security\" in the settings sidebar reads \"Privacy and security\"",
        source: "Telegram: the part of the settings is called \"Privacy and Security\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let group = content.sidebar.iter_mut().find(|group| group.heading == Some("Security"));
            if let Some(group) = group {
                group.heading = Some("Privacy and security");
            }
        })],
        truths: &[truth(4, Reworded, Misleading, "Privacy and security")],
        unreached: &[],
    },
    Case {
        name: "authorizations",
        about: "\"Personal access tokens\" in the developer sidebar is called \"Authorizations\"",
        source: "Heroku: tokens are made under \"Authorizations\"",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "Personal access tokens", "Authorizations"))],
        truths: &[truth(5, Renamed, Breaking, "Authorizations")],
        unreached: &[],
    },
    Case {
        name: "standard-and-restricted-tokens",
        about: "the two entries below \"Personal access tokens\" are called \"Restricted tokens\" and \"Standard tokens\"",
        source: "Stripe: there are \"Standard keys\" and \"Restricted keys\"",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            rename(content, "Fine-grained tokens", "Restricted tokens");
            rename(content, "Tokens (classic)", "Standard tokens");
        })],
        truths: &[truth(5, Renamed, Breaking, "Standard tokens"), truth(5, Renamed, Misleading, "Restricted tokens")],
        unreached: &[],
    },
    Case {
        name: "generate-new-says-just-new",
        about: "the button \"Generate new token\" is called \"New\"",
        source: "Trello: the button above the list of Power-Ups says \"New\"",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "generate_new_token", "New"))],
        truths: &[truth(6, Renamed, Breaking, "New")],
        unreached: &[],
    },
    Case {
        name: "active-personal-access-tokens",
        about: "the heading of the token list reads \"Active personal access tokens\"",
        source: "GitLab: the list stands under \"Active personal access tokens\"",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "list_heading", "Active personal access tokens"))],
        truths: &[truth(6, Reworded, Misleading, "Active personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "confirm-says-next",
        about: "the button \"Confirm\" of the password form is called \"Next\"",
        source: "Google account: the button below the password that is asked for once more says \"Next\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Content(|content| say(content, "confirm", "Next"))],
        truths: &[truth(7, Renamed, Breaking, "Next")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "security-check",
        about: "the password form's heading \"Confirm access\" reads \"Security check\"",
        source: "LinkedIn: who has to show who it is does so under \"Let’s do a quick security check\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit("/sessions/sudo", "<h1>Confirm access</h1>", "<h1>Security check</h1>")])],
        truths: &[truth(7, Reworded, Misleading, "Confirm access")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "description-tag-value",
        about: "the field \"Note\" is called \"Description tag value\"",
        source: "AWS: what a new access key is for is written into \"Description tag value\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "note", "Description tag value"))],
        truths: &[truth(8, Renamed, Breaking, "Description tag value")],
        unreached: &[],
    },
    Case {
        name: "expiry",
        about: "\"Expiration\" is called \"Expiry\"",
        source: "Linode: how long a new token lives is chosen under \"Expiry\"",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "expiration", "Expiry"))],
        truths: &[truth(8, Renamed, Breaking, "Expiry")],
        unreached: &[],
    },
    Case {
        name: "org-admin",
        about: "the scopes \"admin:org\" and \"write:org\" are called \"org:admin\" and \"org:write\"",
        source: "Sentry: the scopes are called \"org:admin\" and \"org:write\"",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let scope = &mut content.scopes[4];
            "org:admin".clone_into(&mut scope.name);
            "org:write".clone_into(&mut scope.children[0].name);
        })],
        truths: &[truth(9, Renamed, Misleading, "org:admin"), truth(9, Renamed, Misleading, "org:write")],
        unreached: &[],
    },
    Case {
        name: "repo-says-api",
        about: "the scope \"repo\" is called \"api\"",
        source: "GitLab: the first scope, which opens nearly everything, is called \"api\"",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| "api".clone_into(&mut content.scopes[0].name))],
        truths: &[truth(9, Renamed, Breaking, "api")],
        unreached: &[],
    },
    Case {
        name: "generate-token-in-spanish",
        about: "\"Generate token\" is called \"Generar token\"",
        source: "GitHub: its documentation in Spanish says \"Generar token\"",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Content(|content| say(content, "generate_token", "Generar token"))],
        truths: &[truth(10, Renamed, Breaking, "Generar token")],
        unreached: &[11],
    },
    Case {
        name: "like-a-password",
        about: "the sentence above the new token says to treat it like a password",
        source: "GitHub: its documentation says to treat tokens like passwords",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Content(|content| {
            say(content, "copy_now", "Treat this token like a password, and copy it before you leave this page.");
        })],
        truths: &[truth(11, Reworded, Cosmetic, "like a password")],
        unreached: &[],
    },
];
