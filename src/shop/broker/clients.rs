//! Who is connected: the producer group and the consumer.
//!
//! A connection is one life of a client. A host without power is given up only when its silence is
//! noticed, and by then it may have registered again: that connection is another one, and stays.

use crate::sim::node::{Death, NodeId};

use super::super::message::nodes;
use super::Broker;

impl Broker {
    /// A producer's heartbeat, or the consumer's first poll.
    pub(super) fn register(&mut self, client: NodeId, life: u16) {
        if life < self.life_of(client) {
            // An announcement that was on its way for longer than its process lived.
            return;
        }
        self.note_life(client, life);
        if client == nodes::CONSUMER {
            self.is_consumer_connected = true;
        } else if !self.group.contains(&client) {
            self.group.push(client);
        }
    }

    /// A connection has closed.
    pub(super) fn disconnect(&mut self, death: Death) {
        if death.life < self.life_of(death.node) {
            return;
        }
        self.note_life(death.node, death.life + 1);
        if death.node == nodes::CONSUMER {
            self.is_consumer_connected = false;
        } else {
            self.group.retain(|&member| member != death.node);
        }
    }

    fn note_life(&mut self, client: NodeId, life: u16) {
        self.lives.retain(|(known, _)| *known != client);
        self.lives.push((client, life));
    }

    fn life_of(&self, client: NodeId) -> u16 {
        let known = self.lives.iter().find(|(known, _)| *known == client);
        known.map_or(0, |(_, life)| *life)
    }
}
