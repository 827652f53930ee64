//! Reference × frames × words → findings → verdict. A pure function: bytes in, findings out.

mod finding;

pub use finding::{Finding, Kind, Severity, Status};
