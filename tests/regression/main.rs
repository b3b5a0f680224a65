//! One fault after the other against one strategy after the other, held against a table that was
//! derived by reasoning before anything ran.
//!
//! `table.rs` has the faults and what reasoning says; `notes.rs` says, for each cell in which the
//! run says something else, who is right and why. The page `docs/regression.md` is written from the
//! runs: `UPDATE_EXPECT=1 cargo test --test regression`.

#![cfg(not(target_arch = "wasm32"))]

mod notes;
mod table;

use std::fmt::Write as _;
use std::sync::LazyLock;

use expect_test::expect_file;
use notes::{NOTES, Note};
use table::{COLUMNS, Column, NO_PLACE, ROWS, Row, write_of};
use zeroloss::guarantee::OUTCOMES;
use zeroloss::run::simulate;
use zeroloss::scenario::{Scenario, Strategy};

#[test]
fn every_cell_is_as_reasoned_or_has_a_note_that_says_why_not() {
    let mut wrong = Vec::new();
    for row in ROWS {
        for column in COLUMNS {
            let found = found(row, column);
            let is_noted = notes_of(row, column).next().is_some();
            match (is_as_reasoned(row, column, found), is_noted) {
                (true, true) => wrong.push(format!("{} {}: stale note", row.id, column.name)),
                (false, false) => wrong.push(format!(
                    "{} {}: {found}, reasoned {}",
                    row.id,
                    column.name,
                    reasoned(row, column)
                )),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_note_names_cells_that_there_are() {
    for (row, columns) in NOTES.iter().flat_map(|note| note.cells) {
        assert!(ROWS.iter().any(|known| known.id == *row), "no row {row}");
        for column in columns.split_whitespace() {
            assert!(COLUMNS.iter().any(|known| known.name == column), "no column {column}");
        }
    }
}

#[test]
fn what_reasoning_says_is_said_in_outcome_codes() {
    let is_code = |word: &str| OUTCOMES.iter().any(|outcome| outcome.code() == word);
    for row in ROWS {
        assert!(row.reasoned.is_empty() || row.reasoned.len() == table::REASONED, "{}", row.id);
        for word in row.reasoned.iter().flat_map(|cell| cell.split_whitespace()) {
            assert!(is_code(word), "{}: {word}", row.id);
        }
    }
    for word in COLUMNS.iter().flat_map(|column| column.cannot) {
        assert!(is_code(word), "{word}");
    }
}

#[test]
fn the_page_shows_what_the_runs_came_to() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regression.md");
    expect_file![path].assert_eq(&page());
}

/// What a cell came to. Each is run once.
fn found(row: &Row, column: &Column) -> &'static str {
    static RUNS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
        let runs = |row| COLUMNS.iter().map(|column| run(row, column)).collect();
        ROWS.iter().map(runs).collect()
    });
    let row = ROWS.iter().position(|known| known.id == row.id).expect("it is there");
    &RUNS[row][place_of(column)]
}

fn place_of(column: &Column) -> usize {
    COLUMNS.iter().position(|known| known.name == column.name).expect("it is there")
}

/// The outcome codes of a cell, the worst first; [`NO_PLACE`] if one of its faults strikes nothing.
fn run(row: &Row, column: &Column) -> String {
    let lines = lines_of(row, column);
    if lines == NO_PLACE {
        return NO_PLACE.to_owned();
    }
    let mut scenario = Scenario::of(strategy_of(row, column));
    for line in ["set broker.flushDiskType SYNC_FLUSH"].into_iter().chain(split(lines)) {
        let done = match line.strip_prefix("set ").and_then(|line| line.split_once(' ')) {
            Some((key, value)) => scenario.set(key, value),
            None => scenario.add_fault(line),
        };
        done.unwrap_or_else(|error| panic!("{} {}: {line}: {error}", row.id, column.name));
    }
    let run = simulate(&scenario);
    if !run.did_not_happen.is_empty() {
        return NO_PLACE.to_owned();
    }
    run.outcomes.iter().map(|outcome| outcome.code()).collect::<Vec<_>>().join(" ")
}

/// The settings and faults of a row, in the words of a column that has no place of the usual name.
fn lines_of(row: &Row, column: &Column) -> &'static str {
    let is_named = |names: &&str| names.split_whitespace().any(|name| name == column.name);
    let instead = row.instead.iter().find(|(names, _)| is_named(names));
    instead.map_or(row.lines, |(_, lines)| lines)
}

fn split(lines: &str) -> impl Iterator<Item = &str> {
    lines.split("; ").filter(|line| !line.is_empty())
}

/// The strategy of a column, with the row's lines in its local transaction.
fn strategy_of(row: &Row, column: &Column) -> Strategy {
    let shipped = Strategy::shipped(column.strategy).expect("a column names a shipped strategy");
    if row.inserted.is_empty() {
        return shipped;
    }
    let write = format!("  {}\n", write_of(column));
    let lines = row.inserted.replace("; ", "\n  ");
    let source = shipped.source.replacen(&write, &format!("  {lines}\n{write}"), 1);
    Strategy::custom(&source).unwrap_or_else(|error| panic!("{source}{error:?}"))
}

/// What reasoning says about a cell; empty if nothing.
fn reasoned(row: &Row, column: &Column) -> String {
    match row.reasoned.get(place_of(column)).copied().unwrap_or("") {
        "" if row.is_single && !column.cannot.is_empty() => {
            format!("never {}", column.cannot.join(", "))
        }
        said => said.to_owned(),
    }
}

/// Whether a run says what was reasoned, to the letter: the same codes, none missing, none more.
fn is_as_reasoned(row: &Row, column: &Column, found: &str) -> bool {
    let said = reasoned(row, column);
    match said.strip_prefix("never ") {
        Some(_) => !found.split(' ').any(|code| column.cannot.contains(&code)),
        None => said.is_empty() || said == found,
    }
}

/// The notes on a cell, each with its number from 1.
fn notes_of<'a>(row: &'a Row, column: &'a Column) -> impl Iterator<Item = (usize, &'static Note)> {
    let is_about = |(named, columns): &(&str, &str)| {
        *named == row.id && columns.split_whitespace().any(|name| name == column.name)
    };
    NOTES
        .iter()
        .zip(1..)
        .filter(move |(note, _)| note.cells.iter().any(is_about))
        .map(|(note, number)| (number, note))
}

fn page() -> String {
    let mut out = table::INTRODUCTION.to_owned();
    let (first, others) = COLUMNS.split_at(table::REASONED);
    for (title, columns) in [("The table", first), ("The other families", others)] {
        write!(out, "\n## {title}\n\n| |").expect(GROWS);
        for column in columns {
            write!(out, " {} |", column.name).expect(GROWS);
        }
        writeln!(out, "\n|---|{}", "---|".repeat(columns.len())).expect(GROWS);
        for row in ROWS {
            write!(out, "| **{}** |", row.id).expect(GROWS);
            for column in columns {
                write!(out, " {} |", cell(row, column)).expect(GROWS);
            }
            out.push('\n');
        }
    }
    write_columns(&mut out);
    write_rows(&mut out);
    write_notes(&mut out);
    out
}

const GROWS: &str = "a string takes everything";

fn cell(row: &Row, column: &Column) -> String {
    let numbers: Vec<_> =
        notes_of(row, column).map(|(number, _)| format!("[{number}](#note-{number})")).collect();
    let found = found(row, column);
    match numbers.as_slice() {
        [] => found.to_owned(),
        numbers => format!("{found} <sup>{}</sup>", numbers.join(", ")),
    }
}

fn write_columns(out: &mut String) {
    out.push_str(
        "\n## The strategies\n\n| | strategy | one fault never leads to |\n|---|---|---|\n",
    );
    for Column { name, strategy, cannot } in COLUMNS {
        writeln!(out, "| {name} | `{strategy}` | {} |", cannot.join(", ")).expect(GROWS);
    }
}

fn write_rows(out: &mut String) {
    out.push_str("\n## The faults\n");
    for row in ROWS {
        writeln!(out, "\n**{}**: {}", row.id, row.what).expect(GROWS);
        let mut say = |whose: &str, lines: &str| {
            let lines = match lines {
                "" => "nothing".to_owned(),
                NO_PLACE => "no place".to_owned(),
                lines => format!("`{}`", split(lines).collect::<Vec<_>>().join("`, `")),
            };
            writeln!(out, "- {whose}{lines}").expect(GROWS);
        };
        if !row.inserted.is_empty() {
            say("the local transaction has besides: ", row.inserted);
        }
        say("", row.lines);
        for (names, lines) in row.instead {
            say(&format!("{}: ", names.replace(' ', ", ")), lines);
        }
    }
}

fn write_notes(out: &mut String) {
    out.push_str("\n## Where the run disagrees\n");
    for (note, number) in NOTES.iter().zip(1..) {
        writeln!(out, "\n<a id=\"note-{number}\"></a>{number}. {}\n", note.text).expect(GROWS);
        for row in ROWS {
            let cells: Vec<_> = COLUMNS
                .iter()
                .filter(|column| notes_of(row, column).any(|(found, _)| found == number))
                .map(|column| format!("{} (reasoned: {})", column.name, reasoned(row, column)))
                .collect();
            if !cells.is_empty() {
                writeln!(out, "   - {}: {}", row.id, cells.join(", ")).expect(GROWS);
            }
        }
    }
}
