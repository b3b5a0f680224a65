//! English sentences for faults.

use crate::scenario::fault::{Anchor, Direction, Down, Fault, Harm};
use crate::shop::Operation;
use crate::sim::choice::Moment;
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::{exact, noun, subject};

pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Crash { node, mode, anchor, down } => {
            let what = match mode {
                CrashMode::Process => format!("{} crashes", subject(*node)),
                CrashMode::PowerCut => format!("the host of {} loses power", subject(*node)),
                CrashMode::Destroyed => {
                    format!("the machine of {} is destroyed", subject(*node))
                }
            };
            format!("{what} {}{}", when(anchor), down_for(*down))
        }
        Fault::Restart { node, anchor } => {
            format!("{} is restarted {}", subject(*node), when(anchor))
        }
        Fault::Pause { node, anchor, pause_for } => {
            format!("{} stands still {}, for {}", subject(*node), when(anchor), exact(*pause_for))
        }
        Fault::Partition { from, to, direction, anchor, cut_for } => {
            let (from, to) = (subject(*from), subject(*to));
            let link = match direction {
                Direction::OneWay => format!("the link from {from} to {to}"),
                Direction::Both => format!("the link between {from} and {to}"),
            };
            let length =
                cut_for.map_or(", for ever".to_owned(), |cut| format!(", for {}", exact(cut)));
            format!("{link} is cut {}{length}", when(anchor))
        }
        Fault::Skew { node, micros, anchor } => skew(*node, *micros, anchor),
        Fault::Message { harm, role, ordinal } => {
            let message = format!("{} (`{role}` #{ordinal})", noun(role));
            match harm {
                Harm::Lose => format!("{message} is lost"),
                Harm::Delay(by) => format!("{message} is delayed by {}", exact(*by)),
                Harm::Duplicate(by) => format!("{message} arrives twice, {} apart", exact(*by)),
                Harm::Fail => format!("{message} is refused"),
            }
        }
        Fault::Operate { operation, anchor } => match operation {
            Operation::CheckNow => format!("an operator starts a check round {}", when(anchor)),
            Operation::ResumeDiscarded => {
                format!("an operator puts discarded half messages back {}", when(anchor))
            }
        },
    }
}

fn skew(node: NodeId, micros: i64, anchor: &Anchor) -> String {
    let by = exact(SimDuration::from_micros(micros.unsigned_abs()));
    let where_to = if micros < 0 { "behind" } else { "ahead" };
    let since = match anchor {
        Anchor::At(SimTime::ZERO) => String::new(),
        _ => format!(" {}", when(anchor)),
    };
    format!("the clock of {} is {by} {where_to}{since}", subject(node))
}

fn when(anchor: &Anchor) -> String {
    match anchor {
        Anchor::At(at) => format!("at {}", exact(at.since(SimTime::ZERO))),
        Anchor::Checkpoint { moment, node, name, ordinal } => {
            let moment = match moment {
                Moment::Before => "before",
                Moment::After => "after",
            };
            let which = if *ordinal > 1 { format!(" #{ordinal}") } else { String::new() };
            let place = node.map_or_else(String::new, |node| format!(" at {}", subject(node)));
            format!("{moment} `{name}`{which}{place}")
        }
    }
}

fn down_for(down: Down) -> String {
    match down {
        Down::Default => " and is restarted".to_owned(),
        Down::For(duration) => format!(", for {}", exact(duration)),
        Down::Forever => ", for ever".to_owned(),
    }
}
