//! Whatever a person pastes, edits, opens or does: no panic, no hang, and what can be read can be
//! written and read again.
//!
//! `cargo xtask fuzz 1000000` tries harder. What it finds is kept in `found/` and tried again here.
//! The targets that need the page are there with the feature `ui-test`.

#![cfg(not(target_arch = "wasm32"))]

mod grammar;
mod harness;
mod judge;
mod lines;
#[cfg(feature = "ui-test")]
mod page;
mod programs;
mod scenarios;
mod searches;
mod texts;

use harness::{Target, samples};
use zeroloss::program::form::FormTable;
use zeroloss::program::step::{Handler, Op, Place};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::FaultKind;
use zeroloss::scenario::settings::{SETTINGS, changed};

/// Every target.
const TARGETS: &[Target] = &[
    texts::TARGET,
    programs::TARGET,
    scenarios::TARGET,
    searches::TARGET,
    #[cfg(feature = "ui-test")]
    page::addresses::TARGET,
    #[cfg(feature = "ui-test")]
    page::edits::TARGET,
];

/// One test for each target: `cargo xtask fuzz` runs what is in here.
mod targets {
    use super::harness::fuzz;

    #[test]
    fn texts() {
        fuzz(&super::texts::TARGET);
    }

    #[test]
    fn programs() {
        fuzz(&super::programs::TARGET);
    }

    #[test]
    fn scenarios() {
        fuzz(&super::scenarios::TARGET);
    }

    #[test]
    fn searches() {
        fuzz(&super::searches::TARGET);
    }

    #[cfg(feature = "ui-test")]
    #[test]
    fn addresses() {
        fuzz(&super::page::addresses::TARGET);
    }

    #[cfg(feature = "ui-test")]
    #[test]
    fn edits() {
        fuzz(&super::page::edits::TARGET);
    }
}

#[test]
fn what_was_found_stays_mended() {
    harness::replay(TARGETS);
}

/// Texts among which everything must be.
const SAMPLES: usize = 1_500;

fn sampled(target: &Target) -> Vec<Scenario> {
    let texts = samples(target, SAMPLES);
    let read: Vec<_> = texts.iter().filter_map(|text| Scenario::parse(text).ok()).collect();
    assert!(read.len() > SAMPLES / 2, "only {} texts can be read", read.len());
    read
}

#[test]
fn everything_that_a_program_can_have_is_tried() {
    let programs = sampled(&programs::TARGET);
    let has = |is_wanted: &dyn Fn(&Op) -> bool| {
        programs.iter().any(|scenario| scenario.strategy.program.any_op(is_wanted))
    };
    for form in FormTable::Steps.forms() {
        assert!(has(&|op| op.form() == *form), "{}", form.pattern());
    }
    for form in FormTable::Conditions.forms() {
        let asks =
            |op: &Op| matches!(op, Op::Branch { condition, .. } if condition.form() == *form);
        assert!(has(&asks), "if {}", form.pattern());
    }
    let handlers = || programs.iter().flat_map(|scenario| &scenario.strategy.program.handlers);
    let has = |is_wanted: &dyn Fn(Handler) -> bool| handlers().any(|(found, _)| is_wanted(*found));
    assert!(Handler::WORDS.iter().all(|word| has(&|handler| handler.word() == *word)));
    assert!(Place::ALL.iter().all(|place| has(&|handler| handler.place() == *place)));
}

#[test]
fn every_fault_and_every_setting_is_tried() {
    let scenarios = sampled(&scenarios::TARGET);
    let faults = || scenarios.iter().flat_map(|scenario| &scenario.faults);
    for kind in FaultKind::ALL {
        assert!(faults().any(|fault| fault.act.kind() == kind), "{}", kind.form());
    }
    for setting in SETTINGS {
        let is_set =
            |scenario: &Scenario| changed(&scenario.config).any(|(key, _)| key == setting.key);
        assert!(scenarios.iter().any(is_set), "{}", setting.key);
    }
}
