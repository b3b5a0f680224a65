//! A chunk of the diagram's rows. One that the playhead has passed never renders again: its
//! properties stay equal, and comparing them compares two pointers.

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
    /// The step up to which they are shown, no later than the chunk's last.
    pub playhead: u32,
    /// How far down the playhead is, in diagram space.
    pub y_now: i32,
}

/// The drawing of a chunk.
#[component]
pub fn DiagramChunk(props: &DiagramChunkProps) -> Html {
    let opener = use_opener();
    let DiagramChunkProps { chunk, playhead, y_now } = props;
    let seen =
        chunk.marks.iter().filter_map(|placed| Some((placed, placed.seen_at(*playhead, *y_now)?)));
    let marks = seen
        .enumerate()
        .map(|(index, (placed, shape))| mark(&opener, index, placed, &shape, *playhead));
    html! { <g>{ for marks }</g> }
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

fn mark(opener: &Opener, index: usize, placed: &Placed, shape: &Shape, playhead: u32) -> Html {
    let is_new = placed.from_step == playhead || placed.to_step == playhead;
    let mut class = class_of(shape);
    if is_new {
        class.push_str(" dg-new");
    }
    let (role, hit) = match shape {
        Shape::Arrow(arrow) => (Some(arrow.role), Some(hit_area(opener, arrow))),
        _ => (None, None),
    };
    html! {
        <g key={index} {class} data-role={role} data-step={placed.from_step.to_string()}>
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
