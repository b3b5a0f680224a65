//! `cargo xtask fuzz`: many more made-up texts than `cargo test` tries. The targets, and what is
//! so of the answer to each text, are in `tests/fuzz/`.

use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use crate::shell::{self, cargo, run};

/// Texts of each target that `cargo xtask test core` tries.
const CASES: u32 = 20_000;

/// A text of this target takes as long as this many of another: a search is many runs.
const COSTLY: (&str, u32) = ("searches", 20);

/// How the tests are compiled: see the profile in `Cargo.toml`.
const BUILD: [&str; 7] = ["test", "--profile", "fuzz", "--features", "ui-test", "--test", "fuzz"];

/// Where the targets are among the tests.
const MODULE: &str = "targets::";

/// What to try.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order {
    /// Texts of each target; of `searches` a twentieth.
    pub cases: u32,
    /// Only these targets; all, if there are none.
    pub targets: Vec<String>,
    /// The same seed makes the same texts.
    pub seed: u32,
}

impl Order {
    /// What `cargo xtask test core` tries, the same texts every time.
    pub fn of_ci() -> Self {
        Self { cases: CASES, targets: Vec::new(), seed: 0 }
    }

    /// How many texts of a target it tries.
    fn cases_of(&self, target: &str) -> u32 {
        let (costly, share) = COSTLY;
        if target == costly { self.cases.div_ceil(share) } else { self.cases }
    }
}

/// Tries the targets, as many at once as there are cores, and prints a line for each.
pub fn fuzz(order: &Order) -> Result<(), String> {
    run(cargo(BUILD).arg("--no-run"))?;
    let chosen = Mutex::new(chosen(&order.targets, &known()?)?.into_iter());
    let failed = Mutex::new(Vec::new());
    let next = || chosen.lock().ok()?.next();
    let work = || {
        while let Some(target) = next() {
            let (line, is_right) = try_out(&target, order);
            println!("{line}");
            if let (false, Ok(mut failed)) = (is_right, failed.lock()) {
                failed.push(target);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    match failed.into_inner().unwrap_or_default().as_slice() {
        [] => Ok(()),
        failed => Err(format!(
            "Failed: {}. Each text that was found is in tests/fuzz/found/, and `cargo test` tries it \
             again.",
            failed.join(", ")
        )),
    }
}

/// The names of all targets.
fn known() -> Result<Vec<String>, String> {
    let list = shell::read(cargo(BUILD).args(["--", "--list", "--format", "terse"]));
    let list = list.ok_or("The list of the targets cannot be read.")?;
    let name = |line: &str| Some(line.strip_prefix(MODULE)?.strip_suffix(": test")?.to_owned());
    Ok(list.lines().filter_map(name).collect())
}

fn chosen(wanted: &[String], known: &[String]) -> Result<Vec<String>, String> {
    if let Some(unknown) = wanted.iter().find(|name| !known.contains(name)) {
        return Err(format!("There is no target `{unknown}`. Known: {}.", known.join(", ")));
    }
    Ok(if wanted.is_empty() { known } else { wanted }.to_vec())
}

/// Tries one target. Says what there is to say of it, and whether every text was answered rightly.
fn try_out(target: &str, order: &Order) -> (String, bool) {
    let begun = Instant::now();
    let mut test = cargo(BUILD);
    test.args(["--", "--exact", "--nocapture", &format!("{MODULE}{target}")]);
    let cases = order.cases_of(target);
    test.env("PROPTEST_CASES", cases.to_string());
    test.env("PROPTEST_RNG_SEED", order.seed.to_string());
    let output = match test.output() {
        Ok(output) => output,
        Err(error) => return (format!("{target} could not be started: {error}."), false),
    };
    let seconds = begun.elapsed().as_secs();
    let head = format!("{target}: {cases} texts with seed {}, {seconds} s", order.seed);
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.success() {
        let slowest = said.lines().find_map(|line| line.strip_prefix("slowest ")).unwrap_or("?");
        return (format!("{head}, the slowest {slowest}, no failure"), true);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    // The test removes it when it has come to an end, right or wrong.
    let trying = shell::scratch().with_file_name("tmp").join(format!("{target}.txt"));
    let last = if trying.is_file() {
        format!("It ended at the text in {}.\n", trying.display())
    } else {
        String::new()
    };
    (format!("{head}, FAILED\n{said}{errors}{last}"), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_those_that_there_are() {
        let known = ["texts".to_owned(), "edits".to_owned()];
        assert_eq!(chosen(&[], &known), Ok(known.to_vec()));
        assert_eq!(chosen(&known[1..], &known), Ok(known[1..].to_vec()));
        let sentence = "There is no target `text`. Known: texts, edits.".to_owned();
        assert_eq!(chosen(&["text".to_owned()], &known), Err(sentence));
    }
}
