//! Programs put together from everything that the language has, and from the shipped ones; what can
//! be read runs to an end, with faults at its own steps.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use zeroloss::program::parse;
use zeroloss::program::phrase::PHRASES;
use zeroloss::scenario::fault::{PROGRAM_STEPS, has_step};
use zeroloss::scenario::{Scenario, Strategy as Code};
use zeroloss::shop::message::nodes;

use super::grammar::{Texts, program};
use super::harness::Target;
use super::judge::{program_is_answered, reads_back, runs};
use super::lines::{Change, changed, grown, program_change};
use super::scenarios::{Circumstances, circumstances};

pub const TARGET: Target = Target { name: "programs", texts, property };

fn texts() -> Texts {
    let begun = prop_oneof![1 => program(), 1 => handlers()];
    // Most changes are taken if the program stays one, few whatever it becomes.
    let wild = prop_oneof![4 => Just(Vec::new()), 1 => vec(program_change(), 1..3)];
    (begun, vec(program_change(), 0..16), wild, circumstances()).prop_map(put_together).boxed()
}

/// Some handlers as the editor's menu has them, in the order of the menu.
fn handlers() -> Texts {
    let templates = PHRASES.iter().filter(|phrase| phrase.handler().is_some());
    let templates: Vec<_> =
        templates.map(|phrase| phrase.template.replace(['[', ']', '?'], "")).collect();
    let count = templates.len();
    subsequence(templates, 1..=count).prop_map(|handlers| handlers.join("\n\n")).boxed()
}

fn put_together(
    (begun, changes, wild, mut around): (String, Vec<Change>, Vec<Change>, Circumstances),
) -> String {
    let source = changed(&grown(&begun, &changes), &wild);
    let Ok(strategy) = Code::custom(&source) else {
        let lines = source.lines().map(|line| format!("\n  {line}"));
        return "program".to_owned() + &lines.collect::<String>();
    };
    let mut scenario = Scenario::of(strategy);
    for (fault, _) in &mut around.faults {
        *fault = aimed(fault, &scenario);
    }
    around.befall(&mut scenario);
    scenario.to_string()
}

/// The fault at a step and a participant that this program has.
fn aimed(fault: &str, scenario: &Scenario) -> String {
    let program = &scenario.strategy.program;
    let participants = scenario.shop().participants();
    let steps: Vec<_> = program.steps.iter().filter_map(|step| step.op.name()).collect();
    let is_missed = |word: &str| {
        PROGRAM_STEPS.contains(&word)
            && !nodes::NAMES.iter().any(|(node, _)| has_step(*node, word, program))
    };
    let words = fault.split(' ').map(|word| match nodes::by_name(word) {
        Some(node) if !participants.contains(&node) => {
            nodes::name(participants[usize::from(node.0) % participants.len()])
        }
        None if is_missed(word) && !steps.is_empty() => steps[word.len() % steps.len()],
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn property(text: &str) {
    if let Ok(scenario) = Scenario::parse(text) {
        assert!(parse(&scenario.strategy.source).is_ok());
        reads_back(&scenario);
        runs(&scenario);
    } else {
        let source = text.replace("\n  ", "\n");
        program_is_answered(source.strip_prefix("program\n").unwrap_or(&source));
    }
}
