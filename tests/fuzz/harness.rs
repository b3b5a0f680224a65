//! Tries a property on many made-up texts, and keeps the ones that break it.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` say how many texts and which; without them it is a few
//! hundred, always the same. A text that breaks a property is made as short as can be and written
//! into the folder `found` of the test, whose files are tried again at every run.
//!
//! The text that is being tried stands in a file, so that one on which the program hangs or ends is
//! known as well: `target/tmp/TARGET.txt`. The one that took longest stands beside it.

use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, Instant};

use proptest::strategy::{BoxedStrategy, Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use zeroloss::sim::fingerprint::Fingerprint;

/// Texts of one target unless `PROPTEST_CASES` says otherwise.
const CASES: u32 = 300;
/// The seed unless `PROPTEST_RNG_SEED` says otherwise.
const SEED: u64 = 0;
/// Attempts at a shorter text that breaks the property, too.
const SHRINKS_MAX: u32 = 4_000;

/// A way of making texts, and what is so of each of them.
pub struct Target {
    /// What it is called, by `cargo xtask fuzz` and in the names of files.
    pub name: &'static str,
    /// Makes texts.
    pub texts: fn() -> BoxedStrategy<String>,
    /// Panics if something is wrong with the answer to a text.
    pub property: fn(&str),
}

/// Tries a target.
pub fn fuzz(target: &Target) {
    let mut runner = TestRunner::new(config());
    let watch = RefCell::new(Watch::new(target.name));
    let result = runner.run(&(target.texts)(), |text| {
        let begun = watch.borrow().begin(&text);
        let broken = wrong_with(target, &text);
        watch.borrow_mut().end(&text, begun);
        broken.map_or(Ok(()), |reason| Err(TestCaseError::fail(reason)))
    });
    watch.borrow().close();
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, text)) => {
            let file = keep(target.name, &text);
            panic!("{}: {reason}\n{text}\nkept as {}", target.name, file.display());
        }
        Err(TestError::Abort(reason)) => panic!("{}: {reason}", target.name),
    }
}

/// The first texts of a target.
pub fn samples(target: &Target, count: usize) -> Vec<String> {
    let mut runner = TestRunner::new(config());
    let texts = (target.texts)();
    let mut next = || texts.new_tree(&mut runner).expect("a text can always be made").current();
    (0..count).map(|_| next()).collect()
}

/// Tries again what was found before. Every file there belongs to one of these targets, but for
/// those of the page where that is left out.
pub fn replay(targets: &[Target]) {
    // A checkout in which nothing was ever found has no such folder.
    let Ok(folder) = fs::read_dir(found()) else { return };
    for entry in folder {
        let path = entry.expect("a folder of the repository can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let target = name.split_once('-').map_or("", |(target, _)| target);
        let Some(target) = targets.iter().find(|known| known.name == target) else {
            // Without the page, its targets are unknown.
            let are_all_known = cfg!(feature = "ui-test");
            assert!(!are_all_known, "{name} begins with the name of no target");
            continue;
        };
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Some(reason) = wrong_with(target, &text) {
            panic!("{}: {reason}\n{text}", path.display());
        }
    }
}

fn config() -> Config {
    let mut config = Config {
        failure_persistence: None,
        max_shrink_iters: SHRINKS_MAX,
        // It reads the variables.
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    config
}

/// Where texts are kept.
fn found() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found")
}

fn keep(target: &str, text: &str) -> PathBuf {
    let file = found().join(format!("{target}-{:016x}.txt", Fingerprint::of(&text)));
    let written = fs::create_dir_all(found()).and_then(|()| fs::write(&file, text));
    if let Err(error) = written {
        eprintln!("{} cannot be written: {error}", file.display());
    }
    file
}

thread_local! {
    /// What a panic said in the text that this thread tries; nothing while it tries none.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What is wrong with the answer to a text, and where in the source that was noticed.
fn wrong_with(target: &Target, text: &str) -> Option<String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // Thousands of attempts at a shorter text would print the same message.
            let is_tried = SAID.with_borrow_mut(|said| {
                said.as_mut().map(|said| *said = info.to_string()).is_some()
            });
            if !is_tried {
                usual(info);
            }
        }));
    });
    SAID.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(|| (target.property)(text)));
    let said = SAID.take().unwrap_or_default();
    result.err().map(|_| said)
}

/// Notes what is being tried, and what took longest.
struct Watch {
    trying: PathBuf,
    slowest: PathBuf,
    longest: Duration,
}

impl Watch {
    fn new(target: &str) -> Self {
        let file = |name: String| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let (trying, slowest) =
            (file(format!("{target}.txt")), file(format!("{target}-slowest.txt")));
        Self { trying, slowest, longest: Duration::ZERO }
    }

    fn begin(&self, text: &str) -> Instant {
        // It only helps to find what hangs; no property depends on it.
        let _ = fs::write(&self.trying, text);
        Instant::now()
    }

    fn end(&mut self, text: &str, begun: Instant) {
        let time = begun.elapsed();
        if time > self.longest {
            self.longest = time;
            let _ = fs::write(&self.slowest, text);
        }
    }

    /// Says how long the slowest one took, to whoever looks at the output.
    fn close(&self) {
        let _ = fs::remove_file(&self.trying);
        println!("slowest {} ms", self.longest.as_millis());
    }
}
