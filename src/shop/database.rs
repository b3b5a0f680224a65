//! The order database: transactions, row locks, and a commit point that survives every crash.
//!
//! Reads see committed rows, or the session's own writes (read committed). A transaction lives in
//! memory until its commit; closing the connection or a crash of either side undoes it. A prepared
//! one survives both, with its locks, until somebody decides it.

mod future;
mod outbox;
mod prepared;
mod tables;
mod view;

use crate::ordered::Map;
use crate::program::step::Status;
use crate::sim::node::{CrashMode, Death, Effects, Envelope, Input, NodeId, Now, Reception};
use crate::sim::time::SimTime;

use super::config::FLUSH_TIME;
use super::mark::Mark;
use super::message::{
    CallId, Message, OrderId, Refusal, ReplyTo, Scope, Statement, Table, TaskId, TxId, Value,
};
use super::{Shop, ShopNode, Timer};

pub use outbox::{OutboxRow, OutboxState};
pub use prepared::Prepared;
pub use tables::RowWrite;

use prepared::PreparedTransactions;
use tables::{Tables, order_write};

/// The database.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Database {
    /// Durable.
    tables: Tables,
    /// Durable.
    prepared: PreparedTransactions,
    /// Volatile: open transactions.
    sessions: Vec<Session>,
    /// Volatile: statements that wait for a row.
    waiting: Vec<Request>,
    /// Where the transactions of each task ended, or its connection closed. A `begin` that was sent
    /// before that opens nothing any more.
    ended: Map<(NodeId, TaskId), CallId>,
    /// Clients whose processes are known to have died.
    gone: Vec<(NodeId, u16)>,
}

/// An open transaction.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Session {
    client: NodeId,
    /// Which incarnation of the client opened it.
    incarnation: u16,
    task: TaskId,
    /// The order that the transaction is about.
    pub order: OrderId,
    /// Uncommitted writes, in order.
    pub writes: Vec<RowWrite>,
    began: SimTime,
    /// Set while its record is being forced to the disk: a commit's, or a prepare's.
    forcing: Option<(CallId, Statement)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Request {
    client: NodeId,
    incarnation: u16,
    call: CallId,
    order: OrderId,
    statement: Statement,
    scope: Scope,
}

impl Database {
    /// A database in which every order is unpaid.
    pub fn new(shop: &Shop) -> Self {
        Self {
            tables: Tables::new(usize::from(shop.config.orders)),
            prepared: PreparedTransactions::default(),
            sessions: Vec::new(),
            waiting: Vec::new(),
            ended: Map::default(),
            gone: Vec::new(),
        }
    }

    /// Whether a `begin` was overtaken by the end of its transaction or of its connection. A task
    /// numbers its requests, and numbers none twice, so that no later one can be.
    pub(super) fn is_too_late(&self, client: NodeId, incarnation: u16, message: &Message) -> bool {
        let Message::Sql { call, statement: Statement::Begin, .. } = message else { return false };
        let end = self.ended.get(&(client, call.task));
        self.gone.contains(&(client, incarnation))
            || end.is_some_and(|end| end.number >= call.number)
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
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        match input {
            Input::Deliver { envelope, reception } => {
                let Envelope { from: client, incarnation, message, .. } = envelope;
                let Message::Sql { call, order, statement, scope } = message else { return };
                let request = Request { client, incarnation, call, order, statement, scope };
                if reception == Reception::Refuse {
                    self.refuse(now, &request, effects);
                } else {
                    self.run(now, request, effects);
                }
            }
            Input::Timer(Timer::CommitForced(client, task)) => {
                self.finish_forcing(now, client, task, effects);
            }
            Input::Disconnected(Death { node, incarnation, .. }) => {
                self.gone.push((node, incarnation));
                self.waiting
                    .retain(|request| (request.client, request.incarnation) != (node, incarnation));
                let undone = |session: &Session| {
                    (session.client, session.incarnation) == (node, incarnation)
                };
                self.roll_back_where(now, undone, effects);
            }
            _ => {}
        }
    }

    fn run(&mut self, now: Now, request: Request, effects: &mut Effects<ShopNode>) {
        let Request { client, call, statement, .. } = request;
        match statement {
            Statement::Begin => self.begin(now, &request, effects),
            Statement::UpdateOrder(order, status) => {
                self.write(now, request, RowWrite::Order(order, status), effects);
            }
            Statement::InsertLog(tx) => self.write(now, request, RowWrite::Log(tx), effects),
            Statement::InsertTombstone(tx) => {
                self.write(now, request, RowWrite::Tombstone(tx), effects);
            }
            Statement::InsertOutbox(tx) => {
                let number = self.tables.take_number();
                self.write(now, request, RowWrite::Outbox(tx, number, now.clock), effects);
            }
            Statement::InsertPayout(order) => {
                self.write(now, request, RowWrite::Payout(order), effects);
            }
            Statement::MarkOutbox(key, mark) => {
                self.write(now, request, RowWrite::Mark(key, mark), effects);
            }
            Statement::SelectOrder(order) => {
                let own = order_write(self.own_writes(client, call.task), order);
                let status = own.unwrap_or(self.tables.orders[usize::from(order.0)]);
                reply(&request, Ok(Value::Order(status)), effects);
            }
            Statement::SelectLog(tx) => {
                reply(&request, Ok(Value::Found(self.has_log(&request, tx))), effects);
            }
            Statement::SelectNext(table, after) => {
                let own = self.own_writes(client, call.task);
                let row = match table {
                    Table::Prepared => self.prepared.next(after),
                    _ => self.tables.next(table, after, own),
                };
                reply(&request, Ok(row.map_or(Value::Found(false), Value::Row)), effects);
            }
            Statement::Commit | Statement::Prepare(_) => match self.session(client, call.task) {
                Some(session) => {
                    session.forcing = Some((call, statement));
                    effects.set_timer(FLUSH_TIME, Timer::CommitForced(client, call.task));
                }
                None => reply(&request, Err(Refusal::NoTransaction), effects),
            },
            Statement::CommitPrepared(tx) | Statement::RollbackPrepared(tx) => {
                self.decide(now, tx, statement, effects);
                reply(&request, Ok(Value::Done), effects);
                self.retry_waiting(now, effects);
            }
            Statement::Rollback => {
                self.note_end(client, call);
                self.roll_back_session(now, client, call.task, effects);
                reply(&request, Ok(Value::Done), effects);
            }
            Statement::Close => {
                self.note_end(client, call);
                self.roll_back_session(now, client, call.task, effects);
            }
        }
    }

    /// Remembers the last request of a task that ended its transaction or its connection. What
    /// still waits for a row ends with it: it must not run in the next transaction of the task.
    fn note_end(&mut self, client: NodeId, call: CallId) {
        self.waiting.retain(|other| (other.client, other.call.task) != (client, call.task));
        self.ended.insert((client, call.task), call);
    }

    /// Opens a transaction. A `begin` that was overtaken by the end of its transaction or of its
    /// connection opens nothing, and a second copy of one that did open is not another transaction.
    fn begin(&mut self, now: Now, request: &Request, effects: &mut Effects<ShopNode>) {
        let Request { client, incarnation, call, order, statement, scope } = *request;
        let begin = Message::Sql { call, order, statement, scope };
        let is_open = self.session(client, call.task).is_some();
        if is_open || self.is_too_late(client, incarnation, &begin) {
            return;
        }
        self.sessions.push(Session {
            client,
            incarnation,
            task: call.task,
            order,
            writes: Vec::new(),
            began: now.true_time,
            forcing: None,
        });
        effects.mark(Mark::TransactionBegan(order));
        reply(request, Ok(Value::Done), effects);
    }

    /// A fault makes the database refuse: a constraint, a full disk. A refused commit is a
    /// rollback.
    fn refuse(&mut self, now: Now, request: &Request, effects: &mut Effects<ShopNode>) {
        let Request { client, call, statement, .. } = *request;
        if matches!(statement, Statement::Commit | Statement::Prepare(_)) {
            self.note_end(client, call);
            self.roll_back_session(now, client, call.task, effects);
        }
        if statement != Statement::Close {
            reply(request, Err(Refusal::Rejected), effects);
        }
    }

    fn session(&mut self, client: NodeId, task: TaskId) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| (session.client, session.task) == (client, task))
    }

    fn own_writes(&self, client: NodeId, task: TaskId) -> &[RowWrite] {
        let is_own = |session: &&Session| (session.client, session.task) == (client, task);
        self.sessions.iter().find(is_own).map_or(&[], |session| &session.writes)
    }

    /// Whether the message log has a row, as the session that asks sees it.
    fn has_log(&self, request: &Request, tx: TxId) -> bool {
        let own = self.own_writes(request.client, request.call.task);
        self.tables.log.contains(&tx) || own.contains(&RowWrite::Log(tx))
    }

    /// Whether a row or a tombstone takes the place of a message-log row already.
    fn is_forbidden(&self, request: &Request, tx: TxId) -> bool {
        let own = self.own_writes(request.client, request.call.task);
        self.has_log(request, tx)
            || self.tables.tombstones.contains(&tx)
            || own.contains(&RowWrite::Tombstone(tx))
    }

    /// Whether a transaction that is not this session's has made a change that excludes this one.
    fn is_locked(&self, client: NodeId, task: TaskId, write: RowWrite) -> bool {
        let locks = |session: &Session| session.writes.iter().any(|&other| write.excludes(other));
        let is_other = |other: &&Session| (other.client, other.task) != (client, task);
        self.sessions.iter().filter(is_other).any(locks) || self.prepared.locks(write)
    }

    /// Writes inside the session's transaction, or durably at once when the statement belongs to
    /// none. A statement of a transaction that is over must not become one of its own.
    fn write(
        &mut self,
        now: Now,
        request: Request,
        write: RowWrite,
        effects: &mut Effects<ShopNode>,
    ) {
        let (client, task) = (request.client, request.call.task);
        if self.is_locked(client, task, write) {
            effects.mark(Mark::LockWait(request.order));
            self.waiting.push(request);
            return;
        }
        match write {
            RowWrite::Log(tx) if self.is_forbidden(&request, tx) => {
                return reply(&request, Err(Refusal::Taken), effects);
            }
            RowWrite::Tombstone(tx) if self.is_forbidden(&request, tx) => {
                return reply(&request, Ok(Value::Done), effects);
            }
            _ => {}
        }
        match (self.session(client, task), request.scope) {
            (Some(session), _) => {
                // A transaction that began before anything was in hand is about its first row.
                session.order = session.order.known().unwrap_or(request.order);
                session.writes.push(write);
            }
            (None, Scope::Autocommit) => self.tables.apply(now.clock, write, effects),
            (None, Scope::Transaction) => {
                return reply(&request, Err(Refusal::NoTransaction), effects);
            }
        }
        reply(&request, Ok(Value::Done), effects);
    }

    /// The record is on the disk. For a commit this is the commit point.
    fn finish_forcing(
        &mut self,
        now: Now,
        client: NodeId,
        task: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let place = self.sessions.iter().position(|session| {
            (session.client, session.task) == (client, task) && session.forcing.is_some()
        });
        let Some(place) = place else { return };
        let mut session = self.sessions.remove(place);
        let Some((call, statement)) = session.forcing.take() else { return };
        let (order, incarnation, scope) = (session.order, session.incarnation, Scope::Transaction);
        if let Statement::Prepare(tx) = statement {
            effects.mark(Mark::Prepared(order));
            self.prepared.add(tx, session);
            effects.after("prepare");
        } else {
            self.commit(now, &session, effects);
        }
        self.note_end(client, call);
        let request = Request { client, incarnation, call, order, statement, scope };
        reply(&request, Ok(Value::Done), effects);
        self.retry_waiting(now, effects);
    }

    fn commit(&mut self, now: Now, session: &Session, effects: &mut Effects<ShopNode>) {
        effects.mark(Mark::Committed(session.order));
        for (index, &write) in session.writes.iter().enumerate() {
            // A status that the same transaction replaces is never the order's: nobody can see it.
            let rest = &session.writes[index + 1..];
            if let RowWrite::Order(order, _) = write
                && order_write(rest, order).is_some()
            {
                continue;
            }
            self.tables.apply(now.clock, write, effects);
        }
        // Between the commit point and the answer: who dies here leaves an unknown commit.
        effects.after("commit");
    }

    /// Ends what is prepared under an id. There is nothing to do when it is ended already.
    fn decide(
        &mut self,
        now: Now,
        tx: TxId,
        statement: Statement,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(session) = self.prepared.take(tx) else { return };
        if let Statement::CommitPrepared(_) = statement {
            self.commit(now, &session, effects);
        } else {
            effects.mark(Mark::RolledBack(session.order));
        }
    }

    fn roll_back_session(
        &mut self,
        now: Now,
        client: NodeId,
        task: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        self.roll_back_where(
            now,
            |session| (session.client, session.task) == (client, task),
            effects,
        );
    }

    fn roll_back_where(
        &mut self,
        now: Now,
        undone: impl Fn(&Session) -> bool,
        effects: &mut Effects<ShopNode>,
    ) {
        // A commit record that is already being written completes even if its client is gone.
        self.remove_where(|session| session.forcing.is_none() && undone(session), effects);
        self.retry_waiting(now, effects);
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

    fn retry_waiting(&mut self, now: Now, effects: &mut Effects<ShopNode>) {
        for request in std::mem::take(&mut self.waiting) {
            self.run(now, request, effects);
        }
    }
}

impl Session {
    /// The status that this transaction would give an order.
    pub fn order_write(&self, order: OrderId) -> Option<Status> {
        order_write(&self.writes, order)
    }
}

fn reply(request: &Request, result: Result<Value, Refusal>, effects: &mut Effects<ShopNode>) {
    let Request { client, call, statement, .. } = *request;
    let order = match result {
        Ok(Value::Row(row)) => row.tx.order,
        _ => request.order,
    };
    effects.send(client, Message::Reply { call, order, to: ReplyTo::Sql(statement), result });
}
