//! Draws marks on a picture as authors do, with fixed seeds, and tells what it drew. For the corpora of the judge.
//!
//! Works on raw pixels (`rgba`, four bytes each, opaque), so that it belongs to no picture type.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PixmapMut, Rect, Stroke, Transform,
};

/// Kinds that [`Marker::draw`] knows, named as in `judge::MarkStyle`.
pub const KINDS: [&str; 9] =
    ["box", "rounded-box", "ellipse", "arrow", "underline", "badge", "highlighter", "blur", "redaction"];

/// Strong colours that screenshot tools offer.
pub const COLOURS: [[u8; 3]; 9] = [
    [224, 27, 36],
    [255, 0, 0],
    [237, 51, 59],
    [255, 120, 0],
    [46, 194, 126],
    [0, 160, 0],
    [53, 132, 228],
    [145, 65, 172],
    [255, 0, 170],
];

/// Colours of highlighters.
pub const WASHES: [[u8; 3]; 4] = [[255, 235, 0], [80, 230, 90], [255, 90, 200], [80, 210, 255]];

/// What was drawn, in pixels of the picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// x, y, width, height of the stroke's outer edge.
    pub bounds: [f64; 4],
    /// The colour.
    pub colour: [u8; 3],
    /// The stroke's width.
    pub stroke: f64,
    /// Tail and tip, or left and right end.
    pub ends: Option<[(f64, f64); 2]>,
}

/// A picture to draw on.
pub struct Marker<'a> {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// Four bytes for each pixel.
    pub rgba: &'a mut [u8],
    /// Decides everything that is left to chance.
    pub chance: &'a mut fastrand::Rng,
    /// Reference pixels in a pixel of the page: strokes of pictures with high density are wider.
    pub scale: f32,
}

impl Marker<'_> {
    /// Draws a mark of a kind for what lies at `target` (x, y, width, height).
    pub fn draw(&mut self, kind: &str, target: [f32; 4]) -> Option<Drawn> {
        match kind {
            "box" | "rounded-box" => self.frame(kind == "rounded-box", target),
            "ellipse" => self.ellipse(target),
            "arrow" => self.arrow(target),
            "underline" => self.underline(target),
            "badge" => self.badge(target),
            "highlighter" => self.highlighter(target),
            "blur" => self.blur(target),
            "redaction" => self.redaction(target),
            _ => None,
        }
    }

    fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.chance.f32()
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.chance.u32(0..n) == 0
    }

    fn colour(&mut self) -> [u8; 3] {
        COLOURS[self.chance.usize(0..COLOURS.len())]
    }

    fn stroke_width(&mut self) -> f32 {
        (self.between(1.6, 4.2) * self.scale).clamp(2.0, 8.0)
    }

    fn canvas(&mut self) -> Option<PixmapMut<'_>> {
        PixmapMut::from_bytes(self.rgba, self.width, self.height)
    }

    fn stroke_path(&mut self, path: &Path, colour: [u8; 3], alpha: u8, width: f32) -> Option<()> {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        let paint = paint(colour, alpha);
        self.canvas()?.stroke_path(path, &paint, &stroke, Transform::identity(), None);
        Some(())
    }

    fn fill_path(&mut self, path: &Path, colour: [u8; 3], alpha: u8) -> Option<()> {
        let paint = paint(colour, alpha);
        self.canvas()?.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
        Some(())
    }

    fn frame(&mut self, rounded: bool, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let (stroke, colour) = (self.stroke_width(), self.colour());
        let gap = self.between(2.0, 9.0) * self.scale.max(0.7) + stroke / 2.0;
        let (left, top, right, bottom) = (x - gap, y - gap, x + w + gap, y + h + gap);
        let mut builder = PathBuilder::new();
        if rounded {
            let radius = (self.between(4.0, 14.0) * self.scale).min((bottom - top) / 2.0).min((right - left) / 2.0);
            round_rect(&mut builder, [left, top, right, bottom], radius);
        } else if self.one_in(3) {
            let mut off = || (self.chance.f32() - 0.5) * 5.0 * self.scale;
            builder.move_to(left + off(), top + off());
            for (px, py) in [(right, top), (right, bottom), (left, bottom)] {
                builder.line_to(px + off(), py + off());
            }
            builder.close();
        } else {
            builder.push_rect(Rect::from_ltrb(left, top, right, bottom)?);
        }
        let path = builder.finish()?;
        self.stroke_path(&path, colour, 255, stroke)?;
        Some(drawn(if rounded { "rounded-box" } else { "box" }, &path, colour, stroke, None))
    }

    fn ellipse(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let (stroke, colour) = (self.stroke_width(), self.colour());
        let (cx, cy) = (x + w / 2.0, y + h / 2.0);
        let (a, b) = (w * self.between(0.58, 0.72) + 5.0, h * self.between(0.75, 1.1) + 5.0);
        let tilt = if self.one_in(3) { self.between(-0.05, 0.05) } else { 0.0 };
        let wobble = if self.one_in(3) { self.between(0.0, 0.03) } else { 0.0 };
        let mut builder = PathBuilder::new();
        for i in 0..=90u8 {
            let turn = f32::from(i) / 90.0 * std::f32::consts::TAU;
            let grown = 1.0 + wobble * (turn * 2.0 + 0.7).sin();
            let (px, py) = (a * turn.cos() * grown, b * turn.sin() * grown);
            let (px, py) = (cx + px * tilt.cos() - py * tilt.sin(), cy + px * tilt.sin() + py * tilt.cos());
            if i == 0 { builder.move_to(px, py) } else { builder.line_to(px, py) }
        }
        builder.close();
        let path = builder.finish()?;
        self.stroke_path(&path, colour, 255, stroke)?;
        Some(drawn("ellipse", &path, colour, stroke, None))
    }

    fn arrow(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let (stroke, colour) = (self.stroke_width().max(2.4), self.colour());
        let turn = self.between(0.0, std::f32::consts::TAU);
        let (dx, dy) = (turn.cos(), turn.sin());
        let length = self.between(45.0, 170.0) * self.scale.max(0.7);
        let tip = (x + w / 2.0 + dx * (w / 2.0).min(30.0), y + h / 2.0 + dy * (h / 2.0 + 2.0));
        let tail = (tip.0 + dx * length, tip.1 + dy * length);
        let head = (stroke * self.between(3.2, 5.0)).max(9.0).min(length * 0.4);
        let shadow = self.one_in(3);
        for (off, colour, alpha) in [(stroke * 0.8, [0, 0, 0], 70), (0.0, colour, 255)] {
            if off > 0.0 && !shadow {
                continue;
            }
            let open = stroke < 4.0 && head > 9.5 && length > 110.0;
            self.arrow_once((tail.0 + off, tail.1 + off), (tip.0 + off, tip.1 + off), (stroke, head, open), (colour, alpha))?;
        }
        let (left, top) = (tail.0.min(tip.0), tail.1.min(tip.1));
        let bounds = [left, top, (tail.0 - tip.0).abs(), (tail.1 - tip.1).abs()].map(f64::from);
        let ends = [(f64::from(tail.0), f64::from(tail.1)), (f64::from(tip.0), f64::from(tip.1))];
        Some(Drawn { kind: "arrow", bounds, colour, stroke: f64::from(stroke), ends: Some(ends) })
    }

    fn arrow_once(
        &mut self,
        tail: (f32, f32),
        tip: (f32, f32),
        (stroke, head, open): (f32, f32, bool),
        (colour, alpha): ([u8; 3], u8),
    ) -> Option<()> {
        let length = (tip.0 - tail.0).hypot(tip.1 - tail.1);
        let (dx, dy) = ((tip.0 - tail.0) / length, (tip.1 - tail.1) / length);
        let base = (tip.0 - dx * head, tip.1 - dy * head);
        let wing = head * 0.5;
        let mut builder = PathBuilder::new();
        builder.move_to(tail.0, tail.1);
        if open {
            builder.line_to(tip.0 - dx * stroke / 2.0, tip.1 - dy * stroke / 2.0);
            builder.move_to(base.0 - dy * wing, base.1 + dx * wing);
            builder.line_to(tip.0 - dx * stroke / 2.0, tip.1 - dy * stroke / 2.0);
            builder.line_to(base.0 + dy * wing, base.1 - dx * wing);
            return self.stroke_path(&builder.finish()?, colour, alpha, stroke);
        }
        builder.line_to(base.0, base.1);
        self.stroke_path(&builder.finish()?, colour, alpha, stroke)?;
        let mut triangle = PathBuilder::new();
        triangle.move_to(tip.0, tip.1);
        triangle.line_to(base.0 - dy * wing, base.1 + dx * wing);
        triangle.line_to(base.0 + dy * wing, base.1 - dx * wing);
        triangle.close();
        self.fill_path(&triangle.finish()?, colour, alpha)
    }

    fn underline(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let (stroke, colour) = (self.stroke_width(), self.colour());
        let level = y + h + 1.0 + stroke / 2.0;
        let slant = if self.one_in(2) { self.between(-0.02, 0.02) * w } else { 0.0 };
        let (left, right) = ((x - 1.0, level - slant / 2.0), (x + w + 1.0, level + slant / 2.0));
        let mut builder = PathBuilder::new();
        builder.move_to(left.0, left.1);
        builder.line_to(right.0, right.1);
        let path = builder.finish()?;
        self.stroke_path(&path, colour, 255, stroke)?;
        let cap = f64::from(stroke) / 2.0;
        let ends = [(f64::from(left.0) - cap, f64::from(left.1)), (f64::from(right.0) + cap, f64::from(right.1))];
        Some(drawn("underline", &path, colour, stroke, Some(ends)))
    }

    fn badge(&mut self, [x, y, _, h]: [f32; 4]) -> Option<Drawn> {
        let colour = self.colour();
        let radius = (self.between(10.0, 15.0) * self.scale).max(9.5);
        let centre = (x - radius * self.between(0.4, 1.3), y + h * self.between(0.0, 0.6));
        let mut disc = PathBuilder::new();
        disc.push_circle(centre.0, centre.1, radius);
        let disc = disc.finish()?;
        self.fill_path(&disc, colour, 255)?;
        let digit = digit(self.chance.usize(0..4), centre, radius * 0.5)?;
        self.stroke_path(&digit, [255, 255, 255], 255, (radius * 0.2).max(1.6))?;
        Some(drawn("badge", &disc, colour, 0.0, None))
    }

    fn highlighter(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let colour = WASHES[self.chance.usize(0..WASHES.len())];
        let alpha = self.chance.u8(80..140);
        let gap = self.between(1.0, 5.0);
        let mut builder = PathBuilder::new();
        builder.push_rect(Rect::from_xywh(x - gap, y - gap, w + 2.0 * gap, h + 2.0 * gap)?);
        let path = builder.finish()?;
        self.fill_path(&path, colour, alpha)?;
        Some(drawn("highlighter", &path, colour, 0.0, None))
    }

    fn redaction(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let colour = if self.one_in(2) { [0, 0, 0] } else { self.colour() };
        let gap = self.between(0.0, 4.0);
        let mut builder = PathBuilder::new();
        builder.push_rect(Rect::from_xywh(x - gap, y - gap, w + 2.0 * gap, h + 2.0 * gap)?);
        let path = builder.finish()?;
        self.fill_path(&path, colour, 255)?;
        Some(drawn("redaction", &path, colour, 0.0, None))
    }

    fn blur(&mut self, [x, y, w, h]: [f32; 4]) -> Option<Drawn> {
        let gap = self.between(1.0, 5.0);
        let clamp = |value: f32, most: u32| value.round().clamp(0.0, most as f32) as usize;
        let (left, right) = (clamp(x - gap, self.width), clamp(x + w + gap, self.width));
        let (top, bottom) = (clamp(y - gap, self.height), clamp(y + h + gap, self.height));
        if right < left + 8 || bottom < top + 6 {
            return None;
        }
        if self.one_in(2) {
            let side = self.chance.usize(5..11).max((h * 0.4) as usize);
            self.pixelate((left, right), (top, bottom), side);
        } else {
            let radius = (h * self.between(0.16, 0.3)).max(2.0) as usize;
            for _ in 0..3 {
                self.box_blur((left, right), (top, bottom), radius);
            }
        }
        let bounds = [left, top, right - left, bottom - top].map(|value| value as f64);
        Some(Drawn { kind: "blur", bounds, colour: [128; 3], stroke: 0.0, ends: None })
    }

    fn at(&self, x: usize, y: usize) -> usize {
        (y * self.width as usize + x) * 4
    }

    fn pixelate(&mut self, (left, right): (usize, usize), (top, bottom): (usize, usize), side: usize) {
        for by in (top..bottom).step_by(side) {
            for bx in (left..right).step_by(side) {
                let cells: Vec<usize> = (by..(by + side).min(bottom))
                    .flat_map(|y| (bx..(bx + side).min(right)).map(move |x| (x, y)))
                    .map(|(x, y)| self.at(x, y))
                    .collect();
                for channel in 0..3 {
                    let sum: usize = cells.iter().map(|i| usize::from(self.rgba[i + channel])).sum();
                    let mean = u8::try_from(sum / cells.len().max(1)).unwrap_or(255);
                    for i in &cells {
                        self.rgba[i + channel] = mean;
                    }
                }
            }
        }
    }

    fn box_blur(&mut self, (left, right): (usize, usize), (top, bottom): (usize, usize), radius: usize) {
        for along_x in [true, false] {
            let before = self.rgba.to_vec();
            for y in top..bottom {
                for x in left..right {
                    let (from, to) = if along_x {
                        (x.saturating_sub(radius), (x + radius + 1).min(self.width as usize))
                    } else {
                        (y.saturating_sub(radius), (y + radius + 1).min(self.height as usize))
                    };
                    for channel in 0..3 {
                        let place = |k: usize| if along_x { self.at(k, y) } else { self.at(x, k) };
                        let sum: usize = (from..to).map(|k| usize::from(before[place(k) + channel])).sum();
                        let i = self.at(x, y);
                        self.rgba[i + channel] = u8::try_from(sum / (to - from)).unwrap_or(255);
                    }
                }
            }
        }
    }
}

fn paint(colour: [u8; 3], alpha: u8) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::from_rgba8(colour[0], colour[1], colour[2], alpha));
    paint
}

fn drawn(kind: &'static str, path: &Path, colour: [u8; 3], stroke: f32, ends: Option<[(f64, f64); 2]>) -> Drawn {
    let (bounds, half) = (path.bounds(), f64::from(stroke) / 2.0);
    let (x, y) = (f64::from(bounds.left()) - half, f64::from(bounds.top()) - half);
    let size = [f64::from(bounds.width()) + 2.0 * half, f64::from(bounds.height()) + 2.0 * half];
    Drawn { kind, bounds: [x, y, size[0], size[1]], colour, stroke: f64::from(stroke), ends }
}

fn round_rect(builder: &mut PathBuilder, [left, top, right, bottom]: [f32; 4], radius: f32) {
    let reach = radius * 0.552_285;
    builder.move_to(left + radius, top);
    builder.line_to(right - radius, top);
    builder.cubic_to(right - radius + reach, top, right, top + radius - reach, right, top + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(right, bottom - radius + reach, right - radius + reach, bottom, right - radius, bottom);
    builder.line_to(left + radius, bottom);
    builder.cubic_to(left + radius - reach, bottom, left, bottom - radius + reach, left, bottom - radius);
    builder.line_to(left, top + radius);
    builder.cubic_to(left, top + radius - reach, left + radius - reach, top, left + radius, top);
    builder.close();
}

/// 1, 2, 3 or 4 as strokes, `half` its half height.
fn digit(which: usize, (cx, cy): (f32, f32), half: f32) -> Option<Path> {
    let lines: [&[(f32, f32)]; 4] = [
        &[(-0.4, -0.6), (0.1, -1.0), (0.1, 1.0)],
        &[(-0.5, -0.7), (0.0, -1.0), (0.5, -0.6), (0.4, -0.1), (-0.5, 1.0), (0.6, 1.0)],
        &[(-0.5, -0.8), (0.1, -1.0), (0.5, -0.5), (0.0, -0.1), (0.5, 0.4), (0.1, 1.0), (-0.5, 0.8)],
        &[(0.3, 1.0), (0.3, -1.0), (-0.6, 0.4), (0.6, 0.4)],
    ];
    let mut builder = PathBuilder::new();
    for (i, (x, y)) in lines[which].iter().enumerate() {
        let (x, y) = (cx + x * half, cy + y * half);
        if i == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
    }
    builder.finish()
}
