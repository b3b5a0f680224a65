//! A search as text: the question that is sent to a worker, and the answer that comes back.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::explore::{
    Alphabet, Bounds, Counterexample, Finding, Progress, Report, Search, Verdict,
};
use crate::guarantee::GUARANTEES;
use crate::scenario::Scenario;

/// Most faults that a search of the page may try in one run.
pub const FAULTS_MAX: u8 = 3;

/// Events between two looks at the clock: about a millisecond in a browser.
const EVENTS_BETWEEN_LOOKS: u32 = 500;

/// What to search, as text: how many faults, then the scenario without its own faults. Two equal
/// texts have the same answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job(Rc<str>);

impl Job {
    /// Every fault up to `faults` in the strategy and the settings of a scenario. Its own faults
    /// are left out: the search is to find them.
    pub fn new(scenario: &Scenario, faults: u8) -> Self {
        let bare = Scenario { seed: None, faults: Vec::new(), ..scenario.clone() };
        Self(format!("{faults}\n{bare}").into())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// How many faults at most.
    pub fn faults(&self) -> u8 {
        read(&self.0).map_or(0, |(faults, _)| faults)
    }

    /// Reads an answer to this job; `None` if it is none.
    pub fn read_answer(&self, text: &str) -> Option<Report> {
        let (_, scenario) = read(&self.0)?;
        read_report(&Scenario::parse(scenario).ok()?, text)
    }
}

fn read(job: &str) -> Option<(u8, &str)> {
    let (faults, scenario) = job.split_once('\n')?;
    Some((faults.parse().ok()?, scenario))
}

/// A job that is being worked on.
#[derive(Debug)]
pub struct Runner(Search);

impl Runner {
    /// Begins with a job; `None` if the text is none.
    pub fn start(job: &str) -> Option<Self> {
        let (faults, scenario) = read(job)?;
        let bounds = Bounds { faults: faults.min(FAULTS_MAX), ..Bounds::default() };
        let scenario = Scenario::parse(scenario).ok()?;
        Some(Self(Search::new(&scenario, &Alphabet::default(), bounds)))
    }

    /// Goes on until `is_over` or the end. Says whether that was the end.
    pub fn run_until(&mut self, mut is_over: impl FnMut() -> bool) -> bool {
        loop {
            if self.0.run_for(EVENTS_BETWEEN_LOOKS).is_done {
                return true;
            }
            if is_over() {
                return false;
            }
        }
    }

    /// What is known so far.
    pub fn report(&self) -> Report {
        self.0.report()
    }
}

/// A report as text: a line of numbers, then one line for each guarantee, a broken one followed by
/// its faults.
pub fn write_report(report: &Report) -> String {
    let Progress { states, transitions, choices, paths, depth, faults, frontier, is_done } =
        report.progress;
    let done = u8::from(is_done);
    let mut text =
        format!("{states} {transitions} {choices} {paths} {depth} {faults} {frontier} {done}");
    for Finding { verdict, exercised, .. } in &report.findings {
        text.push('\n');
        text.push(if *exercised { '+' } else { '-' });
        match verdict {
            Verdict::Holds => text.push('h'),
            Verdict::Limit => text.push('l'),
            Verdict::NotReplayed(_) => text.push('m'),
            Verdict::Broken(found) => {
                text.push('b');
                // Writing to a string cannot fail.
                let _ = write!(text, "{}", found.step);
                let faults = &found.scenario.faults;
                for fault in &faults[faults.len() - found.faults..] {
                    let _ = write!(text, ";{fault}");
                }
            }
        }
    }
    text
}

fn read_report(scenario: &Scenario, text: &str) -> Option<Report> {
    let mut lines = text.lines();
    let mut numbers = lines.next()?.split(' ').map(|number| number.parse::<u64>().ok());
    let mut number = || numbers.next().flatten();
    let progress = Progress {
        states: number()?,
        transitions: number()?,
        choices: number()?,
        paths: number()?,
        depth: u32::try_from(number()?).ok()?,
        faults: u8::try_from(number()?).ok()?,
        frontier: number()?,
        is_done: number()? == 1,
    };
    let findings = GUARANTEES.iter().map(|guarantee| {
        let line = lines.next()?;
        let verdict = read_verdict(scenario, line.get(1..)?)?;
        Some(Finding { guarantee: guarantee.id, verdict, exercised: line.starts_with('+') })
    });
    Some(Report { progress, findings: findings.collect::<Option<_>>()? })
}

fn read_verdict(scenario: &Scenario, text: &str) -> Option<Verdict> {
    match text {
        "h" => Some(Verdict::Holds),
        "l" => Some(Verdict::Limit),
        "m" => Some(Verdict::NotReplayed(None)),
        _ => {
            let mut parts = text.strip_prefix('b')?.split(';');
            let step = parts.next()?.parse().ok()?;
            let mut scenario = scenario.clone();
            let mut faults = 0;
            for fault in parts {
                scenario.add_fault(fault).ok()?;
                faults += 1;
            }
            Some(Verdict::Broken(Box::new(Counterexample { scenario, faults, step })))
        }
    }
}
