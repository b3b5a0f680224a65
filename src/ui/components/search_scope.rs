//! What a search is about: how many faults of which kinds it tries, what not, and what it leaves
//! out.

use yew::prelude::*;

use crate::explore::FaultKind;
use crate::job::search::{Budget, FAULTS_MAX};
use crate::shop::config::Config;
use crate::text;
use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::search::matrix::scope;
use crate::ui::search::state::Ask;

use super::handlers::{does, does_with, value_of};

/// The choice of how many faults a run may have.
pub fn budget(lab: &Lab, chosen: Budget) -> Html {
    let words = lab.lang.words();
    let options =
        (1..=FAULTS_MAX).map(|faults| (faults.to_string(), words.search_budget_is(&faults)));
    let ask = |value: String| Ask::Faults(value.parse().unwrap_or(1));
    list(lab, ("budget", words.search_budget()), &chosen.faults.to_string(), options.collect(), ask)
}

/// A list of values with their words. `key` and the value that is chosen make the wish.
pub fn list(
    lab: &Lab,
    (key, label): (&'static str, &'static str),
    chosen: &str,
    options: Vec<(String, String)>,
    ask: impl Fn(String) -> Ask + 'static,
) -> Html {
    let onchange =
        does_with::<Event>(lab, move |event| Some(Action::Search(ask(value_of(event)?))));
    let option = |(value, words): (String, String)| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ words }</option> }
    };
    html! {
        <select data-key={key} aria-label={label} {onchange}>
            { for options.into_iter().map(option) }
        </select>
    }
}

/// Which kinds of faults may strike. A button's title is the word with which such a fault is
/// written.
pub fn kinds(lab: &Lab, budget: Budget) -> Html {
    let button = |kind: FaultKind| {
        let is_on = budget.kinds.has(kind);
        html! {
            <button type="button" class="kind"
                onclick={does(lab, Action::Search(Ask::Toggle(kind)))}
                aria-pressed={is_on.to_string()} title={kind.word()}>
                { text::fault_kind(lab.lang, kind) }
            </button>
        }
    };
    html! {
        <div class="kinds" role="group" aria-label={lab.lang.words().fault_faults()}>
            { for FaultKind::TRIED.into_iter().map(button) }
        </div>
    }
}

/// What the search of what is shown tries, what not, and how sure that is.
pub fn search_scope(lab: &Lab) -> Html {
    sentences(lab, lab.search.budget, &lab.scenario().config)
}

/// The same of the searches of the matrix.
pub fn matrix_scope(lab: &Lab) -> Html {
    sentences(lab, lab.search.matrix_budget, &lab.search.config)
}

fn sentences(lab: &Lab, budget: Budget, config: &Config) -> Html {
    let sentences = scope(lab.lang, budget, config.restart_after);
    sentences.into_iter().map(|sentence| html! { <p class="remark">{ sentence }</p> }).collect()
}

/// That the faults of the scenario that is shown have no part in its search, if it has any.
pub fn left_out(lab: &Lab) -> Html {
    let drawn = if lab.pending.is_some() { 0 } else { lab.timeline.run.drawn.len() };
    let listed = lab.scenario().faults.len();
    html! {
        if listed + drawn > 0 {
            <p class="remark" id="left-out">{ text::left_out(lab.lang, listed, drawn) }</p>
        }
    }
}
