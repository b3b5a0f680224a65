//! A row of the matrix. It is a component, so that a row whose answer is known is not drawn again
//! whenever another comes.

use std::rc::Rc;

use yew::prelude::*;

use crate::explore::{Finding, Report};
use crate::guarantee::GUARANTEES;
use crate::program::catalogue;
use crate::text::{self, Lang};
use crate::ui::action::Action;
use crate::ui::search::matrix::{cell, cell_words, name, receipt};
use crate::ui::search::state::Ask;
use crate::ui::state::AppState;

/// What a row shows.
#[derive(Clone, PartialEq, Properties, Debug)]
pub struct RowProps {
    /// The strategy's id.
    pub id: &'static str,
    /// What its search came to, when it has ended.
    pub report: Option<Rc<Report>>,
    /// The language of the page.
    pub lang: Lang,
    /// The columns, as places in [`GUARANTEES`].
    pub columns: Vec<usize>,
    /// Takes what a cell wants.
    pub dispatcher: UseReducerDispatcher<AppState>,
}

/// A strategy, a cell for each column, and the receipt of its search.
#[component]
pub fn MatrixRow(props: &RowProps) -> Html {
    let RowProps { id, report, lang, columns, .. } = props;
    let Some(strategy) = catalogue::strategy(id) else { return Html::default() };
    let header = &strategy.program.header;
    html! {
        <tr data-strategy={*id}>
            <th scope="row" title={text::of_file(*lang, &header.about).to_owned()}>
                { text::title_of(*lang, header).to_owned() }
            </th>
            { for columns.iter().map(|index| cell_of(props, *index)) }
            <td class="receipt">
                { report.as_ref().map_or(lang.words().search_waiting().to_owned(),
                    |report| receipt(*lang, report)) }
            </td>
        </tr>
    }
}

fn cell_of(props: &RowProps, index: usize) -> Html {
    let guarantee = GUARANTEES[index].id;
    let label =
        html! { <span class="column" aria-hidden="true">{ name(props.lang, index) }</span> };
    let Some(report) = &props.report else {
        return html! {
            <td key={guarantee} data-cell="waiting">{ label }<span>{ "·" }</span></td>
        };
    };
    let finding = &report.findings[index];
    html! {
        <td key={guarantee} data-cell={cell(finding).kind} data-guarantee={guarantee}>
            { label }{ content(props, finding) }
        </td>
    }
}

fn content(props: &RowProps, finding: &Finding) -> Html {
    let lang = props.lang;
    let words = html! {
        <><span class="glyph" aria-hidden="true">{ cell(finding).glyph }</span>
        <span>{ cell_words(lang, finding) }</span></>
    };
    // What is broken opens its shortest run, everything else what was tried.
    let (ask, title, label) = match finding.counterexample() {
        None => {
            let ask = Ask::Examine(props.id, finding.guarantee);
            (ask, String::new(), lang.words().search_open_what_was_tried())
        }
        Some(found) => {
            let faults =
                found.scenario.faults.iter().map(|fault| text::fault_sentence(lang, fault));
            let title = faults.collect::<Vec<_>>().join("\n");
            let ask = Ask::Open(finding.guarantee, Box::new(found.clone()));
            (ask, title, lang.words().search_open_counterexample())
        }
    };
    let dispatcher = props.dispatcher.clone();
    let opens = move |_| dispatcher.dispatch(Action::Search(ask.clone()));
    html! {
        <button type="button" class="said" onclick={opens} {title}>
            { words }<span class="hidden-text">{ label }</span>
        </button>
    }
}
