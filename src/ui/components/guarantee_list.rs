//! The guarantees, and how each stands at the playhead.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee, Standing, Verdict};
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::fault_map::state::Ask;
use crate::ui::lab::Lab;

use super::handlers::{does, does_with, told_by};

/// The list. Guarantees that nothing in this run concerns are folded away.
pub fn guarantee_list(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let judged = || GUARANTEES.iter().zip(&lab.timeline.run.verdicts);
    let exercised = || judged().filter(|(_, verdict)| verdict.exercised);
    let idle: Vec<_> = judged().filter(|(_, verdict)| !verdict.exercised).collect();
    let is_banded = |(guarantee, _): &(&Guarantee, &Verdict)| guarantee.id == lab.banded();
    let stop = exercised().find(is_banded).or_else(|| exercised().next());
    let stop = stop.map_or("", |(guarantee, _)| guarantee.id);
    html! {
        <section class="guarantees" aria-labelledby="guarantees-title"
            onclick={asks(lab, choose)} onkeydown={on_key(lab)} onpointerover={asks(lab, look)}
            onfocusin={asks(lab, look)} onpointerleave={asks(lab, |_| Some(Ask::Look(focused())))} onfocusout={asks(lab, |_| Some(Ask::Look(None)))}>
            <h2 id="guarantees-title">{ words.guarantees_guarantees() }</h2>
            <ul>{ for exercised().map(|(guarantee, verdict)| row(lab, guarantee, verdict, stop)) }</ul>
            if !idle.is_empty() {
                <details>
                    <summary>{ format!("{} ({})", words.guarantees_show_all(), idle.len()) }</summary>
                    <ul>{ for idle.iter().map(|(guarantee, verdict)| row(lab, guarantee, verdict, stop)) }</ul>
                </details>
            }
        </section>
    }
}

fn row(lab: &Lab, guarantee: &Guarantee, verdict: &Verdict, stop: &str) -> Html {
    let standing = verdict.at(lab.playhead);
    let (state, glyph) = mark(standing);
    let name = text::guarantee_name(lab.lang, guarantee.id);
    let sentence = text::guarantee_sentence(lab.lang, guarantee.id);
    // What breaks is explained where it breaks; the rest explains itself on hover.
    let is_told = standing == Standing::BreaksHere;
    let label = text::standing_label(lab.lang, standing, verdict);
    let jump = verdict.seen_broken_at().map(|step| does(lab, Action::Seek(step)));
    html! {
        <li key={guarantee.id} data-standing={state} data-guarantee={guarantee.id}>
            <span class="glyph" aria-hidden="true">{ glyph }</span>
            { name_of(lab, guarantee, name, sentence, stop) }
            if let Some(onclick) = jump {
                <span class="standing"><button type="button" class="jump" {onclick}>{ label }</button></span>
            } else {
                // The glyph says it to those who see it.
                <span class="hidden-text">{ label }</span>
            }
            if is_told {
                <span class="sentence">{ sentence }</span>
            }
        </li>
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

/// The name of a guarantee; while the page shows fault maps, a button that keeps its band over the
/// time bar. One stop of the Tab key is enough for all.
fn name_of(
    lab: &Lab,
    guarantee: &Guarantee,
    name: &'static str,
    sentence: &str,
    stop: &str,
) -> Html {
    let title = format!("{} {sentence}", guarantee.number);
    if !lab.maps.is_on {
        return html! { <b {title}>{ name }</b> };
    }
    html! {
        <button type="button" class="name" {title} id={id_of(guarantee.id)}
            tabindex={if guarantee.id == stop { "0" } else { "-1" }}
            aria-description={lab.lang.words().map_show_band(&name)}
            aria-pressed={lab.maps.has_chosen(guarantee.id).to_string()}
            data-banded={(lab.banded() == guarantee.id).then_some("")}>{ name }</button>
    }
}

fn id_of(guarantee: &str) -> String {
    format!("guarantee-{guarantee}")
}

/// The guarantee at which something happened.
fn target_of(event: &Event) -> Option<&'static str> {
    known_as(&told_by(event, "data-guarantee")?)
}

/// The guarantee of the list that has the focus.
fn focused() -> Option<&'static str> {
    let row = browser::focused()?.closest(".guarantees [data-guarantee]").ok()??;
    known_as(&row.get_attribute("data-guarantee")?)
}

fn known_as(id: &str) -> Option<&'static str> {
    GUARANTEES.iter().find(|known| known.id == id).map(|known| known.id)
}

/// What the list does for the band: `make` says what is asked for, if anything is.
fn asks<E: AsRef<Event> + 'static>(lab: &Lab, make: fn(&Event) -> Option<Ask>) -> Callback<E> {
    let is_on = lab.maps.is_on;
    does_with(lab, move |event| make(event).filter(|_| is_on).map(Action::Map))
}

fn look(event: &Event) -> Option<Ask> {
    target_of(event).map(|id| Ask::Look(Some(id)))
}

fn choose(event: &Event) -> Option<Ask> {
    told_by(event, "aria-pressed")?;
    target_of(event).map(Ask::Choose)
}

/// Arrow keys lead from name to name.
fn on_key(lab: &Lab) -> Callback<KeyboardEvent> {
    let lab = lab.clone();
    Callback::from(move |event: KeyboardEvent| {
        let focused = browser::focused().map(|element| element.id()).unwrap_or_default();
        let judged = &lab.timeline.run.verdicts;
        let shown: Vec<_> = judged.iter().filter(|verdict| verdict.exercised).collect();
        let Some(at) = shown.iter().position(|verdict| id_of(verdict.guarantee) == focused) else {
            return;
        };
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.wrapping_sub(1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(next) = shown.get(next) {
            browser::focus(&id_of(next.guarantee));
        }
    })
}
