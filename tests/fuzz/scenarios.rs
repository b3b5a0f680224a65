//! Scenarios with any settings, seeds and faults: each runs to an end, and can be drawn.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use zeroloss::scenario::{Scenario, Strategy as Code};

use super::grammar::{Texts, fault, number, preset, setting, soup, strategy};
use super::harness::Target;
use super::judge::{is_drawn, reads_back, runs, scenario_is_answered};
use super::lines::{change, changed};

pub const TARGET: Target = Target { name: "scenarios", texts, property };

/// Facts of a run that is drawn and exported: what a page shows at once.
const DRAWN_MAX: usize = 400;

fn texts() -> Texts {
    let edited = (preset(), vec(change(line()), 1..6));
    prop_oneof![
        2 => composed(strategy().prop_map(|id| {
            let strategy = Code::shipped(&id).expect("it is shipped");
            Scenario::of(strategy)
        })),
        1 => composed(preset().prop_map(|text| {
            Scenario::parse(&text).expect("a shipped scenario is one")
        })),
        2 => edited.prop_map(|(text, changes)| changed(&text, &changes)),
    ]
    .boxed()
}

/// Some line of a scenario, mostly a right one.
fn line() -> Texts {
    prop_oneof![
        5 => fault().prop_map(|fault| format!("fault {fault}")),
        3 => setting().prop_map(|(key, value)| format!("set {key} {value}")),
        1 => number().prop_map(|seed| format!("seed {seed}")),
        1 => soup(),
    ]
    .boxed()
}

/// A scenario with more settings and faults: those that it takes.
fn composed(scenario: impl Strategy<Value = Scenario> + 'static) -> Texts {
    (scenario, circumstances())
        .prop_map(|(mut scenario, circumstances)| {
            circumstances.befall(&mut scenario);
            scenario.to_string()
        })
        .boxed()
}

/// What can be different in a scenario for one program.
#[derive(Clone, Debug)]
pub struct Circumstances {
    settings: Vec<(&'static str, String)>,
    seed: Option<String>,
    /// Each with the number of times that it stands there.
    pub faults: Vec<(String, usize)>,
}

/// Some of everything.
pub fn circumstances() -> impl Strategy<Value = Circumstances> {
    let seed = option::weighted(0.2, number());
    let times = prop_oneof![8 => Just(1), 1 => 2..5_usize];
    (vec(setting(), 0..5), seed, vec((fault(), times), 0..6))
        .prop_map(|(settings, seed, faults)| Circumstances { settings, seed, faults })
}

impl Circumstances {
    /// Puts into a scenario what it takes.
    pub fn befall(&self, scenario: &mut Scenario) {
        for (key, value) in &self.settings {
            let _ = scenario.set(key, value);
        }
        scenario.seed = self.seed.as_ref().and_then(|seed| seed.parse().ok()).or(scenario.seed);
        for (fault, times) in &self.faults {
            for _ in 0..*times {
                let _ = scenario.add_fault(fault);
            }
        }
    }
}

fn property(text: &str) {
    let Some(scenario) = scenario_is_answered(text) else { return };
    reads_back(&scenario);
    let timeline = runs(&scenario);
    if timeline.run.trace.events.len() <= DRAWN_MAX {
        is_drawn(&timeline.run);
    }
}
