//! The short phrases that only the text exports need: what a picture shows by shape, and a line of
//! Mermaid, PlantUML or plain text must say.

use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::LossReason;

use super::{Lang, duration};

/// The phrases of one language.
#[derive(Clone, Copy, Debug)]
pub struct ExportWords {
    /// Nothing happened for this long, until this moment.
    pub idle: fn(SimDuration, SimTime) -> String,
    /// Why a message never arrived.
    pub lost: fn(LossReason) -> &'static str,
    /// A message that had not arrived when the run was stopped.
    pub in_flight: &'static str,
    /// A fault made the receiver refuse the message.
    pub refused: &'static str,
    /// When a message left that arrives much later.
    pub sent_at: fn(SimTime) -> String,
    /// At the sender: this message (its label) is delayed by this much.
    pub delayed: fn(&str, SimDuration) -> String,
    /// A link lets nothing through, from the first to the second.
    pub cut: fn(&str, &str) -> String,
    /// The same, in both directions.
    pub cut_both: fn(&str, &str) -> String,
    /// A link works again.
    pub repaired: fn(&str, &str) -> String,
    /// The same, in both directions.
    pub repaired_both: fn(&str, &str) -> String,
    /// Heading of the frame round a database transaction.
    pub transaction: &'static str,
    /// The outcome codes.
    pub outcome: fn(&str) -> String,
    /// A guarantee (id, number) that is broken since a moment.
    pub broken: fn(&str, &str, SimTime) -> String,
    /// A guarantee (id, number) that the stopped run leaves open.
    pub undecided: fn(&str, &str) -> String,
    /// A fault (its sentence) whose place was never reached.
    pub did_not_happen: fn(&str) -> String,
}

/// The phrases of a language.
pub fn export_words(lang: Lang) -> &'static ExportWords {
    match lang {
        Lang::En => &EN,
        Lang::ZhCn => &ZH_CN,
    }
}

static EN: ExportWords = ExportWords {
    idle: |length, until| format!("{} later, at {until}", long(length)),
    lost: |reason| match reason {
        LossReason::Fault => "lost",
        LossReason::Partition => "lost: the link is cut",
        LossReason::ProcessDown => "not delivered: the process is down, connection refused",
        LossReason::HostDown => "not delivered: the host is down, silence",
    },
    in_flight: "still on its way when the run was stopped",
    refused: "refused by the receiver",
    sent_at: |at| format!("sent at {at}"),
    delayed: |label, by| format!("{label}: on its way, {} late", long(by)),
    cut: |from, to| format!("link cut: nothing gets from {from} to {to}"),
    cut_both: |one, other| format!("link cut between {one} and {other}"),
    repaired: |from, to| format!("link repaired from {from} to {to}"),
    repaired_both: |one, other| format!("link repaired between {one} and {other}"),
    transaction: "database transaction",
    outcome: |codes| format!("Outcome: {codes}"),
    broken: |id, number, since| format!("{number} {id}: broken at {since}"),
    undecided: |id, number| format!("{number} {id}: undecided"),
    did_not_happen: |fault| format!("did not happen: {fault}"),
};

static ZH_CN: ExportWords = ExportWords {
    idle: |length, until| format!("{}后，时刻 {until}", long_zh(length)),
    lost: |reason| match reason {
        LossReason::Fault => "丢失",
        LossReason::Partition => "丢失：网络不通",
        LossReason::ProcessDown => "未送达：进程已停止，连接被拒绝",
        LossReason::HostDown => "未送达：主机已断电，没有任何回应",
    },
    in_flight: "运行停止时仍在途中",
    refused: "被接收方拒绝",
    sent_at: |at| format!("发送于 {at}"),
    delayed: |label, by| format!("{label}：在途中，延迟 {}", long_zh(by)),
    cut: |from, to| format!("网络中断：{from} 到 {to} 不通"),
    cut_both: |one, other| format!("网络中断：{one} 与 {other} 之间不通"),
    repaired: |from, to| format!("网络恢复：{from} 到 {to}"),
    repaired_both: |one, other| format!("网络恢复：{one} 与 {other}"),
    transaction: "数据库事务",
    outcome: |codes| format!("结果：{codes}"),
    broken: |id, number, since| format!("{number} {id}：自 {since} 起被破坏"),
    undecided: |id, number| format!("{number} {id}：尚无定论"),
    did_not_happen: |fault| format!("没有发生：{fault}"),
};

fn long(length: SimDuration) -> String {
    duration(Lang::En, length)
}

fn long_zh(length: SimDuration) -> String {
    duration(Lang::ZhCn, length)
}
