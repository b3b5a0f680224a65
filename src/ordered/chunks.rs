//! A sequence in chunks: what is long is shared between copies, chunk by chunk.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::slice;
use std::sync::Arc;

/// Items of a chunk at most.
pub(super) const CHUNK_MAX: usize = 128;

/// A sequence of items. The first chunk is in place, so that a short sequence is one vector. Every
/// further one is shared between copies until one of them changes it; none of those is empty.
#[derive(Clone)]
pub(super) struct Chunks<T> {
    first: Vec<T>,
    rest: Vec<Arc<Vec<T>>>,
}

/// The items of a sequence, in order. The adapters of the standard library would do, at five times
/// the code for each kind of item.
#[derive(Debug)]
pub struct Iter<'a, T> {
    front: slice::Iter<'a, T>,
    rest: slice::Iter<'a, Arc<Vec<T>>>,
    back: slice::Iter<'a, T>,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(item) = self.front.next() {
                return Some(item);
            }
            let Some(chunk) = self.rest.next() else { return self.back.next() };
            self.front = chunk.iter();
        }
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.back.next_back() {
                return Some(item);
            }
            let Some(chunk) = self.rest.next_back() else { return self.front.next_back() };
            self.back = chunk.iter();
        }
    }
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { first: Vec::new(), rest: Vec::new() }
    }
}

impl<T> Chunks<T> {
    /// How many chunks there are, an empty first one included.
    pub fn count(&self) -> usize {
        1 + self.rest.len()
    }

    /// The items of one chunk.
    pub fn chunk(&self, index: usize) -> &[T] {
        match index.checked_sub(1) {
            None => &self.first,
            Some(index) => &self.rest[index],
        }
    }

    /// The chunks after the first, for a search among their first items.
    pub fn rest(&self) -> &[Arc<Vec<T>>] {
        &self.rest
    }

    /// How many items there are. Looks at every chunk.
    pub fn len(&self) -> usize {
        self.first.len() + self.rest.iter().map(|chunk| chunk.len()).sum::<usize>()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.rest.is_empty()
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.rest.last().map_or_else(|| self.first.last(), |chunk| chunk.last())
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// All items.
    pub fn iter(&self) -> Iter<'_, T> {
        self.iter_from(0, 0)
    }

    /// The items from a place in a chunk on.
    pub fn iter_from(&self, chunk: usize, place: usize) -> Iter<'_, T> {
        let front = self.chunk(chunk).get(place..).unwrap_or(&[]).iter();
        Iter { front, rest: self.rest[chunk..].iter(), back: [].iter() }
    }

    /// Drops all items.
    pub fn clear(&mut self) {
        self.first.clear();
        self.rest.clear();
    }

    /// Puts items before all others, which must be all of a chunk.
    pub fn prepend(&mut self, items: Vec<T>) {
        let first = std::mem::replace(&mut self.first, items);
        if !first.is_empty() {
            self.rest.insert(0, Arc::new(first));
        }
    }
}

impl<T: Clone> Chunks<T> {
    /// The items of one chunk, to be changed but not to be emptied.
    pub fn chunk_mut(&mut self, index: usize) -> &mut Vec<T> {
        match index.checked_sub(1) {
            None => &mut self.first,
            Some(index) => Arc::make_mut(&mut self.rest[index]),
        }
    }

    /// Adds an item at a place in a chunk, which is parted if it is full. Answers with it.
    pub fn insert(&mut self, index: usize, place: usize, item: T) -> &mut T {
        let (mut index, mut place) = (index, place);
        let chunk = self.chunk_mut(index);
        if chunk.len() == CHUNK_MAX {
            // What is added at the end comes in ascending order, and leaves full chunks behind.
            let middle = if place == CHUNK_MAX { CHUNK_MAX } else { CHUNK_MAX / 2 };
            let upper = chunk.split_off(middle);
            self.rest.insert(index, Arc::new(upper));
            if place >= middle {
                (index, place) = (index + 1, place - middle);
            }
        }
        let chunk = self.chunk_mut(index);
        chunk.insert(place, item);
        &mut chunk[place]
    }

    /// Adds an item after the last.
    pub fn push(&mut self, item: T) {
        let last = self.rest.len();
        self.insert(last, self.chunk(last).len(), item);
    }

    /// Takes out the item at a place in a chunk.
    pub fn remove(&mut self, index: usize, place: usize) -> T {
        let chunk = self.chunk_mut(index);
        let item = chunk.remove(place);
        if chunk.is_empty() && index > 0 {
            self.rest.remove(index - 1);
        } else if chunk.is_empty() {
            drop(self.take_first());
        }
        item
    }

    /// Takes out the first chunk; the next one takes its place.
    pub fn take_first(&mut self) -> Vec<T> {
        let next = if self.rest.is_empty() { None } else { Some(self.rest.remove(0)) };
        let next = next.map_or_else(Vec::new, Arc::unwrap_or_clone);
        std::mem::replace(&mut self.first, next)
    }

    /// Takes out the last item.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.rest.len();
        let chunk = self.chunk_mut(last);
        let item = chunk.pop();
        if chunk.is_empty() && last > 0 {
            self.rest.pop();
        }
        item
    }

    /// All items, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let rest = self.rest.iter_mut().flat_map(|chunk| Arc::make_mut(chunk).iter_mut());
        self.first.iter_mut().chain(rest)
    }
}

/// Where an item is among so many in ascending order, or where it belongs. `compare` says how the
/// one at a place compares with it. One search for every kind of item.
pub(super) fn search(len: usize, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut low, mut high) = (0, len);
    // Most keys are asked for, or added, at the end.
    let mut place = len.saturating_sub(1);
    while low < high {
        match compare(place) {
            Ordering::Less => low = place + 1,
            Ordering::Equal => return Ok(place),
            Ordering::Greater => high = place,
        }
        place = usize::midpoint(low, high);
    }
    Err(low)
}

/// How a sequence is parted into chunks says nothing of what it is.
impl<T: PartialEq> PartialEq for Chunks<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Eq> Eq for Chunks<T> {}

impl<T: Hash> Hash for Chunks<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for item in self.iter() {
            item.hash(state);
        }
    }
}
