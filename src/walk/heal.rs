//! Meeting a stage's target: under its name, under another name of the walk file, or, when it is neither there, by likeness.
//! A heal is a hypothesis: it is always reported, and two close candidates mean none.

use super::act::{Trouble, missing, seen_of};
use super::attend::{Attended, Goal};
use super::lookout::{address_matches, described, described_wanted};
use super::outcome::{Found, TargetSeen};
use super::walker::Walker;
use crate::browser::{Dressing, Match, Page, Question, Sighting};
use crate::outline::{Item, normalised};
use crate::walkfile::{Condition, Locator, Matching, Target};

/// A candidate below this likeness (0 to 1) is another control.
const ENOUGH: f64 = 0.55;
/// The best candidate must be ahead of the second by this much.
const AHEAD: f64 = 0.12;

/// A control below this likeness (0 to 1) is not worth naming as a near one.
const WORTH_NAMING: f64 = 0.3;

/// A target that was met.
pub(crate) struct Met {
    /// As it was met.
    pub(crate) seen: TargetSeen,
    /// How it is found from now on.
    pub(crate) using: Target,
    /// The control at that moment.
    pub(crate) found: Match,
}

impl<P: Page> Walker<'_, P> {
    /// Waits for a stage's target. `until` tells where it should lead.
    /// `None`: `unless` holds, so it is not needed.
    pub(crate) async fn meet(
        &mut self,
        target: &Target,
        until: Option<&Condition>,
        unless: Option<&Condition>,
    ) -> Result<Option<Met>, Trouble> {
        let goal = unless.map_or(Goal::Target(target), |unless| Goal::TargetUnless(target, unless));
        match self.attend(goal, self.plan.timeout, described(target)).await {
            Attended::Reached(seen, slot) => Ok(recognised(target, slot.in_answer(&seen))),
            Attended::Halted(halt) => Err(Trouble::Halt(halt)),
            Attended::Missed(_) => self.heal(target, until).await.map(Some),
        }
    }

    async fn heal(&mut self, target: &Target, until: Option<&Condition>) -> Result<Met, Trouble> {
        let dressed = self.page.dress(&Dressing::default()).await;
        let _ = self.page.undress().await;
        let items = match dressed {
            Ok(dressed) => dressed.outline.items,
            Err(error) => return Err(self.failed(error)),
        };
        let destination = until.and_then(|condition| condition.url.as_deref());
        let mut ranked: Vec<(f64, &Item)> = items
            .iter()
            .filter(|item| item.kind == crate::outline::ItemKind::Control)
            .map(|item| (likeness(target, destination, item), item))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        if let Some(item) = clear_winner(&ranked)
            && let Some(met) = self.found_again(target, item, ranked[0].0).await
        {
            self.note(&format!("healed: {} is taken for \"{}\" ({:.2})", described(target), item.name, ranked[0].0));
            return Ok(met);
        }
        let near = ranked.iter().take_while(|(score, _)| *score >= WORTH_NAMING).take(3);
        let nearest = near.map(|(_, item)| as_walk_line(item)).collect();
        Err(Trouble::Missing(Box::new(missing(target, nearest))))
    }

    /// The winner as a control that can be acted on; `None` where it can't be told from others.
    async fn found_again(&self, target: &Target, item: &Item, score: f64) -> Option<Met> {
        let locator = Locator { role: Some(item.role.clone()), name: Some(item.name.clone()), ..Locator::default() };
        let using = Target { alternatives: vec![locator] };
        let question = Question::about(using.alternatives.clone());
        let seen = self.page.observe(&question).await.ok()?;
        let sighting = seen.targets.first()?;
        let found = sighting.matches.first().filter(|_| sighting.count == 1)?;
        let evidence =
            vec![format!("likeness {score:.2} to {}", described_wanted(&missing(target, Vec::new()))), as_walk_line(item)];
        Some(Met { seen: seen_of(target, found, Found::Healed, evidence), using, found: found.clone() })
    }
}

/// How a target was found: by name, or by something that says nothing about its name.
fn recognised(target: &Target, sighting: &Sighting) -> Option<Met> {
    let found = sighting.matches.first()?;
    let alternative = sighting.alternative.unwrap_or(0);
    let how = match target.alternatives.get(alternative) {
        _ if alternative == 0 => Found::AsNamed,
        Some(locator) if has_words(locator) || !target.alternatives.iter().any(has_words) => Found::Alternative,
        _ if is_named_so(target, found) => Found::Alternative,
        _ => Found::Healed,
    };
    let evidence = match how {
        Found::Healed => vec![format!("found by a stable attribute; it is now called \"{}\"", found.name)],
        _ => Vec::new(),
    };
    Some(Met { seen: seen_of(target, found, how, evidence), using: target.clone(), found: found.clone() })
}

fn has_words(locator: &Locator) -> bool {
    locator.name.is_some() || locator.label.is_some() || locator.text.is_some() || locator.placeholder.is_some()
}

/// Whether the control bears one of the names that the walk file knows.
fn is_named_so(target: &Target, found: &Match) -> bool {
    let has = normalised(&found.name);
    target
        .alternatives
        .iter()
        .filter_map(|locator| Some((locator.matching, locator.name.as_ref().or(locator.label.as_ref())?)))
        .any(|(matching, wanted)| match matching {
            Matching::Exact => has == normalised(wanted),
            Matching::Prefix => has.starts_with(&normalised(wanted)),
            Matching::Regex => regex::Regex::new(wanted).is_ok_and(|pattern| pattern.is_match(&has)),
        })
}

fn clear_winner<'i>(ranked: &[(f64, &'i Item)]) -> Option<&'i Item> {
    let (best, item) = ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |(score, _)| *score);
    (*best >= ENOUGH && best - second >= AHEAD).then_some(*item)
}

/// How much a control is like the target, 0 to 1: where it leads, its name, its role, where it stands.
fn likeness(target: &Target, destination: Option<&str>, item: &Item) -> f64 {
    let by_locator = |locator: &Locator| {
        let name = locator.name.as_ref().or(locator.label.as_ref()).or(locator.text.as_ref());
        let name = name.map_or(0.0, |wanted| likeness_of_words(wanted, &item.name));
        let role = f64::from(u8::from(locator.role.as_deref() == Some(item.role.as_str())));
        let within = locator.within.as_ref().and_then(|within| within.role.as_deref());
        let place = within.is_none_or(|role| item.within.iter().any(|group| group.split(' ').next() == Some(role)));
        (name, role, f64::from(u8::from(place)))
    };
    let leads =
        destination.is_some_and(|url| !item.leads_to.is_empty() && address_matches(url, &format!("http://x{}", item.leads_to)));
    let best = target.alternatives.iter().map(by_locator).map(|(name, role, place)| {
        if leads { 0.5 + 0.2 * name + 0.2 * role + 0.1 * place } else { 0.65 * name + 0.2 * role + 0.1 * place }
    });
    best.fold(0.0, f64::max)
}

/// How much two names are alike, 0 to 1: by letters or by words, whichever is more.
pub(crate) fn likeness_of_words(wanted: &str, has: &str) -> f64 {
    let (wanted, has) = (normalised(wanted).to_lowercase(), normalised(has).to_lowercase());
    if wanted.is_empty() || has.is_empty() {
        return 0.0;
    }
    let letters = strsim::normalized_levenshtein(&wanted, &has);
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect::<Vec<_>>()
    };
    let (a, b) = (words(&wanted), words(&has));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let by_words = if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * shared as f64 / (a.len() + b.len()) as f64 };
    letters.max(by_words)
}

/// A control as a line of a walk file, ready to paste.
pub(crate) fn as_walk_line(item: &Item) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    format!("target = {{ role = {}, name = {} }}", quoted(&item.role), quoted(&item.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::ItemKind;

    fn link(name: &str, leads_to: &str) -> Item {
        Item {
            kind: ItemKind::Control,
            role: "link".into(),
            name: name.into(),
            text: name.into(),
            value: String::new(),
            bounds: crate::outline::Rect::default(),
            states: Vec::new(),
            leads_to: leads_to.into(),
            within: Vec::new(),
            hooks: Vec::new(),
        }
    }

    fn target(name: &str) -> Target {
        Target { alternatives: vec![Locator { role: Some("link".into()), name: Some(name.into()), ..Locator::default() }] }
    }

    #[test]
    fn a_renamed_link_is_found_by_where_it_leads() {
        let items = [link("Developer options", "/settings/apps"), link("Developer program", "/program"), link("Sponsors", "/s")];
        let wanted = target("Developer settings");
        let mut ranked: Vec<_> = items.iter().map(|item| (likeness(&wanted, Some("/settings/apps"), item), item)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert_eq!(clear_winner(&ranked).map(|item| item.name.as_str()), Some("Developer options"));
    }

    #[test]
    fn two_close_candidates_mean_no_heal() {
        let items = [link("Developer options", ""), link("Developer choices", "")];
        let wanted = target("Developer settings");
        let ranked: Vec<_> = items.iter().map(|item| (likeness(&wanted, None, item), item)).collect();
        assert!(clear_winner(&ranked).is_none());
    }
}
