//! Everything that can be written into a handler, as one list. A new step, condition or handler
//! begins here: what the parser knows, where the checker lets it stand, what the editor's menu
//! offers and what the manual has to mention are all read from it.

use super::lexer::read_tree;
use super::statement::read_step;
use super::step::Handler;
use super::{Errors, vocabulary::may_run};

/// Something that can be written into a program: a step, a condition with its block, a handler.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// Its lines, the first without indentation. What a person most likely changes stands in
    /// square brackets, which the language does not use. A line that begins with `?` belongs there
    /// only inside a transaction.
    pub template: &'static str,
    /// What it is for.
    pub group: PhraseGroup,
    /// The handlers in which it may stand. A handler stands in none.
    pub handlers: &'static [Handler],
}

/// What a phrase is for: a heading of the menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhraseGroup {
    /// The database and its transactions.
    Database,
    /// Redis and Elasticsearch.
    Stores,
    /// The message, and what becomes of it.
    Message,
    /// The payment system, which is waiting.
    Caller,
    /// The consumer's side.
    Consumer,
    /// Time, and where the program goes on.
    Flow,
    /// Choices by a condition.
    Choice,
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
        self.first_line().replace(['[', ']'], "")
    }

    /// Whether it may stand in a handler, and can mean something there.
    pub fn fits(&self, handler: Handler) -> bool {
        // `run payment` is checked by where it leads: whoever runs itself never ends.
        let leads_elsewhere = || handler != Handler::Payment && may_run(handler, Handler::Payment);
        self.handlers.contains(&handler) && (self.first_word() != "run" || leads_elsewhere())
    }

    /// The handler that it begins, if it is one.
    pub fn handler(&self) -> Option<Handler> {
        let name = (self.group == PhraseGroup::Handler).then(|| self.second_word())?;
        Handler::ALL.into_iter().find(|handler| handler.word() == name)
    }

    pub(super) fn first_line(&self) -> &'static str {
        self.template.lines().next().unwrap_or_default()
    }

    pub(super) fn first_word(&self) -> &'static str {
        self.first_line().split(' ').next().unwrap_or_default()
    }

    pub(super) fn second_word(&self) -> &'static str {
        self.first_line().split(' ').nth(1).unwrap_or_default()
    }

    /// Whether its first word is that of a step: the rest continues something, or is a handler.
    pub(super) fn is_step(&self) -> bool {
        use PhraseGroup::{Failure, Handler, Otherwise};
        !matches!(self.group, Otherwise | Failure | Handler)
    }
}

/// Whether a line of a program waits for an answer, so that an `on failure` can stand under it.
pub fn can_fail(line: &str) -> bool {
    let mut errors = Errors::default();
    let tree = read_tree(line.trim(), &mut errors);
    tree.first().and_then(|node| read_step(node, &mut errors)).is_some_and(|op| op.is_blocking())
}

const ANYWHERE: &[Handler] = &Handler::ALL;
const CALLBACKS: &[Handler] = &[Handler::Payment, Handler::Repeat];
const ORDER_SERVICE: &[Handler] = &[Handler::Payment, Handler::Repeat, Handler::Check];
const STORES: &[Handler] = &[Handler::Payment, Handler::Repeat, Handler::Message];
const CHECK: &[Handler] = &[Handler::Check];
const REPEAT: &[Handler] = &[Handler::Repeat];
const CONSUMER: &[Handler] = &[Handler::Message];

/// Every phrase, group by group. Where several begin with the same word they may stand in the same
/// handlers. `text` describes each row in every language; a row without that does not compile.
pub const PHRASES: &[Phrase] = {
    use PhraseGroup::{
        Caller, Choice, Consumer, Database, Failure, Flow, Handler, Message, Otherwise, Stores,
    };
    &[
        row(Database, CALLBACKS, "begin"),
        row(Database, CALLBACKS, "commit"),
        row(Database, CALLBACKS, "rollback"),
        row(Database, CALLBACKS, "update order [PAID]"),
        row(Database, CALLBACKS, "insert log"),
        row(Stores, STORES, "set redis [PAID]"),
        row(Stores, STORES, "index elasticsearch [PAID]"),
        row(
            Message,
            CALLBACKS,
            "send retry [2] timeout 3s\n  on failure\n    ?rollback\n    reply error\n    stop",
        ),
        row(
            Message,
            CALLBACKS,
            "send half retry [2] timeout 3s\n  on failure\n    ?rollback\n    reply error\n    stop",
        ),
        row(Message, CALLBACKS, "send oneway"),
        row(Message, ORDER_SERVICE, "end [commit]"),
        row(Message, CALLBACKS, "remember [commit]"),
        row(Caller, CALLBACKS, "reply [ok]"),
        row(Caller, CALLBACKS, "refund"),
        row(Consumer, CONSUMER, "pay"),
        row(Consumer, CONSUMER, "pay once"),
        row(Consumer, CONSUMER, "ack"),
        row(Flow, ANYWHERE, "work [50ms]"),
        row(Flow, ANYWHERE, "run [payment]"),
        row(Flow, ANYWHERE, "stop"),
        row(Choice, ANYWHERE, "if order is PAID\n  [work 10ms]"),
        row(Choice, ORDER_SERVICE, "if log has message\n  [work 10ms]"),
        row(Choice, CHECK, "if age over 2m\n  [work 10ms]"),
        row(Choice, CONSUMER, "if inbox on\n  [work 10ms]"),
        row(Choice, REPEAT, "if republish on\n  [work 10ms]"),
        row(Choice, ORDER_SERVICE, "if memory has message\n  [work 10ms]"),
        row(Choice, ORDER_SERVICE, "if memory is commit\n  [work 10ms]"),
        row(Otherwise, ANYWHERE, "else if order is PAID\n  [work 10ms]"),
        row(Otherwise, ANYWHERE, "else\n  [work 10ms]"),
        row(Failure, CALLBACKS, "on failure\n  ?rollback\n  reply error\n  [stop]"),
        row(Failure, CONSUMER, "on failure\n  [stop]"),
        row(Handler, &[], "on payment\n  reply [ok]"),
        row(Handler, &[], "on repeat\n  if order is PAID\n    reply [ok]\n  else\n    run payment"),
        row(
            Handler,
            &[],
            "on check\n  if log has message\n    end commit\n  else\n    end [unknown]",
        ),
        row(Handler, &[], "on message\n  if inbox on\n    pay once\n  else\n    [pay]\n  ack"),
    ]
};

const fn row(group: PhraseGroup, handlers: &'static [Handler], template: &'static str) -> Phrase {
    Phrase { template, group, handlers }
}
