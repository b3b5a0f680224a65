//! A static host, as plain as the plainest one that may publish the page: files, their types,
//! nothing else. On the standard library, in a thread, on a port of 127.0.0.1 that the system
//! picks.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::weight::weight;

/// The longest head of a request that is read; a browser's is below 2 KB.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// Browsers open connections ahead of need: one that stays silent this long is let go.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// The built page on a web server of its own, which ends when this is dropped.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: Option<JoinHandle<()>>,
}

/// One request that a [`Site`] was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The name by which the browser called the server, with the port.
    pub host: String,
    /// From the first slash, without the query.
    pub path: String,
    /// What follows the question mark, or nothing.
    pub query: String,
}

#[derive(Debug)]
struct Shared {
    content: Mutex<Content>,
    requests: Mutex<Vec<Request>>,
    closing: AtomicBool,
}

/// What there is to serve.
#[derive(Debug)]
struct Content {
    folder: PathBuf,
    /// Each begins and ends with a slash; `/` is always one of them.
    mounts: Vec<String>,
    pages: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    missing: Vec<String>,
    mistaken: Vec<String>,
}

impl Site {
    /// Serves the folder that `ZEROLOSS_SITE` names, at the root of the host.
    pub fn from_env() -> Self {
        let Some(folder) = env::var_os("ZEROLOSS_SITE") else {
            panic!("ZEROLOSS_SITE must name the built page; `cargo xtask test browser` sets it");
        };
        Self::of(Path::new(&folder))
    }

    /// Serves this folder, at the root of the host.
    pub fn of(folder: &Path) -> Self {
        assert!(folder.is_dir(), "there is no folder {}; build the page first", folder.display());
        let content = Content {
            folder: folder.to_path_buf(),
            mounts: vec!["/".to_owned()],
            pages: Vec::new(),
            headers: Vec::new(),
            missing: Vec::new(),
            mistaken: Vec::new(),
        };
        let shared = Arc::new(Shared {
            content: Mutex::new(content),
            requests: Mutex::new(Vec::new()),
            closing: AtomicBool::new(false),
        });
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("127.0.0.1 has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let for_server = Arc::clone(&shared);
        let server = Some(thread::spawn(move || serve(&listener, &for_server)));
        Self { address, shared, server }
    }

    /// Serves the same folder under a sub-path as well, like `/courses/rocketmq/lab/`.
    #[must_use]
    pub fn under(self, sub_path: &str) -> Self {
        let fits = sub_path.starts_with('/') && sub_path.ends_with('/');
        assert!(fits, "a sub-path begins and ends with a slash, unlike {sub_path:?}");
        self.content().mounts.push(sub_path.to_owned());
        self
    }

    /// Serves a page with this body at this path: the page of a course that embeds ours.
    #[must_use]
    pub fn page(self, path: &str, body: &str) -> Self {
        // With an icon of its own, because a browser asks the host for one and complains if it
        // has none.
        let html = format!(
            "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>Course</title><link rel=icon href='data:,'><body>{body}"
        );
        self.content().pages.push((path.to_owned(), html));
        self
    }

    /// Sends this header with every answer.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.content().headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Answers "not found" for every path that ends so: a host that lost a file.
    #[must_use]
    pub fn without(self, path_ending: &str) -> Self {
        self.content().missing.push(path_ending.to_owned());
        self
    }

    /// Answers with the page itself, and "found", for every path that ends so: a host that does so
    /// for whatever it does not know.
    #[must_use]
    pub fn with_its_page_for(self, path_ending: &str) -> Self {
        self.content().mistaken.push(path_ending.to_owned());
        self
    }

    /// The address of a path, which begins with a slash and may carry a query and a hash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The same file by another name of this machine, which for the browser is another site.
    pub fn foreign_url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.address.port())
    }

    /// How many bytes the file at this path has on its way, compressed.
    pub fn weight_of(&self, path: &str) -> u64 {
        let name = if path == "/" { "index.html" } else { &path[1..] };
        let file = self.content().folder.join(name);
        weight(&file).unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        locked(&self.shared.requests).clone()
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        locked(&self.shared.content)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // The server waits for a connection: this one lets it see that it is over.
        let _ = TcpStream::connect(self.address);
        if let Some(server) = self.server.take() {
            let _ = server.join();
        }
    }
}

/// A test that failed elsewhere has not spoilt what is behind the lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A browser that breaks off a connection is no failure of the site.
            let _ = answer(stream, &shared);
        });
    }
}

fn answer(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE_MAX))?;
    let Some(head) = read_head(&mut stream)? else {
        return Ok(());
    };
    let Some((method, request)) = parse_head(&head) else {
        return Response::plain("400 Bad Request").write(&mut stream, "GET");
    };
    locked(&shared.requests).push(request.clone());
    let mut response = locked(&shared.content).find(&request);
    response.headers.extend(locked(&shared.content).headers.iter().cloned());
    response.write(&mut stream, &method)
}

/// Everything up to the empty line, or nothing if the browser only held the connection open.
fn read_head(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        if count == 0 || head.len() > HEAD_BYTES_MAX {
            return Ok(None);
        }
        head.extend_from_slice(&buffer[..count]);
    }
    Ok(Some(String::from_utf8_lossy(&head).into_owned()))
}

fn parse_head(head: &str) -> Option<(String, Request)> {
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let host = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map_or("", |(_, value)| value.trim());
    let request = Request { host: host.into(), path: path.into(), query: query.into() };
    Some((method.to_owned(), request))
}

impl Content {
    fn find(&self, request: &Request) -> Response {
        let path = decoded(&request.path);
        if let Some((_, html)) = self.pages.iter().find(|(page, _)| *page == path) {
            return Response::file("page.html", html.clone().into_bytes());
        }
        if self.missing.iter().any(|ending| path.ends_with(ending)) {
            return Response::plain("404 Not Found");
        }
        if self.mounts.contains(&format!("{path}/")) {
            let mut moved = Response::plain("301 Moved Permanently");
            let query = if request.query.is_empty() { "" } else { "?" };
            let target = format!("{}/{query}{}", request.path, request.query);
            moved.headers.push(("Location".to_owned(), target));
            return moved;
        }
        // The longest mount is the most exact one.
        let mounts = self.mounts.iter().filter_map(|mount| path.strip_prefix(mount.as_str()));
        let Some(inside) = mounts.min_by_key(|inside| inside.len()) else {
            return Response::plain("404 Not Found");
        };
        let is_mistaken = self.mistaken.iter().any(|ending| path.ends_with(ending));
        let name = if inside.is_empty() || is_mistaken { "index.html" } else { inside };
        if name.split(['/', '\\']).any(|part| part == "..") {
            return Response::plain("404 Not Found");
        }
        match fs::read(self.folder.join(name)) {
            Ok(body) => Response::file(name, body),
            Err(_) => Response::plain("404 Not Found"),
        }
    }
}

struct Response {
    status: &'static str,
    media_type: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    fn plain(status: &'static str) -> Self {
        let media_type = "text/plain; charset=utf-8";
        Self { status, media_type, headers: Vec::new(), body: status.as_bytes().to_vec() }
    }

    fn file(name: &str, body: Vec<u8>) -> Self {
        Self { status: "200 OK", media_type: media_type(name), headers: Vec::new(), body }
    }

    fn write(&self, stream: &mut TcpStream, method: &str) -> io::Result<()> {
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
            self.status,
            self.media_type,
            self.body.len()
        );
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

fn media_type(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// Percent-decoding; a percent sign that begins no code stands for itself.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = path.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(value) = code.filter(|_| byte == b'%') {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks for a path by hand, so that nothing between test and site repairs it.
    fn check(site: &Site, path: &str, expected: &str) {
        let mut stream = TcpStream::connect(site.address).expect("the site listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").expect("the site reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the site answers in text");
        assert!(answer.contains(expected), "{path} gave:\n{answer}");
    }

    #[test]
    fn files_are_served_at_the_root_and_under_every_sub_path_with_their_types() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = Site::of(here).under("/a/b/").header("X-Test", "yes").without("lib.rs");
        check(&site, "/Cargo.toml", "HTTP/1.1 200 OK");
        check(&site, "/a/b/Cargo.toml?x=1", "name = \"browser-tests\"");
        check(&site, "/a/b/Cargo%2Etoml", "name = \"browser-tests\"");
        check(&site, "/a/b?x=1", "Location: /a/b/?x=1");
        check(&site, "/a/Cargo.toml", "404 Not Found");
        check(&site, "/src/lib.rs", "404 Not Found");
        check(&site, "/", "404 Not Found");
        check(&site, "/../xtask/Cargo.toml", "404 Not Found");
        check(&site, "/%2e%2e/xtask/Cargo.toml", "404 Not Found");
        check(&site, "/none", "X-Test: yes");
        check(&site.page("/host.html", "<p>host"), "/host.html", "text/html");
    }

    #[test]
    fn requests_are_remembered_with_the_name_of_the_host() {
        let site = Site::of(Path::new(env!("CARGO_MANIFEST_DIR")));
        check(&site, "/none?lang=en", "404");
        let (host, path, query) = ("here".into(), "/none".into(), "lang=en".into());
        assert_eq!(site.requests(), [Request { host, path, query }]);
    }

    #[test]
    fn webassembly_is_sent_as_webassembly() {
        assert_eq!(media_type("a/b_bg.wasm"), "application/wasm");
        assert_eq!(media_type("x.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("x"), "application/octet-stream");
    }
}
