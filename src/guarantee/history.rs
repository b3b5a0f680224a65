//! What was so before: the auxiliary variables of the guarantees.

use std::hash::{Hash, Hasher};

use crate::ordered::Map;
use crate::program::step::{Decision, Status};
use crate::shop::mark::{Mark, Topic};
use crate::shop::message::{
    Message, MessageKind, Offset, OrderId, ReplyTo, SendStatus, TxId, Value,
};
use crate::shop::{TraceEvent, TraceKind, World};
use crate::sim::node::MessageId;
use crate::sim::time::SimTime;

use super::facts::{Facts, is_being_handled};

/// Everything that a judge must remember.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Per order: a copy was visible before the order was ever paid.
    pub was_visible_unpaid: Vec<bool>,
    /// Per order: a red packet was given while the order was not paid.
    pub was_given_unpaid: Vec<bool>,
    /// Per order: it went back from a status that is final for it.
    pub had_illegal_status: Vec<bool>,
    /// Per order: the payment system stopped waiting while the order service still worked on its
    /// callback. A callback that died with its process is not slow, it is lost.
    pub was_slow: Vec<bool>,
    /// Per order: when it became paid in the database, in microseconds.
    pub paid_at_micros: Vec<Option<u64>>,
    /// Per order: when its message became visible for the first time, in microseconds.
    pub visible_at_micros: Vec<Option<u64>>,
    /// Per order: the most copies that were visible at one time. A power cut may have destroyed
    /// them since, after the consumer read them.
    pub most_visible: Vec<usize>,
    /// Decisions that took effect at the broker.
    pub decisions: Vec<(TxId, Decision)>,
    /// An acknowledged message or half message was destroyed by a crash.
    pub lost_acknowledged: bool,
    /// Anything was acknowledged at all.
    pub has_stored: bool,
    /// About how many messages the broker took both decisions.
    pub contradictions: usize,
    /// A task ran into the limit of its steps.
    pub hit_step_limit: bool,
    /// Most time that a transaction was open, up to its end or up to now, in microseconds.
    pub longest_transaction_micros: u64,
    /// Per order: how often a copy of its message was handed to the consumer. A power cut may have
    /// destroyed the record since.
    pub deliveries: Vec<u32>,
    /// When the oldest transaction began that was open after the last step.
    oldest_transaction: Option<SimTime>,
    given: Vec<u32>,
    /// Per order: what the database said before.
    status: Vec<Status>,
    /// Where the broker put each record: of the topic, and of the half queue.
    appended: [Map<Offset, TxId>; 2],
    /// Records whose producer was told that they are stored.
    acknowledged: Vec<(Topic, TxId)>,
    /// Callbacks on their way.
    calls: Vec<(MessageId, OrderId)>,
    /// Per order: how many callbacks have come to the order service, second copies included.
    arrived: Vec<u16>,
}

impl History {
    /// Takes in what one step did.
    pub fn observe(&mut self, world: &World, facts: &Facts, events: &[TraceEvent]) {
        self.make_room(facts.orders.len());
        // An event can commit one change and, with the lock that it frees, the next.
        for event in events {
            if let TraceKind::Mark { mark: Mark::OrderIs(order, status), .. } = event.kind {
                self.observe_status(usize::from(order.0), status, facts.now_micros);
            }
        }
        self.observe_orders(facts);
        self.observe_ends(facts);
        self.observe_events(world, facts, events);
    }

    /// Takes in what one step did that changed no order.
    pub(super) fn observe_events(&mut self, world: &World, facts: &Facts, events: &[TraceEvent]) {
        self.longest_transaction_micros =
            self.longest_transaction_micros.max(facts.longest_transaction_micros());
        for event in events {
            match &event.kind {
                TraceKind::Mark { mark, .. } => self.observe_mark(world, *mark),
                TraceKind::Sent { id, message: Message::Callback { order, .. }, .. } => {
                    self.calls.push((*id, *order));
                }
                TraceKind::Sent { message: Message::Deliver { tx, .. }, copy_of: None, .. } => {
                    self.count_delivery(tx.order);
                }
                TraceKind::Sent { message, .. } => self.observe_message(message),
                TraceKind::Delivered { id } => self.observe_arrival(*id),
                TraceKind::Lost { id, .. } | TraceKind::Refused { id } => {
                    self.calls.retain(|(call, _)| call != id);
                }
                _ => {}
            }
        }
    }

    fn count_delivery(&mut self, order: OrderId) {
        let index = usize::from(order.0);
        if self.deliveries.len() <= index {
            self.deliveries.resize(index + 1, 0);
        }
        self.deliveries[index] += 1;
    }

    fn observe_arrival(&mut self, id: MessageId) {
        let Some(place) = self.calls.iter().position(|(call, _)| *call == id) else { return };
        let (_, order) = self.calls.swap_remove(place);
        let index = usize::from(order.0);
        if self.arrived.len() <= index {
            self.arrived.resize(index + 1, 0);
        }
        self.arrived[index] += 1;
    }

    fn observe_status(&mut self, index: usize, status: Status, now_micros: u64) {
        let before = std::mem::replace(&mut self.status[index], status);
        self.had_illegal_status[index] |= !before.may_become(status);
        if status == Status::Paid {
            self.paid_at_micros[index].get_or_insert(now_micros);
        }
    }

    fn make_room(&mut self, count: usize) {
        self.was_visible_unpaid.resize(count, false);
        self.was_given_unpaid.resize(count, false);
        self.had_illegal_status.resize(count, false);
        self.was_slow.resize(count, false);
        self.paid_at_micros.resize(count, None);
        self.visible_at_micros.resize(count, None);
        self.most_visible.resize(count, 0);
        self.given.resize(count, 0);
        self.deliveries.resize(count, 0);
        self.status.resize(count, Status::Unpaid);
    }

    fn observe_orders(&mut self, facts: &Facts) {
        for (index, order) in facts.orders.iter().enumerate() {
            self.observe_status(index, order.database, facts.now_micros);
            if !order.is_paid() {
                // Visible after it was paid and closed again is a ghost, but not early.
                let was_never_paid = self.paid_at_micros[index].is_none();
                self.was_visible_unpaid[index] |= was_never_paid && order.visible > 0;
                self.was_given_unpaid[index] |= order.payouts > self.given[index];
            }
            if order.visible > 0 {
                self.visible_at_micros[index].get_or_insert(facts.now_micros);
            }
            self.most_visible[index] = self.most_visible[index].max(order.visible);
            self.given[index] = order.payouts;
        }
    }

    /// A transaction that was open and is not any more has been open until now, even if nothing was
    /// seen of it in between. The oldest one has been open for longest, whether it still is or not.
    fn observe_ends(&mut self, facts: &Facts) {
        let before = std::mem::replace(&mut self.oldest_transaction, facts.oldest_transaction);
        let length = before.map_or(0, |began| facts.now_micros - began.as_micros());
        self.longest_transaction_micros = self.longest_transaction_micros.max(length);
    }

    fn observe_mark(&mut self, world: &World, mark: Mark) {
        match mark {
            Mark::DeadlineMissed(order) => {
                self.was_slow[usize::from(order.0)] |= is_being_handled(world, order);
            }
            Mark::Received(tx) => self.count_delivery(tx.order),
            Mark::Ended(tx, decision)
                if decision != Decision::Unknown && !self.decisions.contains(&(tx, decision)) =>
            {
                let is_second = self.decisions.iter().any(|(known, _)| *known == tx);
                self.contradictions += usize::from(is_second);
                self.decisions.push((tx, decision));
            }
            Mark::Appended(topic @ (Topic::Half | Topic::Real), offset, tx) => {
                self.has_stored = true;
                // A power cut frees offsets; the newest record is the one that counts.
                self.appended[usize::from(topic == Topic::Half)].insert(offset, tx);
            }
            Mark::Evaporated(topic @ (Topic::Half | Topic::Real), tx) => {
                self.observe_evaporation(topic, tx);
            }
            Mark::StepLimit(_) => self.hit_step_limit = true,
            _ => {}
        }
    }

    /// A producer is told that its message is safely stored.
    fn observe_message(&mut self, message: &Message) {
        let Message::Reply { to: ReplyTo::Send(kind), result: Ok(value), .. } = message else {
            return;
        };
        // Any other status is a warning, not a promise.
        let Value::Stored { offset: at, status: SendStatus::Ok } = value else { return };
        let topic = match kind {
            MessageKind::Normal | MessageKind::Transactional => Topic::Real,
            MessageKind::Half => Topic::Half,
        };
        if let Some(&tx) = self.appended[usize::from(topic == Topic::Half)].get(at)
            && !self.acknowledged.contains(&(topic, tx))
        {
            self.acknowledged.push((topic, tx));
        }
    }

    /// The page cache is lost from its newest record on, so the newest one of its kind is gone. A
    /// message of which an older entry is left (a half message and its copies) is not lost.
    fn observe_evaporation(&mut self, topic: Topic, tx: TxId) {
        let appended = &mut self.appended[usize::from(topic == Topic::Half)];
        let mut own = appended.iter().rev().filter(|(_, whose)| *whose == tx).map(|(at, _)| *at);
        let (newest, is_gone) = (own.next(), own.next().is_none());
        if let Some(newest) = newest {
            appended.remove(&newest);
        }
        self.lost_acknowledged |= is_gone && self.acknowledged.contains(&(topic, tx));
    }

    /// Grows whenever [`Self::observe_events`] changes something that is hashed, or that a
    /// guarantee without a bound of time asks for, while no fact changes.
    pub(super) fn changes(&self) -> usize {
        let arrived = self.arrived.iter().copied().map(usize::from);
        self.acknowledged.len() + arrived.sum::<usize>()
    }

    /// Whether the order service has been called about an order more than once: by a call that was
    /// made again, or by a second copy of one.
    pub fn was_called_again(&self, index: usize) -> bool {
        self.arrived.get(index).is_some_and(|count| *count > 1)
    }
}

/// What a search must tell apart: everything that the judges may still ask for. Moments enter as
/// [`SimTime`], so that they are taken relative to the present.
///
/// What only says that a guarantee of the modality *always* or *within* has been broken, or that it
/// has been exercised, does not enter: a search notes that at the very event. From then on a state
/// in which it has been broken has nothing to add to one that is like it in everything else, nor
/// the other way round: whichever of the two is reached later, with no fewer faults and events, the
/// guarantee has been broken as early as it could be. What only [`super::outcomes`] asks for is no
/// business of a search.
impl Hash for History {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            was_visible_unpaid,
            was_given_unpaid: _,
            had_illegal_status: _,
            was_slow: _,
            paid_at_micros,
            visible_at_micros,
            most_visible: _,
            decisions,
            lost_acknowledged: _,
            has_stored: _,
            contradictions: _,
            hit_step_limit,
            longest_transaction_micros: _,
            deliveries: _,
            // The database says since when each transaction is open.
            oldest_transaction: _,
            // As many as the consumer has given.
            given,
            // What the database says.
            status: _,
            appended,
            acknowledged,
            // As the messages on their way, each with its order.
            calls: _,
            arrived,
        } = self;
        // Where the message decides, nothing is broken, but nothing is exercised either.
        was_visible_unpaid.hash(state);
        for (index, (paid, visible)) in paid_at_micros.iter().zip(visible_at_micros).enumerate() {
            (paid.is_some(), visible.is_some()).hash(state);
            // What became visible may be destroyed again, until somebody has acted on it.
            if visible.is_none() || given.get(index).is_none_or(|count| *count == 0) {
                paid.map(SimTime::from_micros).hash(state);
            }
        }
        (decisions, hit_step_limit, appended, acknowledged).hash(state);
        for index in (0..arrived.len()).filter(|index| self.was_called_again(*index)) {
            state.write_usize(index);
        }
    }
}
