//! The page's fault maps without a browser: maps as jobs, cells, bands, what actions do.
//!
//! `cargo test --features ui-test --test fault_map`

use std::fmt::Write as _;
use std::rc::Rc;

use expect_test::{Expect, expect};
use yew::Reducible;

use zeroloss::explore::{Alphabet, FaultKind, FaultMap, MapEntry};
use zeroloss::job::map::Runner;
use zeroloss::job::{Answer, Job, Task, slice};
use zeroloss::scenario::preset::presets;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::fault_map::band::{stretches, word};
use zeroloss::ui::fault_map::cells::{COLUMNS, rows, steps};
use zeroloss::ui::fault_map::marks::LineMark;
use zeroloss::ui::fault_map::state::Ask;
use zeroloss::ui::menu::Target;
use zeroloss::ui::menu::items::items;
use zeroloss::ui::page::{Page, Playback, Theme};
use zeroloss::ui::reduce::fault_map::{LineMarks, Wanted};
use zeroloss::ui::state::AppState;

fn open(query: &str) -> Rc<AppState> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, ""), Lang::En, Theme::Light))
}

fn after(state: &Rc<AppState>, action: Action) -> Rc<AppState> {
    Rc::clone(state).reduce(action)
}

fn ask(state: &Rc<AppState>, ask: Ask) -> Rc<AppState> {
    after(state, Action::Map(ask))
}

/// The state with the map that it wants.
fn mapped(state: &Rc<AppState>) -> Rc<AppState> {
    let mut runner = Runner::new(Rc::clone(&state.timeline.run));
    while !runner.run_for(slice::EVENTS) {}
    let map = Rc::new(runner.map().expect("the run is over"));
    ask(state, Ask::Answer(Box::new(state.scenario().clone()), map))
}

fn map_of(state: &AppState) -> &FaultMap {
    state.fault_map().expect("the map is known")
}

/// Each line that has cells, as the gutter shows it; `o` marks the run's own faults.
fn check_gutter(query: &str, expected: &Expect) {
    let state = mapped(&open(query));
    let mut shown = String::new();
    for (line, row) in rows(map_of(&state), state.scenario()) {
        for cell in row {
            let said = cell.map(|cell| (cell.sign(), if cell.is_own { "o" } else { "" }));
            let (sign, own) = said.unwrap_or_default();
            let _ = write!(shown, "{sign:1}{own:1} ");
        }
        let text = &state.timeline.run.shop.program.lines[usize::from(line) - 1].text;
        let _ = writeln!(shown, "{text}");
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_gutter_has_the_worst_outcome_of_each_kind_of_fault() {
    check_gutter(
        "strategy=send-after-commit",
        &expect![[r"
            A     A  ·  D  on payment
            A     S  S  ·  begin
            A     S  L  ·  update order PAID
            L     L  L  ·  commit
            L  S  L  D  D  send retry 2 timeout 3s
            ·     ·  S  ·  reply ok
            ·     ·  ·  ·  on message
            2        ·     pay
            2        ·     ack
        "]],
    );
    check_gutter(
        "scenario=a3-1",
        &expect![[r"
        A     A  ·  ·  on payment
        A     S  ·  ·  begin
        A     S  ·  ·  update order PAID
        Lo    ·  ·  ·  commit
    "]],
    );
    check_gutter(
        "scenario=a6-4",
        &expect![[r"
            A     A  ·  ·  on payment
            A  L  D  D  D  send half retry 2 timeout 3s
            A     S  S  ·  begin
            A     S  S  ·  update order PAID
            A     S  S  ·  insert log
            A        S     work 20ms
            ✓o    S  S  ·  commit
            ·     ·  D  D  on check
            D  2  ·  D  D  end commit
            ·     ·  ·  ·  on message
            2        ·  D  pay
            D  2  ·  ·  D  ack
        "]],
    );
    // Before the commit the payment is aborted, but what the run has is the crash after it.
    check_gutter(
        "scenario=a3-1&strategy=outbox",
        &expect![[r"
        A     A  ·  ·  on payment
        A     S  S  ·  begin
        A     S  S  ·  update order PAID
        A     S  S  ·  insert outbox
        ✓o    S  S  ·  commit
        D  2  D  D  D  send timeout 3s
        D     D  D  ·  mark outbox sent
        ·     ·  ·  ·  on message
        2        ·     pay
        2        ·     ack
    "]],
    );
}

#[test]
fn a_ring_stands_on_the_run_s_own_fault_and_on_no_other() {
    let check = |query: &str, fault: &str| {
        let state = mapped(&open(query));
        let map = map_of(&state);
        let lines = rows(map, state.scenario()).into_iter().flat_map(|(_, row)| row);
        let ringed: Vec<_> = lines.flatten().filter(|cell| cell.is_own).collect();
        assert_eq!(ringed.len(), 1, "{query}");
        let entry = ringed[0].entry;
        assert!(map.entries[entry].fault.to_string().starts_with(fault), "{query}");
        assert_eq!(ringed[0].outcome, state.timeline.run.outcome(), "{query}");
        let played = ask(&state, Ask::Play(entry));
        assert_eq!(played.scenario(), state.scenario(), "{query}: it is there already");
        assert_eq!(played.playhead, map.entries[entry].step, "{query}");
    };
    check("scenario=a3-1&strategy=outbox", "crash order-1 after commit");
    check("scenario=a3-1", "crash order-1 after commit");
    check("scenario=a6-4", "crash order-1 after commit");
}

#[test]
fn a_band_has_a_stretch_for_each_fate_and_covers_every_step() {
    let check = |query: &str, guarantee: &str, expected: &[&str]| {
        let state = mapped(&open(query));
        let found = stretches(map_of(&state), guarantee);
        let said =
            found.iter().map(|part| format!("{} {}-{}", word(part.fate), part.from, part.to));
        assert_eq!(said.collect::<Vec<_>>(), expected, "{query}, {guarantee}");
        assert_eq!(found.first().map(|part| part.from), Some(0));
        assert_eq!(found.last().map(|part| part.to), Some(state.steps()));
        assert!(found.windows(2).all(|pair| pair[0].to + 1 == pair[1].from));
    };
    check("scenario=a3-1", "no-lost-message", &["possible 0-7", "inevitable 8-11"]);
    check("scenario=a3-1", "no-ghost", &["impossible 0-11"]);
    check("strategy=send-after-commit", "no-lost-message", &["possible 0-9", "impossible 10-14"]);
}

#[test]
fn the_band_is_about_what_is_broken_or_can_be_unless_the_person_looks_elsewhere() {
    let lost = mapped(&open("scenario=a3-1"));
    assert_eq!(lost.banded(), "no-lost-message", "it is broken");
    let safe = mapped(&open("strategy=outbox"));
    let usual = safe.banded();
    assert_ne!(usual, "no-lost-message", "no fault loses the message of an outbox");
    let looks = ask(&safe, Ask::Look(Some("no-ghost")));
    assert_eq!(looks.banded(), "no-ghost");
    let chosen = ask(&looks, Ask::Choose("caller-in-time"));
    assert_eq!(chosen.banded(), "no-ghost", "she still looks at it");
    let away = ask(&chosen, Ask::Look(None));
    assert_eq!(away.banded(), "caller-in-time");
    assert_eq!(ask(&away, Ask::Choose("caller-in-time")).banded(), usual);
}

#[test]
fn a_cell_plays_its_fault_and_undo_takes_it_back() {
    let start = mapped(&open("strategy=send-after-commit"));
    let map = map_of(&start);
    let (step, worst) = rows(map, start.scenario())
        .into_iter()
        .flat_map(|(_, row)| row)
        .flatten()
        .find(|cell| cell.outcome.code() == "LOSS")
        .map(|cell| (map.entries[cell.entry].step, cell.entry))
        .expect("a line loses the message");
    let played = ask(&start, Ask::Play(worst));
    assert_eq!(played.scenario().faults, [map.entries[worst].fault.clone()]);
    assert_eq!(played.timeline.run.outcome(), map.entries[worst].outcome);
    assert_eq!((played.playhead, played.playback), (step - 1, Playback::Playing));
    assert!(played.fault_map().is_none(), "another scenario has another map");
    assert!(played.wants_map());

    let again = mapped(&played);
    let is_own =
        |index: &usize| map_of(&again).entries[*index].fault == played.scenario().faults[0];
    let own = (0..map_of(&again).entries.len()).find(is_own).expect("its place is on the map");
    let sought = ask(&again, Ask::Play(own));
    assert_eq!(sought.scenario(), again.scenario(), "what strikes already is only gone to");
    assert_eq!((sought.playhead, sought.playback), (step, Playback::Paused));

    let back = after(&sought, Action::Undo);
    assert_eq!(back.scenario(), start.scenario());
    assert!(!back.wants_map(), "its map is remembered");
    assert_eq!(ask(&start, Ask::Play(usize::MAX)), start, "a map that is gone plays nothing");
}

#[test]
fn a_step_lists_its_faults_the_worst_first() {
    let state = mapped(&open("scenario=a6-4"));
    let map = map_of(&state);
    for (step, cell) in (0..).zip(steps(map, state.scenario())) {
        let listed = items(&state, Target::Step(step));
        let here: Vec<_> = map.entries.iter().filter(|entry| entry.step == step).collect();
        assert_eq!(listed.len(), here.len(), "step {step}");
        assert_eq!(cell.map(|cell| cell.outcome), here.iter().map(|entry| entry.outcome).min());
        let outcomes = listed.iter().map(|item| match &item.choice {
            Ok(Action::Map(Ask::Play(index))) => map.entries[*index].outcome,
            other => panic!("it plays its fault: {other:?}"),
        });
        assert!(outcomes.collect::<Vec<_>>().is_sorted(), "step {step}");
    }
}

#[test]
fn every_kind_of_fault_has_a_column_of_its_own_or_shares_one() {
    for kind in FaultKind::TRIED {
        let columns = COLUMNS.iter().filter(|kinds| kinds.contains(&kind)).count();
        assert_eq!(columns, 1, "{}", kind.word());
    }
    for preset in presets().iter().step_by(7) {
        let map = FaultMap::new(&preset.file.scenario, &Alphabet::default(), 1);
        for entry in &map.entries {
            let text = entry.fault.to_string();
            assert!(text.starts_with(entry.kind.word()), "{}: {text}", preset.id);
        }
    }
}

#[test]
fn a_map_goes_to_a_worker_and_comes_back_as_it_was_whole_or_in_part() {
    for query in ["scenario=a3-1", "scenario=a6-4", "strategy=outbox"] {
        let state = open(query);
        let job = Job::map(state.scenario());
        let mut task = Task::start(job.text()).expect("a job reads back");
        let mut page = Runner::new(Rc::clone(&state.timeline.run));
        while !page.find_for(slice::EVENTS) {}
        loop {
            let mut looks = 0;
            let is_done = task.run_until(|| {
                looks += 1;
                looks > 20
            });
            let text = task.answer();
            let answer = Answer::read(&text).expect("an answer");
            assert_eq!(answer.is_whole, is_done, "{query}");
            assert!(page.hear(answer), "{query}");
            if is_done {
                break;
            }
            assert!(!page.map().expect("the run is over").is_done(), "{query}");
        }
        assert_eq!(page.map().as_ref(), Some(map_of(&mapped(&state))), "{query}");
        for text in ["whole\nx y\n", "whole\n0\n", "part\n99 0\n"] {
            let mut fresh = Runner::new(Rc::clone(&state.timeline.run));
            while !fresh.find_for(slice::EVENTS) {}
            assert!(!fresh.hear(Answer::read(text).expect("an answer")), "{text:?}");
        }
    }
    for text in ["map", "map ", "map x", "map \nstrategy none\n"] {
        assert!(Task::start(text).is_none(), "{text:?}");
    }
}

#[test]
fn maps_are_made_where_they_are_shown() {
    let check = |query: &str, is_wanted: bool| {
        assert_eq!(open(query).wants_map(), is_wanted, "{query}");
    };
    check("scenario=a3-1", true);
    check("scenario=a3-1&map=0", false);
    check("scenario=a3-1&embed=1", true);
    check("scenario=a3-1&embed=1&map=0", false);
    check("page=guarantees", false);
    let lab = open("scenario=a3-1");
    assert!(ask(&lab, Ask::Columns).wants_map(), "how it is shown does not matter");
    assert!(!after(&lab, Action::GoTo(Page::Guarantees)).wants_map());
}

/// The state with every map that it wants.
fn all_mapped(state: &Rc<AppState>) -> Rc<AppState> {
    let mut state = Rc::clone(state);
    while let Some(wanted) = state.wanted_map() {
        let scenario = match wanted {
            Wanted::Shown(timeline) => timeline.run.scenario.clone(),
            Wanted::Other(scenario) => *scenario,
        };
        let mut runner = Runner::of(&scenario);
        while !runner.find_for(slice::EVENTS) {}
        while !runner.run_for(slice::EVENTS) {}
        let map = Rc::new(runner.map().expect("the run is over"));
        state = ask(&state, Ask::Answer(Box::new(scenario), map));
    }
    state
}

/// The lines of a state's program that have a mark, each with its sign and its text.
fn marked(state: &AppState) -> Vec<String> {
    let LineMarks { found, is_whole } = state.line_marks();
    assert!(is_whole);
    let lines = &state.timeline.run.shop.program.lines;
    let text = |line: u16| &lines[usize::from(line) - 1].text;
    found.iter().map(|(line, mark)| format!("{} {}", mark.sign(), text(*line))).collect()
}

#[test]
fn a_line_has_the_mark_of_the_worst_that_one_fault_there_does_to_the_point() {
    let lab = open("strategy=send-after-commit&point=no-lost-message");
    let LineMarks { found, is_whole } = lab.line_marks();
    assert!(found.is_empty() && !is_whole, "nothing has been tried");
    let lost = all_mapped(&lab);
    let marks = marked(&lost).join("\n");
    expect![[r"
        ▲ on payment
        ▲ begin
        ✕ update order PAID
        ✕ commit
        ✕ send retry 2 timeout 3s
        ▲ reply ok
        ○ on message
        ▲ pay
        ▲ ack
    "]]
    .assert_eq(&format!("{marks}\n"));
    for (line, mark) in lost.line_marks().found {
        let worst = |entry: &&MapEntry| entry.line == Some(line) && entry.breaks(lost.told());
        let breaks = map_of(&lost).entries.iter().any(|entry| worst(&entry));
        assert_eq!(mark == LineMark::Breaks, breaks, "line {line}");
    }
}

#[test]
fn marks_are_those_of_the_strategy_without_faults_unless_the_run_is_asked_about() {
    let bare = all_mapped(&open("strategy=send-after-commit"));
    let lost = all_mapped(&open("scenario=a3-1"));
    let point = ask(&bare, Ask::Choose("no-lost-message"));
    assert_eq!(marked(&lost), marked(&point), "the crash of the scenario takes no mark away");
    let of_run = all_mapped(&ask(&lost, Ask::OfRun));
    assert_ne!(marked(&of_run), marked(&lost));
}

#[test]
fn the_point_is_chosen_or_that_of_the_file_or_the_worst_that_is_broken() {
    let told = |query: &str| {
        let state = open(query);
        (state.point(), state.told())
    };
    assert_eq!(told("scenario=a3-1"), ("no-lost-message", "no-lost-message"));
    assert_eq!(told("scenario=a5-1"), ("stores-agree", "stores-agree"));
    let chosen = told("scenario=a3-1&point=no-ghost");
    assert_eq!(chosen, ("no-ghost", "no-ghost"), "also where it holds");
    // Its point holds, and something else is broken: that is told, the worst first.
    let other = open("scenario=a3-3&set=consumer.inbox:off");
    assert!(!other.is_broken(other.point()));
    assert_eq!(
        Some(other.told()),
        other.broken().next().map(|known| known.id).or(Some("no-lost-message"))
    );
    let ids: Vec<_> = open("scenario=a3-1").broken().map(|known| known.id).collect();
    assert_eq!(
        ids,
        ["no-lost-message", "at-least-once-effect", "exactly-once-effect", "visible-in-time"]
    );
    let loaded = after(&open("scenario=a3-1&point=no-ghost"), Action::LoadPreset("a5-1"));
    assert_eq!(loaded.point(), "stores-agree", "another scenario is about something else");
}

#[test]
fn an_address_keeps_the_point_that_was_chosen() {
    let chosen = ask(&open("scenario=a3-1"), Ask::Choose("money-settled"));
    let end = chosen.address_end("").expect("it fits");
    assert!(end.contains("point=money-settled"), "{end}");
    assert_eq!(open(end.trim_start_matches('?')).point(), "money-settled");
    let back = ask(&chosen, Ask::Choose("money-settled"));
    assert!(!back.address_end("").expect("it fits").contains("point="));
}
