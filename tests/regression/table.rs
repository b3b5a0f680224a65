//! The strategies, the faults, and what was reasoned before anything ran.

/// A strategy.
pub struct Column {
    /// What tables call it.
    pub name: &'static str,
    /// Its id.
    pub strategy: &'static str,
    /// The outcomes that reasoning rules out for it under any single fault.
    pub cannot: &'static [&'static str],
}

/// A fault, the same for every strategy as far as its place exists there.
pub struct Row {
    /// Its letter.
    pub id: &'static str,
    /// What happens.
    pub what: &'static str,
    /// Settings and faults, separated by `; `.
    pub lines: &'static str,
    /// What means the same in strategies that have no place of that name; `–` where nothing does.
    pub instead: &'static [(&'static str, &'static str)],
    /// Lines that its local transaction has besides, separated by `; `: before [`write_of`].
    pub inserted: &'static str,
    /// Whether it is one fault in a world without further ado, of which `Column::cannot` speaks.
    pub is_single: bool,
    /// The outcomes of the first columns; empty where nothing was reasoned.
    pub reasoned: &'static [&'static str],
}

/// How many columns have a cell in the table that was reasoned; the others come after them.
pub const REASONED: usize = 10;

/// Every strategy, in the order of the tables.
pub const COLUMNS: &[Column] = &[
    Column { name: "S3", strategy: "send-after-commit", cannot: &["GHOST", "EARLY"] },
    Column { name: "S3r", strategy: "send-after-commit-refund", cannot: &["EARLY"] },
    Column { name: "S4", strategy: "send-before-commit", cannot: &["LOSS"] },
    Column { name: "S5", strategy: "send-inside-transaction", cannot: &["LOSS"] },
    Column { name: "S6", strategy: "transactional-message", cannot: &["GHOST", "EARLY"] },
    Column { name: "S7", strategy: "outbox", cannot: &["LOSS", "GHOST", "EARLY"] },
    Column { name: "S9", strategy: "local-message-table", cannot: &["LOSS", "GHOST", "EARLY"] },
    Column { name: "S8", strategy: "outbox-cdc", cannot: &["LOSS", "GHOST", "EARLY"] },
    Column { name: "S11", strategy: "two-phase-commit", cannot: &["LOSS", "GHOST", "DUP"] },
    Column { name: "S14", strategy: "two-phase-message", cannot: &["LOSS", "GHOST", "EARLY"] },
    Column { name: "S1", strategy: "oneway", cannot: &["GHOST", "DUP", "EARLY"] },
    Column { name: "S2", strategy: "send-once", cannot: &["GHOST", "DUP", "EARLY"] },
    Column {
        name: "S6-status",
        strategy: "transactional-message-k3-status",
        cannot: &["GHOST", "EARLY"],
    },
    Column { name: "S10a", strategy: "kafka-commit-first", cannot: &["GHOST", "DUP", "EARLY"] },
    Column { name: "S10b", strategy: "kafka-send-first", cannot: &["LOSS", "DUP"] },
    Column { name: "S12", strategy: "saga", cannot: &[] },
    Column { name: "S13", strategy: "tcc-transactional-message", cannot: &["GHOST", "EARLY"] },
    Column { name: "S16", strategy: "best-effort-notification", cannot: &["GHOST", "EARLY"] },
    Column { name: "S18", strategy: "after-commit-hook", cannot: &["GHOST", "EARLY"] },
    Column { name: "S19", strategy: "listen-to-yourself", cannot: &["LOSS", "GHOST"] },
    Column {
        name: "S20",
        strategy: "queue-in-database",
        cannot: &["LOSS", "GHOST", "DUP", "EARLY"],
    },
    Column { name: "S21", strategy: "send-after-commit-reconciled", cannot: &[] },
];

/// The write before which [`Row::inserted`] stands: that of the order; in TCC that of its
/// reservation, because the order itself is written after the transaction.
pub fn write_of(column: &Column) -> &'static str {
    if column.name == "S13" { "insert log" } else { "update order PAID" }
}

/// What stands where a fault has no place in a strategy.
pub const NO_PLACE: &str = "–";
const HALF: &str = "S6 S6-status S11 S13";
const LOST_ACKS: &str = "lose send.ack #1; lose send.ack #2; lose send.ack #3";
const LOST_HALF_ACKS: &str = "lose half.ack #1; lose half.ack #2; lose half.ack #3";
const BROKER_AWAY: &str = "power-cut broker at 0s for 1m";
const NOT_IN_BROKER: &[(&str, &str)] = &[
    ("S14", "power-cut dtm at 0s for 1m"),
    ("S12 S16", "power-cut consumer at 0s for 1m"),
    ("S20", NO_PLACE),
];

const PLAIN: Row =
    Row { id: "", what: "", lines: "", instead: &[], inserted: "", is_single: true, reasoned: &[] };

/// Every fault, in the order of the tables. The columns of `reasoned`: S3, S3r, S4, S5, S6, S7, S9,
/// S8, S11, S14.
pub const ROWS: &[Row] = &[
    Row {
        id: "none",
        what: "Nothing goes wrong.",
        reasoned: &["OK", "OK", "EARLY", "EARLY", "OK", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "a",
        what: "Whoever commits the order crashes after its commit.",
        lines: "crash order-1 after commit for 10s",
        instead: &[
            ("S11", "crash coordinator after commit for 10s"),
            ("S13", "crash order-1 after update for 10s"),
            ("S19", "crash consumer after update for 10s"),
        ],
        reasoned: &["LOSS", "LOSS", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "b",
        what: "The order service crashes when the message is stored and the order is not committed.",
        lines: "crash order-1 before commit for 10s",
        instead: &[
            ("S11", "crash order-1 before prepare for 10s"),
            ("S19", "crash order-1 after send for 10s"),
            ("S1 S2 S3 S3r S7 S8 S9 S12 S16 S18 S20 S21", NO_PLACE),
        ],
        reasoned: &["", "", "GHOST", "GHOST", "ABORT", "", "", "", "ABORT", "ABORT"],
        ..PLAIN
    },
    Row {
        id: "c",
        what: "Whoever carries the message is without power for longer than all retries together.",
        lines: BROKER_AWAY,
        instead: NOT_IN_BROKER,
        reasoned: &[
            "LOSS",
            "ABORT",
            "ABORT",
            "SLOW ABORT",
            "ABORT",
            "OK",
            "OK",
            "OK",
            "ABORT",
            "ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "d",
        what: "The message is stored at each attempt, and every answer is lost.",
        lines: LOST_ACKS,
        instead: &[
            (HALF, LOST_HALF_ACKS),
            ("S14", "lose call.reply #1"),
            ("S12 S16", "lose ack #1; lose ack #2; lose ack #3"),
        ],
        is_single: false,
        reasoned: &[
            "DUP",
            "GHOST",
            "GHOST",
            "GHOST SLOW",
            "ABORT",
            "DUP",
            "DUP",
            "DUP",
            "",
            "ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "e",
        what: "The first answer is lost, a retry succeeds.",
        lines: "lose send.ack #1",
        instead: &[
            (HALF, "lose half.ack #1"),
            ("S14", "lose call.reply #1"),
            ("S12 S16", "lose ack #1"),
        ],
        reasoned: &["DUP", "DUP", "DUP", "DUP", "DUP", "DUP", "DUP", "DUP", "", "OK"],
        ..PLAIN
    },
    Row {
        id: "f",
        what: "The local transaction fails at its update.",
        lines: "fail update #1",
        reasoned: &[
            "ABORT", "ABORT", "GHOST", "ABORT", "ABORT", "ABORT", "ABORT", "ABORT", "ABORT",
            "ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "f′",
        what: "The local transaction fails at its commit.",
        lines: "fail commit #1",
        instead: &[("S11", "fail prepare #1")],
        reasoned: &[
            "ABORT", "ABORT", "GHOST", "GHOST", "ABORT", "ABORT", "ABORT", "ABORT", "ABORT",
            "ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "g",
        what: "Whoever acknowledged the message loses power before it has written it to its disk; \
               the consumer is away so long.",
        lines: "set broker.flushDiskType ASYNC_FLUSH; crash consumer at 0s for 20s; \
                power-cut broker after send.ack for 5s",
        instead: &[
            (
                HALF,
                "set broker.flushDiskType ASYNC_FLUSH; crash consumer at 0s for 20s; \
                 power-cut broker after half.ack for 5s",
            ),
            ("S14", "crash consumer at 0s for 20s; power-cut dtm after order-1 call.reply for 5s"),
            (
                "S12",
                "crash consumer at 0s for 20s; power-cut coordinator after order-1 call.reply for 5s",
            ),
        ],
        is_single: false,
        reasoned: &["LOSS", "LOSS", "LOSS", "LOSS", "LOSS", "LOSS", "LOSS", "LOSS", "LOSS", "OK"],
        ..PLAIN
    },
    Row {
        id: "h",
        what: "Whoever committed the order is away for ten minutes from then on.",
        lines: "crash order-1 after commit for 10m",
        instead: &[
            ("S11", "crash coordinator after note for 10m"),
            ("S13", "crash order-1 after update for 10m"),
            ("S19", "crash order-1 after send for 10m"),
        ],
        reasoned: &["LOSS", "LOSS", "OK", "OK", "LOSS", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "h′",
        what: "The same with a broker of release 4.9, which asks once a minute.",
        lines: "set profile rocketmq-4.9; crash order-1 after commit for 10m",
        instead: &[
            ("S11", "set profile rocketmq-4.9; crash coordinator after note for 10m"),
            ("S13", "set profile rocketmq-4.9; crash order-1 after update for 10m"),
            ("S19", "set profile rocketmq-4.9; crash order-1 after send for 10m"),
        ],
        reasoned: &["LOSS", "LOSS", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "i",
        what: "The local transaction takes a minute, for a caller who waits for two.",
        lines: "set payment.deadline 2m",
        inserted: "work 60s",
        is_single: false,
        reasoned: &["OK", "OK", "EARLY", "EARLY", "DUP", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "j",
        what: "The answer to COMMIT is lost; it was committed.",
        lines: "set payment.deadline 10s; lose commit.ack #1",
        instead: &[("S13 S19", "set payment.deadline 10s; lose update.ack #1")],
        reasoned: &["LOSS", "LOSS", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
    Row {
        id: "j′",
        what: "The answer to COMMIT is lost; it was refused.",
        lines: "set payment.deadline 10s; fail commit #1; lose commit.ack #1",
        reasoned: &[
            "ABORT", "ABORT", "GHOST", "GHOST", "ABORT", "ABORT", "ABORT", "ABORT", "", "ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "k",
        what: "The consumer crashes after it has paid, before it acknowledges.",
        lines: "crash consumer after pay for 10s",
        instead: &[("S20", "crash consumer after insert for 10s")],
        reasoned: &[
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
            "DOUBLE-PAY",
        ],
        ..PLAIN
    },
    Row {
        id: "l",
        what: "Redis and Elasticsearch are written inside the transaction, and it is undone.",
        lines: "crash order-1 after index for 10s",
        inserted: "set redis PAID; index elasticsearch PAID",
        is_single: false,
        reasoned: &[
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
            "DIRTY ABORT",
        ],
        ..PLAIN
    },
    Row {
        id: "a, asked again",
        what: "As a; the payment system calls again and is answered with what is so.",
        lines: "set payment.renotify ack; crash order-1 after commit for 10s",
        instead: &[
            ("S11", "set payment.renotify ack; crash coordinator after commit for 10s"),
            ("S13", "set payment.renotify ack; crash order-1 after update for 10s"),
            ("S19", "set payment.renotify ack; crash consumer after update for 10s"),
        ],
        is_single: false,
        reasoned: &["LOSS", "", "", "", "", "", "", "", "", ""],
        ..PLAIN
    },
    Row {
        id: "a, sent again",
        what: "As a; the payment system calls again, and strategies that can send again.",
        lines: "set payment.renotify republish; crash order-1 after commit for 10s",
        instead: &[
            ("S11", "set payment.renotify republish; crash coordinator after commit for 10s"),
            ("S13", "set payment.renotify republish; crash order-1 after update for 10s"),
            ("S19", "set payment.renotify republish; crash consumer after update for 10s"),
        ],
        is_single: false,
        reasoned: &["OK", "", "", "", "", "", "", "", "", ""],
        ..PLAIN
    },
    Row {
        id: "b, asked again",
        what: "As b; the payment system calls again.",
        lines: "set payment.renotify ack; crash order-1 before commit for 10s",
        instead: &[
            ("S11", "set payment.renotify ack; crash order-1 before prepare for 10s"),
            ("S19", "set payment.renotify ack; crash order-1 after send for 10s"),
            ("S1 S2 S3 S3r S7 S8 S9 S12 S16 S18 S20 S21", NO_PLACE),
        ],
        is_single: false,
        reasoned: &["", "", "DUP", "DUP", "", "", "", "", "", ""],
        ..PLAIN
    },
    Row {
        id: "c, asked again",
        what: "As c; the payment system calls again.",
        lines: "set payment.renotify ack; power-cut broker at 0s for 1m",
        instead: &[
            ("S14", "set payment.renotify ack; power-cut dtm at 0s for 1m"),
            ("S12 S16", "set payment.renotify ack; power-cut consumer at 0s for 1m"),
            ("S20", NO_PLACE),
        ],
        is_single: false,
        reasoned: &["", "", "", "OK", "OK", "", "", "", "", ""],
        ..PLAIN
    },
    Row {
        id: "d, asked again",
        what: "As d; the payment system calls again.",
        lines: "set payment.renotify ack; lose send.ack #1; lose send.ack #2; lose send.ack #3",
        instead: &[
            (
                "S6 S6-status",
                "set payment.renotify ack; lose half.ack #1; lose half.ack #2; lose half.ack #3",
            ),
            ("S11 S13", "set payment.renotify ack; lose half.ack #1"),
            ("S14", "set payment.renotify ack; lose call.reply #1"),
            ("S12 S16", "set payment.renotify ack; lose ack #1; lose ack #2; lose ack #3"),
        ],
        is_single: false,
        reasoned: &["", "", "", "", "OK", "", "", "", "", ""],
        ..PLAIN
    },
    Row {
        id: "d, inbox",
        what: "As d, with an inbox.",
        lines: "set consumer.inbox on; lose send.ack #1; lose send.ack #2; lose send.ack #3",
        instead: &[
            (HALF, "set consumer.inbox on; lose half.ack #1; lose half.ack #2; lose half.ack #3"),
            ("S14", "set consumer.inbox on; lose call.reply #1"),
            ("S12 S16", "set consumer.inbox on; lose ack #1; lose ack #2; lose ack #3"),
        ],
        is_single: false,
        reasoned: &["OK", "", "", "", "", "OK", "OK", "OK", "", ""],
        ..PLAIN
    },
    Row {
        id: "e, inbox",
        what: "As e, with an inbox.",
        lines: "set consumer.inbox on; lose send.ack #1",
        instead: &[
            (HALF, "set consumer.inbox on; lose half.ack #1"),
            ("S14", "set consumer.inbox on; lose call.reply #1"),
            ("S12 S16", "set consumer.inbox on; lose ack #1"),
        ],
        is_single: false,
        reasoned: &["OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "", "OK"],
        ..PLAIN
    },
    Row {
        id: "k, inbox",
        what: "As k, with an inbox.",
        lines: "set consumer.inbox on; crash consumer after pay for 10s",
        instead: &[("S20", "set consumer.inbox on; crash consumer after insert for 10s")],
        is_single: false,
        reasoned: &["OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK"],
        ..PLAIN
    },
];

/// How the page begins.
pub const INTRODUCTION: &str = "# Faults against strategies

Written from the runs by `UPDATE_EXPECT=1 cargo test --test regression`; `tests/regression/` has the
faults. One order, a broker that flushes before it answers (`SYNC_FLUSH`), no second call of the
payment system and no inbox, unless the row says otherwise. A cell shows what the run came to, the
worst first; `–` stands where the fault has no place.

The table was reasoned from the code and the manuals before anything ran, and every cell of the first
ten columns is held against it, to the letter. For the others, and for every row with a single fault,
there is a list of outcomes that the strategy should never come to. Where the run says something else,
a note says who is right.
";
