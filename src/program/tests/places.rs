//! Handlers beyond the callbacks: where they run, what they have in hand, whom they call.

use expect_test::expect;

use super::*;

/// `SMALLEST` with the steps of an `every 1s at relay`, which begin on line 13.
fn with_relay(steps: &str) -> String {
    let indented: Vec<_> = steps.lines().map(|line| format!("  {line}\n")).collect();
    with_more(&format!("every 1s at relay\n{}", indented.concat()))
}

#[test]
fn handlers_know_their_place_and_their_period() {
    let program = compiled(&with_more(
        "on start\n  stop\n\non start at dtm\n  stop\n\nevery 5s\n  stop\n\nevery 10ms at \
         consumer\n  stop\n\nevery 24h\n  stop\n\non call submit at dtm\n  reply ok",
    ));
    let titles: Vec<_> = program.handlers.iter().map(|(handler, _)| handler.title()).collect();
    assert_eq!(
        titles.join("\n"),
        "on payment\non message\non start at order\non start at dtm\nevery … at order\n\
         every … at consumer\nevery … at order\non call submit at dtm"
    );
    let periods: Vec<_> = program.periods.iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["5s", "10ms", "24h"]);
}

#[test]
fn headers_name_a_family_and_a_checker() {
    let header = |lines: &str| compiled(&SMALLEST.replace("\non pay", lines)).header;
    let plain = header("\non pay");
    assert_eq!((plain.family, plain.checker), (step::Family::TwoWrites, None));
    let full = header("family repair\nchecker K4 message\n\non pay");
    assert_eq!(full.family, step::Family::Repair);
    let checker = full.checker.map(|checker| (checker.number, checker.key.word()));
    assert_eq!(checker, Some((4, "message")));
    check_each(
        &[
            SMALLEST.replace("\non pay", "family outbox\n\non pay"),
            SMALLEST.replace("\non pay", "family prepard\nchecker\n\non pay"),
            SMALLEST.replace("\non pay", "checker K7 message\n\non pay"),
            SMALLEST.replace("\non pay", "checker K1\n\non pay"),
        ],
        &expect![[r#"
            5:8: unknown family `outbox`; expected `two-writes`, `prepared`, `one-write` or `repair`
                 未知的类别 `outbox`；应为 `two-writes`、`prepared`、`one-write` 或 `repair`

            5:8: unknown family `prepard`; did you mean `prepared`?
                 未知的类别 `prepard`；是不是想写 `prepared`？
            6:1: the line ends after `checker`, expected `K1`, `K2`, `K3`, `K4`, `K5` or `K6`
                 `checker` 之后缺少 `K1`、`K2`、`K3`、`K4`、`K5` 或 `K6`

            5:9: unknown checker `K7`; did you mean `K1`?
                 未知的回查方式 `K7`；是不是想写 `K1`？

            5:12: the line ends after `checker K1`, expected `status` or `message`
                 `checker K1` 之后缺少 `status` 或 `message`"#]],
    );
}

#[test]
fn lines_of_handlers_say_where_and_when() {
    check_each(
        &[
            with_more("on start at relais\n  stop"),
            with_more("on call submit\n  reply ok"),
            with_more("on call at dtm\n  reply ok"),
            with_more("on message at relay\n  ack"),
            with_more("every\n  stop"),
            with_more("every 5\n  stop"),
            with_more("every 5ms at relay\n  stop"),
            with_more("every 25h\n  stop"),
            with_more("on every 5s\n  stop"),
            with_more("  every 5s\n  stop"),
            with_more("every 5s"),
            with_more("on start\n  stop\n\non start at order\n  stop"),
            SMALLEST.replace("on message", "every 1s at consumer").replace("ack", "stop"),
            SMALLEST
                .replace("on message", "every 1s at consumer")
                .replace("ack", "stop")
                .replace("reply ok", "send"),
        ],
        &expect![[r#"
            12:13: unknown place `relais`; did you mean `relay`?
                 未知的位置 `relais`；是不是想写 `relay`？

            12:16: the line ends after `on call submit`, expected `at`
                 `on call submit` 之后缺少 `at`

            12:9: unknown request `at`; expected `begin`, `prepare`, `submit`, `commit` or `rollback`
                 未知的请求 `at`；应为 `begin`、`prepare`、`submit`、`commit` 或 `rollback`

            12:12: found `at` after `on message`, expected the end of the line
                 `on message` 之后多出 `at`，此处应换行

            12:7: the line ends after `every`, expected a duration like 50ms, 3s or 2m
                 `every` 之后缺少时长，例如 50ms、3s、2m

            12:7: found `5`, expected a duration: a whole number and a unit, like 50ms, 3s or 2m
                 此处是 `5`，应为时长：整数加单位，例如 50ms、3s、2m

            12:7: found `5ms`, expected a duration from 10ms to 24h
                 此处是 `5ms`，时长应在 10ms 到 24h 之间

            12:7: found `25h`, expected a duration from 10ms to 24h
                 此处是 `25h`，时长应在 10ms 到 24h 之间

            12:4: unknown handler `every`; expected `payment`, `repeat`, `check`, `message`, `start` or `call`
                 未知的处理程序 `every`；应为 `payment`、`repeat`、`check`、`message`、`start` 或 `call`

            12:3: found 2 spaces before this line, expected none; a block is indented by two spaces
                 本行前有 2 个空格，应为 0 个；每层缩进两个空格

            12:1: `every … at order` has no steps, expected at least one under it, indented by two spaces
                 `every … at order` 之下没有步骤，至少要有一步，缩进两个空格

            15:1: `on start at order` is already on line 12, expected one
                 第 12 行已有 `on start at order`，只能有一个

            ok

            10:1: `on message` is missing; a program needs it, unless nothing is sent or delivered and the consumer has an `every … at consumer`
                 缺少 `on message`；只有不发送也不投递消息、且写有 `every … at consumer` 的程序才可以没有它"#]],
    );
}

#[test]
fn words_after_the_first_are_known_and_suggested() {
    check_each(
        &[
            with_payment("insert"),
            with_payment("insert logs"),
            with_payment("insert row"),
            with_payment("mark outbox done"),
            with_payment("commit prepard"),
            with_payment("producer start"),
            with_payment("pay once by id"),
            with_payment("send half half"),
            with_payment("call dtm"),
            with_payment("call dtm submitt timeout 3s"),
            with_payment("deliver retry 2"),
            with_payment("claim redis for"),
            with_payment("note open now"),
            with_payment("if outbox has\n  stop"),
            with_payment("if outbox tried over 101\n  stop"),
            with_payment("if order was PAID\n  stop"),
            with_payment("if note at dtm open\n  stop"),
        ],
        &expect![[r#"
            7:10: the line ends after `insert`, expected `log`, `tombstone`, `outbox` or `payout`
                 `insert` 之后缺少 `log`、`tombstone`、`outbox` 或 `payout`

            7:10: unknown word `logs`; did you mean `log`?
                 未知的词 `logs`；是不是想写 `log`？

            7:10: unknown word `row`; expected `log`, `tombstone`, `outbox` or `payout`
                 未知的词 `row`；应为 `log`、`tombstone`、`outbox` 或 `payout`

            7:15: unknown mark `done`; expected `tried`, `sent` or `dead`
                 未知的标记 `done`；应为 `tried`、`sent` 或 `dead`

            7:10: unknown word `prepard`; did you mean `prepared`?
                 未知的词 `prepard`；是不是想写 `prepared`？

            7:12: unknown word `start`; expected `begin`, `commit` or `abort`
                 未知的词 `start`；应为 `begin`、`commit` 或 `abort`

            7:15: unknown key `id`; expected `order`, `message` or `copy`
                 未知的键 `id`；应为 `order`、`message` 或 `copy`

            7:13: unknown `send` option `half`; expected `retry` or `timeout`
                 未知的 `send` 选项 `half`；应为 `retry` 或 `timeout`

            7:12: the line ends after `call dtm`, expected `begin`, `prepare`, `submit`, `commit` or `rollback`
                 `call dtm` 之后缺少 `begin`、`prepare`、`submit`、`commit` 或 `rollback`

            7:12: unknown request `submitt`; did you mean `submit`?
                 未知的请求 `submitt`；是不是想写 `submit`？

            7:11: found `retry` after `deliver`, expected the end of the line
                 `deliver` 之后多出 `retry`，此处应换行

            7:19: the line ends after `claim redis for`, expected a duration like 50ms, 3s or 2m
                 `claim redis for` 之后缺少时长，例如 50ms、3s、2m

            7:13: found `now` after `note open`, expected the end of the line
                 `note open` 之后多出 `now`，此处应换行

            7:17: the line ends after `if outbox has`, expected `next` or `later`
                 `if outbox has` 之后缺少 `next` 或 `later`

            7:24: found `101`, expected a whole number from 0 to 100
                 此处是 `101`，应为 0 到 100 的整数

            7:12: unknown word `was`; did you mean `has`?
                 未知的词 `was`；是不是想写 `has`？

            7:18: found `open`, expected `is`
                 此处是 `open`，应为 `is`"#]],
    );
}

#[test]
fn steps_and_conditions_keep_to_their_places() {
    check_each(
        &[
            with_relay("if outbox has next\n  pay\n  ack\n  reply ok\n  send half"),
            with_relay("if order has next PAID\n  if inbox on\n    stop"),
            with_payment("if outbox has next\n  stop\nsave cursor\nclaim redis"),
            SMALLEST.replace("  ack", "  deliver\n  if payout has order\n    stop"),
            with_more("on call submit at dtm\n  producer begin\n  reply ok"),
            with_more("on repeat\n  begin\n  insert payout\n  prepare\n  commit prepared"),
        ],
        &expect![[r#"
            14:5: found `pay` in `every … at relay`, expected it only in handlers of the consumer
                 `pay` 不能用在 `every … at relay` 中，只能用在消费者的处理程序中
            15:5: found `ack` in `every … at relay`, expected it only in `on message`
                 `ack` 不能用在 `every … at relay` 中，只能用在 `on message` 中
            16:5: found `reply` in `every … at relay`, expected it only in `on payment`, `on repeat` and `on call`
                 `reply` 不能用在 `every … at relay` 中，只能用在 `on payment`、`on repeat` 和 `on call` 中
            17:5: found `send half` in a program without `on check`, expected that handler: the broker will ask what became of the half message
                 发送半消息（`send half`）的程序必须有 `on check`：Broker 会回查半消息的结果
            17:5: found `send half` in `every … at relay`, expected it only in `on payment` and `on repeat`
                 `send half` 不能用在 `every … at relay` 中，只能用在 `on payment` 和 `on repeat` 中

            14:5: found the condition `inbox on` in `every … at relay`, expected it only in handlers of the consumer
                 条件 `inbox on` 不能用在 `every … at relay` 中，只能用在消费者的处理程序中

            7:3: found the condition `outbox has next` in `on payment`, expected it only in `on start` and `every`
                 条件 `outbox has next` 不能用在 `on payment` 中，只能用在 `on start` 和 `every` 中
            9:3: found `save cursor` in `on payment`, expected it only in `on start` and `every`
                 `save cursor` 不能用在 `on payment` 中，只能用在 `on start` 和 `every` 中
            10:3: found `claim redis` in `on payment`, expected it only in handlers of the consumer
                 `claim redis` 不能用在 `on payment` 中，只能用在消费者的处理程序中

            10:3: found `deliver` in `on message`, expected it only outside the handlers of the consumer
                 `deliver` 不能用在 `on message` 中，只能用在消费者以外的处理程序中
            11:3: found the condition `payout has order` in `on message`, expected it only outside the handlers of the consumer
                 条件 `payout has order` 不能用在 `on message` 中，只能用在消费者以外的处理程序中

            13:3: found `producer begin` in `on call submit at dtm`, expected it only in `on payment`, `on repeat`, `on start` and `every`
                 `producer begin` 不能用在 `on call submit at dtm` 中，只能用在 `on payment`、`on repeat`、`on start` 和 `every` 中

            ok"#]],
    );
}

#[test]
fn periodic_handlers_take_something_in_hand_first() {
    check_each(
        &[
            with_relay("send"),
            with_relay("if outbox has next\n  work 1s\nsend\nmark outbox sent"),
            with_relay("if outbox has next\n  stop\nelse\n  move cursor"),
            with_relay("if outbox tried over 3\n  stop"),
            with_relay("if age over 3s\n  stop"),
            with_relay("if outbox has next\n  work 1s\n  send\non failure\n  note done"),
            with_relay("if binlog has next\n  send\n  move cursor\n  run every"),
            with_relay("begin\nif prepared has next\n  stop\ncommit"),
            with_relay("begin\ncommit\nsave cursor\nproducer begin\nwork 1s\nproducer abort"),
        ],
        &expect![[r#"
            13:3: found `send` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `send` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            15:3: found `send` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `send` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            16:5: found `move cursor` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `move cursor` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            13:3: found `outbox tried over` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `outbox tried over` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            13:3: found `age over` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `age over` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            17:5: found `note` with nothing in hand, expected a condition like `outbox has next` to be true before it on every path
                 执行 `note` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立

            ok

            15:5: the handler ends here with the transaction of line 13 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 13 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`

            ok"#]],
    );
}

#[test]
fn only_the_same_handler_runs_again_and_something_must_go_on() {
    check_each(
        &[
            with_relay("run every"),
            with_relay("save cursor\nif inbox on\n  run every"),
            with_relay("if note has next open\n  run every"),
            with_relay("if note has next open\n  stop\nelse\n  run every"),
            with_relay("work 10ms\nrun every"),
            with_relay("work 10ms\nrun payment"),
            with_payment("work 10ms\nrun every"),
            with_more("on start\n  work 1s\n  run start"),
            with_more("on call submit at dtm\n  run call"),
            with_more("on sart\n  work 1s\n  run start"),
        ],
        &expect![[r#"
            13:3: `every … at relay` runs itself again: this never ends
                 `every … at relay` 又转到自身：永远不会结束

            14:3: found the condition `inbox on` in `every … at relay`, expected it only in handlers of the consumer
                 条件 `inbox on` 不能用在 `every … at relay` 中，只能用在消费者的处理程序中
            15:5: `every … at relay` runs itself again: this never ends
                 `every … at relay` 又转到自身：永远不会结束

            ok

            16:5: `every … at relay` runs itself again: this never ends
                 `every … at relay` 又转到自身：永远不会结束

            ok

            14:3: `every … at relay` cannot run `on payment`; a handler can run itself, and `on payment` and `on repeat` can run each other
                 `every … at relay` 不能转到 `on payment`；处理程序可以转到自身，`on payment` 与 `on repeat` 可以互相转到

            8:7: `on payment` cannot run `every`; a handler can run itself, and `on payment` and `on repeat` can run each other
                 `on payment` 不能转到 `every`；处理程序可以转到自身，`on payment` 与 `on repeat` 可以互相转到

            ok

            13:3: `on call submit at dtm` runs itself again: this never ends
                 `on call submit at dtm` 又转到自身：永远不会结束

            12:4: unknown handler `sart`; did you mean `start`?
                 未知的处理程序 `sart`；是不是想写 `start`？"#]],
    );
}

#[test]
fn notes_are_asked_of_a_process_that_exists() {
    check_each(
        &[
            with_payment("if note at relay is done\n  stop"),
            with_payment("if note at consumer is done\n  stop"),
            with_payment("if note at dtm is done\n  stop") + "\non start at dtm\n  work 1s\n",
            with_payment(
                "reply ok\nif inbox on\n  stop\nelse if note at connector is open\n  stop",
            ),
        ],
        &expect![[r#"
            7:3: found `note at relay`, but nothing runs at relay; the program needs a handler there, like `every 1s at relay`
                 `note at relay` 无人应答：relay 上没有任何处理程序；请加上一个，例如 `every 1s at relay`

            ok

            ok

            8:3: found the condition `inbox on` in `on payment`, expected it only in handlers of the consumer
                 条件 `inbox on` 不能用在 `on payment` 中，只能用在消费者的处理程序中
            10:3: found `note at connector`, but nothing runs at connector; the program needs a handler there, like `every 1s at connector`
                 `note at connector` 无人应答：connector 上没有任何处理程序；请加上一个，例如 `every 1s at connector`"#]],
    );
}

#[test]
fn calls_are_answered_by_somebody_else() {
    check_each(
        &[
            with_payment("call dtm submit"),
            format!("{}\non call prepare at dtm\n  reply ok", with_payment("call dtm submit")),
            format!("{}\non call submit at dtm\n  reply ok", with_payment("call dtm submit")),
            format!("{}\non call submit at order\n  reply ok", with_payment("call order submit")),
            with_payment("if note at order is open\n  stop\nelse if note at dtm is done\n  stop"),
            with_more("on call submit at dtm\n  reply ok\n\non call submit at dtm\n  stop"),
        ],
        &expect![[r#"
            7:3: found `call dtm submit`, but the program has no `on call submit at dtm`
                 `call dtm submit` 无人应答：程序中没有 `on call submit at dtm`

            7:3: found `call dtm submit`, but the program has no `on call submit at dtm`
                 `call dtm submit` 无人应答：程序中没有 `on call submit at dtm`

            ok

            7:3: found `call order` in a handler at order; a process cannot wait for its own answer
                 `call order` 写在 order 自己的处理程序中；进程不能等待自己的应答

            7:3: found `note at order` in a handler at order; a process cannot wait for its own answer
                 `note at order` 写在 order 自己的处理程序中；进程不能等待自己的应答
            9:3: found `note at dtm`, but nothing runs at dtm; the program needs a handler there, like `every 1s at dtm`
                 `note at dtm` 无人应答：dtm 上没有任何处理程序；请加上一个，例如 `every 1s at dtm`

            15:1: `on call submit at dtm` is already on line 12, expected one
                 第 12 行已有 `on call submit at dtm`，只能有一个"#]],
    );
}

#[test]
fn prepared_transactions_are_ended_from_outside() {
    check_each(
        &[
            with_payment("begin\nprepare\ncommit prepared"),
            with_payment("prepare"),
            with_payment("begin\nprepare\n  on failure\n    rollback\n    stop\nrollback prepared"),
            with_payment("begin\nprepare\ncommit"),
            with_payment("begin\ncommit prepared\ncommit"),
            with_payment("insert outbox\ninsert payout\ninsert tombstone\nmark outbox sent"),
            with_relay("begin\nif outbox has next\n  mark outbox sent\n  insert payout"),
        ],
        &expect![[r#"
            ok

            7:3: found `prepare` outside a transaction, expected `begin` before it on every path
                 `prepare` 不在事务之内；每条路径上都应先 `begin`

            ok

            9:3: found `commit` outside a transaction, expected `begin` before it on every path
                 `commit` 不在事务之内；每条路径上都应先 `begin`

            8:3: found `commit prepared` inside the transaction of line 7, expected `commit`, `rollback` or `prepare` before it on every path
                 `commit prepared` 写在第 7 行的事务之内；每条路径上都应先 `commit`、`rollback` 或 `prepare`

            7:3: found `insert outbox` outside a transaction, expected `begin` before it on every path
                 `insert outbox` 不在事务之内；每条路径上都应先 `begin`
            8:3: found `insert payout` outside a transaction, expected `begin` before it on every path
                 `insert payout` 不在事务之内；每条路径上都应先 `begin`

            16:5: the handler ends here with the transaction of line 13 open, expected `commit` or `rollback` before it on every path
                 处理程序在此结束时，第 13 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`"#]],
    );
}

#[test]
fn the_bracket_ends_at_prepare() {
    let program = compiled(&with_payment("begin\nupdate order PAID\nprepare\ncommit prepared"));
    let inside = program.lines.iter().filter(|line| line.in_transaction);
    let inside: Vec<_> = inside.map(|line| line.text.as_str()).collect();
    assert_eq!(inside, ["begin", "update order PAID", "prepare"]);
}
