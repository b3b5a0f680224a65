//! What a search on the page does to what is shown, and which searches are wanted.

use crate::job::Job;
use crate::job::search::{Budget, FAULTS_MAX};
use crate::program::catalogue;
use crate::scenario::settings;
use crate::ui::notice::Notice;
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::search::matrix::open_rows;
use crate::ui::search::remedy::Remedy;
use crate::ui::search::state::{Ask, Folding, Goal, Trouble};
use crate::ui::state::AppState;

impl AppState {
    /// What the lab's panel asks about.
    pub fn job(&self) -> Job {
        Job::search(self.scenario(), self.search.budget)
    }

    /// The jobs to work on, the first ones first: what the lab asks, or every open row of the
    /// matrix.
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

    pub(super) fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Faults(faults) => self.budget().faults = faults.clamp(1, FAULTS_MAX),
            Ask::Toggle(kind) => {
                let budget = self.budget();
                budget.kinds = budget.kinds.toggled(kind);
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
                self.leave_matrix();
                self.leave_for(&found.scenario, None, Position::Step(found.step));
                self.seek(found.step);
                self.maps.point_at(Some(guarantee));
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
            Ask::Examine(strategy, guarantee) => self.examine(strategy, guarantee),
            Ask::ShowStrategies(folding) => {
                self.search.rows.is_whole = folding == Folding::Unfolded;
            }
            Ask::ShowAll(folding) => self.search.shows_all = folding == Folding::Unfolded,
        }
    }

    /// The budget of the page that is shown.
    fn budget(&mut self) -> &mut Budget {
        if self.page == Page::Guarantees {
            &mut self.search.matrix_budget
        } else {
            &mut self.search.budget
        }
    }

    /// To the lab, whose search is then about the same faults as the matrix.
    fn leave_matrix(&mut self) {
        if self.page == Page::Guarantees {
            self.search.budget = self.search.matrix_budget;
        }
        self.page = Page::Lab;
    }

    /// The run without faults of a row, and beside it what was tried for a guarantee.
    fn examine(&mut self, strategy: &'static str, guarantee: &'static str) {
        let row = catalogue::strategy(strategy).and_then(|row| self.search.scenario_of(row));
        let Some(scenario) = row else { return };
        self.leave_matrix();
        self.leave_for(&scenario, None, Position::End);
        self.maps.point_at(Some(guarantee));
        self.search.is_on = true;
    }
}
