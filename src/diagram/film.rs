//! The exported picture as a film that plays by itself, without a script: wherever a browser shows
//! an image. All of it is drawn in ink, and a veil as pale as paper lies on what has not happened
//! yet; at its upper edge is the playhead, and CSS moves both down, row by row, and begins again.
//!
//! Who asks for less motion, and what shows SVG but knows no CSS animation, has the veil below the
//! picture, which then is the whole run.

use crate::run::Run;
use crate::text::Lang;

use super::metrics::NOTE_GAP;
use super::svg::{Look, Palette, coloured, style, whole};
use super::{Diagram, Options, layout};

/// How far below its row the playhead stands at most: above the label of the next row.
const BELOW: i32 = 13;

/// How long nothing has happened, in milliseconds, like all that follow.
const START: u32 = 1_200;

/// How long the playhead moves from a row to the next.
const GLIDE: u32 = 250;

/// How long it rests at a row.
const REST: u32 = 550;

/// How long it rests where a fault struck.
const REST_AT_FAULT: u32 = 2_500;

/// How long it rests at the last row.
const REST_AT_END: u32 = 5_000;

/// What is not in the page's style sheet.
const RULES: &str = ".dg-veil{fill:var(--paper);opacity:.66}\
                     .dg-playhead{stroke:var(--accent);stroke-width:2}";

/// Lays a run out and draws it as a film, in the light or dark colours of its reader's system.
pub fn film(run: &Run, lang: Lang) -> String {
    let diagram = layout(run, &Options { lang, ..Options::default() });
    let Diagram { width, height, .. } = diagram;
    let colours = |palette| style(palette) + &coloured(RULES, palette);
    let (light, dark) = (colours(Palette::Light), colours(Palette::Dark));
    let (frames, length) = frames(run, &diagram);
    let style = format!(
        "{light}\n@media (prefers-color-scheme:dark){{{dark}}}\n\
         @media (prefers-reduced-motion:no-preference)\
         {{.dg-future{{animation:play {length}ms infinite}}}}\n\
         @keyframes play{{{frames}}}"
    );
    // Where it is not moved, nothing of it is seen, not even half of the line.
    let below = height + 1;
    let over = format!(
        "<g class=\"dg-future\" transform=\"translate(0 {below})\">\
         <rect class=\"dg-veil\" width=\"{width}\" height=\"{height}\"/>\
         <path class=\"dg-playhead\" d=\"M0 0H{width}\"/></g>\n"
    );
    whole(run, &diagram, lang, &Look { style, over })
}

/// Where the playhead is when, as CSS keyframes, and how long that takes in milliseconds.
fn frames(run: &Run, diagram: &Diagram) -> (String, u32) {
    let events = run.trace.events.iter();
    let struck: Vec<u32> =
        events.filter(|event| event.kind.is_of_fault()).map(|event| event.step).collect();
    let mut stops = vec![(0, START, diagram.head_bottom)];
    let mut now = START;
    for (index, row) in diagram.rows.iter().enumerate() {
        let next = diagram.rows.get(index + 1);
        let room = next.map_or(NOTE_GAP, |next| next.y - row.y);
        let rest = match next {
            None => REST_AT_END,
            // Nearer rows of a step share their labels' room, so they appear together.
            Some(next) if next.step == row.step && room < NOTE_GAP => continue,
            Some(next) if next.step > row.step && struck.contains(&row.step) => REST_AT_FAULT,
            Some(_) => REST,
        };
        let arrival = now + GLIDE;
        now = arrival + rest;
        stops.push((arrival, now, row.y + BELOW.min(room / 2)));
    }
    let percent = |millis: u32| {
        let thousandths = u64::from(millis) * 100_000 / u64::from(now);
        format!("{}.{:03}%", thousandths / 1_000, thousandths % 1_000)
    };
    let frame = |(from, to, y): (u32, u32, i32)| {
        format!("{},{}{{transform:translateY({y}px)}}", percent(from), percent(to))
    };
    (stops.into_iter().map(frame).collect(), now)
}
