//! Strategies side by side without a browser: which columns, where on their bar, and which address.
//!
//! `cargo test --features ui-test --test compare`

use std::rc::Rc;

use yew::Reducible;

use zeroloss::guarantee::Outcome;
use zeroloss::scenario::fault::Fault;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::components::compare_page::FAULTS;
use zeroloss::ui::draft::Change;
use zeroloss::ui::editor::Edit;
use zeroloss::ui::editor::place::Selection;
use zeroloss::ui::notice::Notice;
use zeroloss::ui::page::{Page, Playback, Theme};
use zeroloss::ui::rivals::Regroup;
use zeroloss::ui::state::AppState;

fn open(query: &str, hash: &str) -> Rc<AppState> {
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, hash), Lang::En, Theme::Light))
}

fn after(state: &Rc<AppState>, actions: &[Action]) -> Rc<AppState> {
    actions.iter().fold(Rc::clone(state), |state, action| state.reduce(action.clone()))
}

fn regroup(state: &Rc<AppState>, regroup: Regroup) -> Rc<AppState> {
    Rc::clone(state).reduce(Action::Regroup(regroup))
}

fn fault(text: &str) -> Action {
    Action::Inject(Fault::parse(text).expect("a fault of this file is valid"))
}

/// The strategy and the outcome of each column.
fn columns(state: &AppState) -> Vec<(&'static str, Outcome)> {
    let runs = state.rivals.columns.iter().map(|timeline| &timeline.run);
    runs.map(|run| (run.scenario.strategy.id.unwrap_or("own"), run.outcome())).collect()
}

fn check(state: &AppState, expected: &[(&str, Outcome)]) {
    assert_eq!(columns(state), expected);
    let is_lab_first = state.rivals.columns.first() == Some(&state.timeline);
    assert!(is_lab_first, "the first column is the lab's");
}

const THREE: &str = "scenario=a3-1&strategy=own,outbox,transactional-message";

#[test]
fn a_list_of_strategies_opens_the_comparison_at_its_end() {
    let state = open(THREE, "");
    assert_eq!((state.page, state.preset), (Page::Compare, Some("a3-1")));
    check(
        &state,
        &[
            ("send-after-commit", Outcome::Loss),
            ("outbox", Outcome::Ok),
            ("transactional-message", Outcome::Ok),
        ],
    );
    assert_eq!(state.position(), state.last_position());
    let parted = open(&format!("{THREE}&step=first-violation"), "");
    let race = parted.race().expect("it races");
    let found = race.divergence.as_ref().expect("one of them loses the message");
    assert_eq!((found.broken.as_slice(), found.position), (&[0][..], parted.position()));
    let lab = open(&format!("{THREE}&page=lab"), "");
    assert_eq!((lab.page, lab.preset), (Page::Lab, Some("a3-1")));
    let alone = open("strategy=outbox&page=compare", "");
    assert_eq!(columns(&alone).len(), 3, "rivals are proposed");
}

#[test]
fn a_list_of_strategies_keeps_what_has_a_place_and_names_what_has_none() {
    let check = |query: &str, expected: &[&str], left_out: &str| {
        let state = open(query, "");
        let shown = if state.page == Page::Compare { columns(&state) } else { Vec::new() };
        let lab = state.scenario().strategy.id.unwrap_or("own");
        let shown: Vec<_> = shown.into_iter().map(|column| column.0).collect();
        assert_eq!(if shown.is_empty() { vec![lab] } else { shown }, expected, "{query}");
        let noted = |notice: &Notice| match notice {
            Notice::LeftOut(names) => names.clone(),
            Notice::Unknown { found, .. } => format!("{found}?"),
            other => panic!("{query}: {other:?}"),
        };
        let noted: Vec<_> = state.notices.iter().map(noted).collect();
        assert_eq!(noted.join(" "), left_out, "{query}");
    };
    check("strategy=outbox,saga", &["outbox", "saga"], "");
    check("strategy=outbox,outbox,saga", &["outbox", "saga"], "outbox");
    check("strategy=outbox,outbox", &["outbox"], "outbox");
    check("strategy=outbox,own,saga", &["outbox", "saga"], "own");
    check("scenario=a3-1&strategy=own,saga", &["send-after-commit", "saga"], "");
    check(
        "scenario=a3-1&strategy=own,send-after-commit",
        &["send-after-commit"],
        "send-after-commit",
    );
    let four = ["outbox", "oneway", "saga", "send-once"];
    check("strategy=outbox,oneway,saga,send-once,two-phase-commit", &four, "two-phase-commit");
    check("strategy=none,outbox,oneway,saga,send-once", &four, "none?");
    check("strategy=none,outbox,saga", &["outbox", "saga"], "none?");
    check("strategy=none,outbox", &["outbox"], "none?");
}

#[test]
fn the_address_brings_back_columns_faults_settings_and_place() {
    let start = open("strategy=send-once,outbox&lang=en", "");
    let changed = [
        fault("lose send #1"),
        Action::Set("send.retries", "0".into()),
        Action::Regroup(Regroup::Add),
        Action::Seek(5),
    ];
    let state = after(&start, &changed);
    for state in [open(THREE, ""), open(&format!("{THREE}&step=4"), ""), state] {
        let end = state.address_end("?page=compare&lang=en&strategy=x").expect("it fits a link");
        let (query, hash) = end.split_once('#').unwrap_or((&end, ""));
        let again = open(query, hash);
        assert_eq!((again.scenario(), again.preset), (state.scenario(), state.preset), "{end}");
        assert_eq!((columns(&again), again.position()), (columns(&state), state.position()));
        assert_eq!(again.page, Page::Compare);
    }
    assert_eq!(address::query_of(Page::Lab, "?strategy=a,b&lang=en", "#s=1"), "?lang=en");
    assert_eq!(address::query_of(Page::Compare, "?strategy=a,b", ""), "?strategy=a,b");
    assert_eq!(address::query_of(Page::Compare, "?strategy=a", ""), "?page=compare&strategy=a");
}

#[test]
fn a_fault_strikes_every_column_and_undo_takes_it_back() {
    let start = open("strategy=send-after-commit,outbox", "");
    let struck = after(&start, &[fault("crash order-1 after commit")]);
    check(&struck, &[("send-after-commit", Outcome::Loss), ("outbox", Outcome::Ok)]);
    assert_eq!(struck.position(), struck.last_position(), "who looks at the end still does");
    let calm = after(&struck, &[Action::Undo]);
    assert_eq!(columns(&calm), columns(&start));
    let idle = after(&start, &[fault("lose half.ack #1")]);
    assert!(idle.never_happens(0));
    let with_half = regroup(&idle, Regroup::Choose(1, "transactional-message"));
    assert!(!with_half.never_happens(0), "it happens in one column");
    let midway = after(&start, &[Action::Seek(6), fault("crash order-1 after commit")]);
    assert_eq!(midway.time(), after(&start, &[Action::Seek(6)]).time());
}

#[test]
fn the_bar_moves_all_columns_and_the_lab_follows() {
    let start = after(&open(THREE, ""), &[Action::Seek(0)]);
    let mut state = after(&start, &[Action::TogglePlay]);
    for position in 1..=start.last_position() {
        state = after(&state, &[Action::Tick]);
        assert_eq!(state.position(), position);
        let race = state.race().expect("it races");
        assert_eq!(state.playhead, race.step(0, position));
    }
    assert_eq!(state.playback, Playback::Paused);
    assert_eq!(after(&state, &[Action::TogglePlay]).position(), 0);
    assert_eq!(after(&state, &[Action::Step(-3)]).position(), state.last_position() - 3);
}

#[test]
fn from_the_lab_and_back() {
    let lab = after(&open("scenario=a3-1", ""), &[Action::Seek(6)]);
    let compared = after(&lab, &[Action::GoTo(Page::Compare)]);
    assert_eq!(compared.playhead, 6, "the same place");
    assert_eq!(columns(&compared).len(), 3);
    let untouched = after(&open("scenario=a3-1", ""), &[Action::GoTo(Page::Compare)]);
    assert_eq!(untouched.position(), untouched.last_position());
    let race = compared.race().expect("it races");
    let step = race.step(1, compared.position());
    let rival = compared.rivals.ids[0];
    let opened = regroup(&compared, Regroup::OpenInLab(1));
    assert_eq!((opened.page, opened.playhead), (Page::Lab, step));
    assert_eq!(opened.scenario().strategy.id, Some(rival));
    assert_eq!(opened.scenario().faults, lab.scenario().faults);
    let again = after(&opened, &[Action::GoTo(Page::Compare)]);
    assert_eq!(again.rivals.ids[0], "send-after-commit", "they have changed places");
    assert_eq!(after(&opened, &[Action::Undo]).scenario(), lab.scenario());
}

#[test]
fn columns_change_places_are_added_and_removed_and_come_back_with_undo() {
    let start = open("strategy=send-once,outbox,saga", "");
    let ids = |state: &Rc<AppState>| -> Vec<_> {
        columns(state).into_iter().map(|c| c.0.to_owned()).collect()
    };
    let choose = |column, id| regroup(&start, Regroup::Choose(column, id));
    assert_eq!(ids(&choose(1, "oneway")), ["send-once", "oneway", "saga"]);
    assert_eq!(ids(&choose(1, "saga")), ["send-once", "saga", "outbox"]);
    assert_eq!(ids(&choose(0, "saga")), ["saga", "outbox", "send-once"]);
    assert_eq!(ids(&choose(2, "send-once")), ["saga", "outbox", "send-once"]);
    let four = regroup(&start, Regroup::Add);
    assert_eq!(ids(&four).len(), 4);
    assert_eq!(ids(&regroup(&four, Regroup::Add)), ids(&four), "four is enough");
    let two = regroup(&start, Regroup::Remove(0));
    assert_eq!(ids(&two), ["outbox", "saga"]);
    assert_eq!(ids(&regroup(&two, Regroup::Remove(1))), ids(&two), "one is too few");
    for changed in [choose(1, "saga"), choose(0, "saga"), choose(2, "send-once"), four, two] {
        assert_eq!(ids(&after(&changed, &[Action::Undo])), ids(&start));
    }
}

#[test]
fn a_program_of_one_s_own_is_the_first_column() {
    let lab = after(&open("strategy=send-once", ""), &[Action::Edit]);
    let text = lab
        .draft
        .as_ref()
        .expect("it is edited")
        .text()
        .replace("  commit\n", "  work 5s\n  commit\n");
    let edit = Edit { text, selection: Selection::default() };
    let compared = after(&lab, &[Action::Write(Change::Type(edit)), Action::GoTo(Page::Compare)]);
    assert_eq!(columns(&compared)[0], ("own", Outcome::Slow));
    let end = compared.address_end("").expect("it fits a link");
    let (query, hash) = end.split_once('#').expect("the program is in the hash");
    assert_eq!(open(query, hash).scenario(), compared.scenario());
    assert!(query.contains("strategy=own,"), "{query}");
    let other = regroup(&compared, Regroup::Choose(0, "oneway"));
    assert_eq!(after(&other, &[Action::Undo]).scenario(), compared.scenario());
}

#[test]
fn every_fault_of_the_list_is_one_and_strikes_somebody() {
    let strategies = ["send-after-commit,outbox,transactional-message,send-inside-transaction"];
    let state = open(&format!("strategy={}", strategies[0]), "");
    for text in FAULTS {
        let fault = Fault::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(fault.to_string(), text);
        let struck = after(&state, &[Action::Inject(fault)]);
        assert!(!struck.never_happens(0), "{text}");
    }
}

#[test]
fn the_lab_shows_the_step_from_which_a_person_went_to_compare() {
    let lab = open("scenario=a3-1", "");
    let step = lab.playhead;
    assert!(step > 0 && step < lab.steps(), "the crash is in the middle");
    let beside = after(&lab, &[Action::GoTo(Page::Compare)]);
    assert_eq!(beside.position(), beside.last_position(), "first how it ends");
    assert_eq!(after(&beside, &[Action::GoTo(Page::Lab)]).playhead, step);
    // Who has moved stays where she is, and so does who has changed something.
    let moved = after(&beside, &[Action::Seek(4), Action::GoTo(Page::Lab)]);
    let race = beside.race().expect("it is short");
    assert_eq!(moved.playhead, race.step(0, 4));
    let changed = after(&beside, &[fault("lose callback.reply #1"), Action::GoTo(Page::Lab)]);
    assert_ne!(changed.timeline, lab.timeline);
    assert!(changed.playhead <= changed.steps());
}
