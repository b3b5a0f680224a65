//! What is so at one step of a run, as far as a summary in business words says it. Derived from
//! the world alone; no words here.

use std::ops::{BitAnd, BitOr};

use crate::guarantee::{Facts, OrderFacts};
use crate::program::step::{Answer, Op, Status};
use crate::shop::database::OutboxState;
use crate::shop::message::{OrderId, Store, nodes};
use crate::shop::payment::Money;
use crate::shop::{self, World};
use crate::sim::time::{SimDuration, SimTime};

use super::{EVENTS_MAX, End, FACTS_MAX, Run};

/// What is so at a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Situation {
    /// Whether anything can still change.
    pub phase: Phase,
    /// One order in detail, or many counted.
    pub scope: Scope,
}

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Nothing has happened yet.
    Start,
    /// More will happen.
    Running,
    /// Nothing will ever happen again.
    AtRest,
    /// The run was stopped at a limit, with something still pending.
    Stopped(Limit),
}

/// What stopped a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// This much virtual time had passed.
    Time(SimDuration),
    /// So many events had happened.
    Events(u64),
    /// So many facts were in the trace.
    Facts(u64),
}

/// What a summary is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The only order of the run.
    One(OrderSituation),
    /// Several orders.
    Many(Counts),
}

/// What is so with one order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderSituation {
    /// Which.
    pub order: OrderId,
    /// Its durable status in the database.
    pub database: Status,
    /// Whether a transaction about it is open.
    pub is_transaction_open: bool,
    /// What the broker has of its message.
    pub message: MessageSituation,
    /// Red packets given.
    pub payouts: u32,
    /// Where the money is.
    pub money: Money,
    /// What the payment system was told by its last callback, in time.
    pub told: Option<Answer>,
    /// Callbacks that were not answered in time.
    pub deadlines_missed: u8,
    /// Redis or Elasticsearch with what it shows, where that differs from the database. While the
    /// run goes on only what is ahead of the database counts; what is behind may just be on its
    /// way.
    pub wrong_views: Vec<(Store, Status)>,
}

/// Where an order's message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MessageSituation {
    /// The broker has nothing.
    Nothing,
    /// The consumer has nothing, and there is no broker.
    NotHanded,
    /// The consumer has it, or gets it without anybody's further decision; there is no broker.
    Handed,
    /// In an outbox row that nobody has sent.
    InOutbox,
    /// In an outbox row that was given up.
    Dead,
    /// Only a half message that nobody has ended.
    Half,
    /// A half message that was rolled back.
    RolledBack,
    /// A half message in the discard topic.
    Discarded,
    /// This many copies that consumers can read.
    Visible(usize),
}

/// How many orders something is so for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// All orders.
    pub orders: usize,
    /// PAID in the database.
    pub paid: usize,
    /// Paid, and the broker has no copy that consumers can read, nor was one acted on.
    pub paid_without_message: usize,
    /// Not paid, and the broker has one.
    pub unpaid_with_message: usize,
    /// One red packet given.
    pub paid_out_once: usize,
    /// More than one red packet given.
    pub paid_out_more: usize,
    /// Paid, and no red packet given.
    pub paid_without_payout: usize,
    /// The money was paid back.
    pub refunded: usize,
    /// At least one callback not answered in time.
    pub late: usize,
    /// Redis or Elasticsearch shows something else than the database.
    pub dirty: usize,
}

/// A set of things in which two situations can differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facets(u8);

impl Facets {
    /// The order's durable status. Of several orders everything: they are only counted.
    pub const DATABASE: Self = Self(1);
    /// What Redis and Elasticsearch show.
    pub const VIEWS: Self = Self(2);
    /// Where the message is.
    pub const MESSAGE: Self = Self(4 | 64);
    /// Where it is, to the letter: in an outbox, as a half message, nowhere.
    pub const WHEREABOUTS: Self = Self(4);
    /// Whether consumers can read it, and how many copies.
    pub const READABLE: Self = Self(64);
    /// Red packets given.
    pub const PAYOUTS: Self = Self(8);
    /// Where the money is, and whether the payment system was told.
    pub const MONEY: Self = Self(16);
    /// Callbacks that were not answered in time.
    pub const DEADLINES: Self = Self(32);
    /// Everything.
    pub const ALL: Self = Self(127);
    /// What the customer gets, and pays for.
    pub const OF_BUSINESS: Self = Self(1 | 4 | 8 | 16 | 64);

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether two sets have anything in common.
    pub fn meets(self, other: Self) -> bool {
        !(self & other).is_empty()
    }

    /// Everything but this.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn if_differ<T: PartialEq>(self, one: &T, other: &T) -> Self {
        if one == other { Self::default() } else { self }
    }
}

impl BitAnd for Facets {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Facets {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Situation {
    /// In what another situation differs. What is still under way does not count, nor do ways to
    /// say the same: a message that is dropped is as good as none, and one that a consumer was
    /// handed is as good as one that it can read.
    pub fn differences(&self, other: &Self) -> Facets {
        let (one, other) = match (&self.scope, &other.scope) {
            (Scope::One(one), Scope::One(other)) => (one, other),
            (one, other) => return Facets::DATABASE.if_differ(one, other),
        };
        // What the payment system was told matters only while the order is not paid.
        let told = |order: &OrderSituation| order.told.filter(|_| order.database != Status::Paid);
        let money = |order: &OrderSituation| (order.money, told(order));
        Facets::DATABASE.if_differ(&one.database, &other.database)
            | Facets::VIEWS.if_differ(&one.wrong_views, &other.wrong_views)
            | Facets::WHEREABOUTS.if_differ(&one.message.essence(), &other.message.essence())
            | Facets::READABLE.if_differ(&one.message.readable(), &other.message.readable())
            | Facets::PAYOUTS.if_differ(&one.payouts, &other.payouts)
            | Facets::MONEY.if_differ(&money(one), &money(other))
            | Facets::DEADLINES.if_differ(&one.deadlines_missed, &other.deadlines_missed)
    }

    /// What is so in a world of a run right after a step.
    pub fn new(run: &Run, world: &World, step: u32) -> Self {
        let facts = Facts::of(&run.shop, world);
        let phase = match (step, step >= run.steps(), run.end) {
            (0, ..) => Phase::Start,
            (_, false, _) | (_, true, End::Unfinished) => Phase::Running,
            (_, true, End::Quiescent) => Phase::AtRest,
            (_, true, End::TimeLimit) => {
                Phase::Stopped(Limit::Time(run.scenario.time_limit().since(SimTime::ZERO)))
            }
            (_, true, End::EventLimit) => Phase::Stopped(Limit::Events(u64::from(EVENTS_MAX))),
            (_, true, End::FactLimit) => Phase::Stopped(Limit::Facts(FACTS_MAX as u64)),
        };
        let scope = match facts.orders.as_slice() {
            [only] => Scope::One(OrderSituation::new(run, world, phase, only)),
            orders => Scope::Many(Counts::new(run, phase, orders)),
        };
        Self { phase, scope }
    }
}

impl MessageSituation {
    /// The same, without how it came about.
    fn essence(self) -> Self {
        match self {
            Self::NotHanded | Self::RolledBack => Self::Nothing,
            Self::Handed => Self::Visible(1),
            other => other,
        }
    }

    /// Copies that consumers can read.
    fn readable(self) -> usize {
        match self {
            Self::Handed => 1,
            Self::Visible(copies) => copies,
            _ => 0,
        }
    }
}

impl OrderSituation {
    fn new(run: &Run, world: &World, phase: Phase, facts: &OrderFacts) -> Self {
        let order = OrderId(0);
        Self {
            order,
            database: facts.database,
            is_transaction_open: shop::database(world).has_open_transaction(order),
            message: message_of(run, world, order, facts),
            payouts: facts.payouts,
            money: facts.money,
            told: facts.told,
            deadlines_missed: facts.deadlines_missed,
            wrong_views: wrong_views(run, phase, facts),
        }
    }
}

fn message_of(run: &Run, world: &World, order: OrderId, facts: &OrderFacts) -> MessageSituation {
    let broker = shop::broker(world);
    let has_broker = run.shop.has(nodes::BROKER);
    if facts.visible > 0 {
        let visible = MessageSituation::Visible(facts.visible);
        return if has_broker { visible } else { MessageSituation::Handed };
    }
    if broker.has_open_half(order) {
        return MessageSituation::Half;
    }
    if facts.is_discarded {
        return MessageSituation::Discarded;
    }
    let row = shop::database(world).outbox_row_of(order);
    match row.map(|row| row.state) {
        Some(OutboxState::New) => MessageSituation::InOutbox,
        Some(OutboxState::Dead) => MessageSituation::Dead,
        _ if broker.has_rolled_back(order) => MessageSituation::RolledBack,
        _ if has_broker => MessageSituation::Nothing,
        _ => MessageSituation::NotHanded,
    }
}

fn wrong_views(run: &Run, phase: Phase, facts: &OrderFacts) -> Vec<(Store, Status)> {
    let program = &run.shop.program;
    let stores = [
        (Store::Redis, facts.redis, program.any_op(|op| matches!(op, Op::SetRedis(_)))),
        (
            Store::Elasticsearch,
            facts.elasticsearch,
            program.any_op(|op| matches!(op, Op::IndexElasticsearch(_))),
        ),
    ];
    let written = stores.into_iter().filter(|(_, _, is_written)| *is_written);
    let shown = written.map(|(store, view, _)| (store, view.unwrap_or(Status::Unpaid)));
    let is_wrong = |(_, view): &(Store, Status)| {
        let is_shown_paid = *view == Status::Paid;
        is_shown_paid != facts.is_paid() && (is_shown_paid || phase != Phase::Running)
    };
    shown.filter(is_wrong).collect()
}

impl Counts {
    fn new(run: &Run, phase: Phase, orders: &[OrderFacts]) -> Self {
        let count = |wanted: &dyn Fn(&OrderFacts) -> bool| {
            orders.iter().filter(|order| wanted(order)).count()
        };
        Self {
            orders: orders.len(),
            paid: count(&OrderFacts::is_paid),
            paid_without_message: count(&|order| order.is_paid() && !order.is_delivered()),
            unpaid_with_message: count(&|order| !order.is_paid() && order.visible > 0),
            paid_out_once: count(&|order| order.payouts == 1),
            paid_out_more: count(&|order| order.payouts > 1),
            paid_without_payout: count(&|order| order.is_paid() && order.payouts == 0),
            refunded: count(&|order| order.money == Money::Refunded),
            late: count(&|order| order.deadlines_missed > 0),
            dirty: count(&|order| !wrong_views(run, phase, order).is_empty()),
        }
    }
}
