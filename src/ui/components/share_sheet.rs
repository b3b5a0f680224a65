//! The sheet of ways to take along what is shown: each a text to look at and to copy.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::scenario::link::LinkError;
use crate::ui::action::Action;
use crate::ui::address;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::notice::Notice;
use crate::ui::page::Sheet;
use crate::ui::sharing::{Way, link_end, ways};
use crate::ui::wording;

use super::handlers::{does, told_by};

/// How long "copied" stands on the button.
const COPIED_MILLIS: u32 = 1_600;

/// The sheet, when it is open.
#[component]
pub fn ShareSheet() -> Html {
    let lab = use_lab();
    let is_open = lab.sheet == Sheet::Share;
    use_effect_with(is_open, |is_open| {
        if *is_open {
            browser::focus("copy-link");
        }
    });
    let copied = use_state(|| None::<&'static str>);
    let pending = use_mut_ref(|| None::<Timeout>);
    if !is_open {
        return html! {};
    }
    let words = lab.lang.words();
    let close = does(&lab, Action::ShowSheet(Sheet::Closed));
    let found = ways(&lab, browser::address_with);
    let onclick = {
        let (lab, copied, found) = (lab.clone(), copied.clone(), found.clone());
        Callback::from(move |event: MouseEvent| {
            let wanted = told_by(&event, "data-copy");
            let way = found.iter().flatten().find(|way| Some(way.id) == wanted.as_deref());
            let Some(way) = way else { return };
            if let Err(error) = copy(&lab, way) {
                return lab.dispatch(Action::Tell(Notice::Link(error)));
            }
            copied.set(Some(way.id));
            let copied = copied.clone();
            *pending.borrow_mut() = Some(Timeout::new(COPIED_MILLIS, move || copied.set(None)));
        })
    };
    let row = |way: &Way| {
        let (label, id) = (format!("{}: {}", words.share_copy(), way.title), way.id);
        let says = if *copied == Some(id) { words.share_copied() } else { words.share_copy() };
        html! {
            <li key={id}>
                <h3 id={format!("share-{id}")}>{ way.title }</h3>
                <button type="button" id={format!("copy-{id}")} data-copy={id} aria-label={label}>
                    <span aria-live="polite">{ says }</span>
                </button>
                <pre translate="no" tabindex="0" aria-labelledby={format!("share-{id}")}>{ &way.text }</pre>
            </li>
        }
    };
    html! {
        <div class="help" role="dialog" aria-modal="true" aria-labelledby="share-title">
            <div class="sharing" {onclick}>
                <h2 id="share-title">{ words.share_share() }</h2>
                if let Ok(found) = &found {
                    <ul>{ for found.iter().map(row) }</ul>
                } else if let Err(error) = found {
                    <p role="alert">{ wording::notice(lab.lang, &Notice::Link(error)) }</p>
                }
                <div class="row-of-buttons">
                    <button type="button" class="primary" id="share-close" onclick={close}>{ words.page_close() }</button>
                </div>
            </div>
        </div>
    }
}

fn copy(lab: &Lab, way: &Way) -> Result<(), LinkError> {
    // The address bar, if it is ours, holds the link too, so that it can be copied by hand where
    // the clipboard is shut.
    if way.id == "link" && !browser::is_framed() {
        let search = address::query_of(lab.page, &browser::search(), &browser::hash());
        browser::replace_address(&link_end(lab, &search)?);
    }
    browser::copy(&way.text);
    if lab.draft.as_ref().is_some_and(|draft| !draft.runs()) {
        lab.dispatch(Action::Tell(Notice::DraftLeftOut));
    }
    Ok(())
}
