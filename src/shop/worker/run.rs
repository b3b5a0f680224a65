//! Running a step: what each operation of the language does.

use crate::program::step::{
    Answer, Condition, Decision, Handler, Op, SendMode, SendOptions, Status, StepIndex,
};
use crate::sim::node::{Effects, Now};
use crate::sim::time::SimDuration;

use super::super::config::{GRPC_TIMEOUT, Inbox, Renotify};
use super::super::mark::Mark;
use super::super::message::{
    CallId, EndOrigin, Message, MessageKind, Statement, Store, TaskId, Value, nodes,
};
use super::super::{Shop, ShopNode, Timer};
use super::policy::SendPolicy;
use super::{Once, TASK_STEPS_MAX, Waiting, Worker};

impl Worker {
    /// Runs the step that the task has come to.
    pub(super) fn run_step(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        task.steps_run += 1;
        if task.steps_run > TASK_STEPS_MAX {
            effects.mark(Mark::StepLimit(id));
            self.close_connection(id, effects);
            return self.end_task(shop, id, effects);
        }
        task.asked = now.true_time;
        let (at, tx) = (task.at, task.tx);
        let next = at + 1;
        match shop.program.steps[usize::from(at)].op {
            Op::Begin => self.begin(shop, id, effects),
            Op::Commit => self.query(shop, id, Statement::Commit, effects),
            Op::Rollback => self.query(shop, id, Statement::Rollback, effects),
            Op::UpdateOrder(status) => {
                self.query(shop, id, Statement::UpdateOrder(tx.order, status), effects);
            }
            Op::InsertLog => self.query(shop, id, Statement::InsertLog(tx), effects),
            Op::SetRedis(status) => self.write(shop, id, Store::Redis, status, effects),
            Op::IndexElasticsearch(status) => {
                self.write(shop, id, Store::Elasticsearch, status, effects);
            }
            Op::Send(options) => self.send(shop, now, id, options, effects),
            Op::End(decision) => self.end_half(shop, id, decision, effects),
            Op::Reply(answer) => {
                self.reply(id, answer, effects);
                self.complete(shop, id, next, effects);
            }
            Op::Refund => self.refund(shop, id, effects),
            Op::Work(duration) => {
                self.sleep(id, shop.config.work_time.unwrap_or(duration), effects);
            }
            Op::Remember(decision) => {
                self.remember(tx, decision);
                self.complete(shop, id, next, effects);
            }
            // Paying out takes time; the effect comes at the end of it, in `wake`.
            Op::Pay | Op::PayOnce => self.sleep(id, shop.config.consume_time, effects),
            Op::Ack => {
                if let Some(offset) = self.task(id).and_then(|task| task.offset) {
                    effects.send(nodes::BROKER, Message::Ack { offset, tx });
                }
                self.complete(shop, id, next, effects);
            }
            Op::Branch { condition, otherwise } => {
                self.branch(shop, now, id, (condition, otherwise), effects);
            }
            Op::Jump(to) => self.complete(shop, id, to, effects),
            Op::Run(handler) => {
                let entry = shop.program.entry(handler);
                if let (Some(task), Some(entry)) = (self.task(id), entry) {
                    task.handler = handler;
                    self.complete(shop, id, entry, effects);
                }
            }
            Op::Stop => self.end_task(shop, id, effects),
        }
    }

    /// The time of a `work` or a `pay` has passed, or a pause between two attempts.
    pub(super) fn wake(
        &mut self,
        shop: &Shop,
        now: Now,
        call: CallId,
        effects: &mut Effects<ShopNode>,
    ) {
        let id = call.task;
        let Some(task) = self.task(id) else { return };
        if task.waiting != Waiting::Time || task.call_id() != call {
            return;
        }
        let (at, order) = (task.at, task.tx.order);
        match shop.program.steps[usize::from(at)].op {
            Op::Pay => self.pay(order, Once::No, effects),
            Op::PayOnce => self.pay(order, Once::Yes, effects),
            Op::Send(options) => return self.attempt_send(shop, now, id, options, effects),
            _ => {}
        }
        self.complete(shop, id, at + 1, effects);
    }

    fn sleep(&mut self, id: TaskId, duration: SimDuration, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        task.calls += 1;
        task.waiting = Waiting::Time;
        effects.set_timer(duration, Timer::Wake(task.call_id()));
    }

    /// Takes a connection from the pool, or waits for one.
    fn begin(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        let is_pool_empty = self.connections_in_use >= shop.config.pool_size;
        let Some(task) = self.task(id) else { return };
        if task.has_connection {
            // Handed over by a task that has ended.
            return self.query(shop, id, Statement::Begin, effects);
        }
        if is_pool_empty {
            task.waiting = Waiting::Connection;
            self.pool_queue.push(id);
            effects.mark(Mark::PoolWait(id));
            return effects.set_timer(shop.config.pool_timeout, Timer::PoolTimeout(id));
        }
        task.has_connection = true;
        self.connections_in_use += 1;
        self.query(shop, id, Statement::Begin, effects);
    }

    fn query(
        &mut self,
        shop: &Shop,
        id: TaskId,
        statement: Statement,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let (order, scope) = (task.tx.order, task.scope());
        let Some(call) = self.open_call(id, shop.config.query_timeout, effects) else { return };
        effects.send(nodes::DATABASE, Message::Sql { call, order, statement, scope });
    }

    fn write(
        &mut self,
        shop: &Shop,
        id: TaskId,
        store: Store,
        status: Status,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(order) = self.task(id).map(|task| task.tx.order) else { return };
        let Some(call) = self.open_call(id, shop.config.query_timeout, effects) else { return };
        let to = match store {
            Store::Redis => nodes::REDIS,
            Store::Elasticsearch => nodes::ELASTICSEARCH,
        };
        effects.send(to, Message::Write { call, store, order, status });
    }

    fn refund(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(order) = self.task(id).map(|task| task.tx.order) else { return };
        let Some(call) = self.open_call(id, shop.config.query_timeout, effects) else { return };
        effects.send(nodes::PAYMENT, Message::Refund { order, call });
    }

    fn send(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        options: SendOptions,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        if options.mode == SendMode::Oneway {
            let next = task.at + 1;
            let (kind, tx, born) = (MessageKind::Normal, task.tx, now.clock);
            let message = Message::Send { call: None, tx, kind, born };
            effects.send(shop.config.entrance(), message);
            return self.complete(shop, id, next, effects);
        }
        task.send_attempt = 0;
        self.attempt_send(shop, now, id, options, effects);
    }

    /// One attempt of a synchronous send. The transaction id stays the same through retries; the
    /// birth time is that of the attempt, but for Kafka, whose retry sends the same record.
    pub(super) fn attempt_send(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        options: SendOptions,
        effects: &mut Effects<ShopNode>,
    ) {
        let policy = SendPolicy::of(shop, options);
        let Some(task) = self.task(id) else { return };
        if task.send_attempt == 0 {
            (task.send_began, task.send_born) = (now.true_time, now.clock);
        }
        let Some(timeout) = policy.timeout_after(now.true_time.since(task.send_began)) else {
            effects.mark(Mark::BudgetSpent(id));
            return self.fail(shop, id, effects);
        };
        task.send_attempt = task.send_attempt.saturating_add(1);
        task.asked = now.true_time;
        let (tx, attempt) = (task.tx, task.send_attempt);
        let born = if shop.config.is_kafka() { task.send_born } else { now.clock };
        if attempt > 1 {
            effects.mark(Mark::Retry { task: id, attempt, of: policy.attempts.unwrap_or(0) });
        }
        let Some(call) = self.open_call(id, timeout, effects) else { return };
        let kind = match options.mode {
            SendMode::Half => MessageKind::Half,
            SendMode::Sync | SendMode::Oneway => MessageKind::Normal,
        };
        effects.send(shop.config.entrance(), Message::Send { call: Some(call), tx, kind, born });
    }

    /// An attempt failed: try again, or let the step fail.
    pub(super) fn retry_send(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        options: SendOptions,
        effects: &mut Effects<ShopNode>,
    ) {
        let policy = SendPolicy::of(shop, options);
        let Some(task) = self.task(id) else { return };
        if policy.attempts.is_some_and(|attempts| task.send_attempt >= attempts) {
            return self.fail(shop, id, effects);
        }
        let spent = now.true_time.since(task.send_began);
        match policy.pause_before(task.send_attempt, spent) {
            SimDuration::ZERO => self.attempt_send(shop, now, id, options, effects),
            pause => self.sleep(id, pause, effects),
        }
    }

    /// Says what becomes of the half message; a person may have set what a check is answered.
    fn end_half(
        &mut self,
        shop: &Shop,
        id: TaskId,
        decision: Decision,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let (origin, decision) = match task.handler {
            Handler::Check => (EndOrigin::Check, shop.config.checker_answer.unwrap_or(decision)),
            _ => (EndOrigin::Producer, decision),
        };
        let (tx, offset, next) = (task.tx, task.offset, task.at + 1);
        // A gRPC client says nothing when it does not know.
        let says_nothing = shop.config.has_proxy() && decision == Decision::Unknown;
        let Some(offset) = offset.filter(|_| !says_nothing) else {
            return self.complete(shop, id, next, effects);
        };
        if shop.config.has_proxy() {
            let call = self.open_call(id, GRPC_TIMEOUT, effects);
            effects.send(nodes::PROXY, Message::End { call, offset, tx, decision, origin });
        } else {
            let call = None;
            effects.send(nodes::BROKER, Message::End { call, offset, tx, decision, origin });
            self.complete(shop, id, next, effects);
        }
    }

    pub(super) fn reply(&mut self, id: TaskId, answer: Answer, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        let (order, attempt) = (task.tx.order, task.tx.attempt);
        effects.send(nodes::PAYMENT, Message::CallbackReply { order, attempt, answer });
    }

    fn branch(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        (condition, otherwise): (Condition, StepIndex),
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let (at, tx, born) = (task.at, task.tx, task.born);
        let holds = match condition {
            Condition::OrderIs(_) => {
                return self.query(shop, id, Statement::SelectOrder(tx.order), effects);
            }
            Condition::LogHasMessage => {
                return self.query(shop, id, Statement::SelectLog(tx), effects);
            }
            Condition::AgeOver(age) => now.clock.since(born) > age,
            Condition::InboxOn => shop.config.inbox == Inbox::On,
            Condition::RepublishOn => shop.config.renotify == Renotify::Republish,
            Condition::MemoryHasMessage => self.remembered(tx).is_some(),
            Condition::MemoryIs(decision) => self.remembered(tx) == Some(decision),
        };
        self.complete(shop, id, if holds { at + 1 } else { otherwise }, effects);
    }
}

/// Whether what was read makes a condition true.
pub(super) fn is_met(condition: Condition, value: Value) -> bool {
    match (condition, value) {
        (Condition::OrderIs(wanted), Value::Order(status)) => status == wanted,
        (Condition::LogHasMessage, Value::Found(found)) => found,
        _ => false,
    }
}
