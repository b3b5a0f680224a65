//! `cargo xtask test`: every check of the repository, one suite after the other. Stops at the
//! first step that fails and names it; the counts of tests are the lines of `cargo test` itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{self, Browser};
use crate::command::Suite;
use crate::inventory::{self, Inventory};
use crate::shell::{self, cargo, run};
use crate::start::{self, Done};
use crate::tools::{self, Toolbox, WASM_TARGET};
use crate::{columns, exports, fuzz, locks, node, notices, page};

/// Cargo's arguments for the page: what Trunk compiles.
const PAGE: [&str; 5] = ["--no-default-features", "--features", "ui", "--target", WASM_TARGET];

/// The same for the program of the page's workers.
const SEARCH: [&str; 5] =
    ["--no-default-features", "--features", "search", "--target", WASM_TARGET];

/// Every link must lead somewhere. To private items, too: the documentation is read by those who
/// change the code, and is built with its private parts.
const RUSTDOC_FLAGS: &str = "-D warnings -A rustdoc::private_intra_doc_links";

/// Runs the suites in the order given.
pub fn run_suites(suites: &[Suite]) -> Result<(), String> {
    prepare(suites)?;
    let (mut passed, mut left_out) = (Vec::new(), Vec::new());
    for suite in suites {
        let done = match suite {
            Suite::Lint => lint(),
            Suite::Core => core(),
            Suite::Exports => in_parsers(),
            Suite::Wasm => wasm(),
            Suite::Browser => in_browser(),
            Suite::Start => from_nothing(),
        };
        let done = done.map_err(|error| {
            format!("{error} This was part of `cargo xtask test {}`.", suite.name())
        })?;
        if done == Done::Passed { &mut passed } else { &mut left_out }.push(suite.name());
    }
    if !left_out.is_empty() {
        println!("\nNot run, for want of a network: {}.", left_out.join(", "));
    }
    if passed.is_empty() {
        return Err("No suite could be run.".to_owned());
    }
    println!("\nPassed: {}.", passed.join(", "));
    Ok(())
}

/// `cargo xtask tools`: everything that any command needs.
pub fn install_all() -> Result<(), String> {
    prepare(&Suite::ALL)?;
    tools::ensure()?;
    println!("All tools are in place. Browser: {}.", browser::ensure()?.version);
    Ok(())
}

/// Makes sure of what the suites need and what is not compiled here, so that whatever a person must
/// install is said before the first step, and not after the longest.
fn prepare(suites: &[Suite]) -> Result<(), String> {
    for suite in suites {
        match suite {
            Suite::Lint => tools::ensure_components()?,
            Suite::Core => {}
            Suite::Exports => node::check().and_then(|()| exports::ensure_plantuml())?,
            Suite::Wasm | Suite::Browser | Suite::Start => {
                node::check()?;
                browser::ensure()?;
            }
        }
    }
    Ok(())
}

fn lint() -> Result<Done, String> {
    tools::ensure_wasm_target()?;
    step("formatting", &mut cargo(["fmt", "--all", "--check"]))?;
    announce("every test is in a suite");
    let tests = inventory::read()?;
    announce("comments have a hundred columns at most");
    columns::check()?;
    announce("lock files name no registry");
    locks::check()?;

    let mut clippy = cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    step("lints", &mut clippy)?;
    let mut clippy = cargo(["clippy", "--all-targets", "--features", "png"]);
    step("lints with pictures in pixels", clippy.args(["--", "-D", "warnings"]))?;
    let mut clippy = cargo(["clippy", "--lib", "--bin", "zeroloss-web"]);
    clippy.args(named(&tests.wasm)).args(PAGE);
    step("lints of the page", clippy.args(["--", "-D", "warnings"]))?;
    let mut clippy = cargo(["clippy", "--bin", "zeroloss-search"]);
    step("lints of the search", clippy.args(SEARCH).args(["--", "-D", "warnings"]))?;
    let mut clippy = on_page("clippy", &tests);
    step("lints of the page's native tests", clippy.args(["--", "-D", "warnings"]))?;

    let mut doc = cargo(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    step("documentation", doc.env("RUSTDOCFLAGS", RUSTDOC_FLAGS))?;
    let mut doc = cargo(["doc", "--lib", "--no-deps", "--document-private-items"]);
    step("documentation of the page", doc.args(PAGE).env("RUSTDOCFLAGS", RUSTDOC_FLAGS))?;

    core_needs_no_page()?;
    announce("the notices are those of what the page is built from");
    notices::check().map(|()| Done::Passed)
}

fn core() -> Result<Done, String> {
    let tests = inventory::read()?;
    step("native tests", &mut cargo(["test"]))?;
    let mut test = cargo(["test", "--features", "png", "--bin", "zeroloss", "--test", "command"]);
    step("tests with pictures in pixels", &mut test)?;
    step("tests of xtask", &mut cargo(["test", "--package", "xtask"]))?;
    step("native tests of the page", &mut on_page("test", &tests))?;
    announce("made-up texts");
    fuzz::fuzz(&fuzz::Order::of_ci())?;
    Ok(Done::Passed)
}

/// A Cargo command for the tests of the page that need no browser.
fn on_page(subcommand: &str, tests: &Inventory) -> Command {
    let mut command = cargo([subcommand, "--features", "ui-test"]);
    command.args(named(&tests.page));
    command
}

/// Cargo's arguments for exactly these tests.
fn named(tests: &[String]) -> impl Iterator<Item = &str> {
    tests.iter().flat_map(|name| ["--test", name])
}

fn in_parsers() -> Result<Done, String> {
    announce("what is exported, read by Mermaid and PlantUML");
    exports::check().map(|()| Done::Passed)
}

fn wasm() -> Result<Done, String> {
    let mut test = cargo(["test", "--no-default-features"]);
    test.args(named(&inventory::read()?.wasm));
    step("tests in the browser's WebAssembly", &mut in_wasm(test)?)?;
    Ok(Done::Passed)
}

fn from_nothing() -> Result<Done, String> {
    announce("the first commands of a person, from nothing");
    start::check()
}

/// `cargo xtask bench`: natively, and in the browser. Only prints; it judges nothing.
pub fn bench() -> Result<(), String> {
    step("benchmarks, native", &mut cargo(["bench", "--bench", "run"]))?;
    // As a test: the runner keeps `cargo bench` for benchmarks of another kind.
    let mut bench = cargo(["test", "--no-default-features", "--bench", "browser"]);
    bench.args(["--profile", "web"]);
    let mut bench = in_wasm(bench)?;
    bench.args(["--", "--nocapture"]);
    step("benchmarks, in the browser's WebAssembly", &mut bench)?;

    let (tools, browser) = (tools::ensure()?, browser::ensure()?);
    let site = built_site(&tools)?;
    let mut response =
        cargo(["run", "--release", "--package", "browser-tests", "--bin", "response"]);
    on_site(&mut response, &site, &browser);
    step("the page's searches, against native ones", &mut response)
}

/// Lets a Cargo command run what it builds inside the browser's WebAssembly.
fn in_wasm(mut command: Command) -> Result<Command, String> {
    let tools = tools::ensure()?;
    let browser = browser::ensure()?;
    command.args(["--target", WASM_TARGET]);
    // .cargo/config.toml names the runner, to be found there.
    tools.equip(&mut command)?;
    command.env("CHROMEDRIVER", &browser.driver);
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser)?);
    // In seconds. The runner's own 20 and 5 are too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    Ok(command)
}

fn in_browser() -> Result<Done, String> {
    let tools = tools::ensure()?;
    let browser = browser::ensure()?;
    let site = built_site(&tools)?;
    let mut test = cargo(["test", "--package", "browser-tests"]);
    on_site(&mut test, &site, &browser);
    step("tests of the page in a browser", &mut test)?;
    Ok(Done::Passed)
}

/// The folder of the page, built as it is published.
pub fn built_site(tools: &Toolbox) -> Result<PathBuf, String> {
    let site = shell::scratch().join("site");
    announce("the page, as it is published");
    page::build(tools, &site)?;
    Ok(site)
}

/// Tells a program of `browser-tests` where the page and the browser are.
pub fn on_site(command: &mut Command, site: &Path, browser: &Browser) {
    command.env("ZEROLOSS_SITE", site);
    command.env("CHROME", &browser.chrome).env("CHROMEDRIVER", &browser.driver);
}

/// `cargo test` and the program of the workers must compile no Yew: the compiler holds the walls.
fn core_needs_no_page() -> Result<(), String> {
    announce("the core and the search need no page");
    let mut test = cargo(["tree", "--prefix", "none", "--edges", "normal,build,dev"]);
    test.args(["--no-default-features", "--features", "cli"]);
    let mut search = cargo(["tree", "--prefix", "none", "--edges", "normal,build"]);
    search.args(SEARCH);
    for (what, mut tree) in [("`cargo test`", test), ("`zeroloss-search`", search)] {
        let packages = shell::read(&mut tree).ok_or("`cargo tree` failed.")?;
        if let Some(package) = packages.lines().find(|package| package.starts_with("yew")) {
            return Err(format!(
                "{what} would compile {package}. Find out why with `cargo tree --invert yew`; a \
                 dependency of the page belongs to the feature `ui`."
            ));
        }
    }
    Ok(())
}

fn step(name: &str, command: &mut Command) -> Result<(), String> {
    announce(name);
    run(command).map_err(|error| format!("The step \"{name}\" failed: {error}"))
}

fn announce(name: &str) {
    println!("\n== {name}");
}

/// The file of capabilities for the WebAssembly tests: `webdriver.json`, with the browser's own
/// path, so that CHROME is respected and driver and runner agree.
fn capabilities(browser: &Browser) -> Result<PathBuf, String> {
    let cannot = |error: std::io::Error| format!("Cannot prepare webdriver.json: {error}.");
    let flags = fs::read_to_string(shell::root().join("webdriver.json")).map_err(cannot)?;
    // The debug form of a string is close enough to JSON for a path.
    let opening = "\"goog:chromeOptions\": {";
    let chrome = format!("{opening}\n    \"binary\": {:?},", browser.chrome.display().to_string());
    let folder = shell::scratch();
    fs::create_dir_all(&folder).map_err(cannot)?;
    let file = folder.join("webdriver.json");
    fs::write(&file, flags.replacen(opening, &chrome, 1)).map_err(cannot)?;
    Ok(file)
}
