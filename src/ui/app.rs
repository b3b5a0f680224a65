//! The page's skeleton, and its effects on the browser.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::scenario::link;
use crate::text::{self, Lang};

use super::action::Action;
use super::address::{self, Layout, Presentation};
use super::browser;
use super::clock::use_playback_clock;
use super::components::{
    break_panel::break_panel,
    compare_page::ComparePage,
    diagram_view::DiagramView,
    event_list::EventList,
    fault_list::FaultList,
    fault_menu::FaultMenu,
    guarantee_list::guarantee_list,
    guarantees_page::guarantees_page,
    help_sheet::HelpSheet,
    masthead::masthead,
    measures_table::MeasuresTable,
    notices::notices,
    program_pane::ProgramPane,
    settings_panel::SettingsPanel,
    share_sheet::ShareSheet,
    start_hero::start_hero,
    state_changes::state_changes,
    state_panel::state_panel,
    strategy_picker::{about_strategy, strategy_picker},
    transport::transport,
    verdict_card::verdict_card,
};
use super::effect::use_effect_with;
use super::failure;
use super::fault_map::hook::use_fault_map;
use super::files::use_files;
use super::keys;
use super::lab::Lab;
use super::page::{Page, Playback, Theme};
use super::running::hook::use_running;
use super::search::hook::{Live, use_search};
use super::state::AppState;
use super::wording;

/// The whole page.
#[component]
pub fn App() -> Html {
    let lab = Lab::new(use_reducer(open));
    use_playback_clock(&lab);
    let live = use_search(&lab);
    use_running(&lab);
    use_fault_map(&lab);
    use_root_attributes(&lab);
    use_address(&lab);
    use_files(&lab, lab.presentation.layout == Layout::Page && !browser::is_framed());
    use_effect_with((), |()| browser::set_root("data-started", ""));
    {
        // A control that was used may be gone, and the focus with it. On a page of our own, keys
        // that nobody has then are ours; in a frame they are the host's.
        let on_key = keys::on_key(&lab);
        use_effect(move || browser::on_orphan_key(on_key));
    }

    let layout = match lab.presentation.layout {
        Layout::Page => "page",
        Layout::Embed => "embed",
    };
    // While the text that is being edited has an error, what is shown is of the last one without.
    let is_stale = lab.open_draft().is_some_and(|draft| !draft.runs());
    html! {
        <ContextProvider<Lab> context={lab.clone()}>
            <div class="lab" data-layout={layout} data-page={lab.page.word()}
                data-program={lab.presentation.shows_program.map(|is_shown| is_shown.to_string())}
                data-running={lab.running().map(|_| "")}
                data-stale={is_stale.then_some("")} onkeydown={keys::on_key(&lab)}>
                { masthead(&lab) }
                { notices(&lab) }
                { page(&lab, live.as_ref()) }
                <FaultMenu />
                <HelpSheet />
                <ShareSheet />
            </div>
        </ContextProvider<Lab>>
    }
}

/// What stands between the header and the sheets over the page.
fn page(lab: &Lab, live: Option<&Live>) -> Html {
    let is_full = lab.presentation.layout == Layout::Page && lab.page == Page::Lab;
    match lab.page {
        Page::Start | Page::Lab => html! {
            <>
                if lab.page == Page::Start { { start_hero(lab) } }
                <main class="diagram"><DiagramView /></main>
                { transport(lab) }
                <aside class="left panel" aria-label={lab.lang.words().page_lab()}>
                    if is_full {
                        { strategy_picker(lab) }
                    } else {
                        <h2>{ text::title_of(lab.lang, &lab.timeline.run.shop.program.header) }</h2>
                    }
                    <ProgramPane />
                    <FaultList />
                    if is_full {
                        { break_panel(lab, live) }
                        <SettingsPanel />
                        { about_strategy(lab) }
                    }
                </aside>
                if is_full { { verdict_panel(lab) } }
            </>
        },
        Page::Compare => html! { <ComparePage /> },
        Page::Guarantees => guarantees_page(lab, live),
    }
}

/// What the run comes to: one guarantee, and folded the others, the state and the events.
fn verdict_panel(lab: &Lab) -> Html {
    html! {
        <aside class="right panel" aria-label={lab.lang.words().verdict_verdict()}>
            { verdict_card(lab) }
            { guarantee_list(lab) }
            { state_changes(lab) }
            { state_panel(lab) }
            <EventList />
            <MeasuresTable />
        </aside>
    }
}

/// The language that the address and the stored preferences ask for.
pub fn language() -> Lang {
    let presentation = address::read(&browser::query(), "").presentation;
    let stored = || stored(&presentation, "lang").and_then(|code| Lang::from_tolerant(&code));
    let preferred = || browser::languages().iter().find_map(|code| Lang::from_tolerant(code));
    presentation.lang.or_else(stored).or_else(preferred).unwrap_or_default()
}

/// A stored preference. A frame shows what its author asked for, not what its reader chose
/// elsewhere.
fn stored(presentation: &Presentation, name: &str) -> Option<String> {
    if presentation.layout == Layout::Page { browser::load(name) } else { None }
}

/// The state that the address and the stored preferences ask for.
fn open() -> AppState {
    let opening = address::read(&browser::query(), &browser::hash());
    let presentation = &opening.presentation;
    let is_page = presentation.layout == Layout::Page;
    let stored_theme = || stored(presentation, "theme").and_then(|word| Theme::from_word(&word));
    let theme = presentation
        .theme
        .or_else(stored_theme)
        .unwrap_or_else(|| if browser::prefers_dark() { Theme::Dark } else { Theme::Light });
    let mut state = AppState::open(opening, language(), theme);
    if let Some(text) = failure::draft().filter(|_| is_page) {
        state.take_back(&text);
    }
    if browser::prefers_less_motion() {
        state.pause();
    }
    state
}

/// Language, theme and title of the document follow the state.
#[hook]
fn use_root_attributes(lab: &Lab) {
    use_effect_with((lab.lang, lab.theme), |(lang, theme)| {
        browser::set_root("lang", lang.code());
        browser::set_root("data-theme", theme.word());
    });
    use_effect_with(wording::title(lab), |title| {
        browser::set_title(&format!("{title} · Zeroloss"));
    });
}

/// The address follows the state, and the state follows an address that a person edits.
#[hook]
fn use_address(lab: &Lab) {
    let is_ours = lab.presentation.layout == Layout::Page && !browser::is_framed();
    let written = use_mut_ref(String::new);
    {
        let written = Rc::clone(&written);
        // A scenario that is too long for a link leaves the address as it is.
        // The page may be another than that of the address, which follows only after this.
        let search = address::query_of(lab.page, &browser::search(), &browser::hash());
        let search = address::with_choices(lab.lang, lab.theme, &search);
        let end = lab.address_end(&search).ok();
        use_effect_with((end.clone(), lab.draft.clone()), |(end, draft)| {
            failure::keep(end.as_deref(), draft.as_ref().map(|draft| draft.text()));
        });
        let is_still = lab.playback == Playback::Paused;
        let is_first = use_mut_ref(|| true);
        use_effect_with((end, is_still), move |(end, is_still)| {
            // The address that opened the page stays as it is until something changes.
            let is_opening = std::mem::take(&mut *is_first.borrow_mut());
            let may_write = is_ours && *is_still && !is_opening;
            let write = end.clone().filter(|_| may_write).map(|end| {
                // Browsers limit how often an address may change; dragging changes it often.
                Timeout::new(300, move || {
                    browser::replace_address(&end);
                    *written.borrow_mut() = browser::hash();
                })
            });
            move || drop(write)
        });
    }
    use_page_in_address(lab, is_ours);
    let dispatcher = lab.dispatcher();
    use_effect_with((), move |()| {
        browser::on_window("hashchange", move || {
            let hash = browser::hash();
            if *written.borrow() != hash && link::decode(&hash).is_some() {
                let opening = address::read(&browser::query(), &hash);
                dispatcher.dispatch(Action::Open(Box::new(opening)));
            }
        })
    });
}

/// The page is a part of the address, and an entry of the history: Back leads to the page before.
#[hook]
fn use_page_in_address(lab: &Lab, is_ours: bool) {
    use_effect_with(lab.page, move |page| {
        let (old, new) =
            (browser::search(), address::query_of(*page, &browser::search(), &browser::hash()));
        if is_ours && old != new {
            browser::push_query(&new);
        }
    });
    let dispatcher = lab.dispatcher();
    use_effect_with((), move |()| {
        browser::on_window("popstate", move || {
            let page = address::read(&browser::query(), &browser::hash()).page;
            dispatcher.dispatch(Action::GoTo(page));
        })
    });
}
