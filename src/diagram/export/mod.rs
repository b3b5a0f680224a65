//! A run as text for other tools: Mermaid, PlantUML, and a plain trace for people.
//!
//! [`story`] decides once what is told, in which order and how the bars nest; each exporter only
//! knows the grammar of its tool. The rules of both tools that are easy to break were found by
//! running their parsers; `tests/exporters/check.mjs` runs them on every preset and strategy.

mod mermaid;
mod plain;
mod plantuml;
mod selection;
mod story;

#[cfg(test)]
mod tests;

pub use mermaid::{Heads, mermaid, mermaid_with};
pub use plain::plain;
pub use plantuml::plantuml;

use crate::guarantee::{GUARANTEES, VerdictKind};
use crate::run::Run;
use crate::text::{Lang, fault_sentence, summary, title_of};

/// The title of a run: that of its strategy.
fn title(run: &Run, lang: Lang) -> &str {
    title_of(lang, &run.shop.program.header)
}

/// What a run comes to, line by line: codes, one sentence, broken guarantees, faults that missed.
fn conclusion(run: &Run, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    let mut lines = vec![words.export_outcome(&codes.join(", ")), summary(lang, run)];
    for (verdict, guarantee) in run.verdicts.iter().zip(GUARANTEES) {
        let (id, number) = (guarantee.id, guarantee.number);
        match verdict.kind {
            VerdictKind::Holds => {}
            VerdictKind::Broken => {
                // A moment, not a step: the pictures number their arrows.
                let since = run.trace.step_time(verdict.broke_at.unwrap_or(run.steps()));
                lines.push(words.export_broken(&id, &number, &since));
            }
            VerdictKind::Undecided => lines.push(words.export_undecided(&id, &number)),
        }
    }
    let missed = run.did_not_happen.iter().filter_map(|&index| run.scenario.faults.get(index));
    lines.extend(missed.map(|fault| words.export_did_not_happen(&fault_sentence(lang, fault))));
    lines
}

/// The conclusion as a note in a picture: a long sentence, which would make the whole picture wide,
/// is broken after its semicolons.
fn conclusion_note(run: &Run, lang: Lang) -> Vec<String> {
    let lines = conclusion(run, lang);
    lines.iter().flat_map(|line| line.split_inclusive([';', '；'])).map(str::to_owned).collect()
}
