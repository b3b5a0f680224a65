//! Whatever a person pastes, edits or generates: no panic, no hang, and what can be read can be
//! written and read again. `PROPTEST_CASES=200000 cargo test --release --test fuzz` tries harder.

#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use zeroloss::program::catalogue::strategies;
use zeroloss::run::{EVENTS_MAX, TIME_MAX};
use zeroloss::scenario::preset::presets;
use zeroloss::scenario::settings::SETTINGS;
use zeroloss::scenario::{Scenario, Strategy as Code};
use zeroloss::shop::message::{Message, nodes};
use zeroloss::timeline::Timeline;

/// Cases of one property unless `PROPTEST_CASES` says otherwise: a second in a debug build.
const CASES: u32 = 300;

fn config() -> ProptestConfig {
    let given = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    let cases = given.unwrap_or(CASES);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Words of the two grammars, and some that belong to none.
const KEYWORDS: &[&str] = &[
    "strategy",
    "program",
    "set",
    "seed",
    "fault",
    "title.en",
    "about.zh",
    "course",
    "expect",
    "crash",
    "power-cut",
    "destroy",
    "pause",
    "restart",
    "partition",
    "skew",
    "lose",
    "delay",
    "duplicate",
    "fail",
    "check",
    "now",
    "resume",
    "discarded",
    "at",
    "from",
    "before",
    "after",
    "for",
    "forever",
    "by",
    "and",
    "to",
    "on",
    "off",
    "begin",
    "commit",
    "rollback",
    "update",
    "order",
    "PAID",
    "CLOSED",
    "insert",
    "log",
    "redis",
    "index",
    "elasticsearch",
    "send",
    "half",
    "oneway",
    "retry",
    "timeout",
    "end",
    "unknown",
    "reply",
    "ok",
    "error",
    "refund",
    "work",
    "remember",
    "memory",
    "if",
    "else",
    "is",
    "has",
    "message",
    "age",
    "over",
    "inbox",
    "republish",
    "pay",
    "once",
    "ack",
    "run",
    "payment",
    "stop",
    "failure",
    "repeat",
    "#",
    "##",
    "append",
    "flush",
    "check-round",
    "discard",
    "\t",
    "",
    "\r\n",
    "\n",
    "\n  ",
    "-",
    "半消息",
    "\u{0}",
    "é",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(KEYWORDS).prop_map(str::to_owned),
        2 => select(&Message::ROLES[..]).prop_map(str::to_owned),
        2 => select(&nodes::NAMES[..]).prop_map(|(_, name)| name.to_owned()),
        2 => select(SETTINGS).prop_map(|setting| setting.key.to_owned()),
        1 => select(strategies()).prop_map(|strategy| strategy.id.to_owned()),
        2 => duration(),
        1 => ordinal(),
        1 => any::<u64>().prop_map(|number| number.to_string()),
    ]
}

fn duration() -> impl Strategy<Value = String> {
    let count = prop_oneof![0..70_u64, Just(360_000), any::<u64>()];
    (count, select(&["us", "ms", "s", "m", "h", "", "d"][..]))
        .prop_map(|(count, unit)| format!("{count}{unit}"))
}

fn ordinal() -> impl Strategy<Value = String> {
    (0..4_u32).prop_map(|count| format!("#{count}"))
}

/// A shipped strategy: its name and its text.
fn code() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(strategies()).prop_map(|strategy| (strategy.id, strategy.source))
}

/// A preset: its name and its text.
fn preset() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(presets()).prop_map(|preset| (preset.id, preset.source))
}

/// A line that the grammar of scenarios takes, most of the time.
fn line() -> impl Strategy<Value = String> {
    let node = || select(&nodes::NAMES[..]).prop_map(|(_, name)| name);
    let short = || (0..90_000_u32).prop_map(|millis| format!("{millis}ms"));
    let role = || select(&Message::ROLES[..]);
    let place =
        || select(&["begin", "commit", "update", "send", "half", "end", "pay", "append"][..]);
    let moment = || select(&["before", "after"][..]);
    let anchor = || {
        prop_oneof![
            short().prop_map(|at| format!("at {at}")),
            (moment(), place(), 1..3_u32)
                .prop_map(|(moment, name, nth)| format!("{moment} {name} #{nth}")),
            (moment(), role()).prop_map(|(moment, role)| format!("{moment} {role}")),
        ]
    };
    prop_oneof![
        (select(&["crash", "power-cut"][..]), node(), anchor(), short()).prop_map(
            |(word, node, anchor, length)| format!("fault {word} {node} {anchor} for {length}")
        ),
        (node(), anchor())
            .prop_map(|(node, anchor)| format!("fault crash {node} {anchor} forever")),
        (anchor(), short())
            .prop_map(|(anchor, length)| format!("fault destroy broker {anchor} for {length}")),
        (node(), anchor(), short())
            .prop_map(|(node, anchor, length)| format!("fault pause {node} {anchor} for {length}")),
        (node(), anchor()).prop_map(|(node, anchor)| format!("fault restart {node} {anchor}")),
        (node(), select(&["and", "to"][..]), node(), anchor(), short()).prop_map(
            |(from, word, to, anchor, length)| format!(
                "fault partition {from} {word} {to} {anchor} for {length}"
            )
        ),
        (node(), short(), anchor())
            .prop_map(|(node, by, anchor)| format!("fault skew {node} by -{by} {anchor}")),
        (select(&["lose", "fail", "duplicate"][..]), role(), 1..4_u32)
            .prop_map(|(word, role, nth)| format!("fault {word} {role} #{nth}")),
        (role(), short()).prop_map(|(role, by)| format!("fault delay {role} #1 by {by}")),
        anchor().prop_map(|anchor| format!("fault check now {anchor}")),
        anchor().prop_map(|anchor| format!("fault resume discarded {anchor}")),
        any::<u64>().prop_map(|seed| format!("seed {seed}")),
        (
            select(SETTINGS),
            prop_oneof![duration(), word(), (0..41_u8).prop_map(|count| count.to_string())]
        )
            .prop_map(|(setting, value)| format!("set {} {value}", setting.key)),
    ]
}

/// A change of a text that has lines.
#[derive(Clone, Debug)]
enum Edit {
    Drop(usize),
    Double(usize),
    Swap(usize, usize),
    Word(usize, usize, String),
    Insert(usize, String),
    Indent(usize, usize),
}

fn edit(inserted: impl Strategy<Value = String>) -> impl Strategy<Value = Edit> {
    let place = || 0..64_usize;
    prop_oneof![
        place().prop_map(Edit::Drop),
        place().prop_map(Edit::Double),
        (place(), place()).prop_map(|(one, other)| Edit::Swap(one, other)),
        (place(), 0..6_usize, word()).prop_map(|(line, at, word)| Edit::Word(line, at, word)),
        (place(), inserted).prop_map(|(line, text)| Edit::Insert(line, text)),
        (place(), 0..5_usize).prop_map(|(line, depth)| Edit::Indent(line, depth)),
    ]
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for edit in edits {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match edit {
            Edit::Drop(at) => drop(lines.remove(at % count)),
            Edit::Double(at) => lines.insert(at % count, lines[at % count].clone()),
            Edit::Swap(one, other) => lines.swap(one % count, other % count),
            Edit::Word(at, place, word) => {
                let line = &mut lines[at % count];
                let indent = " ".repeat(line.len() - line.trim_start().len());
                let mut words: Vec<&str> = line.split_whitespace().collect();
                match words.len() {
                    0 => words.push(word),
                    length => words[place % length] = word,
                }
                *line = format!("{indent}{}", words.join(" "));
            }
            Edit::Insert(at, text) => lines.insert(at % (count + 1), text.clone()),
            Edit::Indent(at, depth) => {
                let line = lines[at % count].trim_start().to_owned();
                lines[at % count] = format!("{}{line}", "  ".repeat(*depth));
            }
        }
    }
    lines.join("\n")
}

/// What a line of a program may say.
const STATEMENTS: &[&str] = &[
    "begin",
    "commit",
    "rollback",
    "update order PAID",
    "update order CLOSED",
    "insert log",
    "set redis PAID",
    "index elasticsearch PAID",
    "send",
    "send oneway",
    "send retry 1 timeout 1s",
    "send half",
    "send half retry 2 timeout 3s",
    "end commit",
    "end rollback",
    "end unknown",
    "reply ok",
    "reply error",
    "refund",
    "work 50ms",
    "remember commit",
    "if order is PAID",
    "if log has message",
    "else",
    "on failure",
    "stop",
    "run payment",
    "pay",
    "pay once",
    "ack",
];

/// A line of a program, indented as if in a handler.
fn statement() -> impl Strategy<Value = String> {
    (select(STATEMENTS), 1..4_usize).prop_map(|(text, depth)| "  ".repeat(depth) + text)
}

/// What can be read is written and read again as the same; and it runs to an end, as the page runs
/// it.
fn try_out(text: &str) -> Result<(), TestCaseError> {
    let Ok(scenario) = Scenario::parse(text) else { return Ok(()) };
    reads_back(&scenario)?;
    runs(&scenario)
}

fn reads_back(scenario: &Scenario) -> Result<(), TestCaseError> {
    let written = scenario.to_string();
    let read = Scenario::parse(&written);
    prop_assert_eq!(read.as_ref(), Ok(scenario), "{}", written);
    Ok(())
}

fn runs(scenario: &Scenario) -> Result<(), TestCaseError> {
    let timeline = Timeline::new(scenario);
    let run = &timeline.run;
    prop_assert!(run.world.now() <= TIME_MAX);
    // One event of the queue can make a task run many lines, but its step limit bounds them.
    prop_assert!(run.trace.events.len() <= EVENTS_MAX as usize * 8);
    prop_assert!(timeline.checkpoints() <= 256);
    prop_assert_eq!(&timeline.world_at(run.steps()), &run.world);
    prop_assert!(!run.outcomes.is_empty());
    prop_assert!(run.did_not_happen.iter().all(|index| *index < scenario.faults.len()));
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = Scenario::parse(&text);
        let _ = zeroloss::program::parse(&text);
    }

    #[test]
    fn any_words_are_read_or_refused(words in vec(word(), 0..60)) {
        let text = words.join(" ");
        let _ = zeroloss::program::parse(&text);
        if let Ok(scenario) = Scenario::parse(&text) {
            reads_back(&scenario)?;
        }
    }

    #[test]
    fn any_lines_are_read_or_refused(
        lines in vec(prop_oneof![3 => line(), 1 => vec(word(), 0..6).prop_map(|words| words.join(" "))], 0..12),
    ) {
        let text = format!("strategy transactional-message\n{}", lines.join("\n"));
        if let Ok(scenario) = Scenario::parse(&text) {
            reads_back(&scenario)?;
        }
    }

    #[test]
    fn any_fault_reads_back_and_runs(
        (id, _) in code(),
        lines in vec(line(), 1..4),
    ) {
        try_out(&format!("strategy {id}\n{}", lines.join("\n")))?;
    }

    #[test]
    fn any_edited_preset_is_refused_or_runs(
        (_id, source) in preset(),
        edits in vec(edit(line()), 1..6),
    ) {
        try_out(&edited(source, &edits))?;
    }

    #[test]
    fn any_edited_program_is_refused_or_runs(
        (_id, source) in code(),
        edits in vec(edit(statement()), 1..5),
        lines in vec(line(), 0..3),
    ) {
        let source = edited(source, &edits);
        if let Ok(strategy) = Code::custom(&source) {
            let mut scenario = Scenario::of(strategy);
            for line in lines {
                if let Some(fault) = line.strip_prefix("fault ") {
                    let _ = scenario.add_fault(fault);
                }
            }
            reads_back(&scenario)?;
            runs(&scenario)?;
        }
    }
}
