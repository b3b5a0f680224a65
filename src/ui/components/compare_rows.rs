//! The rows of the comparison: one for each moment of virtual time, what happens then in each
//! column.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::strip::{LINE_HEIGHT, Line, Strip};
use crate::diagram::style::{class_of, draw};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};
use crate::timeline::Race;
use crate::ui::shared::Shared;

use super::diagram_chunk::part;

/// More than this between two rows is idle time.
const IDLE_MIN: SimDuration = SimDuration::from_secs(1);

/// The positions of a race at which something is told, in order.
pub fn told(race: &Race, strips: &[Rc<Strip>]) -> Vec<u32> {
    let mut next = vec![0; strips.len()];
    let mut is_told = |position: &u32| {
        let mut is_told = false;
        for (column, (strip, next)) in strips.iter().zip(&mut next).enumerate() {
            let step = race.step(column, *position);
            while strip.lines.get(*next).is_some_and(|line| line.step <= step) {
                *next += 1;
                is_told = true;
            }
        }
        is_told
    };
    (0..=race.last()).filter(|position| is_told(position)).collect()
}

/// A moment at which something is told.
#[derive(Properties, PartialEq, Debug)]
pub struct RowProps {
    /// The race.
    pub race: Shared<Race>,
    /// Its columns.
    pub strips: Rc<Vec<Rc<Strip>>>,
    /// The language.
    pub lang: Lang,
    /// Where on the bar.
    pub position: u32,
    /// Where the row above is.
    pub above: u32,
    /// Whether it is the last one that is shown.
    pub is_last: bool,
}

/// Its row, and the idle time before it.
#[component]
pub fn RaceRow(props: &RowProps) -> Html {
    let RowProps { race, strips, lang, position, above, is_last } = props;
    let passed = race.time(*position).since(race.time(*above));
    let idle = (passed > IDLE_MIN).then(|| {
        let label = lang.words().badge_idle(&text::duration(*lang, passed));
        html! { <tr class="gap">{ cells(race, strips, *above, label, false) }</tr> }
    });
    let time = text::clock(*lang, race.time(*position));
    let (id, current) = (is_last.then_some("race-now"), is_last.then_some("step"));
    html! {
        <>
            { idle }
            <tr {id} aria-current={current}>{ cells(race, strips, *position, time, true) }</tr>
        </>
    }
}

/// A heading, and a cell for each column at a position, with or without what happens there.
fn cells(
    race: &Race,
    strips: &[Rc<Strip>],
    position: u32,
    heading: String,
    has_lines: bool,
) -> Html {
    let cell = |(column, strip): (usize, &Rc<Strip>)| {
        let steps = race.new_steps(column, position);
        let happens = if has_lines { strip.lines_of(steps) } else { &[] };
        html! {
            <td>
                { lifelines(strip, race.step(column, position)) }
                { for happens.iter().map(|happens| line(strip, happens)) }
            </td>
        }
    };
    html! { <><th scope="row">{ heading }</th>{ for strips.iter().enumerate().map(cell) }</> }
}

/// The lanes behind the lines of a cell, as high as the cell.
fn lifelines(strip: &Strip, step: u32) -> Html {
    let lanes = |class: &'static str, is_down| {
        html! { <g {class}><path class="dg-stroke" d={strip.lifelines(step, is_down)} /></g> }
    };
    let width = strip.width();
    html! {
        <svg class="lives" width={width.to_string()} viewBox={format!("0 0 {width} 10")}
            preserveAspectRatio="none" aria-hidden="true">
            { lanes("dg-life", false) }{ lanes("dg-life dg-down", true) }
        </svg>
    }
}

fn line(strip: &Strip, line: &Line) -> Html {
    html! {
        <div class="line">
            <svg class={class_of(&line.shape)} width={strip.width().to_string()}
                height={LINE_HEIGHT.to_string()} aria-hidden="true">
                { for draw(&line.shape).into_iter().map(part) }
            </svg>
            <span>{ line.text.clone() }</span>
        </div>
    }
}
