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
    /// Where the findings are, pixels of `after`.
    pub(crate) marked: Vec<Rect>,
}

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>Mutations, before and after</title><style>\
    body{font:14px/1.4 sans-serif;margin:16px;background:#eee}section{background:#fff;margin:0 0 16px;padding:12px;border-left:6px solid #2a2}\
    section.wrong{border-color:#c22}h2{font-size:16px;margin:0}p{margin:4px 0}.pair{display:flex;gap:12px}figure{margin:0;position:relative}\
    img{width:640px;display:block;border:1px solid #ccc}i{position:absolute;border:2px solid #d0f}</style>";
/// The width at which pictures are shown.
const SHOWN: f64 = 640.0;

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
    figure(html, &entry.before, &[])?;
    figure(html, &entry.after, &entry.marked)?;
    html.push_str("</div></section>");
    Ok(())
}

fn figure(html: &mut String, path: &Path, marked: &[Rect]) -> Result<()> {
    let Ok((width, _)) = image::image_dimensions(path) else {
        html.push_str("<p>no frame</p>");
        return Ok(());
    };
    let by = SHOWN / f64::from(width);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write!(html, "<figure><img loading=lazy src=\"frames/{name}\">")?;
    for rect in marked.iter().map(|rect| rect.scaled(by)) {
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
