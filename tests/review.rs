//! Stories that a stranger found when he read the model, one for each thing it had wrong. Each
//! tells what must happen; none of them was told that way before.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::guarantee::VerdictKind;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::mark::Mark;
use zeroloss::shop::{TraceEvent, TraceKind};

/// Runs a scenario, written on one line with `|` between its lines.
fn run(scenario: &str) -> Run {
    let text = scenario.replace('|', "\n");
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    simulate(&scenario)
}

/// Runs a scenario and compares what it comes to.
fn check(scenario: &str, codes: &str) -> Run {
    let run = run(scenario);
    let found: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    assert_eq!(found.join(" "), codes, "{scenario}");
    run
}

/// When events of one kind happened, in milliseconds.
fn times(run: &Run, is_wanted: impl Fn(&TraceKind) -> bool) -> Vec<u64> {
    let wanted = run.trace.events.iter().filter(|event| is_wanted(&event.kind));
    wanted.map(|event: &TraceEvent| event.at.as_micros() / 1_000).collect()
}

/// When marks of one kind were made, in milliseconds.
fn marked(run: &Run, is_wanted: impl Fn(&Mark) -> bool) -> Vec<u64> {
    times(run, |kind| matches!(kind, TraceKind::Mark { mark, .. } if is_wanted(mark)))
}

fn kind_of(run: &Run, guarantee: &str) -> VerdictKind {
    let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
    verdict.unwrap_or_else(|| panic!("{guarantee} is not judged")).kind
}

#[test]
fn a_database_that_dies_after_its_commit_point_leaves_the_commit_unknown() {
    // The transaction is durable, but nobody is told: the caller hears of an error.
    let story = "strategy send-after-commit | fault crash database after commit";
    let run = check(story, "LOSS SLOW");
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::Committed(_))).len(), 1);
    let exceptions = marked(&run, |mark| matches!(mark, Mark::Exception { .. }));
    assert_eq!(exceptions.len(), 1, "the commit was never answered");
}
