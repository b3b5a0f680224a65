//! What Chromium's driver understands beyond the standard, and how it is set up.

use std::env;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use serde_json::{Value, json};
use url::{ParseError, Url};

/// The flags of every browser in this repository's tests.
const WEBDRIVER_JSON: &str = include_str!("../../../webdriver.json");

/// `webdriver.json`, the browser that `CHROME` names, and logs to read.
pub fn capabilities() -> Capabilities {
    let mut capabilities: Capabilities =
        serde_json::from_str(WEBDRIVER_JSON).expect("webdriver.json is JSON");
    if let Ok(chrome) = env::var("CHROME") {
        capabilities["goog:chromeOptions"]["binary"] = json!(chrome);
    }
    let logs = json!({ "browser": "ALL", "performance": "ALL" });
    capabilities.insert("goog:loggingPrefs".to_owned(), logs);
    capabilities
}

/// A command of the driver that the standard does not know.
#[derive(Debug)]
pub struct Extension {
    /// Below the address of the session.
    pub path: &'static str,
    /// The parameters.
    pub body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// The address in a "request will be sent" entry of the performance log.
pub fn requested_url(entry: &Value) -> Option<String> {
    let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let message = &event["message"];
    let is_request = message["method"] == "Network.requestWillBeSent";
    is_request.then(|| message["params"]["request"]["url"].as_str().map(str::to_owned)).flatten()
}
