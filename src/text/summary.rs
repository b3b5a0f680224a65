//! What is so, in business words.

use crate::program::step::{Answer, Status};
use crate::run::situation::{
    Counts, Facets, Limit, MessageSituation, OrderSituation, Phase, Scope, Situation,
};
use crate::shop::payment::Money;

use super::Words;
use super::fill::grouped;
use super::names::store_name;

/// The clauses as one sentence.
pub(super) fn sentence(words: Words, situation: &Situation) -> String {
    let phase = situation.phase;
    if phase == Phase::Start {
        return words.summary_start().to_owned();
    }
    let clauses = clauses(words, situation).into_iter();
    let mut clauses: Vec<_> = clauses.map(|(_, clause)| clause).collect();
    if let Phase::Stopped(limit) = phase {
        clauses.push(match limit {
            Limit::Time(time) => words.summary_limit_time(&words.exact(time)),
            Limit::Events(events) => words.summary_limit_events(&grouped(events)),
            Limit::Facts(facts) => words.summary_limit_facts(&grouped(facts)),
        });
    }
    words.sentence(&clauses.join(words.clause_comma()))
}

/// The parts of the summary, each with what it is about.
pub(super) fn clauses(words: Words, situation: &Situation) -> Vec<(Facets, String)> {
    match &situation.scope {
        Scope::One(only) => one(words, situation.phase, only),
        Scope::Many(counts) => {
            let clauses = many(words, situation.phase, counts).into_iter();
            clauses.map(|clause| (Facets::DATABASE, clause)).collect()
        }
    }
}

fn one(words: Words, phase: Phase, situation: &OrderSituation) -> Vec<(Facets, String)> {
    let shown = situation.wrong_views.iter().map(|(store, status)| {
        (Facets::VIEWS, words.summary_shown(&status.word(), &store_name(*store)))
    });
    let mut clauses = vec![(Facets::DATABASE, database(words, situation))];
    clauses.extend(shown);
    clauses.push((Facets::MESSAGE, message(words, phase, situation.message)));
    clauses.push((Facets::PAYOUTS, payouts(words, phase, situation)));
    clauses.extend(money(words, phase, situation).map(|clause| (Facets::MONEY, clause.to_owned())));
    if situation.deadlines_missed > 0 {
        clauses.push((Facets::DEADLINES, words.summary_late(&situation.deadlines_missed)));
    }
    clauses
}

fn database(words: Words, situation: &OrderSituation) -> String {
    let (order, status) = (words.order_name(situation.order), situation.database.word());
    if situation.is_transaction_open {
        words.summary_database_open(&order, &status)
    } else {
        words.summary_database(&order, &status)
    }
}

fn message(words: Words, phase: Phase, message: MessageSituation) -> String {
    let plain = match (message, phase) {
        (MessageSituation::Nothing, Phase::AtRest) => words.summary_no_message(),
        (MessageSituation::Nothing, _) => words.summary_no_message_yet(),
        (MessageSituation::NotHanded, Phase::AtRest) => words.summary_not_handed(),
        (MessageSituation::NotHanded, _) => words.summary_not_handed_yet(),
        (MessageSituation::Handed, _) => words.summary_handed(),
        (MessageSituation::InOutbox, _) => words.summary_in_outbox(),
        (MessageSituation::Dead, _) => words.summary_dead(),
        (MessageSituation::Half, _) => words.summary_half(),
        (MessageSituation::RolledBack, _) => words.summary_half_rolled_back(),
        (MessageSituation::Discarded, _) => words.summary_half_discarded(),
        (MessageSituation::Visible(copies), _) => return words.summary_visible(&copies),
    };
    plain.to_owned()
}

fn payouts(words: Words, phase: Phase, situation: &OrderSituation) -> String {
    let is_paid = situation.database == Status::Paid;
    let plain = match (situation.payouts, phase) {
        (0, Phase::AtRest) if is_paid => words.summary_never_paid_out(),
        (0, Phase::AtRest) => words.summary_not_paid_out(),
        (0, _) => words.summary_not_paid_out_yet(),
        (1, _) if is_paid => words.summary_paid_out_once(),
        (1, _) => words.summary_paid_out_all_the_same(),
        (times, _) => return words.summary_paid_out(&times),
    };
    plain.to_owned()
}

fn money(words: Words, phase: Phase, situation: &OrderSituation) -> Option<&'static str> {
    match situation.money {
        Money::Refunded => Some(words.summary_refunded()),
        Money::Captured if phase == Phase::AtRest && situation.database != Status::Paid => {
            Some(match situation.told {
                Some(Answer::Error) => words.summary_told_failure(),
                Some(Answer::Ok) => words.summary_told_well(),
                None => words.summary_untold(),
            })
        }
        Money::None | Money::Captured => None,
    }
}

fn many(words: Words, phase: Phase, counts: &Counts) -> Vec<String> {
    let is_over = phase == Phase::AtRest;
    let mut clauses = vec![words.summary_many_paid(&counts.orders, &counts.paid)];
    let mut say = |count: usize, clause: String| {
        if count > 0 {
            clauses.push(clause);
        }
    };
    say(counts.dirty, words.summary_many_dirty(&counts.dirty));
    let missing = counts.paid_without_message;
    let no_message = if is_over {
        words.summary_many_missing(&missing)
    } else {
        words.summary_many_missing_yet(&missing)
    };
    say(missing, no_message);
    let ghosts = counts.unpaid_with_message;
    say(ghosts, words.summary_many_ghosts(&ghosts));
    let (once, more) = (counts.paid_out_once, counts.paid_out_more);
    say(once, words.summary_many_once(&once));
    say(more, words.summary_many_more(&more));
    let waiting = counts.paid_without_payout;
    let nothing = if is_over {
        words.summary_many_never(&waiting)
    } else {
        words.summary_many_waiting(&waiting)
    };
    say(waiting, nothing);
    if counts.paid == 0 && once + more == 0 {
        let none =
            if is_over { words.summary_not_paid_out() } else { words.summary_not_paid_out_yet() };
        say(1, none.to_owned());
    }
    say(counts.refunded, words.summary_many_refunded(&counts.refunded));
    say(counts.late, words.summary_many_late(&counts.late));
    clauses
}
