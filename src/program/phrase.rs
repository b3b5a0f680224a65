//! What the editor's menu offers, as one list of templates. Where each may stand follows from the
//! [forms](super::form) of its lines; a new form gets its template here.

use super::Errors;
use super::form::Scope;
use super::lexer::{Node, read_tree};
use super::statement::{read_condition, read_step};
use super::step::{Condition, Handler, Op};
use super::token::handler_of;
use super::vocabulary::may_run;

/// Something that can be written into a program: a step, a condition with its block, a handler.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// Its lines, the first without indentation. What a person most likely changes stands in
    /// square brackets, which the language does not use. A line that begins with `?` belongs there
    /// only inside a transaction.
    pub template: &'static str,
    /// What it is for.
    pub group: PhraseGroup,
    /// Where it is offered, of the handlers in which all its lines may stand.
    scope: Scope,
}

/// What a phrase is for: a heading of the menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhraseGroup {
    /// The database and its transactions.
    Database,
    /// The outbox and other rows that carry the message.
    Outbox,
    /// Redis and Elasticsearch.
    Stores,
    /// The message, and what becomes of it.
    Message,
    /// Whoever calls, is called or is waiting.
    Caller,
    /// What a process remembers.
    Memory,
    /// The consumer's side.
    Consumer,
    /// Time, and where the program goes on.
    Flow,
    /// Choices by a condition.
    Choice,
    /// Conditions that take the next row in hand.
    Next,
    /// What follows a choice that was not taken.
    Otherwise,
    /// What happens when the step above fails.
    Failure,
    /// Handlers.
    Handler,
}

impl Phrase {
    /// The first line, as a list shows it.
    pub fn title(&self) -> String {
        self.lines().next().unwrap_or_default()
    }

    /// The beginning of its first line that does not change, by which its words are found.
    pub fn name(&self) -> &'static str {
        let first = self.template.lines().next().unwrap_or_default();
        first.split('[').next().unwrap_or_default().trim_end()
    }

    /// Whether it may stand in a handler, and can mean something there.
    pub fn fits(&self, handler: Handler) -> bool {
        self.scope.allows(handler) && self.lines().all(|line| may_stand(&line, handler))
    }

    /// The handler that it begins, if it is one.
    pub fn handler(&self) -> Option<Handler> {
        handler_of(&self.title())
    }

    /// Its lines as they are written.
    fn lines(&self) -> impl Iterator<Item = String> {
        self.template.lines().map(|line| line.replace(['[', ']', '?'], ""))
    }
}

/// Whether a line of a program waits for an answer, so that an `on failure` can stand under it.
pub fn can_fail(line: &str) -> bool {
    let mut errors = Errors::default();
    let tree = read_tree(line.trim(), &mut errors);
    let op = tree.first().and_then(|node| read_step(node, None, &mut errors));
    op.is_some_and(|op| op.is_blocking())
}

/// Whether a line has a meaning in a handler, by itself.
fn may_stand(line: &str, handler: Handler) -> bool {
    let mut errors = Errors::default();
    let tree = read_tree(line.trim(), &mut errors);
    let Some(node) = tree.first() else {
        return false;
    };
    match skipped(node) {
        Some(skip) => read_condition(node, skip, &mut errors).is_some_and(|condition| {
            let asks_itself =
                matches!(condition, Condition::NoteAt(place, _) if place == handler.place());
            condition.form().scope.allows(handler) && !asks_itself
        }),
        None if node.is_failure() || node.first.text == "else" => true,
        None => read_step(node, Some(handler), &mut errors).is_some_and(|op| {
            let means_something = match op {
                // Whoever runs `on payment` from itself never ends.
                Op::Run(to) => {
                    may_run(handler, to) && to != Handler::Payment || handler == Handler::Repeat
                }
                Op::Call { at, .. } => at != handler.place(),
                _ => true,
            };
            op.form().scope.allows(handler) && means_something
        }),
    }
}

/// How many words of a line stand before its condition, not counting the first; `None` without
/// one.
fn skipped(node: &Node<'_>) -> Option<usize> {
    match node.first.text {
        "if" => Some(0),
        "else" if !node.rest.is_empty() => Some(1),
        _ => None,
    }
}

/// Where nobody waits for a `reply`.
const UNASKED: Scope = Scope::In(&["check", "message", "start", "every"]);

/// Every phrase, group by group. `text` describes each row in every language; a row without that
/// does not compile.
pub const PHRASES: &[Phrase] = {
    use PhraseGroup::{
        Caller, Choice, Consumer, Database, Failure, Flow, Handler, Memory, Message, Next,
        Otherwise, Outbox, Stores,
    };
    &[
        row(Database, "begin"),
        row(Database, "commit"),
        row(Database, "rollback"),
        row(Database, "update order [PAID]"),
        row(Database, "insert log"),
        row(Database, "insert tombstone"),
        row(Database, "prepare"),
        row(Database, "commit prepared"),
        row(Database, "rollback prepared"),
        row(Outbox, "insert outbox"),
        row(Outbox, "mark outbox [sent]"),
        row(Outbox, "insert payout"),
        row(Stores, "set redis [PAID]"),
        row(Stores, "index elasticsearch [PAID]"),
        row(
            Message,
            "send retry [2] timeout 3s\n  on failure\n    ?rollback\n    reply error\n    stop",
        ),
        row_in(Message, UNASKED, "send timeout [3s]\n  on failure\n    ?rollback\n    stop"),
        row(
            Message,
            "send half retry [2] timeout 3s\n  on failure\n    ?rollback\n    reply error\n    stop",
        ),
        row(Message, "send oneway"),
        row(Message, "end [commit]"),
        row(Message, "deliver timeout [3s]"),
        row(Message, "producer begin"),
        row(Message, "producer commit"),
        row(Message, "producer abort"),
        row(Caller, "reply [ok]"),
        row(Caller, "refund"),
        row(Caller, "call [dtm] submit timeout 3s"),
        row(Memory, "remember [commit]"),
        row(Memory, "note [open]"),
        row(Memory, "move cursor"),
        row(Memory, "save cursor"),
        row(Consumer, "pay"),
        row(Consumer, "pay once"),
        row(Consumer, "pay once by [message]"),
        row(Consumer, "claim redis for [5s]"),
        row(Consumer, "ack"),
        row(Flow, "work [50ms]"),
        row(Flow, "run [payment]"),
        row(Flow, "run every"),
        row(Flow, "stop"),
        row(Choice, "if order is PAID\n  [work 10ms]"),
        row(Choice, "if log has message\n  [work 10ms]"),
        row(Choice, "if age over 2m\n  [work 10ms]"),
        row(Choice, "if outbox tried over 2\n  [work 10ms]"),
        row(Choice, "if note is commit\n  [work 10ms]"),
        row(Choice, "if note at coordinator is commit\n  [work 10ms]"),
        row(Choice, "if payout has order\n  [work 10ms]"),
        row(Choice, "if redis has claim\n  [work 10ms]"),
        row(Choice, "if inbox on\n  [work 10ms]"),
        row(Choice, "if republish on\n  [work 10ms]"),
        row(Choice, "if memory has message\n  [work 10ms]"),
        row(Choice, "if memory is commit\n  [work 10ms]"),
        row(Next, "if outbox has next\n  [work 10ms]"),
        row(Next, "if outbox has later\n  [work 10ms]"),
        row(Next, "if binlog has next\n  [work 10ms]"),
        row(Next, "if order has next PAID\n  [work 10ms]"),
        row(Next, "if prepared has next\n  [work 10ms]"),
        row(Next, "if note has next open\n  [work 10ms]"),
        row(Otherwise, "else if order is PAID\n  [work 10ms]"),
        row(Otherwise, "else\n  [work 10ms]"),
        row(Failure, "on failure\n  ?rollback\n  reply error\n  [stop]"),
        row_in(Failure, UNASKED, "on failure\n  ?rollback\n  [stop]"),
        row(Handler, "on payment\n  reply [ok]"),
        row(Handler, "on repeat\n  if order is PAID\n    reply [ok]\n  else\n    run payment"),
        row(Handler, "on check\n  if log has message\n    end commit\n  else\n    end [unknown]"),
        row(Handler, "on message\n  if inbox on\n    pay once\n  else\n    [pay]\n  ack"),
        row(
            Handler,
            "every [1s] at relay\n  if outbox has next\n    send timeout 3s\n      on failure\n        \
             stop\n    mark outbox sent\n    run every",
        ),
        row(Handler, "on start at [relay]\n  work 10ms"),
        row(Handler, "on call [submit] at dtm\n  note commit\n  reply ok"),
    ]
};

const fn row(group: PhraseGroup, template: &'static str) -> Phrase {
    row_in(group, Scope::Anywhere, template)
}

const fn row_in(group: PhraseGroup, scope: Scope, template: &'static str) -> Phrase {
    Phrase { template, group, scope }
}
