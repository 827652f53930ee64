//! The scopes of a classic token: order, nesting and texts as the form shows them.

use super::edition::Wording;
use serde::Serialize;

/// A scope with its text on the form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Scope {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) children: Vec<Self>,
}

/// `(name, text)`; a name that starts with `-` belongs to the last one without, one that starts with `+` is newer.
const TABLE: &[(&str, &str)] = &[
    ("repo", "Full control of private repositories"),
    ("-repo:status", "Access commit status"),
    ("-repo_deployment", "Access deployment status"),
    ("-public_repo", "Access public repositories"),
    ("-repo:invite", "Access repository invitations"),
    ("-security_events", "Read and write security events"),
    ("workflow", "Update GitHub Action workflows"),
    ("write:packages", "Upload packages to GitHub Package Registry"),
    ("-read:packages", "Download packages from GitHub Package Registry"),
    ("delete:packages", "Delete packages from GitHub Package Registry"),
    ("admin:org", "Full control of orgs and teams, read and write org projects"),
    ("-write:org", "Read and write org and team membership, read and write org projects"),
    ("-read:org", "Read org and team membership, read org projects"),
    ("-manage_runners:org", "Manage org runners and runner groups"),
    ("admin:public_key", "Full control of user public keys"),
    ("-write:public_key", "Write user public keys"),
    ("-read:public_key", "Read user public keys"),
    ("admin:repo_hook", "Full control of repository hooks"),
    ("-write:repo_hook", "Write repository hooks"),
    ("-read:repo_hook", "Read repository hooks"),
    ("admin:org_hook", "Full control of organization hooks"),
    ("gist", "Create gists"),
    ("notifications", "Access notifications"),
    ("user", "Update ALL user data"),
    ("-read:user", "Read ALL user profile data"),
    ("-user:email", "Access user email addresses (read-only)"),
    ("-user:follow", "Follow and unfollow users"),
    ("delete_repo", "Delete repositories"),
    ("write:discussion", "Read and write team discussions"),
    ("-read:discussion", "Read team discussions"),
    ("admin:enterprise", "Full control of enterprises"),
    ("-manage_runners:enterprise", "Manage enterprise runners and runner groups"),
    ("-manage_billing:enterprise", "Read and write enterprise billing data"),
    ("-read:enterprise", "Read enterprise profile data"),
    ("+-scim:enterprise", "Provisioning of users and groups via SCIM"),
    ("audit_log", "Full control of audit log"),
    ("-read:audit_log", "Read access of audit log"),
    ("codespace", "Full control of codespaces"),
    ("-codespace:secrets", "Ability to create, read, update, and delete codespace secrets"),
    ("copilot", "Full control of GitHub Copilot settings and seat assignments"),
    ("-manage_billing:copilot", "View and edit Copilot Business seat assignments"),
    ("+write:network_configurations", "Write org hosted compute network configurations"),
    ("+-read:network_configurations", "Read org hosted compute network configurations"),
    ("project", "Full control of projects"),
    ("-read:project", "Read access of projects"),
    ("admin:gpg_key", "Full control of public user GPG keys"),
    ("-write:gpg_key", "Write public user GPG keys"),
    ("-read:gpg_key", "Read public user GPG keys"),
    ("admin:ssh_signing_key", "Full control of public user SSH signing keys"),
    ("-write:ssh_signing_key", "Write public user SSH signing keys"),
    ("-read:ssh_signing_key", "Read public user SSH signing keys"),
];

/// The scopes that the form offers, parents with their children.
pub(crate) fn offered(wording: Wording) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::new();
    for (name, about) in TABLE {
        if name.starts_with('+') && wording == Wording::Early {
            continue;
        }
        let name = name.trim_start_matches('+');
        let scope = |name: &str| Scope { name: name.to_owned(), about: (*about).to_owned(), children: Vec::new() };
        match (name.strip_prefix('-'), scopes.last_mut()) {
            (Some(child), Some(parent)) => parent.children.push(scope(child)),
            _ => scopes.push(scope(name)),
        }
    }
    scopes
}

/// The smallest set that means the same: known scopes only, and no child of a parent that is in it.
pub(crate) fn smallest(offered: &[Scope], chosen: &[String]) -> Vec<String> {
    let has = |name: &String| chosen.contains(name);
    let mut kept = Vec::new();
    for scope in offered {
        if has(&scope.name) {
            kept.push(scope.name.clone());
        } else {
            kept.extend(scope.children.iter().map(|child| child.name.clone()).filter(has));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_of_a_chosen_parent_is_left_out() {
        let chosen = ["repo:status", "repo", "read:org", "made-up"].map(str::to_owned);
        assert_eq!(smallest(&offered(Wording::Late), &chosen), ["repo", "read:org"]);
    }

    #[test]
    fn new_scopes_are_neither_among_the_first_twelve_nor_the_last_eight() {
        let flat = |wording| -> Vec<String> {
            let parents = offered(wording).into_iter();
            parents
                .flat_map(|scope| std::iter::once(scope.name).chain(scope.children.into_iter().map(|child| child.name)))
                .collect()
        };
        let (early, late) = (flat(Wording::Early), flat(Wording::Late));
        assert_eq!(late.len(), early.len() + 3);
        assert_eq!(early[..12], late[..12]);
        assert_eq!(early[early.len() - 8..], late[late.len() - 8..]);
    }
}
