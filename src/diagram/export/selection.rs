//! What of a run a text diagram tells, and at which event.
//!
//! Text diagrams have no slanted arrows, so a message is one line. It stands where it was sent,
//! which is how people read a sequence diagram, unless that would tell a lie: when its receiver did
//! or suffered something before it arrived, or it was long on its way, it stands where it arrived.

use crate::ordered::{Map, Set, sort_by_key};
use crate::run::Run;
use crate::run::spans::{Fate, MessageSpan, Spans};
use crate::shop::mark::Mark;
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::NodeId;
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::super::messages::says_only_done;

/// How much is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Detail {
    /// What a diagram shows: no answers that say only "done", no marks that an arrow says already.
    Folded,
    /// Everything that has words.
    Full,
}

/// From here on a message is late: its line stands at its arrival and says when it left.
const LATE: SimDuration = SimDuration::from_secs(1);

/// Whether a mark gets a note. In the folded view not if an arrow next to it says the same.
pub(super) fn is_noted(mark: Mark, detail: Detail) -> bool {
    match mark {
        Mark::Line { .. } | Mark::TaskEnded(_) | Mark::Flushed => false,
        Mark::TransactionBegan(_)
        | Mark::Appended(..)
        | Mark::Answered(..)
        | Mark::Ended(..)
        | Mark::Wrote(..)
        | Mark::PoolGranted(_) => detail == Detail::Full,
        _ => true,
    }
}

/// The event at which each message has its line; `None` if it has none.
pub(super) fn places(run: &Run, detail: Detail) -> Vec<Option<usize>> {
    let (events, spans) = (&run.trace.events, run.spans());
    let mut told = told(events, spans, detail);
    let mut places = vec![None; spans.messages().len()];
    // In the order of arrival, because a line that stands at its arrival is told there as well.
    let shown = (0_usize..).zip(spans.messages()).filter(|(_, span)| is_told(span, detail));
    let mut shown: Vec<_> = shown.collect();
    // Nearly in order already: few arrive before what left earlier.
    sort_by_key(&mut shown, |(_, span)| span.ended.unwrap_or(usize::MAX));
    for (index, span) in shown {
        let place = place(events, span, &told);
        if place != span.sent {
            told.or_insert(span.to, Set::default()).insert(place);
        }
        places[index] = Some(place);
    }
    places
}

fn place(events: &[TraceEvent], span: &MessageSpan, told: &Map<NodeId, Set<usize>>) -> usize {
    match (span.fate, span.ended) {
        // These two are lost as they leave, the others at a receiver that is down.
        (Fate::Lost { reason: LossReason::Fault | LossReason::Partition }, _) | (_, None) => {
            span.sent
        }
        (Fate::Lost { .. }, Some(lost)) => lost,
        (_, Some(arrived)) => {
            let is_told = |told: &Set<usize>| told.has_between(&(span.sent + 1), &arrived);
            let is_at_arrival = is_late(events, span) || told.get(&span.to).is_some_and(is_told);
            if is_at_arrival { arrived } else { span.sent }
        }
    }
}

/// Housekeeping never, and in the folded view no answer that says nothing but "done"; but
/// everything that went wrong.
pub(super) fn is_told(span: &MessageSpan, detail: Detail) -> bool {
    let is_quiet = span.message.is_housekeeping()
        || (detail == Detail::Folded && says_only_done(&span.message));
    span.went_wrong() || !is_quiet
}

/// Whether a message arrives long after it left.
pub(super) fn is_late(events: &[TraceEvent], span: &MessageSpan) -> bool {
    let arrived = span.ended.filter(|_| span.has_arrived());
    arrived.is_some_and(|arrived| events[arrived].at.since(events[span.sent].at) > LATE)
}

/// For each node, the events at which something is told of it that it does or suffers.
fn told(events: &[TraceEvent], spans: &Spans, detail: Detail) -> Map<NodeId, Set<usize>> {
    let mut told: Map<NodeId, Set<usize>> = Map::default();
    for (index, event) in events.iter().enumerate() {
        let node = match &event.kind {
            TraceKind::Sent { id, .. } => {
                spans.message(*id).filter(|span| is_told(span, detail)).map(|span| span.from)
            }
            TraceKind::Crashed { node, .. }
            | TraceKind::Restarted { node }
            | TraceKind::Paused { node, .. }
            | TraceKind::Resumed { node }
            | TraceKind::Operated { node, .. } => Some(*node),
            TraceKind::Mark { node, mark } => is_noted(*mark, detail).then_some(*node),
            _ => None,
        };
        if let Some(node) = node {
            told.or_insert(node, Set::default()).insert(index);
        }
    }
    told
}
