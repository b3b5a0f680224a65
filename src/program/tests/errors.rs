//! The table of errors of reading: a text, and every message about it in both languages.

use expect_test::expect;

use super::*;

#[test]
fn layout_errors_say_what_was_found_and_expected() {
    check_each(
        &[
            String::new(),
            with_payment("begin\n  update order PAID\ncommit"),
            SMALLEST.replace("  reply", "   reply"),
            SMALLEST.replace("  reply", " reply"),
            SMALLEST.replace("  reply", "reply"),
            SMALLEST.replace("  reply", "\treply"),
            SMALLEST.replace("  reply", "\u{3000}reply"),
            SMALLEST.replace("on message", " on message"),
            SMALLEST.replace("about.en", "  about.en"),
            with_payment("reply ok\n    stop\n    stop"),
            with_payment("send\n  on failure\n    stop\n  reply ok\n  stop"),
            with_payment("send\n  reply ok\n  on failure\n    stop"),
        ],
        &expect![[r#"
            1:1: `on payment` is missing; every program needs it
                 缺少 `on payment`；每个程序都要有它
            1:1: `on message` is missing; a program needs it, unless nothing is sent or delivered and the consumer has an `every … at consumer`
                 缺少 `on message`；只有不发送也不投递消息、且写有 `every … at consumer` 的程序才可以没有它

            8:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 4 个空格，应为 2 个；每层缩进两个空格

            7:4: found 3 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 3 个空格，应为 2 个；每层缩进两个空格

            7:2: found 1 space before this line, expected 2; a block is indented by two spaces
                 本行前有 1 个空格，应为 2 个；每层缩进两个空格

            7:1: found `reply` outside a handler, expected it indented under an `on …` line
                 `reply` 不在任何处理程序之内，应缩进写在某个 `on …` 之下

            7:1: found a tab in the indentation; indent with spaces only
                 缩进中出现制表符；缩进只能用半角空格

            7:1: found a full-width space (U+3000) in the indentation; indent with spaces only
                 缩进中出现全角空格（U+3000）；缩进只能用半角空格

            9:2: found 1 space before this line, expected none; a block is indented by two spaces
                 本行前有 1 个空格，应为 0 个；每层缩进两个空格

            3:3: found 2 spaces before this line, expected none; a block is indented by two spaces
                 本行前有 2 个空格，应为 0 个；每层缩进两个空格

            8:7: found 6 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 6 个空格，应为 2 个；每层缩进两个空格

            10:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 4 个空格，应为 2 个；每层缩进两个空格

            8:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 4 个空格，应为 2 个；每层缩进两个空格"#]],
    );
}

#[test]
fn limits_are_named() {
    let deep = |levels: usize| -> String {
        let line = |depth| format!("{}if order is PAID", "  ".repeat(depth));
        let mut lines: Vec<_> = (0..levels).map(line).collect();
        lines.push(format!("{}stop", "  ".repeat(levels)));
        lines.join("\n")
    };
    check_each(
        &[
            with_payment(&format!("reply ok # {}", "付".repeat(200))),
            with_payment(&format!("if order is PAID # {}\n  stop", "付".repeat(100_000))),
            with_payment(&"stop\n".repeat(300)),
            with_payment(&deep(7)),
            with_payment(&deep(8)),
            with_payment(&deep(90)),
        ],
        &expect![[r#"
            7:201: this line has 213 characters; a line may have 200 of them
                 本行有 213 个字符；每行最多 200 个

            7:201: this line has 100021 characters; a line may have 200 of them
                 本行有 100021 个字符；每行最多 200 个

            201:1: the program goes on past line 200; it may have 200 lines
                 程序超过 200 行；最多 200 行

            ok

            15:19: this line is nested too deep; steps may be nested 8 levels deep
                 嵌套过深；最多 8 层

            15:19: this line is nested too deep; steps may be nested 8 levels deep
                 嵌套过深；最多 8 层"#]],
    );
}

#[test]
fn unknown_words_come_with_a_suggestion_or_the_choice() {
    check_each(
        &[
            SMALLEST.replace("title.zh", "tilte.zh"),
            SMALLEST.replace("on message", "on mesage"),
            SMALLEST.replace("on message", "when message"),
            with_payment("comit"),
            with_payment("publish"),
            with_payment("sned\n  on failure\n    repyl error"),
            with_payment("update order paid"),
            with_payment("update ordre PAID"),
            with_payment("reply 200"),
            with_payment("send twice"),
            with_payment("if oder is PAID\n  stop\nelse if memory was\n  stop\nelse\n  stop"),
            with_payment("run paymnet"),
            with_payment("\u{1b}[31mred"),
        ],
        &expect![[r#"
            2:1: unknown header `tilte.zh`; did you mean `title.zh`?
                 未知的头部字段 `tilte.zh`；是不是想写 `title.zh`？

            9:4: unknown handler `mesage`; did you mean `message`?
                 未知的处理程序 `mesage`；是不是想写 `message`？

            9:1: unknown header `when`; expected `title.en`, `title.zh`, `about.en`, `about.zh`, `course`, `family`, `checker`, `on` or `every`
                 未知的头部字段 `when`；应为 `title.en`、`title.zh`、`about.en`、`about.zh`、`course`、`family`、`checker`、`on` 或 `every`

            7:3: unknown step `comit`; did you mean `commit`?
                 未知的步骤 `comit`；是不是想写 `commit`？

            7:3: unknown step `publish`; expected `begin`, `commit`, `rollback`, `update`, `insert`, `mark`, `prepare`, `set`, `index`, `send`, `end`, `deliver`, `producer`, `reply`, `call`, `refund`, `remember`, `note`, `move`, `save`, `pay`, `claim`, `ack`, `work`, `run`, `stop`, `if`, `else` or `on failure`
                 未知的步骤 `publish`；应为 `begin`、`commit`、`rollback`、`update`、`insert`、`mark`、`prepare`、`set`、`index`、`send`、`end`、`deliver`、`producer`、`reply`、`call`、`refund`、`remember`、`note`、`move`、`save`、`pay`、`claim`、`ack`、`work`、`run`、`stop`、`if`、`else` 或 `on failure`

            7:3: unknown step `sned`; did you mean `send`?
                 未知的步骤 `sned`；是不是想写 `send`？
            9:7: unknown step `repyl`; did you mean `reply`?
                 未知的步骤 `repyl`；是不是想写 `reply`？

            7:16: unknown status `paid`; did you mean `PAID`?
                 未知的状态 `paid`；是不是想写 `PAID`？

            7:10: found `ordre`, expected `order`
                 此处是 `ordre`，应为 `order`

            7:9: unknown answer `200`; expected `ok` or `error`
                 未知的应答 `200`；应为 `ok` 或 `error`

            7:8: unknown `send` option `twice`; expected `oneway`, `half`, `retry` or `timeout`
                 未知的 `send` 选项 `twice`；应为 `oneway`、`half`、`retry` 或 `timeout`

            7:6: unknown condition `oder`; did you mean `order`?
                 未知的条件 `oder`；是不是想写 `order`？
            9:18: unknown word `was`; did you mean `has`?
                 未知的词 `was`；是不是想写 `has`？

            7:7: unknown handler `paymnet`; did you mean `payment`?
                 未知的处理程序 `paymnet`；是不是想写 `payment`？

            7:3: `\u{1b}` is a character that nobody can see; leave it out
                 `\u{1b}` 是看不见的字符；请删去
            7:3: unknown step `�[31mred`; expected `begin`, `commit`, `rollback`, `update`, `insert`, `mark`, `prepare`, `set`, `index`, `send`, `end`, `deliver`, `producer`, `reply`, `call`, `refund`, `remember`, `note`, `move`, `save`, `pay`, `claim`, `ack`, `work`, `run`, `stop`, `if`, `else` or `on failure`
                 未知的步骤 `�[31mred`；应为 `begin`、`commit`、`rollback`、`update`、`insert`、`mark`、`prepare`、`set`、`index`、`send`、`end`、`deliver`、`producer`、`reply`、`call`、`refund`、`remember`、`note`、`move`、`save`、`pay`、`claim`、`ack`、`work`、`run`、`stop`、`if`、`else` 或 `on failure`"#]],
    );
}

#[test]
fn lines_that_end_too_early_or_too_late_are_refused() {
    check_each(
        &[
            SMALLEST.replace("Smallest", ""),
            SMALLEST.replace("on message", "on"),
            with_payment("update"),
            with_payment("update order"),
            with_payment("end"),
            with_payment("work"),
            with_payment("send retry"),
            with_payment("begin now"),
            with_payment("if\n  stop"),
            with_payment("if order is PAID then\n  stop\nelse otherwise\n  stop"),
            with_payment("send\n  on failure now\n    stop"),
        ],
        &expect![[r#"
            1:1: the line ends after `title.en`, expected a text
                 `title.en` 之后缺少文字

            9:4: the line ends after `on`, expected `payment`, `repeat`, `check`, `message`, `start` or `call`
                 `on` 之后缺少 `payment`、`repeat`、`check`、`message`、`start` 或 `call`

            7:10: the line ends after `update`, expected `order`
                 `update` 之后缺少 `order`

            7:16: the line ends after `update order`, expected `UNPAID`, `PAID` or `CLOSED`
                 `update order` 之后缺少 `UNPAID`、`PAID` 或 `CLOSED`

            7:7: the line ends after `end`, expected `commit`, `rollback` or `unknown`
                 `end` 之后缺少 `commit`、`rollback` 或 `unknown`

            7:8: the line ends after `work`, expected a duration like 50ms, 3s or 2m
                 `work` 之后缺少时长，例如 50ms、3s、2m

            7:14: the line ends after `send retry`, expected a whole number
                 `send retry` 之后缺少整数

            7:9: found `now` after `begin`, expected the end of the line
                 `begin` 之后多出 `now`，此处应换行

            7:6: the line ends after `if`, expected `order`, `log`, `age`, `outbox`, `binlog`, `prepared`, `note`, `payout`, `redis`, `inbox`, `republish` or `memory`
                 `if` 之后缺少 `order`、`log`、`age`、`outbox`、`binlog`、`prepared`、`note`、`payout`、`redis`、`inbox`、`republish` 或 `memory`

            7:20: found `then` after `if order is PAID`, expected the end of the line
                 `if order is PAID` 之后多出 `then`，此处应换行
            9:8: found `otherwise`, expected `if`
                 此处是 `otherwise`，应为 `if`

            8:16: found `now` after `on failure`, expected the end of the line
                 `on failure` 之后多出 `now`，此处应换行"#]],
    );
}

#[test]
fn numbers_and_durations_have_bounds() {
    check_each(
        &[
            SMALLEST.replace("about.en", "course 7\nabout.en"),
            SMALLEST.replace("about.en", "course six\nabout.en"),
            SMALLEST.replace("about.en", "course\nabout.en"),
            with_payment("send retry 17"),
            with_payment("send retry -1"),
            with_payment("send retry +1"),
            with_payment("send timeout 3"),
            with_payment("send timeout 0s"),
            with_payment("send timeout 6m"),
            with_payment("work 61m"),
            with_payment("work 99999999999999999999h"),
            with_payment("work 1h"),
            with_payment("send oneway timeout 3s"),
            with_payment("send retry 1 retry 2"),
        ],
        &expect![[r#"
            3:8: found `7`, expected a whole number from 0 to 6
                 此处是 `7`，应为 0 到 6 的整数

            3:8: found `six`, expected a whole number from 0 to 6
                 此处是 `six`，应为 0 到 6 的整数

            3:1: the line ends after `course`, expected a whole number
                 `course` 之后缺少整数

            7:14: found `17`, expected a whole number from 0 to 16
                 此处是 `17`，应为 0 到 16 的整数

            7:14: found `-1`, expected a whole number from 0 to 16
                 此处是 `-1`，应为 0 到 16 的整数

            7:14: found `+1`, expected a whole number from 0 to 16
                 此处是 `+1`，应为 0 到 16 的整数

            7:16: found `3`, expected a duration: a whole number and a unit, like 50ms, 3s or 2m
                 此处是 `3`，应为时长：整数加单位，例如 50ms、3s、2m

            7:16: found `0s`, expected a duration from 1ms to 5m
                 此处是 `0s`，时长应在 1ms 到 5m 之间

            7:16: found `6m`, expected a duration from 1ms to 5m
                 此处是 `6m`，时长应在 1ms 到 5m 之间

            7:8: found `61m`, expected a duration from 1us to 1h
                 此处是 `61m`，时长应在 1us 到 1h 之间

            7:8: found `99999999999999999999h`, expected a duration from 1us to 1h
                 此处是 `99999999999999999999h`，时长应在 1us 到 1h 之间

            ok

            7:15: `send oneway` waits for no answer, so it can have no `timeout`; remove one of the two
                 `send oneway` 单向发送不等应答，不能带 `timeout`；请去掉其中一个

            7:16: `retry` is given twice, expected at most one
                 `retry` 写了两次，最多一次"#]],
    );
}

#[test]
fn headers_stand_once_and_first() {
    check_each(
        &[SMALLEST.replace("about.en", "title.en Again\nabout.en"), with_more("course 2")],
        &expect![[r#"
            3:1: `title.en` is already given on line 1, expected one
                 第 1 行已有 `title.en`，只能有一个

            12:1: found `course` below a handler, expected it above the first one
                 `course` 写在处理程序之后，应写在第一个处理程序之前"#]],
    );
}

#[test]
fn blocks_are_opened_and_filled() {
    check_each(
        &[
            with_payment("if order is PAID\nreply ok"),
            with_payment("send\n  on failure\nreply ok"),
            with_payment("else\n  stop"),
            with_payment("if order is PAID\n  stop\nelse\n  stop\nelse\n  stop"),
            with_payment("send\non failure\n  stop"),
            with_payment("send oneway\n  on failure\n    stop"),
            with_payment("send\n  on failure\n    stop\n  on failure\n    stop"),
            SMALLEST.replace("  ack", ""),
            SMALLEST.replace("  ack", "on failure\n  ack"),
        ],
        &expect![[r#"
            7:3: found nothing under `if`, expected at least one step, indented by two more spaces
                 `if` 之下没有内容，至少要有一步，再缩进两个空格

            8:5: found nothing under `on failure`, expected at least one step, indented by two more spaces
                 `on failure` 之下没有内容，至少要有一步，再缩进两个空格

            7:3: found an `else` that follows no `if` of the same indentation
                 `else` 之前没有缩进相同的 `if`

            11:3: found an `else` that follows no `if` of the same indentation
                 `else` 之前没有缩进相同的 `if`

            8:3: found `on failure` under no step and after no `if`, expected it below a step that can fail, indented by two more spaces
                 `on failure` 既不在步骤之下，也不在 `if` 之后；应写在可能失败的步骤之下，再缩进两个空格

            8:5: found `on failure` under `send oneway`, which waits for no answer and cannot fail
                 `send oneway` 之下有 `on failure`，但它不等应答，不会失败

            10:5: found a second `on failure` under the same step, expected one
                 同一步骤之下有两个 `on failure`，只能有一个

            9:1: `on message` has no steps, expected at least one under it, indented by two spaces
                 `on message` 之下没有步骤，至少要有一步，缩进两个空格

            10:1: found `on failure` under no step and after no `if`, expected it below a step that can fail, indented by two more spaces
                 `on failure` 既不在步骤之下，也不在 `if` 之后；应写在可能失败的步骤之下，再缩进两个空格"#]],
    );
}

/// A line has room for some 180 levels if each is indented by one space. Reading them takes a
/// small part of the 1 MiB of stack that WebAssembly has.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_deepest_text_fits_a_small_stack() {
    let levels = 1..180;
    let lines: Vec<_> = levels.map(|depth| format!("{}if", " ".repeat(depth))).collect();
    let source = with_more(&lines.join("\n"));
    let reader = std::thread::Builder::new().stack_size(512 * 1024).spawn(move || parse(&source));
    let answer = reader.expect("a thread starts").join().expect("the stack was large enough");
    assert_eq!(answer.expect_err("every `if` is incomplete").len(), ERRORS_MAX);
}

#[test]
fn a_character_that_nobody_can_see_is_named_with_its_place() {
    check_each(
        &[
            SMALLEST.replacen("title.en ", "title.en \u{1b}[31m", 1),
            SMALLEST.replacen("  reply", "  # \u{202e}\n  reply", 1),
        ],
        &expect![[r#"
            1:10: `\u{1b}` is a character that nobody can see; leave it out
                 `\u{1b}` 是看不见的字符；请删去

            7:5: `\u{202e}` is a character that nobody can see; leave it out
                 `\u{202e}` 是看不见的字符；请删去"#]],
    );
}
