//! What a menu offers, target by target.

use crate::ordered::sort_by_key;
use crate::program::step::{Decision, Op};
use crate::run::Run;
use crate::scenario::fault::{Anchor, COPY_AFTER, Direction, Down, Fault, FaultAct};
use crate::shop::message::nodes;
use crate::shop::{Operation, World, broker};
use crate::sim::choice::{Harm, Moment};
use crate::sim::node::{CrashMode, Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::world::HostStatus;
use crate::timeline::{anchor_at, anchor_of_line, request_of_line};
use crate::ui::action::Action;
use crate::ui::fault_map::state::Ask;
use crate::ui::state::AppState;

use super::{Target, Verb, WhyNot, is_checked};

const PAUSE: SimDuration = SimDuration::from_secs(60);
const OUTAGE: SimDuration = SimDuration::from_secs(600);
const CUT: SimDuration = SimDuration::from_secs(4);
const DELAYS: [SimDuration; 2] = [SimDuration::from_secs(4), SimDuration::from_secs(40)];

/// One line of a menu.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it says.
    pub verb: Verb,
    /// What it does, or why it cannot.
    pub choice: Result<Action, WhyNot>,
}

/// The items of a menu.
pub fn items(state: &AppState, target: Target) -> Vec<Item> {
    let run = &state.timeline.run;
    let world = state.timeline.world_at(state.playhead);
    let mut items = match target {
        Target::Node(node) => node_items(state, &world, node),
        Target::Line(line) => line_items(run, line),
        Target::Message(id) => message_items(run, id),
        Target::Here => here_items(state, &world),
        Target::Step(step) => return mapped_items(state, step),
    };
    for item in &mut items {
        // The same fault twice strikes once; a second chip would only look like another.
        if let Ok(Action::Inject(fault)) = &item.choice
            && state.scenario().faults.contains(fault)
        {
            item.choice = Err(WhyNot::AlreadySo);
        }
    }
    items
}

/// The faults of a step with what they come to, the worst first.
fn mapped_items(state: &AppState, step: u32) -> Vec<Item> {
    let entries = state.fault_map().map_or(&[][..], |map| &map.entries);
    let mut found: Vec<_> =
        (0..entries.len()).filter(|index| entries[*index].step == step).collect();
    sort_by_key(&mut found, |index| entries[*index].outcome);
    let item =
        |index| Item { verb: Verb::Mapped(index), choice: Ok(Action::Map(Ask::Play(index))) };
    found.into_iter().map(item).collect()
}

fn inject(verb: Verb, fault: Fault) -> Item {
    Item { verb, choice: Ok(Action::Inject(fault)) }
}

fn node_items(state: &AppState, world: &World, node: NodeId) -> Vec<Item> {
    let run = &state.timeline.run;
    let anchor = anchor_at(run, state.playhead, Some(node));
    let is_down = matches!(world.status(node), HostStatus::Down { .. });
    let when_up = |verb, act| {
        let fault = Action::Inject(Fault { act, anchor });
        Item { verb, choice: if is_down { Err(WhyNot::IsDown) } else { Ok(fault) } }
    };
    let crash = |mode, down| FaultAct::Crash { node, mode, down };
    let mut items = vec![
        when_up(
            Verb::CrashFor(node, state.scenario().config.restart_after),
            crash(CrashMode::Process, Down::Default),
        ),
        when_up(Verb::CrashFor(node, OUTAGE), crash(CrashMode::Process, Down::For(OUTAGE))),
        when_up(Verb::CrashForever(node), crash(CrashMode::Process, Down::Forever)),
        when_up(Verb::PowerCut(node), crash(CrashMode::PowerCut, Down::Default)),
        when_up(Verb::Pause(node, PAUSE), FaultAct::Pause { node, pause_for: PAUSE }),
        Item {
            verb: Verb::Restart(node),
            choice: if is_down {
                // The dead do nothing that could be named, so a restart comes at a time.
                let anchor =
                    Anchor::At(run.trace.step_time(state.playhead) + SimDuration::from_millis(1));
                Ok(Action::Inject(Fault { act: FaultAct::Restart { node }, anchor }))
            } else {
                Err(WhyNot::IsUp)
            },
        },
    ];
    let is_slave = node == nodes::SLAVE;
    if is_slave || nodes::place(node).is_some() && run.shop.has(nodes::BROKER) {
        let (to, direction, cut_for) = (nodes::BROKER, Direction::Both, Some(CUT));
        let act = FaultAct::Partition { from: node, to, direction, cut_for };
        let cut = Fault { act, anchor: anchor.at_node(node) };
        items.push(inject(Verb::CutFromBroker(node, CUT), cut));
    }
    if node == nodes::BROKER {
        let destroy = crash(CrashMode::Destroyed, Down::Default);
        items.insert(4, when_up(Verb::Destroy(node), destroy));
    }
    if node == nodes::BROKER && is_checked(run) {
        items.extend(check_items(state, world));
    }
    items
}

fn check_items(state: &AppState, world: &World) -> Vec<Item> {
    let anchor = anchor_at(&state.timeline.run, state.playhead, None);
    let operate = |operation| Fault { act: FaultAct::Operate(operation), anchor };
    let has_discarded = broker(world).count_unresumed() > 0;
    let resume = if has_discarded {
        Ok(Action::Inject(operate(Operation::ResumeDiscarded)))
    } else {
        Err(WhyNot::NothingDiscarded)
    };
    let mut items = vec![
        inject(Verb::CheckNow, operate(Operation::CheckNow)),
        Item { verb: Verb::ResumeDiscarded, choice: resume },
    ];
    let now = state.scenario().config.checker_answer;
    for answer in [None, Some(Decision::Commit), Some(Decision::Rollback), Some(Decision::Unknown)]
    {
        let word = answer.map_or("program", Decision::word).to_owned();
        let choice = if answer == now {
            Err(WhyNot::AlreadySo)
        } else {
            Ok(Action::Set("checker.answer", word))
        };
        items.push(Item { verb: Verb::CheckerAnswer(answer), choice });
    }
    items
}

fn line_items(run: &Run, line: u16) -> Vec<Item> {
    let crash = |verb, moment| {
        let choice = match anchor_of_line(run, line, moment) {
            Some((node, anchor)) => {
                let (mode, down) = (CrashMode::Process, Down::Default);
                Ok(Action::Inject(Fault { act: FaultAct::Crash { node, mode, down }, anchor }))
            }
            None => Err(WhyNot::NeverRan),
        };
        Item { verb, choice }
    };
    let mut items = vec![
        crash(Verb::CrashBeforeLine, Moment::Before),
        crash(Verb::CrashAfterLine, Moment::After),
    ];
    if let Some(role) = refusable_role(run, line) {
        let choice = match request_of_line(run, line, role) {
            Some(ordinal) => {
                let anchor = Anchor::Message { role, ordinal };
                Ok(Action::Inject(Fault { act: FaultAct::Fail, anchor }))
            }
            None => Err(WhyNot::NeverRan),
        };
        items.push(Item { verb: Verb::RefuseLine, choice });
    }
    items
}

/// The role of the request that a line sends, if its receiver can refuse it.
fn refusable_role(run: &Run, line: u16) -> Option<&'static str> {
    let step = run.shop.program.steps.iter().find(|step| step.line == line)?;
    match step.op {
        Op::Commit
        | Op::UpdateOrder(_)
        | Op::InsertLog
        | Op::InsertTombstone
        | Op::InsertOutbox
        | Op::InsertPayout
        | Op::MarkOutbox(_)
        | Op::Prepare
        | Op::CommitPrepared
        | Op::RollbackPrepared
        | Op::Claim(_)
        | Op::Call { .. }
        | Op::Deliver(_)
        | Op::SetRedis(_)
        | Op::IndexElasticsearch(_)
        | Op::Send(_) => step.op.name(),
        _ => None,
    }
}

fn message_items(run: &Run, wanted: MessageId) -> Vec<Item> {
    let Some(span) = run.spans().message(wanted) else { return Vec::new() };
    let (role, ordinal, to) = (span.message.role(), span.ordinal, span.to);
    let is_reply = span.message.is_reply();
    let anchor = Anchor::Message { role, ordinal };
    let harm = |verb, harm| inject(verb, Fault { act: FaultAct::Harm(harm), anchor });
    let mut items = vec![harm(Verb::Lose, Harm::Lose)];
    items.extend(DELAYS.map(|by| harm(Verb::Delay(by), Harm::Delay(by))));
    items.push(harm(Verb::Duplicate, Harm::Duplicate(COPY_AFTER)));
    let refuses = matches!(
        to,
        nodes::DATABASE | nodes::REDIS | nodes::ELASTICSEARCH | nodes::BROKER | nodes::PROXY
    );
    if (refuses || matches!(role, "call" | "ask")) && !is_reply {
        items.push(inject(Verb::Refuse, Fault { act: FaultAct::Fail, anchor }));
    }
    items
}

/// What can strike at a moment of the time bar: the few faults that tell the course's story.
fn here_items(state: &AppState, world: &World) -> Vec<Item> {
    let run = &state.timeline.run;
    let crash = |node, verb, mode| {
        let anchor = anchor_at(run, state.playhead, Some(node));
        let is_down = matches!(world.status(node), HostStatus::Down { .. });
        let act = FaultAct::Crash { node, mode, down: Down::Default };
        let fault = Fault { act, anchor };
        let choice = if is_down { Err(WhyNot::IsDown) } else { Ok(Action::Inject(fault)) };
        Item { verb, choice }
    };
    let down_for = state.scenario().config.restart_after;
    let mut items: Vec<_> = run
        .shop
        .participants()
        .into_iter()
        .filter(|node| *node != nodes::PAYMENT)
        .map(|node| crash(node, Verb::CrashFor(node, down_for), CrashMode::Process))
        .collect();
    if run.shop.has(nodes::BROKER) {
        let power_cut = Verb::PowerCut(nodes::BROKER);
        items.push(crash(nodes::BROKER, power_cut, CrashMode::PowerCut));
    }
    if is_checked(run) {
        items.extend(check_items(state, world).into_iter().take(1));
    }
    items
}
