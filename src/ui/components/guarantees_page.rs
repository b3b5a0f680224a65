//! The page of guarantees: every strategy against every guarantee, searched row by row.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee};
use crate::program::catalogue::Strategy;
use crate::program::step::Family;
use crate::text;
use crate::ui::lab::Lab;
use crate::ui::search::hook::Live;
use crate::ui::search::matrix::{columns, name};

use super::break_panel::progress;
use super::matrix_head::matrix_head;
use super::matrix_row::MatrixRow;
use super::search_scope::matrix_scope;

/// The page.
pub fn guarantees_page(lab: &Lab, live: Option<&Live>) -> Html {
    let columns = columns(&lab.search);
    html! {
        <main class="matrix">
            { matrix_head(lab) }
            if let Some(live) = live {
                { progress(lab, true, Some(live), Some(&live.report)) }
            }
            <div class="sheet" tabindex="0" role="region"
                aria-label={lab.lang.words().page_guarantees()}>
                <table>
                    { head(lab, &columns) }
                    { for Family::ALL.iter().map(|family| section(lab, *family, &columns)) }
                </table>
            </div>
            <p class="remark">{ lab.lang.words().search_matrix() }</p>
            { matrix_scope(lab) }
        </main>
    }
}

fn head(lab: &Lab, columns: &[usize]) -> Html {
    let column = |index: &usize| {
        let Guarantee { id, number, .. } = GUARANTEES[*index];
        let sentence = text::guarantee_sentence(lab.lang, id);
        html! {
            <th scope="col" key={id} title={sentence}>
                { name(lab.lang, *index) }<small>{ number }</small>
            </th>
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
    let id = strategy.id;
    html! { <MatrixRow key={id} {id} {report} {lang} {columns} {dispatcher} /> }
}
