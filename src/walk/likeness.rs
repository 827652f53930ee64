//! How much a control of today is like the one that is looked for, 0 to 1. The published reference for weighing several weak signs
//! is Similo (Nass, Alégroth, Feldt, Leotta, Ricca: "Similarity-based web element localization for robust test automation", 2023);
//! its idea is used with the signs that an outline holds: role, name, words around, address, attributes, place and size.

use super::lookout::link_matches;
use crate::outline::{Item, Outline, Rect, normalised};
use crate::plan::Remembered;
use crate::walkfile::{Locator, Target, Walk};

/// How many things around a control are looked at.
const AROUND: usize = 6;
/// What is further away (CSS pixels) stands around something else.
const NEAR: f64 = 150.0;

/// A control below this likeness (0 to 1) is not worth naming as a near one.
const WORTH_NAMING: f64 = 0.3;
/// Names this much alike (0 to 1) may be one name changed.
const ALIKE: f64 = 0.45;

/// What is looked for.
pub(crate) struct Wanted<'a> {
    pub(crate) target: &'a Target,
    /// The path that its press should lead to.
    pub(crate) destination: Option<&'a str>,
    /// As it was when its picture was made.
    pub(crate) memory: Option<&'a Remembered>,
    /// Tells other targets apart.
    pub(crate) walk: &'a Walk,
}

/// The controls of a page, most like what is wanted first, each with its likeness.
pub(crate) fn ranked<'o>(wanted: &Wanted<'_>, outline: &'o Outline) -> Vec<(f64, &'o Item)> {
    let is_another = |item: &Item| wanted.is_known_as_another(item) || wanted.is_another_way(item) || wanted.may_hold_it(item);
    let candidates = outline.controls().filter(|item| !is_another(item));
    let mut ranked: Vec<(f64, &Item)> = candidates.map(|item| (wanted.likeness(item, &outline.items), item)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked
}

/// The controls of a page that are worth naming where nothing is taken for the one that is wanted: those of a like name, then, where it
/// is known where it stood, those that stand nearest to that.
pub(crate) fn nearest<'o>(wanted: &Wanted<'_>, ranked: &[(f64, &'o Item)]) -> Vec<&'o Item> {
    let Some(memory) = wanted.memory else {
        return ranked.iter().take_while(|(score, _)| *score >= WORTH_NAMING).map(|(_, item)| *item).collect();
    };
    let far = |item: &Item| apart(&memory.control.bounds, &item.bounds);
    let (mut found, mut others): (Vec<&Item>, Vec<&Item>) =
        ranked.iter().map(|(_, item)| *item).partition(|item| wanted.bears_a_like_name(&memory.control, item));
    others.retain(|item| far(item) <= NEAR);
    others.sort_by(|one, two| far(one).total_cmp(&far(two)));
    found.extend(others);
    found
}

impl Wanted<'_> {
    /// What stood beside the control under its own name, is another stage's target or never to be pressed, is not the control, even
    /// where it is of another role today.
    fn is_known_as_another(&self, item: &Item) -> bool {
        let is_item = |other: &Item| !item.name.is_empty() && normalised(&other.name) == normalised(&item.name);
        let beside = self.memory.is_some_and(|memory| !is_item(&memory.control) && memory.others.iter().any(is_item));
        beside || is_named_by_another(self.walk, self.target, &item.name)
    }

    /// Where it is known where the control led, one that neither leads there nor bears a like name is another, however much it stands
    /// in the same place: an entry that unfolds others, say.
    fn is_another_way(&self, item: &Item) -> bool {
        let path = |address: &str| address.split(['?', '#']).next().unwrap_or_default().to_owned();
        let Some(then) = self.memory.map(|memory| &memory.control).filter(|then| !then.leads_to.is_empty()) else { return false };
        let leads_there = path(&then.leads_to) == path(&item.leads_to) || leads_to(self.destination, item);
        !leads_there && !self.bears_a_like_name(then, item) && self.by_words(item) < ALIKE
    }

    /// What unfolds others, under a name that is not alike, may hold a control that opened nothing itself, and is not it.
    fn may_hold_it(&self, item: &Item) -> bool {
        let Some(then) = self.memory.map(|memory| &memory.control).filter(|then| !then.opens()) else { return false };
        item.opens() && !self.bears_a_like_name(then, item)
    }

    /// Whether a control may be called otherwise than the one of then, or than the walk file says, by one change of its name; whatever
    /// else it has in common with it.
    fn bears_a_like_name(&self, then: &Item, item: &Item) -> bool {
        let locators = self.target.alternatives.iter().filter_map(|locator| locator.name.as_deref());
        let by_walk_file = locators.map(|name| likeness_of_words(name, &item.name)).fold(0.0, f64::max);
        let alike = likeness_of_words(&then.name, &item.name).max(likeness_of_words(&then.text, &item.text));
        alike.max(by_walk_file) >= ALIKE
    }

    fn likeness(&self, item: &Item, page: &[Item]) -> f64 {
        let by_words = self.by_words(item);
        self.memory.map_or(by_words, |memory| by_words.max(by_memory(memory, self.destination, item, page)))
    }

    /// By what the walk file says: where it leads, its name, its role, where it stands.
    fn by_words(&self, item: &Item) -> f64 {
        let leads = leads_to(self.destination, item);
        let by_locator = |locator: &Locator| {
            let name = locator.name.as_ref().or(locator.label.as_ref()).or(locator.text.as_ref());
            let name = name.map_or(0.0, |wanted| likeness_of_words(wanted, &item.name));
            let role = likeness_of_roles(locator.role.as_deref().unwrap_or_default(), &item.role);
            let within = locator.within.as_ref().and_then(|within| within.role.as_deref());
            let place = within.is_none_or(|role| item.within.iter().any(|group| group.split(' ').next() == Some(role)));
            let place = f64::from(u8::from(place));
            if leads { 0.5 + 0.2 * name + 0.2 * role + 0.1 * place } else { 0.65 * name + 0.2 * role + 0.1 * place }
        };
        self.target.alternatives.iter().map(by_locator).fold(0.0, f64::max)
    }
}

/// Words of controls that take something away: none is ever taken for a control that goes by another name.
const UNDOING: [&str; 40] = [
    "delete",
    "remove",
    "revoke",
    "regenerate",
    "erase",
    "destroy",
    "deactivate",
    "disable",
    "discard",
    "reset",
    "leave",
    "archive",
    "transfer",
    "unlink",
    "suspend",
    "cancel",
    "close account",
    "sign out",
    "log out",
    "logout",
    "löschen",
    "entfernen",
    "widerrufen",
    "zurücksetzen",
    "abmelden",
    "abbrechen",
    "supprimer",
    "retirer",
    "révoquer",
    "réinitialiser",
    "déconnexion",
    "se déconnecter",
    "annuler",
    "eliminar",
    "borrar",
    "quitar",
    "revocar",
    "restablecer",
    "cerrar sesión",
    "cancelar",
];

/// Whether a control says that it takes something away.
fn undoes(name: &str) -> bool {
    let words = format!(" {} ", normalised(name).to_lowercase());
    UNDOING.iter().any(|word| words.contains(&format!(" {word} ")))
}

/// Whether a name is that of another stage's target, of a control that is never pressed, or of one that takes something away, and
/// the target's own names are no such ones.
pub(crate) fn is_named_by_another(walk: &Walk, target: &Target, name: &str) -> bool {
    let is_named = |target: &Target| {
        let names = target.alternatives.iter().filter_map(|locator| locator.name.as_deref());
        names.map(normalised).any(|known| !known.is_empty() && known == normalised(name))
    };
    let mut others = walk.stages.iter().filter_map(|stage| stage.target.as_ref()).filter(|other| *other != target);
    let takes_away = || undoes(name) && !target.alternatives.iter().filter_map(|locator| locator.name.as_deref()).any(undoes);
    !is_named(target) && (walk.never.iter().any(is_named) || others.any(is_named) || takes_away())
}

/// By all that was known of it: the mean of the signs that it had then, weighed.
fn by_memory(memory: &Remembered, destination: Option<&str>, item: &Item, page: &[Item]) -> f64 {
    let then = &memory.control;
    let mut signs = vec![
        (1.5, likeness_of_roles(&then.role, &item.role)),
        (1.5, likeness_of_words(&then.name, &item.name).max(likeness_of_words(&then.text, &item.text))),
        (1.5, likeness_of_surroundings(memory, item, page)),
        (0.5, likeness_of_sets(&then.within, &item.within)),
        (0.5, likeness_of_sizes(&then.bounds, &item.bounds)),
    ];
    if !then.hooks.is_empty() {
        signs.push((1.0, likeness_of_sets(&then.hooks, &item.hooks)));
    }
    if !then.leads_to.is_empty() || destination.is_some() && !item.leads_to.is_empty() {
        let same = (!then.leads_to.is_empty() && then.leads_to == item.leads_to) || leads_to(destination, item);
        signs.push((1.5, f64::from(u8::from(same))));
    }
    let whole: f64 = signs.iter().map(|(weight, _)| weight).sum();
    signs.iter().map(|(weight, sign)| weight * sign).sum::<f64>() / whole
}

fn leads_to(destination: Option<&str>, item: &Item) -> bool {
    destination.is_some_and(|path| link_matches(path, &item.leads_to))
}

/// Roles that a site exchanges for one another when it rebuilds a control.
fn likeness_of_roles(then: &str, now: &str) -> f64 {
    const FAMILIES: [&[&str]; 4] = [
        &["link", "button", "menuitem", "tab"],
        &["button", "DisclosureTriangle", "combobox", "listbox"],
        &["textbox", "searchbox", "combobox", "spinbutton"],
        &["checkbox", "switch", "menuitemcheckbox", "radio"],
    ];
    if then == now {
        return 1.0;
    }
    if FAMILIES.iter().any(|family| family.contains(&then) && family.contains(&now)) { 0.5 } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of words")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The share of the words around it then that are around it now.
fn likeness_of_surroundings(memory: &Remembered, item: &Item, page: &[Item]) -> f64 {
    let then = around(&memory.control, &memory.others, AROUND);
    let now = around(item, page, 2 * AROUND);
    share(then.iter().filter(|name| now.contains(name)).count(), then.len())
}

/// The names of what stands nearest, nearest first.
fn around(item: &Item, all: &[Item], most: usize) -> Vec<String> {
    let mut others: Vec<(f64, &Item)> =
        all.iter().filter(|other| !std::ptr::eq(*other, item)).map(|other| (apart(&item.bounds, &other.bounds), other)).collect();
    others.retain(|(apart, _)| *apart <= NEAR);
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    others.into_iter().take(most).map(|(_, other)| normalised(&other.name)).filter(|name| !name.is_empty()).collect()
}

/// How far two boxes are apart; 0 where they overlap.
fn apart(a: &Rect, b: &Rect) -> f64 {
    let x = (a.x - b.right()).max(b.x - a.right()).max(0.0);
    let y = (a.y - b.bottom()).max(b.y - a.bottom()).max(0.0);
    x.hypot(y)
}

fn likeness_of_sets(then: &[String], now: &[String]) -> f64 {
    let shared = then.iter().filter(|one| now.contains(one)).count();
    if then.is_empty() && now.is_empty() { 1.0 } else { share(shared, then.len().max(now.len())) }
}

fn likeness_of_sizes(then: &Rect, now: &Rect) -> f64 {
    let side = |a: f64, b: f64| if a.max(b) > 0.0 { a.min(b) / a.max(b) } else { 0.0 };
    side(then.width, now.width) * side(then.height, now.height)
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
    let by_words = if a.is_empty() || b.is_empty() { 0.0 } else { share(2 * shared, a.len() + b.len()) };
    letters.max(by_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::ItemKind;

    const WALK: &str = "title = \"t\"\nsite = \"https://example.org\"\n\n[[stage]]\nstep = 1\nat = \"/\"\n";

    fn link(name: &str, leads_to: &str, y: f64) -> Item {
        Item {
            kind: ItemKind::Control,
            role: "link".into(),
            name: name.into(),
            text: name.into(),
            value: String::new(),
            bounds: Rect::new(0.0, y, 100.0, 30.0),
            states: Vec::new(),
            leads_to: leads_to.into(),
            within: vec!["navigation".into()],
            hooks: Vec::new(),
            words_at: None,
            lines: Vec::new(),
        }
    }

    fn best(memory: Option<&Remembered>, destination: Option<&str>, items: Vec<Item>) -> Vec<(f64, String)> {
        let locator = Locator { role: Some("link".into()), name: Some("Developer settings".into()), ..Locator::default() };
        let target = Target { alternatives: vec![locator] };
        let walk = crate::walkfile::parse(WALK, "t").unwrap();
        let outline = Outline { items, ..Outline::default() };
        let wanted = Wanted { target: &target, destination, memory, walk: &walk };
        ranked(&wanted, &outline).into_iter().map(|(score, item)| (score, item.name.clone())).collect()
    }

    #[test]
    fn a_renamed_link_is_found_by_where_it_leads() {
        let items = vec![
            link("Developer options", "/settings/apps", 0.0),
            link("Developer program", "/program", 30.0),
            link("Sponsors", "/s", 60.0),
        ];
        let ranked = best(None, Some("/settings/apps"), items);
        assert_eq!(ranked[0].1, "Developer options");
        assert!(ranked[0].0 - ranked[1].0 > 0.12, "{ranked:?}");
    }

    #[test]
    fn what_stood_beside_it_makes_up_for_a_name_that_is_all_new() {
        let then = ["Applications", "Reminders", "Log"].map(|name| link(name, &format!("/{name}"), 30.0 * name.len() as f64));
        let memory = Remembered { control: link("Developer settings", "", 120.0), others: then.to_vec() };
        let mut now = then.to_vec();
        now.push(link("Entwicklung", "", 120.0));
        now.push(link("Docs", "/docs", 900.0));
        let ranked = best(Some(&memory), None, now);
        assert_eq!(ranked.len(), 2, "what stood beside it then is not it: {ranked:?}");
        assert_eq!(ranked[0].1, "Entwicklung");
        assert!(ranked[0].0 > 0.55 && ranked[0].0 - ranked[1].0 > 0.12, "{ranked:?}");
    }

    #[test]
    fn what_stands_in_its_place_and_leads_nowhere_is_not_it() {
        let then = ["Applications", "Reminders", "Log"].map(|name| link(name, &format!("/{name}"), 30.0 * name.len() as f64));
        let memory = Remembered { control: link("Developer settings", "/settings/apps", 120.0), others: then.to_vec() };
        let page = |name: &str, leads_to: &str| then.iter().cloned().chain([link(name, leads_to, 120.0)]).collect();
        assert!(best(Some(&memory), Some("/settings/apps"), page("More", "")).is_empty());
        assert_eq!(best(Some(&memory), Some("/settings/apps"), page("More", "/settings/apps")).len(), 1);
        assert_eq!(best(Some(&memory), Some("/settings/apps"), page("Developer area", "/dev")).len(), 1);
    }

    #[test]
    fn what_unfolds_under_a_name_of_its_own_is_not_what_it_may_hold() {
        let then = ["Applications", "Log"].map(|name| link(name, &format!("/{name}"), 30.0));
        let memory = Remembered { control: link("Developer settings", "", 60.0), others: then.to_vec() };
        let unfolding = |name: &str| Item { states: vec!["collapsed".into()], ..link(name, "", 60.0) };
        let page = |item: Item| then.iter().cloned().chain([item]).collect();
        assert!(best(Some(&memory), None, page(unfolding("Continue to see more"))).is_empty());
        assert_eq!(best(Some(&memory), None, page(unfolding("Developer tools"))).len(), 1);
        assert_eq!(best(Some(&memory), None, page(link("Continue to see more", "", 60.0))).len(), 1);
    }

    #[test]
    fn what_takes_something_away_is_never_it() {
        let control = Item { role: "button".into(), ..link("Generate new token", "", 60.0) };
        let then = ["Applications", "Log"].map(|name| link(name, &format!("/{name}"), 30.0));
        let memory = Remembered { control, others: then.to_vec() };
        let button = |name: &str| Item { role: "button".into(), ..link(name, "", 60.0) };
        let page = |name: &str| then.iter().cloned().chain([button(name)]).collect();
        assert_eq!(best(Some(&memory), None, page("New")).len(), 1);
        assert!(best(Some(&memory), None, page("Delete")).is_empty());
        assert!(best(Some(&memory), None, page("Sign out of all")).is_empty());
    }

    #[test]
    fn where_it_is_gone_nothing_is_like_it() {
        let memory =
            Remembered { control: link("Developer settings", "/settings/apps", 120.0), others: vec![link("Log", "/log", 90.0)] };
        let ranked = best(Some(&memory), Some("/settings/apps"), vec![link("Log", "/log", 90.0), link("Docs", "/docs", 900.0)]);
        assert!(ranked.iter().all(|(score, _)| *score < 0.55), "{ranked:?}");
    }
}
