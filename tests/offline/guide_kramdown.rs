//! The posts under `tests/fixtures/kramdown`: our headings and pictures are those that kramdown publishes. `expect.rb` beside them
//! wrote what is expected.

use guidewalk::guide::{Settings, published};
use std::path::{Path, PathBuf};

const POSTS: &str = "tests/fixtures/kramdown";

pub(crate) fn posts() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(POSTS).expect("the posts are there");
    let mut posts: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry is read").path()).collect();
    posts.retain(|path| path.extension().is_some_and(|end| end == "md"));
    posts.sort();
    posts
}

/// Lines like those of an `.expected` file, headings and pictures apart, because the order between the two kinds means nothing.
fn ours(path: &Path) -> (Vec<String>, Vec<String>) {
    let source = std::fs::read_to_string(path).expect("the post is read");
    let page = published(&source, path, &Settings::default());
    let heading = |level: u8, text: &str| format!("{} {text}", "#".repeat(level.into()));
    let headings = page.headings.iter().map(|found| heading(found.level, &found.text)).collect();
    (headings, page.pictures.iter().map(|address| format!("! {address}")).collect())
}

#[test]
fn headings_and_pictures_are_those_that_kramdown_publishes() {
    let posts = posts();
    assert_eq!(posts.len(), 20);
    let mut wrong = Vec::new();
    for path in posts {
        let expected = std::fs::read_to_string(path.with_extension("expected")).expect("expect.rb wrote it");
        let (pictures, headings): (Vec<String>, Vec<String>) =
            expected.lines().map(|line| line.trim_end().to_owned()).partition(|line| line.starts_with('!'));
        let (our_headings, our_pictures) = ours(&path);
        if (&our_headings, &our_pictures) != (&headings, &pictures) {
            wrong.push(format!("{}\n{headings:#?}\n{our_headings:#?}\n{pictures:#?}\n{our_pictures:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "kramdown's come first\n{}", wrong.join("\n"));
}
