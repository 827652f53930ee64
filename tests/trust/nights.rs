//! A real account over thirty nights: a second factor and all that is asked after a sign-in, a kept sign-in that ends now and then, and
//! a password that has to be confirmed again.

use std::time::Duration;

use anyhow::{Context as _, Result};
use guidewalk::judge::Status;
use guidewalk::practice::{Edition, Feature, Options, Site, SudoMode};
use guidewalk::record::Record;
use jiff::SignedDuration;

use crate::Pick;
use crate::guides;
use crate::tally::{Share, claim, line};
use crate::walks::{Bench, guidewalk_on, run};

/// So many nights.
const NIGHTS: usize = 30;
/// After so many nights in a row nobody walks for longer than a sign-in lasts.
const HOLIDAY: usize = 10;
/// The step that shows the password form.
const CONFIRMING: u32 = 7;

/// Walks night after night, and prints what they came to.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let guide = guides.iter().find(|guide| guide.edition == Edition::January2024).context("no guide of that edition")?;
    let features = vec![Feature::TwoFactor, Feature::CheckUp, Feature::RecoveryQuestion, Feature::PasskeyOffer];
    let site = bench.serve(Options { edition: guide.edition, features, sudo: SudoMode::Fresh, ..Options::default() })?;
    let folder = tempfile::tempdir_in(&bench.folder).context("no folder for the nights")?;
    let (mut ended, mut confirmed, mut signed_in) = (Share::default(), Share::default(), 0);
    for night in 1..=pick.sample.unwrap_or(NIGHTS) {
        let before = sign_ins(&site);
        let record = folder.path().join(format!("night-{night}"));
        let mut command = guidewalk_on(folder.path(), &site);
        command.arg("check").arg(&guide.path).args(["--site", &site.base_url, "--quiet", "--record"]).arg(&record);
        let (code, seconds, _, said) = run(&mut command, Duration::from_secs(180))?;
        let typed = sign_ins(&site) > before;
        signed_in += usize::from(typed);
        let status = confirming(&record);
        // Who has just typed the password is not asked for it again.
        let wanted = if typed { Status::NotShown } else { Status::Current };
        ended.count(code == Some(0));
        confirmed.count(status == Some(wanted));
        let how = if typed { "signed in" } else { "kept sign-in" };
        line(&format!("  night {night:>2}: exit {code:?}, {how}, step {CONFIRMING} {status:?} ({seconds:.1} s) {said}"));
        let days = if night % HOLIDAY == 0 { 15 } else { 1 };
        site.let_pass(SignedDuration::from_hours(24 * days));
    }
    let tokens = site.tokens().len();
    bench.stop(site);
    line("\nnights");
    let holds = [
        claim("nights that end with 0", &ended.shown(), ended.hit == ended.of),
        claim("step 7 shown or not shown as it should be", &confirmed.shown(), confirmed.hit == confirmed.of),
        claim("times that the password was typed", &signed_in.to_string(), signed_in < ended.of),
        claim("tokens left", &(tokens - 1).to_string(), tokens == 1),
    ];
    Ok(holds.into_iter().all(|one| one))
}

fn sign_ins(site: &Site) -> usize {
    site.log().iter().filter(|request| request.method == "POST" && request.path == "/session").count()
}

fn confirming(record: &std::path::Path) -> Option<Status> {
    let bytes = std::fs::read(record.join("record.json")).ok()?;
    let record: Record = serde_json::from_slice(&bytes).ok()?;
    record.steps.iter().find(|step| step.step == CONFIRMING).map(|step| step.status)
}
