//! What is wrong with a walk file, shown at its place.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// More mistakes than this are counted, not shown.
const SHOWN: usize = 10;

/// One mistake in a walk file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong: lowercase, no full stop.
    pub message: String,
    /// The next thing to type, where there is one.
    pub hint: Option<String>,
    /// The line with a caret below it.
    excerpt: String,
}

impl Mistake {
    /// A mistake at the bytes `span` of `source`.
    pub(super) fn new(source: &str, span: Range<usize>, message: String, hint: Option<String>) -> Self {
        let span = within_one_line(source, span);
        let before = &source[..span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: source[line_start..span.start].chars().count() + 1,
            message,
            hint,
            excerpt: excerpt(source, line_start, span),
        }
    }

    /// The same where `span` may hold a secret: the excerpt shows `…` instead.
    pub(super) fn covered(source: &str, span: Range<usize>, message: String, hint: Option<String>) -> Self {
        let span = within_one_line(source, span);
        let without = format!("{}\"…\"", &source[..span.start]);
        Self::new(&without, span.start..without.len(), message, hint)
    }
}

/// The part of `span` that lies in its first line, on character boundaries.
fn within_one_line(source: &str, span: Range<usize>) -> Range<usize> {
    let start = source.floor_char_boundary(span.start.min(source.len()));
    let line_end = source[start..].find(['\n', '\r']).map_or(source.len(), |at| start + at);
    let end = source.ceil_char_boundary(span.end.min(source.len()));
    start..end.clamp(start, line_end)
}

/// The line of `span` with a caret below it.
fn excerpt(source: &str, line_start: usize, span: Range<usize>) -> String {
    let line_end = source[line_start..].find('\n').map_or(source.len(), |at| line_start + at);
    let line = source[line_start..line_end].trim_end_matches('\r');
    let caret = span.start - line_start..(span.end - line_start).min(line.len()).max(span.start - line_start);
    let number = source[..line_start].matches('\n').count() + 1;
    let snippet = Snippet::source(line).line_start(number).annotation(AnnotationKind::Primary.span(caret));
    Renderer::plain().render(&[Group::with_level(Level::ERROR).element(snippet)])
}

/// Why a walk file could not be read.
#[derive(Debug)]
pub enum WalkFileError {
    /// The file itself.
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What is written in it.
    Mistakes {
        /// The file's name in messages.
        name: String,
        /// Never empty, in the order of the file.
        mistakes: Vec<Mistake>,
    },
}

impl WalkFileError {
    /// The mistakes in the file, in its order; none where the file itself could not be read.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        match self {
            Self::Unreadable { .. } => &[],
            Self::Mistakes { mistakes, .. } => mistakes,
        }
    }
}

impl fmt::Display for WalkFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, source } => {
                write!(f, "can't read the walk file {}: {source}", path.display())?;
                write!(f, "\nhint: name one with `--walk FILE`, or leave `--walk` out for the built-in walk")
            }
            Self::Mistakes { name, mistakes } => {
                for (index, mistake) in mistakes.iter().take(SHOWN).enumerate() {
                    let gap = if index == 0 { "" } else { "\n\n" };
                    write!(f, "{gap}{name}:{}:{}: {}\n{}", mistake.line, mistake.column, mistake.message, mistake.excerpt)?;
                    mistake.hint.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))?;
                }
                match mistakes.len().saturating_sub(SHOWN) {
                    0 => Ok(()),
                    1 => write!(f, "\n\nand one more mistake"),
                    more => write!(f, "\n\nand {more} more mistakes"),
                }
            }
        }
    }
}

impl std::error::Error for WalkFileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            Self::Mistakes { .. } => None,
        }
    }
}
