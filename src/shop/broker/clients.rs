//! Who is connected: the producer group, the consumer and the slave.
//!
//! A connection is one life of a client. A host without power is given up only when its silence is
//! noticed, and by then it may have registered again: that connection is another one, and stays.

use crate::sim::node::{Death, Effects, NodeId};

use super::super::message::nodes;
use super::super::{Shop, ShopNode};
use super::Broker;

impl Broker {
    /// A producer's heartbeat, the consumer's first poll, a report of the slave. Says whether it
    /// counts: an announcement may have been on its way for longer than its process lived.
    pub(super) fn register(&mut self, client: NodeId, life: u16) -> bool {
        if life < self.life_of(client) {
            return false;
        }
        self.note_life(client, life);
        if client == nodes::CONSUMER {
            self.is_consumer_connected = true;
        } else if client != nodes::SLAVE && !self.group.contains(&client) {
            self.group.push(client);
        }
        true
    }

    /// A connection has closed.
    pub(super) fn disconnect(
        &mut self,
        shop: &Shop,
        death: Death,
        effects: &mut Effects<ShopNode>,
    ) {
        if death.life < self.life_of(death.node) {
            return;
        }
        self.note_life(death.node, death.life + 1);
        match death.node {
            nodes::CONSUMER => self.is_consumer_connected = false,
            nodes::SLAVE => self.lose_slave(shop, effects),
            _ => self.group.retain(|&member| member != death.node),
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
