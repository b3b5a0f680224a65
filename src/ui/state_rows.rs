//! The state panel's rows: what each participant holds. Tables, topics and keys have the names that
//! a database, a broker or a program gives them; the rest is in the language of the page. Pure.

mod stores;

use crate::program::step::{Answer, Handler, Place, Program, StepIndex};
use crate::run::Run;
use crate::shop::message::{Store, TxId, nodes};
use crate::shop::payment::Money;
use crate::shop::worker::{InboxKey, Waiting};
use crate::shop::{World, consumer, payment, worker};
use crate::sim::node::NodeId;
use crate::sim::world::HostStatus;
use crate::text::{Lang, Words};

/// Orders that are shown one by one; more are counted.
const ORDERS_SHOWN: usize = 3;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Whose.
    pub owner: NodeId,
    /// What.
    pub field: String,
    /// Its value; `—` for nothing.
    pub value: String,
}

/// The rows of a world, from upstream to downstream.
pub fn rows(lang: Lang, run: &Run, world: &World) -> Vec<Row> {
    let words = lang.words();
    let mut list = List { rows: Vec::new(), owner: nodes::PAYMENT, words };
    for node in run.shop.participants() {
        list.owner = node;
        if let HostStatus::Down { .. } = world.status(node) {
            list.push(words.state_process(), format!("✕ {}", words.state_down()));
        } else if let HostStatus::Paused { until } = world.status(node) {
            list.push(words.state_process(), format!("‖ {}", words.state_paused_until(&until)));
        }
        match node {
            nodes::PAYMENT => list.payment(world),
            nodes::DATABASE => list.database(run, world),
            nodes::REDIS => list.store(world, Store::Redis, "order:"),
            nodes::ELASTICSEARCH => list.store(world, Store::Elasticsearch, "orders/"),
            nodes::BROKER => list.broker(run, world),
            nodes::SLAVE => list.slave(world),
            nodes::CONSUMER => list.consumer(run, world),
            nodes::PROXY => list.proxy(world),
            _ => list.process(run, world, node),
        }
    }
    list.rows
}

struct List {
    rows: Vec<Row>,
    owner: NodeId,
    words: Words,
}

impl List {
    fn push(&mut self, field: impl Into<String>, value: String) {
        self.rows.push(Row { owner: self.owner, field: field.into(), value });
    }

    fn payment(&mut self, world: &World) {
        let accounts = payment(world).accounts();
        for (index, account) in accounts.iter().enumerate().take(ORDERS_SHOWN) {
            let money = match account.money {
                Money::None => "—",
                Money::Captured => self.words.state_captured(),
                Money::Refunded => self.words.state_refunded(),
            };
            let answer = match (account.waiting, account.answer, account.deadlines_missed) {
                (false, ..) if account.was_refused => self.words.state_refused(),
                (true, ..) => "…",
                (false, Some(Answer::Ok), _) => "200",
                (false, Some(Answer::Error), _) => "500",
                (false, None, 0) => "",
                (false, None, _) => self.words.state_timeout(),
            };
            self.push(self.words.state_order(&(index + 1)), join(&[money, answer]));
        }
        self.more(accounts.len());
    }

    fn process(&mut self, run: &Run, world: &World, node: NodeId) {
        let Some(process) = worker(world, node) else { return };
        let program = &run.shop.program;
        let count = process.tasks().count();
        for task in process.tasks().take(ORDERS_SHOWN) {
            let line = program.steps[usize::from(task.at)].line;
            let waits = match task.waiting {
                Waiting::Nothing => "",
                Waiting::Answer => self.words.state_waits_for_answer(),
                Waiting::Connection => self.words.state_waits_for_connection(),
                Waiting::Time => self.words.state_waits_for_time(),
            };
            let order = task.tx.order.known();
            let about = order.map_or(String::new(), |order| format!(" #{}", order.0 + 1));
            let field = format!("{}{about}", task.handler.word());
            self.push(field, join(&[&self.words.state_line(&line), waits]));
        }
        self.more(count);
        if count == 0 && world.status(node) == HostStatus::Up {
            self.push(self.words.state_tasks(), "—".to_owned());
        }
        if process.connections_wanted() > 0 || run.shop.config.orders > 1 {
            let (used, wanted) = (process.connections_in_use(), process.connections_wanted());
            let size = run.shop.config.pool_size;
            let waiting =
                if wanted > 0 { self.words.state_waiting(&wanted) } else { String::new() };
            self.push(self.words.state_pool(), format!("{used} / {size}{waiting}"));
        }
        for (tx, decision) in process.memory() {
            let field = format!("{} {}", self.words.state_memory(), tx_name(*tx));
            self.push(field, decision.word().to_owned());
        }
        for row in process.notes().iter().rev().take(ORDERS_SHOWN) {
            self.push(format!("note {}", tx_name(row.tx)), row.note.word().to_owned());
        }
        let (cursor, saved) = process.cursors();
        if cursor > 0 {
            self.push(self.words.state_cursor(), cursor.to_string());
            self.push(self.words.state_cursor_on_disk(), saved.to_string());
        }
    }

    fn consumer(&mut self, run: &Run, world: &World) {
        let payouts = consumer(world).payouts();
        if payouts.len() > ORDERS_SHOWN {
            let total: u32 = payouts.iter().sum();
            self.push(self.words.state_payouts(), total.to_string());
        } else {
            for (index, count) in payouts.iter().enumerate() {
                self.push(
                    format!("{} #{}", self.words.state_payouts(), index + 1),
                    count.to_string(),
                );
            }
        }
        let mut inbox = consumer(world).inbox().peekable();
        if inbox.peek().is_some() {
            let keys = inbox.take(ORDERS_SHOWN).map(|key| match key {
                InboxKey::Order(order) => format!("#{}", order.0 + 1),
                InboxKey::Message(tx) => tx_name(*tx),
                InboxKey::Copy(offset) => format!("@{offset}"),
            });
            self.push(self.words.state_inbox(), list(keys));
        }
        let has_own_work = |(handler, _): &(Handler, StepIndex)| {
            matches!(handler, Handler::Every(Place::Consumer, _))
        };
        if run.shop.program.handlers.iter().any(has_own_work) {
            self.process(run, world, nodes::CONSUMER);
        }
    }

    fn more(&mut self, count: usize) {
        if count > ORDERS_SHOWN {
            self.push("…", format!("+ {}", count - ORDERS_SHOWN));
        }
    }
}

/// How many lines stand before the first handler.
pub fn first_line(program: &Program) -> u16 {
    let entry =
        program.lines.iter().position(|line| line.text.starts_with("on ") && line.depth == 0);
    u16::try_from(entry.unwrap_or(0)).unwrap_or(0)
}

fn tx_name(tx: TxId) -> String {
    let copy = if tx.copy == 0 { "" } else { ".2" };
    format!("tx-{}.{}{copy}", tx.order.0 + 1, tx.attempt)
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "—".to_owned() } else { items.join(", ") }
}
