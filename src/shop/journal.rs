//! Rows that are only ever added.

use std::hash::{Hash, Hasher};

use crate::ordered::List;
use crate::sim::fingerprint::Fingerprint;

/// A list to which rows are added and from which none is taken. It enters a hash as one number,
/// however long it is: a world is hashed time after time, and each time it has grown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journal<T> {
    rows: List<T>,
    /// A hash of all rows, in order.
    digest: u64,
}

impl<T> Default for Journal<T> {
    fn default() -> Self {
        Self { rows: List::default(), digest: 0 }
    }
}

impl<T> Journal<T> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.rows.iter()
    }
}

impl<T: Clone + Hash> Journal<T> {
    /// Adds a row.
    pub(super) fn push(&mut self, row: T) {
        self.digest = Fingerprint::of(&(self.digest, &row));
        self.rows.push(row);
    }
}

impl<T> Hash for Journal<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.digest);
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;
    use crate::sim::fingerprint::StateHash;

    #[test]
    fn it_is_hashed_by_all_its_rows_and_by_their_order() {
        let hash = |rows: &[u8]| {
            let mut journal = Journal::default();
            for row in rows {
                journal.push(*row);
            }
            StateHash::of(&journal)
        };
        assert_eq!(hash(&[1, 2]), hash(&[1, 2]));
        let different = [hash(&[]), hash(&[1]), hash(&[1, 2]), hash(&[2, 1]), hash(&[1, 2, 2])];
        for (place, one) in different.iter().enumerate() {
            assert!(!different[..place].contains(one), "{place}");
        }
    }
}
