//! Walk files: what is read, what is refused, and the walk that is built in.

use guidewalk::walkfile::{self, Walk};

fn github() -> Walk {
    match walkfile::parse(walkfile::GITHUB_PAT, "github-pat.walk.toml") {
        Ok(walk) => walk,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_built_in_walk_carries_every_step() {
    let walk = github();
    let mut steps: Vec<u32> = walk.stages.iter().map(|stage| stage.step).collect();
    steps.extend(walk.interruptions.iter().filter_map(|interruption| interruption.step));
    steps.sort_unstable();
    steps.dedup();
    assert_eq!(steps, (1..=11).collect::<Vec<_>>());
}
