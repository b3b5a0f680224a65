//! Ordered maps and sets for the few dozen entries that a run has of most things, and a sort for
//! short lists.
//!
//! The standard library's tree and its sorts are made for large collections. Each kind of entry
//! costs the page four to six kilobytes of code, and there are a score of kinds; these cost some
//! hundred bytes each. Everything here is a sorted vector: looking up is a binary search, and
//! adding in ascending order, as ids of messages come, is a push.

use std::slice;

/// A map in ascending order of its keys.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
}

/// A set in ascending order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Set<K> {
    entries: Map<K, ()>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<K, V> Map<K, V> {
    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The keys, ascending.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The entries, in the order of their keys.
    pub fn iter(&self) -> slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    /// The entries, in the order of their keys, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Where the key is, or where it belongs.
    fn find(&self, key: &K) -> Result<usize, usize> {
        match self.entries.last() {
            Some((last, _)) if last < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by(|(known, _)| known.cmp(key)),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let place = self.find(key).ok()?;
        self.entries.get(place).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let place = self.find(key).ok()?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(place) => self.entries[place].1 = value,
            Err(place) => self.entries.insert(place, (key, value)),
        }
    }

    /// The value of a key, which is set to this one if it has none.
    pub fn or_insert(&mut self, key: K, value: V) -> &mut V {
        let place = self.find(&key).unwrap_or_else(|place| {
            self.entries.insert(place, (key, value));
            place
        });
        &mut self.entries[place].1
    }

    /// Takes a key out, and answers with its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.find(key).ok()?;
        Some(self.entries.remove(place).1)
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = &'a (K, V);
    type IntoIter = slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self { entries: Map::default() }
    }
}

impl<K: Ord> Set<K> {
    /// Adds a member.
    pub fn insert(&mut self, member: K) {
        self.entries.insert(member, ());
    }

    /// Takes a member out.
    pub fn remove(&mut self, member: &K) {
        self.entries.remove(member);
    }

    /// Whether it is a member.
    pub fn contains(&self, member: &K) -> bool {
        self.entries.contains_key(member)
    }

    /// Whether there is a member from `first` on and below `end`.
    pub fn has_between(&self, first: &K, end: &K) -> bool {
        let place = self.entries.find(first).unwrap_or_else(|place| place);
        self.entries.entries.get(place).is_some_and(|(member, ())| member < end)
    }
}

/// Sorts a short list; what is equal keeps its order. Takes time that grows with the square of the
/// length, or with the length if the list is nearly in order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut place = end;
        while place > 0 && key(&list[place - 1]) > key(&list[place]) {
            list.swap(place - 1, place);
            place -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, Set, sort_by_key};

    #[test]
    fn a_map_keeps_its_keys_in_order() {
        let mut map = Map::default();
        for key in [3, 1, 2, 1] {
            *map.or_insert(key, 0) += 1;
        }
        assert_eq!(map.iter().copied().collect::<Vec<_>>(), [(1, 2), (2, 1), (3, 1)]);
        map.insert(2, 9);
        assert_eq!((map.get(&2), map.get(&4)), (Some(&9), None));
        assert_eq!((map.remove(&1), map.remove(&1)), (Some(2), None));
        assert!(map.contains_key(&3) && !map.contains_key(&1));
        assert_eq!(map.keys().copied().collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_set_tells_whether_it_has_members_between() {
        let mut set = Set::default();
        for member in [5, 1, 3, 3] {
            set.insert(member);
        }
        assert!(set.has_between(&2, &4) && !set.has_between(&4, &5));
        set.remove(&3);
        assert!(set.contains(&5) && !set.contains(&3) && !set.has_between(&2, &5));
    }

    #[test]
    fn sorting_keeps_the_order_of_equals() {
        let mut list = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        sort_by_key(&mut list, |(key, _)| *key);
        assert_eq!(list, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
