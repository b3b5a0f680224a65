//! What a run comes to, as JSON. The shape is a contract: `docs/command.md` describes it, and
//! fields are only ever added.

use crate::guarantee::{OrderFacts, VerdictKind};
use crate::program::step::Status;
use crate::run::measures::Measures;
use crate::run::spans::{Fate, MessageSpan};
use crate::run::{End, Run};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::shop::payment::Money;
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::time::SimDuration;

use super::events::Event;
use super::value::Json;

/// Whether the events are part of the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Events {
    /// They are.
    Included,
    /// They are not.
    LeftOut,
}

/// Fields of an object.
type Fields = Vec<(&'static str, Json)>;

/// The report of a run as one JSON object with its line break.
pub fn json(run: &Run, with: Events) -> String {
    let orders = &run.facts.orders;
    let missed = run.did_not_happen.iter().filter_map(|&index| run.scenario.faults.get(index));
    let mut report: Fields = vec![
        ("scenario", run.scenario.to_string().into()),
        ("outcome", run.outcome().code().into()),
        ("codes", run.outcomes.iter().map(|outcome| outcome.code()).collect()),
        ("order", Json::Object(order(&orders[0]))),
    ];
    if orders.len() > 1 {
        let rows = orders.iter().zip(&run.deliveries).zip(1_usize..);
        let rows = rows.map(|((facts, deliveries), number)| row(number, facts, *deliveries));
        report.push(("orders", rows.collect()));
    }
    let payouts = orders.iter().map(|order| order.payouts).sum();
    report.extend([
        ("messages", messages(run)),
        ("consumer", Json::Object(consumer(run.deliveries.iter().sum(), payouts))),
        ("caller", Json::Object(caller(&orders[0]))),
        ("measures", measures(&Measures::of(run))),
        ("guarantees", guarantees(run)),
        ("did_not_happen", missed.map(ToString::to_string).collect()),
        ("quiescent", (run.end == End::Quiescent).into()),
    ]);
    let stopped = match run.end {
        End::Quiescent => None,
        End::TimeLimit => Some("time"),
        End::EventLimit => Some("events"),
        End::FactLimit => Some("facts"),
        End::Unfinished => Some("unfinished"),
    };
    report.extend(stopped.map(|limit| ("stopped", limit.into())));
    report.push(("steps", run.steps().into()));
    if with == Events::Included {
        let events = run.trace.events.iter().map(|event| Event::of(event).json());
        report.push(("events", events.collect()));
    }
    Json::Object(report).lines()
}

fn order(facts: &OrderFacts) -> Fields {
    vec![
        ("database", facts.database.word().into()),
        ("redis", facts.redis.map(Status::word).into()),
        ("elasticsearch", facts.elasticsearch.map(Status::word).into()),
        ("payment", money(facts.money).into()),
    ]
}

/// Where the money of an order is.
pub(super) fn money(money: Money) -> &'static str {
    match money {
        Money::None => "none",
        Money::Captured => "captured",
        Money::Refunded => "refunded",
    }
}

/// One order of several, with what belongs to it.
fn row(number: usize, facts: &OrderFacts, deliveries: u32) -> Json {
    let mut fields = vec![("number", number.into())];
    fields.append(&mut order(facts));
    fields.push(("visible", facts.visible.into()));
    fields.append(&mut consumer(deliveries, facts.payouts));
    fields.append(&mut caller(facts));
    Json::Object(fields)
}

fn consumer(deliveries: u32, payouts: u32) -> Fields {
    vec![("deliveries", deliveries.into()), ("payouts", payouts.into())]
}

fn caller(facts: &OrderFacts) -> Fields {
    vec![
        ("answered_ms", facts.answered_micros.map(|micros| micros / 1_000).into()),
        ("deadline_missed", (facts.deadlines_missed > 0).into()),
    ]
}

fn messages(run: &Run) -> Json {
    let facts = &run.facts;
    let is_check = |span: &&MessageSpan| {
        let is_first = span.from == nodes::BROKER && span.copy_of.is_none();
        is_first && matches!(span.message, Message::Check { .. })
    };
    let visible: usize = facts.orders.iter().map(|order| order.visible).sum();
    Json::Object(vec![
        ("stored", stored(run).into()),
        ("visible", visible.into()),
        ("halves", facts.halves.into()),
        ("checks", run.spans().messages().iter().filter(is_check).count().into()),
        ("discarded", facts.discarded.into()),
    ])
}

fn measures(measures: &Measures) -> Json {
    let millis = |length: Option<SimDuration>| length.map(SimDuration::as_millis).into();
    Json::Object(vec![
        ("messages", measures.messages.into()),
        ("round_trips", measures.round_trips.into()),
        ("log_records", measures.log_records.into()),
        ("transaction_ms", millis(measures.transaction)),
        ("caller_ms", millis(measures.caller)),
        ("red_packet_ms", millis(measures.red_packet)),
    ])
}

/// From the id of each guarantee to its verdict, in the order in which they are judged.
fn guarantees(run: &Run) -> Json {
    let verdicts = run.verdicts.iter().map(|verdict| {
        let word = match verdict.kind {
            VerdictKind::Holds => "holds",
            VerdictKind::Broken => "broken",
            VerdictKind::Undecided => "undecided",
        };
        (verdict.guarantee, word.into())
    });
    Json::Object(verdicts.collect())
}

/// Sends, normal or half, that reached the broker and that neither a fault nor it refused.
fn stored(run: &Run) -> usize {
    let spans = run.spans();
    let is_send = |span: &&MessageSpan| {
        span.to == nodes::BROKER && matches!(span.message, Message::Send { .. })
    };
    let sends = spans.messages().iter().filter(is_send);
    let taken = sends.filter(|span| span.has_arrived() && span.fate != Fate::Refused);
    let is_refusal = |event: &&TraceEvent| {
        matches!(event.kind, TraceKind::Mark { mark: Mark::PutRefused(_), .. })
    };
    let refusals = run.trace.events.iter().filter(is_refusal);
    // The refusal of an end is about a message that is stored already, as a half message.
    let refused = refusals.filter_map(|event| spans.cause_of(&run.trace, event)).filter(is_send);
    taken.count() - refused.count()
}
