//! The sheet that fills from top to bottom: rows, the room that texts need, chunks.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::sim::time::SimTime;

use super::metrics::{FIRST_GAP, HEAD_BOTTOM};
use super::{Bounds, CHUNK_ROWS, Chunk, NEVER, Placed, Row, Shape};

/// How far above the current row something can still be in the way. Nothing but arrows reaches
/// further, and a label may lie on an arrow of another row: it has a halo.
const REACH: i32 = 120;

/// What has been drawn.
#[derive(Debug)]
pub struct Paper {
    /// The rows so far.
    pub rows: Vec<Row>,
    /// Height of the last thing that took room.
    pub y: i32,
    /// When the last thing happened.
    pub at: SimTime,
    /// Whether an arrow already leaves in the last row, or something wants it for itself.
    pub is_row_taken: bool,
    boxes: VecDeque<Bounds>,
    chunks: Vec<Chunk>,
    /// The chunks that nothing will be added to, in painting order.
    finished: Vec<Rc<Chunk>>,
    rows_in_chunk: usize,
    touched_step: u32,
}

/// Where a mark is, so that it can be completed later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    chunk: usize,
    index: usize,
}

impl Paper {
    /// An empty sheet below the heads.
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            y: HEAD_BOTTOM + FIRST_GAP,
            at: SimTime::ZERO,
            is_row_taken: false,
            boxes: VecDeque::new(),
            chunks: vec![Chunk::beginning_at(HEAD_BOTTOM)],
            finished: Vec::new(),
            rows_in_chunk: 0,
            touched_step: 0,
        }
    }

    /// Takes the least height that is `gap` below the last and where none of the boxes, given
    /// around height 0, meets one that is there already.
    pub fn advance(&mut self, gap: i32, boxes: &[Bounds]) -> i32 {
        let mut y = self.y + gap;
        while let Some(push) = self.push_needed(y, boxes) {
            y += push;
        }
        self.y = y;
        self.boxes.extend(boxes.iter().map(|bounds| bounds.down(y)));
        while self.boxes.front().is_some_and(|bounds| bounds.bottom < y - REACH) {
            self.boxes.pop_front();
        }
        y
    }

    /// Makes the current height a row.
    pub fn open_row(&mut self, step: u32, at: SimTime) {
        self.rows.push(Row { step, y: self.y, at });
        self.rows_in_chunk += 1;
        self.is_row_taken = false;
        self.touch(step, at);
    }

    /// Puts boxes at the height of the last row if there is room for all of them.
    pub fn attach(&mut self, y: i32, boxes: &[Bounds]) -> bool {
        let has_room = self.push_needed(y, boxes).is_none();
        if has_room {
            self.boxes.extend(boxes.iter().map(|bounds| bounds.down(y)));
        }
        has_room
    }

    /// The last row, if this step opened it or a message arrived there in this step.
    pub fn row_touched_in(&self, step: u32) -> Option<Row> {
        self.rows.last().copied().filter(|_| self.touched_step == step)
    }

    /// Something happened at the last row.
    pub fn touch(&mut self, step: u32, at: SimTime) {
        self.touched_step = step;
        self.at = at;
    }

    /// The last row, if this step opened it.
    pub fn row_of(&self, step: u32) -> Option<Row> {
        self.rows.last().copied().filter(|row| row.step == step)
    }

    /// Whether the chunk has all its rows.
    pub fn is_chunk_full(&self) -> bool {
        self.rows_in_chunk >= CHUNK_ROWS
    }

    /// Ends the chunk at this height and begins the next one.
    pub fn turn(&mut self, y: i32) {
        self.rows_in_chunk = 0;
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.y_bottom = y;
        }
        self.chunks.push(Chunk::beginning_at(y));
    }

    /// Adds a mark to the chunk.
    pub fn draw(&mut self, from_step: u32, to_step: u32, shape: Shape) -> Place {
        let chunk = self.chunks.len() - 1;
        let marks = &mut self.chunks[chunk].marks;
        marks.push(Placed { from_step, to_step, shape });
        Place { chunk, index: marks.len() - 1 }
    }

    /// A mark that was drawn earlier.
    pub fn mark(&mut self, place: Place) -> &mut Placed {
        &mut self.chunks[place.chunk].marks[place.index]
    }

    /// Ends the last chunk: nothing will be drawn any more.
    pub fn close(&mut self, height: i32) {
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.y_bottom = height;
        }
    }

    /// Finishes the next chunk of a sheet that is closed, if there is one.
    pub fn finish_chunk(&mut self) -> bool {
        let Some(chunk) = self.chunks.get_mut(self.finished.len()) else { return false };
        let mut chunk = std::mem::replace(chunk, Chunk::beginning_at(0));
        let first_row = self.rows.partition_point(|row| row.y < chunk.y_top);
        chunk.first_step = self.rows.get(first_row).map_or(0, |row| row.step);
        let changes = chunk.marks.iter().flat_map(|mark| [mark.from_step, mark.to_step]);
        chunk.last_step = changes.filter(|step| *step != NEVER).max().unwrap_or(0);
        let bottoms = chunk.marks.iter().map(|mark| mark.shape.bottom());
        chunk.y_reach = bottoms.fold(chunk.y_bottom, i32::max);
        chunk.marks = by_layer(chunk.marks);
        self.finished.push(Rc::new(chunk));
        true
    }

    /// The finished sheet.
    pub fn finish(self) -> (Vec<Rc<Chunk>>, Vec<Row>) {
        (self.finished, self.rows)
    }

    /// How much lower these boxes must be to clear those in their way; `None` if they are clear.
    fn push_needed(&self, y: i32, boxes: &[Bounds]) -> Option<i32> {
        let moved = boxes.iter().map(|bounds| bounds.down(y));
        let pushes = moved.flat_map(|bounds| {
            let met = self.boxes.iter().filter(move |other| other.overlaps(&bounds));
            met.map(move |other| other.bottom - bounds.top)
        });
        pushes.max()
    }
}

/// What is drawn first comes first; within a layer the order stays.
fn by_layer(marks: Vec<Placed>) -> Vec<Placed> {
    let mut layers: [Vec<Placed>; LAYERS as usize] = std::array::from_fn(|_| Vec::new());
    for mark in marks {
        layers[usize::from(layer(&mark.shape))].push(mark);
    }
    layers.into_iter().flatten().collect()
}

/// How many layers there are.
pub const LAYERS: u8 = 9;

/// Painting order: fields below lines below bars below arrows below badges.
pub fn layer(shape: &Shape) -> u8 {
    match shape {
        Shape::Transaction(_) => 0,
        Shape::Lifeline(_) => 1,
        Shape::Gutter(_) | Shape::Partition(_) => 2,
        Shape::Bar(_) => 3,
        Shape::TransactionEnd(_) | Shape::Timeout(_) => 4,
        Shape::Arrow(_) => 5,
        // Over everything that reaches across it: folded time interrupts it.
        Shape::Idle(_) => 6,
        Shape::Note(_) | Shape::Payout(_) => 7,
        Shape::Crash(_) | Shape::Restart(_) | Shape::Check(_) | Shape::Missing(_) => 8,
    }
}
