//! English labels of the page that compares strategies.

use super::super::labels::CompareLabels;

pub(super) const COMPARE: CompareLabels = CompareLabels {
    compare: "Compare",
    table: "What happens under each strategy, by virtual time",
    time: "Time",
    add_column: "Add a strategy",
    remove_column: |title| format!("Remove: {title}"),
    open_in_lab: |title| format!("Open in the lab: {title}"),
    strategy_of: |number| format!("Strategy {number}"),
    add_fault: "Add a fault to all…",
    no_faults: "Nothing goes wrong yet.",
    none_broken: "nothing broken",
    did_not_happen: |fault| format!("did not happen: {fault}"),
    they_differ: "From here on they differ.",
    they_part: |time| format!("They part at {time}:"),
    breaks: |name| format!("breaks “{name}”"),
    keeps: |name| format!("keeps “{name}”"),
    comma: "; ",
    part_later: |time| format!("So far they come to the same; they part at {time}."),
    never_part: "They come to the same.",
    go_there: "Go there",
};
