//! The system under study: payment system, order service, database, Redis, Elasticsearch, broker,
//! red-packet service, and whom else a strategy needs. Pure state machines that speak
//! [`message::Message`].
//!
//! Whoever runs a part of the strategy's program is a [`worker::Worker`]. Everything else is Rust,
//! because it is the same under every strategy. The room knows no faults; what a fault does to a
//! node is the kernel's business.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod broker;
pub mod config;
pub mod database;
pub mod journal;
pub mod mark;
pub mod message;
pub mod payment;
pub mod proxy;
pub mod slave;
pub mod store;
pub mod worker;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::program::step::{Condition, Op, Place, Program};
use crate::sim;
use crate::sim::node::{CrashMode, Effects, Input, Node, NodeId, Now, Reception};
use crate::sim::time::SimDuration;

use broker::{Broker, Wait};
use config::Config;
use database::Database;
use mark::Mark;
use message::{LogPosition, Message, Offset, OrderId, Store, TaskId, Value, nodes};
use payment::Payment;
use proxy::Proxy;
use slave::Slave;
use store::KeyValueStore;
use worker::Worker;

/// The world of the shop.
pub type World = sim::world::World<ShopNode>;

/// A run of the shop.
pub type Trace = sim::trace::Trace<ShopNode>;

/// An event of a run.
pub type TraceEvent = sim::trace::TraceEvent<ShopNode>;

/// The kinds of event.
pub type TraceKind = sim::trace::TraceKind<ShopNode>;

/// What never changes during a run: the program and the settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shop {
    /// What the order service and the consumer run.
    pub program: Arc<Program>,
    /// The settings.
    pub config: Config,
    asks: Asks,
}

/// What a program asks for at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Asks {
    /// How old what it has in hand is.
    age: bool,
    /// The next order of a status, and so when the row was changed.
    orders: bool,
    /// The next prepared transaction, and so when it began.
    prepared: bool,
}

/// A participant.
#[expect(clippy::large_enum_variant, reason = "a world has a dozen, each in a place of its own")]
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ShopNode {
    /// Upstream.
    Payment(Payment),
    /// Who runs a part of the program: the order service, the consumer, a relay.
    Worker(Worker),
    /// The order database.
    Database(Database),
    /// Redis or Elasticsearch.
    Store(KeyValueStore),
    /// The message broker.
    Broker(Broker),
    /// The broker's slave.
    Slave(Slave),
    /// The proxy between gRPC clients and the broker.
    Proxy(Proxy),
    /// Who has no part in this scenario. It keeps the ids of the others in place.
    Absent,
}

/// What the timers of the participants carry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Timer {
    /// Payment: call about this order.
    Callback(OrderId),
    /// Payment: stop waiting for the answer to this call.
    Deadline(OrderId, u8),
    /// Worker: run the next step of this task.
    Run(TaskId),
    /// Worker: stop waiting for the answer to this request.
    CallTimeout(message::CallId),
    /// Worker: stop waiting for a connection.
    PoolTimeout(TaskId),
    /// Worker: the work, or the pause between two attempts, is over.
    Wake(message::CallId),
    /// Worker: run the `every` handler of this index.
    Every(u8),
    /// Worker or slave: tell the broker that this process is there.
    Announce,
    /// Database: the record of this session, a commit's or a prepare's, is on the disk.
    CommitForced(NodeId, TaskId),
    /// Broker: start a check round.
    CheckRound,
    /// Broker: write the op marks that wait in memory.
    OpBatch,
    /// Broker: force the page cache to the disk.
    Flush,
    /// Broker: nobody confirmed the delivery of this record, or the pause before it is over.
    Redeliver(Offset),
    /// Broker: move what was appended from its own memory to the page cache.
    ToPageCache,
    /// Broker: the put of this position has waited long enough.
    PutTimeout(LogPosition, Wait),
    /// Broker: write the offsets of consumers and of the check loop to the disk.
    SaveOffsets,
    /// Consumer: tell the broker how far it is.
    PersistOffset,
    /// Consumer: the listener of this task has run for too long.
    ConsumeTimeout(TaskId),
    /// Kafka: the transaction of this producer is open for too long.
    TransactionTimeout(NodeId, TaskId),
    /// Proxy: tell the broker which clients are there.
    ProxyHeartbeat,
}

/// What an operator can do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Operation {
    /// Start a check round now.
    CheckNow,
    /// Put the discarded half messages back.
    ResumeDiscarded,
}

impl Shop {
    /// A program with its settings.
    pub fn new(program: Arc<Program>, config: Config) -> Self {
        let asks = |wanted: fn(&Condition) -> bool| {
            program.any_op(|op| matches!(op, Op::Branch { condition, .. } if wanted(condition)))
        };
        let asks = Asks {
            age: asks(|condition| matches!(condition, Condition::AgeOver(_))),
            orders: asks(|condition| matches!(condition, Condition::OrderHasNext(_))),
            prepared: asks(|condition| matches!(condition, Condition::PreparedHasNext)),
        };
        Self { program, config, asks }
    }

    /// The world before anything happened. It ends with the last participant that has a part.
    pub fn world(&self) -> World {
        let last = (nodes::CONSUMER.0..=nodes::PROXY.0).rev().find(|id| self.has(NodeId(*id)));
        let last = last.unwrap_or(nodes::CONSUMER.0);
        World::new((0..=last).map(|id| self.node(NodeId(id))).collect())
    }

    /// Whether the program has Kafka transactions.
    pub fn has_producer(&self) -> bool {
        self.program.any_op(|op| matches!(op, Op::Producer(_)))
    }

    fn node(&self, node: NodeId) -> ShopNode {
        match (node, nodes::place(node)) {
            (nodes::PAYMENT, _) => ShopNode::Payment(Payment::new(self)),
            (nodes::DATABASE, _) => ShopNode::Database(Database::new(self)),
            (nodes::REDIS, _) => ShopNode::Store(KeyValueStore::new(Store::Redis, self)),
            (nodes::ELASTICSEARCH, _) => {
                ShopNode::Store(KeyValueStore::new(Store::Elasticsearch, self))
            }
            (nodes::BROKER, _) => ShopNode::Broker(Broker::new(self)),
            (nodes::PROXY, _) if self.has(node) => ShopNode::Proxy(Proxy::new(self)),
            (nodes::CONSUMER, Some(place)) => ShopNode::Worker(Worker::new(place, self)),
            (nodes::SLAVE, _) if self.has(node) => ShopNode::Slave(Slave::default()),
            (_, Some(place)) if self.has(node) => ShopNode::Worker(Worker::new(place, self)),
            _ => ShopNode::Absent,
        }
    }

    /// The participants that have a part in this scenario, from upstream to downstream.
    pub fn participants(&self) -> Vec<NodeId> {
        nodes::NAMES.iter().map(|(node, _)| *node).filter(|&node| self.has(node)).collect()
    }

    /// Whether a participant has a part in this scenario.
    pub fn has(&self, node: NodeId) -> bool {
        let uses = |wanted: fn(&Op) -> bool| self.program.any_op(wanted);
        match (node, nodes::place(node)) {
            (nodes::ORDER_2, _) => self.config.producers > 1,
            (nodes::REDIS, _) => uses(|op| {
                let is_asked = |condition: &Condition| *condition == Condition::RedisHasClaim;
                matches!(op, Op::SetRedis(_) | Op::Claim(_))
                    || matches!(op, Op::Branch { condition, .. } if is_asked(condition))
            }),
            (nodes::SLAVE, _) => self.config.has_slave(),
            (nodes::ELASTICSEARCH, _) => uses(|op| matches!(op, Op::IndexElasticsearch(_))),
            (nodes::BROKER, _) => uses(|op| matches!(op, Op::Send(_))),
            (nodes::PROXY, _) => self.config.has_proxy() && self.has(nodes::BROKER),
            (
                _,
                Some(place @ (Place::Relay | Place::Connector | Place::Coordinator | Place::Dtm)),
            ) => self.program.handlers.iter().any(|(handler, _)| handler.place() == place),
            _ => true,
        }
    }

    /// Whether processes of the program speak with one another, without a broker between them.
    fn has_calls(&self) -> bool {
        let is_asked = |condition: &Condition| {
            matches!(condition, Condition::NoteAt(..) | Condition::PayoutHasOrder)
        };
        self.program.any_op(|op| match op {
            Op::Call { .. } | Op::Deliver(_) => true,
            Op::Branch { condition, .. } => is_asked(condition),
            _ => false,
        })
    }
}

/// The payment system of a world.
pub fn payment(world: &World) -> &Payment {
    match world.node(nodes::PAYMENT) {
        ShopNode::Payment(payment) => payment,
        _ => unreachable!("node 0 is the payment system"),
    }
}

/// The database of a world.
pub fn database(world: &World) -> &Database {
    match world.node(nodes::DATABASE) {
        ShopNode::Database(database) => database,
        _ => unreachable!("node 3 is the database"),
    }
}

/// The broker of a world.
pub fn broker(world: &World) -> &Broker {
    match world.node(nodes::BROKER) {
        ShopNode::Broker(broker) => broker,
        _ => unreachable!("node 6 is the broker"),
    }
}

/// The proxy of a world, if it has one.
pub fn proxy(world: &World) -> Option<&Proxy> {
    world.nodes().find_map(|(_, node)| match node {
        ShopNode::Proxy(proxy) => Some(proxy),
        _ => None,
    })
}

/// The broker's slave, if there is one.
pub fn slave(world: &World) -> Option<&Slave> {
    world.nodes().find_map(|(_, node)| match node {
        ShopNode::Slave(slave) => Some(slave),
        _ => None,
    })
}

/// Redis or Elasticsearch of a world.
pub fn store(world: &World, store: Store) -> &KeyValueStore {
    let node = match store {
        Store::Redis => nodes::REDIS,
        Store::Elasticsearch => nodes::ELASTICSEARCH,
    };
    match world.node(node) {
        ShopNode::Store(store) => store,
        _ => unreachable!("nodes 4 and 5 are stores"),
    }
}

/// Who runs a part of the program, if it has a part in this scenario.
pub fn worker(world: &World, node: NodeId) -> Option<&Worker> {
    match world.find(node) {
        Some(ShopNode::Worker(worker)) => Some(worker),
        _ => None,
    }
}

/// Everybody who runs a part of the program.
pub fn workers(world: &World) -> impl Iterator<Item = &Worker> {
    world.nodes().filter_map(|(_, node)| match node {
        ShopNode::Worker(worker) => Some(worker),
        _ => None,
    })
}

/// The consumer of a world.
pub fn consumer(world: &World) -> &Worker {
    worker(world, nodes::CONSUMER).expect("node 7 is the consumer")
}

impl Node for ShopNode {
    type Context = Shop;
    type Message = Message;
    type Timer = Timer;
    type Mark = Mark;
    type Operation = Operation;

    fn handle(&mut self, shop: &Shop, now: Now, input: Input<Self>, effects: &mut Effects<Self>) {
        if let Input::Deliver { envelope, reception: Reception::Refuse } = &input
            && !envelope.message.has_refusal()
            && !matches!(envelope.message, Message::Deliver { .. })
        {
            // Nothing can be answered: an exception in `on check`, an answer that cannot be read.
            // What a consumer cannot consume it sends back.
            return;
        }
        match self {
            Self::Payment(payment) => payment.handle(shop, now, input, effects),
            Self::Worker(worker) => worker.handle(shop, now, input, effects),
            Self::Database(database) => {
                database.handle(now, input, effects);
            }
            Self::Store(store) => store.handle(now, input, effects),
            Self::Broker(broker) => broker.handle(shop, now, input, effects),
            Self::Proxy(proxy) => proxy.handle(shop, now, input, effects),
            Self::Slave(slave) => slave.handle(input, effects),
            Self::Absent => {}
        }
    }

    fn crash(&mut self, shop: &Shop, mode: CrashMode, effects: &mut Effects<Self>) {
        match self {
            Self::Worker(worker) => worker.crash(),
            Self::Database(database) => database.crash(mode, effects),
            Self::Broker(broker) => broker.crash(shop, mode, effects),
            Self::Proxy(proxy) => proxy.crash(),
            Self::Slave(slave) => slave.crash(),
            Self::Payment(_) | Self::Store(_) | Self::Absent => {}
        }
    }

    fn settled<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        match self {
            Self::Worker(worker) => worker.settled(hasher),
            Self::Database(database) => database.settled(shop, hasher),
            Self::Store(store) => store.settled(hasher),
            // No program reads them, and no answer of theirs depends on what they hold.
            Self::Payment(_) | Self::Broker(_) | Self::Proxy(_) | Self::Slave(_) | Self::Absent => {
            }
        }
    }

    fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        std::mem::discriminant(self).hash(hasher);
        match self {
            Self::Payment(payment) => payment.future(hasher),
            Self::Worker(worker) => worker.future(shop, hasher),
            Self::Database(database) => database.future(shop, hasher),
            Self::Store(store) => store.hash(hasher),
            Self::Broker(broker) => broker.future(shop, hasher),
            Self::Slave(slave) => slave.hash(hasher),
            Self::Proxy(proxy) => proxy.hash(hasher),
            Self::Absent => {}
        }
    }

    /// When a row was written, or what a caller has in hand was born, matters to a program that
    /// asks for an age, and to no other.
    fn message_future<H: Hasher>(shop: &Shop, message: &Message, hasher: &mut H) {
        std::mem::discriminant(message).hash(hasher);
        match *message {
            Message::Reply { call, order, to, result: Ok(Value::Row(row)) } if !shop.asks.age => {
                ("row", call, order, to, row.tx, row.place, row.tried).hash(hasher);
            }
            Message::Call { call, tx, request, offset, .. } if !shop.asks.age => {
                (call, tx, request, offset).hash(hasher);
            }
            _ => message.hash(hasher),
        }
    }

    fn is_too_late(&self, from: NodeId, incarnation: u16, message: &Message) -> bool {
        match self {
            Self::Database(database) => database.is_too_late(from, incarnation, message),
            _ => false,
        }
    }

    fn latency(shop: &Shop, from: NodeId, to: NodeId) -> SimDuration {
        if from == nodes::PAYMENT || to == nodes::PAYMENT {
            shop.config.payment_latency
        } else {
            shop.config.network_latency
        }
    }

    fn is_minor(kind: &TraceKind) -> bool {
        match kind {
            sim::trace::TraceKind::Sent { message, .. } => message.is_housekeeping(),
            sim::trace::TraceKind::Mark { mark, .. } => mark.describe().is_housekeeping,
            _ => false,
        }
    }

    fn is_connected(shop: &Shop, node: NodeId, peer: NodeId) -> bool {
        let is_worker = |id| nodes::place(id).is_some() && shop.has(id);
        match node {
            nodes::BROKER if peer == nodes::SLAVE => true,
            nodes::BROKER if shop.config.has_proxy() => {
                matches!(peer, nodes::PROXY | nodes::CONSUMER)
            }
            nodes::PROXY => peer == nodes::BROKER || (is_worker(peer) && peer != nodes::CONSUMER),
            nodes::DATABASE | nodes::BROKER => is_worker(peer),
            nodes::SLAVE => peer == nodes::BROKER,
            _ if is_worker(node) => match peer {
                nodes::BROKER => node == nodes::CONSUMER || !shop.config.has_proxy(),
                nodes::PROXY => node != nodes::CONSUMER && shop.config.has_proxy(),
                nodes::DATABASE | nodes::REDIS | nodes::ELASTICSEARCH => true,
                _ => is_worker(peer) && shop.has_calls(),
            },
            _ => false,
        }
    }
}
