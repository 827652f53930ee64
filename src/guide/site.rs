//! The Jekyll site that a guide belongs to: its root, and the two addresses that its pictures may be written with.

use super::front_matter;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What `_config.yml` says, as far as pictures need it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Site {
    /// The folder that an address beginning with `/` starts from; none if the guide stands alone.
    pub(crate) root: Option<PathBuf>,
    /// The path under which the site is published, without a slash at its end; mostly empty.
    pub(crate) baseurl: String,
    /// Scheme and host of the published site, without a slash at its end; mostly empty.
    pub(crate) url: String,
    /// The plain values of `_config.yml`, for `{{ site.… }}`.
    pub(crate) values: BTreeMap<String, String>,
}

/// The site of the guide at `guide`: `given`, or the nearest folder above the guide that has a `_config.yml`.
pub(crate) fn find(guide: &Path, given: Option<&Path>) -> Site {
    let root = given.map(Path::to_path_buf).or_else(|| above(guide).into_iter().find(|folder| config(folder).is_some()));
    let text = root.as_deref().and_then(config).and_then(|file| std::fs::read_to_string(file).ok());
    let values = text.map(|text| front_matter::scalars(text.trim_start_matches('\u{feff}'))).unwrap_or_default();
    let address = |key: &str| values.get(key).map(|value| value.trim_end_matches('/').to_owned()).unwrap_or_default();
    let baseurl = match address("baseurl") {
        path if path.is_empty() || path.starts_with('/') => path,
        path => format!("/{path}"),
    };
    Site { root, baseurl, url: address("url"), values }
}

fn config(folder: &Path) -> Option<PathBuf> {
    ["_config.yml", "_config.yaml"].iter().map(|name| folder.join(name)).find(|file| file.is_file())
}

/// The folders above a file, nearest first, the root of the file system left out; a relative path stays relative as far as it reaches.
pub(crate) fn above(file: &Path) -> Vec<PathBuf> {
    let here = |folder: &Path| {
        if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
    };
    let mut folders: Vec<PathBuf> = file.ancestors().skip(1).map(here).collect();
    if file.is_relative()
        && let Ok(current) = std::env::current_dir()
    {
        folders.extend(current.ancestors().skip(1).map(Path::to_path_buf));
    }
    folders.retain(|folder| folder.parent().is_some());
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_above_a_relative_guide_begin_with_its_own() {
        let folders = above(Path::new("docs/_posts/guide.md"));
        assert_eq!(&folders[..3], [PathBuf::from("docs/_posts"), PathBuf::from("docs"), PathBuf::from(".")]);
        assert!(folders.iter().all(|folder| folder != Path::new("/")));
    }
}
