//! Other words: another language, another product's word, headings, a label, sentences.

use super::case::{ALL, Case, Change, EARLY, JANUARY_2024, LATE, Part, edit, rename, say, truth};
use crate::judge::Kind::{Renamed, Reworded};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-in-portuguese",
        about: "the button \"Sign in\" is called \"Entrar\"",
        source: "Facebook: in Portuguese the button says \"Entrar\"",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit("/login", "value=\"Sign in\"", "value=\"Entrar\"")])],
        truths: &[truth(1, Renamed, Breaking, "Entrar")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "settings-in-french",
        about: "\"Settings\" in the user panel is called \"Paramètres\"",
        source: "GitHub: its documentation in French says \"Paramètres\"",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Settings", "Paramètres"))],
        truths: &[truth(3, Renamed, Breaking, "Paramètres")],
        unreached: &[],
    },
    Case {
        name: "your-boards",
        about: "\"Your projects\" in the user panel is called \"Your boards\"",
        source: "Trello: what others call projects are called boards there",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Your projects", "Your boards"))],
        truths: &[truth(3, Renamed, Misleading, "Your boards")],
        unreached: &[],
    },
    Case {
        name: "github-help",
        about: "\"GitHub Docs\" in the user panel is called \"GitHub Help\"",
        source: "GitHub, until 2020: the documentation was called GitHub Help (here again)",
        editions: JANUARY_2024,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "GitHub Docs", "GitHub Help"))],
        truths: &[truth(3, Renamed, Misleading, "GitHub Help")],
        unreached: &[],
    },
    Case {
        name: "apps-and-integrations",
        about: "\"Developer settings\" is called \"Apps and integrations\"",
        source: "Zendesk: tokens are made under \"Apps and integrations\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| rename(content, "Developer settings", "Apps and integrations"))],
        truths: &[truth(4, Renamed, Breaking, "Apps and integrations")],
        unreached: &[],
    },
    Case {
        name: "sign-in-and-security",
        about: "the heading \"Access\" in the settings sidebar reads \"Sign-in and security\"",
        source: "Apple account: password and devices stand under \"Sign-In & Security\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let group = content.sidebar.iter_mut().find(|group| group.heading == Some("Access"));
            if let Some(group) = group {
                group.heading = Some("Sign-in and security");
            }
        })],
        truths: &[truth(4, Reworded, Misleading, "Sign-in and security")],
        unreached: &[],
    },
    Case {
        name: "api-access-tokens",
        about: "\"Personal access tokens\" in the developer sidebar is called \"API access tokens\"",
        source: "Buildkite: the personal settings have an entry \"API Access Tokens\"",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "Personal access tokens", "API access tokens"))],
        truths: &[truth(5, Renamed, Breaking, "API access tokens")],
        unreached: &[],
    },
    Case {
        name: "fine-grained-is-recommended",
        about: "the label of \"Fine-grained tokens\" says \"Recommended\"",
        source: "GitHub: its documentation recommends fine-grained tokens instead of classic ones",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Fine-grained tokens") {
                items[at].badge = Some("Recommended");
            }
        })],
        truths: &[truth(5, Renamed, Misleading, "Recommended")],
        unreached: &[],
    },
    Case {
        name: "generate-new-in-german",
        about: "the button \"Generate new token\" is called \"Neues Token generieren\"",
        source: "GitHub: its documentation in German says \"Neues Token generieren\"",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "generate_new_token", "Neues Token generieren"))],
        truths: &[truth(6, Renamed, Breaking, "Neues Token generieren")],
        unreached: &[],
    },
    Case {
        name: "sudo-mode",
        about: "the password form's heading \"Confirm access\" reads \"Sudo mode\"",
        source: "GitHub: its documentation calls what the password is asked for \"sudo mode\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit("/sessions/sudo", "<h1>Confirm access</h1>", "<h1>Sudo mode</h1>")])],
        truths: &[truth(7, Reworded, Misleading, "Confirm access")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "account-password",
        about: "the field \"Password\" of the password form is called \"Account password\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit("/sessions/sudo", "          Password\n", "          Account password\n")])],
        truths: &[truth(7, Renamed, Breaking, "Account password")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "friendly-name",
        about: "the field \"Note\" is called \"Friendly name\"",
        source: "Twilio: a new key is given a \"Friendly name\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "note", "Friendly name"))],
        truths: &[truth(8, Renamed, Breaking, "Friendly name")],
        unreached: &[],
    },
    Case {
        name: "stops-working-on",
        about: "the sentence beside the list box \"Expiration\" says when the token stops working, in other words",
        source: "invented",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "The token will expire on <span",
            "After this day it stops working: <span",
        )])],
        truths: &[truth(8, Reworded, Cosmetic, "it stops working")],
        unreached: &[],
    },
    Case {
        name: "in-the-code-scanning-api",
        about: "the text beside the scope \"security_events\" is another",
        source: "GitHub: its documentation speaks of \"security events in the code scanning API\"",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            "Grants access to the code scanning API".clone_into(&mut content.scopes[0].children[4].about);
        })],
        truths: &[truth(9, Reworded, Cosmetic, "code scanning API")],
        unreached: &[],
    },
    Case {
        name: "get-token",
        about: "\"Generate token\" is called \"Get token\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Content(|content| say(content, "generate_token", "Get token"))],
        truths: &[truth(10, Renamed, Breaking, "Get token")],
        unreached: &[11],
    },
    Case {
        name: "your-only-chance",
        about: "the sentence above the new token says that this is the only chance to copy it",
        source: "Figma: \"Copy this token, this is your only chance to do so!\" stands with a new token",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Content(|content| {
            say(content, "copy_now", "Copy this token, this is your only chance to do so!");
        })],
        truths: &[truth(11, Reworded, Cosmetic, "only chance")],
        unreached: &[],
    },
];
