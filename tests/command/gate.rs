//! Exit code 1: `expect` of a file, `--expect`, `--require`.

use super::{check, check_words, file, json, text, zeroloss};

/// A scenario whose header says something.
fn with_header(name: &str, header: &str) -> String {
    let text = format!("{header}\nstrategy send-once\nfault crash order-1 after commit\n");
    file(name, text.as_bytes())
}

#[test]
fn a_file_that_runs_as_it_is_written_comes_to_what_it_expects() {
    let (good, bad) =
        (with_header("good.scenario", "expect LOSS"), with_header("bad.scenario", "expect OK"));
    check(&format!("run {good}"), 0, "Outcome: LOSS");
    check(&format!("run {bad}"), 1, &format!("{bad}: its file expects OK, got LOSS"));
    let output = zeroloss(&["run", &bad], b"");
    assert!(text(&output.stdout).contains("Outcome: LOSS"), "the result is shown all the same");
    check_words(&["run", "-"], b"strategy send-once\nexpect LOSS", 1, "its file expects LOSS");
    // What a person says goes before what the file says.
    check(&format!("run {bad} --expect LOSS"), 0, "Outcome: LOSS");
    check(&format!("run {good} --expect OK"), 1, "expected OK, got LOSS");
    // With another setting or fault it is another scenario.
    check(&format!("run {good} --set payment.renotify=republish"), 0, "Outcome: ");
    check_words(
        &["run", &good, "--fault", "crash order-1 before commit"],
        b"",
        0,
        "Outcome: ABORT",
    );
    check_words(&["run", &bad, "--fault", "crash order-1 before commit"], b"", 0, "Outcome: ABORT");
    // So do the shipped ones.
    check("run a3-1", 0, "Outcome: LOSS");
    check("run a3-1 --set payment.renotify=republish", 0, "Outcome: ");
}

#[test]
fn what_is_required_must_hold_and_be_exercised() {
    check("run a3-1 --require no-ghost", 1, "a3-1: required, but no-ghost was never exercised");
    check("run a3-1 --require P1", 1, "a3-1: required, but no-lost-message is broken");
    check("run send-once --require no-lost-message,P4 --require p2W", 0, "Outcome: OK");
    check("run send-once --require all", 1, "stores-agree was never exercised");
    let both = "its file expects OK, got LOSS\n";
    let bad = with_header("bad-twice.scenario", "expect OK");
    check(&format!("run {bad} --require no-lost-message"), 1, both);
    check(&format!("run {bad} --require no-lost-message"), 1, "no-lost-message is broken");
    check("run a3-1 --require no-lost-mesage", 2, "did you mean `no-lost-message`?");
    check("run a3-1 --require nothing-at-all", 2, "there are no-lost-message, no-ghost");

    check("explore --strategy oneway --require no-ghost", 0, "no-ghost              holds");
    check(
        "explore --strategy oneway --require P1",
        1,
        "oneway: required, but no-lost-message is broken by 1 fault",
    );
    check(
        "explore --strategy oneway --require P8 --markdown",
        1,
        "stores-agree was never exercised",
    );
    check(
        "explore --strategy oneway --strategy saga --require P4,P8 --json --kinds skew",
        1,
        "saga: required, but stores-agree was never exercised",
    );
    check(
        "explore --strategy send-before-commit --faults 0 --require P2s",
        1,
        "no-early-visibility is broken without a fault",
    );
    check("explore --require none", 2, "no such guarantee");
}

#[test]
fn the_point_of_a_scenario_can_be_required() {
    let about = |name: &str, point: &str| with_header(name, &format!("point {point}"));
    let lost = about("lost.scenario", "no-lost-message");
    check(&format!("run {lost} --require point"), 1, "no-lost-message is broken");
    check(&format!("run {lost}"), 0, "Outcome: LOSS");
    let early = about("early.scenario", "caller-in-time");
    check(&format!("run {early} --require point"), 0, "Outcome: LOSS");
    check(
        &format!("explore --strategy {lost} --faults 0 --require point"),
        1,
        "broken without a fault",
    );
    check("run send-once --require point", 2, "--require point: send-once says no point");
    check("explore --strategy oneway --require point", 2, "oneway says no point");
    let wrong = about("wrong.scenario", "no-lost-mesage");
    check(
        &format!("run {wrong}"),
        2,
        "unknown guarantee `no-lost-mesage`; did you mean `no-lost-message`?",
    );
    // It is no part of the run.
    let report = json(&format!("run {lost} --json"));
    assert!(!report["scenario"].as_str().unwrap().contains("point"), "{report}");
}
