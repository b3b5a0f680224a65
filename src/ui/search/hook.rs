//! What is wanted gets an answer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::explore::{Progress, Report};
use crate::job::{Answer, Job};
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::Lab;
use crate::ui::state::AppState;

use super::crew::Told;
use super::pool::Pool;
use super::state::Ask;

/// How long answers gather before the page shows them: drawing costs more than many a search.
const GATHER_MILLIS: u32 = 100;

/// Searches that go on.
#[derive(Clone, PartialEq, Debug)]
pub struct Live {
    /// One of them.
    pub job: Job,
    /// What is known so far. Of several searches it has the sum of their progress, and no findings.
    pub report: Rc<Report>,
    /// Events a second.
    pub rate: u64,
}

/// Has the jobs answered that the state wants: each answer, or what there was of it when the wish
/// ended, becomes part of the state. Says how far the searches have come.
#[hook]
pub fn use_search(lab: &Lab) -> Option<Live> {
    let wanted = lab.wanted();
    let live = use_state(|| None::<Live>);
    let desk = use_mut_ref(|| Desk::new(lab.dispatcher(), live.setter()));
    use_effect_with(wanted.clone(), move |wanted| Desk::want(&desk, wanted));
    (*live).clone().filter(|live| wanted.contains(&live.job))
}

/// Gathers answers for the page.
#[derive(Debug)]
struct Desk {
    pool: Pool,
    dispatcher: UseReducerDispatcher<AppState>,
    live: UseStateSetter<Option<Live>>,
    /// What the state does not know yet.
    news: Vec<(Job, Rc<Report>)>,
    /// What the searches came to that have ended since all of this began.
    ended: Progress,
    began: f64,
    next_look: Option<Timeout>,
}

impl Desk {
    fn new(dispatcher: UseReducerDispatcher<AppState>, live: UseStateSetter<Option<Live>>) -> Self {
        let (news, ended) = (Vec::new(), Progress::default());
        Self { pool: Pool::default(), dispatcher, live, news, ended, began: 0.0, next_look: None }
    }

    fn want(desk: &Rc<RefCell<Self>>, wanted: &[Job]) {
        let mut this = desk.borrow_mut();
        if this.pool.is_idle() {
            this.ended = Progress::default();
            this.began = browser::now();
        }
        let (kept, given_up) =
            std::mem::take(&mut this.news).into_iter().partition(|(job, _)| wanted.contains(job));
        this.news = kept;
        this.remember(given_up);
        let tell = {
            let desk = Rc::downgrade(desk);
            Callback::from(move |told| {
                if let Some(desk) = desk.upgrade() {
                    Self::hear(&desk, told);
                }
            })
        };
        this.pool.want(wanted, tell);
    }

    fn hear(desk: &Rc<RefCell<Self>>, told: Told) {
        let mut this = desk.borrow_mut();
        match told {
            Told::Answer(job, text) => {
                let answer = Answer::read(&text);
                if let Some(report) = answer.and_then(|answer| job.read_report(answer)) {
                    this.note(job, report);
                }
            }
            // A bound like the others: what is not known yet stays open.
            Told::Lost(job, trouble) => {
                this.dispatcher.dispatch(Action::Search(Ask::Fail(trouble)));
                let known = this.news.iter().find(|(known, _)| *known == job);
                let mut report = known.map_or_else(Report::unknown, |(_, known)| (**known).clone());
                report.progress.is_done = true;
                this.note(job, report);
            }
            Told::Trouble(trouble) => {
                this.dispatcher.dispatch(Action::Search(Ask::Fail(trouble)));
            }
        }
        if this.pool.is_idle() {
            this.look();
        } else if this.next_look.is_none() {
            let desk = Rc::clone(desk);
            let look = move || desk.borrow_mut().look();
            this.next_look = Some(Timeout::new(GATHER_MILLIS, look));
        }
    }

    fn note(&mut self, job: Job, report: Report) {
        self.news.retain(|(known, _)| *known != job);
        self.news.push((job, Rc::new(report)));
    }

    /// Hands on what has gathered.
    fn look(&mut self) {
        self.next_look = None;
        let (ended, going_on) = std::mem::take(&mut self.news)
            .into_iter()
            .partition(|(_, known)| known.progress.is_done);
        self.news = going_on;
        for (_, report) in &ended {
            self.ended = sum(self.ended, report.progress);
        }
        self.live.set(self.live());
        self.remember(ended);
    }

    fn remember(&self, known: Vec<(Job, Rc<Report>)>) {
        for (job, report) in known {
            self.dispatcher.dispatch(Action::Search(Ask::Answer(job, report)));
        }
    }

    fn live(&self) -> Option<Live> {
        let (job, report) = self.news.first()?.clone();
        let is_only = self.news.len() == 1 && self.ended == Progress::default();
        let going_on = self.news.iter().map(|(_, report)| report.progress);
        let progress = going_on.fold(self.ended, sum);
        let report =
            if is_only { report } else { Rc::new(Report { progress, findings: Vec::new() }) };
        Some(Live { job, report, rate: rate(progress, browser::now() - self.began) })
    }
}

/// What two searches came to.
fn sum(one: Progress, other: Progress) -> Progress {
    Progress {
        states: one.states + other.states,
        transitions: one.transitions + other.transitions,
        choices: one.choices + other.choices,
        paths: one.paths + other.paths,
        depth: one.depth.max(other.depth),
        faults: one.faults.max(other.faults),
        complete: one.complete.min(other.complete),
        frontier: one.frontier + other.frontier,
        is_done: false,
    }
}

/// Events a second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate for people")]
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(progress: Progress, millis: f64) -> u64 {
    (progress.transitions as f64 * 1_000.0 / millis.max(1.0)) as u64
}
