//! Which strategy runs, with which checker, and the sentences about it.

use yew::prelude::*;

use crate::program::catalogue::{self, Strategy};
use crate::program::step::{Family, Op, SendMode};
use crate::text;
use crate::ui::action::Action;
use crate::ui::lab::Lab;

use super::handlers::{does_with, value_of};

/// Letters of a title that the list shows before it cuts; Chinese ones take two places.
const LIST_WIDTH: usize = 26;

/// The picker. Settings and faults stay when the strategy changes, so that strategies can be tried
/// against the same fault.
pub fn strategy_picker(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let run = &lab.timeline.run;
    let shown = lab.scenario().strategy.id.and_then(catalogue::strategy);
    let sends_half = |op: &Op| matches!(op, Op::Send(options) if options.mode == SendMode::Half);
    let is_refused = run.shop.config.is_kafka() && run.shop.program.any_op(sends_half);
    html! {
        <section class="strategy">
            <h2><label for="strategy">{ words.scenario_strategy() }</label></h2>
            <select id="strategy" onchange={choose(lab)}>
                if shown.is_none() {
                    <option selected={true} disabled={true}>{ lab.lang.words().program_custom() }</option>
                }
                { for Family::ALL.iter().map(|family| strategies_of(lab, *family, shown)) }
            </select>
            if let Some(shown) = shown.filter(|shown| shown.program.header.checker.is_some()) {
                <h2 class="checker"><label for="checker">{ words.scenario_checker() }</label></h2>
                <select id="checker" class="checker" onchange={choose(lab)}>
                    { for catalogue::checked().into_iter().map(|strategy| checker(lab, strategy, shown)) }
                </select>
            }
            if is_refused { <p class="remark"><b>{ words.scenario_no_half_in_kafka() }</b></p> }
        </section>
    }
}

/// What the strategy does, and what the named scenario is about. Stands below the program, which
/// says it more exactly.
pub fn about_strategy(lab: &Lab) -> Html {
    let header = &lab.timeline.run.shop.program.header;
    let shown = lab.scenario().strategy.id.and_then(catalogue::strategy);
    // The list cannot break a line, and cuts what is longer than itself.
    let title = text::title_of(lab.lang, header);
    let is_cut = width(title) > LIST_WIDTH || shown.is_some_and(Strategy::is_variant);
    html! {
        <section class="about">
            <p class="remark">
                if is_cut { <b>{ title.to_owned() }</b>{ " · " } }
                { text::of_file(lab.lang, &header.about).to_owned() }
            </p>
            if let Some(preset) = lab.shown_preset() {
                <p class="remark"><b>{ preset.number() }</b>{ " " }
                    { text::of_file(lab.lang, &preset.file.about).to_owned() }</p>
            }
        </section>
    }
}

/// Runs the strategy whose id is chosen from a list.
fn choose(lab: &Lab) -> Callback<Event> {
    does_with(lab, |event| Some(Action::ChooseStrategy(catalogue::strategy(&value_of(event)?)?.id)))
}

/// The strategies of a family, for a list. The variants of one stand for it.
pub(super) fn strategies_of(lab: &Lab, family: Family, shown: Option<&Strategy>) -> Html {
    let option = |strategy: &'static Strategy| {
        let header = &strategy.program.header;
        let section = match header.course {
            0 => String::new(),
            course => format!("§{course}  "),
        };
        let is_shown = shown.is_some_and(|shown| {
            shown.id == strategy.id || strategy.id == catalogue::CHECKED && shown.is_variant()
        });
        html! {
            <option key={strategy.id} value={strategy.id} selected={is_shown}>
                { section }{ text::title_of(lab.lang, header).to_owned() }
            </option>
        }
    };
    let own = catalogue::family(family).filter(|strategy| !strategy.is_variant());
    html! {
        <optgroup label={text::family(lab.lang, family)}>{ for own.map(option) }</optgroup>
    }
}

fn checker(lab: &Lab, strategy: &'static Strategy, shown: &Strategy) -> Html {
    let label = strategy.program.header.checker.map(|checker| text::checker(lab.lang, checker));
    html! {
        <option key={strategy.id} value={strategy.id} selected={shown.id == strategy.id}>
            { label }
        </option>
    }
}

fn width(title: &str) -> usize {
    title.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}
