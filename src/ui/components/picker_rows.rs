//! The rows of a picker's list.

use yew::prelude::*;

use crate::guarantee::Outcome;
use crate::text;
use crate::ui::choosing::filter::{Choice, Found, Term, pieces};
use crate::ui::lab::Lab;

/// The id of a row, by what it offers.
pub fn id_of(choice: &str) -> String {
    format!("choice-{choice}")
}

/// What fits, under its headings, with what is gone to and what is chosen now.
pub fn rows(
    lab: &Lab,
    all: &[Choice],
    found: &Found,
    (active, chosen): (Option<&str>, Option<&str>),
) -> Html {
    let shown: Vec<_> = found.places.iter().map(|index| &all[*index]).collect();
    let option = |choice: &&Choice| {
        let is_active = active == Some(choice.id);
        let is_chosen = chosen == Some(choice.id);
        html! {
            <div role="option" key={choice.id} id={id_of(choice.id)} data-id={choice.id}
                aria-selected={is_active.to_string()} aria-current={is_chosen.then_some("true")}>
                { row(lab, choice, &found.terms) }
            </div>
        }
    };
    let group = |group: &[&Choice]| {
        let heading = group.first().map(|first| first.heading.clone()).unwrap_or_default();
        html! {
            <div role="group" key={heading.clone()} aria-label={heading.clone()}>
                <h3 role="presentation">{ marked(&heading, &found.terms) }</h3>
                { for group.iter().map(option) }
            </div>
        }
    };
    let groups = shown.chunk_by(|one, next| one.heading == next.heading);
    html! { <>{ for groups.map(group) }</> }
}

fn row(lab: &Lab, choice: &Choice, terms: &[Term]) -> Html {
    let outcome = Outcome::from_code(choice.outcome);
    let meaning = outcome.map(|outcome| text::outcome_meaning(lab.lang, outcome));
    html! {
        <>
            if !choice.lead.is_empty() { <b>{ marked(&choice.lead, terms) }</b> }
            <span>
                { marked(choice.title, terms) }
                if !choice.note.is_empty() { { " " }<small>{ marked(&choice.note, terms) }</small> }
                if let Some(reason) = choice.reason(terms) {
                    { " " }<small>{ marked(reason, terms) }</small>
                }
            </span>
            if outcome.is_some() {
                <small class="mono" title={meaning}>{ marked(choice.outcome, terms) }</small>
            }
        </>
    }
}

fn marked(text: &str, terms: &[Term]) -> Html {
    let piece = |(piece, is_found): (&str, bool)| {
        let piece = piece.to_owned();
        if is_found {
            html! { <mark>{ piece }</mark> }
        } else {
            html! { { piece } }
        }
    };
    html! { <>{ for pieces(text, terms).into_iter().map(piece) }</> }
}
