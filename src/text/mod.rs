//! All words of the page, the command and the exports: one typed catalogue per language.
//!
//! Every other room speaks in types. Here they become words: a [`Catalogue`] holds the labels as
//! text and the sentences as functions, and each language is one static value of it. A missing
//! translation is a compile error: labels are fields, tables have the length of what they word,
//! and sentences match without a default arm. There are only words here, no markup.
//!
//! Adding a language is adding one folder like `en/` and one line of the registry below. No other
//! room chooses between languages: even [`of_file`], where a strategy or scenario brings words of
//! its own in two of them, asks the catalogue which.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod catalogue;
mod display;
mod en;
mod labels;
mod quantity;
mod searched;
mod told;
mod zh_cn;

#[cfg(test)]
mod tests;

use crate::guarantee::{Outcome, Standing, Verdict};
use crate::program::step::{Checker, Family, Header, Words};
use crate::program::{ProgramError, ProgramWarning};
use crate::run::Run;
use crate::run::situation::Situation;
use crate::scenario::error::{ScenarioError, ScenarioErrorKind};
use crate::scenario::fault::Fault;
use crate::scenario::preset::Shelf;
use crate::scenario::settings::{Group, Setting};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::shop::{Operation, TraceEvent, World};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::LossReason;

pub use catalogue::{
    Catalogue, GuaranteeWords, NodeWords, OutcomeWords, PhraseWords, RoleWords, SettingWords,
};
pub use labels::{
    Badges, ExportWords, FaultLabels, Guarantees, Help, Notices, PageLabels, ProgramLabels,
    ReasonLabels, Scenarios, SettingLabels, Share, StateLabels, Themes, Transport,
};
pub use searched::searched;
pub use told::Told;

/// Makes [`Lang`] and finds its catalogue, so that a language is registered in one place.
macro_rules! registry {
    ($($(#[doc = $doc:literal])* $name:ident => $module:ident,)*) => {
        /// A language of the page.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Lang { $($(#[doc = $doc])* $name,)* }

        impl Lang {
            /// Every language, in the order in which a switch lists them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// All the words of this language.
            pub fn words(self) -> &'static Catalogue {
                match self { $(Self::$name => &$module::CATALOGUE,)* }
            }
        }
    };
}

registry! {
    /// English.
    En => en,
    /// Simplified Chinese.
    ZhCn => zh_cn,
}

/// The course is in Chinese, so that is the language of whoever asks for none.
impl Default for Lang {
    fn default() -> Self {
        Self::ZhCn
    }
}

impl Lang {
    /// The code that links, `--lang` and the `lang` attribute carry: `en`, `zh-CN` (BCP 47).
    pub fn code(self) -> &'static str {
        self.words().code
    }

    /// The name of the language in itself: `English`, `简体中文`.
    pub fn native_name(self) -> &'static str {
        self.words().native_name
    }

    /// The language that somebody means who wrote `text`: a code in any case with `-` or `_`
    /// (`zh_cn`, `zh-Hans-SG`, `en-US`), a POSIX locale (`zh_CN.UTF-8`), a common short form (`cn`)
    /// or the name of the language. Only the primary subtag decides: a reader of Traditional
    /// Chinese is better served by Simplified than by English.
    pub fn from_tolerant(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|lang| {
            lang.words().tags.contains(&primary) || lang.native_name().to_ascii_lowercase() == text
        })
    }
}

/// The name of a participant as the head of its lifeline shows it.
pub fn node_name(lang: Lang, node: NodeId) -> &'static str {
    catalogue::node(lang.words(), node).name
}

/// A participant's name where there is little room.
pub fn node_short_name(lang: Lang, node: NodeId) -> &'static str {
    catalogue::node(lang.words(), node).short
}

/// The small line under a participant's name: the term that the literature uses, or its part in
/// the story.
pub fn node_term(lang: Lang, node: NodeId) -> &'static str {
    catalogue::node(lang.words(), node).term
}

/// A participant's name inside a sentence: `the broker`.
pub fn node_subject(lang: Lang, node: NodeId) -> &'static str {
    catalogue::node(lang.words(), node).subject
}

/// The label of a message's arrow: short, one line.
pub fn message_label(lang: Lang, message: &Message) -> String {
    (lang.words().message_label)(message)
}

/// The label of a mark that the diagram draws; `None` for marks that are not drawn as text,
/// because an arrow, a bracket or the program's highlighted line says the same.
pub fn mark_label(lang: Lang, mark: &Mark) -> Option<String> {
    (lang.words().mark_label)(mark)
}

/// Why a message never arrives, in a word or two, for the end of its broken arrow.
pub fn loss_label(lang: Lang, reason: LossReason) -> &'static str {
    (lang.words().loss_label)(reason)
}

/// A crash on a lifeline, and when it is over: `crash, back in 10 s`.
pub fn crash_label(lang: Lang, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let back_in = down_for.map(|down_for| exact_duration(lang, down_for));
    (lang.words().badges.crash)(mode, back_in.as_deref())
}

/// A new start on a lifeline. The payment system and the stores keep nothing in their memory that
/// they could have lost.
pub fn restart_label(lang: Lang, node: NodeId) -> &'static str {
    let badges = &lang.words().badges;
    match node {
        nodes::PAYMENT | nodes::REDIS | nodes::ELASTICSEARCH => badges.restarted_stateless,
        _ => badges.restarted,
    }
}

/// A pause on a lifeline: `paused 10 s`.
pub fn pause_label(lang: Lang, pause_for: SimDuration) -> String {
    (lang.words().badges.paused_for)(&exact_duration(lang, pause_for))
}

/// A clock that is fast, or slow if `micros` is negative: `clock 10 s ahead`.
pub fn skew_label(lang: Lang, micros: i64) -> String {
    let badges = &lang.words().badges;
    let by = exact_duration(lang, SimDuration::from_micros(micros.unsigned_abs()));
    if micros < 0 { (badges.clock_behind)(&by) } else { (badges.clock_ahead)(&by) }
}

/// An operator's act, in a few words.
pub fn operation_label(lang: Lang, operation: Operation) -> &'static str {
    (lang.words().badges.operation)(operation)
}

/// What happened, as a full sentence for event lists and screen readers. `event` is one of the
/// run's own.
pub fn event_sentence(lang: Lang, run: &Run, event: &TraceEvent) -> String {
    (lang.words().event)(&Told::new(run, event))
}

/// A fault as a short sentence without a full stop, for chips and lists.
pub fn fault_sentence(lang: Lang, fault: &Fault) -> String {
    (lang.words().fault)(fault)
}

/// The words of a file, a strategy's or a scenario's, for readers of a language; those of another
/// language where it has none in this one.
pub fn of_file(lang: Lang, words: &Words) -> &str {
    let own = (lang.words().of_file)(words);
    [own, &words.en, &words.zh].into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The title of a program, which need not have one.
pub fn title_of(lang: Lang, header: &Header) -> &str {
    let title = of_file(lang, &header.title);
    if title.is_empty() { lang.words().program.custom } else { title }
}

/// The heading of a shelf of scenarios: `§3 …` for a section of the course.
pub fn shelf(lang: Lang, shelf: Shelf) -> String {
    let words = &lang.words().scenarios;
    let beyond = match shelf {
        Shelf::Course(course) => {
            let title = course.checked_sub(1).and_then(|row| words.sections.get(usize::from(row)));
            return format!("§{course} {}", title.copied().unwrap_or_default());
        }
        Shelf::Conformance => 0,
        Shelf::Duplicates => 1,
        Shelf::Losses => 2,
        Shelf::Checkers => 3,
        Shelf::Clients => 4,
        Shelf::Kafka => 5,
        Shelf::Others => 6,
    };
    words.shelves[beyond].to_owned()
}

/// The heading of a family of strategies.
pub fn family(lang: Lang, family: Family) -> &'static str {
    lang.words().scenarios.families[family as usize]
}

/// A checker in a few words: `K1 · status · else rollback`.
pub fn checker(lang: Lang, checker: Checker) -> String {
    let words = &lang.words().scenarios;
    let Checker { number, key } = checker;
    let answer = words.check_answers.get(usize::from(number).wrapping_sub(1));
    let key = words.check_keys[key as usize];
    format!("K{number} · {key} · {}", answer.copied().unwrap_or_default())
}

/// What a run comes to, in business words, from its final state.
pub fn summary(lang: Lang, run: &Run) -> String {
    summary_at(lang, run, &run.world, run.steps())
}

/// What is so at a step of a run, in business words. `world` is the world right after that step.
pub fn summary_at(lang: Lang, run: &Run, world: &World, step: u32) -> String {
    (lang.words().summary)(&Situation::new(run, world, step))
}

/// The name and the plain sentence of a guarantee; `None` if there is no guarantee of this id.
pub fn guarantee_words(lang: Lang, id: &str) -> Option<&'static GuaranteeWords> {
    lang.words().guarantees.iter().find(|words| words.id == id)
}

/// How a guarantee stands at a step, as a word or two: `holds`, `broken since step 4`.
pub fn standing_label(lang: Lang, standing: Standing, verdict: &Verdict) -> String {
    (lang.words().standing)(standing, verdict.seen_broken_at())
}

/// What an outcome code means.
pub fn outcome_words(lang: Lang, outcome: Outcome) -> OutcomeWords {
    (lang.words().outcome)(outcome)
}

/// The label and the help of a setting; `None` if there is no setting of this key.
pub fn setting_words(lang: Lang, key: &str) -> Option<&'static SettingWords> {
    lang.words().settings.iter().find(|words| words.key.eq_ignore_ascii_case(key))
}

/// The heading of a group of settings.
pub fn group_name(lang: Lang, group: Group) -> &'static str {
    (lang.words().group)(group)
}

/// What is wrong with a scenario text, with its line.
pub fn scenario_error(lang: Lang, error: &ScenarioError) -> String {
    printable(&error.kind, (lang.words().scenario_error)(error))
}

/// What is wrong with a scenario text, for whoever shows its line by other means.
pub fn scenario_message(lang: Lang, kind: &ScenarioErrorKind) -> String {
    printable(kind, (lang.words().scenario_message)(kind))
}

/// The sentence without what a terminal would take for a command: it quotes what somebody wrote.
fn printable(kind: &ScenarioErrorKind, sentence: String) -> String {
    match kind {
        // Each has a line of its own, and quotes no such thing.
        ScenarioErrorKind::Program(_) => sentence,
        _ => sentence.replace(char::is_control, "\u{fffd}"),
    }
}

/// What values a setting takes, as part of a sentence: `a whole number from 1 to 40`.
pub fn takes(lang: Lang, setting: &Setting) -> String {
    (lang.words().takes)(setting.takes())
}

/// What is wrong with a program, with its line and column.
pub fn program_error(lang: Lang, error: &ProgramError) -> String {
    (lang.words().program_error)(error)
}

/// What is wrong with a program, for whoever shows its place by other means.
pub fn program_message(lang: Lang, error: &ProgramError) -> String {
    (lang.words().program_message)(error)
}

/// What is strange about a program, for whoever shows its place by other means.
pub fn program_warning(lang: Lang, warning: ProgramWarning) -> String {
    (lang.words().program_warning)(warning.kind)
}

/// A length of time that was measured, for people, to a tenth of a second: `27.4 s`, `8 min 0 s`.
pub fn duration(lang: Lang, duration: SimDuration) -> String {
    (lang.words().quantity)(quantity::rounded(duration))
}

/// A length of time that somebody set, for people, exactly: `2 min`, `1.5 s`, `250 µs`.
pub fn exact_duration(lang: Lang, duration: SimDuration) -> String {
    (lang.words().quantity)(quantity::exact(duration))
}

/// A moment of the run for people: `58.214 s`.
pub fn clock(lang: Lang, at: SimTime) -> String {
    (lang.words().quantity)(quantity::clock(at))
}

/// Words of a program in a sentence, each in backticks: `comma` stands between two of them, and
/// `conjunction` before the last.
fn quoted_list<T: AsRef<str>>(words: &[T], comma: &str, conjunction: &str) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((last, first)) if !first.is_empty() => {
            format!("{} {conjunction} {last}", first.join(comma))
        }
        _ => quoted.concat(),
    }
}
