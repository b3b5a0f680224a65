//! From the page's own types to words of the catalogue.

use crate::program::step::Decision;
use crate::scenario::error::{ScenarioError, ScenarioErrorKind};
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
    Some(lab.lang.words().scenario_changed(&name))
}

/// What an item of the fault menu says.
pub fn verb(lang: Lang, target: Target, verb: Verb) -> String {
    let words = lang.words();
    let length = |duration| text::exact_duration(lang, duration);
    let command = match verb {
        Verb::CrashFor(_, down_for) => words.fault_crash_for(&length(down_for)),
        Verb::CrashForever(_) => words.fault_crash_forever().to_owned(),
        Verb::PowerCut(_) => words.fault_power_cut().to_owned(),
        Verb::Destroy(_) => words.fault_destroy().to_owned(),
        Verb::Pause(_, pause_for) => words.fault_pause_for(&length(pause_for)),
        Verb::Restart(_) => words.fault_restart_now().to_owned(),
        Verb::CutFromBroker(_, cut_for) => words.fault_cut_from_broker(&length(cut_for)),
        Verb::CrashBeforeLine => words.fault_crash_before_line().to_owned(),
        Verb::CrashAfterLine => words.fault_crash_after_line().to_owned(),
        Verb::RefuseLine => words.fault_refuse_line().to_owned(),
        Verb::Lose => words.fault_lose().to_owned(),
        Verb::Delay(by) => words.fault_delay_by(&length(by)),
        Verb::Duplicate => words.fault_duplicate().to_owned(),
        Verb::Refuse => words.fault_refuse().to_owned(),
        Verb::CheckNow => words.fault_check_now().to_owned(),
        Verb::ResumeDiscarded => words.fault_resume_discarded().to_owned(),
        // It has words of its own: what comes of it is in the map.
        Verb::Mapped(_) => String::new(),
        Verb::CheckerAnswer(answer) => {
            let answer = match answer {
                None => words.fault_checker_program(),
                Some(Decision::Commit) => words.fault_checker_commit(),
                Some(Decision::Rollback) => words.fault_checker_rollback(),
                Some(Decision::Unknown) => words.fault_checker_unknown(),
            };
            format!("{} {answer}", words.fault_checker_answers())
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
    let words = lang.words();
    match reason {
        WhyNot::IsDown => words.reason_already_down(),
        WhyNot::IsUp => words.reason_not_down(),
        WhyNot::NeverRan => words.reason_line_never_ran(),
        WhyNot::NothingDiscarded => words.reason_nothing_discarded(),
        WhyNot::AlreadySo => words.reason_already_so(),
    }
}

/// What a key does.
pub fn command(lang: Lang, command: KeyCommand) -> &'static str {
    let words = lang.words();
    match command {
        KeyCommand::TogglePlay => words.help_play_or_pause(),
        KeyCommand::Forward => words.transport_next(),
        KeyCommand::Back => words.transport_previous(),
        KeyCommand::First => words.transport_first(),
        KeyCommand::Last => words.transport_last(),
        KeyCommand::Act => words.help_open_menu(),
        KeyCommand::Undo => words.fault_undo(),
        KeyCommand::Redo => words.fault_redo(),
        KeyCommand::Choose => words.help_choose(),
        KeyCommand::Help => words.help_title(),
        KeyCommand::Close => words.page_close(),
    }
}

/// A notice as a sentence.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    let words = lang.words();
    match notice {
        Notice::BadQuery { name, value, known } => {
            let known = words.any_of(known).replace("`N`", words.notice_whole_number());
            words.notice_bad_value(&known, name, value)
        }
        Notice::BadSet { value, why } => {
            words.notice_bad_set(value, &text::scenario_message(lang, why))
        }
        Notice::LeftOut(names) => words.notice_left_out(names),
        Notice::Unknown { found, nearest } => {
            let nearest = nearest.iter().map(|&near| near.to_owned());
            match nearest.reduce(|list, next| words.list_or(&list, &next)) {
                Some(nearest) => words.notice_unknown_scenario_meant(found, &nearest),
                None => words.notice_unknown_scenario(found),
            }
        }
        Notice::OtherModel(model) => words.notice_other_model(&MODEL_VERSION, model),
        Notice::Link(LinkError::Scenario(error)) => {
            words.notice_bad_scenario(&text::scenario_error(lang, error))
        }
        Notice::Refused(error) => words.notice_refused(&text::scenario_error(lang, error)),
        Notice::NoText(file) => {
            let (name, why, line) = file.parts();
            words.notice_no_text(&line, &name, &why)
        }
        Notice::BadFile(name, error) => words.notice_bad_file(name, &first_mistake(lang, error)),
        Notice::NewerContract(_) | Notice::Link(LinkError::UnknownCodec(_)) => {
            words.notice_newer_version().to_owned()
        }
        Notice::Search(trouble) => match trouble {
            Trouble::Missing => words.notice_no_search().to_owned(),
            Trouble::Page => words.notice_page_for_search().to_owned(),
            Trouble::Alone => words.notice_no_workers().to_owned(),
            Trouble::Ended => words.notice_search_ended().to_owned(),
            Trouble::Broke(why) => words.notice_search_broke(why),
        },
        Notice::Link(LinkError::Damaged) => words.notice_bad_link().to_owned(),
        Notice::Link(LinkError::TooLong) => words.notice_long_link().to_owned(),
        Notice::NoWords(wanted) => words.notice_no_words(&wanted.native_name()),
        Notice::NothingDrawn => words.notice_nothing_drawn().to_owned(),
        Notice::DraftLeftOut => words.notice_draft_left_out().to_owned(),
        Notice::DraftIsBack => words.notice_draft_is_back().to_owned(),
    }
}

/// What is wrong with a text, with its place: of the mistakes of a program the first.
fn first_mistake(lang: Lang, error: &ScenarioError) -> String {
    match &error.kind {
        ScenarioErrorKind::Program(errors) if !errors.is_empty() => {
            let mut first = errors[0].clone();
            if error.line > 0 {
                // Inside a scenario it stands below the word `program`, two blanks deep.
                first.line += u16::try_from(error.line).unwrap_or_default();
                first.column += 2;
            }
            text::program_error(lang, &first)
        }
        _ => text::scenario_error(lang, error),
    }
}
