//! The review over HTTP and in a terminal: who is let in, what is kept, what is written.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use console::Key;
use guidewalk::review::{self, Answer, Desk, Ended, Pictures, Question, Review, Served, Subject};
use tokio::runtime::Runtime;

use crate::deciding::{GUIDE, Place, noise};

/// A page that is served, and how to ask it.
struct Page {
    runtime: Runtime,
    served: Served,
    host: String,
    token: String,
}

/// An answer: its status, its head in small letters, its body.
#[derive(Debug)]
struct Said {
    status: u16,
    head: String,
    body: String,
}

impl Said {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

fn opened(place: &Place) -> Review {
    Review::open(&place.record(), Some(&place.path(GUIDE))).unwrap()
}

fn desk(place: &Place) -> Desk {
    Desk { state: place.state(), program: None, force: false }
}

impl Page {
    fn of(place: &Place) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let served = runtime.block_on(review::serve(opened(place), desk(place))).unwrap();
        let rest = served.address.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        let (host, token) = rest.split_once('/').unwrap();
        Self { host: host.to_owned(), token: token.to_owned(), runtime, served }
    }

    fn asked(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Said {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut request = format!("{line} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Said { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Said {
        self.asked(&format!("GET /{}/{path}", self.token), &[("host", &self.host)], "")
    }

    /// As the page itself asks.
    fn post(&self, path: &str, body: &str) -> Said {
        let origin = format!("http://{}", self.host);
        let headers = [
            ("host", self.host.as_str()),
            ("origin", &origin),
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.asked(&format!("POST /{}/{path}", self.token), &headers, body)
    }

    /// Answers a question as it was when somebody loaded the page.
    fn answer_as(&self, question: &Question, answer: &str) -> Said {
        let (name, of) = (&question.name, &question.of);
        self.post("answer", &serde_json::json!({ "question": name, "of": of, "answer": answer }).to_string())
    }

    /// Answers one of the questions that are asked now.
    fn answer(&self, place: &Place, question: usize, answer: &str) -> Said {
        self.answer_as(&opened(place).questions()[question], answer)
    }

    fn end(self) {
        self.runtime.block_on(self.served.stop());
    }
}

#[test]
fn only_the_page_itself_is_let_in() {
    let place = Place::of(2);
    let page = Page::of(&place);
    let own = [("host", page.host.as_str())];
    let here = format!("/{}/", page.token);
    assert_eq!(page.asked(&format!("GET {here}"), &own, "").status, 200);
    let refused = |line: &str, headers: &[(&str, &str)]| {
        let said = page.asked(line, headers, "{\"question\":0,\"answer\":\"accept\"}");
        assert!(!said.body.contains("<html") && !said.body.contains(&page.token), "{said:?}");
        said.status
    };
    for path in
        ["/", "/favicon.ico", "/answer", "/0123456789abcdef/", &format!("/{}/", "0".repeat(48)), &format!("/{}x/", page.token)]
    {
        assert_eq!(refused(&format!("GET {path}"), &own), 403, "{path}");
    }
    for path in [
        "record.json",
        "picture/0",
        "picture/999",
        "picture/x",
        "picture/..%2frecord.json",
        "picture/../../record.json",
        "report.html",
    ] {
        let status = refused(&format!("GET {here}{path}"), &own);
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
    for host in ["evil.test", "localhost", "127.0.0.1", "evil.test:80"] {
        assert_eq!(refused(&format!("GET {here}"), &[("host", host)]), 403, "{host}");
    }
    let (origin, post) = (format!("http://{}", page.host), format!("POST {here}answer"));
    for other in ["http://evil.test", "null", "http://127.0.0.1", "https://127.0.0.1"] {
        assert_eq!(refused(&post, &[own[0], ("origin", other), ("content-type", "application/json")]), 403, "{other}");
        assert_eq!(refused(&format!("GET {here}"), &[own[0], ("origin", other)]), 403, "{other}");
    }
    assert_eq!(refused(&post, &[own[0], ("content-type", "application/json")]), 403, "no origin");
    assert_eq!(refused(&format!("GET {here}picture/1"), &[own[0], ("sec-fetch-site", "cross-site")]), 403);
    assert_eq!(refused(&post, &[own[0], ("origin", &origin), ("content-type", "text/plain")]), 415, "no form can send it");
    assert!(opened(&place).answers().unwrap().iter().all(Option::is_none));
    page.end();
}

#[test]
fn the_page_needs_nothing_from_elsewhere_and_may_not() {
    let place = Place::of(3);
    let page = Page::of(&place);
    let said = page.get("");
    for (header, value) in [
        ("content-security-policy", "default-src 'none'; img-src 'self'"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert!(said.head.contains(&format!("{header}: {value}")), "{}", said.head);
    }
    for outside in ["src=\"http", "href=\"http", "url(", "@import", "javascript:", " onclick", "style=\""] {
        assert!(!said.body.contains(outside), "{outside}");
    }
    let numbers = said.body.matches("href=\"picture/").count();
    assert_eq!(numbers, 6, "an old and a new picture for each step");
    for number in 1..=numbers {
        let picture = page.get(&format!("picture/{number}"));
        assert!(picture.status == 200 && picture.head.contains("content-type: image/png"), "{}", picture.head);
    }
    assert!(
        said.body.contains("Press &#x27;") || said.body.contains("Press '<del>Button 2</del><ins>Key 2</ins>' &amp; wait."),
        "{}",
        said.body
    );
    page.end();
}

#[test]
fn answers_are_kept_undone_gone_on_with_after_a_crash_and_written() {
    let place = Place::of(3);
    let page = Page::of(&place);
    let names: Vec<String> = opened(&place).questions().iter().map(|question| question.name.clone()).collect();
    assert_eq!(
        names.iter().map(|name| name.split('-').next().unwrap()).collect::<Vec<_>>(),
        ["picture", "picture", "sentence", "sentence", "picture"]
    );
    assert_eq!(page.answer(&place, 0, "accept").json()["answers"][0], "accept");
    assert_eq!(page.answer(&place, 1, "reject").json()["answers"][1], "reject");
    let undone = page.post("undo", "{}").json();
    assert_eq!((&undone["undone"], &undone["answers"][1]), (&1.into(), &"open".into()));
    page.answer(&place, 3, "accept");
    drop(page);
    let page = Page::of(&place);
    assert!(
        page.get("").body.contains("[&quot;accept&quot;,&quot;open&quot;,&quot;open&quot;,&quot;accept&quot;,&quot;open&quot;]"),
        "after a crash"
    );
    page.answer(&place, 4, "reject");
    let last = page.get("last-look").body;
    assert!(last.contains("<b>1</b> new picture and <b>1</b> changed sentence will be written"), "{last}");
    assert!(last.contains("<b>1</b> stays as it is") && last.contains("<b>2</b> are not decided"), "{last}");
    assert!(last.contains("<h2>Step 1: Do 1</h2>") && last.contains("That was all."), "{last}");
    assert_eq!(place.looks(), "old", "nothing changes before");
    let written = page.post("write", "{}").json();
    assert_eq!((written["written"].as_array().unwrap().len(), page.served.written().len()), (3, 3), "{written}");
    assert_eq!(place.new_ones(), [1]);
    assert!(place.guide().contains("![Shows Button 2]") && place.guide().contains("Press 'Key 2'"), "{}", place.guide());
    assert_eq!(page.post("take-back", "{\"number\":2}").status, 409);
    assert_eq!(page.post("take-back", "{\"number\":1}").status, 200);
    assert_eq!((place.looks(), page.served.written().len()), ("old", 0));
    page.post("end", "{}");
    page.runtime.block_on(page.served.finished());
    page.end();
}

#[test]
fn an_answer_of_an_older_page_is_not_taken_for_one_to_another_question() {
    let place = Place::of(4);
    let page = Page::of(&place);
    let older = opened(&place);
    let is_sentence = |question: &&Question| matches!(question.subject, Subject::Sentence(_));
    let (gone, there) = (older.questions().iter().find(is_sentence).unwrap(), older.questions().last().unwrap());
    // Somebody changes the guide, and loads the page a second time: there are fewer questions now.
    std::fs::write(place.path(GUIDE), place.guide().replace("Button 2", "Switch 2")).unwrap();
    page.get("");
    let said = page.answer_as(gone, "accept");
    assert_eq!(said.status, 409);
    assert!(said.body.contains("was not kept") && said.body.contains("is not asked any more"), "{}", said.body);
    assert!(opened(&place).answers().unwrap().iter().all(Option::is_none));
    let another = Question { of: "another picture".into(), ..there.clone() };
    assert_eq!(page.answer_as(&another, "accept").status, 409);
    let state = page.answer_as(there, "reject").json();
    let (answers, asked) = (state["answers"].as_array().unwrap(), state["questions"].as_array().unwrap());
    assert_eq!((answers.last().unwrap(), &asked.last().unwrap()["name"]), (&"reject".into(), &there.name.as_str().into()));
    assert!(asked.len() < older.questions().len(), "the older page sees that other things are asked");
    page.end();
}

#[test]
fn a_page_takes_back_only_what_it_wrote() {
    let place = Place::of(2);
    let page = Page::of(&place);
    assert_eq!(page.post("take-back", "{\"number\":1}").status, 409, "it wrote nothing");
    page.answer(&place, 0, "accept");
    assert_eq!(page.post("write", "{}").json()["number"], 1);
    let review = opened(&place);
    let wish = review.of_steps(&[2]).unwrap();
    let (_, written) = review.write(&wish, &desk(&place)).unwrap();
    let said = page.post("take-back", "{\"number\":1}");
    assert!(said.status == 409 && said.body.contains("something else was written since"), "{said:?}");
    assert_eq!(place.new_ones(), [1, 2]);
    review::take_back_only(&written, &desk(&place)).unwrap();
    assert_eq!(place.new_ones(), [1]);
    page.end();
}

#[test]
fn what_can_not_be_written_is_said_on_the_page_and_nothing_is_lost() {
    let place = Place::of(2);
    let page = Page::of(&place);
    page.answer(&place, 0, "accept");
    std::fs::copy(place.path("docs/pictures/02.png"), place.path("docs/pictures/01.png")).unwrap();
    let said = page.post("write", "{}");
    assert_eq!(said.status, 409);
    assert!(said.body.contains("has changed since the walk") && said.body.contains("hint: "), "{}", said.body);
    let asked = page.get("").body;
    assert!(asked.contains("As things are this can’t be written") && asked.matches("Take the new all the same").count() == 1);
    let last = page.get("last-look").body;
    assert!(last.contains("As things are nothing of this can be written: ") && !last.contains("disabled"), "{last}");
    assert_eq!(opened(&place).answers().unwrap()[0], Some(Answer::Accept));
    page.end();
}

/// A review in a terminal with these keys.
fn typed(place: &Place, keys: &str, pictures: Pictures) -> (Ended, String) {
    let mut keys = keys.chars().map(Key::Char);
    let mut screen = Vec::new();
    let mut next = || Ok(keys.next().unwrap_or(Key::CtrlC));
    let ended = review::in_terminal(&opened(place), &desk(place), &mut screen, &mut next, pictures).unwrap();
    (ended, console::strip_ansi_codes(&String::from_utf8(screen).unwrap()).into_owned())
}

#[test]
fn in_a_terminal_one_key_answers_and_what_was_decided_is_kept() {
    let place = Place::of(3);
    let (ended, screen) = typed(&place, "ar", Pictures::No);
    assert_eq!(ended, Ended::Left);
    for words in [
        "Step 1: Do 1  0 of 5 decided",
        "Step 2: Do 2  1 of 5 decided",
        "the picture 01.png: 70 × 40 pixels, was 60 × 40",
        "a accept   r reject",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let (ended, screen) = typed(&place, "uaaaaw", Pictures::No);
    assert_eq!(ended, Ended::Write);
    assert!(screen.starts_with("\nStep 2: Do 2  2 of 5 decided"), "{screen}");
    assert!(screen.contains("- Press 'Button 2' & wait.\n  + Press 'Key 2' & wait."), "{screen}");
    assert!(screen.contains("new  step 2   “Button 2” → “Key 2”") || screen.contains("“Button” → “Key”"), "{screen}");
    let review = opened(&place);
    review.write(&review.accepted().unwrap(), &desk(&place)).unwrap();
    assert_eq!(place.looks(), "new");
}

#[test]
fn a_terminal_says_what_can_not_be_written_where_it_is_decided_and_lets_it_be_accepted() {
    let place = Place::of(1);
    std::fs::copy(place.path("docs/pictures/01.png"), place.path("kept.png")).unwrap();
    std::fs::write(place.path("docs/pictures/01.png"), noise(99, 30, 20).encode_png().unwrap()).unwrap();
    let (_, screen) = typed(&place, "a", Pictures::No);
    assert!(screen.contains("a accept all the same   r reject") && screen.contains("w try to write into the guide"), "{screen}");
    assert!(screen.contains("as things are nothing of this can be written: "), "{screen}");
    std::fs::rename(place.path("kept.png"), place.path("docs/pictures/01.png")).unwrap();
    let (ended, screen) = typed(&place, "w", Pictures::No);
    assert!(ended == Ended::Write && screen.contains("w write into the guide"), "{screen}");
}

#[test]
fn a_page_says_before_the_end_that_changes_are_not_committed() {
    let place = Place::of(2);
    std::fs::write(place.path(".gitignore"), "/record\n/state\n").unwrap();
    assert!(place.git(&["init", "-q"]) && place.git(&["add", "."]) && place.git(&["commit", "-qm", "all"]));
    let page = Page::of(&place);
    let sentence = opened(&place).questions().iter().position(|question| matches!(question.subject, Subject::Sentence(_)));
    page.answer(&place, sentence.unwrap(), "accept");
    assert!(!page.get("last-look").body.contains("As things are"));
    std::fs::write(place.path(GUIDE), format!("{}\nA line of mine.\n", place.guide())).unwrap();
    page.get("");
    let last = page.get("last-look").body;
    assert!(last.contains("changes that are not committed would be written over"), "{last}");
    assert!(place.git(&["commit", "-qam", "mine"]));
    assert_eq!(page.post("write", "{}").status, 200, "committed meanwhile, it is written");
    page.end();
}

#[test]
fn a_terminal_that_can_show_pictures_is_sent_them() {
    let place = Place::of(1);
    let mut screen = Vec::new();
    review::in_terminal(&opened(&place), &desk(&place), &mut screen, &mut || Ok(Key::Escape), Pictures::Kitty).unwrap();
    let screen = String::from_utf8(screen).unwrap();
    assert!(screen.contains("\u{1b}_Ga=T,f=100,") && !screen.contains("  new  "), "{screen}");
}
