//! The rows of the comparison: one for each moment of virtual time, what happens then in each column.

use yew::prelude::*;

use crate::diagram::strip::{LINE_HEIGHT, Line, Strip};
use crate::diagram::style::{class_of, draw};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};
use crate::timeline::Race;
use crate::ui::state::Shared;

use super::diagram_chunk::part;

/// More than this between two rows is idle time.
const IDLE_MIN: SimDuration = SimDuration::from_secs(1);

/// What a row shows.
#[derive(Properties, PartialEq, Debug)]
pub struct RaceRowProps {
    /// The positions.
    pub race: Shared<Race>,
    /// The lines of each column.
    pub strips: Shared<Vec<Strip>>,
    /// The language.
    pub lang: Lang,
    /// Which position.
    pub position: u32,
    /// The position whose row is the last above this one.
    pub above: u32,
    /// Whether the playhead is here.
    pub is_now: bool,
}

/// A row. It takes no context, so that one that the playhead has passed never renders again.
#[component]
pub fn RaceRow(props: &RaceRowProps) -> Html {
    let RaceRowProps { race, strips, lang, position, above, is_now } = props;
    let passed = race.time(*position).since(race.time(*above));
    let cell = |(column, strip): (usize, &Strip)| {
        let steps = race.new_steps(column, *position);
        let happens = strip.lines.iter().filter(|line| steps.contains(&line.step));
        let step = race.step(column, *position);
        html! { <td>{ lifelines(strip, step) }{ for happens.map(|happens| line(strip, happens)) }</td> }
    };
    let idle = |(column, strip): (usize, &Strip)| {
        html! { <td>{ lifelines(strip, race.step(column, *above)) }</td> }
    };
    html! {
        <>
            if passed > IDLE_MIN {
                <tr class="gap">
                    <th scope="row">{ (lang.words().badges.idle)(&text::duration(*lang, passed)) }</th>
                    { for strips.iter().enumerate().map(idle) }
                </tr>
            }
            <tr id={is_now.then_some("race-now")} aria-current={is_now.then_some("step")}>
                <th scope="row">{ text::clock(*lang, race.time(*position)) }</th>
                { for strips.iter().enumerate().map(cell) }
            </tr>
        </>
    }
}

/// The positions at which anything is told, in order.
pub fn told(race: &Race, strips: &[Strip]) -> Vec<u32> {
    let mut is_told = vec![false; race.last() as usize + 1];
    for (column, strip) in strips.iter().enumerate() {
        for line in &strip.lines {
            is_told[race.position_of(column, line.step) as usize] = true;
        }
    }
    (0..=race.last()).filter(|position| is_told[*position as usize]).collect()
}

/// The lanes behind the lines of a cell, as high as the cell.
fn lifelines(strip: &Strip, step: u32) -> Html {
    let width = strip.width();
    let down = strip.lifelines(step, true);
    html! {
        <svg class="lives" width={width.to_string()} viewBox={format!("0 0 {width} 10")}
            preserveAspectRatio="none" aria-hidden="true">
            <g class="dg-life"><path class="dg-stroke" d={strip.lifelines(step, false)} /></g>
            if !down.is_empty() {
                <g class="dg-life dg-down"><path class="dg-stroke" d={down} /></g>
            }
        </svg>
    }
}

fn line(strip: &Strip, line: &Line) -> Html {
    let width = strip.width();
    html! {
        <div class="line">
            <svg class={class_of(&line.shape)} width={width.to_string()} height={LINE_HEIGHT.to_string()} aria-hidden="true">
                { for draw(&line.shape).into_iter().map(part) }
            </svg>
            <span>{ &line.text }</span>
        </div>
    }
}
