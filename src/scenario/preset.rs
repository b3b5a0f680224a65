//! The named scenarios that come with Zeroloss: every file of `scenarios/`, read once.

use std::sync::OnceLock;

use crate::catalogue::{self, File};
use crate::ordered::sort_by_key;
use crate::suggest::nearest;

use super::ScenarioFile;

/// A named scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preset {
    /// Its file name: `a3-1`. Ids beginning with `aN-` are the rows of section N of the course,
    /// those like `c14` the conformance stories of the broker, `d1` to `d7` the ways to a
    /// duplicate, `l1` to `l7` those to a loss, `k1-…` to `k6-…` what the checkers come to. The
    /// others are named after a strategy and what happens to it.
    pub id: &'static str,
    /// The text of its file, without comments.
    pub source: &'static str,
    /// What the text says.
    pub file: ScenarioFile,
}

/// What a preset is about. Lists show them in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shelf {
    /// A section of the course, 1 to 6.
    Course(u8),
    /// `c14`: the model against the real broker.
    Conformance,
    /// `d1`: a way to a duplicate.
    Duplicates,
    /// `l1`: a way to a loss.
    Losses,
    /// `k1-status`: what one of the usual checkers does.
    Checkers,
    /// `grpc-…`, `send-…`, `check-…`: RocketMQ's clients.
    Clients,
    /// `kafka-…`.
    Kafka,
    /// Anything else.
    Others,
}

/// Every preset, shelf by shelf, on each by the number of its row.
pub fn presets() -> &'static [Preset] {
    static READ: OnceLock<Vec<Preset>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut all: Vec<_> = catalogue::scenarios().iter().map(read).collect();
        sort_by_key(&mut all, |preset| (preset.shelf(), row_number(preset.id), preset.id));
        all
    })
}

impl Preset {
    /// Where lists show it: the section that its file names, else what its id begins with.
    pub fn shelf(&self) -> Shelf {
        let kind = self.id.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
        match (self.file.course, kind) {
            (course @ 1.., _) => Shelf::Course(course),
            (_, "c") => Shelf::Conformance,
            (_, "d") => Shelf::Duplicates,
            (_, "l") => Shelf::Losses,
            (_, "k") => Shelf::Checkers,
            (_, "grpc" | "send" | "check") => Shelf::Clients,
            (_, "kafka") => Shelf::Kafka,
            _ => Shelf::Others,
        }
    }

    /// Its number, as people say it: `A3-1`. Those whose title says what the id says have none.
    pub fn number(&self) -> String {
        let is_numbered = self.shelf() < Shelf::Checkers;
        if is_numbered { self.id.to_ascii_uppercase() } else { String::new() }
    }
}

/// The preset of an id, whatever the case of its letters.
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id.eq_ignore_ascii_case(id))
}

/// The ids that somebody who wrote `id` may have meant, the closest first.
pub fn near_matches(id: &str) -> Vec<&'static str> {
    let wanted = id.to_ascii_lowercase();
    let contains =
        |known: &&str| !wanted.is_empty() && (known.contains(&*wanted) || wanted.contains(*known));
    let ids = || presets().iter().map(|preset| preset.id);
    let mut found: Vec<_> = nearest(&wanted, ids()).into_iter().collect();
    found.extend(
        ids().filter(contains).filter(|id| !found.contains(id)).take(4).collect::<Vec<_>>(),
    );
    found
}

/// `a6-10` comes after `a6-9`, `c10` and `c5-small` after `c5`.
fn row_number(id: &str) -> u32 {
    let number = |part: &str| part.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    id.split('-').rev().find_map(number).unwrap_or(u32::MAX)
}

/// The texts come with the program, so one that does not parse is a mistake of whoever built this,
/// and the golden tests find it before anybody runs it.
fn read(&(id, source): &File) -> Preset {
    let file = ScenarioFile::parse(source)
        .unwrap_or_else(|error| panic!("every file in scenarios/ must parse: {id}: {error}"));
    Preset { id, source, file }
}
