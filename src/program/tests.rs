//! The room as a whole: texts in, programs or errors out.

use expect_test::{Expect, expect};

use super::step::{Condition, Op, Program, SendOptions};
use super::*;

/// The shortest program there is; tests replace parts of it.
const SMALLEST: &str = "\
title.en Smallest
title.zh 最小
about.en Pays.
about.zh 只付款。

on payment
  reply ok

on message
  ack
";

/// `SMALLEST` with other steps under `on payment`, which begin on line 7.
fn with_payment(steps: &str) -> String {
    let indented: String = steps.lines().map(|line| format!("  {line}\n")).collect();
    SMALLEST.replace("  reply ok\n", &indented)
}

/// `SMALLEST` with more handlers at its end, which begin on line 12.
fn with_more(text: &str) -> String {
    format!("{SMALLEST}\n{text}")
}

fn messages(source: &str) -> String {
    match parse(source) {
        Ok(_) => "ok".to_owned(),
        Err(errors) => {
            let shown: Vec<_> = errors
                .iter()
                .map(|error| format!("{error}\n     {}", error.message_zh()))
                .collect();
            shown.join("\n")
        }
    }
}

#[track_caller]
fn check(source: &str, expected: &Expect) {
    expected.assert_eq(&messages(source));
}

fn compiled(source: &str) -> Program {
    parse(source).unwrap_or_else(|_| panic!("{}", messages(source)))
}

/// One step a line: index, source line, operation, where a failure leads.
fn listing(program: &Program) -> String {
    let line = |(index, step): (usize, &step::Step)| {
        let op = match step.op {
            Op::Send(options) => send_words(options),
            Op::Branch {
                condition: Condition::AgeOver(age),
                otherwise,
            } => {
                format!("Branch(AgeOver({age})) else {otherwise}")
            }
            Op::Branch {
                condition,
                otherwise,
            } => format!("Branch({condition:?}) else {otherwise}"),
            op => format!("{op:?}"),
        };
        let failure = step
            .on_failure
            .map(|to| format!(" failing {to}"))
            .unwrap_or_default();
        format!("{index:>2} line {:>2} {op}{failure}", step.line)
    };
    let entries = program
        .handlers
        .iter()
        .map(|(handler, at)| format!("{} {at}", handler.word()));
    entries
        .chain(program.steps.iter().enumerate().map(line))
        .collect::<Vec<_>>()
        .join("\n")
}

fn send_words(
    SendOptions {
        mode,
        retries,
        timeout,
    }: SendOptions,
) -> String {
    format!("Send({mode:?} retry {retries} timeout {timeout})")
}

/// The source as the page shows it: step, transaction bracket, depth by indentation.
fn line_map(program: &Program) -> String {
    let line = |line: &step::SourceLine| {
        let step = line.step.map(|step| step.to_string()).unwrap_or_default();
        let bracket = if line.in_transaction { '|' } else { ' ' };
        let indent = "  ".repeat(usize::from(line.depth));
        format!("{step:>2} {bracket} {indent}{}", line.text)
            .trim_end()
            .to_owned()
    };
    program
        .lines
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_smallest_program_parses_with_any_line_ends() {
    check(SMALLEST, &expect!["ok"]);
    check(&SMALLEST.replace('\n', "\r\n"), &expect!["ok"]);
    check(&format!("\u{feff}{SMALLEST}"), &expect!["ok"]);
    assert_eq!(
        compiled(SMALLEST),
        compiled(&SMALLEST.replace('\n', "\r\n"))
    );
}

#[test]
fn headers_keep_their_text_and_comments_go() {
    let source = SMALLEST
        .replace("Smallest", "  Send  it  # not part of the title")
        .replace("最小", "C#10 的 标题")
        .replace(
            "\non payment",
            "course 3 # of 6\n\n# a comment\non payment # another",
        );
    let header = compiled(&source).header;
    assert_eq!(header.title.en, "Send  it");
    assert_eq!(header.title.zh, "C#10 的 标题");
    assert_eq!(header.course, 3);
    assert_eq!(compiled(SMALLEST).header.course, 0);
}

#[test]
fn a_transactional_message_compiles_to_these_steps() {
    let strategy = catalogue::strategy("transactional-message").expect("it is in the catalogue");
    expect![[r#"
        payment 0
        repeat 26
        check 31
        message 39
         0 line  8 Send(Half retry 2 timeout 3s) failing 2
         1 line  8 Jump(4)
         2 line 11 Reply(Error)
         3 line 12 Stop
         4 line 13 Begin
         5 line 14 UpdateOrder(Paid) failing 7
         6 line 14 Jump(11)
         7 line 16 Rollback
         8 line 17 End(Rollback)
         9 line 18 Reply(Error)
        10 line 19 Stop
        11 line 20 InsertLog failing 13
        12 line 20 Jump(17)
        13 line 22 Rollback
        14 line 23 End(Rollback)
        15 line 24 Reply(Error)
        16 line 25 Stop
        17 line 26 Work(20ms)
        18 line 27 Commit failing 20
        19 line 27 Jump(23)
        20 line 30 End(Unknown)
        21 line 31 Reply(Error)
        22 line 32 Stop
        23 line 33 End(Commit)
        24 line 34 Reply(Ok)
        25 line 34 Stop
        26 line 37 Branch(OrderIs(Paid)) else 29
        27 line 39 Reply(Ok)
        28 line 39 Jump(30)
        29 line 41 Run(Payment)
        30 line 41 Stop
        31 line 44 Branch(LogHasMessage) else 34
        32 line 45 End(Commit)
        33 line 45 Jump(38)
        34 line 46 Branch(AgeOver(2m)) else 37
        35 line 48 End(Rollback)
        36 line 48 Jump(38)
        37 line 50 End(Unknown)
        38 line 50 Stop
        39 line 53 Branch(InboxOn) else 42
        40 line 54 PayOnce
        41 line 54 Jump(43)
        42 line 56 Pay
        43 line 57 Ack
        44 line 57 Stop"#]]
    .assert_eq(&listing(&strategy.program));
}

#[test]
fn lines_map_to_steps_and_transactions() {
    let strategy = catalogue::strategy("transactional-message").expect("it is in the catalogue");
    expect![[r#"
             title.en Transactional message
             title.zh 事务消息
             about.en Sends a half message, runs the local transaction, then ends the half message; if its fate stays unknown, the broker checks back.
             about.zh 先发送半消息，再执行本地事务，然后提交或回滚半消息；结果不明时由 Broker 回查。
             course 6

             on payment
         0     send half retry 2 timeout 3s
                 on failure
                   # Even if the broker stored it: a half message is invisible, and the check drops it.
         2         reply error
         3         stop
         4 |   begin
         5 |   update order PAID
           |     on failure
         7 |       rollback
         8         end rollback
         9         reply error
        10         stop
        11 |   insert log
           |     on failure
        13 |       rollback
        14         end rollback
        15         reply error
        16         stop
        17 |   work 20ms
        18 |   commit
                 on failure
                   # Committed or not? Let the broker ask.
        20         end unknown
        21         reply error
        22         stop
        23     end commit
        24     reply ok

             on repeat
        26     if order is PAID
                 # The half message of the first call is the broker's business, republish or not.
        27       reply ok
               else
        29       run payment

             on check
        31     if log has message
        32       end commit
        34     else if age over 2m
                 # No local transaction takes this long.
        35       end rollback
               else
        37       end unknown

             on message
        39     if inbox on
        40       pay once
               else
        42       pay
        43     ack"#]].assert_eq(&line_map(&strategy.program));
}

#[test]
fn the_bracket_follows_the_text_around_choices_and_blank_lines() {
    let source = with_payment(
        "begin\n\n# inside\nif order is PAID\n  rollback\n  # outside\n  reply ok\n  stop\nelse\n  \
         update order PAID\n    on failure\n      rollback\n      reply error\n      stop\n\ncommit\n\
         # outside\nbegin\n  on failure\n    stop\nrollback\nreply ok",
    );
    expect![[r#"
             title.en Smallest
             title.zh 最小
             about.en Pays.
             about.zh 只付款。

             on payment
         0 |   begin
           |
           |   # inside
         1 |   if order is PAID
         2 |     rollback
                 # outside
         3       reply ok
         4       stop
           |   else
         6 |     update order PAID
           |       on failure
         8 |         rollback
         9           reply error
        10           stop
           |
        11 |   commit
               # outside
        12 |   begin
                 on failure
        14         stop
        15 |   rollback
        16     reply ok

             on message
        18     ack"#]]
    .assert_eq(&line_map(&compiled(&source)));
}

#[test]
fn sends_have_the_defaults_of_rocketmq() {
    let sends = |steps: &str| {
        let steps = compiled(&with_payment(steps)).steps;
        steps.iter().find_map(|step| match step.op {
            Op::Send(options) => Some(send_words(options)),
            _ => None,
        })
    };
    assert_eq!(
        sends("send").as_deref(),
        Some("Send(Sync retry 0 timeout 3s)")
    );
    assert_eq!(
        sends("send oneway").as_deref(),
        Some("Send(Oneway retry 0 timeout 3s)")
    );
    let options = sends("send timeout 50ms retry 16");
    assert_eq!(options.as_deref(), Some("Send(Sync retry 16 timeout 50ms)"));
}

#[test]
fn every_step_word_is_understood() {
    let complete = |word: &str| match word {
        "update" => "update order PAID".to_owned(),
        "insert" => "insert log".to_owned(),
        "set" => "set redis CLOSED".to_owned(),
        "index" => "index elasticsearch UNPAID".to_owned(),
        "end" | "remember" => format!("{word} commit"),
        "reply" => "reply ok".to_owned(),
        "work" => "work 1ms".to_owned(),
        "run" => "run check".to_owned(),
        "if" => "if republish on\n    stop".to_owned(),
        "else" => "if republish on\n    stop\n  else\n    stop".to_owned(),
        "on failure" => "send\n    on failure\n      stop".to_owned(),
        alone => alone.to_owned(),
    };
    for word in WordKind::Step.known() {
        let source = with_more(&format!("on repeat\n  {}\n", complete(word)));
        let errors = parse(&source).err().unwrap_or_default();
        let unread = errors.iter().find(|error| {
            // Where a step may stand is another question.
            !matches!(
                error.kind,
                ProgramErrorKind::StepNotHere { .. }
                    | ProgramErrorKind::RunNotHere { .. }
                    | ProgramErrorKind::NoTransaction { .. }
                    | ProgramErrorKind::OpenTransaction { .. }
            )
        });
        assert_eq!(unread, None, "{word}");
    }
}

#[test]
fn layout_errors_say_what_was_found_and_expected() {
    check(
        "",
        &expect![[r#"
        1:1: the line `title.en …` is missing, expected it above the first handler
             缺少 `title.en …` 一行，应写在第一个处理程序之前
        1:1: the line `title.zh …` is missing, expected it above the first handler
             缺少 `title.zh …` 一行，应写在第一个处理程序之前
        1:1: the line `about.en …` is missing, expected it above the first handler
             缺少 `about.en …` 一行，应写在第一个处理程序之前
        1:1: the line `about.zh …` is missing, expected it above the first handler
             缺少 `about.zh …` 一行，应写在第一个处理程序之前
        1:1: `on payment` is missing; every program needs `on payment` and `on message`
             缺少 `on payment`；每个程序都要有 `on payment` 和 `on message`
        1:1: `on message` is missing; every program needs `on payment` and `on message`
             缺少 `on message`；每个程序都要有 `on payment` 和 `on message`"#]],
    );
    check(
        &with_payment("begin\n  update order PAID\ncommit"),
        &expect![[r#"
        8:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
             本行前有 4 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &SMALLEST.replace("  reply", "   reply"),
        &expect![[r#"
        7:4: found 3 spaces before this line, expected 2; a block is indented by two spaces
             本行前有 3 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &SMALLEST.replace("  reply", " reply"),
        &expect![[r#"
        7:2: found 1 space before this line, expected 2; a block is indented by two spaces
             本行前有 1 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &SMALLEST.replace("  reply", "reply"),
        &expect![[r#"
        7:1: found `reply` outside a handler, expected it indented under an `on …` line
             `reply` 不在任何处理程序之内，应缩进写在某个 `on …` 之下"#]],
    );
    check(
        &SMALLEST.replace("  reply", "\treply"),
        &expect![[r#"
            7:1: found a tab in the indentation; indent with spaces only
                 缩进中出现制表符；缩进只能用半角空格"#]],
    );
    check(
        &SMALLEST.replace("  reply", "\u{3000}reply"),
        &expect![[r#"
            7:1: found a full-width space (U+3000) in the indentation; indent with spaces only
                 缩进中出现全角空格（U+3000）；缩进只能用半角空格"#]],
    );
    check(
        &SMALLEST.replace("on message", " on message"),
        &expect![[r#"
        9:2: found 1 space before this line, expected none; a block is indented by two spaces
             本行前有 1 个空格，应为 0 个；每层缩进两个空格"#]],
    );
    check(
        &SMALLEST.replace("about.en", "  about.en"),
        &expect![[r#"
        3:3: found 2 spaces before this line, expected none; a block is indented by two spaces
             本行前有 2 个空格，应为 0 个；每层缩进两个空格"#]],
    );
    check(
        &with_payment("reply ok\n    stop\n    stop"),
        &expect![[r#"
            8:7: found 6 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 6 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &with_payment("send\n  on failure\n    stop\n  reply ok\n  stop"),
        &expect![[r#"
            10:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 4 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &with_payment("send\n  reply ok\n  on failure\n    stop"),
        &expect![[r#"
            8:5: found 4 spaces before this line, expected 2; a block is indented by two spaces
                 本行前有 4 个空格，应为 2 个；每层缩进两个空格"#]],
    );
    check(
        &with_payment(&format!("reply ok # {}", "付".repeat(200))),
        &expect![[r#"
        7:201: this line has 213 characters; a line may have 200 of them
             本行有 213 个字符；每行最多 200 个"#]],
    );
    check(
        &with_payment(&"stop\n".repeat(300)),
        &expect![[r#"
        201:1: the program goes on past line 200; it may have 200 lines
             程序超过 200 行；最多 200 行"#]],
    );
    let nested: String = (0..9)
        .map(|depth| format!("{}if order is PAID\n", "  ".repeat(depth)))
        .collect();
    check(
        &with_payment(&format!("{nested}{}stop", "  ".repeat(9))),
        &expect![[r#"
            15:19: this line is nested too deep; steps may be nested 8 levels deep
                 嵌套过深；最多 8 层"#]],
    );
}

#[test]
fn unknown_words_come_with_a_suggestion_or_the_choice() {
    check(
        &SMALLEST.replace("title.zh", "tilte.zh"),
        &expect![[r#"
        2:1: unknown header `tilte.zh`; did you mean `title.zh`?
             未知的头部字段 `tilte.zh`；是不是想写 `title.zh`？"#]],
    );
    check(
        &SMALLEST.replace("on message", "on mesage"),
        &expect![[r#"
        9:4: unknown handler `mesage`; did you mean `message`?
             未知的处理程序 `mesage`；是不是想写 `message`？"#]],
    );
    check(
        &SMALLEST.replace("on message", "when message"),
        &expect![[r#"
        9:1: unknown header `when`; expected `title.en`, `title.zh`, `about.en`, `about.zh`, `course` or `on`
             未知的头部字段 `when`；应为 `title.en`、`title.zh`、`about.en`、`about.zh`、`course` 或 `on`"#]],
    );
    check(
        &with_payment("comit"),
        &expect![[r#"
        7:3: unknown step `comit`; did you mean `commit`?
             未知的步骤 `comit`；是不是想写 `commit`？"#]],
    );
    check(
        &with_payment("publish"),
        &expect![[r#"
        7:3: unknown step `publish`; expected `begin`, `commit`, `rollback`, `update`, `insert`, `set`, `index`, `send`, `end`, `reply`, `refund`, `remember`, `pay`, `ack`, `work`, `run`, `stop`, `if`, `else` or `on failure`
             未知的步骤 `publish`；应为 `begin`、`commit`、`rollback`、`update`、`insert`、`set`、`index`、`send`、`end`、`reply`、`refund`、`remember`、`pay`、`ack`、`work`、`run`、`stop`、`if`、`else` 或 `on failure`"#]],
    );
    check(
        &with_payment("sned\n  on failure\n    repyl error"),
        &expect![[r#"
        7:3: unknown step `sned`; did you mean `send`?
             未知的步骤 `sned`；是不是想写 `send`？
        9:7: unknown step `repyl`; did you mean `reply`?
             未知的步骤 `repyl`；是不是想写 `reply`？"#]],
    );
    check(
        &with_payment("update order paid"),
        &expect![[r#"
        7:16: unknown status `paid`; did you mean `PAID`?
             未知的状态 `paid`；是不是想写 `PAID`？"#]],
    );
    check(
        &with_payment("update ordre PAID"),
        &expect![[r#"
        7:10: found `ordre`, expected `order`
             此处是 `ordre`，应为 `order`"#]],
    );
    check(
        &with_payment("reply 200"),
        &expect![[r#"
        7:9: unknown answer `200`; expected `ok` or `error`
             未知的应答 `200`；应为 `ok` 或 `error`"#]],
    );
    check(
        &with_payment("send twice"),
        &expect![[r#"
            7:8: unknown `send` option `twice`; expected `oneway`, `half`, `retry` or `timeout`
                 未知的 `send` 选项 `twice`；应为 `oneway`、`half`、`retry` 或 `timeout`"#]],
    );
    check(
        &with_payment("if oder is PAID\n  stop\nelse if memory was\n  stop\nelse\n  stop"),
        &expect![[r#"
        7:6: unknown condition `oder`; did you mean `order`?
             未知的条件 `oder`；是不是想写 `order`？
        9:18: unknown question to the memory `was`; did you mean `has`?
             未知的内存询问 `was`；是不是想写 `has`？"#]],
    );
    check(
        &with_payment("run paymnet"),
        &expect![[r#"
        7:7: unknown handler `paymnet`; did you mean `payment`?
             未知的处理程序 `paymnet`；是不是想写 `payment`？"#]],
    );
    check(
        &with_payment("\u{1b}[31mred"),
        &expect![[r#"
        7:3: unknown step `�[31mred`; expected `begin`, `commit`, `rollback`, `update`, `insert`, `set`, `index`, `send`, `end`, `reply`, `refund`, `remember`, `pay`, `ack`, `work`, `run`, `stop`, `if`, `else` or `on failure`
             未知的步骤 `�[31mred`；应为 `begin`、`commit`、`rollback`、`update`、`insert`、`set`、`index`、`send`、`end`、`reply`、`refund`、`remember`、`pay`、`ack`、`work`、`run`、`stop`、`if`、`else` 或 `on failure`"#]],
    );
}

#[test]
fn lines_that_end_too_early_or_too_late_are_refused() {
    check(
        &SMALLEST.replace("Smallest", ""),
        &expect![[r#"
        1:1: the line ends after `title.en`, expected a text
             `title.en` 之后缺少文字"#]],
    );
    check(
        &SMALLEST.replace("on message", "on"),
        &expect![[r#"
        9:4: the line ends after `on`, expected `payment`, `repeat`, `check` or `message`
             `on` 之后缺少 `payment`、`repeat`、`check` 或 `message`"#]],
    );
    check(
        &with_payment("update"),
        &expect![[r#"
        7:10: the line ends after `update`, expected `order`
             `update` 之后缺少 `order`"#]],
    );
    check(
        &with_payment("update order"),
        &expect![[r#"
        7:16: the line ends after `update order`, expected `UNPAID`, `PAID` or `CLOSED`
             `update order` 之后缺少 `UNPAID`、`PAID` 或 `CLOSED`"#]],
    );
    check(
        &with_payment("end"),
        &expect![[r#"
        7:7: the line ends after `end`, expected `commit`, `rollback` or `unknown`
             `end` 之后缺少 `commit`、`rollback` 或 `unknown`"#]],
    );
    check(
        &with_payment("work"),
        &expect![[r#"
        7:8: the line ends after `work`, expected a duration like 50ms, 3s or 2m
             `work` 之后缺少时长，例如 50ms、3s、2m"#]],
    );
    check(
        &with_payment("send retry"),
        &expect![[r#"
        7:14: the line ends after `send retry`, expected a whole number
             `send retry` 之后缺少整数"#]],
    );
    check(
        &with_payment("begin now"),
        &expect![[r#"
        7:9: found `now` after `begin`, expected the end of the line
             `begin` 之后多出 `now`，此处应换行"#]],
    );
    check(
        &with_payment("if\n  stop"),
        &expect![[r#"
        7:6: the line ends after `if`, expected `order`, `log`, `age`, `inbox`, `republish` or `memory`
             `if` 之后缺少 `order`、`log`、`age`、`inbox`、`republish` 或 `memory`"#]],
    );
    check(
        &with_payment("if order is PAID then\n  stop\nelse otherwise\n  stop"),
        &expect![[r#"
        7:20: found `then` after `if order is PAID`, expected the end of the line
             `if order is PAID` 之后多出 `then`，此处应换行
        9:8: found `otherwise`, expected `if`
             此处是 `otherwise`，应为 `if`"#]],
    );
    check(
        &with_payment("send\n  on failure now\n    stop"),
        &expect![[r#"
        8:16: found `now` after `on failure`, expected the end of the line
             `on failure` 之后多出 `now`，此处应换行"#]],
    );
}

#[test]
fn numbers_and_durations_have_bounds() {
    check(
        &SMALLEST.replace("about.en", "course 7\nabout.en"),
        &expect![[r#"
        3:8: found `7`, expected a whole number from 0 to 6
             此处是 `7`，应为 0 到 6 的整数"#]],
    );
    check(
        &SMALLEST.replace("about.en", "course six\nabout.en"),
        &expect![[r#"
        3:8: found `six`, expected a whole number from 0 to 6
             此处是 `six`，应为 0 到 6 的整数"#]],
    );
    check(
        &SMALLEST.replace("about.en", "course\nabout.en"),
        &expect![[r#"
        3:1: the line ends after `course`, expected a whole number
             `course` 之后缺少整数"#]],
    );
    check(
        &with_payment("send retry 17"),
        &expect![[r#"
        7:14: found `17`, expected a whole number from 0 to 16
             此处是 `17`，应为 0 到 16 的整数"#]],
    );
    check(
        &with_payment("send retry -1"),
        &expect![[r#"
        7:14: found `-1`, expected a whole number from 0 to 16
             此处是 `-1`，应为 0 到 16 的整数"#]],
    );
    check(
        &with_payment("send retry +1"),
        &expect![[r#"
        7:14: found `+1`, expected a whole number from 0 to 16
             此处是 `+1`，应为 0 到 16 的整数"#]],
    );
    check(
        &with_payment("send timeout 3"),
        &expect![[r#"
        7:16: found `3`, expected a duration: a whole number and a unit, like 50ms, 3s or 2m
             此处是 `3`，应为时长：整数加单位，例如 50ms、3s、2m"#]],
    );
    check(
        &with_payment("send timeout 0s"),
        &expect![[r#"
        7:16: found `0s`, expected a duration from 1ms to 5m
             此处是 `0s`，时长应在 1ms 到 5m 之间"#]],
    );
    check(
        &with_payment("send timeout 6m"),
        &expect![[r#"
        7:16: found `6m`, expected a duration from 1ms to 5m
             此处是 `6m`，时长应在 1ms 到 5m 之间"#]],
    );
    check(
        &with_payment("work 61m"),
        &expect![[r#"
        7:8: found `61m`, expected a duration from 1us to 1h
             此处是 `61m`，时长应在 1us 到 1h 之间"#]],
    );
    check(
        &with_payment("work 99999999999999999999h"),
        &expect![[r#"
        7:8: found `99999999999999999999h`, expected a duration from 1us to 1h
             此处是 `99999999999999999999h`，时长应在 1us 到 1h 之间"#]],
    );
    check(&with_payment("work 1h"), &expect!["ok"]);
    check(
        &with_payment("send oneway timeout 3s"),
        &expect![[r#"
        7:15: `send oneway` waits for no answer, so it can have no `timeout`; remove one of the two
             `send oneway` 单向发送不等应答，不能带 `timeout`；请去掉其中一个"#]],
    );
    check(
        &with_payment("send retry 1 retry 2"),
        &expect![[r#"
        7:16: `retry` is given twice, expected at most one
             `retry` 写了两次，最多一次"#]],
    );
}

#[test]
fn headers_stand_once_and_first() {
    check(
        &SMALLEST.replace("title.zh 最小\n", ""),
        &expect![[r#"
        1:1: the line `title.zh …` is missing, expected it above the first handler
             缺少 `title.zh …` 一行，应写在第一个处理程序之前"#]],
    );
    check(
        &SMALLEST.replace("about.en", "title.en Again\nabout.en"),
        &expect![[r#"
        3:1: `title.en` is already given on line 1, expected one
             第 1 行已有 `title.en`，只能有一个"#]],
    );
    check(
        &with_more("course 2"),
        &expect![[r#"
        12:1: found `course` below a handler, expected it above the first one
             `course` 写在处理程序之后，应写在第一个处理程序之前"#]],
    );
}

#[test]
fn blocks_are_opened_and_filled() {
    check(
        &with_payment("if order is PAID\nreply ok"),
        &expect![[r#"
        7:3: found nothing under `if`, expected at least one step, indented by two more spaces
             `if` 之下没有内容，至少要有一步，再缩进两个空格"#]],
    );
    check(
        &with_payment("send\n  on failure\nreply ok"),
        &expect![[r#"
        8:5: found nothing under `on failure`, expected at least one step, indented by two more spaces
             `on failure` 之下没有内容，至少要有一步，再缩进两个空格"#]],
    );
    check(
        &with_payment("else\n  stop"),
        &expect![[r#"
        7:3: found an `else` that follows no `if` of the same indentation
             `else` 之前没有缩进相同的 `if`"#]],
    );
    check(
        &with_payment("if order is PAID\n  stop\nelse\n  stop\nelse\n  stop"),
        &expect![[r#"
        11:3: found an `else` that follows no `if` of the same indentation
             `else` 之前没有缩进相同的 `if`"#]],
    );
    check(
        &with_payment("send\non failure\n  stop"),
        &expect![[r#"
        8:3: found `on failure` under no step, expected it below a step that can fail, indented by two more spaces
             `on failure` 不在任何步骤之下，应写在可能失败的步骤之下，再缩进两个空格"#]],
    );
    check(
        &with_payment("send oneway\n  on failure\n    stop"),
        &expect![[r#"
        8:5: found `on failure` under `send`, which waits for no answer and cannot fail
             `send` 之下有 `on failure`，但它不等应答，不会失败"#]],
    );
    check(
        &with_payment("send\n  on failure\n    stop\n  on failure\n    stop"),
        &expect![[r#"
        10:5: found a second `on failure` under the same step, expected one
             同一步骤之下有两个 `on failure`，只能有一个"#]],
    );
    check(
        &SMALLEST.replace("  ack", ""),
        &expect![[r#"
        9:1: `on message` has no steps, expected at least one under it, indented by two spaces
             `on message` 之下没有步骤，至少要有一步，缩进两个空格"#]],
    );
    check(
        &SMALLEST.replace("  ack", "on failure\n  ack"),
        &expect![[r#"
        10:1: found `on failure` under no step, expected it below a step that can fail, indented by two more spaces
             `on failure` 不在任何步骤之下，应写在可能失败的步骤之下，再缩进两个空格"#]],
    );
}

#[test]
fn handlers_are_there_once_and_use_their_own_steps() {
    check(
        &SMALLEST.replace("on payment\n  reply ok\n", ""),
        &expect![[r#"
        8:1: `on payment` is missing; every program needs `on payment` and `on message`
             缺少 `on payment`；每个程序都要有 `on payment` 和 `on message`"#]],
    );
    check(
        &with_more("on message\n  ack"),
        &expect![[r#"
        12:1: `on message` is already on line 9, expected one
             第 9 行已有 `on message`，只能有一个"#]],
    );
    check(
        &with_payment("send half"),
        &expect![[r#"
        7:3: found `send half` in a program without `on check`, expected that handler: the broker will ask what became of the half message
             发送半消息（`send half`）的程序必须有 `on check`：Broker 会回查半消息的结果"#]],
    );
    check(
        &with_payment("ack\nif age over 3s\n  pay once\nif inbox on\n  stop"),
        &expect![[r#"
        7:3: found `ack` in `on payment`, expected it only in `on message`
             `ack` 不能用在 `on payment` 中，只能用在 `on message` 中
        8:3: found the condition `age …` in `on payment`, expected it only in `on check`
             条件 `age …` 不能用在 `on payment` 中，只能用在 `on check` 中
        9:5: found `pay` in `on payment`, expected it only in `on message`
             `pay` 不能用在 `on payment` 中，只能用在 `on message` 中
        10:3: found the condition `inbox …` in `on payment`, expected it only in `on message`
             条件 `inbox …` 不能用在 `on payment` 中，只能用在 `on message` 中"#]],
    );
    check(
        &with_more("on check\n  begin\n  remember commit\n  if republish on\n    stop"),
        &expect![[r#"
        13:3: found `begin` in `on check`, expected it only in `on payment` and `on repeat`
             `begin` 不能用在 `on check` 中，只能用在 `on payment` 和 `on repeat` 中
        14:3: found `remember` in `on check`, expected it only in `on payment` and `on repeat`
             `remember` 不能用在 `on check` 中，只能用在 `on payment` 和 `on repeat` 中
        15:3: found the condition `republish …` in `on check`, expected it only in `on repeat`
             条件 `republish …` 不能用在 `on check` 中，只能用在 `on repeat` 中"#]],
    );
    check(
        &SMALLEST.replace("  ack", "  if log has message\n    end commit\n  reply ok"),
        &expect![[r#"
        10:3: found the condition `log …` in `on message`, expected it only in `on payment`, `on repeat` and `on check`
             条件 `log …` 不能用在 `on message` 中，只能用在 `on payment`、`on repeat` 和 `on check` 中
        11:5: found `end` in `on message`, expected it only in `on payment`, `on repeat` and `on check`
             `end` 不能用在 `on message` 中，只能用在 `on payment`、`on repeat` 和 `on check` 中
        12:3: found `reply` in `on message`, expected it only in `on payment` and `on repeat`
             `reply` 不能用在 `on message` 中，只能用在 `on payment` 和 `on repeat` 中"#]],
    );
    check(
        &with_payment("if order is PAID\n  set redis PAID\nwork 1ms"),
        &expect!["ok"],
    );
}

#[test]
fn handlers_do_not_run_each_other_for_ever() {
    check(
        &with_payment("run payment"),
        &expect![[r#"
        7:3: `on payment` runs itself again: this never ends
             `on payment` 又转到自身：永远不会结束"#]],
    );
    check(
        &with_payment("send\nrun payment"),
        &expect![[r#"
        8:3: `on payment` runs itself again: this never ends
             `on payment` 又转到自身：永远不会结束"#]],
    );
    check(
        &with_payment("run repeat"),
        &expect![[r#"
        7:3: found `run repeat`, but the program has no `on repeat`
             `run repeat` 无法执行：程序中没有 `on repeat`"#]],
    );
    check(
        &format!(
            "{}\non repeat\n  send\n  run payment",
            with_payment("run repeat")
        ),
        &expect![[r#"
            7:3: `on payment` runs `on repeat`, which runs `on payment` again: this never ends
                 `on payment` 转到 `on repeat`，再转到 `on payment`：永远不会结束"#]],
    );
    check(
        &with_more("on repeat\n  if republish on\n    run repeat"),
        &expect![[r#"
        14:5: `on repeat` runs itself again: this never ends
             `on repeat` 又转到自身：永远不会结束"#]],
    );
    check(
        &with_more("on repeat\n  if order is UNPAID\n    run repeat"),
        &expect!["ok"],
    );
    check(
        &with_more("on check\n  work 1s\n  run check"),
        &expect!["ok"],
    );
    check(
        &with_more("on check\n  run payment"),
        &expect![[r#"
        13:3: `on check` cannot run `on payment`; only `on payment` and `on repeat` can run each other
             `on check` 不能转到 `on payment`；只有 `on payment` 与 `on repeat` 可以互相转到"#]],
    );
}

#[test]
fn transactions_open_and_close_on_every_path() {
    check(
        &with_payment("begin\nbegin\ncommit"),
        &expect![[r#"
        8:3: found `begin` inside the transaction of line 7, expected `commit` or `rollback` before it on every path
             第 7 行的事务尚未结束，不能再 `begin`；每条路径上都应先 `commit` 或 `rollback`"#]],
    );
    check(
        &with_payment("commit"),
        &expect![[r#"
        7:3: found `commit` outside a transaction, expected `begin` before it on every path
             `commit` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(
        &with_payment("insert log"),
        &expect![[r#"
        7:3: found `insert` outside a transaction, expected `begin` before it on every path
             `insert` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(
        &with_payment("begin\nreply ok"),
        &expect![[r#"
        8:3: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
             处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`"#]],
    );
    check(
        &with_payment("begin\nsend\n  on failure\n    stop\ncommit"),
        &expect![[r#"
        10:7: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
             处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`"#]],
    );
    check(
        &with_payment("begin\nsend\n  on failure\n    rollback\ncommit"),
        &expect![[r#"
        11:3: found `commit` outside a transaction, expected `begin` before it on every path
             `commit` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(
        &with_payment("if order is PAID\n  begin\ncommit"),
        &expect![[r#"
        9:3: found `commit` outside a transaction, expected `begin` before it on every path
             `commit` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(
        &with_payment("begin\nrun repeat").replace("on message", "on repeat\n  stop\n\non message"),
        &expect![[r#"
        8:3: the handler ends here with the transaction of line 7 open, expected `commit` or `rollback` before it on every path
             处理程序在此结束时，第 7 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`"#]],
    );
    check(
        &with_payment("begin\ncommit\n  on failure\n    rollback\n    reply error"),
        &expect!["ok"],
    );
    check(
        &with_payment("begin\ncommit\n  on failure\n    commit"),
        &expect![[r#"
        10:7: found `commit` outside a transaction, expected `begin` before it on every path
             `commit` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(
        &with_payment("begin\n  on failure\n    rollback\nrollback"),
        &expect![[r#"
        9:7: found `rollback` outside a transaction, expected `begin` before it on every path
             `rollback` 不在事务之内；每条路径上都应先 `begin`
        10:3: found `rollback` outside a transaction, expected `begin` before it on every path
             `rollback` 不在事务之内；每条路径上都应先 `begin`"#]],
    );
    check(&with_payment("update order PAID"), &expect!["ok"]);
}

#[test]
fn errors_come_in_the_order_of_the_text_and_end_at_a_limit() {
    let errors = parse(&with_payment(&"nonsense\n".repeat(50))).expect_err("50 unknown steps");
    assert_eq!(errors.len(), ERRORS_MAX);
    assert!(errors.is_sorted_by_key(|error| (error.line, error.column)));
}

/// The longest program of each kind of line stays inside the limit of steps, so the limit of
/// lines is the one that a person meets.
#[test]
fn the_limit_of_lines_is_met_before_the_limit_of_steps() {
    let choice = "if order is PAID\n  stop\nelse\n  stop\n".repeat(47);
    let failures = "send\n  on failure\n    stop\n".repeat(62);
    for steps in [choice, failures, "stop\n".repeat(190)] {
        assert!(compiled(&with_payment(&steps)).steps.len() <= STEPS_MAX);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;
    use proptest::test_runner::Config;

    use super::*;

    const TOKENS: [&str; 64] = [
        "title.en",
        "title.zh",
        "about.en",
        "about.zh",
        "course",
        "on",
        "payment",
        "repeat",
        "check",
        "message",
        "failure",
        "begin",
        "commit",
        "rollback",
        "update",
        "order",
        "PAID",
        "CLOSED",
        "insert",
        "log",
        "set",
        "redis",
        "index",
        "elasticsearch",
        "send",
        "oneway",
        "half",
        "retry",
        "2",
        "17",
        "timeout",
        "3s",
        "9h",
        "end",
        "unknown",
        "reply",
        "ok",
        "error",
        "refund",
        "work",
        "20ms",
        "remember",
        "pay",
        "once",
        "ack",
        "if",
        "else",
        "is",
        "has",
        "age",
        "over",
        "inbox",
        "republish",
        "memory",
        "run",
        "stop",
        "#",
        "消息",
        "\t",
        "\u{3000}",
        "\r",
        "\0",
        "comit",
        "\u{feff}",
    ];

    /// Lines that mostly fit the grammar, so that the later phases have work.
    const LINES: [&str; 40] = [
        "begin",
        "commit",
        "rollback",
        "update order PAID",
        "update order CLOSED",
        "insert log",
        "set redis PAID",
        "index elasticsearch PAID",
        "send",
        "send oneway",
        "send half retry 2 timeout 3s",
        "end commit",
        "end unknown",
        "reply ok",
        "reply error",
        "refund",
        "work 20ms",
        "remember commit",
        "pay",
        "pay once",
        "ack",
        "run payment",
        "run repeat",
        "run check",
        "run message",
        "stop",
        "if order is PAID",
        "if log has message",
        "if age over 2m",
        "if inbox on",
        "if republish on",
        "if memory has message",
        "if memory is commit",
        "else",
        "else if order is CLOSED",
        "on failure",
        "on failure",
        "",
        "# comment",
        "nonsense",
    ];

    /// 2,000 cases of each property; the environment variable `PROPTEST_CASES` overrides that.
    fn config() -> Config {
        let cases = std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|cases| cases.parse().ok());
        Config {
            cases: cases.unwrap_or(2_000),
            failure_persistence: None,
            ..Config::default()
        }
    }

    fn token_soup() -> impl Strategy<Value = String> {
        let line = (
            0..12_usize,
            prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..6),
        )
            .prop_map(|(indent, words)| format!("{}{}", " ".repeat(indent), words.join(" ")));
        prop::collection::vec(line, 0..60).prop_map(|lines| lines.join("\n"))
    }

    /// Whole handlers whose lines step in and out as lines of programs do.
    fn near_program() -> impl Strategy<Value = String> {
        let handler = prop::sample::select(&["payment", "repeat", "check", "message"][..]);
        let line = (-2..2_i8, prop::sample::select(&LINES[..]));
        let block = (handler, prop::collection::vec(line, 0..14)).prop_map(|(handler, lines)| {
            let mut text = format!("on {handler}\n");
            let mut depth: usize = 1;
            for (shift, line) in lines {
                text.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
                let opens =
                    line.starts_with("if") || line.starts_with("else") || line == "on failure";
                depth = if opens {
                    depth + 1
                } else {
                    depth.saturating_add_signed(isize::from(shift)).clamp(1, 9)
                };
            }
            text
        });
        prop::collection::vec(block, 0..5).prop_map(|blocks| with_more(&blocks.join("\n")))
    }

    /// What holds for the answer to any text.
    fn judge(source: &str) -> Result<(), TestCaseError> {
        match parse(source) {
            Ok(program) => sound(&program),
            Err(errors) => {
                prop_assert!((1..=ERRORS_MAX).contains(&errors.len()));
                prop_assert!(errors.is_sorted_by_key(|error| (error.line, error.column)));
                for error in &errors {
                    prop_assert!(error.line >= 1 && error.column >= 1);
                    prop_assert!(!error.to_string().contains(char::is_control));
                    prop_assert!(!error.message_zh().is_empty());
                }
                Ok(())
            }
        }
    }

    /// What the interpreter relies on.
    fn sound(program: &Program) -> Result<(), TestCaseError> {
        let steps = &program.steps;
        prop_assert!(steps.len() <= STEPS_MAX && program.lines.len() <= LINES_MAX);
        prop_assert!(steps.last().is_some_and(|step| step.op == Op::Stop));
        for (index, step) in steps.iter().enumerate() {
            let targets = match step.op {
                Op::Jump(target)
                | Op::Branch {
                    otherwise: target, ..
                } => [Some(target), step.on_failure],
                _ => [None, step.on_failure],
            };
            for target in targets.into_iter().flatten().map(usize::from) {
                prop_assert!(index < target && target < steps.len(), "jumps lead forward");
            }
            let line = &program.lines[usize::from(step.line) - 1];
            prop_assert!(line.step.is_some_and(|first| usize::from(first) <= index));
            if let Op::Run(handler) = step.op {
                prop_assert!(program.entry(handler).is_some());
            }
        }
        for line in &program.lines {
            let word = line.text.split_whitespace().next().unwrap_or_default();
            let runs = vocabulary::is_step_word(word) && word != "else";
            let is_else_if = line.text.starts_with("else if");
            prop_assert_eq!(runs || is_else_if, line.step.is_some(), "{}", line.text);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn any_text_gets_an_answer(source in any::<String>()) {
            judge(&source)?;
        }

        #[test]
        fn any_lines_get_an_answer(source in "([ \\t]{0,9}\\PC{0,30}[\\n\\r]{1,2}){0,30}") {
            judge(&source)?;
        }

        #[test]
        fn any_soup_of_words_gets_an_answer(source in token_soup()) {
            judge(&source)?;
        }

        #[test]
        fn any_near_program_gets_an_answer(source in near_program()) {
            judge(&source)?;
        }

        #[test]
        fn a_strategy_with_a_piece_cut_out_gets_an_answer(
            which in 0..12_usize, from in 0..2_000_usize, chars in 0..80_usize,
        ) {
            let all = catalogue::strategies();
            let source = all[which % all.len()].source;
            let kept = |&(at, _): &(usize, char)| at < from || at >= from + chars;
            judge(&source.chars().enumerate().filter(kept).map(|(_, c)| c).collect::<String>())?;
        }
    }
}
