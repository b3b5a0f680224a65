//! What the program's editor does to a text.
//!
//! `cargo test --features ui-test --test editor`

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes its strings so")]

use expect_test::{Expect, expect};
use zeroloss::program::parse;
use zeroloss::program::phrase::PHRASES;
use zeroloss::program::token::Token;
use zeroloss::ui::editor::Edit;
use zeroloss::ui::editor::insertion::{insert, offers};
use zeroloss::ui::editor::place::{Selection, first_handler, line_at, word_bytes};
use zeroloss::ui::editor::typeset::{Standing, pieces};
use zeroloss::ui::editor::typing::{Direction, backspace, enter, shift};
use zeroloss::ui::editor::versions::Versions;

/// A text in which `‹` and `›` stand around what is selected, or `¦` at the caret.
fn read(marked: &str) -> (String, Selection) {
    let marked = marked.replace('¦', "‹›");
    let (before, rest) = marked.split_once('‹').expect("the text says where the selection begins");
    let (inner, after) = rest.split_once('›').expect("the text says where the selection ends");
    let text = format!("{before}{inner}{after}");
    let bytes = before.len()..before.len() + inner.len();
    (text.clone(), Selection::of_bytes(&text, bytes))
}

fn shown(edit: &Edit) -> String {
    let range = edit.selection.bytes(&edit.text);
    let (before, after) = (&edit.text[..range.start], &edit.text[range.end..]);
    let inner = &edit.text[range];
    if inner.is_empty() {
        format!("{before}¦{after}")
    } else {
        format!("{before}‹{inner}›{after}")
    }
}

#[test]
fn places_are_the_same_whatever_counts_them() {
    let text = "title.zh 事务🎉消息\non payment\n";
    let check = |from: u32, expected: &str| {
        let bytes = Selection { from, to: u32::MAX }.bytes(text);
        assert_eq!(&text[bytes.clone()], expected);
        assert_eq!(Selection::of_bytes(text, bytes.clone()).bytes(text), bytes);
    };
    check(9, "事务🎉消息\non payment\n");
    check(11, "🎉消息\non payment\n");
    // Inside the pair of units that is one character.
    check(12, "🎉消息\non payment\n");
    check(13, "消息\non payment\n");
    check(99, "");
    assert_eq!(line_at(text, text.len() - 1), 2);
    assert_eq!(first_handler(text), Selection { from: 16, to: 16 });
    assert_eq!(first_handler("course 1"), Selection { from: 0, to: 0 });
}

#[test]
fn a_column_in_characters_finds_its_word() {
    let line = "事务 comit  # 注";
    for (column, expected) in [(1, "事务"), (4, "comit"), (6, "mit"), (3, " "), (40, "")] {
        assert_eq!(&line[word_bytes(line, column)], expected, "{column}");
    }
}

#[test]
fn a_line_is_set_in_its_parts_and_cut_at_what_is_wrong() {
    let check = |line: &str, expected: &Expect| {
        let source = format!("title.en T\ntitle.zh T\nabout.en A\nabout.zh A\non payment\n{line}");
        let errors = parse(&source).err().unwrap_or_default();
        let here: Vec<_> = errors.iter().filter(|error| error.line == 6).collect();
        let shown =
            pieces(line, &here).into_iter().map(|piece| match (piece.token, piece.standing) {
                (_, Standing::Wrong) => format!("✕{}✕", piece.text),
                (Token::Plain, _) => piece.text.to_owned(),
                (token, _) => format!("{token:?}({})", piece.text),
            });
        expected.assert_eq(&shown.collect::<String>());
    };
    check(
        "  send half retry 2 timeout 3s # why",
        &expect!["  ✕send✕ half retry Number(2) timeout Number(3s) Comment(# why)"],
    );
    check("  end commit", &expect!["  ✕end✕ Value(commit)"]);
    check("  update ordre PAID", &expect!["  Keyword(update) ✕ordre✕ Value(PAID)"]);
    check("  update order", &expect!["  Keyword(update) order✕ ✕"]);
    check("\tcommit", &expect!["✕	✕Keyword(commit)"]);
    check("about.zh 第 2 版", &expect!["✕about.zh✕ Text(第) Text(2) Text(版)"]);
}

#[test]
fn enter_keeps_the_indentation_and_goes_deeper_under_what_opens_a_block() {
    for (before, after) in [
        ("on payment¦", "on payment\n  ¦"),
        ("  begin¦\n  commit", "  begin\n  ¦\n  commit"),
        ("  begin¦   commit", "  begin\n  ¦commit"),
        ("    on failure¦", "    on failure\n      ¦"),
        ("  if order is PAID # 已付¦", "  if order is PAID # 已付\n    ¦"),
        ("  # if¦", "  # if\n  ¦"),
        ("¦on payment", "\n¦on payment"),
        ("  be‹gin\n  com›mit", "  be\n  ¦mit"),
    ] {
        let (text, selection) = read(before);
        assert_eq!(shown(&enter(&text, selection)), after);
    }
}

#[test]
fn backspace_takes_a_level_of_blanks_and_leaves_the_rest_to_the_browser() {
    for (before, after) in [
        ("    ¦commit", Some("  ¦commit")),
        ("   ¦commit", Some("  ¦commit")),
        ("  ¦", Some("¦")),
        ("¦commit", None),
        ("  c¦ommit", None),
        ("‹  ›commit", None),
    ] {
        let (text, selection) = read(before);
        let edit = backspace(&text, selection);
        assert_eq!(edit.as_ref().map(shown).as_deref(), after, "{before}");
    }
}

#[test]
fn lines_move_by_a_level_with_what_is_selected() {
    let there_and_back = |before: &str, deeper: &str| {
        let (text, selection) = read(before);
        let moved = shift(&text, selection, Direction::Deeper);
        assert_eq!(shown(&moved), deeper);
        let back = shift(&moved.text, moved.selection, Direction::Back);
        assert_eq!(shown(&back), before);
    };
    there_and_back("  com¦mit", "    com¦mit");
    there_and_back("a\n  be‹gin\n\n  com›mit\nb", "a\n    be‹gin\n\n    com›mit\nb");
    let (text, selection) = read(" ¦x");
    assert_eq!(shown(&shift(&text, selection, Direction::Back)), "¦x");
}

/// Types letter by letter, as a person does.
fn type_on(versions: &mut Versions, letters: &str) {
    for letter in letters.chars() {
        let mut text = versions.text().to_owned();
        if letter == '⌫' {
            text.pop();
        } else {
            text.push(letter);
        }
        let end = text.len();
        let selection = Selection::of_bytes(&text, end..end);
        versions.type_in(&Edit { text, selection });
    }
}

#[test]
fn undo_goes_back_word_by_word_and_redo_returns() {
    let mut versions = Versions::new("", Selection::default());
    type_on(&mut versions, "update order 已付");
    let mut seen = vec![versions.text().to_owned()];
    while versions.can_undo() {
        versions.undo();
        seen.push(versions.text().to_owned());
    }
    assert_eq!(seen, ["update order 已付", "update order ", "update ", ""]);
    while versions.can_redo() {
        versions.redo();
    }
    assert_eq!(versions.text(), "update order 已付");
    type_on(&mut versions, "⌫⌫");
    versions.undo();
    assert_eq!(
        versions.text(),
        "update order 已付",
        "letters removed one by one come back together"
    );
    type_on(&mut versions, "!");
    assert!(!versions.can_redo(), "a new change leaves what was taken back");
}

#[test]
fn a_change_from_a_menu_is_taken_back_by_itself() {
    let mut versions = Versions::new("on", Selection::default());
    type_on(&mut versions, "ce");
    versions.put(&Edit { text: "once more".to_owned(), selection: Selection::default() });
    type_on(&mut versions, "!");
    versions.undo();
    assert_eq!(versions.text(), "once more");
    versions.undo();
    assert_eq!(versions.text(), "once");
    versions.undo();
    assert_eq!(versions.text(), "on");
}

const PROGRAM: &str = "\
title.en T
title.zh 题
about.en A
about.zh 解

on payment
  begin
  update order PAID
    on failure
      rollback
      stop
  commit
  if order is PAID
    reply ok

on message
  pay
  ack
";

fn caret_after(text: &str, line: &str) -> Selection {
    let place = text.find(line).expect("the line is there") + line.len();
    Selection::of_bytes(text, place..place)
}

fn titles(line: &str) -> Vec<String> {
    let offers = offers(PROGRAM, caret_after(PROGRAM, line));
    offers.into_iter().map(|index| PHRASES[index].title()).collect()
}

#[test]
fn the_menu_offers_what_may_stand_at_the_caret() {
    let check = |line: &str, expected: &Expect| {
        let titles = titles(line).into_iter().map(|title| format!("{title}\n"));
        expected.assert_eq(&titles.collect::<String>());
    };
    check(
        "title.en T",
        &expect![[r#"
        on repeat
        on check
        every 1s at relay
        on start at relay
        on call submit at dtm
    "#]],
    );
    check(
        "  begin",
        &expect![[r#"
        begin
        commit
        rollback
        update order PAID
        insert log
        insert tombstone
        prepare
        commit prepared
        rollback prepared
        insert outbox
        mark outbox sent
        insert payout
        set redis PAID
        index elasticsearch PAID
        send retry 2 timeout 3s
        send half retry 2 timeout 3s
        send oneway
        end commit
        deliver timeout 3s
        producer begin
        producer commit
        producer abort
        reply ok
        refund
        remember commit
        note open
        work 50ms
        stop
        if order is PAID
        if log has message
        if note is commit
        if payout has order
        if memory has message
        if memory is commit
        on failure
        on repeat
        on check
        every 1s at relay
        on start at relay
        on call submit at dtm
    "#]],
    );
}

#[test]
fn what_the_menu_offers_changes_with_the_place() {
    let usual = titles("  begin");
    let check = |line: &str, expected: &Expect| {
        let here = titles(line);
        let gone = usual.iter().filter(|title| !here.contains(title));
        let new = here.iter().filter(|title| !usual.contains(title));
        let gone = gone.map(|title| format!("- {title}\n"));
        let changes = gone.chain(new.map(|title| format!("+ {title}\n")));
        expected.assert_eq(&changes.collect::<String>());
    };
    check(
        "order PAID",
        &expect![[r#"
        - on failure
    "#]],
    );
    check(
        "reply ok",
        &expect![[r#"
        - on failure
        + else if order is PAID
        + else
    "#]],
    );
    check(
        "  pay",
        &expect![[r#"
        - send retry 2 timeout 3s
        - send half retry 2 timeout 3s
        - end commit
        - deliver timeout 3s
        - producer begin
        - producer commit
        - producer abort
        - reply ok
        - if payout has order
        - on failure
        + send timeout 3s
        + pay
        + pay once
        + pay once by message
        + claim redis for 5s
        + ack
        + if redis has claim
        + if inbox on
    "#]],
    );
}

#[test]
fn nobody_is_asked_who_runs_no_part_of_the_program() {
    let check = |handler: &str, title: &str| {
        assert!(!titles("  begin").contains(&title.to_owned()), "{title}");
        let text = format!("{PROGRAM}\n{handler}\n  work 1s\n");
        let offers = offers(&text, caret_after(&text, "  begin"));
        assert!(offers.iter().any(|index| PHRASES[*index].title() == title), "{title}");
    };
    check("every 1s at coordinator", "if note at coordinator is commit");
    check("on call begin at coordinator", "if note at coordinator is commit");
    check("on call submit at dtm", "call dtm submit timeout 3s");
}

/// The lines that an edit added, with the one before and the one after.
fn added(text: &str, edited: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), edited.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = (new.len() - end.min(old.len() - start) + 1).min(new.len());
    // The margin keeps the indentation through `expect!`.
    let lines = new[start.saturating_sub(1)..end].iter().map(|line| format!("|{line}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_insertion(line: &str, title: &str, expected: &Expect) {
    let phrase = PHRASES.iter().find(|phrase| phrase.title().starts_with(title));
    let edit = insert(PROGRAM, caret_after(PROGRAM, line), phrase.expect("there is such a one"));
    let lines = edit.as_ref().map(|edit| added(PROGRAM, &shown(edit)));
    expected.assert_eq(lines.as_deref().unwrap_or("cannot stand here"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "one picture for each kind of phrase")]
fn a_phrase_is_put_where_it_belongs() {
    check_insertion(
        "order PAID",
        "send retry",
        &expect![[r#"
            |      stop
            |  send retry ‹2› timeout 3s
            |    on failure
            |      rollback
            |      reply error
            |      stop
            |  commit"#]],
    );
    check_insertion(
        "  commit",
        "send half",
        &expect![[r#"
            |  commit
            |  send half retry ‹2› timeout 3s
            |    on failure
            |      reply error
            |      stop
            |  if order is PAID"#]],
    );
    check_insertion(
        "  commit",
        "on failure",
        &expect![[r#"
            |  commit
            |    on failure
            |      reply error
            |      ‹stop›
            |  if order is PAID"#]],
    );
    check_insertion(
        "  begin",
        "on failure",
        &expect![[r#"
            |  begin
            |    on failure
            |      reply error
            |      ‹stop›
            |  update order PAID"#]],
    );
    check_insertion(
        "reply ok",
        "else",
        &expect![[r#"
            |    reply ok
            |  else if order is PAID
            |    ‹work 10ms›
            |"#]],
    );
    check_insertion(
        "  if order is PAID",
        "end",
        &expect![[r#"
            |  if order is PAID
            |    end ‹commit›
            |    reply ok"#]],
    );
    check_insertion(
        "reply ok\n",
        "work",
        &expect![[r#"
            |    reply ok
            |  work ‹50ms›
            |"#]],
    );
    check_insertion(
        "  pay",
        "begin",
        &expect![[r#"
        |  pay
        |  begin¦
        |  ack"#]],
    );
    check_insertion("  begin", "pay", &expect!["cannot stand here"]);
}

#[test]
fn a_handler_is_put_between_handlers() {
    check_insertion(
        "  ack",
        "on check",
        &expect![[r#"
            |  ack
            |
            |on check
            |  if log has message
            |    end commit
            |  else
            |    end ‹unknown›"#]],
    );
    check_insertion(
        "  begin",
        "on repeat",
        &expect![[r#"
            |
            |on repeat
            |  if order is PAID
            |    reply ‹ok›
            |  else
            |    run payment
            |
            |on message"#]],
    );
    check_insertion(
        "title.en T",
        "on repeat",
        &expect![[r#"
            |  ack
            |
            |on repeat
            |  if order is PAID
            |    reply ‹ok›
            |  else
            |    run payment"#]],
    );
    check_insertion("  begin", "on payment", &expect!["cannot stand here"]);
}
