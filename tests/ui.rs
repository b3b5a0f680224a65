//! The page without a browser: what actions do to its state, and what its parts render.
//!
//! `cargo test --features ui-test --test ui`

use std::rc::Rc;

use futures::executor::block_on;
use yew::prelude::*;
use yew::{LocalServerRenderer, Reducible};

use zeroloss::guarantee::Outcome;
use zeroloss::scenario::fault::Fault;
use zeroloss::shop::message::nodes;
use zeroloss::text::Lang;
use zeroloss::ui::address;
use zeroloss::ui::app::Lab;
use zeroloss::ui::components::fault_list::FaultList;
use zeroloss::ui::components::guarantee_list::GuaranteeList;
use zeroloss::ui::components::notices::Notices;
use zeroloss::ui::components::program_pane::ProgramPane;
use zeroloss::ui::components::settings_panel::SettingsPanel;
use zeroloss::ui::components::state_panel::StatePanel;
use zeroloss::ui::components::transport::Transport;
use zeroloss::ui::menu::{self, Target, Verb};
use zeroloss::ui::state::{Action, AppState, Playback, Theme};

fn open(query: &[(&str, &str)]) -> Rc<AppState> {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, ""), Lang::En, Theme::Light))
}

fn after(state: &Rc<AppState>, actions: &[Action]) -> Rc<AppState> {
    actions.iter().fold(Rc::clone(state), |state, action| state.reduce(action.clone()))
}

fn fault(text: &str) -> Action {
    Action::Inject(Fault::parse(text).expect("a fault of this file is valid"))
}

#[test]
fn a_fault_at_the_playhead_leaves_the_past_and_changes_the_future() {
    let start = after(&open(&[("strategy", "send-after-commit")]), &[Action::Seek(8)]);
    let crashed = after(&start, &[fault("crash order-1 after commit")]);
    assert_eq!(crashed.playhead, 8);
    assert_eq!(crashed.timeline.run.outcome(), Outcome::Loss);
    let past = |state: &AppState| state.timeline.run.trace.step_events(7).to_vec();
    assert_eq!(past(&start), past(&crashed));
    assert_eq!(start.timeline.run.outcome(), Outcome::Ok, "the old run is still there");
}

#[test]
fn undo_and_redo_go_through_every_scenario() {
    let start = open(&[("strategy", "send-after-commit")]);
    let first = after(&start, &[fault("lose send #1")]);
    let second = after(&first, &[Action::Set("send.retries", "0".into())]);
    let back = after(&second, &[Action::Undo, Action::Undo]);
    assert_eq!(back.scenario(), start.scenario());
    assert!(
        after(&back, &[Action::Undo]).history.past.is_empty(),
        "undo at the start does nothing"
    );
    let again = after(&back, &[Action::Redo, Action::Redo, Action::Redo]);
    assert_eq!(again.scenario(), second.scenario());
    let branch = after(&back, &[fault("lose send.ack #1")]);
    assert!(branch.history.future.is_empty(), "a new change leaves the undone ones");
}

#[test]
fn playing_stops_at_the_end_and_begins_again_from_there() {
    let start = open(&[("strategy", "send-once")]);
    let steps = start.steps();
    let mut state = after(&start, &[Action::TogglePlay]);
    for _ in 0..=steps {
        state = after(&state, &[Action::Tick]);
    }
    assert_eq!((state.playhead, state.playback), (steps, Playback::Paused));
    let again = after(&state, &[Action::TogglePlay]);
    assert_eq!((again.playhead, again.playback), (0, Playback::Playing));
    assert_eq!(after(&again, &[Action::Step(3)]).playback, Playback::Paused);
}

#[test]
fn a_program_with_errors_leaves_the_last_good_one_running() {
    let start = open(&[("strategy", "send-once")]);
    let source = start.scenario().strategy.source.to_string();
    let broken =
        after(&start, &[Action::Edit, Action::Type(source.replace("  commit", "  comit"))]);
    assert_eq!(broken.scenario(), start.scenario());
    assert_eq!(broken.draft.as_ref().unwrap().errors.len(), 1);
    let edited = source.replace("  commit\n", "  work 5s\n  commit\n");
    let fixed = after(&broken, &[Action::Type(edited)]);
    assert!(fixed.draft.as_ref().unwrap().errors.is_empty());
    assert_eq!(fixed.scenario().strategy.id, None);
    assert_eq!(fixed.timeline.run.outcome(), Outcome::Slow);
}

#[test]
fn random_faults_become_faults_that_can_be_removed_one_by_one() {
    let start = open(&[("strategy", "transactional-message")]);
    let drawn = (0..50)
        .map(|seed| after(&start, &[Action::Surprise(seed)]))
        .find(|state| state.scenario().faults.len() > 1)
        .expect("one of fifty seeds draws two faults");
    assert_eq!(drawn.scenario().seed, None);
    assert!(drawn.timeline.run.did_not_happen.is_empty(), "the same faults happen again");
}

#[test]
fn a_menu_says_why_something_cannot_be_done() {
    let start = after(&open(&[("scenario", "a3-1")]), &[Action::Seek(u32::MAX)]);
    let items = menu::items(&start, Target::Node(nodes::ORDER_1));
    assert!(items.iter().any(|item| matches!(item.verb, Verb::Restart(_)) && item.choice.is_err()));
    let failing = menu::items(&start, Target::Line(1));
    assert!(failing.iter().all(|item| item.choice.is_err()), "line 1 runs nothing");
}

#[derive(Properties, PartialEq)]
struct StageProps {
    state: AlwaysNew,
}

#[derive(Clone)]
struct AlwaysNew(Rc<AppState>);

impl PartialEq for AlwaysNew {
    fn eq(&self, _other: &Self) -> bool {
        false
    }
}

/// The parts of the page that ask the browser nothing, around a given state.
#[component]
fn Stage(props: &StageProps) -> Html {
    let state = props.state.0.clone();
    let lab: Lab = use_reducer(move || (*state).clone());
    html! {
        <ContextProvider<Lab> context={lab}>
            <Notices /><ProgramPane /><FaultList /><SettingsPanel /><GuaranteeList /><StatePanel />
            <Transport />
        </ContextProvider<Lab>>
    }
}

fn rendered(state: &Rc<AppState>) -> String {
    let props = StageProps { state: AlwaysNew(Rc::clone(state)) };
    block_on(LocalServerRenderer::<Stage>::with_props(props).hydratable(false).render())
}

fn check_page(state: &Rc<AppState>, parts: &[&str]) {
    let html = rendered(state);
    for part in parts {
        assert!(html.contains(part), "`{part}` is not in {html}");
    }
}

#[test]
fn the_parts_show_the_crash_of_the_course_s_key_case() {
    let end = after(&open(&[("scenario", "a3-1")]), &[Action::Seek(u32::MAX)]);
    check_page(
        &end,
        &["LOSS", "crash order-1 after commit", "data-standing=\"broken\"", "orders #1"],
    );
    let chinese = after(&end, &[Action::SetLang(Lang::ZhCn)]);
    check_page(&chinese, &["LOSS", "红包", "故障", "保证"]);
}

#[test]
fn bad_values_of_the_address_are_told_in_both_languages() {
    let start = open(&[("speed", "fast"), ("scenario", "<b>nonsense</b>")]);
    check_page(&start, &["fast", "&lt;b&gt;nonsense"]);
    check_page(&after(&start, &[Action::SetLang(Lang::ZhCn)]), &["fast"]);
}
