//! What the future of a world depends on, as a hash.

use std::hash::{Hash, Hasher};

use super::super::fingerprint::{Part, StateHash};
use super::super::node::{Effect, Envelope, Node, NodeId};
use super::{Event, Host, World};

/// An odd number without pattern: what the place of a message among the others is told by.
const PLACE: u64 = 0xd6e8_feb8_6659_fd93;

impl<N: Node> World<N> {
    /// A hash of all that the future depends on.
    pub fn part(&self, context: &N::Context) -> Part {
        let hosts = self.hosts.iter().map(|host| host.part(context));
        let hosts = hosts.fold(Part::default(), Part::then);
        let all = hosts.then(self.pending_part(context)).then(self.findings_part(context));
        let late = self.late_messages();
        // Nearly always there are none.
        if self.cuts.is_empty() && late == 0 {
            return all;
        }
        all.then(StateHash::of(&(&self.cuts, late)))
    }

    /// What the events to come add to the hash of a state.
    fn pending_part(&self, context: &N::Context) -> Part {
        self.queue.part(|at, event| StateHash::of(&(at, ToCome { event, context })))
    }

    /// Which of the messages on their way come too late, in the order of their arrival: zero if
    /// none does, else a number that depends on all of their places.
    fn late_messages(&self) -> u64 {
        let is_late = |from, incarnation, to: NodeId, message| {
            self.hosts[usize::from(to.0)].node.is_too_late(from, incarnation, message)
        };
        let mut late = 0_u64;
        // A polynomial and no bits, which would fall out at the end where many are on their way.
        let mut note = |is_late| late = late.wrapping_mul(PLACE).wrapping_add(u64::from(is_late));
        for scheduled in self.queue.iter() {
            match &scheduled.event {
                Event::Deliver(envelope) | Event::Held(envelope, _) => {
                    let Envelope { from, incarnation, to, message, .. } = envelope;
                    note(is_late(*from, *incarnation, *to, message));
                }
                Event::GoOn { node, incarnation, rest } => {
                    for effect in rest {
                        if let Effect::Send { to, message } = effect {
                            note(is_late(*node, *incarnation, *to, message));
                        }
                    }
                }
                _ => {}
            }
        }
        late
    }
}

impl<N: Node> Host<N> {
    /// All but its findings.
    fn part(&self, context: &N::Context) -> Part {
        self.memos.0.get_or(|| StateHash::of(&Future { host: self, context }))
    }
}

/// Hashes as what the future depends on of an event to come.
struct ToCome<'a, N: Node> {
    event: &'a Event<N>,
    context: &'a N::Context,
}

impl<N: Node> Hash for ToCome<'_, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self.event).hash(state);
        match self.event {
            Event::Deliver(envelope) | Event::Unreachable(envelope) => self.mail(envelope, state),
            Event::Held(envelope, asked) => {
                asked.hash(state);
                self.mail(envelope, state);
            }
            Event::GoOn { node, incarnation, rest } => {
                (node, incarnation, rest.len()).hash(state);
                for effect in rest {
                    std::mem::discriminant(effect).hash(state);
                    if let Effect::Send { to, message } = effect {
                        to.hash(state);
                        N::message_future(self.context, message, state);
                    } else {
                        effect.hash(state);
                    }
                }
            }
            other => other.hash(state),
        }
    }
}

impl<N: Node> ToCome<'_, N> {
    fn mail<H: Hasher>(&self, envelope: &Envelope<N::Message>, state: &mut H) {
        let Envelope { id: _, from, incarnation, to, message, is_copy } = envelope;
        (from, incarnation, to, is_copy).hash(state);
        N::message_future(self.context, message, state);
    }
}

/// Hashes as what the future of a host depends on.
struct Future<'a, N: Node> {
    host: &'a Host<N>,
    context: &'a N::Context,
}

impl<N: Node> Hash for Future<'_, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Host { node, status, incarnation, skew_micros, findings: _, memos: _ } = self.host;
        (status, incarnation, skew_micros).hash(state);
        node.future(self.context, state);
    }
}
