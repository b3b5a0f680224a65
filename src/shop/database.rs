//! The order database: transactions, row locks, and a commit point that survives every crash.
//!
//! Reads see committed rows, or the session's own writes (read committed). A transaction lives in
//! memory until its commit; closing the connection or a crash of either side undoes it.

use crate::program::step::Status;
use crate::sim::node::{CrashMode, Death, Effects, Envelope, Input, NodeId, Reception};
use crate::sim::time::SimTime;

use super::config::FLUSH_TIME;
use super::mark::Mark;
use super::message::{
    CallId, Message, OrderId, Refusal, ReplyTo, Scope, Statement, TaskId, TxId, Value,
};
use super::{Shop, ShopNode, Timer};

/// The database.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Database {
    /// Durable: the status of each order.
    orders: Vec<Status>,
    /// Durable: the message log.
    log: Vec<TxId>,
    /// Volatile: open transactions.
    sessions: Vec<Session>,
    /// Volatile: statements that wait for a row.
    waiting: Vec<Request>,
    /// Where the transactions of each task ended, or its connection closed. A `begin` that was sent
    /// before that opens nothing any more.
    ended: Vec<(NodeId, CallId)>,
    /// Clients whose processes are known to have died.
    gone: Vec<(NodeId, u16)>,
}

/// An open transaction.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Session {
    client: NodeId,
    /// Which life of the client opened it.
    life: u16,
    task: TaskId,
    /// The order that the transaction is about.
    pub order: OrderId,
    /// Uncommitted writes, in order.
    pub writes: Vec<RowWrite>,
    began: SimTime,
    /// Set while the commit record is being forced to the disk.
    committing: Option<CallId>,
}

/// An uncommitted change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowWrite {
    /// An order's status.
    Order(OrderId, Status),
    /// A message-log row.
    Log(TxId),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Request {
    client: NodeId,
    life: u16,
    call: CallId,
    order: OrderId,
    statement: Statement,
    scope: Scope,
}

impl Database {
    /// A database in which every order is unpaid.
    pub fn new(shop: &Shop) -> Self {
        Self {
            orders: vec![Status::Unpaid; usize::from(shop.config.orders)],
            log: Vec::new(),
            sessions: Vec::new(),
            waiting: Vec::new(),
            ended: Vec::new(),
            gone: Vec::new(),
        }
    }

    /// The durable status of each order.
    pub fn orders(&self) -> &[Status] {
        &self.orders
    }

    /// The durable message log.
    pub fn log(&self) -> &[TxId] {
        &self.log
    }

    /// Open transactions.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// How long the oldest open transaction has been open, in microseconds.
    pub fn longest_open_micros(&self, now_micros: u64) -> u64 {
        let ages = self.sessions.iter().map(|session| now_micros - session.began_micros());
        ages.max().unwrap_or(0)
    }

    pub(super) fn crash(&mut self, _mode: CrashMode, effects: &mut Effects<ShopNode>) {
        // The log is forced at every commit, so both kinds of crash lose the same: open work.
        for session in self.sessions.drain(..) {
            effects.mark(Mark::RolledBack(session.order));
        }
        self.waiting.clear();
        // What has ended stays known: a new process would not know the old connections at all, and
        // would refuse what still comes on them.
    }

    pub(super) fn handle(
        &mut self,
        now_micros: u64,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Deliver { envelope, reception } => {
                let Envelope { from: client, life, message, .. } = envelope;
                let Message::Sql { call, order, statement, scope } = message else { return };
                let request = Request { client, life, call, order, statement, scope };
                if reception == Reception::Refuse {
                    self.refuse(now_micros, &request, effects);
                } else {
                    self.run(now_micros, request, effects);
                }
            }
            Input::Timer(Timer::CommitForced(client, task)) => {
                self.finish_commit(now_micros, client, task, effects);
            }
            Input::Disconnected(Death { node, life, .. }) => {
                self.gone.push((node, life));
                self.waiting.retain(|request| (request.client, request.life) != (node, life));
                let undone = |session: &Session| (session.client, session.life) == (node, life);
                self.roll_back_where(now_micros, undone, effects);
            }
            _ => {}
        }
    }

    fn run(&mut self, now_micros: u64, request: Request, effects: &mut Effects<ShopNode>) {
        let Request { client, call, statement, .. } = request;
        match statement {
            Statement::Begin => self.begin(now_micros, &request, effects),
            Statement::UpdateOrder(order, status) => {
                if self.is_locked_by_another(order, client, call.task) {
                    effects.mark(Mark::LockWait(order));
                    self.waiting.push(request);
                } else {
                    self.write(&request, RowWrite::Order(order, status), effects);
                }
            }
            Statement::InsertLog(tx) => self.write(&request, RowWrite::Log(tx), effects),
            Statement::SelectOrder(order) => {
                let status = self.read_order(order, client, call.task);
                reply(&request, Ok(Value::Order(status)), effects);
            }
            Statement::SelectLog(tx) => {
                reply(&request, Ok(Value::Found(self.log.contains(&tx))), effects);
            }
            Statement::Commit => match self.session(client, call.task) {
                Some(session) => {
                    session.committing = Some(call);
                    effects.set_timer(FLUSH_TIME, Timer::CommitForced(client, call.task));
                }
                None => reply(&request, Err(Refusal::NoTransaction), effects),
            },
            Statement::Rollback => {
                self.note_end(client, call);
                self.roll_back_session(now_micros, client, call.task, effects);
                reply(&request, Ok(Value::Done), effects);
            }
            Statement::Close => {
                self.waiting.retain(|other| (other.client, other.call.task) != (client, call.task));
                self.note_end(client, call);
                self.roll_back_session(now_micros, client, call.task, effects);
            }
        }
    }

    /// Remembers the last request of a task that ended its transaction or its connection.
    fn note_end(&mut self, client: NodeId, call: CallId) {
        self.ended.retain(|(from, end)| (*from, end.task) != (client, call.task));
        self.ended.push((client, call));
    }

    /// Opens a transaction. A `begin` that was overtaken by the end of its transaction or of its
    /// connection opens nothing, and a second copy of one that did open is not another transaction.
    fn begin(&mut self, now_micros: u64, request: &Request, effects: &mut Effects<ShopNode>) {
        let Request { client, life, call, order, .. } = *request;
        let ends = |&(from, end): &(NodeId, CallId)| {
            (from, end.task) == (client, call.task) && end.number >= call.number
        };
        let is_gone = self.gone.contains(&(client, life));
        if is_gone || self.ended.iter().any(ends) || self.session(client, call.task).is_some() {
            return;
        }
        self.sessions.push(Session {
            client,
            life,
            task: call.task,
            order,
            writes: Vec::new(),
            began: SimTime::from_micros(now_micros),
            committing: None,
        });
        effects.mark(Mark::TransactionBegan(order));
        reply(request, Ok(Value::Done), effects);
    }

    /// A fault makes the database refuse: a constraint, a full disk. A refused commit is a rollback.
    fn refuse(&mut self, now_micros: u64, request: &Request, effects: &mut Effects<ShopNode>) {
        let Request { client, call, statement, .. } = *request;
        if statement == Statement::Commit {
            self.note_end(client, call);
            self.roll_back_session(now_micros, client, call.task, effects);
        }
        if statement != Statement::Close {
            reply(request, Err(Refusal::Rejected), effects);
        }
    }

    fn session(&mut self, client: NodeId, task: TaskId) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| (session.client, session.task) == (client, task))
    }

    fn is_locked_by_another(&self, order: OrderId, client: NodeId, task: TaskId) -> bool {
        self.sessions.iter().any(|session| {
            (session.client, session.task) != (client, task)
                && session
                    .writes
                    .iter()
                    .any(|write| matches!(write, RowWrite::Order(row, _) if *row == order))
        })
    }

    fn read_order(&self, order: OrderId, client: NodeId, task: TaskId) -> Status {
        let own =
            self.sessions.iter().find(|session| (session.client, session.task) == (client, task));
        let written = own.and_then(|session| session.order_write(order));
        written.unwrap_or(self.orders[usize::from(order.0)])
    }

    /// Writes inside the session's transaction, or durably at once when the statement belongs to
    /// none. A statement of a transaction that is over must not become one of its own.
    fn write(&mut self, request: &Request, write: RowWrite, effects: &mut Effects<ShopNode>) {
        match (self.session(request.client, request.call.task), request.scope) {
            (Some(session), _) => session.writes.push(write),
            (None, Scope::Autocommit) => self.apply(write, effects),
            (None, Scope::Transaction) => {
                return reply(request, Err(Refusal::NoTransaction), effects);
            }
        }
        reply(request, Ok(Value::Done), effects);
    }

    fn apply(&mut self, write: RowWrite, effects: &mut Effects<ShopNode>) {
        match write {
            RowWrite::Order(order, status) => {
                self.orders[usize::from(order.0)] = status;
                effects.mark(Mark::OrderIs(order, status));
            }
            RowWrite::Log(tx) => self.log.push(tx),
        }
    }

    /// The commit record is on the disk: this is the commit point.
    fn finish_commit(
        &mut self,
        now_micros: u64,
        client: NodeId,
        task: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let place = self.sessions.iter().position(|session| {
            (session.client, session.task) == (client, task) && session.committing.is_some()
        });
        let Some(place) = place else { return };
        let session = self.sessions.remove(place);
        effects.mark(Mark::Committed(session.order));
        for &write in &session.writes {
            self.apply(write, effects);
        }
        // Between the commit point and the answer: who dies here leaves an unknown commit.
        effects.after("commit");
        if let Some(call) = session.committing {
            self.note_end(client, call);
            let (order, statement) = (session.order, Statement::Commit);
            let (life, scope) = (session.life, Scope::Transaction);
            let request = Request { client, life, call, order, statement, scope };
            reply(&request, Ok(Value::Done), effects);
        }
        self.retry_waiting(now_micros, effects);
    }

    fn roll_back_session(
        &mut self,
        now_micros: u64,
        client: NodeId,
        task: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        self.roll_back_where(
            now_micros,
            |session| (session.client, session.task) == (client, task),
            effects,
        );
    }

    fn roll_back_where(
        &mut self,
        now_micros: u64,
        undone: impl Fn(&Session) -> bool,
        effects: &mut Effects<ShopNode>,
    ) {
        // A commit record that is already being written completes even if its client is gone.
        self.remove_where(|session| session.committing.is_none() && undone(session), effects);
        self.retry_waiting(now_micros, effects);
    }

    fn remove_where(&mut self, undone: impl Fn(&Session) -> bool, effects: &mut Effects<ShopNode>) {
        self.sessions.retain(|session| {
            let stays = !undone(session);
            if !stays {
                effects.mark(Mark::RolledBack(session.order));
            }
            stays
        });
    }

    fn retry_waiting(&mut self, now_micros: u64, effects: &mut Effects<ShopNode>) {
        for request in std::mem::take(&mut self.waiting) {
            self.run(now_micros, request, effects);
        }
    }
}

impl Session {
    /// When it began, in microseconds of virtual time.
    pub fn began_micros(&self) -> u64 {
        self.began.as_micros()
    }

    /// The status that this transaction would give an order.
    pub fn order_write(&self, order: OrderId) -> Option<Status> {
        self.writes.iter().rev().find_map(|write| match write {
            RowWrite::Order(row, status) if *row == order => Some(*status),
            _ => None,
        })
    }
}

fn reply(request: &Request, result: Result<Value, Refusal>, effects: &mut Effects<ShopNode>) {
    let Request { client, call, order, statement, .. } = *request;
    effects.send(client, Message::Reply { call, order, to: ReplyTo::Sql(statement), result });
}
