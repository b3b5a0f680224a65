//! What the page remembers of its searches.

use std::rc::Rc;

use crate::explore::{Counterexample, FaultKind, Report};
use crate::job::Job;
use crate::job::search::Budget;
use crate::program::catalogue;
use crate::scenario::settings::changed;
use crate::scenario::{Scenario, Strategy};
use crate::shop::config::Config;

use super::remedy::Remedy;
use super::rows::{Restriction, Rows};
use super::wishes::Wishes;

/// Answers that are remembered; the oldest goes first. Each takes a few kilobytes.
const ANSWERS_MAX: usize = 400;

/// Searches: what is wanted and what is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Searches {
    /// Which faults may strike in the lab's search, and how many in one run.
    pub budget: Budget,
    /// The same of the matrix.
    pub matrix_budget: Budget,
    /// Whether the lab searches what it shows, and again after each change.
    pub is_on: bool,
    /// The counterexample that was opened last: what a remedy is to mend.
    pub goal: Option<Goal>,
    /// The settings of the matrix.
    pub config: Config,
    /// The strategies of the matrix.
    pub rows: Rows,
    /// Whether the matrix waits.
    pub is_matrix_stopped: bool,
    /// Whether the matrix shows every guarantee, or only those that tell most.
    pub shows_all: bool,
    answers: Vec<(Job, Rc<Report>)>,
}

/// A counterexample that was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goal {
    /// Of which guarantee.
    pub guarantee: &'static str,
    /// What the search was about.
    pub job: Job,
}

/// What a person or a search wants.
#[derive(Clone, Debug)]
pub enum Ask {
    /// This many faults at most.
    Faults(u8),
    /// Faults of this kind may strike, or may not.
    Toggle(FaultKind),
    /// Search what the lab shows.
    Begin,
    /// Stop: the lab's search, or the matrix.
    Stop,
    /// Goes on with the matrix.
    Resume,
    /// An answer, or as much of one as there was when it was stopped.
    Answer(Job, Rc<Report>),
    /// Something is wrong with the searches, which end unless they go on in another way.
    Fail(Trouble),
    /// Opens a counterexample of a guarantee in the lab.
    Open(&'static str, Box<Counterexample>),
    /// Switches a remedy on.
    Mend(Remedy),
    /// `set KEY VALUE` for the matrix.
    SetMatrix(&'static str, String),
    /// Restricts the rows of the matrix, by the word of a value.
    ShowRows(Restriction, String),
    /// Shows every guarantee in the matrix, or not.
    ShowAll(Folding),
    /// Shows every strategy in the matrix, or not.
    ShowStrategies(Folding),
    /// Opens a strategy of the matrix in the lab, with what was tried for a guarantee.
    Examine(&'static str, &'static str),
}

/// What can be wrong with a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The program that searches cannot be loaded.
    Missing,
    /// The server answers with a page where that program should be, as many do for every address
    /// that they do not know.
    Page,
    /// No worker starts. The page's own thread searches.
    Alone,
    /// A worker ended, or says nothing any more: most likely it was refused more memory.
    Ended,
    /// The program that searches failed, and said this.
    Broke(String),
}

/// Whether something is unfolded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Folding {
    /// Only what matters most.
    Folded,
    /// Everything.
    Unfolded,
}

impl Default for Searches {
    fn default() -> Self {
        Self::new(&Wishes::default())
    }
}

impl Searches {
    /// Searches that have not begun.
    pub fn new(wishes: &Wishes) -> Self {
        Self {
            budget: wishes.budget(),
            matrix_budget: wishes.matrix_budget(),
            is_on: false,
            goal: None,
            config: wishes.config(),
            rows: wishes.rows,
            is_matrix_stopped: false,
            shows_all: false,
            answers: Vec::new(),
        }
    }

    /// What is known about a job, whole or in part.
    pub fn answer(&self, job: &Job) -> Option<&Rc<Report>> {
        self.answers.iter().find(|(known, _)| known == job).map(|(_, report)| report)
    }

    /// What is known about a job, if nothing is left to search.
    pub fn whole_answer(&self, job: &Job) -> Option<&Rc<Report>> {
        self.answer(job).filter(|report| report.progress.is_done)
    }

    /// The job of a cell's row: a strategy under the settings of the matrix.
    pub fn job_of(&self, strategy: &catalogue::Strategy) -> Option<Job> {
        Some(Job::search(&self.scenario_of(strategy)?, self.matrix_budget))
    }

    /// What a row is about.
    pub fn scenario_of(&self, strategy: &catalogue::Strategy) -> Option<Scenario> {
        let strategy = Strategy::shipped(strategy.id).ok()?;
        Some(Scenario { config: self.config.clone(), ..Scenario::of(strategy) })
    }

    /// What an address says of the matrix.
    pub fn wishes(&self) -> Wishes {
        let settings = changed(&self.config).map(|(key, value)| (key.to_owned(), value));
        let Budget { faults, kinds } = self.matrix_budget;
        let usual = Wishes::default().matrix_budget().kinds;
        let kinds = Some(kinds).filter(|kinds| *kinds != usual);
        Wishes { faults, kinds, settings: settings.collect(), rows: self.rows }
    }

    /// Remembers an answer in place of the one before.
    pub fn remember(&mut self, job: Job, report: Rc<Report>) {
        self.answers.retain(|(known, _)| *known != job);
        if self.answers.len() >= ANSWERS_MAX {
            self.answers.remove(0);
        }
        self.answers.push((job, report));
    }
}
