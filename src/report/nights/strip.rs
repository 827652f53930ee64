//! The nights as a picture: a row for each step, a square for each night.

use super::{Cell, cells, dates, day};
use crate::history::{Night, standing};
use crate::judge::Status;
use crate::report::words::harmless;

/// From one square to the next.
const PITCH: usize = 14;
/// A square's side.
const SIDE: usize = 12;
/// Where the squares begin.
const LEFT: usize = 268;
const TOP: usize = 26;
/// So many characters of a heading are shown.
const HEADING: usize = 36;

/// What stands under the squares.
const LEGEND: [Cell; 7] = [
    Cell::Status(Status::Current),
    Cell::Status(Status::Drifted),
    Cell::Status(Status::Blocked),
    Cell::Status(Status::NotReached),
    Cell::Status(Status::Unsure),
    Cell::Flickers,
    Cell::Status(Status::NotShown),
];

/// The nights as an SVG picture; what stands in each square is its title.
#[must_use]
pub fn strip(nights: &[Night]) -> String {
    let (known, dates) = (standing(nights), dates(nights));
    let width = (LEFT + dates.len() * PITCH + 12).max(LEFT + 380);
    let height = TOP + known.steps.len() * PITCH + 40;
    let title = nights.last().map(|night| escaped(&night.guide.title)).unwrap_or_default();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#6e7781\">\n<title>The nights of {title}</title>\n"
    );
    // The last has no room left beside it.
    for (n, date) in dates.iter().enumerate().filter(|(n, _)| n % 7 == 0 && (*n == 0 || n + 5 < dates.len())) {
        out.push_str(&text(LEFT + n * PITCH, TOP - 8, "start", &day(*date)));
    }
    for (row, (number, step)) in known.steps.iter().enumerate() {
        let y = TOP + row * PITCH;
        out.push_str(&text(LEFT - 8, y + 10, "end", &label(*number, &step.heading)));
        for (n, (date, cell)) in dates.iter().zip(cells(nights, *number)).enumerate() {
            let title = format!("step {number}, {}: {}", day(*date), cell.map_or("not walked", Cell::name));
            out.push_str(&square(LEFT + n * PITCH, y, cell, &title));
        }
    }
    let (mut x, y) = (LEFT - 190, height - 20);
    for cell in LEGEND {
        out.push_str(&square(x, y, Some(cell), cell.name()));
        out.push_str(&text(x + SIDE + 4, y + 10, "start", cell.name()));
        x += SIDE + 16 + cell.name().len() * 6;
    }
    out.push_str("</svg>\n");
    out
}

fn label(number: u32, heading: &str) -> String {
    let heading = harmless(heading);
    let short: String = heading.chars().take(HEADING).collect();
    let more = if short.len() < heading.len() { "…" } else { "" };
    format!("{number} {short}{more}")
}

fn square(x: usize, y: usize, cell: Option<Cell>, title: &str) -> String {
    let look = match cell {
        Some(cell) => format!("fill=\"{}\"", cell.colour()),
        None => "fill=\"none\" stroke=\"#afb8c1\" stroke-width=\"0.5\"".to_owned(),
    };
    let title = escaped(title);
    // Red and green are one to some eyes.
    let cross = match cell {
        Some(Cell::Status(Status::Drifted | Status::NoPicture)) => {
            format!("<path d=\"M{} {}l6 6m0-6l-6 6\" stroke=\"#fff\" stroke-width=\"1.5\"/>\n", x + 3, y + 3)
        }
        _ => String::new(),
    };
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"2\" {look}><title>{title}</title></rect>\n{cross}")
}

fn text(x: usize, y: usize, anchor: &str, words: &str) -> String {
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>\n", escaped(words))
}

/// Words as words in SVG.
pub(super) fn escaped(words: &str) -> String {
    harmless(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
