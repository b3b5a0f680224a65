//! What was so before: the auxiliary variables of the guarantees.

use crate::program::step::Decision;
use crate::shop::mark::{Mark, Topic};
use crate::shop::message::TxId;
use crate::shop::{TraceEvent, TraceKind};

use super::facts::Facts;

/// Everything that a judge must remember.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Per order: a copy was visible while the order was not paid.
    pub was_visible_unpaid: Vec<bool>,
    /// Per order: a red packet was given while the order was not paid.
    pub was_given_unpaid: Vec<bool>,
    /// Per order: the payment system stopped waiting while the order service still worked on its
    /// callback. A callback that died with its process is not slow, it is lost.
    pub was_slow: Vec<bool>,
    /// Per order: when it became paid in the database, in microseconds.
    pub paid_at_micros: Vec<Option<u64>>,
    /// Decisions that took effect at the broker.
    pub decisions: Vec<(TxId, Decision)>,
    /// An acknowledged message or half message was destroyed by a power cut.
    pub lost_acknowledged: bool,
    /// Anything was acknowledged at all.
    pub has_stored: bool,
    /// A task ran into the limit of its steps.
    pub hit_step_limit: bool,
    /// Most time that a finished or open transaction was seen open, in microseconds.
    pub longest_transaction_micros: u64,
    given: Vec<u8>,
}

impl History {
    /// Takes in what one step did.
    pub fn observe(&mut self, facts: &Facts, events: &[TraceEvent]) {
        self.observe_orders(facts);
        self.longest_transaction_micros =
            self.longest_transaction_micros.max(facts.longest_transaction_micros);
        for event in events {
            if let TraceKind::Mark { mark, .. } = &event.kind {
                self.observe_mark(facts, *mark);
            }
        }
    }

    fn observe_orders(&mut self, facts: &Facts) {
        let count = facts.orders.len();
        self.was_visible_unpaid.resize(count, false);
        self.was_given_unpaid.resize(count, false);
        self.was_slow.resize(count, false);
        self.paid_at_micros.resize(count, None);
        self.given.resize(count, 0);
        for (index, order) in facts.orders.iter().enumerate() {
            if order.is_paid() {
                self.paid_at_micros[index].get_or_insert(facts.now_micros);
            } else {
                self.was_visible_unpaid[index] |= order.visible > 0;
                self.was_given_unpaid[index] |= order.payouts > self.given[index];
            }
            self.given[index] = order.payouts;
        }
    }

    fn observe_mark(&mut self, facts: &Facts, mark: Mark) {
        match mark {
            Mark::DeadlineMissed(order) => {
                let index = usize::from(order.0);
                self.was_slow[index] |= facts.orders[index].is_being_handled;
            }
            Mark::Ended(tx, decision) if decision != Decision::Unknown => {
                if !self.decisions.contains(&(tx, decision)) {
                    self.decisions.push((tx, decision));
                }
            }
            Mark::Appended(Topic::Half | Topic::Real, ..) => self.has_stored = true,
            Mark::Evaporated(Topic::Half | Topic::Real, _) => self.lost_acknowledged = true,
            Mark::StepLimit(_) => self.hit_step_limit = true,
            _ => {}
        }
    }

    /// Whether the broker took both decisions about one message.
    pub fn has_contradiction(&self) -> bool {
        self.decisions.iter().any(|(tx, decision)| {
            *decision == Decision::Commit && self.decisions.contains(&(*tx, Decision::Rollback))
        })
    }
}
