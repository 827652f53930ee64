//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why.

/// The practice site: a stand-in for the token path, served on loopback, with editions, mutations, noise and faults.
pub mod practice;
