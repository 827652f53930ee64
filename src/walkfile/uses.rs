//! Which variables the stages of a walk can't do without.

use std::collections::BTreeSet;

use super::model::{Action, Condition, Locator, On, Stage, Target, Walk};
use super::template::variables_in;

impl Walk {
    /// The variables that its stages use: in addresses, targets, actions and conditions. What only interruptions, masks, pictures
    /// or the clean-up use is not among them.
    #[must_use]
    pub fn variables_of_stages(&self) -> BTreeSet<String> {
        let of_text = |text: &str| variables_in(text).map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        let texts = self.stages.iter().flat_map(of_stage);
        let bearers = self.stages.iter().flat_map(|stage| &stage.actions).filter_map(bearer);
        texts.flat_map(of_text).chain(bearers).collect()
    }
}

fn bearer(action: &Action) -> Option<String> {
    match action {
        Action::Request { bearer, .. } => bearer.clone(),
        _ => None,
    }
}

fn of_stage(stage: &Stage) -> Vec<&str> {
    let mut texts: Vec<&str> = stage.at.as_deref().into_iter().collect();
    texts.extend(stage.target.iter().flat_map(of_target));
    texts.extend(stage.actions.iter().flat_map(of_action));
    texts.extend([&stage.unless, &stage.until].into_iter().flatten().flat_map(of_condition));
    texts
}

fn of_action(action: &Action) -> Vec<&str> {
    match action {
        Action::Open { address } => vec![address],
        Action::Click(on) | Action::Expand(on) | Action::Check(on) | Action::Scroll(on) | Action::Read { on, .. } => of_on(on),
        Action::Fill { on, with: words } | Action::Choose { on, option: words, .. } => {
            let mut texts = of_on(on);
            texts.push(words);
            texts
        }
        Action::WaitFor(condition) => of_condition(condition),
        Action::Request { path, body, .. } => std::iter::once(path.as_str()).chain(body.as_deref()).collect(),
        Action::Press { .. } | Action::Window(_) => Vec::new(),
    }
}

fn of_on(on: &On) -> Vec<&str> {
    match on {
        On::StageTarget => Vec::new(),
        On::Control(target) => of_target(target),
    }
}

fn of_target(target: &Target) -> Vec<&str> {
    target.alternatives.iter().flat_map(of_locator).collect()
}

fn of_locator(locator: &Locator) -> Vec<&str> {
    let words = [&locator.name, &locator.label, &locator.text].into_iter().flatten().map(String::as_str);
    let around = [&locator.within, &locator.beside].into_iter().flatten();
    words.chain(around.flat_map(|inner| of_locator(inner))).collect()
}

fn of_condition(condition: &Condition) -> Vec<&str> {
    let targets = [&condition.shown, &condition.gone].into_iter().flatten();
    condition.text.as_deref().into_iter().chain(targets.flat_map(of_target)).collect()
}

#[cfg(test)]
mod tests {
    use crate::walkfile::{GITHUB_PAT, parse};

    #[test]
    fn a_secret_that_only_interruptions_use_is_not_among_them() {
        let walk = parse(GITHUB_PAT, "github-pat.walk.toml").unwrap();
        let used = walk.variables_of_stages();
        assert!(used.contains("login") && used.contains("password") && !used.contains("totp"), "{used:?}");
    }
}
