//! English: participants, messages, guarantees, outcomes.

use crate::guarantee::{self, Outcome, Standing};
use crate::shop::message::{Message, nodes};

use super::super::catalogue::{GuaranteeWords, NodeWords, OutcomeWords, RoleWords};

const fn node(
    id: &'static str,
    (name, short): (&'static str, &'static str),
    term: &'static str,
    subject: &'static str,
) -> NodeWords {
    NodeWords { id, name, short, term, subject }
}

pub(super) const NODES: [NodeWords; nodes::NAMES.len()] = [
    node("payment", ("Payment", "Payment"), "upstream", "the payment system"),
    node("order-1", ("Order service 1", "Service 1"), "producer", "order service 1"),
    node("order-2", ("Order service 2", "Service 2"), "producer", "order service 2"),
    node("coordinator", ("Coordinator", "Coord."), "decision log", "the coordinator"),
    node("dtm", ("dtm server", "dtm"), "coordinator", "the dtm server"),
    node("database", ("Database", "DB"), "local transaction", "the database"),
    node("relay", ("Relay", "Relay"), "reads the outbox", "the relay"),
    node("connector", ("Connector", "CDC"), "reads the binlog", "the connector"),
    node("redis", ("Redis", "Redis"), "cache", "Redis"),
    node("elasticsearch", ("Elasticsearch", "Search"), "search index", "Elasticsearch"),
    node("proxy", ("Proxy", "Proxy"), "gRPC endpoint", "the proxy"),
    node("broker", ("Broker", "Broker"), "message queue", "the broker"),
    node("slave", ("Slave", "Slave"), "copy of the broker", "the slave"),
    node("consumer", ("Red packets", "Packets"), "consumer", "the red-packet service"),
];

const fn role(role: &'static str, noun: &'static str) -> RoleWords {
    RoleWords { role, noun }
}

pub(super) const ROLES: [RoleWords; Message::ROLES.len()] = [
    role("callback", "the payment callback"),
    role("callback.reply", "the answer to the payment callback"),
    role("refund", "the refund request"),
    role("refund.ack", "the confirmation of the refund"),
    role("begin", "the BEGIN"),
    role("begin.ack", "the answer to BEGIN"),
    role("update", "the UPDATE"),
    role("update.ack", "the answer to UPDATE"),
    role("insert", "the INSERT"),
    role("insert.ack", "the answer to INSERT"),
    role("select", "the SELECT"),
    role("select.ack", "the answer to SELECT"),
    role("commit", "the COMMIT"),
    role("commit.ack", "the answer to COMMIT"),
    role("rollback", "the ROLLBACK"),
    role("rollback.ack", "the answer to ROLLBACK"),
    role("close", "the closing of the database connection"),
    role("set", "the write to Redis"),
    role("set.ack", "the answer of Redis"),
    role("index", "the write to Elasticsearch"),
    role("index.ack", "the answer of Elasticsearch"),
    role("send", "the message"),
    role("send.ack", "the broker's answer to the message"),
    role("half", "the half message"),
    role("half.ack", "the broker's answer to the half message"),
    role("end", "the end of the half message"),
    role("check", "the check"),
    role("deliver", "the delivery"),
    role("ack", "the acknowledgement"),
    role("heartbeat", "the heartbeat"),
    role("subscribe", "the subscription"),
    role("poll", "the poll"),
    role("poll.ack", "the answer to the poll"),
    role("mark", "the UPDATE of the outbox"),
    role("mark.ack", "the answer to the UPDATE of the outbox"),
    role("prepare", "the PREPARE"),
    role("prepare.ack", "the answer to PREPARE"),
    role("call", "the call"),
    role("call.reply", "the reply to the call"),
    role("ask", "the question"),
    role("ask.ack", "the answer to the question"),
    role("claim", "the SETNX"),
    role("claim.ack", "the answer to SETNX"),
    role("replicate", "the log for the slave"),
    role("replicate.ack", "the slave's acknowledgement"),
    role("pull", "the pull request"),
    role("offset", "the consumer's offset"),
    role("sendback", "the send-back"),
    role("sendback.ack", "the answer to the send-back"),
    role("end.ack", "the proxy's answer to the end"),
    role("producer", "the end of the Kafka transaction"),
    role("producer.ack", "the answer to the end of the Kafka transaction"),
    role("init", "the registration of the producer"),
];

const fn guarantee(id: &'static str, name: &'static str, sentence: &'static str) -> GuaranteeWords {
    GuaranteeWords { id, name, sentence }
}

pub(super) const GUARANTEES: [GuaranteeWords; guarantee::GUARANTEES.len()] = [
    guarantee(
        "no-lost-message",
        "No lost message",
        "If an order is PAID in the database, consumers can read its message in the end.",
    ),
    guarantee(
        "no-ghost",
        "No ghost message",
        "If consumers can read a message, its order is PAID in the end.",
    ),
    guarantee(
        "no-early-visibility",
        "Never visible early",
        "No consumer can read a message before its order is PAID.",
    ),
    guarantee(
        "at-least-once-effect",
        "Red packet at least once",
        "Every PAID order gets its red packet in the end.",
    ),
    guarantee(
        "no-double-payout",
        "No second red packet",
        "No order ever gets more than one red packet.",
    ),
    guarantee(
        "exactly-once-effect",
        "Exactly one red packet",
        "In the end every PAID order has exactly one red packet, and no other order has any.",
    ),
    guarantee(
        "no-unpaid-payout",
        "No red packet unpaid",
        "No red packet is given for an order that is not PAID or whose money is refunded.",
    ),
    guarantee(
        "money-settled",
        "Money settled",
        "Money that was taken belongs in the end to a PAID order, is refunded, or the payment \
         system knows of the failure.",
    ),
    guarantee(
        "caller-in-time",
        "Never too slow for the caller",
        "The order service never still works on a callback when the payment system stops waiting.",
    ),
    guarantee(
        "short-transactions",
        "Short transactions",
        "No database transaction stays open for more than 1 s.",
    ),
    guarantee(
        "stores-agree",
        "Stores agree",
        "In the end Redis and Elasticsearch show what the database says.",
    ),
    guarantee(
        "legal-status",
        "No way back",
        "An order that is CLOSED never becomes PAID again, and one that is PAID never UNPAID.",
    ),
    guarantee(
        "half-resolved",
        "Half messages resolved",
        "In the end every half message is committed or rolled back, and none of a PAID order is \
         discarded.",
    ),
    guarantee(
        "decision-agrees",
        "Decision agrees",
        "A half message is committed only if its order is PAID, and no PAID order loses its message \
         to a rollback.",
    ),
    guarantee(
        "decision-stable",
        "Decision is final",
        "Once a half message is committed or rolled back, the opposite never takes effect.",
    ),
    guarantee(
        "progress",
        "Progress without faults",
        "If nothing goes wrong, every order is PAID, gets one red packet, and the caller is \
         answered in time.",
    ),
    guarantee(
        "no-manual-repair",
        "No repair by hand",
        "In the end nothing waits for an operator: nothing discarded, no dead letter or outbox row, no \
         undecided prepared transaction.",
    ),
    guarantee(
        "no-leaked-blocking",
        "Nothing stays blocked",
        "In the end no transaction is open and nobody waits for a database connection.",
    ),
    guarantee(
        "ack-durable",
        "Stored means durable",
        "What the broker has confirmed as stored is not destroyed by a crash.",
    ),
    guarantee(
        "visible-in-time",
        "Visible within 60 s",
        "At most 60 s after an order is PAID, consumers can read its message.",
    ),
    guarantee(
        "callback-idempotent",
        "Repeated callback, one message",
        "However often the payment system calls, at most one copy of the message can be read.",
    ),
];

pub(super) fn outcome(outcome: Outcome) -> OutcomeWords {
    let (name, meaning) = match outcome {
        Outcome::Loss => ("lost", "The order is PAID, but its message can never be read."),
        Outcome::Ghost => {
            ("ghost", "A message can be read, but its order is not PAID, or its money went back.")
        }
        Outcome::Dup => {
            ("duplicate", "The message exists more than once, and so does the red packet.")
        }
        Outcome::DoublePay => {
            ("paid twice", "One message was consumed more than once: several red packets.")
        }
        Outcome::Stuck => ("stuck", "Something never comes to an end."),
        Outcome::Untold => (
            "untold",
            "The money is taken and the order is not PAID, but the payment system was told that all is \
             well.",
        ),
        Outcome::Dirty => (
            "dirty",
            "Redis or Elasticsearch shows something else than the database, or a CLOSED order went \
             back to PAID.",
        ),
        Outcome::Slow => {
            ("slow", "The payment system stopped waiting while the order service still worked.")
        }
        Outcome::Early => ("early", "The message could be read before the order was PAID."),
        Outcome::Abort => (
            "given up",
            "Given up on both sides: the order is not PAID, and no message can be read.",
        ),
        Outcome::Ok => ("fine", "The order is PAID, and the red packet is given exactly once."),
    };
    OutcomeWords { name, meaning }
}

pub(super) fn standing(standing: Standing, seen_broken_at: Option<u32>) -> String {
    match (standing, seen_broken_at) {
        (Standing::Idle, _) => "not exercised".to_owned(),
        (Standing::Holds, _) => "holds".to_owned(),
        (Standing::BreaksHere, _) => "breaks here".to_owned(),
        (Standing::BrokenEarlier, Some(step)) => format!("broken since step {step}"),
        (Standing::BrokenEarlier, None) => "was broken earlier".to_owned(),
        (Standing::BreaksLater, Some(step)) => format!("breaks later, at step {step}"),
        (Standing::BreaksLater, None) => "breaks later".to_owned(),
        (Standing::Undecided, Some(step)) => {
            format!("undecided until quiet: breaks at step {step}")
        }
        (Standing::Undecided, None) => "undecided until quiet".to_owned(),
    }
}
