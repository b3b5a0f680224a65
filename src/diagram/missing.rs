//! What never happens, below everything that does: where it would have stood, and broken.

use crate::run::Run;
use crate::run::missing::{self, missing};
use crate::shop::message::nodes;
use crate::text;

use super::faults::around;
use super::metrics::{BADGE_GAP, BADGE_RADIUS, NOTE_GAP};
use super::walk::Walk;
use super::{Bounds, Columns, Label, Missing, Note, Owed, Remark, Shape, TextAnchor, TextSize};

/// Orders whose missing things are drawn at most. Each takes a row or two, and the fifth says
/// nothing that the fourth does not.
const ORDERS_MAX: usize = 4;

/// Shortest line that can be seen to be broken.
const LINE_MIN: i32 = 12;

/// Between a line and what stands at its end.
const LINE_GAP: i32 = 4;

/// What is drawn of it, and how many orders more lack something.
pub(super) fn drawn(run: &Run) -> (Vec<missing::Missing>, usize) {
    let mut all = missing(run);
    let mut orders: Vec<_> = all.iter().map(|missing| missing.order).collect();
    orders.dedup();
    let more = orders.split_off(orders.len().min(ORDERS_MAX));
    all.retain(|missing| !more.contains(&missing.order));
    (all, more.len())
}

impl Walk<'_> {
    /// Draws it, as it is certain at the end of the run. What one order lacks shares rows as far as
    /// there is room.
    pub fn draw_missing(&mut self) {
        let (all, more) = drawn(self.run);
        let (mut gap, mut row) = (BADGE_GAP, None);
        for owed in &all {
            let Some(shape) = self.shape_of(owed) else { continue };
            let boxes = boxes(&shape);
            let shared =
                row.filter(|(order, y)| *order == owed.order && self.paper.attach(*y, &boxes));
            let y = shared.map_or_else(
                || self.open_last_row(owed.since, std::mem::replace(&mut gap, NOTE_GAP), &boxes),
                |(_, y)| y,
            );
            row = Some((owed.order, y));
            let label = Label { y: shape.label.y + y, ..shape.label };
            let shape = Shape::Missing(Missing { y, label, ..shape });
            self.paper.draw(owed.since, owed.since, shape);
        }
        if let Some(last) = all.last().filter(|_| more > 0) {
            self.say_more(last.since, more);
        }
    }

    /// Something that never happens, at height 0.
    fn shape_of(&self, owed: &missing::Missing) -> Option<Missing> {
        let missing::Missing { what, from, to, .. } = *owed;
        let x = self.x(to)?;
        let text = text::missing_label(self.options.lang, what).to_owned();
        let text = self.with_order(Some(owed.order), text);
        let (label, end) = if what == Owed::Payout {
            let label = self.beside_packet(x, text);
            (label, around(x, BADGE_RADIUS))
        } else {
            let (anchor, size) = (TextAnchor::Middle, TextSize::Small);
            let label = self.kept_inside(Label { text, x, y: 4, anchor, size });
            let end = label.bounds();
            (label, end)
        };
        let line = from.and_then(|from| {
            let is_rightwards = self.x(from)? < x;
            let (x1, x2) = if is_rightwards {
                (self.right_port(from), end.left - LINE_GAP)
            } else {
                (self.left_port(from), end.right + LINE_GAP)
            };
            let length = if is_rightwards { x2 - x1 } else { x1 - x2 };
            (length >= LINE_MIN).then_some((x1, x2))
        });
        Some(Missing { what, from, to, line, x, y: 0, label })
    }

    /// The words of a packet that never comes: right of it if there is room, which a phone has not,
    /// else above it. Below it a playhead would lie on them.
    fn beside_packet(&self, x: i32, text: String) -> Label {
        let (anchor, size) = (TextAnchor::Start, TextSize::Small);
        let beside = Label { text, x: x + BADGE_RADIUS + 6, y: 4, anchor, size };
        if self.options.columns == Columns::Wide && beside.bounds().right <= self.width {
            return beside;
        }
        let (y, anchor) = (-BADGE_RADIUS - 4, TextAnchor::Middle);
        self.kept_inside(Label { x, y, anchor, ..beside })
    }

    fn say_more(&mut self, step: u32, orders: usize) {
        let Some(x) = self.x(nodes::CONSUMER) else { return };
        let text = text::missing_more(self.options.lang, orders);
        let (label, _) = self.beside(nodes::CONSUMER, &text, BADGE_RADIUS);
        let y = self.open_last_row(step, NOTE_GAP, &[label.bounds()]);
        let label = Label { y: label.y + y, ..label };
        let note = Note { node: nodes::CONSUMER, x, y, kind: Remark::Gone, label };
        self.paper.draw(step, step, Shape::Note(note));
    }
}

/// The room of a shape at height 0.
fn boxes(missing: &Missing) -> Vec<Bounds> {
    let line = missing.line.map(|(x1, x2)| {
        let (left, right) = (x1.min(x2), x1.max(x2));
        Bounds { left, top: -3, right, bottom: 3 }
    });
    let packet = (missing.what == Owed::Payout).then(|| around(missing.x, BADGE_RADIUS));
    std::iter::once(missing.label.bounds()).chain(line).chain(packet).collect()
}
