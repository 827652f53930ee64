//! The guide reader on whole guides: the user's own, and the good, odd and bad ones under `tests/fixtures/guides`.

use guidewalk::guide::{Edit, Guide, PictureFile, Settings, edited, parse, patch, read};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::assert_text;

const GUIDES: &str = "tests/fixtures/guides";

/// The user's guide stands beside the repository; CI has it always.
fn users_guide() -> Option<&'static Path> {
    let path = Path::new("../shared/guide/2024-01-10-Generating-a-GitHub-Personal-Access-Token.md");
    assert!(
        path.is_file() || std::env::var_os("CI").is_none_or(|value| value.is_empty()),
        "with CI set, {} has to be there",
        path.display()
    );
    path.is_file().then_some(path)
}

fn fixture(name: &str) -> Guide {
    read(&Path::new(GUIDES).join(name), &Settings::default()).expect("the guide is read")
}

/// All of a guide that a reader of the snapshot can check by eye.
fn shown(guide: &Guide) -> String {
    let mut text = format!("{}\n", guide.title);
    for step in &guide.steps {
        let _ = writeln!(text, "{}: step {} \"{}\"", step.line, step.number, step.heading);
        for passage in &step.prose {
            let _ = writeln!(text, "  {}: {}", passage.line, passage.text);
        }
        for label in &step.labels {
            let _ = writeln!(
                text,
                "  {}:{}: label [{}] at [{}]",
                label.line,
                label.column,
                label.text,
                &guide.source[label.span.clone()]
            );
        }
        for picture in &step.pictures {
            let _ = writeln!(
                text,
                "  {}: {:?} \"{}\" from [{}]",
                picture.line,
                picture.file,
                picture.alt,
                &guide.source[picture.span.clone()]
            );
        }
    }
    for remark in &guide.remarks {
        let _ = writeln!(text, "{}: remark: {}", remark.line, remark.message);
    }
    text
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
        assert!(!step.prose.is_empty());
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
    assert!(guide.remarks.is_empty(), "a missing picture is its step's status, and nothing is odd: {:?}", guide.remarks);
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

#[test]
fn odd_guides_are_read_with_remarks() {
    for name in ["odd", "list", "unclosed-front-matter", "unclosed-fence"] {
        assert_text(&format!("guide {name}"), &shown(&fixture(&format!("{name}.md"))));
    }
}

#[test]
fn bad_guides_are_refused_with_place_and_hint() {
    let mut names: Vec<PathBuf> = std::fs::read_dir(Path::new(GUIDES).join("bad"))
        .expect("the bad guides are there")
        .map(|entry| entry.expect("an entry is read").path())
        .collect();
    names.push(Path::new(GUIDES).join("bad"));
    names.push(Path::new(GUIDES).join("unclosed-fense.md"));
    names.push(Path::new(GUIDES).join("nowhere/guide.md"));
    names.push(PathBuf::from("/dev/null"));
    names.sort();
    let errors: Vec<String> =
        names.iter().map(|path| read(path, &Settings::default()).expect_err("the guide is bad").to_string()).collect();
    assert_text("bad guides", &errors.join("\n\n"));
}

#[test]
fn a_file_of_50_mb_is_refused_unread() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
    let path = folder.path().join("guide.md");
    std::fs::File::create(&path).and_then(|file| file.set_len(50 * 1024 * 1024)).expect("the file is made");
    let error = read(&path, &Settings::default()).expect_err("the guide is too large");
    assert_eq!(error.message, "the file has 50 MB, and a guide is read up to 10 MB");
}

#[test]
fn git_applies_a_patch_of_a_guide_to_the_same_bytes() {
    for (name, source) in [
        ("docs/a guide.md", "one\r\ntwo\r\nthree\r\n## Step 1: x\r\nPress 'A'.\r\nlast".to_owned()),
        ("guide.md", "\u{feff}# ü\n## Step 1: x\n\nPress 'Ä' ‘b’\n".to_owned()),
    ] {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
        let guide = parse(&source, Path::new(name), &Settings::default()).expect("the guide is read");
        let label = guide.steps[0].labels[0].span.clone();
        let new = edited(&source, &[Edit { span: label, with: "New name".to_owned() }]).expect("the label is replaced");
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("the folder is made");
        std::fs::write(&file, &source).expect("the guide is written");
        std::fs::write(folder.path().join("p.patch"), patch(name, &source, &new)).expect("the patch is written");
        let git = |arguments: &[&str]| {
            let run = Command::new("git").args(arguments).current_dir(folder.path()).output().expect("git is there");
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        };
        git(&["init", "--quiet"]);
        git(&["-c", "core.autocrlf=false", "apply", "p.patch"]);
        assert_eq!(std::fs::read_to_string(&file).expect("the guide is read"), new);
    }
}

/// What breaks readers: halves of marks.
const SHARDS: &str = "{{ }} {% %} {%raw%} {%endcapture%} {%capturex%} <div> </div> <!-- --> ``` ~~~ ` ** ' ‘ “ ![ ]( ) [a]:< \
    ## 1. - {: } {:toc} <h2> </h2> <b> </b> | \u{1a} \u{0} ü &amp; \\ --- {::comment} <pre> ${{";

const LINES: [&str; 13] = [
    "\r",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "\n## ",
    "\n1. ",
    "\n- ",
    "<img src=\"",
    "<p markdown=\"1\">",
    "\n<div>\n",
    "\n```\n",
    "\n<!--",
];

fn mutated(random: &mut fastrand::Rng, seed: &str, shards: &[&str]) -> String {
    let mut text = seed.to_owned();
    for _ in 0..random.usize(1..8) {
        let mut at = random.usize(..=text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match random.u8(..3) {
            0 => text.insert_str(at, shards[random.usize(..shards.len())]),
            1 => drop(text.split_off(at)),
            _ => text = format!("{}{}", &text[at..], shards[random.usize(..shards.len())]),
        }
    }
    text
}

#[test]
fn no_text_makes_the_reader_panic() {
    let posts = super::guide_kramdown::posts();
    let mut seeds: Vec<String> = posts.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    seeds.extend(["odd.md", "list.md"].map(|name| fixture(name).source));
    let shards: Vec<&str> = SHARDS.split(' ').chain(LINES).collect();
    let mut random = fastrand::Rng::with_seed(20);
    let mut read = 0;
    for _ in 0..4000 {
        let seed = random.usize(..seeds.len());
        let text = mutated(&mut random, &seeds[seed], &shards);
        let Ok(guide) = parse(&text, Path::new("guide.md"), &Settings::default()) else {
            continue;
        };
        read += 1;
        let labels = guide.steps.iter().flat_map(|step| step.labels.iter().map(|label| &label.span));
        let pictures = guide.steps.iter().flat_map(|step| step.pictures.iter().map(|picture| &picture.span));
        for span in labels.chain(pictures) {
            assert!(guide.source.get(span.clone()).is_some(), "{span:?} of {text:?}");
        }
    }
    assert!(read > 500, "too few of the texts are guides to say anything: {read}");
}

#[test]
fn a_long_text_of_unclosed_marks_is_read_in_good_time() {
    let started = std::time::Instant::now();
    for mark in
        ["<!--\n", "<div>\n", "```a\n\n", "{{ ", "{% raw ", "'a ", "<p markdown=\"1\">\n", "![a](", "- ", "[", "<b ", "**a"]
    {
        let text = format!("## Step 1: x\n\n{}", mark.repeat(100_000 / mark.len()));
        let _ = parse(&text, Path::new("guide.md"), &Settings::default());
    }
    // Takes less than two seconds; a reader that goes back over the text for every mark takes minutes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
