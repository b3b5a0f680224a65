//! What things are called inside a sentence.

use std::fmt::Display;

use crate::program::step::Decision;
use crate::shop::message::{Message, OrderId, Store, nodes};
use crate::sim::node::{Message as _, NodeId};
use crate::sim::time::SimDuration;

use super::{Words, quantity};

impl Words {
    /// A participant: `the broker`. Ids come from [`nodes`]; the kernel makes no others.
    pub(super) fn subject(self, node: NodeId) -> &'static str {
        self.node(node, "subject")
    }

    /// What a participant is called; `part` says where.
    pub(super) fn node(self, node: NodeId, part: &str) -> &'static str {
        let id = nodes::NAMES.iter().find(|(known, _)| *known == node).map_or("", |(_, id)| id);
        self.named("node", id, part).unwrap_or_default()
    }

    /// A message, by its role: `the answer to COMMIT`.
    pub(super) fn noun(self, role: &'static str) -> &'static str {
        self.named("role", role, "").unwrap_or(role)
    }

    /// A message and its order: `the half message for order 1`.
    pub(super) fn thing(self, message: &Message) -> String {
        let noun = self.noun(message.role());
        match message.order() {
            Some(order) => self.message_about(&noun, &self.order_name(order)),
            None => noun.to_owned(),
        }
    }

    /// An order; people count from one.
    pub(super) fn order_name(self, order: OrderId) -> String {
        match order.known() {
            Some(order) => self.order(&(u16::from(order.0) + 1)),
            None => self.order_none().to_owned(),
        }
    }

    /// A length of time that somebody set.
    pub(super) fn exact(self, length: SimDuration) -> String {
        quantity::in_words(self, quantity::exact(length))
    }

    pub(super) fn decision(self, decision: Decision) -> &'static str {
        match decision {
            Decision::Commit => self.decision_commit(),
            Decision::Rollback => self.decision_rollback(),
            Decision::Unknown => self.decision_unknown(),
        }
    }

    /// Words of a program, each in backticks: `a`, `b` or `c`.
    pub fn any_of<T: AsRef<str>>(self, quoted: &[T]) -> String {
        self.quoted(quoted, |first, last| self.list_or(first, last))
    }

    /// The same: `a`, `b` and `c`.
    pub(super) fn all_of<T: AsRef<str>>(self, quoted: &[T]) -> String {
        self.quoted(quoted, |first, last| self.list_and(first, last))
    }

    fn quoted<T: AsRef<str>>(
        self,
        quoted: &[T],
        last_two: impl Fn(&dyn Display, &dyn Display) -> String,
    ) -> String {
        let quoted: Vec<_> = quoted.iter().map(|word| format!("`{}`", word.as_ref())).collect();
        match quoted.split_last() {
            Some((last, first)) if !first.is_empty() => {
                last_two(&first.join(self.list_comma()), last)
            }
            _ => quoted.concat(),
        }
    }
}

/// A store, by its own name.
pub(super) fn store_name(store: Store) -> &'static str {
    match store {
        Store::Redis => "Redis",
        Store::Elasticsearch => "Elasticsearch",
    }
}
