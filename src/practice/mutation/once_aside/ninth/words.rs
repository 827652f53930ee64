//! Other words: another language, another product's word, capitals, what stands below a word, sentences.

use super::case::{ALL, Case, Change, EARLY, LATE, NOVEMBER_2026, Part, edit, rename, say, truth};
use crate::judge::Kind::{Renamed, Reworded};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-in-dutch",
        about: "the button \"Sign in\" is called \"Inloggen\"",
        source: "bol: the button says \"Inloggen\"",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit("/login", "value=\"Sign in\"", "value=\"Inloggen\"")])],
        truths: &[truth(1, Renamed, Breaking, "Inloggen")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "my-account",
        about: "\"Settings\" in the user panel is called \"My account\"",
        source: "DigitalOcean: the account's menu says \"My Account\"",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Settings", "My account"))],
        truths: &[truth(3, Renamed, Breaking, "My account")],
        unreached: &[],
    },
    Case {
        name: "your-settings",
        about: "\"Settings\" in the user panel is called \"Your settings\"",
        source: "invented",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Settings", "Your settings"))],
        truths: &[truth(3, Renamed, Breaking, "Your settings")],
        unreached: &[],
    },
    Case {
        name: "gists-as-snippets",
        about: "the entry for gists in the user panel says \"snippets\"",
        source: "GitLab: what others call gists are called snippets there",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if content.siblings_mut("Your gists").is_some() {
                rename(content, "Your gists", "Your snippets");
            } else {
                rename(content, "Gists", "Snippets");
            }
        })],
        truths: &[
            truth(3, Renamed, Misleading, "Your snippets").only(EARLY),
            truth(3, Renamed, Misleading, "Snippets").only(NOVEMBER_2026),
        ],
        unreached: &[],
    },
    Case {
        name: "developer-console",
        about: "\"Developer settings\" is called \"Developer console\"",
        source: "Amazon: what is for those who make apps is called the Developer Console",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| rename(content, "Developer settings", "Developer console"))],
        truths: &[truth(4, Renamed, Breaking, "Developer console")],
        unreached: &[],
    },
    Case {
        name: "canned-responses",
        about: "\"Saved replies\" in the settings sidebar is called \"Canned responses\"",
        source: "Gmail, until 2019: replies that were kept were called canned responses",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| rename(content, "Saved replies", "Canned responses"))],
        truths: &[truth(4, Renamed, Misleading, "Canned responses")],
        unreached: &[],
    },
    Case {
        name: "integrations-as-connections",
        about: "the heading \"Integrations\" in the settings sidebar reads \"Connections\"",
        source: "Discord: other services are joined to an account under \"Connections\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let group = content.sidebar.iter_mut().find(|group| group.heading == Some("Integrations"));
            if let Some(group) = group {
                group.heading = Some("Connections");
            }
        })],
        truths: &[truth(4, Reworded, Misleading, "Connections")],
        unreached: &[],
    },
    Case {
        name: "api-keys",
        about: "\"Personal access tokens\" in the developer sidebar is called \"API keys\"",
        source: "Stripe: the pages for developers have an entry \"API keys\"",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "Personal access tokens", "API keys"))],
        truths: &[truth(5, Renamed, Breaking, "API keys")],
        unreached: &[],
    },
    Case {
        name: "global-tokens",
        about: "\"Tokens (classic)\" is called \"Global tokens\"",
        source: "Cloudflare: the older key, which opens everything, is called the Global API Key",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "Tokens (classic)", "Global tokens"))],
        truths: &[truth(5, Renamed, Breaking, "Global tokens")],
        unreached: &[],
    },
    Case {
        name: "generate-new-with-capital-letters",
        about: "the button \"Generate new token\" is spelt \"Generate New Token\"",
        source: "npm: every word of the button above the list has a capital letter",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "generate_new_token", "Generate New Token"))],
        truths: &[truth(6, Renamed, Cosmetic, "Generate New Token")],
        unreached: &[],
    },
    Case {
        name: "for-git-and-older-tools",
        about: "the line below \"Generate new token (classic)\" in the menu says \"For Git and older tools\"",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "classic_item_about", "For Git and older tools"))],
        truths: &[truth(6, Reworded, Cosmetic, "For Git and older tools")],
        unreached: &[],
    },
    Case {
        name: "confirm-says-sign-in",
        about: "the button \"Confirm\" of the password form is called \"Sign in\"",
        source: "Amazon: who is asked for the password again presses \"Sign in\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Content(|content| say(content, "confirm", "Sign in"))],
        truths: &[truth(7, Renamed, Breaking, "Sign in")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "cannot-log-in",
        about: "\"Forgot password?\" in the password form is called \"Can’t log in?\"",
        source: "Atlassian account: the link below the password says \"Can't log in?\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "class=\"x-forgot\">Forgot password?</a>",
            "class=\"x-forgot\">Can’t log in?</a>",
        )])],
        truths: &[truth(7, Renamed, Misleading, "log in?")],
        unreached: &[],
    },
    Case {
        name: "note-says-description",
        about: "the field \"Note\" is called \"Description\"",
        source: "Heroku: an authorization that is made by hand is given a \"Description\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "note", "Description"))],
        truths: &[truth(8, Renamed, Breaking, "Description")],
        unreached: &[],
    },
    Case {
        name: "time-to-live",
        about: "\"Expiration\" is called \"Time to live\"",
        source: "Grafana, until 2023: how long a key lived was given under \"Time to live\"",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "expiration", "Time to live"))],
        truths: &[truth(8, Renamed, Breaking, "Time to live")],
        unreached: &[],
    },
    Case {
        name: "repo-public",
        about: "the scope \"public_repo\" is called \"repo:public\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| "repo:public".clone_into(&mut content.scopes[0].children[2].name))],
        truths: &[truth(9, Renamed, Misleading, "repo:public")],
        unreached: &[],
    },
    Case {
        name: "fully-manage-the-organization",
        about: "the text beside the scope \"admin:org\" is another",
        source: "GitHub: its documentation says of the scope that it can \"fully manage the organization\"",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            if let Some(scope) = content.scopes.iter_mut().find(|scope| scope.name == "admin:org") {
                "Fully manage the organization and its teams, projects, and memberships".clone_into(&mut scope.about);
            }
        })],
        truths: &[truth(9, Reworded, Cosmetic, "Fully manage the organization")],
        unreached: &[],
    },
    Case {
        name: "create-key",
        about: "\"Generate token\" is called \"Create key\"",
        source: "Stripe: the form for a restricted key ends with \"Create key\"",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Content(|content| say(content, "generate_token", "Create key"))],
        truths: &[truth(10, Renamed, Breaking, "Create key")],
        unreached: &[11],
    },
    Case {
        name: "cancel-says-never-mind",
        about: "\"Cancel\" in the form's foot is called \"Never mind\"",
        source: "Basecamp: \"Never mind\" stands beside the button that saves",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Content(|content| say(content, "cancel", "Never mind"))],
        truths: &[truth(10, Renamed, Misleading, "Never mind")],
        unreached: &[],
    },
    Case {
        name: "will-only-appear-once",
        about: "the sentence above the new token says that it will only appear once",
        source: "PyPI: \"For security reasons this token will only appear once\" stands where a new token is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Content(|content| {
            say(content, "copy_now", "For security reasons this token will only appear once. Copy it now.");
        })],
        truths: &[truth(11, Reworded, Cosmetic, "will only appear once")],
        unreached: &[],
    },
];
