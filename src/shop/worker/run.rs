//! Running a step: what each operation of the language does.

use crate::program::step::{
    Condition, Decision, Handler, Op, ProducerStep, SendMode, SendOptions, Status, StepIndex,
};
use crate::sim::node::{Effects, Now};
use crate::sim::time::SimDuration;

use super::super::config::{GRPC_TIMEOUT, Inbox, Renotify};
use super::super::mark::Mark;
use super::super::message::{
    CallId, EndOrigin, Message, MessageKind, Statement, Store, TaskId, Value, nodes,
};
use super::super::{Shop, ShopNode, Timer};
use super::hand::{next_of, table_of};
use super::peers::question_of;
use super::policy::SendPolicy;
use super::{TASK_STEPS_MAX, Task, Waiting, Worker};

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
        task.asked = now.true_time;
        task.steps_run += 1;
        if task.steps_run > TASK_STEPS_MAX {
            effects.mark(Mark::StepLimit(id));
            self.close_connection(id, effects);
            return self.leave(shop, id, effects);
        }
        let op = shop.program.steps[usize::from(task.at)].op;
        if !task.can_run(&op) {
            return self.fail(shop, id, effects);
        }
        if let Some(statement) = statement_of(op, task) {
            return self.query(shop, id, statement, effects);
        }
        match op {
            Op::Begin => self.begin(shop, id, effects),
            Op::SetRedis(status) => self.write(shop, id, Store::Redis, status, effects),
            Op::IndexElasticsearch(status) => {
                self.write(shop, id, Store::Elasticsearch, status, effects);
            }
            Op::Send(options) => self.send(shop, now, id, options, effects),
            Op::End(decision) => self.end_half(shop, id, decision, effects),
            Op::Producer(ProducerStep::Begin) => {
                task.is_producing = true;
                let next = task.at + 1;
                self.complete(shop, id, next, effects);
            }
            Op::Producer(_) => {
                task.send_attempt = 0;
                self.attempt(shop, now, id, effects);
            }
            Op::Refund => self.refund(shop, id, effects),
            Op::Claim(expires_in) => self.claim(shop, id, expires_in, effects),
            Op::Call { at, request, timeout } => {
                self.call(shop, id, (at, request, timeout), effects);
            }
            Op::Deliver(timeout) => self.deliver(id, timeout, effects),
            Op::Work(duration) => {
                self.sleep(id, shop.config.work_time.unwrap_or(duration), effects);
            }
            // Paying out takes time; the effect comes at the end of it, in `wake`.
            Op::Pay | Op::PayOnce(_) => self.sleep(id, shop.config.consume_time, effects),
            Op::Branch { condition, otherwise } => {
                self.branch(shop, now, id, (condition, otherwise), effects);
            }
            Op::Jump(to) => self.complete(shop, id, to, effects),
            Op::Run(handler) => {
                let entry = shop.program.entry(handler);
                if let Some(entry) = entry {
                    self.turn_to(id, handler);
                    self.complete(shop, id, entry, effects);
                }
            }
            Op::Stop => self.leave(shop, id, effects),
            _ => self.run_at_once(shop, now, (id, op), effects),
        }
    }

    /// Runs a step that needs neither an answer nor time.
    fn run_at_once(
        &mut self,
        shop: &Shop,
        now: Now,
        (id, op): (TaskId, Op),
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let (tx, next) = (task.tx, task.at + 1);
        let is_done = match op {
            Op::Reply(answer) => {
                self.reply(id, answer, effects);
                true
            }
            Op::Remember(decision) => {
                self.remember(tx, decision);
                true
            }
            Op::Note(note) => {
                self.note(now, id, note, effects);
                true
            }
            Op::SaveCursor => {
                self.save_cursor(effects);
                true
            }
            Op::MoveCursor => self.move_cursor(id, effects),
            Op::Ack => self.acknowledge(shop, now, id, effects),
            _ => false,
        };
        if is_done {
            self.complete(shop, id, next, effects);
        } else {
            self.fail(shop, id, effects);
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
        if task.is_sent_back {
            return self.consume_again(shop, id, effects);
        }
        let at = task.at;
        match shop.program.steps[usize::from(at)].op {
            Op::Pay => self.pay(id, None, effects),
            Op::PayOnce(key) => self.pay(id, Some(key), effects),
            Op::Send(_) | Op::Producer(_) => return self.attempt(shop, now, id, effects),
            _ => {}
        }
        self.complete(shop, id, at + 1, effects);
    }

    pub(super) fn sleep(
        &mut self,
        id: TaskId,
        duration: SimDuration,
        effects: &mut Effects<ShopNode>,
    ) {
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
            self.pool_queue.push_back(id);
            effects.mark(Mark::PoolWait(id));
            return effects.set_timer(shop.config.pool_timeout, Timer::PoolTimeout(id));
        }
        task.has_connection = true;
        self.connections_in_use += 1;
        self.query(shop, id, Statement::Begin, effects);
    }

    pub(super) fn query(
        &mut self,
        shop: &Shop,
        id: TaskId,
        statement: Statement,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let (order, scope) = (task.tx.order, task.scope());
        let (to, timeout) = (nodes::DATABASE, shop.config.query_timeout);
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Sql { call, order, statement, scope });
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
        let to = match store {
            Store::Redis => nodes::REDIS,
            Store::Elasticsearch => nodes::ELASTICSEARCH,
        };
        let timeout = shop.config.query_timeout;
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Write { call, store, order, status });
    }

    fn refund(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(order) = self.task(id).map(|task| task.tx.order) else { return };
        let (to, timeout) = (nodes::PAYMENT, shop.config.query_timeout);
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Refund { order, call });
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
            effects.send(self.entrance(shop), message);
            return self.complete(shop, id, next, effects);
        }
        task.send_attempt = 0;
        self.attempt(shop, now, id, effects);
    }

    /// One attempt of a synchronous send, or of the end of a Kafka transaction. The transaction id
    /// stays the same through retries; the birth time is that of the attempt, but for Kafka, whose
    /// retry sends the same record.
    pub(super) fn attempt(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let op = shop.program.steps[usize::from(task.at)].op;
        let Some(policy) = SendPolicy::of(shop, op) else { return };
        if task.send_attempt == 0 {
            (task.send_began, task.send_born) = (now.true_time, now.clock);
        }
        let Some(timeout) = policy.timeout_after(now.true_time.since(task.send_began)) else {
            effects.mark(Mark::BudgetSpent(id));
            return self.fail(shop, id, effects);
        };
        task.send_attempt += 1;
        task.asked = now.true_time;
        let (tx, attempt, is_producing) = (task.tx, task.send_attempt, task.is_producing);
        let born = if shop.config.is_kafka() { task.send_born } else { now.clock };
        if attempt > 1 {
            effects.mark(Mark::Retry { task: id, attempt, of: policy.attempts.unwrap_or(0) });
        }
        let to = self.entrance(shop);
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        let message = match op {
            Op::Producer(step) => {
                let decision = match step {
                    ProducerStep::Commit => Decision::Commit,
                    _ => Decision::Rollback,
                };
                Message::EndTransaction { call, tx, decision }
            }
            Op::Send(SendOptions { mode: SendMode::Half, .. }) => {
                Message::Send { call: Some(call), tx, kind: MessageKind::Half, born }
            }
            _ if is_producing => {
                Message::Send { call: Some(call), tx, kind: MessageKind::Transactional, born }
            }
            _ => Message::Send { call: Some(call), tx, kind: MessageKind::Normal, born },
        };
        effects.send(to, message);
    }

    /// An attempt failed: try again, or let the step fail.
    pub(super) fn retry(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        policy: &SendPolicy,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        if policy.attempts.is_some_and(|attempts| task.send_attempt >= attempts) {
            return self.fail(shop, id, effects);
        }
        let spent = now.true_time.since(task.send_began);
        match policy.pause_before(task.send_attempt, spent) {
            SimDuration::ZERO => self.attempt(shop, now, id, effects),
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
            let call = self.open_call(id, (nodes::PROXY, GRPC_TIMEOUT), effects);
            effects.send(nodes::PROXY, Message::End { call, offset, tx, decision, origin });
        } else {
            let call = None;
            effects.send(nodes::BROKER, Message::End { call, offset, tx, decision, origin });
            self.complete(shop, id, next, effects);
        }
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
        let (at, tx, tried) = (task.at, task.tx, task.tried);
        if let Some(table) = table_of(condition) {
            return self.read_next(shop, id, table, effects);
        }
        if let Some(question) = question_of(condition) {
            return self.ask(shop, id, question, effects);
        }
        let holds = match condition {
            Condition::OrderIs(_) => {
                return self.query(shop, id, Statement::SelectOrder(tx.order), effects);
            }
            Condition::LogHasMessage => {
                return self.query(shop, id, Statement::SelectLog(tx), effects);
            }
            Condition::AgeOver(limit) => self.is_older(now, id, limit, effects),
            Condition::OutboxTriedOver(limit) => tried > u16::from(limit),
            Condition::NoteIs(note) => self.noted(tx).is_some_and(|row| row.note == note),
            Condition::NoteHasNext(note) => self.take_next_note(id, note),
            Condition::InboxOn => shop.config.inbox == Inbox::On,
            Condition::RepublishOn => shop.config.renotify == Renotify::Republish,
            Condition::MemoryHasMessage => self.remembered(tx).is_some(),
            Condition::MemoryIs(decision) => self.remembered(tx) == Some(decision),
            _ => false,
        };
        self.complete(shop, id, next_of(at, otherwise, holds), effects);
    }
}

/// The statement that a step asks of the database, if that is all it does.
fn statement_of(op: Op, task: &Task) -> Option<Statement> {
    let tx = task.tx;
    Some(match op {
        Op::Commit => Statement::Commit,
        Op::Rollback => Statement::Rollback,
        Op::UpdateOrder(status) => Statement::UpdateOrder(tx.order, status),
        Op::InsertLog => Statement::InsertLog(tx),
        Op::InsertTombstone => Statement::InsertTombstone(tx),
        Op::InsertOutbox => Statement::InsertOutbox(tx),
        Op::InsertPayout => Statement::InsertPayout(tx.order),
        Op::MarkOutbox(mark) => Statement::MarkOutbox(task.outbox_key(), mark),
        Op::Prepare => Statement::Prepare(tx),
        Op::CommitPrepared => Statement::CommitPrepared(tx),
        Op::RollbackPrepared => Statement::RollbackPrepared(tx),
        _ => return None,
    })
}

/// Whether what was read makes a condition true.
pub(super) fn is_met(condition: Condition, value: Value) -> bool {
    match (condition, value) {
        (Condition::OrderIs(wanted), Value::Order(status)) => status == wanted,
        (_, Value::Found(found)) => found,
        (_, Value::Row(_)) => true,
        _ => false,
    }
}
