//! Which part of a long diagram is in the page: what is in view, what surrounds the playhead, and
//! what reaches into either. The rest takes room and costs nothing.

use crate::diagram::Diagram;
use crate::ordered::sort_by_key;

/// Chunks of a diagram of which all are in the page.
const CHUNKS_AT_ONCE: usize = 24;

/// How far beyond what is in view rows are in the page, in diagram pixels: a turn of the wheel.
const MARGIN: i32 = 600;

/// How far above the playhead rows are in the page, before anybody has scrolled: a tall screen.
const ABOVE_PLAYHEAD: i32 = 1_400;

/// Chunks above either that are in the page because an arrow of theirs reaches into it.
const REACHING_MAX: usize = 8;

/// The part of a diagram that is in the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Window {
    /// From where to where, in diagram pixels; everything if there is none.
    ranges: Vec<(i32, i32)>,
}

impl Window {
    /// What is in the page when this much is in view, in diagram pixels, and the playhead is here.
    pub fn new(diagram: &Diagram, (top, bottom): (i32, i32), playhead: i32) -> Self {
        let ranges = if diagram.chunks.len() > CHUNKS_AT_ONCE {
            vec![
                (top - MARGIN, bottom + MARGIN),
                (playhead - ABOVE_PLAYHEAD, playhead.saturating_add(MARGIN)),
            ]
        } else {
            Vec::new()
        };
        Self { ranges }
    }

    /// Whether something from here to there is in the page.
    pub fn has(&self, top: i32, bottom: i32) -> bool {
        let meets = |(from, to): &(i32, i32)| top <= *to && bottom >= *from;
        self.ranges.is_empty() || self.ranges.iter().any(meets)
    }

    /// The chunks that are in the page, in order.
    pub fn chunks(&self, diagram: &Diagram) -> Vec<usize> {
        if self.ranges.is_empty() {
            return (0..diagram.chunks.len()).collect();
        }
        let mut shown: Vec<_> =
            self.ranges.iter().flat_map(|range| chunks_in(diagram, *range)).collect();
        sort_by_key(&mut shown, |index| *index);
        shown.dedup();
        shown
    }
}

/// The chunks of a diagram that lie in a range or reach into it. Of those that only reach into it
/// the nearest count.
fn chunks_in(diagram: &Diagram, (from, to): (i32, i32)) -> impl Iterator<Item = usize> {
    let chunks = &diagram.chunks;
    let below = chunks.partition_point(|chunk| chunk.y_top <= to);
    let first = chunks[..below].partition_point(|chunk| chunk.y_bottom < from);
    let reaches = move |index: &usize| chunks[*index].y_reach >= from;
    (0..first).rev().filter(reaches).take(REACHING_MAX).chain(first..below)
}
