//! A chunk of the diagram's rows, in ink up to the playhead and pale beyond it. One that the
//! playhead has passed, or has not come to, does not render again: its properties stay equal, and
//! comparing them compares two pointers.

use std::borrow::Cow;
use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::style::{Part, class_of, draw};
use crate::diagram::{Arrow, Chunk, Placed, Shape, TextAnchor, path};
use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::menu::{Menu, Target};

use super::handlers::opens;

/// What to draw.
#[derive(Properties, PartialEq, Debug)]
pub struct DiagramChunkProps {
    /// The rows.
    pub chunk: Rc<Chunk>,
    /// How far they have come.
    pub ink: Ink,
}

/// How far the rows of a chunk have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Nothing of them has happened.
    None,
    /// The playhead is among them.
    Until {
        /// At this step.
        step: u32,
        /// That far down, in diagram space.
        y_now: i32,
    },
    /// All of them have happened, the last of them at this playhead if it is a step.
    All(Option<u32>),
}

impl Ink {
    /// That of a chunk at a playhead, which is that far down.
    pub fn of(chunk: &Chunk, playhead: u32, y_now: i32) -> Self {
        if chunk.last_step <= playhead {
            Self::All((chunk.last_step == playhead).then_some(playhead))
        } else if chunk.first_step > playhead {
            Self::None
        } else {
            Self::Until { step: playhead, y_now }
        }
    }

    /// What a mark looks like in ink; `None` if nothing of it has happened.
    fn seen(self, placed: &Placed) -> Option<Cow<'_, Shape>> {
        match self {
            Self::None => None,
            Self::Until { step, y_now } => placed.seen_at(step, y_now),
            Self::All(_) => Some(Cow::Borrowed(&placed.shape)),
        }
    }

    /// Whether a mark begins or ends at the playhead.
    fn is_new(self, placed: &Placed) -> bool {
        let now = match self {
            Self::None | Self::All(None) => return false,
            Self::Until { step, .. } | Self::All(Some(step)) => step,
        };
        placed.from_step == now || placed.to_step == now
    }

    /// Whether a mark will be another one at a later playhead.
    fn changes(self, placed: &Placed) -> bool {
        match self {
            Self::None => true,
            Self::Until { step, .. } => placed.to_step > step,
            Self::All(_) => false,
        }
    }
}

/// The drawing of a chunk.
#[component]
pub fn DiagramChunk(props: &DiagramChunkProps) -> Html {
    let opener = use_opener();
    let DiagramChunkProps { chunk, ink } = props;
    // What is still to come lies under the ink.
    let pale = chunk.marks.iter().filter(|placed| ink.changes(placed));
    let pale = pale.map(|placed| mark(&opener, placed, &placed.shape, " dg-pale"));
    let inked = chunk.marks.iter().filter_map(|placed| {
        let class = if ink.is_new(placed) { " dg-new" } else { "" };
        Some(mark(&opener, placed, &*ink.seen(placed)?, class))
    });
    html! { <g><g>{ for pale }</g><g>{ for inked }</g></g> }
}

/// What opens menus. Not the lab itself: who takes that context renders at every step.
#[hook]
fn use_opener() -> Opener {
    let opener = use_context::<Opener>();
    opener.expect("chunks stand inside the diagram view, which provides the opener")
}

/// What a click on an arrow does. Stays the same for the life of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Opener(pub Callback<Menu>);

impl Opener {
    /// Opens menus in this lab.
    pub fn new(lab: &Lab) -> Self {
        let dispatcher = lab.dispatcher();
        Self(Callback::from(move |menu| dispatcher.dispatch(Action::OpenMenu(menu))))
    }
}

fn mark(opener: &Opener, placed: &Placed, shape: &Shape, more: &str) -> Html {
    let class = class_of(shape) + more;
    let (role, hit) = match shape {
        Shape::Arrow(arrow) => (Some(arrow.role), Some(hit_area(opener, arrow))),
        _ => (None, None),
    };
    html! {
        <g {class} data-role={role} data-step={placed.from_step.to_string()}>
            { for draw(shape).into_iter().map(part) }
            { hit }
        </g>
    }
}

/// A wide, invisible line over an arrow, for fingers and mice. Keyboards reach the same menu with
/// Enter on the diagram.
fn hit_area(opener: &Opener, arrow: &Arrow) -> Html {
    let Opener(open) = opener.clone();
    let open = opens(Target::Message(arrow.id), move |menu| open.emit(menu));
    html! { <path class="hit" d={path::line(arrow)} onclick={open.clone()} oncontextmenu={open} /> }
}

/// One element of a drawing.
pub(super) fn part(part: Part) -> Html {
    match part {
        Part::Path { class, data } => html! { <path {class} d={data} /> },
        Part::Rect { class, x, y, width, height, radius } => html! {
            <rect {class} x={x.to_string()} y={y.to_string()} width={width.to_string()}
                height={height.to_string()} rx={radius.to_string()} />
        },
        Part::Circle { class, x, y, radius } => html! {
            <circle {class} cx={x.to_string()} cy={y.to_string()} r={radius.to_string()} />
        },
        Part::Text { class, label } => {
            let anchor = match label.anchor {
                TextAnchor::Start => "start",
                TextAnchor::Middle => "middle",
                TextAnchor::End => "end",
            };
            html! {
                <text {class} x={label.x.to_string()} y={label.y.to_string()} text-anchor={anchor}>
                    { label.text }
                </text>
            }
        }
    }
}
