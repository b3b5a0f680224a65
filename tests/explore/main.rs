//! The search: how few faults break what, under which strategy; and how it counts.

#![cfg(not(target_arch = "wasm32"))]

mod brute;
#[path = "../checker/mod.rs"]
mod checker;
mod counterexamples;
mod least_faults;
mod map;
mod matrix;
mod minimiser;
mod states;

use zeroloss::explore::{Alphabet, Bounds, FaultKind, Search, Verdict};
use zeroloss::guarantee::VerdictKind;
use zeroloss::run::simulate;
use zeroloss::scenario::{Scenario, Strategy};

const SYNC: (&str, &str) = ("broker.flushDiskType", "SYNC_FLUSH");

/// The strategy, and settings that differ from their defaults.
fn scenario(strategy: &str, sets: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Strategy::shipped(strategy).expect("it is shipped"));
    for (key, value) in sets {
        scenario.set(key, value).expect("the setting exists");
    }
    scenario
}

/// What the search finds: `0`, `1`, … faults, or `holds`, or why neither.
fn least_faults(scenario: &Scenario, alphabet: &Alphabet, faults: u8, guarantee: &str) -> String {
    let report = Search::new(scenario, alphabet, Bounds { faults, ..Bounds::default() }).run();
    let finding = report.finding(guarantee).expect("the guarantee exists");
    match &finding.verdict {
        Verdict::Broken(found) => {
            let run = simulate(&found.scenario);
            let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
            let verdict = verdict.expect("every guarantee has a verdict");
            assert_eq!(verdict.kind, VerdictKind::Broken, "{}", found.scenario);
            assert_eq!(verdict.seen_broken_at(), Some(found.step), "{}", found.scenario);
            assert_eq!(run.did_not_happen, [0; 0], "{}", found.scenario);
            let text = found.scenario.to_string();
            assert_eq!(Scenario::parse(&text).as_ref(), Ok(&found.scenario), "{text}");
            found.faults.to_string()
        }
        Verdict::Holds if finding.exercised => "holds".to_owned(),
        Verdict::Holds => "never exercised".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Everything but a broker that loses power: without replication and with `ASYNC_FLUSH` that alone
/// loses a message under every strategy.
fn without_power_cuts() -> Alphabet {
    let mut alphabet = Alphabet::default();
    alphabet.kinds.retain(|kind| *kind != FaultKind::PowerCut);
    alphabet
}
