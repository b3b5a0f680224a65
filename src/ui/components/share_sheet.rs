//! The sheet of ways to take along what is shown: each a text to look at and to copy, and the run
//! as a file, made by a worker when somebody asks for it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::job::export::{self, Form};
use crate::job::{Answer, Job};
use crate::scenario::link::LinkError;
use crate::text::Lang;
use crate::ui::action::Action;
use crate::ui::address;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::files::save;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::notice::Notice;
use crate::ui::page::Sheet;
use crate::ui::search::crew::Told;
use crate::ui::search::pool::Pool;
use crate::ui::search::state::Trouble;
use crate::ui::sharing::{FILE, Made, file_name, link_end, made_row, rows, ways};
use crate::ui::wording;

use super::handlers::told_by;

/// How long "copied" stands on the button.
const COPIED_MILLIS: u32 = 1_600;

/// Where the rows stand.
const ROWS: &str = "share-rows";

/// The file that was asked for last.
type Shelf = Rc<RefCell<Option<Made>>>;

/// The sheet, when it is open. Its rows are markup of [`crate::ui::sharing`]: so many like parts
/// are smallest so.
#[component]
pub fn ShareSheet() -> Html {
    let lab = use_lab();
    let is_open = lab.sheet == Sheet::Share;
    let shelf = use_mut_ref(|| None::<Made>);
    let pool = use_mut_ref(Pool::default);
    let rows = is_open.then(|| rows(&lab, browser::address_with));
    {
        let shelf = Rc::clone(&shelf);
        use_effect_with(rows, move |rows| {
            // What was made is of what was shown then.
            *shelf.borrow_mut() = None;
            if let Some(rows) = rows {
                browser::fill(ROWS, rows);
                browser::focus("copy-link");
            }
        });
    }
    if !is_open {
        return html! {};
    }
    let onclick = {
        let lab = lab.clone();
        Callback::from(move |event: MouseEvent| {
            let told = told_by(&event, "data-share");
            let Some((what, which)) = told.as_deref().and_then(|told| told.split_once('-')) else {
                return;
            };
            match what {
                "close" => return lab.dispatch(Action::ShowSheet(Sheet::Closed)),
                "make" => make(&lab, which, &shelf, &pool),
                "save" => keep(&lab, which, &shelf),
                _ => {
                    if let Err(error) = copy(&lab, which, &shelf) {
                        lab.dispatch(Action::Tell(Notice::Link(error)));
                    }
                }
            }
            // What is in the editor and does not run is not what goes along.
            if lab.draft.as_ref().is_some_and(|draft| !draft.runs()) {
                lab.dispatch(Action::Tell(Notice::DraftLeftOut));
            }
        })
    };
    html! {
        <div class="help" role="dialog" aria-modal="true" aria-labelledby="share-title">
            <div class="sharing" {onclick}>
                <div id={ROWS} />
                <button type="button" class="primary" id="share-close" data-share="close-">
                    { lab.lang.words().page_close() }
                </button>
            </div>
        </div>
    }
}

/// Has a file of a form made; the one before goes.
fn make(lab: &Lab, form: &str, shelf: &Shelf, pool: &RefCell<Pool>) {
    let Some(form) = Form::from_word(form) else { return };
    let (lang, shelf) = (lab.lang, Rc::clone(shelf));
    put(lang, &shelf, Made { form, file: None });
    let hear = move |told| {
        let file = match told {
            Told::Answer(_, text) => match Answer::read(&text).and_then(export::read) {
                Some(read) => read.map(Rc::from).map_err(str::to_owned),
                None => return,
            },
            Told::Trouble(Trouble::Alone) => return,
            Told::Lost(_, trouble) | Told::Trouble(trouble) => {
                Err(wording::notice(lang, &Notice::Search(trouble)))
            }
        };
        put(lang, &shelf, Made { form, file: Some(file) });
    };
    pool.borrow().want(&[Job::export(form, lab.scenario(), lang)], Callback::from(hear));
}

fn put(lang: Lang, shelf: &Shelf, made: Made) {
    browser::fill(FILE, &made_row(lang.words(), &made));
    *shelf.borrow_mut() = Some(made);
}

/// Saves what was made: as it is for 0, else as a picture so many times as large.
fn keep(lab: &Lab, scale: &str, shelf: &Shelf) {
    if let Some(Made { form, file: Some(Ok(file)) }) = &*shelf.borrow() {
        let name = match scale {
            "0" => file_name(lab, form.ending()),
            "1" => file_name(lab, ".png"),
            scale => file_name(lab, &["@", scale, "x.png"].concat()),
        };
        save(&name, file, scale);
    }
}

fn copy(lab: &Lab, id: &str, shelf: &Shelf) -> Result<(), LinkError> {
    // The address bar, if it is ours, holds the link too, so that it can be copied by hand where
    // the clipboard is shut.
    if id == "link" && !browser::is_framed() {
        let search = address::query_of(lab.page, &browser::search(), &browser::hash());
        browser::replace_address(&link_end(lab, &search)?);
    }
    if let Some(way) = ways(lab, browser::address_with)?.iter().find(|way| way.id == id) {
        copied(lab.lang, id, &way.text);
    } else if let Some(Made { file: Some(Ok(file)), .. }) = &*shelf.borrow() {
        copied(lab.lang, id, file);
    }
    Ok(())
}

/// Copies a text, and says so on its button for a while.
fn copied(lang: Lang, id: &str, text: &str) {
    browser::copy(text);
    let Some(button) = browser::element(&format!("copy-{id}")) else { return };
    let words = lang.words();
    button.set_inner_text(words.share_copied());
    Timeout::new(COPIED_MILLIS, move || button.set_inner_text(words.share_copy())).forget();
}
