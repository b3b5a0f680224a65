//! English words for what a search tries.

use crate::explore::FaultKind;

use super::plural;

pub(super) fn tried_kind(kind: FaultKind, lengths: &str) -> String {
    match kind {
        FaultKind::Crash => format!(
            "a crash of anybody but the payment system, at a step or a message, back after {lengths}"
        ),
        FaultKind::Lose => "a message lost".to_owned(),
        FaultKind::Fail => "a message refused".to_owned(),
        FaultKind::Duplicate => format!("a message doubled after {lengths}"),
        FaultKind::Delay => format!("a message late by {lengths}"),
        FaultKind::Pause => format!(
            "a pause of anybody but the payment system, at a step or after a message, for {lengths}"
        ),
        FaultKind::PowerCut => format!("a power cut of the broker, back after {lengths}"),
        FaultKind::Partition => {
            format!("a link cut, one way or both, before a message leaves, for {lengths}")
        }
        FaultKind::Skew => {
            format!("a clock ahead from the start by {lengths}, if it is compared with another")
        }
        FaultKind::CheckNow => "a check round by an operator, where it does something".to_owned(),
        FaultKind::ResumeDiscarded => "discarded messages put back by an operator".to_owned(),
        FaultKind::Destroy => {
            format!("the loss of the broker's machine with its disk, back after {lengths}")
        }
    }
}

pub(super) fn any_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

pub(super) fn tried_all(kinds: &[String]) -> String {
    match kinds {
        [] => "Tried: no fault.".to_owned(),
        _ => format!("Tried, at every place of every run: {}.", kinds.join("; ")),
    }
}

pub(super) fn not_tried(kinds: &[String]) -> String {
    let left_out = match kinds {
        [] => String::new(),
        _ => format!("; and of the kinds of faults: {}", kinds.join(", ")),
    };
    format!(
        "Not tried: other lengths of time and other settings; faults at a time of their own; restarts \
         before their time; clocks that are behind or set later; power cuts of others than the broker; \
         crashes and pauses of the payment system{left_out}."
    )
}

pub(super) fn left_out(listed: usize, drawn: usize) -> String {
    let faults = match (listed, drawn) {
        (listed, 0) => plural(listed, "fault", "faults"),
        (0, drawn) => format!("{} that its seed draws", plural(drawn, "fault", "faults")),
        (listed, drawn) => {
            format!("{}, and {drawn} that its seed draws", plural(listed, "fault", "faults"))
        }
    };
    format!("Searched without what goes wrong in this scenario already ({faults}).")
}
