//! A run as a file for others: ITF, Markdown, the zip of its steps, and the job that makes them for
//! the page.
#![cfg(all(not(target_arch = "wasm32"), feature = "cli"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod itf;
mod job;
mod zip;

use expect_test::expect_file;

use zeroloss::report::markdown;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::preset;
use zeroloss::text::Lang;

fn run(id: &str) -> Run {
    simulate(&preset(id).unwrap().file.scenario)
}

/// A run of more steps than any file holds: each message is answered with two.
fn endless() -> Run {
    let text = include_str!("../cases/scenarios/message-loop.scenario");
    simulate(&Scenario::parse(text).unwrap())
}

#[test]
fn a_report_says_what_the_run_comes_to_in_the_words_of_its_reader() {
    for (lang, file) in [(Lang::En, "a3-1.en.md"), (Lang::ZhCn, "a3-1.zh-CN.md")] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/");
        expect_file![format!("{folder}{file}")].assert_eq(&markdown(&run("a3-1"), lang));
    }
}

#[test]
fn a_title_cannot_write_markdown() {
    let text = "program\n  title.en <b>*loud* | `code` [link](x)</b>\n  about.en A\n  on payment\n    \
                send oneway\n  on message\n    ack\n";
    let report = markdown(&simulate(&Scenario::parse(text).unwrap()), Lang::En);
    let title = report.lines().next().unwrap();
    assert_eq!(title, r"# \<b\>\*loud\* \| \`code\` \[link\](x)\</b\>");
}

#[test]
fn a_run_that_is_too_long_for_a_diagram_in_a_document_has_a_sentence_in_its_place() {
    let report = markdown(&endless(), Lang::En);
    assert!(
        !report.contains("```mermaid") && report.contains("too long for a diagram"),
        "{report}"
    );
}
