//! `zeroloss explore`.

#[cfg(unix)]
use std::io::Write as _;
#[cfg(unix)]
use std::process::{Command, Output, Stdio};

#[cfg(unix)]
use serde_json::Value;

use super::{check, file, json, text, zeroloss};

#[test]
fn explore_finds_the_shortest_counterexample_and_run_replays_it() {
    check("explore --strategy send-after-commit", 0, "no-lost-message       broken by 1 at step");
    check("explore --strategy oneway --faults 0", 0, "no-lost-message       holds under 0 faults");
    let found = json("explore --strategy send-after-commit --set send.retries=0 --json");
    assert_eq!(found["model"].as_str().unwrap().len(), 16);
    let row = &found["results"][0];
    assert_eq!(row["strategy"], "send-after-commit");
    assert!(row["states"].as_u64() > Some(500), "{row}");
    assert!(row["transitions"].as_u64() >= row["states"].as_u64(), "{row}");
    assert!(row["seconds"].is_number(), "{row}");
    let guarantees = row["guarantees"].as_array().unwrap();
    let lost = guarantees.iter().find(|cell| cell["id"] == "no-lost-message").unwrap();
    assert_eq!((&lost["verdict"], &lost["faults"]), (&"broken".into(), &1.into()));
    let scenario = lost["scenario"].as_str().unwrap();
    assert!(scenario.contains("set send.retries 0"), "{scenario}");
    let output = zeroloss(&["run", "-", "--expect", "LOSS"], scenario.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{scenario}");
    let ghost = guarantees.iter().find(|cell| cell["id"] == "no-ghost").unwrap();
    assert_eq!((&ghost["verdict"], &ghost["faults"]), (&"holds".into(), &1.into()));
}

#[test]
fn explore_can_be_told_what_may_go_wrong() {
    let message = "--strategy transactional-message --set broker.flushDiskType=SYNC_FLUSH";
    let verdict = |flags: &str| {
        let found = json(&format!("explore {message} {flags} --json"));
        found["results"][0]["guarantees"][0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("--outage 60s --outage 420s"), "holds");
    assert_eq!(verdict("--outage 10m"), "broken");
    assert_eq!(verdict("--outage 10m --kinds lose,delay"), "holds");
    check("explore --markdown --kinds crash", 0, "| no-lost-message | 1 |");
    check("explore --strategy oneway --kinds skew", 0, "holds under 1 fault\n");
    check("explore --strategy oneway --kinds partition", 0, "oneway: up to 1 fault, ");
    check("explore --kinds crsh", 2, "did you mean `crash`?");
    check("explore --outage soon", 2, "write a number and a unit, like 420s or 10m");
    check("explore --faults many", 2, "write a number from 0 to 5");
    check("explore --json --markdown", 2, "exclude each other");
    check("explore --strategy sned-once", 2, "did you mean");
    check("explore --set send.retries", 2, "write KEY=VALUE");
    check("explore a3-1", 2, "does not belong after `zeroloss explore`");
}

#[test]
fn explore_says_what_it_tried_and_what_counts_as_the_scenario_s_own() {
    let seeded = file("seeded.scenario", b"strategy send-after-commit\nseed 42\n");
    let line = format!("explore --strategy {seeded} --kinds skew");
    check(&line, 0, "drawn from its seed, not counted: delay send.ack #1 by 4s; delay deliver #2");
    check(&line, 0, "no-double-payout      broken without a fault");
    check(&line, 0, "Tried, at every place of every run: a clock ahead from the start by 3 min");
    check(&line, 0, "Not tried: other lengths of time and other settings; faults at a time");
    check(&format!("{line} --markdown"), 0, "seeded.scenario: drawn from its seed");
    check(&format!("{line} --markdown"), 0, "\nTried, at every place of every run: a clock");
    let found = json(&format!("{line} --json"));
    let row = &found["results"][0];
    let drawn = serde_json::json!(["delay send.ack #1 by 4s", "delay deliver #2 by 4s"]);
    assert_eq!((&row["own_faults"], &row["drawn"]), (&drawn, &drawn));
    let kinds = serde_json::json!([{ "kind": "skew", "lengths": ["3m"] }]);
    assert_eq!(row["searched"]["kinds"], kinds);
    assert_eq!((&found["stopped"], &row["complete_faults"]), (&false.into(), &1.into()));

    let own = b"strategy send-after-commit\nfault crash order-1 after commit for 10s\n";
    let own = file("own-fault.scenario", own);
    check(&format!("explore --strategy {own}"), 0, "its own faults, not counted: crash order-1");
    check(
        &format!("explore --strategy {own}"),
        0,
        "lose callback #1; did not happen: crash order-1 after commit for 10s",
    );
    let found = json(&format!("explore --strategy {own} --json"));
    let settled = &found["results"][0]["guarantees"][7];
    assert_eq!(settled["id"], "money-settled");
    let away = serde_json::json!(["crash order-1 after commit for 10s"]);
    assert_eq!(settled["did_not_happen"], away);
    let many = "fault crash order-1 at 1h\n".repeat(60);
    let many = file("many.scenario", format!("strategy oneway\n{many}").as_bytes());
    check(&format!("explore --strategy {many}"), 2, "it has 60 faults of its own");
}

/// Sends the signal of Ctrl-C to a search of more faults than anybody waits for, and gives its
/// output.
#[cfg(unix)]
fn interrupted(form: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zeroloss"))
        .args(["explore", "--strategy", "-", "--strategy", "oneway", "--faults", "5", form])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // More than a pipe holds, so that it has begun to read when this is written; it listens by
    // then.
    let mut text = format!("# {}\n", "x".repeat(200_000));
    text.push_str("strategy transactional-message\n");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    child.wait_with_output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_search_that_is_stopped_tells_what_it_knows() {
    let output = interrupted("--json");
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["stopped"], true);
    let rows = found["results"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "the searches that had not begun are there, too");
    let last = rows[1]["guarantees"].as_array().unwrap();
    assert!(last.iter().all(|cell| cell["verdict"] == "limit"), "{last:?}");
    assert_eq!(rows[1]["complete_faults"], Value::Null);

    let output = interrupted("--markdown");
    assert_eq!(output.status.code(), Some(130));
    let table = text(&output.stdout);
    assert!(table.starts_with("| guarantee | - | oneway |\n"), "{table}");
    assert!(table.contains("\noneway: stopped; up to 5 faults, nothing complete\n"), "{table}");
    assert!(text(&output.stderr).contains("stopped; the result is what was known by then"));

    let output = interrupted("--set=orders=1");
    assert_eq!(output.status.code(), Some(130));
    let said = text(&output.stdout);
    assert!(said.contains("oneway: stopped; up to 5 faults, nothing complete, 0 states"), "{said}");
    assert!(said.contains("not decided"), "{said}");
}
