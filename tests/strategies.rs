//! What each strategy comes to when something goes wrong, once per row: the claims of the texts in
//! `strategies/`, and the tables of who loses what.

use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;

/// The outcome of a strategy with settings and faults, separated by `; `.
fn outcome(strategy: &str, lines: &str) -> &'static str {
    let lines = lines.split("; ").filter(|line| !line.is_empty());
    let lines: Vec<_> = lines
        .map(
            |line| if line.starts_with("set ") { line.to_owned() } else { format!("fault {line}") },
        )
        .collect();
    let text = format!("strategy {strategy}\n{}\n", lines.join("\n"));
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}{error:?}"));
    simulate(&scenario).outcome().code()
}

#[track_caller]
fn check(strategy: &str, rows: &[(&str, &str)]) {
    let found: Vec<_> = rows.iter().map(|(lines, _)| (*lines, outcome(strategy, lines))).collect();
    assert_eq!(found, rows, "{strategy}");
}

#[test]
fn an_outbox_loses_nothing_and_may_send_twice() {
    check(
        "outbox",
        &[
            ("crash order-1 before commit", "ABORT"),
            ("crash order-1 after commit", "OK"),
            ("crash broker at 500ms for 1m", "OK"),
            ("crash relay before send", "OK"),
            ("crash relay after send", "DUP"),
            ("lose send.ack #1", "DUP"),
            ("lose send.ack #1; set consumer.inbox on", "OK"),
            (LATE_COMMIT, "OK"),
        ],
    );
}

/// The first order's transaction begins first and commits last.
const LATE_COMMIT: &str = "set orders 2; set orders.interval 10ms; delay commit #1 by 3s";

#[test]
fn each_shortcut_of_an_outbox_loses_what_it_saves() {
    check("outbox-cursor", &[("crash relay after send", "DUP"), (LATE_COMMIT, "LOSS")]);
    check("outbox-mark-first", &[("lose send.ack #1", "DUP"), ("crash relay after mark", "LOSS")]);
    check(
        "outbox-attempts",
        &[("crash broker at 500ms for 1s", "OK"), ("crash broker at 500ms for 10s", "LOSS")],
    );
    check(
        "outbox-cdc",
        &[(LATE_COMMIT, "OK"), ("crash connector at 30s", "DUP"), ("crash connector at 70s", "OK")],
    );
    check(
        "local-message-table",
        &[("crash order-1 after commit", "OK"), ("lose send.ack #1", "DUP")],
    );
}

#[test]
fn a_hook_after_the_commit_is_a_send_after_the_commit() {
    check(
        "after-commit-hook",
        &[("crash order-1 before commit", "ABORT"), ("crash order-1 after commit", "LOSS")],
    );
}

#[test]
fn a_coordinator_carries_two_prepared_branches_through() {
    check(
        "two-phase-commit",
        &[
            ("crash order-1 after half", "ABORT"),
            ("crash order-1 after prepare", "ABORT"),
            ("lose call #1", "ABORT"),
            ("lose call.reply #1", "OK"),
            ("crash coordinator before note", "ABORT"),
            ("crash coordinator after note", "OK"),
            ("crash coordinator after commit", "OK"),
            ("crash coordinator after end", "OK"),
            ("lose end #1", "OK"),
            ("power-cut database after order-1 prepare.ack for 10s", "OK"),
        ],
    );
}

#[test]
fn a_two_phase_message_asks_until_it_knows() {
    check(
        "two-phase-message",
        &[
            ("crash order-1 after call", "ABORT"),
            ("crash order-1 after insert", "ABORT"),
            ("crash order-1 after commit", "OK"),
            ("lose call #2", "OK"),
            ("lose call.reply #2", "OK"),
            ("crash dtm at 30ms for 10m", "OK"),
            ("crash consumer at 10ms for 10m", "OK"),
            ("crash dtm after deliver", "DOUBLE-PAY"),
            ("crash dtm after deliver; set consumer.inbox on", "OK"),
        ],
    );
}

#[test]
fn tcc_confirms_until_it_succeeds_and_forgets_what_it_confirmed() {
    check(
        "tcc-transactional-message",
        &[
            ("crash order-1 after half", "ABORT"),
            ("crash order-1 after reply", "OK"),
            ("crash coordinator after call", "DUP"),
            // The checker's answer about a transaction that is finished.
            ("lose end #1", "LOSS"),
        ],
    );
}

#[test]
fn an_outer_transaction_makes_ghosts_of_committed_messages() {
    check(
        "transactional-message-inside-transaction",
        &[
            ("", "EARLY"),
            ("crash order-1 after half", "ABORT"),
            ("crash order-1 after end", "GHOST"),
            ("fail commit #1", "GHOST"),
        ],
    );
}

#[test]
fn one_write_cannot_disagree_with_itself() {
    check(
        "listen-to-yourself",
        &[
            ("crash order-1 after send", "OK"),
            ("lose send.ack #1", "DUP"),
            ("crash consumer after update", "OK"),
        ],
    );
    check(
        "queue-in-database",
        &[
            ("crash order-1 after commit", "OK"),
            ("crash consumer after mark", "OK"),
            ("crash consumer after commit", "OK"),
            ("crash consumer at 0s for 10m", "OK"),
        ],
    );
}

#[test]
fn repair_ends_in_time_or_gives_up() {
    check(
        "best-effort-notification",
        &[
            ("crash order-1 after commit", "LOSS"),
            ("crash order-1 after note", "OK"),
            ("crash consumer at 10ms for 1m", "OK"),
            ("crash consumer at 10ms for 10m", "LOSS"),
            ("lose ack #1", "DOUBLE-PAY"),
        ],
    );
    check("send-after-commit-reconciled", &[("crash order-1 after commit", "OK")]);
    check(
        "saga",
        &[
            ("crash order-1 after commit", "OK"),
            ("crash coordinator at 1s for 1m", "OK"),
            // Paid back in time: nothing for anybody, and nobody is owed anything.
            ("crash consumer at 10ms for 10m", "ABORT"),
        ],
    );
}

#[test]
fn a_checker_is_right_as_far_as_it_can_know() {
    // The broker asks while the transaction runs, and the producer's own word gets lost.
    const SLOW: &str = "set order.work 40s; lose end #2";
    const DATABASE_DOWN: &str = "crash order-1 after commit; crash database at 20s for 30s";
    const ABORTED: &str = "crash order-1 after update";
    let rows = [
        ("transactional-message-status-checker", ["LOSS", "OK", "ABORT"]),
        ("transactional-message-k1-message", ["LOSS", "OK", "ABORT"]),
        ("transactional-message-k2-status", ["SLOW", "OK", "ABORT"]),
        ("transactional-message-k2-message", ["SLOW", "OK", "ABORT"]),
        ("transactional-message-k3-status", ["SLOW", "OK", "ABORT"]),
        ("transactional-message", ["SLOW", "OK", "ABORT"]),
        // Its first check waits for the transaction and throws, which the client tells as unknown.
        ("transactional-message-k4-message", ["SLOW", "OK", "ABORT"]),
        ("transactional-message-memory-checker", ["SLOW", "OK", "GHOST"]),
        ("transactional-message-k6-message", ["SLOW", "LOSS", "ABORT"]),
    ];
    for (strategy, [slow, database_down, aborted]) in rows {
        let rows = [(SLOW, slow), (DATABASE_DOWN, database_down), (ABORTED, aborted)];
        check(strategy, &rows);
    }
}

#[test]
fn an_inbox_is_as_good_as_its_key_and_its_place() {
    // A copy that the relay sent twice; crashes of the consumer on either side of the red packet.
    const COPY: &str = "crash relay after send";
    const CLAIMED: &str = "crash consumer after claim";
    const PAID: &str = "crash consumer after pay";
    check("inbox-redis-before", &[(COPY, "OK"), (CLAIMED, "STUCK"), (PAID, "OK")]);
    check("inbox-redis-after", &[(COPY, "OK"), (PAID, "DOUBLE-PAY"), (CLAIMED, "OK")]);
    check("inbox-redis-expiring", &[(COPY, "DUP"), (CLAIMED, "OK"), (PAID, "DOUBLE-PAY")]);
    check("inbox-by-copy", &[(COPY, "DUP"), (PAID, "OK")]);
}
