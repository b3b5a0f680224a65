//! A search over faults as a job.

use std::fmt::Write as _;

use crate::explore::{
    Alphabet, Bounds, Counterexample, FaultKind, Finding, Progress, Report, Search, Verdict,
};
use crate::guarantee::GUARANTEES;
use crate::scenario::Scenario;

use super::{Answer, Job};

/// The first word of such a job.
pub(super) const KIND: &str = "search";

/// Most faults that a search of the page may try in one run.
pub const FAULTS_MAX: u8 = 3;

/// Events between two looks at the clock: about a millisecond in a browser.
const EVENTS_BETWEEN_LOOKS: u32 = 500;

/// Which faults a search may try, and how many in one run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Faults in one run at most, 1 to [`FAULTS_MAX`].
    pub faults: u8,
    /// Of which kinds.
    pub kinds: Kinds,
}

impl Budget {
    /// The faults that it tries.
    pub fn alphabet(self) -> Alphabet {
        Alphabet { kinds: self.kinds.iter().collect(), ..Alphabet::default() }
    }
}

/// A set of kinds of faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(u16);

impl Kinds {
    const NONE: Self = Self(0);

    /// These kinds.
    pub fn of(kinds: impl IntoIterator<Item = FaultKind>) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }

    /// Those of a search that nobody has told otherwise.
    pub fn usual() -> Self {
        Self::of(Alphabet::default().kinds)
    }

    /// Whether a kind is one of them.
    pub fn has(self, kind: FaultKind) -> bool {
        self.0 >> place(kind) & 1 == 1
    }

    fn with(self, kind: FaultKind) -> Self {
        Self(self.0 | 1 << place(kind))
    }

    /// With a kind if it is not among them, else without it.
    #[must_use]
    pub fn toggled(self, kind: FaultKind) -> Self {
        Self(self.0 ^ 1 << place(kind))
    }

    /// In the order of [`FaultKind::TRIED`].
    pub fn iter(self) -> impl Iterator<Item = FaultKind> {
        FaultKind::TRIED.into_iter().filter(move |kind| self.has(*kind))
    }
}

fn place(kind: FaultKind) -> usize {
    FaultKind::TRIED.iter().position(|known| *known == kind).unwrap_or_default()
}

impl Job {
    /// Every fault up to so many in the strategy and the settings of a scenario. Its own faults are
    /// left out: the search is to find them.
    pub fn search(scenario: &Scenario, Budget { faults, kinds }: Budget) -> Self {
        let bare = Scenario { seed: None, faults: Vec::new(), ..scenario.clone() };
        let mut text = format!("{KIND} {faults}");
        for kind in kinds.iter() {
            text.push(' ');
            text.push_str(kind.word());
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{bare}");
        Self(text.into())
    }

    /// Reads the answer to a search; `None` if it is none.
    pub fn read_report(&self, answer: Answer<'_>) -> Option<Report> {
        let (_, scenario) = read(self.of_kind(KIND)?)?;
        read_report(&Scenario::parse(scenario).ok()?, answer)
    }
}

fn read(question: &str) -> Option<(Budget, &str)> {
    let (budget, scenario) = question.split_once('\n')?;
    let mut words = budget.split(' ');
    let faults = words.next()?.parse().ok()?;
    let mut kinds = Kinds::NONE;
    for word in words {
        kinds = kinds.with(FaultKind::TRIED.into_iter().find(|kind| kind.word() == word)?);
    }
    Some((Budget { faults, kinds }, scenario))
}

/// A search that is being worked on.
#[derive(Debug)]
pub struct Runner(Search);

impl Runner {
    pub(super) fn start(question: &str) -> Option<Self> {
        let (budget, scenario) = read(question)?;
        let bounds = Bounds { faults: budget.faults.min(FAULTS_MAX), ..Bounds::default() };
        let scenario = Scenario::parse(scenario).ok()?;
        Some(Self(Search::new(&scenario, &budget.alphabet(), bounds)))
    }

    pub(super) fn go_on(&mut self) -> bool {
        self.0.run_for(EVENTS_BETWEEN_LOOKS).is_done
    }

    /// Whether it is whole, and its body.
    pub(super) fn answer(&self) -> (bool, String) {
        let report = self.0.report();
        (report.progress.is_done, write_report(&report))
    }

    /// What is known so far.
    pub fn report(&self) -> Report {
        self.0.report()
    }
}

/// A report as text: a line of numbers, then one line for each guarantee: whether anything
/// concerned it, how many budgets it keeps in every run, and the verdict, a broken one followed by
/// its faults.
fn write_report(report: &Report) -> String {
    let Progress { states, transitions, choices, paths, depth, faults, complete, frontier, .. } =
        report.progress;
    let budgets = counted(complete);
    let mut text =
        format!("{states} {transitions} {choices} {paths} {depth} {faults} {budgets} {frontier}");
    for Finding { verdict, complete, exercised, .. } in &report.findings {
        text.push('\n');
        text.push(if *exercised { '+' } else { '-' });
        // Writing to a string cannot fail.
        let _ = write!(text, "{}", counted(*complete));
        match verdict {
            Verdict::Holds => text.push('h'),
            Verdict::Limit => text.push('l'),
            Verdict::NotReplayed(_) => text.push('m'),
            Verdict::Broken(found) => {
                text.push('b');
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

/// How many budgets are complete: those of no fault, of one, and so on up to this one.
fn counted(complete: Option<u8>) -> u8 {
    complete.map_or(0, |faults| faults + 1)
}

fn read_report(scenario: &Scenario, answer: Answer<'_>) -> Option<Report> {
    let mut lines = answer.body.lines();
    let mut numbers = lines.next()?.split(' ').map(|number| number.parse::<u64>().ok());
    let mut number = || numbers.next().flatten();
    let progress = Progress {
        states: number()?,
        transitions: number()?,
        choices: number()?,
        paths: number()?,
        depth: u32::try_from(number()?).ok()?,
        faults: u8::try_from(number()?).ok()?,
        complete: u8::try_from(number()?).ok()?.checked_sub(1),
        frontier: number()?,
        is_done: answer.is_whole,
    };
    let findings = GUARANTEES.iter().map(|guarantee| {
        let line = lines.next()?;
        let complete = line.get(1..2)?.parse::<u8>().ok()?.checked_sub(1);
        let verdict = read_verdict(scenario, line.get(2..)?)?;
        let exercised = line.starts_with('+');
        Some(Finding { guarantee: guarantee.id, verdict, complete, exercised })
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
            // The scenario of a job has no faults of its own.
            let did_not_happen = Vec::new();
            let found = Counterexample { scenario, faults, did_not_happen, step };
            Some(Verdict::Broken(Box::new(found)))
        }
    }
}
