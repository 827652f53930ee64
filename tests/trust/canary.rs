//! No secret is written anywhere: walks over faults and mutations, on a site whose pages show the token where no stand-in covers it,
//! with everything switched on that writes. Afterwards every file, all output and every picture is searched for every form of
//! every secret. Before that the search is proven: a guidewalk whose scrubber is off must be caught in every channel.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use guidewalk::picture::{self, Area, Picture};
use guidewalk::practice::{Edition, Fault, FaultKind, Mutation, Options, Site};
use serde::{Deserialize, Serialize};

use crate::Pick;
use crate::guides::{self, Guide};
use crate::tally::{claim, line};
use crate::walks::{Bench, GUIDEWALK, Kept, as_account};

/// So many walks.
const WALKS: usize = 200;
/// Letters of a secret that must be read in a picture in a row, to be called found.
const READ: usize = 8;
/// No line of words is higher, pixels.
const LINE: i64 = 40;
/// The channels that a scrubber stands before.
const CHANNELS: [&str; 6] = ["log", "record", "HTML", "picture", "panic", "output"];
/// No walk may take longer.
const LIMIT: Duration = Duration::from_secs(180);

/// Searches, and prints what was found.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let guide = guides.iter().find(|guide| guide.edition == Edition::January2024).context("no guide of that edition")?;
    let search = Search::new()?;
    lock(&search.read).extend(bench.kept::<Searched>("canary")?.into_values().flat_map(|one| one.read));
    let proven = proven(bench, guide, &search)?;
    let mut cases: Vec<Case> = FaultKind::ALL.map(Case::Fault).into();
    let mut mutations: Vec<Mutation> = Mutation::all().filter(|one| one.editions().contains(&guide.edition)).collect();
    fastrand::Rng::with_seed(pick.seed).shuffle(&mut mutations);
    cases.extend(mutations.into_iter().map(Case::Mutation));
    cases.truncate(pick.sample.unwrap_or(WALKS));
    let searched = bench.each("canary", &cases, Case::name, |case| {
        let before: HashSet<String> = lock(&search.read).clone();
        let found = searched(bench, guide, &search, Path::new(GUIDEWALK), case.options(), &[])?;
        let read = lock(&search.read).difference(&before).cloned().collect();
        Ok(Searched { name: case.name().to_owned(), wrong: described(case.name(), &found).collect(), read })
    })?;
    let wrong: Vec<&String> = searched.iter().flat_map(|one| &one.wrong).collect();
    wrong.iter().for_each(|wrong| line(wrong));
    let read: HashSet<&String> = searched.iter().flat_map(|one| &one.read).collect();
    line(&format!("\ncanary: {} walks, {} different pictures read", searched.len(), read.len()));
    Ok(claim("walks that wrote a secret anywhere", &wrong.len().to_string(), wrong.is_empty()) && proven)
}

/// What a walk meets.
enum Case {
    Fault(FaultKind),
    Mutation(Mutation),
}

impl Case {
    fn name(&self) -> &str {
        match self {
            Self::Fault(kind) => kind.name(),
            Self::Mutation(mutation) => mutation.name(),
        }
    }

    fn options(&self) -> Options {
        match self {
            Self::Fault(kind) => with_fault(*kind),
            Self::Mutation(mutation) => Options { mutations: vec![*mutation], ..leaky() },
        }
    }
}

/// A walk that was searched through.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Searched {
    name: String,
    /// What was found, a line for each channel.
    wrong: Vec<String>,
    /// The digests of the pictures that were read anew.
    read: Vec<String>,
}

impl Kept for Searched {
    fn name(&self) -> &str {
        &self.name
    }
}

/// Whether the search finds what a guidewalk without its scrubber writes, in every channel, and nothing where the scrubber is on.
fn proven(bench: &Bench, guide: &Guide, search: &Search) -> Result<bool> {
    let panics = [("GUIDEWALK_PROOF", "panic")];
    let (open, shut) = (built("unscrubbed")?, built("proof")?);
    let mut caught: BTreeSet<&str> = BTreeSet::new();
    for variables in [&[][..], &panics] {
        caught.extend(searched(bench, guide, search, &open, leaky(), variables)?.into_keys());
    }
    let missed: Vec<&str> = CHANNELS.into_iter().filter(|channel| !caught.contains(channel)).collect();
    let found = if missed.is_empty() { "all".to_owned() } else { format!("all but {}", missed.join(", ")) };
    let holds = claim("channels in which a scrubber that is off is caught", &found, missed.is_empty());
    let scrubbed = searched(bench, guide, search, &shut, leaky(), &panics)?;
    described("a panic", &scrubbed).for_each(|wrong| line(&wrong));
    Ok(claim("channels of a panic with the scrubber on", &scrubbed.len().to_string(), scrubbed.is_empty()) && holds)
}

/// A guidewalk that is built for the proof alone.
fn built(feature: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("proof");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--locked", "--quiet", "--bin", "guidewalk", "--features", feature, "--target-dir"]).arg(&folder);
    if !command.current_dir(env!("CARGO_MANIFEST_DIR")).status().context("cargo can't be started")?.success() {
        bail!("guidewalk could not be built with the feature {feature}");
    }
    let to = folder.join(format!("guidewalk-{feature}"));
    fs::copy(folder.join("debug/guidewalk"), &to).context("the built guidewalk can't be kept")?;
    Ok(to)
}

/// A site that shows the token in a heading, where nothing covers it.
fn leaky() -> Options {
    #[expect(clippy::unwrap_used, reason = "a constant pattern")]
    let token = regex::Regex::new(r#"(<code id="new-oauth-token"[^>]*>)(ghp_\w+)"#).unwrap();
    let shown = "<h3 data-token=\"$2\" title=\"$2\">Made: $2</h3>$1$2".to_owned();
    Options { edition: Edition::January2024, rewrites: vec![(token, shown)], ..Options::default() }
}

fn with_fault(kind: FaultKind) -> Options {
    let fault = Fault { kind, path: kind.default_path().to_owned(), struck: Default::default() };
    Options { faults: vec![fault], ..leaky() }
}

/// What a walk wrote, by channel, of what it must not.
type Found = BTreeMap<&'static str, Vec<String>>;

/// What was found, a line for each channel.
fn described<'f>(name: &'f str, found: &'f Found) -> impl Iterator<Item = String> + 'f {
    found.iter().map(move |(channel, what)| format!("       {name}: {channel}: {}", what.join(", ")))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One walk, and the search through all that it wrote.
fn searched(
    bench: &Bench,
    guide: &Guide,
    search: &Search,
    program: &Path,
    options: Options,
    variables: &[(&str, &str)],
) -> Result<Found> {
    let site = bench.serve(options)?;
    let own = tempfile::tempdir_in(&bench.folder).context("no folder for a walk")?;
    let mut command = crate::apart::guidewalk(program, own.path());
    as_account(&mut command, &site);
    command.envs(variables.iter().copied()).env("GUIDEWALK_STATE_KEY", "a key that is not looked for");
    command.arg("check").arg(&guide.path).args(["--site", &site.base_url, "--timeout", "6"]);
    command.args(["--record", "record", "--log", "walk.log"]);
    let (stdout, stderr) = output(&mut command)?;
    let forms = forms(&site);
    bench.stop(site);
    let mut found = Found::new();
    let mut note = |channel: &'static str, what: Vec<String>| {
        if !what.is_empty() {
            found.entry(channel).or_default().extend(what);
        }
    };
    // A panic's words begin there and go on to the end.
    let (errors, panic) = stderr.split_at(stderr.find("guidewalk broke").unwrap_or(stderr.len()));
    note("panic", forms.inside(panic.as_bytes(), "standard error"));
    note("output", forms.inside(format!("{stdout}\n{errors}").as_bytes(), "standard output or error"));
    for file in files(own.path()) {
        let name = file.strip_prefix(own.path()).unwrap_or(&file).display().to_string();
        let bytes = fs::read(&file).with_context(|| format!("{name} can't be read"))?;
        let channel = match file.extension().and_then(|extension| extension.to_str()) {
            Some("log") => "log",
            Some("html") => "HTML",
            _ => "record",
        };
        note(channel, forms.inside(&bytes, &name));
        if file.extension().is_some_and(|extension| extension == "png") {
            note("picture", search.pictured(&forms, &bytes, &name)?);
        }
    }
    Ok(found)
}

/// Standard output and error of a command.
fn output(command: &mut Command) -> Result<(String, String)> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().context("guidewalk can't be started")?;
    let id = child.id();
    let started = std::time::Instant::now();
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let read = |from: Option<Box<dyn std::io::Read + Send>>| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = from.map(|mut from| from.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        })
    };
    let out = read(out.map(|out| Box::new(out) as Box<dyn std::io::Read + Send>));
    let err = read(err.map(|err| Box::new(err) as Box<dyn std::io::Read + Send>));
    while child.try_wait().context("guidewalk can't be waited for")?.is_none() {
        if started.elapsed() > LIMIT {
            child.kill().with_context(|| format!("process {id} can't be ended"))?;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    Ok((out.join().unwrap_or_default(), err.join().unwrap_or_default()))
}

/// Everything that must not turn up, in every form.
struct Forms {
    secrets: Vec<String>,
    pattern: regex::bytes::Regex,
}

/// All secrets that the site gave out or was opened with.
fn forms(site: &Site) -> Forms {
    let mut secrets = site.secrets();
    secrets.retain(|secret| secret.len() >= 12);
    let all: BTreeSet<String> = secrets.iter().flat_map(|secret| forms_of(secret)).map(|form| regex::escape(&form)).collect();
    #[expect(clippy::unwrap_used, reason = "escaped words are a pattern")]
    let pattern = regex::bytes::Regex::new(&all.into_iter().collect::<Vec<_>>().join("|")).unwrap();
    Forms { secrets, pattern }
}

/// The forms of one secret: as it is, percent-encoded in both letter cases, in HTML, in JSON, and in base64 wherever it begins.
fn forms_of(secret: &str) -> Vec<String> {
    let percent = percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
    let html: String =
        secret.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) }).collect();
    let json: String = secret
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect();
    let mut all = vec![secret.to_owned(), percent.to_lowercase(), percent, html, json];
    for before in 0..3usize {
        let padded = [vec![b'x'; before], secret.as_bytes().to_vec()].concat();
        // The ends depend on what stands around.
        let whole = base64::engine::general_purpose::STANDARD_NO_PAD.encode(padded);
        let inner: String = whole.chars().skip(before * 4 / 3 + 1).take(secret.len() * 4 / 3 - 3).collect();
        all.push(inner.replace('+', "-").replace('/', "_"));
        all.push(inner);
    }
    all
}

impl Forms {
    /// Where a secret stands in bytes, in words that do not hold it.
    fn inside(&self, bytes: &[u8], name: &str) -> Vec<String> {
        self.pattern.find(bytes).map(|found| format!("{name} at byte {}", found.start())).into_iter().collect()
    }
}

/// Reads pictures, each once, and of each only what no picture of its name showed before: every walk's secrets are its own.
struct Search {
    reader: picture::Library,
    /// By digest.
    read: Mutex<HashSet<String>>,
    /// The last picture of each file name.
    last: Mutex<HashMap<String, Picture>>,
}

impl Search {
    fn new() -> Result<Self> {
        let reader = guidewalk::conduct::reader("eng").context("tesseract is missing: scripts/setup installs it")?;
        Ok(Self { reader, read: Mutex::default(), last: Mutex::default() })
    }

    fn pictured(&self, forms: &Forms, png: &[u8], name: &str) -> Result<Vec<String>> {
        let picture = picture::decode(png).with_context(|| format!("{name} is no picture"))?;
        if !lock(&self.read).insert(picture.digest()) {
            return Ok(Vec::new());
        }
        let mut words = String::new();
        for part in self.new_in(name, picture) {
            let reading = self.reader.frame(&part).with_context(|| format!("{name} can't be read"))?;
            words.extend(reading.words.iter().map(|word| as_read(&word.text)));
        }
        let shows = |secret: &String| {
            // The password begins with a word that pages show too.
            let by_chance = secret.rsplit('-').next().unwrap_or(secret);
            let letters: Vec<char> = as_read(by_chance).chars().collect();
            letters.windows(READ).any(|part| words.contains(&part.iter().collect::<String>()))
        };
        Ok(forms.secrets.iter().filter(|secret| shows(secret)).map(|_| format!("{name} shows one")).collect())
    }

    /// The bands of a picture that are not as in the last one of its name; the whole where there is none of its size.
    fn new_in(&self, name: &str, picture: Picture) -> Vec<Picture> {
        let last = lock(&self.last).insert(name.to_owned(), picture.clone());
        let Some(last) = last.filter(|last| last.area() == picture.area()) else { return vec![picture] };
        let length = picture.width() as usize * 4;
        let rows = picture.rgba().chunks(length).zip(last.rgba().chunks(length));
        let mut bands: Vec<(i64, i64)> = Vec::new();
        for (row, _) in (0..).zip(rows).filter(|(_, (now, before))| now != before) {
            match bands.last_mut().filter(|(_, end)| row - *end < LINE) {
                Some((_, end)) => *end = row,
                None => bands.push((row, row)),
            }
        }
        let width = i64::from(picture.width());
        let area = |(from, to): (i64, i64)| Area::new(0, from - LINE, width, to - from + 2 * LINE);
        let inside = bands.into_iter().filter_map(|band| area(band).intersection(&picture.area()));
        inside.map(|area| picture.crop(area, [255; 4])).collect()
    }
}

/// Letters that readers take for each other, as one. Of its own, so that the search shares no blind spot with what it searches.
fn as_read(words: &str) -> String {
    let alike = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'l' | 'i' | '|' | '!' => '1',
        's' => '5',
        'b' => '8',
        'z' => '2',
        'q' | 'g' => '9',
        other => other,
    };
    words.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '|' | '!')).map(alike).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
