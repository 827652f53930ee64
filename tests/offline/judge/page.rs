//! Pages drawn in code: each has an outline, and pixels that follow from it, so that equal words give equal pixels.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]
use std::path::Path;
use std::time::Duration;

use guidewalk::guide::{self, Guide, PictureFile};
use guidewalk::judge::{Judgement, StepCase, judge_step};
use guidewalk::outline::{Item, ItemKind, Outline, Rect};
use guidewalk::picture::{self, Area, Format, Picture};
use guidewalk::references::{self, Loaded, MaskEntry, Reference, Renderer, Shot, Taken, Unusable};
use guidewalk::walk::{Found, Frame, MaskedArea, StageEnd, StageOutcome, TargetSeen};
use guidewalk::walkfile::Moment;

pub(crate) const INK: [u8; 4] = [31, 35, 40, 255];
const BLUE: [u8; 4] = [9, 105, 218, 255];
const GREY: [u8; 4] = [208, 215, 222, 255];
const WHITE: [u8; 4] = [255, 255, 255, 255];

pub(crate) const GUIDE: &str = "# How to\n\n## Step 4: Developer settings\n\n![The entry Developer Settings](03.png)\n\nClick 'Developer Settings.' there.\n";

#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    pub(crate) size: [f64; 2],
    pub(crate) scroll: [f64; 2],
    pub(crate) masks: Vec<Rect>,
    /// Whether stand-ins took the place of the words that differ under the masks.
    pub(crate) veiled: bool,
    pub(crate) ink: [u8; 4],
}

impl Page {
    pub(crate) fn new() -> Self {
        Self { items: vec![], size: [640.0, 600.0], scroll: [0.0, 0.0], masks: vec![], veiled: false, ink: INK }
    }

    pub(crate) fn put(&mut self, kind: ItemKind, role: &str, words: &str, x: f64, y: f64) -> &mut Item {
        let width = 8.0 * f64::from(u32::try_from(words.chars().count()).unwrap()) + 24.0;
        self.items.push(Item {
            kind,
            role: role.into(),
            name: words.into(),
            text: if matches!(kind, ItemKind::Image) { String::new() } else { words.into() },
            value: String::new(),
            bounds: Rect::new(x, y, width, 24.0),
            states: vec![],
            leads_to: String::new(),
            within: vec![],
            hooks: vec![],
            words_at: None,
            lines: Vec::new(),
        });
        self.items.last_mut().unwrap()
    }

    pub(crate) fn link(&mut self, words: &str, x: f64, y: f64) {
        let address = format!("/{}", words.to_lowercase().replace(' ', "-"));
        self.put(ItemKind::Control, "link", words, x, y).leads_to = address;
    }

    pub(crate) fn text(&mut self, words: &str, x: f64, y: f64) {
        self.put(ItemKind::Text, "", words, x, y);
    }

    pub(crate) fn find(&mut self, name: &str) -> &mut Item {
        self.items.iter_mut().find(|item| item.name == name).unwrap()
    }

    fn outline(&self) -> Outline {
        let bottom = self.items.iter().map(|item| item.bounds.bottom()).fold(self.size[1], f64::max);
        Outline {
            url: "https://example.org/settings".into(),
            title: "Settings".into(),
            viewport: self.size,
            scroll: self.scroll,
            page: [self.size[0], bottom],
            scale: 1.0,
            release: None,
            items: self.items.clone(),
        }
    }

    /// The whole page.
    fn drawn(&self) -> Picture {
        let [width, height] = self.outline().page;
        let mut picture = Picture::filled(int(width), int(height), WHITE);
        for item in &self.items {
            self.draw(&mut picture, item);
        }
        for mask in self.masks.iter().filter(|_| !self.veiled) {
            picture.fill(Area::nearest(mask.x, mask.y, mask.width, mask.height), GREY);
        }
        picture
    }

    fn draw(&self, picture: &mut Picture, item: &Item) {
        let area = Area::nearest(item.bounds.x, item.bounds.y, item.bounds.width, item.bounds.height);
        let framed = matches!(item.role.as_str(), "button" | "combobox" | "textbox");
        if framed {
            picture.fill(area, GREY);
            picture.fill(area.grown(-1), if item.role == "button" { [246, 248, 250, 255] } else { WHITE });
        }
        if item.role == "combobox" {
            picture.fill(Area::new(area.right() - 14, area.y + 10, 8, 4), INK);
        }
        let ink = if item.role == "link" { BLUE } else { self.ink };
        let words = if item.value.is_empty() { &item.text } else { &item.value };
        for (i, c) in (0i64..).zip(words.chars()) {
            glyph(picture, area.x + 12 + 8 * i, area.y + 6, c, ink);
        }
        if item.kind == ItemKind::Image {
            let tone = item.name.bytes().fold(40u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
            picture.fill(area, [tone, tone.wrapping_add(80), 120, 255]);
        }
    }

    pub(crate) fn frame(&self, target: Option<&str>) -> Frame {
        let whole = self.drawn();
        let window = Area::nearest(self.scroll[0], self.scroll[1], self.size[0], self.size[1]);
        let outline = self.outline();
        let long = outline.page[1] > self.size[1];
        Frame {
            id: "4.1".into(),
            stage: "4.1".into(),
            moment: Moment::Before,
            viewport_png: whole.crop(window, WHITE).encode_png().unwrap(),
            page_png: long.then(|| whole.encode_png().unwrap()),
            fine: None,
            themed: Vec::new(),
            masks: self
                .masks
                .iter()
                .map(|bounds| MaskedArea { bounds: *bounds, reason: "the account's".into(), veiled: self.veiled })
                .collect(),
            target: target.and_then(|name| self.items.iter().find(|item| item.name == name)).map(|item| item.bounds),
            pictures: vec![],
            delicate: false,
            outline,
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of pages in tests")]
fn int(size: f64) -> u32 {
    size as u32
}

/// A pattern of 5 × 10 pixels that belongs to a character.
fn glyph(picture: &mut Picture, x: i64, y: i64, c: char, ink: [u8; 4]) {
    let mut bits = u64::from(u32::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) | 1;
    if c == ' ' {
        return;
    }
    for row in 0..10 {
        for column in 0..5 {
            if bits & 1 == 1 {
                picture.fill(Area::new(x + column, y + row, 1, 1), ink);
            }
            bits = bits.rotate_right(1);
        }
    }
}

pub(crate) fn renderer() -> Renderer {
    Renderer {
        browser: "chrome".into(),
        version: "156.0.1".into(),
        system: "linux".into(),
        fonts: "f1".into(),
        scale: 1.0,
        theme: "light".into(),
    }
}

pub(crate) fn take(page: &Page, region: Rect, target: Option<&str>) -> Taken {
    let frame = page.frame(target);
    let masks = frame.masks.iter();
    let masks = masks.map(|mask| MaskEntry { bounds: mask.bounds, reason: mask.reason.clone(), veiled: mask.veiled });
    let masks: Vec<MaskEntry> = masks.collect();
    let shot = Shot {
        stage: "4.1",
        moment: "before",
        viewport_png: &frame.viewport_png,
        page_png: frame.page_png.as_deref(),
        outline: &frame.outline,
        masks: &masks,
        target: frame.target,
    };
    let cut = references::cut(&shot, region).unwrap();
    references::take(&shot, cut, Format::Png, &renderer()).unwrap()
}

/// A step with its picture and what the walk met.
pub(crate) struct Case {
    pub(crate) guide: Guide,
    pub(crate) reference: Option<Reference>,
    pub(crate) outcome: StageOutcome,
    pub(crate) renderer: Renderer,
}

impl Case {
    pub(crate) fn new(taken: &Taken, today: &Page, target: Option<&str>) -> Self {
        let guide = guide::parse(GUIDE, Path::new("/nowhere/guide.md"), &guide::Settings::default()).unwrap();
        let mut link = guide.steps[0].pictures[0].clone();
        link.file = PictureFile::Found("/nowhere/03.png".into());
        let picture = picture::decode(&taken.bytes).unwrap();
        let digest = picture.digest();
        assert_eq!(digest, taken.entry.digest);
        let loaded = Loaded { path: "/nowhere/03.png".into(), picture, digest, taken: Some(taken.entry.clone()), hint: None };
        let reference = Reference { step: 4, link, file: "03.png".into(), loaded: Ok(loaded), variants: Vec::new() };
        let outcome = StageOutcome {
            id: "4.1".into(),
            step: 4,
            end: StageEnd::Done,
            frames: vec![today.frame(target)],
            target: None,
            new_window: false,
            extra: vec![],
            url: "/settings".into(),
            took: Duration::ZERO,
            waited: vec![],
            log: vec![],
        };
        Self { guide, reference: Some(reference), outcome, renderer: renderer() }
    }

    pub(crate) fn seen(mut self, found: Found, wanted: &str, now: &str) -> Self {
        self.outcome.target = Some(TargetSeen {
            found,
            wanted_role: "link".into(),
            wanted_name: wanted.into(),
            pictured_name: String::new(),
            role: "link".into(),
            name: now.into(),
            text: now.into(),
            bounds: self.outcome.frames[0].target,
            place: "left sidebar".into(),
            evidence: vec![],
        });
        self
    }

    pub(crate) fn without_picture(mut self, why: Unusable) -> Self {
        self.reference.as_mut().unwrap().loaded = Err(why);
        self
    }

    pub(crate) fn judge(&self) -> Judgement {
        let references: Vec<&Reference> = self.reference.iter().collect();
        judge_step(&StepCase {
            guide: &self.guide,
            guide_shown_as: "guide.md",
            step: &self.guide.steps[0],
            references: &references,
            outcomes: &[&self.outcome],
            after: None,
            renderer: &self.renderer,
            reader: None,
        })
    }
}

/// `kind severity was → now` of each finding.
pub(crate) fn told(judgement: &Judgement) -> Vec<String> {
    let one =
        |finding: &guidewalk::judge::Finding| format!("{} {} {} → {}", finding.kind, finding.severity, finding.was, finding.now);
    judgement.findings.iter().map(one).collect()
}
