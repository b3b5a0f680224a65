//! Waiting for answers: replies, refused connections, timeouts, and what a failure does.

use crate::program::step::{Decision, Op, SendMode};
use crate::sim::node::{Death, Effects, NodeId, Now};
use crate::sim::time::SimDuration;

use super::super::mark::Mark;
use super::super::message::{
    CallId, EndOrigin, Message, Refusal, SendStatus, Statement, TaskId, Value, nodes,
};
use super::super::{Shop, ShopNode, Timer};
use super::hand::{next_of, table_of};
use super::peers::question_of;
use super::policy::SendPolicy;
use super::run::is_met;
use super::{Task, Waiting, Worker};

impl Worker {
    /// Numbers the next request of a task, to this participant, and starts its timeout.
    pub(super) fn open_call(
        &mut self,
        id: TaskId,
        (asks, timeout): (NodeId, SimDuration),
        effects: &mut Effects<ShopNode>,
    ) -> Option<CallId> {
        let task = self.task(id)?;
        task.calls += 1;
        task.asks = asks;
        task.waiting = Waiting::Answer;
        task.timeout = timeout;
        let call = task.call_id();
        effects.set_timer(timeout, Timer::CallTimeout(call));
        Some(call)
    }

    /// Whether a task still waits for the answer to this request; if so it waits no longer.
    fn close_call(&mut self, call: CallId, effects: &mut Effects<ShopNode>) -> bool {
        let Some(task) = self.task(call.task) else { return false };
        if task.waiting != Waiting::Answer || task.call_id() != call {
            return false;
        }
        task.waiting = Waiting::Nothing;
        effects.cancel_timer(Timer::CallTimeout(call));
        true
    }

    pub(super) fn take_reply(
        &mut self,
        shop: &Shop,
        now: Now,
        (call, role): (CallId, &'static str),
        result: Result<Value, Refusal>,
        effects: &mut Effects<ShopNode>,
    ) {
        if !self.close_call(call, effects) {
            return effects.mark(Mark::Ignored { role });
        }
        let is_sent_back = self.task(call.task).is_some_and(|task| task.is_sent_back);
        match result {
            Ok(_) if is_sent_back => self.sent_back(shop, now, call.task, effects),
            Ok(value) => self.succeed(shop, call.task, value, effects),
            // Trying again would not help.
            Err(Refusal::NoHalfMessages | Refusal::Fenced) => self.fail(shop, call.task, effects),
            Err(_) => self.fail_or_retry(shop, now, call.task, effects),
        }
    }

    fn succeed(&mut self, shop: &Shop, id: TaskId, value: Value, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        let at = task.at;
        let mut next = at + 1;
        match shop.program.steps[usize::from(at)].op {
            Op::Begin => task.in_transaction = true,
            Op::Commit | Op::Rollback | Op::Prepare => {
                task.in_transaction = false;
                self.release_connection(id, effects);
            }
            Op::Producer(_) => task.is_producing = false,
            Op::Send(options) => {
                if let Value::Stored { offset, status } = value {
                    task.offset = Some(offset);
                    if options.mode == SendMode::Half && status != SendStatus::Ok {
                        // `DefaultMQProducerImpl.sendMessageInTransaction` does not build on it:
                        // no local transaction, and a rollback that it sends itself.
                        let (tx, decision) = (task.tx, Decision::Rollback);
                        let (call, origin) = (None, EndOrigin::Producer);
                        let end = Message::End { call, offset, tx, decision, origin };
                        effects.send(nodes::BROKER, end);
                        return self.fail(shop, id, effects);
                    }
                }
            }
            Op::Branch { condition, otherwise } => {
                if let (Some(table), Value::Row(row)) = (table_of(condition), value) {
                    task.take(table, row);
                }
                next = next_of(at, otherwise, is_met(condition, value));
            }
            _ => {}
        }
        self.complete(shop, id, next, effects);
    }

    pub(super) fn take_unreachable(
        &mut self,
        shop: &Shop,
        now: Now,
        message: &Message,
        effects: &mut Effects<ShopNode>,
    ) {
        // One-way messages fail silently, and a connection that comes back is announced.
        let Some(call) = message.call() else { return };
        if self.close_call(call, effects) {
            self.fail_or_retry(shop, now, call.task, effects);
        }
    }

    pub(super) fn take_call_timeout(
        &mut self,
        shop: &Shop,
        now: Now,
        call: CallId,
        effects: &mut Effects<ShopNode>,
    ) {
        if !self.close_call(call, effects) {
            return;
        }
        let Some(task) = self.task(call.task) else { return };
        let (role, after) = (asked_by(shop, task), task.timeout);
        effects.mark(Mark::TimedOut { task: call.task, role, after });
        self.fail_or_retry(shop, now, call.task, effects);
    }

    /// A peer has died and its connections have closed: whoever waits for an answer on one of them
    /// waits in vain. Requests that left after the death found another process, or nobody.
    pub(super) fn lose_peer(
        &mut self,
        shop: &Shop,
        now: Now,
        death: Death,
        effects: &mut Effects<ShopNode>,
    ) {
        let is_lost = |task: &&Task| {
            task.waiting == Waiting::Answer && task.asked <= death.at && task.asks == death.node
        };
        let lost: Vec<_> = self.tasks.values().filter(is_lost).map(Task::call_id).collect();
        for call in lost {
            let Some(role) = self.task(call.task).map(|task| asked_by(shop, task)) else {
                continue;
            };
            if self.close_call(call, effects) {
                effects.mark(Mark::ConnectionLost { task: call.task, role });
                self.fail_or_retry(shop, now, call.task, effects);
            }
        }
    }

    /// Closes the connection that a task holds; the database undoes what was open on it.
    pub(super) fn close_connection(&mut self, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        let (call, order, scope) = (task.call_id(), task.tx.order, task.scope());
        task.in_transaction = false;
        if task.has_connection {
            let statement = Statement::Close;
            effects.send(nodes::DATABASE, Message::Sql { call, order, statement, scope });
            self.release_connection(id, effects);
        }
    }

    pub(super) fn take_pool_timeout(
        &mut self,
        shop: &Shop,
        _now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        // Who has waited longest is the first, and all wait equally long.
        let Some(place) = self.pool_queue.iter().position(|waiting| *waiting == id) else { return };
        self.pool_queue.remove(place);
        effects.mark(Mark::TimedOut { task: id, role: "begin", after: shop.config.pool_timeout });
        self.fail(shop, id, effects);
    }

    fn fail_or_retry(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        if task.is_sent_back {
            return self.consume_again_later(id, effects);
        }
        match SendPolicy::of(shop, shop.program.steps[usize::from(task.at)].op) {
            Some(policy) => self.retry(shop, now, id, &policy, effects),
            None => self.fail(shop, id, effects),
        }
    }

    /// The step has failed: go to its `on failure` block, or end the task as an uncaught exception
    /// does: the connection closes, an open transaction is undone, the caller gets an error.
    pub(super) fn fail(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        // Whatever handles the failure, what failed may succeed another time.
        task.wake.is_retry = true;
        let step = &shop.program.steps[usize::from(task.at)];
        if matches!(step.op, Op::Begin | Op::Commit | Op::Rollback | Op::Prepare) {
            // Whatever became of it, this session is over: the connection is thrown away.
            self.close_connection(id, effects);
        }
        let Some(task) = self.task(id) else { return };
        if let Some(handler) = step.on_failure {
            task.at = handler;
            task.waiting = Waiting::Nothing;
            task.forget_send();
            return self.approach(shop, id, effects);
        }
        effects.mark(Mark::Exception { task: id, line: step.line });
        self.close_connection(id, effects);
        self.report_exception(shop, id, effects);
        self.leave(shop, id, effects);
    }
}

/// The role of the request that a task has made.
fn asked_by(shop: &Shop, task: &Task) -> &'static str {
    if task.is_sent_back {
        return "sendback";
    }
    let op = shop.program.steps[usize::from(task.at)].op;
    match op {
        Op::Branch { condition, .. } if table_of(condition).is_some() => "poll",
        Op::Branch { condition, .. } if question_of(condition).is_some() => "ask",
        Op::Branch { .. } => "select",
        _ => op.name().unwrap_or("call"),
    }
}
