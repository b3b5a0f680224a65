//! The head of a column: which strategy, how the guarantees stand, what it comes to.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::diagram::strip::{LANE_PITCH, Strip, lane_x};
use crate::guarantee::{GUARANTEES, Standing, Verdict, VerdictKind};
use crate::program::catalogue;
use crate::program::step::Family;
use crate::run::Run;
use crate::text;
use crate::timeline::{COLUMNS_MIN, Race};
use crate::ui::app::Lab;
use crate::ui::rivals::Regroup;
use crate::ui::search::matrix::TELLING;
use crate::ui::state::Action;

use super::compare_parting::{plain_fault, title};
use super::guarantee_list::mark;
use super::icon::{Icon, Shape};
use super::strategy_picker::strategies_of;
use super::transport::code;

/// The head.
pub fn head(lab: &Lab, race: &Race, strip: &Strip, column: usize) -> Html {
    let timeline = &lab.rivals.columns[column];
    let run = &timeline.run;
    let step = race.step(column, lab.position());
    let is_end = step == run.steps();
    let broken: Vec<_> = run.verdicts.iter().filter(|verdict| is_broken(verdict, step)).collect();
    let summary = text::summary_at(lab.lang, run, &timeline.world_at(step), step);
    html! {
        <th scope="col" data-broken={(!broken.is_empty()).then_some("")} data-column={column.to_string()}>
            { picker(lab, run, column) }
            <ul class="guarantees standings">{ for standings(lab, run, step) }</ul>
            <p class="broken">
                { for broken.iter().map(|verdict| html! {
                    <span class="code" data-bad="">{ "✕ " }{ name(lab, verdict) }</span>
                }) }
                if broken.is_empty() { <small>{ lab.lang.words().compare.none_broken }</small> }
            </p>
            <p class="sum">
                if is_end {
                    { code(lab, run.outcome()) }
                } else {
                    <span class="code" data-pending="">{ "…" }</span>
                }
                { " " }{ summary }
            </p>
            { for run.did_not_happen.iter().filter_map(|index| run.scenario.faults.get(*index)).map(|fault| {
                let sentence = plain_fault(lab, fault);
                html! { <p class="idle">{ (lab.lang.words().compare.did_not_happen)(&sentence) }</p> }
            }) }
            { lanes(lab, strip) }
        </th>
    }
}

fn is_broken(verdict: &Verdict, step: u32) -> bool {
    matches!(verdict.at(step), Standing::BreaksHere | Standing::BrokenEarlier)
}

fn name(lab: &Lab, verdict: &Verdict) -> &'static str {
    text::guarantee_words(lab.lang, verdict.guarantee).map_or(verdict.guarantee, |words| words.name)
}

fn picker(lab: &Lab, run: &Run, column: usize) -> Html {
    let words = lab.lang.words();
    let shown = run.scenario.strategy.id.and_then(catalogue::strategy);
    let onchange = {
        let lab = lab.clone();
        move |event: Event| {
            let list = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
            if let Some(found) = list.and_then(|list| catalogue::strategy(&list.value())) {
                lab.dispatch(Action::Regroup(Regroup::Choose(column, found.id)));
            }
        }
    };
    let button = |regroup, shape, label: String| {
        let lab = lab.clone();
        let onclick = move |_| lab.dispatch(Action::Regroup(regroup));
        html! {
            <button type="button" {onclick} title={label.clone()} aria-label={label}><Icon {shape} /></button>
        }
    };
    let title = title(lab, column);
    html! {
        <div class="pick">
            <select aria-label={(words.compare.strategy_of)(column + 1)} {onchange} title={title.to_owned()}>
                if shown.is_none() {
                    <option selected={true} disabled={true}>{ words.program.custom }</option>
                }
                { for Family::ALL.iter().map(|family| strategies_of(lab, *family, shown)) }
            </select>
            { button(Regroup::OpenInLab(column), Shape::Open, (words.compare.open_in_lab)(title)) }
            if lab.rivals.columns.len() > COLUMNS_MIN {
                { button(Regroup::Remove(column), Shape::Close, (words.compare.remove_column)(title)) }
            }
        </div>
    }
}

/// A glyph for each guarantee that any of the columns has to do with and that tells much or breaks,
/// in the same order everywhere.
fn standings<'a>(lab: &'a Lab, run: &'a Run, step: u32) -> impl Iterator<Item = Html> + 'a {
    let matters = |index: &usize| {
        let mut verdicts = lab.rivals.columns.iter().map(|column| &column.run.verdicts[*index]);
        let tells = TELLING.contains(&GUARANTEES[*index].number);
        verdicts.any(|verdict| verdict.exercised && (tells || verdict.kind == VerdictKind::Broken))
    };
    (0..GUARANTEES.len()).filter(matters).map(move |index| {
        let verdict = &run.verdicts[index];
        let standing = verdict.at(step);
        let (state, glyph) = mark(standing);
        let label = text::standing_label(lab.lang, standing, verdict);
        let label = format!("{}: {label}", name(lab, verdict));
        html! {
            <li data-standing={state} data-guarantee={verdict.guarantee} title={label.clone()}>
                <span class="glyph" aria-hidden="true">{ glyph }</span>
                <span class="hidden-text">{ label }</span>
            </li>
        }
    })
}

/// Who the lanes belong to.
fn lanes(lab: &Lab, strip: &Strip) -> Html {
    let lane = |(index, node)| {
        let name = text::node_short_name(lab.lang, node);
        let left = lane_x(index) - LANE_PITCH / 2;
        html! { <span style={format!("left:{left}px;width:{LANE_PITCH}px")}>{ name }</span> }
    };
    html! {
        <div class="lanes" aria-hidden="true">
            { for strip.lanes.iter().copied().enumerate().map(lane) }
        </div>
    }
}
