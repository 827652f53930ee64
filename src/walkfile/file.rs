//! Reads the file's own tables: stages, interruptions, clean-up and the rest.

use std::collections::BTreeMap;
use std::time::Duration;

use super::grammar::{BLOCK, BUDGET, CLEAN_UP, INTERRUPTION, MASK, STAGE, STAND_IN, VARIANT, VIEWPORT};
use super::reader::{Fields, Reader};
use super::{
    Block, Budget, CleanUp, DEFAULT_TIMEOUT, Interruption, Mask, Matching, Reason, Stage, StandIn, Variant, Viewport, Walk,
};

impl Reader<'_, '_> {
    /// The whole file.
    pub(super) fn file(&self, fields: &Fields<'_>) -> Walk {
        let trimmed = |key| self.word(fields, key).map(|address| address.trim_end_matches('/').to_owned());
        Walk {
            title: self.word(fields, "title").unwrap_or_default().to_owned(),
            guide: self.word(fields, "guide").map(str::to_owned),
            site: trimmed("site").unwrap_or_default(),
            api: trimmed("api"),
            origins: self.words(fields, "origins"),
            pace: Duration::from_secs_f64(self.number(fields, "pace").map_or(1.0, |seconds| seconds.clamp(0.0, 60.0))),
            budget: self.budget(fields),
            viewport: self.viewport(fields),
            timeout: self
                .number(fields, "timeout")
                .map_or(DEFAULT_TIMEOUT, |seconds| Duration::from_secs_f64(seconds.clamp(0.1, 600.0))),
            secrets: self.secrets(fields),
            stages: self.stages(fields),
            interruptions: self.list(fields, "interruption", &INTERRUPTION, Self::interruption),
            clean_up: self.list(fields, "clean-up", &CLEAN_UP, Self::clean_up),
            masks: self.list(fields, "mask", &MASK, Self::mask),
            stand_ins: self.list(fields, "stand-in", &STAND_IN, Self::stand_in),
            never: self.controls(fields, "never"),
            blocks: self.list(fields, "blocked", &BLOCK, Self::block),
        }
    }

    fn list<T>(
        &self,
        fields: &Fields<'_>,
        key: &'static str,
        shape: &'static super::grammar::Shape,
        read: impl Fn(&Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        self.tables(fields, key, shape).iter().filter_map(|fields| read(self, fields)).collect()
    }

    fn viewport(&self, fields: &Fields<'_>) -> Viewport {
        let Some(fields) = self.table(fields, "viewport", &VIEWPORT) else {
            return Viewport { width: 1280, height: 800, scale: 1.0 };
        };
        Viewport {
            width: self.whole(&fields, "width").unwrap_or(1280),
            height: self.whole(&fields, "height").unwrap_or(800),
            scale: self.number(&fields, "scale").unwrap_or(1.0),
        }
    }

    fn budget(&self, fields: &Fields<'_>) -> Budget {
        let table = self.table(fields, "budget", &BUDGET);
        let most = |key| table.as_ref().and_then(|fields| self.whole(fields, key));
        Budget { pages: most("pages").unwrap_or(120), changes: most("changes").unwrap_or(20) }
    }

    /// The words of a list of addresses, without slashes at their ends.
    fn words(&self, fields: &Fields<'_>, key: &'static str) -> Vec<String> {
        let entries = self.entries(fields, key).into_iter().filter_map(|value| value.get_ref().as_str());
        entries.map(|address| address.trim_end_matches('/').to_owned()).collect()
    }

    /// The secrets and their environment variables.
    pub(super) fn secrets(&self, fields: &Fields<'_>) -> BTreeMap<String, String> {
        let table = self.value(fields, "secrets").and_then(|value| value.get_ref().as_table());
        let pairs = table.into_iter().flatten();
        pairs.filter_map(|(name, value)| Some((name.get_ref().to_string(), value.get_ref().as_str()?.to_owned()))).collect()
    }

    fn stages(&self, fields: &Fields<'_>) -> Vec<Stage> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        let mut stages = self.list(fields, "stage", &STAGE, |reader, fields| Some(reader.stage(fields)));
        for stage in &mut stages {
            let n = counts.entry(stage.step).and_modify(|n| *n += 1).or_insert(1);
            stage.id = format!("{}.{n}", stage.step);
        }
        stages
    }

    fn stage(&self, fields: &Fields<'_>) -> Stage {
        let target = self.control(fields, "target");
        // A target that is there but wrong is its own mistake: `"target"` must not be one more.
        let meant = target.clone().or_else(|| self.value(fields, "target").map(|_| nothing()));
        Stage {
            id: String::new(),
            step: self.whole(fields, "step").unwrap_or_default(),
            at: self.text(fields, "at"),
            actions: self.actions(fields, "do", meant.as_ref()),
            target,
            unless: self.condition(fields, "unless"),
            until: self.condition(fields, "until"),
            guarded: self.flag(fields, "guarded"),
            pictures: self.pictures(fields, meant.as_ref()),
            line: self.line(&fields.span),
        }
    }

    fn interruption(&self, fields: &Fields<'_>) -> Option<Interruption> {
        let target = self.control(fields, "target");
        let meant = target.clone().or_else(|| self.value(fields, "target").map(|_| nothing()));
        let actions = self.actions(fields, "do", meant.as_ref());
        let mut variants = self.list(fields, "variant", &VARIANT, |reader, fields| {
            Some(Variant {
                name: reader.word(fields, "name")?.to_owned(),
                when: reader.condition(fields, "when"),
                actions: reader.actions(fields, "do", meant.as_ref()),
                times: reader.whole(fields, "times"),
            })
        });
        if !actions.is_empty() {
            variants.push(Variant { name: String::new(), when: None, actions, times: None });
        }
        Some(Interruption {
            name: self.word(fields, "name")?.to_owned(),
            step: self.whole(fields, "step"),
            target,
            variants,
            times: self.whole(fields, "times").unwrap_or(3),
            pictures: self.pictures(fields, meant.as_ref()),
            guarded: self.flag(fields, "guarded"),
            otherwise: self.word(fields, "otherwise").and_then(Reason::named),
            line: self.line(&fields.span),
            when: self.condition(fields, "when")?,
        })
    }

    fn clean_up(&self, fields: &Fields<'_>) -> Option<CleanUp> {
        let when = self.condition(fields, "when");
        let times = self.whole(fields, "times").unwrap_or(1);
        let mut actions = self.actions(fields, "do", None).into_iter();
        Some(CleanUp { action: actions.next()?, then: actions.collect(), when, times, line: self.line(&fields.span) })
    }

    fn mask(&self, fields: &Fields<'_>) -> Option<Mask> {
        let reason = self.word(fields, "reason").map(str::to_owned);
        Some(Mask { target: self.control(fields, "target")?, reason: reason? })
    }

    fn stand_in(&self, fields: &Fields<'_>) -> Option<StandIn> {
        let (text, reason) = (self.text(fields, "text"), self.word(fields, "reason").map(str::to_owned));
        let (target, words) = (self.control(fields, "target"), self.text(fields, "words"));
        let matching = self.matching(fields).unwrap_or_default();
        if matching == Matching::Regex {
            self.check_regex(fields, "words");
        }
        if words.is_some() && text.is_none() {
            let hint = "add `text = \"…\"`: what stands there instead";
            self.notes.mistake(fields.span.clone(), "a stand-in for `words` has no `text`", hint.to_owned());
        }
        (target.is_some() || words.is_some()).then_some(StandIn { target, words, matching, text, reason: reason? })
    }

    fn block(&self, fields: &Fields<'_>) -> Option<Block> {
        let when = self.condition(fields, "when");
        Some(Block { reason: self.word(fields, "reason").and_then(Reason::named)?, when: when? })
    }
}

/// What stands for a target that could not be read.
fn nothing() -> super::Target {
    super::Target { alternatives: Vec::new() }
}
