//! A few runs, told by their spans.

use crate::run::{Run, Simulation, simulate};
use crate::scenario::Scenario;
use crate::sim::choice::Place;
use crate::sim::node::MessageId;
use crate::sim::trace::LossReason;

use super::{Fate, MessageSpan, Spans};

fn scenario(text: &str) -> Scenario {
    Scenario::parse(&text.replace('|', "\n")).expect("the scenario is well formed")
}

fn run(text: &str) -> Run {
    simulate(&scenario(text))
}

fn message<'a>(run: &'a Run, role: &str, ordinal: u32) -> &'a MessageSpan {
    let mut all = run.spans().messages().iter();
    all.find(|span| (span.role(), span.ordinal) == (role, ordinal)).expect("the run has it")
}

fn text_of(run: &Run, line: Option<u16>) -> &str {
    line.map_or("", |line| run.shop.program.lines[usize::from(line) - 1].text.trim())
}

#[test]
fn a_message_arrives_is_refused_comes_too_late_or_is_lost() {
    let check = |fault: &str, (role, ordinal): (&str, u32), expected: Fate| {
        let run = run(&format!("strategy transactional-message|fault {fault}"));
        let span = message(&run, role, ordinal);
        assert_eq!(span.fate, expected, "{fault}");
        let left = &run.trace.events[span.sent];
        let ended = &run.trace.events[span.ended.expect("it has ended")];
        assert!(ended.at >= left.at, "{fault}");
    };
    check("pause broker at 1h for 1s", ("half", 1), Fate::Delivered);
    check("lose half #1", ("half", 1), Fate::Lost { reason: LossReason::Fault });
    check("fail half #1", ("half", 1), Fate::Refused);
    check("delay half.ack #1 by 4s", ("half.ack", 1), Fate::LateIgnored);
}

#[test]
fn a_run_that_is_stopped_leaves_messages_under_way() {
    let mut simulation = Simulation::new(&scenario("strategy transactional-message"));
    while simulation.frame().world().in_flight().next().is_none() {
        assert!(!simulation.advance());
    }
    let run = simulation.finish();
    let under_way = run.spans().messages().iter().filter(|span| span.fate == Fate::InFlight);
    assert_eq!(under_way.clone().count(), run.world.in_flight().count());
    assert!(under_way.clone().all(|span| span.ended.is_none() && !span.has_arrived()));
}

#[test]
fn a_second_copy_and_its_first_know_each_other() {
    let run = run("strategy transactional-message|fault duplicate callback #1");
    let copies: Vec<_> =
        run.spans().messages().iter().filter(|span| span.copy_of.is_some()).collect();
    assert_eq!(copies.len(), 1);
    let first = copies[0].copy_of.and_then(|id| run.spans().message(id)).expect("it exists");
    assert!(first.has_copy && !copies[0].has_copy);
    assert_eq!((first.message, first.scope), (copies[0].message, copies[0].scope));
}

#[test]
fn a_request_its_answer_and_what_it_sets_off_belong_to_the_line_that_waits() {
    let run = run("strategy transactional-message");
    let commit = message(&run, "commit", 1);
    let answer = run.spans().message(commit.answer.expect("it is answered")).expect("it exists");
    assert_eq!(answer.role(), "commit.ack");
    assert_eq!(answer.scope, commit.scope);
    assert_eq!(text_of(&run, commit.scope.line), "commit");
    let begin = message(&run, "begin", 1);
    let began = begin.ended.expect("it arrived") + 1;
    assert_eq!(run.spans().scope(began), begin.scope, "{:?}", run.trace.events[began]);
    // What starts a handler belongs to the handler's own line.
    assert_eq!(text_of(&run, message(&run, "callback", 1).scope.line), "on payment");
}

#[test]
fn a_message_that_leaves_after_a_pause_belongs_to_the_line_that_was_reached_before_it() {
    let run = run("strategy transactional-message|fault pause order-1 before end for 40s");
    let line = |ordinal| text_of(&run, message(&run, "end", ordinal).scope.line);
    // The first one answers the check that comes during the pause.
    assert_eq!((line(1), line(2)), ("end commit", "end commit"));
    let lines = [1, 2].map(|ordinal| message(&run, "end", ordinal).sent_by);
    assert_ne!(lines[0], lines[1], "one is sent by the payment handler, one by the check handler");
}

#[test]
fn of_two_places_of_one_name_in_one_step_each_belongs_to_its_own_line() {
    let run = run("program|  on payment|    send half|    begin|    update order PAID|    commit\
         |    end commit|    end commit|    reply ok|  on check|    end unknown\
         |  on message|    ack");
    let places = run.trace.checkpoints().iter();
    let ends = places.filter(|reached| reached.name == "end" && reached.place == Place::Step);
    let lines: Vec<_> = ends.map(|end| run.spans().line_of_place(&run.trace, end)).collect();
    assert_eq!(lines, [Some(6), Some(6), Some(7), Some(7)]);
}

#[test]
fn a_task_knows_its_orders_from_its_first_event_to_its_last() {
    let run = run("strategy outbox|set orders 2");
    let spans = run.spans();
    for (index, task) in spans.tasks().iter().enumerate() {
        let own = (0..run.trace.events.len()).filter(|at| spans.scope(*at).task == Some(index));
        let own: Vec<_> = own.collect();
        assert_eq!((own.first(), own.last()), (Some(&task.first), Some(&task.last)));
    }
    let about = |at: usize| spans.tasks().iter().filter_map(move |task| task.order_at(at));
    assert_eq!(about(0).count(), 0);
    let end = run.trace.events.len();
    assert!(about(end).any(|order| order.0 == 0) && about(end).any(|order| order.0 == 1));
}

#[test]
fn spans_that_are_made_with_a_run_are_those_read_off_its_trace() {
    let scenario = scenario("strategy transactional-message|set orders 3|seed 7");
    let mut simulation = Simulation::with_spans(&scenario);
    while !simulation.advance() {}
    let (made, read) = (simulation.finish(), simulate(&scenario));
    assert!(made.spans.get().is_some() && read.spans.get().is_none());
    let same = |one: &Spans, other: &Spans| {
        one.messages == other.messages && one.tasks == other.tasks && one.scopes == other.scopes
    };
    assert!(same(made.spans(), read.spans()));
}

#[test]
fn an_id_that_no_message_has_finds_none() {
    let run = run("strategy transactional-message");
    assert!(run.spans().message(MessageId(0)).is_none());
    assert!(run.spans().message(MessageId(u32::MAX)).is_none());
}
