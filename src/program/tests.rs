//! The room as a whole: texts in, programs or errors out.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes its strings so")]

mod errors;
mod places;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod rules;
mod steps;

use expect_test::{Expect, expect};

use crate::text::{Lang, program_message, program_warning, title_of};

use super::form::{Form, FormTable, Scope};
use super::step::{Condition, Handler, Op, Program, SendOptions};
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
    let indented: Vec<_> = steps.lines().map(|line| format!("  {line}\n")).collect();
    SMALLEST.replace("  reply ok\n", &indented.concat())
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
                .map(|error| format!("{error}\n     {}", program_message(Lang::ZhCn, error)))
                .collect();
            shown.join("\n")
        }
    }
}

/// What a program is warned of, in English.
fn warned(source: &str) -> Vec<String> {
    let program = parse(source).expect("the program runs");
    let told = |warning: ProgramWarning| {
        let ProgramWarning { line, column, .. } = warning;
        format!("{line}:{column}: {}", program_warning(Lang::En, warning))
    };
    warnings(&program).into_iter().map(told).collect()
}

#[test]
fn a_program_that_never_acknowledges_is_warned_of_it() {
    let never = SMALLEST.replace("  ack", "  pay");
    assert!(matches!(warned(&never).as_slice(), [one] if one.starts_with("9:1: `on message`")));
    // A listener that gives up on some path means it: the broker shall deliver again.
    let on_one_path = SMALLEST.replace("  ack", "  if inbox on\n    pay once\n    ack");
    let by_another = SMALLEST.replace("  ack", "  pay\n  stop\n  ack");
    assert_eq!(warned(&on_one_path), Vec::<String>::new());
    assert_eq!(warned(&by_another).len(), 1, "an `ack` that is never reached is none");
    assert_eq!(warned(SMALLEST), Vec::<String>::new());
}

#[test]
fn a_program_that_is_only_tried_needs_no_headers() {
    let bare = "on payment\n  reply ok\n\non message\n  ack\n";
    let title = |source: &str, lang| {
        let program = parse(source).expect("the program runs");
        title_of(lang, &program.header).to_owned()
    };
    assert_eq!(title(bare, Lang::En), "Custom program");
    assert_eq!(title(bare, Lang::ZhCn), "自定义程序");
    // One title serves both languages.
    assert_eq!(title(&format!("title.zh 试一试\n{bare}"), Lang::En), "试一试");
}

#[track_caller]
fn check(source: &str, expected: &Expect) {
    expected.assert_eq(&messages(source));
}

/// The answers to several texts, one after the other, with a blank line between them.
#[track_caller]
fn check_each(sources: &[String], expected: &Expect) {
    let answers: Vec<_> = sources.iter().map(|source| messages(source)).collect();
    expected.assert_eq(&answers.join("\n\n"));
}

fn compiled(source: &str) -> Program {
    parse(source).unwrap_or_else(|_| panic!("{}", messages(source)))
}

/// One step a line: index, source line, operation, where a failure leads.
fn listing(program: &Program) -> String {
    let line = |(index, step): (usize, &step::Step)| {
        let op = match step.op {
            Op::Send(options) => send_words(options),
            Op::Branch { condition: Condition::AgeOver(age), otherwise } => {
                format!("Branch(AgeOver({age})) else {otherwise}")
            }
            Op::Branch { condition, otherwise } => {
                format!("Branch({condition:?}) else {otherwise}")
            }
            op => format!("{op:?}"),
        };
        let failure = step.on_failure.map(|to| format!(" failing {to}")).unwrap_or_default();
        format!("{index:>2} line {:>2} {op}{failure}", step.line)
    };
    let entries = program.handlers.iter().map(|(handler, at)| format!("{} {at}", handler.word()));
    entries.chain(program.steps.iter().enumerate().map(line)).collect::<Vec<_>>().join("\n")
}

fn send_words(SendOptions { mode, retries, timeout }: SendOptions) -> String {
    format!("Send({mode:?} retry {retries} timeout {timeout})")
}

/// The source as the page shows it: step, transaction bracket, depth by indentation.
fn line_map(program: &Program) -> String {
    let line = |line: &step::SourceLine| {
        let step = line.step.map(|step| step.to_string()).unwrap_or_default();
        let bracket = if line.in_transaction { '|' } else { ' ' };
        let indent = "  ".repeat(usize::from(line.depth));
        format!("{step:>2} {bracket} {indent}{}", line.text).trim_end().to_owned()
    };
    program.lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_smallest_program_parses_with_any_line_ends() {
    check(SMALLEST, &expect!["ok"]);
    check(&SMALLEST.replace('\n', "\r\n"), &expect!["ok"]);
    check(&format!("\u{feff}{SMALLEST}"), &expect!["ok"]);
    assert_eq!(compiled(SMALLEST), compiled(&SMALLEST.replace('\n', "\r\n")));
}

#[test]
fn headers_keep_their_text_and_comments_go() {
    let source = SMALLEST
        .replace("Smallest", "  Send  it  # not part of the title")
        .replace("最小", "C#10 的 标题")
        .replace("\non payment", "course 3 # of 6\n\n# a comment\non payment # another");
    let header = compiled(&source).header;
    assert_eq!(header.title.of(Lang::En), "Send  it");
    assert_eq!(header.title.of(Lang::ZhCn), "C#10 的 标题");
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
         0 line 10 Send(Half retry 2 timeout 3s) failing 2
         1 line 10 Jump(4)
         2 line 13 Reply(Error)
         3 line 14 Stop
         4 line 15 Begin
         5 line 16 UpdateOrder(Paid) failing 7
         6 line 16 Jump(11)
         7 line 18 Rollback
         8 line 19 End(Rollback)
         9 line 20 Reply(Error)
        10 line 21 Stop
        11 line 22 InsertLog failing 13
        12 line 22 Jump(17)
        13 line 24 Rollback
        14 line 25 End(Rollback)
        15 line 26 Reply(Error)
        16 line 27 Stop
        17 line 28 Work(20ms)
        18 line 29 Commit failing 20
        19 line 29 Jump(23)
        20 line 32 End(Unknown)
        21 line 33 Reply(Error)
        22 line 34 Stop
        23 line 35 End(Commit)
        24 line 36 Reply(Ok)
        25 line 36 Stop
        26 line 39 Branch(OrderIs(Paid)) else 29
        27 line 41 Reply(Ok)
        28 line 41 Jump(30)
        29 line 43 Run(Payment)
        30 line 43 Stop
        31 line 46 Branch(LogHasMessage) else 34
        32 line 47 End(Commit)
        33 line 47 Jump(38)
        34 line 48 Branch(AgeOver(2m)) else 37
        35 line 50 End(Rollback)
        36 line 50 Jump(38)
        37 line 52 End(Unknown)
        38 line 52 Stop
        39 line 55 Branch(InboxOn) else 42
        40 line 56 PayOnce(Order)
        41 line 56 Jump(43)
        42 line 58 Pay
        43 line 59 Ack
        44 line 59 Stop"#]]
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
             family prepared
             checker K3 message

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
    assert_eq!(sends("send").as_deref(), Some("Send(Sync retry 0 timeout 3s)"));
    assert_eq!(sends("send oneway").as_deref(), Some("Send(Oneway retry 0 timeout 3s)"));
    let options = sends("send timeout 50ms retry 16");
    assert_eq!(options.as_deref(), Some("Send(Sync retry 16 timeout 50ms)"));
}

/// A row of the tables with its open words filled in.
fn filled(pattern: &str) -> String {
    let filled = pattern
        .replace(['[', ']'], "")
        .replace("STATUS", "PAID")
        .replace("MARK", "sent")
        .replace("DECISION", "commit")
        .replace("ANSWER", "ok")
        .replace("PLACE is", "dtm is")
        .replace("PLACE REQUEST", "dtm submit")
        .replace("NOTE", "open")
        .replace("KEY", "message")
        .replace("HANDLER", "payment")
        .replace("CONDITION", "order is PAID");
    let words = filled.split(' ').map(|word| match word {
        "D" => "5s",
        "N" => "3",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_row_of_the_tables_is_read_and_knows_its_row() {
    let mut errors = Errors::default();
    for form in FormTable::Steps.forms().iter().filter(|form| form.words != "if") {
        for text in [form.words.to_owned() + " " + form.rest, form.pattern()] {
            let line = filled(&text);
            let tree = lexer::read_tree(&line, &mut errors);
            let op = statement::read_step(&tree[0], Some(Handler::Payment), &mut errors);
            assert_eq!(op.map(|op| op.form()), Some(*form), "{line}");
        }
    }
    for form in FormTable::Conditions.forms() {
        let line = filled(&format!("if {}", form.pattern()));
        let tree = lexer::read_tree(&line, &mut errors);
        let condition = statement::read_condition(&tree[0], 0, &mut errors);
        assert_eq!(condition.map(|condition| condition.form()), Some(*form), "{line}");
    }
    assert_eq!(errors.into_result(), Ok(()));
}

/// The manual's tables of steps and conditions: each row says whether it waits and where it may
/// stand, and says it right.
#[test]
fn every_row_of_the_tables_is_in_the_manual() {
    const MANUAL: &str = include_str!("../../docs/language.md");
    let rows: Vec<Vec<&str>> = MANUAL
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|row| row.split(" | ").collect())
        .collect();
    let waits = |table, form: &Form| {
        let mut errors = Errors::default();
        let line = filled(&form.pattern());
        let line = if table == FormTable::Steps { line } else { format!("if {line}") };
        let tree = lexer::read_tree(&line, &mut errors);
        let waits = match table {
            FormTable::Steps => statement::read_step(&tree[0], None, &mut errors)?.is_blocking(),
            FormTable::Conditions => {
                statement::read_condition(&tree[0], 0, &mut errors)?.is_blocking()
            }
        };
        Some(if waits { "yes" } else { "no" })
    };
    let mut wrong = Vec::new();
    for table in [FormTable::Steps, FormTable::Conditions] {
        for form in table.forms() {
            let first = format!("`{}`", form.pattern());
            let waits = waits(table, form).unwrap_or("see there");
            let scope = match form.scope {
                Scope::Anywhere => "everywhere".to_owned(),
                Scope::In(words) => words.join(", "),
                Scope::Consumer => "consumer".to_owned(),
                Scope::NotConsumer => "not consumer".to_owned(),
            };
            let is_there = |row: &&Vec<&str>| {
                matches!(row[..], [name, _, wait, places]
                    if name == first && wait == waits && places == scope)
            };
            if rows.iter().filter(is_there).count() != 1 {
                wrong.push(format!("| {first} | … | {waits} | {scope} |"));
            }
        }
    }
    assert!(wrong.is_empty(), "docs/language.md needs:\n{}", wrong.join("\n"));
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
