//! The page that compares: two to four strategies under the same faults, on one bar.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::diagram::strip::Strip;
use crate::scenario::fault::Fault;
use crate::timeline::{COLUMNS_MAX, Divergence, Race};
use crate::ui::action::Action;
use crate::ui::address::Layout;
use crate::ui::browser;
use crate::ui::drawing::{Wish, use_drawings};
use crate::ui::effect::use_effect_with;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::rivals::Regroup;
use crate::ui::shared::Shared;

use super::compare_head::head;
use super::compare_parting::{plain_fault, what_is_so};
use super::compare_programs::programs;
use super::compare_rows::{RaceRow, told};
use super::fault_list::FaultList;
use super::handlers::does;
use super::icon::{Shape, icon};
use super::settings_panel::SettingsPanel;
use super::transport::transport;

/// Faults that mean something under most strategies: the stories of the course.
pub const FAULTS: [&str; 12] = [
    "crash order-1 before commit",
    "crash order-1 after commit",
    "crash order-1 after send",
    "lose send #1",
    "lose send.ack #1",
    "delay send #1 by 40s",
    "lose half.ack #1",
    "lose end #1",
    "power-cut broker after append",
    "duplicate deliver #1 by 5ms",
    "crash consumer after pay",
    "lose callback.reply #1",
];

/// The page.
#[component]
pub fn ComparePage() -> Html {
    let lab = use_lab();
    let race = lab.race().cloned();
    let drawn = use_drawings(&lab.rivals.columns, lab.lang, Wish::Strips);
    let told = {
        let key = race.clone().zip(drawn.clone());
        use_memo(key, |key| {
            let (race, drawn) = key.as_ref()?;
            let strips = drawn.iter().filter_map(|drawing| drawing.strip.clone());
            let strips: Vec<_> = strips.collect();
            Some((told(race, &strips), Rc::new(strips)))
        })
    };
    let shows_programs = use_state_eq(|| false);
    let scroller = use_node_ref();
    use_follow(&scroller, race.as_ref(), lab.position());
    let labels = lab.lang.words();
    let Some((race, (told, strips))) = race.as_ref().zip(told.as_ref().as_ref()) else {
        let waits = lab.lang.words().badge_drawing();
        return html! { <main class="compare"><p class="remark" role="status">{ waits }</p></main> };
    };
    let columns = strips.len();
    let heads = strips.iter().enumerate();
    let heads = heads.map(|(column, strip)| head(&lab, race, strip, column));
    let toggle = {
        let shows_programs = shows_programs.clone();
        move |_: MouseEvent| shows_programs.set(!*shows_programs)
    };
    html! {
        <>
            <main class="compare">
                { bar(&lab, toggle, *shows_programs) }
                <div class="scroll" ref={scroller} tabindex="0" role="region"
                    aria-label={labels.compare_table()} id="race">
                    <table style={format!("--columns:{columns}")}>
                        <thead><tr>
                            <th scope="col" class="time">{ labels.compare_time() }</th>
                            { for heads }
                        </tr></thead>
                        <tbody>
                            { shows_programs.then(|| programs(&lab)) }
                            { for body(&lab, race, told, strips) }
                        </tbody>
                    </table>
                </div>
            </main>
            { transport(&lab) }
        </>
    }
}

/// Rows up to the playhead that are in the page at most.
const ROWS_MAX: usize = 200;

/// The last rows up to the playhead, and the line at which the columns part.
fn body(lab: &Lab, race: &Shared<Race>, told: &[u32], strips: &Rc<Vec<Rc<Strip>>>) -> Vec<Html> {
    let (now, lang, columns) = (lab.position(), lab.lang, (strips.len() + 1).to_string());
    let shown = told.partition_point(|position| *position <= now);
    let first = shown.saturating_sub(ROWS_MAX);
    let mut parting = race.divergence.as_ref().filter(|found| found.position <= now);
    let mut body = Vec::new();
    if let Some(left_out) = first.checked_sub(1) {
        let remark = lang.words().badge_steps_before(&told[left_out]);
        body.push(html! { <tr><td class="remark" colspan={columns}>{ remark }</td></tr> });
    }
    for index in first..shown {
        let (position, is_last) = (told[index], index + 1 == shown);
        let above = index.checked_sub(1).map_or(0, |above| told[above]);
        let (race, strips) = (race.clone(), Rc::clone(strips));
        body.push(html! {
            <RaceRow key={position} {race} {strips} {lang} {position} {above} {is_last} />
        });
        let next = if is_last { u32::MAX } else { told[index + 1] };
        if let Some(found) = parting.take_if(|found| found.position < next) {
            // Where it is above the rows that are here, they begin with it.
            body.push(parting_row(lab, found));
        }
    }
    body
}

fn parting_row(lab: &Lab, found: &Divergence) -> Html {
    let label = lab.lang.words().compare_they_differ();
    let cell = |column| {
        let is_broken = found.broken.contains(&column);
        html! {
            <td data-broken={is_broken.then_some("")}><p>{ what_is_so(lab, found, column) }</p></td>
        }
    };
    html! {
        <tr class="parting" id="race-parting">
            <th scope="row" title={label}>
                <span aria-hidden="true">{ "≠" }</span><span class="hidden-text">{ label }</span>
            </th>
            { for (0..lab.rivals.columns.len()).map(cell) }
        </tr>
    }
}

/// Faults, settings and columns, for all at once.
fn bar(lab: &Lab, toggle: impl Fn(MouseEvent) + 'static, shows_programs: bool) -> Html {
    let words = lab.lang.words();
    let is_page = lab.presentation.layout == Layout::Page;
    let add = does(lab, Action::Regroup(Regroup::Add));
    html! {
        <div class="compare-bar">
            <FaultList />
            { fault_picker(lab) }
            <button type="button" id="programs" onclick={toggle}
                aria-pressed={shows_programs.to_string()}>
                { words.compare_programs() }
            </button>
            if is_page {
                <details class="drop"><summary>{ words.settings_settings() }</summary>
                    <div class="panel"><SettingsPanel /></div>
                </details>
            }
            if lab.rivals.columns.len() < COLUMNS_MAX {
                <button type="button" id="add-column" class="with-icon" onclick={add}>
                    { icon(Shape::Plus) }{ words.compare_add_column() }
                </button>
            }
        </div>
    }
}

fn fault_picker(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let known = || FAULTS.iter().filter_map(|text| Fault::parse(text).ok());
    let onchange = {
        let lab = lab.clone();
        move |event: Event| {
            let list = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
            let Some(list) = list else { return };
            if let Ok(fault) = Fault::parse(&list.value()) {
                lab.dispatch(Action::Inject(fault));
            }
            list.set_value("");
        }
    };
    let option = |fault: Fault| {
        let is_there = lab.scenario().faults.contains(&fault);
        html! {
            <option value={fault.to_string()} disabled={is_there}>
                { plain_fault(lab, &fault) }
            </option>
        }
    };
    html! {
        <select id="add-fault" aria-label={words.compare_add_fault()} {onchange}>
            <option value="" selected={true}>{ words.compare_add_fault() }</option>
            { for known().map(option) }
        </select>
    }
}

/// Keeps in view what the playhead shows: its row, and in a race that is new the line of parting.
#[hook]
fn use_follow(scroller: &NodeRef, race: Option<&Shared<Race>>, position: u32) {
    let scroller = scroller.clone();
    let seen = use_mut_ref(|| None);
    use_effect_with((race.map(Shared::identity), position), move |(race, _)| {
        let is_new = seen.borrow_mut().replace(*race) != Some(*race);
        // On a phone the heads scroll away: whose columns these are comes first.
        if is_new && browser::is_narrow() {
            return;
        }
        let parting = || browser::element("race-parting").filter(|_| is_new);
        let row = parting().or_else(|| browser::element("race-now"));
        let Some(element) = scroller.cast::<web_sys::Element>() else { return };
        let head = element.query_selector("thead").ok().flatten();
        // On a phone the heads scroll away.
        let covered = head.filter(|_| !browser::is_narrow()).map_or(0, |head| head.client_height());
        let (top, bottom) =
            row.map_or((0, 0), |row| (row.offset_top(), row.offset_top() + row.offset_height()));
        let (from, height) = (element.scroll_top(), element.client_height());
        if bottom > from + height {
            element.set_scroll_top(bottom + MARGIN - height);
        } else if top < from + covered {
            element.set_scroll_top((top - covered - MARGIN).max(0));
        }
    });
}

/// Room around the row that is brought into view, in CSS pixels.
const MARGIN: i32 = 24;
