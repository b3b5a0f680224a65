//! What the run costs, beside the same without faults and beside another strategy.

use yew::prelude::*;

use crate::job::slice;
use crate::program::catalogue::{self, CHECKED};
use crate::run::measures::Measures;
use crate::run::{Run, Simulation};
use crate::scenario::{Scenario, Strategy};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};
use crate::ui::lab::{Lab, use_lab};

use super::fold::Fold;

/// A column: what it is of, and what that costs.
type Column = (String, Measures);

/// A row: what it is called, and what a run has of it.
type Row = (&'static str, fn(Lang, &Measures) -> String);

/// The table, folded.
#[component]
pub fn MeasuresTable() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let columns = {
        let lab = lab.clone();
        use_memo((lab.timeline.identity(), lab.lang), move |_| columns(&lab))
    };
    let own = columns.first().map(|(_, measures)| *measures).unwrap_or_default();
    let head = |(title, _): &Column| html! { <th scope="col">{ title }</th> };
    let row = |(name, value): Row| {
        let shown = columns.iter().map(|(_, measures)| value(lab.lang, measures));
        let cell = |shown: String| {
            let differs = shown != value(lab.lang, &own);
            html! { <td data-differs={differs.then_some("")}>{ shown }</td> }
        };
        html! { <tr><th scope="row">{ name }</th>{ for shown.map(cell) }</tr> }
    };
    let rows: [Row; 6] = [
        (words.measure_messages(), |_, measures| measures.messages.to_string()),
        (words.measure_round_trips(), |_, measures| measures.round_trips.to_string()),
        (words.measure_log_records(), |_, measures| measures.log_records.to_string()),
        (words.measure_transaction(), |lang, measures| length(lang, measures.transaction)),
        (words.measure_caller(), |lang, measures| length(lang, measures.caller)),
        (words.measure_red_packet(), |lang, measures| length(lang, measures.red_packet)),
    ];
    html! {
        <section class="measures">
            <Fold id="measures" title={words.measure_measures()}>
                <table>
                    <thead><tr><td />{ for columns.iter().map(head) }</tr></thead>
                    <tbody>{ for rows.into_iter().map(row) }</tbody>
                </table>
            </Fold>
        </section>
    }
}

fn length(lang: Lang, length: Option<SimDuration>) -> String {
    length.map_or_else(|| "—".to_owned(), |length| text::exact_duration(lang, length))
}

/// The run that is shown, the same without faults, and a transactional message without faults: each
/// where it is another one, and takes no longer than a moment.
fn columns(lab: &Lab) -> Vec<Column> {
    let words = lab.lang.words();
    let shown = &lab.timeline.run;
    let bare = Scenario { faults: Vec::new(), seed: None, ..shown.scenario.clone() };
    let mut columns = vec![(words.measure_this_run().to_owned(), Measures::of(shown))];
    let mut add = |title: String, scenario: &Scenario| {
        columns.extend(run_of(scenario).map(|run| (title, Measures::of(&run))));
    };
    if bare != shown.scenario {
        add(words.measure_without_faults().to_owned(), &bare);
    }
    let other = catalogue::strategy(CHECKED).filter(|_| bare.strategy.id != Some(CHECKED));
    if let (Some(other), Ok(strategy)) = (other, Strategy::shipped(CHECKED)) {
        let title = text::title_of(lab.lang, &other.program.header);
        add(words.measure_other(&title), &Scenario { strategy, ..bare });
    }
    columns
}

fn run_of(scenario: &Scenario) -> Option<Run> {
    let mut simulation = Simulation::with_spans(scenario);
    simulation.run_for(slice::EVENTS_AT_ONCE).then(|| simulation.finish())
}
