//! From the page's own types to words of the catalogue.

use crate::program::step::Decision;
use crate::scenario::link::{LinkError, MODEL_VERSION};
use crate::scenario::preset::preset;
use crate::text::{self, Lang};

use super::keys::KeyCommand;
use super::menu::{Target, Verb, WhyNot};
use super::notice::Notice;
use super::search::state::Trouble;
use super::state::AppState;

/// What the page calls what it shows: the title of a named scenario; once that is changed, its name
/// and the strategy that runs.
pub fn title(lab: &AppState) -> String {
    if let Some(shown) = lab.shown_preset() {
        return text::of_file(lab.lang, &shown.file.title).to_owned();
    }
    let strategy = text::title_of(lab.lang, &lab.timeline.run.shop.program.header);
    match origin(lab) {
        Some(origin) => format!("{origin} · {strategy}"),
        None => strategy.to_owned(),
    }
}

/// The named scenario of which something was changed: `A3-1, changed`.
pub fn origin(lab: &AppState) -> Option<String> {
    let origin = lab.preset.and_then(preset).filter(|_| lab.shown_preset().is_none())?;
    let number = origin.number();
    let title = || text::of_file(lab.lang, &origin.file.title);
    let name = if number.is_empty() { title() } else { &number };
    Some((lab.lang.words().scenarios.changed)(name))
}

/// What an item of the fault menu says.
pub fn verb(lang: Lang, target: Target, verb: Verb) -> String {
    let words = &lang.words().faults;
    let length = |duration| text::exact_duration(lang, duration);
    let command = match verb {
        Verb::CrashFor(_, down_for) => (words.crash_for)(&length(down_for)),
        Verb::CrashForever(_) => words.crash_forever.to_owned(),
        Verb::PowerCut(_) => words.power_cut.to_owned(),
        Verb::Destroy(_) => words.destroy.to_owned(),
        Verb::Pause(_, pause_for) => (words.pause_for)(&length(pause_for)),
        Verb::Restart(_) => words.restart_now.to_owned(),
        Verb::CutFromBroker(_, cut_for) => (words.cut_from_broker)(&length(cut_for)),
        Verb::CrashBeforeLine => words.crash_before_line.to_owned(),
        Verb::CrashAfterLine => words.crash_after_line.to_owned(),
        Verb::RefuseLine => words.refuse_line.to_owned(),
        Verb::Lose => words.lose.to_owned(),
        Verb::Delay(by) => (words.delay_by)(&length(by)),
        Verb::Duplicate => words.duplicate.to_owned(),
        Verb::Refuse => words.refuse.to_owned(),
        Verb::CheckNow => words.check_now.to_owned(),
        Verb::ResumeDiscarded => words.resume_discarded.to_owned(),
        // It has words of its own: what comes of it is in the map.
        Verb::Mapped(_) => String::new(),
        Verb::CheckerAnswer(answer) => {
            let answer = match answer {
                None => words.checker_program,
                Some(Decision::Commit) => words.checker_commit,
                Some(Decision::Rollback) => words.checker_rollback,
                Some(Decision::Unknown) => words.checker_unknown,
            };
            format!("{} {answer}", words.checker_answers)
        }
    };
    match (target, verb) {
        // Where the menu is not about one participant, the item says about which it is.
        (Target::Here, Verb::CrashFor(node, _) | Verb::PowerCut(node)) => {
            format!("{}: {command}", text::node_name(lang, node))
        }
        _ => command,
    }
}

/// Why an item cannot be chosen.
pub fn why_not(lang: Lang, reason: WhyNot) -> &'static str {
    let words = &lang.words().reasons;
    match reason {
        WhyNot::IsDown => words.already_down,
        WhyNot::IsUp => words.not_down,
        WhyNot::NeverRan => words.line_never_ran,
        WhyNot::NothingDiscarded => words.nothing_discarded,
        WhyNot::AlreadySo => words.already_so,
    }
}

/// What a key does.
pub fn command(lang: Lang, command: KeyCommand) -> &'static str {
    let words = lang.words();
    match command {
        KeyCommand::TogglePlay => words.help.play_or_pause,
        KeyCommand::Forward => words.transport.next,
        KeyCommand::Back => words.transport.previous,
        KeyCommand::First => words.transport.first,
        KeyCommand::Last => words.transport.last,
        KeyCommand::Act => words.help.open_menu,
        KeyCommand::Undo => words.faults.undo,
        KeyCommand::Redo => words.faults.redo,
        KeyCommand::Help => words.help.title,
        KeyCommand::Close => words.page.close,
    }
}

/// A notice as a sentence.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    let words = &lang.words().notices;
    match notice {
        Notice::BadQuery { name, value, known } => (words.bad_value)(name, value, known),
        Notice::BadSet { value, why } => (words.bad_set)(value, &text::scenario_message(lang, why)),
        Notice::LeftOut(names) => (words.left_out)(names),
        Notice::Unknown { found, nearest } => (words.unknown_scenario)(found, nearest),
        Notice::OtherModel(model) => (words.other_model)(*model, MODEL_VERSION),
        Notice::Link(LinkError::Scenario(error)) => {
            (words.bad_scenario)(&text::scenario_error(lang, error))
        }
        Notice::Refused(error) => (words.refused)(&text::scenario_error(lang, error)),
        Notice::NewerContract(_) | Notice::Link(LinkError::UnknownCodec(_)) => {
            words.newer_version.to_owned()
        }
        Notice::Search(trouble) => match trouble {
            Trouble::Missing => words.no_search.to_owned(),
            Trouble::Page => words.page_for_search.to_owned(),
            Trouble::Alone => words.no_workers.to_owned(),
            Trouble::Ended => words.search_ended.to_owned(),
            Trouble::Broke(why) => (words.search_broke)(why),
        },
        Notice::Link(LinkError::Damaged) => words.bad_link.to_owned(),
        Notice::Link(LinkError::TooLong) => words.long_link.to_owned(),
        Notice::NothingDrawn => words.nothing_drawn.to_owned(),
        Notice::DraftLeftOut => words.draft_left_out.to_owned(),
        Notice::DraftIsBack => words.draft_is_back.to_owned(),
    }
}
