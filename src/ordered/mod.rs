//! Ordered maps and sets, a list that grows, and a sort for short lists.
//!
//! The standard library's tree and its sorts are made for large collections. Each kind of entry
//! costs the page four to six kilobytes of code, and there are a score of kinds; these cost some
//! hundred bytes each. A run has a few dozen entries of most things, and a long one some ten
//! thousand of a few. So everything here is a sorted vector, and from 128 entries on a vector of
//! such vectors: looking up is a binary search, adding in ascending order, as ids of messages come,
//! is a push, and adding or taking out anywhere else moves 128 entries at most. Copies share what
//! is long.

mod chunks;
mod list;

use std::fmt::{Debug, Formatter};

use chunks::{Chunks, search};

pub use chunks::Iter;
pub use list::List;

/// A map in ascending order of its keys.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Map<K, V> {
    entries: Chunks<(K, V)>,
}

/// A set in ascending order.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Set<K> {
    entries: Map<K, ()>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { entries: Chunks::default() }
    }
}

impl<K: Debug, V: Debug> Debug for Map<K, V> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter().map(|(key, value)| (key, value))).finish()
    }
}

impl<K: Debug> Debug for Set<K> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K, V> Map<K, V> {
    /// How many entries there are. Costs a look at every 128th.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry with the least key.
    pub fn first(&self) -> Option<&(K, V)> {
        self.entries.first()
    }

    /// The entry with the greatest key.
    pub fn last(&self) -> Option<&(K, V)> {
        self.entries.last()
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The keys, ascending.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The entries, in the order of their keys.
    pub fn iter(&self) -> Iter<'_, (K, V)> {
        self.entries.iter()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

impl<K: Ord, V> Map<K, V> {
    /// In which chunk the key is or belongs, and there, where it is or where it belongs.
    fn find(&self, key: &K) -> (usize, Result<usize, usize>) {
        let rest = self.entries.rest();
        let index = match search(rest.len(), &|index| rest[index][0].0.cmp(key)) {
            Ok(index) => index + 1,
            Err(index) => index,
        };
        let chunk = self.entries.chunk(index);
        (index, search(chunk.len(), &|place| chunk[place].0.cmp(key)))
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let (index, place) = self.find(key);
        Some(&self.entries.chunk(index)[place.ok()?].1)
    }

    /// Whether the key is there.
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).1.is_ok()
    }

    /// The entries from a key on, which needs not be there.
    pub fn iter_from(&self, key: &K) -> Iter<'_, (K, V)> {
        let (index, place) = self.find(key);
        self.entries.iter_from(index, place.unwrap_or_else(|place| place))
    }
}

impl<K: Clone, V: Clone> Map<K, V> {
    /// The entries, in the order of their keys, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Takes out entries with the least keys: a chunk of them.
    pub fn take_first_chunk(&mut self) -> Vec<(K, V)> {
        self.entries.take_first()
    }

    /// Adds entries whose keys are less than all others, in ascending order: at least one, and a
    /// chunk of them at most.
    pub fn prepend(&mut self, entries: Vec<(K, V)>) {
        self.entries.prepend(entries);
    }
}

impl<K: Ord + Clone, V: Clone> Map<K, V> {
    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let (index, place) = self.find(key);
        let place = place.ok()?;
        Some(&mut self.entries.chunk_mut(index)[place].1)
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            (index, Ok(place)) => self.entries.chunk_mut(index)[place].1 = value,
            (index, Err(place)) => {
                self.entries.insert(index, place, (key, value));
            }
        }
    }

    /// The value of a key, which is set to this one if it has none.
    pub fn or_insert(&mut self, key: K, value: V) -> &mut V {
        match self.find(&key) {
            (index, Ok(place)) => &mut self.entries.chunk_mut(index)[place].1,
            (index, Err(place)) => &mut self.entries.insert(index, place, (key, value)).1,
        }
    }

    /// Takes a key out, and answers with its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let (index, place) = self.find(key);
        Some(self.entries.remove(index, place.ok()?).1)
    }

    /// Takes out every entry for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        let mut kept = Chunks::default();
        for (key, value) in self.iter().filter(|(key, value)| keep(key, value)) {
            kept.push((key.clone(), value.clone()));
        }
        self.entries = kept;
    }
}

impl<K: Clone + Ord> Map<K, usize> {
    /// Counts one more of a key, or one less. What is counted down to nothing has no entry.
    pub fn tally(&mut self, key: &K, is_more: bool) {
        let count = self.or_insert(key.clone(), 0);
        *count = if is_more { *count + 1 } else { *count - 1 };
        if *count == 0 {
            self.remove(key);
        }
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = &'a (K, V);
    type IntoIter = Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self { entries: Map::default() }
    }
}

impl<K> Set<K> {
    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.entries.keys()
    }

    /// The least member.
    pub fn first(&self) -> Option<&K> {
        self.entries.first().map(|(member, ())| member)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

impl<K: Ord> Set<K> {
    /// Whether it is a member.
    pub fn contains(&self, member: &K) -> bool {
        self.entries.contains_key(member)
    }

    /// The members from this one on, which needs not be one.
    pub fn iter_from<'a>(
        &'a self,
        first: &K,
    ) -> impl DoubleEndedIterator<Item = &'a K> + use<'a, K> {
        self.entries.iter_from(first).map(|(member, ())| member)
    }

    /// Whether there is a member from `first` on and below `end`.
    pub fn has_between(&self, first: &K, end: &K) -> bool {
        self.iter_from(first).next().is_some_and(|member| member < end)
    }
}

impl<K: Ord + Clone> Set<K> {
    /// Adds a member.
    pub fn insert(&mut self, member: K) {
        self.entries.insert(member, ());
    }

    /// Takes a member out.
    pub fn remove(&mut self, member: &K) {
        self.entries.remove(member);
    }

    /// Takes out every member for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        self.entries.retain(|member, ()| keep(member));
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

    /// Compared with the standard library's tree, over keys that come and go at random.
    #[test]
    fn a_long_map_is_a_map() {
        let mut random = crate::sim::prng::Prng::new(7);
        let (mut map, mut tree) = (Map::default(), std::collections::BTreeMap::new());
        for turn in 0..20_000_u32 {
            let key = random.below(3_000);
            let copy = (turn % 4_999 == 0).then(|| (map.clone(), tree.clone()));
            match random.below(5) {
                0 => assert_eq!(map.remove(&key), tree.remove(&key)),
                1 => assert_eq!(map.get_mut(&key), tree.get_mut(&key)),
                2 => assert_eq!(map.or_insert(key, turn), tree.entry(key).or_insert(turn)),
                _ => {
                    map.insert(key, turn);
                    tree.insert(key, turn);
                }
            }
            assert_eq!(map.first().map(|(key, _)| key), tree.keys().next());
            assert_eq!(map.last().map(|(key, _)| key), tree.keys().next_back());
            let (ours, theirs) = (map.iter_from(&key), tree.range(key..));
            assert!(ours.take(3).map(|(key, value)| (key, value)).eq(theirs.take(3)));
            if let Some((map, tree)) = copy {
                assert!(
                    map.iter().map(|(key, value)| (key, value)).eq(&tree),
                    "a copy has changed"
                );
            }
        }
        map.retain(|key, _| key % 3 == 0);
        tree.retain(|key, _| key % 3 == 0);
        assert_eq!(map.len(), tree.len());
        while !map.is_empty() {
            let first = map.take_first_chunk();
            assert!(first.iter().map(|(key, _)| key).eq(tree.keys().take(first.len())));
            for (key, value) in first {
                assert_eq!(tree.remove(&key), Some(value));
            }
        }
        assert!(tree.is_empty());
    }

    #[test]
    fn sorting_keeps_the_order_of_equals() {
        let mut list = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        sort_by_key(&mut list, |(key, _)| *key);
        assert_eq!(list, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
