//! Faults where nothing happens: between two steps of a run.
//!
//! A search needs none of them. What a fault between two events does, the same fault does at the
//! place before, and that place is tried. But who asks what can still go wrong after a step is told
//! of no place before it: the records in the page cache can be lost as long as they are not flushed,
//! not only at the moment at which they were written.

use crate::run::Run;
use crate::scenario::fault::{Anchor, Fault};
use crate::shop::message::nodes;
use crate::sim::time::{SimDuration, SimTime};

use super::alphabet::Strike;
use super::places::Candidate;

/// From this length on a gap may hide what is no step, a flush for instance: faults are tried at
/// both of its ends.
const LONG: SimDuration = SimDuration::from_secs(1);

/// The smallest time.
const INSTANT: SimDuration = SimDuration::from_micros(1);

/// Adds crashes and power cuts in the gap of a run before a step. Those after the last step are said
/// to strike during the step after it.
pub(super) fn gap_before(run: &Run, strikes: &[Strike], step: u32, found: &mut Vec<Candidate>) {
    let Some(before) = step.checked_sub(1) else { return };
    let from = run.trace.step_time(before);
    let to = (step <= run.steps()).then(|| run.trace.step_time(step));
    for at in moments(from, to) {
        let faults = faults(run, strikes, at);
        found.extend(faults.map(|fault| Candidate { step, line: None, fault }));
    }
}

/// The moments of a gap at which faults are tried.
fn moments(from: SimTime, to: Option<SimTime>) -> Vec<SimTime> {
    let first = from + INSTANT;
    match to.map(|to| to.since(from)) {
        None => vec![first],
        Some(length) if length <= INSTANT => Vec::new(),
        Some(length) if length < LONG => vec![first],
        Some(length) => vec![first, from + (length - INSTANT)],
    }
}

fn faults(run: &Run, strikes: &[Strike], at: SimTime) -> impl Iterator<Item = Fault> {
    let all = nodes::NAMES.iter().map(|(node, _)| *node).filter(|node| run.shop.has(*node));
    let at_node = move |node| {
        strikes.iter().filter_map(move |strike| match *strike {
            Strike::Crash(mode, down) if Strike::can_fall(mode, node) => {
                Some(Fault::Crash { node, mode, anchor: Anchor::At(at), down })
            }
            _ => None,
        })
    };
    all.flat_map(at_node)
}
