//! The system under study: payment system, order service, database, Redis, Elasticsearch, broker,
//! red-packet service. Pure state machines that speak [`message::Message`].
//!
//! The order service and the consumer are [`worker::Worker`]s: they run the strategy's program.
//! Everything else is Rust, because it is the same under every strategy. The room knows no faults;
//! what a fault does to a node is the kernel's business.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod broker;
pub mod config;
pub mod database;
pub mod mark;
pub mod message;
pub mod payment;
pub mod proxy;
pub mod store;
pub mod worker;

use std::sync::Arc;

use crate::program::step::{Op, Program};
use crate::sim;
use crate::sim::node::{CrashMode, Effects, Input, Node, NodeId, Now, Reception};
use crate::sim::time::SimDuration;

use broker::Broker;
use config::Config;
use database::Database;
use mark::Mark;
use message::{Message, Offset, OrderId, Store, TaskId, nodes};
use payment::Payment;
use proxy::Proxy;
use store::KeyValueStore;
use worker::{Role, Worker};

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
}

/// A participant.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ShopNode {
    /// Upstream.
    Payment(Payment),
    /// The order service or the consumer.
    Worker(Worker),
    /// The order database.
    Database(Database),
    /// Redis or Elasticsearch.
    Store(KeyValueStore),
    /// The message broker.
    Broker(Broker),
    /// The proxy between gRPC clients and the broker.
    Proxy(Proxy),
    /// An instance that this scenario does not have. It keeps the ids of the others in place.
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
    /// Worker: tell the broker that this process is there.
    Announce,
    /// Database: the commit record of this session is on the disk.
    CommitForced(NodeId, TaskId),
    /// Broker: start a check round.
    CheckRound,
    /// Broker: write the op marks that wait in memory.
    OpBatch,
    /// Broker: force the page cache to the disk.
    Flush,
    /// Broker: no acknowledgement came for this record.
    Redeliver(Offset),
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
    /// The world before anything happened.
    pub fn world(&self) -> World {
        let second = match self.config.producers {
            1 => ShopNode::Absent,
            _ => ShopNode::Worker(Worker::new(Role::Producer, self)),
        };
        let mut nodes = vec![
            ShopNode::Payment(Payment::new(self)),
            ShopNode::Worker(Worker::new(Role::Producer, self)),
            second,
            ShopNode::Database(Database::new(self)),
            ShopNode::Store(KeyValueStore::new(Store::Redis, self)),
            ShopNode::Store(KeyValueStore::new(Store::Elasticsearch, self)),
            ShopNode::Broker(Broker::new(self)),
            ShopNode::Worker(Worker::new(Role::Consumer, self)),
        ];
        if self.config.has_proxy() {
            nodes.resize(usize::from(nodes::PROXY.0), ShopNode::Absent);
            nodes.push(ShopNode::Proxy(Proxy::new(self)));
        }
        World::new(nodes)
    }

    /// The participants that have a part in this scenario, from upstream to downstream.
    pub fn participants(&self) -> Vec<NodeId> {
        let uses_redis = self.program.any_op(|op| matches!(op, Op::SetRedis(_)));
        let uses_search = self.program.any_op(|op| matches!(op, Op::IndexElasticsearch(_)));
        let takes_part = |node: NodeId| match node {
            nodes::ORDER_2 => self.config.producers > 1,
            nodes::REDIS => uses_redis,
            nodes::ELASTICSEARCH => uses_search,
            nodes::PROXY => self.config.has_proxy(),
            _ => true,
        };
        nodes::NAMES.iter().map(|(node, _)| *node).filter(|&node| takes_part(node)).collect()
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

/// An instance of the order service, if it exists, or the consumer.
pub fn worker(world: &World, node: NodeId) -> Option<&Worker> {
    match world.node(node) {
        ShopNode::Worker(worker) => Some(worker),
        _ => None,
    }
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
        {
            // Nothing can be answered: an exception in a listener, an answer that cannot be read.
            return;
        }
        match self {
            Self::Payment(payment) => payment.handle(shop, now, input, effects),
            Self::Worker(worker) => worker.handle(shop, now, input, effects),
            Self::Database(database) => {
                database.handle(now.true_time.as_micros(), input, effects);
            }
            Self::Store(store) => store.handle(input, effects),
            Self::Broker(broker) => broker.handle(shop, now, input, effects),
            Self::Proxy(proxy) => proxy.handle(shop, now, input, effects),
            Self::Absent => {}
        }
    }

    fn crash(&mut self, _shop: &Shop, mode: CrashMode, effects: &mut Effects<Self>) {
        match self {
            Self::Worker(worker) => worker.crash(),
            Self::Database(database) => database.crash(mode, effects),
            Self::Broker(broker) => broker.crash(mode, effects),
            Self::Proxy(proxy) => proxy.crash(),
            Self::Payment(_) | Self::Store(_) | Self::Absent => {}
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
            sim::trace::TraceKind::Mark { mark, .. } => mark.is_housekeeping(),
            _ => false,
        }
    }

    fn is_connected(shop: &Shop, node: NodeId, peer: NodeId) -> bool {
        let is_order =
            |id| id == nodes::ORDER_1 || (id == nodes::ORDER_2 && shop.config.producers > 1);
        let is_producer =
            |id| if shop.config.has_proxy() { id == nodes::PROXY } else { is_order(id) };
        match node {
            nodes::DATABASE => is_order(peer),
            nodes::BROKER => is_producer(peer) || peer == nodes::CONSUMER,
            nodes::PROXY => is_order(peer) || peer == nodes::BROKER,
            _ if is_order(node) && peer == shop.config.entrance() => true,
            nodes::CONSUMER if peer == nodes::BROKER => true,
            _ if is_order(node) || node == nodes::CONSUMER => {
                matches!(peer, nodes::DATABASE | nodes::REDIS | nodes::ELASTICSEARCH)
            }
            _ => false,
        }
    }
}
