//! Runs that take longer than a moment, without a browser: what is shown meanwhile, what becomes of
//! a newer edit, and how much of them happens in one slice.
//!
//! `cargo test --features ui-test --test running`

use std::fs;
use std::path::Path;
use std::rc::Rc;

use yew::Reducible;

use zeroloss::diagram::{Options, layout};
use zeroloss::explore::{Alphabet, FaultMapper, MapBounds};
use zeroloss::job::map::BOUNDS;
use zeroloss::job::slice;
use zeroloss::run::{EVENTS_MAX, End, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::Fault;
use zeroloss::scenario::link::encode;
use zeroloss::text::{self, Lang};
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::fault_map::state::Ask as MapAsk;
use zeroloss::ui::menu::{Menu, Target};
use zeroloss::ui::notice::Notice;
use zeroloss::ui::page::{Page, Playback, Theme};
use zeroloss::ui::running::state::{Made, Report, Wanted};
use zeroloss::ui::state::AppState;
use zeroloss::ui::window::Window;

/// The scenarios that once stopped the page.
const NEVER_END: [&str; 3] =
    ["message-loop", "one-send-in-on-message", "a-timeout-that-always-passes"];

/// A step that is not yet there when they are opened.
const LATE_STEP: u32 = 28_000;

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let text = fs::read_to_string(folder.join(format!("{name}.scenario"))).expect("it is there");
    Scenario::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn open(query: &str, hash: &str) -> Rc<AppState> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, hash), Lang::En, Theme::Light))
}

/// The page as the link to a step of a scenario opens it.
fn linked(scenario: &Scenario, step: u32) -> Rc<AppState> {
    open("", &format!("#{}", encode(scenario, step).expect("it fits into a link")))
}

fn after(state: &Rc<AppState>, action: Action) -> Rc<AppState> {
    Rc::clone(state).reduce(action)
}

/// Does the next slice of what is wanted, as the page does it; says what it tells.
fn slice(wanted: &Wanted, slices: u32) -> Option<Report> {
    let mut work = wanted.begin();
    for _ in 0..slices {
        let before = work.events();
        let is_over = work.run_for(slice::EVENTS);
        let done = work.events().saturating_sub(before);
        assert!(done <= slice::EVENTS, "{done} events in one slice");
        if is_over {
            return Some(wanted.clone().end(work));
        }
    }
    None
}

/// The state when everything that it wants is ready.
fn settled(state: &Rc<AppState>) -> Rc<AppState> {
    let mut state = Rc::clone(state);
    while let Some(wanted) = state.wanted_run() {
        let told = slice(&wanted, u32::MAX).expect("every run ends");
        state = state.reduce(Action::Ran(told));
    }
    state
}

#[test]
fn what_is_short_is_there_at_once() {
    for query in ["scenario=a3-1", "scenario=a4-5", "strategy=outbox", "page=compare&strategy=a,b"]
    {
        let state = open(query, "");
        assert_eq!((state.wanted_run(), state.running()), (None, None), "{query}");
    }
}

#[test]
fn a_link_to_a_run_that_is_long_opens_at_once_and_shows_all_of_it_later() {
    for name in NEVER_END {
        let scenario = case(name);
        let state = linked(&scenario, LATE_STEP);
        assert_eq!(*state.scenario(), scenario, "{name}");
        assert_eq!(state.running(), Some(slice::EVENTS_AT_ONCE), "{name}: that many at once");
        assert_eq!(
            state.timeline.run.trace.events_until(u32::MAX),
            slice::EVENTS_AT_ONCE,
            "{name}"
        );
        let over = settled(&state);
        assert_eq!((over.running(), over.timeline.run.end), (None, End::EventLimit), "{name}");
        assert_eq!(over.timeline.run.fingerprint(), simulate(&scenario).fingerprint(), "{name}");
        assert_eq!(over.playhead, LATE_STEP, "{name}: where the address asks to look");
        let last = over.timeline.run.steps();
        assert_eq!(over.timeline.world_at(last), over.timeline.run.world, "{name}");
        assert!(over.timeline.checkpoints() <= 257, "{name}: {}", over.timeline.checkpoints());
    }
}

/// The summary says by which limit, in both languages.
#[test]
fn a_run_that_was_stopped_says_so_in_words() {
    let run = simulate(&case("message-loop"));
    assert!(text::summary(Lang::En, &run).contains("stopped at its limit of 50\u{202f}000 events"));
    assert!(text::summary(Lang::ZhCn, &run).contains("50\u{202f}000 个事件"));
}

#[test]
fn the_last_run_stays_while_the_next_is_made_and_a_newer_edit_takes_its_place() {
    let lab = open("scenario=a3-1&step=5", "");
    let looping = after(&lab, Action::Set("send.timeout", "1ms".to_owned()));
    let looping = after(&looping, Action::ChooseStrategy("inbox-by-copy"));
    assert!(looping.running().is_some());
    let shown = looping.timeline.run.scenario.strategy.id;
    assert_eq!(shown, Some("send-after-commit"), "the last run that is over is shown");
    assert_eq!(looping.scenario().strategy.id, Some("inbox-by-copy"), "and this is edited");

    let wanted = looping.wanted_run().expect("it is wanted");
    let report = Report { wanted: wanted.clone(), made: Made::Part(12_000) };
    let told = after(&looping, Action::Ran(report));
    assert_eq!(told.running(), Some(12_000));
    for step in [1, -1, 3] {
        let moved = after(&told, Action::Step(step));
        assert_ne!(moved.playhead, told.playhead, "the page answers meanwhile");
    }

    // A newer edit builds on the one before, and what is made of that is wanted no more.
    let edited = after(&told, Action::Set("send.timeout", "program".to_owned()));
    let late = slice(&wanted, u32::MAX).expect("it ends");
    assert_eq!(edited.running(), None, "the edited scenario is short");
    assert_eq!(edited.timeline.run.scenario.strategy.id, Some("inbox-by-copy"));
    let heard = after(&edited, Action::Ran(late.clone()));
    assert_eq!(*heard, *edited, "nobody waits for it");

    let over = after(&told, Action::Ran(late));
    assert_eq!((over.running(), over.timeline.run.end), (None, End::EventLimit));
    let back = after(&over, Action::Undo);
    assert_eq!(back.timeline.run.scenario.strategy.id, Some("send-after-commit"));
    let again = after(&looping, Action::Undo);
    assert_eq!((again.running(), again.scenario()), (None, lab_with_timeout(&lab).scenario()));
}

fn lab_with_timeout(lab: &Rc<AppState>) -> Rc<AppState> {
    after(lab, Action::Set("send.timeout", "1ms".to_owned()))
}

#[test]
fn a_fault_that_is_added_meanwhile_is_not_lost() {
    let looping = linked(&case("one-send-in-on-message"), 0);
    let fault = Fault::parse("crash consumer after pay").expect("a fault");
    let both = after(&looping, Action::Inject(fault.clone()));
    assert_eq!(both.scenario().faults, [fault]);
    assert!(!both.never_happens(0), "nobody knows yet");
    let over = settled(&both);
    assert_eq!(over.timeline.run.scenario.faults.len(), 1);
    assert_eq!(after(&over, Action::TogglePlay).playback, Playback::Playing);
}

#[test]
fn what_a_person_does_meanwhile_counts_when_the_run_is_there() {
    let looping = linked(&case("message-loop"), LATE_STEP);
    assert!(looping.steps() > 100, "its beginning stands in");
    let playing = after(&looping, Action::TogglePlay);
    assert_eq!(settled(&playing).playback, Playback::Playing);
    let moved = settled(&after(&playing, Action::Seek(90)));
    assert_eq!((moved.playhead, moved.playback), (90, Playback::Paused));
    let asked = after(&playing, Action::OpenMenu(Menu { target: Target::Here, x: 0, y: 0 }));
    assert_eq!(settled(&asked).playback, Playback::Paused);
    // Back to what the link opened is where it looks.
    let edited = settled(&after(&moved, Action::Set("send.timeout", "1ms".to_owned())));
    let back = settled(&after(&edited, Action::Reset));
    assert_eq!((back.playhead, back.scenario()), (LATE_STEP, looping.scenario()));
}

#[test]
fn the_beginning_of_a_run_has_no_end() {
    let looping = linked(&case("message-loop"), 0);
    let run = &looping.timeline.run;
    assert_eq!((run.end, run.is_over()), (End::Unfinished, false));
    assert!(!text::summary(Lang::En, run).contains("stopped"));
    assert!(looping.fault_map().is_none() && !looping.wants_map());
}

#[test]
fn the_dice_do_not_roll_for_longer_than_a_moment() {
    let looping = settled(&linked(&case("message-loop"), 0));
    for seed in 0..20 {
        let rolled = after(&looping, Action::Surprise(seed));
        match &rolled.pending {
            Some(pending) => assert_eq!(pending.events, slice::EVENTS_AT_ONCE),
            None if rolled.notices == [Notice::NothingDrawn] => {}
            None => {
                let events = rolled.timeline.run.trace.events_until(u32::MAX);
                assert!(events <= slice::EVENTS_AT_ONCE, "{seed}: {events} events");
            }
        }
    }
}

#[test]
fn columns_that_take_longer_come_later_and_the_page_stays() {
    let looping = linked(&case("a-timeout-that-always-passes"), 0);
    let compared = after(&settled(&looping), Action::GoTo(Page::Compare));
    assert!(compared.running().is_some() && compared.race().is_none());
    let left = after(&compared, Action::GoTo(Page::Lab));
    assert_eq!((left.running(), left.playhead), (None, compared.playhead), "the race is dropped");
    let wanted = compared.wanted_run().expect("a race");
    let late = after(&left, Action::Ran(slice(&wanted, u32::MAX).expect("it ends")));
    assert_eq!(*late, *left, "and moves nobody");
    let over = settled(&compared);
    let race = over.race().expect("it is ready");
    assert_eq!(over.rivals.columns.len(), 1 + over.rivals.ids.len());
    assert_eq!((over.position(), over.running()), (race.last(), None));
    // An edit on this page runs the lab first, and then the race.
    let edited = after(&over, Action::Set("send.timeout", "program".to_owned()));
    assert_eq!(edited.running(), None);
    assert!(edited.race().is_some_and(|race| race.last() < 1_000));
}

/// Of 28,000 steps only what is near costs anything.
#[test]
fn rows_outside_the_view_are_not_in_the_page() {
    for name in NEVER_END {
        let run = simulate(&case(name));
        let diagram = layout(&run, &Options::default());
        assert!(run.steps() > 28_000, "{name}: {}", run.steps());
        for (step, top) in
            [(run.steps(), 0), (run.steps(), diagram.height - 900), (14_000, 200_000)]
        {
            let window = Window::new(&diagram, (top, top + 900), diagram.y_at(step));
            let chunks = window.chunks(&diagram);
            let marks = chunks.iter().map(|index| diagram.chunks[*index].marks.len());
            let marks: usize = marks.sum();
            assert!(marks < 3_000, "{name}: {marks} marks in {} chunks", chunks.len());
            let y = diagram.y_at(step);
            let has_row = |index: &usize| {
                let chunk = &diagram.chunks[*index];
                (chunk.y_top..=chunk.y_bottom).contains(&y)
            };
            assert!(chunks.iter().any(has_row), "{name}: the playhead's row is there");
        }
    }
}

#[test]
fn a_fault_map_that_is_too_large_ends_at_its_bound_and_says_of_how_many() {
    let state = settled(&linked(&case("a-timeout-that-always-passes"), 0));
    let run = Rc::clone(&state.timeline.run);
    let bounds = MapBounds { events: 3 * u64::from(EVENTS_MAX), ..BOUNDS };
    let mut mapper = FaultMapper::new(run, &Alphabet::default(), 1, bounds);
    while !mapper.find_for(slice::EVENTS) {}
    let (faults, events) = mapper.size();
    assert_eq!(events, EVENTS_MAX);
    assert!(faults > BOUNDS.faults, "only {faults} faults");
    let mut slices = 0;
    while !mapper.run_for(slice::EVENTS) {
        slices += 1;
    }
    assert!(slices <= bounds.events / u64::from(slice::EVENTS) + 100, "{slices} slices");
    let map = mapper.map();
    assert!(map.is_over && !map.is_done() && (3..200).contains(&map.entries.len()));
    assert_eq!(map.places, faults);
    let scenario = Box::new(state.scenario().clone());
    let told = after(&state, Action::Map(MapAsk::Answer(scenario, Rc::new(map))));
    assert!(!told.wants_map(), "that is all of it");
}
