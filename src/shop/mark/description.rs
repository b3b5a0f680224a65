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

impl Description {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            task: None,
            order: None,
            tx: None,
            values: Values::default(),
            remark: None,
            is_housekeeping: false,
            is_judged: true,
        }
    }

    fn task(self, task: TaskId) -> Self {
        Self { task: Some(task), ..self }
    }

    fn order(self, order: OrderId) -> Self {
        Self { order: order.known(), ..self }
    }

    fn tx(self, tx: TxId) -> Self {
        Self { tx: Some(tx), ..self.order(tx.order) }
    }

    fn values(self, values: Values) -> Self {
        Self { values, ..self }
    }

    fn remark(self, remark: Remark) -> Self {
        Self { remark: Some(remark), ..self }
    }

    /// It happens by the clock, or says only that something is over.
    fn housekeeping(self) -> Self {
        Self { is_housekeeping: true, ..self }
    }

    /// Nothing that is judged changes with it; debug builds check that.
    fn unjudged(self) -> Self {
        Self { is_judged: false, ..self }
    }
}

impl Mark {
    /// What it is.
    #[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
    pub fn describe(self) -> Description {
        use Remark::{Gone, Plain, Trouble, Waiting};
        let named = Description::new;
        match self {
            Self::Line { task, handler, order, line } => {
                let values =
                    Values { handler: Some(handler), line: Some(line), ..Values::default() };
                named("line").task(task).order(order).values(values).unjudged()
            }
            Self::TaskEnded(task) => named("task-ended").task(task).housekeeping().unjudged(),
            Self::StepLimit(task) => named("step-limit").task(task).remark(Trouble),
            Self::TimedOut { task, role, after } => {
                let values = Values { role: Some(role), length: Some(after), ..Values::default() };
                named("timed-out").task(task).values(values)
            }
            Self::ConnectionLost { task, role } => named("connection-lost")
                .task(task)
                .values(Values { role: Some(role), ..Values::default() })
                .remark(Trouble),
            Self::Retry { task, attempt, of } => {
                let number = Some(u32::from(attempt));
                let values = Values { number, of: Some(of), ..Values::default() };
                named("retry").task(task).values(values).unjudged()
            }
            Self::Exception { task, line } => named("exception")
                .task(task)
                .values(Values { line: Some(line), ..Values::default() })
                .remark(Trouble)
                .unjudged(),
            Self::Ignored { role } => {
                named("ignored").values(Values { role: Some(role), ..Values::default() }).unjudged()
            }
            Self::PoolWait(task) => named("pool-wait").task(task).remark(Waiting),
            Self::PoolGranted(task) => named("pool-granted").task(task).remark(Plain),
            Self::TransactionBegan(order) => named("transaction-began").order(order),
            Self::Committed(order) => named("committed").order(order),
            Self::RolledBack(order) => named("rolled-back").order(order),
            Self::LockWait(order) => named("lock-wait").order(order).remark(Waiting).unjudged(),
            Self::OrderIs(order, status) => {
                named("order-is").order(order).values(is(status.word()))
            }
            Self::Wrote(store, order, status) => named("wrote")
                .order(order)
                .values(Values { store: Some(store), ..is(status.word()) }),
            Self::Appended(topic @ Topic::Op, _, tx) => {
                named("appended").tx(tx).values(of_topic(topic)).housekeeping()
            }
            Self::Appended(topic, _, tx) => named("appended").tx(tx).values(of_topic(topic)),
            Self::Flushed => named("flushed").housekeeping().unjudged(),
            Self::Evaporated(topic, tx) => {
                named("evaporated").tx(tx).values(of_topic(topic)).remark(Gone)
            }
            Self::EndWithoutHalf(tx) => named("end-without-half").tx(tx).remark(Trouble),
            Self::EndRefused(tx) => named("end-refused").tx(tx).remark(Trouble),
            Self::Ended(tx, decision) => {
                let values = Values { decision: Some(decision), ..Values::default() };
                let ended = named("ended").tx(tx).values(values);
                if decision == Decision::Commit { ended } else { ended.remark(Plain) }
            }
            Self::CheckRound => named("check-round"),
            Self::RoundStopped => named("round-stopped"),
            Self::CheckWithoutProducer(tx, check) => {
                named("check-without-producer").tx(tx).values(numbered(u32::from(check)))
            }
            Self::PutBackImmune(tx, check) => {
                named("put-back-immune").tx(tx).values(numbered(u32::from(check)))
            }
            Self::Discarded(tx) => named("discarded").tx(tx).remark(Trouble),
            Self::Expired(tx) => named("expired").tx(tx).remark(Trouble),
            Self::Resumed(tx) => named("resumed").tx(tx).remark(Plain),
            Self::Redelivery(tx) => named("redelivery").tx(tx).remark(Plain),
            Self::Payout { order, nth } => named("payout").order(order).values(numbered(nth)),
            Self::PayoutRefused(order) => named("payout-refused").order(order).remark(Plain),
            Self::Captured(order) => named("captured").order(order),
            Self::Answered(order, answer) => named("answered")
                .order(order)
                .values(Values { answer: Some(answer), ..Values::default() }),
            Self::DeadlineMissed(order) => named("deadline-missed").order(order),
            Self::CallRefused(order) => named("call-refused").order(order).remark(Trouble),
            Self::Refunded(order) => named("refunded").order(order),
            Self::Prepared(order) => named("prepared").order(order).remark(Plain),
            Self::OutboxIs(tx, mark) => {
                let changed = named("outbox-is").tx(tx).values(is(mark.word()));
                if mark == OutboxMark::Dead { changed.remark(Trouble) } else { changed }
            }
            Self::Noted(tx, note) => named("noted").tx(tx).values(is(note.word())).remark(Plain),
            Self::CursorMoved(row) => named("cursor-moved").values(at_row(row)),
            Self::CursorSaved(row) => named("cursor-saved").values(at_row(row)).remark(Plain),
            Self::Received(tx) => named("received").tx(tx).housekeeping(),
            Self::Claimed(order) => named("claimed").order(order),
            Self::PutRefused(tx) => named("put-refused").tx(tx).remark(Trouble),
            Self::RetryPlanned { tx, retry, after } => named("retry-planned")
                .tx(tx)
                .values(Values { length: Some(after), ..numbered(u32::from(retry)) })
                .remark(Plain),
            Self::DeadLetter(tx) => named("dead-letter").tx(tx).remark(Trouble),
            Self::BudgetSpent(task) => named("budget-spent").task(task).remark(Trouble),
            Self::CheckDropped(tx) => named("check-dropped").tx(tx).remark(Trouble),
            Self::DataNotFound(tx) => named("data-not-found").tx(tx).remark(Trouble),
            Self::Deduplicated(tx) => named("deduplicated").tx(tx).remark(Plain),
            Self::Published(tx) => named("published").tx(tx).remark(Plain),
            Self::Aborted(tx, WhyAborted::Asked) => named("aborted").tx(tx).remark(Plain),
            Self::Aborted(tx, WhyAborted::TimedOut | WhyAborted::Fenced) => {
                named("aborted").tx(tx).remark(Trouble)
            }
        }
    }
}

fn is(status: &'static str) -> Values {
    Values { status: Some(status), ..Values::default() }
}

fn of_topic(topic: Topic) -> Values {
    Values { topic: Some(topic), ..Values::default() }
}

fn numbered(number: u32) -> Values {
    Values { number: Some(number), ..Values::default() }
}

fn at_row(row: u16) -> Values {
    Values { row: Some(row), ..Values::default() }
}
