//! The native command, as a person or a script meets it.
#![cfg(all(not(target_arch = "wasm32"), feature = "cli"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod explore;
mod files;
mod gate;
mod terminal;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use zeroloss::scenario::preset::{Preset, presets};

fn zeroloss(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zeroloss"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that has read enough closes its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Runs `zeroloss` with the words of a line and checks its exit code and a part of what it says:
/// on standard output for 0, on standard error otherwise.
fn check(line: &str, code: i32, part: &str) {
    check_words(&line.split_whitespace().collect::<Vec<_>>(), b"", code, part);
}

fn check_words(words: &[&str], input: &[u8], code: i32, part: &str) {
    let output = zeroloss(words, input);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{words:?}\n{out}\n{err}");
    let said = if code == 0 { &out } else { &err };
    assert!(said.contains(part), "{words:?} says\n{said}\nwithout `{part}`");
    assert!(!err.contains("panicked"), "{words:?}: {err}");
    assert_eq!(err.is_empty(), code == 0, "{words:?}: standard error is for failures\n{err}");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A file in the folder that Cargo gives to integration tests.
fn file(name: &str, content: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn json(line: &str) -> Value {
    let output = zeroloss(&line.split_whitespace().collect::<Vec<_>>(), b"");
    assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn help_explains_every_command() {
    check("", 0, "usage: zeroloss COMMAND");
    check("--help", 0, "usage: zeroloss COMMAND");
    check("--version", 0, env!("CARGO_PKG_VERSION"));
    check("help", 0, "run a scenario");
    for command in ["list", "run", "explore", "check", "help"] {
        check(&format!("help {command}"), 0, &format!("usage: zeroloss {command}"));
        check(&format!("{command} --help"), 0, &format!("usage: zeroloss {command}"));
    }
    check("help rnu", 2, "did you mean `run`?");
    check("help run list", 2, "explains one command at a time");
    check("lsit", 2, "unknown command `lsit`; did you mean `list`?");
    check("frobnicate", 2, "there are list, run, explore, check, help");
}

#[test]
fn list_shows_what_there_is() {
    check("list", 0, "transactional-message-memory-checker");
    let listed = text(&zeroloss(&["list"], b"").stdout);
    for Preset { id, file, .. } in presets() {
        // However long the id is, a blank stands before the outcome.
        let is_line = |line: &str| {
            let mut words = line.split_whitespace();
            (words.next(), words.next()) == (Some(*id), file.expect.as_deref())
        };
        assert!(listed.lines().any(is_line), "{id} is not listed with its outcome");
    }
    check("list", 0, "One write, the rest follows");
    check("list --lang zh-CN", 0, "事务消息");
    check("list --ids", 0, "a6-10\nc1\n");
    check("list --settings", 0, "broker.transactionCheckMax");
    check("list --json --ids", 2, "exclude each other");
    check("list everything", 2, "`everything` does not belong after `zeroloss list`");
    check("list --setings", 2, "did you mean `--settings`?");
}

#[test]
fn list_as_json_has_titles_in_both_languages_and_the_source_of_each_setting() {
    let list = json("list --json");
    let strategies = list["strategies"].as_array().unwrap();
    assert_eq!(strategies.len(), fs::read_dir("strategies").unwrap().count());
    assert!(strategies.iter().all(|entry| entry["family"].is_string()));
    for entry in strategies.iter().chain(list["scenarios"].as_array().unwrap()) {
        for field in ["title", "about"] {
            for lang in ["en", "zh-CN"] {
                assert!(!entry[field][lang].as_str().unwrap().is_empty(), "{entry}");
            }
        }
    }
    for setting in list["settings"].as_array().unwrap() {
        for field in ["key", "default", "unit", "takes", "source"] {
            assert!(!setting[field].as_str().unwrap().is_empty(), "{setting}");
        }
    }
}

#[test]
fn run_takes_a_preset_a_strategy_a_file_or_standard_input() {
    check("run a3-1", 0, "Outcome: LOSS");
    check("run A3-1 --text", 0, "Outcome: LOSS");
    check("run send-once", 0, "Outcome: OK");
    check("run a3-1 --lang zh", 0, "结果：LOSS");
    let scenario = b"strategy send-once\nfault crash order-1 after commit # as in the chapter\n";
    check(&format!("run {}", file("own.scenario", scenario)), 0, "Outcome: LOSS");
    check_words(&["run", "-"], scenario, 0, "Outcome: LOSS");
    let program = fs::read("strategies/oneway.strategy").unwrap();
    check(&format!("run {}", file("own.strategy", &program)), 0, "One-way send");
}

#[test]
fn run_shows_a_run_in_every_form() {
    check("run a3-1", 0, "Order service 1");
    check("run a3-1 --mermaid", 0, "sequenceDiagram");
    check("run a3-1 --mermaid-typed", 0, "@{ \"type\": \"database\" }");
    check("run a3-1 --plantuml", 0, "@enduml");
    check("run a3-1 --svg", 0, "</svg>");
    check("run a3-1 --svg --lang zh-CN", 0, "lang=\"zh-CN\"");
    check("run a3-1 --svg --animate", 0, "@keyframes");
    check("run a3-1 --json", 0, "\"outcome\": \"LOSS\"");
    check("run a3-1 --json --svg", 2, "--json and --svg exclude each other");
    check("run a3-1 --events", 2, "write `--json --events`");
    check("run a3-1 --animate", 2, "--animate adds to --svg; write `--svg --animate`");
}

#[test]
fn the_moving_pictures_of_the_readmes_are_what_the_command_draws() {
    for (lang, picture) in [("en", "docs/a3-1.svg"), ("zh-CN", "docs/a3-1.zh-CN.svg")] {
        let drawn = zeroloss(&["run", "a3-1", "--svg", "--animate", "--lang", lang], b"");
        let shown = fs::read(picture).unwrap();
        assert!(drawn.stdout == shown, "{picture} is old: `cargo xtask pictures` makes it again");
        assert!(shown.len() <= 400_000, "{picture} has {} bytes", shown.len());
    }
}

#[test]
fn set_and_fault_change_the_scenario() {
    check_words(&["run", "send-once", "--fault", "lose send #1"], b"", 0, "Outcome: LOSS");
    check_words(&["run", "send-once", "--fault", "fault lose send"], b"", 0, "Outcome: LOSS");
    check("run send-once --set orders=3", 0, "set orders 3");
    check("run send-once --set consumer.inbox=on --set orders=2", 0, "set consumer.inbox on");
    check("run send-once --set orders", 2, "write KEY=VALUE");
    check("run send-once --set order=3", 2, "unknown setting `order`; did you mean `orders`?");
    check("run send-once --set orders=99", 2, "a whole number from 1 to 40");
    check_words(&["run", "a3-1", "--fault", "crush order-1"], b"", 2, "did you mean `crash`?");
    check("run a3-1 --set", 2, "after --set there must be KEY=VALUE");
}

#[test]
fn expect_decides_the_exit_code() {
    check("run a3-1 --expect LOSS", 0, "Outcome: LOSS");
    check("run a3-1 --expect=loss --json", 0, "\"LOSS\"");
    check("run a3-1 --expect OK", 1, "a3-1: expected OK, got LOSS");
    check("run a3-1 --expect LOST", 2, "did you mean `LOSS`?");
    check("run a3-1 --expect maybe", 2, "outcomes are LOSS, GHOST");
}

#[test]
fn bad_input_gets_one_clear_message() {
    check("run", 2, "name a scenario to run");
    check("run a3-1 a4-3", 2, "one scenario at a time");
    check("run nonsense", 2, "no scenario `nonsense`; `zeroloss list` shows all");
    check("run memory-checker", 2, "did you mean `transactional-message-memory-checker`?");
    check("run nonsense", 2, "`zeroloss list` shows all");
    check("run send-onec", 2, "did you mean `send-once`");
    check("run a31", 2, "did you mean `a3-1`");
    check("run 事务", 2, "no scenario `事务`");
    check("run a3-1 --jsno", 2, "unknown flag `--jsno`; did you mean `--json`?");
    check("run a3-1 -q", 2, "`zeroloss help run` shows those there are");
    check("run a3-1 --json=1", 2, "--json takes no value");
    check("run a3-1 --lang tlh", 2, "--lang takes `en` or `zh-CN`");
    check("run no/such/file", 2, "no/such/file: there is no such file");
    check("run none.scenario", 2, "none.scenario: there is no such file");
    check("run src", 2, "src: this is a folder");
}

#[test]
fn a_bad_file_is_named_with_its_line() {
    let check = |name: &str, content: &[u8], part: &str| {
        let path = file(name, content);
        check(&format!("run {path}"), 2, &part.replace("FILE", &path));
    };
    check("a.scenario", b"strategy send-once\nfualt lose send\n", "FILE:2: unknown line word");
    check("b.scenario", b"strategy send-onec\n", "FILE:1: unknown strategy");
    check("c.scenario", b"# nothing\n", "FILE: no strategy is named");
    check("d.scenario", b"strategy \xff\xfe\n", "FILE:1: this is not UTF-8 text");
    check("e.scenario", b"a\nb\nc\xff", "FILE:3: this is not UTF-8 text");
    check("f.scenario", &vec![b'#'; 1_000_001], "FILE: this is larger than 1 MB");
    let program = b"# mine\nprogram\n  title.en X\n  title.zh X\n  on payment\n    comit\n";
    check("g.scenario", program, "FILE:6:5: ");
    check("h.strategy", b"title.en X\non payment\n  comit\n", "FILE:3:3: ");
    check_words(&["run", "-"], b"\xff", 2, "standard input:1: this is not UTF-8 text");
    check_words(&["run", "-"], b"hello", 2, "standard input:1: unknown line word `hello`");
    check_words(&["run", "-"], b"", 2, "no strategy is named");
}

#[test]
fn check_reads_programs_without_running_them() {
    check("check strategies/oneway.strategy", 0, "One-way send after the commit: on payment");
    check("check --lang zh-CN strategies/oneway.strategy", 0, "on payment");
    check("check", 2, "name at least one program");
    check("check strategies", 2, "strategies is not a program");
    let bad = file("bad.strategy", b"title.en X\ntitle.zh X\non payment\n  comit\n");
    check(&format!("check {bad}"), 2, &format!("{bad} is not a program"));
    check(&format!("check strategies/oneway.strategy {bad}"), 2, "1 of 2 files are not programs");
    let output = zeroloss(&["check", &bad], b"");
    let listed = text(&output.stdout);
    assert!(listed.contains(&format!("{bad}:4:3: ")), "{listed}");
    assert!(listed.contains("did you mean `commit`?"), "{listed}");
    // Nothing is wrong with it, and yet it is not what anybody means.
    let doubtful = file("no-ack.strategy", b"on payment\n  reply ok\non message\n  pay\n");
    check(&format!("check {doubtful}"), 0, &format!("\n{doubtful}:3:1: "));
    check(&format!("check {doubtful}"), 0, "`ack`");
}

#[test]
fn json_keeps_its_contract() {
    let report = json("run a6-4 --json");
    let fields: Vec<_> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec![
        "scenario",
        "outcome",
        "codes",
        "order",
        "messages",
        "consumer",
        "caller",
        "measures",
        "guarantees",
        "did_not_happen",
        "quiescent",
        "steps",
    ];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert_eq!(report["outcome"], "OK");
    assert_eq!(report["codes"], serde_json::json!(["OK"]));
    assert_eq!(
        report["order"],
        serde_json::json!({
            "database": "PAID", "redis": null, "elasticsearch": null, "payment": "captured"
        })
    );
    assert_eq!(
        report["messages"],
        serde_json::json!({
            "stored": 1, "visible": 1, "halves": 1, "checks": 1, "discarded": 0
        })
    );
    assert_eq!(report["consumer"], serde_json::json!({ "deliveries": 1, "payouts": 1 }));
    assert_eq!(report["caller"]["deadline_missed"], true);
    let measures = &report["measures"];
    assert_eq!(measures["log_records"], 4, "half, half put back for its check, op mark, message");
    assert_eq!(measures["caller_ms"], Value::Null, "nobody answered in time");
    assert!(measures["red_packet_ms"].as_u64() > measures["transaction_ms"].as_u64());
    assert_eq!(report["guarantees"]["no-lost-message"], "holds");
    assert_eq!(report["did_not_happen"], serde_json::json!([]));
    assert_eq!(report["quiescent"], true);
}

#[test]
fn json_tells_of_several_orders_of_faults_that_missed_and_of_events() {
    let several = json("run send-once --json --set orders=3");
    let orders = several["orders"].as_array().unwrap();
    assert_eq!(orders.len(), 3);
    assert_eq!(orders[2]["number"], 3);
    assert_eq!(orders[0]["database"], several["order"]["database"]);

    let output = zeroloss(&["run", "send-once", "--json", "--fault", "lose check"], b"");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["did_not_happen"], serde_json::json!(["lose check #1"]));

    let report = json("run a6-4 --json --events");
    let events = report["events"].as_array().unwrap();
    let kinds = |kind: &str| events.iter().filter(|event| event["kind"] == kind).count();
    assert!(kinds("sent") > 0 && kinds("delivered") > 0 && kinds("mark") > 0);
    assert_eq!(kinds("crashed"), 1);
    let committed = events.iter().find(|event| event["mark"] == "committed").unwrap();
    assert_eq!((&committed["node"], &committed["order"]), (&"database".into(), &1.into()));
    let last = events.last().unwrap();
    assert_eq!(last["step"], report["steps"]);
    assert!(events.is_sorted_by_key(|event| event["at_us"].as_u64()));
}

#[test]
fn json_counts_deliveries_and_checks_as_the_releases_of_rocketmq_do() {
    let check = |line: &str, deliveries: u32, checks: u32, discarded_at_s: Option<u64>| {
        let report = json(&format!("run {line} --json --events"));
        assert_eq!(report["consumer"]["deliveries"], deliveries, "{line}");
        assert_eq!(report["messages"]["checks"], checks, "{line}");
        let mut events = report["events"].as_array().unwrap().iter();
        let discard = events.find(|event| event["mark"] == "discarded");
        let at_s = discard.map(|event| event["at_us"].as_u64().unwrap() / 1_000_000);
        assert_eq!(at_s, discarded_at_s, "{line}");
    };
    let old = "--set profile=rocketmq-4.9";
    check("c10", 2, 2, None);
    check("c14", 2, 1, None);
    check(&format!("c14 {old}"), 1, 0, None);
    check("c17", 0, 0, Some(480));
    check(&format!("c17 {old}"), 0, 0, Some(960));
    check("c19", 17, 0, None);
}

#[test]
fn the_scenario_in_the_json_runs_again_to_the_same_end() {
    let first = json("run a2-3 --json --events");
    let scenario = first["scenario"].as_str().unwrap();
    let output = zeroloss(&["run", "-", "--json", "--events"], scenario.as_bytes());
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), first);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zeroloss"))
        .args(["run", "transactional-message", "--json", "--events", "--set", "orders=40"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_unicode_gets_a_sentence() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let output = Command::new(env!("CARGO_BIN_EXE_zeroloss"))
        .arg(OsStr::from_bytes(b"run\xff"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is not Unicode"));
}
