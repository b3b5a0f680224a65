//! What a mark is, said once: its name, whom it is about, its values, and how much it matters. The
//! trace, the judges, the diagram and the JSON of events read it here, and `text` adds the words.

use crate::program::step::{Answer, Decision, Handler, OutboxMark};
use crate::sim::time::SimDuration;

use super::super::message::{OrderId, Store, TaskId, TxId};
use super::{Mark, Topic, WhyAborted};

/// All that there is to say of a mark without words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Description {
    /// What the JSON of events calls it.
    pub name: &'static str,
    /// The task that it names.
    pub task: Option<TaskId>,
    /// The order that it names.
    pub order: Option<OrderId>,
    /// The message that it names.
    pub tx: Option<TxId>,
    /// What else it says.
    pub values: Values,
    /// How the diagram remarks on it, if neither an arrow nor a shape of its own shows it.
    pub remark: Option<Remark>,
    /// Whether it is worth no step of its own.
    pub is_housekeeping: bool,
    /// Whether the guarantees have to be judged again after it.
    pub is_judged: bool,
}

/// The values that marks have, each of them some.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Values {
    /// Which handler runs.
    pub handler: Option<Handler>,
    /// A line of the program, counted from 1.
    pub line: Option<u16>,
    /// The role of a message.
    pub role: Option<&'static str>,
    /// The how-many-eth.
    pub number: Option<u32>,
    /// Of how many.
    pub of: Option<u16>,
    /// For how long.
    pub length: Option<SimDuration>,
    /// What something is now: a word of the language.
    pub status: Option<&'static str>,
    /// Where it was written.
    pub store: Option<Store>,
    /// Which topic.
    pub topic: Option<Topic>,
    /// How a half message ends.
    pub decision: Option<Decision>,
    /// What the caller was told.
    pub answer: Option<Answer>,
    /// A place in the outbox or in the database's log.
    pub row: Option<u16>,
}

/// Sorts of remarks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remark {
    /// A fact.
    Plain,
    /// Something went wrong.
    Trouble,
    /// Something ceased to exist.
    Gone,
    /// Waiting.
    Waiting,
}

impl Default for Description {
    /// What is judged, worth a step, and says nothing else.
    fn default() -> Self {
        Self {
            name: "",
            task: None,
            order: None,
            tx: None,
            values: Values::default(),
            remark: None,
            is_housekeeping: false,
            is_judged: true,
        }
    }
}

impl Description {
    fn named(&mut self, name: &'static str) -> &mut Self {
        self.name = name;
        self
    }

    fn task(&mut self, task: TaskId) -> &mut Self {
        self.task = Some(task);
        self
    }

    fn order(&mut self, order: OrderId) -> &mut Self {
        self.order = order.known();
        self
    }

    fn tx(&mut self, tx: TxId) -> &mut Self {
        self.tx = Some(tx);
        self.order(tx.order)
    }

    fn remark(&mut self, remark: Remark) -> &mut Self {
        self.remark = Some(remark);
        self
    }

    fn handler(&mut self, handler: Handler) -> &mut Self {
        self.values.handler = Some(handler);
        self
    }

    fn line(&mut self, line: u16) -> &mut Self {
        self.values.line = Some(line);
        self
    }

    fn role(&mut self, role: &'static str) -> &mut Self {
        self.values.role = Some(role);
        self
    }

    fn number(&mut self, number: impl Into<u32>) -> &mut Self {
        self.values.number = Some(number.into());
        self
    }

    fn of(&mut self, of: u16) -> &mut Self {
        self.values.of = Some(of);
        self
    }

    fn length(&mut self, length: SimDuration) -> &mut Self {
        self.values.length = Some(length);
        self
    }

    fn status(&mut self, status: &'static str) -> &mut Self {
        self.values.status = Some(status);
        self
    }

    fn store(&mut self, store: Store) -> &mut Self {
        self.values.store = Some(store);
        self
    }

    fn topic(&mut self, topic: Topic) -> &mut Self {
        self.values.topic = Some(topic);
        self
    }

    fn decision(&mut self, decision: Decision) -> &mut Self {
        self.values.decision = Some(decision);
        self
    }

    fn answer(&mut self, answer: Answer) -> &mut Self {
        self.values.answer = Some(answer);
        self
    }

    fn row(&mut self, row: u16) -> &mut Self {
        self.values.row = Some(row);
        self
    }

    /// It happens by the clock, or says only that something is over.
    fn housekeeping(&mut self) -> &mut Self {
        self.is_housekeeping = true;
        self
    }

    /// Nothing that is judged changes with it; debug builds check that.
    fn unjudged(&mut self) -> &mut Self {
        self.is_judged = false;
        self
    }
}

impl Mark {
    /// What it is.
    #[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
    pub fn describe(self) -> Description {
        use Remark::{Gone, Plain, Trouble, Waiting};
        let it = &mut Description::default();
        *match self {
            Self::Line { task, handler, order, line } => {
                it.named("line").task(task).order(order).handler(handler).line(line).unjudged()
            }
            Self::TaskEnded(task) => it.named("task-ended").task(task).housekeeping().unjudged(),
            Self::StepLimit(task) => it.named("step-limit").task(task).remark(Trouble),
            Self::TimedOut { task, role, after } => {
                it.named("timed-out").task(task).role(role).length(after)
            }
            Self::ConnectionLost { task, role } => {
                it.named("connection-lost").task(task).role(role).remark(Trouble)
            }
            Self::Retry { task, attempt, of } => {
                it.named("retry").task(task).number(attempt).of(of).unjudged()
            }
            Self::Exception { task, line } => {
                it.named("exception").task(task).line(line).remark(Trouble).unjudged()
            }
            Self::Ignored { role } => it.named("ignored").role(role).unjudged(),
            Self::PoolWait(task) => it.named("pool-wait").task(task).remark(Waiting),
            Self::PoolGranted(task) => it.named("pool-granted").task(task).remark(Plain),
            Self::TransactionBegan(order) => it.named("transaction-began").order(order),
            Self::Committed(order) => it.named("committed").order(order),
            Self::RolledBack(order) => it.named("rolled-back").order(order),
            Self::LockWait(order) => it.named("lock-wait").order(order).remark(Waiting).unjudged(),
            Self::OrderIs(order, status) => it.named("order-is").order(order).status(status.word()),
            Self::Wrote(store, order, status) => {
                it.named("wrote").order(order).store(store).status(status.word())
            }
            Self::Appended(topic @ Topic::Op, _, tx) => {
                it.named("appended").tx(tx).topic(topic).housekeeping()
            }
            Self::Appended(topic, _, tx) => it.named("appended").tx(tx).topic(topic),
            Self::Flushed => it.named("flushed").housekeeping().unjudged(),
            Self::Evaporated(topic, tx) => it.named("evaporated").tx(tx).topic(topic).remark(Gone),
            Self::EndWithoutHalf(tx) => it.named("end-without-half").tx(tx).remark(Trouble),
            Self::EndRefused(tx) => it.named("end-refused").tx(tx).remark(Trouble),
            Self::Ended(tx, decision) => {
                let ended = it.named("ended").tx(tx).decision(decision);
                if decision == Decision::Commit { ended } else { ended.remark(Plain) }
            }
            Self::CheckRound => it.named("check-round"),
            Self::RoundStopped => it.named("round-stopped"),
            Self::CheckWithoutProducer(tx, check) => {
                it.named("check-without-producer").tx(tx).number(check)
            }
            Self::PutBackImmune(tx, check) => it.named("put-back-immune").tx(tx).number(check),
            Self::Discarded(tx) => it.named("discarded").tx(tx).remark(Trouble),
            Self::Expired(tx) => it.named("expired").tx(tx).remark(Trouble),
            Self::Resumed(tx) => it.named("resumed").tx(tx).remark(Plain),
            Self::Redelivery(tx) => it.named("redelivery").tx(tx).remark(Plain),
            Self::Payout { order, nth } => it.named("payout").order(order).number(nth),
            Self::PayoutRefused(order) => it.named("payout-refused").order(order).remark(Plain),
            Self::Captured(order) => it.named("captured").order(order),
            Self::Answered(order, answer) => it.named("answered").order(order).answer(answer),
            Self::DeadlineMissed(order) => it.named("deadline-missed").order(order),
            Self::CallRefused(order) => it.named("call-refused").order(order).remark(Trouble),
            Self::Refunded(order) => it.named("refunded").order(order),
            Self::Prepared(order) => it.named("prepared").order(order).remark(Plain),
            Self::OutboxIs(tx, mark) => {
                let changed = it.named("outbox-is").tx(tx).status(mark.word());
                if mark == OutboxMark::Dead { changed.remark(Trouble) } else { changed }
            }
            Self::Noted(tx, note) => it.named("noted").tx(tx).status(note.word()).remark(Plain),
            Self::CursorMoved(row) => it.named("cursor-moved").row(row),
            Self::CursorSaved(row) => it.named("cursor-saved").row(row).remark(Plain),
            Self::Received(tx) => it.named("received").tx(tx).housekeeping(),
            Self::Claimed(order) => it.named("claimed").order(order),
            Self::PutRefused(tx) => it.named("put-refused").tx(tx).remark(Trouble),
            Self::RetryPlanned { tx, retry, after } => {
                it.named("retry-planned").tx(tx).number(retry).length(after).remark(Plain)
            }
            Self::DeadLetter(tx) => it.named("dead-letter").tx(tx).remark(Trouble),
            Self::BudgetSpent(task) => it.named("budget-spent").task(task).remark(Trouble),
            Self::CheckDropped(tx) => it.named("check-dropped").tx(tx).remark(Trouble),
            Self::DataNotFound(tx) => it.named("data-not-found").tx(tx).remark(Trouble),
            Self::Deduplicated(tx) => it.named("deduplicated").tx(tx).remark(Plain),
            Self::Published(tx) => it.named("published").tx(tx).remark(Plain),
            Self::Aborted(tx, WhyAborted::Asked) => it.named("aborted").tx(tx).remark(Plain),
            Self::Aborted(tx, WhyAborted::TimedOut | WhyAborted::Fenced) => {
                it.named("aborted").tx(tx).remark(Trouble)
            }
        }
    }
}
