//! What searches found, as text, as Markdown and as JSON. The JSON is a contract: `docs/command.md`
//! describes it, and fields are only ever added.

use std::fmt::Write as _;

use serde::Serialize;

use zeroloss::explore::{self, Alphabet, Counterexample, FaultKind, Finding, Report, Verdict};
use zeroloss::run::golden_hash;
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::Fault;
use zeroloss::sim::time::SimDuration;
use zeroloss::text::{self, Lang};

use crate::{BadInput, terminal};

/// A search that is over, or that was stopped.
pub struct Searched {
    /// As it was named.
    pub name: String,
    /// What was searched: with what its seed drew among its faults.
    pub scenario: Scenario,
    /// So many of those faults it lists; the others its seed drew.
    pub listed: usize,
    /// Faults that the search could add at most.
    pub budget: u8,
    /// What it came to.
    pub report: Report,
    /// Whether a person stopped it.
    pub is_stopped: bool,
    /// How long it took.
    pub seconds: f64,
}

/// `1 fault`, `2 faults`.
pub fn plural(faults: u8) -> String {
    if faults == 1 { "1 fault".to_owned() } else { format!("{faults} faults") }
}

/// For people, a block of lines for each search.
pub fn text(all: &[Searched], alphabet: &Alphabet) -> String {
    let mut text = String::new();
    for one in all {
        let _ = writeln!(text, "{}", one.head());
        for note in one.notes() {
            let _ = writeln!(text, "  {note}");
        }
        for finding in &one.report.findings {
            let _ = writeln!(text, "  {:21} {}", finding.guarantee, one.sentence(finding));
        }
        text.push('\n');
    }
    text + &scopes(all, alphabet)
}

/// One table, with what belongs to it below.
pub fn markdown(all: &[Searched], alphabet: &Alphabet) -> String {
    let reports: Vec<_> = all.iter().map(|one| (&*one.name, &one.report)).collect();
    let mut text = explore::markdown(&reports);
    text.push('\n');
    for one in all {
        let stopped = one.is_stopped.then(|| format!("stopped; {}", one.extent()));
        for note in one.notes().into_iter().chain(stopped) {
            let _ = writeln!(text, "{}: {note}\n", one.name);
        }
    }
    text + &scopes(all, alphabet)
}

/// What the searches tried and what not: once, if it is the same for all.
fn scopes(all: &[Searched], alphabet: &Alphabet) -> String {
    let mut text = String::new();
    let mut scopes: Vec<(String, Vec<&str>)> = Vec::new();
    for one in all {
        let scope = one.scope(alphabet);
        match scopes.iter_mut().find(|(known, _)| *known == scope) {
            Some((_, names)) => names.push(&one.name),
            None => scopes.push((scope, vec![&one.name])),
        }
    }
    let is_one = scopes.len() == 1;
    for (scope, names) in scopes {
        let whose = if is_one { String::new() } else { format!("{}: ", names.join(", ")) };
        let _ = writeln!(text, "{whose}{scope}");
    }
    text
}

impl Searched {
    fn head(&self) -> String {
        let progress = self.report.progress;
        let stopped = if self.is_stopped { "stopped; " } else { "" };
        format!(
            "{}: {stopped}{}, {} states, {} events, {} runs, depth {}, {:.2} s",
            self.name,
            self.extent(),
            progress.states,
            progress.transitions,
            progress.paths,
            progress.depth,
            self.seconds
        )
    }

    /// How far it was to go, and how far it came if that is less.
    fn extent(&self) -> String {
        let budget = format!("up to {}", plural(self.budget));
        match self.report.progress.complete {
            Some(complete) if complete == self.budget => budget,
            Some(complete) => format!("{budget}, complete up to {}", plural(complete)),
            None => format!("{budget}, nothing complete"),
        }
    }

    /// The faults that it has of its own.
    fn notes(&self) -> Vec<String> {
        let (listed, drawn) = self.scenario.faults.split_at(self.listed);
        let note = |faults: &[Fault], from: &str| {
            let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
            (!texts.is_empty()).then(|| format!("{from}, not counted: {}", texts.join("; ")))
        };
        let notes = [note(listed, "its own faults"), note(drawn, "drawn from its seed")];
        notes.into_iter().flatten().collect()
    }

    /// What it tried and what not.
    fn scope(&self, alphabet: &Alphabet) -> String {
        text::searched(Lang::En, alphabet, self.scenario.config.restart_after).join(" ")
    }

    fn sentence(&self, finding: &Finding) -> String {
        match &finding.verdict {
            Verdict::Holds if finding.exercised => format!("holds under {}", plural(self.budget)),
            Verdict::Holds => "never concerned".to_owned(),
            Verdict::Limit => self.undecided(finding),
            Verdict::NotReplayed(_) => "not decided: its counterexample does not replay".to_owned(),
            Verdict::Broken(found) => broken(found),
        }
    }

    fn undecided(&self, finding: &Finding) -> String {
        let why = if self.is_stopped { "it was stopped" } else { "a limit was reached" };
        match finding.complete {
            None => format!("not decided: {why}"),
            Some(complete) => {
                let known = if finding.exercised { "holds" } else { "never concerned" };
                let next = plural(complete.saturating_add(1));
                format!("not decided under {next}: {why}; {known} under {}", plural(complete))
            }
        }
    }
}

fn broken(found: &Counterexample) -> String {
    let faults = &found.scenario.faults;
    let texts = |faults: &mut dyn Iterator<Item = &Fault>| {
        faults.map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    let mut text = match found.faults {
        0 => format!("broken without a fault, at step {}", found.step),
        count => {
            let added = texts(&mut faults[faults.len() - count..].iter());
            format!("broken by {count} at step {}: {added}", found.step)
        }
    };
    if !found.did_not_happen.is_empty() {
        let idle = texts(&mut did_not_happen(found));
        let _ = write!(text, "; did not happen: {idle}");
    }
    text
}

fn did_not_happen(found: &Counterexample) -> impl Iterator<Item = &Fault> {
    found.did_not_happen.iter().filter_map(|&index| found.scenario.faults.get(index))
}

#[derive(Serialize)]
struct Found<'a> {
    model: String,
    stopped: bool,
    results: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    strategy: &'a str,
    faults: u8,
    complete_faults: Option<u8>,
    own_faults: Vec<String>,
    drawn: Vec<String>,
    searched: Scope,
    states: u64,
    transitions: u64,
    choices: u64,
    runs: u64,
    depth: u32,
    seconds: f64,
    guarantees: Vec<Cell>,
}

#[derive(Serialize)]
struct Scope {
    kinds: Vec<KindRow>,
    text: String,
}

#[derive(Serialize)]
struct KindRow {
    kind: &'static str,
    lengths: Vec<String>,
}

#[derive(Serialize)]
struct Cell {
    id: &'static str,
    verdict: &'static str,
    faults: usize,
    complete_faults: Option<u8>,
    exercised: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    did_not_happen: Option<Vec<String>>,
}

/// For programs.
pub fn json(all: &[Searched], alphabet: &Alphabet) -> Result<String, BadInput> {
    let found = Found {
        model: format!("{:016x}", golden_hash()),
        stopped: all.iter().any(|one| one.is_stopped),
        results: all.iter().map(|one| Row::of(one, alphabet)).collect(),
    };
    terminal::json("the results", &found)
}

impl<'a> Row<'a> {
    fn of(one: &'a Searched, alphabet: &Alphabet) -> Self {
        let progress = one.report.progress;
        let own_faults: Vec<_> = one.scenario.faults.iter().map(ToString::to_string).collect();
        Self {
            strategy: &one.name,
            faults: one.budget,
            complete_faults: progress.complete,
            drawn: own_faults[one.listed..].to_vec(),
            own_faults,
            searched: Scope::of(one, alphabet),
            states: progress.states,
            transitions: progress.transitions,
            choices: progress.choices,
            runs: progress.paths,
            depth: progress.depth,
            seconds: one.seconds,
            guarantees: one.report.findings.iter().map(|finding| Cell::of(finding, one)).collect(),
        }
    }
}

impl Scope {
    fn of(one: &Searched, alphabet: &Alphabet) -> Self {
        let length = |length: Option<SimDuration>| {
            length.map_or_else(|| "forever".to_owned(), |length| length.to_string())
        };
        let restart_after = one.scenario.config.restart_after;
        let kind = |kind: FaultKind| KindRow {
            kind: kind.word(),
            lengths: alphabet.lengths(kind, restart_after).into_iter().map(length).collect(),
        };
        let kinds = FaultKind::TRIED.into_iter().filter(|kind| alphabet.kinds.contains(kind));
        Self { kinds: kinds.map(kind).collect(), text: one.scope(alphabet) }
    }
}

impl Cell {
    fn of(finding: &Finding, one: &Searched) -> Self {
        let found = finding.counterexample();
        Self {
            id: finding.guarantee,
            verdict: match finding.verdict {
                Verdict::Holds => "holds",
                Verdict::Broken(_) => "broken",
                Verdict::Limit | Verdict::NotReplayed(_) => "limit",
            },
            faults: found.map_or(usize::from(one.budget), |found| found.faults),
            complete_faults: finding.complete,
            exercised: finding.exercised,
            step: found.map(|found| found.step),
            scenario: found.map(|found| found.scenario.to_string()),
            did_not_happen: found
                .map(|found| did_not_happen(found).map(ToString::to_string).collect()),
        }
    }
}
