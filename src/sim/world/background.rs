//! Background timers: work that is done time after time, and that mostly finds nothing to do.
//!
//! A relay polls every second for hours. A run could never come to rest, and nobody wants to read
//! ten thousand empty polls. So a background timer fires only if its work could find something: if
//! the world differs from what it was when the same timer fired last, or if that work waits for a
//! moment that has come, or failed. Otherwise it passes without a trace. A world is at rest when
//! nothing but such silent timers is pending.

use super::super::fingerprint::{Part, StateHash};
use super::super::node::{Node, NodeId};
use super::super::queue::Sequence;
use super::super::time::{SimDuration, SimTime};
use super::{Event, Host, HostStatus, World};

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// How often work that fails is tried again in a world that stays the same. More often than people
/// plan to lose messages in a row; a peer that is gone for good would otherwise be called until the
/// end, and nobody could read the diagram.
const TRIES_MAX: u8 = 20;

/// What the world was like when a background timer fired last.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Finding<N: Node> {
    timer: N::Timer,
    /// All that its work could depend on.
    settled: Part,
    /// How often it has fired in the same world since.
    repeats: u8,
    /// When it fired.
    at: SimTime,
}

impl<N: Node> Finding<N> {
    /// What it adds to the hash of a state that a timer would find now. What it found is a part,
    /// too: of two worlds that differ by the time that has passed, the moments in it differ
    /// likewise. Where it found what is so now, the state says what that is, and the times at which
    /// it came about do not matter.
    fn part(&self, now: Part, are_changes_due: bool) -> Part {
        let is_current = self.settled == now;
        let own = StateHash::of(&(&self.timer, self.repeats, is_current));
        let own = if is_current { own } else { own.then(self.settled) };
        // When it fired matters only to changes that come by themselves.
        if are_changes_due { own.then(StateHash::of(&self.at)) } else { own }
    }
}

/// Whether a background timer is worth firing.
enum Worth {
    /// When it is due.
    Due,
    /// Not before this moment, if nothing changes until then.
    From(SimTime),
    /// Not unless something changes.
    Nothing,
}

impl<N: Node> World<N> {
    /// When the next event happens; `None` when the world is at rest. Background timers that would
    /// find nothing new are put off on the way, until none of them is in front: to ask twice is to
    /// ask once.
    pub fn next_event_at(&mut self, context: &N::Context) -> Option<SimTime> {
        loop {
            let (next, idle) = self.look_ahead(context)?;
            if idle.is_empty() {
                return Some(next);
            }
            for (at, sequence) in idle {
                let Some(silent) = self.queue.take(at, sequence) else { continue };
                if let Event::Tick { delay, .. } = silent.event {
                    self.queue.push(first_on_grid(silent.at, delay, next), silent.event);
                }
            }
        }
    }

    /// When the next event happens, as far as can be seen, and which background timers are before
    /// it that would find nothing new.
    fn look_ahead(&self, context: &N::Context) -> Option<(SimTime, Vec<(SimTime, Sequence)>)> {
        let front = self.queue.iter().next()?;
        if !matches!(front.event, Event::Tick { .. }) {
            return Some((front.at, Vec::new()));
        }
        let settled = self.settled(context);
        let mut next: Option<SimTime> = None;
        let mut idle = Vec::new();
        for scheduled in self.queue.iter() {
            let at = match self.worth(&scheduled.event, scheduled.at, settled) {
                Worth::Due => scheduled.at,
                worth => {
                    if next.is_none_or(|next| scheduled.at <= next) {
                        idle.push((scheduled.at, scheduled.sequence));
                    }
                    let Worth::From(at) = worth else { continue };
                    at
                }
            };
            next = Some(next.map_or(at, |next| next.min(at)));
            if next.is_some_and(|next| next <= scheduled.at) {
                break;
            }
        }
        next.map(|next| (next, idle))
    }

    /// Notes that a background timer fires, and in which world.
    pub(super) fn note_tick(&mut self, node: NodeId, timer: &N::Timer, context: &N::Context) {
        let (settled, at) = (self.settled(context), self.now);
        let findings = &mut self.host(node).findings;
        match findings.iter_mut().find(|finding| finding.timer == *timer) {
            Some(finding) => {
                let is_same = finding.settled == settled;
                let repeats = if is_same { finding.repeats.saturating_add(1) } else { 0 };
                (finding.settled, finding.repeats, finding.at) = (settled, repeats, at);
            }
            None => findings.push(Finding { timer: timer.clone(), settled, repeats: 0, at }),
        }
        if !self.changes.is_empty() {
            let findings = self.hosts.iter().flat_map(|host| &host.findings);
            let asked = findings.map(|finding| finding.at).min().unwrap_or(at);
            self.changes.retain(|change| *change > asked);
        }
    }

    /// A try that a fault has spoilt is not counted: the next one need not find the same.
    pub(super) fn forgive_tries(&mut self) {
        for place in 0..self.hosts.len() {
            if self.hosts[place].findings.iter().any(|finding| finding.repeats > 0) {
                let host = Arc::make_mut(&mut self.hosts[place]);
                host.findings.iter_mut().for_each(|finding| finding.repeats = 0);
            }
        }
    }

    /// What the findings of all hosts add to the hash of a state.
    pub(super) fn findings_part(&self, context: &N::Context) -> Part {
        let mut sum = Part::default();
        if self.hosts.iter().all(|host| host.findings.is_empty()) {
            return sum;
        }
        let now = self.settled(context);
        let are_changes_due = !self.changes.is_empty();
        if are_changes_due {
            sum = sum.then(StateHash::of(&self.changes));
        }
        for (place, host) in
            self.hosts.iter().enumerate().filter(|(_, host)| !host.findings.is_empty())
        {
            sum = sum.then(StateHash::of(&place));
            sum = host
                .findings
                .iter()
                .fold(sum, |sum, finding| sum.then(finding.part(now, are_changes_due)));
        }
        sum
    }

    fn worth(&self, event: &Event<N>, at: SimTime, settled: Part) -> Worth {
        let Event::Tick { node, timer, delay, wake } = event else { return Worth::Due };
        let findings = &self.hosts[usize::from(node.0)].findings;
        let known = findings.iter().find(|finding| finding.timer == *timer);
        let Some(finding) = known.filter(|finding| finding.settled == settled) else {
            return Worth::Due;
        };
        if wake.is_retry && finding.repeats < TRIES_MAX {
            return Worth::Due;
        }
        let change = self.changes.iter().find(|change| **change > finding.at);
        match change.map_or(wake.from, |change| wake.from.min(*change)) {
            SimTime::NEVER => Worth::Nothing,
            moment if moment > at => Worth::From(first_on_grid(at, *delay, moment)),
            _ => Worth::Due,
        }
    }

    /// A hash of all that the work of a background timer could depend on.
    fn settled(&self, context: &N::Context) -> Part {
        let hosts = self.hosts.iter().map(|host| host.settled(context));
        hosts.fold(StateHash::of(&self.cuts), Part::then)
    }
}

impl<N: Node> Host<N> {
    fn settled(&self, context: &N::Context) -> Part {
        self.memos.1.get_or(|| StateHash::of(&Settled { host: self, context }))
    }
}

/// Hashes as what a background timer's work could depend on.
struct Settled<'a, N: Node> {
    host: &'a Host<N>,
    context: &'a N::Context,
}

impl<N: Node> Hash for Settled<'_, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Host { node, status, skew_micros, .. } = self.host;
        let is_up = [*status == HostStatus::Up, matches!(status, HostStatus::Down { .. })];
        (is_up, skew_micros).hash(state);
        node.settled(self.context, state);
    }
}

/// The first of the moments `at`, `at + delay`, `at + 2 delay` and so on that is not before `from`.
fn first_on_grid(at: SimTime, delay: SimDuration, from: SimTime) -> SimTime {
    let delay = delay.as_micros().max(1);
    let periods = from.since(at).as_micros().div_ceil(delay);
    at + SimDuration::from_micros(periods.saturating_mul(delay))
}
