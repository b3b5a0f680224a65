//! The participants, by their place in the world.

use crate::program::step::Place;
use crate::sim::node::NodeId;

/// The payment system: upstream, calls the order service.
pub const PAYMENT: NodeId = NodeId(0);
/// First instance of the order service.
pub const ORDER_1: NodeId = NodeId(1);
/// Second instance of the order service; it exists when the producer group has two.
pub const ORDER_2: NodeId = NodeId(2);
/// The order database.
pub const DATABASE: NodeId = NodeId(3);
/// Redis.
pub const REDIS: NodeId = NodeId(4);
/// Elasticsearch.
pub const ELASTICSEARCH: NodeId = NodeId(5);
/// The message broker.
pub const BROKER: NodeId = NodeId(6);
/// The red-packet service, which consumes the message.
pub const CONSUMER: NodeId = NodeId(7);
/// Reads rows of the database and sends what they hold.
pub const RELAY: NodeId = NodeId(8);
/// Reads the database's log.
pub const CONNECTOR: NodeId = NodeId(9);
/// A transaction manager, or the orchestrator of a saga.
pub const COORDINATOR: NodeId = NodeId(10);
/// The server of a two-phase message.
pub const DTM: NodeId = NodeId(11);
/// The broker's slave, on a machine of its own; it exists when there is one.
pub const SLAVE: NodeId = NodeId(12);

/// The proxy of RocketMQ 5, which gRPC clients talk to; it exists when they are used.
pub const PROXY: NodeId = NodeId(13);

/// Every participant with the name by which faults and traces call it, from upstream to downstream:
/// the order in which they are drawn.
pub const NAMES: [(NodeId, &str); 14] = [
    (PAYMENT, "payment"),
    (ORDER_1, "order-1"),
    (ORDER_2, "order-2"),
    (COORDINATOR, "coordinator"),
    (DTM, "dtm"),
    (DATABASE, "database"),
    (RELAY, "relay"),
    (CONNECTOR, "connector"),
    (REDIS, "redis"),
    (ELASTICSEARCH, "elasticsearch"),
    (PROXY, "proxy"),
    (BROKER, "broker"),
    (SLAVE, "slave"),
    (CONSUMER, "consumer"),
];

/// Those who run a part of the program, with the place of that part.
pub const WORKERS: [(NodeId, Place); 7] = [
    (ORDER_1, Place::Order),
    (ORDER_2, Place::Order),
    (CONSUMER, Place::Consumer),
    (RELAY, Place::Relay),
    (CONNECTOR, Place::Connector),
    (COORDINATOR, Place::Coordinator),
    (DTM, Place::Dtm),
];

/// The name of a participant.
pub fn name(node: NodeId) -> &'static str {
    NAMES.iter().find(|(id, _)| *id == node).map_or("nobody", |(_, name)| name)
}

/// The participant of a name.
pub fn by_name(name: &str) -> Option<NodeId> {
    NAMES.iter().find(|(_, known)| *known == name).map(|(id, _)| *id)
}

/// Which part of the program a participant runs, if it runs any.
pub fn place(node: NodeId) -> Option<Place> {
    WORKERS.iter().find(|(id, _)| *id == node).map(|(_, place)| *place)
}

/// Who is called at a place. The order service is called at its first instance, as a load balancer
/// without any knowledge would do half of the time.
pub fn at(place: Place) -> NodeId {
    WORKERS.iter().find(|(_, known)| *known == place).map_or(ORDER_1, |(id, _)| *id)
}
