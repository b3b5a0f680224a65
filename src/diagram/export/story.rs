//! What a text diagram tells, line by line: arrows, notes, bars, frames and idle time. Bars and
//! frames are balanced here, because Mermaid refuses a text in which they are not.

use std::fmt::Display;

use crate::ordered::{Map, Set};
use crate::run::Run;
use crate::run::missing::Missing;
use crate::run::spans::{Fate, MessageSpan};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, OrderId, nodes};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::text::{self, Lang, Words, mark_label, message_label, node_name};

use super::super::missing;
use super::selection::{Detail, is_late, is_noted, is_told, places};

/// A run as lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Story {
    /// The lifelines, from upstream to downstream.
    pub participants: Vec<NodeId>,
    pub beats: Vec<Beat>,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Beat {
    pub step: u32,
    pub at: SimTime,
    pub kind: BeatKind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum BeatKind {
    /// Nothing is told for a while; the text says how long.
    Idle(String),
    Arrow(Arrow),
    Note(Note),
    /// A bar begins: a process works on something, a database transaction is open.
    Raise(NodeId),
    /// The last bar of this node ends.
    Lower(NodeId),
    /// A frame with this heading begins.
    Frame(String),
    FrameEnd,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Arrow {
    pub from: NodeId,
    pub to: NodeId,
    pub role: &'static str,
    pub label: String,
    pub stroke: Stroke,
    pub end: ArrowEnd,
    /// What happened to it, if it did not just arrive.
    pub remark: Option<&'static str>,
}

/// What kind of message it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stroke {
    /// Somebody waits for the answer.
    Call,
    /// The answer.
    Reply,
    /// Nobody waits.
    Oneway,
}

/// How the line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ArrowEnd {
    Arrives,
    Lost,
}

/// Words beside one lifeline, or between two.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Note {
    pub over: NodeId,
    pub and: Option<NodeId>,
    /// One or more lines.
    pub lines: Vec<String>,
    pub tone: Tone,
}

/// Who makes a note necessary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    /// The system under study.
    Fact,
    /// A fault that strikes.
    Fault,
    /// A node dies.
    Death,
}

/// A silence longer than this is told.
const IDLE: SimDuration = SimDuration::from_secs(1);

/// Tells a run.
pub(super) fn story(run: &Run, lang: Lang, detail: Detail) -> Story {
    let events = &run.trace.events;
    let places = places(run, detail);
    let mut arrows: Map<usize, Vec<&MessageSpan>> = Map::default();
    for (span, place) in run.spans().messages().iter().zip(&places) {
        if let Some(place) = place {
            arrows.or_insert(*place, Vec::new()).push(span);
        }
    }
    let mut teller = Teller {
        run,
        lang,
        detail,
        words: lang.words(),
        framed: framed_transactions(events),
        beats: Vec::new(),
        bars: Map::default(),
        closing: None,
        now: (0, SimTime::ZERO),
        at: 0,
    };
    for (index, event) in events.iter().enumerate() {
        (teller.now, teller.at) = ((event.step, event.at), index);
        for span in arrows.get(&index).into_iter().flatten() {
            teller.arrow(span);
        }
        teller.event(event);
    }
    teller.finish();
    Story { participants: run.shop.participants(), beats: teller.beats }
}

/// Transactions (index of their first event) that get a frame: frames nest, so only those that no
/// other overlaps. Of several that do, the notes and bars must tell.
fn framed_transactions(events: &[TraceEvent]) -> Set<usize> {
    let mut open: Vec<(usize, OrderId)> = Vec::new();
    let mut alone = Set::default();
    for (index, event) in events.iter().enumerate() {
        match event.kind {
            TraceKind::Mark { mark: Mark::TransactionBegan(order), .. } => {
                if open.is_empty() {
                    alone.insert(index);
                } else {
                    for (other, _) in &open {
                        alone.remove(other);
                    }
                }
                open.push((index, order));
            }
            TraceKind::Mark { mark: Mark::Committed(order) | Mark::RolledBack(order), .. } => {
                if let Some(place) = open.iter().position(|(_, other)| *other == order) {
                    open.remove(place);
                }
            }
            _ => {}
        }
    }
    alone
}

/// Says something of a link between two named nodes.
type LinkWords = fn(Words, &dyn Display, &dyn Display) -> String;

struct Teller<'a> {
    run: &'a Run,
    lang: Lang,
    detail: Detail,
    words: Words,
    framed: Set<usize>,
    beats: Vec<Beat>,
    /// Open bars of each node.
    bars: Map<NodeId, usize>,
    /// The transaction has ended, but this answer should still stand inside.
    closing: Option<MessageId>,
    now: (u32, SimTime),
    /// The event that is being told.
    at: usize,
}

impl Teller<'_> {
    fn event(&mut self, event: &TraceEvent) {
        match &event.kind {
            TraceKind::Sent { id, .. } => self.after_sending(*id),
            TraceKind::Delayed { id, by } => self.delayed(*id, *by),
            TraceKind::Crashed { node, mode, down_for } => {
                self.note(*node, text::crash_label(self.lang, *mode, *down_for), Tone::Death);
                while self.lower(*node) {}
            }
            TraceKind::Restarted { node } => {
                self.note(*node, text::restart_label(self.lang, *node).to_owned(), Tone::Fact);
            }
            TraceKind::Paused { node, pause_for } => {
                self.note(*node, text::pause_label(self.lang, *pause_for), Tone::Fault);
            }
            TraceKind::Resumed { node } => {
                self.note(*node, self.words.badge_resumed().to_owned(), Tone::Fact);
            }
            TraceKind::Partitioned { from, to } => {
                self.link((*from, *to), (Words::export_cut, Words::export_cut_both), Tone::Fault);
            }
            TraceKind::Repaired { from, to } => {
                let words: (LinkWords, LinkWords) =
                    (Words::export_repaired, Words::export_repaired_both);
                self.link((*from, *to), words, Tone::Fact);
            }
            TraceKind::Skewed { node, micros } => {
                self.note(*node, text::skew_label(self.lang, *micros), Tone::Fault);
            }
            TraceKind::Operated { node, operation } => {
                let text = text::operation_label(self.lang, *operation);
                self.note(*node, text.to_owned(), Tone::Fact);
            }
            TraceKind::Mark { node, mark } => self.mark(*node, *mark),
            TraceKind::Lost { .. }
            | TraceKind::Delivered { .. }
            | TraceKind::Refused { .. }
            | TraceKind::Stepped { .. } => {}
        }
    }

    fn mark(&mut self, node: NodeId, mark: Mark) {
        match mark {
            Mark::TaskEnded(_) | Mark::CheckDropped(_) => {
                self.lower(node);
            }
            Mark::TransactionBegan(_) => {
                if self.framed.contains(&self.at) && self.detail == Detail::Folded {
                    self.open_frame(mark);
                }
                self.raise(node);
            }
            _ => {}
        }
        if is_noted(mark, self.detail)
            && let Some(label) = mark_label(self.lang, &mark)
        {
            let text =
                format!("{label}{}", self.suffix(self.run.spans().order_of(self.at, node, mark)));
            self.note(node, text, Tone::Fact);
        }
        if matches!(mark, Mark::Committed(_) | Mark::RolledBack(_)) {
            match self.answer_after(node) {
                Some(answer) => self.closing = Some(answer),
                None => self.close_transaction(),
            }
        }
    }

    /// The shown answer that the database sends in the same breath as it commits.
    fn answer_after(&self, database: NodeId) -> Option<MessageId> {
        let here = &self.run.trace.events[self.at];
        let later = self.run.trace.events[self.at + 1..].iter();
        let mut same = later.take_while(|event| event.step == here.step && event.at == here.at);
        same.find_map(|event| match &event.kind {
            TraceKind::Sent { id, from, message, .. }
                if *from == database && message.role() == "commit.ack" =>
            {
                let span = self.run.spans().message(*id)?;
                is_told(span, self.detail).then_some(*id)
            }
            _ => None,
        })
    }

    fn after_sending(&mut self, id: MessageId) {
        if self.closing == Some(id) {
            self.closing = None;
            self.close_transaction();
        }
    }

    fn close_transaction(&mut self) {
        self.lower(nodes::DATABASE);
        self.close_frame();
    }

    /// The frame takes in the statement that opened the transaction, if that was told last.
    fn open_frame(&mut self, mark: Mark) {
        let suffix = self.suffix(mark.order());
        let heading = BeatKind::Frame(format!("{}{suffix}", self.words.export_transaction()));
        match self.beats.last() {
            Some(&Beat { step, at, kind: BeatKind::Arrow(Arrow { role: "begin", .. }) }) => {
                let before_last = self.beats.len() - 1;
                self.beats.insert(before_last, Beat { step, at, kind: heading });
            }
            _ => self.push(heading),
        }
    }

    fn close_frame(&mut self) {
        let depth = self.beats.iter().rev().find_map(|beat| match beat.kind {
            BeatKind::Frame(_) => Some(true),
            BeatKind::FrameEnd => Some(false),
            _ => None,
        });
        if depth == Some(true) {
            self.push(BeatKind::FrameEnd);
        }
    }

    fn delayed(&mut self, id: MessageId, by: SimDuration) {
        let Some(span) = self.run.spans().message(id) else { return };
        if is_late(&self.run.trace.events, span) {
            let label = self.label(span);
            self.note(
                span.from,
                self.words.export_delayed(&text::duration(self.lang, by), &label),
                Tone::Fault,
            );
        }
    }

    fn arrow(&mut self, span: &MessageSpan) {
        let events = &self.run.trace.events;
        let mut label = self.label(span);
        if span.copy_of.is_some() {
            label = self.words.badge_copy_of(&label);
        }
        if is_late(events, span) {
            label = format!("{label} ({})", self.words.export_sent_at(&events[span.sent].at));
        }
        let (end, remark) = match span.fate {
            Fate::Refused => (ArrowEnd::Arrives, Some(self.words.badge_refused())),
            Fate::Delivered | Fate::LateIgnored => (ArrowEnd::Arrives, None),
            Fate::Lost { reason } => (ArrowEnd::Lost, Some(text::loss_label(self.lang, reason))),
            Fate::InFlight => (ArrowEnd::Lost, Some(self.words.export_in_flight())),
        };
        let (from, to) = (span.from, span.to);
        let (role, stroke) = (span.role(), stroke(&span.message));
        self.push(BeatKind::Arrow(Arrow { from, to, role, label, stroke, end, remark }));
        // The bar begins at its arrow even if that is told at its sending: nothing of the receiver
        // is told in between.
        if end == ArrowEnd::Arrives && to != nodes::PROXY && starts_task(&span.message) {
            self.raise(to);
        }
    }

    fn label(&self, span: &MessageSpan) -> String {
        let label = message_label(self.lang, &span.message);
        format!("{label}{}", self.suffix(span.message.order()))
    }

    /// ` #12`, when there are several orders to tell apart.
    fn suffix(&self, order: Option<OrderId>) -> String {
        match order {
            Some(order) if self.run.scenario.config.orders > 1 => {
                format!(" #{}", u16::from(order.0) + 1)
            }
            _ => String::new(),
        }
    }

    /// A note over a link. A cut in both directions is two events; it is told once.
    fn link(
        &mut self,
        (from, to): (NodeId, NodeId),
        (one_way, both): (LinkWords, LinkWords),
        tone: Tone,
    ) {
        let names = (node_name(self.lang, from), node_name(self.lang, to));
        let text = one_way(self.words, &names.0, &names.1);
        if let Some(Beat { at, kind: BeatKind::Note(last), .. }) = self.beats.last_mut()
            && *at == self.now.1
            && (last.over, last.and) == (to, Some(from))
            && last.lines == [one_way(self.words, &names.1, &names.0)]
        {
            last.lines = vec![both(self.words, &names.1, &names.0)];
            return;
        }
        self.push(BeatKind::Note(Note { over: from, and: Some(to), lines: vec![text], tone }));
    }

    /// A note beside a lifeline. What one node has to say in one step is one note in a picture.
    fn note(&mut self, over: NodeId, text: String, tone: Tone) {
        if self.detail == Detail::Folded
            && let Some(Beat { step, kind: BeatKind::Note(last), .. }) = self.beats.last_mut()
            && (*step, last.over, last.and, last.tone) == (self.now.0, over, None, tone)
        {
            return last.lines.push(text);
        }
        self.push(BeatKind::Note(Note { over, and: None, lines: vec![text], tone }));
    }

    fn raise(&mut self, node: NodeId) {
        *self.bars.or_insert(node, 0) += 1;
        self.push(BeatKind::Raise(node));
    }

    /// Ends one bar; false if there is none.
    fn lower(&mut self, node: NodeId) -> bool {
        let Some(depth) = self.bars.get_mut(&node).filter(|depth| **depth > 0) else {
            return false;
        };
        *depth -= 1;
        self.push(BeatKind::Lower(node));
        true
    }

    fn push(&mut self, kind: BeatKind) {
        let (step, at) = self.now;
        if let Some(last) = self.beats.last() {
            let silence = at.since(last.at);
            if silence > IDLE {
                let text = self.words.export_idle(&text::duration(self.lang, silence), &at);
                self.beats.push(Beat { step, at, kind: BeatKind::Idle(text) });
            }
        }
        self.beats.push(Beat { step, at, kind });
    }

    /// Closes what the end of the run leaves open.
    fn finish(&mut self) {
        let last = self.beats.last().map_or(self.now, |beat| (beat.step, beat.at));
        self.now = last;
        let nodes: Vec<_> = self.bars.keys().copied().collect();
        for node in nodes {
            while self.lower(node) {}
        }
        self.close_frame();
        self.missing();
    }

    /// What never happens, as notes where it would have stood.
    fn missing(&mut self) {
        let (all, more) = missing::drawn(self.run);
        for Missing { order, what, from, to, .. } in &all {
            let (over, and) = from.map_or((*to, None), |from| (from, Some(*to)));
            let text = text::missing_label(self.lang, *what);
            let lines = vec![format!("{text}{}", self.suffix(Some(*order)))];
            self.push(BeatKind::Note(Note { over, and, lines, tone: Tone::Fact }));
        }
        if more > 0 {
            let text = text::missing_more(self.lang, more);
            self.note(nodes::CONSUMER, text, Tone::Fact);
        }
    }
}

/// Whether it makes a worker run a handler of the program. The task's end ends the bar.
fn starts_task(message: &Message) -> bool {
    matches!(message, Message::Callback { .. } | Message::Check { .. } | Message::Deliver { .. })
}

fn stroke(message: &Message) -> Stroke {
    match message {
        _ if message.is_reply() => Stroke::Reply,
        Message::Callback { .. } | Message::Replicate { .. } | Message::ReplicateAck { .. } => {
            Stroke::Call
        }
        _ if message.call().is_some() => Stroke::Call,
        _ => Stroke::Oneway,
    }
}
