//! "Break it": a search over every fault, what it found, and what can be done about it.

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::explore::{Finding, Progress, Report, Verdict};
use crate::guarantee::GUARANTEES;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::Lab;
use crate::ui::search::hook::Live;
use crate::ui::search::matrix::{cell, cell_words, name, receipt, tally};
use crate::ui::search::remedy::REMEDIES;
use crate::ui::search::state::Ask;

use super::handlers::does;
use super::icon::{Shape, icon};
use super::search_scope::{budget, kinds, left_out, search_scope};

/// The title, which takes the focus of who searches from elsewhere on the page.
pub const TITLE: &str = "search-title";

/// The panel.
pub fn break_panel(lab: &Lab, live: Option<&Live>) -> Html {
    let is_searching = !lab.wanted().is_empty();
    let known = || lab.search.answer(&lab.job()).map(|report| &**report);
    let report = live.map(|live| &*live.report).or_else(known);
    let words = lab.lang.words();
    let (id, shape, label, ask) = if is_searching {
        ("search-stop", Shape::Close, words.search_stop(), Ask::Stop)
    } else {
        ("break-it", Shape::Bolt, words.search_break_it(), Ask::Begin)
    };
    html! {
        <section class="search" aria-labelledby={TITLE}>
            <h2 id={TITLE} tabindex="-1">{ words.search_title() }</h2>
            <div class="row-of-buttons">
                <button type="button" {id} key="run" class="primary with-icon"
                    onclick={does(lab, Action::Search(ask))} title={words.search_break_it_help()}>
                    { icon(shape) }{ label }
                </button>
                { budget(lab, lab.search.budget) }
            </div>
            { progress(lab, is_searching, live, report) }
            <Follow found={report.map_or(0, |report| tally(report)[0])} />
            if let Some(report) = report {
                { left_out(lab) }
                { goal(lab, report) }
                { findings(lab, report) }
            } else if !is_searching {
                <p class="remark">{ words.search_break_it_help() }</p>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FollowProps {
    /// How many guarantees have been broken so far.
    found: usize,
}

/// Keeps what is found in view of a person who has searched from elsewhere on the page, and whose
/// focus was brought to the title here. Only what has been found makes room to scroll to it.
#[component]
fn Follow(props: &FollowProps) -> Html {
    use_effect_with(props.found, |_| {
        if browser::focused().is_some_and(|element| element.id() == TITLE) {
            browser::reveal(TITLE, ScrollLogicalPosition::Start);
        }
    });
    html! {}
}

/// Counts while a search goes on, and what it came to. Ten updates a second would drown who
/// listens: only the number of faults and the end are told aloud.
pub fn progress(
    lab: &Lab,
    is_searching: bool,
    live: Option<&Live>,
    report: Option<&Report>,
) -> Html {
    let words = lab.lang.words();
    let counts = live.map(|Live { report, rate, .. }| {
        let progress = &report.progress;
        let depth = u64::from(progress.depth);
        let Progress { states, transitions, frontier, .. } = *progress;
        text::search_counts(lab.lang, [states, transitions, depth, frontier, *rate])
    });
    let told = match (is_searching, report) {
        (true, known) => {
            words.search_searching(&known.map_or(1, |report| report.progress.faults.max(1)))
        }
        (false, Some(report)) => {
            let [broken, holding, open] = tally(report);
            words.search_ended(&broken, &holding, &open)
        }
        (false, None) => String::new(),
    };
    let ended = report.filter(|_| !is_searching);
    let why_open = ended.and_then(|report| why_open(lab, report));
    let seen = ended.map(|report| receipt(lab.lang, report));
    html! {
        <div class="progress" aria-busy={is_searching.to_string()}>
            <p role="status">{ told }</p>
            if let Some(why) = why_open {
                <p class="remark">{ why }</p>
            }
            <p class="remark" id="counts">{ counts.or(seen) }</p>
        </div>
    }
}

/// Why something was not decided, if anything was not.
fn why_open(lab: &Lab, report: &Report) -> Option<String> {
    let words = lab.lang.words();
    let is_mistake = |found: &Finding| matches!(found.verdict, Verdict::NotReplayed(_));
    if report.findings.iter().any(is_mistake) {
        return Some(words.search_mistake_help().to_owned());
    }
    let open = report.findings.iter().filter(|found| found.verdict == Verdict::Limit);
    open.map(|found| found.complete).min().map(|faults| text::open_help(lab.lang, faults))
}

/// Whether a change has mended what was broken, and what else can be tried.
fn goal(lab: &Lab, report: &Report) -> Html {
    let words = lab.lang.words();
    let place = |id: &str| GUARANTEES.iter().position(|known| known.id == id);
    let Some(goal) = &lab.search.goal else { return html! {} };
    // What was opened is broken; what a change makes of it is worth saying.
    let changed = Some(goal).filter(|goal| goal.job != lab.job());
    let said = changed.and_then(|goal| place(goal.guarantee)).and_then(|index| {
        let name = name(lab.lang, index);
        match &report.findings[index].verdict {
            Verdict::Broken(found) => {
                Some(("broken", words.search_still_broken(&found.faults, &name)))
            }
            Verdict::Holds => {
                Some(("holds", words.search_closed(&lab.search.budget.faults, &name)))
            }
            Verdict::Limit | Verdict::NotReplayed(_) => None,
        }
    });
    let is_broken = tally(report)[0] > 0;
    let fitting: Vec<_> = REMEDIES.iter().filter(|remedy| remedy.fits(lab.scenario())).collect();
    html! {
        <>
            if let Some((kind, sentence)) = said {
                <p class="goal" data-cell={kind} role="status">{ sentence }</p>
            }
            if is_broken && !fitting.is_empty() {
                <h3>{ words.search_repair() }</h3>
                <ul class="remedies">
                    { for fitting.into_iter().map(|remedy| html! {
                        <li>
                            <button type="button"
                                onclick={does(lab, Action::Search(Ask::Mend(*remedy)))}>
                                { "+ " }{ remedy.name(lab.lang) }
                            </button>
                        </li>
                    }) }
                </ul>
            }
        </>
    }
}

/// Every guarantee: the broken ones open their counterexample, the others are folded.
fn findings(lab: &Lab, report: &Report) -> Html {
    let words = lab.lang.words();
    let of_kind = |kind: &'static str| {
        report.findings.iter().enumerate().filter(move |(_, found)| cell(found).kind == kind)
    };
    let fold = |kind: &'static str, title: &'static str| {
        let found: Vec<_> = of_kind(kind).map(|(index, _)| name(lab.lang, index)).collect();
        html! {
            if !found.is_empty() {
                <details data-cell={kind}>
                    <summary>{ format!("{title} ({})", found.len()) }</summary>
                    <ul>{ for found.into_iter().map(|name| html! { <li>{ name }</li> }) }</ul>
                    if kind == "holds" {
                        { search_scope(lab) }
                    }
                </details>
            }
        }
    };
    html! {
        <>
            <ul class="found">
                { for of_kind("broken").map(|(index, found)| row(lab, index, found)) }
            </ul>
            { fold("open", words.search_open()) }
            { fold("holds", words.search_holds()) }
            { fold("idle", words.search_idle()) }
            <details>
                <summary>{ words.search_tried() }</summary>
                { kinds(lab, lab.search.budget) }
                { search_scope(lab) }
            </details>
        </>
    }
}

fn row(lab: &Lab, index: usize, finding: &Finding) -> Html {
    let Some(found) = finding.counterexample() else { return html! {} };
    let is_goal = lab.search.goal.as_ref().is_some_and(|goal| goal.guarantee == finding.guarantee);
    let is_shown = is_goal && *lab.scenario() == found.scenario;
    let ask = Ask::Open(finding.guarantee, Box::new(found.clone()));
    let faults = found.scenario.faults.iter().map(|fault| text::fault_sentence(lab.lang, fault));
    html! {
        <li key={finding.guarantee} data-guarantee={finding.guarantee}>
            <button type="button" onclick={does(lab, Action::Search(ask))}
                aria-current={is_shown.then_some("true")}
                title={faults.collect::<Vec<_>>().join("\n")}>
                <span class="glyph" aria-hidden="true">{ cell(finding).glyph }</span>
                <span>{ name(lab.lang, index) }</span>
                <small>{ cell_words(lab.lang, finding) }</small>
            </button>
        </li>
    }
}
