//! The labels of the fault map: beside the program, beside the steps, over the time bar.

/// Fault maps.
#[derive(Clone, Copy, Debug)]
pub struct FaultMapLabels {
    /// The switch.
    pub title: &'static str,
    /// What it shows.
    pub help: &'static str,
    /// The columns of the gutter, in order.
    pub columns: [&'static str; 5],
    /// What comes of a fault: its sentence, the code, what there is to say of it.
    pub comes_to: fn(&str, &str, &str) -> String,
    /// The same as without it.
    pub as_without: &'static str,
    /// The fault is one of the scenario's own.
    pub own: &'static str,
    /// In the legend: a cell that changes nothing.
    pub same: &'static str,
    /// So many of so many faults have been run.
    pub progress: fn(usize, usize) -> String,
    /// So many of so many faults have been run, and no more will be.
    pub too_large: fn(usize, usize) -> String,
    /// Heading of the faults of a step.
    pub at_step: fn(u32) -> String,
    /// Mark of a step: the code of the worst outcome.
    pub worst: fn(u32, &str) -> String,
    /// No fault more can break a guarantee.
    pub impossible: &'static str,
    /// One fault more can break it.
    pub possible: &'static str,
    /// It is broken, and one fault more can save it.
    pub avoidable: &'static str,
    /// It is broken with any fault more, and with none.
    pub inevitable: &'static str,
    /// One of these, and its steps.
    pub from_to: fn(&str, &str) -> String,
    /// The step of the point of no return.
    pub no_return: fn(u32) -> String,
    /// `steps 3–7`.
    pub steps: fn(u32, u32) -> String,
    /// Shows the band of a guarantee (its name) above the time bar.
    pub show_band: fn(&str) -> String,
}
