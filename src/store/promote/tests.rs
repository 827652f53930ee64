//! Promotions that are broken off at every moment.

use std::cell::Cell;

use super::*;

struct Place {
    folder: tempfile::TempDir,
    changes: Vec<Change>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let changes = ["guide.md", "01.png", "02.png"].map(|name| Change {
            path: folder.path().join(name),
            bytes: format!("new {name}").into_bytes(),
            before: Before::Digest(digest(format!("old {name}").as_bytes())),
        });
        for name in ["guide.md", "01.png", "02.png"] {
            fs::write(folder.path().join(name), format!("old {name}")).unwrap();
        }
        let absent = Change { path: folder.path().join("03.png"), bytes: b"new 03.png".to_vec(), before: Before::Absent };
        Self { folder, changes: changes.into_iter().chain([absent]).collect() }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// `old`, `new`, or a mixture; and nothing may lie about.
    fn looks(&self) -> &'static str {
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        let names = ["guide.md", "01.png", "02.png", "03.png"];
        let all = |age: &str| names.iter().all(|name| read(name) == format!("{age} {name}"));
        let old = names[..3].iter().all(|name| read(name) == format!("old {name}")) && read("03.png").is_empty();
        let clean = fs::read_dir(self.folder.path()).unwrap().flatten();
        let littered = clean.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".tmp"));
        match (old, all("new"), littered) {
            (_, _, true) => "littered",
            (true, ..) => "old",
            (_, true, _) => "new",
            _ => "mixed",
        }
    }
}

/// Breaks off at the nth probe, whatever it is called.
fn breaking_at(n: usize, kill: bool) -> impl Fn(&str) -> Result<bool> {
    let left = Cell::new(n);
    move |_| {
        if left.replace(left.get().wrapping_sub(1)) != 0 {
            return Ok(true);
        }
        if kill { Ok(false) } else { bail!("the disk is full") }
    }
}

#[test]
fn all_files_become_new() {
    let place = Place::new();
    promote(&place.changes, &place.state()).unwrap();
    assert_eq!(place.looks(), "new");
}

#[test]
fn a_kill_at_any_moment_leaves_all_old_or_all_new_once_recovered() {
    let mut seen = Vec::new();
    for n in 0.. {
        let place = Place::new();
        if promote_probed(&place.changes, &place.state(), &breaking_at(n, true)).unwrap() {
            break;
        }
        recover(&place.state()).unwrap();
        seen.push(place.looks());
    }
    assert_eq!(seen, ["old", "old", "old", "old", "old", "new", "new", "new", "new", "new", "new"]);
}

#[test]
fn a_failing_disk_leaves_all_old_at_once() {
    for n in 0..10 {
        let place = Place::new();
        let error = promote_probed(&place.changes, &place.state(), &breaking_at(n, false)).unwrap_err();
        assert!(format!("{error:#}").contains("the disk is full"), "{error:#}");
        assert_eq!(place.looks(), "old", "probe {n}");
    }
}

/// Promotes again: what was new becomes newer, in two files of four.
fn second(place: &Place) -> Vec<Change> {
    let change = |change: &Change| Change {
        path: change.path.clone(),
        bytes: [b"newer ", &change.bytes[..]].concat(),
        before: Before::Digest(digest(&change.bytes)),
    };
    place.changes[1..3].iter().map(change).collect()
}

#[test]
fn the_last_promotion_is_taken_back_once_and_leaves_nothing_behind() {
    let place = Place::new();
    promote(&place.changes, &place.state()).unwrap();
    assert_eq!(undo(&place.state()).unwrap().len(), 4);
    assert_eq!(place.looks(), "old");
    assert!(undo(&place.state()).unwrap_err().to_string().starts_with("there is nothing to take back"));
    let left: Vec<_> = fs::read_dir(place.state().join(OWN)).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["lock"]);
}

#[test]
fn an_undo_that_is_killed_at_any_moment_leaves_all_new_or_all_old() {
    let mut seen = Vec::new();
    for n in 0.. {
        let place = Place::new();
        promote(&place.changes, &place.state()).unwrap();
        if undo_probed(None, &place.state(), &breaking_at(n, true)).unwrap().1 {
            break;
        }
        recover(&place.state()).unwrap();
        seen.push(place.looks());
        assert_eq!(undo(&place.state()).is_ok(), place.looks() == "old" && seen[n] == "new", "probe {n}");
    }
    assert_eq!(seen, ["new", "new", "new", "new", "new", "old", "old", "old", "old", "old", "old"]);
}

#[test]
fn after_a_kill_what_was_done_last_can_be_taken_back() {
    for n in 0..7 {
        let place = Place::new();
        promote(&place.changes, &place.state()).unwrap();
        let finished = promote_probed(&second(&place), &place.state(), &breaking_at(n, true)).unwrap();
        let is_second = finished || n > 2;
        undo(&place.state()).unwrap();
        assert_eq!(place.looks(), if is_second { "new" } else { "old" }, "probe {n}");
    }
}

#[test]
fn a_promotion_that_fails_costs_nobody_the_earlier_undo() {
    let place = Place::new();
    promote(&place.changes, &place.state()).unwrap();
    for n in 0..5 {
        assert!(promote_probed(&second(&place), &place.state(), &breaking_at(n, false)).is_err());
        assert_eq!(place.looks(), "new", "probe {n}");
    }
    undo(&place.state()).unwrap();
    assert_eq!(place.looks(), "old");
}

#[test]
fn only_one_promotion_is_taken_back_where_only_that_one_is_meant() {
    let place = Place::new();
    let first = promote(&place.changes, &place.state()).unwrap();
    assert_eq!(last_written(&place.state()).unwrap(), first);
    let newer = promote(&second(&place), &place.state()).unwrap();
    let error = undo_only(&first, &place.state()).unwrap_err().to_string();
    assert!(error.starts_with("something else was written since, so nothing is taken back\nhint: "), "{error}");
    assert_eq!(place.looks(), "mixed", "two of four are newer, and stay so");
    assert_eq!(undo_only(&newer, &place.state()).unwrap().len(), 2);
    assert_eq!(place.looks(), "new");
}

#[test]
fn what_was_edited_since_is_not_taken_back() {
    let place = Place::new();
    promote(&place.changes, &place.state()).unwrap();
    fs::write(&place.changes[1].path, "edited since").unwrap();
    let error = undo(&place.state()).unwrap_err().to_string();
    assert!(error.contains("was changed since it was accepted, so nothing is taken back\nhint: git diff"), "{error}");
    assert_eq!(fs::read_to_string(&place.changes[0].path).unwrap(), "new guide.md");
}

#[test]
fn an_edit_after_a_kill_is_not_lost() {
    let place = Place::new();
    assert!(!promote_probed(&place.changes, &place.state(), &breaking_at(6, true)).unwrap());
    fs::write(&place.changes[2].path, "edited since").unwrap();
    let error = recover(&place.state()).unwrap_err().to_string();
    assert!(error.contains("was edited since"), "{error}");
    assert_eq!(fs::read_to_string(&place.changes[2].path).unwrap(), "edited since");
}

#[test]
fn a_new_file_that_somebody_took_away_after_a_kill_is_not_taken_for_one_in_its_place() {
    let place = Place::new();
    assert!(!promote_probed(&place.changes, &place.state(), &breaking_at(6, true)).unwrap());
    let laid = fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let laid = laid.into_iter().find(|path| path.extension().is_some_and(|end| end == "tmp")).unwrap();
    fs::remove_file(laid).unwrap();
    recover(&place.state()).unwrap();
    assert_eq!(place.looks(), "old");
    assert!(!Journal::path(&place.state().join(OWN)).exists());
}

#[test]
fn an_edit_after_a_kill_is_not_lost_where_the_change_is_taken_back() {
    let place = Place::new();
    assert!(!promote_probed(&place.changes, &place.state(), &breaking_at(8, true)).unwrap());
    let path = Journal::path(&place.state().join(OWN));
    let mut journal = Journal::read(&path).unwrap().unwrap();
    journal.phase = Phase::TakingBack;
    journal.write(&path).unwrap();
    fs::write(&place.changes[1].path, "edited since").unwrap();
    let error = recover(&place.state()).unwrap_err().to_string();
    assert!(error.contains("was edited since\nhint: keep what you want of "), "{error}");
    assert_eq!(fs::read_to_string(&place.changes[1].path).unwrap(), "edited since");
    assert_eq!(fs::read_to_string(&place.changes[0].path).unwrap(), "new guide.md");
    fs::write(&place.changes[1].path, &place.changes[1].bytes).unwrap();
    recover(&place.state()).unwrap();
    assert_eq!(place.looks(), "old");
}

#[test]
fn only_one_can_promote() {
    let place = Place::new();
    fs::create_dir_all(place.state().join(OWN)).unwrap();
    let _held = lock(&place.state().join(OWN)).unwrap();
    let error = promote(&place.changes, &place.state()).unwrap_err().to_string();
    assert_eq!(error, "another guidewalk is changing a guide\nhint: try again when it has ended");
    assert_eq!(place.looks(), "old");
}
