//! The page of guarantees: every strategy against every guarantee, searched row by row.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee};
use crate::program::catalogue::Strategy;
use crate::program::step::Family;
use crate::scenario::settings::Setting;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::lab::Lab;
use crate::ui::search::hook::Live;
use crate::ui::search::matrix::{columns, markdown, name, open_rows, toggles};
use crate::ui::search::remedy::value_name;
use crate::ui::search::rows::{RESTRICTIONS, Restriction};
use crate::ui::search::state::{Ask, Folding};

use super::break_panel::{budget, list, progress};
use super::handlers::does;
use super::matrix_row::MatrixRow;
use super::search_scope::{kinds, matrix_scope};

/// The page.
pub fn guarantees_page(lab: &Lab, live: Option<&Live>) -> Html {
    let words = lab.lang.words();
    let searches = &lab.search;
    let columns = columns(searches);
    let open = open_rows(searches).len();
    let rows = searches.rows.strategies().count();
    let done = rows - open;
    html! {
        <main class="matrix">
            <p class="about">{ words.search_matrix() }</p>
            <div class="controls">
                <label><span>{ words.search_budget() }</span>{ budget(lab) }</label>
                { for toggles().map(|(setting, values)| toggle(lab, setting, values)) }
                { for RESTRICTIONS.into_iter().map(|own| restriction(lab, own)) }
            </div>
            { kinds(lab) }
            <div class="controls">
                { run_button(lab, open > 0) }
                <progress max={rows.to_string()} value={done.to_string()}
                    aria-label={words.search_searched()} />
                <span role="status">{ format!("{done} / {rows}") }</span>
                { fold_button(lab) }
                { copy_button(lab) }
            </div>
            if let Some(live) = live {
                { progress(lab, true, Some(live), Some(&live.report)) }
            }
            <div class="sheet" tabindex="0" role="region" aria-label={lab.lang.words().page_guarantees()}>
                <table>
                    { head(lab, &columns) }
                    { for Family::ALL.iter().map(|family| section(lab, *family, &columns)) }
                </table>
            </div>
            { matrix_scope(lab) }
        </main>
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
        <label><span>{ label }</span>{ list(lab, (own.word(), label), &chosen, values, ask) }</label>
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
        <button type="button" id="matrix-run" class="primary" onclick={does(lab, Action::Search(ask))}>{ label }</button>
    }
}

fn fold_button(lab: &Lab) -> Html {
    let is_unfolded = lab.search.shows_all;
    let folding = if is_unfolded { Folding::Folded } else { Folding::Unfolded };
    html! {
        <button type="button" id="all-columns" onclick={does(lab, Action::Search(Ask::ShowAll(folding)))}
            aria-pressed={is_unfolded.to_string()}>
            { format!("{} ({})", lab.lang.words().search_all_columns(), GUARANTEES.len()) }
        </button>
    }
}

fn copy_button(lab: &Lab) -> Html {
    let onclick = {
        let lab = lab.clone();
        move |_| browser::copy(&markdown(lab.lang, &lab.search, browser::address_with))
    };
    html! {
        <button type="button" id="copy-markdown" {onclick}>{ lab.lang.words().search_copy_markdown() }</button>
    }
}

fn head(lab: &Lab, columns: &[usize]) -> Html {
    let column = |index: &usize| {
        let Guarantee { id, number, .. } = GUARANTEES[*index];
        let sentence = text::guarantee_sentence(lab.lang, id);
        html! {
            <th scope="col" key={id} title={sentence}>{ name(lab.lang, *index) }<small>{ number }</small></th>
        }
    };
    html! {
        <thead>
            <tr>
                <th scope="col">{ lab.lang.words().scenario_strategy() }</th>
                { for columns.iter().map(column) }
                <th scope="col">{ lab.lang.words().search_searched() }</th>
            </tr>
        </thead>
    }
}

fn section(lab: &Lab, family: Family, columns: &[usize]) -> Html {
    let is_own = |row: &&Strategy| row.program.header.family == family;
    let mut rows = lab.search.rows.strategies().filter(is_own).peekable();
    if rows.peek().is_none() {
        return Html::default();
    }
    html! {
        <tbody key={family.word()}>
            <tr class="section">
                <th scope="rowgroup" colspan={(columns.len() + 2).to_string()}>
                    { text::family(lab.lang, family) }
                </th>
            </tr>
            { for rows.map(|strategy| row(lab, strategy, columns)) }
        </tbody>
    }
}

fn row(lab: &Lab, strategy: &'static Strategy, columns: &[usize]) -> Html {
    let searches = &lab.search;
    let report = searches.job_of(strategy).and_then(|job| searches.whole_answer(&job).cloned());
    let (lang, columns, dispatcher) = (lab.lang, columns.to_vec(), lab.dispatcher());
    html! { <MatrixRow key={strategy.id} id={strategy.id} {report} {lang} {columns} {dispatcher} /> }
}
