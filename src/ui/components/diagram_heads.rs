//! The heads of the lifelines. They stay in view, and each opens the fault menu of its participant.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Diagram, Lifeline};
use crate::sim::world::HostStatus;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::menu::Target;

use super::handlers::opens_menu;

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
    let open = opens_menu(lab, Target::Node(node));
    let words = lab.lang.words();
    let state = if is_down { words.state_down() } else { words.state_up() };
    html! {
        <button type="button" class="head" key={node.0} data-node={crate::shop::message::nodes::name(node)}
            data-down={is_down.then_some("")} onclick={open.clone()} oncontextmenu={open} aria-haspopup="menu"
            aria-label={format!("{}, {state}", lifeline.name)}
            style={format!("left:{left}px;width:{}px", lifeline.head_width)}>
            <b>{ lifeline.name }</b>
            if !lifeline.term.is_empty() { <small>{ lifeline.term }</small> }
        </button>
    }
}
