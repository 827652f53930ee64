//! What a walk may ask of a site, and where it types a secret.

use guidewalk::walk::StageEnd;
use guidewalk::walkfile::Reason;

use crate::walk::{MAKE, SETTINGS, SIGN_IN, at, control, site, walked};

fn reason(end: &StageEnd) -> Option<Reason> {
    match end {
        StageEnd::Blocked { reason, .. } => Some(*reason),
        _ => None,
    }
}

/// The short way with more said at the head of its file.
fn sign_in_with(head: &str) -> String {
    SIGN_IN.replacen("\n[secrets]", &format!("{head}\n[secrets]"), 1)
}

#[test]
fn a_walk_that_wants_more_pages_than_its_budget_ends() {
    let within = |pages: u32| walked(&[&sign_in_with(&format!("budget = {{ pages = {pages} }}\n")), SETTINGS, MAKE], site());
    let (enough, short) = (within(4), within(2));
    assert_eq!(enough.of("3.1").end, StageEnd::Done, "there are four pages: {:?}", enough.did);
    assert_eq!(reason(&short.of("2.1").end), Some(Reason::OverBudget));
    assert_eq!((short.did("pressed Settings"), short.did("pressed Make key")), (1, 0));
}

#[test]
fn a_walk_that_wants_to_change_more_than_its_budget_ends_before_it_does_so() {
    let walked = walked(&[&sign_in_with("budget = { changes = 1 }\n"), SETTINGS, MAKE], site());
    assert_eq!(reason(&walked.of("3.1").end), Some(Reason::OverBudget));
    assert_eq!((walked.did("pressed Sign in"), walked.did("pressed Make key")), (1, 0));
}

#[test]
fn a_secret_is_typed_on_an_origin_that_the_walk_file_names_and_on_no_other() {
    let mut screens = site();
    screens.get_mut("login").unwrap().path = "https://login.example.net/".to_owned();
    screens.insert("nowhere".to_owned(), screens["login"].clone());
    let refused = walked(&[SIGN_IN], screens.clone());
    assert_eq!(reason(&refused.of("1.1").end), Some(Reason::RefusedOrigin));
    assert_eq!(refused.did("typed open sesame into Password"), 0);
    let named = walked(&[&sign_in_with("origins = [\"https://login.example.net\"]\n")], screens.clone());
    assert_eq!((&named.of("1.1").end, named.did("typed open sesame into Password")), (&StageEnd::Done, 1));
    screens.values_mut().for_each(|screen| screen.path = screen.path.replace("https:", "http:"));
    let unsafe_one = walked(&[&sign_in_with("origins = [\"http://login.example.net\"]\n")], screens);
    assert_eq!(reason(&unsafe_one.of("1.1").end), Some(Reason::RefusedOrigin), "not over https");
}

#[test]
fn a_code_is_typed_digit_by_digit_into_its_boxes() {
    let mut screens = site();
    at(&mut screens, "login", "Password").name = "Digit 1".to_owned();
    let boxes = (2..=11).map(|nth| control("textbox", &format!("Digit {nth}"), ""));
    screens.get_mut("login").unwrap().controls.extend(boxes);
    let field = r#"{ role = "textbox", name = "Password" }, with = "{password}""#;
    let each = r#"{ role = "textbox", name = "Digit", match = "prefix" }, with = "{password}", each = true"#;
    let walked = walked(&[&SIGN_IN.replace(field, each)], screens);
    assert_eq!(walked.of("1.1").end, StageEnd::Done, "{:?}", walked.did);
    let typed: Vec<&str> = walked.did.iter().filter_map(|line| line.strip_prefix("typed ")).collect();
    assert_eq!(typed[..3], ["o into Digit 1", "p into Digit 2", "e into Digit 3"]);
    let log: String = walked.of("1.1").log.concat();
    assert!(typed.len() == "open sesame".len() && log.contains("letter by letter") && !log.contains("sesame"), "{log}");
}
