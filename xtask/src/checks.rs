//! `cargo xtask test`: every check of the repository, one suite after the other. Stops at the
//! first step that fails and names it; the counts of tests are the lines of `cargo test` itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{self, Browser};
use crate::command::Suite;
use crate::page;
use crate::shell::{self, cargo, run};
use crate::tools::{self, Toolbox, WASM_TARGET};

/// Cargo's arguments for the page: what Trunk compiles.
const PAGE: [&str; 5] = ["--no-default-features", "--features", "ui", "--target", WASM_TARGET];

/// The same for the program of the page's workers.
const SEARCH: [&str; 5] =
    ["--no-default-features", "--features", "search", "--target", WASM_TARGET];

/// The tests of the page that need no browser.
const UI_TESTS: [&str; 8] =
    ["--test", "address", "--test", "editor", "--test", "search", "--test", "ui"];

/// Every link must lead somewhere. To private items, too: the documentation is read by those who
/// change the code, and is built with its private parts.
const RUSTDOC_FLAGS: &str = "-D warnings -A rustdoc::private_intra_doc_links";

/// Runs the suites in the order given.
pub fn run_suites(suites: &[Suite]) -> Result<(), String> {
    for suite in suites {
        match suite {
            Suite::Lint => lint(),
            Suite::Core => core(),
            Suite::Wasm => wasm(),
            Suite::Browser => in_browser(),
        }
        .map_err(|error| {
            format!("{error} This was part of `cargo xtask test {}`.", suite.name())
        })?;
    }
    let names: Vec<&str> = suites.iter().copied().map(Suite::name).collect();
    println!("\nPassed: {}.", names.join(", "));
    Ok(())
}

fn lint() -> Result<(), String> {
    tools::ensure_components()?;
    tools::ensure_wasm_target()?;
    step("formatting", &mut cargo(["fmt", "--all", "--check"]))?;

    let mut clippy = cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    step("lints", &mut clippy)?;
    let mut clippy = cargo(["clippy", "--lib", "--bin", "zeroloss-web", "--test", "wasm"]);
    step("lints of the page", clippy.args(PAGE).args(["--", "-D", "warnings"]))?;
    let mut clippy = cargo(["clippy", "--bin", "zeroloss-search"]);
    step("lints of the search", clippy.args(SEARCH).args(["--", "-D", "warnings"]))?;
    if has_ui_tests() {
        let mut clippy = cargo(["clippy", "--features", "ui-test"]);
        let clippy = clippy.args(UI_TESTS).args(["--", "-D", "warnings"]);
        step("lints of the page's native tests", clippy)?;
    }

    let mut doc = cargo(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    step("documentation", doc.env("RUSTDOCFLAGS", RUSTDOC_FLAGS))?;
    let mut doc = cargo(["doc", "--lib", "--no-deps", "--document-private-items"]);
    step("documentation of the page", doc.args(PAGE).env("RUSTDOCFLAGS", RUSTDOC_FLAGS))?;

    core_needs_no_page()
}

fn core() -> Result<(), String> {
    step("native tests", &mut cargo(["test"]))?;
    step("tests of xtask", &mut cargo(["test", "--package", "xtask"]))?;
    if has_ui_tests() {
        let mut test = cargo(["test", "--features", "ui-test"]);
        step("native tests of the page", test.args(UI_TESTS))?;
    }
    Ok(())
}

fn wasm() -> Result<(), String> {
    let test = cargo(["test", "--no-default-features", "--test", "wasm"]);
    step("tests in the browser's WebAssembly", &mut in_wasm(test)?)
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
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.wasm_test_runner());
    command.env("CHROMEDRIVER", &browser.driver);
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser)?);
    // In seconds. The runner's own 20 and 5 are too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    Ok(command)
}

fn in_browser() -> Result<(), String> {
    let tools = tools::ensure()?;
    let browser = browser::ensure()?;
    let site = built_site(&tools)?;
    let mut test = cargo(["test", "--package", "browser-tests"]);
    on_site(&mut test, &site, &browser);
    step("tests of the page in a browser", &mut test)
}

/// The folder of the page, built as it is published.
fn built_site(tools: &Toolbox) -> Result<PathBuf, String> {
    let site = shell::scratch().join("site");
    announce("the page, as it is published");
    page::build(tools, &site)?;
    Ok(site)
}

/// Tells a program of `browser-tests` where the page and the browser are.
fn on_site(command: &mut Command, site: &Path, browser: &Browser) {
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

fn has_ui_tests() -> bool {
    shell::root().join("tests").join("ui.rs").is_file()
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
