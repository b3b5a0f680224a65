//! Any text at all, read as whatever a text can be: a program, a scenario, a fault, a link.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use zeroloss::scenario::fault::Fault;
use zeroloss::scenario::link::{self, LinkError};
use zeroloss::scenario::preset::presets;
use zeroloss::sim::time::SimDuration;

use super::grammar::{Texts, preset, program, soup};
use super::harness::Target;
use super::judge::{error_is_told, program_is_answered, reads_back, scenario_is_answered};
use super::lines::{change, changed};

pub const TARGET: Target = Target { name: "texts", texts, property };

fn texts() -> Texts {
    let shipped = prop_oneof![program(), preset()];
    let changes = vec(change(soup()), 1..8);
    prop_oneof![
        1 => any::<String>(),
        1 => "([ \\t]{0,9}\\PC{0,30}[\\n\\r]{1,2}){0,30}",
        4 => vec(soup(), 0..40).prop_map(|lines| lines.join("\n")),
        3 => (shipped, changes).prop_map(|(text, changes)| changed(&text, &changes)),
        1 => link(),
    ]
    .boxed()
}

/// Where a link is damaged, whether what stands there is lost, and what comes in its place.
type Damage = (Index, bool, Option<char>);

/// A link to a shipped scenario, with some letters changed on its way.
fn link() -> Texts {
    let letter = prop_oneof![
        Just(None),
        any::<char>().prop_map(Some),
        "[A-Za-z0-9.&=_-]".prop_map(|text| text.chars().next())
    ];
    let damage = vec((any::<Index>(), any::<bool>(), letter), 0..4);
    let damaged = |(preset, step, damage): (Index, u32, Vec<Damage>)| {
        let scenario = &preset.get(presets()).file.scenario;
        let hash = link::encode(scenario, step).expect("a shipped scenario fits into a link");
        let mut letters: Vec<char> = hash.chars().collect();
        for (at, is_replaced, letter) in damage {
            // Of a link that was cut to nothing, no letter can be chosen.
            if letters.is_empty() {
                break;
            }
            let at = at.index(letters.len());
            match letter {
                Some(letter) if is_replaced => letters[at] = letter,
                Some(letter) => letters.insert(at, letter),
                None if is_replaced => letters.truncate(at + 1),
                None => drop(letters.remove(at)),
            }
        }
        letters.into_iter().collect()
    };
    (any::<Index>(), any::<u32>(), damage).prop_map(damaged).boxed()
}

fn property(text: &str) {
    program_is_answered(text);
    if let Some(scenario) = scenario_is_answered(text) {
        reads_back(&scenario);
    }
    match link::decode(text) {
        None | Some(Err(LinkError::Damaged | LinkError::TooLong | LinkError::UnknownCodec(_))) => {}
        Some(Err(LinkError::Scenario(error))) => error_is_told(&error),
        Some(Ok(link)) => reads_back(&link.scenario),
    }
    for line in text.lines() {
        is_fault_or_refused(line);
        for word in line.split_whitespace() {
            if let Ok(duration) = word.parse::<SimDuration>() {
                assert_eq!(duration.to_string().parse(), Ok(duration), "{word}");
            }
        }
    }
}

fn is_fault_or_refused(line: &str) {
    if let Ok(fault) = Fault::parse(line) {
        let written = fault.to_string();
        assert_eq!(Fault::parse(&written).as_ref(), Ok(&fault), "{written}");
    }
    // The same line as part of a scenario, where an error has words.
    scenario_is_answered(&format!("strategy oneway\nfault {line}"));
}
