//! Who works on which job: a pool of workers, or, where none may start, the page itself in slices.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::job::{Answer, Job};
use crate::ui::browser;

use super::worker::{Heard, Helper};

/// Most workers at once: each may come to need some hundred megabytes.
const WORKERS_MAX: usize = 8;

/// A worker that has worked this long on a job may have claimed memory that WebAssembly never gives
/// back; the next job gets a new one, which starts in a blink.
const RETIRES_AFTER_MILLIS: f64 = 2_000.0;

/// What comes of a job.
#[derive(Clone, Debug)]
pub enum Told {
    /// The text of an answer, whole or in part.
    Answer(Job, String),
    /// Nothing more will come: its worker died, most likely because it was refused more memory.
    Lost(Job),
    /// The program that does the work cannot be loaded. All jobs are dropped.
    Missing,
}

/// Works on jobs, several at a time. It has as many workers as there are jobs, as long as they
/// leave one core to the page.
#[derive(Clone, Default, Debug)]
pub struct Pool(Rc<RefCell<Crew>>);

/// What the pool has.
#[derive(Default, Debug)]
struct Crew {
    /// The jobs that nobody has begun, in order.
    queue: Vec<Job>,
    posts: Vec<Post>,
    /// Counts helpers.
    hired: u32,
    /// Set when a worker could not start: then none is tried again.
    is_alone: bool,
    tell: Callback<Told>,
}

/// A helper and its work.
#[derive(Debug)]
struct Post {
    number: u32,
    helper: Helper,
    is_ready: bool,
    job: Option<Job>,
    began: f64,
}

impl Pool {
    /// Works on these jobs and on no others, the first ones first. What it was doing of them goes on.
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
            let idle = crew.posts.iter().position(|post| post.job.is_none());
            let Some(place) = idle.or_else(|| self.hire(crew)) else { return };
            let job = crew.queue.remove(0);
            let post = &mut crew.posts[place];
            post.began = browser::now();
            if post.is_ready {
                post.helper.ask(job.text());
            }
            post.job = Some(job);
        }
    }

    /// The place of a new helper, if there may be one more.
    fn hire(&self, crew: &mut Crew) -> Option<usize> {
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
        let worker = if crew.is_alone { None } else { Helper::in_worker(heard.clone()) };
        crew.is_alone |= worker.is_none();
        let helper = worker.or_else(|| Helper::in_page(heard))?;
        crew.posts.push(Post { number, helper, is_ready: false, job: None, began: 0.0 });
        Some(crew.posts.len() - 1)
    }

    fn hear(&self, number: u32, heard: Heard) {
        let mut crew = self.0.borrow_mut();
        // One that was dismissed may have been heard a moment before.
        let Some(place) = crew.posts.iter().position(|post| post.number == number) else { return };
        let told = match heard {
            Heard::Ready => {
                crew.posts[place].begin();
                None
            }
            Heard::Answer(text) => crew.answer(place, text),
            Heard::Failure if crew.posts[place].is_ready => crew.lose(place),
            Heard::Failure => {
                crew.is_alone = true;
                crew.take_back();
                None
            }
            Heard::Missing => {
                // Whoever asks again may have a better connection.
                *crew = Crew { tell: crew.tell.clone(), hired: crew.hired, ..Crew::default() };
                Some(Told::Missing)
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

impl Crew {
    fn answer(&mut self, place: usize, text: String) -> Option<Told> {
        // A program of another version may not understand what it is asked.
        let Some(answer) = Answer::read(&text) else { return self.lose(place) };
        let post = &mut self.posts[place];
        let job = if answer.is_whole { post.job.take()? } else { post.job.clone()? };
        if answer.is_whole && browser::now() - post.began > RETIRES_AFTER_MILLIS {
            self.posts.remove(place);
        }
        Some(Told::Answer(job, text))
    }

    fn lose(&mut self, place: usize) -> Option<Told> {
        self.posts.remove(place).job.map(Told::Lost)
    }

    /// Dismisses everybody; what they were doing is to be done again.
    fn take_back(&mut self) {
        let begun = self.posts.drain(..).filter_map(|post| post.job);
        let mut queue: Vec<_> = begun.collect();
        queue.append(&mut self.queue);
        self.queue = queue;
    }
}

impl Post {
    fn begin(&mut self) {
        self.is_ready = true;
        if let Some(job) = &self.job {
            self.helper.ask(job.text());
        }
    }
}
