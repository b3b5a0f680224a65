//! The manual of the strategy language is right about what it shows.

use zeroloss::program::form::FormTable;
use zeroloss::program::phrase::{PHRASES, Phrase};
use zeroloss::program::step::Handler;
use zeroloss::program::token::handler_of;
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
    use WordKind::{
        Answer, CheckKey, Checker, Condition, Decision, Family, Handler, Header, Mark, Note,
        PayKey, Place, Request, Run, Status, Step,
    };
    for kind in [
        Header, Handler, Run, Step, Condition, Status, Decision, Answer, Place, Request, Note,
        Mark, PayKey, Family, Checker, CheckKey,
    ] {
        for word in kind.known() {
            let is_there = [format!("`{word}"), format!(" {word}`")];
            assert!(is_there.iter().any(|text| MANUAL.contains(text)), "`{word}` is missing");
        }
    }
}

#[test]
fn the_limits_in_the_manual_are_the_limits() {
    use zeroloss::program::{
        DEPTH_MAX, ERRORS_MAX, LINE_CHARS_MAX, LINES_MAX, RETRIES_MAX, STEPS_MAX, TRIES_MAX,
    };
    for row in [
        format!("| lines of a program, comments and blank lines included | {LINES_MAX} |"),
        format!("| characters of a line | {LINE_CHARS_MAX} |"),
        format!("| nesting of steps; directly under a handler is level 1 | {DEPTH_MAX} levels |"),
        format!("| steps that a program compiles to | {STEPS_MAX} |"),
        format!("| `retry` | 0 to {RETRIES_MAX} |"),
        format!("| `outbox tried over` | 0 to {TRIES_MAX} |"),
        format!("| errors reported for one text | the first {ERRORS_MAX} |"),
    ] {
        assert!(MANUAL.contains(&row), "{row}");
    }
}

/// Handlers of every kind, and in the consumer's place, too.
const HANDLERS: [&str; 10] = [
    "on payment",
    "on repeat",
    "on check",
    "on message",
    "on start at relay",
    "every 1s at relay",
    "every 1s at consumer",
    "on call begin at order",
    "on call submit at dtm",
    "on call commit at coordinator",
];

/// A program with all these handlers, whose steps in one of them are the given ones.
fn program_with(handler: &str, steps: &str) -> String {
    let mut text = "title.en T\ntitle.zh T\nabout.en A\nabout.zh A\n".to_owned();
    for other in HANDLERS {
        let body = if other == handler { steps } else { "work 1ms" };
        let lines = body.lines().map(|line| format!("\n  {line}"));
        text += &["\n", other, &lines.collect::<Vec<_>>().concat(), "\n"].concat();
    }
    text
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

/// Steps under which a row is in hand; the callbacks have one from the start.
const HANDS: [&str; 2] = ["…", "if outbox has next\n  …"];

/// A text with lines put in at `…`, indented as that is.
fn filled(place: &str, lines: &str) -> String {
    let line = place.lines().find(|line| line.contains('…')).unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    place.replace('…', &lines.replace('\n', &format!("\n{}", " ".repeat(indent))))
}

#[test]
fn every_phrase_can_be_written_in_each_of_its_handlers() {
    for phrase in PHRASES.iter().filter(|phrase| phrase.handler().is_none()) {
        let mut handlers = HANDLERS
            .into_iter()
            .filter(|title| phrase.fits(handler_of(title).expect("a line of a handler")));
        assert!(handlers.clone().next().is_some(), "{phrase:?} fits nowhere");
        let is_right = |title: &str| {
            PLACES.iter().any(|(side, place)| {
                let steps = filled(place, &written(phrase.template, side));
                HANDS.iter().any(|hand| parse(&program_with(title, &filled(hand, &steps))).is_ok())
            })
        };
        let wrong = handlers.find(|title| !is_right(title));
        assert_eq!(wrong, None, "{phrase:?}");
    }
}

#[test]
fn every_handler_comes_with_steps_that_mean_something() {
    let handlers = PHRASES.iter().filter(|phrase| phrase.handler().is_some());
    let text: Vec<_> = handlers.map(|phrase| written(phrase.template, "outside")).collect();
    assert_eq!(text.len(), Handler::WORDS.len());
    let header = "title.en T\ntitle.zh T\nabout.en A\nabout.zh A\n\n";
    assert_eq!(parse(&format!("{header}{}\n", text.join("\n\n"))).err(), None);
}

/// A new step or condition gets its template.
#[test]
fn every_form_has_a_phrase() {
    for form in FormTable::Steps.forms().iter().filter(|form| form.words != "if") {
        let is_there = |phrase: &Phrase| {
            format!("{} ", phrase.title()).starts_with(&format!("{} ", form.words))
        };
        assert!(PHRASES.iter().any(is_there), "{}", form.pattern());
    }
    for form in FormTable::Conditions.forms() {
        let is_there = |phrase: &Phrase| {
            format!("{} ", phrase.title()).starts_with(&format!("if {} ", form.words))
        };
        assert!(PHRASES.iter().any(is_there), "{}", form.pattern());
    }
}
