//! The review as a writer uses it: in a real Chromium, with keys and mouse, from a record to the files of the guide.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::{Client, Locator};
use guidewalk::browser::driver::Driver;
use guidewalk::picture::{self, Area, Picture};
use guidewalk::record::Record;
use serde_json::json;

use crate::walking::{self, Seat};
use crate::{drivers, folders, program, roles};

const GUIDE: &str = "_posts/2024-01-10-Generating-a-Token.md";
const PICTURES: &str = "assets/img/posts/generating-a-token";

/// No moment on the page lasts longer.
const LIMIT: Duration = Duration::from_secs(20);

/// A record in which all ten pictures are new, two sentences are to change, and one description: the old pictures have dashes on them,
/// which is nothing that a new picture would have again.
fn recorded(folder: &Path) -> Record {
    folders::copy(&program::in_repository("snapshots/guides/generating-a-token"), folder).unwrap();
    for entry in std::fs::read_dir(folder.join(PICTURES)).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|end| end == "png") {
            let mut picture = picture::decode(&std::fs::read(&entry).unwrap()).unwrap();
            draw_dashes(&mut picture);
            std::fs::write(&entry, picture.encode_png().unwrap()).unwrap();
        }
    }
    let changes = ["--mutate", "rename-tokens-classic", "--mutate", "rename-note"];
    let mut command =
        program::guidewalk(folder, &["regenerate", GUIDE, "--practice=2026-11", "--all", "--record", "record", "--quiet"]);
    let seat = Seat::take();
    let ran = program::run(command.args(changes), walking::LIMIT);
    drop(seat);
    walking::record_in(&folder.join("record")).unwrap_or_else(|error| panic!("{error}\n{}", ran.stderr))
}

fn draw_dashes(picture: &mut Picture) {
    let red = [224, 27, 36, 255];
    let (right, bottom) = (i64::from(picture.width()) - 8, i64::from(picture.height()) - 8);
    for x in (8..right - 12).step_by(20) {
        picture.fill(Area::new(x, 8, 12, 3), red);
        picture.fill(Area::new(x, bottom - 3, 12, 3), red);
    }
}

/// `guidewalk review` as it runs, with the address that it printed. Ended with it.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let mut child = program::guidewalk(folder, &["review", "record"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address = lines.find_map(|line| line.trim().starts_with("http://").then(|| line.trim().to_owned())).unwrap();
        Self { child, address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Someone at a browser.
struct Writer {
    client: Client,
}

impl Writer {
    async fn types(&self, key: char) {
        let typed = KeyActions::new("keys".to_owned()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(typed).await.unwrap();
    }

    async fn text(&self, selector: &str) -> String {
        let script = "const found = document.querySelector(arguments[0]); return found && !found.closest('[hidden]') ? found.innerText : '';";
        self.client.execute(script, vec![json!(selector)]).await.unwrap().as_str().unwrap_or_default().to_owned()
    }

    /// Waits until something on the page says this.
    async fn sees(&self, selector: &str, words: &str) {
        let started = Instant::now();
        let mut text = String::new();
        while started.elapsed() < LIMIT {
            text = self.text(selector).await;
            if text.contains(words) {
                return;
            }
            program::moment();
        }
        panic!("{selector} says {text:?}, and not {words:?}: {}", self.text("body").await);
    }

    /// Nothing has to be scrolled sideways in a window so wide.
    async fn fits(&self, width: u32) {
        self.client.set_window_size(width, 900).await.unwrap();
        let script =
            "const { clientWidth, scrollWidth } = document.documentElement; return [innerWidth, scrollWidth - clientWidth]";
        let widths = self.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(widths, json!([width, 0]));
    }

    /// Answers the question that is asked, and waits until the count goes up.
    async fn answers(&self, key: char, decided: usize) {
        self.types(key).await;
        self.sees(".progress", &format!("{decided} of 13")).await;
    }

    async fn clicks(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }
}

#[test]
fn ten_pictures_and_two_sentences_are_decided_undone_reloaded_and_written() {
    let folder = program::folder();
    let record = recorded(folder.path());
    assert_eq!(record.steps.iter().filter(|step| step.staged.is_some()).count(), 10);
    let old_guide = std::fs::read_to_string(folder.path().join(GUIDE)).unwrap();
    let running = Running::start(folder.path());
    let _seat = Seat::take();
    let driver = drivers::driver();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let written = runtime.block_on(decide(&driver, &running.address));
    let [kept, taken] = written;
    for step in &record.steps {
        let (Some(reference), Some(staged)) = (&step.reference, &step.staged) else { continue };
        let name = reference.rsplit('/').next().unwrap();
        let now = std::fs::read(folder.path().join(PICTURES).join(name)).unwrap();
        let new = std::fs::read(folder.path().join("record").join(staged)).unwrap();
        assert_eq!(now == new, step.step != kept, "step {}", step.step);
    }
    let text = std::fs::read_to_string(folder.path().join(GUIDE)).unwrap();
    let new_guide = old_guide.replace("is 'Tokens (classic)'", "is 'Classic tokens'").replace("into 'Note'", "into 'Token name'");
    assert_eq!(text, new_guide, "two sentences were taken, and the picture's description kept");
    assert!(taken < Duration::from_secs(60).as_secs().try_into().unwrap(), "ten pictures in {taken} s");
    let json = std::fs::read_to_string(folder.path().join(PICTURES).join("taken.json")).unwrap();
    assert_eq!(json.matches("\"recipe\"").count(), 10);
}

/// Decides everything, and gives the step whose old picture was kept and how long the decisions took, seconds.
async fn decide(driver: &Driver, address: &str) -> [u32; 2] {
    let client = roles::client(driver).await;
    let writer = Writer { client: client.clone() };
    client.goto(address).await.unwrap();
    writer.sees(".progress", "0 of 13").await;
    for width in [360, 390, 1280] {
        writer.fits(width).await;
    }
    let started = Instant::now();
    for decided in 1..=3 {
        writer.answers('a', decided).await;
    }
    for (key, words) in [('s', "Slider"), ('d', "Difference"), ('b', "Blink")] {
        writer.types(key).await;
        writer.sees(".card:not([hidden]) .modes [aria-pressed=true]", words).await;
    }
    writer.answers('r', 4).await;
    writer.types('u').await;
    writer.sees(".progress", "3 of 13").await;
    writer.answers('r', 4).await;
    client.refresh().await.unwrap();
    writer.sees(".progress", "4 of 13").await;
    writer.sees(".card:not([hidden]) h2", "Step 5").await;
    let mut kept_description = false;
    for decided in 5..=13 {
        let asked = writer.text(".question.active .asks").await;
        assert!(asked.contains("Should the guide"), "{asked}");
        if asked.contains("description") {
            kept_description = true;
            writer.clicks(".question.active [data-answer=reject]").await;
            writer.sees(".progress", &format!("{decided} of 13")).await;
        } else {
            writer.answers('a', decided).await;
        }
    }
    let seconds = u32::try_from(started.elapsed().as_secs()).unwrap();
    assert!(kept_description);
    writer.sees(".last .sum", "9 new pictures and 2 changed sentences will be written into the guide. 2 stay as they are").await;
    for width in [360, 1280] {
        writer.fits(width).await;
    }
    writer.sees(".last .guide", "The one you want is 'Classic tokens'.").await;
    writer.clicks("[data-write]").await;
    writer.sees(".over-now h2", "Written into the guide.").await;
    writer.clicks(".over-now .do.yes").await;
    writer.sees(".lead.done", "You can close this window.").await;
    client.close().await.unwrap();
    [5, seconds]
}
