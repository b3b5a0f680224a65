//! A run as a file, as the command writes it.

use std::fs;

use serde_json::Value;

use super::{check, file, json, text, zeroloss};

/// The name of a file that is not there yet.
fn fresh(name: &str) -> String {
    let path = file(name, b"");
    fs::remove_file(&path).unwrap();
    path
}

#[test]
fn a_run_is_written_as_itf_and_as_a_report() {
    let trace = json("run a3-1 --itf");
    assert_eq!(trace["states"].as_array().map(Vec::len), Some(12));
    assert!(trace["vars"].as_array().unwrap().contains(&Value::from("broken")));
    check("run a3-1 --markdown", 0, "## Guarantees\n");
    check("run a3-1 --markdown --lang zh-CN", 0, "```mermaid\n");
    check("run a3-1 --itf --json", 2, "--json and --itf exclude each other");
    let long = "tests/cases/scenarios/message-loop.scenario";
    check(&format!("run {long} --itf"), 2, "and such a file holds 10000 at most");
}

#[test]
fn each_step_is_drawn_into_a_zip_file() {
    let path = fresh("steps.zip");
    check(&format!("run a3-1 --steps {path}"), 0, "");
    let written = fs::read(&path).unwrap();
    assert!(
        written.starts_with(b"PK\x03\x04") && written.windows(12).any(|it| it == b"step-011.svg")
    );
    check("run a3-1 --steps", 2, "after --steps there must be FILE");
    check("run a3-1 --steps no/such/folder/a.zip", 2, "a.zip: there is no such folder");
    check("run a3-1 --steps tests", 2, "tests: this is a folder");
    let long = "tests/cases/scenarios/message-loop.scenario";
    check(&format!("run {long} --steps {path}"), 2, "and such a file holds 200 at most");
    assert_eq!(fs::read(&path).unwrap(), written, "nothing is written over what cannot be drawn");
}

#[test]
fn an_endless_line_is_quoted_without_its_middle() {
    let path = file("endless.scenario", "x".repeat(900_000).as_bytes());
    let output = zeroloss(&["run", &path], b"");
    let said = text(&output.stderr);
    assert!(said.len() < 2_000 && said.contains('…'), "{} bytes", said.len());
}

#[test]
fn a_scale_belongs_to_a_picture_in_pixels() {
    check("run a3-1 --scale 2", 2, "--scale adds to --png; write `--png --scale`");
    check("run a3-1 --png a.png --scale 4", 2, "--scale 4: it takes 1, 2 or 3");
    check("run a3-1 --png a.png --svg", 2, "--svg and --png exclude each other");
}

#[cfg(not(feature = "png"))]
#[test]
fn without_the_feature_a_picture_in_pixels_is_refused_in_words() {
    check("run a3-1 --png a.png", 2, "--png: this `zeroloss` was built without the feature `png`");
}

#[cfg(feature = "png")]
#[test]
fn a_picture_in_pixels_has_the_size_that_was_asked_for() {
    let svg = text(&zeroloss(&["run", "a3-1", "--svg"], b"").stdout);
    let width = svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let width: u32 = width.parse().unwrap();
    for scale in [1, 2, 3] {
        let path = fresh(&format!("picture-{scale}.png"));
        check(&format!("run a3-1 --png {path} --scale {scale}"), 0, "");
        let png = fs::read(&path).unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n"));
        assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), width * scale);
    }
}
