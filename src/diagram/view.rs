//! What a playhead leaves to see.

use std::borrow::Cow;

use super::metrics::PLAYHEAD_TAIL;
use super::{Arrow, Bar, Edge, Fate, Placed, Segment, Shape, Transaction};

impl Placed {
    /// The mark as a playhead shows it that stands at a step, whose height is `y_now` (see
    /// [`super::Diagram::y_at`]). `None` if nothing of it is there yet. A message that has not
    /// arrived is in flight, three fifths of its way; what is tall reaches down to the playhead.
    pub fn seen_at(&self, step: u32, y_now: i32) -> Option<Cow<'_, Shape>> {
        if self.from_step > step {
            return None;
        }
        if step >= self.to_step {
            return Some(Cow::Borrowed(&self.shape));
        }
        let floor = y_now + PLAYHEAD_TAIL;
        match &self.shape {
            Shape::Arrow(arrow) => Some(Cow::Owned(Shape::Arrow(in_flight(arrow, y_now)))),
            Shape::Lifeline(segment) if segment.y1 < floor => {
                let y2 = segment.y2.min(floor);
                Some(Cow::Owned(Shape::Lifeline(Segment { y2, ..segment.clone() })))
            }
            Shape::Bar(bar) if bar.y1 < floor => {
                let (y2, bottom) = (bar.y2.min(floor), Edge::Continued);
                Some(Cow::Owned(Shape::Bar(Bar { y2, bottom, ..bar.clone() })))
            }
            Shape::Transaction(field) if field.y1 < floor => {
                let (y2, bottom) = (field.y2.min(floor), Edge::Continued);
                Some(Cow::Owned(Shape::Transaction(Transaction { y2, bottom, ..field.clone() })))
            }
            Shape::Lifeline(_) | Shape::Bar(_) | Shape::Transaction(_) => None,
            other => Some(Cow::Borrowed(other)),
        }
    }
}

/// An arrow three fifths of its way, no lower than the playhead.
fn in_flight(arrow: &Arrow, y_now: i32) -> Arrow {
    let fall = ((arrow.y2 - arrow.y1) * 3 / 5).min((y_now - arrow.y1).max(0));
    Arrow {
        x2: arrow.x1 + (arrow.x2 - arrow.x1) * 3 / 5,
        y2: arrow.y1 + fall,
        fate: Fate::InFlight,
        ending: None,
        ..arrow.clone()
    }
}
