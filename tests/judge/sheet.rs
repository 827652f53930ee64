//! The contact sheet: every picture beside the frame, where it should lie (green) and where it is laid (violet).

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use guidewalk::outline::Rect;

use crate::bench::Bench;
use crate::judged::Judged;

/// One picture.
pub(crate) struct Entry {
    title: String,
    wrong: Vec<String>,
    picture: PathBuf,
    frame: PathBuf,
    /// The frame's part by the truth, and as it is laid; frame pixels.
    boxes: Vec<(&'static str, Rect)>,
    /// Marks drawn and found; picture pixels.
    marks: Vec<(&'static str, Rect)>,
}

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>Pictures that people made</title><style>\
    body{font:14px/1.4 sans-serif;margin:16px;background:#eee}section{background:#fff;margin:0 0 16px;padding:12px;border-left:6px solid #2a2}\
    section.wrong{border-color:#c22}h2{font-size:16px;margin:0}p{margin:4px 0}.pair{display:flex;gap:12px;overflow:auto}\
    figure{margin:0;position:relative;border:1px solid #ccc;flex:none}i{position:absolute;border:2px solid #2a2}i.found{border-color:#d0f}</style>";

impl Entry {
    /// What is shown of a picture.
    pub(crate) fn new(corpus: &str, judged: &Judged, wrong: &[String]) -> Self {
        let part = |scale: f64, x: f64, y: f64| judged.shows.scaled(scale).moved(x, y);
        let said = judged.answer.said.as_ref();
        let mut boxes: Vec<_> = judged.lies.iter().map(|lies| ("", part(lies.scale, lies.x, lies.y))).collect();
        let placed = said.and_then(|said| said.registration.as_ref());
        boxes.extend(placed.map(|one| ("found", part(one.scale, one.x, one.y))));
        let mut marks: Vec<_> = judged.marks.iter().map(|mark| ("", Rect::from(mark.bounds))).collect();
        marks.extend(said.iter().flat_map(|said| &said.marks).map(|mark| ("found", *mark)));
        Self {
            title: format!("{corpus}: {}", judged.case.name),
            wrong: wrong.to_vec(),
            picture: judged.png.clone(),
            frame: judged.case.frame.picture.clone(),
            boxes,
            marks,
        }
    }
}

/// Writes the sheet beside the pictures; what is wrong comes first.
pub(crate) fn write(bench: &Bench, entries: &[Entry]) -> Result<PathBuf> {
    let mut html = HEAD.to_owned();
    let (wrong, right): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| !entry.wrong.is_empty());
    for entry in wrong.iter().chain(&right) {
        let class = if entry.wrong.is_empty() { "" } else { " class=wrong" };
        write!(html, "<section{class}><h2>{}</h2>", escaped(&entry.title))?;
        for what in &entry.wrong {
            write!(html, "<p>{}</p>", escaped(what))?;
        }
        html.push_str("<div class=pair>");
        figure(&mut html, &entry.picture, &entry.marks)?;
        figure(&mut html, &entry.frame, &entry.boxes)?;
        html.push_str("</div></section>");
    }
    let path = bench.folder.join("sheet.html");
    std::fs::write(&path, html).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(path)
}

fn figure(html: &mut String, picture: &std::path::Path, boxes: &[(&str, Rect)]) -> Result<()> {
    let (width, height) = image::image_dimensions(picture).with_context(|| format!("{} can't be read", picture.display()))?;
    let zoom = (700.0 / f64::from(width)).min(520.0 / f64::from(height)).min(1.0);
    let (wide, high) = (f64::from(width) * zoom, f64::from(height) * zoom);
    write!(
        html,
        "<figure style=\"width:{wide:.0}px;height:{high:.0}px\"><img loading=lazy width={wide:.0} src=\"{}\">",
        picture.display()
    )?;
    for (class, bounds) in boxes {
        let at = bounds.scaled(zoom);
        write!(
            html,
            "<i class=\"{class}\" style=\"left:{:.0}px;top:{:.0}px;width:{:.0}px;height:{:.0}px\"></i>",
            at.x, at.y, at.width, at.height
        )?;
    }
    html.push_str("</figure>");
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
