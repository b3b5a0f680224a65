//! The diagram as a picture that stands alone: SVG with its own style, no scripts, no fonts to
//! fetch. The style sheet is the page's, with the colours put in, because many programs that show
//! SVG know no CSS variables. [`super::film`] makes it move.

use std::fmt::Write as _;

use crate::run::Run;
use crate::text::{self, Lang};

use super::metrics::HEAD_HEIGHT;
use super::paper::{LAYERS, layer};
use super::style::{Part, class_of, draw};
use super::{Diagram, Label, Lifeline, Options, TextAnchor, layout};

/// The page's style sheet.
const STYLE: &str = include_str!("../../static/diagram.css");

/// The page's font stack.
const FONTS: &str = "system-ui,-apple-system,\"Segoe UI\",\"PingFang SC\",\"Microsoft YaHei\",\
                     \"Noto Sans CJK SC\",sans-serif";

/// Which colours an exported picture has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Palette {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// Each colour's name on the page, and its value in the light and the dark palette.
pub(super) const COLOURS: [(&str, &str, &str); 14] = [
    ("--paper", "#fbfaf7", "#14171b"),
    ("--panel", "#ffffff", "#1a1e23"),
    ("--ink-soft", "#5b626d", "#9aa2ad"),
    ("--ink", "#1c2026", "#e9e6df"),
    ("--line", "#dedbd3", "#333a42"),
    ("--accent", "#0b5f6b", "#5cc2c9"),
    ("--ok", "#009e73", "#2bbf93"),
    ("--lost", "#d55e00", "#ff8a3d"),
    ("--lost-deep", "#b84e00", "#ff8a3d"),
    ("--pending", "#e69f00", "#f0b429"),
    ("--dup", "#b8578c", "#e39ac2"),
    ("--info", "#0072b2", "#56b4e9"),
    ("--tx", "#f3efe2", "#23262a"),
    ("--half", "#e69f00", "#f0b429"),
];

/// Lays a run out and draws all of it.
pub fn export(run: &Run, lang: Lang, palette: Palette) -> String {
    let diagram = layout(run, &Options { lang, ..Options::default() });
    whole(run, &diagram, lang, &Look { style: style(palette), ..Look::default() })
}

/// How a picture looks, besides its marks.
#[derive(Default)]
pub(super) struct Look {
    /// The style sheet.
    pub style: String,
    /// Elements that lie on the marks, below the heads.
    pub over: String,
}

/// A picture of a whole run, with what it says about itself.
pub(super) fn whole(run: &Run, diagram: &Diagram, lang: Lang, look: &Look) -> String {
    let title = text::title_of(lang, &run.shop.program.header);
    let description = text::summary(lang, run);
    drawn(diagram, run.steps(), look, &Caption { lang, title, description: &description })
}

/// What an exported picture says about itself.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// The language of its labels.
    pub lang: Lang,
    /// Its title.
    pub title: &'a str,
    /// What it shows, for those who cannot see it.
    pub description: &'a str,
}

/// Draws a diagram as a playhead shows it that stands at a step. The picture always has the size
/// of the whole diagram, so that the pictures of all steps make a film.
pub fn picture(diagram: &Diagram, step: u32, palette: Palette, caption: &Caption<'_>) -> String {
    drawn(diagram, step, &Look { style: style(palette), ..Look::default() }, caption)
}

fn drawn(diagram: &Diagram, step: u32, look: &Look, caption: &Caption<'_>) -> String {
    let (width, height) = (diagram.width, diagram.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" lang=\"{}\">\n",
        caption.lang.code()
    );
    push(&mut out, format_args!("<title>{}</title>\n", Escaped(caption.title)));
    push(&mut out, format_args!("<desc>{}</desc>\n", Escaped(caption.description)));
    push(&mut out, format_args!("<style>{}</style>\n", look.style));
    push(
        &mut out,
        format_args!("<rect class=\"dg-paper\" width=\"{width}\" height=\"{height}\"/>\n"),
    );
    let y_now = diagram.y_at(step);
    let marks = || diagram.chunks.iter().flat_map(|chunk| &chunk.marks);
    let of_layer = |wanted| marks().filter(move |mark| layer(&mark.shape) == wanted);
    for mark in (0..LAYERS).flat_map(of_layer) {
        if let Some(shape) = mark.seen_at(step, y_now) {
            let from = mark.from_step;
            push(&mut out, format_args!("<g class=\"{}\" data-step=\"{from}\">", class_of(&shape)));
            for part in draw(&shape) {
                write_part(&mut out, &part);
            }
            out.push_str("</g>\n");
        }
    }
    out.push_str(&look.over);
    for lifeline in &diagram.lifelines {
        write_head(&mut out, lifeline);
    }
    out.push_str("</svg>\n");
    out
}

/// The style sheet with the palette's colours, without its comment.
pub(super) fn style(palette: Palette) -> String {
    let rules = STYLE.split_once("*/").map_or(STYLE, |(_, rules)| rules).trim();
    coloured(&format!("text{{font-family:{FONTS}}}.dg-paper{{fill:var(--paper)}}{rules}"), palette)
}

/// Rules of a style sheet with the palette's colours in place of their names.
pub(super) fn coloured(rules: &str, palette: Palette) -> String {
    let mut style = rules.to_owned();
    for (name, light, dark) in COLOURS {
        let value = match palette {
            Palette::Light => light,
            Palette::Dark => dark,
        };
        style = style.replace(&format!("var({name})"), value);
    }
    // `>` needs no escape in XML text, and the sheet has no `<` and no `&`.
    style
}

fn write_head(out: &mut String, lifeline: &Lifeline) {
    let Lifeline { x, head_width, name, term, .. } = *lifeline;
    let left = x - head_width / 2;
    push(
        out,
        format_args!(
            "<g class=\"dg-head-group\"><rect class=\"dg-head-box\" x=\"{left}\" y=\"10\" \
             width=\"{head_width}\" height=\"{HEAD_HEIGHT}\" rx=\"8\"/>"
        ),
    );
    let name_y = if term.is_empty() { 36 } else { 28 };
    for (class, y, text) in [("dg-head-name", name_y, name), ("dg-head-term", 44, term)] {
        if !text.is_empty() {
            let text = Escaped(text);
            push(
                out,
                format_args!(
                    "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" \
                     text-anchor=\"middle\">{text}</text>"
                ),
            );
        }
    }
    out.push_str("</g>\n");
}

fn write_part(out: &mut String, part: &Part) {
    match part {
        Part::Path { class, data } => {
            push(out, format_args!("<path class=\"{class}\" d=\"{data}\"/>"));
        }
        Part::Rect { class, x, y, width, height, radius } => push(
            out,
            format_args!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" \
                 height=\"{height}\" rx=\"{radius}\"/>"
            ),
        ),
        Part::Circle { class, x, y, radius } => {
            push(
                out,
                format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"),
            );
        }
        Part::Text { class, label: Label { text, x, y, anchor, .. } } => {
            let anchor = anchor.keyword();
            let text = Escaped(text);
            push(
                out,
                format_args!(
                    "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" \
                     text-anchor=\"{anchor}\">{text}</text>"
                ),
            );
        }
    }
}

impl TextAnchor {
    /// The value of the attribute `text-anchor`.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok());
}

/// Text with what XML reserves escaped, and without the control characters that it forbids.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' => f.write_char(' ')?,
                control if control.is_control() => {}
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}
