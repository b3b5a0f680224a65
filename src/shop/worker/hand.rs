//! What a task has in hand: the row, the note or the prepared transaction that it deals with. And
//! what a process keeps on its own disk: notes and a cursor.

use crate::program::step::{Condition, Handler, Note, Op, StepIndex};
use crate::sim::node::{Effects, Now};
use crate::sim::time::{SimDuration, SimTime};

use super::super::mark::Mark;
use super::super::message::{Offset, OutboxKey, Row, Statement, Table, TaskId, TxId};
use super::super::{Shop, ShopNode};
use super::{Task, Worker};

/// A note on the disk of a process.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NoteRow {
    /// About which message.
    pub tx: TxId,
    /// What is noted now.
    pub note: Note,
    /// When the first note about the message was written, by the clock of the process.
    pub born: SimTime,
    /// The half message, if the process knew it.
    offset: Option<Offset>,
}

/// Where what a task has in hand came from, and its place there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Hand {
    /// What the task began with, if anything.
    Given,
    /// A row of the database: its table, its place there, and its number if it is in the outbox.
    Row(Table, u16, Option<u16>),
    /// A note of this process.
    Note(u16),
}

impl Worker {
    /// What is noted about a message.
    pub(super) fn noted(&self, tx: TxId) -> Option<&NoteRow> {
        self.notes.iter().find(|row| row.tx == tx)
    }

    /// Writes a note.
    pub(super) fn note(
        &mut self,
        now: Now,
        id: TaskId,
        note: Note,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(&mut Task { tx, offset, .. }) = self.task(id) else { return };
        match self.notes.iter_mut().find(|row| row.tx == tx) {
            Some(row) => {
                row.note = note;
                row.offset = offset.or(row.offset);
            }
            None => self.notes.push(NoteRow { tx, note, born: now.clock, offset }),
        }
        effects.mark(Mark::Noted(tx, note));
    }

    /// Notes in memory that the row in hand is dealt with; says whether there is one.
    pub(super) fn move_cursor(&mut self, id: TaskId, effects: &mut Effects<ShopNode>) -> bool {
        let hand = self.task(id).map(|task| task.hand);
        let Some(Hand::Row(_, place, _)) = hand else { return false };
        self.cursor = place;
        effects.mark(Mark::CursorMoved(place));
        true
    }

    /// Writes the cursor to the disk.
    pub(super) fn save_cursor(&mut self, effects: &mut Effects<ShopNode>) {
        if self.saved_cursor != self.cursor {
            self.saved_cursor = self.cursor;
            effects.mark(Mark::CursorSaved(self.cursor));
        }
    }

    /// Reads the next row of a table: after the one in hand, or after the cursor.
    pub(super) fn read_next(
        &mut self,
        shop: &Shop,
        id: TaskId,
        table: Table,
        effects: &mut Effects<ShopNode>,
    ) {
        let cursor = self.cursor;
        let Some(task) = self.task(id) else { return };
        let after = match (table, task.hand) {
            (Table::EveryOutbox | Table::Binlog, _) => Some(cursor),
            (_, Hand::Row(from, place, _)) if from == table => Some(place),
            _ => None,
        };
        self.query(shop, id, Statement::SelectNext(table, after), effects);
    }

    /// Takes the next note of a kind in hand, if there is one.
    pub(super) fn take_next_note(&mut self, id: TaskId, wanted: Note) -> bool {
        let after = match self.task(id).map(|task| task.hand) {
            Some(Hand::Note(place)) => usize::from(place) + 1,
            _ => 0,
        };
        let mut rest = self.notes.iter().enumerate().skip(after);
        let Some((place, &row)) = rest.find(|(_, row)| row.note == wanted) else { return false };
        let Some(task) = self.task(id) else { return false };
        task.hand = Hand::Note(u16::try_from(place).unwrap_or(u16::MAX));
        (task.tx, task.offset, task.born) = (row.tx, row.offset, row.born);
        true
    }

    /// Whether what is in hand is older than this. If not, the task's work waits for the moment,
    /// or, if somebody else has it done, whoever asks for it.
    pub(super) fn is_older(
        &mut self,
        now: Now,
        id: TaskId,
        limit: SimDuration,
        effects: &mut Effects<ShopNode>,
    ) -> bool {
        let Some(task) = self.task(id) else { return false };
        let age = now.clock.since(task.born);
        if age > limit {
            return true;
        }
        let rest = task.born.since(now.clock) + (limit - age) + SimDuration::from_micros(1);
        let moment = now.true_time + rest;
        match task.handler {
            Handler::Every(..) => task.wake.from = task.wake.from.min(moment),
            _ => effects.change_at(moment),
        }
        false
    }
}

impl Task {
    /// Takes a row in hand. Its message is what the task is about from now on.
    pub(super) fn take(&mut self, table: Table, row: Row) {
        let is_same = self.tx == row.tx;
        self.hand = Hand::Row(table, row.place, row.number);
        (self.tx, self.tried, self.born) = (row.tx, row.tried, row.born());
        self.offset = self.offset.filter(|_| is_same);
    }

    /// The outbox rows that the task speaks of: the one in hand, or those of its message.
    pub(super) fn outbox_key(&self) -> OutboxKey {
        let row = match self.hand {
            Hand::Row(_, _, number) => number,
            Hand::Given | Hand::Note(_) => None,
        };
        OutboxKey { tx: self.tx, row }
    }

    /// Whether the task has what a step needs.
    pub(super) fn can_run(&self, op: &Op) -> bool {
        self.tx != TxId::NONE || !needs_hand(op)
    }
}

/// The table that a condition reads row after row.
pub(super) fn table_of(condition: Condition) -> Option<Table> {
    match condition {
        Condition::OrderHasNext(status) => Some(Table::Orders(status)),
        Condition::OutboxHasNext => Some(Table::Outbox),
        Condition::OutboxHasLater => Some(Table::EveryOutbox),
        Condition::BinlogHasNext => Some(Table::Binlog),
        Condition::PreparedHasNext => Some(Table::Prepared),
        _ => None,
    }
}

/// Whether a step is about a message.
fn needs_hand(op: &Op) -> bool {
    match op {
        Op::Begin
        | Op::Commit
        | Op::Rollback
        | Op::Work(_)
        | Op::SaveCursor
        | Op::Producer(_)
        | Op::Jump(_)
        | Op::Run(_)
        | Op::Stop => false,
        Op::Branch { condition, .. } => match condition {
            Condition::NoteHasNext(_) | Condition::InboxOn | Condition::RepublishOn => false,
            other => table_of(*other).is_none(),
        },
        _ => true,
    }
}

/// The step after a condition.
pub(super) fn next_of(at: StepIndex, otherwise: StepIndex, holds: bool) -> StepIndex {
    if holds { at + 1 } else { otherwise }
}
