//! The rows of the comparison: one for each moment of virtual time, what happens then in each column.

use yew::prelude::*;

use crate::diagram::strip::{LINE_HEIGHT, Line, Strip};
use crate::diagram::style::{class_of, draw};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};
use crate::timeline::Race;

use super::diagram_chunk::part;

/// More than this between two rows is idle time.
const IDLE_MIN: SimDuration = SimDuration::from_secs(1);

/// A moment at which something is told. It is drawn once for each race; the playhead only chooses
/// how many are shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Its position.
    pub position: u32,
    /// The idle time before it, if any.
    idle: Option<Html>,
    cells: Html,
}

impl Row {
    /// Its elements, as the last one that is shown or as one above it.
    pub fn elements(&self, is_last: bool) -> impl Iterator<Item = Html> {
        let (id, current) = (is_last.then_some("race-now"), is_last.then_some("step"));
        let row = html! { <tr {id} aria-current={current}>{ self.cells.clone() }</tr> };
        self.idle.clone().into_iter().chain([row])
    }
}

/// All rows, in order.
pub fn rows(race: &Race, strips: &[Strip], lang: Lang) -> Vec<Row> {
    let mut is_told = vec![false; race.last() as usize + 1];
    for (column, strip) in strips.iter().enumerate() {
        for line in &strip.lines {
            is_told[race.position_of(column, line.step) as usize] = true;
        }
    }
    let mut above = 0;
    let told = (0..=race.last()).filter(|position| is_told[*position as usize]);
    let row = |position| {
        let passed = race.time(position).since(race.time(above));
        let idle = (passed > IDLE_MIN).then(|| {
            let label = (lang.words().badges.idle)(&text::duration(lang, passed));
            html! { <tr class="gap">{ cells(race, strips, above, label, false) }</tr> }
        });
        above = position;
        let time = text::clock(lang, race.time(position));
        Row { position, idle, cells: cells(race, strips, position, time, true) }
    };
    told.map(row).collect()
}

/// A heading, and a cell for each column at a position, with or without what happens there.
fn cells(race: &Race, strips: &[Strip], position: u32, heading: String, has_lines: bool) -> Html {
    let cell = |(column, strip): (usize, &Strip)| {
        let steps = race.new_steps(column, position);
        let happens = strip.lines.iter().filter(|line| has_lines && steps.contains(&line.step));
        html! {
            <td>
                { lifelines(strip, race.step(column, position)) }
                { for happens.map(|happens| line(strip, happens)) }
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
