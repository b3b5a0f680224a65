//! The fault map: what one more fault does, and from when on nothing helps.

use std::rc::Rc;

use expect_test::expect;
use zeroloss::explore::{Alphabet, Fate, FaultKind, FaultMap, FaultMapper, MapBounds};
use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;
use zeroloss::shop::mark::{Mark, Topic};
use zeroloss::shop::{TraceEvent, TraceKind};

use super::{SYNC, scenario};

#[test]
fn the_fault_map_says_what_each_place_can_come_to_and_when_it_is_too_late() {
    let scenario = scenario("send-after-commit", &[SYNC]);
    let kinds = vec![FaultKind::Crash];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let map = FaultMap::new(&scenario, &alphabet, 1);
    let lines = scenario.strategy.source.lines().zip(1..);
    let worst: Vec<_> = lines
        .filter_map(|(text, line)| {
            map.worst_at_line(line).map(|worst| format!("{:5} {text}", worst.code()))
        })
        .collect();
    expect![[r"
        ABORT on payment
        ABORT   begin
        ABORT   update order PAID
        LOSS    commit
        LOSS    send retry 2 timeout 3s
        OK      reply ok
        OK    on message
        DOUBLE-PAY     pay
        DOUBLE-PAY   ack"]]
    .assert_eq(&worst.join("\n"));
    let fates = |guarantee: &str| -> String {
        let letter = |fate: Fate| match fate {
            Fate::Impossible => '-',
            Fate::Possible => '?',
            Fate::Inevitable => '!',
        };
        map.fates.iter().filter_map(|fate| map.fate(fate.step, guarantee)).map(letter).collect()
    };
    expect!["??????????------"].assert_eq(&fates("no-lost-message"));
    expect!["????????????????"].assert_eq(&fates("no-double-payout"));
    let run = Rc::new(simulate(&scenario));
    let mut slices = FaultMapper::new(run, &alphabet, 1, MapBounds::NONE);
    while !slices.run_for(300) {
        assert!(slices.map().entries.len() < map.entries.len(), "a part is a beginning");
    }
    assert_eq!(slices.map(), map, "in slices it comes to the same");
    for entry in &map.entries {
        let mut with = scenario.clone();
        with.faults.push(entry.fault.clone());
        let run = simulate(&with);
        assert_eq!(run.outcome(), entry.outcome, "{}", entry.fault);
        assert_eq!(run.did_not_happen, [0; 0], "{}", entry.fault);
    }
}

#[test]
fn the_point_of_no_return_is_the_first_step_after_which_nothing_helps() {
    let lost = "strategy send-after-commit\nfault crash order-1 after commit";
    let scenario = Scenario::parse(lost).expect("the text is a scenario");
    let map = FaultMap::new(&scenario, &Alphabet::default(), 1);
    let run = simulate(&scenario);
    // The crash that the scenario brings is certain from the start. What is not, is the commit:
    // until it is on the disk, a database that dies saves the order from being paid without a
    // message.
    let is_commit = |event: &&TraceEvent| {
        matches!(event.kind, TraceKind::Mark { mark: Mark::Committed(_), .. })
    };
    let committed = run.trace.events.iter().find(is_commit).expect("it commits").step;
    assert_eq!(map.point_of_no_return("no-lost-message"), Some(committed));
    // With two faults more there are more ways out, and no fewer ways in.
    let kinds = vec![FaultKind::Lose];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let (one, two) =
        (FaultMap::new(&scenario, &alphabet, 1), FaultMap::new(&scenario, &alphabet, 2));
    for (one, two) in one.fates.iter().zip(&two.fates) {
        for (less, more) in one.guarantees.iter().zip(&two.guarantees) {
            assert!(less == more || *more == Fate::Possible, "step {}", one.step);
        }
    }
}

#[test]
fn what_lies_in_the_page_cache_can_be_lost_until_it_is_flushed() {
    let text = "strategy transactional-message\nset order.work 90s\nset payment.deadline 2m";
    let scenario = Scenario::parse(text).expect("the text is a scenario");
    let (run, map) = (simulate(&scenario), FaultMap::new(&scenario, &Alphabet::default(), 1));
    let lost = map
        .entries
        .iter()
        .filter(|entry| entry.kind == FaultKind::PowerCut && entry.breaks("no-lost-message"));
    let last = lost.map(|entry| entry.step).max().expect("a power cut loses it");
    let stored = run.trace.events.iter().find(|event| {
        matches!(event.kind, TraceKind::Mark { mark: Mark::Appended(Topic::Half, ..), .. })
    });
    let stored = stored.expect("the half message is stored").step;
    assert!(last > stored, "{last} is not after {stored}, when nothing happens at the broker");
    assert_eq!(map.fate(stored, "no-lost-message"), Some(Fate::Possible));
}
