//! The faults of the scenario as chips that can be removed; undo, redo, and random faults.

use yew::prelude::*;

use crate::explore::{Aim, FaultKind, Need, drop_irrelevant};
use crate::guarantee::VerdictKind;
use crate::job::slice;
use crate::run::Run;
use crate::scenario::fault::Fault;
use crate::text;
use crate::ui::action::Action;
use crate::ui::address::Layout;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::menu::Target;
use crate::ui::page::Page;

use super::handlers::{does, opens_menu};
use super::icon::{Shape, icon};
use super::settings_panel::changed_settings;

/// The list.
#[component]
pub fn FaultList() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let goal = lab.search.goal.as_ref().map(|goal| goal.guarantee);
    let is_lab = lab.page.shows_run();
    let needs = use_memo((lab.timeline.identity(), goal, is_lab), |_| {
        // On a page with several runs there is no one answer.
        if is_lab { needs(&lab.timeline.run, goal) } else { None }
    });
    let faults = lab.scenario().faults.iter().enumerate();
    let chip = |(index, fault)| chip(&lab, index, fault, (*needs).as_ref());
    html! {
        <section aria-labelledby="faults-title">
            <h2 id="faults-title">{ words.fault_faults() }</h2>
            if lab.scenario().faults.is_empty() {
                <p class="remark">
                    { if is_lab { words.fault_none_yet() } else { words.compare_no_faults() } }
                </p>
            }
            <ul class="faults">{ for faults.map(chip) }</ul>
            { changed_settings(&lab) }
            if is_lab {
                <button type="button" class="add" id="break-something" aria-haspopup="menu"
                    onclick={opens_menu(&lab, Target::Here)}>
                    { "+ " }{ words.fault_break_something() }
                </button>
            }
            if lab.presentation.layout == Layout::Page && lab.page != Page::Start {
                { buttons(&lab) }
            }
        </section>
    }
}

/// For which guarantee each fault of a run is needed, if one is broken: the one whose
/// counterexample was opened, or the first. Nothing if it takes longer than a moment to find out.
fn needs(run: &Run, goal: Option<&'static str>) -> Option<(&'static str, Vec<Need>)> {
    let broken = || run.verdicts.iter().filter(|verdict| verdict.kind == VerdictKind::Broken);
    let wanted = broken().find(|verdict| Some(verdict.guarantee) == goal);
    let guarantee = wanted.or_else(|| broken().next())?.guarantee;
    let events = u64::from(slice::EVENTS_AT_ONCE);
    let found = drop_irrelevant(run, Aim::Broken(guarantee), events)?;
    Some((guarantee, found.needs))
}

/// Whether breaking the guarantee takes this fault.
fn need(lab: &Lab, index: usize, needs: Option<&(&'static str, Vec<Need>)>) -> Option<Html> {
    let (guarantee, needs) = needs?;
    let words = lab.lang.words();
    let name = text::guarantee_name(lab.lang, guarantee);
    let (kind, said) = match needs.get(index)? {
        Need::Necessary => ("necessary", words.search_necessary(&name)),
        Need::Irrelevant => ("irrelevant", words.search_irrelevant(&name)),
    };
    Some(html! { <small data-need={kind}>{ said }</small> })
}

fn chip(lab: &Lab, index: usize, fault: &Fault, needs: Option<&(&'static str, Vec<Need>)>) -> Html {
    let words = lab.lang.words();
    let is_idle = lab.never_happens(index);
    let kind = fault.act.kind();
    let class = classes!("chip", kind.is_operation().then_some("act"), is_idle.then_some("idle"));
    let shape = match kind {
        FaultKind::Delay | FaultKind::Pause | FaultKind::Skew => Shape::Clock,
        FaultKind::Lose | FaultKind::Duplicate | FaultKind::Fail | FaultKind::Partition => {
            Shape::Cross
        }
        _ if kind.is_operation() => Shape::Wrench,
        _ => Shape::Bolt,
    };
    let sentence = text::fault_sentence(lab.lang, fault);
    let remove = words.fault_remove(&sentence);
    let onclick = does(lab, Action::RemoveFault(index));
    html! {
        <li {class} key={format!("{index} {fault}")}>
            { icon(shape) }
            <span>
                <details>
                    <summary title={words.fault_as_written()}>{ with_code(&sentence) }</summary>
                    <code class="mono" lang="en" translate="no">{ fault.to_string() }</code>
                </details>
                if is_idle {
                    <small title={words.fault_did_not_happen_help()}>
                        { " · " }{ words.fault_did_not_happen() }
                    </small>
                } else {
                    { need(lab, index, needs) }
                }
            </span>
            <button type="button" {onclick} aria-label={remove}>{ icon(Shape::Close) }</button>
        </li>
    }
}

/// A sentence in which names stand between backquotes, as the command prints it, with those set as
/// code.
fn with_code(sentence: &str) -> Html {
    let part = |(index, part): (usize, &str)| {
        let part = part.to_owned();
        if index % 2 == 0 {
            html! { part }
        } else {
            html! { <code>{ part }</code> }
        }
    };
    html! { <>{ for sentence.split('`').enumerate().map(part) }</> }
}

fn buttons(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let surprise = {
        let lab = lab.clone();
        move |_| {
            // Any seed will do; a browser without randomness gets the seed of nothing.
            let seed = getrandom::u64().unwrap_or(0);
            lab.dispatch(Action::Surprise(seed));
        }
    };
    html! {
        <div class="row-of-buttons">
            <button type="button" id="undo" onclick={does(lab, Action::Undo)}
                disabled={lab.history.past.is_empty()} aria-label={words.fault_undo()}
                title={words.fault_undo()}>
                { icon(Shape::Undo) }
            </button>
            <button type="button" id="redo" onclick={does(lab, Action::Redo)}
                disabled={lab.history.future.is_empty()} aria-label={words.fault_redo()}
                title={words.fault_redo()}>
                { icon(Shape::Redo) }
            </button>
            <button type="button" id="surprise" onclick={surprise}
                title={words.fault_surprise_me_help()}
                style="display:flex;gap:6px;align-items:center">
                { icon(Shape::Dice) }{ words.fault_surprise_me() }
            </button>
        </div>
    }
}
