//! What a program compiles to: a flat list of steps with a source map.

mod op;
mod words;

use crate::lang::Lang;
use crate::sim::time::SimDuration;

/// Index of a step in [`Program::steps`]; the program counter of a task.
pub type StepIndex = u16;

/// A strategy's program: who it is, its handlers, its steps. Immutable and outside the world; the
/// world holds only program counters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// What the strategy is called and says of itself.
    pub header: Header,
    /// First step of each handler that the program has, in source order.
    pub handlers: Vec<(Handler, StepIndex)>,
    /// Every step, handler after handler. Each handler ends in [`Op::Stop`].
    pub steps: Vec<Step>,
    /// How often each `every` handler runs, in source order.
    pub periods: Vec<SimDuration>,
    /// The source, line by line, for the page and for messages.
    pub lines: Vec<SourceLine>,
}

/// The header lines of a program file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// Title in each language (`title.en`, `title.zh`). A shipped strategy has English and Chinese
    /// ones; a program that somebody only tries may have none.
    pub title: Words,
    /// One sentence on how it works (`about.en`, `about.zh`).
    pub about: Words,
    /// Section of the course that argues about it, 1 to 6 (`course`); 0 when the course has none.
    pub course: u8,
    /// Which idea it follows (`family`); the picker groups by it.
    pub family: Family,
    /// Which of the usual checkers its `on check` is (`checker K1 status`), if it is one.
    pub checker: Option<Checker>,
}

/// What a strategy hopes to gain from: the four families of answers to the dual write.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Family {
    /// `two-writes`: order the two writes and hope.
    #[default]
    TwoWrites,
    /// `prepared`: prepare the message, let the commit decide.
    Prepared,
    /// `one-write`: one write only; the other one follows from it.
    OneWrite,
    /// `repair`: no atomicity, repair later.
    Repair,
}

/// A checker of the usual list, K1 to K6, and what it looks up. Strategies that have one are the
/// same but for their `on check` and what it needs, so that the page offers them as one choice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Checker {
    /// 1 to 6.
    pub number: u8,
    /// What it looks up.
    pub key: CheckKey,
}

/// By what a checker tells whether the local transaction was committed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CheckKey {
    /// `status`: the order's status, whichever message it is asked about.
    Status,
    /// `message`: a row that the local transaction wrote for this very message.
    Message,
}

/// A text in each language of the page; empty where a file has none in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words([String; Lang::ALL.len()]);

impl Words {
    /// In a language.
    pub fn of(&self, lang: Lang) -> &str {
        &self.0[lang as usize]
    }

    /// Whether they are the same in any language in which they are anything.
    pub fn shares_one_with(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own == other && !own.is_empty())
    }

    /// In a language, to be written.
    pub fn of_mut(&mut self, lang: Lang) -> &mut String {
        &mut self.0[lang as usize]
    }
}

/// What starts a piece of a program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Handler {
    /// `on payment`: the payment system calls the order service for the first time.
    Payment,
    /// `on repeat`: the payment system calls again (attempt 2 and later). A program without it
    /// runs `on payment` again.
    Repeat,
    /// `on check`: the broker asks what became of a half message.
    Check,
    /// `on message`: a message is delivered to the consumer.
    Message,
    /// `on start [at PLACE]`: a process there starts, the first time and after every crash.
    Start(Place),
    /// `every D [at PLACE]`: time after time; the number is an index into [`Program::periods`].
    Every(Place, u8),
    /// `on call REQUEST at PLACE`: another process calls this one and waits for its `reply`.
    Call(Place, Request),
}

/// Where a handler runs: a kind of process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// `order`: the order service, every instance of it.
    Order,
    /// `consumer`: the red-packet service.
    Consumer,
    /// `relay`: reads rows of the database and sends what they hold.
    Relay,
    /// `connector`: reads the database's log (change data capture).
    Connector,
    /// `coordinator`: a transaction manager or an orchestrator with a log of its own.
    Coordinator,
    /// `dtm`: the server of a two-phase message.
    Dtm,
}

/// What one process can ask of another with `call`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Request {
    /// `begin`.
    Begin,
    /// `prepare`.
    Prepare,
    /// `submit`.
    Submit,
    /// `commit`.
    Commit,
    /// `rollback`.
    Rollback,
}

/// What a process notes on its own disk about a message. A crash does not wipe it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Note {
    /// `open`: begun, not decided.
    Open,
    /// `commit`: decided.
    Commit,
    /// `rollback`: decided.
    Rollback,
    /// `done`: nothing is left to do.
    Done,
}

/// What is written into an outbox row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OutboxMark {
    /// `tried`: one more attempt failed.
    Tried,
    /// `sent`: nothing is left to do.
    Sent,
    /// `dead`: given up; nobody takes it any more.
    Dead,
}

/// By what `pay once` tells that it has paid before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PayKey {
    /// The business key: the order.
    Order,
    /// The transaction id (`UNIQ_KEY`): the same for every copy of one message.
    Message,
    /// The offset in the topic: another one for every copy.
    Copy,
}

/// A step of a Kafka producer's transaction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ProducerStep {
    /// `begin`: local; what is sent from now on belongs to the transaction.
    Begin,
    /// `commit`: `EndTxn`, waits for the transaction coordinator's answer.
    Commit,
    /// `abort`: `EndTxn`, waits for the transaction coordinator's answer.
    Abort,
}

/// One line of the source as the page shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceLine {
    /// The line without its indentation.
    pub text: String,
    /// Nesting depth, 0 for headers and `on …` lines of handlers.
    pub depth: u8,
    /// The first step that the line compiles to, if it runs anything.
    pub step: Option<StepIndex>,
    /// True between `begin` and the end of its transaction: the page draws the bracket there.
    pub in_transaction: bool,
}

/// One executable step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What it does.
    pub op: Op,
    /// Its source line, counted from 1.
    pub line: u16,
    /// Where to go when it fails: the `on failure` block under it. Without one, the task ends as an
    /// uncaught exception would end it: roll back, answer with an error.
    pub on_failure: Option<StepIndex>,
}

/// What a step does. Blocking steps wait for an answer and can fail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Op {
    /// `begin`: take a connection from the pool, open a transaction. Blocking.
    Begin,
    /// `commit`: make the transaction durable. Blocking; without an answer the outcome is unknown.
    Commit,
    /// `rollback`: undo the transaction. Blocking.
    Rollback,
    /// `update order STATUS`, inside a transaction or as one of its own. Blocking.
    UpdateOrder(Status),
    /// `insert log`: a row in the message log under the transaction id of the message; refused if
    /// there is one already. Inside a transaction. Blocking.
    InsertLog,
    /// `insert tombstone`: a row in the message log that forbids `insert log` for this message; if
    /// the log has its row already, nothing changes. Waits for a transaction that is about to
    /// insert it. Blocking.
    InsertTombstone,
    /// `insert outbox`: a row that holds the message, with the next number of the table's
    /// sequence. Inside a transaction. Blocking.
    InsertOutbox,
    /// `insert payout`: the red packet as a row of the same database. Inside a transaction.
    /// Blocking.
    InsertPayout,
    /// `mark outbox tried|sent|dead`: about the row that the task has in hand. Blocking.
    MarkOutbox(OutboxMark),
    /// `prepare`: the transaction survives every crash from now on, with its locks, until somebody
    /// commits it or rolls it back. Blocking.
    Prepare,
    /// `commit prepared`: by the transaction id; does nothing when it is committed. Blocking.
    CommitPrepared,
    /// `rollback prepared`: by the transaction id; does nothing when it is gone. Blocking.
    RollbackPrepared,
    /// `set redis STATUS`: immediate, never rolled back. Blocking.
    SetRedis(Status),
    /// `index elasticsearch STATUS`: immediate, never rolled back. Blocking.
    IndexElasticsearch(Status),
    /// `send …`: hand the message to the broker. Blocking, but for `oneway`.
    Send(SendOptions),
    /// `end commit|rollback|unknown`: say what becomes of the half message. One-way.
    End(Decision),
    /// `reply ok|error`: answer the payment system. One-way.
    Reply(Answer),
    /// `refund`: ask the payment system to pay back. Blocking.
    Refund,
    /// `work DURATION`: time passes inside the program (a slow query, a remote call).
    Work(SimDuration),
    /// `remember DECISION`: note a state in the memory of this process; a crash wipes it.
    Remember(Decision),
    /// `pay`: give the red packet, every time.
    Pay,
    /// `pay once [by order|message|copy]`: red packet and inbox row in one local transaction; a
    /// second one is refused silently, as a unique key would.
    PayOnce(PayKey),
    /// `ack`: tell who delivered the message that it is consumed. One-way.
    Ack,
    /// `claim redis [for D]`: `SETNX` of the order's key, which expires after `D`; fails when the
    /// key is there. Blocking.
    Claim(Option<SimDuration>),
    /// `note NOTE`: on the disk of this process, under the transaction id.
    Note(Note),
    /// `call PLACE REQUEST [timeout D]`: ask another process and wait for its reply; an error is a
    /// failure. Blocking.
    Call {
        /// Whom.
        at: Place,
        /// What.
        request: Request,
        /// How long to wait, 3 s if absent.
        timeout: SimDuration,
    },
    /// `deliver [timeout D]`: hand the message to the consumer without a broker, and wait for its
    /// `ack`. Blocking.
    Deliver(SimDuration),
    /// `move cursor`: this process has dealt with the row in hand, as far as it remembers.
    MoveCursor,
    /// `save cursor`: write the cursor to the disk, where a restart finds it.
    SaveCursor,
    /// `producer begin|commit|abort`: a Kafka transaction. Blocking, but for `begin`.
    Producer(ProducerStep),
    /// `if CONDITION`: go on at the next step when true, else jump. Conditions that read the
    /// database are blocking.
    Branch {
        /// What is asked.
        condition: Condition,
        /// First step of the `else` part, or of what follows.
        otherwise: StepIndex,
    },
    /// Jump, made by the compiler at the end of a block.
    Jump(StepIndex),
    /// `run HANDLER`: go on as that handler.
    Run(Handler),
    /// `stop`, and the end of every handler.
    Stop,
}

/// How `send` sends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SendOptions {
    /// Which kind of send.
    pub mode: SendMode,
    /// Further attempts after the first (`retry N`, at most 16). The setting `send.retries`
    /// overrides it where the program has a `retry`.
    pub retries: u8,
    /// How long one attempt waits for its answer (`timeout D`, 3 s if absent as RocketMQ's
    /// `sendMsgTimeout`). The setting `send.timeout` overrides it.
    pub timeout: SimDuration,
}

/// The kinds of send.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SendMode {
    /// Wait for the broker's answer.
    Sync,
    /// Write to the socket and go on.
    Oneway,
    /// A half message: stored, invisible until its end. Waits for the broker's answer.
    Half,
}

/// What an `if` asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Condition {
    /// `order is STATUS`: reads the order row. Blocking.
    OrderIs(Status),
    /// `log has message`: reads the message log by transaction id. Blocking.
    LogHasMessage,
    /// `age over D`: what the task has in hand (half message, row, note) was born longer ago than
    /// this, by the clock of this process.
    AgeOver(SimDuration),
    /// `order has next STATUS`: the next order after the one in hand with this status; takes it in
    /// hand. Blocking.
    OrderHasNext(Status),
    /// `outbox has next`: the next committed row after the one in hand that is neither sent nor
    /// dead; takes it in hand. Blocking.
    OutboxHasNext,
    /// `outbox has later`: the committed row with the lowest number above the cursor, sent or not;
    /// takes it in hand. Blocking.
    OutboxHasLater,
    /// `outbox tried over N`: the row in hand has been tried more often than this. Not blocking:
    /// the row was read.
    OutboxTriedOver(u8),
    /// `binlog has next`: the next inserted outbox row after the cursor in the order of commits;
    /// takes it in hand. Blocking.
    BinlogHasNext,
    /// `prepared has next`: the next prepared transaction after the one in hand; takes it in hand.
    /// Blocking.
    PreparedHasNext,
    /// `note is NOTE`: what this process has noted about the message.
    NoteIs(Note),
    /// `note has next NOTE`: the next message after the one in hand with this note; takes it in
    /// hand.
    NoteHasNext(Note),
    /// `note at PLACE is NOTE`: asks another process. Blocking.
    NoteAt(Place, Note),
    /// `payout has order`: asks the consumer whether it has given the red packet. Blocking.
    PayoutHasOrder,
    /// `redis has claim`: whether the order's key of `claim redis` is there. Blocking.
    RedisHasClaim,
    /// `inbox on`: the setting `consumer.inbox`.
    InboxOn,
    /// `republish on`: the setting `payment.renotify` is `republish`.
    RepublishOn,
    /// `memory has message`: something was remembered for this transaction id.
    MemoryHasMessage,
    /// `memory is DECISION`: exactly this was remembered.
    MemoryIs(Decision),
}

/// Status of an order row, and of its copies in Redis and Elasticsearch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Status {
    /// Waiting for its payment.
    #[default]
    Unpaid,
    /// Paid.
    Paid,
    /// Given up and refunded.
    Closed,
}

impl Status {
    /// Whether the business lets an order of this status have the other one next. An order is paid
    /// or given up, and one that was paid may be given up and refunded; there is no way back.
    pub fn may_become(self, next: Self) -> bool {
        self <= next
    }
}

/// What becomes of a half message. RocketMQ spells the third one `UNKNOW`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Decision {
    /// Make it visible.
    Commit,
    /// Drop it.
    Rollback,
    /// Not known yet; ask again.
    Unknown,
}

/// The order service's answer to a callback.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Answer {
    /// HTTP 200.
    Ok,
    /// HTTP 500.
    Error,
}

impl Program {
    /// The first step of a handler. A program without `on repeat` repeats `on payment`.
    pub fn entry(&self, handler: Handler) -> Option<StepIndex> {
        let find = |wanted| self.handlers.iter().find(|(known, _)| *known == wanted);
        let found = find(handler).or_else(|| match handler {
            Handler::Repeat => find(Handler::Payment),
            _ => None,
        });
        found.map(|&(_, entry)| entry)
    }

    /// Whether any step satisfies `wanted`; used to tell which settings and participants matter.
    pub fn any_op(&self, wanted: impl Fn(&Op) -> bool) -> bool {
        self.steps.iter().any(|step| wanted(&step.op))
    }

    /// Whether a step of a handler at this place satisfies `wanted`.
    pub fn any_op_at(&self, place: Place, wanted: impl Fn(&Op) -> bool) -> bool {
        self.any_op_in(|handler| handler.place() == place, wanted)
    }

    /// Whether a step of one of these handlers satisfies `wanted`.
    pub fn any_op_in(
        &self,
        is_meant: impl Fn(Handler) -> bool,
        wanted: impl Fn(&Op) -> bool,
    ) -> bool {
        let ends = self.handlers.iter().skip(1).map(|(_, entry)| usize::from(*entry));
        let ends = ends.chain([self.steps.len()]);
        self.handlers.iter().zip(ends).any(|(&(handler, entry), end)| {
            let steps = self.steps.get(usize::from(entry)..end).unwrap_or_default();
            is_meant(handler) && steps.iter().any(|step| wanted(&step.op))
        })
    }
}
