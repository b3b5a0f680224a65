//! Who is in a pool, and what each works on.

use gloo_timers::callback::Timeout;
use yew::Callback;

use crate::job::{Answer, Job};
use crate::ui::browser;

use super::program::Program;
use super::state::Trouble;
use super::worker::Helper;

/// A worker that has worked this long on a job may have claimed memory that WebAssembly never gives
/// back; the next job gets a new one, which starts in a blink.
const RETIRES_AFTER_MILLIS: f64 = 2_000.0;

/// What comes of a job.
#[derive(Clone, Debug)]
pub enum Told {
    /// The text of an answer, whole or in part.
    Answer(Job, String),
    /// Nothing more will come of it.
    Lost(Job, Trouble),
    /// Something is wrong with all jobs: they are dropped, or go on in the page's own thread.
    Trouble(Trouble),
}

/// What the pool has.
#[derive(Default, Debug)]
pub(super) struct Crew {
    /// The jobs that nobody has begun, in order.
    pub queue: Vec<Job>,
    pub posts: Vec<Post>,
    /// Counts helpers.
    pub hired: u32,
    /// What they run, once it is there.
    pub program: Option<Program>,
    pub is_loading: bool,
    /// Set when a worker could not start: then none is tried again.
    pub is_alone: bool,
    /// Set while anybody works.
    pub next_look: Option<Timeout>,
    pub tell: Callback<Told>,
}

/// A helper and its work.
#[derive(Debug)]
pub(super) struct Post {
    pub number: u32,
    pub helper: Helper,
    pub is_ready: bool,
    pub job: Option<Job>,
    pub began: f64,
    /// Looks since it was heard last.
    pub silences: u8,
}

impl Crew {
    pub fn answer(&mut self, place: usize, text: String) -> Option<Told> {
        // A program of another version may not understand what it is asked.
        let Some(answer) = Answer::read(&text) else {
            return self.lose(place, Trouble::Broke(text));
        };
        let post = &mut self.posts[place];
        let job = if answer.is_whole { post.job.take()? } else { post.job.clone()? };
        if answer.is_whole && browser::now() - post.began > RETIRES_AFTER_MILLIS {
            self.posts.remove(place);
        }
        Some(Told::Answer(job, text))
    }

    pub fn lose(&mut self, place: usize, trouble: Trouble) -> Option<Told> {
        let job = self.posts.remove(place).job?;
        Some(Told::Lost(job, trouble))
    }

    /// Dismisses everybody; what they were doing is to be done again.
    pub fn take_back(&mut self) {
        let begun = self.posts.drain(..).filter_map(|post| post.job);
        let mut queue: Vec<_> = begun.collect();
        queue.append(&mut self.queue);
        self.queue = queue;
    }
}

impl Post {
    pub fn begin(&mut self) {
        self.is_ready = true;
        if let Some(job) = &self.job {
            self.helper.ask(job.text());
        }
    }
}
