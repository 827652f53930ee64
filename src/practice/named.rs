//! Names that people type: finding one in a list, and saying what was meant when it is not there.

/// A name that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called \"{given}\"\nhint: {hint}")]
pub struct UnknownName {
    what: &'static str,
    given: String,
    hint: String,
}

impl UnknownName {
    /// The error for `given`, with the nearest of the `known` names as a hint, or all of them where none is near.
    pub(crate) fn new(what: &'static str, given: &str, known: impl Iterator<Item = &'static str>) -> Self {
        let known: Vec<&str> = known.collect();
        let near = known
            .iter()
            .map(|name| (strsim::normalized_damerau_levenshtein(name, given), *name))
            .filter(|(likeness, _)| *likeness > 0.5)
            .max_by(|left, right| left.0.total_cmp(&right.0));
        let hint = match near {
            Some((_, name)) => format!("did you mean \"{name}\"?"),
            None => format!("there are {}", known.join(", ")),
        };
        Self { what, given: given.to_owned(), hint }
    }
}
