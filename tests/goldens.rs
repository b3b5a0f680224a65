//! Every preset, told from beginning to end, and held against `tests/golden/ID.txt`; every strategy
//! without faults, against `tests/golden/strategies/ID.txt`.
//!
//! `UPDATE_EXPECT=1 cargo test --test goldens` rewrites the files; the difference is what a change
//! to the model means, and belongs into the review.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;

use expect_test::expect_file;
use zeroloss::guarantee::{GUARANTEES, OrderFacts, Outcome, VerdictKind, Weight};
use zeroloss::program::catalogue::strategies;
use zeroloss::program::step::{Decision, Status};
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::preset::{Preset, presets};
use zeroloss::scenario::{Scenario, ScenarioFile, Strategy};
use zeroloss::shop::mark::Mark;
use zeroloss::shop::message::{
    EndOrigin, Message, OrderId, Progress, SendStatus, TaskId, TxId, Value, nodes,
};
use zeroloss::shop::{TraceEvent, TraceKind};
use zeroloss::sim::node::{Message as _, MessageId, NodeId};
use zeroloss::text::Lang;

/// The rows A1-1 to A6-10 of the course; A4-6 has two truths. Presets outside the course
/// need no entry here: their file and their golden are enough.
const COURSE_ROWS: usize = 34;

#[test]
fn every_row_of_the_course_is_a_preset() {
    let rows = [(1, 2), (2, 5), (3, 6), (4, 6), (5, 4), (6, 10)];
    let mut wanted: Vec<_> = rows
        .into_iter()
        .flat_map(|(section, count)| (1..=count).map(move |row| format!("a{section}-{row}")))
        .collect();
    let after = wanted.iter().position(|id| id == "a4-6").expect("the row exists") + 1;
    wanted.insert(after, "a4-6-aborted".to_owned());
    let is_row = |preset: &&Preset| preset.file.course > 0;
    let found: Vec<_> = presets().iter().filter(is_row).map(|preset| preset.id).collect();
    assert_eq!(found, wanted);
    assert_eq!(found.len(), COURSE_ROWS);
}

#[test]
fn what_belongs_to_no_section_comes_after_the_course_in_the_order_of_its_numbers() {
    let others: Vec<_> = presets()[COURSE_ROWS..].iter().map(|preset| preset.id).collect();
    assert_eq!(others.first(), Some(&"c1"));
    let place = |id| others.iter().position(|other| *other == id);
    assert!(place("c9") < place("c10"), "{others:?}");
}

#[test]
fn every_preset_comes_to_what_it_promises() {
    for Preset { id, file, .. } in presets() {
        let run = simulate(&file.scenario);
        assert_eq!(Some(run.outcome().code()), file.expect.as_deref(), "{id}: {:?}", run.outcomes);
        let point = file.point.unwrap_or_else(|| panic!("{id} names no point"));
        let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == point);
        let verdict = verdict.expect("a guarantee");
        assert!(verdict.exercised, "{id}: the run has nothing to do with {point}");
        // What is no good breaks what the scenario is about.
        let is_good = matches!(run.outcome(), Outcome::Ok | Outcome::Abort);
        assert!(is_good || verdict.kind == VerdictKind::Broken, "{id}: {point} is not broken");
    }
}

#[test]
fn the_outcomes_that_the_course_argues_from_are_fixed() {
    let fixed = [
        ("a3-1", "LOSS"),
        ("a4-3", "GHOST"),
        ("a5-1", "DIRTY"),
        ("a6-2", "ABORT"),
        ("a6-4", "OK"),
        ("a6-5", "LOSS"),
    ];
    for (id, code) in fixed {
        assert_eq!(simulate(&file_of(id).scenario).outcome().code(), code, "{id}");
    }
}

#[test]
fn no_preset_hides_a_strategy_of_the_same_name() {
    for Preset { id, .. } in presets() {
        assert!(strategies().iter().all(|strategy| strategy.id != *id), "{id}");
    }
}

#[test]
fn no_fault_of_a_preset_misses_its_place() {
    for Preset { id, file, .. } in presets() {
        let run = simulate(&file.scenario);
        assert_eq!(run.did_not_happen, Vec::<usize>::new(), "{id}");
    }
}

#[test]
fn every_preset_reads_back_from_its_canonical_text() {
    for Preset { id, file, .. } in presets() {
        let text = file.scenario.to_string();
        assert_eq!(Scenario::parse(&text).as_ref(), Ok(&file.scenario), "{id}");
    }
}

#[test]
fn every_preset_says_what_it_is_in_both_languages() {
    let has_cjk =
        |text: &str| text.chars().any(|letter| ('\u{4e00}'..'\u{a000}').contains(&letter));
    for Preset { id, file: ScenarioFile { title, about, course, .. }, .. } in presets() {
        for english in [title.of(Lang::En), about.of(Lang::En)] {
            assert!(!english.is_empty() && !has_cjk(english), "{id}: {english}");
        }
        for chinese in [title.of(Lang::ZhCn), about.of(Lang::ZhCn)] {
            assert!(has_cjk(chinese), "{id}: {chinese}");
        }
        if *course > 0 {
            assert!(id.starts_with(&format!("a{course}-")), "{id} belongs to section {course}");
        }
    }
}

#[test]
fn every_preset_runs_the_same_twice() {
    for Preset { id, file, .. } in presets() {
        let [first, second] = [simulate(&file.scenario), simulate(&file.scenario)];
        assert_eq!(first.trace.events, second.trace.events, "{id}");
        assert_eq!(first.world, second.world, "{id}");
    }
}

#[test]
fn every_preset_tells_the_recorded_story() {
    for Preset { id, file, .. } in presets() {
        let path = format!("{}/tests/golden/{id}.txt", env!("CARGO_MANIFEST_DIR"));
        expect_file![path].assert_eq(&story(&simulate(&file.scenario)));
    }
}

#[test]
fn every_strategy_tells_the_recorded_story_when_nothing_goes_wrong() {
    for strategy in strategies() {
        let id = strategy.id;
        let path = format!("{}/tests/golden/strategies/{id}.txt", env!("CARGO_MANIFEST_DIR"));
        let scenario = Scenario::of(Strategy::shipped(id).expect("it is shipped"));
        expect_file![path].assert_eq(&story(&simulate(&scenario)));
    }
}

#[test]
fn no_story_is_recorded_for_what_is_gone() {
    let is_preset = |id: &str| presets().iter().any(|preset| preset.id == id);
    let is_strategy = |id: &str| strategies().iter().any(|strategy| strategy.id == id);
    for id in recorded_in("golden") {
        let is_known = ["hash", "strategies"].contains(&id.as_str()) || is_preset(&id);
        assert!(is_known, "{id} belongs to no preset");
    }
    for id in recorded_in("golden/strategies") {
        assert!(is_strategy(&id), "{id} belongs to no strategy");
    }
}

/// The names of what lies in a folder of `tests`, without their endings.
fn recorded_in(folder: &str) -> Vec<String> {
    let folder = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(folder).expect("the folder of golden stories is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry of the folder can be read").path();
        path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_owned()
    };
    entries.map(name).collect()
}

fn file_of(id: &str) -> &'static ScenarioFile {
    let found = presets().iter().find(|preset| preset.id == id);
    &found.unwrap_or_else(|| panic!("no preset {id}")).file
}

/// The scenario, everything that happened, and what it came to.
fn story(run: &Run) -> String {
    let mut out = format!("{}----\n", run.scenario);
    let mut last = (0, String::new());
    for event in &run.trace.events {
        let Some(line) = line_of(run, event) else { continue };
        let now = (event.step, event.at.to_string());
        let [step, at] = if now == last {
            [String::new(), String::new()]
        } else {
            [event.step.to_string(), now.1.clone()]
        };
        last = now;
        writeln!(out, "{step:>4} {at:>11}  {line}").expect("a string takes everything");
    }
    out.push_str("----\n");
    write_outcome(run, &mut out);
    out
}

fn write_outcome(run: &Run, out: &mut String) {
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    let mut say = |line: String| {
        out.push_str(&line);
        out.push('\n');
    };
    say(format!("outcome {} ({:?})", codes.join(" "), run.end));
    for (verdict, guarantee) in run.verdicts.iter().zip(GUARANTEES) {
        let weight = match guarantee.weight {
            Weight::Alarm => "",
            Weight::Remark => " (remark)",
        };
        let how = match (verdict.kind, verdict.broke_at) {
            (VerdictKind::Broken, Some(step)) => format!("broken at step {step}"),
            (VerdictKind::Broken, None) => "broken".to_owned(),
            (VerdictKind::Undecided, _) => "undecided".to_owned(),
            (VerdictKind::Holds, _) => continue,
        };
        say(format!("{} {} {how}{weight}", guarantee.number, guarantee.id));
    }
    let orders: Vec<_> = run.facts.orders.iter().zip(&run.deliveries).collect();
    let mut number = 1;
    for group in orders.chunk_by(|one, other| one == other) {
        let orders = match group.len() {
            1 => format!("order {number}"),
            count => format!("orders {number} to {}", number + count - 1),
        };
        say(format!("{orders}: {}", order_facts(group[0])));
        number += group.len();
    }
    let facts = &run.facts;
    let [halves, open, discarded] = [facts.halves, facts.open_halves, facts.discarded];
    say(format!("broker: {halves} half, {open} open, {discarded} discarded"));
}

fn order_facts((order, deliveries): (&OrderFacts, &u32)) -> String {
    let view = |status: Option<Status>| status.map_or("-", Status::word);
    format!(
        "database {}, redis {}, elasticsearch {}, visible {}, deliveries {deliveries}, payouts {}, money {:?}, \
         callbacks {}, deadlines missed {}, answered {}",
        order.database.word(),
        view(order.redis),
        view(order.elasticsearch),
        order.visible,
        order.payouts,
        order.money,
        order.callbacks,
        order.deadlines_missed,
        order.answered_micros.map_or("never".to_owned(), |micros| format!("after {micros} us")),
    )
}

/// One event as a line; `None` for what another line says already.
fn line_of(run: &Run, event: &TraceEvent) -> Option<String> {
    let name = nodes::name;
    let alone = |node: NodeId, what: String| Some(format!("{:<24} {what}", name(node)));
    let link = |from: NodeId, arrow: &str, to: NodeId, what: String| {
        Some(format!("{:<24} {what}", format!("{} {arrow} {}", name(from), name(to))))
    };
    match &event.kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of } => {
            let copy = copy_of.map_or("", |_| ", a second copy");
            let called = called(*id, message.role(), *ordinal);
            link(*from, "->", *to, format!("{called}{}{copy}", content(message)))
        }
        TraceKind::Delivered { id } => {
            let (from, to, called) = sent(run, *id)?;
            link(to, "<-", from, called)
        }
        TraceKind::Delayed { id, by } => {
            let (from, to, called) = sent(run, *id)?;
            link(from, "->", to, format!("{called} is delayed by {by}"))
        }
        TraceKind::Lost { id, reason } => {
            let (from, to, called) = sent(run, *id)?;
            link(from, "-x", to, format!("{called} is lost: {reason:?}"))
        }
        TraceKind::Refused { id } => {
            let (_, to, called) = sent(run, *id)?;
            alone(to, format!("must refuse {called}"))
        }
        TraceKind::Stepped { .. } | TraceKind::Mark { mark: Mark::TaskEnded(_), .. } => None,
        TraceKind::Crashed { node, mode, down_for } => {
            let down = down_for.map_or("for ever".to_owned(), |length| format!("for {length}"));
            alone(*node, format!("CRASH ({mode:?}) {down}"))
        }
        TraceKind::Restarted { node } => alone(*node, "RESTART, memory empty".to_owned()),
        TraceKind::Paused { node, pause_for } => alone(*node, format!("PAUSE for {pause_for}")),
        TraceKind::Resumed { node } => alone(*node, "goes on".to_owned()),
        TraceKind::Partitioned { from, to } => link(*from, "-|", *to, "CUT".to_owned()),
        TraceKind::Repaired { from, to } => link(*from, "->", *to, "repaired".to_owned()),
        TraceKind::Skewed { node, micros } => alone(*node, format!("CLOCK off by {micros} us")),
        TraceKind::Operated { node, operation } => alone(*node, format!("OPERATOR {operation:?}")),
        TraceKind::Mark { node, mark } => alone(*node, mark_text(run, *mark)),
    }
}

fn called(id: MessageId, role: &str, ordinal: u32) -> String {
    format!("{role} #{ordinal} [m{}]", id.0)
}

/// Sender, receiver and name of a message.
fn sent(run: &Run, wanted: MessageId) -> Option<(NodeId, NodeId, String)> {
    run.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { id, from, to, message, ordinal, .. } if *id == wanted => {
            Some((*from, *to, called(*id, message.role(), *ordinal)))
        }
        _ => None,
    })
}

/// What a message says beyond its role.
fn content(message: &Message) -> String {
    let of = |order: OrderId| {
        order.known().map_or_else(String::new, |order| format!(" order {}", order.0 + 1))
    };
    match message {
        Message::Callback { order, attempt } => format!("{} attempt {attempt}", of(*order)),
        Message::CallbackReply { order, attempt, answer } => {
            format!("{} attempt {attempt}: {}", of(*order), answer.word())
        }
        Message::Sql { order, statement, .. } => format!("{} {}", of(*order), tidy(statement)),
        Message::Write { order, status, .. } => format!("{} = {}", of(*order), status.word()),
        Message::Send { tx, born, .. } => format!(" {} born {born}", of_tx(*tx)),
        Message::Reply { order, result: Ok(Value::Stored { offset, status }), .. } => {
            let warning = Some(status).filter(|status| **status != SendStatus::Ok);
            let warning = warning.map_or(String::new(), |status| format!(", {}", status.word()));
            format!("{} Ok(Stored({offset}){warning})", of(*order))
        }
        Message::Reply { order, result, .. } => format!("{} {}", of(*order), tidy(result)),
        Message::End { offset, tx, decision, origin, .. } => {
            let why = match origin {
                EndOrigin::Producer => "",
                EndOrigin::Check => ", answers a check",
            };
            format!(" {} {} half {offset}{why}", of_tx(*tx), word(*decision))
        }
        Message::Check { offset, tx, number, .. } => {
            format!(" {} half {offset}, check {number}", of_tx(*tx))
        }
        Message::Deliver { offset, tx, retry } => {
            let retry = if *retry > 0 { format!(", retry {retry}") } else { String::new() };
            format!(" {} record {offset}{retry}", of_tx(*tx))
        }
        Message::Ack { offset, tx }
        | Message::Pull { offset, tx }
        | Message::Consumed { offset, tx }
        | Message::SendBack { offset, tx, .. } => format!("{} record {offset}", of(tx.order)),
        Message::Call { tx, request, .. } => format!(" {} {}", of_tx(*tx), request.word()),
        Message::Hand { tx, .. } => format!(" {}", of_tx(*tx)),
        Message::Ask { tx, question, .. } => format!(" {} {}", of_tx(*tx), tidy(question)),
        Message::Claim { order, .. } | Message::Refund { order, .. } => of(*order),
        Message::EndTransaction { tx, decision, .. } => {
            format!(" {} {}", of_tx(*tx), word(*decision))
        }
        Message::Heartbeat | Message::InitTransactions { .. } | Message::Subscribe => String::new(),
        Message::Replicate { epoch, progress } | Message::ReplicateAck { epoch, progress } => {
            let Progress { log, check_offset } = progress;
            format!(" epoch {epoch}: log {log}, check offset {check_offset}")
        }
    }
}

fn of_tx(tx: TxId) -> String {
    let copy = if tx.copy == 0 { "" } else { ", second copy" };
    format!("order {}.{}{copy}", tx.order.0 + 1, tx.attempt)
}

fn word(decision: Decision) -> &'static str {
    decision.word()
}

fn mark_text(run: &Run, mark: Mark) -> String {
    match mark {
        Mark::Line { task, line, .. } => {
            let source = &run.shop.program.lines[usize::from(line) - 1].text;
            format!("{} | {line}: {source}", of_task(task))
        }
        Mark::Appended(topic, offset, tx) => {
            format!("appends {} to {topic:?} at {offset}", of_tx(tx))
        }
        Mark::TimedOut { task, role, after } => {
            format!("{} waited {after} for {role} and stops waiting", of_task(task))
        }
        mark => tidy(&mark),
    }
}

fn of_task(task: TaskId) -> String {
    format!("task {}.{}", task.incarnation, task.number)
}

/// A `Debug` text with the ids in it as people count them.
fn tidy(value: &impl std::fmt::Debug) -> String {
    let mut text = format!("{value:?}");
    for order in (0..40).map(OrderId) {
        for attempt in 0..=5 {
            for copy in 0..=1 {
                let tx = TxId { order, attempt, copy };
                text = text.replace(&format!("{tx:?}"), &of_tx(tx));
            }
        }
        text = text.replace(&format!("{order:?}"), &format!("order {}", order.0 + 1));
    }
    text = text.replace(&format!("{:?}", OrderId::NONE), "no order");
    while let Some(from) = text.find("TaskId {") {
        let length = text[from..].find('}').map_or(text.len() - from, |end| end + 1);
        let numbers: Vec<_> = text[from..from + length]
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .collect();
        text.replace_range(from..from + length, &format!("task {}", numbers.join(".")));
    }
    text
}
