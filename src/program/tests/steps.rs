//! What programs with other processes compile to.

use expect_test::expect;

use super::*;

#[test]
fn an_outbox_compiles_to_these_steps() {
    let strategy = catalogue::strategy("outbox-attempts").expect("it is in the catalogue");
    expect![[r#"
        payment 0
        repeat 6
        every 11
        message 22
         0 line  8 Begin
         1 line  9 UpdateOrder(Paid)
         2 line 10 InsertOutbox
         3 line 11 Commit
         4 line 12 Reply(Ok)
         5 line 12 Stop
         6 line 15 Branch(OrderIs(Paid)) else 9
         7 line 16 Reply(Ok)
         8 line 16 Jump(10)
         9 line 18 Run(Payment)
        10 line 18 Stop
        11 line 21 Branch(OutboxHasNext) else 21
        12 line 22 Branch(OutboxTriedOver(2)) else 15
        13 line 24 MarkOutbox(Dead)
        14 line 25 Run(Every(Relay, 0))
        15 line 26 Send(Sync retry 0 timeout 3s) failing 17
        16 line 26 Jump(19)
        17 line 28 MarkOutbox(Tried)
        18 line 29 Run(Every(Relay, 0))
        19 line 30 MarkOutbox(Sent)
        20 line 31 Run(Every(Relay, 0))
        21 line 31 Stop
        22 line 34 Branch(InboxOn) else 25
        23 line 35 PayOnce(Order)
        24 line 35 Jump(26)
        25 line 37 Pay
        26 line 38 Ack
        27 line 38 Stop"#]]
    .assert_eq(&listing(&strategy.program));
}

#[test]
fn a_choice_that_can_fail_leads_every_question_to_its_block() {
    let source = with_payment(
        "if order is PAID\n  reply ok\nelse if memory has message\n  stop\nelse if log has message\n  \
         stop\nelse\n  refund\non failure\n  reply error\nif order is PAID\n  stop\non failure\n  work 1ms",
    );
    expect![[r#"
        payment 0
        message 17
         0 line  7 Branch(OrderIs(Paid)) else 3 failing 11
         1 line  8 Reply(Ok)
         2 line  8 Jump(12)
         3 line  9 Branch(MemoryHasMessage) else 6
         4 line 10 Stop
         5 line 10 Jump(12)
         6 line 11 Branch(LogHasMessage) else 9 failing 11
         7 line 12 Stop
         8 line 12 Jump(12)
         9 line 14 Refund
        10 line 14 Jump(12)
        11 line 16 Reply(Error)
        12 line 17 Branch(OrderIs(Paid)) else 16 failing 15
        13 line 18 Stop
        14 line 18 Jump(16)
        15 line 20 Work(1ms)
        16 line 20 Stop
        17 line 23 Ack
        18 line 23 Stop"#]]
    .assert_eq(&listing(&compiled(&source)));
}
