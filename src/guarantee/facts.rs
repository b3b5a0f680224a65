//! What is so in a world, as far as guarantees are concerned.

use crate::ordered::Set;
use crate::program::step::{Answer, Condition, Note, Op, Place, Program, Status};
use crate::shop::mark::Topic;
use crate::shop::message::{OrderId, Store, TxId};
use crate::shop::payment::Money;
use crate::shop::worker::{Origin, Worker};
use crate::shop::{self, Shop, World};
use crate::sim::time::SimTime;

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
    /// When the oldest of them began.
    pub oldest_transaction: Option<SimTime>,
    /// Tasks that wait for a database connection.
    pub waiting_for_connection: usize,
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
    /// Red packets given.
    pub payouts: u32,
    /// Where the money is.
    pub money: Money,
    /// Callbacks sent.
    pub callbacks: u8,
    /// Callbacks not answered in time.
    pub deadlines_missed: u8,
    /// What the payment system was told by its last callback, in time. That it was refused is an
    /// error, too.
    pub told: Option<Answer>,
    /// Time from the first callback to the first answer in time, in microseconds.
    pub answered_micros: Option<u64>,
    /// Whether a half message of it sits in the discard topic.
    pub is_discarded: bool,
}

impl Facts {
    /// Reads them off a world. No table is looked at row by row, because this runs after every
    /// event.
    pub fn of(shop: &Shop, world: &World) -> Self {
        debug_assert!(is_long(world) || is_consistent(world), "a table is not what its rows say");
        let (broker, database) = (shop::broker(world), shop::database(world));
        let now_micros = world.now().as_micros();
        let orders = 0..database.orders().len();
        let mut orders: Vec<_> = orders.map(|index| OrderFacts::of(world, index)).collect();
        for tx in readable_without_broker(shop, world).iter() {
            orders[usize::from(tx.order.0)].visible += 1;
        }
        let (halves, dead) = (broker.originals(), database.dead_rows());
        let (rows, prepared) = (database.outbox_rows(), database.count_prepared());
        Self {
            orders,
            halves,
            open_halves: broker.open_halves() + broker.forgotten_halves(),
            discarded: broker.count_unresumed(),
            dead_letters: broker.count_of(Topic::DeadLetter),
            left_over: dead + prepared,
            has_pending: halves + rows + prepared > 0,
            open_transactions: database.count_open(),
            oldest_transaction: database.oldest_open(),
            waiting_for_connection: shop::workers(world).map(Worker::connections_wanted).sum(),
            now_micros,
        }
    }

    /// How long the oldest open transaction has been open, in microseconds.
    pub fn longest_transaction_micros(&self) -> u64 {
        let began = self.oldest_transaction.map(SimTime::as_micros);
        began.map_or(0, |began| self.now_micros - began)
    }

    /// Brings them up to date with a world in which only time has passed since they were read.
    pub(super) fn pass_time(&mut self, shop: &Shop, world: &World) {
        self.now_micros = world.now().as_micros();
        debug_assert_eq!(*self, Self::of(shop, world));
    }
}

/// Whether the process that was called last about an order is still working on that callback.
pub(super) fn is_being_handled(world: &World, order: OrderId) -> bool {
    let last = shop::payment(world).accounts()[usize::from(order.0)].callbacks;
    let mut tasks = shop::workers(world).flat_map(Worker::tasks);
    tasks.any(|task| task.origin == Origin::Callback(order, last))
}

/// Whether there are so many rows that debug builds look at all of them only now and then.
fn is_long(world: &World) -> bool {
    let (broker, database) = (shop::broker(world), shop::database(world));
    let rows = broker.log_end() as usize + database.outbox_rows() + database.payouts().len();
    rows > 200 && !rows.is_multiple_of(100)
}

/// Whether what is known of tables without looking at each row is what the rows say.
fn is_consistent(world: &World) -> bool {
    shop::broker(world).is_consistent() && shop::database(world).is_consistent()
}

impl OrderFacts {
    /// What the tables that have a row for each order say.
    fn of(world: &World, index: usize) -> Self {
        let account = &shop::payment(world).accounts()[index];
        let (broker, database) = (shop::broker(world), shop::database(world));
        let order = OrderId(u8::try_from(index).expect("a run has at most forty orders"));
        Self {
            database: database.orders()[index],
            redis: shop::store(world, Store::Redis).views()[index],
            elasticsearch: shop::store(world, Store::Elasticsearch).views()[index],
            visible: broker.visible(order),
            payouts: shop::consumer(world).payouts()[index] + database.payouts_of_orders()[index],
            money: account.money,
            callbacks: account.callbacks,
            deadlines_missed: account.deadlines_missed,
            told: account.answer.or(account.was_refused.then_some(Answer::Error)),
            answered_micros: account.answered_micros,
            is_discarded: broker.discarded_of(order) > 0,
        }
    }

    /// Whether the database says that the order is paid.
    pub fn is_paid(&self) -> bool {
        self.database == Status::Paid
    }

    /// Whether its money is taken, and the payment system believes that it is paid, which it is
    /// not. Who got no answer, or an error, knows better, and may call again or pay back.
    pub fn is_untold(&self) -> bool {
        self.money == Money::Captured && self.told == Some(Answer::Ok) && !self.is_paid()
    }

    /// Whether its message reached a consumer or can still reach one. A record that was read and
    /// then destroyed by a power cut has done its work.
    pub fn is_delivered(&self) -> bool {
        self.visible > 0 || self.payouts > 0
    }

    /// Whether a store that this program writes shows something else than the database. A store
    /// that shows nothing is read as the status that every order begins with.
    pub fn is_dirty(&self, program: &Program) -> bool {
        let differs = |view: Option<Status>| view.unwrap_or(Status::Unpaid) != self.database;
        (writes(program, Store::Redis) && differs(self.redis))
            || (writes(program, Store::Elasticsearch) && differs(self.elasticsearch))
    }
}

/// Messages that reach the consumer without a broker. Each counts once, as one record would.
fn readable_without_broker(shop: &Shop, world: &World) -> Set<TxId> {
    let mut readable = Set::default();
    let received = shop::consumer(world).received();
    for (tx, _) in received {
        readable.insert(*tx);
    }
    let database = shop::database(world);
    if database.outbox_rows() > 0 && polls_outbox(&shop.program) {
        database.messages_in_outbox().for_each(|tx| readable.insert(tx));
    }
    if hands_over(&shop.program) {
        let notes = shop::workers(world).flat_map(Worker::notes);
        let decided = notes.filter(|row| row.note == Note::Commit);
        decided.for_each(|row| readable.insert(row.tx));
    }
    readable
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
