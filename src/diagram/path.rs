//! Outlines as SVG path data. Integers; where a pixel is too coarse, tenths of one.

use super::metrics::BAR_WIDTH;
use super::{Arrow, ArrowKind, Bar, Edge, Fate, Timeout, Transaction};

/// Length of an arrow's head.
const HEAD_LENGTH: i32 = 9;

/// Half the width of an arrow's head.
const HEAD_HALF_WIDTH: i32 = 4;

/// Between the two lines of a duplicate.
const DOUBLE_HALF_GAP: i32 = 2;

/// Length of one wave of folded time.
const WAVE_LENGTH: i32 = 28;

/// Radius of the circle at the end of a message in flight.
pub const FLIGHT_RADIUS: i32 = 4;

/// A number of tenths as SVG writes it.
fn tenths(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.abs();
    match value % 10 {
        0 => format!("{sign}{}", value / 10),
        rest => format!("{sign}{}.{rest}", value / 10),
    }
}

/// The direction of an arrow, of length 1000.
fn direction(arrow: &Arrow) -> (i32, i32) {
    let (dx, dy) = (i64::from(arrow.x2 - arrow.x1), i64::from(arrow.y2 - arrow.y1));
    let length = (dx * dx + dy * dy).isqrt().max(1);
    let unit = |part: i64| i32::try_from(part * 1_000 / length).unwrap_or(0);
    (unit(dx), unit(dy))
}

/// A point `along` pixels after an arrow's end in its direction, `aside` to its left; in tenths.
fn from_tip(arrow: &Arrow, along: i32, aside: i32) -> (i32, i32) {
    let (ux, uy) = direction(arrow);
    let x = arrow.x2 * 10 + (along * ux + aside * uy) / 100;
    let y = arrow.y2 * 10 + (along * uy - aside * ux) / 100;
    (x, y)
}

fn point((x, y): (i32, i32)) -> String {
    format!("{} {}", tenths(x), tenths(y))
}

/// The line of an arrow: doubled for a duplicate, and ending inside the head, at the rim of the
/// circle in flight, or before the cross.
pub fn line(arrow: &Arrow) -> String {
    let short = match (arrow.fate, arrow.kind) {
        (Fate::InFlight, _) => FLIGHT_RADIUS,
        (Fate::Lost { .. }, _) => 0,
        (_, ArrowKind::Reply | ArrowKind::Half) => 1,
        _ => HEAD_LENGTH - 3,
    };
    let lane = |aside: i32| {
        let (ux, uy) = direction(arrow);
        let start = (arrow.x1 * 10 + aside * uy / 100, arrow.y1 * 10 - aside * ux / 100);
        format!("M{}L{}", point(start), point(from_tip(arrow, -short, aside)))
    };
    match arrow.copy_of {
        None => lane(0),
        Some(_) => format!("{}{}", lane(DOUBLE_HALF_GAP), lane(-DOUBLE_HALF_GAP)),
    }
}

/// The head of an arrow that arrives: a filled triangle, or the two strokes of an answer and of a
/// half message.
pub fn head(arrow: &Arrow) -> String {
    let left = point(from_tip(arrow, -HEAD_LENGTH, HEAD_HALF_WIDTH));
    let right = point(from_tip(arrow, -HEAD_LENGTH, -HEAD_HALF_WIDTH));
    let tip = point((arrow.x2 * 10, arrow.y2 * 10));
    let close = if has_open_head(arrow) { "" } else { "Z" };
    format!("M{left}L{tip}L{right}{close}")
}

/// Whether the head of an arrow is drawn by strokes and not filled.
pub fn has_open_head(arrow: &Arrow) -> bool {
    matches!(arrow.kind, ArrowKind::Reply | ArrowKind::Half)
}

/// A cross: a lost message, a crash.
pub fn cross(x: i32, y: i32, reach: i32) -> String {
    let across = 2 * reach;
    format!("M{} {}l{across} {across}m0 -{across}l-{across} {across}", x - reach, y - reach)
}

/// A wave over all lifelines: time that is folded.
pub fn wave(x1: i32, x2: i32, y: i32) -> String {
    let (quarter, half) = (WAVE_LENGTH / 4, WAVE_LENGTH / 2);
    let mut path = format!("M{x1} {y}q{quarter} -7 {half} 0");
    let more = usize::try_from((x2 - x1) / half - 1).unwrap_or(0);
    path.push_str(&format!("t{half} 0").repeat(more));
    path
}

/// The ground of an activation bar.
pub fn bar(bar: &Bar) -> String {
    let half = BAR_WIDTH / 2;
    let (left, right, y1, y2) = (bar.x - half, bar.x + half, bar.y1, lower_end(bar));
    match bar.bottom {
        Edge::Closed | Edge::Continued => format!("M{left} {y1}H{right}V{y2}H{left}Z"),
        Edge::Torn => format!("M{left} {y1}H{right}V{}{TORN}Z", y2 - 4),
    }
}

/// The edges of an activation bar: rounded where it begins or ends, open where it goes on, jagged
/// where a crash tore it off.
pub fn bar_edges(bar: &Bar) -> String {
    let half = BAR_WIDTH / 2;
    let (left, right, y1, y2) = (bar.x - half, bar.x + half, bar.y1, lower_end(bar));
    let (upper, top) = match bar.top {
        Edge::Closed => (format!("M{left} {0}q0 -2 2 -2H{1}q2 0 2 2", y1 + 2, right - 2), y1 + 2),
        Edge::Continued | Edge::Torn => (format!("M{right} {y1}"), y1),
    };
    let lower = match bar.bottom {
        Edge::Closed => format!("V{}q0 2 -2 2H{}q-2 0 -2 -2", y2 - 2, left + 2),
        Edge::Continued => format!("V{y2}M{left} {y2}"),
        Edge::Torn => format!("V{}{TORN}", y2 - 4),
    };
    format!("{upper}{lower}V{top}")
}

/// Where a bar ends, at least far enough down for its rounded ends.
fn lower_end(bar: &Bar) -> i32 {
    bar.y2.max(bar.y1 + 6)
}

/// The jagged lower edge of a bar that was torn off, from its right end to its left.
const TORN: &str = "l-2.5 4l-2.5 -6l-2.5 6l-2.5 -5";

/// The jagged lower edge of a bar alone.
pub fn tear(bar: &Bar) -> String {
    format!("M{} {}{TORN}", bar.x + BAR_WIDTH / 2, lower_end(bar) - 4)
}

/// A bracket beside a lifeline: from the request down to the end of waiting.
pub fn bracket(timeout: &Timeout) -> String {
    let way = (timeout.lifeline_x - timeout.x).signum();
    let foot = 5 * way;
    format!("M{} {}h{}V{}", timeout.x + foot, timeout.y1, -foot, (timeout.y2 - 8).max(timeout.y1))
}

/// An hourglass: the end of waiting.
pub fn hourglass(x: i32, y: i32) -> String {
    format!("M{} {}h8l-8 12h8l-8 -12Z", x - 4, y - 6)
}

/// The hands of a clock.
pub fn hands(x: i32, y: i32) -> String {
    format!("M{x} {}v5l4 3", y - 5)
}

/// A bolt: a power cut.
pub fn bolt(x: i32, y: i32) -> String {
    format!("M{} {}l-5 8h4l-2 6l6 -8h-4l2 -6Z", x + 1, y - 7)
}

/// A red packet: an envelope's flap and its seal.
pub fn packet_flap(x: i32, y: i32) -> String {
    format!("M{} {}q7 6 14 0", x - 7, y - 4)
}

/// The gap in a link that is cut: two slanted strokes.
pub fn gap(x: i32, y: i32) -> String {
    format!("M{} {}l6 -12m4 0l-6 12", x - 5, y + 6)
}

/// A link that lies across: its line, without its middle.
pub fn link(x1: i32, x2: i32, y: i32, hole: i32) -> String {
    let middle = i32::midpoint(x1, x2);
    match hole {
        0 => format!("M{x1} {y}H{x2}"),
        _ => format!("M{x1} {y}H{}M{} {y}H{x2}", middle - hole, middle + hole),
    }
}

/// A small head at the end of a link that points there.
pub fn link_end(x: i32, y: i32, is_right: bool) -> String {
    let back = if is_right { -6 } else { 6 };
    format!("M{} {}L{x} {y}L{} {}", x + back, y - 4, x + back, y + 4)
}

/// The edges of a transaction's field: its sides, and its upper end if it begins here. The lower
/// end is drawn with what ends it.
pub fn field(field: &Transaction) -> String {
    let Transaction { x1, x2, y1, y2, top, .. } = *field;
    let sides = format!("M{x1} {y1}V{y2}M{x2} {y1}V{y2}");
    let upper = if top == Edge::Closed { format!("M{x1} {y1}H{x2}") } else { String::new() };
    format!("{sides}{upper}")
}
