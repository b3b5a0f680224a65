//! What the future of a process depends on, for the hash of a state.

use std::hash::{Hash, Hasher};

use crate::program::step::Place;
use crate::shop::Shop;
use crate::shop::config::ConsumerKind;

use super::Worker;

impl Worker {
    /// Feeds what the future depends on. When this incarnation began is the beginning of the grid
    /// on which a push consumer tells its offset.
    pub(in crate::shop) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self {
            place,
            incarnation,
            next_task,
            tasks,
            checks_running: _,
            memory,
            connections_in_use,
            pool_queue,
            announcements_left,
            started,
            held,
            is_persist_planned,
            waiting_checks,
            table,
            notes,
            cursor,
            saved_cursor,
        } = self;
        (place, incarnation, next_task, memory, connections_in_use, pool_queue).hash(hasher);
        (announcements_left, held, is_persist_planned, waiting_checks).hash(hasher);
        (table, notes, cursor, saved_cursor).hash(hasher);
        if *place == Place::Consumer && shop.config.consumer == ConsumerKind::Push {
            started.hash(hasher);
        }
        hasher.write_usize(tasks.len());
        for task in tasks.values() {
            task.future(shop, hasher);
        }
    }

    /// Feeds what a program can read of this process: what is durable, and what it remembers.
    pub(in crate::shop) fn settled<H: Hasher>(&self, hasher: &mut H) {
        (&self.table, &self.notes, &self.memory).hash(hasher);
        (self.cursor, self.saved_cursor).hash(hasher);
    }
}
