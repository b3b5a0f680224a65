//! What the person should be told, above everything, without covering anything.

use yew::prelude::*;

use crate::text;
use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::wording;

use super::handlers::does;
use super::icon::{Shape, icon};

/// The list of notices.
pub fn notices(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let item = |(index, notice)| {
        let onclick = does(lab, Action::Dismiss(index));
        html! {
            <li key={index}>
                <span>{ wording::notice(lab.lang, notice) }</span>
                <button type="button" {onclick} aria-label={words.notice_dismiss()}>
                    { icon(Shape::Close) }
                </button>
            </li>
        }
    };
    let is_beginning = *lab.scenario() == lab.timeline.run.scenario && lab.pending.is_some();
    let running = lab.running().map(|events| {
        let events = text::grouped(u64::from(events));
        if is_beginning { words.badge_running_on(&events) } else { words.badge_running(&events) }
    });
    html! {
        <ul class="notices" role="status">
            if let Some(running) = running {
                <li id="running"><span>{ running }</span></li>
            }
            { for lab.notices.iter().enumerate().map(item) }
        </ul>
    }
}
