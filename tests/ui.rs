//! The page without a browser: what actions do to its state, and what its parts render.
//!
//! `cargo test --features ui-test --test ui`

use std::rc::Rc;

use futures::executor::block_on;
use yew::prelude::*;
use yew::{LocalServerRenderer, Reducible};

use zeroloss::guarantee::Outcome;
use zeroloss::scenario::fault::Fault;
use zeroloss::scenario::link;
use zeroloss::shop::message::nodes;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::components::fault_list::FaultList;
use zeroloss::ui::components::guarantee_list::guarantee_list;
use zeroloss::ui::components::notices::notices;
use zeroloss::ui::components::program_pane::ProgramPane;
use zeroloss::ui::components::settings_panel::SettingsPanel;
use zeroloss::ui::components::state_panel::state_panel;
use zeroloss::ui::components::transport::transport;
use zeroloss::ui::draft::{Change, Draft};
use zeroloss::ui::editor::Edit;
use zeroloss::ui::editor::place::Selection;
use zeroloss::ui::lab::Lab;
use zeroloss::ui::menu::items::items;
use zeroloss::ui::menu::{Target, Verb};
use zeroloss::ui::page::{Playback, Theme};
use zeroloss::ui::state::AppState;
use zeroloss::ui::wording;

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
fn a_reset_leads_back_to_what_the_address_opened_and_undo_back_again() {
    let start = open(&[("scenario", "a3-1"), ("step", "9"), ("embed", "1")]);
    assert!(start.is_as_opened());
    let changed = after(&start, &[fault("lose send #1"), Action::Set("send.retries", "0".into())]);
    let changed = after(&changed, &[Action::Seek(2)]);
    let reset = after(&changed, &[Action::Reset]);
    assert!(reset.is_as_opened() && !changed.is_as_opened());
    assert_eq!((reset.scenario(), reset.playhead), (start.scenario(), 9));
    assert_eq!(after(&reset, &[Action::Reset]).history, reset.history, "once is enough");
    let back = after(&reset, &[Action::Undo]);
    assert_eq!((back.scenario(), back.playhead), (changed.scenario(), 2));
}

#[test]
fn a_scenario_keeps_its_name_when_it_is_changed_and_has_its_title_while_it_is_true() {
    let check = |state: &AppState, expected: &str| assert_eq!(wording::title(state), expected);
    let start = open(&[("scenario", "a3-1")]);
    let title = wording::title(&start);
    let other = after(&start, &[Action::ChooseStrategy("outbox")]);
    check(&other, "A3-1, changed · Transactional outbox");
    check(
        &open(&[("scenario", "a3-1"), ("strategy", "outbox")]),
        "A3-1, changed · Transactional outbox",
    );
    check(&after(&other, &[Action::ChooseStrategy("send-after-commit")]), &title);
    check(&after(&other, &[Action::Undo]), &title);
    let faulty = after(&start, &[fault("lose send #1")]);
    let changed = wording::title(&faulty);
    assert!(changed.starts_with("A3-1, changed · "), "{changed}");
    check(&after(&faulty, &[Action::RemoveFault(1)]), &title);
    check(&open(&[("strategy", "outbox")]), "Transactional outbox");
    let named = open(&[("scenario", "outbox-gap")]);
    let changed = after(&named, &[Action::Set("send.retries", "0".into())]);
    assert!(wording::title(&changed).starts_with(&wording::title(&named)), "it has no number");
}

#[test]
fn what_differs_from_the_defaults_is_named_and_can_be_set_back() {
    let start = open(&[("strategy", "send-after-commit")]);
    assert!(!rendered(&start).contains("changed:"));
    let retries = Action::Set("send.retries", "0".into());
    let changed = after(&start, &[retries, Action::Set("consumer.inbox", "on".into())]);
    check_page(&changed, &["2 changed:", "send.retries 0", "consumer.inbox on"]);
    check_page(&changed, &["Set consumer.inbox back to off"]);
    let frame =
        open(&[("strategy", "send-after-commit"), ("set", "send.retries:0"), ("embed", "")]);
    check_page(&frame, &["1 changed:", "send.retries 0"]);
    assert!(!rendered(&frame).contains("back to"), "a frame only says it");
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

/// What typing makes of the text in the editor.
fn typed(state: &Rc<AppState>, from: &str, to: &str) -> Action {
    let text = state.draft.as_ref().map_or("", |draft| draft.text());
    assert!(text.contains(from), "`{from}` is in the editor");
    Action::Write(Change::Type(Edit {
        text: text.replace(from, to),
        selection: Selection::default(),
    }))
}

fn draft(state: &AppState) -> &Draft {
    state.draft.as_ref().expect("a program is being edited")
}

#[test]
fn a_program_with_errors_leaves_the_last_good_one_running() {
    let start = after(&open(&[("strategy", "send-once")]), &[Action::Edit]);
    let broken = after(&start, &[typed(&start, "  commit", "  comit")]);
    assert_eq!(broken.scenario(), start.scenario());
    assert_eq!(draft(&broken).errors.len(), 1);
    check_page(&broken, &["Line 11", "did you mean `commit`?", "last program that compiles"]);
    let fixed = after(&broken, &[typed(&broken, "  comit\n", "  work 5s\n  commit\n")]);
    assert!(draft(&fixed).errors.is_empty());
    assert_eq!(fixed.scenario().strategy.id, None);
    assert_eq!(fixed.timeline.run.outcome(), Outcome::Slow);
}

#[test]
fn a_listener_that_never_acknowledges_is_warned_of_in_the_editor_and_outside() {
    let start = after(&open(&[("strategy", "send-once")]), &[Action::Edit]);
    let warning = "`on message` never comes to an `ack`";
    assert!(!rendered(&start).contains(warning));
    let strange = after(&start, &[typed(&start, "  ack\n", "")]);
    assert!(draft(&strange).errors.is_empty(), "it runs all the same");
    check_page(&strange, &[warning]);
    check_page(&after(&strange, &[Action::CloseEditor]), &[warning]);
    let broken = after(&strange, &[typed(&strange, "  commit", "  comit")]);
    assert!(!rendered(&broken).contains(warning), "the text is not what runs");
}

#[test]
fn a_text_that_comes_back_after_a_failure_runs_only_once_it_is_changed() {
    let start = open(&[("strategy", "send-once")]);
    let source = start.scenario().strategy.source.to_string();
    let back = |text: &str| {
        let mut state = (*start).clone();
        state.take_back(text);
        Rc::new(state)
    };
    assert_eq!(*back(&source), *start, "what is shown anyway needs no way back");
    let edited = source.replace("  commit\n", "  work 5s\n  commit\n");
    let state = back(&edited);
    assert_eq!((draft(&state).text(), draft(&state).runs()), (&*edited, false));
    assert_eq!(state.scenario(), start.scenario(), "it may be what failed");
    check_page(&state, &["is back in it. It has not run"]);
    let changed = after(&state, &[typed(&state, "work 5s", "work 6s")]);
    assert!(draft(&changed).runs());
    assert_eq!(changed.timeline.run.outcome(), Outcome::Slow);
    let broken = back(&source.replace("  commit", "  comit"));
    assert_eq!(draft(&broken).errors.len(), 1);
}

#[test]
fn an_edit_is_one_step_of_the_lab_s_undo_and_many_of_the_editor_s() {
    let start = after(&open(&[("scenario", "a3-1")]), &[Action::Edit]);
    let one = after(&start, &[typed(&start, "  commit\n", "  work 1s\n  commit\n")]);
    let two = after(&one, &[typed(&one, "  work 1s\n", "  work 2s\n")]);
    assert_eq!(two.history.past.len(), 1);
    let shorter = after(&two, &[Action::Write(Change::Undo)]);
    assert_eq!(shorter.scenario(), one.scenario(), "what runs follows what is taken back");
    let back = after(&shorter, &[Action::Undo]);
    assert_eq!((back.scenario(), back.preset), (start.scenario(), Some("a3-1")));
    assert!(draft(&back).is_open(), "the editor is as it was, too");
    let reset = after(&two, &[Action::Write(Change::Reset)]);
    assert_eq!(reset.scenario(), start.scenario());
    assert_eq!(reset.preset, Some("a3-1"), "the unchanged program has its name again");
    assert_eq!(after(&reset, &[Action::Write(Change::Undo)]).scenario(), two.scenario());
}

#[test]
fn an_unfinished_edit_is_kept_until_another_program_is_chosen_and_undo_brings_it_back() {
    let start = after(&open(&[("strategy", "send-once")]), &[Action::Edit]);
    let broken = after(&start, &[typed(&start, "  commit", "  comit"), Action::CloseEditor]);
    check_page(&broken, &["unfinished edit is kept"]);
    let again = after(&broken, &[Action::Edit]);
    assert!(draft(&again).text().contains("  comit"));
    for leaving in [Action::ChooseStrategy("oneway"), Action::LoadPreset("a3-1")] {
        let left = after(&broken, &[leaving]);
        assert_eq!(left.draft, None);
        let back = after(&left, &[Action::Undo, Action::Edit]);
        assert!(draft(&back).text().contains("  comit"));
    }
    let left = after(&broken, &[Action::ChooseStrategy("send-once")]);
    assert_eq!(left.draft, None, "the same strategy again is its own program");
    assert!(draft(&after(&left, &[Action::Undo])).text().contains("  comit"));
}

#[test]
fn a_fault_in_between_begins_a_new_step_of_undo() {
    let start = after(&open(&[("strategy", "send-once")]), &[Action::Edit]);
    let one = after(&start, &[typed(&start, "  commit\n", "  work 1s\n  commit\n")]);
    let faulty = after(&one, &[fault("lose send #1")]);
    let two = after(&faulty, &[typed(&faulty, "work 1s", "work 2s")]);
    assert_eq!(two.history.past.len(), 3);
    assert_eq!(after(&two, &[Action::Undo]).scenario(), faulty.scenario());
}

#[test]
fn an_edited_program_travels_in_a_link_and_still_knows_what_it_began_as() {
    let start = after(&open(&[("strategy", "send-once")]), &[Action::Edit]);
    let edited = after(&start, &[typed(&start, "  commit\n", "  work 5s # 慢\n  commit\n")]);
    let hash = link::encode(edited.scenario(), 3).expect("it is short enough");
    let opening = address::read(&[], &format!("#{hash}"));
    let opened = Rc::new(AppState::open(opening, Lang::ZhCn, Theme::Light));
    assert_eq!(opened.scenario(), edited.scenario());
    assert_eq!(opened.timeline.run.outcome(), Outcome::Slow);
    let reset = after(&opened, &[Action::Edit, Action::Write(Change::Reset)]);
    assert_eq!(reset.scenario(), start.scenario());
}

#[test]
fn the_end_before_the_commit_makes_a_ghost_of_a_crash_between_them() {
    let start = after(&open(&[("strategy", "transactional-message")]), &[Action::Edit]);
    let source = draft(&start).text().to_owned();
    let swapped =
        source.replace("  end commit\n  reply ok\n\non repeat", "  reply ok\n\non repeat");
    let swapped = swapped.replacen("  commit\n", "  end commit\n  commit\n", 1);
    let edited = after(&start, &[typed(&start, &source, &swapped)]);
    assert!(draft(&edited).errors.is_empty());
    assert_eq!(edited.timeline.run.outcome(), Outcome::Early);
    let line = 1 + swapped.lines().position(|line| line == "  commit").expect("it is there");
    let target = Target::Line(u16::try_from(line).expect("a program is short"));
    let offered = items(&edited, target);
    let crash = offered.into_iter().find(|item| item.verb == Verb::CrashBeforeLine);
    let crash = crash.and_then(|item| item.choice.ok()).expect("the line can crash");
    let crashed = after(&edited, &[crash]);
    assert!(draft(&crashed).is_open(), "the editor stays");
    assert_eq!(crashed.timeline.run.outcome(), Outcome::Ghost);
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
fn random_faults_are_others_than_those_that_are_there() {
    let start = open(&[("scenario", "a6-2")]);
    for seed in 0..300 {
        let drawn = after(&start, &[Action::Surprise(seed)]);
        assert_ne!(drawn.scenario().faults, start.scenario().faults, "seed {seed}");
    }
}

#[test]
fn a_menu_says_why_something_cannot_be_done() {
    let start = after(&open(&[("scenario", "a3-1")]), &[Action::Seek(u32::MAX)]);
    let offered = items(&start, Target::Node(nodes::ORDER_1));
    assert!(
        offered.iter().any(|item| matches!(item.verb, Verb::Restart(_)) && item.choice.is_err())
    );
    let failing = items(&start, Target::Line(1));
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
    let lab = Lab::new(use_reducer(move || (*state).clone()));
    html! {
        <ContextProvider<Lab> context={lab.clone()}>
            { notices(&lab) }<ProgramPane /><FaultList /><SettingsPanel />
            { guarantee_list(&lab) }{ state_panel(&lab) }
            { transport(&lab) }
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
