//! A person's files on the page, without a browser: what is opened, what is refused and in which
//! words, and the rows of the sheet that offers the run as a file.
//!
//! `cargo test --features ui-test --test files`

use std::rc::Rc;

use yew::Reducible;

use zeroloss::job::export::Form;
use zeroloss::program::catalogue::strategy;
use zeroloss::report::json::{Events, json};
use zeroloss::run::simulate;
use zeroloss::scenario::preset::preset;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::draft::Change;
use zeroloss::ui::editor::Edit;
use zeroloss::ui::editor::place::Selection;
use zeroloss::ui::page::{Brought, Page, Sheet, Theme};
use zeroloss::ui::sharing::{Made, file_name, made_row, rows};
use zeroloss::ui::state::AppState;
use zeroloss::ui::wording;

const SCENARIO: &str = "strategy send-once\nset send.retries 1\nfault lose send #1\n";

fn open(query: &[(&str, &str)]) -> Rc<AppState> {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, ""), Lang::En, Theme::Light))
}

fn brought(state: &Rc<AppState>, name: &str, text: &str, why: &str) -> Rc<AppState> {
    let file = Brought(format!("{name}\n{why}\n{text}").into());
    Rc::clone(state).reduce(Action::OpenFile(file))
}

fn notices(state: &AppState) -> Vec<String> {
    state.notices.iter().map(|notice| wording::notice(state.lang, notice)).collect()
}

#[test]
fn a_scenario_file_takes_the_stage_and_undo_brings_back_what_was_there() {
    let before = open(&[("scenario", "a3-1"), ("page", "guarantees")]);
    let before = before.reduce(Action::ShowSheet(Sheet::Share));
    let after = brought(&before, "mine.scenario", SCENARIO, "");
    assert_eq!(after.scenario().to_string(), SCENARIO);
    assert_eq!((after.sheet, after.page), (Sheet::Closed, Page::Lab));
    assert!(after.notices.is_empty() && after.is_as_opened());
    let back = after.reduce(Action::Undo);
    assert_eq!(back.scenario(), before.scenario());
    assert_eq!(back.shown_preset().map(|preset| preset.id), Some("a3-1"));
}

#[test]
fn what_is_in_the_editor_comes_back_with_undo() {
    let before = open(&[("scenario", "a3-1")]).reduce(Action::Edit);
    let text = format!("{}\n  nonsense", before.scenario().strategy.source);
    let selection = Selection::default();
    let typed = before.reduce(Action::Write(Change::Type(Edit { text: text.clone(), selection })));
    let after = brought(&typed, "mine.scenario", SCENARIO, "");
    assert!(after.open_draft().is_none());
    let back = after.reduce(Action::Undo);
    assert_eq!(back.open_draft().map(|draft| draft.text().to_owned()), Some(text));
}

#[test]
fn the_scenario_of_a_report_and_the_point_of_a_file_are_taken() {
    let file = &preset("a3-1").expect("it is shipped").file;
    let report = json(&simulate(&file.scenario), Events::LeftOut);
    // As `static/files.js` takes it out of the report.
    let report: serde_json::Value = serde_json::from_str(&report).expect("a report is JSON");
    let text = report["scenario"].as_str().expect("it has a scenario");
    let after = brought(&open(&[("scenario", "a1-1")]), "run.json", text, "");
    assert_eq!(*after.scenario(), file.scenario);

    let text = format!("point no-double-payout\n{SCENARIO}");
    let after = brought(&open(&[]), "mine.scenario", &text, "");
    assert_eq!(after.point(), "no-double-payout");
}

#[test]
fn a_program_runs_without_faults() {
    let shipped = strategy("transactional-message").expect("it is shipped");
    for name in ["mine.strategy", "mine.strategy.txt"] {
        let after = brought(&open(&[("scenario", "a3-1")]), name, shipped.source, "");
        assert!(after.scenario().faults.is_empty(), "{name}");
        let (found, own) = (&after.scenario().strategy.source, shipped.source);
        assert_eq!(found.trim_end(), own.trim_end(), "{name}");
        assert!(after.notices.is_empty(), "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_one_sentence_with_the_place_and_changes_nothing() {
    let before = open(&[("scenario", "a3-1")]);
    let check = |name: &str, text: &str, why: &str, sentence: &str| {
        let after = brought(&before, name, text, why);
        assert_eq!(after.scenario(), before.scenario(), "{name}");
        assert_eq!(after.history, before.history, "{name}");
        assert_eq!(notices(&after), [sentence], "{name}");
    };
    check(
        "a.scenario",
        "strategy send-once\nfautl lose send #1\n",
        "",
        "a.scenario was not opened: line 2: unknown line word `fautl`; did you mean `fault`?",
    );
    check(
        "a.scenario",
        "",
        "",
        "a.scenario was not opened: no strategy is named; begin with a line like `strategy send-after-commit`",
    );
    check(
        "a.strategy",
        "title.en A\nabout.en B\n\non payment\n  comit\n",
        "",
        "a.strategy was not opened: line 5, column 3: unknown step `comit`; did you mean `commit`?",
    );
    check(
        "a.scenario",
        "set send.retries 1\nprogram\n  title.en A\n  about.en B\n  on payment\n    comit\n",
        "",
        "a.scenario was not opened: line 6, column 5: unknown step `comit`; did you mean `commit`?",
    );
    check(
        "a.png",
        "1",
        "binary",
        "a.png was not opened: line 1 is no text in UTF-8; save the file as UTF-8.",
    );
    check("a.json", "3", "json", "a.json was not opened: its JSON has a mistake at line 3.");
    let large = "a.iso was not opened: it is larger than 16 MB; a scenario or a program has a few hundred lines.";
    check("a.iso", "", "large", large);
    let report = "a.json was not opened: this JSON has no scenario; `zeroloss run --json` writes one that has.";
    check("a.json", "", "report", report);
}

#[test]
fn what_was_wrong_with_a_file_is_forgotten_when_another_opens() {
    let bad = brought(&open(&[]), "a.json", "", "damaged");
    assert_eq!(notices(&bad).len(), 1);
    assert!(notices(&brought(&bad, "b.scenario", SCENARIO, "")).is_empty());
}

#[test]
fn megabytes_of_nothing_are_refused_at_once() {
    for text in
        ["x".repeat(4_000_000), "strategy send-once\n".repeat(200_000), "\0".repeat(100_000)]
    {
        for name in ["a.scenario", "a.strategy"] {
            let after = brought(&open(&[]), name, &text, "");
            let told = notices(&after);
            assert!(told.len() == 1 && told[0].len() < 1_200, "{name}: {} chars", told[0].len());
        }
    }
}

/// The ids of the buttons in markup.
fn buttons(markup: &str) -> Vec<&str> {
    markup.split("data-share=").skip(1).filter_map(|rest| rest.split([' ', '>']).next()).collect()
}

fn made(form: Form, file: Result<&str, &str>) -> Made {
    Made { form, file: Some(file.map(Rc::from).map_err(str::to_owned)) }
}

#[test]
fn the_run_is_offered_in_every_form_beside_the_ways_to_share_it() {
    let rows = |query: &[(&str, &str)]| rows(&open(query), |end| format!("https://host/{end}"));
    let lab = rows(&[("scenario", "a3-1")]);
    let ways = ["copy-link", "copy-frame", "copy-comment", "copy-file", "copy-gate"];
    let forms = Form::ALL.iter().map(|form| format!("make-{}", form.word()));
    let all: Vec<_> = ways.iter().map(|way| (*way).to_owned()).chain(forms).collect();
    assert_eq!(buttons(&lab), all);
    assert!(lab.contains("<details><summary>How it looks</summary><iframe src=\"https://host/"));
    assert!(lab.contains("<input type=file id=open-file "));
    assert_eq!(buttons(&rows(&[("page", "guarantees")])), ["copy-link"]);
}

#[test]
fn what_was_made_can_be_copied_and_saved() {
    let words = Lang::En.words();
    let of = |made: Made| made_row(words, &made);
    assert_eq!(buttons(&of(made(Form::Mermaid, Ok("x")))), ["save-0", "copy-made"]);
    assert_eq!(buttons(&of(made(Form::Steps, Ok("PK")))), ["save-0"], "bytes are no text");
    assert_eq!(
        buttons(&of(made(Form::Svg, Ok("<svg>")))),
        ["save-0", "save-1", "save-2", "save-3", "copy-made"]
    );
    assert!(of(Made { form: Form::Itf, file: None }).contains("TLA+: It is being made…</h3>"));
    let refused = of(made(Form::Itf, Err("a < b")));
    assert!(refused.contains("TLA+: a &lt; b</h3>") && buttons(&refused).is_empty(), "{refused}");
}

#[test]
fn what_is_quoted_is_no_markup() {
    let text = "program\n  title.en <img src=x onerror=alert(1)> \"&amp;\n  about.en A\n  on payment\n    \
                send oneway\n  on message\n    ack\n";
    let state = brought(&open(&[]), "a.scenario", text, "");
    assert!(notices(&state).is_empty(), "{:?}", notices(&state));
    let rows = rows(&state, |end| format!("https://host/{end}"));
    // The title of the frame is an attribute, and the text of each way is a text.
    assert!(!rows.contains("<img"), "{rows}");
    assert!(rows.contains("&lt;img src=x onerror=alert(1)> &quot;&amp;amp;"), "{rows}");
    let row = made_row(Lang::En.words(), &made(Form::Svg, Ok("<svg onload=x>")));
    assert!(!row.contains("<svg") && row.contains("&lt;svg onload=x>"), "{row}");
}

#[test]
fn of_a_long_file_only_the_beginning_is_shown() {
    let long = made(Form::Json, Ok(&"标".repeat(30_000)));
    let row = made_row(Lang::En.words(), &long);
    assert!(row.len() < 21_000 && row.ends_with("标\n…</pre>"), "{}", row.len());
}

#[test]
fn a_file_is_named_after_what_it_shows() {
    let check = |query: &[(&str, &str)], name: &str| {
        assert_eq!(file_name(&open(query), Form::Steps.ending()), name, "{query:?}");
    };
    check(&[("scenario", "a3-1")], "a3-1-steps.zip");
    check(&[("scenario", "a3-1"), ("set", "send.retries:0")], "send-after-commit-steps.zip");
    let own = strategy("send-once").expect("it is shipped").source;
    let state = brought(&open(&[]), "x.strategy", &format!("{own}\n"), "");
    assert_eq!(file_name(&state, ".svg"), "zeroloss.svg");
}
