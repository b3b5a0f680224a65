//! Strategies against guarantees in one table.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes its strings so")]

use expect_test::expect;
use zeroloss::explore::{Bounds, Matrix};

use super::{SYNC, scenario, without_power_cuts};

#[test]
fn the_matrix_is_one_table() {
    let ids = ["oneway", "send-before-commit", "transactional-message"];
    let scenarios: Vec<_> = ids.iter().map(|id| scenario(id, &[SYNC])).collect();
    let named = ids.iter().map(ToString::to_string).zip(&scenarios);
    let mut matrix = Matrix::new(named, &without_power_cuts(), Bounds::default());
    while !matrix.run_for(1000) {}
    expect![[r#"
        | guarantee | oneway | send-before-commit | transactional-message |
        |---|---|---|---|
        | no-lost-message | 1 | + | + |
        | no-ghost | + | 1 | + |
        | no-early-visibility | + | 0 | + |
        | at-least-once-effect | 1 | + | + |
        | no-double-payout | 1 | 1 | 1 |
        | exactly-once-effect | 1 | 1 | 1 |
        | no-unpaid-payout | + | 1 | + |
        | money-settled | 1 | 1 | 1 |
        | caller-in-time | 1 | 1 | 1 |
        | short-transactions | 1 | 1 | 1 |
        | stores-agree | - | - | - |
        | legal-status | + | + | + |
        | half-resolved | - | - | + |
        | decision-agrees | - | - | + |
        | decision-stable | - | - | + |
        | progress | + | + | + |
        | no-manual-repair | - | - | + |
        | no-leaked-blocking | + | + | + |
        | ack-durable | + | + | + |
        | visible-in-time | 1 | + | + |
        | callback-idempotent | 1 | 1 | 1 |
    "#]]
    .assert_eq(&matrix.markdown());
}
