//! Why a run breaks a guarantee.

use crate::guarantee::{GUARANTEES, Modality, Verdict};
use crate::run::Run;
use crate::shop::TraceKind;

use super::{Lang, clock, event_sentence};

/// What broke a guarantee, as a sentence or two: the event that was too much, or the one after
/// which something was missing, and why nothing makes up for it. `None` if it is not broken.
pub fn why_broken(lang: Lang, run: &Run, verdict: &Verdict) -> Option<String> {
    let words = lang.words();
    let step = verdict.broke_at?;
    let modality = GUARANTEES.iter().find(|known| known.id == verdict.guarantee)?.modality;
    if modality == Modality::Within {
        return Some(words.why_time(&step, &clock(lang, run.trace.step_time(step))));
    }
    let mut events = run.trace.step_events(step).iter().rev();
    // What is judged tells more than the messages that brought it about.
    let told = events.clone().find(|event| is_judged(&event.kind)).or_else(|| events.next())?;
    let told = event_sentence(lang, run, told);
    Some(match modality {
        Modality::Eventually => words.why_missing(&told, &step),
        Modality::Always | Modality::Within => words.why_event(&told, &step),
    })
}

fn is_judged(kind: &TraceKind) -> bool {
    matches!(kind, TraceKind::Mark { mark, .. } if mark.describe().is_judged)
}
