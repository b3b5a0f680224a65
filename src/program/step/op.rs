//! What steps are called in faults and traces, and which of them wait.

use super::{Condition, Op, ProducerStep, SendMode};

impl Op {
    /// The word by which faults and traces name the step: `commit`, `send`, `half`, `pay`. Steps
    /// that only steer (`if`, `stop`, jumps) have none and cannot be crashed at.
    pub fn name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Begin => "begin",
            Self::Commit | Self::CommitPrepared => "commit",
            Self::Rollback | Self::RollbackPrepared => "rollback",
            Self::UpdateOrder(_) => "update",
            Self::InsertLog | Self::InsertTombstone | Self::InsertOutbox | Self::InsertPayout => {
                "insert"
            }
            Self::MarkOutbox(_) => "mark",
            Self::Prepare => "prepare",
            Self::SetRedis(_) => "set",
            Self::IndexElasticsearch(_) => "index",
            Self::Send(options) => match options.mode {
                SendMode::Sync | SendMode::Oneway => "send",
                SendMode::Half => "half",
            },
            Self::End(_) => "end",
            Self::Reply(_) => "reply",
            Self::Refund => "refund",
            Self::Work(_) => "work",
            Self::Remember(_) => "remember",
            Self::Pay | Self::PayOnce(_) => "pay",
            Self::Ack => "ack",
            Self::Claim(_) => "claim",
            Self::Note(_) => "note",
            Self::Call { .. } => "call",
            Self::Deliver(_) => "deliver",
            Self::MoveCursor => "move",
            Self::SaveCursor => "save",
            Self::Producer(_) => "producer",
            Self::Branch { .. } | Self::Jump(_) | Self::Run(_) | Self::Stop => return None,
        })
    }

    /// Whether the step waits for somebody's answer, which may be a refusal or never come.
    pub fn is_blocking(&self) -> bool {
        match self {
            Self::Begin
            | Self::Commit
            | Self::Rollback
            | Self::UpdateOrder(_)
            | Self::InsertLog
            | Self::InsertTombstone
            | Self::InsertOutbox
            | Self::InsertPayout
            | Self::MarkOutbox(_)
            | Self::Prepare
            | Self::CommitPrepared
            | Self::RollbackPrepared
            | Self::SetRedis(_)
            | Self::IndexElasticsearch(_)
            | Self::Claim(_)
            | Self::Call { .. }
            | Self::Deliver(_)
            | Self::Refund => true,
            Self::Send(options) => options.mode != SendMode::Oneway,
            Self::Producer(step) => *step != ProducerStep::Begin,
            Self::Branch { condition, .. } => condition.is_blocking(),
            Self::End(_)
            | Self::Reply(_)
            | Self::Work(_)
            | Self::Remember(_)
            | Self::Pay
            | Self::PayOnce(_)
            | Self::Ack
            | Self::Note(_)
            | Self::MoveCursor
            | Self::SaveCursor
            | Self::Jump(_)
            | Self::Run(_)
            | Self::Stop => false,
        }
    }

    /// Whether the step can fail. What ends a half message is one-way, but for RocketMQ's gRPC
    /// client, whose `commit()` calls a proxy.
    pub fn can_fail(&self) -> bool {
        self.is_blocking() || matches!(self, Self::End(_))
    }
}

impl Condition {
    /// Whether somebody must be asked.
    pub fn is_blocking(&self) -> bool {
        match self {
            Self::OrderIs(_)
            | Self::LogHasMessage
            | Self::OrderHasNext(_)
            | Self::OutboxHasNext
            | Self::OutboxHasLater
            | Self::BinlogHasNext
            | Self::PreparedHasNext
            | Self::NoteAt(..)
            | Self::PayoutHasOrder
            | Self::RedisHasClaim => true,
            Self::AgeOver(_)
            | Self::OutboxTriedOver(_)
            | Self::NoteIs(_)
            | Self::NoteHasNext(_)
            | Self::InboxOn
            | Self::RepublishOn
            | Self::MemoryHasMessage
            | Self::MemoryIs(_) => false,
        }
    }
}
