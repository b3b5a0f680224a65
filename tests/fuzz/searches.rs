//! The beginning of a search in any scenario: what it finds happens in a run of its own.

use std::rc::Rc;

use proptest::prelude::*;
use zeroloss::explore::{Alphabet, Bounds, FaultMapper, MapBounds, Search, Verdict};
use zeroloss::job::slice;
use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;

use super::grammar::Texts;
use super::harness::Target;
use super::judge::reads_back;
use super::{programs, scenarios};

pub const TARGET: Target = Target { name: "searches", texts, property };

/// Events of a search that is followed.
const TRANSITIONS_MAX: u64 = 2_000;
/// Faults of a map that are run.
const MAPPED_MAX: usize = 8;

fn texts() -> Texts {
    prop_oneof![1 => (scenarios::TARGET.texts)(), 1 => (programs::TARGET.texts)()].boxed()
}

fn property(text: &str) {
    let Ok(scenario) = Scenario::parse(text) else { return };
    let faults = 1 + u8::try_from(text.len() % 2).unwrap_or_default();
    let bounds = Bounds { faults, transitions_max: TRANSITIONS_MAX, ..Bounds::default() };
    let report = Search::new(&scenario, &Alphabet::default(), bounds).run();
    for finding in report.findings {
        match finding.verdict {
            Verdict::Broken(found) => reads_back(&found.scenario),
            Verdict::NotReplayed(replayed) => {
                let replayed = replayed.map(|scenario| scenario.to_string()).unwrap_or_default();
                panic!("{} is not broken by\n{replayed}", finding.guarantee);
            }
            Verdict::Holds | Verdict::Limit => {}
        }
    }
    let bounds = MapBounds { faults: MAPPED_MAX, events: u64::from(slice::EVENTS) };
    let run = Rc::new(simulate(&scenario));
    let mut mapper = FaultMapper::new(run, &Alphabet::default(), 1, bounds);
    while !mapper.run_for(slice::EVENTS) {}
    assert!(mapper.map().entries.len() <= MAPPED_MAX);
}
