//! Every step and every condition of the language, one row each: its words, where it may stand,
//! what it needs. The reader, the checks, the messages, the manual's test and the page read these
//! tables; a new word begins here.

use super::step::{Condition, Handler, Op, Place, ProducerStep, SendMode};
use super::vocabulary::WordKind;
use Hand::{Free, Needs, Takes};
use Scope::{Anywhere, Consumer, NotConsumer};

/// A step or a condition as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// The words that it begins with and that never change: `update order`.
    pub words: &'static str,
    /// What follows them, as the manual writes it: `STATUS`.
    pub rest: &'static str,
    /// Where it may stand.
    pub scope: Scope,
    /// What it has to do with the row or the message that the task has in hand.
    pub hand: Hand,
}

/// Where a step or a condition may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// In every handler.
    Anywhere,
    /// In handlers with one of these [words](Handler::word).
    In(&'static [&'static str]),
    /// In the handlers of the consumer.
    Consumer,
    /// In all handlers but the consumer's.
    NotConsumer,
}

/// What a step or a condition has to do with the row or the message in hand. A payment, a check, a
/// call and a delivery put one into the hand of their task; `on start` and `every` begin without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hand {
    /// Nothing.
    Free,
    /// It speaks of what is in hand.
    Needs,
    /// Takes the next one in hand when it is true.
    Takes,
}

/// The tables of forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormTable {
    /// What a line inside a handler begins with.
    Steps,
    /// What follows `if`.
    Conditions,
}

const ANSWERING: Scope = Scope::In(&["payment", "repeat", "call"]);
const CALLBACKS: Scope = Scope::In(&["payment", "repeat"]);
const PERIODIC: Scope = Scope::In(&["start", "every"]);
const PRODUCING: Scope = Scope::In(&["payment", "repeat", "start", "every"]);
const AGEING: Scope = Scope::In(&["check", "start", "every", "call"]);

const STEPS: [Form; 37] = [
    form("begin", "", Anywhere, Free),
    form("commit", "", Anywhere, Free),
    form("rollback", "", Anywhere, Free),
    form("update order", "STATUS", Anywhere, Needs),
    form("insert log", "", Anywhere, Needs),
    form("insert tombstone", "", Anywhere, Needs),
    form("insert outbox", "", Anywhere, Needs),
    form("insert payout", "", Anywhere, Needs),
    form("mark outbox", "MARK", Anywhere, Needs),
    form("prepare", "", Anywhere, Needs),
    form("commit prepared", "", Anywhere, Needs),
    form("rollback prepared", "", Anywhere, Needs),
    form("set redis", "STATUS", Anywhere, Needs),
    form("index elasticsearch", "STATUS", Anywhere, Needs),
    form("send", "[retry N] [timeout D]", Anywhere, Needs),
    form("send half", "[retry N] [timeout D]", CALLBACKS, Needs),
    form("send oneway", "", Anywhere, Needs),
    form("end", "DECISION", NotConsumer, Needs),
    form("deliver", "[timeout D]", NotConsumer, Needs),
    form("producer begin", "", PRODUCING, Free),
    form("producer commit", "", PRODUCING, Free),
    form("producer abort", "", PRODUCING, Free),
    form("reply", "ANSWER", ANSWERING, Free),
    form("call", "PLACE REQUEST [timeout D]", Anywhere, Needs),
    form("refund", "", Anywhere, Needs),
    form("remember", "DECISION", Anywhere, Needs),
    form("note", "NOTE", Anywhere, Needs),
    form("move cursor", "", PERIODIC, Needs),
    form("save cursor", "", PERIODIC, Free),
    form("pay", "", Consumer, Needs),
    form("pay once", "[by KEY]", Consumer, Needs),
    form("claim redis", "[for D]", Consumer, Needs),
    form("ack", "", Scope::In(&["message"]), Needs),
    form("work", "D", Anywhere, Free),
    form("run", "HANDLER", Anywhere, Free),
    form("stop", "", Anywhere, Free),
    form("if", "CONDITION", Anywhere, Free),
];

const CONDITIONS: [Form; 18] = [
    form("order is", "STATUS", Anywhere, Needs),
    form("order has next", "STATUS", PERIODIC, Takes),
    form("log has message", "", Anywhere, Needs),
    form("age over", "D", AGEING, Needs),
    form("outbox has next", "", PERIODIC, Takes),
    form("outbox has later", "", PERIODIC, Takes),
    form("outbox tried over", "N", PERIODIC, Needs),
    form("binlog has next", "", PERIODIC, Takes),
    form("prepared has next", "", PERIODIC, Takes),
    form("note is", "NOTE", Anywhere, Needs),
    form("note has next", "NOTE", PERIODIC, Takes),
    form("note at", "PLACE is NOTE", Anywhere, Needs),
    form("payout has order", "", NotConsumer, Needs),
    form("redis has claim", "", Consumer, Needs),
    form("inbox on", "", Consumer, Free),
    form("republish on", "", Scope::In(&["repeat"]), Free),
    form("memory has message", "", Anywhere, Needs),
    form("memory is", "DECISION", Anywhere, Needs),
];

const fn form(words: &'static str, rest: &'static str, scope: Scope, hand: Hand) -> Form {
    Form { words, rest, scope, hand }
}

impl FormTable {
    /// Its rows, in the order of the manual.
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Steps => &STEPS,
            Self::Conditions => &CONDITIONS,
        }
    }

    /// The words that may follow these in some row, each once; without any, what rows begin with.
    pub(super) fn words_after(self, before: &str) -> Vec<&'static str> {
        let mut next = Vec::new();
        for rest in self.forms().iter().filter_map(|form| form.words_after(before)) {
            let word = rest.split(' ').next().filter(|word| !word.is_empty());
            next.extend(word.filter(|word| !next.contains(word)));
        }
        next
    }

    /// These words and one more, if some row begins so.
    pub(super) fn longer_by(self, before: &str, word: &str) -> Option<&'static str> {
        self.forms().iter().find_map(|form| {
            let rest = form.words_after(before)?;
            let is_next = !word.is_empty() && rest.split(' ').next() == Some(word);
            let end = form.words.len() - rest.len() + word.len();
            form.words.get(..end).filter(|_| is_next)
        })
    }

    /// What its first words are called.
    pub(super) fn first_word(self) -> WordKind {
        match self {
            Self::Steps => WordKind::Step,
            Self::Conditions => WordKind::Condition,
        }
    }

    /// The row with exactly these words.
    pub(super) fn find(self, words: &str) -> Option<&'static Form> {
        self.forms().iter().find(|form| form.words == words)
    }

    fn form(self, words: &'static str) -> Form {
        self.find(words).copied().unwrap_or(form(words, "", Anywhere, Free))
    }
}

impl Form {
    /// The row as the manual writes it: `update order STATUS`.
    pub fn pattern(&self) -> String {
        [self.words, self.rest].join(" ").trim_end().to_owned()
    }

    /// The rest of its words, if it begins with these, all of them whole.
    fn words_after(&self, before: &str) -> Option<&'static str> {
        let rest = self.words.strip_prefix(before)?;
        if before.is_empty() || rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
    }
}

impl Scope {
    /// Whether a handler is in it.
    pub fn allows(self, handler: Handler) -> bool {
        match self {
            Self::Anywhere => true,
            Self::In(words) => words.contains(&handler.word()),
            Self::Consumer => handler.place() == Place::Consumer,
            Self::NotConsumer => handler.place() != Place::Consumer,
        }
    }
}

impl Op {
    /// How the step is written.
    pub fn form(&self) -> Form {
        FormTable::Steps.form(match self {
            Self::InsertLog => "insert log",
            Self::InsertTombstone => "insert tombstone",
            Self::InsertOutbox => "insert outbox",
            Self::InsertPayout => "insert payout",
            Self::UpdateOrder(_) => "update order",
            Self::MarkOutbox(_) => "mark outbox",
            Self::CommitPrepared => "commit prepared",
            Self::RollbackPrepared => "rollback prepared",
            Self::SetRedis(_) => "set redis",
            Self::IndexElasticsearch(_) => "index elasticsearch",
            Self::Send(options) => match options.mode {
                SendMode::Sync => "send",
                SendMode::Half => "send half",
                SendMode::Oneway => "send oneway",
            },
            Self::Producer(ProducerStep::Begin) => "producer begin",
            Self::Producer(ProducerStep::Commit) => "producer commit",
            Self::Producer(ProducerStep::Abort) => "producer abort",
            Self::MoveCursor => "move cursor",
            Self::SaveCursor => "save cursor",
            Self::PayOnce(_) => "pay once",
            Self::Claim(_) => "claim redis",
            Self::Branch { .. } => "if",
            Self::Run(_) => "run",
            Self::Jump(_) | Self::Stop => "stop",
            named => named.name().unwrap_or("stop"),
        })
    }
}

impl Condition {
    /// How the condition is written.
    pub fn form(&self) -> Form {
        FormTable::Conditions.form(match self {
            Self::OrderIs(_) => "order is",
            Self::OrderHasNext(_) => "order has next",
            Self::LogHasMessage => "log has message",
            Self::AgeOver(_) => "age over",
            Self::OutboxHasNext => "outbox has next",
            Self::OutboxHasLater => "outbox has later",
            Self::OutboxTriedOver(_) => "outbox tried over",
            Self::BinlogHasNext => "binlog has next",
            Self::PreparedHasNext => "prepared has next",
            Self::NoteIs(_) => "note is",
            Self::NoteHasNext(_) => "note has next",
            Self::NoteAt(..) => "note at",
            Self::PayoutHasOrder => "payout has order",
            Self::RedisHasClaim => "redis has claim",
            Self::InboxOn => "inbox on",
            Self::RepublishOn => "republish on",
            Self::MemoryHasMessage => "memory has message",
            Self::MemoryIs(_) => "memory is",
        })
    }
}
