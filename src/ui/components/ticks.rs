//! What a tick of the time bar tells, by its class.

use crate::guarantee::{GUARANTEES, Weight};
use crate::run::Run;
use crate::shop::TraceKind;
use crate::shop::mark::Mark;
use crate::timeline::Race;
use crate::ui::lab::Lab;

/// What ticks can tell, the most telling last.
pub const CLASSES: [&str; 6] = ["tick", "tick check", "tick commit", "tick fault", BROKEN, PARTING];

/// A guarantee breaks.
pub const BROKEN: &str = "tick broken";

/// The columns of a comparison part.
pub const PARTING: &str = "tick parting";

/// How much a tick tells.
pub fn rank(class: &str) -> Option<usize> {
    CLASSES.iter().position(|known| *known == class)
}

/// The steps at which a run is seen to break a guarantee for good that is an alarm.
pub fn broken_at(run: &Run) -> impl Iterator<Item = u32> {
    let alarms = GUARANTEES.iter().zip(&run.verdicts);
    let alarms = alarms.filter(|(guarantee, _)| guarantee.weight == Weight::Alarm);
    alarms.filter_map(|(_, verdict)| verdict.seen_broken_at())
}

/// What a step is worth on the bar.
pub fn class_of(run: &Run, step: u32) -> &'static str {
    let classes = run.trace.step_events(step).iter().map(|event| class_of_kind(&event.kind));
    classes.max_by_key(|class| rank(class)).unwrap_or(CLASSES[0])
}

/// What an event is worth on the bar.
pub fn class_of_kind(kind: &TraceKind) -> &'static str {
    match kind {
        TraceKind::Crashed { .. }
        | TraceKind::Lost { .. }
        | TraceKind::Delayed { .. }
        | TraceKind::Refused { .. }
        | TraceKind::Paused { .. }
        | TraceKind::Partitioned { .. } => "tick fault",
        TraceKind::Mark { mark: Mark::Committed(_), .. } => "tick commit",
        TraceKind::Mark { mark: Mark::CheckRound, .. } => "tick check",
        _ => CLASSES[0],
    }
}

/// What a position is worth on the bar: where they part, where a guarantee breaks, else the most
/// that happens in any column.
pub fn class_in_race(lab: &Lab, race: &Race, position: u32) -> &'static str {
    if race.divergence.as_ref().is_some_and(|found| found.position == position) {
        return PARTING;
    }
    let columns = lab.rivals.columns.iter().enumerate();
    let steps = columns.flat_map(|(column, timeline)| {
        race.new_steps(column, position).map(move |step| (&timeline.run, step))
    });
    let worth = steps.map(|(run, step)| {
        let breaks = broken_at(run).any(|at| at == step);
        if breaks { BROKEN } else { class_of(run, step) }
    });
    worth.max_by_key(|class| rank(class)).unwrap_or("tick")
}
