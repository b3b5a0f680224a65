//! Everything that has happened, as sentences: the diagram for those who do not see it.

use yew::prelude::*;

use crate::shop::TraceKind;
use crate::text::{self, Lang};
use crate::timeline::Timeline;
use crate::ui::action::Action;
use crate::ui::lab::use_lab;
use crate::ui::shared::Shared;

use super::fold::Fold;

/// Height of a window in which the list is open at first, in CSS pixels.
const ROOM: i32 = 1_000;

/// Steps before the playhead that are listed. Of a longer run the list would cost more than a
/// frame.
const STEPS_LISTED: u32 = 300;

/// The list of steps up to the playhead.
#[component]
pub fn EventList() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let pick = {
        let dispatcher = lab.dispatcher();
        use_callback((), move |step, ()| dispatcher.dispatch(Action::Seek(step)))
    };
    let left_out = lab.playhead.saturating_sub(STEPS_LISTED);
    let steps = (left_out + 1..=lab.playhead).map(|step| {
        html! {
            <StepItem key={step} timeline={lab.timeline.clone()} lang={lab.lang} {step}
                is_current={step == lab.playhead} pick={pick.clone()} />
        }
    });
    html! {
        <section class="events">
            <Fold id="events" title={words.badge_events()} room={ROOM}>
            if left_out > 0 {
                <p class="remark">{ words.badge_steps_before(&left_out) }</p>
            }
            if lab.playhead == 0 {
                <p class="remark">{ words.badge_nothing_yet() }</p>
            } else {
                <ol tabindex="0" aria-label={words.badge_events()}>{ for steps }</ol>
            }
            </Fold>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct StepItemProps {
    timeline: Shared<Timeline>,
    lang: Lang,
    step: u32,
    is_current: bool,
    pick: Callback<u32>,
}

/// One step. It takes no context, so that a step that is told is not told again at every step.
#[component]
fn StepItem(props: &StepItemProps) -> Html {
    let StepItemProps { timeline, lang, step, is_current, pick } = props;
    let run = &timeline.run;
    let is_told = |kind: &TraceKind| !matches!(kind, TraceKind::Stepped { .. });
    let events = run.trace.step_events(*step).iter().filter(|event| is_told(&event.kind));
    let sentences: Vec<_> = events
        .map(|event| text::event_sentence(*lang, run, event))
        .filter(|sentence| !sentence.is_empty())
        .collect();
    let onclick = pick.reform({
        let step = *step;
        move |_: MouseEvent| step
    });
    html! {
        <li aria-current={is_current.then_some("step")}>
            <button type="button" {onclick}>
                <span>{ *step }</span><span>{ sentences.join(" ") }</span>
            </button>
        </li>
    }
}
