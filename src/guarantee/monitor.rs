//! Follows a run and notes where each guarantee was met and where not.

use crate::shop::message::Message;
use crate::shop::{Shop, TraceEvent, TraceKind, World};
use crate::sim::fingerprint::{Memo, Part, StateHash};

use super::facts::Facts;
use super::history::History;
use super::judge::GUARANTEES;
use super::{FaultPresence, Guarantee, Modality, Observation, Rest, State};

/// An observer of one run, who notes when what happened.
#[derive(Clone, Debug)]
pub struct Monitor {
    observer: Observer,
    tracks: Vec<Track>,
    last_step: u32,
}

/// What an observer remembers of a run: enough to judge every state to come, and no more.
#[derive(Clone, Debug)]
pub struct Observer {
    history: History,
    faults: FaultPresence,
    /// What was so after the last step.
    judged: Option<Facts>,
    /// What the history adds to the hash of a state.
    memo: Memo,
}

#[derive(Clone, Debug, Default)]
struct Track {
    was_met: bool,
    /// Steps at which the guarantee turned unmet, and met again.
    unmet: Vec<(u32, Option<u32>)>,
}

/// Which guarantees are judged after a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Every one.
    All,
    /// Those with a bound of time: nothing else can have changed.
    Timed,
}

/// How a guarantee fared in a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// Which guarantee.
    pub guarantee: &'static str,
    /// The verdict.
    pub kind: VerdictKind,
    /// Whether the run ever had anything that concerns it; if not, holding says nothing.
    pub exercised: bool,
    /// The step at which it broke: for `always` and `within` the first bad step; for `eventually`
    /// the step from which on it stayed unmet.
    pub broke_at: Option<u32>,
    unmet: Vec<(u32, Option<u32>)>,
    modality: Modality,
    last_step: u32,
}

/// The verdict at the end of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerdictKind {
    /// It holds.
    Holds,
    /// It is broken.
    Broken,
    /// It is unmet, but the run was not over when it was stopped.
    Undecided,
}

/// How a guarantee stands at one step of a run whose end is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nothing so far concerns it.
    Idle,
    /// It holds here and to the end.
    Holds,
    /// It breaks at this very step.
    BreaksHere,
    /// It was broken before.
    BrokenEarlier,
    /// It holds here, but breaks later.
    BreaksLater,
    /// It is unmet here; only rest decides.
    Undecided,
}

impl Monitor {
    /// An observer of a run that has not begun.
    pub fn new(faults: FaultPresence) -> Self {
        let tracks = GUARANTEES.iter().map(|_| Track::default()).collect();
        Self { observer: Observer::new(faults), tracks, last_step: 0 }
    }

    /// Takes in the state after a step, and the events of that step.
    pub fn observe(&mut self, shop: &Shop, world: &World, events: &[TraceEvent], rest: Rest) {
        let step = events.last().map_or(0, |event| event.step);
        // Housekeeping is filed under the step before it. A bound of time that passes meanwhile is
        // told at the next step, not at one that came before.
        let is_news = step > std::mem::replace(&mut self.last_step, step);
        let Self { observer, tracks, .. } = self;
        observer.observe(shop, world, events, rest, |index, state, asked| {
            if asked == Asked::All || is_news {
                tracks[index].note(step, state);
            }
        });
    }

    /// No fault has happened after all.
    pub fn expect_no_faults(&mut self) {
        self.observer.faults = FaultPresence::Absent;
    }

    /// Takes in that the run has ended after this step, for the guarantees that only rest decides.
    pub fn end(&mut self, shop: &Shop, world: &World, step: u32, rest: Rest) {
        let Self { observer, tracks, .. } = self;
        observer.end(shop, world, rest, |index, state, _| tracks[index].note(step, state));
    }

    /// What must be remembered so far.
    pub fn history(&self) -> &History {
        &self.observer.history
    }

    /// The verdicts of a run that ended at this step.
    pub fn verdicts(&self, last_step: u32, rest: Rest) -> Vec<Verdict> {
        let judged = self.tracks.iter().zip(GUARANTEES);
        judged.map(|(track, guarantee)| track.verdict(guarantee, last_step, rest)).collect()
    }
}

impl Observer {
    /// An observer of a run that has not begun.
    pub fn new(faults: FaultPresence) -> Self {
        Self { history: History::default(), faults, judged: None, memo: Memo::default() }
    }

    /// Takes in the state after an event and what happened in it. Tells how each guarantee that can
    /// have changed stands now, by its place in [`GUARANTEES`].
    pub fn observe(
        &mut self,
        shop: &Shop,
        world: &World,
        events: &[TraceEvent],
        rest: Rest,
        tell: impl FnMut(usize, State, Asked),
    ) {
        // Most steps only carry a message or run a line: then nothing but the time has changed.
        let (facts, asked) = match self.judged.take() {
            Some(mut facts) if events.iter().all(changes_no_facts) => {
                facts.pass_time(shop, world);
                let before = self.history.changes();
                self.history.observe_events(world, &facts, events);
                if self.history.changes() == before {
                    (facts, Asked::Timed)
                } else {
                    self.memo.forget();
                    (facts, Asked::All)
                }
            }
            _ => {
                let facts = Facts::of(shop, world);
                self.history.observe(world, &facts, events);
                self.memo.forget();
                (facts, Asked::All)
            }
        };
        self.judge(shop, &facts, rest, asked, tell);
        self.judged = Some(facts);
    }

    /// Takes in that nothing more will be observed, for the guarantees that only rest decides.
    pub fn end(
        &self,
        shop: &Shop,
        world: &World,
        rest: Rest,
        tell: impl FnMut(usize, State, Asked),
    ) {
        self.judge(shop, &Facts::of(shop, world), rest, Asked::All, tell);
    }

    fn judge(
        &self,
        shop: &Shop,
        facts: &Facts,
        rest: Rest,
        asked: Asked,
        mut tell: impl FnMut(usize, State, Asked),
    ) {
        let (history, faults) = (&self.history, self.faults);
        let seen = Observation { shop, facts, history, rest, faults };
        for (index, guarantee) in GUARANTEES.iter().enumerate() {
            if asked == Asked::All || guarantee.modality == Modality::Within {
                tell(index, (guarantee.judge)(&seen), asked);
            }
        }
    }

    /// The same for a run in which no fault has happened after all.
    #[must_use]
    pub fn without_faults(&self) -> Self {
        Self { faults: FaultPresence::Absent, ..self.clone() }
    }

    /// From now on there are faults: what is promised for fair faults only is judged no more.
    pub fn expect_faults(&mut self) {
        self.faults = FaultPresence::Present;
    }

    /// What must be remembered so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What this adds to the hash of a state.
    pub fn part(&self) -> Part {
        self.memo.get_or(|| StateHash::of(&self.history))
    }
}

/// Whether an event leaves everything that is judged as it was. Every change of a [`Facts`] but the
/// passing of time comes with another event; debug builds check that.
fn changes_no_facts(event: &TraceEvent) -> bool {
    match &event.kind {
        TraceKind::Sent { message, .. } => !matches!(message, Message::Callback { .. }),
        TraceKind::Mark { mark, .. } => !mark.describe().is_judged,
        kind => matches!(kind, TraceKind::Delivered { .. } | TraceKind::Stepped { .. }),
    }
}

impl Track {
    fn note(&mut self, step: u32, state: State) {
        self.was_met |= state == State::Met;
        let is_unmet = matches!(self.unmet.last(), Some((_, None)));
        match (state, is_unmet) {
            (State::Unmet, false) => self.unmet.push((step, None)),
            (State::Met | State::Idle, true) => {
                if let Some((_, until)) = self.unmet.last_mut() {
                    *until = Some(step);
                }
            }
            _ => {}
        }
    }

    fn verdict(&self, guarantee: &Guarantee, last_step: u32, rest: Rest) -> Verdict {
        let first_bad = self.unmet.first().map(|(from, _)| *from);
        let still_bad =
            self.unmet.last().filter(|(_, until)| until.is_none()).map(|(from, _)| *from);
        let (kind, broke_at) = match guarantee.modality {
            Modality::Always | Modality::Within => match first_bad {
                Some(step) => (VerdictKind::Broken, Some(step)),
                None => (VerdictKind::Holds, None),
            },
            Modality::Eventually => match (still_bad, rest) {
                (Some(step), Rest::Quiet) => (VerdictKind::Broken, Some(step)),
                (Some(_), Rest::Moving) => (VerdictKind::Undecided, None),
                (None, _) => (VerdictKind::Holds, None),
            },
        };
        Verdict {
            guarantee: guarantee.id,
            kind,
            exercised: self.was_met || !self.unmet.is_empty(),
            broke_at,
            unmet: self.unmet.clone(),
            modality: guarantee.modality,
            last_step,
        }
    }
}

impl Verdict {
    /// The first step at which it is certain that the guarantee is broken: for `eventually` that is
    /// the last one, because until then it might still have been met.
    pub fn seen_broken_at(&self) -> Option<u32> {
        match self.modality {
            Modality::Always | Modality::Within => self.broke_at,
            Modality::Eventually => self.broke_at.map(|_| self.last_step),
        }
    }

    /// How the guarantee stands at one step.
    pub fn at(&self, step: u32) -> Standing {
        let is_unmet = |(from, until): &(u32, Option<u32>)| {
            step >= *from && until.is_none_or(|until| step < until)
        };
        match self.seen_broken_at() {
            Some(at) if step == at => return Standing::BreaksHere,
            Some(at) if step > at => return Standing::BrokenEarlier,
            _ => {}
        }
        if !self.exercised {
            return Standing::Idle;
        }
        if self.modality == Modality::Eventually && self.unmet.iter().any(is_unmet) {
            return Standing::Undecided;
        }
        if self.kind == VerdictKind::Broken { Standing::BreaksLater } else { Standing::Holds }
    }
}
