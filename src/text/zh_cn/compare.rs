//! Chinese labels of the page that compares strategies.

use super::super::labels::CompareLabels;

pub(super) const COMPARE: CompareLabels = CompareLabels {
    compare: "对照",
    table: "按虚拟时间，每种策略下发生了什么",
    time: "时间",
    add_column: "添加策略",
    remove_column: |title| format!("移除：{title}"),
    open_in_lab: |title| format!("在实验中打开：{title}"),
    strategy_of: |number| format!("策略 {number}"),
    add_fault: "给所有策略加故障…",
    no_faults: "目前没有故障。",
    none_broken: "没有打破任何保证",
    did_not_happen: |fault| format!("没有发生：{fault}"),
    they_differ: "从这里开始不同。",
    they_part: |time| format!("{time}起分道："),
    breaks: |name| format!("打破“{name}”"),
    keeps: |name| format!("守住“{name}”"),
    comma: "；",
    part_later: |time| format!("到目前为止结果相同；从 {time}起不同。"),
    never_part: "它们的结果相同。",
    go_there: "跳到那里",
};
