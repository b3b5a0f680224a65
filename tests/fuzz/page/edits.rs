//! Anything that a person does, in any order: the state stays one that can be shown, undone and
//! put into a link.

use std::rc::Rc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use yew::Reducible;
use zeroloss::scenario::Strategy as Code;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address::read;
use zeroloss::ui::fault_map::state::Ask as MapAsk;
use zeroloss::ui::history::UNDO_MAX;
use zeroloss::ui::menu::items::items;
use zeroloss::ui::page::Theme;
use zeroloss::ui::search::state::Ask;
use zeroloss::ui::state::AppState;
use zeroloss::ui::wording;

use super::addresses::{decoded, is_sound, leads_back, pair, parts};
use super::deeds::{action, deed};
use super::stage::is_shown;
use crate::grammar::Texts;
use crate::harness::Target;
use crate::judge::reads_back;

pub const TARGET: Target = Target { name: "edits", texts, property };

/// The first line is the address that opens the page.
fn texts() -> Texts {
    let address = option::of(pair()).prop_map(Option::unwrap_or_default);
    // Half of the time the editor is open, so that what is typed goes somewhere.
    let opened = prop_oneof![Just(""), Just("edit\n")];
    (address, opened, vec(deed(), 1..14))
        .prop_map(|(address, opened, deeds)| format!("?{address}\n{opened}{}", deeds.join("\n")))
        .boxed()
}

fn property(text: &str) {
    let mut lines = text.lines();
    let (query, hash) = parts(lines.next().unwrap_or_default());
    let opening = read(&decoded(query), hash);
    let mut state = Rc::new(AppState::open(opening, Lang::En, Theme::Light));
    for deed in lines {
        if deed == "draw" {
            is_shown(&state);
        }
        let Some(action) = action(&state, deed) else { continue };
        let next = Rc::clone(&state).reduce(action.clone());
        is_sound(&next);
        is_right(&state, &action, &next);
        state = next;
    }
    reads_back(state.scenario());
    menu_is_told(&state);
    leads_back(&state, query);
}

/// What an action may change, and that it can be taken back.
fn is_right(before: &Rc<AppState>, action: &Action, after: &Rc<AppState>) {
    assert!(after.history.past.len() <= UNDO_MAX);
    let is_same = before.scenario() == after.scenario();
    match effect(action) {
        Effect::Look => {
            assert!(is_same, "{action:?}");
            assert_eq!(before.history, after.history, "{action:?}");
        }
        Effect::Change if !is_same => {
            let back = Rc::clone(after).reduce(Action::Undo);
            assert!(back.scenario() == before.scenario(), "{action:?} is taken back");
            let again = back.reduce(Action::Redo);
            assert!(again.scenario() == after.scenario(), "{action:?} is done again");
        }
        Effect::Write => runs_what_is_written(before, after),
        Effect::Change | Effect::Travel => {}
    }
}

/// What runs is the text in the editor, or what ran before.
fn runs_what_is_written(before: &AppState, after: &AppState) {
    let Some(draft) = after.open_draft() else { return };
    let written = Code::custom(draft.text());
    assert_eq!(written.is_ok(), draft.errors.is_empty(), "{}", draft.text());
    let runs = &after.scenario().strategy;
    match written {
        Ok(written) => assert_eq!(runs.program, written.program),
        Err(_) => assert_eq!(*runs, before.scenario().strategy),
    }
}

/// What an action does to the scenario.
enum Effect {
    /// Nothing.
    Look,
    /// It may become another one, to be taken back.
    Change,
    /// Its program is what the editor holds.
    Write,
    /// An older or a newer one comes back.
    Travel,
}

fn effect(action: &Action) -> Effect {
    match action {
        Action::TogglePlay
        | Action::Tick
        | Action::Seek(_)
        | Action::Step(_)
        | Action::SetSpeed(_)
        | Action::SetLang(_)
        | Action::SetTheme(_)
        | Action::OpenMenu(_)
        | Action::CloseMenu
        | Action::ShowSheet(_)
        | Action::Edit
        | Action::CloseEditor
        | Action::Dismiss(_)
        | Action::Ran(_)
        | Action::Tell(_)
        | Action::GoTo(_) => Effect::Look,
        Action::Search(ask) => match ask {
            Ask::Open(..) | Ask::Examine(..) | Ask::Mend(_) => Effect::Change,
            Ask::Faults(_)
            | Ask::Toggle(_)
            | Ask::Begin
            | Ask::Stop
            | Ask::Resume
            | Ask::Answer(..)
            | Ask::Fail(_)
            | Ask::SetMatrix(..)
            | Ask::ShowRows(..)
            | Ask::ShowStrategies(_)
            | Ask::ShowAll(_) => Effect::Look,
        },
        Action::Map(ask) => match ask {
            MapAsk::Play(_) => Effect::Change,
            MapAsk::Columns
            | MapAsk::OfRun
            | MapAsk::Answer(..)
            | MapAsk::Look(_)
            | MapAsk::Choose(_) => Effect::Look,
        },
        Action::LoadPreset(_)
        | Action::ChooseStrategy(_)
        | Action::Open(_)
        | Action::OpenFile(_)
        | Action::Set(..)
        | Action::Inject(_)
        | Action::RemoveFault(_)
        | Action::Surprise(_)
        | Action::Reset
        | Action::Regroup(_) => Effect::Change,
        Action::Write(_) => Effect::Write,
        Action::Undo | Action::Redo => Effect::Travel,
    }
}

/// Every entry of an open menu has words.
fn menu_is_told(state: &AppState) {
    let Some(menu) = state.menu else { return };
    for item in items(state, menu.target) {
        for lang in Lang::ALL {
            // What a mapped fault comes to is told by its place in the map.
            let is_mapped = matches!(item.choice, Ok(Action::Map(_)));
            let words = wording::verb(*lang, menu.target, item.verb);
            assert!(is_mapped || !words.is_empty(), "{item:?}");
            if let Err(reason) = item.choice {
                assert!(!wording::why_not(*lang, reason).is_empty());
            }
        }
    }
}
