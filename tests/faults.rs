//! What the documents say of faults is what the table of their kinds says.

use zeroloss::explore::Alphabet;
use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::{Details, Down, Fault, FaultKind};
use zeroloss::shop::message::nodes;
use zeroloss::sim::time::SimDuration;

const FAULTS: &str = include_str!("../docs/faults.md");
const COMMAND: &str = include_str!("../docs/command.md");

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_of_faults_has_an_example_of_every_kind() {
    let (_, table) = FAULTS.split_once("| fault | for example |").expect("the table of faults");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let examples = rows.filter_map(|row| row.split('|').nth(2)).flat_map(quoted);
    let read = |text: &str| Fault::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let shown: Vec<_> = examples.map(|text| read(text).act.kind()).collect();
    for kind in FaultKind::ALL {
        assert!(shown.contains(&kind), "docs/faults.md: no example of `{}`", kind.form());
    }
}

#[test]
fn the_manual_of_the_command_lists_the_kinds_that_a_search_can_try() {
    let row = COMMAND.lines().find(|line| line.starts_with("| `--kinds")).expect("its row");
    let words: Vec<_> = quoted(row).skip(1).collect();
    assert_eq!(words, FaultKind::TRIED.map(FaultKind::word));
    let left_out: Vec<_> = FaultKind::TRIED
        .into_iter()
        .filter(|kind| !Alphabet::default().kinds.contains(kind))
        .collect();
    assert_eq!(left_out, FaultKind::TRIED[11..], "all but the last if it is not given");
}

#[test]
fn who_writes_an_unknown_fault_is_told_every_kind() {
    let error = Fault::parse("xyzzy order-1 after commit").expect_err("no such fault").to_string();
    for kind in FaultKind::ALL {
        let is_word = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()) == kind.word();
        assert!(error.split(' ').any(is_word), "{}: {error}", kind.word());
    }
}

#[test]
fn an_act_is_of_the_kind_that_it_was_made_of() {
    for kind in FaultKind::ALL {
        let act = kind.act(Details::of(nodes::BROKER));
        assert_eq!(act.kind(), kind);
        if FaultKind::TRIED.contains(&kind) {
            assert_eq!(act.length().is_none(), kind.tried_lengths().is_empty(), "{}", kind.form());
        }
        assert_eq!(act.map(|node| node), act);
        let minute = Down::For(SimDuration::from_secs(60));
        let longer = kind.act(Details { length: minute, ..Details::of(nodes::BROKER) });
        assert_eq!(act.with_length(minute).kind(), kind);
        assert_eq!(longer.with_length(minute), longer);
        assert_eq!(longer.length().unwrap_or(minute), minute, "{}", kind.form());
    }
}

/// The worst outcome of a strategy with a fault that must happen.
fn outcome(strategy: &str, fault: &str) -> &'static str {
    let text = format!("strategy {strategy}\nfault {fault}\n");
    let run = simulate(&Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}{error}")));
    assert_eq!(run.did_not_happen, Vec::<usize>::new(), "{text}");
    run.outcome().code()
}

#[test]
fn a_crash_between_commit_and_send_loses_the_message() {
    assert_eq!(outcome("send-after-commit", "crash order-1 after commit for 5s"), "LOSS");
    assert_eq!(outcome("local-message-table", "crash order-1 after commit for 5s"), "OK");
}
