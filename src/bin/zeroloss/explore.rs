//! `zeroloss explore`: every fault up to a budget, and what it does to each guarantee.

use std::time::Instant;

use zeroloss::explore::{Alphabet, Bounds, FaultKind, Finding, Search, Verdict};
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::{FAULTS_MAX, Scenario};
use zeroloss::sim::time::SimDuration;
use zeroloss::suggest::nearest;

use crate::arguments::{Arguments, Flag};
use crate::findings::{self, Searched, plural};
use crate::require::{REQUIRE, Requirement, unkept_in_search};
use crate::source::source;
use crate::stop::Stop;
use crate::terminal::tell;
use crate::{Answer, BadInput, Ending, run};

/// The flags of `explore`.
pub const FLAGS: &[Flag] = &[
    Flag {
        name: "--strategy",
        value: Some("ID"),
        help: "what to search, as `run` takes it; all strategies if there is none; may be repeated",
    },
    Flag { name: "--faults", value: Some("K"), help: "so many faults in one run at most; 1" },
    Flag {
        name: "--kinds",
        value: Some("KINDS"),
        help: "only these kinds of fault, like crash,lose,power-cut",
    },
    Flag {
        name: "--outage",
        value: Some("D"),
        help: "how long a crash lasts, like 420s; may be repeated",
    },
    Flag { name: "--json", value: None, help: "what is found, for programs" },
    Flag { name: "--markdown", value: None, help: "a table: guarantees against strategies" },
    Flag { name: "--set", value: Some("KEY=VALUE"), help: "a setting; may be repeated" },
    REQUIRE,
];

/// The longest budget that is worth typing: each fault more takes about a hundred times as long.
const BUDGET_MAX: u8 = 5;

/// States that a search on the command line may keep: about a gigabyte.
const STATES_MAX: u32 = 30_000_000;

/// Events between two lines of progress: a few tenths of a second.
const SLICE: u32 = 300_000;

/// What is searched.
struct Subject {
    name: String,
    scenario: Scenario,
    /// The guarantees that must hold.
    required: Vec<&'static str>,
}

/// Searches strategies.
pub fn explore(arguments: &Arguments) -> Result<Answer, BadInput> {
    arguments.no_operands("explore")?;
    if let [first, second] = arguments.chosen(&["--json", "--markdown"]).as_slice() {
        return Err(BadInput(format!("{first} and {second} exclude each other; choose one form")));
    }
    let stop = Stop::listen();
    let bounds = Bounds { faults: faults(arguments)?, states_max: STATES_MAX, ..Bounds::default() };
    let alphabet = alphabet(arguments)?;
    let subjects = subjects(arguments)?;
    let mut found = Vec::new();
    for Subject { name, scenario, .. } in &subjects {
        found.push(search(name, scenario, &alphabet, bounds, &stop)?);
    }
    let output = if arguments.has("--json") {
        findings::json(&found, &alphabet)?
    } else if arguments.has("--markdown") {
        findings::markdown(&found, &alphabet)
    } else {
        findings::text(&found, &alphabet)
    };
    Ok(Answer { output, ending: ending(&subjects, &found) })
}

fn ending(subjects: &[Subject], found: &[Searched]) -> Ending {
    if found.iter().any(|one| one.is_stopped) {
        return Ending::Stopped;
    }
    // A counterexample whose own run disagrees is a mistake of this program, not of its input.
    let is_unsound = |finding: &Finding| matches!(finding.verdict, Verdict::NotReplayed(_));
    let mut unmet = Vec::new();
    if found.iter().any(|one| one.report.findings.iter().any(is_unsound)) {
        unmet.push("a counterexample does not replay; please report this".to_owned());
    }
    for (Subject { name, required, .. }, one) in subjects.iter().zip(found) {
        unmet.extend(unkept_in_search(name, required, &one.report));
    }
    if unmet.is_empty() { Ending::Done } else { Ending::NotMet(unmet.join("\n")) }
}

fn subjects(arguments: &Arguments) -> Result<Vec<Subject>, BadInput> {
    let mut names: Vec<_> = arguments.values("--strategy").map(str::to_owned).collect();
    if names.is_empty() {
        names = strategies().iter().map(|strategy| strategy.id.to_owned()).collect();
    }
    let requirement = Requirement::read(arguments)?;
    let subject = |name: String| {
        let source = source(&name)?;
        let required = requirement.of(&name, &source)?;
        let mut scenario = source.scenario;
        for assignment in arguments.values("--set") {
            run::set(&mut scenario, assignment)?;
        }
        Ok(Subject { name, scenario, required })
    };
    names.into_iter().map(subject).collect()
}

fn faults(arguments: &Arguments) -> Result<u8, BadInput> {
    let Some(text) = arguments.value("--faults") else { return Ok(Bounds::default().faults) };
    text.parse().ok().filter(|faults| *faults <= BUDGET_MAX).ok_or_else(|| {
        BadInput(format!("--faults {text}: write a number from 0 to {BUDGET_MAX}, like 2"))
    })
}

fn alphabet(arguments: &Arguments) -> Result<Alphabet, BadInput> {
    let mut alphabet = Alphabet::default();
    let outages = arguments.values("--outage").map(|text| {
        text.parse::<SimDuration>().map_err(|_| {
            BadInput(format!("--outage {text}: write a number and a unit, like 420s or 10m"))
        })
    });
    let outages = outages.collect::<Result<Vec<_>, _>>()?;
    if !outages.is_empty() {
        alphabet = alphabet.with_outages(outages);
    }
    if let Some(words) = arguments.value("--kinds") {
        alphabet.kinds =
            words.split(',').map(|word| kind(word.trim())).collect::<Result<_, _>>()?;
    }
    Ok(alphabet)
}

fn kind(word: &str) -> Result<FaultKind, BadInput> {
    FaultKind::TRIED.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
        let words = FaultKind::TRIED.map(FaultKind::word);
        BadInput(match nearest(word, words) {
            Some(meant) => format!("--kinds {word}: no such fault; did you mean `{meant}`?"),
            None => format!("--kinds {word}: kinds are {}", words.join(", ")),
        })
    })
}

/// Searches a scenario until that is done or not wanted any more.
fn search(
    name: &str,
    scenario: &Scenario,
    alphabet: &Alphabet,
    bounds: Bounds,
    stop: &Stop,
) -> Result<Searched, BadInput> {
    let start = Instant::now();
    let mut search = Search::new(scenario, alphabet, bounds);
    let own = search.scenario().faults.len();
    if own + usize::from(bounds.faults) > FAULTS_MAX {
        return Err(BadInput(format!(
            "{name}: it has {own} faults of its own, and with {} more a counterexample would have \
             more than the {FAULTS_MAX} that a scenario may have",
            bounds.faults
        )));
    }
    while !search.progress().is_done && !stop.is_wanted() {
        let progress = search.run_for(SLICE);
        tell(&format!(
            "{name}: {}, {} states, {} events, {} runs to extend",
            plural(progress.faults),
            progress.states,
            progress.transitions,
            progress.frontier
        ));
    }
    tell("");
    Ok(Searched {
        name: name.to_owned(),
        scenario: search.scenario().clone(),
        listed: scenario.faults.len(),
        budget: bounds.faults,
        report: search.report(),
        is_stopped: !search.progress().is_done,
        seconds: start.elapsed().as_secs_f64(),
    })
}
