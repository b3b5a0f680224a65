//! Exported pictures are well-formed and stand alone.

use crate::text::Lang;

use super::super::svg::{COLOURS, Caption, Palette, export, picture};
use super::super::{Options, Placed, layout};
use super::run_of;

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
