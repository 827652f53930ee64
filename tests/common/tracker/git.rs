//! A repository's objects and branches, as far as the tracker's API shows them.

use std::collections::BTreeMap;

use sha1::{Digest as _, Sha1};

/// What a commit is.
#[derive(Debug, Clone)]
pub(crate) struct Commit {
    pub(crate) tree: String,
    pub(crate) parents: Vec<String>,
    pub(crate) message: String,
}

/// Objects by their names; a tree has whole paths.
#[derive(Debug, Default)]
pub(crate) struct Git {
    pub(crate) blobs: BTreeMap<String, Vec<u8>>,
    pub(crate) trees: BTreeMap<String, BTreeMap<String, String>>,
    pub(crate) commits: BTreeMap<String, Commit>,
    /// Branches without `refs/heads/`.
    pub(crate) refs: BTreeMap<String, String>,
}

fn name(bytes: &[u8]) -> String {
    Sha1::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Git {
    pub(crate) fn blob(&mut self, bytes: &[u8]) -> String {
        let sha = name(&[format!("blob {}\0", bytes.len()).as_bytes(), bytes].concat());
        self.blobs.insert(sha.clone(), bytes.to_vec());
        sha
    }

    pub(crate) fn tree(&mut self, files: BTreeMap<String, String>) -> String {
        let sha = name(format!("tree {files:?}").as_bytes());
        self.trees.insert(sha.clone(), files);
        sha
    }

    pub(crate) fn commit(&mut self, commit: Commit) -> String {
        let sha = name(format!("commit {commit:?} {}", self.commits.len()).as_bytes());
        self.commits.insert(sha.clone(), commit);
        sha
    }

    /// Commits files on a branch, as somebody does who pushes.
    pub(crate) fn push(&mut self, branch: &str, files: &[(&str, Vec<u8>)]) -> String {
        let parent = self.refs.get(branch).cloned();
        let mut all = parent.as_ref().map(|parent| self.files(parent).clone()).unwrap_or_default();
        for (path, bytes) in files {
            let blob = self.blob(bytes);
            all.insert((*path).to_owned(), blob);
        }
        let tree = self.tree(all);
        let commit = self.commit(Commit { tree, parents: parent.into_iter().collect(), message: "by hand".into() });
        self.refs.insert(branch.to_owned(), commit.clone());
        commit
    }

    /// The files of a commit, or of the branch of this name.
    pub(crate) fn files(&self, of: &str) -> &BTreeMap<String, String> {
        let commit = self.refs.get(of).map_or(of, String::as_str);
        &self.trees[&self.commits[commit].tree]
    }

    pub(crate) fn read(&self, of: &str, path: &str) -> Option<&Vec<u8>> {
        self.blobs.get(self.files(of).get(path)?)
    }

    pub(crate) fn is_ancestor(&self, old: &str, new: &str) -> bool {
        old == new
            || self.commits.get(new).is_some_and(|commit| commit.parents.iter().any(|parent| self.is_ancestor(old, parent)))
    }
}
