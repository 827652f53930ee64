//! The command line of guidewalk.

fn main() {}
