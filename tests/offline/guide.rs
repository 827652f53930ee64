//! The guide reader on whole guides: the user's own, and the posts and bad guides under `tests/fixtures`.

use guidewalk::guide::{PictureFile, Settings, read};
use std::path::Path;

/// The user's guide stands beside the repository; CI has it always.
fn users_guide() -> Option<&'static Path> {
    let path = Path::new("../shared/guide/2024-01-10-Generating-a-GitHub-Personal-Access-Token.md");
    assert!(path.is_file() || std::env::var_os("CI").is_none(), "with CI set, {} has to be there", path.display());
    path.is_file().then_some(path)
}

#[test]
fn the_users_guide_has_eleven_steps_with_ten_pictures() {
    let Some(path) = users_guide() else { return };
    let guide = read(path, &Settings::default()).expect("the user's guide is read");
    assert_eq!(guide.steps.iter().map(|step| step.number).collect::<Vec<_>>(), (1..=11).collect::<Vec<_>>());
    let names = ["01", "02", "03", "04", "05", "06", "07", "07_1", "08", "09"];
    let mut expected = (2..=11).zip(names);
    for step in &guide.steps {
        assert!(!step.heading.contains('*') && !step.heading.starts_with("Step"), "{}", step.heading);
        for picture in &step.pictures {
            let (number, name) = expected.next().expect("there are ten pictures");
            let address = format!("/assets/img/posts/2024-01-10-Generating-a-GitHub-Personal-Access-Token/{name}.png");
            assert_eq!((step.number, &picture.address), (number, &address));
            assert_eq!(picture.written, format!("{{{{ \"{address}\"}}}}"));
            assert_eq!(guide.source[picture.span.clone()], picture.written);
            assert!(matches!(picture.file, PictureFile::Missing(_)));
        }
    }
    assert_eq!(expected.next(), None);
    assert!(guide.title.ends_with("A Quick Guide"));
}

#[test]
fn the_users_guide_quotes_its_labels() {
    let Some(path) = users_guide() else { return };
    let guide = read(path, &Settings::default()).expect("the user's guide is read");
    let labels: Vec<(u32, &str)> =
        guide.steps.iter().flat_map(|step| step.labels.iter().map(|label| (step.number, label.text.as_str()))).collect();
    let expected = [
        (3, "Settings"),
        (4, "Developer Settings"),
        (5, "Personal access tokens"),
        (5, "Tokens (classic)"),
        (6, "Generate new token"),
        (6, "Generate new token (classic)"),
        (8, "Note"),
        (10, "Generate token"),
    ];
    assert_eq!(labels, expected);
    for label in guide.steps.iter().flat_map(|step| &step.labels) {
        let line = guide.source.lines().nth(label.line as usize - 1).expect("the label's line is there");
        assert_eq!(guide.source[label.span.clone()], label.text);
        assert_eq!(line.chars().skip(label.column as usize - 1).take(label.text.len()).collect::<String>(), label.text);
    }
}
