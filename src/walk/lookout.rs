//! What a poll looks for: conditions and targets are compiled into one question, and its one answer is read back.

use crate::browser::{Guard, Observation, Question, Sighting, TargetAsk, TextAsk};
use crate::outline::normalised;
use crate::walkfile::{Condition, Locator, Target};

/// Collects what is to be looked for in one poll.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lookout {
    question: Question,
}

/// A condition whose parts have their place in the question.
#[derive(Debug, Clone)]
pub(crate) struct Sought {
    condition: Condition,
    text: Option<usize>,
    shown: Option<usize>,
    gone: Option<usize>,
}

/// A target's place in the question.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slot(usize);

impl Lookout {
    /// Adds a target.
    pub(crate) fn target(&mut self, target: &Target) -> Slot {
        self.guarded_target(target, None)
    }

    fn guarded_target(&mut self, target: &Target, guard: Option<Guard>) -> Slot {
        self.question.targets.push(TargetAsk { locators: target.alternatives.clone(), guard });
        Slot(self.question.targets.len() - 1)
    }

    /// Adds a condition. Its targets and words are looked for only on pages where the rest of it holds.
    pub(crate) fn condition(&mut self, condition: &Condition) -> Sought {
        let parts = Guard { url: condition.url.clone(), title: condition.title.clone(), heading: condition.heading.clone() };
        let guard = (parts != Guard::default()).then_some(parts);
        let text = condition.text.as_ref().map(|text| {
            self.question.texts.push(TextAsk { text: text.clone(), guard: guard.clone() });
            self.question.texts.len() - 1
        });
        let shown = condition.shown.as_ref().map(|target| self.guarded_target(target, guard.clone()).0);
        let gone = condition.gone.as_ref().map(|target| self.guarded_target(target, guard.clone()).0);
        Sought { condition: condition.clone(), text, shown, gone }
    }

    /// The question itself.
    pub(crate) const fn question(&self) -> &Question {
        &self.question
    }
}

impl Slot {
    /// What was found of the target.
    pub(crate) fn in_answer(self, seen: &Observation) -> &Sighting {
        static NOTHING: Sighting = Sighting { alternative: None, matches: Vec::new(), count: 0 };
        seen.targets.get(self.0).unwrap_or(&NOTHING)
    }
}

impl Sought {
    /// Whether it holds.
    pub(crate) fn holds(&self, seen: &Observation) -> bool {
        self.lacks(seen).is_none()
    }

    /// The first part that does not hold, in words.
    pub(crate) fn lacks(&self, seen: &Observation) -> Option<String> {
        let condition = &self.condition;
        if let Some(url) = &condition.url
            && !address_matches(url, &seen.url)
        {
            return Some(format!("the address {url}"));
        }
        if let Some(title) = &condition.title
            && !words_match(title, &seen.title)
        {
            return Some(format!("the title \"{title}\""));
        }
        if let Some(heading) = &condition.heading
            && !seen.headings.iter().any(|has| words_match(heading, has))
        {
            return Some(format!("the heading \"{heading}\""));
        }
        if let (Some(text), Some(at)) = (&condition.text, self.text)
            && !seen.texts.get(at).copied().unwrap_or(false)
        {
            return Some(format!("the words \"{text}\""));
        }
        if let (Some(target), Some(at)) = (&condition.shown, self.shown)
            && Slot(at).in_answer(seen).count == 0
        {
            return Some(described(target));
        }
        if let (Some(target), Some(at)) = (&condition.gone, self.gone)
            && Slot(at).in_answer(seen).count > 0
        {
            return Some(format!("that {} is gone", described(target)));
        }
        if !condition.status.is_empty() && !seen.status.is_some_and(|status| condition.status.contains(&status)) {
            return Some(format!("the status {:?}", condition.status));
        }
        None
    }

    /// The whole condition in words, for messages.
    pub(crate) fn in_words(&self) -> String {
        condition_in_words(&self.condition)
    }
}

/// A condition in words.
pub(crate) fn condition_in_words(condition: &Condition) -> String {
    let mut parts = Vec::new();
    if let Some(heading) = &condition.heading {
        parts.push(format!("the heading \"{heading}\""));
    }
    if let Some(title) = &condition.title {
        parts.push(format!("the title \"{title}\""));
    }
    if let Some(url) = &condition.url {
        parts.push(format!("the address {url}"));
    }
    if let Some(text) = &condition.text {
        parts.push(format!("the words \"{text}\""));
    }
    parts.extend(condition.shown.as_ref().map(described));
    parts.extend(condition.gone.as_ref().map(|target| format!("that {} is gone", described(target))));
    if !condition.status.is_empty() {
        let numbers: Vec<String> = condition.status.iter().map(u16::to_string).collect();
        parts.push(format!("the status {}", numbers.join(" or ")));
    }
    if parts.is_empty() { "the next screen".to_owned() } else { parts.join(", ") }
}

/// A target in words: `the button "Sign in"`.
pub(crate) fn described(target: &Target) -> String {
    target.alternatives.first().map_or_else(|| "the control".to_owned(), described_locator)
}

/// What a stage wanted, in words.
pub(crate) fn described_wanted(seen: &super::TargetSeen) -> String {
    let role = if seen.wanted_role.is_empty() { "control" } else { &seen.wanted_role };
    format!("the {role} \"{}\"", seen.wanted_name)
}

fn described_locator(locator: &Locator) -> String {
    let role = locator.role.as_deref().unwrap_or("control");
    let words = locator.name.as_ref().or(locator.label.as_ref()).or(locator.text.as_ref()).or(locator.placeholder.as_ref());
    match (words, locator.id.as_ref().or(locator.css.as_ref()).or(locator.xpath.as_ref())) {
        (Some(words), _) => format!("the {role} \"{words}\""),
        (None, Some(hook)) => format!("the {role} at {hook}"),
        (None, None) => format!("the {role}"),
    }
}

/// Whether words are what is wanted; a trailing `*` matches any rest.
fn words_match(wanted: &str, has: &str) -> bool {
    let has = normalised(has);
    wanted.strip_suffix('*').map_or_else(|| has == normalised(wanted), |start| has.starts_with(&normalised(start)))
}

/// Whether an address has the wanted path (and query, where one is wanted); a trailing `*` matches any rest.
pub(crate) fn address_matches(wanted: &str, address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else { return false };
    let with_query = wanted.contains('?');
    let mut has = url.path().to_owned();
    if with_query && let Some(query) = url.query() {
        has = format!("{has}?{query}");
    }
    let trimmed = |path: &str| if path.len() > 1 { path.trim_end_matches('/').to_owned() } else { path.to_owned() };
    wanted.strip_suffix('*').map_or_else(|| trimmed(&has) == trimmed(wanted), |start| has.starts_with(start))
}

/// Whether a link leads to the wanted path of the site. What a link says is a path where it stays on its page's own site, and a whole
/// address where it leads to another.
pub(crate) fn link_matches(wanted: &str, leads_to: &str) -> bool {
    leads_to.starts_with('/') && address_matches(wanted, &format!("http://localhost{leads_to}"))
}

/// The path and query of an address, for messages and records.
pub(crate) fn path_of(address: &str) -> String {
    url::Url::parse(address).map_or_else(
        |_| address.to_owned(),
        |url| url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_by_path_and_by_query_only_where_asked() {
        assert!(address_matches("/settings/tokens", "http://127.0.0.1:9/settings/tokens?x=1"));
        assert!(!address_matches("/settings/tokens", "http://127.0.0.1:9/settings/tokens/new"));
        assert!(address_matches("/settings/*", "http://127.0.0.1:9/settings/tokens/new"));
        assert!(!address_matches("/a?type=beta", "http://127.0.0.1:9/a"));
    }

    #[test]
    fn a_link_leads_to_a_path_of_its_own_site_only() {
        assert!(link_matches("/settings/apps", "/settings/apps?from=menu"));
        assert!(!link_matches("/settings/apps", "https://example.org/settings/apps"));
        assert!(!link_matches("/settings/*", "//settings/apps"));
        assert!(!link_matches("/*", ""));
    }

    #[test]
    fn a_condition_says_what_it_lacks() {
        let mut lookout = Lookout::default();
        let condition = Condition { url: Some("/a".into()), heading: Some("Home".into()), ..Condition::default() };
        let sought = lookout.condition(&condition);
        let seen = Observation { url: "http://x/a".into(), headings: vec!["Away".into()], ..Observation::default() };
        assert_eq!(sought.lacks(&seen).as_deref(), Some("the heading \"Home\""));
    }
}
