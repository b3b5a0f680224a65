//! What Kafka's broker does otherwise.
//!
//! Its idempotent producer numbers its records, and a broker stores each number once: a retry whose
//! first attempt arrived is answered and not stored again. The numbers belong to one session of a
//! producer, so a message that the application sends again, after a restart or not, is a new one.

use crate::sim::node::{Effects, NodeId, Now};
use crate::sim::time::SimTime;

use super::super::config::Idempotence;
use super::super::mark::Mark;
use super::super::message::{MessageKind, Offset, TaskId, TxId};
use super::super::{Shop, ShopNode};
use super::Broker;

/// Which record of which session it is: retries of one send share all of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Produced {
    /// Who sent it.
    pub from: NodeId,
    /// In which incarnation, in which task.
    pub task: TaskId,
    /// What.
    pub tx: TxId,
    /// When it was first sent, by the producer's clock.
    pub born: SimTime,
}

impl Broker {
    /// Appends a message, unless it is a retry of one that Kafka has.
    pub(super) fn append_once(
        &mut self,
        shop: &Shop,
        now: Now,
        (kind, tx, record): (MessageKind, TxId, Option<Produced>),
        effects: &mut Effects<ShopNode>,
    ) -> Offset {
        let is_kept = shop.config.is_kafka() && shop.config.kafka.idempotence == Idempotence::On;
        let (sender, record) = (record, record.filter(|_| is_kept));
        if let Some(&offset) = record.and_then(|record| self.produced.get(&record)) {
            effects.mark(Mark::Deduplicated(tx));
            return offset;
        }
        if let (MessageKind::Transactional, Some(Produced { from, task, .. })) = (kind, sender) {
            self.join_transaction(shop, now, ((from, task), tx), effects);
        }
        let offset = self.append_real(shop, tx, effects);
        if let Some(record) = record {
            self.produced.insert(record, offset);
        }
        offset
    }
}
