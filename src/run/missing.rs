//! What ought to have happened in a run and never does. Only what the witness of a broken guarantee
//! says is missing counts: the order that breaks it, and what that order lacks. No words here.
//!
//! | guarantee | an order breaks it that is | and lacks |
//! |---|---|---|
//! | `no-lost-message` | PAID, with a message that no consumer gets | its message or delivery |
//! | `at-least-once-effect` | PAID, without a red packet | the red packet |
//! | `money-settled` | not PAID, its money taken | an answer that says so |
//! | `stores-agree` | PAID, and a store shows nothing of it | that view |
//!
//! All four are decided when everything has come to rest, so in a run that a limit stopped nothing
//! is missing: it may still come. What breaks any other guarantee is too much, too early, too late
//! or wrong.

#[cfg(test)]
mod tests;

use crate::guarantee::OrderFacts;
use crate::program::step::{Op, Status};
use crate::shop::message::{Message, OrderId, Statement, Store, nodes};
use crate::shop::payment::Money;
use crate::sim::node::NodeId;

use super::Run;

/// Something that never happens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Missing {
    /// Which order lacks it.
    pub order: OrderId,
    /// What it would have been.
    pub what: Owed,
    /// Who would have sent it, if nothing ever left there. `None` if something did, because then
    /// the trace has what became of it; and always for a view.
    pub from: Option<NodeId>,
    /// Where it would have arrived.
    pub to: NodeId,
    /// The first step at which it is certain that it never happens: that at which everything has
    /// come to rest, because until then it could still have come.
    pub since: u32,
}

/// What an order has a right to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owed {
    /// That somebody sends its message.
    Message,
    /// Its red packet.
    Payout,
    /// The answer to its last callback.
    Answer,
    /// What Redis or Elasticsearch shows of it.
    View,
}

/// Everything that is missing at the end of a run, by order.
pub fn missing(run: &Run) -> Vec<Missing> {
    let witnesses = Witnesses::of(run);
    if witnesses.is_empty() {
        return Vec::new();
    }
    let mut missing = Vec::new();
    for ((order, facts), left) in (0..).map(OrderId).zip(&run.facts.orders).zip(&all_left(run)) {
        let mut lacks = |what, from, to, since: Option<u32>| {
            missing.extend(since.map(|since| Missing { order, what, from, to, since }));
        };
        let lost = witnesses.lost.filter(|_| facts.is_paid() && !facts.is_delivered());
        let sender = sender(run, left).filter(|_| lost.is_some() && !left.message);
        if let Some((from, to)) = sender {
            lacks(Owed::Message, Some(from), to, lost);
        }
        let unpaid = witnesses.without_effect.filter(|_| facts.is_paid() && facts.payouts == 0);
        let is_broker_idle =
            run.shop.has(nodes::BROKER) && run.deliveries[usize::from(order.0)] == 0;
        let from = (is_broker_idle && sender.is_none()).then_some(nodes::BROKER);
        lacks(Owed::Payout, from, nodes::CONSUMER, unpaid);
        let unanswered = witnesses.unsettled.filter(|_| awaits_answer(facts) && !left.has_answer);
        let from = left.called.filter(|_| !left.answer);
        lacks(Owed::Answer, from, nodes::PAYMENT, unanswered);
        for store in [Store::Redis, Store::Elasticsearch] {
            let unseen = witnesses.disagreeing.filter(|_| lacks_view(run, facts, store));
            lacks(Owed::View, None, node_of(store), unseen);
        }
    }
    missing
}

/// Since when the guarantees are certainly broken whose witnesses lack something.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Witnesses {
    lost: Option<u32>,
    without_effect: Option<u32>,
    unsettled: Option<u32>,
    disagreeing: Option<u32>,
}

impl Witnesses {
    fn of(run: &Run) -> Self {
        let broken = |id| {
            let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == id)?;
            verdict.seen_broken_at()
        };
        Self {
            lost: broken("no-lost-message"),
            without_effect: broken("at-least-once-effect"),
            unsettled: broken("money-settled"),
            disagreeing: broken("stores-agree"),
        }
    }

    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What was sent about an order, whatever became of it.
#[derive(Clone, Default, Debug)]
struct Left {
    /// Whether its message left: to a broker, or to a consumer.
    message: bool,
    /// Who wrote that it is PAID, last.
    payer: Option<NodeId>,
    /// Who was called about it, last.
    called: Option<NodeId>,
    /// Whether its last callback was answered.
    answer: bool,
    /// Whether such an answer came, be it too late.
    has_answer: bool,
}

/// The same for all orders.
fn all_left(run: &Run) -> Vec<Left> {
    let mut all = vec![Left::default(); run.facts.orders.len()];
    for span in run.spans().messages() {
        let Some(index) = span.message.order().map(|order| usize::from(order.0)) else { continue };
        let (left, facts) = (&mut all[index], &run.facts.orders[index]);
        match span.message {
            Message::Send { .. } | Message::Hand { .. } => left.message = true,
            Message::Sql { statement: Statement::UpdateOrder(_, Status::Paid), .. } => {
                left.payer = Some(span.from);
            }
            Message::Callback { .. } => left.called = Some(span.to),
            Message::CallbackReply { attempt, .. } if attempt == facts.callbacks => {
                left.answer = true;
                left.has_answer |= span.has_arrived();
            }
            _ => {}
        }
    }
    all
}

/// Whether the payment system waits for an answer to the last callback that would settle the
/// matter: its money is taken for nothing.
fn awaits_answer(facts: &OrderFacts) -> bool {
    facts.money == Money::Captured && !facts.is_paid() && facts.told.is_none()
}

/// Whether a store that the program writes shows nothing of a PAID order. One that shows something
/// else was written, only not last.
fn lacks_view(run: &Run, facts: &OrderFacts, store: Store) -> bool {
    let view = match store {
        Store::Redis => facts.redis,
        Store::Elasticsearch => facts.elasticsearch,
    };
    let writes = |op: &Op| match store {
        Store::Redis => matches!(op, Op::SetRedis(_)),
        Store::Elasticsearch => matches!(op, Op::IndexElasticsearch(_)),
    };
    facts.is_paid() && view.is_none() && run.shop.program.any_op(writes)
}

/// Who would have sent the message of an order, and to whom; nobody if no line of the program does.
fn sender(run: &Run, left: &Left) -> Option<(NodeId, NodeId)> {
    let sends = |op: &Op| matches!(op, Op::Send(_));
    let to_broker = || Some((doer(run, left, sends)?, run.scenario.config.entrance()));
    let hands = |op: &Op| matches!(op, Op::Deliver(_));
    to_broker().or_else(|| Some((doer(run, left, hands)?, nodes::CONSUMER)))
}

/// Who has a step like this to do: whoever wrote that the order is PAID, or else the first who runs
/// such a step.
fn doer(run: &Run, left: &Left, wanted: impl Fn(&Op) -> bool) -> Option<NodeId> {
    let does = |node: &NodeId| {
        let place = nodes::place(*node);
        place.is_some_and(|place| run.shop.program.any_op_at(place, &wanted))
    };
    left.payer.filter(does).or_else(|| run.shop.participants().into_iter().find(does))
}

fn node_of(store: Store) -> NodeId {
    match store {
        Store::Redis => nodes::REDIS,
        Store::Elasticsearch => nodes::ELASTICSEARCH,
    }
}
