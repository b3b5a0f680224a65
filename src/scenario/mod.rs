//! What decides a run: strategy, settings, seed, faults, and the one text form of all of it.
//!
//! The text of a scenario serves files, links, tests, messages and the fault list of the page:
//!
//! ```text
//! strategy send-after-commit
//! set send.retries 2
//! fault crash order-1 after commit for 10s
//! fault lose send.ack #1
//! ```
//!
//! [`Scenario::parse`] reads it, `Display` writes the canonical form: settings that differ from
//! their defaults in the order of [`settings::SETTINGS`], faults in the order given.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod error;
pub mod fault;
mod fault_act;
mod fault_text;
pub mod link;
pub mod preset;
pub mod script;
pub mod seeded;
pub mod settings;

use std::fmt;
use std::sync::Arc;

use crate::guarantee::{GUARANTEES, Outcome};
use crate::lang::{self, ABOUT_KEYS, TITLE_KEYS, TextKey};
use crate::program::catalogue;
use crate::program::printable::first_unprintable;
use crate::program::step::{Op, Program, Words};
use crate::shop::Shop;
use crate::shop::config::{Config, Profile};
use crate::sim::time::SimTime;
use crate::suggest::nearest;

use error::{Expected, ScenarioError, ScenarioErrorKind};
use fault::Fault;

/// Everything that decides a run. Two equal scenarios give byte-identical traces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// Which program runs.
    pub strategy: Strategy,
    /// The settings.
    pub config: Config,
    /// Set when faults are drawn at random from this seed, besides those that are listed.
    pub seed: Option<u64>,
    /// What goes wrong, in the order in which it was added.
    pub faults: Vec<Fault>,
}

/// The program of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strategy {
    /// The file name of a shipped strategy, or `None` for a program written by hand.
    pub id: Option<&'static str>,
    /// The compiled program.
    pub program: Arc<Program>,
    /// Its source text.
    pub source: Arc<str>,
}

/// A scenario together with what a file says about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScenarioFile {
    /// What it is called.
    pub title: Words,
    /// What happens in it, in one or two sentences.
    pub about: Words,
    /// Section of the course, 1 to 6; 0 for none.
    pub course: u8,
    /// The outcome code that it shows.
    pub expect: Option<String>,
    /// The guarantee that it is about, by its id.
    pub point: Option<&'static str>,
    /// The scenario itself.
    pub scenario: Scenario,
}

/// A run stops at this moment even if something is still pending, and no fault is planned for
/// later. Long enough for the slowest story that RocketMQ tells by itself: a message that no
/// listener can consume reaches the dead-letter topic after 4 h 46 min. See
/// [`Scenario::time_limit`] for runs with a fault that lasts long.
pub const TIME_MAX: SimTime = SimTime::from_micros(6 * 3_600 * 1_000_000);

/// A fault that is over by then leaves the limit of a run as it is: whatever it stopped has five
/// hours to go on.
const FAULT_SHORT_MAX: SimTime = SimTime::from_micros(3_600 * 1_000_000);

/// When a run stops at the latest whose last fault is over at a moment: at [`TIME_MAX`], or later
/// by as much.
pub fn time_limit_after(over_at: SimTime) -> SimTime {
    if over_at > FAULT_SHORT_MAX { TIME_MAX + over_at.since(SimTime::ZERO) } else { TIME_MAX }
}

/// Lines that one scenario text may have, program included.
pub const LINES_MAX: usize = 400;

/// Faults that one scenario may have.
pub const FAULTS_MAX: usize = 60;

impl Scenario {
    /// A scenario of a shipped strategy with default settings in which nothing goes wrong.
    pub fn of(strategy: Strategy) -> Self {
        Self { strategy, config: Config::default(), seed: None, faults: Vec::new() }
    }

    /// Reads a scenario text. Header lines (`title.en …`) are allowed and dropped.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        ScenarioFile::parse(text).map(|file| file.scenario)
    }

    /// When the run stops even if something is still pending: at [`TIME_MAX`], or later by as much
    /// as a fault needs to be over, so that a restart after ten hours is part of the run, and what
    /// it makes good is made good.
    pub fn time_limit(&self) -> SimTime {
        let default = self.config.restart_after;
        let ends = self.faults.iter().map(|fault| fault.over_at(default));
        time_limit_after(ends.max().unwrap_or(SimTime::ZERO))
    }

    /// The system under study of this scenario.
    pub fn shop(&self) -> Shop {
        let (program, mut config) = (Arc::clone(&self.strategy.program), self.config.clone());
        if program.any_op(|op| matches!(op, Op::Producer(_))) {
            // Such a program has a Kafka producer in it, whatever the profile.
            config.adopt(Profile::Kafka);
        }
        Shop::new(program, config)
    }

    /// Applies `KEY VALUE` as a `set` line does. The error names no line.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ScenarioError> {
        settings::set(&mut self.config, key, value).map_err(|kind| ScenarioError { line: 0, kind })
    }

    /// Adds a fault given as text, without the word `fault`. The error names no line.
    pub fn add_fault(&mut self, text: &str) -> Result<(), ScenarioError> {
        let at_no_line = |kind| ScenarioError { line: 0, kind };
        let fault = Fault::parse(text).map_err(at_no_line)?;
        if self.faults.len() >= FAULTS_MAX {
            return Err(at_no_line(ScenarioErrorKind::TooManyFaults));
        }
        self.faults.push(fault);
        Ok(())
    }
}

impl Strategy {
    /// A shipped strategy.
    pub fn shipped(id: &str) -> Result<Self, ScenarioErrorKind> {
        match catalogue::strategy(id) {
            Some(found) => Ok(Self {
                id: Some(found.id),
                program: Arc::clone(&found.program),
                source: Arc::from(found.source),
            }),
            None => Err(ScenarioErrorKind::UnknownStrategy {
                found: id.to_owned(),
                nearest: catalogue::nearest_strategy(id),
            }),
        }
    }

    /// A program written by hand. Blanks at the end of its lines and blank lines at its end are
    /// dropped, so that its text in a scenario reads back as the same program.
    pub fn custom(source: &str) -> Result<Self, ScenarioErrorKind> {
        let lines: Vec<_> = source.lines().map(str::trim_end).collect();
        let source = lines.join("\n");
        let source = source.trim_end();
        match crate::program::parse(source) {
            Ok(program) => {
                Ok(Self { id: None, program: Arc::new(program), source: Arc::from(source) })
            }
            Err(errors) => Err(ScenarioErrorKind::Program(errors)),
        }
    }
}

impl ScenarioFile {
    /// Reads a scenario file: header lines, then the scenario.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        let mut reader = Reader::default();
        // Some editors begin a file with a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().zip(1_usize..).peekable();
        while let Some((raw, line)) = lines.next() {
            if line > LINES_MAX {
                return Err(ScenarioError { line, kind: ScenarioErrorKind::TooManyLines });
            }
            let content = strip_comment(raw).trim();
            if let Some((_, found)) = first_unprintable(content) {
                let kind = ScenarioErrorKind::UnprintableCharacter(found);
                return Err(ScenarioError { line, kind });
            }
            if content == "program" {
                let mut source = String::new();
                while let Some((inner, _)) = lines.next_if(|(next, at)| {
                    *at <= LINES_MAX && (next.starts_with("  ") || next.trim().is_empty())
                }) {
                    source.push_str(inner.get(2..).unwrap_or(""));
                    source.push('\n');
                }
                reader.once("program").map_err(|kind| ScenarioError { line, kind })?;
                let strategy = Strategy::custom(source.trim_end());
                reader.strategy = Some(strategy.map_err(|kind| ScenarioError { line, kind })?);
            } else if !content.is_empty() {
                reader.take(content).map_err(|kind| ScenarioError { line, kind })?;
            }
        }
        reader.finish()
    }
}

/// Collects the lines of a scenario text.
#[derive(Default)]
struct Reader {
    title: Words,
    about: Words,
    course: u8,
    expect: Option<String>,
    point: Option<&'static str>,
    strategy: Option<Strategy>,
    config: Config,
    /// The `set` lines so far.
    sets: Vec<(String, String)>,
    seed: Option<u64>,
    faults: Vec<Fault>,
    /// What may stand once and has been said.
    said: Vec<String>,
}

/// The words that a line of a scenario may begin with.
fn line_words() -> impl Iterator<Item = &'static str> {
    let words = ["strategy", "program", "set", "seed", "fault"].into_iter();
    words.chain(TITLE_KEYS).chain(ABOUT_KEYS).chain(["course", "expect", "point"])
}

impl Reader {
    /// Notes that something is said that may be said once. A program is a strategy.
    fn once(&mut self, what: &str) -> Result<(), ScenarioErrorKind> {
        let is_strategy = |word: &str| word == "strategy" || word == "program";
        let is_same = |said: &String| said == what || is_strategy(said) && is_strategy(what);
        if self.said.iter().any(is_same) {
            return Err(ScenarioErrorKind::Repeated(what.to_owned()));
        }
        self.said.push(what.to_owned());
        Ok(())
    }

    fn take(&mut self, content: &str) -> Result<(), ScenarioErrorKind> {
        let (word, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
        let rest = rest.trim();
        let missing = |what| ScenarioErrorKind::Missing { after: word.to_owned(), what };
        match word {
            "fault" => {}
            "set" => {
                let key = rest.split_whitespace().next().unwrap_or("");
                self.once(&format!("set {key}"))?;
            }
            _ => self.once(word)?,
        }
        match word {
            "strategy" if rest.is_empty() => return Err(missing(Expected::Strategy)),
            "strategy" => self.strategy = Some(Strategy::shipped(rest)?),
            "set" => {
                let (key, value) =
                    rest.split_once(char::is_whitespace).ok_or(missing(Expected::Assignment))?;
                self.set(key, value.trim())?;
            }
            "seed" => {
                let seed = rest.parse().map_err(|_| ScenarioErrorKind::BadNumber {
                    found: rest.to_owned(),
                    expected: Expected::Number,
                })?;
                self.seed = Some(seed);
            }
            "fault" if self.faults.len() >= FAULTS_MAX => {
                return Err(ScenarioErrorKind::TooManyFaults);
            }
            "fault" => self.faults.push(Fault::parse(rest)?),
            "course" => {
                let course = rest.parse().ok().filter(|section| *section <= 6);
                self.course = course.ok_or_else(|| ScenarioErrorKind::BadNumber {
                    found: rest.to_owned(),
                    expected: Expected::Section,
                })?;
            }
            "expect" => {
                let (found, expected) = (Some(rest.to_owned()), Expected::Outcome);
                let outcome = Outcome::from_code(rest)
                    .ok_or(ScenarioErrorKind::Unexpected { found, expected })?;
                self.expect = Some(outcome.code().to_owned());
            }
            "point" => self.point = Some(guarantee(rest)?),
            _ => match lang::of_header(word) {
                Some((TextKey::Title, lang)) => rest.clone_into(self.title.of_mut(lang)),
                Some((TextKey::About, lang)) => rest.clone_into(self.about.of_mut(lang)),
                None => {
                    let nearest = nearest(word, line_words());
                    return Err(ScenarioErrorKind::UnknownLine { found: word.to_owned(), nearest });
                }
            },
        }
        Ok(())
    }

    /// A profile gives other settings their defaults. Those that the text sets keep their values,
    /// wherever its line stands.
    fn set(&mut self, key: &str, value: &str) -> Result<(), ScenarioErrorKind> {
        settings::set(&mut self.config, key, value)?;
        if key.eq_ignore_ascii_case(settings::PROFILE) {
            for (key, value) in &self.sets {
                settings::set(&mut self.config, key, value)?;
            }
        } else {
            self.sets.push((key.to_owned(), value.to_owned()));
        }
        Ok(())
    }

    fn finish(self) -> Result<ScenarioFile, ScenarioError> {
        let Self { title, about, course, expect, point, strategy, .. } = self;
        let Some(strategy) = strategy else {
            return Err(ScenarioError { line: 0, kind: ScenarioErrorKind::NoStrategy });
        };
        let scenario =
            Scenario { strategy, config: self.config, seed: self.seed, faults: self.faults };
        Ok(ScenarioFile { title, about, course, expect, point, scenario })
    }
}

/// The id of the guarantee that somebody means.
fn guarantee(name: &str) -> Result<&'static str, ScenarioErrorKind> {
    let ids = || GUARANTEES.iter().map(|guarantee| guarantee.id);
    ids().find(|id| *id == name).ok_or_else(|| ScenarioErrorKind::UnknownGuarantee {
        found: name.to_owned(),
        nearest: nearest(name, ids()),
    })
}

/// Drops a comment: `#` at the start of the line or after a blank, but for the `#` of an ordinal.
fn strip_comment(line: &str) -> &str {
    let is_comment = |(place, _): &(usize, &str)| {
        let before = &line[..*place];
        let opens = before.is_empty() || before.ends_with(char::is_whitespace);
        let is_number = line[place + 1..].starts_with(|next: char| next.is_ascii_digit());
        let is_ordinal = is_number && !before.trim().is_empty();
        opens && !is_ordinal
    };
    line.match_indices('#').find(is_comment).map_or(line, |(place, _)| &line[..place])
}

/// The canonical text.
impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.strategy.id {
            writeln!(f, "strategy {id}")?;
        } else {
            writeln!(f, "program")?;
            for line in self.strategy.source.lines() {
                writeln!(f, "  {line}")?;
            }
        }
        for (key, value) in settings::changed(&self.config) {
            writeln!(f, "set {key} {value}")?;
        }
        if let Some(seed) = self.seed {
            writeln!(f, "seed {seed}")?;
        }
        for fault in &self.faults {
            writeln!(f, "fault {fault}")?;
        }
        Ok(())
    }
}
