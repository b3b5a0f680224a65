//! The broker's slave: a copy of the commit log on another machine.
//!
//! What it has acknowledged it keeps, whatever becomes of its process or its power: losing both
//! machines at once is not modelled. It ends no half message and checks nobody
//! (`EndTransactionProcessor` refuses on a slave), so that nothing but its progress matters here.

use crate::sim::node::{Effects, Input, Start};
use crate::sim::time::SimDuration;
use crate::sim::world::RECONNECT;

use super::message::{Message, Progress, nodes};
use super::{ShopNode, Timer};

/// `MessageStoreConfig.haSendHeartbeatInterval`: how often a slave says how far it has come.
const REPORT_INTERVAL: SimDuration = SimDuration::from_secs(5);

/// How often it says so after a connection unless the master sends it something. The real one
/// never stops, but then it only says what the master knows.
const REPORTS: u8 = 2;

/// The slave.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct Slave {
    /// The incarnation of the master from which it has its log.
    epoch: u16,
    progress: Progress,
    reports_left: u8,
}

impl Slave {
    /// How far its copy has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    pub(super) fn crash(&mut self) {
        self.reports_left = 0;
    }

    pub(super) fn handle(&mut self, input: Input<ShopNode>, effects: &mut Effects<ShopNode>) {
        match input {
            Input::Start(Start::Again) => {
                self.reports_left = REPORTS;
                effects.set_timer(RECONNECT, Timer::Announce);
            }
            Input::Reconnected(nodes::BROKER) => {
                self.reports_left = REPORTS;
                effects.cancel_timer(Timer::Announce);
                self.report_again(effects);
            }
            Input::Timer(Timer::Announce) => self.report_again(effects),
            Input::Deliver { envelope, .. } => {
                if let Message::Replicate { epoch, progress } = envelope.message {
                    // The master has heard of this slave.
                    effects.cancel_timer(Timer::Announce);
                    self.copy(epoch, progress);
                    self.report(effects);
                }
            }
            _ => {}
        }
    }

    /// A master that has lost its tail begins a new epoch, and the slave drops what it has beyond
    /// it (as in the controller mode of 5.x). A message of a dead master comes too late.
    fn copy(&mut self, epoch: u16, progress: Progress) {
        let is_news = epoch > self.epoch || progress.log > self.progress.log;
        if epoch >= self.epoch && is_news {
            (self.epoch, self.progress) = (epoch, progress);
        }
    }

    fn report(&self, effects: &mut Effects<ShopNode>) {
        let Self { epoch, progress, .. } = *self;
        effects.send(nodes::BROKER, Message::ReplicateAck { epoch, progress });
    }

    fn report_again(&mut self, effects: &mut Effects<ShopNode>) {
        self.report(effects);
        self.reports_left = self.reports_left.saturating_sub(1);
        if self.reports_left > 0 {
            effects.set_timer(REPORT_INTERVAL, Timer::Announce);
        }
    }
}
