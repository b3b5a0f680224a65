//! Ways to take along what is shown, as texts. Pure.

use std::fmt::Write as _;

use crate::scenario::link::LinkError;
use crate::text;

use super::address;
use super::page::Page;
use super::state::AppState;
use super::wording;

/// A way: what it is for, and the text to copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// The word in markup.
    pub id: &'static str,
    /// What it is for.
    pub title: &'static str,
    /// The text.
    pub text: String,
}

/// The ways that a page has. `with_base` makes an address of its end, query and hash.
///
/// # Errors
/// The scenario is too long for a link; then the text of the scenario is all there is.
pub fn ways(lab: &AppState, with_base: impl Fn(&str) -> String) -> Result<Vec<Way>, LinkError> {
    let words = lab.lang.words();
    let link = with_base(&link_end(lab, &address::query_of(lab.page, "", "#s="))?);
    let mut ways = vec![Way { id: "link", title: words.share_link(), text: link.clone() }];
    if lab.page == Page::Guarantees {
        return Ok(ways);
    }
    let embedded = format!("?embed=1&lang={}", lab.lang.code());
    let frame = frame(&with_base(&lab.address_end_beside(&embedded)?), &wording::title(lab));
    ways.push(Way { id: "frame", title: words.share_frame(), text: frame });
    ways.push(Way { id: "comment", title: words.share_comment(), text: comment(lab, &link) });
    ways.push(Way { id: "file", title: words.share_file(), text: lab.scenario().to_string() });
    ways.push(Way { id: "gate", title: words.share_gate(), text: gate(lab) });
    Ok(ways)
}

/// The end of the address that shows what is shown, over a query.
pub fn link_end(lab: &AppState, search: &str) -> Result<String, LinkError> {
    match lab.page {
        Page::Guarantees => Ok(address::query_of_matrix(&lab.search.wishes(), search)),
        Page::Start | Page::Lab | Page::Compare => lab.address_end(search),
    }
}

/// A frame for a page of a course, as `docs/embed.md` says.
fn frame(address: &str, title: &str) -> String {
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<iframe src=\"{}\"\n  title=\"Zeroloss: {}\"\n  width=\"100%\" height=\"640\" \
         loading=\"lazy\"></iframe>",
        escaped(address),
        escaped(title)
    )
}

/// A comment in Markdown: what it is, what it comes to, the link, and the scenario.
fn comment(lab: &AppState, link: &str) -> String {
    let run = &lab.timeline.run;
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    let mut comment = format!("**{}**: {}\n\n", wording::title(lab), codes.join(", "));
    comment += &text::summary(lab.lang, run);
    // Writing to a string cannot fail.
    let _ = write!(comment, "\n\n{link}\n\n```\n{}```\n", lab.scenario());
    comment
}

/// What a test for CI says: the gate of the command, for the guarantee that is told.
fn gate(lab: &AppState) -> String {
    let told = lab.told();
    match lab.shown_preset() {
        Some(preset) => format!("zeroloss run {} --require {told}", preset.id),
        None => format!("zeroloss run - --require {told} <<'SCENARIO'\n{}SCENARIO", lab.scenario()),
    }
}
