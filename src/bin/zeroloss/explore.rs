//! `zeroloss explore`: every fault up to a budget, and what it does to each guarantee.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Instant;

use zeroloss::explore::Matrix;
use zeroloss::explore::{Alphabet, Bounds, FaultKind, Finding, Report, Search, Verdict};
use zeroloss::program::catalogue::strategies;
use zeroloss::program::suggest::nearest;
use zeroloss::run::golden_hash;
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::Down;
use zeroloss::sim::time::SimDuration;

use crate::arguments::{Arguments, Flag};
use crate::{Answer, BadInput, Ending, run, source};

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
];

/// The longest budget that is worth typing: each fault more takes about a hundred times as long.
const FAULTS_MAX: u8 = 5;

/// States that a search on the command line may keep: about a gigabyte.
const STATES_MAX: u32 = 30_000_000;

/// Events between two lines of progress: a few tenths of a second.
const SLICE: u32 = 300_000;

/// A search that is over.
struct Searched {
    name: String,
    report: Report,
    seconds: f64,
}

/// Searches strategies.
pub fn explore(arguments: &Arguments) -> Result<Answer, BadInput> {
    arguments.no_operands("explore")?;
    if let [first, second] = arguments.chosen(&["--json", "--markdown"]).as_slice() {
        return Err(BadInput(format!("{first} and {second} exclude each other; choose one form")));
    }
    let bounds = Bounds { faults: faults(arguments)?, states_max: STATES_MAX, ..Bounds::default() };
    let alphabet = alphabet(arguments)?;
    let mut scenarios = scenarios(arguments)?;
    for (_, scenario) in &mut scenarios {
        for assignment in arguments.values("--set") {
            run::set(scenario, assignment)?;
        }
    }
    if arguments.has("--markdown") {
        let named = scenarios.iter().map(|(name, scenario)| (name.clone(), scenario));
        let mut matrix = Matrix::new(named, &alphabet, bounds);
        while !matrix.run_for(SLICE) {
            let done = matrix.rows().iter().filter(|row| row.search.progress().is_done).count();
            tell(&format!("{done} of {} searched", matrix.rows().len()));
        }
        tell("");
        return Ok(Answer::done(matrix.markdown()));
    }
    let searched: Vec<_> = scenarios
        .into_iter()
        .map(|(name, scenario)| search(name, &scenario, &alphabet, bounds))
        .collect();
    let output =
        if arguments.has("--json") { json(&searched, bounds)? } else { text(&searched, bounds) };
    // A counterexample whose own run disagrees is a mistake of this program, not of its input.
    let is_sound = |finding: &Finding| !matches!(finding.verdict, Verdict::NotReplayed(_));
    let ending = if searched.iter().all(|one| one.report.findings.iter().all(is_sound)) {
        Ending::Done
    } else {
        Ending::NotMet("a counterexample does not replay; please report this".to_owned())
    };
    Ok(Answer { output, ending })
}

fn scenarios(arguments: &Arguments) -> Result<Vec<(String, Scenario)>, BadInput> {
    let mut names: Vec<_> = arguments.values("--strategy").map(str::to_owned).collect();
    if names.is_empty() {
        names = strategies().iter().map(|strategy| strategy.id.to_owned()).collect();
    }
    names.into_iter().map(|name| source::scenario(&name).map(|found| (name, found))).collect()
}

fn faults(arguments: &Arguments) -> Result<u8, BadInput> {
    let Some(text) = arguments.value("--faults") else { return Ok(Bounds::default().faults) };
    text.parse().ok().filter(|faults| *faults <= FAULTS_MAX).ok_or_else(|| {
        BadInput(format!("--faults {text}: write a number from 0 to {FAULTS_MAX}, like 2"))
    })
}

fn alphabet(arguments: &Arguments) -> Result<Alphabet, BadInput> {
    let mut alphabet = Alphabet::default();
    let outages = arguments.values("--outage").map(|text| {
        let parsed = text.parse::<SimDuration>();
        parsed.map(Down::For).map_err(|_| {
            BadInput(format!("--outage {text}: write a number and a unit, like 420s or 10m"))
        })
    });
    let outages = outages.collect::<Result<Vec<_>, _>>()?;
    if !outages.is_empty() {
        alphabet.outages = outages;
    }
    if let Some(words) = arguments.value("--kinds") {
        alphabet.kinds =
            words.split(',').map(|word| kind(word.trim())).collect::<Result<_, _>>()?;
    }
    Ok(alphabet)
}

fn kind(word: &str) -> Result<FaultKind, BadInput> {
    FaultKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
        let words = FaultKind::ALL.map(FaultKind::word);
        BadInput(match nearest(word, words) {
            Some(meant) => format!("--kinds {word}: no such fault; did you mean `{meant}`?"),
            None => format!("--kinds {word}: kinds are {}", words.join(", ")),
        })
    })
}

fn search(name: String, scenario: &Scenario, alphabet: &Alphabet, bounds: Bounds) -> Searched {
    let start = Instant::now();
    let mut search = Search::new(scenario, alphabet, bounds);
    loop {
        let progress = search.run_for(SLICE);
        if progress.is_done {
            break;
        }
        tell(&format!(
            "{name}: {}, {} states, {} events, {} runs to extend",
            plural(progress.faults),
            progress.states,
            progress.transitions,
            progress.frontier
        ));
    }
    tell("");
    Searched { name, report: search.report(), seconds: start.elapsed().as_secs_f64() }
}

/// Shows progress where a person watches: one line that the next one replaces.
fn tell(line: &str) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        // If that fails there is nobody who watches.
        let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
    }
}

fn text(searched: &[Searched], bounds: Bounds) -> String {
    let mut text = String::new();
    for Searched { name, report, seconds } in searched {
        let progress = report.progress;
        let _ = writeln!(
            text,
            "{name}: up to {}, {} states, {} events, {} runs, depth {}, {seconds:.2} s",
            plural(bounds.faults),
            progress.states,
            progress.transitions,
            progress.paths,
            progress.depth
        );
        for finding in &report.findings {
            let _ = writeln!(text, "  {:21} {}", finding.guarantee, sentence(finding, bounds));
        }
        text.push('\n');
    }
    text
}

fn plural(faults: u8) -> String {
    if faults == 1 { "1 fault".to_owned() } else { format!("{faults} faults") }
}

fn sentence(finding: &Finding, bounds: Bounds) -> String {
    match &finding.verdict {
        Verdict::Holds if finding.exercised => format!("holds under {}", plural(bounds.faults)),
        Verdict::Holds => "never concerned".to_owned(),
        Verdict::Limit => "not decided: a limit was reached".to_owned(),
        Verdict::NotReplayed(_) => "not decided: its counterexample does not replay".to_owned(),
        Verdict::Broken(found) if found.faults == 0 => {
            format!("broken without a fault, at step {}", found.step)
        }
        Verdict::Broken(found) => {
            let added = found.scenario.faults.len() - found.faults;
            let faults: Vec<_> =
                found.scenario.faults[added..].iter().map(ToString::to_string).collect();
            format!("broken by {} at step {}: {}", found.faults, found.step, faults.join("; "))
        }
    }
}

#[derive(serde::Serialize)]
struct Results<'a> {
    model: String,
    results: Vec<Row<'a>>,
}

#[derive(serde::Serialize)]
struct Row<'a> {
    strategy: &'a str,
    faults: u8,
    states: u64,
    transitions: u64,
    choices: u64,
    runs: u64,
    depth: u32,
    seconds: f64,
    guarantees: Vec<Cell>,
}

#[derive(serde::Serialize)]
struct Cell {
    id: &'static str,
    verdict: &'static str,
    faults: usize,
    exercised: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
}

fn json(searched: &[Searched], bounds: Bounds) -> Result<String, BadInput> {
    let results = searched.iter().map(|one| Row::of(one, bounds)).collect();
    let results = Results { model: format!("{:016x}", golden_hash()), results };
    let text = serde_json::to_string_pretty(&results);
    text.map(|text| text + "\n").map_err(|error| BadInput(format!("the results: {error}")))
}

impl<'a> Row<'a> {
    fn of(Searched { name, report, seconds }: &'a Searched, bounds: Bounds) -> Self {
        Self {
            strategy: name,
            faults: bounds.faults,
            states: report.progress.states,
            transitions: report.progress.transitions,
            choices: report.progress.choices,
            runs: report.progress.paths,
            depth: report.progress.depth,
            seconds: *seconds,
            guarantees: report.findings.iter().map(|finding| cell(finding, bounds)).collect(),
        }
    }
}

fn cell(finding: &Finding, bounds: Bounds) -> Cell {
    let found = finding.counterexample();
    Cell {
        id: finding.guarantee,
        verdict: match finding.verdict {
            Verdict::Holds => "holds",
            Verdict::Broken(_) => "broken",
            Verdict::Limit | Verdict::NotReplayed(_) => "limit",
        },
        faults: found.map_or(usize::from(bounds.faults), |found| found.faults),
        exercised: finding.exercised,
        step: found.map(|found| found.step),
        scenario: found.map(|found| found.scenario.to_string()),
    }
}
