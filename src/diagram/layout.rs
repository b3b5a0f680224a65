//! One walk over the trace, from the first event to the last.

use crate::run::Run;
use crate::shop::TraceKind;
use crate::text;

use super::metrics::{BOTTOM_MARGIN, HEAD_BOTTOM};
use super::walk::Walk;
use super::{Diagram, NEVER, Options, Remark};

/// Lays out a whole run.
pub fn layout(run: &Run, options: &Options) -> Diagram {
    let mut layout = Layout::new(run, options);
    while !layout.go_on(usize::MAX) {}
    layout.finish()
}

/// A layout that is being made, piece by piece.
#[derive(Debug)]
pub struct Layout<'a> {
    walk: Walk<'a>,
    /// How many events were drawn.
    drawn: usize,
}

impl<'a> Layout<'a> {
    /// An empty sheet for a run.
    pub fn new(run: &'a Run, options: &Options) -> Self {
        Self { walk: Walk::new(run, *options), drawn: 0 }
    }

    /// Goes on for so many events of the trace: each is drawn, and its chunk finished. Says
    /// whether that was all.
    pub fn go_on(&mut self, events: usize) -> bool {
        let walk = &mut self.walk;
        let count = walk.run.trace.events.len();
        let mut left = events;
        while left > 0 {
            if self.drawn < count {
                walk.take(self.drawn);
                self.drawn += 1;
                if self.drawn == count {
                    walk.close();
                }
            } else if count == 0 && walk.height == 0 {
                walk.close();
            } else if !walk.paper.finish_chunk() {
                return true;
            }
            left -= 1;
        }
        false
    }

    /// The diagram; all of it must be done.
    pub fn finish(self) -> Diagram {
        let Walk { width, height, lifelines, paper, .. } = self.walk;
        let (chunks, rows) = paper.finish();
        Diagram { width, height, head_bottom: HEAD_BOTTOM, lifelines, chunks, rows }
    }
}

impl Walk<'_> {
    fn take(&mut self, index: usize) {
        self.at = index;
        if self.done.contains(&index) {
            return;
        }
        let run = self.run;
        let event = &run.trace.events[index];
        self.bind_task(event);
        match &event.kind {
            TraceKind::Sent { id, .. } => self.sent(event, *id),
            TraceKind::Delivered { id } => self.arrived(event, *id),
            TraceKind::Lost { id, .. } => self.lost(event, *id),
            TraceKind::Crashed { node, mode, down_for } => {
                self.crashed(event, *node, *mode, *down_for);
            }
            TraceKind::Restarted { node } => self.restarted(event, *node),
            TraceKind::Paused { node, pause_for } => self.paused(event, *node, *pause_for),
            TraceKind::Resumed { node } => self.resumed(event, *node),
            TraceKind::Partitioned { .. } | TraceKind::Repaired { .. } => {
                self.link_changed(event, index);
            }
            TraceKind::Skewed { node, micros } => {
                let remark = text::skew_label(self.options.lang, *micros);
                self.remark(event, *node, Remark::Trouble, &remark);
            }
            TraceKind::Operated { node, operation } => {
                let remark = text::operation_label(self.options.lang, *operation);
                self.remark(event, *node, Remark::Plain, remark);
            }
            TraceKind::Mark { node, mark } => self.marked(event, *node, mark),
            // A delay shows as a slant; a refusal is drawn where the message arrives; a finished
            // step is the program's business, not the diagram's.
            TraceKind::Delayed { .. } | TraceKind::Refused { .. } | TraceKind::Stepped { .. } => {}
        }
    }

    /// Everything that happened is drawn.
    fn close(&mut self) {
        self.draw_missing();
        self.height = self.paper.y + BOTTOM_MARGIN;
        self.cut_tall_shapes(self.height, NEVER);
        self.paper.close(self.height);
    }
}
