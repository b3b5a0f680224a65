//! Kafka's transactions, as consumers with `isolation.level=read_committed` see them.
//!
//! What a producer sends between `begin` and `commit` is stored at once and readable only when the
//! coordinator has written the commit marker. An open transaction holds back everything after its
//! first record: consumers read up to the last stable offset. The coordinator aborts a transaction
//! that is open for `transaction.timeout.ms`, and all that the earlier lives of a producer left open
//! when it starts again (`initTransactions`); the producer is then fenced. Nobody is asked what
//! became of anything.
//!
//! The coordinator's own log survives every crash: it is taken to be replicated.

use crate::program::step::Decision;
use crate::sim::node::{Effects, NodeId, Now};
use crate::sim::time::SimTime;

use super::super::mark::{Mark, WhyAborted};
use super::super::message::{CallId, Message, Offset, Refusal, ReplyTo, TaskId, TxId, Value};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

/// What the coordinator knows. Durable.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Coordinator {
    open: Vec<Open>,
    /// Records of aborted transactions.
    aborted: Vec<Offset>,
    /// Whose transaction was aborted without their asking.
    fenced: Vec<(NodeId, TaskId)>,
}

/// An open transaction. Each task has a producer of its own, as from a pool.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Open {
    producer: (NodeId, TaskId),
    tx: TxId,
    began: SimTime,
    records: Vec<Offset>,
}

impl Coordinator {
    /// Whether consumers can read a record, as far as transactions are concerned.
    pub fn is_readable(&self, offset: Offset) -> bool {
        let first_open = self.open.iter().flat_map(|open| &open.records).min();
        first_open.is_none_or(|first| offset < *first) && !self.aborted.contains(&offset)
    }

    /// Open transactions.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// A power cut has taken every record from here on.
    pub fn forget_from(&mut self, end: Offset) {
        self.aborted.retain(|offset| *offset < end);
        for open in &mut self.open {
            open.records.retain(|offset| *offset < end);
        }
    }
}

impl Broker {
    /// Whether a producer may no longer do anything in its transaction.
    pub(super) fn is_fenced(&self, producer: (NodeId, TaskId)) -> bool {
        self.coordinator.fenced.contains(&producer)
    }

    /// The next record belongs to the producer's transaction, which begins with it if need be.
    pub(super) fn join_transaction(
        &mut self,
        shop: &Shop,
        now: Now,
        (producer, tx): ((NodeId, TaskId), TxId),
        effects: &mut Effects<ShopNode>,
    ) {
        let offset = Offset::try_from(self.real.len()).unwrap_or(Offset::MAX);
        let open = &mut self.coordinator.open;
        if let Some(known) = open.iter_mut().find(|known| known.producer == producer) {
            return known.records.push(offset);
        }
        open.push(Open { producer, tx, began: now.true_time, records: vec![offset] });
        let timer = Timer::TransactionTimeout(producer.0, producer.1);
        effects.set_timer(shop.config.kafka.transaction_timeout, timer);
    }

    /// `EndTxn`: a second one, after its answer was lost, finds nothing open and succeeds.
    pub(super) fn end_transaction(
        &mut self,
        shop: &Shop,
        (from, call, tx): (NodeId, CallId, TxId),
        decision: Decision,
        effects: &mut Effects<ShopNode>,
    ) {
        let producer = (from, call.task);
        let result = if self.is_fenced(producer) {
            Err(Refusal::Fenced)
        } else {
            let why = (decision != Decision::Commit).then_some(WhyAborted::Asked);
            self.close(shop, producer, why, effects);
            Ok(Value::Done)
        };
        let (order, to) = (tx.order, ReplyTo::Producer);
        effects.send(from, Message::Reply { call, order, to, result });
    }

    /// A transaction was open for too long.
    pub(super) fn time_out_transaction(
        &mut self,
        shop: &Shop,
        producer: (NodeId, TaskId),
        effects: &mut Effects<ShopNode>,
    ) {
        if self.close(shop, producer, Some(WhyAborted::TimedOut), effects) {
            self.coordinator.fenced.push(producer);
        }
    }

    /// `initTransactions` of a process that has started again: what its earlier lives left open is
    /// aborted.
    pub(super) fn fence(
        &mut self,
        shop: &Shop,
        (from, life): (NodeId, u8),
        effects: &mut Effects<ShopNode>,
    ) {
        let open = self.coordinator.open.iter().map(|open| open.producer);
        let is_earlier = |&(node, task): &(NodeId, TaskId)| node == from && task.life != life;
        let earlier: Vec<_> = open.filter(is_earlier).collect();
        for producer in earlier {
            self.close(shop, producer, Some(WhyAborted::Fenced), effects);
            self.coordinator.fenced.push(producer);
        }
    }

    /// The timers of a broker die with it; what is left of their time begins to run again.
    pub(super) fn resume_timeouts(&self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        for open in &self.coordinator.open {
            let end = open.began + shop.config.kafka.transaction_timeout;
            let timer = Timer::TransactionTimeout(open.producer.0, open.producer.1);
            effects.set_timer(end.since(now.true_time), timer);
        }
    }

    /// Writes the marker; says whether there was a transaction to end.
    fn close(
        &mut self,
        shop: &Shop,
        producer: (NodeId, TaskId),
        aborted: Option<WhyAborted>,
        effects: &mut Effects<ShopNode>,
    ) -> bool {
        let open = &mut self.coordinator.open;
        let Some(place) = open.iter().position(|open| open.producer == producer) else {
            return false;
        };
        let ended = open.remove(place);
        effects.cancel_timer(Timer::TransactionTimeout(producer.0, producer.1));
        match aborted {
            Some(why) => {
                self.coordinator.aborted.extend(ended.records);
                effects.mark(Mark::Aborted(ended.tx, why));
            }
            None => effects.mark(Mark::Published(ended.tx)),
        }
        effects.after("marker");
        self.deliver_ready(shop, effects);
        true
    }
}
