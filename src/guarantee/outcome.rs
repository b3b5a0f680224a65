//! The outcome codes: what a run comes to, in one word.

use crate::shop::Shop;

use crate::shop::payment::Money;

use super::Rest;
use super::facts::{Facts, OrderFacts, is_decided_by_message};
use super::history::History;

/// An outcome code. The order is from the worst to the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// Paid in the database, and no consumer ever got the message or ever will.
    Loss,
    /// A readable message, or a red packet, for an order that is not paid, or whose money went
    /// back.
    Ghost,
    /// Several readable copies, and more than one red packet.
    Dup,
    /// One readable copy, and more than one red packet.
    DoublePay,
    /// Something never comes to an end, or the effect never happens.
    Stuck,
    /// The money is taken, the order is not paid, and the payment system was told that it is:
    /// nobody calls again, nobody pays back.
    Untold,
    /// Redis or Elasticsearch shows something else than the database, or the order went back from a
    /// status that is final.
    Dirty,
    /// The order service was still working on a callback when the payment system stopped waiting.
    Slow,
    /// The message was readable before the commit.
    Early,
    /// The order is not paid, and there is no message and no red packet for it. The payment system
    /// was not told otherwise.
    Abort,
    /// Paid, one red packet, in time.
    Ok,
}

/// Every code, the worst first.
pub const OUTCOMES: [Outcome; 11] = [
    Outcome::Loss,
    Outcome::Ghost,
    Outcome::Dup,
    Outcome::DoublePay,
    Outcome::Stuck,
    Outcome::Untold,
    Outcome::Dirty,
    Outcome::Slow,
    Outcome::Early,
    Outcome::Abort,
    Outcome::Ok,
];

impl Outcome {
    /// The code as results write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Loss => "LOSS",
            Self::Ghost => "GHOST",
            Self::Dup => "DUP",
            Self::DoublePay => "DOUBLE-PAY",
            Self::Stuck => "STUCK",
            Self::Untold => "UNTOLD",
            Self::Dirty => "DIRTY",
            Self::Slow => "SLOW",
            Self::Early => "EARLY",
            Self::Abort => "ABORT",
            Self::Ok => "OK",
        }
    }

    /// The outcome of a code, whatever the case of its letters.
    pub fn from_code(code: &str) -> Option<Self> {
        OUTCOMES.into_iter().find(|outcome| outcome.code().eq_ignore_ascii_case(code))
    }
}

/// Everything that a run comes to, the worst first. `OK` stands alone. What could still be made
/// good is no outcome of a run that was stopped: like P1, P2w and P8, it is decided at rest.
pub fn outcomes(shop: &Shop, facts: &Facts, history: &History, rest: Rest) -> Vec<Outcome> {
    let any = |wanted: &dyn Fn(usize, &OrderFacts) -> bool| {
        facts.orders.iter().enumerate().any(|(index, order)| wanted(index, order))
    };
    let most = |index: usize| history.most_visible.get(index).copied().unwrap_or(0);
    let is_early = |index: usize, order: &OrderFacts| {
        !is_decided_by_message(&shop.program)
            && order.is_paid()
            && history.was_visible_unpaid.get(index) == Some(&true)
    };
    let is_stuck = rest == Rest::Moving
        || facts.open_halves > 0
        || facts.open_transactions > 0
        || history.hit_step_limit
        || any(&|_, order| order.is_paid() && order.visible > 0 && order.payouts == 0);
    let is_final = rest == Rest::Quiet;
    let at_rest = |wanted: &dyn Fn(usize, &OrderFacts) -> bool| is_final && any(wanted);
    let holds = |outcome: &Outcome| match outcome {
        Outcome::Loss => at_rest(&|_, order| order.is_paid() && !order.is_delivered()),
        Outcome::Ghost => at_rest(&|_, order| {
            (!order.is_paid() || order.money == Money::Refunded) && order.is_delivered()
        }),
        Outcome::Dup => any(&|index, order| order.payouts > 1 && most(index) > 1),
        Outcome::DoublePay => any(&|index, order| order.payouts > 1 && most(index) <= 1),
        Outcome::Stuck => is_stuck,
        Outcome::Untold => at_rest(&|_, order| order.is_untold()),
        Outcome::Dirty => {
            history.had_illegal_status.contains(&true)
                || at_rest(&|_, order| order.is_dirty(&shop.program))
        }
        Outcome::Slow => history.was_slow.contains(&true),
        Outcome::Early => any(&is_early),
        Outcome::Abort => {
            at_rest(&|_, order| !order.is_paid() && !order.is_delivered() && !order.is_untold())
        }
        Outcome::Ok => false,
    };
    let found: Vec<_> = OUTCOMES.into_iter().filter(holds).collect();
    if found.is_empty() { vec![Outcome::Ok] } else { found }
}
