//! What a run costs: messages, round trips, log records, and how long who waits.

use crate::program::step::Status;
use crate::shop::mark::Mark;
use crate::shop::message::{OrderId, nodes};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::time::{SimDuration, SimTime};

use super::Run;
use super::spans::MessageSpan;

/// What a run costs. Durations are virtual time; of several orders the longest counts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Measures {
    /// Messages that left, without housekeeping: heartbeats, subscriptions, empty polls.
    pub messages: u32,
    /// Requests of the order services that were answered.
    pub round_trips: u32,
    /// Records that the broker appended to its logs, half messages and op marks among them.
    pub log_records: u32,
    /// How long a transaction was open in the database: so long its locks and its connection are
    /// taken. None if there was none that ended.
    pub transaction: Option<SimDuration>,
    /// From the first callback to the first answer in time. None without one.
    pub caller: Option<SimDuration>,
    /// From the moment at which the order is PAID to its first red packet; zero where the packet
    /// came first. None if either never came.
    pub red_packet: Option<SimDuration>,
}

/// When something happened to an order for the first time, by order.
type Moments = Vec<(OrderId, SimTime)>;

impl Measures {
    /// Those of a run. Goes through its events once.
    pub fn of(run: &Run) -> Self {
        let spans = run.spans();
        let sent = spans.messages().iter().filter(|span| !span.message.is_housekeeping());
        let is_round_trip = |from| from == nodes::ORDER_1 || from == nodes::ORDER_2;
        let round_trips = spans.messages().iter().filter(|span| {
            let is_answered = span.answer.and_then(|id| spans.message(id));
            is_round_trip(span.from) && is_answered.is_some_and(MessageSpan::has_arrived)
        });
        let answered = run.facts.orders.iter().filter_map(|order| order.answered_micros);
        let mut looked = Looked::default();
        for event in &run.trace.events {
            looked.at(event);
        }
        let red_packets = looked.paid.iter().filter_map(|(order, paid)| {
            let given = looked.given.iter().find(|(other, _)| other == order)?.1;
            Some(if given > *paid { given.since(*paid) } else { SimDuration::ZERO })
        });
        Self {
            messages: count(sent),
            round_trips: count(round_trips),
            log_records: looked.records,
            transaction: looked.longest,
            caller: answered.max().map(SimDuration::from_micros),
            red_packet: red_packets.max(),
        }
    }
}

/// What has been seen of the events so far.
#[derive(Default)]
struct Looked {
    records: u32,
    open: Moments,
    longest: Option<SimDuration>,
    paid: Moments,
    given: Moments,
}

impl Looked {
    fn at(&mut self, event: &TraceEvent) {
        let TraceKind::Mark { mark, .. } = &event.kind else { return };
        match mark {
            Mark::TransactionBegan(order) => self.open.push((*order, event.at)),
            Mark::Committed(order) | Mark::RolledBack(order) => {
                if let Some(at) = self.open.iter().position(|(open, _)| open == order) {
                    let (_, since) = self.open.remove(at);
                    self.longest = self.longest.max(Some(event.at.since(since)));
                }
            }
            _ => {}
        }
        match mark {
            Mark::OrderIs(order, Status::Paid) => note(&mut self.paid, *order, event.at),
            Mark::Payout { order, .. } => note(&mut self.given, *order, event.at),
            Mark::Appended(..) => self.records += 1,
            _ => {}
        }
    }
}

fn note(moments: &mut Moments, order: OrderId, at: SimTime) {
    if !moments.iter().any(|(known, _)| *known == order) {
        moments.push((order, at));
    }
}

fn count<T>(things: impl Iterator<Item = T>) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::simulate;
    use crate::scenario::Scenario;

    fn measures(text: &str) -> Measures {
        Measures::of(&simulate(&Scenario::parse(text).expect("a scenario")))
    }

    #[test]
    fn a_transactional_message_costs_one_more_round_trip_and_three_more_records() {
        let plain = measures("strategy send-after-commit");
        let half = measures("strategy transactional-message");
        // BEGIN, UPDATE, COMMIT and the send; with a half message also the INSERT into the log that
        // its checker reads.
        assert_eq!((plain.round_trips, half.round_trips), (4, 5));
        assert_eq!((plain.log_records, half.log_records), (1, 3), "half, op mark, message");
        assert_eq!(plain.messages, 11, "the callback, eight with answers, the delivery, the reply");
    }

    #[test]
    fn a_send_in_a_transaction_holds_it_open_for_as_long_as_the_broker_takes() {
        let short = measures("strategy send-after-commit").transaction;
        let long = measures("strategy send-inside-transaction").transaction;
        assert!(short < long, "{short:?} {long:?}");
        let slow = measures("strategy send-inside-transaction\nfault delay send #1 by 2s");
        assert!(slow.transaction >= Some(SimDuration::from_secs(2)), "{slow:?}");
    }

    #[test]
    fn what_never_comes_has_no_measure() {
        let lost = measures("strategy send-after-commit\nfault crash order-1 after commit for 10s");
        assert_eq!((lost.caller, lost.red_packet), (None, None));
        assert_eq!(lost.log_records, 0);
        let fine = measures("strategy send-after-commit");
        assert!(fine.caller.is_some() && fine.red_packet > Some(SimDuration::ZERO), "{fine:?}");
    }
}
