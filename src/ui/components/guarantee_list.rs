//! The guarantees beside that of the verdict, and how each stands at the playhead: those that the
//! run breaks by name, the others folded, with a count of what is inside.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee, Standing, Verdict, VerdictKind};
use crate::text;
use crate::ui::action::Action;
use crate::ui::fault_map::state::Ask;
use crate::ui::lab::Lab;

use super::fold::Fold;
use super::handlers::{does, does_with, told_by};

/// A guarantee, and how it fared.
type Judged<'a> = (&'a Guarantee, &'a Verdict);

/// The list.
pub fn guarantee_list(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let told = lab.told();
    let verdicts = &lab.timeline.run.verdicts;
    let verdict_of = |known: &&Guarantee| verdicts.iter().find(|found| found.guarantee == known.id);
    let broken = lab.broken().filter(|known| known.id != told);
    let broken = broken.filter_map(|known| Some((known, verdict_of(&known)?)));
    let is_folded =
        |(known, verdict): &Judged<'_>| known.id != told && verdict.kind != VerdictKind::Broken;
    let mut folded: Vec<_> = GUARANTEES.iter().zip(verdicts).filter(is_folded).collect();
    // What the run has nothing to do with comes last.
    folded.sort_by_key(|(_, verdict)| !verdict.exercised);
    html! {
        <section class="guarantees" aria-label={words.guarantees_guarantees()}
            onclick={asks(lab, choose)} onpointerover={asks(lab, look)} onfocusin={asks(lab, look)}
            onpointerleave={asks(lab, |_| Some(Ask::Look(None)))}
            onfocusout={asks(lab, |_| Some(Ask::Look(None)))}>
            <ul>{ for broken.map(|judged| row(lab, judged)) }</ul>
            <Fold id="other-guarantees" title={words.verdict_others()}
                note={counts(lab, &folded)}>
                <ul>{ for folded.into_iter().map(|judged| row(lab, judged)) }</ul>
            </Fold>
        </section>
    }
}

/// How many of the folded ones hold, are undecided, and are not touched.
fn counts(lab: &Lab, folded: &[Judged<'_>]) -> String {
    let words = lab.lang.words();
    let standing = |(_, verdict): &Judged<'_>| verdict.at(lab.playhead);
    let count = |wanted: fn(&Standing) -> bool| folded.iter().map(standing).filter(wanted).count();
    let hold = count(|standing| *standing == Standing::Holds);
    let idle = count(|standing| *standing == Standing::Idle);
    let open = folded.len() - hold - idle;
    let said = [
        (hold, words.verdict_hold(&hold)),
        (open, words.verdict_open(&open)),
        (idle, words.verdict_idle(&idle)),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said);
    said.collect::<Vec<_>>().join(" · ")
}

fn row(lab: &Lab, (guarantee, verdict): Judged<'_>) -> Html {
    let standing = verdict.at(lab.playhead);
    let (state, glyph) = mark(standing);
    let label = text::standing_label(lab.lang, standing, verdict);
    let title = format!(
        "{} {}\n{}",
        guarantee.number,
        text::guarantee_sentence(lab.lang, guarantee.id),
        lab.lang.words().guarantees_choose()
    );
    html! {
        <li key={guarantee.id} data-standing={state} data-guarantee={guarantee.id}>
            <span class="glyph" aria-hidden="true">{ glyph }</span>
            <button type="button" class="name" {title}
                aria-pressed={lab.maps.has_chosen(guarantee.id).to_string()}>
                { text::guarantee_name(lab.lang, guarantee.id) }
            </button>
            <span class="standing">{ jump_to(lab, verdict, label) }</span>
        </li>
    }
}

/// Words that lead to the step at which a guarantee is seen broken, if it is.
pub(super) fn jump_to(lab: &Lab, verdict: &Verdict, words: String) -> Html {
    match verdict.seen_broken_at() {
        Some(step) => html! {
            <button type="button" class="jump" onclick={does(lab, Action::Seek(step))}>
                { words }
            </button>
        },
        None => html! { words },
    }
}

/// The value of `data-standing`, and the glyph.
pub(super) fn mark(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Idle => ("idle", "–"),
        Standing::Holds => ("holds", "✓"),
        Standing::BreaksHere | Standing::BrokenEarlier => ("broken", "✕"),
        Standing::BreaksLater => ("breaks-later", "✓"),
        Standing::Undecided => ("undecided", "…"),
    }
}

/// The guarantee at which something happened.
fn target_of(event: &Event) -> Option<&'static str> {
    let id = told_by(event, "data-guarantee")?;
    GUARANTEES.iter().find(|known| known.id == id).map(|known| known.id)
}

/// What the list does for the band and the verdict: `make` says what is asked for, if anything is.
fn asks<E: AsRef<Event> + 'static>(lab: &Lab, make: fn(&Event) -> Option<Ask>) -> Callback<E> {
    does_with(lab, move |event| make(event).map(Action::Map))
}

fn look(event: &Event) -> Option<Ask> {
    target_of(event).map(|id| Ask::Look(Some(id)))
}

fn choose(event: &Event) -> Option<Ask> {
    told_by(event, "aria-pressed")?;
    target_of(event).map(Ask::Choose)
}
