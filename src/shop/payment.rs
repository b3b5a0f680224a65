//! The payment system: captures money, calls the order service, waits for the answer, and calls
//! again if it is set to. It is the best-effort notification of the course's first picture.

use std::hash::{Hash, Hasher};

use crate::program::step::Answer;
use crate::sim::node::{Effects, Input, NodeId, Now, Reception, Start};
use crate::sim::time::{SimDuration, SimTime};

use super::config::{RENOTIFY_GAPS, Renotify};
use super::mark::Mark;
use super::message::{Message, OrderId, Refusal, ReplyTo, Value, nodes};
use super::{Shop, ShopNode, Timer};

/// The payment system. Its records are durable: real ones survive a crash, and the story is not
/// about losing them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Payment {
    accounts: Vec<Account>,
}

/// What the payment system knows of one order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Account {
    /// Where the money is.
    pub money: Money,
    /// How many callbacks were sent.
    pub callbacks: u8,
    /// The answer to the last callback, if one came in time.
    pub answer: Option<Answer>,
    /// Whether the connection for the last callback was refused.
    pub was_refused: bool,
    /// How many callbacks were not answered in time.
    pub deadlines_missed: u8,
    /// When the first callback left and when the first answer in time came, in microseconds.
    pub answered_micros: Option<u64>,
    /// Whether a callback waits for its answer.
    pub waiting: bool,
    /// When the first callback left.
    sent: SimTime,
}

/// Where the money of an order is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Money {
    /// Still with the customer.
    #[default]
    None,
    /// Taken.
    Captured,
    /// Paid back.
    Refunded,
}

impl Payment {
    /// A payment system in which nothing has been paid.
    pub fn new(shop: &Shop) -> Self {
        Self { accounts: vec![Account::default(); usize::from(shop.config.orders)] }
    }

    /// What is known of each order.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    pub(super) fn handle(
        &mut self,
        shop: &Shop,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Start(Start::First) => {
                for index in 0..shop.config.orders {
                    let delay = shop.config.orders_interval.as_micros() * u64::from(index);
                    let timer = Timer::Callback(OrderId(index));
                    effects.set_timer(SimDuration::from_micros(delay), timer);
                }
            }
            Input::Start(Start::Again) => self.resume(shop, effects),
            Input::Timer(Timer::Callback(order)) => self.call(shop, now, order, effects),
            Input::Timer(Timer::Deadline(order, attempt)) => {
                self.miss_deadline(shop, order, attempt, effects);
            }
            Input::Deliver { envelope, reception } => match envelope.message {
                Message::CallbackReply { order, attempt, answer } => {
                    self.take_answer(shop, now, (order, attempt), answer, effects);
                }
                Message::Refund { order, call } => {
                    let result = match reception {
                        Reception::Accept => {
                            self.account(order).money = Money::Refunded;
                            effects.mark(Mark::Refunded(order));
                            Ok(Value::Done)
                        }
                        Reception::Refuse => Err(Refusal::Rejected),
                    };
                    let reply = Message::Reply { call, order, to: ReplyTo::Refund, result };
                    effects.send(envelope.from, reply);
                }
                _ => {}
            },
            Input::Unreachable(envelope) => {
                if let Message::Callback { order, attempt } = envelope.message {
                    self.take_refusal(shop, (order, attempt), effects);
                }
            }
            _ => {}
        }
    }

    /// After a crash: first calls that are still to be made are made now, answers are waited for
    /// once more, and calls that were to be repeated are planned again.
    fn resume(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        for order in (0..shop.config.orders).map(OrderId) {
            let account = self.account(order);
            let attempt = account.callbacks;
            if attempt == 0 {
                effects.set_timer(SimDuration::ZERO, Timer::Callback(order));
            } else if account.waiting {
                effects.set_timer(shop.config.deadline, Timer::Deadline(order, attempt));
            } else if account.answer != Some(Answer::Ok) {
                self.plan_next_call(shop, order, effects);
            }
        }
    }

    /// When an account's calls were made and answered, nobody asks for any more; of missed
    /// deadlines, only whether there was one.
    pub(super) fn future<H: Hasher>(&self, hasher: &mut H) {
        for account in &self.accounts {
            let &Account {
                money, callbacks, answer, was_refused, deadlines_missed, waiting, ..
            } = account;
            (money, callbacks, answer, was_refused, deadlines_missed > 0, waiting).hash(hasher);
        }
    }

    fn account(&mut self, order: OrderId) -> &mut Account {
        &mut self.accounts[usize::from(order.0)]
    }

    fn call(&mut self, shop: &Shop, now: Now, order: OrderId, effects: &mut Effects<ShopNode>) {
        let account = self.account(order);
        if account.money == Money::None {
            account.money = Money::Captured;
            account.sent = now.true_time;
            effects.mark(Mark::Captured(order));
        }
        account.callbacks += 1;
        account.waiting = true;
        account.answer = None;
        account.was_refused = false;
        let attempt = account.callbacks;
        effects.send(instance_for(shop, order, attempt), Message::Callback { order, attempt });
        effects.set_timer(shop.config.deadline, Timer::Deadline(order, attempt));
    }

    fn take_answer(
        &mut self,
        shop: &Shop,
        now: Now,
        (order, attempt): (OrderId, u8),
        answer: Answer,
        effects: &mut Effects<ShopNode>,
    ) {
        let account = self.account(order);
        if !account.waiting || attempt != account.callbacks {
            effects.mark(Mark::Ignored { role: "callback.reply" });
            return;
        }
        account.waiting = false;
        account.answer = Some(answer);
        let micros = now.true_time.since(account.sent).as_micros();
        account.answered_micros.get_or_insert(micros);
        effects.cancel_timer(Timer::Deadline(order, attempt));
        effects.mark(Mark::Answered(order, answer));
        if answer == Answer::Error {
            self.plan_next_call(shop, order, effects);
        }
    }

    /// Nobody listens at the other end: the call has failed, and is made again like one that was
    /// answered with an error.
    fn take_refusal(
        &mut self,
        shop: &Shop,
        (order, attempt): (OrderId, u8),
        effects: &mut Effects<ShopNode>,
    ) {
        let account = self.account(order);
        if account.waiting && attempt == account.callbacks {
            account.waiting = false;
            account.was_refused = true;
            effects.cancel_timer(Timer::Deadline(order, attempt));
            effects.mark(Mark::CallRefused(order));
            self.plan_next_call(shop, order, effects);
        }
    }

    fn miss_deadline(
        &mut self,
        shop: &Shop,
        order: OrderId,
        attempt: u8,
        effects: &mut Effects<ShopNode>,
    ) {
        let account = self.account(order);
        if account.waiting && attempt == account.callbacks {
            account.waiting = false;
            account.deadlines_missed += 1;
            effects.mark(Mark::DeadlineMissed(order));
            self.plan_next_call(shop, order, effects);
        }
    }

    fn plan_next_call(&mut self, shop: &Shop, order: OrderId, effects: &mut Effects<ShopNode>) {
        let gap = RENOTIFY_GAPS.get(usize::from(self.account(order).callbacks) - 1);
        if let (Some(&gap), Renotify::Ack | Renotify::Republish) = (gap, shop.config.renotify) {
            effects.set_timer(gap, Timer::Callback(order));
        }
    }
}

/// The load balancer: calls about one order go round the instances, beginning with its own.
fn instance_for(shop: &Shop, order: OrderId, attempt: u8) -> NodeId {
    let turn = (u16::from(order.0) + u16::from(attempt) - 1) % u16::from(shop.config.producers);
    if turn == 0 { nodes::ORDER_1 } else { nodes::ORDER_2 }
}
