//! The heads of the lifelines. They stay in view, and each opens the fault menu of its participant.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Diagram, Lifeline};
use crate::sim::world::HostStatus;
use crate::ui::action::Action;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::menu::{Menu, Target};

/// What the heads belong to.
#[derive(Properties, PartialEq, Debug)]
pub struct DiagramHeadsProps {
    /// The diagram.
    pub diagram: Rc<Diagram>,
}

/// The row of heads.
#[component]
pub fn DiagramHeads(props: &DiagramHeadsProps) -> Html {
    let lab = use_lab();
    let world = lab.timeline.world_at(lab.playhead);
    let Diagram { width, head_bottom, lifelines, .. } = &*props.diagram;
    let head = |lifeline: &Lifeline| {
        let is_down = matches!(world.status(lifeline.node), HostStatus::Down { .. });
        head(&lab, lifeline, is_down)
    };
    html! {
        <div class="heads" style={format!("width:{width}px;height:{head_bottom}px")}>
            { for lifelines.iter().map(head) }
        </div>
    }
}

fn head(lab: &Lab, lifeline: &Lifeline, is_down: bool) -> Html {
    let node = lifeline.node;
    let left = lifeline.x - lifeline.head_width / 2;
    let onclick = {
        let lab = lab.clone();
        Callback::from(move |event: MouseEvent| {
            let (x, y) = super::popover::place_for(&event);
            lab.dispatch(Action::OpenMenu(Menu { target: Target::Node(node), x, y }));
        })
    };
    let oncontextmenu = {
        let onclick = onclick.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            onclick.emit(event);
        }
    };
    let words = lab.lang.words();
    let state = if is_down { words.state.down } else { words.state.up };
    html! {
        <button type="button" class="head" key={node.0} data-node={crate::shop::message::nodes::name(node)}
            data-down={is_down.then_some("")} {onclick} {oncontextmenu} aria-haspopup="menu"
            aria-label={format!("{}, {state}", lifeline.name)}
            style={format!("left:{left}px;width:{}px", lifeline.head_width)}>
            <b>{ lifeline.name }</b>
            if !lifeline.term.is_empty() { <small>{ lifeline.term }</small> }
        </button>
    }
}
