//! Faults as short sentences.

use crate::scenario::fault::{Anchor, Direction, Down, Fault, FaultAct};
use crate::shop::Operation;
use crate::sim::choice::{Harm, Moment};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::Words;

pub(super) fn sentence(words: Words, fault: &Fault) -> String {
    let Fault { act, anchor } = fault;
    match act {
        FaultAct::Crash { node, mode, down } => {
            let (node, when) = (words.subject(*node), when(words, anchor));
            let what = match mode {
                CrashMode::Process => words.will_crash(&node, &when),
                CrashMode::PowerCut => words.will_power_cut(&node, &when),
                CrashMode::Destroyed => words.will_destroy(&node, &when),
            };
            match down {
                Down::Default => words.will_be_restarted(&what),
                Down::For(length) => words.will_be_down_for(&words.exact(*length), &what),
                Down::Forever => words.will_be_down_for_good(&what),
            }
        }
        FaultAct::Restart { node } => {
            words.will_restart(&words.subject(*node), &when(words, anchor))
        }
        FaultAct::Pause { node, pause_for } => {
            let (length, node) = (words.exact(*pause_for), words.subject(*node));
            words.will_pause(&length, &node, &when(words, anchor))
        }
        FaultAct::Partition { from, to, direction, cut_for } => {
            let (from, to) = (words.subject(*from), words.subject(*to));
            let when = when(words, anchor);
            let what = match direction {
                Direction::OneWay => words.will_cut(&from, &to, &when),
                Direction::Both => words.will_cut_both(&from, &to, &when),
            };
            match cut_for {
                Some(length) => words.will_be_cut_for(&words.exact(*length), &what),
                None => words.will_be_cut_for_good(&what),
            }
        }
        FaultAct::Skew { node, micros } => skew(words, *node, *micros, anchor),
        FaultAct::Harm(harm) => {
            let message = when(words, anchor);
            match harm {
                Harm::Lose => words.will_lose(&message),
                Harm::Delay(by) => words.will_delay(&words.exact(*by), &message),
                Harm::Duplicate(by) => words.will_duplicate(&words.exact(*by), &message),
            }
        }
        FaultAct::Fail => words.will_fail(&when(words, anchor)),
        FaultAct::Operate(Operation::CheckNow) => words.will_check_now(&when(words, anchor)),
        FaultAct::Operate(Operation::ResumeDiscarded) => {
            words.will_resume_discarded(&when(words, anchor))
        }
    }
}

fn skew(words: Words, node: NodeId, micros: i64, anchor: &Anchor) -> String {
    let by = words.exact(SimDuration::from_micros(micros.unsigned_abs()));
    let since = match anchor {
        Anchor::At(SimTime::ZERO) => String::new(),
        Anchor::At(at) => words.will_since_time(&words.exact(at.since(SimTime::ZERO))),
        Anchor::Checkpoint { .. } | Anchor::Message { .. } => {
            words.will_since(&when(words, anchor))
        }
    };
    let node = words.subject(node);
    if micros < 0 {
        words.will_clock_behind(&by, &node, &since)
    } else {
        words.will_clock_ahead(&by, &node, &since)
    }
}

/// When, or which message.
fn when(words: Words, anchor: &Anchor) -> String {
    match anchor {
        Anchor::Message { role, ordinal } => words.will_message(&words.noun(role), ordinal, role),
        Anchor::At(at) => words.will_at(&words.exact(at.since(SimTime::ZERO))),
        Anchor::Checkpoint { moment, node, name, ordinal } => {
            let place = node.map(|node| words.will_at_node(&words.subject(node)));
            let place = place.unwrap_or_default();
            match moment {
                Moment::Before => words.will_before(name, ordinal, &place),
                Moment::After => words.will_after(name, ordinal, &place),
            }
        }
    }
}
