//! What the database, the stores and the broker with its slave and its proxy hold.

use crate::program::step::{Op, Status};
use crate::run::Run;
use crate::shop::broker::OpMark;
use crate::shop::database::{OutboxState, RowWrite};
use crate::shop::mark::Topic;
use crate::shop::message::{OrderId, Store, nodes};
use crate::shop::{World, broker, database, proxy, slave, store};
use crate::ui::menu::is_checked;

use super::{List, ORDERS_SHOWN, join, list, tx_name};

impl List {
    pub(super) fn database(&mut self, run: &Run, world: &World) {
        let database = database(world);
        for (index, status) in database.orders().iter().enumerate().take(ORDERS_SHOWN) {
            let Ok(number) = u8::try_from(index) else { break };
            let pending =
                database.sessions().iter().find_map(|session| session.order_write(OrderId(number)));
            let pending = pending.map_or(String::new(), |status| format!("({})", status.word()));
            self.push(format!("orders #{}", index + 1), join(&[status.word(), &pending]));
        }
        self.counted(database.orders());
        let keeps_log =
            run.shop.program.any_op(|op| matches!(op, Op::InsertLog | Op::InsertTombstone));
        if keeps_log {
            let own = database.sessions().iter().flat_map(|session| &session.writes);
            let pending = own.filter_map(|write| match write {
                RowWrite::Log(tx) => Some(format!("({})", tx_name(*tx))),
                RowWrite::Tombstone(tx) => Some(format!("(✕ {})", tx_name(*tx))),
                _ => None,
            });
            let durable = database.log().iter().map(|tx| tx_name(*tx));
            let forbidden = database.tombstones().iter().map(|tx| format!("✕ {}", tx_name(*tx)));
            self.push("message_log", list(durable.chain(forbidden).chain(pending)));
        }
        for row in database.outbox().rev().take(ORDERS_SHOWN) {
            let state = match row.state {
                OutboxState::New => "new",
                OutboxState::Sent => "sent",
                OutboxState::Dead => "dead",
            };
            let tried =
                if row.tried > 0 { self.words.state_tried(&row.tried) } else { String::new() };
            self.push(format!("outbox {} {}", row.number, tx_name(row.tx)), join(&[state, &tried]));
        }
        let paid = database.payouts();
        if paid.len() > ORDERS_SHOWN {
            self.push("payouts", paid.len().to_string());
        } else if !paid.is_empty() {
            self.push("payouts", list(paid.iter().map(|order| format!("#{}", order.0 + 1))));
        }
        for prepared in database.prepared().take(ORDERS_SHOWN) {
            let field = format!("prepared {}", tx_name(prepared.tx));
            self.push(field, self.words.state_keeps_locks().to_owned());
        }
        self.more(database.count_prepared());
        let open = database.sessions().len();
        self.push(
            self.words.state_open_transactions(),
            if open == 0 { "—".to_owned() } else { open.to_string() },
        );
    }

    pub(super) fn store(&mut self, world: &World, which: Store, prefix: &str) {
        let views = store(world, which).views();
        for (index, view) in views.iter().enumerate().take(ORDERS_SHOWN) {
            let shown = view.map_or("—", Status::word).to_owned();
            self.push(format!("{prefix}{}", index + 1), shown);
        }
        self.more(views.len());
        for claim in store(world, which).claims() {
            let value =
                claim.expires.map_or("1".to_owned(), |until| self.words.state_until(&until));
            self.push(format!("claim {prefix}{}", claim.order.0 + 1), value);
        }
    }

    pub(super) fn broker(&mut self, run: &Run, world: &World) {
        let broker = broker(world);
        if is_checked(run) {
            let originals = broker.originals();
            let copies = broker.halves().count() - originals;
            let copies = if copies > 0 { self.words.state_copies(&copies) } else { String::new() };
            self.push("half", join(&[&originals.to_string(), &copies]));
            let ended =
                broker.halves().filter(|half| half.op.is_some_and(OpMark::is_written)).count();
            self.push("op", ended.to_string());
            let checks = broker.halves().map(|half| half.checks).max().unwrap_or(0);
            self.push(
                self.words.state_checks(),
                format!("{checks} / {}", run.shop.config.check_max),
            );
            if !broker.discarded().is_empty() {
                self.push(self.words.state_discarded(), broker.discarded().len().to_string());
            }
        }
        self.push("order-paid", broker.count_of(Topic::Real).to_string());
        if run.shop.has_producer() {
            self.push(self.words.state_open_transactions(), broker.open_transactions().to_string());
        }
        let dead = broker.count_of(Topic::DeadLetter);
        if dead > 0 {
            self.push("%DLQ%", dead.to_string());
        }
        let (dirty, clean) = (self.words.state_not_flushed(), self.words.state_flushed());
        let page_cache = if broker.has_unflushed() { dirty } else { clean };
        let is_empty = broker.halves().next().is_none() && broker.real().next().is_none();
        self.push(
            self.words.state_page_cache(),
            if is_empty { "—" } else { page_cache }.to_owned(),
        );
    }

    pub(super) fn slave(&mut self, world: &World) {
        let copied = slave(world).map_or(0, |slave| slave.progress().log);
        let end = broker(world).log_end();
        self.push(self.words.state_copied(), format!("{copied} / {end}"));
    }

    pub(super) fn proxy(&mut self, world: &World) {
        let Some(proxy) = proxy(world) else { return };
        self.push(
            self.words.state_clients(),
            list(proxy.clients().map(|node| nodes::name(node).to_owned())),
        );
        let known = proxy.remembered(world.now());
        let entries = known.map(|entry| format!("{} @{}", tx_name(entry.tx), entry.offset));
        self.push(self.words.state_half_messages(), list(entries));
    }

    /// More orders than fit: how many have which status.
    fn counted(&mut self, orders: &[Status]) {
        if orders.len() > ORDERS_SHOWN {
            let count = |wanted| orders.iter().filter(|status| **status == wanted).count();
            let paid = self.words.state_paid_of(&orders.len(), &count(Status::Paid));
            self.push("orders", paid);
        }
    }
}
