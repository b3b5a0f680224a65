//! Tests of the room, as tables.

mod race;
