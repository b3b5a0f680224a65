//! Where strategies part under the same faults.

use std::rc::Rc;

use crate::run::situation::Facets;
use crate::run::{Run, simulate};
use crate::scenario::preset::preset;
use crate::scenario::{Scenario, Strategy};
use crate::text::Lang;
use crate::timeline::{Race, RaceBuilder};

fn runs(strategies: &[&str], faults: &[&str]) -> Vec<Rc<Run>> {
    let run = |id: &&str| {
        let mut scenario = Scenario::of(Strategy::shipped(id).unwrap());
        for fault in faults {
            scenario.add_fault(fault).unwrap();
        }
        Rc::new(simulate(&scenario))
    };
    strategies.iter().map(run).collect()
}

fn race(runs: &[Rc<Run>]) -> Race {
    let at_once = Race::new(runs);
    let mut builder = RaceBuilder::new(runs);
    while !builder.run_for(7) {}
    assert_eq!(builder.finish(), at_once, "in pieces it comes to the same");
    at_once
}

/// `29.000 ms no-lost-message: the broker has no message | the message waits in the outbox`.
fn told(race: &Race) -> String {
    let Some(found) = &race.divergence else { return "never".to_owned() };
    let clauses = found.situations.iter().map(|situation| {
        let clauses = crate::text::clauses(Lang::En, situation).into_iter();
        let told = clauses.filter(|(facet, _)| found.facets.meets(*facet));
        told.map(|(_, clause)| clause).collect::<Vec<_>>().join(", ")
    });
    let at = race.time(found.position).as_micros();
    let why = found.guarantee.unwrap_or("facts");
    format!("{at} {why} {:?}: {}", found.broken, clauses.collect::<Vec<_>>().join(" | "))
}

fn check(strategies: &[&str], faults: &[&str], expected: &str) {
    let race = race(&runs(strategies, faults));
    assert_eq!(told(&race), expected, "{strategies:?} {faults:?}");
}

#[test]
fn a_crash_after_the_commit_parts_those_who_wrote_the_message_down_from_those_who_did_not() {
    let crash = ["crash order-1 after commit for 10s"];
    check(
        &["send-after-commit", "outbox"],
        &crash,
        "29000 no-lost-message [0]: the broker has no message | the message waits in the outbox",
    );
    check(
        &["transactional-message", "send-after-commit"],
        &crash,
        "27000 no-lost-message [1]: the broker has a half message that no consumer can see | the \
         broker has no message",
    );
}

#[test]
fn a_crash_before_the_commit_parts_those_who_sent_too_early() {
    check(
        &["outbox", "send-inside-transaction"],
        &["crash order-1 before commit"],
        "25000 no-ghost [1]: the broker has no message yet | the broker has the message",
    );
}

/// That one of them has a half message already and the other nothing tells nothing yet.
#[test]
fn who_breaks_nothing_parts_where_the_ends_do() {
    let own = &preset("a6-2").expect("it is shipped").file.scenario;
    let other = Scenario { strategy: Strategy::shipped("outbox").unwrap(), ..own.clone() };
    assert_eq!(
        told(&race(&[Rc::new(simulate(own)), Rc::new(simulate(&other))])),
        "29000 facts []: order 1 is UNPAID in the database | order 1 is PAID in the database"
    );
}

#[test]
fn without_an_alarm_facts_part_them_and_without_facts_a_remark() {
    check(
        &["listen-to-yourself", "outbox"],
        &["crash order-1 after commit"],
        "5000000 facts []:  | a callback was not answered in time",
    );
    check(&["outbox", "send-before-commit"], &[], "21000 no-early-visibility [1]:  | ");
}

#[test]
fn those_who_come_to_the_same_never_part() {
    check(&["outbox", "transactional-message"], &[], "never");
    check(&["send-once", "send-after-commit"], &["crash order-1 after commit"], "never");
}

#[test]
fn a_position_is_a_moment_of_virtual_time_and_every_run_has_its_step_there() {
    let runs = runs(&["send-after-commit", "outbox"], &["crash order-1 after commit for 10s"]);
    let race = race(&runs);
    assert_eq!((race.step(0, 0), race.step(1, 0)), (0, 0), "nothing has happened yet");
    let ends = (race.step(0, race.last()), race.step(1, race.last()));
    assert_eq!(ends, (runs[0].steps(), runs[1].steps()));
    for position in 1..=race.last() {
        assert!(position == 1 || race.time(position - 1) < race.time(position));
        assert_eq!(race.position_at(race.time(position)), position);
        let mut happened = 0;
        for (column, run) in runs.iter().enumerate() {
            assert_eq!(race.step(column, position), run.trace.step_at(race.time(position)));
            for step in race.new_steps(column, position) {
                assert_eq!(race.position_of(column, step), position);
                happened += 1;
            }
        }
        assert!(happened > 0, "at each position something happens");
    }
    assert_eq!(race.position_at(race.time(race.last())), race.last());
    assert_eq!(race.step(0, u32::MAX), runs[0].steps());
}

#[test]
fn a_fault_that_never_happens_in_one_column_is_said_to_be_so_there() {
    let runs = runs(&["outbox", "transactional-message"], &["lose half.ack #1"]);
    let idle: Vec<_> = runs.iter().map(|run| run.did_not_happen.clone()).collect();
    assert_eq!(idle, [vec![0], vec![]]);
}

#[test]
fn many_orders_are_compared_by_their_counts() {
    let mut scenario = Scenario::of(Strategy::shipped("send-after-commit").unwrap());
    scenario.set("orders", "3").unwrap();
    scenario.add_fault("crash order-1 after commit #2").unwrap();
    let other = Scenario { strategy: Strategy::shipped("outbox").unwrap(), ..scenario.clone() };
    let race = race(&[Rc::new(simulate(&scenario)), Rc::new(simulate(&other))]);
    let found = race.divergence.expect("a crash loses a message");
    assert_eq!((found.guarantee, found.broken), (Some("no-lost-message"), vec![0]));
    assert_eq!(found.facets, Facets::DATABASE);
}
