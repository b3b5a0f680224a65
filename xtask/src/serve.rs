//! `cargo xtask serve`: the page, built, served, and built again at every change, by Trunk.
//!
//! Trunk takes the place of this process, so that whoever ends this one by its id ends the server.
//! But Trunk says that it listens before it does, and also when the build has failed. So a second
//! process, [`announce`], asks the server for the page, says where it is once it is there, and ends
//! with the server.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use std::{env, process};

use crate::command::{Mode, Watch};
use crate::shell;
use crate::{page, tools};

/// How many ports above the usual one are tried.
const PORTS_TRIED: u16 = 100;

/// Runs until it is interrupted.
pub fn serve(port: Option<u16>, mode: Mode) -> Result<(), String> {
    let port = match port {
        Some(port) => named_port(port)?,
        None => usual_port(default_port()?)?,
    };
    let tools = tools::ensure()?;
    let watch = Watch { server: process::id(), port };
    let folder = folder(port);
    // What an earlier server left there would be served where the build fails.
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("Cannot empty {}: {error}.", folder.display()))?;
    }
    let mut trunk = page::trunk(&tools, "serve", &folder, mode)?;
    // Without what it says of addresses, and without asking the network for their names.
    trunk.args(["--log", "error,trunk=info,trunk::serve=warn", "--disable-address-lookup"]);
    trunk.args(["--port", &port.to_string()]);
    serve_until_stopped(&mut trunk, watch)
}

/// Not `dist/`: a debug build must never be taken for the site. And one for each port: two servers
/// of one clone would take each other's files away.
fn folder(port: u16) -> PathBuf {
    shell::scratch().join(format!("serve-{port}"))
}

fn address(port: u16) -> String {
    format!("http://localhost:{port}/")
}

#[cfg(unix)]
fn serve_until_stopped(trunk: &mut Command, watch: Watch) -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;
    start_announcer(watch)?;
    Err(format!("Cannot start Trunk: {}.", trunk.exec()))
}

#[cfg(not(unix))]
fn serve_until_stopped(trunk: &mut Command, watch: Watch) -> Result<(), String> {
    let mut announcer = start_announcer(watch)?;
    let ended = shell::run(trunk);
    let _ = announcer.kill();
    ended
}

fn start_announcer(watch: Watch) -> Result<process::Child, String> {
    let program = env::current_exe().map_err(|error| format!("Cannot find xtask: {error}."))?;
    let mut announcer = Command::new(program);
    announcer.args(watch.words()).stdin(Stdio::null());
    announcer.spawn().map_err(|error| format!("Cannot start xtask again: {error}."))
}

/// Says once where the page is, as soon as the server gives it, or that the first build failed.
/// Ends with the server, and not before: a process that nobody waits for would stay in the list.
pub fn announce(watch: Watch) {
    const PAUSE: Duration = Duration::from_millis(200);
    let (mut page_was_there, mut failure_was_said) = (false, false);
    while is_child_of(watch.server) {
        thread::sleep(PAUSE);
        if page_was_there {
            continue;
        }
        match look(watch.port, &folder(watch.port)) {
            Answer::Nothing => {}
            Answer::NoPage if failure_was_said => {}
            Answer::NoPage => {
                failure_was_said = true;
                println!(
                    "\nThe build failed, as said above, and nothing is served yet. It is built \
                     again at every change of a file; the page will be at {}.",
                    address(watch.port)
                );
            }
            Answer::Page => {
                page_was_there = true;
                println!("\nThe page is at {}. Ctrl-C ends the server.", address(watch.port));
            }
        }
    }
}

#[cfg(unix)]
fn is_child_of(server: u32) -> bool {
    std::os::unix::process::parent_id() == server
}

/// Elsewhere this process is ended by the one that started it.
#[cfg(not(unix))]
fn is_child_of(_server: u32) -> bool {
    true
}

/// What the server says when it is asked for the page.
#[derive(PartialEq, Eq, Debug)]
enum Answer {
    /// There is no server yet, or it is not ours.
    Nothing,
    /// It runs and has nothing to serve.
    NoPage,
    /// It serves what was built here.
    Page,
}

fn look(port: u16, folder: &Path) -> Answer {
    let Some(reply) = ask(port) else {
        return Answer::Nothing;
    };
    let files = shell::files(folder, &|_| false).unwrap_or_default();
    let program = files.iter().find(|name| is_program(name));
    let status = reply.lines().next().unwrap_or_default();
    match program {
        Some(program) if status.contains(" 200 ") && reply.contains(program) => Answer::Page,
        None if status.contains(" 404 ") => Answer::NoPage,
        _ => Answer::Nothing,
    }
}

/// Whether the file is what the page loads first, whose name has the hash of its content.
fn is_program(name: &str) -> bool {
    name.strip_prefix("zeroloss-web").is_some_and(|rest| rest.strip_suffix(".js").is_some())
}

/// The whole answer to a request for the page, headers and all.
pub fn ask(port: u16) -> Option<String> {
    const WAIT: Duration = Duration::from_secs(5);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, WAIT).ok()?;
    stream.set_read_timeout(Some(WAIT)).ok()?;
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).ok()?;
    Some(String::from_utf8_lossy(&reply).into_owned())
}

/// The port of Trunk.toml, which plain Trunk takes, too.
pub fn default_port() -> Result<u16, String> {
    let text = shell::text(&shell::root().join("Trunk.toml"))?;
    let number = text.lines().find_map(|line| line.strip_prefix("port = "));
    number.and_then(|number| number.trim().parse().ok()).ok_or_else(|| {
        "Trunk.toml must say `port = N`, the port at which the page is served.".to_owned()
    })
}

/// The usual port, or the next one above it that is free.
fn usual_port(usual: u16) -> Result<u16, String> {
    let port = next_free(usual)?;
    if port != usual {
        println!("Port {usual} is taken; taking {port}.");
    }
    Ok(port)
}

/// The port that a person named, or any free one for 0. A taken one is refused: whoever names a
/// port relies on it.
fn named_port(port: u16) -> Result<u16, String> {
    if port == 0 {
        let any = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|any| any.local_addr());
        return any.map(|any| any.port()).map_err(|error| format!("No port is free: {error}."));
    }
    let Some(reason) = obstacle(port) else {
        return Ok(port);
    };
    let other = next_free(default_port()?.max(port))?;
    Err(format!("Port {port} {reason}. A free one is {other}: `cargo xtask serve --port {other}`."))
}

fn next_free(from: u16) -> Result<u16, String> {
    let last = from.saturating_add(PORTS_TRIED);
    (from..=last).find(|port| obstacle(*port).is_none()).ok_or_else(|| {
        format!("None of the ports {from} to {last} is free. Name another: `--port N`.")
    })
}

/// Why one cannot listen at the port, on one of the two addresses that Trunk takes.
fn obstacle(port: u16) -> Option<&'static str> {
    let addresses: [SocketAddr; 2] =
        [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()];
    addresses.iter().find_map(|address| {
        // On some systems one can bind a loopback address where another program has bound all.
        if TcpStream::connect_timeout(address, Duration::from_secs(1)).is_ok() {
            return Some("is taken");
        }
        match TcpListener::bind(address).err()?.kind() {
            ErrorKind::AddrInUse => Some("is taken"),
            ErrorKind::PermissionDenied => Some("may not be used by this user"),
            // A machine without one kind of address: Trunk will do without it, or say so.
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_seen_and_the_next_is_taken_or_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        assert_eq!(obstacle(port), Some("is taken"));
        assert!(usual_port(port).expect("one of the next hundred is free") > port);
        let refused = named_port(port).expect_err("it is taken");
        assert!(refused.starts_with(&format!("Port {port} is taken. A free one is ")), "{refused}");
        let any = named_port(0).expect("some port is free");
        assert_eq!(obstacle(any), None);
    }

    #[test]
    fn the_usual_port_is_that_of_trunk() {
        assert_eq!(default_port(), Ok(8080));
    }

    /// A server that gives each caller the same answer.
    fn serving(reply: &'static str) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = listener.local_addr().expect("it is bound").port();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(reply.as_bytes());
            }
        });
        port
    }

    #[test]
    fn the_page_is_there_only_when_the_server_gives_what_was_built() {
        let folder = env::temp_dir().join(format!("zeroloss-serve-{}", process::id()));
        let check = |reply, file: Option<&str>, expected| {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("temporary files can be written");
            if let Some(file) = file {
                fs::write(folder.join(file), "").expect("temporary files can be written");
            }
            assert_eq!(look(serving(reply), &folder), expected, "{reply}");
        };
        let page = "HTTP/1.1 200 OK\r\n\r\n<script>import './zeroloss-web-1a2b.js'</script>";
        let nothing = "HTTP/1.1 404 Not Found\r\n\r\n";
        check(page, Some("zeroloss-web-1a2b.js"), Answer::Page);
        check(nothing, None, Answer::NoPage);
        // Another server, or ours between two builds.
        check(page, None, Answer::Nothing);
        check(page, Some("zeroloss-web-ffff.js"), Answer::Nothing);
        check(nothing, Some("zeroloss-web-1a2b.js"), Answer::Nothing);
        let nobody = named_port(0).expect("some port is free");
        assert_eq!(look(nobody, &folder), Answer::Nothing);
        let _ = fs::remove_dir_all(&folder);
    }
}
