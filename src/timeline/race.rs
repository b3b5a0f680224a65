//! Several strategies under the same settings and faults: where each is at one virtual time, and
//! where they part for good.

use crate::guarantee::{GUARANTEES, VerdictKind, Weight};
use crate::run::{End, Run, simulate_watched};
use crate::sim::time::SimTime;
use crate::text::{Facets, Phase, Situation};

/// Runs that are compared at least.
pub const COLUMNS_MIN: usize = 2;

/// Runs that are compared at most: more do not fit beside each other.
pub const COLUMNS_MAX: usize = 4;

/// Two to four runs side by side. It holds no run: a column is the index of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Race {
    /// The moments at which anything happens in any run. The first is before everything.
    moments: Vec<Moment>,
    /// Where the runs part, if they do.
    pub divergence: Option<Divergence>,
}

/// A moment of virtual time, and how far each run has come by then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Moment {
    at: SimTime,
    steps: [u32; COLUMNS_MAX],
}

/// The position from which on runs differ, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divergence {
    /// Where.
    pub position: u32,
    /// The guarantee that some keep and some break, if it is one that parts them.
    pub guarantee: Option<&'static str>,
    /// The columns that break it.
    pub broken: Vec<usize>,
    /// In what the runs differ from here to the end. Empty if only the guarantee tells them apart.
    pub facets: Facets,
    /// What is so in each column at this position. Of a column that breaks the guarantee, and in
    /// which nothing of this will change any more, it is told as of a run at rest.
    pub situations: Vec<Situation>,
}

impl Race {
    /// Puts runs beside each other; those beyond [`COLUMNS_MAX`] are left out.
    pub fn new(runs: &[&Run]) -> Self {
        let runs = &runs[..runs.len().min(COLUMNS_MAX)];
        let mut race = Self { moments: moments(runs), divergence: None };
        race.divergence = Comparison { race: &race, runs, told: Vec::new() }.first_divergence();
        race
    }

    /// The last position: every run is at its end.
    pub fn last(&self) -> u32 {
        u32::try_from(self.moments.len() - 1).expect("a run has far fewer steps than u32::MAX")
    }

    /// The virtual time of a position, or of the last one.
    pub fn time(&self, position: u32) -> SimTime {
        self.moment(position).at
    }

    /// The step of a column's run at a position: its last one at or before that time.
    pub fn step(&self, column: usize, position: u32) -> u32 {
        self.moment(position).steps.get(column).copied().unwrap_or(0)
    }

    /// The steps of a column's run that happen at a position. There can be none, or several.
    pub fn new_steps(&self, column: usize, position: u32) -> std::ops::RangeInclusive<u32> {
        let before = position.checked_sub(1).map_or(0, |before| self.step(column, before));
        before + 1..=self.step(column, position)
    }

    /// The position at which a column's run comes to a step.
    pub fn position_of(&self, column: usize, step: u32) -> u32 {
        let before = self.moments.partition_point(|moment| moment.steps[column] < step);
        u32::try_from(before).map_or(self.last(), |position| position.min(self.last()))
    }

    /// The last position at or before a time, but the first only if nothing has happened by then.
    pub fn position_at(&self, at: SimTime) -> u32 {
        let after = self.moments.partition_point(|moment| moment.at <= at);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn moment(&self, position: u32) -> Moment {
        self.moments[(position as usize).min(self.moments.len() - 1)]
    }
}

/// The start, and every moment at which a step happens in any of the runs.
fn moments(runs: &[&Run]) -> Vec<Moment> {
    let mut moments = vec![Moment { at: SimTime::ZERO, steps: [0; COLUMNS_MAX] }];
    let mut steps = [0; COLUMNS_MAX];
    let next = |run: &Run, step: u32| (step < run.steps()).then(|| run.trace.step_time(step + 1));
    while let Some(at) = runs.iter().zip(steps).filter_map(|(run, step)| next(run, step)).min() {
        for (step, run) in steps.iter_mut().zip(runs) {
            while next(run, *step).is_some_and(|time| time <= at) {
                *step += 1;
            }
        }
        moments.push(Moment { at, steps });
    }
    moments
}

/// What tells apart who breaks a guarantee from who keeps it: where a message waits decides it.
const OF_A_BREAK: Facets = Facets::ALL.without(Facets::READABLE);

/// What tells runs apart that break nothing: on which way a message comes does not.
const OF_AN_END: Facets = Facets::ALL.without(Facets::WHEREABOUTS);

/// The search for the place where runs part.
struct Comparison<'a> {
    race: &'a Race,
    runs: &'a [&'a Run],
    /// What is so in each column after each of its steps; found out only if it is asked for.
    told: Vec<Vec<Situation>>,
}

impl Comparison<'_> {
    /// Guarantees tell more than facts, and alarms more than remarks.
    fn first_divergence(mut self) -> Option<Divergence> {
        self.told = self.runs.iter().map(|run| situations(run)).collect();
        let alarm = self.by_guarantee(Weight::Alarm);
        alarm.or_else(|| self.by_facts()).or_else(|| self.by_guarantee(Weight::Remark))
    }

    fn by_guarantee(&self, weight: Weight) -> Option<Divergence> {
        let judged = GUARANTEES.iter().enumerate().filter(|(_, known)| known.weight == weight);
        let found = judged.filter_map(|(index, _)| self.parted_by(index));
        // Of guarantees that part them at the same moment, the first of the list tells most.
        found.min_by_key(|found| found.position)
    }

    /// Where some runs break a guarantee that others keep: there it is broken for good, as is known
    /// at the end, and the runs differ in a fact that will not be made up for.
    fn parted_by(&self, index: usize) -> Option<Divergence> {
        let verdict = |column: usize| &self.runs[column].verdicts[index];
        let (broken, kept): (Vec<_>, Vec<_>) =
            (0..self.runs.len()).partition(|column| verdict(*column).kind == VerdictKind::Broken);
        if kept.is_empty() {
            return None;
        }
        let settled = |&column: &usize| {
            let broke = self.race.position_of(column, verdict(column).broke_at?);
            let parted = kept.iter().filter_map(|other| self.lasting(column, *other, OF_A_BREAK));
            Some(parted.fold(broke, u32::max))
        };
        let position = broken.iter().filter_map(settled).min()?;
        let pairs = broken.iter().flat_map(|one| kept.iter().map(move |other| (*one, *other)));
        let guarantee = Some(GUARANTEES[index].id);
        Some(self.divergence(position, guarantee, broken.clone(), pairs))
    }

    /// Where the first two runs part that end differently.
    fn by_facts(&self) -> Option<Divergence> {
        let columns = 0..self.runs.len();
        let pairs = || {
            let columns = columns.clone();
            columns.clone().flat_map(move |one| (0..one).map(move |other| (one, other)))
        };
        let position =
            pairs().filter_map(|(one, other)| self.lasting(one, other, OF_AN_END)).min()?;
        Some(self.divergence(position, None, Vec::new(), pairs()))
    }

    fn divergence(
        &self,
        position: u32,
        guarantee: Option<&'static str>,
        broken: Vec<usize>,
        pairs: impl Iterator<Item = (usize, usize)>,
    ) -> Divergence {
        let among = if guarantee.is_some() { OF_A_BREAK } else { OF_AN_END };
        let apart = |all: Facets, (one, other)| all | self.apart(one, other, position, among);
        let situation = |column: usize| {
            let here = self.situation(column, position);
            let end = self.situation(column, self.race.last());
            let is_final = broken.contains(&column)
                && self.runs[column].end == End::Quiescent
                && (here.differences(end) & Facets::OF_BUSINESS).is_empty();
            let phase = if is_final { Phase::AtRest } else { here.phase };
            Situation { phase, ..here.clone() }
        };
        Divergence {
            position,
            guarantee,
            facets: pairs.fold(Facets::default(), apart),
            situations: (0..self.runs.len()).map(situation).collect(),
            broken,
        }
    }

    fn situation(&self, column: usize, position: u32) -> &Situation {
        &self.told[column][self.race.step(column, position) as usize]
    }

    /// In which of these two runs differ at every position from this one to the end.
    fn apart(&self, one: usize, other: usize, position: u32, among: Facets) -> Facets {
        let at =
            |position| self.situation(one, position).differences(self.situation(other, position));
        (position..=self.race.last()).rev().map(at).fold(among, |all, here| all & here)
    }

    /// The position from which on two runs differ in one of these and do not make up for it.
    fn lasting(&self, one: usize, other: usize, among: Facets) -> Option<u32> {
        let (mut apart, mut from) = (among, None);
        for position in (0..=self.race.last()).rev() {
            apart =
                apart & self.situation(one, position).differences(self.situation(other, position));
            if apart.is_empty() {
                break;
            }
            from = Some(position);
        }
        from
    }
}

/// What is so after each step of a run, from step 0 on.
fn situations(run: &Run) -> Vec<Situation> {
    let mut told = Vec::<Situation>::new();
    simulate_watched(&run.scenario, |frame, step| {
        let now = Situation::new(run, frame.world(), step);
        // Steps in which nothing is told change nothing; housekeeping belongs to the step before.
        told.truncate(step as usize);
        while told.len() < step as usize {
            let last = told.last().unwrap_or(&now).clone();
            told.push(last);
        }
        told.push(now);
    });
    told
}
