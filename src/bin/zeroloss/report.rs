//! What a run comes to, as JSON. The shape is a contract: `docs/command.md` describes it, and
//! fields are only ever added.

use serde::ser::{Serialize, SerializeMap, Serializer};

use zeroloss::guarantee::{OrderFacts, Verdict, VerdictKind};
use zeroloss::program::step::Status;
use zeroloss::run::measures::Measures;
use zeroloss::run::spans::{Fate, MessageSpan};
use zeroloss::run::{End, Run};
use zeroloss::shop::mark::Mark;
use zeroloss::shop::message::{Message, nodes};
use zeroloss::shop::payment::Money;
use zeroloss::shop::{TraceEvent, TraceKind};
use zeroloss::sim::time::SimDuration;

use crate::events::{Event, events};
use crate::{BadInput, terminal};

/// Whether the events are part of the report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Events {
    /// They are.
    Included,
    /// They are not.
    LeftOut,
}

/// The report of a run as one JSON object with its line break.
pub fn json(run: &Run, with: Events) -> Result<String, BadInput> {
    terminal::json("the report", &Report::of(run, with))
}

#[derive(serde::Serialize)]
struct Report<'a> {
    scenario: String,
    outcome: &'static str,
    codes: Vec<&'static str>,
    order: Order,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    orders: Vec<OrderRow>,
    messages: Messages,
    consumer: Consumer,
    caller: Caller,
    measures: Costs,
    guarantees: Guarantees<'a>,
    did_not_happen: Vec<String>,
    quiescent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'static str>,
    steps: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Event>>,
}

#[derive(serde::Serialize)]
struct Order {
    database: &'static str,
    redis: Option<&'static str>,
    elasticsearch: Option<&'static str>,
    payment: &'static str,
}

/// One order of several, with what belongs to it.
#[derive(serde::Serialize)]
struct OrderRow {
    number: usize,
    #[serde(flatten)]
    order: Order,
    visible: usize,
    #[serde(flatten)]
    consumer: Consumer,
    #[serde(flatten)]
    caller: Caller,
}

#[derive(serde::Serialize)]
struct Messages {
    stored: usize,
    visible: usize,
    halves: usize,
    checks: usize,
    discarded: usize,
}

#[derive(serde::Serialize)]
struct Consumer {
    deliveries: u32,
    payouts: u32,
}

#[derive(serde::Serialize)]
struct Caller {
    answered_ms: Option<u64>,
    deadline_missed: bool,
}

#[derive(serde::Serialize)]
struct Costs {
    messages: u32,
    round_trips: u32,
    log_records: u32,
    transaction_ms: Option<u64>,
    caller_ms: Option<u64>,
    red_packet_ms: Option<u64>,
}

impl Costs {
    fn of(measures: &Measures) -> Self {
        let Measures { messages, round_trips, log_records, .. } = *measures;
        let millis = |length: Option<SimDuration>| length.map(SimDuration::as_millis);
        Self {
            messages,
            round_trips,
            log_records,
            transaction_ms: millis(measures.transaction),
            caller_ms: millis(measures.caller),
            red_packet_ms: millis(measures.red_packet),
        }
    }
}

impl Report<'_> {
    fn of(run: &Run, with: Events) -> Report<'_> {
        let orders = &run.facts.orders;
        let missed = run.did_not_happen.iter().filter_map(|&index| run.scenario.faults.get(index));
        let rows = orders.iter().zip(&run.deliveries).zip(1..);
        let rows =
            rows.map(|((facts, deliveries), number)| OrderRow::of(number, facts, *deliveries));
        Report {
            scenario: run.scenario.to_string(),
            outcome: run.outcome().code(),
            codes: run.outcomes.iter().map(|outcome| outcome.code()).collect(),
            order: Order::of(&orders[0]),
            orders: if orders.len() > 1 { rows.collect() } else { Vec::new() },
            messages: Messages::of(run),
            consumer: Consumer {
                deliveries: run.deliveries.iter().sum(),
                payouts: orders.iter().map(|order| order.payouts).sum(),
            },
            caller: Caller::of(&orders[0]),
            measures: Costs::of(&Measures::of(run)),
            guarantees: Guarantees(&run.verdicts),
            did_not_happen: missed.map(ToString::to_string).collect(),
            quiescent: run.end == End::Quiescent,
            stopped: match run.end {
                End::Quiescent => None,
                End::TimeLimit => Some("time"),
                End::EventLimit => Some("events"),
                End::FactLimit => Some("facts"),
                End::Unfinished => Some("unfinished"),
            },
            steps: run.steps(),
            events: (with == Events::Included).then(|| events(run)),
        }
    }
}

impl Order {
    fn of(facts: &OrderFacts) -> Self {
        Self {
            database: facts.database.word(),
            redis: facts.redis.map(Status::word),
            elasticsearch: facts.elasticsearch.map(Status::word),
            payment: match facts.money {
                Money::None => "none",
                Money::Captured => "captured",
                Money::Refunded => "refunded",
            },
        }
    }
}

impl OrderRow {
    fn of(number: usize, facts: &OrderFacts, deliveries: u32) -> Self {
        Self {
            number,
            order: Order::of(facts),
            visible: facts.visible,
            consumer: Consumer { deliveries, payouts: facts.payouts },
            caller: Caller::of(facts),
        }
    }
}

impl Caller {
    fn of(facts: &OrderFacts) -> Self {
        Self {
            answered_ms: facts.answered_micros.map(|micros| micros / 1_000),
            deadline_missed: facts.deadlines_missed > 0,
        }
    }
}

impl Messages {
    fn of(run: &Run) -> Self {
        let facts = &run.facts;
        let is_check = |span: &&MessageSpan| {
            let is_first = span.from == nodes::BROKER && span.copy_of.is_none();
            is_first && matches!(span.message, Message::Check { .. })
        };
        Self {
            stored: stored(run),
            visible: facts.orders.iter().map(|order| order.visible).sum(),
            halves: facts.halves,
            checks: run.spans().messages().iter().filter(is_check).count(),
            discarded: facts.discarded,
        }
    }
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

/// A map from the id of each guarantee to its verdict, in the order in which they are judged.
struct Guarantees<'a>(&'a [Verdict]);

impl Serialize for Guarantees<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for verdict in self.0 {
            let word = match verdict.kind {
                VerdictKind::Holds => "holds",
                VerdictKind::Broken => "broken",
                VerdictKind::Undecided => "undecided",
            };
            map.serialize_entry(verdict.guarantee, word)?;
        }
        map.end()
    }
}
