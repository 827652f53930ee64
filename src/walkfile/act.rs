//! Reads actions.

use super::form::{Value, verbs};
use super::reader::{Fields, Reader};
use super::{Action, Matching, On, Target, WindowChange};

impl Reader<'_, '_> {
    /// The actions at a key; `target` is what `"target"` means in them.
    pub(super) fn actions(&self, fields: &Fields<'_>, key: &'static str, target: Option<&Target>) -> Vec<Action> {
        self.entries(fields, key).into_iter().filter_map(|value| self.action(value, target)).collect()
    }

    fn action(&self, value: &Value<'_>, target: Option<&Target>) -> Option<Action> {
        let table = value.get_ref().as_table()?;
        let shape = *verbs(table).first()?;
        let fields = Fields { table, shape, span: value.span() };
        let on = |verb| self.on(&fields, verb, target);
        Some(match shape.name {
            "open" => Action::Open { address: self.text(&fields, "open")? },
            "click" => Action::Click(on("click")?),
            "expand" => Action::Expand(on("expand")?),
            "fill" => {
                let with = self.text(&fields, "with");
                let each = self.flag(&fields, "each");
                Action::Fill { on: on("fill")?, with: with?, each }
            }
            "choose" => self.choose(&fields, on("choose"))?,
            "check" => Action::Check(on("check")?),
            "press" => Action::Press { key: self.word(&fields, "press")?.to_owned() },
            "scroll" => Action::Scroll(on("scroll")?),
            "window" if self.word(&fields, "window")? == "first" => Action::Window(WindowChange::First),
            "window" => Action::Window(WindowChange::Newest),
            "read" => {
                let into = self.word(&fields, "into").map(str::to_owned);
                if self.value(&fields, "form").is_some() {
                    self.check_regex(&fields, "form");
                }
                Action::Read { on: on("read")?, into: into?, form: self.text(&fields, "form") }
            }
            "wait-for" => Action::WaitFor(self.condition(&fields, "wait-for")?),
            _ => self.request(&fields)?,
        })
    }

    /// What an action acts on.
    fn on(&self, fields: &Fields<'_>, verb: &'static str, target: Option<&Target>) -> Option<On> {
        let value = self.value(fields, verb)?;
        match value.get_ref().as_str() {
            Some("target") if target.is_some() => Some(On::StageTarget),
            Some("target") => {
                let hint = "add `target = { role = \"…\", name = \"…\" }`, or write the control here";
                self.notes.mistake(value.span(), "there is no `target` that this could mean", hint.to_owned());
                None
            }
            _ => self.target(value).map(On::Control),
        }
    }

    fn choose(&self, fields: &Fields<'_>, on: Option<On>) -> Option<Action> {
        let matching = self.matching(fields).unwrap_or_default();
        if matching == Matching::Regex {
            self.check_regex(fields, "option");
        }
        let option = self.text(fields, "option");
        Some(Action::Choose { on: on?, option: option?, matching })
    }

    fn request(&self, fields: &Fields<'_>) -> Option<Action> {
        let request = self.text(fields, "request");
        let bearer = self.word(fields, "bearer").map(str::to_owned);
        if let (Some(name), Some(value)) = (&bearer, self.value(fields, "bearer")) {
            self.notes.uses(name, value.span());
        }
        let (body, expect) = (self.text(fields, "body"), self.whole(fields, "expect"));
        let header = self.text(fields, "header");
        let expires = self.word(fields, "expires").and_then(super::format::expiry);
        let request = request?;
        let (method, path) = request.split_once(' ')?;
        let expect = u16::try_from(expect?).ok()?;
        Some(Action::Request { method: method.to_owned(), path: path.to_owned(), bearer, body, expect, header, expires })
    }
}
