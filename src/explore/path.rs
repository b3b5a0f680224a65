//! One run of a search, event by event.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::guarantee::{FaultPresence, GUARANTEES, Modality, Observer, Rest, State};
use crate::run::{End, end_of, written_out};
use crate::scenario::fault::{Fault, FaultAct};
use crate::scenario::script::Script;
use crate::scenario::{Scenario, TIME_MAX, time_limit_after};
use crate::shop::{Shop, World};
use crate::sim::choice::{ActId, ChoicePoint, Receiving};
use crate::sim::fingerprint::{Part, StateHash};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::world::Surroundings;

use super::alphabet::{Alphabet, OpenAct, applies, fault_at_start, joins, opens};
use super::oracle::{Injection, Names, Oracle, Passed, RecordedStep, Watcher};
use super::point_state::{OperatorChances, point_states};

/// A set of guarantees, by their places in [`GUARANTEES`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Set(u32);

impl Set {
    pub(super) fn add(&mut self, index: usize) {
        self.0 |= 1 << index;
    }

    pub(super) fn unite(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn intersect(&mut self, other: Self) {
        self.0 &= other.0;
    }

    pub(super) fn has(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }

    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

const _: () = assert!(GUARANTEES.len() <= 32, "a set of guarantees is a 32-bit number");

/// What was seen of the guarantees.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Seen {
    /// Those that anything concerned.
    pub(super) exercised: Set,
    /// Those that were broken for good.
    pub(super) broken: Set,
    /// Those that were unmet when a limit of the model stopped the run.
    pub(super) undecided: Set,
}

/// What does not change during a search.
#[derive(Clone, Debug)]
pub(super) struct SearchContext {
    /// With what its seed drew among its faults, and without the seed: it would draw something else
    /// in every path.
    pub(super) scenario: Arc<Scenario>,
    pub(super) shop: Shop,
    /// What may strike.
    acts: Vec<OpenAct>,
    restart_after: SimDuration,
}

/// The state of one run of a search: all that its future depends on.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) world: World,
    script: Option<Script>,
    observer: Observer,
    /// Whether a fault of the alphabet has struck.
    is_struck: bool,
    /// How many events of the queue have happened.
    pub(super) events: u32,
    /// When the run stops at the latest.
    time_limit: SimTime,
}

impl SearchContext {
    pub(super) fn new(scenario: &Scenario, alphabet: &Alphabet) -> Self {
        let shop = scenario.shop();
        Self {
            scenario: Arc::new(written_out(scenario)),
            acts: alphabet.acts(&shop),
            shop,
            restart_after: scenario.config.restart_after,
        }
    }

    /// The scenario before anything happened.
    pub(super) fn start(&self) -> Path {
        let mut world = self.shop.world();
        let script = Script::new(&self.scenario, &mut world);
        let has_faults = !self.scenario.faults.is_empty();
        let faults = if has_faults { FaultPresence::Present } else { FaultPresence::Absent };
        let script = has_faults.then_some(script);
        let time_limit = self.scenario.time_limit();
        let observer = Observer::new(faults);
        Path { world, script, observer, is_struck: false, events: 0, time_limit }
    }

    /// Lets one event happen, with what a plan has for it, and judges the world after it. Says how
    /// many choice points there were.
    pub(super) fn step(
        &self,
        path: &mut Path,
        plan: &[Injection],
        recorded: &mut RecordedStep,
        mut watcher: Watcher<'_>,
        seen: &mut Seen,
    ) -> u16 {
        let has_faults = !plan.is_empty();
        for next in plan {
            let length = self.act(*next).lasts(self.restart_after);
            let limit = time_limit_after(SimTime::ZERO + length);
            path.time_limit = path.time_limit.max(limit);
        }
        let plan = self.begin(path, plan, &mut watcher);
        path.events += 1;
        let faults = (&*self.acts, self.restart_after);
        let mut oracle = Oracle::new(path.script.as_mut(), plan, faults, watcher);
        let (context, chooser) = (&self.shop, &mut oracle);
        path.world.step(&mut Surroundings { context, chooser, recorder: recorded });
        let points = oracle.points();
        if has_faults {
            path.is_struck = true;
            path.observer.expect_faults();
        }
        if !recorded.events.is_empty() {
            let (shop, world) = (&self.shop, &path.world);
            path.observer.observe(
                shop,
                world,
                &recorded.events,
                Rest::Moving,
                |index, state, _| {
                    let is_final = GUARANTEES[index].modality != Modality::Eventually;
                    match state {
                        State::Idle => return,
                        State::Unmet if is_final => seen.broken.add(index),
                        _ => {}
                    }
                    seen.exercised.add(index);
                },
            );
        }
        points
    }

    /// Plans what strikes before an event, where a scenario that says so would have it happen. Says
    /// what strikes during the event.
    fn begin<'a>(
        &self,
        path: &mut Path,
        plan: &'a [Injection],
        watcher: &mut Watcher<'_>,
    ) -> &'a [Injection] {
        let (before, during) = plan.split_at(plan.partition_point(|next| next.point == 0));
        for act in before.iter().map(|next| self.act(*next)) {
            let mut acts = Vec::new();
            if let Some(fault) = fault_at_start(act) {
                fault.act.add_to(&mut acts, ActId::NOBODYS, self.restart_after);
            }
            for (act, id) in acts {
                path.world.plan(SimTime::ZERO, act, id);
            }
            if let Watcher::Names(names) = watcher {
                names.name_at_start(act);
            }
        }
        during
    }

    /// Judges a run that is over.
    pub(super) fn end(&self, path: &Path, end: End, seen: &mut Seen) {
        let rest = if end == End::Quiescent { Rest::Quiet } else { Rest::Moving };
        let own = path.script.as_ref().filter(|_| !path.is_struck);
        let is_calm = own.is_some_and(|script| !script.has_happened());
        let calm = is_calm.then(|| path.observer.without_faults());
        calm.as_ref().unwrap_or(&path.observer).end(
            &self.shop,
            &path.world,
            rest,
            |index, state, _| {
                let is_late = GUARANTEES[index].modality == Modality::Eventually;
                match (state, rest) {
                    (State::Idle, _) => return,
                    (State::Unmet, Rest::Moving) if is_late => seen.undecided.add(index),
                    (State::Unmet, _) => seen.broken.add(index),
                    (State::Met, _) => {}
                }
                seen.exercised.add(index);
            },
        );
    }

    /// The faults of a path as a person would write them; `None` if one has no name.
    pub(super) fn name(&self, injections: &[Injection]) -> Option<Vec<Fault>> {
        let (mut path, mut recorded, mut names) =
            (self.start(), RecordedStep::default(), Names::default());
        let last = injections.last().map_or(0, |last| last.event + 1);
        while path.events < last {
            let plan = during(injections, path.events);
            let watcher = Watcher::Names(&mut names);
            self.step(&mut path, plan, &mut recorded, watcher, &mut Seen::default());
        }
        let are_all_named = names.faults.len() == injections.len();
        names.faults.into_iter().collect::<Option<Vec<_>>>().filter(|_| are_all_named)
    }

    /// What can strike during an event after what already does, in order. `before` is the world
    /// before that event, `after` the one after it, and `points` are the choice points between.
    pub(super) fn openings(
        &self,
        (before, after): (&Path, &Path),
        plan: &[Injection],
        points: &[Passed],
        recorded: &RecordedStep,
    ) -> Vec<Injection> {
        let event = before.events;
        let (last, mut found) = (plan.last(), Vec::new());
        let mut open = |point: u16, index: u16, act: &OpenAct| {
            let follows = last.is_none_or(|last| match point.cmp(&last.point) {
                Ordering::Less => false,
                Ordering::Equal => index > last.act && joins(act, self.act(*last)),
                Ordering::Greater => true,
            });
            if follows {
                found.push(Injection { event, point, act: index });
            }
        };
        if event == 0 {
            let at_start = self.numbered().filter(|(_, act)| fault_at_start(act).is_some());
            at_start.for_each(|(index, act)| open(0, index, act));
        }
        let chances = self.chances(&before.world, &after.world);
        let places: Vec<ChoicePoint> = points.iter().map(|passed| passed.point).collect();
        let point_states = point_states(&places, chances, &self.shop.program);
        for ((point, passed), point_state) in (1..).zip(points).zip(point_states) {
            if passed.is_taken || is_copy(passed, recorded) {
                continue;
            }
            let fits =
                |act: &OpenAct| applies(act, &passed.point, &self.shop) || opens(act, point_state);
            let fitting = self.numbered().filter(|(_, act)| fits(act));
            fitting.for_each(|(index, act)| open(point, index, act));
        }
        found
    }

    /// The acts of the alphabet with their places in it.
    fn numbered(&self) -> impl Iterator<Item = (u16, &OpenAct)> {
        (0..).zip(&self.acts)
    }

    fn act(&self, injection: Injection) -> &OpenAct {
        &self.acts[usize::from(injection.act)]
    }

    /// What an operator could do at the places of an event, if the alphabet has operators.
    fn chances(&self, before: &World, after: &World) -> OperatorChances {
        let has_operators = self.acts.iter().any(|act| matches!(act, FaultAct::Operate(_)));
        if has_operators {
            OperatorChances::between(&self.shop, before, after)
        } else {
            OperatorChances::default()
        }
    }
}

/// The second copy of a message, which no fault can name.
fn is_copy(passed: &Passed, recorded: &RecordedStep) -> bool {
    let ChoicePoint::Receive(Receiving { id, .. }) = &passed.point else { return false };
    recorded.copies.contains(id)
}

impl Path {
    /// A hash of everything that the future and its judgement depend on.
    pub(super) fn fingerprint(&self, shop: &Shop) -> u64 {
        let all = self.world.part(shop).then(self.observer.part());
        // Few searches start from a scenario that has faults of its own.
        let script = self.script.as_ref().map_or(Part::default(), StateHash::of);
        // Of two states the one that may go on for longer has another future.
        let is_long = self.time_limit > TIME_MAX;
        let limit = self.time_limit.as_micros();
        let limit = if is_long { StateHash::of(&limit) } else { Part::default() };
        // A path that begins in a storm of its own tells nobody else whether another has struck.
        let struck =
            self.script.as_ref().map_or(Part::default(), |_| StateHash::of(&self.is_struck));
        all.then(script).then(struck).then(limit).at(self.world.now())
    }

    /// Why the run is over, if it is.
    pub(super) fn end(&mut self, shop: &Shop) -> Option<End> {
        end_of(shop, &mut self.world, (self.events, self.time_limit))
    }
}

/// What a path has for one event.
pub(super) fn during(injections: &[Injection], event: u32) -> &[Injection] {
    let from = injections.partition_point(|injection| injection.event < event);
    let to = injections.partition_point(|injection| injection.event <= event);
    &injections[from..to]
}
