//! The words of the fault map in English.

use crate::text::labels::FaultMapLabels;

pub(super) const FAULT_MAP: FaultMapLabels = FaultMapLabels {
    title: "Fault map",
    help: "What one more fault comes to at worst, at each line and each step. Every cell has been \
           run; click it to see it happen.",
    columns: [
        "Crash",
        "Power cut",
        "Lost, refused or cut off",
        "Late, paused or a wrong clock",
        "Twice, or an operator's act",
    ],
    comes_to: |fault, code, rest| {
        let mut sentence = fault.to_owned();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{sentence}: {code}. {rest}")
    },
    as_without: "The same as without it.",
    own: "This run has it.",
    same: "no change",
    progress: |run, all| format!("{run} of {all} faults run"),
    too_large: |run, all| format!("The map is too large: {run} of {all} faults tried"),
    at_step: |step| format!("One more fault at step {step}"),
    worst: |step, code| format!("One more fault at step {step}: {code} at worst"),
    impossible: "one more fault cannot break it",
    possible: "one more fault can break it",
    avoidable: "one more fault could still save it",
    inevitable: "broken whatever happens",
    from_to: |fate, steps| format!("{fate} ({steps})"),
    no_return: |step| format!("no return from step {step}"),
    steps: |from, to| {
        if from == to { format!("step {from}") } else { format!("steps {from}–{to}") }
    },
    show_band: |name| format!("Show over the time bar when {name} can still be broken"),
};
