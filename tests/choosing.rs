//! Choosing a scenario or a strategy without a browser: what a few letters find, and what is shown.
//!
//! `cargo test --features ui-test --test choosing`

use std::rc::Rc;

use futures::executor::block_on;
use yew::prelude::*;
use yew::{LocalServerRenderer, Reducible};

use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::preset::presets;
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::choosing::filter::{Choice, Found, filter, meant_first, pieces};
use zeroloss::ui::components::picker_list::PickerList;
use zeroloss::ui::components::strategy_picker::strategy_picker;
use zeroloss::ui::lab::Lab;
use zeroloss::ui::page::{Page, Picker, Sheet, Theme};
use zeroloss::ui::state::AppState;

fn open(query: &[(&str, &str)]) -> Rc<AppState> {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, ""), Lang::En, Theme::Light))
}

/// Choices of two sections, of which one has no number.
fn few() -> Vec<Choice> {
    let choice = |id, lead: &str, title, other, outcome, section| Choice {
        id,
        lead: lead.to_owned(),
        title,
        outcome,
        section,
        hidden: vec![other, id],
        ..Choice::default()
    };
    vec![
        choice("a3-1", "A3-1", "Crash after the commit", "提交之后崩溃", "LOSS", 3),
        choice("a6-1", "A6-1", "The half message is lost", "半消息丢失", "ABORT", 6),
        choice("a6-10", "A6-10", "The consumer dies", "消费者崩溃", "DOUBLE-PAY", 6),
        choice("outbox-gap", "", "Outbox: committed late", "发件箱：晚提交", "LOSS", 0),
        choice("outbox", "", "Outbox (XA)", "发件箱", "OK", 0),
    ]
}

fn ids(choices: &[Choice], found: &Found) -> Vec<&'static str> {
    found.places.iter().map(|index| choices[*index].id).collect()
}

#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let (choices, found) = (few(), filter(&few(), typed));
    assert_eq!(found.instead, None, "{typed}");
    assert_eq!(ids(&choices, &found), expected, "{typed}");
}

#[test]
fn words_are_found_where_they_begin_whatever_their_case() {
    check("", &["a3-1", "a6-1", "a6-10", "outbox-gap", "outbox"]);
    check("comm", &["a3-1", "outbox-gap"]);
    check("COMMIT crash", &["a3-1"]);
    check("mit", &[]);
    check("ｃｒａｓｈ", &["a3-1"]);
    check("xa", &["outbox"]);
    check("(xa", &["outbox"]);
}

#[test]
fn a_scenario_is_found_by_its_number_its_id_and_its_outcome() {
    check("a6-1", &["a6-1", "a6-10"]);
    check("6-10", &["a6-10"]);
    check("gap", &["outbox-gap"]);
    check("loss", &["a3-1", "outbox-gap"]);
    check("pay", &["a6-10"]);
    check("ok", &["outbox"]);
    check("loss late", &["outbox-gap"]);
}

#[test]
fn a_number_of_one_digit_is_a_section() {
    check("3", &["a3-1"]);
    check("§6", &["a6-1", "a6-10"]);
    check("６", &["a6-1", "a6-10"]);
    check("§6 consumer", &["a6-10"]);
    check("§7", &[]);
}

#[test]
fn chinese_is_found_anywhere_in_a_title() {
    check("半消息", &["a6-1"]);
    check("崩溃", &["a3-1", "a6-10"]);
    check("崩溃　loss", &["a3-1"]);
    check("提交 崩溃", &["a3-1"]);
}

#[test]
fn the_one_of_this_name_comes_before_those_that_only_begin_like_it() {
    let choices = few();
    let first = |typed: &str| {
        let found = filter(&choices, typed);
        choices[found.places[meant_first(&choices, &found, typed)]].id
    };
    assert_eq!(first("outbox"), "outbox");
    assert_eq!(first("OUTBOX "), "outbox");
    assert_eq!(first("outb"), "outbox-gap");
    assert_eq!(first("a6-1"), "a6-1");
}

#[test]
fn a_slip_finds_what_was_meant_and_says_so() {
    let near = |typed: &str, instead: &str, expected: &[&str]| {
        let (choices, found) = (few(), filter(&few(), typed));
        assert_eq!(found.instead.as_deref(), Some(instead), "{typed}");
        assert_eq!(ids(&choices, &found), expected, "{typed}");
    };
    near("comsumer", "consumer", &["a6-10"]);
    near("the half mesage", "the half message", &["a6-1"]);
    near("半消昔", "半消息", &["a6-1"]);
    near("outbox-gab", "outbox-gap", &["outbox-gap"]);
    // Nothing is near, or each word fits something and nothing fits both.
    for typed in ["zzzz", "崩", "half outbox", "回差", "((("] {
        assert_eq!(filter(&few(), typed).instead, None, "{typed}");
    }
}

#[test]
fn what_was_found_is_marked_and_a_reason_that_is_not_shown_is_told() {
    let marked = |text: &str, typed: &str| {
        let found = filter(&few(), typed);
        let piece = |(piece, is_found): &(&str, bool)| {
            if *is_found { format!("[{piece}]") } else { (*piece).to_owned() }
        };
        pieces(text, &found.terms).iter().map(piece).collect::<String>()
    };
    assert_eq!(marked("Crash after the commit", "comm CRASH"), "[Crash] after the [comm]it");
    assert_eq!(marked("提交之后崩溃", "崩溃"), "提交之后[崩溃]");
    assert_eq!(marked("§3 Commit first", "3"), "[§3] Commit first");
    assert_eq!(marked("A3-1", ""), "A3-1");
    assert_eq!(marked("", "a"), "");
    let reason = |typed: &str| {
        let found = filter(&few(), typed);
        few()[found.places[0]].reason(&found.terms)
    };
    assert_eq!(reason("崩溃"), Some("提交之后崩溃"));
    assert_eq!(reason("gap"), Some("outbox-gap"));
    assert_eq!(reason("crash"), None, "the title says it");
    assert_eq!(reason("3"), None, "the heading says it");
}

#[test]
fn every_scenario_and_every_strategy_is_offered_once_and_found_by_its_name() {
    let scenarios: Vec<_> = presets().iter().map(|preset| preset.id).collect();
    let strategies: Vec<_> = strategies().iter().map(|strategy| strategy.id).collect();
    for (picker, mut known) in [(Picker::Scenario, scenarios), (Picker::Strategy, strategies)] {
        for lang in Lang::ALL {
            let choices = picker.choices(*lang);
            let mut offered: Vec<_> = choices.iter().map(|choice| choice.id).collect();
            offered.sort_unstable();
            known.sort_unstable();
            assert_eq!(offered, known);
            let headings = choices.chunk_by(|one, next| one.heading == next.heading);
            let count = headings.clone().count();
            let mut names: Vec<_> = headings.map(|group| group[0].heading.clone()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "each heading stands once");
            for choice in &choices {
                let found = filter(&choices, choice.id);
                let first = found.places[meant_first(&choices, &found, choice.id)];
                assert_eq!(choices[first].id, choice.id);
                for title in [choice.title].iter().chain(&choice.hidden) {
                    let found = filter(&choices, title);
                    assert!(ids(&choices, &found).contains(&choice.id), "{title}");
                    assert_eq!(found.instead, None, "{title}");
                }
            }
        }
    }
}

#[test]
fn the_catalogue_is_found_in_both_languages_by_outcome_by_section_and_by_checker() {
    let find = |picker: Picker, lang, typed| {
        let choices = picker.choices(lang);
        let found = filter(&choices, typed);
        ids(&choices, &found)
    };
    for lang in [Lang::En, Lang::ZhCn] {
        let halves = find(Picker::Scenario, lang, "半消息");
        assert!(halves.contains(&"a6-1") && !halves.contains(&"a3-1"), "{halves:?}");
        assert!(find(Picker::Scenario, lang, "crash commit").contains(&"a3-1"));
        let third = find(Picker::Scenario, lang, "§3");
        assert!(third.len() >= 6 && third.iter().all(|id| id.starts_with("a3-")), "{third:?}");
        assert_eq!(find(Picker::Scenario, lang, "3 loss"), ["a3-1", "a3-2", "a3-6"]);
        assert_eq!(
            find(Picker::Strategy, lang, "k1"),
            ["transactional-message-status-checker", "transactional-message-k1-message"]
        );
        assert_eq!(find(Picker::Strategy, lang, "§4"), ["send-inside-transaction"]);
    }
}

#[test]
fn a_list_is_open_on_a_page_with_its_box_only() {
    let state = open(&[("scenario", "a3-1")]);
    assert_eq!(Picker::Scenario.chosen(&state), Some("a3-1"));
    assert_eq!(Picker::Strategy.chosen(&state), Some("send-after-commit"));
    let open = state.reduce(Action::ShowSheet(Sheet::Choose(Picker::Strategy)));
    let left = Rc::clone(&open).reduce(Action::GoTo(Page::Guarantees));
    assert_eq!((open.sheet, left.sheet), (Sheet::Choose(Picker::Strategy), Sheet::Closed));
    let boxes = |page| Picker::ALL.map(|picker| picker.is_on(page));
    assert_eq!(Page::ALL.map(boxes), [[false, false], [true, true], [true, false], [false, false]]);
    let chosen = open.reduce(Picker::Strategy.choose("outbox").expect("it is a strategy"));
    assert_eq!(Picker::Strategy.chosen(&chosen), Some("outbox"));
    assert_eq!(Picker::Scenario.chosen(&chosen), None, "it is another than the named one now");
    assert!(Picker::Scenario.choose("outbox").is_none());
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    picker: Picker,
    scenario: &'static str,
}

/// The box of the strategy and a list, as they open.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let scenario = props.scenario;
    let lab = Lab::new(use_reducer(move || (*open(&[("scenario", scenario)])).clone()));
    html! {
        <ContextProvider<Lab> context={lab.clone()}>
            { strategy_picker(&lab) }<PickerList picker={props.picker} />
        </ContextProvider<Lab>>
    }
}

fn rendered(picker: Picker, scenario: &'static str) -> String {
    let renderer = LocalServerRenderer::<Shown>::with_props(ShownProps { picker, scenario });
    block_on(renderer.hydratable(false).render())
}

#[test]
fn a_list_shows_number_title_and_outcome_and_goes_to_what_is_chosen() {
    let html = rendered(Picker::Scenario, "a3-1");
    let option = html.split("role=\"option\"").find(|option| option.contains("data-id=\"a3-1\""));
    let option = option.expect("it is in the list");
    for part in ["A3-1", "Crash after the commit, before the send", "LOSS"] {
        assert!(option.contains(part), "{part} is not in {option}");
    }
    assert!(option.contains("aria-selected=\"true\"") && option.contains("aria-current"));
    assert_eq!(html.matches("aria-selected=\"true\"").count(), 1);
    assert!(html.contains("aria-activedescendant=\"choice-a3-1\""));
    assert!(html.contains("§3 Commit first, then send"));
}

#[test]
fn the_box_of_the_strategy_names_its_checker() {
    let html = rendered(Picker::Strategy, "k1-status");
    assert!(html.contains("id=\"checker\"") && html.contains("K1 · status · else rollback"));
    assert!(html.contains("data-chosen=\"transactional-message-status-checker\""));
    assert!(!rendered(Picker::Strategy, "a3-1").contains("id=\"checker\""));
}
