//! The text files compiled into the library, as `build.rs` found them: `STRATEGIES`, read by
//! [`crate::program::catalogue`], and `SCENARIOS`, read by the room of scenarios.

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
