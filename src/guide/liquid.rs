//! Liquid, the templates that Jekyll fills in before it reads the Markdown: what a guide's text is once they are filled in, with the
//! origin of every byte. Conditions and loops aren't carried out; their text is kept and a remark says so.

use super::filters::Scope;
use super::mapped::{Mapped, Rewrite};
use std::ops::Range;

/// Something odd that was met, at a byte of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Oddity {
    /// The byte of the source.
    pub(crate) at: usize,
    /// What is odd, for people.
    pub(crate) message: String,
}

/// Fills the templates of `base` in. `strict` is Jekyll's way (an unknown name is nothing); else an unknown name stays as it is
/// written, because a text without front matter may mean its braces.
pub(crate) fn expand(base: &Mapped, scope: Scope, strict: bool, odd: &mut Vec<Oddity>) -> Mapped {
    let mut reader = Reader { base, out: Rewrite::of(base), scope, strict, odd, at: 0, captures: Vec::new() };
    while reader.next_mark() {}
    reader.out.finish()
}

struct Reader<'a> {
    base: &'a Mapped,
    out: Rewrite<'a>,
    scope: Scope,
    strict: bool,
    odd: &'a mut Vec<Oddity>,
    at: usize,
    captures: Vec<(String, usize)>,
}

/// One `{{ … }}` or `{% … %}`.
struct Mark {
    at: Range<usize>,
    inside: Range<usize>,
    trims_after: bool,
}

impl Reader<'_> {
    /// Copies up to the next mark and replaces it; false at the end of the text.
    fn next_mark(&mut self) -> bool {
        let text = self.base.text();
        let found = text[self.at..].match_indices('{').map(|(at, _)| at + self.at);
        let Some(start) = found.into_iter().find(|at| is_mark(text, *at)) else {
            self.out.copy(self.at..text.len());
            return false;
        };
        self.out.copy(self.at..start);
        let output = text[start..].starts_with("{{");
        let Some(mark) = mark_at(text, start, if output { "}}" } else { "%}" }) else {
            if self.strict {
                let opening = &text[start..start + 2];
                self.remark(start, format!("`{opening}` is opened here and never closed; jekyll would refuse it"));
            }
            self.out.copy(start..start + 2);
            self.at = start + 2;
            return true;
        };
        if text[start + 2..].starts_with('-') {
            self.out.trim_end();
        }
        self.at = mark.at.end;
        if output {
            self.output(&mark)
        } else {
            self.tag(&mark)
        }
        if mark.trims_after {
            let rest = &text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
        }
        true
    }

    fn remark(&mut self, at: usize, message: String) {
        self.odd.push(Oddity { at: self.base.place(at), message });
    }

    fn output(&mut self, mark: &Mark) {
        match self.scope.value(&self.base.text()[mark.inside.clone()]) {
            Some(value) => self.out.write(&value, &mark.at),
            None if self.strict => {}
            None => self.out.copy(mark.at.clone()),
        }
    }

    fn tag(&mut self, mark: &Mark) {
        let inside = self.base.text()[mark.inside.clone()].trim();
        let (name, arguments) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let arguments = arguments.trim();
        match name {
            "raw" => {
                let end = self.block_end(mark, "raw");
                self.out.copy(mark.at.end..end);
            }
            "comment" | "highlight" => {
                self.block_end(mark, name);
            }
            "assign" => self.assign(arguments),
            "capture" => self.captures.push((arguments.trim_matches(['"', '\'']).to_owned(), self.out.len())),
            "endcapture" => self.end_capture(),
            "link" | "post_url" => {
                let address = format!("{}/{}", self.scope.baseurl, arguments.trim_start_matches('/'));
                self.out.write(&address.replace(' ', "%20"), &mark.at);
            }
            "if" | "unless" | "case" | "for" => {
                self.remark(mark.at.start, format!("`{{% {name} %}}` isn't carried out: all that stands in it is read"));
            }
            "include" | "include_relative" | "include_cached" => {
                let file = arguments.split_whitespace().next().unwrap_or_default();
                self.remark(mark.at.start, format!("`{{% {name} {file} %}}` isn't read: what it shows is unknown here"));
            }
            _ => {}
        }
    }

    /// Moves behind the tag that ends the block `name` and returns where that tag begins; a block without an end reaches to the end.
    fn block_end(&mut self, mark: &Mark, name: &str) -> usize {
        let text = self.base.text();
        let ends = format!("end{name}");
        let mut from = mark.at.end;
        while let Some(start) = text[from..].find("{%").map(|at| at + from) {
            let Some(end) = mark_at(text, start, "%}") else {
                break;
            };
            if text[end.inside.clone()].trim() == ends {
                self.at = end.at.end;
                return start;
            }
            from = start + 2;
        }
        self.remark(mark.at.start, format!("`{{% {name} %}}` is never ended; jekyll would refuse it"));
        self.at = text.len();
        text.len()
    }

    fn assign(&mut self, arguments: &str) {
        let Some((name, expression)) = arguments.split_once('=') else {
            return;
        };
        let value = self.scope.value(expression).unwrap_or_default();
        self.scope.values.insert(name.trim().to_owned(), value);
    }

    fn end_capture(&mut self) {
        if let Some((name, start)) = self.captures.pop() {
            let value = self.out.take_back(start.min(self.out.len()));
            self.scope.values.insert(name, value);
        }
    }
}

/// Whether Liquid begins at `at`; `${{` is another language's.
fn is_mark(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    (rest.starts_with("{{") || rest.starts_with("{%")) && !text[..at].ends_with('$')
}

fn mark_at(text: &str, start: usize, closing: &str) -> Option<Mark> {
    let end = start + 2 + text[start + 2..].find(closing)?;
    let whole = &text[start + 2..end];
    let inside = whole.strip_prefix('-').unwrap_or(whole);
    let inside_start = end - inside.len();
    let trims_after = inside.ends_with('-');
    let inside_end = if trims_after { end - 1 } else { end };
    Some(Mark { at: start..end + 2, inside: inside_start..inside_end, trims_after })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(source: &str) -> (String, Vec<Oddity>) {
        let mut odd = Vec::new();
        let scope = Scope { baseurl: "/b".to_owned(), ..Scope::default() };
        let mapped = expand(&Mapped::tail(source, 0), scope, true, &mut odd);
        (mapped.text().to_owned(), odd)
    }

    #[test]
    fn templates_are_filled_in() {
        for (written, printed) in [
            (r#"a {{ "/x.png" | relative_url }} b"#, "a /b/x.png b"),
            ("{% assign p = '/i' %}{{ p }}/1.png", "/i/1.png"),
            ("{% raw %}{{ x }}{% endraw %}!", "{{ x }}!"),
            ("a{% comment %}\n## Step 9\n{% endcomment %}b", "ab"),
            ("a  {%- assign x = 1 -%}  b", "ab"),
            ("{% capture c %}hi {{ 'you' }}{% endcapture %}<{{ c }}>", "<hi you>"),
            ("[x]({% post_url 2024-01-01-a %}) {% link img/a.png %}", "[x](/b/2024-01-01-a) /b/img/a.png"),
            ("${{ secrets.TOKEN }}", "${{ secrets.TOKEN }}"),
            ("{{ nobody }}{% seo %}.", "."),
            ("{{-}}", ""),
        ] {
            assert_eq!(filled(written), (printed.to_owned(), Vec::new()), "{written}");
        }
    }

    #[test]
    fn what_jekyll_would_refuse_is_a_remark() {
        let (text, odd) = filled("a {{ b\nc {% raw %} d");
        assert_eq!(text, "a {{ b\nc  d");
        assert_eq!(odd.iter().map(|odd| odd.at).collect::<Vec<_>>(), [2, 9]);
    }

    #[test]
    fn an_output_points_at_the_whole_template() {
        let source = r#"![a]({{ "/x.png" }})"#;
        let mapped = expand(&Mapped::tail(source, 0), Scope::default(), true, &mut Vec::new());
        assert_eq!(mapped.text(), "![a](/x.png)");
        assert_eq!(&source[mapped.source(&(5..11))], r#"{{ "/x.png" }}"#);
    }
}
