//! Which parts of a guide are its steps, and which number each has.

use super::document::{Document, Heading, NumberedList};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A part of the guide that is one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// The number that readers see.
    pub(crate) number: u32,
    /// What the step is called, without its number.
    pub(crate) heading: String,
    /// Its bytes in the source, up to the next step or the end of its part.
    pub(crate) span: Range<usize>,
    /// Where its own text begins: behind its heading, or with the list item.
    pub(crate) text_start: usize,
}

impl Section {
    /// Whether the step is an item of a list.
    pub(crate) fn is_item(&self) -> bool {
        self.text_start == self.span.start
    }
}

/// The steps of a guide, and what is odd about them at which byte.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// The steps in the order of the source; empty if there are none.
    pub(crate) steps: Vec<Section>,
    /// What is odd but not fatal.
    pub(crate) odd: Vec<(usize, String)>,
}

static WITH_WORD: LazyLock<Regex> = LazyLock::new(|| {
    let words = "step|schritt|étape|etape|paso|passo|passaggio|stap|krok|шаг|steg|trin|adım|langkah|bước|步骤|ステップ";
    let pattern = format!(r"(?i)^(?:{words})\s*#?(\d{{1,4}})(?:\s*(?:/|of)\s*\d+)?(?:\s*[:.)\-–—]+\s*|\s+|$)(.*)$");
    Regex::new(&pattern).expect("the pattern is written in the source and tested")
});
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^#?(\d{1,3})(?:[.):]|\s+[-–—])(?:\s+(.*))?$").expect("the pattern is written in the source and tested")
});

/// The number at the start of a heading, whether a word like "step" stands before it, and what follows.
fn numbered(text: &str) -> Option<(u32, bool, &str)> {
    let text = text.trim();
    let (captures, word) = match WITH_WORD.captures(text) {
        Some(captures) => (captures, true),
        None => (BARE.captures(text)?, false),
    };
    let number = captures.get(1)?.as_str().parse().ok()?;
    let rest = captures.get(2).map_or("", |rest| rest.as_str().trim());
    if word && rest.starts_with(|char: char| char.is_ascii_digit()) && text.contains(&format!("{number}.{rest}")) {
        return None;
    }
    Some((number, word, rest))
}

/// Finds the steps of a document whose source is `length` bytes long.
pub(crate) fn find(document: &Document, length: usize) -> Sections {
    let sections = by_headings(&document.headings, length);
    if sections.steps.is_empty() { by_list(document, length) } else { sections }
}

/// The level whose headings are steps: the one with most words like "step", else the outermost with two numbers.
fn level_of_steps(headings: &[Heading]) -> Option<u8> {
    let count = |level: u8, needs_word: bool| {
        let own = headings.iter().filter(|heading| heading.level == level);
        own.filter_map(|heading| numbered(&heading.words.text)).filter(|(_, word, _)| *word || !needs_word).count()
    };
    let with_word = (1..=6).rev().map(|level| (count(level, true), level)).max_by_key(|(count, _)| *count);
    match with_word {
        Some((found, level)) if found > 0 => Some(level),
        _ => (1..=6).find(|level| count(*level, false) >= 2),
    }
}

fn by_headings(headings: &[Heading], length: usize) -> Sections {
    let mut sections = Sections::default();
    let Some(level) = level_of_steps(headings) else {
        return sections;
    };
    let mut waiting: Vec<(usize, String)> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let text = &heading.words.text;
        match numbered(text) {
            Some((number, _, rest)) if heading.level == level => {
                let next = headings[index + 1..].iter().find(|next| next.level <= level);
                sections.odd.append(&mut waiting);
                sections.steps.push(Section {
                    number,
                    heading: rest.to_owned(),
                    span: heading.span.start..next.map_or(length, |next| next.span.start),
                    text_start: heading.span.end,
                });
            }
            Some((number, true, _)) => sections.odd.push((
                heading.span.start,
                format!(
                    "step {number} is a heading of level {} and the others of level {level}, so it is no step",
                    heading.level
                ),
            )),
            None if heading.level == level && !sections.steps.is_empty() => waiting.push((
                heading.span.start,
                format!(
                    "the heading \"{text}\" stands among the steps and has no number, so what is under it belongs to no step"
                ),
            )),
            _ => {}
        }
    }
    sections
}

/// Numbered lists of which each counts on from the one before.
type Run<'d> = Vec<&'d NumberedList>;

fn size(run: &Run<'_>) -> usize {
    run.iter().map(|list| list.items.len()).sum()
}

/// The longest run of numbered lists, each item a step.
fn by_list(document: &Document, length: usize) -> Sections {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for list in document.lists.iter().filter(|list| !list.items.is_empty()) {
        match runs.last_mut().filter(|run| goes_on(run, list, document)) {
            Some(run) => run.push(list),
            None => runs.push(vec![list]),
        }
    }
    // Items that all begin anew were meant as one list; that their numbers are doubled is said to the author.
    let broken = runs.len() > 1 && runs.iter().all(|run| size(run) == 1);
    if broken {
        let steps = items(&runs.concat(), document, length);
        return Sections { steps, odd: Vec::new() };
    }
    let longest = (0..runs.len()).rev().max_by_key(|index| size(&runs[*index]));
    let Some(longest) = longest else {
        return Sections::default();
    };
    let message =
        "this numbered list is not the longest one, so its items are no steps; headings such as `## Step 1: …` say which are";
    let others = runs.iter().enumerate().filter(|(index, _)| *index != longest);
    let odd = others.map(|(_, run)| (run[0].items[0].start, message.to_owned())).collect();
    let steps = items(&runs[longest], document, length);
    Sections { steps, odd }
}

fn items(run: &Run<'_>, document: &Document, length: usize) -> Vec<Section> {
    let end = end_of_run(run, document, length);
    let numbered = |list: &NumberedList| list.items.clone().into_iter().zip(list.first..).collect::<Vec<_>>();
    let items: Vec<(Range<usize>, u64)> = run.iter().flat_map(|list| numbered(list)).collect();
    let section = |(index, (item, number)): (usize, &(Range<usize>, u64))| {
        let span = item.start..items.get(index + 1).map_or(end, |(next, _)| next.start);
        let first = document.passages.iter().find(|words| span.contains(&words.span().start));
        Section {
            number: u32::try_from(*number).unwrap_or(u32::MAX),
            heading: first.map(|words| words.text.clone()).unwrap_or_default(),
            text_start: span.start,
            span,
        }
    };
    items.iter().enumerate().map(section).collect()
}

/// Whether `list` counts on from the end of `run` with no heading between them.
fn goes_on(run: &[&NumberedList], list: &NumberedList, document: &Document) -> bool {
    let Some(last) = run.last() else { return false };
    let between = last.items[0].start..list.items[0].start;
    list.first > 1
        && list.first == last.first + last.items.len() as u64
        && !document.headings.iter().any(|heading| between.contains(&heading.span.start))
}

/// Where the last step ends: with its item, or with the part of the guide if text stands between the items.
fn end_of_run(run: &[&NumberedList], document: &Document, length: usize) -> usize {
    let last = run.last().and_then(|list| list.items.last()).map_or(length, |item| item.end);
    if run.len() < 2 {
        return last;
    }
    document.headings.iter().map(|heading| heading.span.start).find(|start| *start >= last).unwrap_or(length)
}

/// Two steps with the same number.
pub(crate) fn doubled(steps: &[Section]) -> Option<(&Section, &Section)> {
    steps.iter().enumerate().find_map(|(index, step)| {
        let first = steps[..index].iter().find(|earlier| earlier.number == step.number)?;
        Some((first, step))
    })
}

/// The number of the step that a line of a code block would begin if it weren't in one.
pub(crate) fn number_in_code(line: &str) -> Option<u32> {
    let text = line.strip_prefix('#')?.trim_start_matches('#').trim().trim_matches(['*', '_']);
    numbered(text).filter(|(_, word, _)| *word).map(|(number, _, _)| number)
}

/// Steps whose number isn't the one after the step before.
pub(crate) fn jumps(steps: &[Section]) -> Vec<(usize, String)> {
    let odd = steps.windows(2).filter(|pair| u64::from(pair[1].number) != u64::from(pair[0].number) + 1);
    odd.map(|pair| (pair[1].span.start, format!("step {} comes after step {}", pair[1].number, pair[0].number))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_in_which_people_number_headings_are_known() {
        for (text, expected) in [
            ("Step 3: Open it", Some((3, true, "Open it"))),
            ("step 3 - Open it", Some((3, true, "Open it"))),
            ("STEP 3 — Open it", Some((3, true, "Open it"))),
            ("Step 3 Open it", Some((3, true, "Open it"))),
            ("Step 3", Some((3, true, ""))),
            ("Step 3/7: Open", Some((3, true, "Open"))),
            ("Step 3 of 7: Open", Some((3, true, "Open"))),
            ("Schritt 3: Öffnen", Some((3, true, "Öffnen"))),
            ("3. Open it", Some((3, false, "Open it"))),
            ("3) Open it", Some((3, false, "Open it"))),
            ("3: Open it", Some((3, false, "Open it"))),
            ("3 - Open it", Some((3, false, "Open it"))),
            ("#3. Open it", Some((3, false, "Open it"))),
            ("Step 3.1: Open it", None),
            ("3.1 Open it", None),
            ("3D printing", None),
            ("2024 in review", None),
            ("Step three", None),
            ("Steps", None),
            ("Step 3a: x", None),
        ] {
            assert_eq!(numbered(text), expected, "{text}");
        }
    }
}
