//! Who is connected: the producer group, the consumer and the slave.
//!
//! A connection is one incarnation of a client. A host without power is given up only when its
//! silence is noticed, and by then it may have registered again: that connection is another one,
//! and stays.

use crate::sim::node::{Death, Effects, NodeId};

use super::super::message::nodes;
use super::super::{Shop, ShopNode};
use super::Broker;

impl Broker {
    /// A producer's heartbeat, the consumer's first poll, a report of the slave. Says whether it
    /// counts: an announcement may have been on its way for longer than its process lived.
    pub(super) fn register(&mut self, client: NodeId, incarnation: u16) -> bool {
        if incarnation < self.incarnation_of(client) {
            return false;
        }
        self.note_life(client, incarnation);
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
        if death.incarnation < self.incarnation_of(death.node) {
            return;
        }
        self.note_life(death.node, death.incarnation + 1);
        match death.node {
            nodes::CONSUMER => self.is_consumer_connected = false,
            nodes::SLAVE => self.lose_slave(shop, effects),
            _ => self.group.retain(|&member| member != death.node),
        }
    }

    fn note_life(&mut self, client: NodeId, incarnation: u16) {
        self.incarnations.retain(|(known, _)| *known != client);
        self.incarnations.push((client, incarnation));
    }

    pub(super) fn incarnation_of(&self, client: NodeId) -> u16 {
        let known = self.incarnations.iter().find(|(known, _)| *known == client);
        known.map_or(0, |(_, incarnation)| *incarnation)
    }
}
