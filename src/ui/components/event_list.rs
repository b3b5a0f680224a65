//! Everything that has happened, as sentences: the diagram for those who do not see it.

use yew::prelude::*;

use crate::shop::TraceKind;
use crate::text;
use crate::ui::app::{Lab, use_lab};
use crate::ui::state::Action;

/// The list of steps up to the playhead.
#[component]
pub fn EventList() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let steps = (1..=lab.playhead).map(|step| item(&lab, step));
    html! {
        <section class="events" aria-labelledby="events-title">
            <h2 id="events-title">{ words.badges.events }</h2>
            if lab.playhead == 0 {
                <p class="remark">{ words.badges.nothing_yet }</p>
            } else {
                <ol tabindex="0" aria-labelledby="events-title">{ for steps }</ol>
            }
        </section>
    }
}

fn item(lab: &Lab, step: u32) -> Html {
    let run = &lab.timeline.run;
    let is_told = |kind: &TraceKind| !matches!(kind, TraceKind::Stepped { .. });
    let events = run.trace.step_events(step).iter().filter(|event| is_told(&event.kind));
    let sentences: Vec<_> = events
        .map(|event| text::event_sentence(lab.lang, run, event))
        .filter(|sentence| !sentence.is_empty())
        .collect();
    let onclick = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::Seek(step))
    };
    let current = (step == lab.playhead).then_some("step");
    html! {
        <li key={step} aria-current={current}>
            <button type="button" {onclick}>
                <span>{ step }</span><span>{ sentences.join(" ") }</span>
            </button>
        </li>
    }
}
