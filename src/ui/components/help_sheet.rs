//! The help sheet: what can be done, the keys, and what the model leaves out.

use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::keys::{KEYS, Key};
use crate::ui::lab::use_lab;
use crate::ui::page::Sheet;
use crate::ui::wording;

use super::handlers::does;

/// The sheet, when it is open.
#[component]
pub fn HelpSheet() -> Html {
    let lab = use_lab();
    let is_open = lab.sheet == Sheet::Help;
    use_effect_with(is_open, |is_open| {
        if *is_open {
            browser::focus("help-close");
        }
    });
    if !is_open {
        return html! {};
    }
    let words = lab.lang.words();
    let intro = [words.help_intro_1(), words.help_intro_2(), words.help_intro_3()];
    let close = does(&lab, Action::ShowSheet(Sheet::Closed));
    let row = |key: &Key| {
        html! { <><dt>{ key.shown }</dt><dd>{ wording::command(lab.lang, key.command) }</dd></> }
    };
    html! {
        <div class="help" role="dialog" aria-modal="true" aria-labelledby="help-title">
            <div>
                <h2 id="help-title">{ words.help_title() }</h2>
                { for intro.into_iter().map(|paragraph| html! { <p>{ paragraph }</p> }) }
                <dl>{ for KEYS.iter().map(row) }</dl>
                <p class="remark">{ words.page_model() }</p>
                <p class="remark">
                    <a href="licenses.txt" target="_blank" rel="noopener">{ words.help_licences() }</a>
                </p>
                <div class="row-of-buttons">
                    <button type="button" class="primary" id="help-close" onclick={close}>{ words.page_close() }</button>
                </div>
            </div>
        </div>
    }
}
