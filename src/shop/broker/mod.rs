//! The message broker, modelled on Apache RocketMQ 5.3 (tag `rocketmq-all-5.3.3`).
//!
//! One commit log (see [`log`]), flushed and replicated later or before the answer (see [`put`] and
//! [`replica`]); a half topic whose entries no consumer sees; op marks (see [`op`]); the check loop
//! of `TransactionalMessageServiceImpl` with its put-back copies (see [`check`]); one topic that
//! the consumer reads.
//!
//! What is left out in this version of the model is listed in `docs/model.md`.

mod check;
mod clients;
mod delivery;
mod future;
mod halves;
mod kafka;
mod log;
mod op;
mod put;
mod replica;
mod topics;
mod transactions;

use crate::ordered::Map;
use crate::program::step::Decision;
use crate::sim::node::{CrashMode, Effects, Envelope, Input, NodeId, Now, Reception, Start};
use crate::sim::time::SimTime;

use super::config::LateEnd;
use super::mark::{Mark, Topic};
use super::message::{
    EndOrigin, LogPosition, Message, MessageKind, Offset, OrderId, Progress, Refusal, ReplyTo,
    TxId, nodes,
};
use super::{Operation, Shop, ShopNode, Timer};

use halves::HalfTopics;
use kafka::Produced;
use topics::Topics;
use transactions::Coordinator;

pub use delivery::{Delivery, RealRecord, confirmed_within};
pub use op::OpMark;
pub use put::Wait;

use put::{Puts, Then};
use replica::Replica;

/// The broker.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Broker {
    halves: HalfTopics,
    /// What of its check offset was saved: after a crash the check loop goes on from here, at the
    /// latest.
    saved_check_offset: Offset,
    real: Topics,
    /// Places in queues that were given out, the topic's and that of retries together.
    queued: Offset,
    /// Connected producers, in the order in which they registered. Volatile.
    group: Vec<NodeId>,
    /// Whose turn it is to be asked. Volatile.
    turn: u8,
    /// Whether the consumer's long poll is open. Volatile.
    is_consumer_connected: bool,
    /// The earliest incarnation of each client that can still be connected; zero where none is
    /// noted. Volatile.
    incarnations: Vec<(NodeId, u16)>,
    /// Records of the commit log.
    log_end: LogPosition,
    /// What of it is in the page cache; kept with `transientStorePoolEnable` only.
    cached: Progress,
    /// What of it is on the disk: after a power cut the check loop goes on from there.
    flushed: Progress,
    /// What the flush that runs will have put there.
    flushing: Progress,
    replica: Replica,
    /// Records that wait for the disk or the slave. Volatile.
    puts: Puts,
    started: SimTime,
    planned: Planned,
    /// What Kafka's idempotence knows, with the offset of each record: it is read off the log.
    produced: Map<Produced, Offset>,
    coordinator: Coordinator,
}

/// For which work a timer runs. Volatile.
#[expect(clippy::struct_excessive_bools, reason = "one for each timer; they are independent")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
struct Planned {
    round: bool,
    flush: bool,
    op_batch: bool,
    caching: bool,
    save: bool,
}

/// One entry of the half queue: an original, or a copy that a check put back.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HalfRecord {
    /// The transaction id.
    pub tx: TxId,
    /// The producer's clock when it was sent. Copies keep it.
    pub born: SimTime,
    /// When this entry was appended.
    pub stored: SimTime,
    /// `TRANSACTION_CHECK_TIMES`: how many checks its lineage has had.
    pub checks: u8,
    /// Set on a copy that a check put back, and on one that an operator resumed.
    pub is_copy: bool,
    /// The op mark, if the entry has been ended.
    pub op: Option<OpMark>,
    log: LogPosition,
}

/// An entry of the discard topic.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DiscardRecord {
    /// Whose.
    pub tx: TxId,
    born: SimTime,
    /// Whether an operator put it back since.
    pub is_resumed: bool,
    log: LogPosition,
}

impl Broker {
    /// An empty broker to which every producer and the consumer are connected.
    pub fn new(shop: &Shop) -> Self {
        let instances = usize::from(shop.config.producers);
        let group = if shop.config.has_proxy() {
            vec![nodes::PROXY]
        } else {
            [nodes::ORDER_1, nodes::ORDER_2][..instances].to_vec()
        };
        Self {
            halves: HalfTopics::default(),
            saved_check_offset: 0,
            real: Topics::default(),
            queued: 0,
            group,
            turn: 0,
            is_consumer_connected: true,
            incarnations: Vec::new(),
            log_end: 0,
            cached: Progress::default(),
            flushed: Progress::default(),
            flushing: Progress::default(),
            replica: Replica::new(shop),
            puts: Puts::default(),
            started: SimTime::ZERO,
            planned: Planned::default(),
            produced: Map::default(),
            coordinator: Coordinator::default(),
        }
    }

    /// The half queue.
    pub fn halves(&self) -> impl Iterator<Item = &HalfRecord> {
        self.halves.iter()
    }

    /// How many half messages were stored: originals, not copies.
    pub fn originals(&self) -> usize {
        self.halves.originals()
    }

    /// How many half entries the check loop still has to look at that nobody has ended. An op mark
    /// that still waits in memory counts as an end.
    pub fn open_halves(&self) -> usize {
        self.halves.open()
    }

    /// Whether one of them is of this order.
    pub fn has_open_half(&self, order: OrderId) -> bool {
        self.halves.has_open_of(order)
    }

    /// Whether a half message of this order was rolled back.
    pub fn has_rolled_back(&self, order: OrderId) -> bool {
        self.halves.has_rolled_back_of(order)
    }

    /// How many originals no check round will look at again although nobody has ended them: no copy
    /// of them is left that is open or ended, and none lies in the discard topic.
    pub fn forgotten_halves(&self) -> usize {
        self.halves.forgotten()
    }

    /// How many readable messages of this order the topic has, without retries.
    pub fn visible(&self, order: OrderId) -> usize {
        self.real.visible_of(order)
    }

    /// Kafka's open transactions.
    pub fn open_transactions(&self) -> usize {
        self.coordinator.open()
    }

    /// The topic that the consumer reads, its retries, and the dead letters.
    pub fn real(&self) -> impl Iterator<Item = &RealRecord> {
        self.real.iter()
    }

    /// How many records one of those topics has.
    pub fn count_of(&self, topic: Topic) -> usize {
        self.real.count_of(topic)
    }

    /// The discard topic.
    pub fn discarded(&self) -> &[DiscardRecord] {
        self.halves.discarded()
    }

    /// Messages in the discard topic that nobody has resumed.
    pub fn count_unresumed(&self) -> usize {
        self.halves.count_unresumed()
    }

    /// How many messages of an order lie in the discard topic and were not resumed.
    pub fn discarded_of(&self, order: OrderId) -> usize {
        self.halves.discarded_of(order)
    }

    /// Whether what is known of the records without looking at each is what they say. For tests and
    /// debug builds: it looks at each.
    pub fn is_consistent(&self) -> bool {
        self.real.is_consistent() && self.halves.is_consistent()
    }

    /// Connected producers.
    pub fn group(&self) -> &[NodeId] {
        &self.group
    }

    pub(super) fn handle(
        &mut self,
        shop: &Shop,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Start(Start::Again) => {
                self.started = now.true_time;
                self.resume_timeouts(shop, now, effects);
                self.plan_round(shop, now, effects);
                self.spread(shop, effects);
                self.plan_retries(now, effects);
            }
            Input::Deliver { envelope, reception } => {
                self.receive(shop, now, &envelope, reception, effects);
            }
            Input::Timer(Timer::CheckRound) => {
                self.planned.round = false;
                self.check_round(shop, now, effects);
                self.plan_round(shop, now, effects);
            }
            Input::Timer(Timer::OpBatch) => {
                self.planned.op_batch = false;
                self.write_ops(shop, effects);
            }
            Input::Timer(Timer::ToPageCache) => self.fill_page_cache(shop, effects),
            Input::Timer(Timer::Flush) => self.flush(shop, effects),
            Input::Timer(Timer::PutTimeout(log, wait)) => {
                self.put_timeout(shop, (log, wait), effects);
            }
            Input::Timer(Timer::Redeliver(offset)) => {
                self.redeliver(shop, offset, effects);
            }
            Input::Timer(Timer::SaveOffsets) => self.save_offsets(),
            Input::Timer(Timer::TransactionTimeout(node, task)) => {
                self.time_out_transaction(shop, (node, task), effects);
            }
            Input::Operate(Operation::CheckNow) => {
                self.check_round(shop, now, effects);
                self.plan_round(shop, now, effects);
            }
            Input::Operate(Operation::ResumeDiscarded) => self.resume(shop, now, effects),
            Input::Disconnected(death) => {
                self.disconnect(shop, death, effects);
                if death.node == nodes::CONSUMER {
                    self.take_back(shop, effects);
                }
            }
            _ => {}
        }
    }

    pub(super) fn crash(&mut self, shop: &Shop, mode: CrashMode, effects: &mut Effects<ShopNode>) {
        let left = match mode {
            CrashMode::Process => self.cached(shop),
            CrashMode::PowerCut => self.flushed,
            // One of Kafka's followers, which have what is safe, becomes the leader.
            CrashMode::Destroyed if shop.config.kafka_replicas() > 1 => self.flushed,
            CrashMode::Destroyed => self.replica.acknowledged,
        };
        self.group.clear();
        self.turn = 0;
        self.is_consumer_connected = false;
        self.incarnations.clear();
        self.puts.clear();
        self.planned = Planned::default();
        self.replica.lose_connection();
        self.real.change_all(RealRecord::forget_delivery);
        self.lose_all_but(left, effects);
        if mode != CrashMode::Destroyed {
            self.halves.fall_back_to(self.halves.check_offset().min(self.saved_check_offset));
        }
        self.saved_check_offset = self.halves.check_offset();
    }

    fn receive(
        &mut self,
        shop: &Shop,
        now: Now,
        envelope: &Envelope<Message>,
        reception: Reception,
        effects: &mut Effects<ShopNode>,
    ) {
        let from = envelope.from;
        match envelope.message {
            Message::Send { .. } => self.receive_send(shop, now, envelope, reception, effects),
            Message::End { offset, tx, decision, origin, .. } if reception == Reception::Accept => {
                self.end(shop, now, (offset, tx), (decision, origin), effects);
            }
            Message::Ack { offset, tx } => self.acknowledge((offset, tx), effects),
            Message::Pull { offset, tx } => {
                self.confirm(shop, (offset, tx), envelope.incarnation, effects);
            }
            Message::Consumed { offset, tx } => self.advance(shop, now, (offset, tx), effects),
            Message::SendBack { .. } => {
                self.receive_send_back(shop, now, envelope, reception, effects);
            }
            Message::EndTransaction { call, tx, decision } => match reception {
                Reception::Accept => {
                    self.end_transaction(shop, (from, call, tx), decision, effects);
                }
                Reception::Refuse => {
                    let (order, to) = (tx.order, ReplyTo::Producer);
                    let result = Err(Refusal::Rejected);
                    effects.send(from, Message::Reply { call, order, to, result });
                }
            },
            Message::InitTransactions { incarnation } => {
                self.fence(shop, (from, incarnation), effects);
            }
            Message::Heartbeat => {
                self.register(from, envelope.incarnation);
            }
            Message::Subscribe => {
                self.register(from, envelope.incarnation);
                self.take_back(shop, effects);
                self.deliver_ready(shop, effects);
            }
            Message::ReplicateAck { epoch, progress } => {
                self.take_report(shop, envelope, (epoch, progress), effects);
            }
            _ => {}
        }
    }

    fn receive_send(
        &mut self,
        shop: &Shop,
        now: Now,
        envelope: &Envelope<Message>,
        reception: Reception,
        effects: &mut Effects<ShopNode>,
    ) {
        let Message::Send { call, kind, tx, born } = envelope.message else { return };
        let (from, order) = (envelope.from, tx.order);
        let refusal = match reception {
            Reception::Refuse => Some(Refusal::Rejected),
            Reception::Accept if kind == MessageKind::Half && shop.config.is_kafka() => {
                Some(Refusal::NoHalfMessages)
            }
            Reception::Accept if call.is_some_and(|call| self.is_fenced((from, call.task))) => {
                Some(Refusal::Fenced)
            }
            Reception::Accept if !self.takes_puts(shop) => {
                effects.mark(Mark::PutRefused(tx));
                Some(Refusal::TooFewReplicas)
            }
            Reception::Accept => None,
        };
        if let Some(refusal) = refusal {
            if let Some(call) = call {
                let (to, result) = (ReplyTo::Send(kind), Err(refusal));
                effects.send(from, Message::Reply { call, order, to, result });
            }
            return;
        }
        let offset = match kind {
            MessageKind::Half => self.append_half(now, tx, born, effects),
            MessageKind::Normal | MessageKind::Transactional => {
                let record = call.map(|call| Produced { from, task: call.task, tx, born });
                self.append_once(shop, now, (kind, tx, record), effects)
            }
        };
        self.plan_round(shop, now, effects);
        effects.after("append");
        if let Some(call) = call {
            let answer = Then::Answer { from, call, order, kind, offset };
            self.wait_for_copies(shop, answer, effects);
        }
        self.spread(shop, effects);
    }

    fn append_half(
        &mut self,
        now: Now,
        tx: TxId,
        born: SimTime,
        effects: &mut Effects<ShopNode>,
    ) -> Offset {
        let half = HalfRecord {
            tx,
            born,
            stored: now.true_time,
            checks: 0,
            is_copy: false,
            op: None,
            log: self.append(),
        };
        self.push_half(half, effects)
    }

    fn push_half(&mut self, half: HalfRecord, effects: &mut Effects<ShopNode>) -> Offset {
        let offset = self.halves.end();
        effects.mark(Mark::Appended(Topic::Half, offset, half.tx));
        self.halves.push(half);
        offset
    }

    fn append_real(&mut self, shop: &Shop, tx: TxId, effects: &mut Effects<ShopNode>) -> Offset {
        let offset = self.real.end();
        effects.mark(Mark::Appended(Topic::Real, offset, tx));
        let record = RealRecord::new(tx, self.queued, self.append());
        self.queued += 1;
        self.real.push(record);
        self.show();
        self.deliver_ready(shop, effects);
        offset
    }

    /// `EndTransactionProcessor`: there is no test whether the half was ended before. Its bytes
    /// never change, so a second commit, or a commit after a rollback, appends again.
    fn end(
        &mut self,
        shop: &Shop,
        now: Now,
        (offset, tx): (Offset, TxId),
        (decision, origin): (Decision, EndOrigin),
        effects: &mut Effects<ShopNode>,
    ) {
        let readable = self.cached(shop).log;
        let is_it = |half: &&HalfRecord| half.tx == tx && half.log <= readable;
        let Some(half) = self.halves.get(offset).filter(is_it) else {
            effects.mark(Mark::EndWithoutHalf(tx));
            return;
        };
        if decision == Decision::Unknown {
            effects.mark(Mark::Ended(tx, decision));
            return;
        }
        if origin == EndOrigin::Producer && is_too_late(shop, now, half) {
            effects.mark(Mark::EndRefused(tx));
            return;
        }
        if decision == Decision::Commit && !self.takes_puts(shop) {
            effects.mark(Mark::PutRefused(tx));
            return;
        }
        if decision == Decision::Commit {
            self.append_real(shop, tx, effects);
        }
        if decision == Decision::Commit {
            self.wait_for_copies(shop, Then::MarkCommitted { offset, tx }, effects);
        } else {
            effects.mark(Mark::Ended(tx, decision));
            self.mark_ended(shop, (offset, tx), decision, effects);
        }
        effects.after("append");
        self.spread(shop, effects);
    }
}

/// The offset of the record at a place of its list.
fn place_of(place: usize) -> Offset {
    Offset::try_from(place).expect("a run has far fewer records than u32::MAX")
}

/// `EndTransactionProcessor.rejectCommitOrRollback`: only a message with custom immunity is
/// refused, and an immunity shorter than `transactionTimeOut` counts as that.
fn is_too_late(shop: &Shop, now: Now, half: &HalfRecord) -> bool {
    let limit = shop.config.custom_immunity().map(|own| own.max(shop.config.transaction_timeout));
    let age = now.clock.since(half.born);
    shop.config.late_end == LateEnd::Refused && limit.is_some_and(|limit| age > limit)
}
