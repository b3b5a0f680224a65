//! Crashes, restarts, pauses and links that are cut.

use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::SimDuration;
use crate::text;

use super::metrics::{ARROW_GAP, BADGE_GAP, BADGE_RADIUS, RESTART_HEIGHT};
use super::walk::Walk;
use super::{
    Bounds, Crash, Label, LinkChange, LinkDirection, Partition, Remark, Restart, SegmentState,
    Shape, TextAnchor, TextSize, width,
};

impl Walk<'_> {
    /// A crash: a badge on the lifeline, which is dead below it.
    pub fn crashed(
        &mut self,
        event: &TraceEvent,
        node: NodeId,
        mode: CrashMode,
        down_for: Option<SimDuration>,
    ) {
        let Some(x) = self.x(node) else { return };
        let text = text::crash_label(self.options.lang, mode, down_for);
        let (label, _) = self.beside(node, &text, BADGE_RADIUS + 2);
        let badge = around(x, BADGE_RADIUS + 2);
        let y = self.open_row(event, BADGE_GAP, &[badge, label.bounds()]);
        self.paper.is_row_taken = true;
        self.tear_bars(node, event.step, y - BADGE_RADIUS - 2);
        self.change_state(node, SegmentState::Down, event.step, y);
        let label = Label { y: label.y + y, ..label };
        let crash = Crash { node, x, y, mode, label };
        self.paper.draw(event.step, event.step, Shape::Crash(crash));
    }

    /// A restart: a small head on the lifeline.
    pub fn restarted(&mut self, event: &TraceEvent, node: NodeId) {
        let Some(x) = self.x(node) else { return };
        let text = text::restart_label(self.options.lang, node).to_owned();
        let half_width = width(&text, TextSize::Small) / 2 + 10;
        let (anchor, size) = (TextAnchor::Middle, TextSize::Small);
        let label = self.kept_inside(Label { text, x, y: 4, anchor, size });
        let (x1, x2) = (label.x - half_width, label.x + half_width);
        let half_height = RESTART_HEIGHT / 2;
        let head = Bounds { left: x1, top: -half_height, right: x2, bottom: half_height };
        let y = self.open_row(event, BADGE_GAP, &[head]);
        self.paper.is_row_taken = true;
        self.change_state(node, SegmentState::Up, event.step, y);
        let label = Label { y: label.y + y, ..label };
        let restart = Restart { node, x1, x2, y, label };
        self.paper.draw(event.step, event.step, Shape::Restart(restart));
    }

    /// A pause.
    pub fn paused(&mut self, event: &TraceEvent, node: NodeId, pause_for: SimDuration) {
        let remark = text::pause_label(self.options.lang, pause_for);
        let y = self.remark(event, node, Remark::Trouble, &remark);
        self.change_state(node, SegmentState::Paused, event.step, y);
    }

    /// The end of a pause.
    pub fn resumed(&mut self, event: &TraceEvent, node: NodeId) {
        let remark = self.options.lang.words().badge_resumed();
        let y = self.remark(event, node, Remark::Plain, remark);
        self.change_state(node, SegmentState::Up, event.step, y);
    }

    /// A link was cut or repaired. Two directions that change at the same moment are one band,
    /// which appears with the second.
    pub fn link_changed(&mut self, event: &TraceEvent, index: usize) {
        let (from, to, change) = match event.kind {
            TraceKind::Partitioned { from, to } => (from, to, LinkChange::Cut),
            TraceKind::Repaired { from, to } => (from, to, LinkChange::Repaired),
            _ => return,
        };
        let (Some(from_x), Some(to_x)) = (self.x(from), self.x(to)) else { return };
        let next = self.run.trace.events.get(index + 1);
        let back = next.filter(|next| next.at == event.at && is_way_back(&event.kind, &next.kind));
        let direction = match back {
            Some(_) => LinkDirection::Both,
            None if to_x > from_x => LinkDirection::Rightwards,
            None => LinkDirection::Leftwards,
        };
        let event = back.unwrap_or(event);
        if back.is_some() {
            self.done.insert(index + 1);
        }
        let (x1, x2) = (from_x.min(to_x) + 8, from_x.max(to_x) - 8);
        let badges = self.options.lang.words();
        let text = match change {
            LinkChange::Cut => badges.badge_link_cut(),
            LinkChange::Repaired => badges.badge_link_repaired(),
        };
        let label = Label {
            text: text.to_owned(),
            x: i32::midpoint(x1, x2),
            y: -9,
            anchor: TextAnchor::Middle,
            size: TextSize::Small,
        };
        let label = self.kept_inside(label);
        let band = Bounds { left: x1, top: -6, right: x2, bottom: 6 };
        let y = self.open_row(event, ARROW_GAP, &[band, label.bounds()]);
        self.paper.is_row_taken = true;
        let label = Label { y: label.y + y, ..label };
        let partition = Partition { x1, x2, y, change, direction, label };
        self.paper.draw(event.step, event.step, Shape::Partition(partition));
    }
}

fn is_way_back(there: &TraceKind, back: &TraceKind) -> bool {
    match (there, back) {
        (
            TraceKind::Partitioned { from, to },
            TraceKind::Partitioned { from: source, to: target },
        )
        | (TraceKind::Repaired { from, to }, TraceKind::Repaired { from: source, to: target }) => {
            (from, to) == (target, source)
        }
        _ => false,
    }
}

/// A square around a point at height 0.
pub fn around(x: i32, reach: i32) -> Bounds {
    Bounds { left: x - reach, top: -reach, right: x + reach, bottom: reach }
}
