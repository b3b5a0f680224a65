//! The guarantees, and how each stands at the playhead.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee, Standing, Verdict};
use crate::text;
use crate::ui::app::{Lab, use_lab};
use crate::ui::fault_map::state::Ask;
use crate::ui::state::Action;

/// The list. Guarantees that nothing in this run concerns are folded away.
#[component]
pub fn GuaranteeList() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let judged = || GUARANTEES.iter().zip(&lab.timeline.run.verdicts);
    let exercised = judged().filter(|(_, verdict)| verdict.exercised);
    let idle: Vec<_> = judged().filter(|(_, verdict)| !verdict.exercised).collect();
    html! {
        <section class="guarantees" aria-labelledby="guarantees-title" onpointerleave={look(&lab, None)}>
            <h2 id="guarantees-title">{ words.guarantee.guarantees }</h2>
            <ul>{ for exercised.map(|(guarantee, verdict)| row(&lab, guarantee, verdict)) }</ul>
            if !idle.is_empty() {
                <details>
                    <summary>{ format!("{} ({})", words.guarantee.show_all, idle.len()) }</summary>
                    <ul>{ for idle.iter().map(|(guarantee, verdict)| row(&lab, guarantee, verdict)) }</ul>
                </details>
            }
        </section>
    }
}

fn row(lab: &Lab, guarantee: &Guarantee, verdict: &Verdict) -> Html {
    let standing = verdict.at(lab.playhead);
    let (state, glyph) = mark(standing);
    let name = text::guarantee_words(lab.lang, guarantee.id);
    let sentence = name.map_or("", |words| words.sentence);
    // What breaks is explained where it breaks; the rest explains itself on hover.
    let is_told = standing == Standing::BreaksHere;
    let label = text::standing_label(lab.lang, standing, verdict);
    let jump = verdict.seen_broken_at().map(|step| {
        let lab = lab.clone();
        Callback::from(move |_: MouseEvent| lab.dispatch(Action::Seek(step)))
    });
    html! {
        <li key={guarantee.id} data-standing={state} data-guarantee={guarantee.id} onpointerenter={look(lab, Some(guarantee.id))}>
            <span class="glyph" aria-hidden="true">{ glyph }</span>
            { name_of(lab, guarantee, name.map_or(guarantee.id, |words| words.name), sentence) }
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
/// time bar.
fn name_of(lab: &Lab, guarantee: &Guarantee, name: &'static str, sentence: &str) -> Html {
    let title = format!("{} {sentence}", guarantee.number);
    if !lab.maps.is_on {
        return html! { <b {title}>{ name }</b> };
    }
    let id = guarantee.id;
    let onclick = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::Map(Ask::Choose(id)))
    };
    html! {
        <button type="button" class="name" {title} {onclick} onfocus={look(lab, Some(id))}
            onblur={look(lab, None)}
            aria-description={(lab.lang.words().fault_map.show_band)(name)}
            aria-pressed={lab.has_chosen(id).to_string()} data-banded={(lab.banded() == id).then_some("")}>{ name }</button>
    }
}

/// Shows the band of a guarantee as long as the person looks at it.
fn look<E>(lab: &Lab, guarantee: Option<&'static str>) -> Callback<E> {
    let lab = lab.clone();
    Callback::from(move |_| {
        if lab.maps.is_on {
            lab.dispatch(Action::Map(Ask::Look(guarantee)));
        }
    })
}
