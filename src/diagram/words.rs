//! Words that only the diagram needs. Everything that is also said elsewhere is in [`crate::text`].

use crate::shop::Operation;
use crate::shop::message::nodes;
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;
use crate::text::Lang;

use super::LinkChange;

/// A name that fits a narrow head.
pub fn short_name(lang: Lang, node: NodeId) -> &'static str {
    let (en, zh) = match node {
        nodes::PAYMENT => ("Payment", "支付"),
        nodes::ORDER_1 => ("Order", "订单"),
        nodes::ORDER_2 => ("Order 2", "订单 2"),
        nodes::DATABASE => ("Database", "数据库"),
        nodes::REDIS => ("Redis", "Redis"),
        nodes::ELASTICSEARCH => ("Search", "ES"),
        nodes::BROKER => ("Broker", "消息队列"),
        _ => ("Packets", "红包"),
    };
    pick(lang, en, zh)
}

/// Folded time.
pub fn idle(lang: Lang, skipped: SimDuration) -> String {
    let duration = duration(lang, skipped);
    match lang {
        Lang::En => format!("idle for {duration}"),
        Lang::ZhCn => format!("空闲 {duration}"),
    }
}

/// A crash.
pub fn crash(lang: Lang, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let what = match mode {
        CrashMode::Process => pick(lang, "crash", "崩溃"),
        CrashMode::PowerCut => pick(lang, "power cut", "断电"),
    };
    match (lang, down_for) {
        (Lang::En, Some(down_for)) => format!("{what}, back in {}", duration(lang, down_for)),
        (Lang::En, None) => format!("{what}, for good"),
        (Lang::ZhCn, Some(down_for)) => format!("{what}，{}后重启", duration(lang, down_for)),
        (Lang::ZhCn, None) => format!("{what}，不再恢复"),
    }
}

/// A new start. What has a disk still has what is on it.
pub fn restart(lang: Lang, node: NodeId) -> &'static str {
    match node {
        nodes::ORDER_1 | nodes::ORDER_2 => {
            pick(lang, "restarted · memory empty", "重启 · 内存清空")
        }
        _ => pick(lang, "restarted", "重启"),
    }
}

/// A pause.
pub fn pause(lang: Lang, pause_for: SimDuration) -> String {
    let duration = duration(lang, pause_for);
    match lang {
        Lang::En => format!("stands still for {duration}"),
        Lang::ZhCn => format!("停顿 {duration}"),
    }
}

/// The end of a pause.
pub fn resume(lang: Lang) -> &'static str {
    pick(lang, "goes on", "恢复运行")
}

/// A clock that is off.
pub fn skew(lang: Lang, micros: i64) -> String {
    let by = duration(lang, SimDuration::from_micros(micros.unsigned_abs()));
    match (lang, micros < 0) {
        (Lang::En, false) => format!("clock {by} ahead"),
        (Lang::En, true) => format!("clock {by} behind"),
        (Lang::ZhCn, false) => format!("时钟快 {by}"),
        (Lang::ZhCn, true) => format!("时钟慢 {by}"),
    }
}

/// An operator's act.
pub fn operation(lang: Lang, operation: Operation) -> &'static str {
    match operation {
        Operation::CheckNow => pick(lang, "operator: check now", "人工触发回查"),
        Operation::ResumeDiscarded => pick(lang, "operator: resume discarded", "人工恢复已丢弃消息"),
    }
}

/// A change of a link.
pub fn partition(lang: Lang, change: LinkChange) -> &'static str {
    match change {
        LinkChange::Cut => pick(lang, "link cut", "网络中断"),
        LinkChange::Repaired => pick(lang, "link repaired", "网络恢复"),
    }
}

/// Which check of a half message it is, of how many.
pub fn check(lang: Lang, number: u8, of: u8) -> String {
    match lang {
        Lang::En => format!("check {number}/{of}"),
        Lang::ZhCn => format!("第 {number}/{of} 次回查"),
    }
}

/// A second copy of a message.
pub fn copy(lang: Lang, label: &str) -> String {
    match lang {
        Lang::En => format!("duplicate: {label}"),
        Lang::ZhCn => format!("重复：{label}"),
    }
}

/// A message that its receiver refused.
pub fn refused(lang: Lang) -> &'static str {
    pick(lang, "refused", "拒绝")
}

/// An answer that nobody waits for any more.
pub fn ignored(lang: Lang) -> &'static str {
    pick(lang, "late, ignored", "迟到，忽略")
}

/// The title of an exported picture.
pub fn title(lang: Lang, strategy: &str) -> String {
    match lang {
        Lang::En => format!("{strategy} · sequence diagram"),
        Lang::ZhCn => format!("{strategy} · 时序图"),
    }
}

/// The name of a program that a person wrote.
pub fn custom_program(lang: Lang) -> &'static str {
    pick(lang, "custom program", "自定义程序")
}

/// Why a message never arrives.
pub fn loss(lang: Lang, reason: LossReason) -> &'static str {
    match reason {
        LossReason::Fault => pick(lang, "lost", "丢失"),
        LossReason::Partition => pick(lang, "link cut", "网络中断"),
        LossReason::ProcessDown => pick(lang, "connection refused", "连接被拒"),
        LossReason::HostDown => pick(lang, "host is down", "主机已断电"),
    }
}

/// A duration for people.
pub fn duration(lang: Lang, duration: SimDuration) -> String {
    let millis = duration.as_millis();
    match lang {
        Lang::En => format!("{}.{} s", millis / 1_000, millis / 100 % 10),
        Lang::ZhCn => format!("{}.{} 秒", millis / 1_000, millis / 100 % 10),
    }
}

fn pick(lang: Lang, en: &'static str, zh: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::ZhCn => zh,
    }
}
