//! Which strategy runs, with which checker, and the sentences about it.

use yew::prelude::*;

use crate::program::catalogue::{self, Strategy};
use crate::program::step::{Family, Op, SendMode};
use crate::text;
use crate::ui::lab::Lab;
use crate::ui::page::Picker;

use super::picker::picker;

/// The picker. Settings and faults stay when the strategy changes, so that strategies can be tried
/// against the same fault.
pub fn strategy_picker(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let run = &lab.timeline.run;
    let strategy = &lab.scenario().strategy;
    let header = &strategy.program.header;
    let checker = header.checker.filter(|_| strategy.id.is_some());
    let sends_half = |op: &Op| matches!(op, Op::Send(options) if options.mode == SendMode::Half);
    let is_refused = run.shop.config.is_kafka() && run.shop.program.any_op(sends_half);
    let title = match strategy.id {
        Some(_) => text::title_of(lab.lang, header),
        None => words.program_custom(),
    };
    let says = html! {
        <>
            <small>
                { words.scenario_strategy() }
                if strategy.id.is_some() && header.course > 0 { { format!(" · §{}", header.course) } }
            </small>
            <b>{ title.to_owned() }</b>
            if let Some(checker) = checker { <small id="checker">{ text::checker(lab.lang, checker) }</small> }
        </>
    };
    html! {
        <section class="strategy">
            { picker(lab, Picker::Strategy, says) }
            if is_refused { <p class="remark"><b>{ words.scenario_no_half_in_kafka() }</b></p> }
        </section>
    }
}

/// What the strategy does, and what the named scenario is about. Stands below the program, which
/// says it more exactly.
pub fn about_strategy(lab: &Lab) -> Html {
    let header = &lab.timeline.run.shop.program.header;
    html! {
        <section class="about">
            <p class="remark">{ text::of_file(lab.lang, &header.about).to_owned() }</p>
            if let Some(preset) = lab.shown_preset() {
                <p class="remark"><b>{ preset.number() }</b>{ " " }
                    { text::of_file(lab.lang, &preset.file.about).to_owned() }</p>
            }
        </section>
    }
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
