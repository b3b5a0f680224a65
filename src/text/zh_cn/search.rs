//! 搜索所试内容的中文说法。

use crate::explore::FaultKind;

pub(super) fn tried_kind(kind: FaultKind, lengths: &str) -> String {
    match kind {
        FaultKind::Crash => {
            format!("除支付系统外，任何一方在某一步或某条消息处崩溃，{lengths}后恢复")
        }
        FaultKind::Lose => "消息丢失".to_owned(),
        FaultKind::Fail => "消息被拒绝".to_owned(),
        FaultKind::Duplicate => format!("消息在{lengths}后重复到达"),
        FaultKind::Delay => format!("消息迟到{lengths}"),
        FaultKind::Pause => {
            format!("除支付系统外，任何一方在某一步或某条消息之后停顿{lengths}")
        }
        FaultKind::PowerCut => format!("Broker 断电，{lengths}后恢复"),
        FaultKind::Partition => format!("消息发出前，链路单向或双向中断{lengths}"),
        FaultKind::Skew => format!("与别的时钟相比较的时钟，从一开始就快{lengths}"),
        FaultKind::CheckNow => "运维人员立即回查（在有作用之处）".to_owned(),
        FaultKind::ResumeDiscarded => "运维人员恢复已丢弃的消息".to_owned(),
        FaultKind::Destroy => format!("Broker 的机器连同磁盘损毁，{lengths}后恢复"),
    }
}

pub(super) fn any_of(words: &[String]) -> String {
    words.join("或")
}

pub(super) fn tried_all(kinds: &[String]) -> String {
    match kinds {
        [] => "没有试任何故障。".to_owned(),
        _ => format!("在每次运行的每一处试过：{}。", kinds.join("；")),
    }
}

pub(super) fn not_tried(kinds: &[String]) -> String {
    let left_out = match kinds {
        [] => String::new(),
        _ => format!("；以及这些种类的故障：{}", kinds.join("、")),
    };
    format!(
        "没有试过：其他时长和其他设置；在指定时刻发生的故障；提前重启；偏慢或中途改动的时钟；\
         Broker 以外各方断电；支付系统崩溃或停顿{left_out}。"
    )
}

pub(super) fn left_out(listed: usize, drawn: usize) -> String {
    let faults = match (listed, drawn) {
        (listed, 0) => format!("{listed} 个故障"),
        (0, drawn) => format!("由种子抽取的 {drawn} 个故障"),
        (listed, drawn) => format!("{listed} 个故障，以及由种子抽取的 {drawn} 个"),
    };
    format!("搜索时不带本场景已有的故障（{faults}）。")
}
