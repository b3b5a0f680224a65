//! The definitions of the guarantees, each by its number.

use crate::program::step::{Answer, Decision, Status};
use crate::shop::payment::Money;

use super::facts::{
    OrderFacts, TRANSACTION_OPEN_MAX_MICROS, VISIBLE_WITHIN_MICROS, is_decided_by_message,
};
use super::{FaultPresence, Guarantee, Modality, Observation, Rest, State, Weight};

/// Every guarantee that is judged, the most telling first.
pub const GUARANTEES: &[Guarantee] = &[
    Guarantee {
        id: "no-lost-message",
        number: "P1",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| each(seen, OrderFacts::is_paid, OrderFacts::is_delivered),
    },
    Guarantee {
        id: "no-ghost",
        number: "P2w",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| each(seen, OrderFacts::is_delivered, OrderFacts::is_paid),
    },
    Guarantee {
        id: "no-early-visibility",
        number: "P2s",
        modality: Modality::Always,
        weight: Weight::Remark,
        judge: |seen| {
            if !seen.history.was_visible_unpaid.contains(&true) {
                each(seen, |order| order.visible > 0, |_| true)
            } else if is_decided_by_message(&seen.shop.program) {
                State::Idle
            } else {
                State::Unmet
            }
        },
    },
    Guarantee {
        id: "at-least-once-effect",
        number: "P3",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| each(seen, OrderFacts::is_paid, |order| order.payouts > 0),
    },
    Guarantee {
        id: "no-double-payout",
        number: "P4",
        modality: Modality::Always,
        weight: Weight::Alarm,
        judge: |seen| each(seen, |order| order.payouts > 0, |order| order.payouts == 1),
    },
    Guarantee {
        id: "exactly-once-effect",
        number: "P5",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| {
            let concerned = |order: &OrderFacts| order.is_paid() || order.payouts > 0;
            each(seen, concerned, |order| order.is_paid() && order.payouts == 1)
        },
    },
    Guarantee {
        id: "no-unpaid-payout",
        number: "P6a",
        modality: Modality::Always,
        weight: Weight::Alarm,
        judge: |seen| {
            if seen.history.was_given_unpaid.contains(&true) {
                return State::Unmet;
            }
            each(seen, |order| order.payouts > 0, |order| order.money != Money::Refunded)
        },
    },
    Guarantee {
        id: "money-settled",
        number: "P6b",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| {
            let settled = |order: &OrderFacts| order.is_paid() || order.told == Some(Answer::Error);
            each(seen, |order| order.money == Money::Captured, settled)
        },
    },
    Guarantee {
        id: "caller-in-time",
        number: "P7",
        modality: Modality::Within,
        weight: Weight::Alarm,
        judge: |seen| {
            let is_called = seen.facts.orders.iter().any(|order| order.callbacks > 0);
            met_if(!seen.history.was_slow.contains(&true), Concerned(is_called))
        },
    },
    Guarantee {
        id: "short-transactions",
        number: "P7b",
        modality: Modality::Within,
        weight: Weight::Alarm,
        judge: |seen| match seen.history.longest_transaction_micros {
            0 if seen.facts.open_transactions == 0 => State::Idle,
            longest if longest > TRANSACTION_OPEN_MAX_MICROS => State::Unmet,
            _ => State::Met,
        },
    },
    Guarantee {
        id: "stores-agree",
        number: "P8",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: stores_agree,
    },
    Guarantee {
        id: "legal-status",
        number: "P18",
        modality: Modality::Always,
        weight: Weight::Alarm,
        judge: |seen| {
            let has_changed = |order: &OrderFacts| order.database != Status::Unpaid;
            let is_concerned = seen.facts.orders.iter().any(has_changed);
            met_if(!seen.history.had_illegal_status.contains(&true), Concerned(is_concerned))
        },
    },
    Guarantee {
        id: "half-resolved",
        number: "P9",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| {
            let discarded = |order: &OrderFacts| order.is_discarded && order.is_paid();
            let unresolved = seen.facts.open_halves > 0 || seen.facts.orders.iter().any(discarded);
            met_if(!unresolved, Concerned(seen.facts.halves > 0))
        },
    },
    Guarantee {
        id: "decision-agrees",
        number: "P9a",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: decision_agrees,
    },
    Guarantee {
        id: "decision-stable",
        number: "P9b",
        modality: Modality::Always,
        weight: Weight::Remark,
        judge: |seen| {
            met_if(seen.history.contradictions == 0, Concerned(!seen.history.decisions.is_empty()))
        },
    },
    Guarantee {
        id: "progress",
        number: "P10",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: progress,
    },
    Guarantee {
        id: "no-manual-repair",
        number: "P12",
        modality: Modality::Eventually,
        weight: Weight::Remark,
        judge: |seen| {
            let facts = seen.facts;
            let left = facts.discarded + facts.dead_letters + facts.left_over;
            met_if(left == 0, Concerned(facts.has_pending))
        },
    },
    Guarantee {
        id: "no-leaked-blocking",
        number: "P13",
        modality: Modality::Eventually,
        weight: Weight::Alarm,
        judge: |seen| {
            let facts = seen.facts;
            let blocked = facts.open_transactions + facts.waiting_for_connection;
            met_if(
                blocked == 0 && !seen.history.hit_step_limit,
                Concerned(seen.history.longest_transaction_micros > 0 || blocked > 0),
            )
        },
    },
    Guarantee {
        id: "ack-durable",
        number: "P14",
        modality: Modality::Always,
        weight: Weight::Alarm,
        judge: |seen| met_if(!seen.history.lost_acknowledged, Concerned(seen.history.has_stored)),
    },
    Guarantee {
        id: "visible-in-time",
        number: "P15",
        modality: Modality::Within,
        weight: Weight::Remark,
        judge: visible_in_time,
    },
    Guarantee {
        id: "callback-idempotent",
        number: "P16",
        modality: Modality::Always,
        weight: Weight::Remark,
        judge: callback_idempotent,
    },
];

/// What is so, and whether anything is concerned by it. Breaking it is never idle.
fn met_if(is_met: bool, concerned: Concerned) -> State {
    match (is_met, concerned) {
        (false, _) => State::Unmet,
        (true, Concerned(true)) => State::Met,
        (true, Concerned(false)) => State::Idle,
    }
}

/// Whether there is anything in this state that a guarantee is about.
struct Concerned(bool);

/// A property of every order that it concerns.
fn each(
    seen: &Observation<'_>,
    concerns: impl Fn(&OrderFacts) -> bool,
    holds: impl Fn(&OrderFacts) -> bool,
) -> State {
    let mut concerned = seen.facts.orders.iter().filter(|order| concerns(order)).peekable();
    if concerned.peek().is_none() {
        return State::Idle;
    }
    met_if(concerned.all(holds), Concerned(true))
}

fn stores_agree(seen: &Observation<'_>) -> State {
    if !super::Facts::concerns_stores(seen.shop) {
        return State::Idle;
    }
    let program = &seen.shop.program;
    let touched = |order: &OrderFacts| {
        let has_changed = order.database != Status::Unpaid;
        has_changed || order.redis.is_some() || order.elasticsearch.is_some()
    };
    each(seen, touched, |order| !order.is_dirty(program))
}

/// Commit only what is paid; roll back or discard only what is not.
fn decision_agrees(seen: &Observation<'_>) -> State {
    let is_paid = |index: u8| seen.facts.orders[usize::from(index)].is_paid();
    let has_rollback_only = |tx| !seen.history.decisions.contains(&(tx, Decision::Commit));
    let agrees = seen.history.decisions.iter().all(|(tx, decision)| match decision {
        Decision::Commit => is_paid(tx.order.0),
        Decision::Rollback => {
            let is_delivered = seen.facts.orders[usize::from(tx.order.0)].is_delivered();
            !(is_paid(tx.order.0) && !is_delivered && has_rollback_only(*tx))
        }
        Decision::Unknown => true,
    });
    met_if(agrees, Concerned(!seen.history.decisions.is_empty()))
}

/// Without faults, a paid order leads to one red packet, and the caller is answered in time. A
/// strategy that always gives up satisfies every other guarantee.
fn progress(seen: &Observation<'_>) -> State {
    if seen.faults == FaultPresence::Present {
        return State::Idle;
    }
    each(
        seen,
        |order| order.callbacks > 0,
        |order| order.is_paid() && order.payouts == 1 && order.deadlines_missed == 0,
    )
}

/// A second callback, for whatever reason it comes, makes no second message.
fn callback_idempotent(seen: &Observation<'_>) -> State {
    let orders = seen.facts.orders.iter().enumerate();
    let mut concerned =
        orders.filter(|(index, _)| seen.history.was_called_again(*index)).peekable();
    if concerned.peek().is_none() {
        return State::Idle;
    }
    met_if(concerned.all(|(_, order)| order.visible <= 1), Concerned(true))
}

fn visible_in_time(seen: &Observation<'_>) -> State {
    let (paid, visible) = (&seen.history.paid_at_micros, &seen.history.visible_at_micros);
    let visible = visible.iter().zip(&seen.facts.orders);
    // What a power cut destroyed before anybody acted on it was visible in vain.
    let visible = visible.map(|(at, order)| at.filter(|_| order.is_delivered()));
    let both = paid.iter().zip(visible);
    let mut concerned = both.filter_map(|(paid, visible)| Some(((*paid)?, visible))).peekable();
    if concerned.peek().is_none() {
        return State::Idle;
    }
    let is_in_time = |(paid, visible): (u64, Option<u64>)| match (visible, seen.rest) {
        (Some(visible), _) => visible <= paid + VISIBLE_WITHIN_MICROS,
        (None, Rest::Moving) => seen.facts.now_micros <= paid + VISIBLE_WITHIN_MICROS,
        (None, Rest::Quiet) => false,
    };
    met_if(concerned.all(is_in_time), Concerned(true))
}
