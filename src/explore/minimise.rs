//! Which faults of a scenario matter, and how small each of them can be.

use crate::guarantee::{Outcome, VerdictKind};
use crate::run::{Run, Simulation, simulate};
use crate::scenario::Scenario;
use crate::scenario::fault::{Down, Fault, FaultKind};
use crate::sim::time::SimDuration;

/// What a smaller scenario must still come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim<'a> {
    /// This guarantee is broken.
    Broken(&'a str),
    /// This is among the outcomes.
    Outcome(Outcome),
}

/// A scenario without what it does not need.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Minimal {
    /// It still comes to the aim, and would not without any one of its faults.
    pub scenario: Scenario,
    /// For each fault of the scenario that was given, and then for each that its seed drew, whether
    /// it is still there.
    pub needs: Vec<Need>,
}

/// Whether the aim needs a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Without it the others do not come to the aim.
    Necessary,
    /// Those that are necessary come to the aim without it.
    Irrelevant,
}

/// Up to this many faults every subset is tried, smallest first, so that no smaller one would do.
/// With more, faults are dropped one by one: then none of those that are left can be dropped alone.
const SUBSETS_MAX: usize = 6;

/// Lengths that cross something: an interface's patience, a send timeout, a restart, a check
/// interval, a minute, fifteen checks.
const LENGTHS: [SimDuration; 6] = [
    SimDuration::from_secs(1),
    SimDuration::from_secs(4),
    SimDuration::from_secs(10),
    SimDuration::from_secs(40),
    SimDuration::from_secs(60),
    SimDuration::from_secs(600),
];

impl Aim<'_> {
    /// Whether a run comes to it.
    pub fn is_met(self, run: &Run) -> bool {
        match self {
            Self::Broken(guarantee) => run.verdicts.iter().any(|verdict| {
                verdict.guarantee == guarantee && verdict.kind == VerdictKind::Broken
            }),
            Self::Outcome(outcome) => run.outcomes.contains(&outcome),
        }
    }

    fn is_met_with(self, scenario: &Scenario, faults: Vec<Fault>) -> bool {
        self.is_met(&simulate(&Scenario { faults, ..scenario.clone() }))
    }
}

/// Drops every fault that an aim does not need, and makes the others as short as it allows. `None`
/// if the scenario does not come to the aim in the first place.
pub fn minimise(scenario: &Scenario, aim: Aim<'_>) -> Option<Minimal> {
    let mut minimal = drop_irrelevant(&simulate(scenario), aim, u64::MAX)?;
    shorten(&mut minimal.scenario, aim);
    Some(minimal)
}

/// Drops every fault of a run that an aim does not need, and leaves the others as they are. `None`
/// if the run does not come to the aim in the first place, or if finding out takes more than so
/// many events.
pub fn drop_irrelevant(run: &Run, aim: Aim<'_>, events: u64) -> Option<Minimal> {
    if !aim.is_met(run) {
        return None;
    }
    let mut scenario = run.written_out();
    let all = std::mem::take(&mut scenario.faults);
    let mut trials = Trials { scenario: &scenario, all: &all, aim, left: events };
    let kept = if all.len() <= SUBSETS_MAX {
        trials.smallest_subset()?
    } else {
        trials.drop_one_by_one()?
    };
    let need = |index| if kept.contains(&index) { Need::Necessary } else { Need::Irrelevant };
    let needs = (0..all.len()).map(need).collect();
    scenario.faults = kept.iter().map(|&index| all[index].clone()).collect();
    Some(Minimal { scenario, needs })
}

/// Runs with some of the faults of a scenario. What they find is `None` once the events are spent.
struct Trials<'a> {
    /// Without its faults.
    scenario: &'a Scenario,
    /// Its faults.
    all: &'a [Fault],
    aim: Aim<'a>,
    /// How many more events may happen.
    left: u64,
}

impl Trials<'_> {
    /// Whether the faults at these places are enough.
    fn is_met_with(&mut self, kept: &[usize]) -> Option<bool> {
        let faults = kept.iter().map(|&index| self.all[index].clone()).collect();
        let mut simulation = Simulation::new(&Scenario { faults, ..self.scenario.clone() });
        let is_over = simulation.run_for(u32::try_from(self.left).unwrap_or(u32::MAX));
        self.left = self.left.saturating_sub(u64::from(simulation.frame().events()));
        is_over.then(|| self.aim.is_met(&simulation.finish()))
    }

    /// The places of the faults that are kept, in order.
    fn smallest_subset(&mut self) -> Option<Vec<usize>> {
        let count = self.all.len();
        let of_size = |size| (0..1_u32 << count).filter(move |set| set.count_ones() == size);
        for subset in (0..=u32::BITS).flat_map(of_size) {
            let kept: Vec<_> = (0..count).filter(|index| subset >> index & 1 == 1).collect();
            if self.is_met_with(&kept)? {
                return Some(kept);
            }
        }
        Some((0..count).collect())
    }

    fn drop_one_by_one(&mut self) -> Option<Vec<usize>> {
        let mut kept: Vec<usize> = (0..self.all.len()).collect();
        'smaller: loop {
            for place in (0..kept.len()).rev() {
                let mut fewer = kept.clone();
                fewer.remove(place);
                if self.is_met_with(&fewer)? {
                    kept = fewer;
                    continue 'smaller;
                }
            }
            return Some(kept);
        }
    }
}

/// Gives each fault the least remarkable length with which the scenario still comes to the aim.
fn shorten(scenario: &mut Scenario, aim: Aim<'_>) {
    for index in 0..scenario.faults.len() {
        for shorter in shorter_forms(&scenario.faults[index]) {
            let mut faults = scenario.faults.clone();
            faults[index] = shorter;
            if aim.is_met_with(scenario, faults.clone()) {
                scenario.faults = faults;
                break;
            }
        }
    }
}

/// The same fault with shorter lengths, the one to prefer first. A second copy is as it is: its
/// length is no time for which anything is wrong.
fn shorter_forms(fault: &Fault) -> Vec<Fault> {
    let kind = fault.act.kind();
    let Some(length) = fault.act.length().filter(|_| kind != FaultKind::Duplicate) else {
        return Vec::new();
    };
    let below = |other: &SimDuration| match length {
        Down::Default => false,
        Down::For(length) => *other < length,
        Down::Forever => true,
    };
    let has_default = kind.is_outage() && length != Down::Default;
    let shorter = LENGTHS.into_iter().filter(below).map(Down::For);
    let lengths = has_default.then_some(Down::Default).into_iter().chain(shorter);
    let with = |length| Fault { act: fault.act.with_length(length), ..fault.clone() };
    lengths.map(with).collect()
}
