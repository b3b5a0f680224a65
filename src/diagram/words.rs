//! Words put together for the diagram. The words themselves are in [`crate::text`], but for the
//! names that a narrow head needs.

use crate::program::step::Words;
use crate::run::Run;
use crate::shop::Operation;
use crate::shop::message::nodes;
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};

use super::LinkChange;

/// A name that fits a narrow head.
pub fn short_name(lang: Lang, node: NodeId) -> &'static str {
    let (en, zh) = match node {
        nodes::PAYMENT => ("Payment", "支付"),
        nodes::ORDER_1 => ("Order 1", "订单 1"),
        nodes::ORDER_2 => ("Order 2", "订单 2"),
        nodes::DATABASE => ("DB", "订单库"),
        nodes::REDIS => ("Redis", "Redis"),
        nodes::ELASTICSEARCH => ("Search", "ES"),
        nodes::BROKER => ("Broker", "消息队列"),
        _ => ("Packets", "红包"),
    };
    pick(lang, en, zh)
}

/// A crash, and when it is over.
pub fn crash(lang: Lang, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let badges = &lang.words().badges;
    let what = match mode {
        CrashMode::Process => badges.crash,
        CrashMode::PowerCut => badges.power_cut,
    };
    let until = down_for.map(|down_for| text::exact_duration(lang, down_for));
    match (lang, until) {
        (Lang::En, Some(until)) => format!("{what}, back in {until}"),
        (Lang::En, None) => format!("{what}, for good"),
        (Lang::ZhCn, Some(until)) => format!("{what}，{until}后重启"),
        (Lang::ZhCn, None) => format!("{what}，不再恢复"),
    }
}

/// A new start. The payment system and the stores keep nothing in memory that they could lose.
pub fn restart(lang: Lang, node: NodeId) -> &'static str {
    match node {
        nodes::PAYMENT | nodes::REDIS | nodes::ELASTICSEARCH => pick(lang, "restarted", "重启"),
        _ => lang.words().badges.restarted,
    }
}

/// A pause.
pub fn pause(lang: Lang, pause_for: SimDuration) -> String {
    format!("{} {}", lang.words().badges.paused, text::exact_duration(lang, pause_for))
}

/// The end of a pause.
pub fn resume(lang: Lang) -> &'static str {
    lang.words().badges.resumed
}

/// A clock that is off.
pub fn skew(lang: Lang, micros: i64) -> String {
    let by = text::exact_duration(lang, SimDuration::from_micros(micros.unsigned_abs()));
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
        Operation::CheckNow => pick(lang, "operator: check now", "运维操作：立即回查"),
        Operation::ResumeDiscarded => {
            pick(lang, "operator: resume discarded", "运维操作：恢复已丢弃的半消息")
        }
    }
}

/// A change of a link.
pub fn partition(lang: Lang, change: LinkChange) -> &'static str {
    match change {
        LinkChange::Cut => pick(lang, "link cut", "连接切断"),
        LinkChange::Repaired => pick(lang, "link works again", "连接恢复"),
    }
}

/// Which check of a half message it is, of how many.
pub fn check(lang: Lang, number: u8, of: u8) -> String {
    match lang {
        Lang::En => format!("check {number}/{of}"),
        Lang::ZhCn => format!("第 {number} 次回查，共 {of} 次"),
    }
}

/// A second copy of a message.
pub fn copy(lang: Lang, label: &str) -> String {
    match lang {
        Lang::En => format!("copy: {label}"),
        Lang::ZhCn => format!("副本：{label}"),
    }
}

/// The title of an exported picture: the strategy's.
pub fn title(lang: Lang, run: &Run) -> &str {
    let Words { en, zh } = &run.shop.program.header.title;
    pick(lang, en, zh)
}

fn pick<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::ZhCn => zh,
    }
}
