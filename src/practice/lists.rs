//! The lists of the path, as data: the user panel, the settings sidebar, the developer sidebar.

use super::edition::{Beta, Developer, Eras, Header, Wording};
use serde::Serialize;

/// An entry of a menu or sidebar.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Item {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) icon: &'static str,
    /// A small label behind the entry's own.
    pub(crate) badge: Option<&'static str>,
    /// Not empty: the entry is a button that unfolds these.
    pub(crate) children: Vec<Self>,
}

/// Entries that stand together, with a heading or without.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    pub(crate) heading: Option<&'static str>,
    pub(crate) items: Vec<Item>,
}

/// An entry that is a link.
pub(crate) fn item(label: &str, href: &str, icon: &'static str) -> Item {
    Item { label: label.to_owned(), href: href.to_owned(), icon, badge: None, children: Vec::new() }
}

/// An entry that unfolds others.
pub(crate) fn unfolding(label: &str, icon: &'static str, children: &[(&str, &str)]) -> Item {
    let children = children.iter().map(|(label, href)| item(label, href, "")).collect();
    Item { children, ..item(label, "", icon) }
}

fn group(heading: Option<&'static str>, items: Vec<Item>) -> Group {
    Group { heading, items }
}

/// The user panel's entries, sign-out left out.
pub(crate) fn panel(eras: &Eras) -> Vec<Group> {
    match (eras.header, eras.wording) {
        (Header::Details, _) => panel_of_the_details_menu(),
        (_, Wording::Early) => early_panel(),
        (_, Wording::Late) => late_panel(),
    }
}

fn panel_of_the_details_menu() -> Vec<Group> {
    let yours = ["profile", "repositories", "projects", "stars", "gists", "sponsors"];
    let yours = yours.map(|name| item(&format!("Your {name}"), &format!("/practice-walker?tab={name}"), ""));
    vec![
        group(None, yours.into()),
        group(
            None,
            vec![
                item("Upgrade", "/account/choose", ""),
                item("Feature preview", "/feature-preview", ""),
                item("Help", "/help", ""),
                item("Settings", "/settings/profile", ""),
            ],
        ),
    ]
}

fn early_panel() -> Vec<Group> {
    vec![
        group(
            None,
            vec![
                item("Your profile", "/practice-walker", "person"),
                item("Your repositories", "/practice-walker?tab=repositories", "repo"),
                item("Your projects", "/practice-walker?tab=projects", "board"),
                item("Your stars", "/practice-walker?tab=stars", "star"),
                item("Your gists", "/gists", "code"),
                item("Your organizations", "/settings/organizations", "people"),
                item("Your enterprises", "/settings/enterprises", "globe"),
                item("Your sponsors", "/sponsors/accounts", "heart"),
            ],
        ),
        group(
            None,
            vec![
                item("Try Enterprise", "/account/enterprises/new", "upload"),
                item("Feature preview", "/feature-preview", "flask"),
                item("Settings", "/settings/profile", "gear"),
            ],
        ),
        group(
            None,
            vec![
                item("GitHub Website", "/about", "globe"),
                item("GitHub Docs", "/docs", "book"),
                item("GitHub Support", "/support", "people"),
                item("GitHub Community", "/community", "chat"),
            ],
        ),
    ]
}

fn late_panel() -> Vec<Group> {
    let trial = Item { badge: Some("Free"), ..item("Try Enterprise", "/account/enterprises/new", "globe") };
    vec![
        group(None, vec![item("Set status", "/status", "smile")]),
        group(
            None,
            vec![
                item("Profile", "/practice-walker", "person"),
                item("Repositories", "/practice-walker?tab=repositories", "repo"),
                item("Stars", "/practice-walker?tab=stars", "star"),
                item("Gists", "/gists", "code"),
                item("Organizations", "/settings/organizations", "people"),
                item("Enterprises", "/settings/enterprises", "globe"),
                item("Sponsors", "/sponsors/accounts", "heart"),
            ],
        ),
        group(
            None,
            vec![
                item("Settings", "/settings/profile", "gear"),
                item("Copilot settings", "/settings/copilot/features", "goggles"),
                item("Feature preview", "/feature-preview", "flask"),
                item("Appearance", "/settings/appearance", "brush"),
                item("Accessibility", "/settings/accessibility", "figure"),
                item("Upgrade", "/account/choose", "upload"),
            ],
        ),
        group(None, vec![trial]),
    ]
}

/// The settings sidebar, "Developer settings" in a group of its own at the end.
pub(crate) fn sidebar(eras: &Eras) -> Vec<Group> {
    let access = ["Access", "Code, planning, and automation", "Security", "Integrations", "Archives"].map(Some);
    vec![
        group(
            None,
            vec![
                item("Public profile", "/settings/profile", "person"),
                item("Account", "/settings/admin", "gear"),
                item("Appearance", "/settings/appearance", "brush"),
                item("Accessibility", "/settings/accessibility", "figure"),
                item("Notifications", "/settings/notifications", "bell"),
            ],
        ),
        group(access[0], access_items(eras.wording)),
        group(access[1], automation_items(eras.wording)),
        group(access[2], vec![item("Code security", "/settings/security_analysis", "shield")]),
        group(
            access[3],
            vec![
                item("Applications", "/settings/installations", "grid"),
                item("Scheduled reminders", "/settings/reminders", "clock"),
            ],
        ),
        group(
            access[4],
            vec![item("Security log", "/settings/security-log", "log"), item("Sponsorship log", "/settings/sponsors-log", "log")],
        ),
        group(None, vec![item("Developer settings", "/settings/apps", "code")]),
    ]
}

fn billing(wording: Wording) -> Item {
    match wording {
        Wording::Early => unfolding(
            "Billing and plans",
            "card",
            &[
                ("Plans and usage", "/settings/billing/summary"),
                ("Spending limits", "/settings/billing/spending_limit"),
                ("Payment information", "/settings/billing/payment_information"),
            ],
        ),
        Wording::Late => unfolding(
            "Billing and licensing",
            "card",
            &[
                ("Usage", "/settings/billing/usage"),
                ("Premium request analytics", "/settings/billing/premium_requests_usage"),
                ("Budgets and alerts", "/settings/billing/budgets"),
                ("Licensing", "/settings/billing/licensing"),
                ("Payment information", "/settings/billing/payment_information"),
                ("Payment history", "/settings/billing/history"),
            ],
        ),
    }
}

fn access_items(wording: Wording) -> Vec<Item> {
    vec![
        billing(wording),
        item("Emails", "/settings/emails", "mail"),
        item("Password and authentication", "/settings/security", "shield"),
        item("Sessions", "/settings/sessions", "antenna"),
        item("SSH and GPG keys", "/settings/keys", "key"),
        item("Organizations", "/settings/organizations", "people"),
        item("Enterprises", "/settings/enterprises", "globe"),
        unfolding(
            "Moderation",
            "chat",
            &[("Blocked users", "/settings/blocked_users"), ("Interaction limits", "/settings/interaction_limits")],
        ),
    ]
}

fn automation_items(wording: Wording) -> Vec<Item> {
    let mut items =
        vec![item("Repositories", "/settings/repositories", "repo"), item("Codespaces", "/settings/codespaces", "server")];
    if wording == Wording::Late {
        items.push(item("Models", "/settings/models", "cube"));
    }
    items.push(item("Packages", "/settings/packages", "box"));
    items.push(match wording {
        Wording::Early => item("Copilot", "/settings/copilot", "goggles"),
        Wording::Late => unfolding(
            "Copilot",
            "goggles",
            &[("Features", "/settings/copilot/features"), ("Coding agent", "/settings/copilot/coding_agent")],
        ),
    });
    items.push(item("Pages", "/settings/pages", "window"));
    items.push(item("Saved replies", "/settings/replies", "reply"));
    items
}

/// The developer sidebar.
pub(crate) fn developer(eras: &Eras) -> Vec<Item> {
    let badge = (eras.beta == Beta::Shown).then_some("Beta");
    let tokens = match eras.developer {
        Developer::Flat => item("Personal access tokens", "/settings/tokens", "key"),
        Developer::Group => Item {
            children: vec![
                Item { badge, ..item("Fine-grained tokens", "/settings/personal-access-tokens", "") },
                item("Tokens (classic)", "/settings/tokens", ""),
            ],
            ..item("Personal access tokens", "", "key")
        },
    };
    vec![item("GitHub Apps", "/settings/apps", "grid"), item("OAuth Apps", "/settings/developers", "person"), tokens]
}
