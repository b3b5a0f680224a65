//! The manual of the strategy language is right about what it shows.

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
