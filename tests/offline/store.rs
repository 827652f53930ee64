//! Records on disk, and the one writer of guides.

use std::fs;
use std::path::Path;

use guidewalk::store::{self, Before, Change, RecordFolder, digest, promote};
use jiff::Timestamp;

use crate::example;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

fn create(root: &Path, second: i64) -> RecordFolder {
    RecordFolder::create(root, "guide.md", at(second)).unwrap()
}

fn error_of(path: &Path) -> String {
    let error = format!("{:#}", store::open_record(path).unwrap_err());
    error.replace(&path.display().to_string(), "RECORD")
}

#[test]
fn a_record_folder_is_named_for_guide_and_time_and_ignored_by_git() {
    let root = tempfile::tempdir().unwrap();
    let time: Timestamp = "2026-11-23T15:51:33Z".parse().unwrap();
    let first = RecordFolder::create(root.path(), "_posts/A Token.md", time).unwrap();
    let second = RecordFolder::create(root.path(), "_posts/A Token.md", time).unwrap();
    assert_eq!(first.path(), root.path().join(".guidewalk/A-Token/2026-11-23T15-51-33Z"));
    assert_eq!(second.path(), root.path().join(".guidewalk/A-Token/2026-11-23T15-51-33Z-02"));
    assert_eq!(fs::read_to_string(root.path().join(".guidewalk/.gitignore")).unwrap(), "*\n");
}

#[test]
fn the_last_twenty_records_are_kept_and_what_is_not_a_record_too() {
    let root = tempfile::tempdir().unwrap();
    let guide = root.path().join(".guidewalk/guide");
    fs::create_dir_all(guide.join("my notes")).unwrap();
    for second in 0..25 {
        create(root.path(), second);
    }
    let mut names: Vec<_> = fs::read_dir(&guide).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 21);
    assert_eq!(names[20], "my notes");
    assert_eq!(names[0].to_string_lossy(), at(5).strftime("%Y-%m-%dT%H-%M-%SZ").to_string());
}

#[test]
fn what_is_written_is_read_again() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(root.path(), 0);
    let record = example::record();
    folder.write_record(&record).unwrap();
    folder.write_file("frames/2.1.png", b"pixels").unwrap();
    let by_file = store::open_record(&folder.path().join("record.json")).unwrap();
    let (again, read) = store::open_record(folder.path()).unwrap();
    assert_eq!((&again, &read), (&folder, &record));
    assert_eq!(by_file, (again, read));
    assert_eq!(folder.read_file("frames/2.1.png").unwrap(), b"pixels");
}

#[test]
fn a_reader_never_meets_half_a_record() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(root.path(), 0);
    let mut record = example::record();
    record.complete = false;
    folder.write_record(&record).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for n in 0..100 {
                record.attempts = n;
                folder.write_record(&record).unwrap();
            }
        });
        while !writer.is_finished() {
            store::open_record(folder.path()).unwrap();
        }
    });
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["record.json"], "nothing temporary is left");
}

#[test]
fn the_newest_record_is_found_whatever_its_guide() {
    let root = tempfile::tempdir().unwrap();
    assert!(store::newest(root.path()).unwrap_err().to_string().contains("hint: guidewalk check"));
    let older = RecordFolder::create(root.path(), "z.md", at(1)).unwrap();
    let newer = RecordFolder::create(root.path(), "a.md", at(2)).unwrap();
    create(root.path(), 3);
    for folder in [&older, &newer] {
        folder.write_record(&example::record()).unwrap();
    }
    assert_eq!(store::newest(root.path()).unwrap(), newer.path(), "a folder without a record is none");
}

#[test]
fn what_is_no_record_is_refused_with_the_reason() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path();
    let file = folder.join("record.json");
    assert_eq!(error_of(&folder.join("x")), "there is no record at RECORD\nhint: guidewalk check writes one");
    assert_eq!(error_of(folder), "RECORD is not a record: no record.json is in it\nhint: guidewalk check writes one");
    let refused = |content: &str| {
        fs::write(&file, content).unwrap();
        error_of(folder)
    };
    let whole = serde_json::to_string(&example::record()).unwrap();
    assert_eq!(
        refused(&whole[..200]),
        "cannot use RECORD/record.json: it is cut off at its end\nhint: guidewalk check writes a new one"
    );
    assert_eq!(
        refused(&whole.replace("\"schema\":1", "\"schema\":99")),
        "cannot use RECORD/record.json: a newer guidewalk wrote it (schema 99; this one reads 1)\nhint: update guidewalk"
    );
    assert_eq!(
        refused("{}"),
        "cannot use RECORD/record.json: it is not a record: it names no schema\nhint: guidewalk check writes one"
    );
    assert_eq!(
        refused("{\"schema\": 1}"),
        "cannot use RECORD/record.json: it is not shaped as a record: missing field `tool`\n\
         hint: guidewalk schema record shows the shape"
    );
    assert!(refused("hello").contains("it is not JSON: expected value at line 1 column 1\nhint:"));
}

#[test]
fn no_file_of_a_record_lies_outside_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(root.path(), 0);
    for path in ["../x", "/tmp/x", "frames/../../x", ""] {
        assert!(folder.write_file(path, b"").unwrap_err().to_string().contains("leads out of the record"), "{path}");
        assert!(folder.read_file(path).is_err(), "{path}");
    }
}

#[test]
fn a_named_folder_is_taken_when_it_is_empty_or_an_earlier_record() {
    let root = tempfile::tempdir().unwrap();
    let named = root.path().join("night");
    let folder = RecordFolder::at(&named).unwrap();
    folder.write_record(&example::record()).unwrap();
    folder.write_file("frames/9.9.png", b"of an earlier walk").unwrap();
    fs::write(named.join("notes.txt"), "mine").unwrap();
    RecordFolder::at(&named).unwrap();
    assert!(!named.join("frames").exists() && !named.join("record.json").exists());
    assert!(named.join("notes.txt").exists());
    RecordFolder::at(&named).unwrap();
    let killed = RecordFolder::at(&root.path().join("killed")).unwrap();
    killed.write_file("frames/1.1.png", b"before the first record").unwrap();
    let again = RecordFolder::at(killed.path()).unwrap();
    again.write_record(&example::record()).unwrap();
    let left: Vec<_> = fs::read_dir(again.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["record.json"], "the mark has done its part");
    let newer = serde_json::to_string(&example::record()).unwrap().replace("\"schema\":1", "\"schema\":99");
    fs::write(again.path().join("record.json"), newer).unwrap();
    RecordFolder::at(again.path()).unwrap();
}

#[test]
fn a_folder_of_somebody_is_not_taken_whatever_its_files_are_called() {
    let root = tempfile::tempdir().unwrap();
    let named = root.path().join("mine");
    fs::create_dir_all(named.join("frames")).unwrap();
    fs::write(named.join("frames/holiday.png"), "mine").unwrap();
    let refused = || {
        let error = RecordFolder::at(&named).unwrap_err().to_string();
        assert!(error.contains("is no record, so it is not written into\nhint:"), "{error}");
        assert_eq!(fs::read(named.join("frames/holiday.png")).unwrap(), b"mine");
    };
    refused();
    for other in ["", "not JSON", "[]", "{\"artist\": \"x\"}", "{\"schema\": 1, \"tool\": \"another\"}"] {
        fs::write(named.join("record.json"), other).unwrap();
        refused();
        assert_eq!(fs::read_to_string(named.join("record.json")).unwrap(), other);
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_said_so_before_the_walk() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join(".guidewalk"), "a file").unwrap();
    let error = format!("{:#}", RecordFolder::create(root.path(), "guide", at(0)).unwrap_err());
    assert!(error.starts_with("cannot make the folder ") && error.contains("\nhint: "), "{error}");
}

/// A guide with one picture, and what it would become.
fn guide(root: &Path) -> Vec<Change> {
    let change = |name: &str, before: Before| Change { path: root.join(name), bytes: b"new".to_vec(), before };
    fs::write(root.join("guide.md"), "old").unwrap();
    vec![change("guide.md", Before::Digest(digest(b"old"))), change("01.png", Before::Absent)]
}

/// Promotes what can't be promoted, and gives the message; the guide must stay as it is.
fn refusal(root: &Path, changes: &[Change]) -> String {
    let before = fs::read(root.join("guide.md")).unwrap();
    let error = format!("{:#}", promote(changes, &root.join("state")).unwrap_err());
    assert_eq!(fs::read(root.join("guide.md")).unwrap(), before);
    assert!(!root.join("01.png").exists());
    let root = root.canonicalize().unwrap().display().to_string();
    error.replace(&root, "ROOT")
}

#[test]
fn a_promotion_keeps_who_may_read_a_file() {
    let root = tempfile::tempdir().unwrap();
    let changes = guide(root.path());
    let before = fs::metadata(root.path().join("guide.md")).unwrap().permissions();
    promote(&changes, &root.path().join("state")).unwrap();
    for name in ["guide.md", "01.png"] {
        assert_eq!(fs::read(root.path().join(name)).unwrap(), b"new");
        assert_eq!(fs::metadata(root.path().join(name)).unwrap().permissions(), before, "{name}");
    }
}

#[test]
fn a_file_that_was_changed_since_is_not_overwritten() {
    let root = tempfile::tempdir().unwrap();
    let changes = guide(root.path());
    fs::write(root.path().join("guide.md"), "edited by someone").unwrap();
    assert_eq!(
        refusal(root.path(), &changes),
        "ROOT/guide.md was changed since the walk\nhint: walk again: guidewalk regenerate"
    );
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let root = tempfile::tempdir().unwrap();
    let changes = guide(root.path());
    let path = root.path().join("guide.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(refusal(root.path(), &changes), "ROOT/guide.md is read-only\nhint: chmod u+w 'ROOT/guide.md'");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let root = tempfile::tempdir().unwrap();
    let mut changes = guide(root.path());
    changes[1].path = root.path().join("pictures/01.png");
    let message = refusal(root.path(), &changes);
    assert!(message.contains("its folder is not there\nhint: mkdir -p '"), "{message}");
}

#[test]
fn no_file_is_written_twice_in_one_change() {
    let root = tempfile::tempdir().unwrap();
    let mut changes = guide(root.path());
    changes[1] = changes[0].clone();
    assert!(refusal(root.path(), &changes).contains("would be written twice"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let root = tempfile::tempdir().unwrap();
    let mut changes = guide(root.path());
    std::os::unix::fs::symlink("guide.md", root.path().join("link.md")).unwrap();
    changes[0].path = root.path().join("link.md");
    promote(&changes, &root.path().join("state")).unwrap();
    assert!(root.path().join("link.md").is_symlink());
    assert_eq!(fs::read(root.path().join("guide.md")).unwrap(), b"new");
}
