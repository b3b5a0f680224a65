//! English.

mod compare;
mod errors;
mod events;
mod facts;
mod fault_map;
mod faults;
mod labels;
mod marks;
mod messages;
mod phrases;
mod program;
mod replies;
mod search;
mod settings;
mod summary;
mod tables;

use crate::shop::message::OrderId;
use crate::sim::node::NodeId;
use crate::sim::time::SimDuration;

use super::catalogue::{self, Catalogue};
use super::quantity::{self, Quantity};

/// All English words.
pub(super) static CATALOGUE: Catalogue = const {
    Catalogue {
        code: "en",
        native_name: "English",
        tags: &["en", "eng"],
        page: labels::PAGE,
        themes: labels::THEMES,
        scenarios: labels::SCENARIOS,
        program: labels::PROGRAM,
        setting: labels::SETTING,
        faults: labels::FAULTS,
        reasons: labels::REASONS,
        transport: labels::TRANSPORT,
        badges: labels::BADGES,
        guarantee: labels::GUARANTEE,
        state: labels::STATE,
        share: labels::SHARE,
        export: labels::EXPORT,
        help: labels::HELP,
        notices: labels::NOTICES,
        nodes: tables::NODES,
        roles: tables::ROLES,
        guarantees: tables::GUARANTEES,
        settings: settings::SETTINGS,
        phrases: phrases::PHRASE_WORDS,
        phrase_group: phrases::group,
        of_file: |words| &words.en,
        outcome: tables::outcome,
        standing: tables::standing,
        group: settings::group,
        message_label: messages::label,
        mark_label: marks::label,
        loss_label: messages::loss,
        event: events::event,
        fault: faults::fault,
        summary: summary::summary,
        scenario_error: errors::scenario,
        scenario_message: errors::message,
        takes: errors::takes,
        program_error: program::placed,
        program_message: program::message,
        program_warning: program::warning,
        quantity,
        search: labels::SEARCH,
        clauses: summary::clauses,
        compare: compare::COMPARE,
        fault_map: fault_map::FAULT_MAP,
    }
    .checked()
};

fn quantity(quantity: Quantity) -> String {
    match quantity {
        Quantity::Micros(micros) => format!("{micros} µs"),
        Quantity::Millis(millis) => format!("{millis} ms"),
        Quantity::Seconds(seconds) => format!("{seconds} s"),
        Quantity::Minutes(minutes, seconds) => {
            let seconds = seconds.map(|seconds| format!(" {seconds} s")).unwrap_or_default();
            format!("{minutes} min{seconds}")
        }
        Quantity::Hours(hours, minutes, seconds) => {
            let minutes = minutes.map(|minutes| format!(" {minutes} min")).unwrap_or_default();
            let seconds = seconds.map(|seconds| format!(" {seconds} s")).unwrap_or_default();
            format!("{hours} h{minutes}{seconds}")
        }
    }
}

/// A length of time that somebody set.
fn exact(duration: SimDuration) -> String {
    quantity(quantity::exact(duration))
}

/// `order 1`: people count from one.
fn order(order: OrderId) -> String {
    order.known().map_or_else(
        || "whatever it reads next".to_owned(),
        |order| format!("order {}", u16::from(order.0) + 1),
    )
}

/// A participant inside a sentence.
fn subject(node: NodeId) -> &'static str {
    catalogue::node(&CATALOGUE, node).subject
}

/// A message inside a sentence, by its role.
fn noun(role: &'static str) -> &'static str {
    catalogue::role(&CATALOGUE, role).map_or(role, |words| words.noun)
}

/// The sentence with a capital at its beginning.
fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(chars).collect()
    })
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `1 copy`, `2 copies`.
fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
