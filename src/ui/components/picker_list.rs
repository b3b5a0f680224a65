//! The list of a picker, with a text field that filters it. It is in the page while it is open.

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::choosing::filter::{Found, filter, meant_first};
use crate::ui::keys::is_for_others;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::page::{Picker, Sheet};

use super::handlers::{told_by, value_of};
use super::icon::{Shape, icon};
use super::picker_rows::{id_of, rows};

/// Rows that Page Up and Page Down go.
const PAGE: usize = 8;

/// The id of the text field.
const FIELD: &str = "choose-field";

/// Which list.
#[derive(Properties, PartialEq, Eq, Clone, Copy, Debug)]
pub struct PickerProps {
    /// Whose.
    pub picker: Picker,
}

/// What somebody did in the list so far.
#[derive(Clone, PartialEq, Eq, Default)]
struct Typed {
    text: String,
    /// The row that arrow keys went to, counted over those that are shown.
    place: Option<usize>,
}

/// The list.
#[component]
pub fn PickerList(props: &PickerProps) -> Html {
    let lab = use_lab();
    let picker = props.picker;
    let typed = use_state(Typed::default);
    // A text field brings up the keyboard of a phone, which hides the list.
    use_effect_with((), |()| browser::focus(if browser::has_fingers() { "choose" } else { FIELD }));
    let all = picker.choices(lab.lang);
    let found = filter(&all, &typed.text);
    let chosen = picker.chosen(&lab);
    let place = typed.place.unwrap_or_else(|| {
        let is_chosen = |index: &usize| Some(all[*index].id) == chosen;
        let first = found.places.iter().position(is_chosen).filter(|_| typed.text.is_empty());
        first.unwrap_or_else(|| meant_first(&all, &found, &typed.text))
    });
    let active = found.places.get(place).map(|index| all[*index].id);
    let block = match typed.place {
        None => ScrollLogicalPosition::Center,
        Some(_) => ScrollLogicalPosition::Nearest,
    };
    use_effect_with((active, block), |(active, block)| {
        if let Some(id) = active {
            browser::reveal(&id_of(id), *block);
        }
    });
    let keys = on_key(&lab, picker, &typed, (place, found.places.len()), active);
    let close = {
        let lab = lab.clone();
        move |_| close(&lab, picker)
    };
    let label = match picker {
        Picker::Scenario => lab.lang.words().scenario_choose_scenario(),
        Picker::Strategy => lab.lang.words().scenario_choose_strategy(),
    };
    let onclick = {
        let lab = lab.clone();
        move |event: MouseEvent| {
            if let Some(id) = told_by(&event, "data-id") {
                choose(&lab, picker, &id);
            }
        }
    };
    html! {
        <>
            <div class="menu-ground" onclick={close.clone()} />
            <div class="choose" id="choose" role="dialog" aria-modal="true" aria-label={label}
                tabindex="-1" style={under(picker)} onkeydown={keys}>
                <div class="row">
                    { field(&lab, picker, &typed, active) }
                    <button type="button" onclick={close}
                        aria-label={lab.lang.words().page_close()}>{ icon(Shape::Close) }</button>
                </div>
                <p role="status">{ status(&lab, &typed.text, &found, all.len()) }</p>
                // The focus stays in the field, whatever is clicked.
                <div role="listbox" id="choices" {onclick} aria-label={label}
                    onmousedown={|event: MouseEvent| event.prevent_default()}>
                    { rows(&lab, &all, &found, (active, chosen)) }
                </div>
            </div>
        </>
    }
}

/// Where the list hangs, for the style sheet: at the lower left corner of its box.
fn under(picker: Picker) -> Option<String> {
    let (left, bottom) = browser::corner(picker.word())?;
    Some(format!("--left:{left}px;--top:{bottom}px"))
}

/// Closes the list and gives the focus back.
fn close(lab: &Lab, picker: Picker) {
    browser::focus(picker.word());
    lab.dispatch(Action::ShowSheet(Sheet::Closed));
}

fn choose(lab: &Lab, picker: Picker, id: &str) {
    if let Some(action) = picker.choose(id) {
        close(lab, picker);
        lab.dispatch(action);
    }
}

fn field(
    lab: &Lab,
    picker: Picker,
    typed: &UseStateHandle<Typed>,
    active: Option<&'static str>,
) -> Html {
    let hint = match picker {
        Picker::Scenario => lab.lang.words().choose_by_scenario(),
        Picker::Strategy => lab.lang.words().choose_by_strategy(),
    };
    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| {
            typed.set(Typed { text: value_of(&event).unwrap_or_default(), place: None });
        }
    };
    html! {
        <input id={FIELD} type="text" role="combobox" value={typed.text.clone()} {oninput}
            placeholder={hint} aria-label={hint} aria-autocomplete="list" aria-controls="choices"
            aria-expanded={active.is_some().to_string()}
            aria-activedescendant={active.map(id_of)}
            autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" />
    }
}

/// How many there are, or that there are none and what was near.
fn status(lab: &Lab, typed: &str, found: &Found, all: usize) -> String {
    let words = lab.lang.words();
    let typed = typed.trim();
    match &found.instead {
        Some(nearest) => words.choose_nothing_but(&typed, nearest),
        None if found.places.is_empty() => words.choose_nothing(&typed),
        None if typed.is_empty() => String::new(),
        None => words.choose_count(&all, &found.places.len()),
    }
}

fn on_key(
    lab: &Lab,
    picker: Picker,
    typed: &UseStateHandle<Typed>,
    (place, count): (usize, usize),
    active: Option<&'static str>,
) -> Callback<KeyboardEvent> {
    let (lab, typed) = (lab.clone(), typed.clone());
    Callback::from(move |event: KeyboardEvent| {
        // The keys of the page mean something else.
        event.stop_propagation();
        if is_for_others(&event) {
            return;
        }
        let last = count.saturating_sub(1);
        let go = |place| typed.set(Typed { place: Some(place), ..(*typed).clone() });
        match event.key().as_str() {
            "ArrowDown" => go(if place >= last { 0 } else { place + 1 }),
            "ArrowUp" => go(place.checked_sub(1).unwrap_or(last)),
            "PageDown" => go((place + PAGE).min(last)),
            "PageUp" => go(place.saturating_sub(PAGE)),
            "Enter" => {
                if let Some(id) = active {
                    choose(&lab, picker, id);
                }
            }
            "Escape" => close(&lab, picker),
            // On to what stands after the box.
            "Tab" => return close(&lab, picker),
            "/" if typed.text.is_empty() => {
                let other = picker.other();
                if other.is_on(lab.page) {
                    lab.dispatch(Action::ShowSheet(Sheet::Choose(other)));
                }
            }
            _ => return browser::focus(FIELD),
        }
        event.prevent_default();
    })
}
