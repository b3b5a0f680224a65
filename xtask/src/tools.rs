//! The tools of the build: their versions, pinned here and nowhere else, and their installation
//! into a cache of the person, `${XDG_CACHE_HOME:-~/.cache}/zeroloss-lab/NAME-VERSION/`.
//!
//! A tool that is in the cache or, in the same version, on the path is used as it is. An install
//! goes to `NAME-VERSION.partial` and takes its final name only after the program has printed its
//! version, so an interrupted one is taken up again and a broken one is never used.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, cargo, run};
use crate::{node, page};

/// What Rust compiles the page for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The newest Trunk that Rust 1.95 can build.
const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    source: Source::Cargo { package: "trunk", flags: &["--locked"] },
};

/// Must equal the `wasm-bindgen` of Cargo.lock, else its output does not fit the compiled page.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: "0.2.130",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    // Not `--locked`: the lock file of this release names a webpki-roots that was withdrawn.
    source: Source::Cargo { package: "wasm-bindgen-cli", flags: &[] },
};

/// Carries `wasm-opt`. Debian's own (108) cannot read what Rust 1.95 writes.
const BINARYEN: Tool = Tool {
    name: "binaryen",
    version: "132",
    programs: &["wasm-opt"],
    source: Source::Npm { lock: "xtask/npm" },
};

/// A program that is installed per user, in one exact version.
struct Tool {
    name: &'static str,
    /// As the programs print it, as a word of its own.
    version: &'static str,
    programs: &'static [&'static str],
    source: Source,
}

/// Where a tool comes from.
enum Source {
    /// `cargo install`, or `cargo binstall` where the person has it.
    Cargo { package: &'static str, flags: &'static [&'static str] },
    /// `npm ci`: a program that runs on Node.js, pinned by the lock file in this folder.
    Npm { lock: &'static str },
}

/// The folders to put before the path so that Trunk finds every tool.
#[derive(Debug)]
pub struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Lets the command, and what it starts, find the tools.
    pub fn equip(&self, command: &mut Command) -> Result<(), String> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        let path = env::join_paths(folders)
            .map_err(|error| format!("The cache of the tools cannot be on the path: {error}."))?;
        command.env("PATH", path);
        Ok(())
    }
}

/// Makes sure that the page can be built: Node.js, the target, Trunk, wasm-bindgen, wasm-opt. What
/// cannot be installed here is looked for first, because the rest compiles for minutes.
pub fn ensure() -> Result<Toolbox, String> {
    page::check_pins(WASM_BINDGEN.version, BINARYEN.version)?;
    node::check()?;
    ensure_wasm_target()?;
    let mut folders = Vec::new();
    for tool in [&TRUNK, &WASM_BINDGEN, &BINARYEN] {
        folders.extend(tool.ensure()?);
    }
    Ok(Toolbox { folders })
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there: rustup's minimal profile has neither.
pub fn ensure_components() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if shell::read(&mut cargo([subcommand, "--version"])).is_none() {
            let problem = format!("`cargo {subcommand}` is missing");
            rustup(&["component", "add", component], &problem)?;
        }
    }
    Ok(())
}

/// Makes sure that Rust can compile for the browser.
pub fn ensure_wasm_target() -> Result<(), String> {
    let mut ask = Command::new("rustc");
    ask.current_dir(shell::root()).args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let installed = shell::read(&mut ask).is_some_and(|folder| Path::new(folder.trim()).is_dir());
    if installed {
        return Ok(());
    }
    rustup(&["target", "add", WASM_TARGET], &format!("Rust's target {WASM_TARGET} is missing"))
}

fn rustup(arguments: &[&str], problem: &str) -> Result<(), String> {
    let by_hand = format!("{problem}. Install it with `rustup {}`.", arguments.join(" "));
    if shell::find_on_path(&["rustup"]).is_none() {
        return Err(format!("{by_hand} There is no rustup on the path: see https://rustup.rs."));
    }
    println!("{problem}; installing it.");
    run(Command::new("rustup").current_dir(shell::root()).args(arguments))
        .map_err(|error| format!("{error} {by_hand}"))
}

impl Tool {
    /// The folder to add to the path, or none where the tool is on the path already.
    fn ensure(&self) -> Result<Option<PathBuf>, String> {
        let home = cache()?.join(format!("{}-{}", self.name, self.version));
        if self.works_in(&self.folder_of_programs(&home)) {
            return Ok(Some(self.folder_of_programs(&home)));
        }
        if self.works_on_path() {
            return Ok(None);
        }
        let _lock = lock(&cache()?)?;
        // Another `cargo xtask` may have finished the install while this one waited.
        if !self.works_in(&self.folder_of_programs(&home)) {
            self.install(&home)?;
        }
        Ok(Some(self.folder_of_programs(&home)))
    }

    fn folder_of_programs(&self, home: &Path) -> PathBuf {
        match self.source {
            Source::Cargo { .. } => home.join("bin"),
            Source::Npm { .. } => home.join("node_modules").join(".bin"),
        }
    }

    fn works_in(&self, folder: &Path) -> bool {
        self.programs.iter().all(|name| self.is_version(&program_in(folder, name)))
    }

    fn works_on_path(&self) -> bool {
        let on_path = |name: &&str| shell::find_on_path(&[*name]);
        self.programs.iter().all(|name| on_path(name).is_some_and(|file| self.is_version(&file)))
    }

    fn is_version(&self, program: &Path) -> bool {
        shell::read(Command::new(program).arg("--version"))
            .is_some_and(|shown| shown.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, home: &Path) -> Result<(), String> {
        let partial = home.with_file_name(format!("{}-{}.partial", self.name, self.version));
        fs::create_dir_all(&partial).map_err(|error| cannot("create", &partial, &error))?;
        println!("Installing {} {} into {}.", self.name, self.version, home.display());
        match self.source {
            Source::Cargo { package, flags } => self.install_crate(package, flags, &partial),
            Source::Npm { lock } => install_from_npm(lock, &partial),
        }?;
        if !self.works_in(&self.folder_of_programs(&partial)) {
            return Err(format!(
                "{} was installed but does not say that it is version {}. Delete {} and try again.",
                self.name,
                self.version,
                partial.display()
            ));
        }
        if home.exists() {
            fs::remove_dir_all(home).map_err(|error| cannot("replace", home, &error))?;
        }
        fs::rename(&partial, home).map_err(|error| cannot("name", home, &error))
    }

    fn install_crate(&self, package: &str, flags: &[&str], partial: &Path) -> Result<(), String> {
        let exact = format!("{package}@{}", self.version);
        if shell::find_on_path(&["cargo-binstall"]).is_some() {
            let mut fetch = cargo(["binstall", "--no-confirm", "--disable-strategies", "compile"]);
            fetch.current_dir(partial).arg("--root").arg(partial).arg(&exact);
            if run(&mut fetch).is_ok() && self.works_in(&self.folder_of_programs(partial)) {
                return Ok(());
            }
            println!("cargo binstall has no {exact} for this machine; building it from source.");
        }
        println!("This compiles for some minutes, once.");
        let target = partial.join("target");
        // Away from the repository, so that its .cargo/config.toml has no say; and compiled for
        // a quick build, because each tool runs for seconds.
        let mut build = cargo(["install", "--root"]);
        build.current_dir(partial).arg(partial).arg(&exact).args(flags);
        build.env("CARGO_TARGET_DIR", &target).env_remove("CARGO_BUILD_TARGET");
        build.env("CARGO_PROFILE_RELEASE_LTO", "off");
        build.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        build.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        run(&mut build)?;
        // Absent when an interrupted run had already installed the crate: then nothing is lost.
        let _ = fs::remove_dir_all(target);
        Ok(())
    }
}

fn install_from_npm(lock: &str, partial: &Path) -> Result<(), String> {
    for name in ["package.json", "package-lock.json"] {
        fs::copy(shell::root().join(lock).join(name), partial.join(name))
            .map_err(|error| cannot("write", &partial.join(name), &error))?;
    }
    node::install(partial)
}

fn program_in(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    let script = folder.join(format!("{name}.cmd"));
    if cfg!(windows) && !plain.is_file() { script } else { plain }
}

/// The cache of this project in the person's home.
pub fn cache() -> Result<PathBuf, String> {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .ok_or("Neither HOME nor XDG_CACHE_HOME is set: there is no place for the tools.")?;
    Ok(base.join("zeroloss-lab"))
}

/// Held while a tool is installed: two builds side by side must not install into one folder.
fn lock(cache: &Path) -> Result<File, String> {
    fs::create_dir_all(cache).map_err(|error| cannot("create", cache, &error))?;
    let path = cache.join("lock");
    let file = File::create(&path).map_err(|error| cannot("create", &path, &error))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            println!("Another `cargo xtask` is installing tools; waiting for it.");
        }
        Err(TryLockError::Error(error)) => return Err(cannot("lock", &path, &error)),
    }
    file.lock().map_err(|error| cannot("lock", &path, &error))?;
    Ok(file)
}

fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Cannot {verb} {}: {error}.", path.display())
}
