//! Diagrams of runs: at once where that takes a moment, else in slices, and meanwhile there is
//! none.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::diagram::strip::Strip;
use crate::diagram::{Columns, Diagram, Layout, Options, layout};
use crate::job::slice;
use crate::text::Lang;
use crate::timeline::Timeline;

use super::browser;
use super::effect::use_effect_with;
use super::shared::Shared;

/// A run as it is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// The diagram.
    pub diagram: Rc<Diagram>,
    /// The same beside narrow lanes.
    pub strip: Option<Rc<Strip>>,
}

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Diagrams with columns of this width.
    Diagrams(Columns),
    /// Strips.
    Strips,
}

/// What decides how drawings look. It holds the runs, so that no other can take the place of one.
type Key = (Vec<Shared<Timeline>>, Lang, Wish);

/// The drawings of some runs, when all of them are there.
#[hook]
pub fn use_drawings(
    runs: &[Shared<Timeline>],
    lang: Lang,
    wish: Wish,
) -> Option<Shared<Vec<Drawing>>> {
    let key: Key = (runs.to_vec(), lang, wish);
    let at_once = use_memo(key.clone(), |(runs, lang, wish)| draw_at_once(runs, *lang, *wish));
    let drawn = use_state(|| None::<(Key, Shared<Vec<Drawing>>)>);
    {
        let drawn = drawn.setter();
        let is_open = at_once.is_none();
        use_effect_with((key.clone(), is_open), move |(key, is_open)| {
            let is_wanted = Rc::new(Cell::new(*is_open));
            if *is_open {
                let (key, is_wanted) = (key.clone(), Rc::clone(&is_wanted));
                spawn_local(async move {
                    let (runs, lang, wish) = &key;
                    if let Some(drawings) = draw(runs, *lang, *wish, &is_wanted).await {
                        drawn.set(Some((key, Shared::new(drawings))));
                    }
                });
            }
            move || is_wanted.set(false)
        });
    }
    let later = || drawn.as_ref().filter(|(made, _)| *made == key).map(|(_, all)| all.clone());
    (*at_once).clone().or_else(later)
}

fn options(lang: Lang, wish: Wish) -> Options {
    let columns = match wish {
        Wish::Diagrams(columns) => columns,
        Wish::Strips => Columns::Wide,
    };
    Options { lang, columns, ..Options::default() }
}

/// The drawings, if the events of all runs together are few enough.
fn draw_at_once(runs: &[Shared<Timeline>], lang: Lang, wish: Wish) -> Option<Shared<Vec<Drawing>>> {
    let events = runs.iter().map(|timeline| timeline.run.trace.events.len());
    if events.sum::<usize>() > slice::FACTS_AT_ONCE {
        return None;
    }
    let draw = |timeline: &Shared<Timeline>| {
        let diagram = Rc::new(layout(&timeline.run, &options(lang, wish)));
        let strip = || Rc::new(Strip::new(&timeline.run, &diagram));
        let strip = (wish == Wish::Strips).then(strip);
        Drawing { diagram, strip }
    };
    Some(Shared::new(runs.iter().map(draw).collect()))
}

/// The drawings, made in slices; nothing if they are wanted no more.
async fn draw(
    runs: &[Shared<Timeline>],
    lang: Lang,
    wish: Wish,
    is_wanted: &Cell<bool>,
) -> Option<Vec<Drawing>> {
    let mut drawings = Vec::new();
    for timeline in runs {
        let mut layout = Layout::new(&timeline.run, &options(lang, wish));
        while !layout.go_on(slice::FACTS) {
            is_still(is_wanted).await?;
        }
        let diagram = Rc::new(layout.finish());
        let mut strip = (wish == Wish::Strips).then(|| Strip::begin(&timeline.run, &diagram));
        for chunks in diagram.chunks.chunks(slice::CHUNKS).filter(|_| wish == Wish::Strips) {
            is_still(is_wanted).await?;
            let strip = strip.iter_mut();
            strip.for_each(|strip| chunks.iter().for_each(|chunk| strip.add(&diagram, chunk)));
        }
        drawings.push(Drawing { diagram, strip: strip.map(Rc::new) });
    }
    Some(drawings)
}

/// Lets the browser do what it has to do. Nothing comes of it if nobody wants to go on.
async fn is_still(is_wanted: &Cell<bool>) -> Option<()> {
    browser::pause().await;
    is_wanted.get().then_some(())
}
