//! The shortest scenario that breaks a guarantee is one that a person understands.

use expect_test::expect;
use zeroloss::explore::{
    Aim, Alphabet, Bounds, FaultKind, FaultMap, Matrix, Search, Verdict, minimise,
};
use zeroloss::guarantee::Outcome;
use zeroloss::run::{simulate, written_out};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::presets;
use zeroloss::sim::time::SimDuration;

use super::{SYNC, scenario};

#[test]
fn the_shortest_way_to_lose_the_message_reads_like_a_story() {
    let scenario = scenario("send-after-commit", &[SYNC]);
    let kinds = vec![FaultKind::Crash];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let report = Search::new(&scenario, &alphabet, Bounds::default()).run();
    let lost = report.finding("no-lost-message").and_then(|finding| finding.counterexample());
    let found = lost.expect("a crash after the commit loses the message");
    expect![[r"
        strategy send-after-commit
        set broker.flushDiskType SYNC_FLUSH
        fault crash database after commit
    "]]
    .assert_eq(&found.scenario.to_string());
}

/// The counterexample of a search with one fault of some kinds.
fn counterexample(scenario: &Scenario, kinds: &[FaultKind], guarantee: &str) -> String {
    let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
    let report = Search::new(scenario, &alphabet, Bounds::default()).run();
    let finding = report.finding(guarantee).expect("the guarantee exists");
    let found = finding.counterexample().expect("one fault breaks it");
    found.scenario.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A run goes on for longer only where a long fault strikes it, and so does its replay.
#[test]
fn an_outage_that_does_not_strike_lengthens_no_path() {
    let hourly = [
        ("broker.transactionCheckInterval", "1h"),
        ("broker.transactionCheckMax", "8"),
        ("checker.answer", "unknown"),
    ];
    let scenario = scenario("transactional-message", &hourly);
    let mut stopped = 0;
    for kinds in [vec![FaultKind::Lose], vec![FaultKind::Crash, FaultKind::Lose]] {
        let alphabet = Alphabet { kinds, ..Alphabet::default() };
        let alphabet = alphabet.with_outages([SimDuration::from_secs(36_000)]);
        let report = Search::new(&scenario, &alphabet, Bounds::default()).run();
        for found in &report.findings {
            stopped += usize::from(found.verdict == Verdict::Limit);
            let is_replayed = !matches!(found.verdict, Verdict::NotReplayed(_));
            assert!(is_replayed, "{}: {:?}", found.guarantee, found.verdict);
        }
    }
    assert!(stopped > 0, "eight checks an hour apart take longer than a run");
}

#[test]
fn a_partition_that_outlasts_every_attempt_loses_the_message() {
    let mut scenario = scenario("send-after-commit", &[SYNC]);
    // The answer to the commit is lost, so nobody goes on to send.
    let found = counterexample(&scenario, &[FaultKind::Partition], "no-lost-message");
    assert_eq!(found, "partition database to order-1 after database commit for 10s");
    // Begun later, it swallows three attempts to send, as no single lost message does.
    let kinds = vec![FaultKind::Partition];
    let map = FaultMap::new(&scenario, &Alphabet { kinds, ..Alphabet::default() }, 1);
    let cut = "partition order-1 to broker before order-1 send for 10s";
    let entry = map.entries.iter().find(|entry| entry.fault.to_string() == cut);
    assert_eq!(entry.map(|entry| entry.outcome), Some(Outcome::Loss));
    scenario.add_fault("lose send #1").expect("a fault");
    assert_ne!(simulate(&scenario).outcome(), Outcome::Loss);
    // A shorter one ends before the last attempt.
    let minimal = Scenario::parse(&format!(
        "strategy send-after-commit\nfault {}",
        cut.replace("10s", "60s")
    ));
    let minimal = minimise(&minimal.expect("a scenario"), Aim::Outcome(Outcome::Loss));
    let shortest = minimal.expect("it is lost").scenario.faults[0].to_string();
    assert_eq!(shortest, cut);
}

#[test]
fn a_clock_that_is_ahead_makes_the_broker_judge_too_early() {
    // The second payment comes shortly before a check round. By the broker's clock its half message
    // has outlived its immunity, so the round asks at once; the order is not PAID yet and counts as
    // given up; the commit that follows is refused as late.
    let payments = [("orders", "2"), ("orders.interval", "15s"), ("order.work", "20s")];
    let immune = [SYNC, ("half.CHECK_IMMUNITY_TIME_IN_SECONDS", "60s")];
    let sets = [payments.as_slice(), &immune].concat();
    let two_payments = scenario("transactional-message-status-checker", &sets);
    assert_ne!(simulate(&two_payments).outcome(), Outcome::Loss);
    let found = counterexample(&two_payments, &[FaultKind::Skew], "no-lost-message");
    assert_eq!(found, "skew broker by 3m");
    // A producer whose clock is ahead: its half message is younger than nothing, and the check that
    // comes before the end makes a second copy.
    let hasty = [("orders", "2"), ("orders.interval", "28s"), ("order.work", "5s")];
    let hasty = scenario("transactional-message", &hasty);
    let found = counterexample(&hasty, &[FaultKind::Skew], "no-double-payout");
    assert_eq!(found, "skew order-1 by 3m");
    // Nobody compares clocks where nothing has an age.
    let alphabet = Alphabet { kinds: vec![FaultKind::Skew], ..Alphabet::default() };
    let plain = scenario("send-after-commit", &[]);
    let report = Search::new(&plain, &alphabet, Bounds::default()).run();
    assert_eq!(report.progress.paths, 1);
}

#[test]
fn an_operator_can_still_save_what_was_discarded() {
    let text = "strategy transactional-message\nset broker.flushDiskType SYNC_FLUSH\n\
                fault crash order-1 after commit for 600s";
    let scenario = Scenario::parse(text).expect("the text is a scenario");
    assert_eq!(simulate(&scenario).outcome(), Outcome::Loss);
    let map = |kinds: &[FaultKind]| {
        let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
        FaultMap::new(&scenario, &alphabet, 1)
    };
    let saving = map(&[FaultKind::ResumeDiscarded]);
    let acts: Vec<_> = saving.entries.iter().map(|entry| entry.fault.to_string()).collect();
    assert_eq!(acts[0], "resume discarded after broker discard");
    assert!(saving.entries.iter().any(|entry| !entry.breaks("no-lost-message")), "{acts:?}");
    assert_eq!(map(&[]).point_of_no_return("no-lost-message"), Some(0));
    assert!(saving.point_of_no_return("no-lost-message") > Some(0));
}

#[test]
fn an_operator_who_checks_too_early_makes_a_second_copy() {
    // The first order's half message is old enough to be checked, and its transaction still open or
    // its end on the way: what the check puts back is ended a second time.
    let sets = [("orders", "2"), ("orders.interval", "7s"), ("order.work", "8s")];
    let scenario = scenario("transactional-message", &sets);
    let found = counterexample(&scenario, &[FaultKind::CheckNow], "no-double-payout");
    assert_eq!(found, "check now after database commit");
}

#[test]
fn an_own_fault_that_an_added_one_keeps_away_is_listed_and_the_break_counts() {
    let text = "strategy send-after-commit\nfault crash order-1 after commit for 10s";
    let scenario = Scenario::parse(text).expect("the text is a scenario");
    let report = Search::new(&scenario, &Alphabet::default(), Bounds::default()).run();
    let found = report.finding("money-settled").and_then(|finding| finding.counterexample());
    let found = found.expect("an order service that is never called settles nothing");
    let faults: Vec<_> = found.scenario.faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["crash order-1 after commit for 10s", "lose callback #1"]);
    assert_eq!((found.faults, &*found.did_not_happen), (1, &[0][..]));
    let lost = report.finding("no-lost-message").and_then(|finding| finding.counterexample());
    let lost = lost.expect("the crash loses the message");
    assert_eq!((lost.faults, &*lost.did_not_happen), (0, &[][..]));
}

#[test]
fn every_counterexample_of_every_shipped_scenario_replays() {
    for preset in presets() {
        let scenario = &preset.file.scenario;
        let report = Search::new(scenario, &Alphabet::default(), Bounds::default()).run();
        for finding in report.findings {
            let is_sound = !matches!(finding.verdict, Verdict::NotReplayed(_));
            assert!(is_sound, "{}: {}", preset.id, finding.guarantee);
        }
    }
}

#[test]
fn what_a_seed_draws_counts_as_the_scenario_s_own() {
    let seeded = Scenario::parse("strategy send-after-commit\nseed 42").expect("a scenario");
    let run = simulate(&seeded);
    assert!(!run.drawn.is_empty());
    let drawn = written_out(&seeded);
    assert_eq!((drawn.seed, &drawn.faults), (None, &run.drawn));
    assert_eq!(simulate(&drawn).trace.events, run.trace.events);

    let nothing = Alphabet { kinds: Vec::new(), ..Alphabet::default() };
    let mut search = Search::new(&seeded, &nothing, Bounds::default());
    let report = search.run();
    let twice = report.finding("no-double-payout").and_then(|finding| finding.counterexample());
    let twice = twice.expect("it breaks as it is");
    assert_eq!((twice.faults, &twice.scenario), (0, &drawn));
    assert_eq!(search.scenario(), &drawn);

    let mut matrix = Matrix::new([("seeded".to_owned(), &seeded)], &nothing, Bounds::default());
    while !matrix.run_for(1000) {}
    assert_eq!(matrix.rows()[0].search.report(), report);
    let map = |scenario| FaultMap::new(scenario, &Alphabet::default(), 1);
    assert_eq!(map(&seeded), map(&drawn));
    let aim = Aim::Broken("no-double-payout");
    let minimal = minimise(&seeded, aim).expect("it is broken");
    assert_eq!(Some(minimal), minimise(&drawn, aim));
}
