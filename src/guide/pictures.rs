//! Where the file of a picture is.

use super::PictureFile;
use super::site::{self, Site};
use percent_encoding::percent_decode_str;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The file that the address of a picture leads to, for a guide at `guide`.
pub(crate) fn file(address: &str, guide: &Path, site: &Site) -> PictureFile {
    let address = address.trim();
    let Some(path) = own_path(address, site) else {
        return PictureFile::Remote(address.to_owned());
    };
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let name = percent_decode_str(&path[..end]).decode_utf8_lossy().into_owned();
    let places = places(&name, guide, site);
    let found = places.iter().find(|place| place.is_file());
    match found {
        Some(place) if is_lfs_pointer(place) => PictureFile::LfsPointer(place.clone()),
        Some(place) => PictureFile::Found(place.clone()),
        None => PictureFile::Missing(places.into_iter().next().unwrap_or_else(|| PathBuf::from(name))),
    }
}

/// The part of an address that is a path in the guide's own site; none if the picture is another's.
fn own_path<'a>(address: &'a str, site: &Site) -> Option<&'a str> {
    let own = (!site.url.is_empty()).then(|| address.strip_prefix(site.url.as_str())).flatten();
    if let Some(path) = own.filter(|path| path.starts_with('/')) {
        return Some(path);
    }
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
    });
    (!scheme && !address.starts_with("//")).then_some(address)
}

/// Where the file may be, the likeliest first.
fn places(name: &str, guide: &Path, site: &Site) -> Vec<PathBuf> {
    let beside = guide.parent().unwrap_or(Path::new(""));
    let Some(from_root) = name.strip_prefix('/') else {
        let from_site = site.root.iter().map(|root| root.join(name));
        return std::iter::once(beside.join(name)).chain(from_site).map(|place| tidied(&place)).collect();
    };
    let without_base = name.strip_prefix(site.baseurl.as_str()).and_then(|rest| rest.strip_prefix('/'));
    let without_base = without_base.filter(|_| !site.baseurl.is_empty());
    let names = without_base.into_iter().chain(std::iter::once(from_root.trim_start_matches('/')));
    let folders = match &site.root {
        Some(root) => vec![root.clone()],
        None => site::above(guide),
    };
    names.flat_map(|name| folders.iter().map(move |folder| tidied(&folder.join(name)))).collect()
}

/// A path without `.` in it; `..` stays, because a folder may be a link.
fn tidied(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// Whether the file is what Git LFS leaves in the place of a file that was not fetched.
fn is_lfs_pointer(path: &Path) -> bool {
    const MARK: &[u8] = b"version https://git-lfs.github.com/spec/";
    let mut start = [0; MARK.len()];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == MARK
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let root = Some(PathBuf::from("site"));
        Site { root, baseurl: "/blog".to_owned(), url: "https://a.example".to_owned(), ..Site::default() }
    }

    #[test]
    fn addresses_lead_to_files_of_the_site() {
        let guide = Path::new("site/_posts/guide.md");
        for (address, place) in [
            ("/assets/a%20b.png?v=2", "site/assets/a b.png"),
            ("/blog/assets/a.png#x", "site/assets/a.png"),
            ("https://a.example/blog/assets/a.png", "site/assets/a.png"),
            ("./img/a.png", "site/_posts/img/a.png"),
            ("../img/a.png", "site/_posts/../img/a.png"),
        ] {
            assert_eq!(file(address, guide, &site()), PictureFile::Missing(PathBuf::from(place)), "{address}");
        }
    }

    #[test]
    fn pictures_of_others_are_remote() {
        for address in ["https://b.example/x.png", "//b.example/x.png", "data:image/png;base64,AAAA"] {
            assert_eq!(file(address, Path::new("g.md"), &site()), PictureFile::Remote(address.to_owned()));
        }
    }

    #[test]
    fn without_a_site_an_absolute_address_is_looked_for_beside_the_guide() {
        let missing = file("/assets/a.png", Path::new("docs/g.md"), &Site::default());
        assert_eq!(missing, PictureFile::Missing(PathBuf::from("docs/assets/a.png")));
    }
}
