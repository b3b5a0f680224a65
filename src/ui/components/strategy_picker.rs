//! Which strategy runs, and one sentence about it.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::program::catalogue::{self, Strategy};
use crate::text;
use crate::ui::app::use_lab;
use crate::ui::state::Action;

/// The picker. Settings and faults stay when the strategy changes, so that strategies can be tried
/// against the same fault.
#[component]
pub fn StrategyPicker() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let shown = lab.scenario().strategy.id;
    let onchange = {
        let lab = lab.clone();
        move |event: Event| {
            let chosen =
                event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(found) = chosen.and_then(|select| catalogue::strategy(&select.value())) {
                lab.dispatch(Action::ChooseStrategy(found.id));
            }
        }
    };
    let option = |strategy: &'static Strategy| {
        let header = &strategy.program.header;
        let title = text::of_file(lab.lang, &header.title);
        let section = match header.course {
            0 => String::new(),
            course => format!("§{course}  "),
        };
        html! {
            <option key={strategy.id} value={strategy.id} selected={shown == Some(strategy.id)}>
                { section }{ title.to_owned() }
            </option>
        }
    };
    let about = text::of_file(lab.lang, &lab.timeline.run.shop.program.header.about).to_owned();
    html! {
        <section class="strategy">
            <h2><label for="strategy">{ words.scenarios.strategy }</label></h2>
            <select id="strategy" {onchange}>
                if shown.is_none() {
                    <option selected={true} disabled={true}>{ words.program.custom }</option>
                }
                { for catalogue::strategies().iter().map(option) }
            </select>
            <p class="remark">{ about }</p>
            if let Some(preset) = lab.shown_preset() {
                <p class="remark"><b>{ preset.id.to_ascii_uppercase() }</b>{ " " }
                    { text::of_file(lab.lang, &preset.file.about).to_owned() }</p>
            }
        </section>
    }
}
