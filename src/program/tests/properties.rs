//! What holds for any text at all.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::*;
use crate::program::form::Hand;
use crate::program::step::Handler;

const TOKENS: [&str; 104] = [
    "title.en",
    "title.zh",
    "about.en",
    "about.zh",
    "course",
    "on",
    "payment",
    "repeat",
    "check",
    "message",
    "failure",
    "begin",
    "commit",
    "rollback",
    "update",
    "order",
    "PAID",
    "CLOSED",
    "insert",
    "log",
    "set",
    "redis",
    "index",
    "elasticsearch",
    "send",
    "oneway",
    "half",
    "retry",
    "2",
    "17",
    "timeout",
    "3s",
    "9h",
    "end",
    "unknown",
    "reply",
    "ok",
    "error",
    "refund",
    "work",
    "20ms",
    "remember",
    "pay",
    "once",
    "ack",
    "if",
    "else",
    "is",
    "has",
    "age",
    "over",
    "inbox",
    "republish",
    "memory",
    "run",
    "stop",
    "#",
    "消息",
    "\t",
    "\u{3000}",
    "\r",
    "\0",
    "comit",
    "\u{feff}",
    "family",
    "prepared",
    "one-write",
    "checker",
    "K4",
    "every",
    "start",
    "call",
    "at",
    "relay",
    "connector",
    "coordinator",
    "dtm",
    "consumer",
    "tombstone",
    "outbox",
    "payout",
    "mark",
    "tried",
    "sent",
    "dead",
    "prepare",
    "submit",
    "deliver",
    "producer",
    "abort",
    "note",
    "open",
    "done",
    "move",
    "save",
    "cursor",
    "claim",
    "for",
    "by",
    "copy",
    "next",
    "later",
    "binlog",
    "status",
];

/// Lines that mostly fit the grammar, so that the later phases have work.
const LINES: [&str; 82] = [
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
    "send half retry 2 timeout 3s",
    "end commit",
    "end unknown",
    "reply ok",
    "reply error",
    "refund",
    "work 20ms",
    "remember commit",
    "pay",
    "pay once",
    "ack",
    "run payment",
    "run repeat",
    "run check",
    "run message",
    "stop",
    "if order is PAID",
    "if log has message",
    "if age over 2m",
    "if inbox on",
    "if republish on",
    "if memory has message",
    "if memory is commit",
    "else",
    "else if order is CLOSED",
    "on failure",
    "on failure",
    "",
    "# comment",
    "nonsense",
    "insert tombstone",
    "insert outbox",
    "insert payout",
    "mark outbox tried",
    "mark outbox sent",
    "prepare",
    "commit prepared",
    "rollback prepared",
    "deliver timeout 1s",
    "call dtm submit",
    "call order begin timeout 5s",
    "note open",
    "note done",
    "move cursor",
    "save cursor",
    "claim redis",
    "claim redis for 5s",
    "pay once by copy",
    "producer begin",
    "producer commit",
    "run every",
    "run every",
    "run every",
    "run start",
    "run call",
    "if outbox has next",
    "if outbox has next",
    "if outbox has next",
    "if outbox has later",
    "if outbox tried over 2",
    "if order has next PAID",
    "if binlog has next",
    "if prepared has next",
    "if note has next open",
    "if note is commit",
    "if note at dtm is done",
    "if payout has order",
    "if redis has claim",
    "else",
    "else if outbox has next",
    "on failure",
    "on failure",
];

/// What `on payment` is made of, the ends of transactions more often than the rest.
const TRANSACTION_LINES: [&str; 16] = [
    "begin",
    "begin",
    "commit",
    "commit",
    "rollback",
    "rollback",
    "update order PAID",
    "insert log",
    "if order is PAID",
    "else",
    "on failure",
    "stop",
    "prepare",
    "prepare",
    "insert outbox",
    "commit prepared",
];

const HANDLERS: [&str; 9] = [
    "on repeat",
    "on check",
    "on start at relay",
    "every 1s at relay",
    "every 1s at relay\n  if outbox has next\n    work 1s\n  else\n    stop",
    "every 5s",
    "every 1m at coordinator",
    "every 10ms at consumer",
    "on call begin at order",
];

/// 2,000 cases of each property; the environment variable `PROPTEST_CASES` overrides that.
fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: cases.unwrap_or(2_000), failure_persistence: None, ..Config::default() }
}

fn token_soup() -> impl Strategy<Value = String> {
    let line = (0..12_usize, prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..6))
        .prop_map(|(indent, words)| format!("{}{}", " ".repeat(indent), words.join(" ")));
    prop::collection::vec(line, 0..60).prop_map(|lines| lines.join("\n"))
}

/// Whole handlers whose lines step in and out as lines of programs do.
fn near_program() -> impl Strategy<Value = String> {
    let handler = prop::sample::select(&HANDLERS[..]);
    let block = (handler, near_block(&LINES, 14)).prop_map(|(handler, body)| {
        with_more(&format!("{handler}\n{body}\non call submit at dtm\n  reply ok\n"))
    });
    let end = prop::sample::select(&["", "  commit\n", "  rollback\n", "  prepare\n"][..]);
    let transactions = (near_block(&TRANSACTION_LINES, 7), end)
        .prop_map(|(body, end)| SMALLEST.replace("  reply ok\n", &format!("  begin\n{body}{end}")));
    prop_oneof![block, transactions]
}

fn near_block(lines: &'static [&'static str], count_max: usize) -> impl Strategy<Value = String> {
    let line = (-2..1_isize, prop::sample::select(lines));
    prop::collection::vec(line, 1..count_max).prop_map(|lines| {
        let mut text = String::new();
        let mut depth: usize = 1;
        for (shift, line) in lines {
            // Under the line before, as it must stand, unless it ends a choice; what follows it
            // stands deeper still.
            depth += usize::from(line == "on failure" && shift == 0);
            text.extend(["  ".repeat(depth).as_str(), line, "\n"]);
            let opens = ["if", "else", "on failure"].iter().any(|word| line.starts_with(word));
            depth = depth.saturating_add_signed(if opens { 1 } else { shift }).clamp(1, 9);
        }
        text
    })
}

/// What holds for the answer to any text.
fn judge(source: &str) -> Result<(), TestCaseError> {
    match parse(source) {
        Ok(program) => sound(&program),
        Err(errors) => {
            prop_assert!((1..=ERRORS_MAX).contains(&errors.len()));
            prop_assert!(errors.is_sorted_by_key(|error| (error.line, error.column)));
            for error in &errors {
                prop_assert!(error.line >= 1 && error.column >= 1);
                prop_assert!(!error.to_string().contains(char::is_control));
                prop_assert!(!program_message(Lang::ZhCn, error).is_empty());
            }
            Ok(())
        }
    }
}

/// Follows one path through a handler, steps failing and conditions answering as `turns` say, and
/// keeps its own book of the transaction and of what the task has in hand.
fn walk(program: &Program, handler: Handler, turns: &[bool]) -> Result<(), TestCaseError> {
    let mut transaction = Book::Closed;
    let mut is_empty_handed = matches!(handler, Handler::Start(_) | Handler::Every(..));
    let mut turns = turns.iter().copied().cycle();
    let Some(mut at) = program.entry(handler) else {
        return Ok(());
    };
    loop {
        let step = &program.steps[usize::from(at)];
        let fails = step.on_failure.is_some() && turns.next() == Some(true);
        let before = transaction;
        let hand = match step.op {
            Op::Branch { condition, .. } => condition.form().hand,
            op => op.form().hand,
        };
        prop_assert!(!(is_empty_handed && hand == Hand::Needs));
        match step.op {
            Op::Begin => {
                prop_assert_ne!(before, Book::Open);
                transaction = if fails { Book::Closed } else { Book::Open };
            }
            Op::Commit | Op::Prepare => {
                prop_assert_eq!(before, Book::Open);
                transaction = if fails { Book::InDoubt } else { Book::Closed };
            }
            Op::Rollback => {
                prop_assert_ne!(before, Book::Closed);
                transaction = if fails { Book::InDoubt } else { Book::Closed };
            }
            Op::InsertLog | Op::InsertOutbox | Op::InsertPayout => {
                prop_assert_eq!(before, Book::Open);
            }
            Op::CommitPrepared | Op::RollbackPrepared => prop_assert_ne!(before, Book::Open),
            Op::Stop | Op::Run(_) => {
                prop_assert_ne!(before, Book::Open);
                return Ok(());
            }
            _ => {}
        }
        at = match step.op {
            Op::Jump(target) => target,
            _ if fails => step.on_failure.unwrap_or(at + 1),
            Op::Branch { otherwise, .. } if turns.next() == Some(true) => otherwise,
            Op::Branch { .. } => {
                is_empty_handed &= hand != Hand::Takes;
                at + 1
            }
            _ => at + 1,
        };
    }
}

/// The state of the transaction on one path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Book {
    Closed,
    Open,
    InDoubt,
}

/// What the interpreter relies on.
fn sound(program: &Program) -> Result<(), TestCaseError> {
    let steps = &program.steps;
    prop_assert!(steps.len() <= STEPS_MAX && program.lines.len() <= LINES_MAX);
    prop_assert!(steps.last().is_some_and(|step| step.op == Op::Stop));
    for (index, step) in steps.iter().enumerate() {
        let targets = match step.op {
            Op::Jump(target) | Op::Branch { otherwise: target, .. } => {
                [Some(target), step.on_failure]
            }
            _ => [None, step.on_failure],
        };
        for target in targets.into_iter().flatten().map(usize::from) {
            prop_assert!(index < target && target < steps.len(), "jumps lead forward");
        }
        let line = &program.lines[usize::from(step.line) - 1];
        prop_assert!(line.step.is_some_and(|first| usize::from(first) <= index));
        match step.op {
            Op::Run(handler) => prop_assert!(program.entry(handler).is_some()),
            Op::Call { at, request, .. } => {
                prop_assert!(program.entry(Handler::Call(at, request)).is_some());
            }
            _ => {}
        }
        prop_assert!(step.on_failure.is_none() || step.op.is_blocking());
    }
    for &(handler, entry) in &program.handlers {
        prop_assert!(usize::from(entry) < steps.len());
        if let Handler::Every(_, number) = handler {
            prop_assert!(program.periods.get(usize::from(number)).is_some());
        }
    }
    for line in &program.lines {
        let word = line.text.split_whitespace().next().unwrap_or_default();
        let runs = vocabulary::is_step_word(word) && word != "else";
        let is_else_if = line.text.starts_with("else if");
        prop_assert_eq!(runs || is_else_if, line.step.is_some(), "{}", line.text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_gets_an_answer(source in any::<String>()) {
        judge(&source)?;
    }

    #[test]
    fn any_lines_get_an_answer(source in "([ \\t]{0,9}\\PC{0,30}[\\n\\r]{1,2}){0,30}") {
        judge(&source)?;
    }

    #[test]
    fn any_soup_of_words_gets_an_answer(source in token_soup()) {
        judge(&source)?;
    }

    #[test]
    fn any_near_program_gets_an_answer(source in near_program()) {
        judge(&source)?;
    }

    #[test]
    fn a_strategy_with_a_piece_cut_out_gets_an_answer(
        which in 0..64_usize, from in 0..2_000_usize, chars in 0..80_usize,
    ) {
        let all = catalogue::strategies();
        let source = all[which % all.len()].source;
        let kept = |&(at, _): &(usize, char)| at < from || at >= from + chars;
        judge(&source.chars().enumerate().filter(kept).map(|(_, c)| c).collect::<String>())?;
    }

    #[test]
    fn every_path_of_an_accepted_program_keeps_its_transactions_in_order(
        source in near_program(), turns in prop::collection::vec(any::<bool>(), 1..40),
    ) {
        if let Ok(program) = parse(&source) {
            for &(handler, _) in &program.handlers {
                walk(&program, handler, &turns)?;
            }
        }
    }

    #[test]
    fn every_path_of_a_strategy_keeps_its_transactions_in_order(
        turns in prop::collection::vec(any::<bool>(), 1..40),
    ) {
        for strategy in catalogue::strategies() {
            for &(handler, _) in &strategy.program.handlers {
                walk(&strategy.program, handler, &turns)?;
            }
        }
    }
}
