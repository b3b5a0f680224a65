//! The words of the fault map in Chinese.

use crate::text::labels::FaultMapLabels;

pub(super) const FAULT_MAP: FaultMapLabels = FaultMapLabels {
    title: "故障地图",
    help: "在每一行、每一步再加一个故障，最坏会怎样。每一格都真正运行过；点一下就能看到它发生。",
    columns: ["崩溃", "断电", "丢失、被拒绝或断链", "延迟、停顿或时钟偏差", "重复或人工操作"],
    comes_to: |fault, code, rest| format!("{fault}：{code}。{rest}"),
    as_without: "与没有它时相同。",
    own: "本次运行已有这个故障。",
    same: "无变化",
    progress: |run, all| format!("已运行 {run} / {all} 个故障"),
    too_large: |run, all| format!("故障太多：共 {all} 个，只试了 {run} 个"),
    at_step: |step| format!("在第 {step} 步再加一个故障"),
    worst: |step, code| format!("在第 {step} 步再加一个故障，最坏是 {code}"),
    impossible: "再加一个故障也不会破坏",
    possible: "再加一个故障就可能破坏",
    avoidable: "再加一个故障还可能挽回",
    inevitable: "无论如何都会破坏",
    from_to: |fate, steps| format!("{fate}（{steps}）"),
    no_return: |step| format!("第 {step} 步起无法挽回"),
    steps: |from, to| {
        if from == to { format!("第 {from} 步") } else { format!("第 {from}–{to} 步") }
    },
    show_band: |name| format!("在时间条上方显示“{name}”何时还会被破坏"),
};
