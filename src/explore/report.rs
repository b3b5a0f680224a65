//! What a search comes to.

use crate::guarantee::{GUARANTEES, VerdictKind};
use crate::run::simulate;
use crate::scenario::Scenario;
use crate::scenario::fault::Fault;

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Progress {
    /// Different states so far: worlds between two events, with what the judges remember.
    pub states: u64,
    /// Events of the queue that have happened, in all paths.
    pub transitions: u64,
    /// Questions that the chooser has answered: places at which a fault could strike.
    pub choices: u64,
    /// Runs with different faults.
    pub paths: u64,
    /// Events of the longest path.
    pub depth: u32,
    /// How many faults the paths have that are being run.
    pub faults: u8,
    /// With how many faults, and fewer, every path has been run to its end; `None` if not even the
    /// one without any has been.
    pub complete: Option<u8>,
    /// Paths with one fault less whose children are still to be run.
    pub frontier: u64,
    /// Whether there is nothing left to do, or nothing more may be done.
    pub is_done: bool,
}

/// What is known of every guarantee.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// How far the search went.
    pub progress: Progress,
    /// In the order of [`crate::guarantee::GUARANTEES`].
    pub findings: Vec<Finding>,
}

/// What is known of one guarantee.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which guarantee.
    pub guarantee: &'static str,
    /// Whether it holds.
    pub verdict: Verdict,
    /// With how many faults, and fewer, every run has been judged and keeps it; `None` if that is
    /// not known even without a fault.
    pub complete: Option<u8>,
    /// Whether any run had anything that concerns it; if not, holding says nothing.
    pub exercised: bool,
}

/// Whether a guarantee holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// In every run with at most so many faults.
    Holds,
    /// Not in this one.
    Broken(Box<Counterexample>),
    /// Not known: a bound of the search or of the model was reached, or it is not over.
    Limit,
    /// The search says broken, but the run of this scenario, if it could write one down, says
    /// otherwise. That is a mistake in Zeroloss, and is reported rather than hidden.
    NotReplayed(Option<Box<Scenario>>),
}

/// A run that breaks a guarantee, with as few faults as any, and in as few events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counterexample {
    /// The scenario, whose run has been checked to break the guarantee.
    pub scenario: Scenario,
    /// How many faults the search added to the scenario that it began with.
    pub faults: usize,
    /// Indices of the scenario's own faults that do not happen in its run, because those that the
    /// search added keep them away.
    pub did_not_happen: Vec<usize>,
    /// The step of the run at which the guarantee is seen broken: for `eventually` the last one.
    pub step: u32,
}

impl Report {
    /// Before anything is known.
    pub fn unknown() -> Self {
        let open = GUARANTEES.iter().map(|guarantee| Finding {
            guarantee: guarantee.id,
            verdict: Verdict::Limit,
            complete: None,
            exercised: false,
        });
        Self { progress: Progress::default(), findings: open.collect() }
    }

    /// What is known of one guarantee.
    pub fn finding(&self, guarantee: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.guarantee == guarantee)
    }
}

impl Finding {
    /// The scenario that breaks the guarantee, if it is broken.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match &self.verdict {
            Verdict::Broken(found) => Some(found),
            _ => None,
        }
    }
}

/// Replays a counterexample, whose faults are `None` if one could not be named. The verdict that
/// counts is that of its own run, in which every fault that the search added must happen.
pub(super) fn verify(index: usize, scenario: &Scenario, faults: Option<Vec<Fault>>) -> Verdict {
    let Some(faults) = faults else { return Verdict::NotReplayed(None) };
    let (own, count) = (scenario.faults.len(), faults.len());
    let mut scenario = scenario.clone();
    scenario.faults.extend(faults);
    let run = simulate(&scenario);
    let verdict = &run.verdicts[index];
    let do_added_happen = run.did_not_happen.iter().all(|index| *index < own);
    match verdict.seen_broken_at() {
        Some(step) if verdict.kind == VerdictKind::Broken && do_added_happen => {
            let did_not_happen = run.did_not_happen;
            let found = Counterexample { scenario, faults: count, did_not_happen, step };
            Verdict::Broken(Box::new(found))
        }
        _ => Verdict::NotReplayed(Some(Box::new(scenario))),
    }
}
