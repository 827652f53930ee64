//! A badge for a README: whether the guide is true, and when that was seen last.

use jiff::civil::Date;

use super::day;
use super::strip::escaped;
use crate::history::{Night, Standing, State, standing};

/// What stands left on a badge.
const LABEL: &str = "guide";
/// After so many days without a look, nothing is claimed any more.
const STALE: i64 = 14;

/// The badge as an SVG picture.
#[must_use]
pub fn badge(nights: &[Night], today: Date) -> String {
    let (says, colour, _) = message(&standing(nights), today);
    let (left, right) = (width(LABEL), width(&says));
    let (all, says) = (left + right, escaped(&says));
    let (middle_left, middle_right) = (left / 2, left + right / 2);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" role=\"img\" aria-label=\"{LABEL}: {says}\">\n\
         <title>{LABEL}: {says}</title>\n\
         <clipPath id=\"r\"><rect width=\"{all}\" height=\"20\" rx=\"3\"/></clipPath>\n\
         <g clip-path=\"url(#r)\"><rect width=\"{left}\" height=\"20\" fill=\"#555\"/>\
         <rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/></g>\n\
         <g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana, DejaVu Sans, sans-serif\" font-size=\"11\">\
         <text x=\"{middle_left}\" y=\"14\">{LABEL}</text><text x=\"{middle_right}\" y=\"14\">{says}</text></g>\n</svg>\n"
    )
}

/// The badge as badge services read it (the endpoint form of shields.io).
#[must_use]
pub fn badge_json(nights: &[Night], today: Date) -> String {
    let (says, _, colour) = message(&standing(nights), today);
    let json = serde_json::json!({ "schemaVersion": 1, "label": LABEL, "message": says, "color": colour, "cacheSeconds": 3600 });
    format!("{json}\n")
}

/// What it says, its colour, and the colour's name at badge services.
fn message(known: &Standing, today: Date) -> (String, &'static str, &'static str) {
    let drifted: Vec<u32> =
        known.steps.iter().filter(|(_, step)| matches!(step.state, State::Drifted(_))).map(|(number, _)| *number).collect();
    if !drifted.is_empty() {
        let since =
            known.steps.values().filter(|step| matches!(step.state, State::Drifted(_))).filter_map(|step| step.since).min();
        let since = since.map_or_else(String::new, |since| format!(" since {}", day(since)));
        let steps = if drifted.len() == 1 { format!("step {}", drifted[0]) } else { format!("{} steps", drifted.len()) };
        return (format!("{steps} drifted{since}"), "#c0392b", "red");
    }
    let Some(verified) = known.verified else { return ("not verified yet".to_owned(), "#8b949e", "lightgrey") };
    match i64::from((today - verified).get_days()) {
        ..=0 => ("verified today".to_owned(), "#2f8a3d", "brightgreen"),
        1 => ("verified yesterday".to_owned(), "#2f8a3d", "brightgreen"),
        days if days <= STALE => (format!("verified {days} days ago"), "#2f8a3d", "brightgreen"),
        days => (format!("not verified for {days} days"), "#b07d00", "yellow"),
    }
}

/// How much room words take, in pixels, with a margin.
fn width(words: &str) -> usize {
    words.chars().count() * 13 / 2 + 14
}
