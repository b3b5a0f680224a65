//! What is so in a world, as far as guarantees are concerned.

use crate::ordered::sort_by_key;
use crate::program::step::{Answer, Condition, Note, Op, Place, Program, Status};
use crate::shop::database::{OutboxState, Session};
use crate::shop::mark::Topic;
use crate::shop::message::{OrderId, Store, TxId};
use crate::shop::payment::Money;
use crate::shop::worker::Origin;
use crate::shop::{self, Shop, World};

/// The judged part of a world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Each order.
    pub orders: Vec<OrderFacts>,
    /// Half messages ever stored: originals, not copies.
    pub halves: usize,
    /// Half messages that are unended: entries that the check loop has yet to look at, and
    /// originals that it has passed without leaving a copy.
    pub open_halves: usize,
    /// Half messages in the discard topic that nobody resumed.
    pub discarded: usize,
    /// Messages in the dead-letter topic.
    pub dead_letters: usize,
    /// Outbox rows that were given up, and prepared transactions that nobody has decided.
    pub left_over: usize,
    /// Whether there was anything that could be left over: a half message, an outbox row, a
    /// prepared transaction.
    pub has_pending: bool,
    /// Open database transactions, prepared ones included.
    pub open_transactions: usize,
    /// When each of them began, in microseconds.
    pub began_micros: Vec<u64>,
    /// Tasks that wait for a database connection.
    pub waiting_for_connection: usize,
    /// How long the oldest open transaction has been open, in microseconds.
    pub longest_transaction_micros: u64,
    /// Virtual time in microseconds.
    pub now_micros: u64,
}

/// The judged part of one order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderFacts {
    /// Durable status in the database.
    pub database: Status,
    /// What Redis shows.
    pub redis: Option<Status>,
    /// What Elasticsearch shows.
    pub elasticsearch: Option<Status>,
    /// Copies of its message that consumers can read, or that reach them without anybody's further
    /// decision; see `docs/decisions.md`.
    pub visible: usize,
    /// Times that a copy was handed to the consumer.
    pub deliveries: usize,
    /// Red packets given.
    pub payouts: u8,
    /// Where the money is.
    pub money: Money,
    /// Callbacks sent.
    pub callbacks: u8,
    /// Callbacks not answered in time.
    pub deadlines_missed: u8,
    /// Whether a process is working on a callback about it.
    pub is_being_handled: bool,
    /// What the payment system was told by its last callback, in time. That it was refused is an
    /// error, too.
    pub told: Option<Answer>,
    /// Time from the first callback to the first answer in time, in microseconds.
    pub answered_micros: Option<u64>,
    /// Whether a half message of it sits in the discard topic.
    pub is_discarded: bool,
}

impl Facts {
    /// Reads them off a world. Each table is read once, because this runs after every event.
    pub fn of(shop: &Shop, world: &World) -> Self {
        let (broker, database) = (shop::broker(world), shop::database(world));
        let now_micros = world.now().as_micros();
        let mut orders: Vec<_> =
            (0..database.orders().len()).map(|index| OrderFacts::of(world, index)).collect();
        for record in broker.visible() {
            let order = &mut orders[usize::from(record.tx.order.0)];
            order.visible += usize::from(record.topic == Topic::Real);
            order.deliveries += usize::from(record.deliveries);
        }
        for record in broker.discarded().iter().filter(|record| !record.is_resumed) {
            orders[usize::from(record.tx.order.0)].is_discarded = true;
        }
        for OrderId(index) in database.payouts() {
            let order = &mut orders[usize::from(*index)];
            order.payouts = order.payouts.saturating_add(1);
        }
        let mut waiting_for_connection = 0;
        let mut readable = Vec::new();
        for worker in shop::workers(world) {
            waiting_for_connection += worker.connections_wanted();
            for task in worker.tasks() {
                if let Origin::Callback(OrderId(index), attempt) = task.origin {
                    let order = &mut orders[usize::from(index)];
                    order.is_being_handled |= attempt == order.callbacks;
                }
            }
            if !worker.notes().is_empty() && hands_over(&shop.program) {
                let decided = worker.notes().iter().filter(|row| row.note == Note::Commit);
                readable.extend(decided.map(|row| row.tx));
            }
        }
        read_messages_without_broker(shop, world, readable, &mut orders);
        let outbox = database.outbox();
        let dead = outbox.iter().filter(|row| row.state == OutboxState::Dead).count();
        let halves = broker.halves().iter().filter(|half| !half.is_copy).count();
        Self {
            orders,
            halves,
            open_halves: broker.open_halves().count() + broker.forgotten_halves().count(),
            discarded: broker.discarded().iter().filter(|record| !record.is_resumed).count(),
            dead_letters: broker.count_of(Topic::DeadLetter),
            left_over: dead + database.prepared().len(),
            has_pending: halves + outbox.len() + database.prepared().len() > 0,
            open_transactions: database.transactions().count(),
            began_micros: database.transactions().map(Session::began_micros).collect(),
            waiting_for_connection,
            longest_transaction_micros: database.longest_open_micros(now_micros),
            now_micros,
        }
    }

    /// Brings them up to date with a world in which only time has passed since they were read.
    pub(super) fn pass_time(&mut self, shop: &Shop, world: &World) {
        self.now_micros = world.now().as_micros();
        self.longest_transaction_micros =
            shop::database(world).longest_open_micros(self.now_micros);
        debug_assert_eq!(self.but_for_tasks(), Self::of(shop, world).but_for_tasks());
    }

    /// Without what may change between two judgements, because only a missed deadline, which is
    /// judged, asks for it.
    fn but_for_tasks(&self) -> Self {
        let mut facts = self.clone();
        facts.orders.iter_mut().for_each(|order| order.is_being_handled = false);
        facts
    }
}

impl OrderFacts {
    /// What the tables that have a row for each order say.
    fn of(world: &World, index: usize) -> Self {
        let account = &shop::payment(world).accounts()[index];
        Self {
            database: shop::database(world).orders()[index],
            redis: shop::store(world, Store::Redis).views()[index],
            elasticsearch: shop::store(world, Store::Elasticsearch).views()[index],
            visible: 0,
            deliveries: 0,
            payouts: shop::consumer(world).payouts()[index],
            money: account.money,
            callbacks: account.callbacks,
            deadlines_missed: account.deadlines_missed,
            is_being_handled: false,
            told: account.answer.or(account.was_refused.then_some(Answer::Error)),
            answered_micros: account.answered_micros,
            is_discarded: false,
        }
    }

    /// Whether the database says that the order is paid.
    pub fn is_paid(&self) -> bool {
        self.database == Status::Paid
    }

    /// Whether its money is taken, and the payment system believes that it is paid, which it is not.
    /// Who got no answer, or an error, knows better, and may call again or pay back.
    pub fn is_untold(&self) -> bool {
        self.money == Money::Captured && self.told == Some(Answer::Ok) && !self.is_paid()
    }

    /// Whether its message reached a consumer or can still reach one. A record that was read and
    /// then destroyed by a power cut has done its work.
    pub fn is_delivered(&self) -> bool {
        self.visible > 0 || self.payouts > 0
    }

    /// Whether a store that this program writes shows something else than the database. A store that
    /// shows nothing is read as the status that every order begins with.
    pub fn is_dirty(&self, program: &Program) -> bool {
        let differs = |view: Option<Status>| view.unwrap_or(Status::Unpaid) != self.database;
        (writes(program, Store::Redis) && differs(self.redis))
            || (writes(program, Store::Elasticsearch) && differs(self.elasticsearch))
    }
}

/// Messages that reach the consumer without a broker; some are known already. Each counts once, as
/// one record would.
fn read_messages_without_broker(
    shop: &Shop,
    world: &World,
    mut readable: Vec<TxId>,
    orders: &mut [OrderFacts],
) {
    let consumer = shop::consumer(world);
    let outbox = shop::database(world).outbox();
    if !outbox.is_empty() && polls_outbox(&shop.program) {
        let rows = outbox.iter();
        readable.extend(rows.filter(|row| row.state != OutboxState::Dead).map(|row| row.tx));
    }
    for &(tx, count) in consumer.received() {
        orders[usize::from(tx.order.0)].deliveries += usize::from(count);
        readable.push(tx);
    }
    sort_by_key(&mut readable, |&tx| tx);
    readable.dedup();
    for tx in readable {
        orders[usize::from(tx.order.0)].visible += 1;
    }
}

/// Whether the consumer itself reads the outbox: then a committed row is a message that it can
/// read.
fn polls_outbox(program: &Program) -> bool {
    let reads = |op: &Op| {
        matches!(op, Op::Branch { condition: Condition::OutboxHasNext, .. })
            || matches!(op, Op::Branch { condition: Condition::OutboxHasLater, .. })
    };
    program.any_op_at(Place::Consumer, reads)
}

/// Whether a message can be handed to the consumer without a broker: then whoever has noted
/// `commit` about it only has to go on.
fn hands_over(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Deliver(_)))
}

/// Whether the consumer decides by the message: the order becomes paid because of it, and cannot
/// be paid before it is read.
pub(super) fn is_decided_by_message(program: &Program) -> bool {
    program.any_op_at(Place::Consumer, |op| matches!(op, Op::UpdateOrder(_)))
}

/// Whether a program writes a store at all.
pub(super) fn writes(program: &Program, store: Store) -> bool {
    program.any_op(|op| match store {
        Store::Redis => matches!(op, Op::SetRedis(_)),
        Store::Elasticsearch => matches!(op, Op::IndexElasticsearch(_)),
    })
}

/// The bound of P7b: how long a database transaction may stay open, in microseconds.
pub const TRANSACTION_OPEN_MAX_MICROS: u64 = 1_000_000;

/// The bound of P15: how long after its commit an order's message must be visible, in
/// microseconds. One check interval of RocketMQ 4.9, or two of 5.3.
pub const VISIBLE_WITHIN_MICROS: u64 = 60_000_000;

impl Facts {
    /// Whether the program of this shop writes Redis or Elasticsearch.
    pub fn concerns_stores(shop: &Shop) -> bool {
        writes(&shop.program, Store::Redis) || writes(&shop.program, Store::Elasticsearch)
    }
}
