//! The suite `start`: what a person sees who has cloned the repository and has Rust and Node.js.
//!
//! The sources are copied to a folder whose name has a space, beside an empty home, and there the
//! commands of the README run: with no crate downloaded, with no network once everything is there,
//! with the usual port taken, with a mistake in the sources. Only the tools that are installed
//! already are lent to it, by the path: they take ten minutes to compile.

use std::env;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::serve;
use crate::shell::{self, cargo, run};
use crate::tools::{self, Toolbox};

/// Whether the suite ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    Passed,
    /// There was no network, and this is not CI.
    NotRun,
}

/// Runs the suite.
pub fn check() -> Result<Done, String> {
    let tools = tools::ensure()?;
    let place = shell::scratch().join("from nothing");
    let newcomer = Newcomer { tools, clone: place.join("a clone"), home: place.join("a home") };
    empty(&place)?;
    newcomer.copy_sources()?;
    // CI has a network. Elsewhere one may be at work without, and all else can be tested.
    if env::var_os("CI").is_none() {
        if run(&mut newcomer.cargo(&["fetch", "--quiet"])?).is_err() {
            println!("The crates cannot be downloaded, so the suite `start` is left out.");
            return Ok(Done::NotRun);
        }
        // The next command must fetch all that it needs itself.
        empty(&newcomer.home)?;
    }
    run(&mut newcomer.cargo(&["xtask", "dist"])?)?;
    newcomer.serve()?;
    newcomer.serve_with_a_mistake()?;
    newcomer.test_with_a_space()?;
    fs::remove_dir_all(&place)
        .map_err(|error| format!("Cannot remove {}: {error}.", place.display()))?;
    Ok(Done::Passed)
}

/// Somebody with a clone, an empty home, and the tools on the path.
struct Newcomer {
    tools: Toolbox,
    clone: PathBuf,
    home: PathBuf,
}

impl Newcomer {
    fn copy_sources(&self) -> Result<(), String> {
        for path in shell::sources()? {
            let to = self.clone.join(&path);
            let folder = to.parent().unwrap_or(Path::new(""));
            fs::create_dir_all(folder)
                .and_then(|()| fs::copy(shell::root().join(&path), &to))
                .map_err(|error| format!("Cannot copy {path}: {error}."))?;
        }
        Ok(())
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Command, String> {
        let mut command = cargo(arguments);
        command.current_dir(&self.clone).stdin(Stdio::null());
        // Rust itself is given, wherever it is.
        let rustup = env::var_os("RUSTUP_HOME").map(PathBuf::from);
        let rustup = rustup.or_else(|| Some(env::home_dir()?.join(".rustup")));
        command.envs(rustup.map(|folder| ("RUSTUP_HOME", folder)));
        for (name, folder) in [
            ("HOME", ""),
            ("USERPROFILE", ""),
            ("CARGO_HOME", ".cargo"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_CONFIG_HOME", ".config"),
            ("npm_config_cache", ".npm"),
        ] {
            command.env(name, self.home.join(folder));
        }
        command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
        self.tools.equip(&mut command)?;
        Ok(command)
    }

    /// `cargo xtask serve` where nothing can be downloaded: every request goes to a proxy that is
    /// not there.
    fn server(&self) -> Result<Server, String> {
        let mut command = self.cargo(&["xtask", "serve"])?;
        for name in ["CARGO_HTTP_PROXY", "http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env(name, "http://127.0.0.1:9");
        }
        command.env("npm_config_offline", "true").stdout(Stdio::piped());
        let process = command.spawn().map_err(|error| format!("Cannot start Cargo: {error}."))?;
        Server::of(process)
    }

    /// With the usual port taken, the next one is, and said; the page is said to be there when it
    /// is; and the server ends with the process that was started.
    fn serve(&self) -> Result<(), String> {
        let usual = serve::default_port()?;
        // If this fails, somebody else has taken it, which serves as well.
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, usual));
        let mut server = self.server()?;
        let said = server.read_until("The page is at http://localhost:")?;
        if !said.contains(&format!("Port {usual} is taken; taking ")) {
            return Err(format!("`serve` did not say that port {usual} was taken."));
        }
        let port = port_of(&said).ok_or("`serve` named no port.")?;
        if !serve::ask(port).is_some_and(|page| page.contains("zeroloss-web")) {
            return Err(format!("`serve` said that the page is at port {port}, but it is not."));
        }
        server.end()?;
        let deadline = Instant::now() + Duration::from_secs(10);
        while serve::ask(port).is_some() {
            if Instant::now() > deadline {
                return Err(format!("`serve` was ended, but port {port} still answers."));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Where the sources are wrong, nothing is said to be served until they are right.
    fn serve_with_a_mistake(&self) -> Result<(), String> {
        let file = self.clone.join("src").join("lib.rs");
        let right = shell::text(&file)?;
        let write = |text: &str| {
            fs::write(&file, text)
                .map_err(|error| format!("Cannot write {}: {error}.", file.display()))
        };
        write(&format!("{right}\nthis is a mistake\n"))?;
        let mut server = self.server()?;
        let said = server.read_until("The build failed")?;
        if said.contains("The page is at") {
            return Err("`serve` said that the page is there, but the build had failed.".to_owned());
        }
        write(&right)?;
        server.read_until("The page is at http://localhost:")?;
        server.end()
    }

    /// The tools in a cache whose path has a space: programs are named in variables and settings,
    /// some of which end at one.
    fn test_with_a_space(&self) -> Result<(), String> {
        let (tools, cache) = (tools::cache()?, self.home.join(".cache"));
        fs::create_dir_all(&cache)
            .and_then(|()| link(&tools, &cache.join("zeroloss-lab")))
            .map_err(|error| format!("Cannot link the tools into {}: {error}.", cache.display()))?;
        run(&mut self.cargo(&["xtask", "test", "wasm"])?)
    }
}

/// A running `cargo xtask serve`, ended when this is dropped.
struct Server {
    process: Child,
    /// What it says, line by line.
    said: Receiver<String>,
}

/// How long `serve` may say nothing: a whole build says something more often.
const SILENCE_MAX: Duration = Duration::from_mins(15);

impl Server {
    fn of(mut process: Child) -> Result<Self, String> {
        let output = process.stdout.take().ok_or("The output of `serve` is not there.")?;
        let (tell, said) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                println!("{line}");
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { process, said })
    }

    /// What it says up to and with the line that contains the part, which must come.
    fn read_until(&self, part: &str) -> Result<String, String> {
        let mut said = String::new();
        loop {
            let line = self.said.recv_timeout(SILENCE_MAX).map_err(|error| match error {
                RecvTimeoutError::Disconnected => {
                    format!("`serve` ended and never said \"{part}\".")
                }
                RecvTimeoutError::Timeout => {
                    format!("`serve` has been silent for long and never said \"{part}\".")
                }
            })?;
            said += &line;
            said.push('\n');
            if line.contains(part) {
                return Ok(said);
            }
        }
    }

    fn end(&mut self) -> Result<(), String> {
        self.process
            .kill()
            .and_then(|()| self.process.wait())
            .map_err(|error| format!("Cannot end `serve`: {error}."))?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// The number after the last `http://localhost:`.
fn port_of(said: &str) -> Option<u16> {
    said.rsplit_once("http://localhost:")?.1.split('/').next()?.parse().ok()
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(original, link)
}

/// Elsewhere a link needs rights of its own; the tools are found on the path instead.
#[cfg(not(unix))]
fn link(_original: &Path, _link: &Path) -> io::Result<()> {
    Ok(())
}

fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("Cannot empty {}: {error}.", folder.display()))?;
    }
    fs::create_dir_all(folder)
        .map_err(|error| format!("Cannot create {}: {error}.", folder.display()))
}
