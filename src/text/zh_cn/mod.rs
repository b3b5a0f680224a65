//! Simplified Chinese. Terms are those of the Chinese documents of Apache `RocketMQ`: 半消息, 回查, 提交,
//! 回滚, 生产者组. Punctuation is full-width; a space stands between Chinese and Latin text or digits.

mod compare;
mod errors;
mod events;
mod facts;
mod fault_map;
mod faults;
mod labels;
mod marks;
mod messages;
mod phrases;
mod program;
mod replies;
mod search;
mod settings;
mod summary;
mod tables;

use crate::shop::message::OrderId;
use crate::sim::node::NodeId;
use crate::sim::time::SimDuration;

use super::catalogue::{self, Catalogue};
use super::quantity::{self, Quantity};

/// All Chinese words.
pub(super) static CATALOGUE: Catalogue = const {
    Catalogue {
        code: "zh-CN",
        native_name: "简体中文",
        tags: &["zh", "zho", "chi", "cn", "cmn"],
        page: labels::PAGE,
        themes: labels::THEMES,
        scenarios: labels::SCENARIOS,
        program: labels::PROGRAM,
        setting: labels::SETTING,
        faults: labels::FAULTS,
        reasons: labels::REASONS,
        transport: labels::TRANSPORT,
        badges: labels::BADGES,
        guarantee: labels::GUARANTEE,
        state: labels::STATE,
        share: labels::SHARE,
        export: labels::EXPORT,
        help: labels::HELP,
        notices: labels::NOTICES,
        nodes: tables::NODES,
        roles: tables::ROLES,
        guarantees: tables::GUARANTEES,
        settings: settings::SETTINGS,
        phrases: phrases::PHRASE_WORDS,
        phrase_group: phrases::group,
        of_file: |words| &words.zh,
        outcome: tables::outcome,
        standing: tables::standing,
        group: settings::group,
        message_label: messages::label,
        mark_label: marks::label,
        loss_label: messages::loss,
        event: events::event,
        fault: faults::fault,
        summary: summary::summary,
        scenario_error: errors::scenario,
        scenario_message: errors::message,
        takes: errors::takes,
        program_error: program::placed,
        program_message: program::message,
        program_warning: program::warning,
        quantity,
        search: labels::SEARCH,
        clauses: summary::clauses,
        compare: compare::COMPARE,
        fault_map: fault_map::FAULT_MAP,
    }
    .checked()
};

fn quantity(quantity: Quantity) -> String {
    match quantity {
        Quantity::Micros(micros) => format!("{micros} 微秒"),
        Quantity::Millis(millis) => format!("{millis} 毫秒"),
        Quantity::Seconds(seconds) => format!("{seconds} 秒"),
        Quantity::Minutes(minutes, None) => format!("{minutes} 分钟"),
        Quantity::Minutes(minutes, Some(seconds)) => format!("{minutes} 分 {seconds} 秒"),
        Quantity::Hours(hours, None, None) => format!("{hours} 小时"),
        Quantity::Hours(hours, minutes, seconds) => {
            let minutes = minutes.map(|minutes| format!(" {minutes} 分")).unwrap_or_default();
            let seconds = seconds.map(|seconds| format!(" {seconds} 秒")).unwrap_or_default();
            format!("{hours} 小时{minutes}{seconds}")
        }
    }
}

/// A length of time that somebody set.
fn exact(duration: SimDuration) -> String {
    quantity(quantity::exact(duration))
}

/// `订单 1`: people count from one.
fn order(order: OrderId) -> String {
    order.known().map_or_else(
        || "接下来读到的记录".to_owned(),
        |order| format!("订单 {}", u16::from(order.0) + 1),
    )
}

/// A participant inside a sentence.
fn subject(node: NodeId) -> &'static str {
    catalogue::node(&CATALOGUE, node).subject
}

/// A message inside a sentence, by its role.
fn noun(role: &'static str) -> &'static str {
    catalogue::role(&CATALOGUE, role).map_or(role, |words| words.noun)
}

/// The text with a space at every place where Chinese meets Latin letters, digits or code.
/// Templates are written without those spaces, because only the words put into them decide where
/// they belong: `支付系统向Broker…` and `订单服务 1 向 Broker…` come from one template.
fn spaced(text: &str) -> String {
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_latin = |letter: char| letter.is_ascii_alphanumeric() || "`#".contains(letter);
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut last = None;
    for letter in text.chars() {
        let meets = |left: char| {
            (is_chinese(left) && is_latin(letter)) || (is_latin(left) && is_chinese(letter))
        };
        if last.is_some_and(meets) {
            spaced.push(' ');
        }
        spaced.push(letter);
        last = Some(letter);
    }
    spaced
}
