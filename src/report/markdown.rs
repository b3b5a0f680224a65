//! A run as a report in Markdown, for a design document or a discussion: what it comes to, what
//! goes wrong in it, how each guarantee fares, what it costs, the diagram, and the scenario with
//! which it can be run again.

use std::fmt::Write as _;

use crate::diagram::export::mermaid;
use crate::guarantee::{GUARANTEES, Verdict, VerdictKind};
use crate::run::Run;
use crate::run::measures::Measures;
use crate::scenario::settings::changed;
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};

/// The longest diagram that Mermaid draws unless it is told otherwise (`maxTextSize`), in
/// characters.
const DIAGRAM_CHARS_MAX: usize = 50_000;

/// The report. It ends with a line break.
pub fn markdown(run: &Run, lang: Lang) -> String {
    let words = lang.words();
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    let title = text::title_of(lang, &run.shop.program.header);
    let mut out = format!("# {}\n\n**{}**\n\n", plain(title), codes.join(", "));
    let _ = writeln!(out, "{}", plain(&text::summary(lang, run)));
    faults(&mut out, run, lang);
    let changed: Vec<_> = changed(&run.scenario.config).collect();
    if !changed.is_empty() {
        let _ = writeln!(out, "\n## {}\n", words.settings_settings());
        for (key, value) in changed {
            let label = text::setting_label(lang, key);
            let _ = writeln!(out, "- {}: `{key} {value}`", plain(label));
        }
    }
    guarantees(&mut out, run, lang);
    measures(&mut out, run, lang);
    let diagram = mermaid(run, lang);
    let _ = writeln!(out, "\n## {}\n", words.report_diagram());
    if diagram.chars().count() > DIAGRAM_CHARS_MAX {
        let _ = writeln!(out, "{}", words.report_long_diagram());
    } else {
        let _ = writeln!(out, "```mermaid\n{diagram}```");
    }
    let _ = writeln!(out, "\n## {}\n\n```\n{}```", words.scenario_scenario(), run.scenario);
    out
}

/// What goes wrong: a line for each fault, and whether it ever came to it.
fn faults(out: &mut String, run: &Run, lang: Lang) {
    let words = lang.words();
    let _ = writeln!(out, "\n## {}\n", words.fault_faults());
    let own = run.scenario.faults.iter().enumerate();
    let own = own.map(|(index, fault)| (fault, run.did_not_happen.contains(&index)));
    let all: Vec<_> = own.chain(run.drawn.iter().map(|fault| (fault, false))).collect();
    for (fault, is_missed) in &all {
        let sentence = text::fault_sentence(lang, fault);
        let sentence = if *is_missed { words.export_did_not_happen(&sentence) } else { sentence };
        let _ = writeln!(out, "- {} (`{fault}`)", plain(&sentence));
    }
    if all.is_empty() {
        let _ = writeln!(out, "{}", words.report_no_faults());
    }
}

fn guarantees(out: &mut String, run: &Run, lang: Lang) {
    let _ = writeln!(out, "\n## {}\n\n| | | |\n|---|---|---|", lang.words().page_guarantees());
    for (verdict, guarantee) in run.verdicts.iter().zip(GUARANTEES) {
        let name = text::guarantee_name(lang, guarantee.id);
        let standing = standing(verdict, run, lang);
        let _ = writeln!(out, "| {} | {} | {standing} |", guarantee.number, plain(name));
    }
}

/// How a guarantee fares. A moment, not a step: the diagram numbers its arrows.
fn standing(verdict: &Verdict, run: &Run, lang: Lang) -> String {
    let words = lang.words();
    match verdict.kind {
        VerdictKind::Broken => {
            let since = run.trace.step_time(verdict.broke_at.unwrap_or(run.steps()));
            format!("**{}**", words.report_broken(&since))
        }
        VerdictKind::Undecided => words.report_undecided().to_owned(),
        VerdictKind::Holds if verdict.exercised => words.standing_holds().to_owned(),
        VerdictKind::Holds => words.standing_idle().to_owned(),
    }
}

fn measures(out: &mut String, run: &Run, lang: Lang) {
    let words = lang.words();
    let of = Measures::of(run);
    let length = |length: Option<SimDuration>| {
        length.map_or_else(|| "—".to_owned(), |length| text::exact_duration(lang, length))
    };
    let rows = [
        (words.measure_messages(), of.messages.to_string()),
        (words.measure_round_trips(), of.round_trips.to_string()),
        (words.measure_log_records(), of.log_records.to_string()),
        (words.measure_transaction(), length(of.transaction)),
        (words.measure_caller(), length(of.caller)),
        (words.measure_red_packet(), length(of.red_packet)),
    ];
    let _ = writeln!(out, "\n## {}\n\n| | |\n|---|---|", words.measure_measures());
    for (name, value) in rows {
        let _ = writeln!(out, "| {} | {} |", plain(name), plain(&value));
    }
}

/// A text that means in Markdown what it says: a program's title may be anything.
fn plain(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        if "\\`*_[]<>|#~&".contains(character) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}
