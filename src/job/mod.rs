//! Long work as text: a question that can be sent to a worker, and the answer that comes back.
//!
//! The first word of a job names its kind, and each kind has a file here: [`search`], [`map`],
//! [`export`]. Two
//! equal texts have the same answer, so the text is also the key under which an answer is
//! remembered. The page writes jobs and reads answers; [`Task`], which does the work, is in the
//! program of the worker and not in the page's.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

use std::rc::Rc;

use crate::report;

pub mod export;
pub mod map;
pub mod search;
pub mod slice;

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job(Rc<str>);

/// What is known so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer<'a> {
    /// Whether nothing will be added.
    pub is_whole: bool,
    /// The rest, in the form of the kind.
    pub body: &'a str,
}

/// A job that is being worked on: one variant for each kind.
#[derive(Debug)]
pub enum Task {
    /// Every fault up to a budget.
    Search(Box<search::Runner>),
    /// One more fault at every place.
    Map(Box<map::Runner>),
    /// A run as a file.
    Export(Box<report::Runner>),
}

/// What begins the message of a worker whose work broke off; the reason follows. No answer begins
/// so.
pub const BROKE: &str = "!";

/// The first lines of answers.
const WHOLE: &str = "whole";
const PART: &str = "part";

impl Job {
    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What follows the word of the kind, if it is of that kind.
    fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.strip_prefix(kind)?.strip_prefix(' ')
    }
}

impl<'a> Answer<'a> {
    /// Reads the text of an answer; `None` if it is none.
    pub fn read(text: &'a str) -> Option<Self> {
        let (extent, body) = text.split_once('\n')?;
        let is_whole = extent == WHOLE;
        (is_whole || extent == PART).then_some(Self { is_whole, body })
    }
}

impl Task {
    /// Begins with a job; `None` if the text is none.
    pub fn start(job: &str) -> Option<Self> {
        let (kind, question) = job.split_once(' ')?;
        match kind {
            search::KIND => search::Runner::start(question).map(Box::new).map(Self::Search),
            map::KIND => map::Runner::start(question).map(Box::new).map(Self::Map),
            export::KIND => report::Runner::start(question).map(Box::new).map(Self::Export),
            _ => None,
        }
    }

    /// Goes on until `is_over`, which is asked about once a millisecond, or to the end. Says
    /// whether that was the end.
    pub fn run_until(&mut self, mut is_over: impl FnMut() -> bool) -> bool {
        loop {
            let is_done = match self {
                Self::Search(runner) => runner.go_on(),
                Self::Map(runner) => runner.go_on(),
                Self::Export(runner) => runner.go_on(),
            };
            if is_done || is_over() {
                return is_done;
            }
        }
    }

    /// What is known so far, as the text of an [`Answer`].
    pub fn answer(&self) -> String {
        let (is_whole, body) = match self {
            Self::Search(runner) => runner.answer(),
            Self::Map(runner) => runner.answer(),
            Self::Export(runner) => runner.answer(),
        };
        let extent = if is_whole { WHOLE } else { PART };
        format!("{extent}\n{body}")
    }
}
