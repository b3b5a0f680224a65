//! What the page remembers of its searches.

use std::rc::Rc;

use crate::explore::{Counterexample, FaultKind, Report};
use crate::job::Job;
use crate::job::search::{Budget, FAULTS_MAX};
use crate::program::catalogue;
use crate::scenario::{Scenario, Strategy, settings};
use crate::shop::config::Config;
use crate::ui::notice::Notice;
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::state::AppState;

use super::matrix::open_rows;
use super::remedy::Remedy;
use super::rows::{Restriction, Rows};
use super::wishes::Wishes;

/// Answers that are remembered; the oldest goes first. Each takes a few kilobytes.
const ANSWERS_MAX: usize = 400;

/// Searches: what is wanted and what is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Searches {
    /// Which faults may strike, and how many in one run.
    pub budget: Budget,
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
            budget: wishes.budget,
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
        Some(Job::search(&self.scenario_of(strategy)?, self.budget))
    }

    fn scenario_of(&self, strategy: &catalogue::Strategy) -> Option<Scenario> {
        let strategy = Strategy::shipped(strategy.id).ok()?;
        Some(Scenario { config: self.config.clone(), ..Scenario::of(strategy) })
    }

    fn remember(&mut self, job: Job, report: Rc<Report>) {
        self.answers.retain(|(known, _)| *known != job);
        if self.answers.len() >= ANSWERS_MAX {
            self.answers.remove(0);
        }
        self.answers.push((job, report));
    }
}

impl AppState {
    /// What the lab's panel asks about.
    pub fn job(&self) -> Job {
        Job::search(self.scenario(), self.search.budget)
    }

    /// The jobs to work on, the first ones first: what the lab asks, or every open row of the matrix.
    pub fn wanted(&self) -> Vec<Job> {
        match self.page {
            Page::Lab if self.search.is_on => {
                let job = Some(self.job());
                job.filter(|job| self.search.whole_answer(job).is_none()).into_iter().collect()
            }
            Page::Guarantees if !self.search.is_matrix_stopped => open_rows(&self.search),
            _ => Vec::new(),
        }
    }

    pub(in crate::ui) fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Faults(faults) => self.search.budget.faults = faults.clamp(1, FAULTS_MAX),
            Ask::Toggle(kind) => {
                self.search.budget.kinds = self.search.budget.kinds.toggled(kind);
            }
            Ask::Begin => self.search.is_on = true,
            Ask::Stop if self.page == Page::Lab => self.search.is_on = false,
            Ask::Stop => self.search.is_matrix_stopped = true,
            Ask::Resume => self.search.is_matrix_stopped = false,
            Ask::Answer(job, report) => self.search.remember(job, report),
            Ask::Fail(trouble) => {
                if matches!(trouble, Trouble::Missing | Trouble::Page) {
                    (self.search.is_on, self.search.is_matrix_stopped) = (false, true);
                }
                self.tell(Notice::Search(trouble));
            }
            Ask::Open(guarantee, found) => {
                self.page = Page::Lab;
                self.leave_for(&found.scenario, None, Position::Step(found.step));
                self.seek(found.step);
                self.search.goal = Some(Goal { guarantee, job: self.job() });
            }
            Ask::Mend(remedy) => {
                self.search.is_on = true;
                match remedy {
                    Remedy::Set(key, value) => {
                        self.edit_scenario(|scenario| scenario.set(key, value));
                    }
                    Remedy::Strategy(id, _) => self.choose_strategy(id),
                }
            }
            Ask::SetMatrix(key, value) => {
                // The list that offers the value has only those that the setting takes.
                let _ = settings::set(&mut self.search.config, key, &value);
            }
            Ask::ShowRows(restriction, value) => {
                // The list that offers the value has only those that exist.
                let _ = self.search.rows.set(restriction, &value);
            }
            Ask::ShowAll(folding) => self.search.shows_all = folding == Folding::Unfolded,
        }
    }
}
