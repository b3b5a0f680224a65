//! What is wanted gets an answer.

use std::rc::Rc;

use yew::prelude::*;

use crate::explore::Report;
use crate::ui::app::Lab;
use crate::ui::state::Action;

use super::engine::{Engine, Told};
use super::job::Job;
use super::state::Ask;

/// A search that goes on.
#[derive(Clone, PartialEq, Debug)]
pub struct Live {
    /// Which.
    pub job: Job,
    /// What is known so far.
    pub report: Rc<Report>,
    /// Events a second.
    pub rate: u64,
}

/// Has the job answered that the state wants: the answer, or what there was of it when the wish
/// ended, becomes part of the state. Says how far the search has come.
#[hook]
pub fn use_search(lab: &Lab) -> Option<Live> {
    let wanted = lab.wanted();
    let live = use_state(|| None::<Live>);
    let engine = use_mut_ref(Engine::default);
    let dispatcher = lab.dispatcher();
    {
        let live = live.clone();
        use_effect_with(wanted.clone(), move |wanted| {
            let last = Rc::new(std::cell::RefCell::new(None));
            if let Some(job) = wanted.clone() {
                let hear = hear(job.clone(), live, Rc::clone(&last), dispatcher.clone());
                engine.borrow_mut().start(&job, hear);
            }
            move || {
                engine.borrow_mut().stop();
                if let Some((job, report)) = last.take() {
                    dispatcher.dispatch(Action::Search(Ask::Answer(job, report)));
                }
            }
        });
    }
    (*live).clone().filter(|live| Some(&live.job) == wanted.as_ref())
}

/// The part of an answer that is not in the state yet.
type Rest = Rc<std::cell::RefCell<Option<(Job, Rc<Report>)>>>;

fn hear(
    job: Job,
    live: UseStateHandle<Option<Live>>,
    last: Rest,
    dispatcher: UseReducerDispatcher<crate::ui::state::AppState>,
) -> Callback<Told> {
    Callback::from(move |(report, millis): Told| {
        let report = Rc::new(report);
        if report.progress.is_done {
            last.take();
            let answer = Ask::Answer(job.clone(), report);
            return dispatcher.dispatch(Action::Search(answer));
        }
        *last.borrow_mut() = Some((job.clone(), Rc::clone(&report)));
        live.set(Some(Live { job: job.clone(), rate: rate(&report, millis), report }));
    })
}

/// Events a second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate for people")]
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(report: &Report, millis: f64) -> u64 {
    (report.progress.transitions as f64 * 1_000.0 / millis.max(1.0)) as u64
}
