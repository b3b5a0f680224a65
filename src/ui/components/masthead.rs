//! The header: name, scenario picker, language, colours, link, help.

use yew::prelude::*;

use crate::scenario::{Scenario, Strategy};
use crate::text::{self, Lang};
use crate::ui::action::Action;
use crate::ui::address::{self, Layout};
use crate::ui::browser;
use crate::ui::data;
use crate::ui::lab::Lab;
use crate::ui::page::{Page, Picker, Sheet, Theme};
use crate::ui::wording;

use super::handlers::does;
use super::icon::{Shape, icon};
use super::picker::picker;
use super::picker_list::PickerList;
use super::settings_panel::changed_settings;

/// The header of the page, or the title line of a frame.
pub fn masthead(lab: &Lab) -> Html {
    match lab.presentation.layout {
        Layout::Page => html! { { page_header(lab) } },
        Layout::Embed => html! { { frame_title(lab) } },
    }
}

fn page_header(lab: &Lab) -> Html {
    let onclick = does(lab, Action::ShowSheet(Sheet::Help));
    html! {
        <header class="masthead">
            { page_link(lab, Page::Start, Some("brand"), html! {
                <>{ icon(Shape::Half) }{ "Zeroloss" }</>
            }) }
            { pages(lab) }
            <div class="scenario">
                if Picker::Scenario.is_on(lab.page) { { scenario_picker(lab) } }
            </div>
            <div class="tools">
                { language_button(lab) }
                { theme_button(lab) }
                { share_button(lab) }
                <button type="button" {onclick} aria-label={lab.lang.words().help_title()}>{ "?" }</button>
            </div>
            { open_list(lab) }
        </header>
    }
}

/// The ways to the other pages.
fn pages(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let named = Page::NAMED.into_iter().map(|page| {
        let name = match page {
            Page::Start => "Zeroloss",
            Page::Lab => words.page_lab(),
            Page::Compare => words.compare_compare(),
            Page::Guarantees => words.page_guarantees(),
        };
        page_link(lab, page, None, html! { name })
    });
    html! { <nav class="pages">{ for named }</nav> }
}

/// The way to a page. It is a link, so that the page can be opened in a tab of its own.
pub fn page_link(lab: &Lab, page: Page, class: Option<&'static str>, name: Html) -> Html {
    let onclick = {
        let lab = lab.clone();
        Callback::from(move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                lab.dispatch(Action::GoTo(page));
            }
        })
    };
    let href = address::query_of(page, &browser::search(), &browser::hash());
    let href = if href.is_empty() { "?".to_owned() } else { href };
    html! {
        <a {class} {href} {onclick} data-page={page.word()}
            aria-current={(page == lab.page).then_some("page")}>{ name }</a>
    }
}

/// In a frame: the title of the scenario, the ways back from what was changed, and the way to the
/// full page.
fn frame_title(lab: &Lab) -> Html {
    let end = lab.address_end("");
    let address = browser::address_with(&end.unwrap_or_default());
    let words = lab.lang.words();
    let button = |action: Action, shape, label: &'static str, disabled: bool| {
        let id = if shape == Shape::Undo { "undo" } else { "reset" };
        let onclick = does(lab, action);
        html! {
            <button type="button" {id} {onclick} {disabled} aria-label={label} title={label}>
                { icon(shape) }
            </button>
        }
    };
    html! {
        <header class="masthead">
            // Who came from the matrix can go back to it.
            if lab.page != Page::Lab || lab.search.goal.is_some() { { pages(lab) } }
            <div class="scenario" style="margin:0">
                if lab.page.plays() { <h1>{ wording::title(lab) }</h1> }
            </div>
            <div class="tools">
                // The page that compares has its own undo.
                if lab.page == Page::Lab {
                    { button(Action::Undo, Shape::Undo, words.fault_undo(), lab.history.past.is_empty()) }
                }
                if lab.page.plays() {
                    { button(Action::Reset, Shape::Reset, words.scenario_reset(), lab.is_as_opened()) }
                }
                <a href={address} target="_blank" rel="noopener">{ words.page_open_full_page() }</a>
            </div>
            if lab.page == Page::Lab { { changed_settings(lab) } }
        </header>
    }
}

/// Which scenario is shown, and the way back to it once it was changed.
fn scenario_picker(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let shown = lab.shown_preset();
    let origin = wording::origin(lab);
    let back = lab.preset.filter(|_| origin.is_some()).map(|id| {
        let onclick = does(lab, Action::LoadPreset(id));
        html! {
            <button type="button" id="back-to-it" {onclick} title={words.scenario_reset()}>
                { words.scenario_back() }
            </button>
        }
    });
    let says = match (shown, origin) {
        (Some(preset), _) => {
            let title = text::of_file(lab.lang, &preset.file.title).to_owned();
            html! { <><b>{ preset.number() }</b>{ " " }{ title }</> }
        }
        (None, Some(origin)) => html! { <b>{ origin }</b> },
        (None, None) if is_plain(lab.scenario()) => html! { { words.scenario_plain_scenario() } },
        (None, None) => html! { { words.scenario_custom_scenario() } },
    };
    let says = html! { <><span class="hidden-text">{ words.scenario_scenario() }{ ": " }</span>{ says }</> };
    html! { <>{ picker(lab, Picker::Scenario, says) }{ back }</> }
}

/// The list of the picker that is open.
fn open_list(lab: &Lab) -> Html {
    match lab.sheet {
        Sheet::Choose(picker) if picker.is_on(lab.page) => {
            html! { <PickerList key={picker.word()} {picker} /> }
        }
        _ => html! {},
    }
}

/// Whether it is a strategy as shipped, with nothing that could go wrong.
fn is_plain(scenario: &Scenario) -> bool {
    let shipped = scenario.strategy.id.and_then(|id| Strategy::shipped(id).ok());
    shipped.is_some_and(|shipped| *scenario == Scenario::of(shipped))
}

fn language_button(lab: &Lab) -> Html {
    let all = Lang::ALL;
    let place = all.iter().position(|lang| *lang == lab.lang).unwrap_or(0);
    let next = all[(place + 1) % all.len()];
    let onclick = {
        let lab = lab.clone();
        move |_| data::switch(&lab, next)
    };
    html! {
        <button type="button" id="language" {onclick} lang={next.code()}>{ next.native_name() }</button>
    }
}

fn theme_button(lab: &Lab) -> Html {
    let next = lab.theme.next();
    let words = lab.lang.words();
    let name = match lab.theme {
        Theme::Light => words.theme_light(),
        Theme::Dark => words.theme_dark(),
        Theme::Projector => words.theme_projector(),
    };
    let onclick = {
        let lab = lab.clone();
        move |_| {
            browser::store("theme", next.word());
            lab.dispatch(Action::SetTheme(next));
        }
    };
    html! {
        <button type="button" id="theme" {onclick} aria-label={format!("{}: {name}", words.page_theme())}>
            { icon(Shape::Contrast) }<span class="wide">{ name }</span>
        </button>
    }
}

/// Opens the ways to take along what is shown.
fn share_button(lab: &Lab) -> Html {
    let label = lab.lang.words().share_share();
    html! {
        <button type="button" class="primary" id="share" aria-haspopup="dialog" aria-label={label}
            onclick={does(lab, Action::ShowSheet(Sheet::Share))}>
            { icon(Shape::Link) }<span class="wide">{ label }</span>
        </button>
    }
}
