//! A list that grows at its end.

use std::fmt::{Debug, Formatter};

use super::chunks::{CHUNK_MAX, Chunks, Iter};

/// A list that only grows and shrinks at its end, so that an item keeps its place. Finding one
/// costs the same wherever it is, and copies share what neither has changed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct List<T> {
    // Every chunk but the last is full.
    chunks: Chunks<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { chunks: Chunks::default() }
    }
}

impl<T: Debug> Debug for List<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T> List<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        let last = self.chunks.count() - 1;
        last * CHUNK_MAX + self.chunks.chunk(last).len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        let chunk = place / CHUNK_MAX;
        (chunk < self.chunks.count()).then(|| self.chunks.chunk(chunk).get(place % CHUNK_MAX))?
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.chunks.last()
    }

    /// All items, from the first on.
    pub fn iter(&self) -> Iter<'_, T> {
        self.chunks.iter()
    }

    /// Where the items begin of which this does not hold, if it holds for a beginning of the list.
    pub fn partition_point(&self, holds: impl Fn(&T) -> bool) -> usize {
        let rest = self.chunks.rest();
        let chunk = rest.partition_point(|chunk| holds(&chunk[0]));
        chunk * CHUNK_MAX + self.chunks.chunk(chunk).partition_point(holds)
    }
}

impl<T: Clone> List<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.chunks.push(item);
    }

    /// The item at a place, to be changed.
    pub fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        let chunk = place / CHUNK_MAX;
        (chunk < self.chunks.count())
            .then(|| self.chunks.chunk_mut(chunk).get_mut(place % CHUNK_MAX))?
    }

    /// Takes the last item.
    pub fn pop(&mut self) -> Option<T> {
        self.chunks.pop()
    }

    /// All items, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn items_keep_their_places_and_copies_their_contents() {
        let mut list = List::default();
        (0..1_000).for_each(|item| list.push(item));
        let before = list.clone();
        *list.get_mut(500).expect("there are a thousand") = 7;
        while list.len() > 600 {
            list.pop();
        }
        assert_eq!((before.len(), before.get(500), before.last()), (1_000, Some(&500), Some(&999)));
        assert_eq!((list.len(), list.get(500), list.last()), (600, Some(&7), Some(&599)));
        assert_eq!((list.get(600), list.get(6_000)), (None, None));
        assert_eq!(list.get_mut(600), None);
        assert_eq!(before.partition_point(|item| *item < 640), 640);
        assert!(before.iter().copied().eq(0..1_000));
        list.iter_mut().for_each(|item| *item = 0);
        assert!(list.iter().all(|item| *item == 0) && !list.is_empty());
    }
}
