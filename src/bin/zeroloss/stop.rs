//! Ctrl-C: the first time a search ends with what it knows, the second time the process ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// The exit code of whoever was stopped by Ctrl-C: 128 and the number of the signal.
pub const EXIT_CODE: u8 = 130;

/// Whether somebody has pressed Ctrl-C since it was made.
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Begins to listen. Where the system has no such signal nobody can press it.
    pub fn listen() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        // Signals come to those who listen in this order: the second one finds the flag set.
        let _ = flag::register_conditional_shutdown(SIGINT, EXIT_CODE.into(), Arc::clone(&stop));
        let _ = flag::register(SIGINT, Arc::clone(&stop));
        Self(stop)
    }

    /// Whether it was pressed.
    pub fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
