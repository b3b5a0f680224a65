//! What a language consists of. Labels are fields, tables have the length of what they word,
//! sentences are functions: a language that lacks anything does not compile.

use crate::guarantee::{GUARANTEES, Outcome, Standing};
use crate::program::phrase::{PHRASES, PhraseGroup};
use crate::program::step::Words;
use crate::program::{ProgramError, ProgramWarningKind};
use crate::run::situation::{Facets, Situation};
use crate::scenario::error::{ScenarioError, ScenarioErrorKind, Takes};
use crate::scenario::fault::Fault;
use crate::scenario::settings::{Group, Kind, SETTINGS};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::sim::node::NodeId;
use crate::sim::trace::LossReason;

use super::labels::{
    Badges, CompareLabels, ExportWords, FaultLabels, FaultMapLabels, Guarantees, Help, Notices,
    PageLabels, ProgramLabels, ReasonLabels, Scenarios, SearchLabels, SettingLabels, Share,
    StateLabels, Themes, Transport,
};
use super::quantity::Quantity;
use super::told::Told;

/// All the words of one language.
#[derive(Debug)]
pub struct Catalogue {
    /// BCP 47 code: `zh-CN`.
    pub code: &'static str,
    /// The name of the language in itself.
    pub native_name: &'static str,
    /// Lower-case primary subtags and short forms by which people ask for it.
    pub tags: &'static [&'static str],

    /// Header, navigation, and what concerns the page as a whole.
    pub page: PageLabels,
    /// Names of the themes.
    pub themes: Themes,
    /// Strategies, scenarios and sections of the course.
    pub scenarios: Scenarios,
    /// The program and its editor.
    pub program: ProgramLabels,
    /// The settings panel.
    pub setting: SettingLabels,
    /// The list of faults and the menus that make them.
    pub faults: FaultLabels,
    /// Why an entry of a menu is disabled.
    pub reasons: ReasonLabels,
    /// Play, steps, speed, time.
    pub transport: Transport,
    /// Words in the diagram that belong to no message and no mark.
    pub badges: Badges,
    /// The guarantees panel.
    pub guarantee: Guarantees,
    /// The state panel.
    pub state: StateLabels,
    /// The share dialog.
    pub share: Share,
    /// What the text exports say and a picture shows by shape.
    pub export: ExportWords,
    /// The help dialog.
    pub help: Help,
    /// Notes about bad input, old links, and a page that cannot start.
    pub notices: Notices,

    /// The participants, in the order of [`nodes::NAMES`].
    pub nodes: [NodeWords; nodes::NAMES.len()],
    /// The messages, in the order of [`Message::ROLES`].
    pub roles: [RoleWords; Message::ROLES.len()],
    /// The guarantees, in the order of [`GUARANTEES`].
    pub guarantees: [GuaranteeWords; GUARANTEES.len()],
    /// The settings, in the order of [`SETTINGS`].
    pub settings: [SettingWords; SETTINGS.len()],
    /// What can be written into a program, in the order of [`PHRASES`].
    pub phrases: [PhraseWords; PHRASES.len()],
    /// The heading of a group of phrases.
    pub phrase_group: fn(PhraseGroup) -> &'static str,

    /// Which words of a strategy's or scenario's file readers of this language get. Files have
    /// English and Chinese ones; any other language chooses one of the two.
    pub of_file: fn(&Words) -> &str,
    /// What an outcome code means.
    pub outcome: fn(Outcome) -> OutcomeWords,
    /// How a guarantee stands; the number is the step at which it broke.
    pub standing: fn(Standing, Option<u32>) -> String,
    /// The heading of a group of settings.
    pub group: fn(Group) -> &'static str,
    /// The label of an arrow.
    pub message_label: fn(&Message) -> String,
    /// The label of a mark, if it is drawn as text.
    pub mark_label: fn(&Mark) -> Option<String>,
    /// Why an arrow breaks off.
    pub loss_label: fn(LossReason) -> &'static str,
    /// An event as a full sentence.
    pub event: fn(&Told<'_>) -> String,
    /// A fault as a short sentence.
    pub fault: fn(&Fault) -> String,
    /// What is so, in business words.
    pub summary: fn(&Situation) -> String,
    /// What is wrong with a scenario text, and where.
    pub scenario_error: fn(&ScenarioError) -> String,
    /// What is wrong with a scenario text.
    pub scenario_message: fn(&ScenarioErrorKind) -> String,
    /// What values a setting takes, as part of a sentence.
    pub takes: fn(Takes) -> String,
    /// What is wrong with a program, and where.
    pub program_error: fn(&ProgramError) -> String,
    /// What is wrong with a program.
    pub program_message: fn(&ProgramError) -> String,
    /// What is strange about a program that can run, without its place.
    pub program_warning: fn(ProgramWarningKind) -> String,
    /// A length of time with its units.
    pub quantity: fn(Quantity) -> String,
    /// Searches over faults.
    pub search: SearchLabels,
    /// The parts of [`Self::summary`], each with what it is about.
    pub clauses: fn(&Situation) -> Vec<(Facets, String)>,
    /// Strategies side by side.
    pub compare: CompareLabels,
    /// What one more fault comes to.
    pub fault_map: FaultMapLabels,
}

/// A participant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeWords {
    /// The name by which faults and traces call it; ties this row to its participant.
    pub id: &'static str,
    /// The head of its lifeline.
    pub name: &'static str,
    /// The head where there is little room: on a phone, beside a line of the program.
    pub short: &'static str,
    /// The small line under the head: the usual term, or its part in the story.
    pub term: &'static str,
    /// The name inside a sentence: `the broker`.
    pub subject: &'static str,
}

/// A kind of message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoleWords {
    /// The role by which faults and traces call it; ties this row to its role.
    pub role: &'static str,
    /// The message inside a sentence: `the answer to the half message`.
    pub noun: &'static str,
}

/// A guarantee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GuaranteeWords {
    /// Its id; ties this row to its guarantee.
    pub id: &'static str,
    /// A few words for the list.
    pub name: &'static str,
    /// One plain sentence.
    pub sentence: &'static str,
}

/// An outcome code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutcomeWords {
    /// One or two words, for legends.
    pub name: &'static str,
    /// What it means, as a sentence.
    pub meaning: &'static str,
}

/// A setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SettingWords {
    /// Its key; ties this row to its setting.
    pub key: &'static str,
    /// The label.
    pub label: &'static str,
    /// One sentence of help.
    pub help: &'static str,
    /// Labels of the words of a choice, in the order of the choice; empty for other kinds.
    pub choices: &'static [&'static str],
}

/// Something that can be written into a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PhraseWords {
    /// What its template begins with; ties this row to its phrase.
    pub begins: &'static str,
    /// What it does, in a few words.
    pub says: &'static str,
}

impl Catalogue {
    /// Checks, while it is compiled, that every row words what stands at its place. Each language
    /// calls it in a constant, so that a row in the wrong place does not compile either.
    pub(super) const fn checked(self) -> Self {
        let mut row = 0;
        while row < self.nodes.len() {
            assert!(
                is_same(self.nodes[row].id.as_bytes(), nodes::NAMES[row].1.as_bytes()),
                "nodes: see nodes::NAMES"
            );
            row += 1;
        }
        row = 0;
        while row < self.roles.len() {
            assert!(
                is_same(self.roles[row].role.as_bytes(), Message::ROLES[row].as_bytes()),
                "roles: see Message::ROLES"
            );
            row += 1;
        }
        row = 0;
        while row < self.guarantees.len() {
            assert!(
                is_same(self.guarantees[row].id.as_bytes(), GUARANTEES[row].id.as_bytes()),
                "guarantees: see GUARANTEES"
            );
            row += 1;
        }
        row = 0;
        while row < self.settings.len() {
            let (words, setting) = (&self.settings[row], &SETTINGS[row]);
            assert!(
                is_same(words.key.as_bytes(), setting.key.as_bytes()),
                "settings: see SETTINGS"
            );
            let choices = match setting.kind {
                Kind::Choice { words, .. } => words.len(),
                _ => 0,
            };
            assert!(words.choices.len() == choices, "choices: one label for each word of a choice");
            row += 1;
        }
        row = 0;
        while row < self.phrases.len() {
            let (template, _) =
                PHRASES[row].template.as_bytes().split_at(self.phrases[row].begins.len());
            assert!(is_same(self.phrases[row].begins.as_bytes(), template), "phrases: see PHRASES");
            row += 1;
        }
        self
    }
}

/// `a == b`, which is not yet available to constants.
const fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut place = 0;
    while place < a.len() {
        if a[place] != b[place] {
            return false;
        }
        place += 1;
    }
    true
}

/// The row of a participant. Ids come from [`nodes`]; the kernel makes no others.
pub(super) fn node(words: &'static Catalogue, node: NodeId) -> &'static NodeWords {
    let place = nodes::NAMES.iter().position(|(id, _)| *id == node);
    &words.nodes[place.unwrap_or(0)]
}

/// The row of a role, if there is such a role.
pub(super) fn role(words: &'static Catalogue, role: &str) -> Option<&'static RoleWords> {
    words.roles.iter().find(|row| row.role == role)
}
