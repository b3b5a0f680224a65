//! The head of a column: which strategy, how the guarantees stand, what it comes to.

use yew::prelude::*;

use crate::diagram::strip::{LANE_PITCH, Strip, lane_x};
use crate::guarantee::{Standing, Verdict};
use crate::program::catalogue;
use crate::program::step::Family;
use crate::run::Run;
use crate::sim::node::NodeId;
use crate::text;
use crate::timeline::{COLUMNS_MIN, Race};
use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::rivals::Regroup;

use super::compare_parting::{plain_fault, title};
use super::handlers::{does, does_with, value_of};
use super::icon::{Shape, icon};
use super::strategy_picker::strategies_of;
use super::transport::code;

/// The head.
pub fn head(lab: &Lab, race: &Race, strip: &Strip, column: usize) -> Html {
    let timeline = &lab.rivals.columns[column];
    let run = &timeline.run;
    let step = race.step(column, lab.position());
    let words = lab.lang.words();
    let broken: Vec<_> = run.verdicts.iter().filter(|verdict| is_broken(verdict, step)).collect();
    let broken_tag = |verdict: &Verdict| {
        html! { <span class="code" data-bad="">{ format!("✕ {}", name(lab, verdict)) }</span> }
    };
    let idle = run.did_not_happen.iter().filter_map(|index| run.scenario.faults.get(*index));
    let idle = idle.map(|fault| words.compare_did_not_happen(&plain_fault(lab, fault)));
    html! {
        <th scope="col" data-column={column.to_string()}
            data-broken={(!broken.is_empty()).then_some("")}>
            { picker(lab, run, column) }
            <p class="broken">
                if broken.is_empty() {
                    <small>{ words.compare_none_broken() }</small>
                } else {
                    { for broken.into_iter().map(broken_tag) }
                }
            </p>
            <p class="sum">
                if step == run.steps() {
                    { code(lab, run.outcome()) }
                } else {
                    <span class="code" data-pending="">{ "…" }</span>
                }
                { " " }{ text::summary_at(lab.lang, run, &timeline.world_at(step), step) }
            </p>
            { for idle.map(|sentence| html! { <p class="idle">{ sentence }</p> }) }
            { lanes(lab, strip) }
        </th>
    }
}

fn is_broken(verdict: &Verdict, step: u32) -> bool {
    matches!(verdict.at(step), Standing::BreaksHere | Standing::BrokenEarlier)
}

fn name(lab: &Lab, verdict: &Verdict) -> &'static str {
    text::guarantee_name(lab.lang, verdict.guarantee)
}

fn picker(lab: &Lab, run: &Run, column: usize) -> Html {
    let labels = lab.lang.words();
    let shown = run.scenario.strategy.id.and_then(catalogue::strategy);
    let onchange = does_with(lab, move |event| {
        let found = catalogue::strategy(&value_of(event)?)?;
        Some(Action::Regroup(Regroup::Choose(column, found.id)))
    });
    let button = |regroup, shape, label: String| {
        let onclick = does(lab, Action::Regroup(regroup));
        html! {
            <button type="button" {onclick} title={label.clone()} aria-label={label}>
                { icon(shape) }
            </button>
        }
    };
    let title = title(lab, column);
    let remove = labels.compare_remove_column(&title);
    html! {
        <div class="pick">
            <select aria-label={labels.compare_strategy_of(&(column + 1))} {onchange}
                title={title.to_owned()}>
                if shown.is_none() {
                    <option selected={true} disabled={true}>{ labels.program_custom() }</option>
                }
                { for Family::ALL.iter().map(|family| strategies_of(lab, *family, shown)) }
            </select>
            { button(Regroup::OpenInLab(column), Shape::Open, labels.compare_open_in_lab(&title)) }
            if lab.rivals.columns.len() > COLUMNS_MIN {
                { button(Regroup::Remove(column), Shape::Close, remove) }
            }
        </div>
    }
}

/// Who the lanes belong to.
fn lanes(lab: &Lab, strip: &Strip) -> Html {
    let lane = |(index, node): (usize, &NodeId)| {
        let left = lane_x(index) - LANE_PITCH / 2;
        let style = format!("left:{left}px;width:{LANE_PITCH}px");
        html! { <span {style}>{ text::node_short_name(lab.lang, *node) }</span> }
    };
    let lanes = strip.lanes.iter().enumerate().map(lane);
    html! { <div class="lanes" aria-hidden="true">{ for lanes }</div> }
}
