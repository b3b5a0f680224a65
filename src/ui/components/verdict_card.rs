//! The verdict: the guarantee that the run is about, how it stands at the playhead, and why.

use yew::prelude::*;

use crate::guarantee::{GUARANTEES, Guarantee, Standing, Verdict, VerdictKind};
use crate::ordered::Set;
use crate::program::catalogue;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::search::remedy::survivor;
use crate::ui::search::state::Ask;

use super::break_panel::TITLE;
use super::fate_band::{band_legend, no_return_of};
use super::guarantee_list::{jump_to, mark};
use super::handlers::does;
use super::icon::{Shape, icon};

/// The card.
pub fn verdict_card(lab: &Lab) -> Html {
    let told = lab.told();
    let mut judged = GUARANTEES.iter().zip(&lab.timeline.run.verdicts);
    let Some((guarantee, verdict)) = judged.find(|(known, _)| known.id == told) else {
        return html! {};
    };
    let standing = verdict.at(lab.playhead);
    let (state, glyph) = mark(standing);
    let is_broken = verdict.kind == VerdictKind::Broken;
    html! {
        <section class="verdict" id="verdict" data-guarantee={told} data-standing={state}
            data-broken={is_broken.then_some("")} aria-labelledby="verdict-title">
            <h2 id="verdict-title" title={text::guarantee_sentence(lab.lang, told)}>
                <span class="glyph" aria-hidden="true">{ glyph }</span>
                { text::guarantee_name(lab.lang, told) }
            </h2>
            if is_broken {
                { broken(lab, verdict, standing) }
            } else {
                { unbroken(lab, guarantee, verdict, standing) }
            }
            { band_legend(lab) }
        </section>
    }
}

/// What is said of a guarantee that the run breaks: when, since when nothing helps, and why.
fn broken(lab: &Lab, verdict: &Verdict, standing: Standing) -> Html {
    let words = lab.lang.words();
    let point = lab.point();
    let why = text::why_broken(lab.lang, &lab.timeline.run, verdict);
    let label = || words.sentence(&text::standing_label(lab.lang, standing, verdict));
    let certain = no_return_of(lab, verdict.guarantee).filter(|step| *step <= lab.playhead);
    html! {
        <>
            <p class="main" role="status">
                if let Some(step) = certain {
                    <button type="button" class="jump no-return"
                        onclick={does(lab, Action::Seek(step))}>
                        { words.verdict_certain(&step) }
                    </button>
                } else {
                    { jump_to(lab, verdict, label()) }
                }
            </p>
            if verdict.guarantee != point {
                <p>{ words.verdict_point_holds(&text::guarantee_name(lab.lang, point)) }</p>
            }
            if let Some(why) = why {
                <p class="why"><b>{ words.verdict_why() }</b>{ " " }{ why }</p>
            }
            <Survivor />
        </>
    }
}

/// What is said of one that the run does not break: that this proves nothing.
fn unbroken(lab: &Lab, guarantee: &Guarantee, verdict: &Verdict, standing: Standing) -> Html {
    let words = lab.lang.words();
    let is_over = lab.timeline.run.is_over();
    let is_decided = is_over && matches!(standing, Standing::Holds | Standing::Idle);
    let label = text::standing_label(lab.lang, standing, verdict);
    let said = match lab.broken().next() {
        None if is_decided => words.verdict_nothing_breaks().to_owned(),
        _ => words.sentence(&label),
    };
    html! {
        <>
            <p class="main" role="status">{ said }</p>
            <p>{ with_one_more(lab, guarantee.id) }</p>
            if lab.wanted().is_empty() {
                <button type="button" class="primary with-icon" id="break-it-here"
                    onclick={begins_search(lab)}>
                    { icon(Shape::Bolt) }{ words.search_break_it() }
                </button>
            }
        </>
    }
}

/// Searches, and brings what is found into view: it stands in the other column.
fn begins_search(lab: &Lab) -> impl Fn(MouseEvent) + 'static {
    let lab = lab.clone();
    move |_| {
        lab.dispatch(Action::Search(Ask::Begin));
        browser::focus(TITLE);
    }
}

/// What one fault more comes to, as far as it has been tried.
fn with_one_more(lab: &Lab, guarantee: &str) -> String {
    let words = lab.lang.words();
    let Some(map) = lab.fault_map() else {
        let said = if lab.wants_map() { words.verdict_trying() } else { words.verdict_not_tried() };
        return said.to_owned();
    };
    let mut breaking = map.entries.iter().filter(|entry| entry.breaks(guarantee)).peekable();
    if breaking.peek().is_none() {
        return match (map.is_done(), map.is_over) {
            (true, _) => words.verdict_none_breaks(&map.entries.len()),
            (_, true) => words.map_too_large(&map.places, &map.entries.len()),
            _ => words.verdict_trying().to_owned(),
        };
    }
    let is_elsewhere = breaking.clone().any(|entry| entry.line.is_none());
    let mut lines = Set::default();
    breaking.filter_map(|entry| entry.line).for_each(|line| lines.insert(line));
    match lines.iter().count() {
        0 => words.verdict_can_break_elsewhere().to_owned(),
        lines if is_elsewhere => words.verdict_can_break_also(&lines),
        lines => words.verdict_can_break(&lines),
    }
}

/// A strategy under which the same faults do not break it, one click away.
#[component]
fn Survivor() -> Html {
    let lab = use_lab();
    let found = {
        let (run, told) = (lab.timeline.run.clone(), lab.told());
        use_memo((lab.timeline.identity(), told), move |_| survivor(&run, told))
    };
    let words = lab.lang.words();
    let found = (*found).and_then(|id| Some((id, catalogue::strategy(id)?)));
    let says = |title: &str| {
        if lab.has_faults() {
            words.verdict_survives(&title)
        } else {
            words.verdict_survives_plain(&title)
        }
    };
    html! {
        if let Some((id, strategy)) = found {
            <p>
                <button type="button" class="link" id="survivor" onclick={survives(&lab, id)}>
                    { says(text::title_of(lab.lang, &strategy.program.header)) }
                </button>
            </p>
        }
    }
}

/// The strategy, at the end of its run: that it survives is seen there.
fn survives(lab: &Lab, id: &'static str) -> impl Fn(MouseEvent) + 'static {
    let lab = lab.clone();
    move |_| {
        lab.dispatch(Action::ChooseStrategy(id));
        lab.dispatch(Action::Seek(u32::MAX));
    }
}
