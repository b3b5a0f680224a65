//! The parts of the page that ask the browser nothing, drawn for a state.

use std::rc::Rc;

use futures::executor::block_on;
use yew::LocalServerRenderer;
use yew::prelude::*;

use zeroloss::ui::components::break_panel::break_panel;
use zeroloss::ui::components::compare_page::ComparePage;
use zeroloss::ui::components::event_list::EventList;
use zeroloss::ui::components::fault_list::FaultList;
use zeroloss::ui::components::guarantee_list::guarantee_list;
use zeroloss::ui::components::guarantees_page::guarantees_page;
use zeroloss::ui::components::help_sheet::HelpSheet;
use zeroloss::ui::components::notices::notices;
use zeroloss::ui::components::picker_list::PickerList;
use zeroloss::ui::components::program_pane::ProgramPane;
use zeroloss::ui::components::settings_panel::SettingsPanel;
use zeroloss::ui::components::state_changes::state_changes;
use zeroloss::ui::components::state_panel::state_panel;
use zeroloss::ui::components::strategy_picker::strategy_picker;
use zeroloss::ui::components::transport::transport;
use zeroloss::ui::components::verdict_card::verdict_card;
use zeroloss::ui::lab::Lab;
use zeroloss::ui::page::{Page, Sheet};
use zeroloss::ui::state::AppState;

/// Draws a state.
pub fn is_shown(state: &Rc<AppState>) {
    let props = StageProps { state: AlwaysNew(Rc::clone(state)) };
    let html = block_on(LocalServerRenderer::<Stage>::with_props(props).hydratable(false).render());
    assert!(!html.is_empty());
}

#[derive(Properties, PartialEq)]
struct StageProps {
    state: AlwaysNew,
}

#[derive(Clone)]
struct AlwaysNew(Rc<AppState>);

impl PartialEq for AlwaysNew {
    fn eq(&self, _other: &Self) -> bool {
        false
    }
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let state = props.state.0.clone();
    let lab = Lab::new(use_reducer(move || (*state).clone()));
    let page = match lab.page {
        Page::Start | Page::Lab => html! {
            <>
                { verdict_card(&lab) }{ state_changes(&lab) }
                <EventList /><ProgramPane /><FaultList /><SettingsPanel />
                { strategy_picker(&lab) }{ break_panel(&lab, None) }
                { guarantee_list(&lab) }{ state_panel(&lab) }{ transport(&lab) }
            </>
        },
        Page::Compare => html! { <ComparePage /> },
        Page::Guarantees => guarantees_page(&lab, None),
    };
    let list = match lab.sheet {
        Sheet::Choose(picker) => html! { <PickerList {picker} /> },
        Sheet::Closed | Sheet::Help | Sheet::Share => html! {},
    };
    html! {
        <ContextProvider<Lab> context={lab.clone()}>
            { notices(&lab) }{ page }<HelpSheet />{ list }
        </ContextProvider<Lab>>
    }
}
