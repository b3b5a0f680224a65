//! The proxy of RocketMQ 5 that gRPC clients talk to, in cluster mode (`rocketmq-proxy`, 5.3.3).
//!
//! Sends go through it and back. Where a half message was stored it keeps in its own memory
//! (`TransactionDataManager`): an end names only the transaction, and the proxy looks up the entry,
//! takes it out, newest first, and sends the end to the broker one-way. What it answers is that it
//! has sent it on. A check goes the other way, and its put-back copy is remembered as well. A proxy
//! that has restarted, or waited for longer than `transactionDataExpireMillis`, answers
//! `TRANSACTION_DATA_NOT_FOUND`; only a check heals that.

use crate::ordered::Map;
use crate::sim::node::{Death, Effects, Envelope, Input, Message as _, NodeId, Now};
use crate::sim::node::{Reception, Start};
use crate::sim::time::{SimDuration, SimTime};

use super::mark::Mark;
use super::message::{
    CallId, Message, MessageKind, Offset, OrderId, Refusal, ReplyTo, SendStatus, TaskId, TxId,
    Value, nodes,
};
use super::{Shop, ShopNode, Timer};

/// `ProxyConfig.transactionHeartbeatPeriodSecond`.
const HEARTBEAT_PERIOD: SimDuration = SimDuration::from_secs(20);

/// How often it tells the broker about a change; the real one never stops.
const HEARTBEATS: u8 = 2;

/// `ProxyConfig.transactionDataMaxNum`: entries that it remembers of one transaction.
const ENTRIES_MAX: usize = 15;

/// The proxy. All of it is volatile.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Proxy {
    incarnation: u8,
    next_call: u16,
    streams: Vec<Stream>,
    /// Whose turn it is to be asked.
    turn: u8,
    /// By the number of its own request.
    asked: Map<u16, Asked>,
    memory: Vec<Entry>,
    started: SimTime,
    heartbeats_left: u8,
}

/// What it remembers of a half message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// Whose.
    pub tx: TxId,
    /// Which entry of the half queue.
    pub offset: Offset,
    /// From when on it does not count.
    pub expires: SimTime,
}

/// The telemetry stream of a client.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Stream {
    client: NodeId,
    /// The earliest incarnation of the client that can still be connected.
    incarnation: u16,
    is_open: bool,
}

/// A send that it has passed on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Asked {
    at: SimTime,
    client: NodeId,
    call: CallId,
    tx: TxId,
    kind: MessageKind,
}

impl Proxy {
    /// A proxy to which every instance of the order service is connected.
    pub fn new(shop: &Shop) -> Self {
        let clients = [nodes::ORDER_1, nodes::ORDER_2];
        let open = |client: &NodeId| Stream { client: *client, incarnation: 0, is_open: true };
        Self {
            incarnation: 0,
            next_call: 0,
            streams: clients.iter().take(usize::from(shop.config.producers)).map(open).collect(),
            turn: 0,
            asked: Map::default(),
            memory: Vec::new(),
            started: SimTime::ZERO,
            heartbeats_left: 0,
        }
    }

    /// What it remembers at a moment, oldest first.
    pub fn remembered(&self, now: SimTime) -> impl Iterator<Item = &Entry> {
        self.memory.iter().filter(move |entry| entry.expires >= now)
    }

    /// Clients whose telemetry stream is open.
    pub fn clients(&self) -> impl Iterator<Item = NodeId> {
        self.streams.iter().filter(|stream| stream.is_open).map(|stream| stream.client)
    }

    pub(super) fn crash(&mut self) {
        *self = Self {
            incarnation: self.incarnation.wrapping_add(1),
            next_call: 0,
            streams: Vec::new(),
            turn: 0,
            asked: Map::default(),
            memory: Vec::new(),
            started: SimTime::ZERO,
            heartbeats_left: 0,
        };
    }

    pub(super) fn handle(
        &mut self,
        shop: &Shop,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Start(Start::Again) => self.started = now.true_time,
            Input::Deliver { envelope, reception: Reception::Accept } => {
                self.receive(shop, now, &envelope, effects);
            }
            Input::Deliver { envelope, reception: Reception::Refuse } => {
                refuse(&envelope, effects);
            }
            Input::Unreachable(Envelope { message: Message::Send { call, .. }, .. }) => {
                if let Some(asked) = call.and_then(|call| self.close(call)) {
                    asked.answer(Err(Refusal::Rejected), effects);
                }
            }
            Input::Disconnected(death) if death.node == nodes::BROKER => {
                let is_lost = |asked: &Asked| asked.at <= death.at;
                for asked in self.asked.values().filter(|asked| is_lost(asked)) {
                    asked.answer(Err(Refusal::Rejected), effects);
                }
                self.asked.retain(|_, asked| !is_lost(asked));
            }
            Input::Disconnected(death) => self.disconnect(death),
            Input::Reconnected(nodes::BROKER) => self.plan_heartbeat(now, effects),
            Input::Timer(Timer::ProxyHeartbeat) => self.send_heartbeat(effects),
            _ => {}
        }
    }

    fn receive(
        &mut self,
        shop: &Shop,
        now: Now,
        envelope: &Envelope<Message>,
        effects: &mut Effects<ShopNode>,
    ) {
        let from = envelope.from;
        match envelope.message {
            Message::Send { call, tx, kind, born } => {
                let call = call.map(|call| self.open(now, from, call, (tx, kind)));
                effects.send(nodes::BROKER, Message::Send { call, tx, kind, born });
            }
            Message::Reply { call, result, .. } => {
                let Some(asked) = self.close(call) else {
                    return effects.mark(Mark::Ignored { role: envelope.message.role() });
                };
                // Any other status is an exception for a gRPC client; what was stored stays behind.
                let result = match result {
                    Ok(Value::Stored { status, .. }) if status != SendStatus::Ok => {
                        Err(Refusal::Rejected)
                    }
                    result => result,
                };
                if let (MessageKind::Half, Ok(Value::Stored { offset, .. })) = (asked.kind, result)
                {
                    self.remember(shop, now, asked.tx, offset);
                }
                asked.answer(result, effects);
            }
            Message::End { call: Some(call), tx, decision, origin, .. } => {
                let entry = self.poll(now, tx);
                let result = entry.map(|_| Value::Done).ok_or(Refusal::NoTransactionData);
                match entry {
                    Some(Entry { offset, .. }) => {
                        let end = Message::End { call: None, offset, tx, decision, origin };
                        effects.send(nodes::BROKER, end);
                    }
                    None => effects.mark(Mark::DataNotFound(tx)),
                }
                effects.send(from, reply(call, tx.order, ReplyTo::End, result));
            }
            Message::Check { offset, tx, number, .. } => {
                self.remember(shop, now, tx, offset);
                match self.next_client() {
                    Some(client) => effects.send(client, envelope.message),
                    None => effects.mark(Mark::CheckWithoutProducer(tx, number)),
                }
            }
            Message::Heartbeat => self.register(now, (from, envelope.incarnation), effects),
            _ => {}
        }
    }

    fn open(
        &mut self,
        now: Now,
        client: NodeId,
        call: CallId,
        (tx, kind): (TxId, MessageKind),
    ) -> CallId {
        let number = self.next_call;
        self.next_call = number.wrapping_add(1);
        self.asked.insert(number, Asked { at: now.true_time, client, call, tx, kind });
        CallId { task: TaskId { incarnation: self.incarnation, number }, number: 0 }
    }

    /// Takes out the send that a request of its own was about.
    fn close(&mut self, own: CallId) -> Option<Asked> {
        if own.task.incarnation == self.incarnation {
            self.asked.remove(&own.task.number)
        } else {
            None
        }
    }

    fn remember(&mut self, shop: &Shop, now: Now, tx: TxId, offset: Offset) {
        self.memory.push(Entry { tx, offset, expires: now.true_time + shop.config.proxy_memory });
        if self.memory.iter().filter(|entry| entry.tx == tx).count() > ENTRIES_MAX
            && let Some(oldest) = self.memory.iter().position(|entry| entry.tx == tx)
        {
            self.memory.remove(oldest);
        }
    }

    /// `TransactionDataManager.pollNoExpireTransactionData`: takes the newest entry out.
    fn poll(&mut self, now: Now, tx: TxId) -> Option<Entry> {
        self.memory.retain(|entry| entry.expires >= now.true_time);
        let newest = self.memory.iter().rposition(|entry| entry.tx == tx)?;
        Some(self.memory.remove(newest))
    }

    fn next_client(&mut self) -> Option<NodeId> {
        let count = self.clients().count();
        let chosen = self.clients().nth(usize::from(self.turn) % count.max(1));
        self.turn = self.turn.wrapping_add(1);
        chosen
    }

    fn register(
        &mut self,
        now: Now,
        (client, incarnation): (NodeId, u16),
        effects: &mut Effects<ShopNode>,
    ) {
        let is_stale = |known: &Stream| known.client == client && incarnation < known.incarnation;
        if self.streams.iter().any(is_stale) {
            return;
        }
        self.streams.retain(|known| known.client != client);
        self.streams.push(Stream { client, incarnation, is_open: true });
        self.plan_heartbeat(now, effects);
    }

    fn disconnect(&mut self, death: Death) {
        for stream in self.streams.iter_mut().filter(|stream| stream.client == death.node) {
            if death.incarnation >= stream.incarnation {
                *stream = Stream { incarnation: death.incarnation + 1, is_open: false, ..*stream };
            }
        }
    }

    /// The broker learns of clients, and a restarted broker of the proxy, at the next beat.
    fn plan_heartbeat(&mut self, now: Now, effects: &mut Effects<ShopNode>) {
        if self.heartbeats_left == 0 {
            let period = HEARTBEAT_PERIOD.as_micros();
            let uptime = now.true_time.since(self.started).as_micros();
            let delay = SimDuration::from_micros(period - uptime % period);
            effects.set_timer(delay, Timer::ProxyHeartbeat);
        }
        self.heartbeats_left = HEARTBEATS;
    }

    fn send_heartbeat(&mut self, effects: &mut Effects<ShopNode>) {
        if self.clients().next().is_some() {
            effects.send(nodes::BROKER, Message::Heartbeat);
        }
        self.heartbeats_left = self.heartbeats_left.saturating_sub(1);
        if self.heartbeats_left > 0 {
            effects.set_timer(HEARTBEAT_PERIOD, Timer::ProxyHeartbeat);
        }
    }
}

impl Asked {
    fn answer(&self, result: Result<Value, Refusal>, effects: &mut Effects<ShopNode>) {
        let to = ReplyTo::Send(self.kind);
        effects.send(self.client, reply(self.call, self.tx.order, to, result));
    }
}

fn refuse(envelope: &Envelope<Message>, effects: &mut Effects<ShopNode>) {
    let (call, tx, to) = match envelope.message {
        Message::Send { call: Some(call), tx, kind, .. } => (call, tx, ReplyTo::Send(kind)),
        Message::End { call: Some(call), tx, .. } => (call, tx, ReplyTo::End),
        _ => return,
    };
    effects.send(envelope.from, reply(call, tx.order, to, Err(Refusal::Rejected)));
}

fn reply(call: CallId, order: OrderId, to: ReplyTo, result: Result<Value, Refusal>) -> Message {
    Message::Reply { call, order, to, result }
}
