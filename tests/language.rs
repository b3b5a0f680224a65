//! The manual of the strategy language is right about what it shows.

use zeroloss::program::phrase::PHRASES;
use zeroloss::program::step::Handler;
use zeroloss::program::{WordKind, parse};

const MANUAL: &str = include_str!("../docs/language.md");

/// The texts between ```` ```kind ```` and the closing fence.
fn examples(kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    MANUAL.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_worked_example_parses() {
    let examples = examples("strategy");
    assert!(!examples.is_empty());
    for example in examples {
        let errors = parse(example).err().unwrap_or_default();
        assert!(errors.is_empty(), "docs/language.md: {errors:?}");
    }
}

#[test]
fn every_word_of_the_language_is_in_the_manual() {
    use WordKind::{Answer, Condition, Decision, Handler, Header, Status, Step};
    for kind in [Header, Handler, Step, Condition, Status, Decision, Answer] {
        for word in kind.known() {
            let is_there = [format!("`{word}"), format!(" {word}`")];
            assert!(is_there.iter().any(|text| MANUAL.contains(text)), "`{word}` is missing");
        }
    }
}

#[test]
fn the_limits_in_the_manual_are_the_limits() {
    use zeroloss::program::{
        DEPTH_MAX, ERRORS_MAX, LINE_CHARS_MAX, LINES_MAX, RETRIES_MAX, STEPS_MAX,
    };
    for row in [
        format!("| lines of a program, comments and blank lines included | {LINES_MAX} |"),
        format!("| characters of a line | {LINE_CHARS_MAX} |"),
        format!("| nesting of steps; directly under a handler is level 1 | {DEPTH_MAX} levels |"),
        format!("| steps that a program compiles to | {STEPS_MAX} |"),
        format!("| `retry` | 0 to {RETRIES_MAX} |"),
        format!("| errors reported for one text | the first {ERRORS_MAX} |"),
    ] {
        assert!(MANUAL.contains(&row), "{row}");
    }
}

/// A program with every handler, whose steps under `on NAME` are the given ones.
fn program_with(handler: Handler, steps: &str) -> String {
    let header = ["title.en T", "title.zh T", "about.en A", "about.zh A"].map(str::to_owned);
    let handlers = Handler::ALL.into_iter().flat_map(|other| {
        let body = if other == handler { steps } else { "work 1ms" };
        let lines = body.lines().map(|line| format!("  {line}"));
        std::iter::once(format!("on {}", other.word())).chain(lines).collect::<Vec<_>>()
    });
    header.into_iter().chain(handlers).collect::<Vec<_>>().join("\n")
}

/// A template as it is written, inside a transaction or outside.
fn written(template: &str, place: &str) -> String {
    let is_kept = |line: &&str| place == "inside" || !line.trim().starts_with('?');
    let lines: Vec<_> = template.lines().filter(is_kept).collect();
    lines.join("\n").replace(['[', ']', '?'], "")
}

/// Steps around a phrase, `…`; one of these suits every phrase.
const PLACES: [(&str, &str); 6] = [
    ("outside", "…"),
    ("outside", "…\ncommit"),
    ("inside", "begin\n…"),
    ("inside", "begin\n…\ncommit"),
    ("outside", "if order is PAID\n  work 1ms\n…"),
    ("outside", "set redis PAID\n  …"),
];

#[test]
fn every_phrase_can_be_written_in_each_of_its_handlers() {
    for phrase in PHRASES.iter().filter(|phrase| phrase.handler().is_none()) {
        for handler in Handler::ALL.into_iter().filter(|handler| phrase.fits(*handler)) {
            let is_right = PLACES.iter().any(|(side, place)| {
                let indent = if place.contains("  …") { "\n  " } else { "\n" };
                let lines = written(phrase.template, side).replace('\n', indent);
                parse(&program_with(handler, &place.replace('…', &lines))).is_ok()
            });
            assert!(is_right, "{phrase:?} in {handler:?}");
        }
    }
}

#[test]
fn every_handler_comes_with_steps_that_mean_something() {
    let handlers = PHRASES.iter().filter(|phrase| phrase.handler().is_some());
    let text: Vec<_> = handlers.map(|phrase| written(phrase.template, "outside")).collect();
    assert_eq!(text.len(), Handler::ALL.len());
    let header = "title.en T\ntitle.zh T\nabout.en A\nabout.zh A\n\n";
    assert_eq!(parse(&format!("{header}{}\n", text.join("\n\n"))).err(), None);
}
