//! The parts that each shape is drawn with, and the classes by which a style sheet colours them.
//!
//! The page turns [`draw`]'s parts into elements of its own, [`super::svg`] into text; both use
//! `static/diagram.css`.

use crate::sim::node::CrashMode;

use super::metrics::{BADGE_RADIUS, RESTART_HEIGHT};
use super::{
    Arrow, ArrowKind, Edge, Fate, Gutter, Label, LinkChange, LinkDirection, Missing, Owed,
    Partition, Remark, SegmentState, Shape, TextAnchor, TextSize, TransactionOutcome, path,
};

/// One element of a drawing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// An outline.
    Path {
        /// Its class.
        class: &'static str,
        /// Its path data.
        data: String,
    },
    /// A rectangle.
    Rect {
        /// Its class.
        class: &'static str,
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// Radius of its corners.
        radius: i32,
    },
    /// A circle.
    Circle {
        /// Its class.
        class: &'static str,
        /// Middle.
        x: i32,
        /// Middle.
        y: i32,
        /// Radius.
        radius: i32,
    },
    /// A line of text.
    Text {
        /// Its class.
        class: &'static str,
        /// Where and what.
        label: Label,
    },
}

/// The classes of a mark's group.
pub fn class_of(shape: &Shape) -> String {
    let class = match shape {
        Shape::Arrow(arrow) => return class_of_arrow(arrow),
        Shape::Lifeline(segment) => match segment.state {
            SegmentState::Up => "dg-life",
            SegmentState::Down => "dg-life dg-down",
            SegmentState::Paused => "dg-life dg-paused",
        },
        Shape::Transaction(_) => "dg-tx",
        Shape::TransactionEnd(end) => match end.outcome {
            TransactionOutcome::Committed => "dg-tx-end dg-committed",
            TransactionOutcome::RolledBack => "dg-tx-end dg-rolled-back",
        },
        Shape::Bar(bar) if bar.bottom == Edge::Torn => "dg-bar dg-torn",
        Shape::Bar(_) => "dg-bar",
        Shape::Idle(_) => "dg-idle",
        Shape::Partition(partition) => match partition.change {
            LinkChange::Cut => "dg-link dg-cut",
            LinkChange::Repaired => "dg-link dg-repaired",
        },
        Shape::Timeout(_) => "dg-timeout",
        Shape::Crash(crash) => match crash.mode {
            CrashMode::Process => "dg-crash",
            CrashMode::PowerCut | CrashMode::Destroyed => "dg-crash dg-power-cut",
        },
        Shape::Restart(_) => "dg-restart",
        Shape::Check(_) => "dg-check-timer",
        Shape::Payout(payout) if payout.nth > 1 => "dg-payout dg-again",
        Shape::Payout(_) => "dg-payout",
        Shape::Note(note) => match note.kind {
            Remark::Plain => "dg-note",
            Remark::Trouble => "dg-note dg-trouble",
            Remark::Gone => "dg-note dg-gone",
            Remark::Waiting => "dg-note dg-waiting",
        },
        Shape::Missing(_) => "dg-missing",
        Shape::Gutter(_) => "dg-gutter",
    };
    class.to_owned()
}

fn class_of_arrow(arrow: &Arrow) -> String {
    let kind = match arrow.kind {
        ArrowKind::Call => "dg-call",
        ArrowKind::Reply => "dg-reply",
        ArrowKind::Oneway => "dg-oneway",
        ArrowKind::Half => "dg-half",
        ArrowKind::End => "dg-end",
        ArrowKind::Check => "dg-check",
        ArrowKind::Deliver => "dg-deliver",
    };
    let fate = match arrow.fate {
        Fate::Delivered => "",
        Fate::InFlight => " dg-in-flight",
        Fate::Lost { .. } => " dg-lost",
        Fate::LateIgnored => " dg-late",
        Fate::Refused => " dg-refused",
    };
    let copy = if arrow.copy_of.is_some() { " dg-copy" } else { "" };
    format!("dg-arrow {kind}{fate}{copy}")
}

/// What a shape is drawn with, in painting order.
pub fn draw(shape: &Shape) -> Vec<Part> {
    let mut parts = match shape {
        Shape::Lifeline(segment) => {
            vec![stroke(format!("M{} {}V{}", segment.x, segment.y1, segment.y2))]
        }
        Shape::Transaction(field) => {
            let (x1, x2) = (field.x1, field.x2);
            let edges = path::field(field);
            let fill = Part::Rect {
                class: if field.lane == 0 { "dg-field" } else { "dg-field dg-none" },
                x: x1,
                y: field.y1,
                width: x2 - x1,
                height: (field.y2 - field.y1).max(1),
                radius: 0,
            };
            vec![fill, stroke(edges)]
        }
        Shape::TransactionEnd(end) => vec![stroke(format!("M{} {}H{}", end.x1, end.y, end.x2))],
        Shape::Bar(bar) => {
            let mut parts = vec![fill(path::bar(bar)), stroke(path::bar_edges(bar))];
            if bar.bottom == Edge::Torn {
                parts.push(Part::Path { class: "dg-tear", data: path::tear(bar) });
            }
            parts
        }
        Shape::Idle(idle) => {
            let wave = path::wave(idle.x1, idle.x2, idle.y);
            vec![Part::Path { class: "dg-under", data: wave.clone() }, stroke(wave)]
        }
        Shape::Partition(partition) => link(partition),
        Shape::Timeout(timeout) => {
            vec![stroke(path::bracket(timeout)), fill(path::hourglass(timeout.x, timeout.y2))]
        }
        Shape::Arrow(arrow) => arrow_parts(arrow),
        Shape::Crash(crash) => {
            let glyph = match crash.mode {
                CrashMode::Process => stroke(path::cross(crash.x, crash.y, 4)),
                CrashMode::PowerCut | CrashMode::Destroyed => fill(path::bolt(crash.x, crash.y)),
            };
            vec![disc(crash.x, crash.y, BADGE_RADIUS), glyph]
        }
        Shape::Restart(restart) => vec![Part::Rect {
            class: "dg-fill",
            x: restart.x1,
            y: restart.y - RESTART_HEIGHT / 2,
            width: restart.x2 - restart.x1,
            height: RESTART_HEIGHT,
            radius: 6,
        }],
        Shape::Check(check) => {
            vec![disc(check.x, check.y, BADGE_RADIUS), stroke(path::hands(check.x, check.y))]
        }
        Shape::Payout(payout) => {
            let mut parts = packet(payout.x, payout.y);
            parts.push(disc(payout.x, payout.y, 2));
            parts
        }
        Shape::Note(note) => vec![disc(note.x, note.y, 3)],
        Shape::Missing(missing) => {
            let Missing { line, x, y, .. } = *missing;
            let line = line.map(|(from, to)| stroke(format!("M{from} {y}H{to}")));
            let packet = (missing.what == Owed::Payout).then(|| packet(x, y));
            line.into_iter().chain(packet.into_iter().flatten()).collect()
        }
        Shape::Gutter(gutter) => return gutter_parts(gutter),
    };
    let placed = super::Placed { from_step: 0, to_step: 0, shape: shape.clone() };
    parts.extend(placed.labels().filter(|label| !label.text.is_empty()).map(text));
    parts
}

fn arrow_parts(arrow: &Arrow) -> Vec<Part> {
    let end = match arrow.fate {
        Fate::InFlight => Part::Circle {
            class: "dg-flight",
            x: arrow.x2,
            y: arrow.y2,
            radius: path::FLIGHT_RADIUS,
        },
        Fate::Lost { .. } => {
            Part::Path { class: "dg-cross", data: path::cross(arrow.x2, arrow.y2, 5) }
        }
        Fate::Delivered | Fate::LateIgnored | Fate::Refused => {
            let class = if path::has_open_head(arrow) { "dg-head-open" } else { "dg-head" };
            Part::Path { class, data: path::head(arrow) }
        }
    };
    vec![stroke(path::line(arrow)), end]
}

fn link(partition: &Partition) -> Vec<Part> {
    let Partition { x1, x2, y, change, direction, .. } = *partition;
    let hole = match change {
        LinkChange::Cut => 8,
        LinkChange::Repaired => 0,
    };
    let mut parts = vec![stroke(path::link(x1, x2, y, hole))];
    if direction != LinkDirection::Leftwards {
        parts.push(stroke(path::link_end(x2, y, true)));
    }
    if direction != LinkDirection::Rightwards {
        parts.push(stroke(path::link_end(x1, y, false)));
    }
    if change == LinkChange::Cut {
        parts.push(Part::Path { class: "dg-cross", data: path::gap(i32::midpoint(x1, x2), y) });
    }
    parts
}

/// A red packet without its seal.
fn packet(x: i32, y: i32) -> Vec<Part> {
    let (x1, y1, radius) = (x - 7, y - 9, 2);
    let body = Part::Rect { class: "dg-fill", x: x1, y: y1, width: 14, height: 18, radius };
    vec![body, stroke(path::packet_flap(x, y))]
}

fn gutter_parts(gutter: &Gutter) -> Vec<Part> {
    let number = gutter.step.to_string();
    let text = gutter.time.as_ref().map_or(number, Clone::clone);
    let (anchor, size) = (TextAnchor::End, TextSize::Small);
    let label = Label { text, x: gutter.x, y: gutter.y, anchor, size };
    vec![Part::Text { class: "dg-number", label }]
}

fn stroke(data: String) -> Part {
    Part::Path { class: "dg-stroke", data }
}

fn fill(data: String) -> Part {
    Part::Path { class: "dg-fill", data }
}

fn disc(x: i32, y: i32, radius: i32) -> Part {
    Part::Circle { class: "dg-disc", x, y, radius }
}

fn text(label: &Label) -> Part {
    let class = match label.size {
        TextSize::Label => "dg-label",
        TextSize::Small => "dg-small",
    };
    Part::Text { class, label: label.clone() }
}
