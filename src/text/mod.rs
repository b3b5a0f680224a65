//! All words of the page, the command and the exports.
//!
//! Every other room speaks in types. Here they become words, in one way for all languages: this
//! room finds the key and what goes into its holes, and a sentence of `text/*.ftl` says it. Where
//! grammar differs, the sentences differ (their cases), and two rules hold for all: a blank between
//! Chinese and Latin at the edge of a hole, and a capital where a sentence asks for one.
//! There are only words here, no markup.
//!
//! Adding a language is adding one file to `text/`: the build compiles it and says what is missing.
//! No other room chooses between languages.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod display;
mod errors;
mod events;
mod facts;
mod faults;
mod fill;
mod marks;
mod messages;
mod names;
mod program;
mod quantity;
mod replies;
mod searched;
mod summary;
mod told;
mod why;
mod words;

#[cfg(test)]
mod tests;

use crate::guarantee::{Outcome, Standing, Verdict};
use crate::program::phrase::{Phrase, PhraseGroup};
use crate::program::step::{CheckKey, Checker, Family, Header, Words as FileWords};
use crate::program::{ProgramError, ProgramWarning, ProgramWarningKind};
use crate::run::Run;
use crate::run::missing::Owed;
use crate::run::situation::{Facets, Situation};
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

pub use crate::lang::Lang;
pub use fill::grouped;
pub use searched::{fault_kind, left_out, open_help, search_counts, search_receipt, searched};
pub use told::Told;
pub use why::why_broken;
pub use words::{NotWords, Words};

/// The name of a participant as the head of its lifeline shows it.
pub fn node_name(lang: Lang, node: NodeId) -> &'static str {
    lang.words().node(node, "name")
}

/// A participant's name where there is little room.
pub fn node_short_name(lang: Lang, node: NodeId) -> &'static str {
    lang.words().node(node, "short")
}

/// The small line under a participant's name: the term that the literature uses, or its part in
/// the story.
pub fn node_term(lang: Lang, node: NodeId) -> &'static str {
    lang.words().node(node, "term")
}

/// A participant's name inside a sentence: `the broker`.
pub fn node_subject(lang: Lang, node: NodeId) -> &'static str {
    lang.words().subject(node)
}

/// The label of a message's arrow: short, one line.
pub fn message_label(lang: Lang, message: &Message) -> String {
    messages::label(lang.words(), message)
}

/// The label of a mark that the diagram draws; `None` for marks that are not drawn as text,
/// because an arrow, a bracket or the program's highlighted line says the same.
pub fn mark_label(lang: Lang, mark: &Mark) -> Option<String> {
    marks::label(lang.words(), mark)
}

/// Why a message never arrives, in a word or two, for the end of its broken arrow.
pub fn loss_label(lang: Lang, reason: LossReason) -> &'static str {
    messages::loss(lang.words(), reason)
}

/// A crash on a lifeline, and when it is over: `crash, back in 10 s`.
pub fn crash_label(lang: Lang, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let words = lang.words();
    let what = match mode {
        CrashMode::Process => words.badge_crash_process(),
        CrashMode::PowerCut => words.badge_crash_power_cut(),
        CrashMode::Destroyed => words.badge_crash_destroyed(),
    };
    match down_for {
        Some(length) => words.badge_back_in(&words.exact(length), &what),
        None => words.badge_for_good(&what),
    }
}

/// A new start on a lifeline. The payment system and the stores keep nothing in their memory that
/// they could have lost.
pub fn restart_label(lang: Lang, node: NodeId) -> &'static str {
    match node {
        nodes::PAYMENT | nodes::REDIS | nodes::ELASTICSEARCH => {
            lang.words().badge_restarted_stateless()
        }
        _ => lang.words().badge_restarted(),
    }
}

/// A pause on a lifeline: `paused 10 s`.
pub fn pause_label(lang: Lang, pause_for: SimDuration) -> String {
    lang.words().badge_paused_for(&exact_duration(lang, pause_for))
}

/// A clock that is fast, or slow if `micros` is negative: `clock 10 s ahead`.
pub fn skew_label(lang: Lang, micros: i64) -> String {
    let words = lang.words();
    let by = words.exact(SimDuration::from_micros(micros.unsigned_abs()));
    if micros < 0 { words.badge_clock_behind(&by) } else { words.badge_clock_ahead(&by) }
}

/// An operator's act, in a few words.
pub fn operation_label(lang: Lang, operation: Operation) -> &'static str {
    match operation {
        Operation::CheckNow => lang.words().badge_check_now(),
        Operation::ResumeDiscarded => lang.words().badge_resume_discarded(),
    }
}

/// What never happens, in two words: `never sent`.
pub fn missing_label(lang: Lang, what: Owed) -> &'static str {
    let words = lang.words();
    match what {
        Owed::Message => words.badge_missing_message(),
        Owed::Payout => words.badge_missing_payout(),
        Owed::Answer => words.badge_missing_answer(),
        Owed::View => words.badge_missing_view(),
    }
}

/// That so many more orders lack something.
pub fn missing_more(lang: Lang, orders: usize) -> String {
    lang.words().badge_missing_more(&orders)
}

/// What happened, as a full sentence for event lists and screen readers. `event` is one of the
/// run's own.
pub fn event_sentence(lang: Lang, run: &Run, event: &TraceEvent) -> String {
    events::sentence(lang.words(), &Told::new(run, event))
}

/// A fault as a short sentence without a full stop, for chips and lists.
pub fn fault_sentence(lang: Lang, fault: &Fault) -> String {
    faults::sentence(lang.words(), fault)
}

/// The words of a file, a strategy's or a scenario's, for readers of a language; those of another
/// language where it has none in this one.
pub fn of_file(lang: Lang, words: &FileWords) -> &str {
    let all = Lang::ALL.iter().copied();
    let mut texts = std::iter::once(lang).chain(all).map(|lang| words.of(lang));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// The title of a program, which need not have one.
pub fn title_of(lang: Lang, header: &Header) -> &str {
    let title = of_file(lang, &header.title);
    if title.is_empty() { lang.words().program_custom() } else { title }
}

/// The heading of a shelf of scenarios: `§3 …` for a section of the course.
pub fn shelf(lang: Lang, shelf: Shelf) -> String {
    let words = lang.words();
    let title = match shelf {
        Shelf::Course(course) => {
            let title = words.named("section", &course.to_string(), "");
            return format!("§{course} {}", title.unwrap_or_default());
        }
        Shelf::Conformance => words.shelf_conformance(),
        Shelf::Duplicates => words.shelf_duplicates(),
        Shelf::Losses => words.shelf_losses(),
        Shelf::Checkers => words.shelf_checkers(),
        Shelf::Clients => words.shelf_clients(),
        Shelf::Kafka => words.shelf_kafka(),
        Shelf::Others => words.shelf_others(),
    };
    title.to_owned()
}

/// The heading of a family of strategies.
pub fn family(lang: Lang, family: Family) -> &'static str {
    match family {
        Family::TwoWrites => lang.words().family_two_writes(),
        Family::Prepared => lang.words().family_prepared(),
        Family::OneWrite => lang.words().family_one_write(),
        Family::Repair => lang.words().family_repair(),
    }
}

/// A checker in a few words: `K1 · status · else rollback`.
pub fn checker(lang: Lang, checker: Checker) -> String {
    let words = lang.words();
    let Checker { number, key } = checker;
    let key = match key {
        CheckKey::Status => words.checker_by_status(),
        CheckKey::Message => words.checker_by_message(),
    };
    let answer = words.named("answer", &number.to_string(), "").unwrap_or_default();
    format!("K{number} · {key} · {answer}")
}

/// What a phrase does when it stands in a program, in a few words.
pub fn phrase(lang: Lang, phrase: &Phrase) -> &'static str {
    lang.words().named("phrase", phrase.name(), "").unwrap_or_default()
}

/// The heading of a group of phrases.
pub fn phrase_group(lang: Lang, group: PhraseGroup) -> &'static str {
    let words = lang.words();
    match group {
        PhraseGroup::Database => words.group_phrase_database(),
        PhraseGroup::Outbox => words.group_phrase_outbox(),
        PhraseGroup::Stores => words.group_phrase_stores(),
        PhraseGroup::Message => words.group_phrase_message(),
        PhraseGroup::Caller => words.group_phrase_caller(),
        PhraseGroup::Memory => words.group_phrase_memory(),
        PhraseGroup::Consumer => words.group_phrase_consumer(),
        PhraseGroup::Flow => words.group_phrase_flow(),
        PhraseGroup::Choice => words.group_phrase_choice(),
        PhraseGroup::Next => words.group_phrase_next(),
        PhraseGroup::Otherwise => words.group_phrase_otherwise(),
        PhraseGroup::Failure => words.group_phrase_failure(),
        PhraseGroup::Handler => words.group_phrase_handler(),
    }
}

/// What a run comes to, in business words, from its final state.
pub fn summary(lang: Lang, run: &Run) -> String {
    summary_at(lang, run, &run.world, run.steps())
}

/// What is so at a step of a run, in business words. `world` is the world right after that step.
pub fn summary_at(lang: Lang, run: &Run, world: &World, step: u32) -> String {
    summary::sentence(lang.words(), &Situation::new(run, world, step))
}

/// The parts of a summary, each with what it is about.
pub fn clauses(lang: Lang, situation: &Situation) -> Vec<(Facets, String)> {
    summary::clauses(lang.words(), situation)
}

/// A guarantee in a few words; its id, if there is no such guarantee.
pub fn guarantee_name(lang: Lang, id: &'static str) -> &'static str {
    lang.words().named("guarantee", id, "name").unwrap_or(id)
}

/// A guarantee as one plain sentence.
pub fn guarantee_sentence(lang: Lang, id: &str) -> &'static str {
    lang.words().named("guarantee", id, "sentence").unwrap_or_default()
}

/// How a guarantee stands at a step, as a word or two: `holds`, `broken since step 4`.
pub fn standing_label(lang: Lang, standing: Standing, verdict: &Verdict) -> String {
    let words = lang.words();
    let plain = match (standing, verdict.seen_broken_at()) {
        (Standing::Idle, _) => words.standing_idle(),
        (Standing::Holds, _) => words.standing_holds(),
        (Standing::BreaksHere, _) => words.standing_breaks_here(),
        (Standing::BrokenEarlier, Some(step)) => return words.standing_broken_since(&step),
        (Standing::BrokenEarlier, None) => words.standing_broken_earlier(),
        (Standing::BreaksLater, Some(step)) => return words.standing_breaks_at(&step),
        (Standing::BreaksLater, None) => words.standing_breaks_later(),
        (Standing::Undecided, Some(step)) => return words.standing_undecided_until(&step),
        (Standing::Undecided, None) => words.standing_undecided(),
    };
    plain.to_owned()
}

/// An outcome code in one or two words, for legends.
pub fn outcome_name(lang: Lang, outcome: Outcome) -> &'static str {
    lang.words().named("outcome", outcome.code(), "name").unwrap_or_default()
}

/// What an outcome code means, as a sentence.
pub fn outcome_meaning(lang: Lang, outcome: Outcome) -> &'static str {
    lang.words().named("outcome", outcome.code(), "meaning").unwrap_or_default()
}

/// The label of a setting; its key, if there is no such setting.
pub fn setting_label(lang: Lang, key: &'static str) -> &'static str {
    lang.words().named("setting", key, "label").unwrap_or(key)
}

/// One sentence of help on a setting.
pub fn setting_help(lang: Lang, key: &str) -> &'static str {
    lang.words().named("setting", key, "help").unwrap_or_default()
}

/// A word of a setting that is a choice; the word itself, if it has no other.
pub fn setting_choice<'a>(lang: Lang, key: &str, word: &'a str) -> &'a str {
    lang.words().named("setting", key, &format!("is-{word}")).unwrap_or(word)
}

/// The heading of a group of settings.
pub fn group_name(lang: Lang, group: Group) -> &'static str {
    let words = lang.words();
    match group {
        Group::Payment => words.group_payment(),
        Group::Order => words.group_order(),
        Group::Infrastructure => words.group_infrastructure(),
        Group::Broker => words.group_broker(),
        Group::Consumer => words.group_consumer(),
        Group::Kafka => words.group_kafka(),
        Group::Client => words.group_client(),
    }
}

/// What is wrong with a scenario text, with its line.
pub fn scenario_error(lang: Lang, error: &ScenarioError) -> String {
    printable(&error.kind, errors::placed(lang.words(), error))
}

/// What is wrong with a scenario text, for whoever shows its line by other means.
pub fn scenario_message(lang: Lang, kind: &ScenarioErrorKind) -> String {
    printable(kind, errors::message(lang.words(), kind))
}

/// A sentence of more bytes quotes what nobody wrote by hand.
const SENTENCE_MAX: usize = 1_000;

/// The sentence without what a terminal would take for a command, and without the middle of what
/// is endless: it quotes what somebody wrote.
fn printable(kind: &ScenarioErrorKind, sentence: String) -> String {
    if matches!(kind, ScenarioErrorKind::Program(_)) {
        // Each has a line of its own, and quotes no such thing.
        return sentence;
    }
    let sentence = sentence.replace(char::is_control, "\u{fffd}");
    if sentence.len() <= SENTENCE_MAX {
        return sentence;
    }
    let (head, tail) = (SENTENCE_MAX / 2, sentence.len() - SENTENCE_MAX / 2);
    let (head, tail) = (sentence.floor_char_boundary(head), sentence.ceil_char_boundary(tail));
    format!("{}…{}", &sentence[..head], &sentence[tail..])
}

/// What values a setting takes, as part of a sentence: `a whole number from 1 to 40`.
pub fn takes(lang: Lang, setting: &Setting) -> String {
    errors::takes(lang.words(), setting.takes())
}

/// What is wrong with a program, with its line and column.
pub fn program_error(lang: Lang, error: &ProgramError) -> String {
    program::placed(lang.words(), error)
}

/// What is wrong with a program, for whoever shows its place by other means.
pub fn program_message(lang: Lang, error: &ProgramError) -> String {
    program::message(lang.words(), error)
}

/// What is strange about a program, for whoever shows its place by other means.
pub fn program_warning(lang: Lang, warning: ProgramWarning) -> &'static str {
    match warning.kind {
        ProgramWarningKind::NeverAcknowledges => lang.words().warning_never_acknowledges(),
    }
}

/// A length of time that was measured, for people, to a tenth of a second: `27.4 s`, `8 min 0 s`.
pub fn duration(lang: Lang, duration: SimDuration) -> String {
    quantity::in_words(lang.words(), quantity::rounded(duration))
}

/// A length of time that somebody set, for people, exactly: `2 min`, `1.5 s`, `250 µs`.
pub fn exact_duration(lang: Lang, duration: SimDuration) -> String {
    lang.words().exact(duration)
}

/// A moment of the run for people: `58.214 s`.
pub fn clock(lang: Lang, at: SimTime) -> String {
    quantity::in_words(lang.words(), quantity::clock(at))
}
