//! English sentences in business words.

use crate::program::step::{Answer, Status};
use crate::run::situation::{
    Counts, Facets, Limit, MessageSituation, OrderSituation, Phase, Scope, Situation,
};
use crate::shop::message::Store;
use crate::shop::payment::Money;

use super::super::quantity::grouped;
use super::{capital, exact, order, plural};

pub(super) fn summary(situation: &Situation) -> String {
    let phase = situation.phase;
    if phase == Phase::Start {
        return "Nothing has happened yet.".to_owned();
    }
    let mut clauses: Vec<_> = clauses(situation).into_iter().map(|(_, clause)| clause).collect();
    if let Phase::Stopped(limit) = phase {
        let limit = match limit {
            Limit::Time(time) => format!("{} of virtual time", exact(time)),
            Limit::Events(events) => format!("{} events", grouped(events)),
            Limit::Facts(facts) => format!("{} facts in its trace", grouped(facts)),
        };
        clauses.push(format!(
            "the run was stopped at its limit of {limit}, with something still pending"
        ));
    }
    format!("{}.", capital(&clauses.join("; ")))
}

/// The parts of the summary, each with what it is about.
pub(super) fn clauses(situation: &Situation) -> Vec<(Facets, String)> {
    match &situation.scope {
        Scope::One(only) => one(situation.phase, only),
        Scope::Many(counts) => {
            let clauses = many(situation.phase, counts).into_iter();
            clauses.map(|clause| (Facets::DATABASE, clause)).collect()
        }
    }
}

fn one(phase: Phase, situation: &OrderSituation) -> Vec<(Facets, String)> {
    let views = situation.wrong_views.iter();
    let late = match situation.deadlines_missed {
        0 => None,
        1 => Some("a callback was not answered in time".to_owned()),
        missed => Some(format!("{missed} callbacks were not answered in time")),
    };
    let mut clauses = vec![(Facets::DATABASE, database(situation))];
    clauses.extend(views.map(|(store, status)| (Facets::VIEWS, shown(*store, *status))));
    clauses.push((Facets::MESSAGE, message(phase, situation.message)));
    clauses.push((Facets::PAYOUTS, payouts(phase, situation)));
    clauses.extend(money(phase, situation).map(|clause| (Facets::MONEY, clause)));
    clauses.extend(late.map(|clause| (Facets::DEADLINES, clause)));
    clauses
}

fn database(situation: &OrderSituation) -> String {
    let about = order(situation.order);
    match (situation.database, situation.is_transaction_open) {
        (Status::Unpaid, true) => {
            format!("{about} is still UNPAID in the database, in an open transaction")
        }
        (Status::Unpaid, false) => format!("{about} is UNPAID in the database"),
        (status, true) => {
            format!("{about} is {} in the database, in an open transaction", status.word())
        }
        (status, false) => format!("{about} is {} in the database", status.word()),
    }
}

fn shown(store: Store, status: Status) -> String {
    let store = match store {
        Store::Redis => "Redis",
        Store::Elasticsearch => "Elasticsearch",
    };
    format!("{store} shows {}", status.word())
}

fn message(phase: Phase, message: MessageSituation) -> String {
    match (message, phase) {
        (MessageSituation::Nothing, Phase::AtRest) => "the broker has no message".to_owned(),
        (MessageSituation::Nothing, _) => "the broker has no message yet".to_owned(),
        (MessageSituation::NotHanded, Phase::AtRest) => "the message reaches nobody".to_owned(),
        (MessageSituation::NotHanded, _) => "nobody has the message yet".to_owned(),
        (MessageSituation::Handed, _) => "the message reaches the red-packet service".to_owned(),
        (MessageSituation::InOutbox, _) => "the message waits in the outbox".to_owned(),
        (MessageSituation::Dead, _) => "the message lies in a dead outbox row".to_owned(),
        (MessageSituation::Half, _) => {
            "the broker has a half message that no consumer can see".to_owned()
        }
        (MessageSituation::RolledBack, _) => "the broker has dropped the half message".to_owned(),
        (MessageSituation::Discarded, _) => "the half message lies in the discard topic".to_owned(),
        (MessageSituation::Visible(1), _) => "the broker has the message".to_owned(),
        (MessageSituation::Visible(copies), _) => {
            format!("the broker has {copies} copies of the message")
        }
    }
}

fn payouts(phase: Phase, situation: &OrderSituation) -> String {
    let is_paid = situation.database == Status::Paid;
    match (situation.payouts, phase) {
        (0, Phase::AtRest) if is_paid => "the red packet never comes".to_owned(),
        (0, Phase::AtRest) => "no red packet is given".to_owned(),
        (0, _) => "no red packet is given yet".to_owned(),
        (1, _) if is_paid => "the red packet is given once".to_owned(),
        (1, _) => "a red packet is given all the same".to_owned(),
        (2, _) => "the red packet is given twice".to_owned(),
        (times, _) => format!("the red packet is given {times} times"),
    }
}

fn money(phase: Phase, situation: &OrderSituation) -> Option<String> {
    match situation.money {
        Money::Refunded => Some("the money is refunded".to_owned()),
        Money::Captured if phase == Phase::AtRest && situation.database != Status::Paid => {
            let sentence = match situation.told {
                Some(Answer::Error) => "the payment system was told of the failure",
                Some(Answer::Ok) => {
                    "the money is taken, and the payment system was told that all is well"
                }
                None => "the customer's money is neither booked nor paid back",
            };
            Some(sentence.to_owned())
        }
        Money::None | Money::Captured => None,
    }
}

fn many(phase: Phase, counts: &Counts) -> Vec<String> {
    let are = if counts.paid == 1 { "is" } else { "are" };
    let mut clauses =
        vec![format!("{} of {} orders {are} PAID in the database", counts.paid, counts.orders)];
    let yet = if phase == Phase::AtRest { "" } else { " yet" };
    let mut say = |count: usize, clause: String| {
        if count > 0 {
            clauses.push(clause);
        }
    };
    let orders = |count| plural(count, "order", "orders");
    let paid = |count| plural(count, "PAID order", "PAID orders");
    say(counts.dirty, format!("a store shows something else for {}", orders(counts.dirty)));
    let (missing, ghosts) = (counts.paid_without_message, counts.unpaid_with_message);
    say(missing, format!("the broker has no message for {}{yet}", paid(missing)));
    say(ghosts, format!("the broker has a message for {} not PAID", orders(ghosts)));
    let (once, more) = (counts.paid_out_once, counts.paid_out_more);
    say(once, format!("{} got one red packet", orders(once)));
    say(more, format!("{} got several red packets", orders(more)));
    let waiting = counts.paid_without_payout;
    let never = match phase {
        Phase::AtRest => format!("{} never got a red packet", paid(waiting)),
        _ => format!("{} got no red packet yet", paid(waiting)),
    };
    say(waiting, never);
    if counts.paid == 0 && once + more == 0 {
        say(1, format!("no red packet is given{yet}"));
    }
    say(counts.refunded, format!("{} refunded", plural(counts.refunded, "order is", "orders are")));
    say(counts.late, format!("for {} a callback was not answered in time", orders(counts.late)));
    clauses
}
