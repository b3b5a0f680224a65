//! The table of errors of meaning: texts that read well and break a rule.

use expect_test::expect;

use super::*;

#[test]
fn handlers_are_there_once_and_use_their_own_steps() {
    check_each(
        &[
            SMALLEST.replace("on payment\n  reply ok\n", ""),
            with_more("on message\n  ack"),
            with_payment("send half"),
            with_payment("ack\nif age over 3s\n  pay once\nif inbox on\n  stop"),
            with_more("on check\n  begin\n  remember commit\n  if republish on\n    stop"),
            SMALLEST.replace("  ack", "  if log has message\n    end commit\n  reply ok"),
            with_payment("if order is PAID\n  set redis PAID\nwork 1ms"),
        ],
        &expect![[r#"
            8:1: `on payment` is missing; every program needs it
                 缺少 `on payment`；每个程序都要有它

            12:1: `on message` is already on line 9, expected one
                 第 9 行已有 `on message`，只能有一个

            7:3: found `send half` in a program without `on check`, expected that handler: the broker will ask what became of the half message
                 发送半消息（`send half`）的程序必须有 `on check`：Broker 会回查半消息的结果

            7:3: found `ack` in `on payment`, expected it only in `on message`
                 `ack` 不能用在 `on payment` 中，只能用在 `on message` 中
            8:3: found the condition `age over` in `on payment`, expected it only in `on check`, `on start`, `every` and `on call`
                 条件 `age over` 不能用在 `on payment` 中，只能用在 `on check`、`on start`、`every` 和 `on call` 中
            9:5: found `pay once` in `on payment`, expected it only in handlers of the consumer
                 `pay once` 不能用在 `on payment` 中，只能用在消费者的处理程序中
            10:3: found the condition `inbox on` in `on payment`, expected it only in handlers of the consumer
                 条件 `inbox on` 不能用在 `on payment` 中，只能用在消费者的处理程序中

            15:3: found the condition `republish on` in `on check`, expected it only in `on repeat`
                 条件 `republish on` 不能用在 `on check` 中，只能用在 `on repeat` 中
            16:5: the handler ends here with the transaction of line 13 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 13 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`
            16:5: the handler ends here with the transaction of line 13 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 13 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`

            11:5: found `end` in `on message`, expected it only outside the handlers of the consumer
                 `end` 不能用在 `on message` 中，只能用在消费者以外的处理程序中
            12:3: found `reply` in `on message`, expected it only in `on payment`, `on repeat` and `on call`
                 `reply` 不能用在 `on message` 中，只能用在 `on payment`、`on repeat` 和 `on call` 中

            ok"#]],
    );
}

#[test]
fn handlers_do_not_run_each_other_for_ever() {
    check_each(
        &[
            with_payment("run payment"),
            with_payment("send\nrun payment"),
            with_payment("run repeat"),
            format!("{}\non repeat\n  send\n  run payment", with_payment("run repeat")),
            with_more("on repeat\n  if republish on\n    run repeat"),
            with_more("on repeat\n  if order is UNPAID\n    run repeat"),
            with_more("on check\n  work 1s\n  run check"),
            with_more("on check\n  run payment"),
        ],
        &expect![[r#"
            7:3: `on payment` runs itself again: this never ends
                 `on payment` 又转到自身：永远不会结束

            8:3: `on payment` runs itself again: this never ends
                 `on payment` 又转到自身：永远不会结束

            7:3: found `run repeat`, but the program has no `on repeat`
                 `run repeat` 无法执行：程序中没有 `on repeat`

            7:3: `on payment` runs `on repeat`, which runs `on payment` again: this never ends
                 `on payment` 转到 `on repeat` 转到 `on payment`，如此循环，永远不会结束

            14:5: `on repeat` runs itself again: this never ends
                 `on repeat` 又转到自身：永远不会结束

            ok

            ok

            13:3: `on check` cannot run `on payment`; a handler can run itself, and `on payment` and `on repeat` can run each other
                 `on check` 不能转到 `on payment`；处理程序可以转到自身，`on payment` 与 `on repeat` 可以互相转到"#]],
    );
}

#[test]
fn transactions_open_and_close_on_every_path() {
    check_each(
        &[
            with_payment("begin\nbegin\ncommit"),
            with_payment("commit"),
            with_payment("insert log"),
            with_payment("begin\nreply ok"),
            with_payment("begin\nsend\n  on failure\n    stop\ncommit"),
            with_payment("begin\nsend\n  on failure\n    rollback\ncommit"),
            with_payment("if order is PAID\n  begin\ncommit"),
            with_payment("begin\nrun repeat")
                .replace("on message", "on repeat\n  stop\n\non message"),
            with_payment("begin\ncommit\n  on failure\n    rollback\n    reply error"),
            with_payment("begin\ncommit\n  on failure\n    commit"),
            with_payment("begin\n  on failure\n    rollback\nrollback"),
            with_payment("update order PAID"),
        ],
        &expect![[r#"
            8:3: found `begin` inside the transaction of line 7, expected `commit` or `rollback` before it on every path
                 第 7 行的事务尚未结束，不能再 `begin`；每条路径上都应先 `commit` 或 `rollback`

            7:3: found `commit` outside a transaction, expected `begin` before it on every path
                 `commit` 不在事务之内；每条路径上都应先 `begin`

            7:3: found `insert log` outside a transaction, expected `begin` before it on every path
                 `insert log` 不在事务之内；每条路径上都应先 `begin`

            8:3: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`

            10:7: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`

            11:3: found `commit` outside a transaction, expected `begin` before it on every path
                 `commit` 不在事务之内；每条路径上都应先 `begin`

            9:3: found `commit` outside a transaction, expected `begin` before it on every path
                 `commit` 不在事务之内；每条路径上都应先 `begin`

            8:3: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`

            ok

            10:7: found `commit` outside a transaction, expected `begin` before it on every path
                 `commit` 不在事务之内；每条路径上都应先 `begin`

            9:7: found `rollback` outside a transaction, expected `begin` before it on every path
                 `rollback` 不在事务之内；每条路径上都应先 `begin`
            10:3: found `rollback` outside a transaction, expected `begin` before it on every path
                 `rollback` 不在事务之内；每条路径上都应先 `begin`

            ok"#]],
    );
}
