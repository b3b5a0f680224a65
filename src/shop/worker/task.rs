//! One run of a handler: where it is, what it has in hand, what it waits for.

use std::hash::{Hash, Hasher};

use crate::program::step::{Handler, StepIndex};
use crate::sim::node::{NodeId, Wake};
use crate::sim::time::{SimDuration, SimTime};

use super::super::Shop;
use super::super::message::{CallId, Offset, Scope, TaskId, TxId};
use super::hand::Hand;
use super::peers::Origin;

/// One run of a handler.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Task {
    /// Its identity.
    pub id: TaskId,
    /// What it runs.
    pub handler: Handler,
    /// For which message: the one that it was given, or has taken in hand since.
    pub tx: TxId,
    /// Who wants to hear what comes of it.
    pub origin: Origin,
    /// The step that it runs or is about to run.
    pub at: StepIndex,
    /// What it waits for.
    pub waiting: Waiting,
    pub(super) steps_run: u16,
    pub(super) calls: u16,
    pub(super) send_attempt: u16,
    pub(super) has_connection: bool,
    pub(super) in_transaction: bool,
    /// Set from the moment at which its message is sent back: what it waits for is that.
    pub(super) is_sent_back: bool,
    /// The half message to end, or the delivery to acknowledge.
    pub(super) offset: Option<Offset>,
    /// When its last request left, and to whom.
    pub(super) asked: SimTime,
    pub(super) asks: NodeId,
    /// Whether what it sends belongs to a Kafka transaction.
    pub(super) is_producing: bool,
    /// How long that request waits.
    pub(super) timeout: SimDuration,
    /// When the first attempt of its send left.
    pub(super) send_began: SimTime,
    /// What its clock showed then.
    pub(super) send_born: SimTime,
    /// When what is in hand was born, by the clock of whoever made it.
    pub(super) born: SimTime,
    pub(super) hand: Hand,
    /// How often sending the outbox row in hand had failed when it was read.
    pub(super) tried: u16,
    /// What makes running it again worth while, if a timer began it.
    pub(super) wake: Wake,
}

/// What a task waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Waiting {
    /// Nothing; it runs.
    Nothing,
    /// The answer to a request.
    Answer,
    /// A database connection.
    Connection,
    /// Work, or a pause between attempts, to pass.
    Time,
}

/// What a task begins with.
pub(super) struct Given {
    pub(super) tx: TxId,
    pub(super) origin: Origin,
    pub(super) offset: Option<Offset>,
    pub(super) born: SimTime,
}

impl Given {
    pub(super) fn message(tx: TxId, origin: Origin) -> Self {
        Self { tx, origin, offset: None, born: SimTime::ZERO }
    }

    pub(super) fn delivery(offset: Offset, tx: TxId) -> Self {
        Self { offset: Some(offset), ..Self::message(tx, Origin::Topic(offset, tx)) }
    }

    pub(super) fn nothing() -> Self {
        Self::message(TxId::NONE, Origin::Itself)
    }
}

impl Task {
    /// The step is over; the next one that sends begins to count again.
    pub(super) fn forget_send(&mut self) {
        (self.send_attempt, self.send_began, self.send_born) = (0, SimTime::ZERO, SimTime::ZERO);
    }

    /// What the task depends on. Not when its last request left, once it runs: it does not wait
    /// before it has made another. Not how long it waits, which its timer knows. Not since when it
    /// tries to send, unless it does. Not how old what it has in hand is, if the program never
    /// asks.
    pub(super) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self {
            id,
            handler,
            tx,
            origin,
            at,
            waiting,
            steps_run,
            calls,
            send_attempt,
            has_connection,
            in_transaction,
            is_sent_back,
            offset,
            asked,
            asks,
            is_producing,
            timeout: _,
            send_began,
            send_born,
            born,
            hand,
            tried,
            wake,
        } = self;
        (id, handler, tx, origin, at, waiting, steps_run, calls, send_attempt).hash(hasher);
        (has_connection, in_transaction, is_sent_back, offset, is_producing).hash(hasher);
        (hand, tried, wake).hash(hasher);
        if *waiting != Waiting::Nothing {
            (asked, asks).hash(hasher);
        }
        if *send_attempt > 0 {
            (send_began, send_born).hash(hasher);
        }
        if shop.asks.age {
            born.hash(hasher);
        }
    }

    /// The request that the task is waiting for, or made last.
    pub(super) fn call_id(&self) -> CallId {
        CallId { task: self.id, number: self.calls }
    }

    pub(super) fn scope(&self) -> Scope {
        if self.in_transaction { Scope::Transaction } else { Scope::Autocommit }
    }
}
