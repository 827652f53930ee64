//! Walks in processes of their own, side by side, each kept as one line of a file.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use guidewalk::judge::Kind;
use guidewalk::practice::{self, Options, Site};
use guidewalk::record::Record;
use indicatif::{ProgressBar, ProgressStyle};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Runtime;

use crate::apart;

/// The program that is measured.
pub(crate) const GUIDEWALK: &str = env!("CARGO_BIN_EXE_guidewalk");
/// No walk may take longer; one that does is killed and counts as hung.
const LIMIT: Duration = Duration::from_secs(180);

/// Where walks are kept, and how many go on at once.
pub(crate) struct Bench {
    /// Belongs to this very build of guidewalk.
    pub(crate) folder: PathBuf,
    jobs: usize,
    runtime: Runtime,
}

/// One walk to be done.
pub(crate) struct Job {
    /// Its name, by which it is found again.
    pub(crate) name: String,
    /// After `guidewalk check`.
    pub(crate) arguments: Vec<String>,
    /// The steps whose frames are kept.
    pub(crate) frames_of: Vec<u32>,
    /// The site that the measuring program itself serves for it; without one, guidewalk does.
    pub(crate) site: Option<Options>,
}

/// A walk that is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Walked {
    pub(crate) name: String,
    /// The exit code; `None` where it was killed because it hung.
    pub(crate) code: Option<i32>,
    /// Wall-clock seconds of the whole process.
    pub(crate) seconds: f64,
    pub(crate) record: Option<Record>,
    /// The end of what it said on standard error.
    pub(crate) said: String,
    /// The most memory that the process itself had, KiB (Linux).
    #[serde(default)]
    pub(crate) peak_kib: u64,
    /// What the site was asked, where the measuring program served it: `POST /session`.
    #[serde(default)]
    pub(crate) requests: Vec<String>,
    /// How many tokens more than at the start the site had at the end, where the measuring program served it.
    #[serde(default)]
    pub(crate) tokens_left: usize,
}

/// What is kept of one piece of a table's work, as one line.
pub(crate) trait Kept: Serialize + DeserializeOwned + Clone + Send {
    /// Its name, by which it is found again.
    fn name(&self) -> &str;
}

impl Kept for Walked {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Bench {
    /// Opens the folder of this build.
    pub(crate) fn open(jobs: usize, fresh: bool) -> Result<Self> {
        let program = fs::read(GUIDEWALK).context("guidewalk can't be read")?;
        let digest: String = Sha256::digest(&program).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trust").join(digest);
        if fresh && folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("{} can't be taken away", folder.display()))?;
        }
        fs::create_dir_all(folder.join("frames")).with_context(|| format!("{} can't be made", folder.display()))?;
        let runtime = Runtime::new().context("no site can be served")?;
        Ok(Self { folder, jobs: jobs.max(1), runtime })
    }

    /// The walks of a table that are done already, by their names.
    pub(crate) fn done(&self, table: &str) -> Result<HashMap<String, Walked>> {
        self.kept(table)
    }

    /// What is kept of a table's work, by its names.
    pub(crate) fn kept<K: Kept>(&self, table: &str) -> Result<HashMap<String, K>> {
        read(&self.folder.join(format!("{table}.jsonl")))
    }

    /// Does all walks that are not done yet, and returns all of them in the order of the jobs.
    pub(crate) fn walk_all(&self, table: &str, jobs: &[Job]) -> Result<Vec<Walked>> {
        self.each(table, jobs, |job| &job.name, |job| self.walk(job))
    }

    /// Does what is not done yet of a table, several at once, and keeps each as one line; returns all in the order of the jobs.
    pub(crate) fn each<J: Sync, K: Kept>(
        &self,
        table: &str,
        jobs: &[J],
        name: impl Fn(&J) -> &str + Sync,
        work: impl Fn(&J) -> Result<K> + Sync,
    ) -> Result<Vec<K>> {
        let path = self.folder.join(format!("{table}.jsonl"));
        let mut done: HashMap<String, K> = self.kept(table)?;
        let file = File::options().create(true).append(true).open(&path);
        let file = Mutex::new(file.with_context(|| format!("{} can't be written", path.display()))?);
        let open: Vec<&J> = jobs.iter().filter(|job| !done.contains_key(name(job))).collect();
        let bar = bar(table, jobs.len(), jobs.len() - open.len())?;
        let queue = Mutex::new(open.into_iter().rev().collect::<Vec<_>>());
        let results: Mutex<Vec<K>> = Mutex::new(Vec::new());
        std::thread::scope(|scope| -> Result<()> {
            let work = || -> Result<()> {
                // Apart from the loop's head, where the queue would stay locked while the work goes on.
                let next = || lock(&queue).pop();
                while let Some(job) = next() {
                    let kept = work(job)?;
                    let line = serde_json::to_string(&kept).context("a walk can't be kept")?;
                    writeln!(lock(&file), "{line}").context("a walk can't be kept")?;
                    bar.inc(1);
                    bar.set_message(name(job).to_owned());
                    told(table, &bar);
                    lock(&results).push(kept);
                }
                Ok(())
            };
            let workers: Vec<_> = (0..self.jobs).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a walk's thread broke off")))
        })?;
        bar.finish_and_clear();
        done.extend(lock(&results).drain(..).map(|kept| (kept.name().to_owned(), kept)));
        Ok(jobs.iter().filter_map(|job| done.get(name(job)).cloned()).collect())
    }

    /// A practice site of this program's own; to be ended by [`Bench::stop`].
    pub(crate) fn serve(&self, options: Options) -> Result<Site> {
        self.runtime.block_on(practice::serve(options))
    }

    /// Ends a site.
    pub(crate) fn stop(&self, site: Site) {
        self.runtime.block_on(site.stop());
    }

    /// Where the frame of a walk's step is kept.
    pub(crate) fn frame(&self, walk: &str, step: u32) -> PathBuf {
        self.folder.join("frames").join(format!("{}-{step}.png", as_file(walk)))
    }

    fn walk(&self, job: &Job) -> Result<Walked> {
        let own = tempfile::tempdir_in(&self.folder).context("no folder for a walk")?;
        let folder = own.path().join("record");
        let mut command = guidewalk(own.path());
        command.arg("check").args(&job.arguments).arg("--quiet").arg("--record").arg(&folder);
        let served = job.site.clone().map(|options| self.runtime.block_on(practice::serve(options))).transpose()?;
        if let Some(site) = &served {
            command.args(["--site", &site.base_url]);
            as_account(&mut command, site);
        }
        let (code, seconds, peak_kib, said) = run(&mut command, LIMIT)?;
        let (requests, tokens_left) = served.map_or((Vec::new(), 0), |site| {
            let requests = site.log().into_iter().map(|request| format!("{} {}", request.method, request.path));
            let seen = (requests.collect(), site.tokens().len().saturating_sub(1));
            self.runtime.block_on(site.stop());
            seen
        });
        let record = fs::read(folder.join("record.json")).ok().and_then(|bytes| serde_json::from_slice::<Record>(&bytes).ok());
        for step in record.iter().flat_map(|record| &record.steps).filter(|step| job.frames_of.contains(&step.step)) {
            let instead = step.findings.iter().filter(|finding| matches!(finding.kind, Kind::ExtraStep | Kind::WrongScreen));
            let mut instead = instead.filter_map(|finding| Some(format!("frames/{}.png", finding.frame_id.as_ref()?)));
            let frame = instead.find(|frame| folder.join(frame).exists()).or_else(|| step.frame.clone());
            let frame = frame.or_else(|| step.stages.iter().find_map(|stage| stage.frame.clone()));
            if let Some(frame) = frame {
                let to = self.frame(&job.name, step.step);
                fs::copy(folder.join(&frame), &to).with_context(|| format!("{} can't be written", to.display()))?;
            }
        }
        Ok(Walked {
            name: job.name.clone(),
            code,
            seconds,
            record: record.map(without_logs),
            said,
            peak_kib,
            requests,
            tokens_left,
        })
    }
}

/// The guidewalk that is measured, in a folder of its own.
pub(crate) fn guidewalk(folder: &Path) -> Command {
    apart::guidewalk(GUIDEWALK, folder)
}

/// The guidewalk that is measured, with the account of a site.
pub(crate) fn guidewalk_on(folder: &Path, site: &Site) -> Command {
    let mut command = guidewalk(folder);
    as_account(&mut command, site);
    command
}

/// Gives a command the account of a site.
pub(crate) fn as_account(command: &mut Command, site: &Site) {
    let account = &site.account;
    command
        .env("GUIDEWALK_LOGIN", &account.login)
        .env("GUIDEWALK_PASSWORD", &account.password)
        .env("GUIDEWALK_TOTP", &account.totp);
    command.env("GUIDEWALK_CODE_COMMAND", format!("'{GUIDEWALK}' practice --mailbox {}", site.base_url));
}

/// Exit code, seconds, the most memory in KiB and the end of standard error.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<(Option<i32>, f64, u64, String)> {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context("guidewalk can't be started")?;
    let stderr = child.stderr.take();
    let reading = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What is lost when the pipe breaks is only an explanation.
        let _ = stderr.map(|mut from| from.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let (code, peak_kib) = wait(&mut child, started, limit)?;
    let seconds = started.elapsed().as_secs_f64();
    let said = reading.join().unwrap_or_default();
    let tail = said.char_indices().rev().nth(600).map_or(0, |(at, _)| at);
    Ok((code, seconds, peak_kib, said[tail..].to_owned()))
}

fn wait(child: &mut Child, started: Instant, limit: Duration) -> Result<(Option<i32>, u64)> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while started.elapsed() < limit {
        if let Some(status) = child.try_wait().context("guidewalk can't be waited for")? {
            return Ok((status.code(), peak));
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(peak);
        std::thread::park_timeout(Duration::from_millis(20));
    }
    child.kill().context("guidewalk can't be ended")?;
    child.wait().context("guidewalk can't be waited for")?;
    Ok((None, peak))
}

fn without_logs(mut record: Record) -> Record {
    record.steps.iter_mut().flat_map(|step| &mut step.stages).for_each(|stage| stage.log.clear());
    record
}

fn read<K: Kept>(path: &Path) -> Result<HashMap<String, K>> {
    let Ok(file) = File::open(path) else { return Ok(HashMap::new()) };
    let lines = BufReader::new(file).lines().map_while(Result::ok);
    // A line that was cut off by a kill is walked again.
    Ok(lines.filter_map(|line| serde_json::from_str::<K>(&line).ok()).map(|one| (one.name().to_owned(), one)).collect())
}

/// Where nobody watches a bar, a line now and then says how far it is.
fn told(table: &str, bar: &ProgressBar) {
    if bar.is_hidden() && bar.position().is_multiple_of(25) {
        let whole = bar.length().unwrap_or_default();
        let far = format!("{table}: {} of {whole}, {} s", bar.position(), bar.elapsed().as_secs());
        // Nobody is told where nobody can be.
        let _ = writeln!(std::io::stderr(), "{far}");
    }
}

fn bar(table: &str, all: usize, done: usize) -> Result<ProgressBar> {
    let bar = ProgressBar::new(all as u64).with_position(done as u64).with_prefix(table.to_owned());
    let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {elapsed} (left {eta}) {msg}");
    bar.set_style(style.context("the bar's form is wrong")?);
    Ok(bar)
}

fn as_file(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || "-.".contains(c) { c } else { '_' }).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
