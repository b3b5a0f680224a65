//! What the future of the broker depends on, for the hash of a state.

use std::hash::{Hash, Hasher};

use crate::shop::Shop;

use super::Broker;

impl Broker {
    /// Feeds what the future depends on.
    pub(in crate::shop) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self {
            halves,
            saved_check_offset,
            real,
            queued,
            group,
            turn,
            is_consumer_connected,
            incarnations,
            log_end,
            cached,
            flushed,
            flushing,
            replica,
            puts,
            started,
            planned,
            produced,
            coordinator,
        } = self;
        (halves, saved_check_offset, queued).hash(hasher);
        hasher.write_usize(real.len());
        for record in real.iter() {
            record.future(shop, hasher);
        }
        (group, turn, is_consumer_connected, incarnations, log_end, cached).hash(hasher);
        (flushed, flushing, replica, puts, started, planned, produced, coordinator).hash(hasher);
    }
}
