//! From the topic to the consumer: at least once, until acknowledged.
//!
//! Modelled on pop consumption (RocketMQ 5): a delivered message is invisible to others for
//! `invisible_time` and is delivered again if no acknowledgement came. The consumer's long poll is
//! taken to be open whenever it is connected.

use crate::sim::node::Effects;

use super::super::mark::Mark;
use super::super::message::{LogPosition, Message, Offset, TxId, nodes};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

/// A record of the topic that the consumer reads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RealRecord {
    /// The message.
    pub tx: TxId,
    /// How far its delivery is.
    pub delivery: Delivery,
    /// How often it was sent to the consumer.
    pub deliveries: u8,
    pub(super) log: LogPosition,
}

/// How far the delivery of a record is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Delivery {
    /// Waiting for the consumer.
    Ready,
    /// Sent, not acknowledged.
    Invisible,
    /// Consumed.
    Acknowledged,
}

impl RealRecord {
    pub(super) fn new(tx: TxId, log: LogPosition) -> Self {
        Self { tx, delivery: Delivery::Ready, deliveries: 0, log }
    }

    /// A broker that restarts knows what was acknowledged, not what was on its way.
    pub(super) fn forget_delivery(&mut self) {
        if self.delivery == Delivery::Invisible {
            self.delivery = Delivery::Ready;
        }
    }
}

impl Broker {
    /// Sends every waiting record that can be read to the consumer, if it is connected.
    pub(super) fn deliver_ready(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if !self.is_consumer_connected {
            return;
        }
        let readable = self.readable(shop);
        for (offset, record) in (0..).zip(&mut self.real) {
            let is_readable = record.log <= readable && self.coordinator.is_readable(offset);
            if record.delivery == Delivery::Ready && is_readable {
                record.delivery = Delivery::Invisible;
                record.deliveries = record.deliveries.saturating_add(1);
                effects.send(nodes::CONSUMER, Message::Deliver { offset, tx: record.tx });
                effects.set_timer(shop.config.invisible_time, Timer::Redeliver(offset));
            }
        }
    }

    pub(super) fn redeliver(
        &mut self,
        shop: &Shop,
        offset: Offset,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(record) = self.real.get_mut(usize::from(offset)) else { return };
        if record.delivery == Delivery::Invisible {
            record.delivery = Delivery::Ready;
            effects.mark(Mark::Redelivery(record.tx));
            self.deliver_ready(shop, effects);
        }
    }

    /// A power cut frees offsets, so an old acknowledgement may name the record of another message.
    /// A real one carries a handle that only its own delivery has (`ReceiptHandle`).
    pub(super) fn acknowledge(
        &mut self,
        (offset, tx): (Offset, TxId),
        effects: &mut Effects<ShopNode>,
    ) {
        let record = self.real.get_mut(usize::from(offset)).filter(|record| record.tx == tx);
        if let Some(record) = record {
            record.delivery = Delivery::Acknowledged;
            effects.cancel_timer(Timer::Redeliver(offset));
        }
    }
}
