//! Above the matrix: the question, what the searches come to, and what they are about.

use yew::prelude::*;

use crate::guarantee::GUARANTEES;
use crate::program::catalogue::strategies;
use crate::scenario::settings::{Setting, changed};
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::lab::Lab;
use crate::ui::search::matrix::{kept, markdown, open_rows, toggles};
use crate::ui::search::remedy::value_name;
use crate::ui::search::rows::{RESTRICTIONS, Restriction};
use crate::ui::search::state::{Ask, Folding};

use super::fold::Fold;
use super::handlers::does;
use super::search_scope::{budget, kinds, list};

/// All that stands above the table.
pub fn matrix_head(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let rows = lab.search.rows.strategies().count();
    let open = open_rows(&lab.search).len();
    let done = rows - open;
    html! {
        <>
            <h1>{ words.start_guarantees() }</h1>
            <p class="about" id="matrix-answer">{ answer(lab, rows) }</p>
            <div class="controls">
                <label>
                    <span>{ words.search_budget() }</span>
                    { budget(lab, lab.search.matrix_budget) }
                </label>
                <div class="labelled">
                    <span aria-hidden="true">{ words.search_may_strike() }</span>
                    { kinds(lab, lab.search.matrix_budget) }
                </div>
            </div>
            { settings(lab) }
            <div class="controls">
                { run_button(lab, open > 0) }
                <progress max={rows.to_string()} value={done.to_string()}
                    aria-label={words.search_searched()} />
                <span role="status">{ format!("{done} / {rows}") }</span>
                { fold_buttons(lab) }
                { copy_button(lab) }
            </div>
        </>
    }
}

/// Which of the strategies keep commit and message together, as far as that is known.
fn answer(lab: &Lab, rows: usize) -> String {
    let words = lab.lang.words();
    let (kept, searched) = kept(&lab.search);
    let faults = lab.search.matrix_budget.faults;
    if searched < rows {
        return words.search_answer_waits(&rows, &faults);
    }
    let names: Vec<_> =
        kept.iter().map(|strategy| text::title_of(lab.lang, &strategy.program.header)).collect();
    let names = names.join(words.search_answer_comma());
    words.search_answer(&faults, &kept.len(), &names, &rows)
}

/// The settings that decide many cells, and what restricts the rows.
fn settings(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let is_restricted =
        |own: &Restriction| *own.values(lab.lang)[0].0 != lab.search.rows.value(*own);
    let restricted = RESTRICTIONS.iter().filter(|own| is_restricted(own)).count();
    let count = changed(&lab.search.config).count() + restricted;
    let note = if count > 0 { words.settings_changed(&count) } else { String::new() };
    html! {
        <Fold id="matrix-settings" title={words.settings_settings()} {note}>
            <div class="controls">
                { for toggles().map(|(setting, values)| toggle(lab, setting, values)) }
                { for RESTRICTIONS.into_iter().map(|own| restriction(lab, own)) }
            </div>
        </Fold>
    }
}

/// A setting that decides many cells.
fn toggle(lab: &Lab, setting: &'static Setting, values: Vec<String>) -> Html {
    let label = text::setting_label(lab.lang, setting.key);
    let named = |value: String| {
        let name = value_name(lab.lang, setting, &value);
        (value, name)
    };
    let options = values.into_iter().map(named).collect();
    let chosen = setting.value(&lab.search.config);
    let ask = |value| Ask::SetMatrix(setting.key, value);
    html! {
        <label title={setting.key}>
            <span>{ label }</span>{ list(lab, (setting.key, label), &chosen, options, ask) }
        </label>
    }
}

/// A choice that leaves rows out.
fn restriction(lab: &Lab, own: Restriction) -> Html {
    let label = own.label(lab.lang);
    let (chosen, values) = (lab.search.rows.value(own), own.values(lab.lang));
    let ask = move |value| Ask::ShowRows(own, value);
    html! {
        <label>
            <span>{ label }</span>{ list(lab, (own.word(), label), &chosen, values, ask) }
        </label>
    }
}

fn run_button(lab: &Lab, has_rest: bool) -> Html {
    let words = lab.lang.words();
    if !has_rest {
        // Nothing is left to stop; the word stands where the button stood.
        return html! { <b id="matrix-run">{ words.search_done() }</b> };
    }
    let is_stopped = lab.search.is_matrix_stopped;
    let (label, ask) = if is_stopped {
        (words.search_resume(), Ask::Resume)
    } else {
        (words.search_stop(), Ask::Stop)
    };
    html! {
        <button type="button" id="matrix-run" class="primary"
            onclick={does(lab, Action::Search(ask))}>
            { label }
        </button>
    }
}

/// What shows every row and every column.
fn fold_buttons(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let button =
        |id: &'static str, name: &str, count: usize, is_on: bool, ask: fn(Folding) -> Ask| {
            let folding = if is_on { Folding::Folded } else { Folding::Unfolded };
            html! {
                <button type="button" {id} onclick={does(lab, Action::Search(ask(folding)))}
                    aria-pressed={is_on.to_string()}>
                    { format!("{name} ({count})") }
                </button>
            }
        };
    let (rows, columns, search) = (strategies().len(), GUARANTEES.len(), &lab.search);
    let (strategies, guarantees) = (words.search_all_strategies(), words.search_all_columns());
    html! {
        <>
            { button("all-rows", strategies, rows, search.rows.is_whole, Ask::ShowStrategies) }
            { button("all-columns", guarantees, columns, search.shows_all, Ask::ShowAll) }
        </>
    }
}

fn copy_button(lab: &Lab) -> Html {
    let onclick = {
        let lab = lab.clone();
        move |_| browser::copy(&markdown(lab.lang, &lab.search, browser::address_with))
    };
    html! {
        <button type="button" id="copy-markdown" {onclick}>
            { lab.lang.words().search_copy_markdown() }
        </button>
    }
}
