//! What is so of the answer to any text.

use zeroloss::diagram::export::{mermaid, plain, plantuml};
use zeroloss::diagram::svg::{self, Palette};
use zeroloss::guarantee::GUARANTEES;
use zeroloss::program::step::Program;
use zeroloss::program::token::tokens;
use zeroloss::program::{ERRORS_MAX, parse, warnings};
use zeroloss::run::{FACTS_MAX, Run};
use zeroloss::scenario::error::{ScenarioError, ScenarioErrorKind};
use zeroloss::scenario::link::{self, Link, LinkError, TEXT_MAX};
use zeroloss::scenario::{Scenario, ScenarioFile};
use zeroloss::text::{
    Lang, event_sentence, fault_sentence, program_error, program_message, program_warning,
    scenario_error, scenario_message, summary_at,
};
use zeroloss::timeline::Timeline;

/// Facts that the last event of a run may add to those at which it stops.
const LAST_FACTS_MAX: usize = 50_000;

/// Facts of a run of which each is told.
const TOLD_MAX: usize = 300;

/// A text is a program, or it is said what is wrong with it.
pub fn program_is_answered(source: &str) -> Option<Program> {
    for line in source.lines() {
        let parts: String = tokens(line).into_iter().map(|(_, part)| part).collect();
        assert_eq!(parts, line, "the parts of a line are the line");
    }
    match parse(source) {
        Ok(program) => {
            let warnings = warnings(&program);
            every_lang(|lang| {
                for warning in &warnings {
                    says(program_warning(lang, *warning));
                }
            });
            Some(program)
        }
        Err(errors) => {
            assert!((1..=ERRORS_MAX).contains(&errors.len()));
            assert!(errors.is_sorted_by_key(|error| (error.line, error.column)));
            for error in &errors {
                assert!(error.line >= 1 && error.column >= 1);
                every_lang(|lang| says(&program_error(lang, error)));
                every_lang(|lang| says(&program_message(lang, error)));
            }
            None
        }
    }
}

/// A text is a scenario, or it is said what is wrong with it.
pub fn scenario_is_answered(text: &str) -> Option<Scenario> {
    match ScenarioFile::parse(text) {
        Ok(file) => Some(file.scenario),
        Err(error) => {
            error_is_told(&error);
            None
        }
    }
}

/// What is wrong with a scenario is said in every language.
pub fn error_is_told(error: &ScenarioError) {
    let lines = |text: &str| text.lines().for_each(says);
    let is_program = matches!(error.kind, ScenarioErrorKind::Program(_));
    // The mistakes of a program have a line each.
    let says = |text: String| if is_program { lines(&text) } else { says(&text) };
    every_lang(|lang| says(scenario_error(lang, error)));
    every_lang(|lang| says(scenario_message(lang, &error.kind)));
}

/// What was read is written and read again as the same, in a text and in a link.
pub fn reads_back(scenario: &Scenario) {
    let written = scenario.to_string();
    assert_eq!(Scenario::parse(&written).as_ref(), Ok(scenario), "{written}");
    let step = 7;
    match link::encode(scenario, step) {
        Ok(hash) => {
            let link = Link { scenario: scenario.clone(), step: Some(step), other_model: None };
            assert_eq!(link::decode(&hash), Some(Ok(link)), "{hash}");
        }
        Err(error) => {
            assert_eq!(error, LinkError::TooLong);
            assert!(written.len() > TEXT_MAX, "{written}");
        }
    }
}

/// It runs to an end, and every step of it can be looked at and told.
pub fn runs(scenario: &Scenario) -> Timeline {
    let timeline = Timeline::new(scenario);
    let run = &timeline.run;
    assert!(run.world.now() <= scenario.time_limit());
    assert!(run.trace.events.len() < FACTS_MAX + LAST_FACTS_MAX);
    assert!(timeline.checkpoints() <= 256);
    assert!(!run.outcomes.is_empty());
    assert_eq!(run.verdicts.len(), GUARANTEES.len());
    assert!(run.did_not_happen.iter().all(|index| *index < scenario.faults.len()));
    assert!(run.did_not_happen.is_sorted_by(|one, next| one < next));
    assert!(run.drawn.is_empty() || scenario.seed.is_some());

    let mut last = timeline.world_at(run.steps());
    // A run that ends at a limit has asked for its next event, which puts idle timers off.
    last.next_event_at(&run.shop);
    assert!(last == run.world, "the last step shows the end");
    let middle = run.steps() / 2;
    let world = timeline.world_at(middle);
    assert!(run.trace.step_time(middle) <= world.now());
    assert!(world.now() <= run.trace.step_time(middle + 1).max(run.world.now()));
    every_lang(|lang| {
        says(&summary_at(lang, run, &world, middle));
        is_told(lang, run);
    });
    timeline
}

/// The beginning and the end of a run in words.
fn is_told(lang: Lang, run: &Run) {
    let faults = run.scenario.faults.iter().chain(&run.drawn);
    faults.for_each(|fault| says(&fault_sentence(lang, fault)));
    let events = &run.trace.events;
    let last = events.len().saturating_sub(TOLD_MAX / 2);
    let told = events.iter().take(TOLD_MAX / 2).chain(&events[last..]);
    told.for_each(|event| says(&event_sentence(lang, run, event)));
}

/// A run can be drawn and exported.
pub fn is_drawn(run: &Run) {
    every_lang(|lang| {
        let pictures = [
            svg::export(run, lang, Palette::default()),
            mermaid(run, lang),
            plantuml(run, lang),
            plain(run, lang),
        ];
        assert!(pictures.iter().all(|picture| !picture.is_empty()));
    });
}

/// A sentence for a person, which no terminal takes for a command.
#[track_caller]
pub fn says(sentence: &str) {
    assert!(!sentence.trim().is_empty());
    assert!(!sentence.contains(char::is_control), "{sentence:?}");
}

fn every_lang(tell: impl Fn(Lang)) {
    for lang in Lang::ALL {
        tell(*lang);
    }
}
