//! What the layout promises, over every strategy, every preset and many seeds.

mod grid;
mod picture;
mod strip;

use std::rc::Rc;

use crate::program::catalogue::{Strategy, strategies};
use crate::run::{Run, simulate};
use crate::scenario::Scenario;
use crate::scenario::preset::presets;
use crate::shop::TraceKind;
use crate::text::Lang;

use super::{
    Bounds, Columns, Diagram, Edge, Fate, IdleGaps, Label, Options, Placed, Replies, SegmentState,
    Shape, TimeMode, layout,
};

/// Seeds of the property tests. Each draws its own faults for every strategy.
const SEEDS: u64 = 12;

pub(super) fn run_of(text: &str) -> Run {
    simulate(&Scenario::parse(text).unwrap())
}

pub(super) fn english(text: &str) -> Diagram {
    layout(&run_of(text), &Options { lang: Lang::En, ..Options::default() })
}

fn marks(diagram: &Diagram) -> impl Iterator<Item = &Placed> {
    diagram.chunks.iter().flat_map(|chunk| &chunk.marks)
}

/// Every run that the property tests look at, with what it is called in a failure.
fn runs() -> Vec<(String, Run)> {
    let mut texts = Vec::new();
    for strategy in strategies() {
        let id = strategy.id;
        texts.push(format!("strategy {id}\n"));
        texts.push(format!("strategy {id}\nset orders 5\nset order.producers 2\n"));
        let cut = "fault crash order-1 after commit for 10s\nfault duplicate callback #1\n";
        texts.push(format!("strategy {id}\nset payment.renotify republish\n{cut}"));
        for seed in 0..SEEDS {
            let orders = 1 + seed % 3;
            texts.push(format!("strategy {id}\nset orders {orders}\nseed {seed}\n"));
        }
    }
    let mut runs: Vec<_> = texts.into_iter().map(|text| (text.clone(), run_of(&text))).collect();
    let crowd = "strategy transactional-message\nset orders 40\nset database.pool 3\nseed 1\n";
    runs.push((crowd.to_owned(), run_of(crowd)));
    for preset in presets() {
        runs.push((preset.id.to_owned(), simulate(&preset.file.scenario)));
    }
    runs
}

/// The options worth checking: both languages, both widths, everything folded or shown.
fn options() -> Vec<Options> {
    let mut all = Vec::new();
    for &lang in Lang::ALL {
        for columns in [Columns::Wide, Columns::Compact] {
            let folded = Options { lang, columns, ..Options::default() };
            let (idle_gaps, replies) = (IdleGaps::Shown, Replies::Shown);
            let shown = Options { idle_gaps, replies, time: TimeMode::VirtualTime, ..folded };
            all.extend([folded, shown]);
        }
    }
    all
}

fn each_layout(check: impl Fn(&str, &Run, &Options, &Diagram)) {
    for (name, run) in runs() {
        for options in options() {
            check(&name, &run, &options, &layout(&run, &options));
        }
    }
}

fn first_overlap(diagram: &Diagram) -> Option<(String, String)> {
    let labels = marks(diagram).flat_map(Placed::labels).filter(|label| !label.text.is_empty());
    let mut boxes: Vec<(Bounds, &Label)> = labels.map(|label| (label.bounds(), label)).collect();
    boxes.sort_by_key(|(bounds, _)| bounds.top);
    for (index, (bounds, label)) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|(other, _)| other.top < bounds.bottom);
        for (other, text) in near {
            if bounds.overlaps(other) {
                return Some((format!("{label:?}"), format!("{text:?}")));
            }
        }
    }
    None
}

#[test]
fn no_label_lies_on_another_one() {
    each_layout(|name, _, options, diagram| {
        let overlap = first_overlap(diagram);
        assert!(overlap.is_none(), "{name} {options:?}: {overlap:#?}");
    });
}

#[test]
fn no_label_reaches_into_the_margins() {
    each_layout(|name, _, options, diagram| {
        let numbers = marks(diagram).filter_map(|mark| match &mark.shape {
            Shape::Gutter(gutter) => Some(gutter.x),
            _ => None,
        });
        let gutter = numbers.max().unwrap_or(0);
        for label in marks(diagram).flat_map(Placed::labels).filter(|l| !l.text.is_empty()) {
            let bounds = label.bounds();
            assert!(bounds.left > gutter, "{name} {options:?}: {label:?}");
            assert!(bounds.right <= diagram.width, "{name} {options:?}: {label:?}");
            assert!(bounds.top >= diagram.head_bottom, "{name} {options:?}: {label:?}");
            assert!(bounds.bottom <= diagram.height, "{name} {options:?}: {label:?}");
        }
    });
}

#[test]
fn time_only_goes_down() {
    each_layout(|name, _, _, diagram| {
        for pair in diagram.rows.windows(2) {
            assert!(pair[0].y < pair[1].y, "{name}: {pair:?}");
            assert!(pair[0].step <= pair[1].step, "{name}: {pair:?}");
            assert!(pair[0].at <= pair[1].at, "{name}: {pair:?}");
        }
        for mark in marks(diagram) {
            assert!(mark.from_step <= mark.to_step, "{name}: {mark:?}");
            if let Shape::Arrow(arrow) = &mark.shape {
                assert!(arrow.y1 <= arrow.y2, "{name}: {arrow:?}");
            }
        }
    });
}

#[test]
fn every_message_that_is_drawn_has_the_fate_that_the_trace_tells() {
    each_layout(|name, run, _, diagram| {
        let told = |wanted: &dyn Fn(&TraceKind) -> bool| {
            run.trace.events.iter().any(|event| wanted(&event.kind))
        };
        for mark in marks(diagram) {
            let Shape::Arrow(arrow) = &mark.shape else { continue };
            let is_delivered =
                told(&|kind| matches!(kind, TraceKind::Delivered { id } if *id == arrow.id));
            let is_lost =
                told(&|kind| matches!(kind, TraceKind::Lost { id, .. } if *id == arrow.id));
            let expected = match arrow.fate {
                Fate::InFlight => (false, false),
                Fate::Lost { .. } => (false, true),
                Fate::Delivered | Fate::LateIgnored | Fate::Refused => (true, false),
            };
            assert_eq!((is_delivered, is_lost), expected, "{name}: {arrow:?}");
        }
    });
}

#[test]
fn every_lifeline_is_covered_from_head_to_foot_without_gap() {
    each_layout(|name, _, _, diagram| {
        for lifeline in &diagram.lifelines {
            let pieces = marks(diagram).filter_map(|mark| match &mark.shape {
                Shape::Lifeline(piece) if piece.node == lifeline.node => Some(piece),
                _ => None,
            });
            let mut pieces: Vec<_> = pieces.map(|piece| (piece.y1, piece.y2)).collect();
            pieces.sort_unstable();
            let mut y = diagram.head_bottom;
            for (y1, y2) in pieces {
                assert_eq!(y, y1, "{name}: {lifeline:?}");
                y = y2;
            }
            assert_eq!(y, diagram.height, "{name}: {lifeline:?}");
        }
    });
}

#[test]
fn a_playhead_at_the_end_sees_everything_and_one_at_the_start_sees_lifelines_only() {
    each_layout(|name, run, _, diagram| {
        let end = run.steps();
        for mark in marks(diagram) {
            let seen = mark.seen_at(end, diagram.y_at(end));
            assert!(seen.is_some(), "{name}: {mark:?}");
            if let Some(shape) = mark.seen_at(0, diagram.y_at(0)) {
                assert!(matches!(*shape, Shape::Lifeline(_)), "{name}: {shape:?}");
            }
        }
    });
}

#[test]
fn nothing_that_a_playhead_sees_reaches_below_its_row_by_more_than_the_tail() {
    let run = run_of("strategy transactional-message\nset orders 4\nseed 7\n");
    let diagram = layout(&run, &Options::default());
    for step in 1..run.steps() {
        let y_now = diagram.y_at(step);
        for shape in marks(&diagram).filter_map(|mark| mark.seen_at(step, y_now)) {
            let y = match &*shape {
                Shape::Arrow(arrow) => arrow.y2,
                Shape::Lifeline(piece) => piece.y2,
                Shape::Bar(bar) => bar.y2 - 14,
                Shape::Transaction(field) => field.y2,
                _ => continue,
            };
            assert!(y <= y_now + super::metrics::PLAYHEAD_TAIL, "step {step}: {shape:?}");
        }
    }
}

#[test]
fn a_message_is_in_flight_until_it_arrives() {
    let diagram = english("strategy send-once\nfault delay send #1 by 2s\n");
    let sent = marks(&diagram)
        .find(|mark| matches!(&mark.shape, Shape::Arrow(arrow) if arrow.role == "send"));
    let sent = sent.unwrap();
    let fate_at = |step: u32| {
        let shape = sent.seen_at(step, diagram.y_at(step))?;
        match &*shape {
            Shape::Arrow(arrow) => Some((arrow.fate, arrow.y2 > arrow.y1)),
            _ => None,
        }
    };
    assert_eq!(fate_at(sent.from_step - 1), None);
    assert_eq!(fate_at(sent.from_step), Some((Fate::InFlight, false)));
    assert_eq!(fate_at(sent.to_step), Some((Fate::Delivered, true)));
}

#[test]
fn a_crash_cuts_the_lifeline_and_its_bars_until_the_restart() {
    let diagram =
        english("strategy transactional-message\nfault crash order-1 after commit for 10s\n");
    let crash = marks(&diagram).find_map(|mark| match &mark.shape {
        Shape::Crash(crash) => Some(crash.clone()),
        _ => None,
    });
    let restart = marks(&diagram).find_map(|mark| match &mark.shape {
        Shape::Restart(restart) => Some(restart.clone()),
        _ => None,
    });
    let (crash, restart) = (crash.unwrap(), restart.unwrap());
    let torn = marks(&diagram).any(|mark| {
        matches!(&mark.shape, Shape::Bar(bar)
            if bar.node == crash.node && bar.bottom == Edge::Torn && bar.y2 <= crash.y)
    });
    assert!(torn);
    let dead = marks(&diagram).any(|mark| {
        matches!(&mark.shape, Shape::Lifeline(piece) if piece.node == crash.node
            && piece.state == SegmentState::Down
            && (piece.y1, piece.y2) == (crash.y, restart.y))
    });
    assert!(dead);
}

#[test]
fn answers_that_say_nothing_are_folded_unless_something_befell_them() {
    let roles = |text: &str, replies: Replies| {
        let run = run_of(text);
        let diagram = layout(&run, &Options { replies, ..Options::default() });
        let arrows = marks(&diagram).filter_map(|mark| match &mark.shape {
            Shape::Arrow(arrow) => Some(arrow.role),
            _ => None,
        });
        arrows.collect::<Vec<_>>()
    };
    let plain = "strategy send-once\n";
    assert!(!roles(plain, Replies::Folded).contains(&"update.ack"));
    assert!(roles(plain, Replies::Folded).contains(&"commit.ack"));
    assert!(roles(plain, Replies::Shown).contains(&"update.ack"));
    for harm in ["lose update.ack #1", "delay update.ack #1 by 1s", "fail update #1"] {
        let text = format!("strategy send-once\nfault {harm}\n");
        assert!(roles(&text, Replies::Folded).contains(&"update.ack"), "{harm}");
    }
}

/// How many chunks two diagrams have in common from the top.
fn common_chunks(one: &Diagram, other: &Diagram) -> usize {
    let pairs = one.chunks.iter().zip(&other.chunks);
    pairs.take_while(|(one, other)| Rc::ptr_eq(one, other) || one == other).count()
}

#[test]
fn a_run_that_goes_on_differently_has_the_same_chunks_before() {
    let calm = english("strategy send-once\nset orders 20\nset orders.interval 2s\n");
    let late = "fault crash consumer after pay #18 for 5s\n";
    let other = format!("strategy send-once\nset orders 20\nset orders.interval 2s\n{late}");
    let other = english(&other);
    assert_ne!(calm, other);
    assert!(calm.chunks.len() > 8, "{}", calm.chunks.len());
    assert!(common_chunks(&calm, &other) + 3 > calm.chunks.len());
}

#[test]
fn a_longer_run_has_the_chunks_of_the_shorter_one_but_for_what_was_open() {
    let whole = run_of("strategy transactional-message\nset orders 12\n");
    let options = Options::default();
    let long = layout(&whole, &options);
    let mut prefix = whole.clone();
    prefix.trace.events.truncate(whole.trace.events.len() * 2 / 3);
    let short = layout(&prefix, &options);
    assert_eq!(long.lifelines, short.lifelines);
    // The last chunk is unfinished, and a message may be under way from the one before.
    assert!(common_chunks(&long, &short) + 2 >= short.chunks.len());
    assert!(short.chunks.len() > 4);
}

#[test]
fn every_chunk_but_the_last_has_its_rows_and_says_when_it_is_settled() {
    let run = run_of("strategy transactional-message\nset orders 12\n");
    let diagram = layout(&run, &Options::default());
    let mut top = diagram.head_bottom;
    for chunk in &diagram.chunks {
        assert_eq!(chunk.y_top, top);
        top = chunk.y_bottom;
        let within = |y: i32| chunk.y_top <= y && y < chunk.y_bottom;
        let rows = diagram.rows.iter().filter(|row| within(row.y)).count();
        assert!(rows == super::CHUNK_ROWS || chunk.y_bottom == diagram.height);
        let settled = |step: u32| {
            let seen = chunk.marks.iter().map(|mark| mark.seen_at(step, chunk.y_bottom));
            seen.map(|shape| shape.map(std::borrow::Cow::into_owned)).collect::<Vec<_>>()
        };
        assert_eq!(settled(chunk.last_step), settled(run.steps()));
    }
    assert_eq!(top, diagram.height);
}

#[test]
fn a_height_finds_its_step_and_a_step_its_height() {
    let diagram = english("strategy send-once\n");
    assert_eq!(diagram.y_at(0), diagram.head_bottom);
    assert_eq!(diagram.step_near(0), 1);
    for row in &diagram.rows {
        assert_eq!(diagram.step_near(row.y), row.step);
        assert!(diagram.y_at(row.step) >= row.y);
    }
    let last = diagram.rows.last().unwrap();
    assert_eq!(diagram.step_near(i32::MAX / 2), last.step);
}

/// Polls that find nothing are not drawn, so a minute may pass within one step.
#[test]
fn what_a_timer_begins_after_idle_time_is_drawn_below_the_fold() {
    for Strategy { id, .. } in strategies() {
        let diagram = english(&format!("strategy {id}"));
        let folds = marks(&diagram).filter_map(|placed| match &placed.shape {
            Shape::Idle(idle) => Some(idle.y),
            _ => None,
        });
        for fold in folds {
            let crosses = |placed: &&Placed| match &placed.shape {
                Shape::Arrow(arrow) => arrow.y1 < fold && fold < arrow.y2,
                _ => false,
            };
            assert_eq!(marks(&diagram).find(crosses), None, "{id}");
        }
    }
}

#[test]
fn what_never_happens_stands_below_everything_that_does_and_covers_nothing() {
    each_layout(|name, run, options, diagram| {
        let drawn = marks(diagram).filter_map(|mark| match &mark.shape {
            Shape::Missing(missing) => Some((mark.from_step, missing)),
            _ => None,
        });
        let drawn: Vec<_> = drawn.collect();
        let (expected, _) = super::missing::drawn(run);
        assert_eq!(drawn.len(), expected.len(), "{name} {options:?}");
        let labels = || marks(diagram).flat_map(Placed::labels);
        for (step, missing) in drawn {
            assert_eq!(step, run.steps(), "{name}");
            assert!(missing.y > diagram.y_at(step - 1), "{name} {options:?}: {missing:?}");
            let Some((x1, x2)) = missing.line else { continue };
            let (left, right) = (x1.min(x2), x1.max(x2));
            let line = Bounds { left, top: missing.y - 1, right, bottom: missing.y + 1 };
            let covered = labels().find(|label| label.bounds().overlaps(&line));
            assert!(covered.is_none(), "{name} {options:?}: {missing:?} lies on {covered:?}");
        }
    });
}

#[test]
fn of_many_orders_that_lack_something_four_are_drawn_and_the_others_counted() {
    let down = "strategy send-after-commit\nset orders 9\nfault crash broker at 0s forever\n";
    let diagram = english(down);
    let mut labels: Vec<_> = marks(&diagram).flat_map(Placed::labels).collect();
    labels.sort_by_key(|label| label.y);
    let texts = labels.iter().map(|label| label.text.as_str());
    let told: Vec<_> =
        texts.filter(|text| text.contains("never ") || text.contains("more")).collect();
    let never = (1..=4).map(|order| format!("#{order} never comes"));
    let expected: Vec<_> = never.chain(["and 5 more orders".to_owned()]).collect();
    assert_eq!(told, expected);
}
