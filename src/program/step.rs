//! What a program compiles to: a flat list of steps with a source map.

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
    /// The source, line by line, for the page and for messages.
    pub lines: Vec<SourceLine>,
}

/// The header lines of a program file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// English and Chinese title (`title.en`, `title.zh`). Both are required.
    pub title: Words,
    /// One sentence on how it works (`about.en`, `about.zh`).
    pub about: Words,
    /// Section of the course that argues about it, 1 to 6 (`course`); 0 when the course has none.
    pub course: u8,
}

/// A text in each language of the page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
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
    /// `on message`: the broker delivers a message to the consumer.
    Message,
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
    /// `insert log`: a row in the message log under the transaction id of the message. Blocking.
    InsertLog,
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
    /// `pay once`: red packet and inbox row in one local transaction; a second one is refused
    /// silently, as a unique key would.
    PayOnce,
    /// `ack`: tell the broker that the message is consumed. One-way.
    Ack,
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
    /// `age over D`: the half message was born longer ago than this, by the clock of this process.
    AgeOver(SimDuration),
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
}

impl Op {
    /// The word by which faults and traces name the step: `commit`, `send`, `half`, `pay`. Steps
    /// that only steer (`if`, `stop`, jumps) have none and cannot be crashed at.
    pub fn name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Begin => "begin",
            Self::Commit => "commit",
            Self::Rollback => "rollback",
            Self::UpdateOrder(_) => "update",
            Self::InsertLog => "insert",
            Self::SetRedis(_) => "set",
            Self::IndexElasticsearch(_) => "index",
            Self::Send(options) => match options.mode {
                SendMode::Sync | SendMode::Oneway => "send",
                SendMode::Half => "half",
            },
            Self::End(_) => "end",
            Self::Reply(_) => "reply",
            Self::Refund => "refund",
            Self::Work(_) => "work",
            Self::Remember(_) => "remember",
            Self::Pay | Self::PayOnce => "pay",
            Self::Ack => "ack",
            Self::Branch { .. } | Self::Jump(_) | Self::Run(_) | Self::Stop => return None,
        })
    }

    /// Whether the step waits for somebody's answer, which may be a refusal or never come.
    pub fn is_blocking(&self) -> bool {
        match self {
            Self::Begin
            | Self::Commit
            | Self::Rollback
            | Self::UpdateOrder(_)
            | Self::InsertLog
            | Self::SetRedis(_)
            | Self::IndexElasticsearch(_)
            | Self::Refund => true,
            Self::Send(options) => options.mode != SendMode::Oneway,
            Self::Branch { condition, .. } => condition.is_blocking(),
            Self::End(_)
            | Self::Reply(_)
            | Self::Work(_)
            | Self::Remember(_)
            | Self::Pay
            | Self::PayOnce
            | Self::Ack
            | Self::Jump(_)
            | Self::Run(_)
            | Self::Stop => false,
        }
    }

    /// Whether the step can fail. What ends a half message is one-way, but for RocketMQ's gRPC
    /// client, whose `commit()` calls a proxy.
    pub fn can_fail(&self) -> bool {
        self.is_blocking() || matches!(self, Self::End(_))
    }
}

impl Condition {
    /// Whether the database must be asked.
    pub fn is_blocking(&self) -> bool {
        matches!(self, Self::OrderIs(_) | Self::LogHasMessage)
    }
}

impl Handler {
    /// Every handler, in the order in which messages list them.
    pub const ALL: [Self; 4] = [Self::Payment, Self::Repeat, Self::Check, Self::Message];

    /// The word after `on`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Repeat => "repeat",
            Self::Check => "check",
            Self::Message => "message",
        }
    }
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Unpaid, Self::Paid, Self::Closed];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unpaid => "UNPAID",
            Self::Paid => "PAID",
            Self::Closed => "CLOSED",
        }
    }
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 3] = [Self::Commit, Self::Rollback, Self::Unknown];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Rollback => "rollback",
            Self::Unknown => "unknown",
        }
    }
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 2] = [Self::Ok, Self::Error];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
        }
    }
}
