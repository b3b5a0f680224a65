//! The menu of what can be written at the caret, from the language's own list.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::program::phrase::PHRASES;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::components::icon::{Shape, icon};
use crate::ui::components::popover;
use crate::ui::draft::Change;
use crate::ui::editor::insertion::{insert, offers};
use crate::ui::effect::use_effect_with;
use crate::ui::lab::use_lab;

use super::caret::{AREA, CaretProps, put, written};

/// What the ids of its items begin with.
const ITEM: &str = "insert-";

/// The button and its menu.
#[component]
pub fn InsertMenu(props: &CaretProps) -> Html {
    let lab = use_lab();
    let place = use_state(|| None::<(i32, i32)>);
    use_effect_with(*place, |place| {
        if place.is_some() {
            browser::focus(&format!("{ITEM}0"));
        }
    });
    let words = lab.lang.words();
    let open = {
        let place = place.clone();
        move |event: MouseEvent| place.set(Some(popover::place_under(&event)))
    };
    let close = {
        let place = place.clone();
        Callback::from(move |()| {
            place.set(None);
            browser::focus_quietly(AREA);
        })
    };
    let menu = place.map(|place| {
        let selection = written().map(|edit| edit.selection);
        let text = lab.open_draft().map_or("", |draft| draft.text());
        let list = selection.map_or_else(Vec::new, |selection| offers(text, selection));
        let on_key = popover::on_key(ITEM, list.len(), close.clone());
        let ground = close.reform(|_: MouseEvent| ());
        let choose = |index: usize| {
            let (lab, close, caret) = (lab.clone(), close.clone(), props.caret.clone());
            Callback::from(move |_: MouseEvent| {
                let phrase = &PHRASES[index];
                let edit = written().and_then(|now| insert(&now.text, now.selection, phrase));
                close.emit(());
                if let Some(edit) = edit {
                    put(&edit, &caret);
                    lab.dispatch(Action::Write(Change::Rewrite(edit)));
                }
            })
        };
        let item = |(row, index): (usize, &usize)| {
            let phrase = &PHRASES[*index];
            let is_first = row == 0 || PHRASES[list[row - 1]].group != phrase.group;
            html! {
                <>
                    if is_first {
                        <h2 role="presentation">{ text::phrase_group(lab.lang, phrase.group) }</h2>
                    }
                    <button type="button" role="menuitem" id={format!("{ITEM}{row}")} tabindex="-1"
                        onclick={choose(*index)}>
                        <code lang="en" translate="no">{ phrase.title() }</code>
                        <small>{ text::phrase(lab.lang, phrase) }</small>
                    </button>
                </>
            }
        };
        html! {
            <>
                <div class="menu-ground" onclick={ground} />
                <div class="menu phrases" role="menu" id="insert-menu"
                    aria-label={words.program_insert()} style={popover::style(place)}
                    onkeydown={on_key}>
                    { for list.iter().enumerate().map(item) }
                    if list.is_empty() {
                        <button type="button" role="menuitem" id={format!("{ITEM}0")} tabindex="-1"
                            aria-disabled="true">{ words.program_nothing_fits() }</button>
                    }
                </div>
            </>
        }
    });
    html! {
        <>
            <button type="button" id="editor-insert" aria-haspopup="menu" onclick={open}
                aria-expanded={if place.is_some() { "true" } else { "false" }}>
                { icon(Shape::Plus) }{ words.program_insert() }
            </button>
            { menu }
        </>
    }
}
