//! One chromedriver, for one browser.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long chromedriver may take to say its port. It needs a tenth of a second on a quiet machine.
const START_MAX: Duration = Duration::from_secs(30);

/// A running chromedriver; ended, by its own process id, when dropped.
#[derive(Debug)]
pub struct Driver {
    /// None when `WEBDRIVER_URL` names a driver that is not ours to end.
    process: Option<Child>,
    url: String,
}

impl Driver {
    /// Uses the driver at `WEBDRIVER_URL`, else starts one on a port that the system picks.
    pub fn start() -> Result<Self, String> {
        if let Ok(url) = env::var("WEBDRIVER_URL") {
            return Ok(Self { process: None, url });
        }
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start `{program}`: {error}; set CHROMEDRIVER"))?;
        let output = process.stdout.take().expect("standard output was asked for");
        // From here on a failure ends the process, too.
        let mut driver = Self { process: Some(process), url: String::new() };
        let port = announced_port(output)
            .ok_or_else(|| format!("`{program}` did not say within {START_MAX:?} that it runs"))?;
        driver.url = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // It fails only for a process that has ended already.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Waits for the line that ends with "started successfully on port 41234." and keeps on reading,
/// because a driver that writes into a closed pipe dies.
fn announced_port(output: impl Read + Send + 'static) -> Option<u16> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let Some((_, port)) = line.split_once("started successfully on port ") else {
                continue;
            };
            // The receiver is gone once the first port was taken.
            let _ = sender.send(port.trim_end_matches('.').parse().ok());
        }
    });
    receiver.recv_timeout(START_MAX).ok().flatten()
}
