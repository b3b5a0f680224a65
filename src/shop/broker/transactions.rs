//! Kafka's transactions, as consumers with `isolation.level=read_committed` see them.
//!
//! What a producer sends between `begin` and `commit` is stored at once and readable only when the
//! coordinator has written the commit marker. An open transaction holds back everything after its
//! first record: consumers read up to the last stable offset. The coordinator aborts a transaction
//! that is open for `transaction.timeout.ms`, and all that the earlier incarnations of a producer
//! left open when it starts again (`initTransactions`); the producer is then fenced. Nobody is
//! asked what became of anything.
//!
//! The coordinator's own log survives every crash: it is taken to be replicated.

use std::hash::{Hash, Hasher};

use crate::ordered::{Map, Set};
use crate::program::step::Decision;
use crate::sim::node::{Effects, NodeId, Now};
use crate::sim::time::SimTime;

use super::super::mark::{Mark, WhyAborted};
use super::super::message::{CallId, Message, Offset, Refusal, ReplyTo, TaskId, TxId, Value};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

/// What the coordinator knows. Durable.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Coordinator {
    /// The open transactions, numbered in the order in which they began.
    open: Map<u32, Open>,
    /// The number of each producer's, and the first record of each that has one.
    numbers: Map<(NodeId, TaskId), u32>,
    firsts: Set<Offset>,
    /// Whose transaction was aborted without their asking.
    fenced: Set<(NodeId, TaskId)>,
}

/// An open transaction. Each task has a producer of its own, as from a pool.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Open {
    producer: (NodeId, TaskId),
    tx: TxId,
    began: SimTime,
    records: Vec<Offset>,
}

/// Numbers say no more than the order does, and the rest is said by the transactions themselves.
impl Hash for Coordinator {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { open, numbers: _, firsts: _, fenced } = self;
        state.write_usize(open.len());
        open.values().for_each(|open| open.hash(state));
        fenced.hash(state);
    }
}

impl Coordinator {
    /// The first record of an open transaction. It holds back everything from there on.
    pub fn first_open(&self) -> Option<Offset> {
        self.firsts.first().copied()
    }

    /// Open transactions.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// A power cut has taken every record from here on.
    pub fn forget_from(&mut self, end: Offset) {
        for open in self.open.values_mut() {
            open.records.retain(|offset| *offset < end);
        }
        self.firsts.retain(|first| *first < end);
    }

    /// A record belongs to a producer's transaction; says whether that begins with it.
    fn join(&mut self, (producer, tx): ((NodeId, TaskId), TxId), now: Now, record: Offset) -> bool {
        let number = self.numbers.get(&producer);
        if let Some(known) = number.and_then(|number| self.open.get_mut(number)) {
            if known.records.is_empty() {
                self.firsts.insert(record);
            }
            known.records.push(record);
            return false;
        }
        let number = self.open.last().map_or(0, |(last, _)| last + 1);
        let open = Open { producer, tx, began: now.true_time, records: vec![record] };
        self.open.insert(number, open);
        self.numbers.insert(producer, number);
        self.firsts.insert(record);
        true
    }

    /// Takes out the open transaction of a producer.
    fn take(&mut self, producer: (NodeId, TaskId)) -> Option<Open> {
        let open = self.open.remove(&self.numbers.remove(&producer)?)?;
        if let Some(first) = open.records.first() {
            self.firsts.remove(first);
        }
        Some(open)
    }
}

impl Broker {
    /// Whether a producer may no longer do anything in its transaction.
    pub(super) fn is_fenced(&self, producer: (NodeId, TaskId)) -> bool {
        self.coordinator.fenced.contains(&producer)
    }

    /// Consumers can read what no open transaction holds back any more.
    pub(super) fn show(&mut self) {
        self.real.show_before(self.coordinator.first_open());
    }

    /// The next record belongs to the producer's transaction, which begins with it if need be.
    pub(super) fn join_transaction(
        &mut self,
        shop: &Shop,
        now: Now,
        (producer, tx): ((NodeId, TaskId), TxId),
        effects: &mut Effects<ShopNode>,
    ) {
        if self.coordinator.join((producer, tx), now, self.real.end()) {
            let timer = Timer::TransactionTimeout(producer.0, producer.1);
            effects.set_timer(shop.config.kafka.transaction_timeout, timer);
        }
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
            self.coordinator.fenced.insert(producer);
        }
    }

    /// `initTransactions` of a process that has started again: what its earlier incarnations left
    /// open is aborted.
    pub(super) fn fence(
        &mut self,
        shop: &Shop,
        (from, incarnation): (NodeId, u8),
        effects: &mut Effects<ShopNode>,
    ) {
        let open = self.coordinator.open.values().map(|open| open.producer);
        let is_earlier =
            |&(node, task): &(NodeId, TaskId)| node == from && task.incarnation != incarnation;
        let earlier: Vec<_> = open.filter(is_earlier).collect();
        for producer in earlier {
            self.close(shop, producer, Some(WhyAborted::Fenced), effects);
            self.coordinator.fenced.insert(producer);
        }
    }

    /// The timers of a broker die with it; what is left of their time begins to run again.
    pub(super) fn resume_timeouts(&self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        for open in self.coordinator.open.values() {
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
        let Some(ended) = self.coordinator.take(producer) else { return false };
        effects.cancel_timer(Timer::TransactionTimeout(producer.0, producer.1));
        match aborted {
            Some(why) => {
                for place in ended.records {
                    self.real.change(place, |record| record.is_aborted = true);
                }
                effects.mark(Mark::Aborted(ended.tx, why));
            }
            None => effects.mark(Mark::Published(ended.tx)),
        }
        self.show();
        effects.after("marker");
        self.deliver_ready(shop, effects);
        true
    }
}
