//! Several strategies under the same settings and faults: where each is at one virtual time, and
//! where they part for good.

use std::rc::Rc;

use crate::guarantee::{GUARANTEES, VerdictKind, Weight};
use crate::run::situation::{Facets, Phase, Situation};
use crate::run::{End, Frame, Run};
use crate::sim::time::SimTime;
use crate::sim::trace::NoTrace;

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
    pub fn new(runs: &[Rc<Run>]) -> Self {
        let mut builder = RaceBuilder::new(runs);
        while !builder.run_for(u32::MAX) {}
        builder.finish()
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

/// How many moments are found, or positions compared, in the time of an event.
const PLACES_PER_EVENT: u32 = 16;

/// What tells apart who breaks a guarantee from who keeps it: where a message waits decides it.
const OF_A_BREAK: Facets = Facets::ALL.without(Facets::READABLE);

/// What tells runs apart that break nothing: on which way a message comes does not.
const OF_AN_END: Facets = Facets::ALL.without(Facets::WHEREABOUTS);

/// A race that is being made, piece by piece.
#[derive(Debug)]
pub struct RaceBuilder {
    race: Race,
    runs: Vec<Rc<Run>>,
    /// What is so in each column after each of its steps.
    told: Vec<Vec<Situation>>,
    /// The run that is being told, in the column after those that are told.
    frame: Option<Frame>,
    /// How far each run has come at the last moment.
    steps: [u32; COLUMNS_MAX],
    /// For each pair of columns, from the last position to the first: in what they differ from
    /// there to the end.
    pairs: Vec<((usize, usize), Vec<Facets>)>,
}

impl RaceBuilder {
    /// Nothing is compared yet. Runs beyond [`COLUMNS_MAX`] are left out.
    pub fn new(runs: &[Rc<Run>]) -> Self {
        let runs = runs[..runs.len().min(COLUMNS_MAX)].to_vec();
        let columns = 0..runs.len();
        let pairs = columns.flat_map(|one| (0..one).map(move |other| ((one, other), Vec::new())));
        let start = Moment { at: SimTime::ZERO, steps: [0; COLUMNS_MAX] };
        Self {
            race: Race { moments: vec![start], divergence: None },
            pairs: pairs.collect(),
            runs,
            told: Vec::new(),
            frame: None,
            steps: [0; COLUMNS_MAX],
        }
    }

    /// Goes on for so many events of the runs, and for the moments and positions that take as long.
    /// Says whether the race is done.
    pub fn run_for(&mut self, events: u32) -> bool {
        let mut left = events;
        while left > 0 {
            if self.told.len() < self.runs.len() || self.frame.is_some() {
                left = left.saturating_sub(self.tell_step().max(1));
            } else if (0..PLACES_PER_EVENT).all(|_| self.add_moment() || self.compare_position()) {
                left -= 1;
            } else {
                return true;
            }
        }
        false
    }

    /// Tells what is so after the next step of a run. Says how many events that took.
    fn tell_step(&mut self) -> u32 {
        if self.frame.is_none() {
            self.frame = Some(Frame::new(&self.runs[self.told.len()].scenario));
            self.told.push(Vec::new());
        }
        let column = self.told.len() - 1;
        let (run, told) = (&self.runs[column], &mut self.told[column]);
        let Some(frame) = &mut self.frame else { return 0 };
        let step = u32::try_from(told.len()).expect("a run has far fewer steps than u32::MAX");
        let (before, until) = (frame.events(), run.trace.events_until(step + 1));
        while frame.events() < until && frame.advance(&mut NoTrace).is_ok() {}
        told.push(Situation::new(run, frame.world(), step));
        let done = frame.events() - before;
        if step == run.steps() {
            self.frame = None;
        }
        done
    }

    /// Adds the next moment at which a step happens in any of the runs, if there is one.
    fn add_moment(&mut self) -> bool {
        let next =
            |run: &Run, step: u32| (step < run.steps()).then(|| run.trace.step_time(step + 1));
        let times = self.runs.iter().zip(self.steps).filter_map(|(run, step)| next(run, step));
        let Some(at) = times.min() else { return false };
        for (step, run) in self.steps.iter_mut().zip(&self.runs) {
            while next(run, *step).is_some_and(|time| time <= at) {
                *step += 1;
            }
        }
        self.race.moments.push(Moment { at, steps: self.steps });
        true
    }

    /// Compares a pair of columns at the next position before those that are compared, if there is
    /// one.
    fn compare_position(&mut self) -> bool {
        let count = self.race.moments.len();
        let next = self.pairs.iter_mut().find(|(_, apart)| apart.len() < count);
        let Some(((one, other), apart)) = next else { return false };
        let steps = self.race.moments[count - 1 - apart.len()].steps;
        let situation = |column: usize| &self.told[column][steps[column] as usize];
        let here = situation(*one).differences(situation(*other));
        apart.push(apart.last().map_or(here, |later| *later & here));
        true
    }

    /// The race; all of it must be done.
    pub fn finish(mut self) -> Race {
        self.race.divergence = self.first_divergence();
        self.race
    }

    /// Guarantees tell more than facts, and alarms more than remarks.
    fn first_divergence(&self) -> Option<Divergence> {
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

    /// In what two columns differ from each position to the end, from the last position on.
    fn pair(&self, one: usize, other: usize) -> &[Facets] {
        let wanted = (one.max(other), one.min(other));
        let found = self.pairs.iter().find(|(pair, _)| *pair == wanted);
        found.map_or(&[], |(_, apart)| apart)
    }

    /// In which of these two runs differ at every position from this one to the end.
    fn apart(&self, one: usize, other: usize, position: u32, among: Facets) -> Facets {
        let place = (self.race.last() - position) as usize;
        self.pair(one, other).get(place).map_or(Facets::default(), |apart| *apart & among)
    }

    /// The position from which on two runs differ in one of these and do not make up for it.
    fn lasting(&self, one: usize, other: usize, among: Facets) -> Option<u32> {
        // Ever less from the end to the beginning.
        let last = self.pair(one, other).partition_point(|apart| apart.meets(among));
        let last = u32::try_from(last.checked_sub(1)?).unwrap_or(u32::MAX);
        Some(self.race.last() - last)
    }
}
