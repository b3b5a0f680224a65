//! A process that runs a part of the strategy's program: an instance of the order service, the
//! consumer, a relay.
//!
//! Each callback, check, delivery, call and tick of a timer is a [`Task`]. A task runs one step at
//! a time; before and after each step it names the place, so that a fault can strike there.
//! Everything here is volatile but the consumer's own table, the notes, and the saved cursor.

mod call;
mod consume;
mod future;
mod hand;
mod peers;
mod policy;
mod run;
mod table;
mod task;

use std::collections::VecDeque;

use crate::ordered::Map;
use crate::program::step::{Decision, Handler, Place, StepIndex};
use crate::sim::node::{Effects, Input, Message as _, NodeId, Now, Reception, Start, Wake};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::world::RECONNECT;

use super::mark::Mark;
use super::message::{Message, TaskId, TxId, nodes};
use super::{Shop, ShopNode, Timer};

use hand::Hand;
pub use hand::NoteRow;
pub use peers::Origin;
use table::ConsumerTable;
pub use table::InboxKey;
use task::Given;
pub use task::{Task, Waiting};

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
    place: Place,
    incarnation: u8,
    next_task: u16,
    /// What runs, by its number.
    tasks: Map<u16, Task>,
    /// How many of the tasks run `on check`.
    checks_running: usize,
    /// What `remember` noted. Volatile.
    memory: Vec<(TxId, Decision)>,
    connections_in_use: u8,
    /// Tasks that wait for a connection, longest wait first.
    pool_queue: VecDeque<TaskId>,
    announcements_left: u8,
    /// When this incarnation began.
    started: SimTime,
    /// What a push consumer was given in this incarnation.
    held: consume::HeldMessages,
    is_persist_planned: bool,
    /// Checks that wait for a thread, first come first served.
    waiting_checks: VecDeque<(NodeId, Message)>,
    table: ConsumerTable,
    /// Durable.
    notes: Vec<NoteRow>,
    /// The last row that was dealt with. Volatile.
    cursor: u16,
    /// The same, as a restart finds it. Durable.
    saved_cursor: u16,
}

impl Worker {
    /// A process that has just started.
    pub fn new(place: Place, shop: &Shop) -> Self {
        let orders = match place {
            Place::Consumer => usize::from(shop.config.orders),
            _ => 0,
        };
        Self {
            place,
            incarnation: 0,
            next_task: 0,
            tasks: Map::default(),
            checks_running: 0,
            memory: Vec::new(),
            connections_in_use: 0,
            pool_queue: VecDeque::new(),
            announcements_left: 0,
            started: SimTime::ZERO,
            held: consume::HeldMessages::default(),
            is_persist_planned: false,
            waiting_checks: VecDeque::new(),
            table: ConsumerTable { payouts: vec![0; orders], ..ConsumerTable::default() },
            notes: Vec::new(),
            cursor: 0,
            saved_cursor: 0,
        }
    }

    /// What runs at the moment, what began first before the rest.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values()
    }

    /// Red packets given for each order. Empty but for the consumer.
    pub fn payouts(&self) -> &[u32] {
        &self.table.payouts
    }

    /// The keys in the inbox, oldest first.
    pub fn inbox(&self) -> impl Iterator<Item = &InboxKey> {
        self.table.inbox.iter()
    }

    /// The messages that were handed to the consumer without a broker, and how often.
    pub fn received(&self) -> &[(TxId, u32)] {
        &self.table.received
    }

    /// What this process has noted on its disk.
    pub fn notes(&self) -> &[NoteRow] {
        &self.notes
    }

    /// The cursor in its memory, and the one on its disk.
    pub fn cursors(&self) -> (u16, u16) {
        (self.cursor, self.saved_cursor)
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
        self.checks_running = 0;
        self.memory.clear();
        self.pool_queue.clear();
        self.waiting_checks.clear();
        self.announcements_left = 0;
        self.held.clear();
        self.is_persist_planned = false;
        self.connections_in_use = 0;
        self.cursor = self.saved_cursor;
        self.next_task = 0;
        self.incarnation = self.incarnation.wrapping_add(1);
    }

    pub(super) fn handle(
        &mut self,
        shop: &Shop,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Start(start) => self.start(shop, now, start, effects),
            Input::Reconnected(peer) if self.is_client() && peer == self.entrance(shop) => {
                self.announcements_left = ANNOUNCEMENTS;
                effects.cancel_timer(Timer::Announce);
                self.announce(shop, effects);
                self.tell_again(shop, now, effects);
            }
            Input::Timer(Timer::Announce) => self.announce(shop, effects),
            Input::Deliver { envelope, reception } => match envelope.message {
                Message::Deliver { .. } => {
                    self.take_delivery(shop, envelope.message, reception, effects);
                }
                refused if reception == Reception::Refuse => {
                    if let Some(refusal) = refused.refusal() {
                        effects.send(envelope.from, refusal);
                    }
                }
                Message::Reply { call, result, .. } => {
                    let role = envelope.message.role();
                    self.take_reply(shop, now, (call, role), result, effects);
                }
                Message::Ask { call, tx, question } => {
                    self.take_question(envelope.from, (call, tx, question), effects);
                }
                message @ Message::Check { .. } => {
                    self.take_check(shop, envelope.from, message, effects);
                }
                Message::Callback { order, attempt } => {
                    let copy = u8::from(envelope.is_copy);
                    self.take_callback(shop, TxId { order, attempt, copy }, effects);
                }
                message => self.take_message(shop, envelope.from, message, effects),
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
            Input::Timer(Timer::Every(index)) => {
                let handler = Handler::Every(self.place, index);
                self.start_task(shop, handler, &Given::nothing(), effects);
            }
            Input::Timer(Timer::PersistOffset) => self.persist(shop, now, effects),
            Input::Timer(Timer::ConsumeTimeout(task)) => {
                self.give_up_listener(shop, now, task, effects);
            }
            Input::Operate(_) | Input::Reconnected(_) | Input::Timer(_) => {}
        }
    }

    /// Whether the broker knows this process: producers that it can ask, and the consumer.
    fn is_client(&self) -> bool {
        matches!(self.place, Place::Order | Place::Consumer)
    }

    /// The process has started: its timers begin to run, and so does its `on start`.
    fn start(&mut self, shop: &Shop, now: Now, start: Start, effects: &mut Effects<ShopNode>) {
        self.started = now.true_time;
        if start == Start::Again && self.is_client() {
            self.announcements_left = ANNOUNCEMENTS;
            effects.set_timer(RECONNECT, Timer::Announce);
        }
        for &(handler, _) in &shop.program.handlers {
            if let Handler::Every(place, index) = handler
                && place == self.place
            {
                arm(shop, index, Wake::ON_CHANGE, effects);
            }
        }
        self.start_task(shop, Handler::Start(self.place), &Given::nothing(), effects);
    }

    /// Tells the broker that this process is there: RocketMQ's heartbeat, a consumer's first poll.
    fn announce(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let message = match self.place {
            Place::Consumer => Message::Subscribe,
            _ if shop.has_producer() => Message::InitTransactions { incarnation: self.incarnation },
            // A Kafka broker asks nobody.
            _ if shop.config.is_kafka() => return,
            _ => Message::Heartbeat,
        };
        let entrance = self.entrance(shop);
        if !shop.has(entrance) {
            // A program without a broker: there is nobody to tell.
            return;
        }
        effects.send(entrance, message);
        self.announcements_left = self.announcements_left.saturating_sub(1);
        if self.announcements_left > 0 {
            effects.set_timer(HEARTBEAT_INTERVAL, Timer::Announce);
        }
    }

    /// Whom it sends to, and tells that it is there.
    pub(super) fn entrance(&self, shop: &Shop) -> NodeId {
        match self.place {
            Place::Consumer => nodes::BROKER,
            _ => shop.config.entrance(),
        }
    }

    /// `TransactionMQProducer.checkExecutor`: one thread, a queue before it, and further threads
    /// only for what the queue cannot hold. The gRPC client has one thread and an endless queue.
    fn take_check(
        &mut self,
        shop: &Shop,
        from: NodeId,
        check: Message,
        effects: &mut Effects<ShopNode>,
    ) {
        let running = self.checks_running;
        let config = &shop.config;
        if running > 0 && (config.has_proxy() || self.held() < usize::from(config.check_hold)) {
            self.waiting_checks.push_back((from, check));
        } else if running < usize::from(config.check_threads) {
            self.take_message(shop, from, check, effects);
        } else if let Message::Check { tx, .. } = check {
            effects.mark(Mark::CheckDropped(tx));
        }
    }

    /// Checks that wait for a thread.
    pub fn held(&self) -> usize {
        self.waiting_checks.len()
    }

    /// The payment system calls. What it is told about the order gets an id of its own.
    fn take_callback(&mut self, shop: &Shop, tx: TxId, effects: &mut Effects<ShopNode>) {
        let handler = if tx.attempt == 1 { Handler::Payment } else { Handler::Repeat };
        let given = Given::message(tx, Origin::Callback(tx.order, tx.attempt));
        self.start_task(shop, handler, &given, effects);
    }

    /// Another process wants something of this one.
    fn take_message(
        &mut self,
        shop: &Shop,
        from: NodeId,
        message: Message,
        effects: &mut Effects<ShopNode>,
    ) {
        let (handler, given) = match message {
            Message::Check { offset, tx, born, .. } => {
                let given = Given::message(tx, Origin::Check);
                (Handler::Check, Given { offset: Some(offset), born, ..given })
            }
            Message::Hand { call, tx } => {
                self.note_receipt(tx, effects);
                (Handler::Message, Given::message(tx, Origin::Hand(from, call)))
            }
            Message::Call { call, tx, request, offset, born } => {
                let given = Given::message(tx, Origin::Call(from, call, request));
                (Handler::Call(self.place, request), Given { offset, born, ..given })
            }
            _ => return,
        };
        // Nobody is asked what the program has no handler for: a program that sends no half message
        // needs no `on check`. Whoever calls in vain hears so.
        let is_known = self.start_task(shop, handler, &given, effects);
        if let (false, Some(refusal)) = (is_known, message.refusal()) {
            effects.send(from, refusal);
        }
    }

    /// Runs a handler, if the program has it; says whether it has.
    fn start_task(
        &mut self,
        shop: &Shop,
        handler: Handler,
        given: &Given,
        effects: &mut Effects<ShopNode>,
    ) -> bool {
        let id = self.open_task(shop, handler, given);
        if let Some(id) = id {
            self.approach(shop, id, effects);
        }
        id.is_some()
    }

    fn open_task(&mut self, shop: &Shop, handler: Handler, given: &Given) -> Option<TaskId> {
        let entry = shop.program.entry(handler)?;
        let id = TaskId { incarnation: self.incarnation, number: self.next_task };
        self.next_task = self.next_task.wrapping_add(1);
        self.checks_running += usize::from(handler == Handler::Check);
        let task = Task {
            id,
            handler,
            tx: given.tx,
            origin: given.origin,
            at: entry,
            waiting: Waiting::Nothing,
            steps_run: 0,
            calls: 0,
            send_attempt: 0,
            has_connection: false,
            in_transaction: false,
            is_sent_back: false,
            offset: given.offset,
            asked: SimTime::ZERO,
            asks: nodes::DATABASE,
            is_producing: false,
            timeout: SimDuration::ZERO,
            send_began: SimTime::ZERO,
            send_born: SimTime::ZERO,
            born: given.born,
            hand: Hand::Given,
            tried: 0,
            wake: Wake::ON_CHANGE,
        };
        self.tasks.insert(id.number, task);
        Some(id)
    }

    fn task(&mut self, id: TaskId) -> Option<&mut Task> {
        self.tasks.get_mut(&id.number).filter(|task| task.id == id)
    }

    /// The task goes on with another handler.
    fn turn_to(&mut self, id: TaskId, handler: Handler) {
        let Some(task) = self.task(id) else { return };
        let before = std::mem::replace(&mut task.handler, handler);
        self.checks_running += usize::from(handler == Handler::Check);
        self.checks_running -= usize::from(before == Handler::Check);
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
        task.forget_send();
        if let Some(name) = done {
            effects.after(name);
        }
        self.approach(shop, id, effects);
    }

    fn end_task(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        self.release_connection(id, effects);
        let was_check = self.task(id).is_some_and(|task| task.handler == Handler::Check);
        if let Some(&mut Task { handler: Handler::Every(_, index), wake, .. }) = self.task(id) {
            arm(shop, index, wake, effects);
        }
        self.tasks.remove(&id.number);
        self.checks_running -= usize::from(was_check);
        effects.mark(Mark::TaskEnded(id));
        if was_check && let Some((from, next)) = self.waiting_checks.pop_front() {
            self.take_message(shop, from, next, effects);
        }
    }

    /// Gives the connection back, or hands it to the task that has waited longest.
    fn release_connection(&mut self, id: TaskId, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        if !std::mem::take(&mut task.has_connection) {
            return;
        }
        let Some(waiting) = self.pool_queue.pop_front() else {
            self.connections_in_use -= 1;
            return;
        };
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
}

/// Sets the timer of an `every` handler: it runs its period after the start of the process, and
/// after each of its runs has ended.
fn arm(shop: &Shop, index: u8, wake: Wake, effects: &mut Effects<ShopNode>) {
    if let Some(period) = shop.program.periods.get(usize::from(index)) {
        effects.set_background_timer(*period, Timer::Every(index), wake);
    }
}
