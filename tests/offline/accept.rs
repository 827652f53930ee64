//! What is written into a guide, when it is refused, and how it is taken back.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use guidewalk::judge::{Status, Strictness};
use guidewalk::record::Record;
use guidewalk::review::{Answer, Review, Subject, Wish};
use guidewalk::store::open_record;

use rustix::process::{Pid, Signal, kill_process};

use crate::deciding::{GUIDE, Place, all_files};
use crate::example;
use crate::program::{self, GUIDEWALK, Ran};

const LIMIT: Duration = Duration::from_secs(60);

fn run(place: &Place, arguments: &[&str]) -> Ran {
    program::run(&mut place.guidewalk(arguments), LIMIT)
}

/// Answers every question.
fn answered(place: &Place, answer: impl Fn(&Subject, u32) -> Answer) {
    let review = Review::open(&place.record(), Some(&place.path(GUIDE))).unwrap();
    for (n, question) in review.questions().iter().enumerate() {
        review.answer(n, answer(&question.subject, question.step)).unwrap();
    }
}

fn accepted(place: &Place) -> Ran {
    let ran = run(place, &["accept", "record"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran
}

/// What `accept` says when it refuses; nothing may have changed.
fn refusal(place: &Place, command: &mut Command) -> String {
    let before = all_files(&place.path("docs"));
    let ran = program::run(command, LIMIT);
    assert_eq!(ran.code, Some(2), "{}", ran.stdout);
    assert!(before == all_files(&place.path("docs")), "{}", ran.stderr);
    assert!(ran.stderr.contains("\nhint: "), "{}", ran.stderr);
    ran.stderr.replace(&place.folder.path().canonicalize().unwrap().display().to_string(), "HERE")
}

fn refused(place: &Place) -> String {
    refusal(place, &mut place.guidewalk(&["accept", "record"]))
}

#[test]
fn pictures_taken_json_and_sentences_are_written_together_and_taken_back() {
    let place = Place::of(4);
    answered(&place, |_, _| Answer::Accept);
    let ran = accepted(&place);
    assert_eq!(place.looks(), "new");
    let names =
        "docs/pictures/01.png, docs/pictures/02.png, docs/pictures/03.png, docs/pictures/04.png, docs/pictures/taken.json";
    assert_eq!(ran.stdout, format!("accepted: {names}, docs/guide.md\n"));
    let nothing_left = refused(&place);
    assert!(nothing_left.contains("the record has no new pictures") || nothing_left.contains("nothing that the record has"));
    let ran = run(&place, &["undo"]);
    assert_eq!(ran.stdout, format!("taken back: {names}, docs/guide.md\n"), "{}", ran.stderr);
    assert_eq!(place.looks(), "old");
    assert!(run(&place, &["undo"]).stderr.starts_with("error: there is nothing to take back"));
    accepted(&place);
    assert_eq!(place.looks(), "new", "what was decided is still decided");
}

#[test]
fn without_a_review_every_new_picture_is_accepted_and_no_sentence() {
    let place = Place::of(3);
    let before = place.guide();
    accepted(&place);
    assert_eq!(place.new_ones(), [1, 2, 3]);
    assert_eq!(place.guide(), before);
    let taken = fs::read_to_string(place.path("docs/pictures/taken.json")).unwrap();
    assert!(taken.contains("\"01.png\"") && taken.contains("\"03.png\""), "{taken}");
}

#[test]
fn a_pictures_further_file_is_written_and_taken_back_with_it_and_only_while_the_guide_offers_it() {
    let place = Place::of(2).with_dark_one();
    let dark = place.path("docs/pictures/01-dark.png");
    fs::write(&dark, b"someone else's").unwrap();
    assert!(refused(&place).contains("01-dark.png has changed since the walk"), "a file that nobody judged is not replaced");
    fs::remove_file(&dark).unwrap();
    accepted(&place);
    assert_eq!(fs::read(&dark).unwrap(), fs::read(place.record().join("staged/01-dark.png")).unwrap());
    assert!(fs::read_to_string(place.path("docs/pictures/taken.json")).unwrap().contains("\"01-dark.png\""));
    assert_eq!(run(&place, &["undo"]).code, Some(0));
    assert!(!dark.exists() && place.new_ones().is_empty());
    fs::write(place.path(GUIDE), place.guide().replace("01-dark.png", "01-night.png")).unwrap();
    assert!(refused(&place).contains("step 1 of the guide doesn't offer pictures/01-dark.png any more"));
}

#[test]
fn what_was_rejected_stays_and_named_steps_come_first() {
    let place = Place::of(4);
    let is_sentence = |subject: &Subject| matches!(subject, Subject::Sentence(change) if !change.is_in_alternative());
    answered(&place, |subject, step| if is_sentence(subject) || step == 3 { Answer::Accept } else { Answer::Reject });
    let ran = run(&place, &["accept", "record", "1,2"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(place.new_ones(), [1, 2]);
    assert!(place.guide().contains("![Shows Button 2]") && place.guide().contains("Press 'Key 2'"), "{}", place.guide());
    assert!(place.guide().contains("Press 'Button 4'"), "{}", place.guide());
    accepted(&place);
    assert_eq!(place.new_ones(), [1, 2, 3]);
    assert!(place.guide().contains("![Shows Button 4]") && place.guide().contains("Press 'Key 4'"), "{}", place.guide());
    assert!(
        run(&place, &["accept", "record", "9"])
            .stderr
            .contains("no new picture for step 9\nhint: `guidewalk regenerate docs/guide.md --step 9`")
    );
    assert!(run(&place, &["accept", "record", "x"]).stderr.contains("'x' is no step\nhint: "));
}

#[test]
fn a_walk_that_was_ended_early_is_said_to_lack_pictures_and_its_own_are_taken() {
    let place = Place::of(2);
    let file = place.path("record/record.json");
    let mut record: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    record["complete"] = false.into();
    fs::write(&file, record.to_string()).unwrap();
    let said = accepted(&place).stdout;
    let again = "the walk of this record was ended before its end; `guidewalk regenerate docs/guide.md` makes what it lacks\n";
    assert!(said.starts_with(again), "{said}");
    assert_eq!(place.new_ones(), [1, 2]);
}

#[test]
fn what_was_not_written_counts_for_the_exit_code_as_the_walk_left_it() {
    let exit = |steps: u32, change: fn(&mut Record), written: fn(&Review) -> Wish| {
        let place = Place::of(steps);
        let (folder, mut record) = open_record(&place.record()).unwrap();
        record.clean_up.left_behind.clear();
        change(&mut record);
        folder.write_record(&record).unwrap();
        let review = Review::open(&place.record(), Some(&place.path(GUIDE))).unwrap();
        review.exit_after(&written(&review), Strictness::Plain)
    };
    let blocked = |record: &mut Record| record.steps.push(example::step(2, "Do 2", Status::Blocked));
    let left = |record: &mut Record| record.clean_up.left_behind = vec!["a token".into()];
    assert_eq!(exit(1, |_| {}, Review::all), 0);
    assert_eq!((exit(1, blocked, Review::all), exit(1, left, Review::all)), (3, 3));
    assert_eq!(exit(1, |_| {}, |_| Wish::default()), 1);
    assert_eq!(exit(2, |_| {}, Review::all), 1, "the second step's sentence says what was");
    let sentences = |review: &Review| {
        let changes = review.questions().iter().filter_map(|question| match &question.subject {
            Subject::Sentence(change) => Some(change.clone()),
            Subject::Picture(_) => None,
        });
        Wish { sentences: changes.collect(), ..review.all() }
    };
    assert_eq!(exit(2, |_| {}, sentences), 0);
    assert_eq!(exit(1, |record| record.steps[0].staged = None, Review::all), 1, "there was nothing to write");
}

#[test]
fn a_picture_that_is_not_the_one_that_was_judged_is_not_replaced() {
    let place = Place::of(2);
    fs::copy(place.path("docs/pictures/01.png"), place.path("docs/pictures/02.png")).unwrap();
    let message = refused(&place);
    let expected = "error: docs/pictures/02.png has changed since the walk, so it is not replaced\n\
                    hint: `guidewalk regenerate docs/guide.md --step 2` looks at it again\n";
    assert_eq!(message, expected);
    let place = Place::of(2);
    fs::write(place.path(GUIDE), place.guide().replace("pictures/02.png", "pictures/01.png")).unwrap();
    let message = refused(&place);
    assert!(message.contains("step 2 of the guide doesn't show pictures/02.png any more"), "{message}");
}

#[test]
fn a_sentence_that_changed_since_the_walk_is_not_edited_and_one_that_moved_is() {
    let place = Place::of(2);
    answered(&place, |_, _| Answer::Accept);
    let guide = place.guide();
    fs::write(place.path(GUIDE), guide.replace("Press 'Button 2'", "Now press 'Button 2'")).unwrap();
    let review = Review::open(&place.record(), Some(&place.path(GUIDE))).unwrap();
    assert_eq!(review.questions().len(), 3, "the sentence is not asked about any more");
    fs::write(place.path(GUIDE), guide.replace("First", "Before all else,\n\nfirst")).unwrap();
    accepted(&place);
    assert!(place.guide().contains("Press 'Key 2' & wait."), "{}", place.guide());
}

#[test]
fn a_missing_folder_and_a_read_only_file_are_refused() {
    let place = Place::of(2);
    fs::remove_dir_all(place.path("docs/pictures")).unwrap();
    let message = refused(&place);
    assert!(message.contains("its folder is not there\nhint: mkdir -p '"), "{message}");
    let place = Place::of(2);
    let file = place.path("docs/pictures/02.png");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let message = refused(&place);
    assert_eq!(message, "error: HERE/docs/pictures/02.png is read-only\nhint: chmod u+w 'HERE/docs/pictures/02.png'\n");
}

#[test]
fn what_was_broken_off_is_finished_in_the_state_folder_that_was_named_too() {
    let place = Place::of(1);
    fs::create_dir_all(place.path("other/promotion")).unwrap();
    fs::write(place.path("other/promotion/going-on.json"), "{").unwrap();
    let ran = run(&place, &["review", "record", "--tty", "--state", "other"]);
    assert!(ran.stderr.contains("other/promotion/going-on.json is spoilt"), "{}", ran.stderr);
}

/// No file can become larger than four kilobytes: what a full disk says, at another place.
#[test]
fn a_disk_without_room_leaves_all_as_it_was() {
    let place = Place::of(2);
    let mut shell = place.guidewalk(&[]);
    let mut limited = Command::new("bash");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" accept record", GUIDEWALK]);
    limited.current_dir(place.folder.path()).env_clear().envs(shell.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.arg("accept");
    let message = refusal(&place, &mut limited);
    assert!(
        message.contains("cannot write into HERE/") && message.contains("nothing was changed") && message.contains("df -h '"),
        "{message}"
    );
    accepted(&place);
    assert_eq!(place.new_ones(), [1, 2]);
}

#[test]
fn changes_that_nobody_has_committed_are_not_written_over() {
    let place = Place::of(2);
    fs::write(place.path(".gitignore"), "/record\n/state\n").unwrap();
    assert!(place.git(&["init", "-q"]) && place.git(&["add", "."]) && place.git(&["commit", "-qm", "all"]));
    answered(&place, |_, _| Answer::Accept);
    fs::write(place.path(GUIDE), format!("{}\nA line of mine.\n", place.guide())).unwrap();
    let message = refused(&place);
    let expected = "error: changes that are not committed would be written over: docs/guide.md\n\
                    hint: keep them first, `git commit -- 'docs/guide.md'`, or write all the same with `guidewalk accept --force`\n";
    assert_eq!(message, expected);
    assert!(place.git(&["commit", "-qam", "mine"]));
    accepted(&place);
    assert!(place.guide().contains("A line of mine.") && place.guide().contains("Key 2"));
    assert_eq!(run(&place, &["undo"]).code, Some(0));
    fs::write(place.path(GUIDE), format!("{}\nAnother.\n", place.guide())).unwrap();
    let ran = run(&place, &["accept", "record", "--force"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(place.guide().contains("Another.") && place.guide().contains("Key 2"));
}

#[test]
fn what_guidewalk_wrote_itself_is_nobodys_work() {
    let place = Place::of(2);
    fs::write(place.path(".gitignore"), "/record\n/state\n").unwrap();
    assert!(place.git(&["init", "-q"]) && place.git(&["add", "."]) && place.git(&["commit", "-qm", "all"]));
    answered(&place, |subject, _| if matches!(subject, Subject::Sentence(_)) { Answer::Accept } else { Answer::Reject });
    accepted(&place);
    let ran = run(&place, &["accept", "record", "1"]);
    assert_eq!(ran.code, Some(0), "the guide is not written again: {}", ran.stderr);
    let ran = run(&place, &["accept", "record", "2"]);
    assert_eq!(ran.code, Some(0), "taken.json is guidewalk's own: {}", ran.stderr);
    assert_eq!(place.new_ones(), [1, 2]);
}

#[test]
fn in_ci_nothing_is_written_unless_it_was_said() {
    let place = Place::of(1);
    let message = refusal(&place, place.guidewalk(&["accept", "record"]).env("CI", "true"));
    assert!(message.contains("`guidewalk accept --in-ci`"), "{message}");
    let ran = program::run(place.guidewalk(&["accept", "record", "--in-ci"]).env("CI", "true"), LIMIT);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let message = refusal(&place, place.guidewalk(&["undo"]).env("CI", "true"));
    assert!(message.contains("`guidewalk undo --in-ci`"), "{message}");
}

#[test]
fn a_record_of_another_machine_is_accepted_without_browser_and_git() {
    let place = Place::of(2);
    answered(&place, |_, _| Answer::Accept);
    let here = program::folder();
    crate::folders::copy(&place.record(), &here.path().join("downloads/night")).unwrap();
    crate::folders::copy(&place.path("docs"), &here.path().join("docs")).unwrap();
    let json = here.path().join("downloads/night/record.json");
    let text = fs::read_to_string(&json).unwrap();
    fs::write(&json, text.replace("\"docs/guide.md\"", "\"/elsewhere/site/docs/guide.md\"")).unwrap();
    let mut command = program::guidewalk(here.path(), &["accept", "downloads/night"]);
    let ran = program::run(command.env("PATH", "/nowhere"), LIMIT);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(fs::read_to_string(here.path().join(GUIDE)).unwrap().contains("Key 2"));
    assert_eq!(place.looks(), "old");
    let elsewhere = program::folder();
    let night = here.path().join("downloads/night").display().to_string();
    let ran = program::run(&mut program::guidewalk(elsewhere.path(), &["accept", &night]), LIMIT);
    assert!(ran.stderr.contains("the record's guide is not here") && ran.stderr.contains("--guide"), "{}", ran.stderr);
}

/// Reads the address that `guidewalk review` prints.
fn address(child: &mut Child) -> String {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    lines.map(|line| line.trim().to_owned()).find(|line| line.starts_with("http://")).unwrap()
}

#[test]
fn the_page_is_served_without_browser_until_ctrl_c() {
    let place = Place::of(1);
    let mut command = place.guidewalk(&["review", "record"]);
    let mut child = command.env("PATH", "/nowhere").stdout(Stdio::piped()).spawn().unwrap();
    let address = address(&mut child);
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("guidewalk review"), "{page}");
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(program::wait(&mut child, LIMIT), Some(Some(0)));
    assert!(TcpStream::connect(host).is_err());
}

#[test]
fn patches_of_the_record_apply_with_git() {
    let place = Place::of(2);
    assert!(place.git(&["init", "-q"]));
    let record = fs::read_to_string(place.record().join("record.json")).unwrap();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let patch = record["steps"][1]["findings"][0]["patch"].as_str().unwrap();
    fs::write(place.path("a.patch"), patch).unwrap();
    assert!(place.git(&["apply", "a.patch"]), "{patch}");
    assert!(place.guide().contains("![Shows Key 2]") && place.guide().contains("Press 'Key 2'"));
}
