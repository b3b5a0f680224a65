//! The rows of the comparison: one for each moment of virtual time, what happens then in each column.

use yew::prelude::*;

use crate::diagram::strip::{LINE_HEIGHT, Line, Strip};
use crate::diagram::style::{class_of, draw};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};
use crate::timeline::Race;

use super::diagram_chunk::part;
use super::element::{element, words};

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
    cells: Vec<Html>,
}

impl Row {
    /// Its elements, as the last one that is shown or as one above it.
    pub fn elements(&self, is_last: bool) -> impl Iterator<Item = Html> {
        let keys: &[_] = if is_last { &["id", "aria-current"] } else { &[] };
        let row = element("tr", keys, &["race-now", "step"], self.cells.clone());
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
            element("tr", &["class"], &["gap"], cells(race, strips, above, &label, false))
        });
        above = position;
        let time = text::clock(lang, race.time(position));
        Row { position, idle, cells: cells(race, strips, position, &time, true) }
    };
    told.map(row).collect()
}

/// A heading, and a cell for each column at a position, with or without what happens there.
fn cells(
    race: &Race,
    strips: &[Strip],
    position: u32,
    heading: &str,
    has_lines: bool,
) -> Vec<Html> {
    let mut cells = vec![element("th", &["scope"], &["row"], vec![words(heading)])];
    for (column, strip) in strips.iter().enumerate() {
        let mut content = vec![lifelines(strip, race.step(column, position))];
        let steps = race.new_steps(column, position);
        let happens = strip.lines.iter().filter(|line| has_lines && steps.contains(&line.step));
        content.extend(happens.map(|happens| line(strip, happens)));
        cells.push(element("td", &[], &[], content));
    }
    cells
}

/// The lanes behind the lines of a cell, as high as the cell.
fn lifelines(strip: &Strip, step: u32) -> Html {
    let lanes = |class, is_down| {
        let path = ["dg-stroke", &*strip.lifelines(step, is_down)];
        let path = element("path", &["class", "d"], &path, Vec::new());
        element("g", &["class"], &[class], vec![path])
    };
    let width = strip.width();
    element(
        "svg",
        &["class", "width", "viewBox", "preserveAspectRatio", "aria-hidden"],
        &["lives", &width.to_string(), &format!("0 0 {width} 10"), "none", "true"],
        vec![lanes("dg-life", false), lanes("dg-life dg-down", true)],
    )
}

fn line(strip: &Strip, line: &Line) -> Html {
    let (width, height) = (strip.width().to_string(), LINE_HEIGHT.to_string());
    let drawing = element(
        "svg",
        &["class", "width", "height", "aria-hidden"],
        &[&class_of(&line.shape), &width, &height, "true"],
        draw(&line.shape).into_iter().map(part).collect(),
    );
    let said = element("span", &[], &[], vec![words(&line.text)]);
    element("div", &["class"], &["line"], vec![drawing, said])
}
