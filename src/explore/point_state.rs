//! Where faults can strike that need more than a place: a link that is about to be used, a broker
//! that has work for an operator.

use crate::program::step::Program;
use crate::scenario::fault::Anchor;
use crate::shop::message::nodes;
use crate::shop::{Operation, Shop, ShopNode, World};
use crate::sim::choice::{ChoicePoint, Place, Reaching, Sending};
use crate::sim::node::NodeId;
use crate::sim::world::HostStatus;

/// What is so at one choice point, besides the point itself.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct PointState {
    /// To whom the participant that is there sends next, a bit for each. Set only at the last place
    /// before the message leaves.
    receivers: u16,
    chances: OperatorChances,
}

/// What an operator could do.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct OperatorChances {
    can_check: bool,
    can_resume: bool,
}

impl PointState {
    /// Whether a partition that begins here loses a message to this participant, and no other
    /// message that one which begins later would not lose.
    pub(super) fn is_about_to_send_to(self, to: NodeId) -> bool {
        self.receivers >> to.0 & 1 == 1
    }

    /// Whether the broker would do something.
    pub(super) fn has_work_for(self, operation: Operation) -> bool {
        match operation {
            Operation::CheckNow => self.chances.can_check,
            Operation::ResumeDiscarded => self.chances.can_resume,
        }
    }
}

impl OperatorChances {
    /// What an operator could do between two worlds, one event apart.
    pub(super) fn between(shop: &Shop, before: &World, after: &World) -> Self {
        let mut found = Self::of(shop, before, after);
        found.unite(Self::of(shop, after, after));
        found
    }

    /// What could be done in either case.
    pub(super) fn unite(&mut self, other: Self) {
        self.can_check |= other.can_check;
        self.can_resume |= other.can_resume;
    }

    /// What an operator could do in a world, at the time of another.
    fn of(shop: &Shop, world: &World, timed: &World) -> Self {
        let Some(ShopNode::Broker(broker)) = world.find(nodes::BROKER) else {
            return Self::default();
        };
        let is_up = timed.status(nodes::BROKER) == HostStatus::Up;
        Self {
            can_check: is_up
                && broker.has_work_for_check(shop, timed.now(), timed.clock(nodes::BROKER)),
            can_resume: is_up && broker.count_unresumed() > 0,
        }
    }
}

/// What is so at each choice point of an event.
///
/// A partition begins at the last place with a name that the sender reaches before the message
/// leaves, a step of its own before a message that it processes: begun at an earlier one it would
/// lose the same messages.
pub(super) fn point_states(
    points: &[ChoicePoint],
    chances: OperatorChances,
    program: &Program,
) -> Vec<PointState> {
    let mut point_states = vec![PointState::default(); points.len()];
    for (place, point) in points.iter().enumerate() {
        if let ChoicePoint::Send(Sending { from, to, .. }) = *point
            && let Some(last) = last_place(&points[..place], (from, to), program)
        {
            point_states[last].receivers |= 1 << to.0;
        }
    }
    for (point_state, point) in point_states.iter_mut().zip(points) {
        if let ChoicePoint::Checkpoint(reaching) = point
            && chances != OperatorChances::default()
            && has_full_name(reaching, program)
        {
            point_state.chances = chances;
        }
    }
    point_states
}

/// The last place of the sender after its last message to the same receiver.
fn last_place(
    points: &[ChoicePoint],
    (sender, receiver): (NodeId, NodeId),
    program: &Program,
) -> Option<usize> {
    let is_earlier = |point: &ChoicePoint| match point {
        ChoicePoint::Send(earlier) => (earlier.from, earlier.to) == (sender, receiver),
        _ => false,
    };
    let first = points.iter().rposition(is_earlier).map_or(0, |earlier| earlier + 1);
    let places = || (first..points.len()).rev();
    let is_place = |at: usize, wanted: Place| {
        matches!(&points[at], ChoicePoint::Checkpoint(reaching)
            if reaching.node == sender
                && reaching.place == wanted
                && has_full_name(reaching, program))
    };
    let step = places().find(|at| is_place(*at, Place::Step));
    step.or_else(|| places().find(|at| is_place(*at, Place::Message)))
}

/// Whether a short anchor of a fault that strikes whoever is there means this place and no other.
pub(super) fn has_name(reaching: &Reaching, program: &Program) -> bool {
    is_meant(&anchor(reaching, 1), Some(reaching.node), reaching, program)
}

/// Whether an anchor that names the participant means this place and no other.
pub(super) fn has_full_name(reaching: &Reaching, program: &Program) -> bool {
    is_meant(&full_anchor(reaching, 1), None, reaching, program)
}

/// Whether an anchor means this place and no other.
fn is_meant(
    anchor: &Anchor,
    struck: Option<NodeId>,
    reaching: &Reaching,
    program: &Program,
) -> bool {
    let Reaching { node, moment, name, place } = *reaching;
    anchor.resolve(struck, program).is_some_and(|found| {
        (found.moment, found.node, found.name, found.place) == (moment, Some(node), name, place)
    })
}

/// The short anchor of a place.
pub(super) fn anchor(reaching: &Reaching, ordinal: u32) -> Anchor {
    let Reaching { moment, name, .. } = *reaching;
    Anchor::Checkpoint { moment, node: None, name, ordinal }
}

/// The anchor of a place that names the participant.
pub(super) fn full_anchor(reaching: &Reaching, ordinal: u32) -> Anchor {
    anchor(reaching, ordinal).at_node(reaching.node)
}
