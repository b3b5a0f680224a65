//! The fault menu: one popover for lifeline heads, lines, arrows and the time bar.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::menu::items::{Item, items};
use crate::ui::menu::{Target, Verb};
use crate::ui::wording;

use super::fault_gutter::sample;
use super::handlers::does;
use super::popover;

/// The menu, when it is open.
#[component]
pub fn FaultMenu() -> Html {
    let lab = use_lab();
    let opener = use_mut_ref(|| None::<HtmlElement>);
    use_effect_with(lab.menu, move |menu| {
        // The focus goes into the menu, and back to what opened it.
        if menu.is_some() {
            *opener.borrow_mut() = browser::focused();
            browser::focus("menu-item-0");
        } else if let Some(opener) = opener.borrow_mut().take() {
            // What opened it may be gone with the run that it belonged to.
            let _ = opener.focus();
        }
    });
    let Some(menu) = lab.menu else { return html! {} };
    let close = does(&lab, Action::CloseMenu);
    let list = items(&lab, menu.target);
    let on_key = popover::on_key("menu-item-", list.len(), {
        let lab = lab.clone();
        Callback::from(move |()| lab.dispatch(Action::CloseMenu))
    });
    let style = popover::style((menu.x, menu.y));
    html! {
        <>
            <div class="menu-ground" onclick={close.clone()} oncontextmenu={close} />
            <div class="menu" role="menu" aria-label={heading(&lab, menu.target)} id="menu"
                {style} onkeydown={on_key}>
                <h2 aria-hidden="true">{ heading(&lab, menu.target) }</h2>
                { for (0..).zip(list).map(|(index, item)| row(&lab, menu.target, index, item)) }
            </div>
        </>
    }
}

fn row(lab: &Lab, target: Target, index: usize, item: Item) -> Html {
    let verb = match item.verb {
        Verb::Mapped(index) => mapped(lab, index),
        verb => wording::verb(lab.lang, target, verb).into(),
    };
    let reason = item.choice.as_ref().err().map(|reason| wording::why_not(lab.lang, *reason));
    let onclick = {
        let lab = lab.clone();
        move |_| {
            if let Ok(action) = &item.choice {
                lab.dispatch(action.clone());
                lab.dispatch(Action::CloseMenu);
            }
        }
    };
    html! {
        <button type="button" role="menuitem" key={index} id={format!("menu-item-{index}")}
            {onclick} aria-disabled={reason.is_some().then_some("true")} tabindex="-1">
            { verb }
            if let Some(reason) = reason { <small>{ reason }</small> }
        </button>
    }
}

/// A fault of the map, with what it comes to.
fn mapped(lab: &Lab, index: usize) -> Html {
    let Some(entry) = lab.fault_map().and_then(|map| map.entries.get(index)) else {
        return html! {};
    };
    let outcome = entry.outcome;
    html! {
        <>
            { sample(outcome) }
            { text::fault_sentence(lab.lang, &entry.fault) }
            <small>{ outcome.code() }{ " · " }{ text::outcome_meaning(lab.lang, outcome) }</small>
        </>
    }
}

fn heading(lab: &Lab, target: Target) -> String {
    let words = lab.lang.words();
    let run = &lab.timeline.run;
    match target {
        Target::Node(node) => words.fault_at_node(&text::node_name(lab.lang, node)),
        Target::Line(line) => words.fault_at_line(&line),
        Target::Message(id) => {
            let span = run.spans().message(id);
            let label = span.map(|span| text::message_label(lab.lang, &span.message));
            words.fault_at_message(&label.unwrap_or_default())
        }
        Target::Here => words.fault_at_step(&lab.playhead),
        Target::Step(step) => lab.lang.words().map_at_step(&step),
    }
}
