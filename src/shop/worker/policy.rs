//! How a client repeats a synchronous send.
//!
//! RocketMQ's own client shares one timeout among all attempts (`DefaultMQProducerImpl`,
//! `sendDefaultImpl`): who gets no answer has used it up, and only fast failures are repeated.
//! Since 5.3.3 `sendMsgMaxTimeoutPerRequest` bounds each attempt. Kafka's producer works alike,
//! with `delivery.timeout.ms` for all attempts and `request.timeout.ms` for each. A loop of the
//! application, and RocketMQ's gRPC client, give every attempt a timeout of its own.

use crate::program::step::{Op, SendOptions};
use crate::sim::time::SimDuration;

use super::super::Shop;
use super::super::config::{KAFKA_BACKOFF_MAX, KAFKA_MAX_BLOCK, SendBudget};

/// How a send is repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SendPolicy {
    /// How often it is tried at most; `None` for as often as the budget allows.
    pub attempts: Option<u16>,
    /// How long one attempt waits at most.
    per_attempt: SimDuration,
    /// How long all attempts together take at most.
    budget: Option<SimDuration>,
    /// The pause after the first failure, and the longest one.
    pause: (SimDuration, SimDuration),
}

impl SendPolicy {
    /// What the settings make of a step that is repeated; `None` for any other. Kafka's producer
    /// has its own rules for `retry` and `timeout`, and ends a transaction within `max.block.ms`.
    pub fn of(shop: &Shop, op: Op) -> Option<Self> {
        match op {
            Op::Producer(_) => Some(Self { budget: Some(KAFKA_MAX_BLOCK), ..Self::of_kafka(shop) }),
            Op::Send(_) if shop.config.is_kafka() => Some(Self::of_kafka(shop)),
            Op::Send(options) => Some(Self::of_rocketmq(shop, options)),
            _ => None,
        }
    }

    fn of_kafka(shop: &Shop) -> Self {
        let kafka = &shop.config.kafka;
        Self {
            attempts: None,
            per_attempt: kafka.request_timeout,
            budget: Some(kafka.delivery_timeout),
            pause: (kafka.retry_backoff, kafka.retry_backoff.max(KAFKA_BACKOFF_MAX)),
        }
    }

    fn of_rocketmq(shop: &Shop, options: SendOptions) -> Self {
        let config = &shop.config;
        let timeout = config.send_timeout.unwrap_or(options.timeout);
        let is_shared = config.send_budget == SendBudget::Shared && !config.has_proxy();
        let per_attempt = match config.send_max_per_request {
            limit if is_shared && limit > SimDuration::ZERO => limit.min(timeout),
            _ => timeout,
        };
        Self {
            attempts: Some(attempts_of(shop, options)),
            per_attempt,
            budget: is_shared.then_some(timeout),
            pause: (config.send_backoff, config.send_backoff),
        }
    }

    /// How long an attempt may wait when this much time has passed since the first; `None` when
    /// none is left.
    pub fn timeout_after(&self, spent: SimDuration) -> Option<SimDuration> {
        match self.budget {
            Some(budget) if spent >= budget => None,
            Some(budget) => Some(self.per_attempt.min(budget - spent)),
            None => Some(self.per_attempt),
        }
    }

    /// The pause before the next attempt. It doubles from failure to failure, and does not last
    /// beyond the budget.
    pub fn pause_before(&self, failures: u16, spent: SimDuration) -> SimDuration {
        let (first, longest) = self.pause;
        let doublings = u32::from(failures.saturating_sub(1)).min(10);
        let pause = SimDuration::from_micros(first.as_micros() << doublings).min(longest);
        self.budget.map_or(pause, |budget| pause.min(budget - spent))
    }
}

/// How often a send is tried at most.
fn attempts_of(shop: &Shop, options: SendOptions) -> u16 {
    let retries = match (options.retries, shop.config.send_retries) {
        // A program that does not retry is another strategy; the setting does not make it one.
        (0, _) => 0,
        (_, Some(set)) => set,
        (written, None) => written,
    };
    u16::from(retries) + 1
}
