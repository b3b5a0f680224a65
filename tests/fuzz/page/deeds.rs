//! What a person does on the page, as lines of text: a verb and what it is about. Numbers count
//! through what there is, again and again.

use std::rc::Rc;

use proptest::prelude::*;
use zeroloss::explore::FaultKind;
use zeroloss::guarantee::GUARANTEES;
use zeroloss::job::map::Runner;
use zeroloss::job::{Answer, Task, slice};
use zeroloss::program::catalogue::strategies;
use zeroloss::program::phrase::PHRASES;
use zeroloss::scenario::fault::Fault;
use zeroloss::scenario::preset::presets;
use zeroloss::scenario::settings;
use zeroloss::sim::node::MessageId;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address::read;
use zeroloss::ui::draft::Change;
use zeroloss::ui::editor::Edit;
use zeroloss::ui::editor::insertion::{insert, offers};
use zeroloss::ui::editor::place::Selection;
use zeroloss::ui::editor::typing::{Direction, backspace, enter, shift};
use zeroloss::ui::fault_map::state::Ask as MapAsk;
use zeroloss::ui::menu::items::items;
use zeroloss::ui::menu::{Menu, Target};
use zeroloss::ui::page::{Brought, Page, Picker, SPEEDS, Sheet, Theme};
use zeroloss::ui::rivals::Regroup;
use zeroloss::ui::running::state::{Made, Report};
use zeroloss::ui::search::remedy::REMEDIES;
use zeroloss::ui::search::rows::RESTRICTIONS;
use zeroloss::ui::search::state::{Ask, Folding, Trouble};
use zeroloss::ui::state::AppState;

use super::addresses::{decoded, pair, parts};
use crate::grammar::{Texts, fault, one_of, setting, step, word};

/// Verbs that need no more.
const PLAIN: [&str; 18] = [
    "undo",
    "redo",
    "reset",
    "toggle-play",
    "tick",
    "close-menu",
    "edit",
    "undo-typing",
    "redo-typing",
    "reset-program",
    "close-editor",
    "add-column",
    "search",
    "stop",
    "resume",
    "map-columns",
    "map-of-run",
    "draw",
];

/// Verbs with numbers that only look.
const LOOKING: [&str; 11] = [
    "point", "seek", "forward", "back", "speed", "lang", "theme", "menu", "sheet", "dismiss",
    "page",
];

/// Verbs with numbers that make another scenario.
const CHANGING: [&str; 8] = [
    "load",
    "strategy",
    "remove-fault",
    "surprise",
    "choose",
    "column",
    "remove-column",
    "open-column",
];

/// Verbs with numbers about searches and fault maps.
const SEARCHING: [&str; 13] = [
    "faults",
    "kind",
    "work",
    "open-found",
    "mend",
    "rows",
    "show-all",
    "show-rows",
    "examine",
    "trouble",
    "work-map",
    "work-run",
    "look-at",
];

/// Verbs of the editor that are about a place in its text.
const PLACED: [&str; 6] = ["enter", "backspace", "deeper", "shallower", "insert", "caret"];

/// Strategies of files that she opens.
const IDS: [&str; 3] = ["send-once", "transactional-message", "nobody"];

fn scenario((strategy, fault): (String, String)) -> String {
    format!("strategy {strategy}\nfault {fault}\n")
}

/// Something that a person does.
pub fn deed() -> Texts {
    let number = || 0..2_000_u32;
    let placed = (one_of(PLACED), number(), 0..40_u32, number());
    let typed = prop_oneof![3 => step(), 2 => word(), 2 => "[a-z #\\n]{0,4}", 1 => any::<String>()];
    let typed = (number(), prop_oneof![3 => Just(0), 1 => 0..30_u32], typed);
    let counted = prop_oneof![one_of(LOOKING), one_of(CHANGING), one_of(SEARCHING)];
    let scenario = (one_of(IDS), fault()).prop_map(scenario);
    let file = (0..3_u32, prop_oneof![3 => scenario, 1 => any::<String>()]);
    prop_oneof![
        4 => one_of(PLAIN),
        6 => (counted, number(), number())
            .prop_map(|(verb, one, other)| format!("{verb} {one} {other}")),
        3 => fault().prop_map(|fault| format!("fault {fault}")),
        2 => setting().prop_map(|(key, value)| format!("set {key} {value}")),
        1 => setting().prop_map(|(key, value)| format!("set-matrix {key} {value}")),
        1 => pair().prop_map(|pair| format!("open ?{pair}")),
        1 => file.prop_map(|(kind, text)| format!("file {kind} {}", escaped(&text))),
        4 => placed.prop_map(|(verb, at, length, more)| format!("{verb} {at} {length} {more}")),
        4 => typed.prop_map(|(at, length, text)| format!("type {at} {length} {}", escaped(&text))),
    ]
    .boxed()
}

/// A text on one line.
fn escaped(text: &str) -> String {
    text.replace('\\', "").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\r", "\r")
}

/// What a deed asks of the page in a state; nothing where it has no sense.
pub fn action(state: &AppState, deed: &str) -> Option<Action> {
    let (verb, rest) = deed.split_once(' ').unwrap_or((deed, ""));
    match verb {
        "type" | "enter" | "backspace" | "deeper" | "shallower" | "insert" | "caret" => {
            edit(state, verb, rest)
        }
        "file" => {
            let (kind, text) = rest.split_once(' ')?;
            let (name, why) = [("a.scenario", ""), ("a.strategy", ""), ("a.zip", "binary")]
                [kind.parse::<usize>().unwrap_or(0) % 3];
            Some(Action::OpenFile(Brought(format!("{name}\n{why}\n{}", unescaped(text)).into())))
        }
        "fault" => Fault::parse(rest).ok().map(Action::Inject),
        "set" | "set-matrix" => {
            let (key, value) = rest.split_once(' ')?;
            let (key, value) = (settings::setting(key)?.key, value.to_owned());
            let is_matrix = verb == "set-matrix";
            Some(if is_matrix {
                Action::Search(Ask::SetMatrix(key, value))
            } else {
                Action::Set(key, value)
            })
        }
        "open" => {
            let (query, hash) = parts(rest);
            Some(Action::Open(Box::new(read(&decoded(query), hash))))
        }
        _ => {
            let mut numbers = rest.split(' ').map(|number| number.parse().unwrap_or(0));
            let (one, other) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
            if PLAIN.contains(&verb) {
                plain(verb)
            } else if LOOKING.contains(&verb) {
                looking(state, verb, one, other)
            } else if CHANGING.contains(&verb) {
                changing(state, verb, one, other)
            } else {
                assert!(SEARCHING.contains(&verb), "nothing is known of the deed `{verb}`");
                searching(state, verb, one, other)
            }
        }
    }
}

fn plain(verb: &str) -> Option<Action> {
    Some(match verb {
        "undo" => Action::Undo,
        "redo" => Action::Redo,
        "reset" => Action::Reset,
        "toggle-play" => Action::TogglePlay,
        "tick" => Action::Tick,
        "close-menu" => Action::CloseMenu,
        "edit" => Action::Edit,
        "undo-typing" => Action::Write(Change::Undo),
        "redo-typing" => Action::Write(Change::Redo),
        "reset-program" => Action::Write(Change::Reset),
        "close-editor" => Action::CloseEditor,
        "add-column" => Action::Regroup(Regroup::Add),
        "search" => Action::Search(Ask::Begin),
        "stop" => Action::Search(Ask::Stop),
        "resume" => Action::Search(Ask::Resume),
        "map-columns" => Action::Map(MapAsk::Columns),
        "map-of-run" => Action::Map(MapAsk::OfRun),
        _ => return None,
    })
}

fn looking(state: &AppState, verb: &str, one: usize, other: usize) -> Option<Action> {
    let step = u32::try_from(one).ok()?;
    let by = i32::try_from(one % 20).ok()?;
    Some(match verb {
        "point" => Action::Map(MapAsk::Choose(GUARANTEES[one % GUARANTEES.len()].id)),
        "seek" => Action::Seek(step % (state.last_position() + 2)),
        "forward" => Action::Step(by),
        "back" => Action::Step(-by),
        "speed" => Action::SetSpeed(one % (SPEEDS.len() + 1)),
        "lang" => Action::SetLang(*nth(Lang::ALL, one)),
        "theme" => Action::SetTheme(*nth(&Theme::ALL, one)),
        "menu" => Action::OpenMenu(Menu { target: target(state, one, other), x: 0, y: 0 }),
        "sheet" => {
            let [scenario, strategy] = Picker::ALL.map(Sheet::Choose);
            Action::ShowSheet(*nth(
                &[Sheet::Closed, Sheet::Help, Sheet::Share, scenario, strategy],
                one,
            ))
        }
        "dismiss" => Action::Dismiss(one % (state.notices.len() + 1)),
        "page" => Action::GoTo(*nth(&Page::ALL, one)),
        _ => return None,
    })
}

fn changing(state: &AppState, verb: &str, one: usize, other: usize) -> Option<Action> {
    let column = one % (state.rivals.ids.len() + 2);
    Some(match verb {
        "load" => Action::LoadPreset(nth(presets(), one).id),
        "strategy" => Action::ChooseStrategy(nth(strategies(), one).id),
        "remove-fault" => Action::RemoveFault(one % (state.scenario().faults.len() + 1)),
        "surprise" => Action::Surprise(u64::try_from(one).ok()?),
        "choose" => {
            let items = items(state, state.menu?.target);
            items.get(one % items.len().max(1))?.choice.clone().ok()?
        }
        "column" => Action::Regroup(Regroup::Choose(column, nth(strategies(), other).id)),
        "remove-column" => Action::Regroup(Regroup::Remove(column)),
        "open-column" => Action::Regroup(Regroup::OpenInLab(column)),
        _ => return None,
    })
}

fn target(state: &AppState, one: usize, other: usize) -> Target {
    let number = u32::try_from(other).unwrap_or(u32::MAX);
    let messages = u32::try_from(state.timeline.run.trace.events.len()).unwrap_or(u32::MAX);
    let lines = state.scenario().strategy.program.lines.len();
    match one % 5 {
        // The page draws no other heads to click on.
        0 => Target::Node(*nth(&state.scenario().shop().participants(), other)),
        1 => Target::Line(u16::try_from(other % (lines + 2)).unwrap_or(u16::MAX)),
        2 => Target::Message(MessageId(number % (messages + 1))),
        3 => Target::Here,
        _ => Target::Step(number % (state.steps() + 2)),
    }
}

fn searching(state: &AppState, verb: &str, one: usize, other: usize) -> Option<Action> {
    let small = u8::try_from(one % 6).ok()?;
    let folding = [Folding::Folded, Folding::Unfolded];
    Some(match verb {
        "faults" => Action::Search(Ask::Faults(small)),
        "kind" => Action::Search(Ask::Toggle(*nth(&FaultKind::TRIED, one))),
        "work" => return work(state, one % 4),
        "open-found" => return open_found(state, one),
        "mend" => {
            let mut fitting = REMEDIES.iter().filter(|remedy| remedy.fits(state.scenario()));
            Action::Search(Ask::Mend(*fitting.nth(one % 3)?))
        }
        "rows" => {
            let restriction = *nth(&RESTRICTIONS, one);
            let values = restriction.values(state.lang);
            Action::Search(Ask::ShowRows(restriction, nth(&values, other).0.clone()))
        }
        "show-rows" => Action::Search(Ask::ShowStrategies(*nth(&folding, one))),
        "examine" => {
            let guarantee = nth(GUARANTEES, other).id;
            Action::Search(Ask::Examine(nth(strategies(), one).id, guarantee))
        }
        "show-all" => Action::Search(Ask::ShowAll(*nth(&folding, one))),
        "trouble" => {
            let troubles = [Trouble::Missing, Trouble::Page, Trouble::Alone, Trouble::Ended];
            Action::Search(Ask::Fail(nth(&troubles, one).clone()))
        }
        "work-map" => return work_on_map(state, one % 20),
        "work-run" => return work_on_run(state, one % 60),
        "look-at" => {
            let guarantee = Some(nth(GUARANTEES, one).id).filter(|_| !other.is_multiple_of(4));
            Action::Map(match (guarantee, other % 3) {
                (Some(id), 0) => MapAsk::Choose(id),
                (looked_at, 1) => MapAsk::Look(looked_at),
                _ => MapAsk::Play(one),
            })
        }
        _ => return None,
    })
}

/// What a worker finds in a moment about the first job that the page wants.
fn work(state: &AppState, looks: usize) -> Option<Action> {
    let job = state.wanted().into_iter().next()?;
    let mut task = Task::start(job.text()).expect("a job of the page reads back");
    let mut looked = 0;
    task.run_until(|| {
        looked += 1;
        looked > looks
    });
    let text = task.answer();
    let answer = Answer::read(&text).expect("an answer reads back");
    let report = job.read_report(answer).expect("an answer belongs to its job");
    Some(Action::Search(Ask::Answer(job, Rc::new(report))))
}

fn open_found(state: &AppState, which: usize) -> Option<Action> {
    let report = state.search.answer(&state.job())?;
    let broken = report.findings.iter().filter_map(|finding| {
        finding.counterexample().map(|found| (finding.guarantee, found.clone()))
    });
    let broken: Vec<_> = broken.collect();
    let (guarantee, found) = broken.get(which % broken.len().max(1))?;
    Some(Action::Search(Ask::Open(guarantee, Box::new(found.clone()))))
}

/// What the page finds in a moment of the fault map that it wants.
fn work_on_map(state: &AppState, moments: usize) -> Option<Action> {
    if !state.wants_map() {
        return None;
    }
    let mut runner = Runner::new(Rc::clone(&state.timeline.run));
    let _ = (0..moments).any(|_| runner.run_for(slice::EVENTS));
    let map = Rc::new(runner.map()?);
    Some(Action::Map(MapAsk::Answer(Box::new(state.timeline.run.scenario.clone()), map)))
}

/// How far the run comes in a moment that takes longer than one.
fn work_on_run(state: &AppState, slices: usize) -> Option<Action> {
    let wanted = state.wanted_run()?;
    let mut work = wanted.begin();
    let is_over = (0..slices).any(|_| work.run_for(slice::EVENTS));
    let made = Made::Part(work.events());
    Some(Action::Ran(if is_over { wanted.end(work) } else { Report { wanted, made } }))
}

/// What a key or the menu makes of the text in the editor.
fn edit(state: &AppState, verb: &str, rest: &str) -> Option<Action> {
    let draft = state.open_draft()?;
    let text = draft.text();
    let mut words = rest.splitn(3, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<u32>().ok()).unwrap_or(0);
    let units = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let (from, length) = (number() % units.saturating_add(1), number());
    let more = words.next().unwrap_or_default();
    let selection = Selection { from, to: from.saturating_add(length) };
    let caret = Selection { from, to: from };
    Some(Action::Write(match verb {
        "type" => {
            let range = selection.bytes(text);
            let typed = unescaped(more);
            let end = range.start + typed.len();
            let text = format!("{}{typed}{}", &text[..range.start], &text[range.end..]);
            let selection = Selection::of_bytes(&text, end..end);
            Change::Type(Edit { text, selection })
        }
        "caret" => Change::Type(Edit { text: text.to_owned(), selection }),
        "enter" => Change::Rewrite(enter(text, selection)),
        "backspace" => Change::Rewrite(backspace(text, caret)?),
        "deeper" => Change::Rewrite(shift(text, selection, Direction::Deeper)),
        "shallower" => Change::Rewrite(shift(text, selection, Direction::Back)),
        _ => {
            let offered = offers(text, caret);
            let is_offered =
                |(index, phrase)| insert(text, caret, phrase).is_some() == offered.contains(&index);
            assert!(PHRASES.iter().enumerate().all(is_offered), "what is offered can be inserted");
            let which = more.parse::<usize>().unwrap_or(0);
            let phrase = &PHRASES[*offered.get(which % offered.len().max(1))?];
            Change::Rewrite(insert(text, caret, phrase)?)
        }
    }))
}

fn nth<T>(all: &[T], number: usize) -> &T {
    &all[number % all.len()]
}
