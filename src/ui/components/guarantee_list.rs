//! The guarantees, and how each stands at the playhead.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee, Standing, Verdict};
use crate::text;
use crate::ui::app::{Lab, use_lab};
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
        <section class="guarantees" aria-labelledby="guarantees-title">
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
        <li key={guarantee.id} data-standing={state} data-guarantee={guarantee.id}>
            <span class="glyph" aria-hidden="true">{ glyph }</span>
            <b title={format!("{} {sentence}", guarantee.number)}>{ name.map_or(guarantee.id, |words| words.name) }</b>
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
