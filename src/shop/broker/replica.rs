//! Replication, as the master sees it: what it sends to the slave, and what a put waits for.
//!
//! `SYNC_MASTER` has changed its meaning. Up to 4.9 a put waits for one slave, or is answered with
//! `SLAVE_NOT_AVAILABLE` if none is connected (`CommitLog.submitReplicaRequest`, `isSlaveOK`).
//! Since 5.0 it waits for `inSyncReplicas` copies, of which the master's own is one, whether or not
//! somebody is there to make them (`CommitLog.handleHA`): 1, the default, waits for nobody.

use crate::sim::node::{Effects, Envelope};

use super::super::config::{BrokerRole, Profile, Switch};
use super::super::message::{LogPosition, Message, Progress, SendStatus, nodes};
use super::super::{Shop, ShopNode};
use super::Broker;

/// What the master knows about its slave.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Replica {
    /// Counts the incarnations of this broker: a crash may free positions of the log.
    epoch: u16,
    is_connected: bool,
    /// How far the slave was sent the log on this connection, if at all.
    sent: Option<LogPosition>,
    /// What the slave has for certain. It outlives the master, because the slave does.
    pub(super) acknowledged: Progress,
}

impl Replica {
    pub(super) fn new(shop: &Shop) -> Self {
        Self { is_connected: shop.config.has_slave(), sent: Some(0), ..Self::default() }
    }

    pub(super) fn lose_connection(&mut self) {
        self.is_connected = false;
    }

    /// The log begins anew after what is left of it.
    pub(super) fn begin_epoch(&mut self, left: Progress) {
        self.epoch = self.epoch.wrapping_add(1);
        self.acknowledged = self.acknowledged.at_most(left);
    }
}

impl Broker {
    /// Sends the slave what it has not been sent. It reads the page cache.
    pub(super) fn replicate(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let progress = self.cached(shop);
        if self.replica.is_connected && self.replica.sent != Some(progress.log) {
            self.replica.sent = Some(progress.log);
            let epoch = self.replica.epoch;
            effects.send(nodes::SLAVE, Message::Replicate { epoch, progress });
        }
    }

    /// The slave says how far it has come. The first report of an incarnation opens the connection.
    pub(super) fn take_report(
        &mut self,
        shop: &Shop,
        envelope: &Envelope<Message>,
        (epoch, progress): (u16, Progress),
        effects: &mut Effects<ShopNode>,
    ) {
        if !self.register(envelope.from, envelope.incarnation) {
            return;
        }
        if !self.replica.is_connected {
            self.replica.is_connected = true;
            self.replica.sent = None;
        }
        // Positions of an earlier epoch may have been given to other records since.
        if epoch == self.replica.epoch && progress.log > self.replica.acknowledged.log {
            self.replica.acknowledged = progress;
            self.note_replicated(shop, effects);
        }
        self.spread(shop, effects);
    }

    pub(super) fn lose_slave(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        self.replica.lose_connection();
        // Who is gone is no longer in the sync state set, and nobody waits for it.
        if shop.config.all_ack_in_sync_state_set == Switch::On {
            self.note_replicated(shop, effects);
            self.spread(shop, effects);
        }
    }

    /// What the slave contributes to the status of a put at once; `None` if the put waits for it.
    pub(super) fn status_without_wait(&self, shop: &Shop) -> Option<SendStatus> {
        let (config, is_connected) = (&shop.config, self.replica.is_connected);
        let waits = match (config.broker_role, config.profile) {
            (BrokerRole::AsyncMaster, _) | (_, Profile::Kafka) => false,
            (BrokerRole::SyncMaster, Profile::RocketMq49) if !is_connected => {
                return Some(SendStatus::SlaveNotAvailable);
            }
            (BrokerRole::SyncMaster, Profile::RocketMq49) => true,
            (BrokerRole::SyncMaster, Profile::RocketMq53) => {
                match config.all_ack_in_sync_state_set {
                    Switch::On => is_connected,
                    Switch::Off => config.in_sync_replicas > 1,
                }
            }
        };
        (!waits).then_some(SendStatus::Ok)
    }

    /// Whether a message of a producer is stored at all: `minInSyncReplicas` is tested where a put
    /// may wait, before anything is written (`CommitLog.asyncPutMessage`).
    pub(super) fn takes_puts(&self, shop: &Shop) -> bool {
        let config = &shop.config;
        let copies = 1 + u8::from(self.replica.is_connected);
        let is_tested =
            (config.broker_role, config.profile) == (BrokerRole::SyncMaster, Profile::RocketMq53);
        !is_tested || copies >= config.min_in_sync_replicas
    }
}
