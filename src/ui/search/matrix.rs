//! Every strategy against every guarantee: rows, columns, cells, and the same as Markdown.

use std::fmt::Write as _;

use crate::explore::{Finding, Report, Verdict};
use crate::guarantee::{GUARANTEES, Guarantee};
use crate::job::Job;
use crate::job::search::Budget;
use crate::program::catalogue::Strategy;
use crate::scenario::link;
use crate::scenario::settings::{Kind, Setting, changed, setting};
use crate::sim::time::SimDuration;
use crate::text::{self, Lang};

use super::state::Searches;

/// The guarantees that the course argues about, by number. The others are one button away.
const FIRST: [&str; 5] = ["P1", "P2w", "P3", "P4", "P6a"];

/// Those that say together that the commit and the message both happen or neither.
const BOTH_OR_NEITHER: [&str; 2] = ["no-lost-message", "no-ghost"];

/// The settings that decide most cells; those that do not exist are not offered.
const TOGGLES: [&str; 8] = [
    "consumer.inbox",
    "payment.renotify",
    "broker.flushDiskType",
    "broker.slaves",
    "broker.brokerRole",
    "checker.answer",
    "order.producers",
    "profile",
];

/// What a cell says, by glyph, word and line before colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The value of `data-cell`, for the style.
    pub kind: &'static str,
    /// The glyph.
    pub glyph: &'static str,
}

/// The places in [`GUARANTEES`] of the columns, in order.
pub fn columns(searches: &Searches) -> Vec<usize> {
    let is_shown = |guarantee: &Guarantee| searches.shows_all || FIRST.contains(&guarantee.number);
    (0..GUARANTEES.len()).filter(|index| is_shown(&GUARANTEES[*index])).collect()
}

/// The settings of the matrix that a person can change, with the values that each takes.
pub fn toggles() -> impl Iterator<Item = (&'static Setting, Vec<String>)> {
    TOGGLES.iter().filter_map(|key| setting(key)).map(|setting| {
        let values = match setting.kind {
            Kind::Choice { words, .. } => words.iter().map(|word| (*word).to_owned()).collect(),
            Kind::Count { min, max, .. } => (min..=max).map(|count| count.to_string()).collect(),
            _ => Vec::new(),
        };
        (setting, values)
    })
}

/// What is said of one finding.
pub fn cell(finding: &Finding) -> Cell {
    let (kind, glyph) = match &finding.verdict {
        Verdict::Broken(_) => ("broken", "✕"),
        Verdict::NotReplayed(_) => ("open", "!"),
        Verdict::Limit => ("open", "?"),
        Verdict::Holds if finding.exercised => ("holds", "✓"),
        Verdict::Holds => ("idle", "–"),
    };
    Cell { kind, glyph }
}

/// The words of a finding, next to its glyph.
pub fn cell_words(lang: Lang, finding: &Finding) -> String {
    let words = lang.words();
    match &finding.verdict {
        Verdict::Broken(found) => words.search_faults(&found.faults),
        Verdict::NotReplayed(_) => words.search_mistake().to_owned(),
        Verdict::Limit => words.search_open().to_owned(),
        Verdict::Holds if finding.exercised => words.search_holds().to_owned(),
        Verdict::Holds => words.search_idle().to_owned(),
    }
}

/// What the rows come to: that commit and message both happen or neither is kept under which of
/// those that are searched, and how many these are.
pub fn kept(searches: &Searches) -> (Vec<&'static Strategy>, usize) {
    let mut searched = 0;
    let is_kept = |strategy: &&Strategy| {
        let job = searches.job_of(strategy);
        let Some(report) = job.and_then(|job| searches.whole_answer(&job)) else { return false };
        searched += 1;
        BOTH_OR_NEITHER
            .iter()
            .all(|id| report.finding(id).is_some_and(|finding| finding.verdict == Verdict::Holds))
    };
    let kept = searches.rows.strategies().filter(is_kept).collect();
    (kept, searched)
}

/// How many guarantees can be broken, hold, and are open.
pub fn tally(report: &Report) -> [usize; 3] {
    let count = |wanted: &str| {
        report.findings.iter().filter(|finding| cell(finding).kind == wanted).count()
    };
    ["broken", "holds", "open"].map(count)
}

/// What a search that ended has looked at: the receipt of a cell that holds.
pub fn receipt(lang: Lang, report: &Report) -> String {
    let progress = &report.progress;
    text::search_receipt(lang, progress.states, progress.depth)
}

/// What searches with a budget try and what not, and how sure they are, where the setting
/// `restart.after` has this value.
pub fn scope(lang: Lang, budget: Budget, restart_after: SimDuration) -> [String; 3] {
    let [tried, not_tried] = text::searched(lang, &budget.alphabet(), restart_after);
    [tried, not_tried, lang.words().search_certainty().to_owned()]
}

/// The matrix as Markdown. A broken cell links to its counterexample; `address_of` makes an address
/// of its end, `#` and all.
pub fn markdown(lang: Lang, searches: &Searches, address_of: impl Fn(&str) -> String) -> String {
    let words = lang.words();
    let columns = columns(searches);
    let mut out = format!("**{}** ·", words.search_budget_is(&searches.matrix_budget.faults));
    for kind in searches.matrix_budget.kinds.iter() {
        // Writing to a string cannot fail.
        let _ = write!(out, " `{}`", kind.word());
    }
    for (key, value) in changed(&searches.config) {
        let _ = write!(out, " · `{key} {value}`");
    }
    let _ = write!(out, "\n\n| {} |", lang.words().scenario_strategy());
    for &index in &columns {
        let _ = write!(out, " {} {} |", GUARANTEES[index].number, name(lang, index));
    }
    let _ = write!(out, " {} |\n|---|", words.search_searched());
    out.push_str(&"---|".repeat(columns.len() + 1));
    for strategy in searches.rows.strategies() {
        let title = text::title_of(lang, &strategy.program.header);
        let _ = write!(out, "\n| {title} |");
        let report = searches.job_of(strategy).and_then(|job| searches.whole_answer(&job).cloned());
        for &index in &columns {
            let said = report.as_ref().map(|report| &report.findings[index]);
            let said = said.map(|finding| markdown_cell(lang, finding, &address_of));
            let _ = write!(out, " {} |", said.unwrap_or_default());
        }
        let said = report.map(|report| receipt(lang, &report)).unwrap_or_default();
        let _ = write!(out, " {said} |");
    }
    out.push('\n');
    for sentence in scope(lang, searches.matrix_budget, searches.config.restart_after) {
        let _ = write!(out, "\n{sentence}\n");
    }
    out
}

fn markdown_cell(lang: Lang, finding: &Finding, address_of: impl Fn(&str) -> String) -> String {
    let said = format!("{} {}", cell(finding).glyph, cell_words(lang, finding));
    let found = finding.counterexample();
    let hash = found.and_then(|found| link::encode(&found.scenario, found.step).ok());
    hash.map_or(said.clone(), |hash| format!("[{said}]({})", address_of(&format!("#{hash}"))))
}

/// The name of a guarantee by its place.
pub fn name(lang: Lang, index: usize) -> &'static str {
    text::guarantee_name(lang, GUARANTEES[index].id)
}

/// The jobs of the rows whose answers are not whole yet, in order.
pub fn open_rows(searches: &Searches) -> Vec<Job> {
    let jobs = searches.rows.strategies().filter_map(|strategy| searches.job_of(strategy));
    jobs.filter(|job| searches.whole_answer(job).is_none()).collect()
}
