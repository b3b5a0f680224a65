//! The page's searches without a browser: jobs as text, remedies, the matrix, what actions do.
//!
//! `cargo test --features ui-test --test search`

use std::rc::Rc;

use yew::Reducible;

use zeroloss::explore::{Alphabet, Bounds, FaultKind, Finding, Report, Search, Verdict};
use zeroloss::job::search::{Budget, Kinds};
use zeroloss::job::{Answer, Job, Task};
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::link;
use zeroloss::scenario::{Scenario, Strategy};
use zeroloss::text::Lang;
use zeroloss::ui::action::Action;
use zeroloss::ui::address;
use zeroloss::ui::page::{Page, Theme};
use zeroloss::ui::search::matrix;
use zeroloss::ui::search::remedy::{REMEDIES, Remedy};
use zeroloss::ui::search::rows::{Restriction, Rows};
use zeroloss::ui::search::state::{Ask, Folding};
use zeroloss::ui::search::wishes::Wishes;
use zeroloss::ui::state::AppState;

fn one() -> Budget {
    Budget { faults: 1, kinds: Kinds::usual() }
}

fn of(strategy: &str) -> Scenario {
    Scenario::of(Strategy::shipped(strategy).expect("the strategy is shipped"))
}

fn open(query: &[(&str, &str)]) -> Rc<AppState> {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Rc::new(AppState::open(address::read(&pairs, ""), Lang::En, Theme::Light))
}

fn after(state: &Rc<AppState>, asks: &[Ask]) -> Rc<AppState> {
    asks.iter().fold(Rc::clone(state), |state, ask| state.reduce(Action::Search(ask.clone())))
}

fn read(job: &Job, answer: &str) -> Option<Report> {
    job.read_report(Answer::read(answer)?)
}

fn answer(job: &Job) -> Rc<Report> {
    let mut task = Task::start(job.text()).expect("a job reads back");
    assert!(task.run_until(|| false), "nobody stops it");
    Rc::new(read(job, &task.answer()).expect("an answer reads back"))
}

/// The state with every row of the matrix answered.
fn filled(mut state: Rc<AppState>) -> Rc<AppState> {
    for job in state.wanted() {
        let report = answer(&job);
        state = after(&state, &[Ask::Answer(job, report)]);
    }
    state
}

#[test]
fn an_answer_reads_back_as_it_was_whole_or_in_part() {
    for strategy in strategies() {
        let scenario = of(strategy.id);
        let job = Job::search(&scenario, one());
        let mut whole = Search::new(&scenario, &Alphabet::default(), Bounds::default());
        assert_eq!(*answer(&job), whole.run(), "{}", strategy.id);
        let mut stopped = Task::start(job.text()).expect("a job reads back");
        stopped.run_until(|| true);
        let part = read(&job, &stopped.answer()).expect("a part of an answer reads back");
        assert!(part.progress.transitions > 0, "{}", strategy.id);
    }
}

#[test]
fn what_is_no_job_and_no_answer_is_refused() {
    let jobs = ["", "1", "x\nstrategy oneway\n", "1 melt\nstrategy oneway\n", "1\nstrategy none\n"];
    for text in jobs {
        assert!(Task::start(text).is_none(), "{text:?}");
        assert!(Task::start(&format!("search {text}")).is_none(), "{text:?}");
    }
    let job = Job::search(&of("oneway"), one());
    let mut task = Task::start(job.text()).expect("a job");
    task.run_until(|| false);
    let whole = task.answer();
    let body = whole.strip_prefix("whole\n").expect("it is whole");
    let half = &whole[..whole.len() / 2];
    for text in [
        "",
        "whole",
        "whole\n1 2 3",
        body,
        half,
        &whole.replace("+2h", "+2?"),
        &whole.replace("+2h", "+h"),
    ] {
        assert_eq!(read(&job, text), None, "{text:?}");
    }
}

#[test]
fn a_job_leaves_the_scenario_s_own_faults_out_and_keeps_its_settings_and_program() {
    let mut scenario = of("send-after-commit");
    let bare = Job::search(&scenario, one());
    scenario.add_fault("crash order-1 after commit").expect("a fault");
    assert_eq!(Job::search(&scenario, one()), bare);
    scenario.set("send.retries", "0").expect("a setting");
    assert_ne!(Job::search(&scenario, one()), bare);
    let source = scenario.strategy.source.replace("  commit\n", "  work 5s\n  commit\n");
    scenario.strategy = Strategy::custom(&source).expect("a program");
    let job = Job::search(&scenario, one());
    let slow =
        answer(&job).finding("caller-in-time").and_then(|found| found.counterexample().cloned());
    assert_eq!(slow.map(|found| found.faults), Some(0), "the program is too slow by itself");
}

#[test]
fn fewer_kinds_of_faults_break_less() {
    let losses = |kinds: Kinds| {
        let job = Job::search(&of("transactional-message"), Budget { kinds, ..one() });
        let report = answer(&job);
        let found = report.finding("no-lost-message").expect("it is judged");
        matches!(found.verdict, Verdict::Broken(_))
    };
    assert!(losses(Kinds::usual()), "a power cut takes the half message with it");
    let cuts = Kinds::usual().iter().find(|kind| kind.word() == "power-cut").expect("a kind");
    assert!(!losses(Kinds::usual().toggled(cuts)), "nothing else does");
}

#[test]
fn a_remedy_is_offered_where_it_changes_something() {
    let offered = |scenario: &Scenario| -> Vec<_> {
        REMEDIES.iter().filter(|remedy| remedy.fits(scenario)).copied().collect()
    };
    let mut scenario = of("send-after-commit");
    assert!(offered(&scenario).contains(&Remedy::Set("consumer.inbox", "on")));
    scenario.set("consumer.inbox", "on").expect("a setting");
    assert!(!offered(&scenario).contains(&Remedy::Set("consumer.inbox", "on")));
    let is_message =
        |remedy: &Remedy| matches!(remedy, Remedy::Strategy("transactional-message", _));
    assert!(offered(&scenario).iter().any(is_message));
    assert!(!offered(&of("transactional-message")).iter().any(is_message));
    assert!(offered(&of("transactional-message-memory-checker")).iter().any(is_message));
    for lang in Lang::ALL {
        for remedy in offered(&of("send-inside-transaction-stores")) {
            assert!(!remedy.name(*lang).is_empty(), "{remedy:?}");
        }
    }
}

#[test]
fn a_counterexample_opens_at_its_step_and_a_remedy_keeps_it() {
    let start = open(&[("strategy", "send-after-commit")]);
    let job = start.job();
    let known = after(&start, &[Ask::Begin, Ask::Answer(job.clone(), answer(&job))]);
    let report = known.search.whole_answer(&job).expect("it was answered");
    let found = report.finding("no-double-payout").and_then(|found| found.counterexample());
    let found = found.expect("the consumer pays twice").clone();
    let opened = after(&known, &[Ask::Open("no-double-payout", Box::new(found.clone()))]);
    assert_eq!((opened.page, opened.playhead), (Page::Lab, found.step));
    assert_eq!(opened.scenario(), &found.scenario);
    assert_eq!(opened.job(), job, "the search does not depend on the faults shown");
    let mended = after(&opened, &[Ask::Mend(Remedy::Set("consumer.inbox", "on"))]);
    assert_eq!(mended.scenario().faults, found.scenario.faults);
    let closed = answer(&mended.job());
    let verdict = closed.finding("no-double-payout").map(|found| found.verdict.clone());
    assert_eq!(verdict, Some(Verdict::Holds));
    let back = mended.reduce(Action::Undo).reduce(Action::Undo);
    assert_eq!(back.scenario(), start.scenario(), "undo leads back");
}

#[test]
fn the_matrix_as_markdown_has_a_line_for_each_strategy_and_links_for_what_breaks() {
    let state = filled(open(&[("page", "guarantees"), ("rows", "all")]));
    assert_eq!(state.page, Page::Guarantees);
    let text = matrix::markdown(Lang::En, &state.search, |end| format!("https://lab/{end}"));
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), strategies().len() + 1, "{text}");
    let cells = |row: &str| row.matches('|').count();
    assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{text}");
    let row = rows.iter().find(|row| row.contains("Send with retries after")).expect("its row");
    assert!(row.contains("[✕ 1 fault](https://lab/#s=1.") && row.contains("✓ holds"), "{row}");
    for link in text.split("](https://lab/").skip(1) {
        let (end, _) = link.split_once(')').expect("a link ends");
        assert!(end.starts_with('#'), "{end}");
        assert!(matches!(link::decode(end), Some(Ok(found)) if found.step.is_some()), "{end}");
    }
    let all = after(&state, &[Ask::ShowAll(Folding::Unfolded)]);
    assert!(matrix::columns(&all.search).len() > matrix::columns(&state.search).len());
    let other = after(&state, &[Ask::SetMatrix("consumer.inbox", "on".to_owned())]);
    assert!(!matrix::open_rows(&other.search).is_empty(), "other settings, other answers");
    let text = matrix::markdown(Lang::ZhCn, &other.search, str::to_owned);
    assert!(text.contains("`consumer.inbox on`"), "{text}");
}

/// What the course argues, as the page finds it: a crash or a lost message parts commit and message
/// under every naive way, and under neither of the two that it ends with.
#[test]
fn the_first_view_of_the_guarantees_tells_the_course_s_story() {
    let first = open(&[("page", "guarantees")]);
    assert_eq!(matrix::kept(&first.search).1, 0, "nothing is known yet");
    let ids = |state: &AppState| {
        let (kept, searched) = matrix::kept(&state.search);
        (kept.iter().map(|strategy| strategy.id).collect::<Vec<_>>(), searched)
    };
    let state = filled(first);
    assert_eq!(ids(&state), (vec!["transactional-message", "outbox"], 6));
    assert_eq!(matrix::columns(&state.search).len(), 5);
    // A power cut is another matter: the answers of before do not count for it.
    let also = after(&state, &[Ask::Toggle(FaultKind::PowerCut)]);
    assert_eq!(ids(&also).1, 0);
    assert_eq!(also.search.budget, state.search.budget, "the lab's own stays");
}

#[test]
fn each_cell_of_the_matrix_opens_a_run_with_what_was_tried_for_its_guarantee() {
    let state = filled(open(&[("page", "guarantees")]));
    let held = after(&state, &[Ask::Examine("transactional-message", "no-ghost")]);
    assert_eq!((held.page, held.maps.chosen()), (Page::Lab, Some("no-ghost")));
    assert_eq!(held.scenario().strategy.id, Some("transactional-message"));
    assert!(held.scenario().faults.is_empty());
    let known = held.search.whole_answer(&held.job()).expect("what the cell says is known");
    assert_eq!(known.finding("no-ghost").map(|found| found.verdict.clone()), Some(Verdict::Holds));

    let row = zeroloss::program::catalogue::strategy("send-once").expect("it is shipped");
    let job = state.search.job_of(row).expect("a row has a job");
    let finding =
        state.search.whole_answer(&job).and_then(|report| report.finding("no-lost-message"));
    let found = finding.and_then(Finding::counterexample).expect("it breaks").clone();
    let broken = after(&state, &[Ask::Open("no-lost-message", Box::new(found))]);
    assert_eq!((broken.page, broken.maps.chosen()), (Page::Lab, Some("no-lost-message")));
    assert!(!broken.scenario().faults.is_empty());
    assert_eq!(broken.search.budget, state.search.matrix_budget, "Break it asks the same");
}

#[test]
fn the_page_is_in_the_address_and_an_unknown_one_is_the_start() {
    assert_eq!(open(&[("page", "Guarantees")]).page, Page::Guarantees);
    let unknown = open(&[("page", "nowhere")]);
    assert_eq!((unknown.page, unknown.notices.len()), (Page::Start, 1));
    assert_eq!(address::query_of(Page::Guarantees, "?lang=en", ""), "?page=guarantees&lang=en");
    assert_eq!(address::query_of(Page::Lab, "?page=guarantees&lang=en", ""), "?page=lab&lang=en");
    assert_eq!(address::query_of(Page::Lab, "?page=guarantees", "#s=1"), "");
}

#[test]
fn a_link_to_the_matrix_names_its_budget_its_kinds_and_its_settings() {
    let text = "?page=guarantees&faults=2&kinds=crash,power-cut&rows=all&checker=k3-status&stores=none&set=consumer.inbox:on";
    let open = |query: &str| {
        let pairs = query.trim_start_matches('?').split('&');
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> =
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        address::read(&pairs, "")
    };
    let opening = open(text);
    assert_eq!(opening.notices, []);
    let state = AppState::open(opening, Lang::En, Theme::Light);
    assert_eq!(
        address::query_of_matrix(&state.search.wishes(), "?scenario=a3-1&set=orders:2"),
        text
    );
    // A scenario that the address names takes the settings, too; then it is no longer that
    // scenario.
    let opening = open("scenario=a3-1&set=consumer.inbox:on");
    assert!(opening.scenario.to_string().contains("set consumer.inbox on"));
    assert_eq!(opening.preset, Some("a3-1"), "but it was made from it");
    assert!(AppState::open(opening, Lang::En, Theme::Light).shown_preset().is_none());
    for wrong in [
        "faults=0",
        "faults=9",
        "kinds=rain",
        "rows=x",
        "set=consumer.inbox",
        "set=a:b",
        "stores=x",
    ] {
        let opening = open(wrong);
        assert_eq!(opening.notices.len(), 1, "{wrong}");
        assert_eq!(opening.wishes, Wishes::default(), "{wrong}");
    }
}

#[test]
fn the_rows_of_the_matrix_follow_checker_and_stores() {
    let rows = |restriction: Restriction, value: &str| {
        let mut rows = Rows::default();
        rows.set(restriction, value).expect("there is such a value");
        rows.strategies().map(|strategy| strategy.id).collect::<Vec<_>>()
    };
    let mut whole = Rows::default();
    whole.is_whole = true;
    assert_eq!(whole.strategies().count(), strategies().len());
    assert_eq!(rows(Restriction::Stores, "all"), rows(Restriction::Checker, "all"));
    assert_eq!(
        rows(Restriction::Stores, "inline"),
        ["send-inside-transaction-stores", "transactional-message-stores"]
    );
    assert_eq!(rows(Restriction::Stores, "consumer"), ["transactional-message-stores-by-consumer"]);
    let with_k1 = rows(Restriction::Checker, "k1-message");
    assert!(with_k1.contains(&"transactional-message-k1-message") && with_k1.contains(&"outbox"));
    assert!(!with_k1.contains(&"transactional-message-k2-message"));
    assert_eq!(Rows::default().set(Restriction::Checker, "k9-message"), None);
}
