//! Chinese sentences for faults.

use crate::scenario::fault::{Anchor, Direction, Down, Fault, Harm};
use crate::shop::Operation;
use crate::sim::choice::Moment;
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::{exact, noun, spaced, subject};

pub(super) fn fault(fault: &Fault) -> String {
    spaced(&sentence(fault))
}

fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Crash { node, mode, anchor, down } => {
            let (who, when) = (subject(*node), when(anchor));
            let what = match mode {
                CrashMode::Process => format!("{who}{when}崩溃"),
                CrashMode::PowerCut => format!("{who}所在主机{when}断电"),
                CrashMode::Destroyed => format!("{who}的机器{when}连同磁盘损毁"),
            };
            match down {
                Down::Default => format!("{what}，随后重启"),
                Down::For(duration) => format!("{what}，{}后重启", exact(*duration)),
                Down::Forever => format!("{what}，不再重启"),
            }
        }
        Fault::Restart { node, anchor } => format!("{}{}重启", subject(*node), when(anchor)),
        Fault::Pause { node, anchor, pause_for } => {
            format!("{}{}停顿{}", subject(*node), when(anchor), exact(*pause_for))
        }
        Fault::Partition { from, to, direction, anchor, cut_for } => {
            let (from, to) = (subject(*from), subject(*to));
            let link = match direction {
                Direction::OneWay => format!("{from}到{to}的网络"),
                Direction::Both => format!("{from}与{to}之间的网络"),
            };
            let length = cut_for
                .map_or("，不再恢复".to_owned(), |cut| format!("，{}后恢复", exact(cut)));
            format!("{link}{}断开{length}", when(anchor))
        }
        Fault::Skew { node, micros, anchor } => skew(*node, *micros, anchor),
        Fault::Message { harm, role, ordinal } => {
            let message = format!("{}（{role} #{ordinal}）", noun(role));
            match harm {
                Harm::Lose => format!("{message}丢失"),
                Harm::Delay(by) => format!("{message}延迟{}", exact(*by)),
                Harm::Duplicate(by) => format!("{message}到达两次，相隔{}", exact(*by)),
                Harm::Fail => format!("{message}被拒绝"),
            }
        }
        Fault::Operate { operation, anchor } => match operation {
            Operation::CheckNow => format!("运维人员{}发起一轮回查", when(anchor)),
            Operation::ResumeDiscarded => {
                format!("运维人员{}恢复已丢弃的半消息", when(anchor))
            }
        },
    }
}

fn skew(node: NodeId, micros: i64, anchor: &Anchor) -> String {
    let by = exact(SimDuration::from_micros(micros.unsigned_abs()));
    let direction = if micros < 0 { "慢" } else { "快" };
    let since = match anchor {
        Anchor::At(SimTime::ZERO) => String::new(),
        Anchor::At(at) => format!("从{}起", exact(at.since(SimTime::ZERO))),
        Anchor::Checkpoint { .. } => when(anchor),
    };
    format!("{}的时钟{since}{direction}{by}", subject(node))
}

fn when(anchor: &Anchor) -> String {
    match anchor {
        Anchor::At(at) => format!("在{}时", exact(at.since(SimTime::ZERO))),
        Anchor::Checkpoint { moment, node, name, ordinal } => {
            let moment = match moment {
                Moment::Before => "之前",
                Moment::After => "之后",
            };
            let which = if *ordinal > 1 { format!(" #{ordinal}") } else { String::new() };
            let place = node.map_or_else(String::new, |node| format!("{}的", subject(node)));
            format!("在{place}{name}{which}{moment}")
        }
    }
}
