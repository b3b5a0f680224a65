//! The labels of the page, region by region. Fields that are functions put numbers and names into
//! their sentence themselves, so that each language keeps its own order of words.

mod compare;
mod export;
mod fault_map;
mod search;
mod state;

use crate::shop::Operation;
use crate::sim::node::CrashMode;

pub use compare::CompareLabels;
pub use export::ExportWords;
pub use fault_map::FaultMapLabels;
pub use search::SearchLabels;
pub use state::StateLabels;

/// Header, navigation, and what concerns the page as a whole.
#[derive(Clone, Copy, Debug)]
pub struct PageLabels {
    /// Navigation: the laboratory.
    pub lab: &'static str,
    /// Navigation: the guarantees.
    pub guarantees: &'static str,
    /// Navigation: the course.
    pub course: &'static str,
    /// The theme switch.
    pub theme: &'static str,
    /// Opens the share dialog.
    pub share: &'static str,
    /// Opens the help dialog.
    pub help: &'static str,
    /// Closes a dialog or a menu.
    pub close: &'static str,
    /// In an embedded frame: the same, in a tab of its own.
    pub open_full_page: &'static str,
    /// Which system is modelled, and where its limits are written down.
    pub model: &'static str,
}

/// Names of the themes.
#[derive(Clone, Copy, Debug)]
pub struct Themes {
    /// Dark on light.
    pub light: &'static str,
    /// Light on dark.
    pub dark: &'static str,
    /// Large and of high contrast, for lecture rooms.
    pub projector: &'static str,
}

/// Strategies, scenarios and sections of the course.
#[derive(Clone, Copy, Debug)]
pub struct Scenarios {
    /// Heading: which program runs.
    pub strategy: &'static str,
    /// Accessible name of the list of strategies.
    pub choose_strategy: &'static str,
    /// Heading: the named scenarios.
    pub scenario: &'static str,
    /// Title of the list of scenarios.
    pub choose_scenario: &'static str,
    /// A strategy alone: no faults, the usual settings.
    pub plain_scenario: &'static str,
    /// A scenario that is none of the named ones.
    pub custom_scenario: &'static str,
    /// Leads back to the scenario as its author wrote it.
    pub reset: &'static str,
    /// A named scenario in which something was changed; its argument is the name.
    pub changed: fn(&str) -> String,
    /// Short titles of the six sections of the course.
    pub sections: [&'static str; 6],
    /// Headings of the shelves beyond the course, in the order of `Shelf`.
    pub shelves: [&'static str; 7],
    /// Headings of the families of strategies, in the order of `Family`.
    pub families: [&'static str; 4],
    /// Heading of the choice of a checker.
    pub checker: &'static str,
    /// What a checker looks up, in the order of `CheckKey`.
    pub check_keys: [&'static str; 2],
    /// What K1 to K6 answer when they do not find it, or what else is peculiar to them.
    pub check_answers: [&'static str; 6],
    /// The program sends half messages to Kafka.
    pub no_half_in_kafka: &'static str,
}

/// The program and its editor.
#[derive(Clone, Copy, Debug)]
pub struct ProgramLabels {
    /// Heading.
    pub program: &'static str,
    /// Beside the heading.
    pub every_line_can_crash: &'static str,
    /// The strategy of a program written by hand.
    pub custom: &'static str,
    /// Opens the editor.
    pub edit: &'static str,
    /// Back to the shipped program.
    pub reset: &'static str,
    /// Above the list of errors.
    pub has_errors: &'static str,
    /// Accessible name of the list of warnings.
    pub has_warnings: &'static str,
    /// Accessible name of the editor.
    pub editor: &'static str,
    /// Accessible note on a line between `begin` and `commit`.
    pub in_transaction: &'static str,
    /// `Line 12`.
    pub line: fn(u16) -> String,
    /// Opens the menu of what can be written at the caret.
    pub insert: &'static str,
    /// In place of that menu where nothing can.
    pub nothing_fits: &'static str,
    /// The text has errors, so what runs is older.
    pub last_good_runs: &'static str,
    /// The editor is closed, and its text has errors.
    pub draft_kept: &'static str,
}

/// The settings panel.
#[derive(Clone, Copy, Debug)]
pub struct SettingLabels {
    /// Heading.
    pub settings: &'static str,
    /// Before the list of settings that differ from their defaults: how many.
    pub changed: fn(usize) -> String,
    /// Gives a setting (its key) its default (the value) again.
    pub set_back: fn(&str, &str) -> String,
    /// `default 30s`.
    pub default_is: fn(&str) -> String,
    /// `Source: BrokerConfig…`.
    pub source_is: fn(&str) -> String,
}

/// The list of faults and the menus that make them.
#[derive(Clone, Copy, Debug)]
pub struct FaultLabels {
    /// Heading.
    pub faults: &'static str,
    /// Opens the list of what can go wrong.
    pub add: &'static str,
    /// Removes one; its argument is the fault's sentence.
    pub remove: fn(&str) -> String,
    /// Takes the last change back.
    pub undo: &'static str,
    /// Makes it again.
    pub redo: &'static str,
    /// The list is empty: how to add one.
    pub none_yet: &'static str,
    /// On a fault whose place was never reached.
    pub did_not_happen: &'static str,
    /// Why.
    pub did_not_happen_help: &'static str,
    /// The dice.
    pub surprise_me: &'static str,
    /// What the dice does.
    pub surprise_me_help: &'static str,
    /// `seed 7`.
    pub seed: fn(u64) -> String,
    /// On a fault that was drawn from the seed.
    pub drawn: &'static str,

    /// Menu of a line of the program; its argument is the line.
    pub at_line: fn(u16) -> String,
    /// Menu of a participant; its argument is the name.
    pub at_node: fn(&str) -> String,
    /// Menu of a message in flight; its argument is the label.
    pub at_message: fn(&str) -> String,
    /// Menu of the time bar; its argument is the step.
    pub at_step: fn(u32) -> String,
    /// Crash before the line.
    pub crash_before_line: &'static str,
    /// Crash after the line.
    pub crash_after_line: &'static str,
    /// Crash for ever.
    pub crash_forever: &'static str,
    /// Restart before its time.
    pub restart_now: &'static str,
    /// The host loses power: the page cache is gone too.
    pub power_cut: &'static str,
    /// The machine is gone with its disk.
    pub destroy: &'static str,
    /// Crash, with a restart after this long.
    pub crash_for: fn(&str) -> String,
    /// Stand still for this long: garbage collection, a stopped container.
    pub pause_for: fn(&str) -> String,
    /// Cut the link to the broker, both ways, for this long.
    pub cut_from_broker: fn(&str) -> String,
    /// What this line asks for is refused.
    pub refuse_line: &'static str,
    /// Lose this message.
    pub lose: &'static str,
    /// Delay it by this long.
    pub delay_by: fn(&str) -> String,
    /// A second copy arrives.
    pub duplicate: &'static str,
    /// Its receiver refuses it.
    pub refuse: &'static str,
    /// An operator starts a check round.
    pub check_now: &'static str,
    /// An operator puts discarded half messages back.
    pub resume_discarded: &'static str,
    /// Heading of what checks are answered.
    pub checker_answers: &'static str,
    /// What `on check` of the program says.
    pub checker_program: &'static str,
    /// Always commit.
    pub checker_commit: &'static str,
    /// Always roll back.
    pub checker_rollback: &'static str,
    /// Always unknown.
    pub checker_unknown: &'static str,
}

/// Why an entry of a menu is disabled.
#[derive(Clone, Copy, Debug)]
pub struct ReasonLabels {
    /// The line never ran in this run.
    pub line_never_ran: &'static str,
    /// The participant is down already.
    pub already_down: &'static str,
    /// The participant is up; there is nothing to restart.
    pub not_down: &'static str,
    /// The discard topic is empty.
    pub nothing_discarded: &'static str,
    /// It is so already.
    pub already_so: &'static str,
}

/// Play, steps, speed, time.
#[derive(Clone, Copy, Debug)]
pub struct Transport {
    /// Accessible name of the group of buttons.
    pub controls: &'static str,
    /// Starts playing.
    pub play: &'static str,
    /// Stops playing.
    pub pause: &'static str,
    /// To the start.
    pub first: &'static str,
    /// One step back.
    pub previous: &'static str,
    /// One step on.
    pub next: &'static str,
    /// To the end.
    pub last: &'static str,
    /// Accessible name of the speed.
    pub speed: &'static str,
    /// Virtual time.
    pub time: &'static str,
    /// Accessible name of the time bar.
    pub position: &'static str,
    /// `step 12 of 31`.
    pub step_of: fn(u32, u32) -> String,
    /// The time bar's value for screen readers: step, steps, time.
    pub position_is: fn(u32, u32, &str) -> String,
    /// Accessible name of the business sentence at the bottom.
    pub summary: &'static str,
}

/// Words in the diagram that belong to no message and no mark. Lengths of time come as words.
#[derive(Clone, Copy, Debug)]
pub struct Badges {
    /// A link lets nothing through.
    pub link_cut: &'static str,
    /// It works again.
    pub link_repaired: &'static str,
    /// A second copy of a message; its argument is the message's label.
    pub copy_of: fn(&str) -> String,
    /// `check 1/15`.
    pub check_of: fn(u8, u8) -> String,
    /// Accessible name of the diagram.
    pub diagram: &'static str,
    /// What the diagram is, for screen readers: strategy, participants, steps.
    pub description: fn(&str, u32) -> String,
    /// Heading of the list of events.
    pub events: &'static str,
    /// In place of the list, before anything happened.
    pub nothing_yet: &'static str,
    /// In place of the diagram, before anything happened.
    pub press_play: &'static str,
    /// A process died or its host lost power, and when it is back, if ever.
    pub crash: fn(CrashMode, Option<&str>) -> String,
    /// A participant started again and has forgotten what was in its memory.
    pub restarted: &'static str,
    /// A participant started again that keeps nothing in its memory.
    pub restarted_stateless: &'static str,
    /// A participant stands still for this long.
    pub paused_for: fn(&str) -> String,
    /// It goes on.
    pub resumed: &'static str,
    /// A clock is fast by this much.
    pub clock_ahead: fn(&str) -> String,
    /// A clock is slow by this much.
    pub clock_behind: fn(&str) -> String,
    /// An operator acted.
    pub operation: fn(Operation) -> &'static str,
    /// A message that its receiver refused.
    pub refused: &'static str,
    /// `idle 27.4 s`.
    pub idle: fn(&str) -> String,
    /// A run that takes longer than a moment: how many events have happened. What is shown is the
    /// run before it.
    pub running: fn(u64) -> String,
    /// The same where its own beginning is shown.
    pub running_on: fn(u64) -> String,
    /// In place of a diagram that takes longer than a moment.
    pub drawing: &'static str,
    /// In place of the steps up to this one, which are not listed.
    pub steps_before: fn(u32) -> String,
}

/// The guarantees panel.
#[derive(Clone, Copy, Debug)]
pub struct Guarantees {
    /// Heading.
    pub guarantees: &'static str,
    /// On a guarantee that some strategies give up by design.
    pub remark: &'static str,
    /// Shows the rest of the list.
    pub show_all: &'static str,
    /// Heading of the outcome codes.
    pub outcome: &'static str,
}

/// The share dialog.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Title.
    pub title: &'static str,
    /// The link itself.
    pub link: &'static str,
    /// Copies the link.
    pub copy_link: &'static str,
    /// It is in the clipboard.
    pub copied: &'static str,
}

/// The help dialog.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// Title.
    pub title: &'static str,
    /// What to do first, in three sentences.
    pub intro: [&'static str; 3],
    /// The link to the notices of what the page is built from.
    pub licences: &'static str,
    /// Heading of the keys.
    pub keys: &'static str,
    /// The key that plays and pauses.
    pub play_or_pause: &'static str,
    /// The key that opens the fault menu of what the diagram shows.
    pub open_menu: &'static str,
}

/// Notes about bad input, old links, and a page that cannot start.
#[derive(Clone, Copy, Debug)]
pub struct Notices {
    /// A query value was not understood: name, value, and what it takes, where `N` stands for a
    /// whole number.
    pub bad_value: fn(&str, &str, &[String]) -> String,
    /// A `set` of the query cannot be done: its value, why.
    pub bad_set: fn(&str, &str) -> String,
    /// What was asked for cannot be done to the scenario; its argument says why.
    pub refused: fn(&str) -> String,
    /// Names of strategies for which a comparison has no place.
    pub left_out: fn(&str) -> String,
    /// The address names a scenario or strategy that does not exist: its name, what does exist.
    pub unknown_scenario: fn(&str, &[&str]) -> String,
    /// The address asks for a later version of the contract.
    pub newer_version: &'static str,
    /// The state in the address is damaged; the scenario starts from its defaults.
    pub bad_link: &'static str,
    /// A scenario is too long for a link.
    pub long_link: &'static str,
    /// A link was copied while the edited program has errors.
    pub draft_left_out: &'static str,
    /// The link was made with another version of the model: its version, ours.
    pub other_model: fn(u32, u32) -> String,
    /// A scenario in the link could not be read; its argument says why.
    pub bad_scenario: fn(&str) -> String,
    /// The dice drew no fault.
    pub nothing_drawn: &'static str,
    /// The text that was in the editor when the page failed is back in it.
    pub draft_is_back: &'static str,
    /// The program that searches could not be loaded.
    pub no_search: &'static str,
    /// The server answered with a page where that program should be.
    pub page_for_search: &'static str,
    /// No worker starts, so the page's own thread searches.
    pub no_workers: &'static str,
    /// A worker ended, or says nothing any more, before its search was done.
    pub search_ended: &'static str,
    /// The program that searches failed; its argument is what it said.
    pub search_broke: fn(&str) -> String,
    /// Takes a note away.
    pub dismiss: &'static str,
}
