//! A run as a trace in the Informal Trace Format of Apalache, for the viewers and checkers of the
//! TLA+ world: <https://apalache-mc.org/docs/adr/015adr-trace.html>. `docs/itf.md` says what each
//! variable is.

use crate::guarantee::{Facts, OrderFacts};
use crate::program::step::Status;
use crate::run::{Frame, Run};
use crate::scenario::link::MODEL_VERSION;
use crate::shop::message::nodes;
use crate::shop::{TraceKind, World};
use crate::sim::node::{Message as _, NodeId};
use crate::sim::trace::NoTrace;
use crate::sim::world::HostStatus;

use super::TooLong;
use super::events::Event;
use super::json::money;
use super::value::Json;

/// Most steps of such a trace: each state is written out, in about a kilobyte and a half.
pub const STATES_MAX: u32 = 10_000;

/// A variable of the trace: its name, and its value in a state.
type Variable = (&'static str, fn(&State<'_>) -> Json);

/// The variables, in the order of the trace.
const VARIABLES: [Variable; 21] = [
    ("action", |state| state.action().into()),
    ("at_us", |state| number(state.run.trace.step_time(state.step).as_micros())),
    ("hosts", |state| state.hosts()),
    ("cuts", |state| state.cuts()),
    ("in_flight", |state| state.in_flight()),
    ("database", |state| state.of_orders(|order| order.database.word().into())),
    ("redis", |state| state.of_orders(|order| view(order.redis))),
    ("elasticsearch", |state| state.of_orders(|order| view(order.elasticsearch))),
    ("money", |state| state.of_orders(|order| money(order.money).into())),
    ("callbacks", |state| state.of_orders(|order| number(order.callbacks))),
    ("deadlines_missed", |state| state.of_orders(|order| number(order.deadlines_missed))),
    ("visible", |state| state.of_orders(|order| count(order.visible))),
    ("payouts", |state| state.of_orders(|order| number(order.payouts))),
    ("halves", |state| count(state.facts.halves)),
    ("open_halves", |state| count(state.facts.open_halves)),
    ("discarded", |state| count(state.facts.discarded)),
    ("dead_letters", |state| count(state.facts.dead_letters)),
    ("left_over", |state| count(state.facts.left_over)),
    ("open_transactions", |state| count(state.facts.open_transactions)),
    ("waiting_for_connection", |state| count(state.facts.waiting_for_connection)),
    ("broken", |state| state.broken()),
];

/// What is so right after a step.
struct State<'a> {
    run: &'a Run,
    step: u32,
    world: &'a World,
    facts: Facts,
}

/// The trace: a state before anything has happened, and one after each step. Each state is a line.
pub fn itf(run: &Run) -> Result<String, TooLong> {
    TooLong::check(run, STATES_MAX)?;
    let names: Json = VARIABLES.iter().map(|(name, _)| *name).collect();
    let meta = Json::Object(vec![
        ("format", "ITF".into()),
        ("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html".into()),
        ("source", run.scenario.to_string().into()),
        (
            "description",
            format!("Zeroloss, model {MODEL_VERSION}: {}", run.outcome().code()).into(),
        ),
    ]);
    let mut text =
        format!("{{\"#meta\":{},\n\"vars\":{},\n\"states\":[", meta.line(), names.line());
    let mut frame = Frame::new(&run.scenario);
    for step in 0..=run.steps() {
        let until = run.trace.events_of(step);
        while frame.events() < until && frame.advance(&mut NoTrace).is_ok() {}
        let facts = Facts::of(&run.shop, frame.world());
        let state = State { run, step, world: frame.world(), facts };
        text += if step == 0 { "\n" } else { ",\n" };
        text += &state.written().line();
    }
    text += "\n]}\n";
    Ok(text)
}

impl State<'_> {
    fn written(&self) -> Json {
        let events = self.run.trace.step_events(self.step).iter();
        let events = events.map(|event| Event::of(event).json()).collect();
        let meta = Json::Object(vec![("index", self.step.into()), ("events", events)]);
        let values = VARIABLES.iter().map(|(name, value)| (*name, value(self)));
        Json::Object([("#meta", meta)].into_iter().chain(values).collect())
    }

    /// The fault of the step, else what opened it. Of a message that was sent before only its
    /// identity is in the event.
    fn action(&self) -> String {
        let events = self.run.trace.step_events(self.step);
        let fault = events.iter().find(|event| event.kind.is_of_fault());
        let Some(first) = fault.or(events.first()) else { return "start".to_owned() };
        let id = match &first.kind {
            TraceKind::Delivered { id }
            | TraceKind::Refused { id }
            | TraceKind::Lost { id, .. }
            | TraceKind::Delayed { id, .. } => Some(*id),
            _ => None,
        };
        let line = Event::of(first).line();
        match id.and_then(|id| self.run.spans().message(id)) {
            Some(span) => {
                let (from, to) = (nodes::name(span.from), nodes::name(span.to));
                format!("{line} {} {from} {to}", span.message.role())
            }
            None => line,
        }
    }

    fn hosts(&self) -> Json {
        let participants = self.run.shop.participants();
        map(participants.into_iter().map(|node| {
            let status = match self.world.status(node) {
                HostStatus::Up => "up",
                HostStatus::Paused { .. } => "paused",
                HostStatus::Down { .. } => "down",
            };
            (nodes::name(node).into(), status.into())
        }))
    }

    fn cuts(&self) -> Json {
        let name = |node: NodeId| Json::from(nodes::name(node));
        let pair = |(from, to): &(NodeId, NodeId)| marked("#tup", [name(*from), name(*to)].into());
        marked("#set", self.world.cuts().iter().map(pair).collect())
    }

    /// A bag: how many there are of each.
    fn in_flight(&self) -> Json {
        let mut bag: Vec<([&'static str; 3], usize)> = Vec::new();
        for (_, envelope) in self.world.in_flight() {
            let (from, to) = (nodes::name(envelope.from), nodes::name(envelope.to));
            let key = [envelope.message.role(), from, to];
            match bag.iter().position(|(known, _)| *known >= key) {
                Some(place) if bag[place].0 == key => bag[place].1 += 1,
                place => bag.insert(place.unwrap_or(bag.len()), (key, 1)),
            }
        }
        map(bag.into_iter().map(|([role, from, to], many)| {
            let fields = [("role", role.into()), ("from", from.into()), ("to", to.into())];
            (Json::Object(fields.into()), count(many))
        }))
    }

    /// The ids of the guarantees that are broken for good.
    fn broken(&self) -> Json {
        let is_seen = |at: Option<u32>| at.is_some_and(|at| at <= self.step);
        let broken = self.run.verdicts.iter().filter(|verdict| is_seen(verdict.seen_broken_at()));
        marked("#set", broken.map(|verdict| verdict.guarantee.into()).collect())
    }

    fn of_orders(&self, value: fn(&OrderFacts) -> Json) -> Json {
        map((1_usize..).map(count).zip(self.facts.orders.iter().map(value)))
    }
}

/// A status that may be none.
fn view(status: Option<Status>) -> Json {
    status.map_or("NONE", Status::word).into()
}

/// A map of these keys and values.
fn map(entries: impl Iterator<Item = (Json, Json)>) -> Json {
    marked("#map", entries.map(|(key, value)| Json::List(vec![key, value])).collect())
}

/// The form that each version of the format reads.
fn number(number: impl Into<u64>) -> Json {
    Json::Object(vec![("#bigint", number.into().to_string().into())])
}

fn count(count: usize) -> Json {
    number(count as u64)
}

/// What a list means, by its mark.
fn marked(mark: &'static str, list: Vec<Json>) -> Json {
    Json::Object(vec![(mark, Json::List(list))])
}
