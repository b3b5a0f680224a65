//! A process that runs the strategy's program: an instance of the order service, or the consumer.
//!
//! Each callback, check and delivery is a [`Task`]. A task runs one step at a time; before and
//! after each step it names the place, so that a fault can strike there. Everything here but the
//! consumer's own table is volatile.

mod call;
mod policy;
mod run;

use crate::program::step::{Answer, Decision, Handler, StepIndex};
use crate::sim::node::{Effects, Input, Message as _, NodeId, Now, Reception, Start};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::world::RECONNECT;

use super::mark::Mark;
use super::message::{CallId, Message, Offset, OrderId, Scope, TaskId, TxId, nodes};
use super::{Shop, ShopNode, Timer};

/// Steps that one task may run. The longest shipped program runs 14; only a program that runs
/// itself again and again gets here.
pub const TASK_STEPS_MAX: u16 = 500;

/// `ClientConfig.heartbeatBrokerInterval`.
const HEARTBEAT_INTERVAL: SimDuration = SimDuration::from_secs(30);

/// How often a process announces itself after a start, or after its connection came back. The real
/// client never stops; from the second time on it only says what the broker knows, unless the
/// first was lost.
const ANNOUNCEMENTS: u8 = 2;

/// A process that runs the program.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Worker {
    role: Role,
    life: u8,
    next_task: u16,
    tasks: Vec<Task>,
    /// What `remember` noted. Volatile.
    memory: Vec<(TxId, Decision)>,
    connections_in_use: u8,
    /// Tasks that wait for a connection, longest wait first.
    pool_queue: Vec<TaskId>,
    announcements_left: u8,
    /// Checks that wait for a thread, first come first served.
    waiting_checks: Vec<Message>,
    table: ConsumerTable,
}

/// The consumer's own, durable table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
struct ConsumerTable {
    payouts: Vec<u8>,
    inbox: Vec<OrderId>,
}

/// Which process it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// An instance of the order service.
    Producer,
    /// The red-packet service.
    Consumer,
}

/// One run of a handler.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Task {
    /// Its identity.
    pub id: TaskId,
    /// What it runs.
    pub handler: Handler,
    /// For which message.
    pub tx: TxId,
    /// The step that it runs or is about to run.
    pub at: StepIndex,
    /// What it waits for.
    pub waiting: Waiting,
    steps_run: u16,
    calls: u16,
    send_attempt: u8,
    has_connection: bool,
    in_transaction: bool,
    /// The half message to end, or the delivery to acknowledge.
    offset: Option<Offset>,
    /// When its last request left.
    asked: SimTime,
    /// How long that request waits.
    timeout: SimDuration,
    /// When the first attempt of its send left.
    send_began: SimTime,
    /// What its clock showed then.
    send_born: SimTime,
    /// When the half message was born, by the clock of its producer.
    born: SimTime,
}

/// What a task waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Waiting {
    /// Nothing; it runs.
    Nothing,
    /// The answer to a request.
    Answer,
    /// A database connection.
    Connection,
    /// Work, or a pause between attempts, to pass.
    Time,
}

impl Worker {
    /// A process that has just started.
    pub fn new(role: Role, shop: &Shop) -> Self {
        let orders = match role {
            Role::Producer => 0,
            Role::Consumer => usize::from(shop.config.orders),
        };
        Self {
            role,
            life: 0,
            next_task: 0,
            tasks: Vec::new(),
            memory: Vec::new(),
            connections_in_use: 0,
            pool_queue: Vec::new(),
            announcements_left: 0,
            waiting_checks: Vec::new(),
            table: ConsumerTable { payouts: vec![0; orders], inbox: Vec::new() },
        }
    }

    /// What runs at the moment.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// Red packets given for each order. Empty for the order service.
    pub fn payouts(&self) -> &[u8] {
        &self.table.payouts
    }

    /// The keys in the inbox.
    pub fn inbox(&self) -> &[OrderId] {
        &self.table.inbox
    }

    /// What this process remembers.
    pub fn memory(&self) -> &[(TxId, Decision)] {
        &self.memory
    }

    /// Database connections in use.
    pub fn connections_in_use(&self) -> u8 {
        self.connections_in_use
    }

    /// Tasks that wait for a database connection.
    pub fn connections_wanted(&self) -> usize {
        self.pool_queue.len()
    }

    pub(super) fn crash(&mut self) {
        self.tasks.clear();
        self.memory.clear();
        self.pool_queue.clear();
        self.waiting_checks.clear();
        self.announcements_left = 0;
        self.connections_in_use = 0;
        self.next_task = 0;
        self.life = self.life.wrapping_add(1);
    }

    pub(super) fn handle(
        &mut self,
        shop: &Shop,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Start(Start::Again) => {
                self.announcements_left = ANNOUNCEMENTS;
                effects.set_timer(RECONNECT, Timer::Announce);
            }
            Input::Reconnected(peer) if peer == self.counterpart(shop) => {
                self.announcements_left = ANNOUNCEMENTS;
                effects.cancel_timer(Timer::Announce);
                self.announce(shop, effects);
            }
            Input::Timer(Timer::Announce) => self.announce(shop, effects),
            Input::Deliver { envelope, reception: Reception::Refuse } => {
                if let Message::Callback { order, attempt } = envelope.message {
                    let answer = Answer::Error;
                    effects.send(envelope.from, Message::CallbackReply { order, attempt, answer });
                }
            }
            Input::Deliver { envelope, .. } => match envelope.message {
                Message::Reply { call, result, .. } => {
                    let role = envelope.message.role();
                    self.take_reply(shop, now, (call, role), result, effects);
                }
                message @ Message::Check { .. } => self.take_check(shop, message, effects),
                message => self.start_task(shop, message, effects),
            },
            Input::Unreachable(envelope) => {
                self.take_unreachable(shop, now, &envelope.message, effects);
            }
            Input::Disconnected(death) => self.lose_peer(shop, now, death, effects),
            Input::Timer(Timer::Run(task)) => self.run_step(shop, now, task, effects),
            Input::Timer(Timer::CallTimeout(call)) => {
                self.take_call_timeout(shop, now, call, effects);
            }
            Input::Timer(Timer::PoolTimeout(task)) => {
                self.take_pool_timeout(shop, now, task, effects);
            }
            Input::Timer(Timer::Wake(call)) => self.wake(shop, now, call, effects),
            Input::Start(Start::First)
            | Input::Operate(_)
            | Input::Reconnected(_)
            | Input::Timer(_) => {}
        }
    }

    /// Tells the broker that this process is there: RocketMQ's heartbeat, a consumer's first poll.
    fn announce(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let message = match self.role {
            // A Kafka broker asks nobody.
            Role::Producer if shop.config.is_kafka() => return,
            Role::Producer => Message::Heartbeat,
            Role::Consumer => Message::Subscribe,
        };
        effects.send(self.counterpart(shop), message);
        self.announcements_left = self.announcements_left.saturating_sub(1);
        if self.announcements_left > 0 {
            effects.set_timer(HEARTBEAT_INTERVAL, Timer::Announce);
        }
    }

    /// Whom it tells that it is there.
    fn counterpart(&self, shop: &Shop) -> NodeId {
        match self.role {
            Role::Producer => shop.config.entrance(),
            Role::Consumer => nodes::BROKER,
        }
    }

    /// `TransactionMQProducer.checkExecutor`: one thread, a queue before it, and further threads
    /// only for what the queue cannot hold. The gRPC client has one thread and an endless queue.
    fn take_check(&mut self, shop: &Shop, check: Message, effects: &mut Effects<ShopNode>) {
        let is_check = |task: &&Task| task.handler == Handler::Check;
        let running = self.tasks.iter().filter(is_check).count();
        let config = &shop.config;
        if running > 0 && (config.has_proxy() || self.held() < usize::from(config.check_hold)) {
            self.waiting_checks.push(check);
        } else if running < usize::from(config.check_threads) {
            self.start_task(shop, check, effects);
        } else if let Message::Check { tx, .. } = check {
            effects.mark(Mark::CheckDropped(tx));
        }
    }

    /// Checks that wait for a thread.
    pub fn held(&self) -> usize {
        self.waiting_checks.len()
    }

    fn start_task(&mut self, shop: &Shop, message: Message, effects: &mut Effects<ShopNode>) {
        let (handler, tx, offset, born) = match message {
            Message::Callback { order, attempt } => {
                let handler = if attempt == 1 { Handler::Payment } else { Handler::Repeat };
                (handler, TxId { order, attempt }, None, SimTime::ZERO)
            }
            Message::Check { offset, tx, born, .. } => (Handler::Check, tx, Some(offset), born),
            Message::Deliver { offset, tx } => (Handler::Message, tx, Some(offset), SimTime::ZERO),
            _ => return,
        };
        // A program that sends no half message needs no `on check`, and is never asked.
        let Some(entry) = shop.program.entry(handler) else { return };
        let id = TaskId { life: self.life, number: self.next_task };
        self.next_task = self.next_task.wrapping_add(1);
        self.tasks.push(Task {
            id,
            handler,
            tx,
            at: entry,
            waiting: Waiting::Nothing,
            steps_run: 0,
            calls: 0,
            send_attempt: 0,
            has_connection: false,
            in_transaction: false,
            offset,
            asked: SimTime::ZERO,
            timeout: SimDuration::ZERO,
            send_began: SimTime::ZERO,
            send_born: SimTime::ZERO,
            born,
        });
        self.approach(shop, id, effects);
    }

    fn task(&mut self, id: TaskId) -> Option<&mut Task> {
        self.tasks.iter_mut().find(|task| task.id == id)
    }

    /// Names the step that the task is about to run, and asks to run it at once.
    fn approach(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        let step = &shop.program.steps[usize::from(task.at)];
        if let Some(name) = step.op.name() {
            let (handler, order) = (task.handler, task.tx.order);
            effects.mark(Mark::Line { task: id, handler, order, line: step.line });
            effects.before(name);
        }
        effects.proceed(Timer::Run(id));
    }

    /// The task has finished its step: name that place, and go on with the next one.
    fn complete(
        &mut self,
        shop: &Shop,
        id: TaskId,
        next: StepIndex,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        let done = shop.program.steps[usize::from(task.at)].op.name();
        task.at = next;
        task.waiting = Waiting::Nothing;
        if let Some(name) = done {
            effects.after(name);
        }
        self.approach(shop, id, effects);
    }

    fn end_task(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        self.release_connection(id, effects);
        let was_check = self.task(id).is_some_and(|task| task.handler == Handler::Check);
        self.tasks.retain(|task| task.id != id);
        effects.mark(Mark::TaskEnded(id));
        if was_check && !self.waiting_checks.is_empty() {
            let next = self.waiting_checks.remove(0);
            self.start_task(shop, next, effects);
        }
    }

    /// Gives the connection back, or hands it to the task that has waited longest.
    fn release_connection(&mut self, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        if !std::mem::take(&mut task.has_connection) {
            return;
        }
        if self.pool_queue.is_empty() {
            self.connections_in_use -= 1;
            return;
        }
        let waiting = self.pool_queue.remove(0);
        effects.cancel_timer(Timer::PoolTimeout(waiting));
        effects.mark(Mark::PoolGranted(waiting));
        if let Some(task) = self.task(waiting) {
            task.has_connection = true;
            task.waiting = Waiting::Nothing;
            effects.set_timer(SimDuration::ZERO, Timer::Run(waiting));
        }
    }

    fn remembered(&self, tx: TxId) -> Option<Decision> {
        self.memory.iter().find(|(key, _)| *key == tx).map(|(_, decision)| *decision)
    }

    fn remember(&mut self, tx: TxId, decision: Decision) {
        self.memory.retain(|(key, _)| *key != tx);
        self.memory.push((tx, decision));
    }

    /// Gives a red packet; with `once`, the inbox row in the same local transaction refuses a
    /// second one.
    fn pay(&mut self, order: OrderId, once: Once, effects: &mut Effects<ShopNode>) {
        if once == Once::Yes {
            if self.table.inbox.contains(&order) {
                effects.mark(Mark::PayoutRefused(order));
                return;
            }
            self.table.inbox.push(order);
        }
        if let Some(count) = self.table.payouts.get_mut(usize::from(order.0)) {
            *count = count.saturating_add(1);
            effects.mark(Mark::Payout { order, nth: *count });
        }
    }
}

/// Whether the inbox guards a payout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Once {
    Yes,
    No,
}

impl Task {
    /// The request that the task is waiting for, or made last.
    fn call_id(&self) -> CallId {
        CallId { task: self.id, number: self.calls }
    }

    fn scope(&self) -> Scope {
        if self.in_transaction { Scope::Transaction } else { Scope::Autocommit }
    }
}
