//! The contact sheet: every mutation before and after, so that a person sees whether a person can see it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use guidewalk::outline::Rect;

use crate::walks::Bench;

/// One mutation at one step.
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) about: String,
    /// What is true.
    pub(crate) truths: Vec<String>,
    /// What the walk says.
    pub(crate) said: Vec<String>,
    /// Something is not as it should be.
    pub(crate) wrong: bool,
    pub(crate) before: PathBuf,
    pub(crate) after: PathBuf,
    /// Where what was found is in the picture of before, pixels of `before`.
    pub(crate) was: Vec<Rect>,
    /// Where the findings are, pixels of `after`.
    pub(crate) marked: Vec<Rect>,
}

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>Mutations, before and after</title><style>\
    body{font:14px/1.4 sans-serif;margin:16px;background:#eee}section{background:#fff;margin:0 0 16px;padding:12px;border-left:6px solid #2a2}\
    section.wrong{border-color:#c22}h2{font-size:16px;margin:0}p{margin:4px 0}.pair{display:flex;gap:12px}figure{margin:0;position:relative;overflow:hidden;border:1px solid #ccc}\
    img{position:absolute}i{position:absolute;border:2px solid #d0f}</style>";
/// Pixels that are shown around what was found.
const AROUND: f64 = 140.0;
/// The widest and highest that a picture is shown, pixels.
const SHOWN: [f64; 2] = [700.0, 620.0];

/// Writes the sheet beside the frames.
pub(crate) fn write(bench: &Bench, entries: &[Entry]) -> Result<PathBuf> {
    let mut html = HEAD.to_owned();
    for entry in entries {
        section(&mut html, entry)?;
    }
    let path = bench.folder.join("sheet.html");
    fs::write(&path, html).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(path)
}

fn section(html: &mut String, entry: &Entry) -> Result<()> {
    let class = if entry.wrong { " class=wrong" } else { "" };
    write!(html, "<section{class}><h2>{}</h2><p>{}</p>", escaped(&entry.title), escaped(&entry.about))?;
    write!(html, "<p><b>true:</b> {}</p>", escaped(&entry.truths.join("; ")))?;
    write!(html, "<p><b>said:</b> {}</p><div class=pair>", escaped(&entry.said.join(" ")))?;
    let view = view(entry.was.iter().chain(&entry.marked));
    figure(html, &entry.before, view, &entry.was)?;
    figure(html, &entry.after, view, &entry.marked)?;
    html.push_str("</div></section>");
    Ok(())
}

/// The part that is shown: what was found with what is around it, or the window's upper left.
fn view<'r>(marked: impl Iterator<Item = &'r Rect>) -> Rect {
    let [width, height] = SHOWN;
    let Some(found) = marked.copied().reduce(|all, one| all.union(&one)) else {
        return Rect::new(0.0, 0.0, width, height);
    };
    let [x, y] = [found.x - AROUND, found.y - AROUND].map(|start| start.max(0.0));
    let (right, bottom) = (found.right() + AROUND, found.bottom() + AROUND);
    Rect::new(x, y, (right - x).min(width), (bottom - y).min(height))
}

fn figure(html: &mut String, path: &Path, view: Rect, marked: &[Rect]) -> Result<()> {
    if !path.exists() {
        html.push_str("<p>no frame</p>");
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write!(html, "<figure style=\"width:{:.0}px;height:{:.0}px\">", view.width, view.height)?;
    write!(html, "<img loading=lazy src=\"frames/{name}\" style=\"left:{:.0}px;top:{:.0}px\">", -view.x, -view.y)?;
    for rect in marked.iter().map(|rect| rect.moved(-view.x, -view.y)) {
        write!(
            html,
            "<i style=\"left:{:.0}px;top:{:.0}px;width:{:.0}px;height:{:.0}px\"></i>",
            rect.x, rect.y, rect.width, rect.height
        )?;
    }
    html.push_str("</figure>");
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
