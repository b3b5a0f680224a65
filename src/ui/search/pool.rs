//! Who works on which job: a pool of workers, or, where none may start, the page itself in slices.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::job::Job;
use crate::ui::browser;

use super::crew::{Crew, Post, Told};
use super::program::{self, Program};
use super::state::Trouble;
use super::worker::{Heard, Helper};

/// Most workers at once: each may come to need some hundred megabytes.
const WORKERS_MAX: usize = 8;

/// How often it is looked whether those who work still say anything; they do ten times a second.
const LOOK_MILLIS: u32 = 10_000;

/// Somebody who says nothing through so many looks is taken to have ended: not every end is told.
/// More than one, because a machine that slept looks before it hears.
const SILENCES_MAX: u8 = 3;

/// Works on jobs, several at a time. It has as many workers as there are jobs, as long as they
/// leave one core to the page.
#[derive(Clone, Default, Debug)]
pub struct Pool(Rc<RefCell<Crew>>);

impl Pool {
    /// Works on these jobs and on no others, the first ones first. What it was doing of them goes
    /// on.
    pub fn want(&self, jobs: &[Job], tell: Callback<Told>) {
        let mut crew = self.0.borrow_mut();
        crew.tell = tell;
        // A worker that is busy hears nothing until it is done; without its worker a job is over.
        crew.posts.retain(|post| post.job.as_ref().is_none_or(|job| jobs.contains(job)));
        let is_begun = |job: &&Job| crew.posts.iter().any(|post| post.job.as_ref() == Some(*job));
        crew.queue = jobs.iter().filter(|job| !is_begun(job)).cloned().collect();
        self.fill(&mut crew);
    }

    /// Whether there is nothing left to do.
    pub fn is_idle(&self) -> bool {
        let crew = self.0.borrow();
        crew.queue.is_empty() && crew.posts.iter().all(|post| post.job.is_none())
    }

    /// Gives the next jobs to whoever is free, and hires while there are more jobs than hands.
    fn fill(&self, crew: &mut Crew) {
        while !crew.queue.is_empty() {
            let Some(program) = crew.program.clone() else { return self.load(crew) };
            let idle = crew.posts.iter().position(|post| post.job.is_none());
            let Some(place) = idle.or_else(|| self.hire(crew, &program)) else { break };
            let job = crew.queue.remove(0);
            let post = &mut crew.posts[place];
            (post.began, post.silences) = (browser::now(), 0);
            if post.is_ready {
                post.helper.ask(job.text());
            }
            post.job = Some(job);
        }
        self.watch(crew);
    }

    fn load(&self, crew: &mut Crew) {
        if std::mem::replace(&mut crew.is_loading, true) {
            return;
        }
        let crew = Rc::downgrade(&self.0);
        spawn_local(async move {
            let loaded = program::load().await;
            let Some(pool) = crew.upgrade().map(Self) else { return };
            match loaded {
                Ok(program) => {
                    let mut crew = pool.0.borrow_mut();
                    (crew.program, crew.is_loading) = (Some(program), false);
                    pool.fill(&mut crew);
                }
                Err(trouble) => pool.give_up(trouble),
            }
        });
    }

    /// Whoever asks again may have a better connection.
    fn give_up(&self, trouble: Trouble) {
        let mut crew = self.0.borrow_mut();
        *crew = Crew { tell: crew.tell.clone(), hired: crew.hired, ..Crew::default() };
        let tell = crew.tell.clone();
        drop(crew);
        tell.emit(Told::Trouble(trouble));
    }

    /// From now on the page's own thread works.
    fn go_alone(crew: &mut Crew) {
        if !std::mem::replace(&mut crew.is_alone, true) {
            let tell = crew.tell.clone();
            // Later: whoever wants something now cannot be told at the same time.
            spawn_local(async move { tell.emit(Told::Trouble(Trouble::Alone)) });
        }
    }

    fn watch(&self, crew: &mut Crew) {
        if crew.next_look.is_none() && crew.posts.iter().any(|post| post.job.is_some()) {
            let crew_of_look = Rc::downgrade(&self.0);
            let look = move || {
                if let Some(crew) = crew_of_look.upgrade() {
                    Self(crew).look();
                }
            };
            crew.next_look = Some(Timeout::new(LOOK_MILLIS, look));
        }
    }

    fn look(&self) {
        let mut crew = self.0.borrow_mut();
        crew.next_look = None;
        let working = crew.posts.iter_mut().filter(|post| post.job.is_some());
        let silent = working.filter_map(|post| {
            post.silences += 1;
            (post.silences >= SILENCES_MAX).then_some(post.number)
        });
        let silent: Vec<_> = silent.collect();
        self.watch(&mut crew);
        drop(crew);
        for number in silent {
            self.hear(number, Heard::Failure);
        }
    }

    /// The place of a new helper, if there may be one more.
    fn hire(&self, crew: &mut Crew, program: &Program) -> Option<usize> {
        let most = if crew.is_alone { 1 } else { browser::spare_cores().clamp(1, WORKERS_MAX) };
        if crew.posts.len() >= most {
            return None;
        }
        crew.hired += 1;
        let number = crew.hired;
        let heard = {
            // A pool that is gone has ended its helpers.
            let crew = Rc::downgrade(&self.0);
            Callback::from(move |heard| {
                if let Some(crew) = crew.upgrade() {
                    Self(crew).hear(number, heard);
                }
            })
        };
        let worker = if crew.is_alone { None } else { Helper::in_worker(program, heard.clone()) };
        if worker.is_none() {
            Self::go_alone(crew);
        }
        let helper = worker.or_else(|| Helper::in_page(heard))?;
        let (began, silences) = (0.0, 0);
        crew.posts.push(Post { number, helper, is_ready: false, job: None, began, silences });
        Some(crew.posts.len() - 1)
    }

    fn hear(&self, number: u32, heard: Heard) {
        let mut crew = self.0.borrow_mut();
        // One that was dismissed may have been heard a moment before.
        let Some(place) = crew.posts.iter().position(|post| post.number == number) else { return };
        crew.posts[place].silences = 0;
        let told = match heard {
            Heard::Ready => {
                crew.posts[place].begin();
                None
            }
            Heard::Answer(text) => crew.answer(place, text),
            Heard::Broke(reason) => crew.lose(place, Trouble::Broke(reason)),
            // The page's own thread is the last resort: it has nobody to hand its work to.
            Heard::Failure if crew.posts[place].is_ready || crew.is_alone => {
                crew.lose(place, Trouble::Ended)
            }
            Heard::Failure => {
                Self::go_alone(&mut crew);
                crew.take_back();
                None
            }
            Heard::Missing => {
                drop(crew);
                return self.give_up(Trouble::Missing);
            }
        };
        self.fill(&mut crew);
        let tell = crew.tell.clone();
        // Who is told may want something else, so nothing is borrowed meanwhile.
        drop(crew);
        if let Some(told) = told {
            tell.emit(told);
        }
    }
}
