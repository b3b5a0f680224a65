//! Exported pictures are well-formed and stand alone.

use crate::text::Lang;

use super::super::film::film;
use super::super::svg::{COLOURS, Caption, Palette, export, picture};
use super::super::{Options, Placed, layout};
use super::{run_of, runs};

/// A few runs that between them have every shape.
const SCENARIOS: [&str; 5] = [
    "strategy transactional-message\nfault crash order-1 after commit for 10s\n",
    "strategy send-inside-transaction-stores\nfault partition order-1 and broker before send for 8s\n",
    "strategy send-after-commit\nfault power-cut broker after append\nfault duplicate callback #1\n",
    "strategy transactional-message\nset orders 3\nset order.producers 2\nseed 3\n",
    "strategy send-after-commit\nfault crash order-1 after commit for 10s\n",
];

/// Names of the elements in document order, after checking that they nest and that every text and
/// attribute is escaped.
fn elements(svg: &str) -> Vec<String> {
    let mut open = Vec::new();
    let mut seen = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        let is_style = open.last().is_some_and(|name| name == "style");
        assert!(is_style || !text.contains('>'), "an unescaped > in {text:?}");
        for (place, _) in text.match_indices('&') {
            assert!(text[place..].find(';').is_some_and(|end| end <= 6), "bare & in {text:?}");
        }
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else {
            let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            seen.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?} are not closed");
    seen
}

#[test]
fn every_picture_of_every_step_is_well_formed() {
    for text in SCENARIOS {
        let run = run_of(text);
        for &lang in Lang::ALL {
            let diagram = layout(&run, &Options { lang, ..Options::default() });
            let caption = Caption { lang, title: "a <b> & \"c\"\n", description: "\u{7}" };
            for step in 0..=run.steps() {
                let svg = picture(&diagram, step, Palette::Dark, &caption);
                assert!(elements(&svg).len() > 6);
            }
        }
    }
}

#[test]
fn a_whole_picture_has_a_group_for_every_mark() {
    for text in SCENARIOS {
        let run = run_of(text);
        let svg = export(&run, Lang::En, Palette::Light);
        let diagram = layout(&run, &Options { lang: Lang::En, ..Options::default() });
        let marks = diagram.chunks.iter().map(|chunk| chunk.marks.len()).sum::<usize>();
        assert_eq!(svg.matches("data-step=").count(), marks);
        let labels = diagram.chunks.iter().flat_map(|chunk| &chunk.marks).flat_map(Placed::labels);
        for label in labels {
            let text = label.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(svg.contains(&format!(">{text}</text>")) || text.is_empty(), "{text}");
        }
    }
}

#[test]
fn a_picture_needs_nothing_but_itself() {
    for palette in [Palette::Light, Palette::Dark] {
        let svg = export(&run_of(SCENARIOS[1]), Lang::ZhCn, palette);
        assert!(!svg.contains("var("), "a colour has no value");
        assert!(!svg.contains("url("));
        assert!(!svg.contains("<script"));
        assert_eq!(svg.matches("http").count(), 1, "only the namespace");
    }
}

/// A film without what makes it one: its style sheet, and what lies on its marks.
fn without_motion(svg: &str) -> String {
    let cut = |svg: &str, from: &str, to: &str| {
        let (before, rest) = svg.split_once(from).unwrap();
        let (_, after) = rest.split_once(to).unwrap();
        format!("{before}{after}")
    };
    let svg = cut(svg, "<style>", "</style>\n");
    if svg.contains("dg-future") { cut(&svg, "<g class=\"dg-future\"", "</g>\n") } else { svg }
}

/// The stops of a film's playhead: until when, in thousandths of a percent, and at which height.
fn stops(film: &str) -> Vec<(u32, i32)> {
    let (_, frames) = film.split_once("@keyframes play{").unwrap();
    let frames = frames.split("px)}").filter(|frame| frame.contains("translateY("));
    let stop = |frame: &str| {
        let (times, y) = frame.split_once("%{transform:translateY(").unwrap();
        let (_, until) = times.split_once(',').unwrap();
        (until.replace('.', "").parse().unwrap(), y.parse().unwrap())
    };
    frames.map(stop).collect()
}

#[test]
fn a_film_has_the_marks_of_the_picture_and_needs_nothing_but_itself() {
    for (name, run) in runs() {
        let svg = film(&run, Lang::ZhCn);
        let plain = export(&run, Lang::ZhCn, Palette::Light);
        assert_eq!(without_motion(&svg), without_motion(&plain), "{name}");
        assert!(elements(&svg).len() > 8, "{name}");
        for foreign in ["var(", "url(", "<script", "<animate"] {
            assert!(!svg.contains(foreign), "{name}: {foreign}");
        }
        assert_eq!(svg.matches("http").count(), 1, "{name}: only the namespace");
    }
}

#[test]
fn the_playhead_of_a_film_goes_down_to_the_last_row_and_rests_longest_there() {
    for (name, run) in runs() {
        let stops = stops(&film(&run, Lang::En));
        assert!(stops.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{name}: {stops:?}");
        let last_row = layout(&run, &Options::default()).rows.last().unwrap().y;
        let (until, y) = stops[stops.len() - 1];
        assert!(until == 100_000 && y > last_row, "{name}: {stops:?}");
    }
    let run = run_of(SCENARIOS[4]);
    let crash = run.trace.events.iter().find(|event| event.kind.is_of_fault()).unwrap().step;
    let y = layout(&run, &Options::default()).y_at(crash);
    let stops = stops(&film(&run, Lang::En));
    let mut rests: Vec<_> = stops.windows(2).map(|two| (two[1].0 - two[0].0, two[1].1)).collect();
    rests.sort_unstable();
    let (_, second_longest) = rests[rests.len() - 2];
    assert!((y..y + 14).contains(&second_longest), "{rests:?}, the crash is at {y}");
}

#[test]
fn a_film_moves_only_for_those_who_want_motion_and_follows_their_colours() {
    let svg = film(&run_of(SCENARIOS[4]), Lang::En);
    let (still, moving) = svg.split_once("@media (prefers-reduced-motion:no-preference)").unwrap();
    assert!(!still.contains("animation"), "it moves for everybody");
    assert!(moving.contains("infinite"), "it ends");
    let (light, dark) = still.split_once("@media (prefers-color-scheme:dark)").unwrap();
    assert!(light.contains("#fbfaf7") && !light.contains("#14171b"));
    assert!(dark.contains("#14171b") && !dark.contains("#fbfaf7"));
    // Below the picture, where it hides nothing.
    let below = layout(&run_of(SCENARIOS[4]), &Options::default()).height + 1;
    assert!(
        moving.contains(&format!("<g class=\"dg-future\" transform=\"translate(0 {below})\">"))
    );
}

#[test]
fn the_colours_of_a_picture_are_those_of_the_page() {
    let tokens = include_str!("../../../static/tokens.css");
    let (light, dark) = tokens.split_once("[data-theme=\"dark\"]").unwrap();
    for (name, in_light, in_dark) in COLOURS {
        for (part, value) in [(light, in_light), (dark, in_dark)] {
            let line = format!("{name}: {value};");
            assert!(part.contains(&line), "tokens.css does not say `{line}`");
        }
    }
}
