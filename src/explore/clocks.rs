//! Whose clock matters: those whose readings are compared with another clock's.

use crate::ordered::sort_by_key;
use crate::program::step::{Condition, Handler, Op, Place, SendMode};
use crate::shop::Shop;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;

/// The participants whose clock, off by the same amount from start to end, can change a run.
///
/// A clock is read to say when something was born, and to ask how long ago that was. Born are half
/// messages, by the producer's clock, whose age the broker asks, and another producer when it is
/// checked; and rows, by the database's, whose age a program asks. A note is born by the clock of
/// the process that asks for its age, and the key of a claim expires by the clock that set it:
/// these are off together. A call carries what the caller has in hand, whenever and wherever that
/// was born: if who is called asks for its age, every clock counts. Ahead is enough, because a
/// clock that is behind is one with which all the others are compared ahead. (Early in a run a
/// clock cannot be far behind: none shows less than zero.)
pub(super) fn compared_clocks(shop: &Shop) -> Vec<NodeId> {
    if shop.program.any_op_in(|handler| matches!(handler, Handler::Call(..)), is_age) {
        let workers = nodes::WORKERS.iter().map(|(node, _)| *node);
        let all = workers.chain([nodes::DATABASE, nodes::BROKER]);
        return all.filter(|node| shop.has(*node)).collect();
    }
    let with_halves = shop.program.any_op(is_half).then(|| {
        let mut group = workers_at(shop, Place::Order);
        group.push(nodes::BROKER);
        group
    });
    let mut with_rows: Vec<NodeId> = Vec::new();
    for (node, place) in nodes::WORKERS {
        let asks = |wanted: fn(&Op) -> bool| shop.program.any_op_at(place, wanted);
        if shop.has(node) && asks(is_age) && asks(is_row) {
            with_rows.push(node);
        }
    }
    if !with_rows.is_empty() {
        with_rows.push(nodes::DATABASE);
    }
    let mut clocks: Vec<_> = with_halves.into_iter().flatten().chain(with_rows).collect();
    sort_by_key(&mut clocks, |node| *node);
    clocks.dedup();
    clocks
}

fn workers_at(shop: &Shop, wanted: Place) -> Vec<NodeId> {
    let there = nodes::WORKERS.iter().filter(|(node, place)| *place == wanted && shop.has(*node));
    there.map(|(node, _)| *node).collect()
}

fn is_half(op: &Op) -> bool {
    matches!(op, Op::Send(options) if options.mode == SendMode::Half)
}

fn is_age(op: &Op) -> bool {
    matches!(op, Op::Branch { condition: Condition::AgeOver(_), .. })
}

/// Whether a step takes a row of the database in hand.
fn is_row(op: &Op) -> bool {
    let Op::Branch { condition, .. } = op else { return false };
    matches!(
        condition,
        Condition::OrderHasNext(_)
            | Condition::OutboxHasNext
            | Condition::OutboxHasLater
            | Condition::BinlogHasNext
            | Condition::PreparedHasNext
    )
}
