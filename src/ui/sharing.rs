//! Ways to take along what is shown, as texts. Pure.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::job::export::Form;
use crate::scenario::link::LinkError;
use crate::text::{self, Words};

use super::address;
use super::notice::Notice;
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
    /// Whether it is a frame to look at.
    pub frame: bool,
}

/// A file of the run that somebody asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// In which form.
    pub form: Form,
    /// What it is, or why there is none, in words; nothing while it is being made.
    pub file: Option<Result<Rc<str>, String>>,
}

/// The id of where the file stands that was made.
pub const FILE: &str = "share-file";

/// So much of a file is shown, in bytes; all of it is copied and saved.
const SHOWN_MAX: usize = 20_000;

/// The ways that a page has. `with_base` makes an address of its end, query and hash.
///
/// # Errors
/// The scenario is too long for a link; then the text of the scenario is all there is.
pub fn ways(lab: &AppState, with_base: impl Fn(&str) -> String) -> Result<Vec<Way>, LinkError> {
    let words = lab.lang.words();
    let link = with_base(&link_end(lab, &address::query_of(lab.page, "", "#s="))?);
    let way = |id, title, text| Way { id, title, text, frame: id == "frame" };
    let mut ways = vec![way("link", words.share_link(), link.clone())];
    if lab.page == Page::Guarantees {
        return Ok(ways);
    }
    let embedded = format!("?embed=1&lang={}", lab.lang.code());
    let frame = frame(&with_base(&lab.address_end_beside(&embedded)?), &wording::title(lab));
    ways.push(way("frame", words.share_frame(), frame));
    ways.push(way("comment", words.share_comment(), comment(lab, &link)));
    ways.push(way("file", words.share_file(), lab.scenario().to_string()));
    ways.push(way("gate", words.share_gate(), gate(lab)));
    Ok(ways)
}

/// The markup of what the sheet offers: the ways, the forms of a file, and the way to open one.
pub fn rows(lab: &AppState, with_base: impl Fn(&str) -> String) -> String {
    let words = lab.lang.words();
    let mut out = String::new();
    push(&mut out, &["<h2 id=share-title>", words.share_share(), "</h2>"]);
    match ways(lab, with_base) {
        Ok(ways) => {
            for Way { id, title, text, frame } in &ways {
                open_row(&mut out, id, title);
                button(&mut out, "copy-", id, words.share_copy());
                close_row(&mut out, id, text);
                if *frame {
                    // What is copied is what is seen.
                    push(&mut out, &["<details><summary>", words.share_preview(), "</summary>"]);
                    push(&mut out, &[text, "</details>"]);
                }
            }
        }
        Err(error) => open_row(&mut out, "", &wording::notice(lab.lang, &Notice::Link(error))),
    }
    if lab.page != Page::Guarantees {
        open_row(&mut out, "run", words.share_run());
        for form in Form::ALL {
            button(&mut out, "make-", form.word(), &words.share_form(&form.word()));
        }
        push(&mut out, &["</p><div id=", FILE, " aria-live=polite></div>"]);
    }
    let accept = ".scenario,.strategy,.json,.txt";
    push(&mut out, &["<label for=open-file>", words.share_open(), "</label>"]);
    push(&mut out, &["<input type=file id=open-file accept=", accept, ">"]);
    out
}

/// The markup of the file that was asked for.
pub fn made_row(words: Words, Made { form, file }: &Made) -> String {
    let mut out = String::new();
    let mut title = words.share_form(&form.word());
    let status = match file {
        None => words.share_making(),
        Some(Err(why)) => why,
        Some(Ok(_)) => "",
    };
    if !status.is_empty() {
        title += ": ";
        title += status;
    }
    open_row(&mut out, "made", &title);
    let Some(Ok(file)) = file else { return out };
    button(&mut out, "save-", "0", words.share_save());
    if *form == Form::Svg {
        for scale in ["1", "2", "3"] {
            button(&mut out, "save-", scale, &["PNG ", scale, "×"].concat());
        }
    }
    if *form != Form::Steps {
        button(&mut out, "copy-", "made", words.share_copy());
        let shown = file.floor_char_boundary(SHOWN_MAX);
        let more = if shown < file.len() { "\n…" } else { "" };
        close_row(&mut out, "made", &[&file[..shown], more].concat());
    }
    out
}

/// The title of a row, and the beginning of its buttons.
fn open_row(out: &mut String, id: &str, title: &str) {
    push(out, &["<h3 id=share-", id, ">", &escaped(title), "</h3><p class=row-of-buttons>"]);
}

fn button(out: &mut String, what: &str, which: &str, says: &str) {
    push(out, &["<button type=button id=", what, which, " data-share=", what, which]);
    // Whoever hears it and does not see where it stands hears what it is about.
    push(out, &[" aria-describedby=share-", if what == "make-" { "run" } else { which }]);
    push(out, &["><span aria-live=polite>", says, "</span></button>"]);
}

/// The end of the buttons, and the text to look at.
fn close_row(out: &mut String, id: &str, text: &str) {
    push(out, &["</p><pre translate=no tabindex=0 aria-labelledby=share-", id, ">"]);
    push(out, &[&escaped(text), "</pre>"]);
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A text as markup shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// The name of a file of what is shown, by how it ends.
pub fn file_name(lab: &AppState, ending: &str) -> String {
    let preset = lab.shown_preset().map(|preset| preset.id);
    let id = preset.or(lab.scenario().strategy.id).unwrap_or("zeroloss");
    format!("{id}{ending}")
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
