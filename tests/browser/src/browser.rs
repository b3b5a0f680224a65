//! A browser that does one thing after the other and waits for each.

use std::cell::RefCell;
use std::fs;
use std::future::Future;
use std::path::Path;
use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::driver::Driver;
use crate::keys;
use crate::protocol::{self, Extension};
use crate::site::Site;

/// How long anything may take to appear on the page, on the slowest machine of a test run.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long the driver may take for one command. Starting a browser is the longest.
const COMMAND_MAX: Duration = Duration::from_mins(1);

/// A window of a headless Chromium, alone in a fresh profile. All methods block; what cannot be
/// done fails the test, at the line that asked for it.
#[derive(Debug)]
pub struct Browser {
    // The order matters: the session ends before the runtime, the driver last.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
    log: RefCell<Log>,
}

/// What the driver reported so far; it tells each entry only once.
#[derive(Debug, Default)]
struct Log {
    errors: Vec<String>,
    requested_urls: Vec<String>,
}

impl Browser {
    /// Starts a browser with a window of 1440 x 900.
    pub fn start() -> Self {
        let driver = Driver::start().unwrap_or_else(|error| panic!("{error}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("the system gives a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(protocol::capabilities());
        let client = match within(&runtime, COMMAND_MAX, builder.connect(driver.url())) {
            Some(Ok(client)) => client,
            Some(Err(error)) => panic!("the driver at {} starts no browser: {error}", driver.url()),
            None => panic!("no browser in {COMMAND_MAX:?} from the driver at {}", driver.url()),
        };
        let browser = Self { client, runtime, _driver: driver, log: RefCell::default() };
        browser.set_window(1440, 900);
        browser
    }

    /// Loads an address and waits for its `load` event.
    #[track_caller]
    pub fn open(&self, url: &str) {
        self.told(&format!("open {url}"), self.client.goto(url));
    }

    /// Loads the same address again.
    #[track_caller]
    pub fn reload(&self) {
        self.told("reload", self.client.refresh());
    }

    /// The Back button.
    #[track_caller]
    pub fn back(&self) {
        self.told("go back", self.client.back());
    }

    /// The address in the address bar.
    #[track_caller]
    pub fn url(&self) -> String {
        self.told("read the address", self.client.current_url()).into()
    }

    /// The title of the page.
    #[track_caller]
    pub fn title(&self) -> String {
        self.told("read the title", self.client.title())
    }

    /// Waits until an element matches the CSS selector.
    #[track_caller]
    pub fn wait_for(&self, css: &str) {
        self.find(css);
    }

    /// Waits until no element matches the CSS selector.
    #[track_caller]
    pub fn wait_until_gone(&self, css: &str) {
        self.wait_until(&format!("!document.querySelector({css:?})"));
    }

    /// Waits until the text, as a reader sees it, is inside an element that matches the selector.
    #[track_caller]
    pub fn wait_for_text(&self, css: &str, text: &str) {
        let holds = "[...document.querySelectorAll(CSS)].some(e => e.innerText.includes(TEXT))";
        let holds = holds.replace("CSS", &json!(css).to_string());
        self.wait_until(&holds.replace("TEXT", &json!(text).to_string()));
    }

    /// Waits until the JavaScript expression is true.
    #[track_caller]
    pub fn wait_until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        let wait = async {
            while self.client.execute(&script, vec![]).await? != Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Ok::<_, CmdError>(())
        };
        match within(&self.runtime, PATIENCE, wait) {
            Some(Ok(())) => {}
            Some(Err(error)) => panic!("`{expression}` cannot be asked: {error}"),
            None => panic!("after {PATIENCE:?} not yet: `{expression}`. {}", self.situation()),
        }
    }

    /// The text of the first match, as a reader sees it. Waits for the element.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        let element = self.find(css);
        self.told(&format!("read the text of `{css}`"), element.text())
    }

    /// The texts of all matches; none is an answer, too.
    #[track_caller]
    pub fn texts(&self, css: &str) -> Vec<String> {
        let list =
            format!("[...document.querySelectorAll({css:?})].map(e => e.textContent.trim())");
        let texts = self.eval(&list);
        let texts = texts.as_array().into_iter().flatten();
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// How many elements match.
    #[track_caller]
    pub fn count(&self, css: &str) -> usize {
        self.texts(css).len()
    }

    /// An attribute of the first match. Waits for the element, not for the attribute.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.find(css);
        self.told(&format!("read `{name}` of `{css}`"), element.attr(name))
    }

    /// Whether a reader can see the first match. False where nothing matches.
    #[track_caller]
    pub fn sees(&self, css: &str) -> bool {
        let visible = format!("document.querySelector({css:?})?.checkVisibility() ?? false");
        self.eval(&visible) == Value::Bool(true)
    }

    /// Clicks in the middle of the first match. Waits for the element.
    #[track_caller]
    pub fn click(&self, css: &str) {
        let element = self.find(css);
        self.told(&format!("click `{css}`"), element.click());
    }

    /// Drags the middle of the first match up or down by so many pixels, in two moves.
    #[track_caller]
    pub fn drag_down(&self, css: &str, by: i32) {
        let element = self.find(css);
        let to = |element, y| PointerAction::MoveToElement { element, duration: None, x: 0., y };
        let by = f64::from(by);
        let drag = MouseActions::new("mouse".to_owned())
            .then(to(element.clone(), 0.))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: None, x: 0., y: by / 2. })
            .then(PointerAction::MoveBy { duration: None, x: 0., y: by / 2. })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.told(&format!("drag `{css}`"), self.client.perform_actions(drag));
    }

    /// Presses a key, as `KeyboardEvent.key` names it: `"ArrowRight"`, `"Shift+Tab"`, `"Ctrl+k"`.
    #[track_caller]
    pub fn press(&self, key: &str) {
        self.told(&format!("press {key}"), self.client.perform_actions(keys::stroke(key)));
    }

    /// Types the text into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let focused = self.told("find the focus", self.client.active_element());
        self.told(&format!("type {text:?}"), focused.send_keys(text));
    }

    /// Replaces what an input or a text area holds, as typing does.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        let field = self.find(css);
        self.told(&format!("empty `{css}`"), field.clear());
        self.told(&format!("type into `{css}`"), field.send_keys(text));
    }

    /// Chooses an option of a list.
    #[track_caller]
    pub fn choose(&self, css: &str, value: &str) {
        self.eval(&format!(
            "(() => {{ const list = document.querySelector({css:?}); list.value = {value:?}; \
             list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
        ));
    }

    /// Chooses through a box with a filter, as a person does: opens it, types the id, and presses
    /// Enter.
    #[track_caller]
    pub fn pick(&self, css: &str, id: &str) {
        self.click(css);
        self.fill("#choose-field", id);
        self.wait_for(&format!("[data-id={id:?}][aria-selected=true]"));
        self.press("Enter");
        self.wait_until_gone("#choose");
    }

    /// Turns to the document inside a frame. Selectors and scripts then mean that document.
    #[track_caller]
    pub fn enter_frame(&self, css: &str) {
        let frame = self.find(css);
        self.told(&format!("enter the frame `{css}`"), frame.enter_frame());
    }

    /// Turns back to the document that holds the frame.
    #[track_caller]
    pub fn leave_frame(&self) {
        self.told("leave the frame", self.client.enter_parent_frame());
    }

    /// The value of a JavaScript expression, as JSON.
    #[track_caller]
    pub fn eval(&self, expression: &str) -> Value {
        let script = format!("return ({expression})");
        self.told(&format!("ask `{expression}`"), self.client.execute(&script, vec![]))
    }

    /// Gives the page exactly this many CSS pixels. Below 600 across it is a phone's screen.
    #[track_caller]
    pub fn set_window(&self, width: u32, height: u32) {
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// From now on whoever looks at the page touches it with fingers.
    #[track_caller]
    pub fn use_fingers(&self) {
        self.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true }));
        self.wait_until("matchMedia('(pointer: coarse)').matches");
    }

    /// Runs this JavaScript in every page that is loaded from now on, before anything of its own.
    #[track_caller]
    pub fn run_before_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// Lets a media feature have this value: `prefers-color-scheme`, `prefers-reduced-motion`,
    /// `forced-colors`. The last call decides.
    #[track_caller]
    pub fn prefer(&self, feature: &str, value: &str) {
        let media = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Writes a PNG of what the window shows.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        let png = self.told("take a screenshot", self.client.screenshot());
        let written = fs::write(file, png);
        assert!(written.is_ok(), "cannot write {}: {written:?}", file.display());
    }

    /// The errors on the console so far: failed loads, refused policies, uncaught exceptions.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        self.read_logs();
        self.log.borrow().errors.clone()
    }

    /// Every address that was asked for so far, in whatever host.
    #[track_caller]
    pub fn requested_urls(&self) -> Vec<String> {
        self.read_logs();
        self.log.borrow().requested_urls.clone()
    }

    /// Fails where the console has an error.
    #[track_caller]
    pub fn expect_no_errors(&self) {
        let errors = self.console_errors();
        assert!(errors.is_empty(), "the console has errors:\n{}", errors.join("\n"));
    }

    /// Fails where the page asked another host than this site for anything.
    #[track_caller]
    pub fn expect_requests_only_to(&self, site: &Site) {
        let urls = self.requested_urls();
        assert!(!urls.is_empty(), "the page asked for nothing, so this would prove nothing");
        let (own, own_foreign) = (site.url("/"), site.foreign_url("/"));
        let inside = |url: &&String| url.starts_with("data:") || url.starts_with("blob:");
        let foreign: Vec<&String> = urls
            .iter()
            .filter(|url| !inside(url) && !url.starts_with(&own) && !url.starts_with(&own_foreign))
            .collect();
        assert!(foreign.is_empty(), "the page asked other hosts: {foreign:?}");
    }

    #[track_caller]
    fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50));
        match self.runtime.block_on(wait.for_element(Locator::Css(css))) {
            Ok(element) => element,
            Err(CmdError::WaitTimeout) => {
                panic!("after {PATIENCE:?} there is no `{css}`. {}", self.situation())
            }
            Err(error) => panic!("`{css}` cannot be looked for: {error}"),
        }
    }

    /// Runs one command to its end, or fails the test with what was to be done.
    #[track_caller]
    fn told<T>(&self, what: &str, command: impl Future<Output = Result<T, CmdError>>) -> T {
        match within(&self.runtime, COMMAND_MAX, command) {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => panic!("cannot {what}: {error}. {}", self.situation()),
            None => panic!("cannot {what} within {COMMAND_MAX:?}"),
        }
    }

    /// What a person would look at to understand a failure: address, console, visible text.
    fn situation(&self) -> String {
        let seen = async {
            let url = self.client.current_url().await.map(String::from);
            let script = "return document.body ? document.body.innerText.slice(0, 600) : ''";
            (url, self.client.execute(script, vec![]).await)
        };
        let Some((url, text)) = within(&self.runtime, COMMAND_MAX, seen) else {
            return "The browser does not answer any more.".to_owned();
        };
        let url = url.unwrap_or_else(|error| error.to_string());
        let text = text.map_or_else(|error| error.to_string(), |text| text.to_string());
        let console = self.fetch_log("browser").unwrap_or_default();
        let console: Vec<_> =
            console.iter().filter_map(|entry| entry["message"].as_str()).collect();
        format!("At {url} the page shows {text}; console: {console:#?}")
    }

    #[track_caller]
    fn devtools(&self, method: &str, parameters: &Value) {
        let body = json!({ "cmd": method, "params": parameters });
        let command = Extension { path: "goog/cdp/execute", body };
        self.told(method, self.client.issue_cmd(command));
    }

    #[track_caller]
    fn read_logs(&self) {
        let console = self.fetch_log("browser");
        let network = self.fetch_log("performance");
        let (Some(console), Some(network)) = (console, network) else {
            panic!("the driver does not tell its logs");
        };
        let mut log = self.log.borrow_mut();
        let severe = console.iter().filter(|entry| entry["level"] == "SEVERE");
        log.errors.extend(severe.filter_map(|entry| entry["message"].as_str()).map(str::to_owned));
        log.requested_urls.extend(network.iter().filter_map(protocol::requested_url));
    }

    /// What came into one of the driver's logs since it was asked last.
    fn fetch_log(&self, name: &str) -> Option<Vec<Value>> {
        let command = Extension { path: "se/log", body: json!({ "type": name }) };
        let answer = within(&self.runtime, COMMAND_MAX, self.client.issue_cmd(command))?;
        answer.ok()?.as_array().cloned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ending the session ends the browser; the driver's process ends after that.
        let _ = within(&self.runtime, COMMAND_MAX, self.client.clone().close());
    }
}

/// What comes of it, or nothing where that takes longer.
fn within<F: Future>(runtime: &Runtime, limit: Duration, future: F) -> Option<F::Output> {
    runtime.block_on(async { timeout(limit, future).await.ok() })
}
