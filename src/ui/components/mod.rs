//! One file for each part of the page. None changes the state; each dispatches actions.

pub mod break_panel;
pub mod diagram_chunk;
pub mod diagram_heads;
pub mod diagram_view;
pub mod editor;
pub mod event_list;
pub mod fault_list;
pub mod fault_menu;
pub mod guarantee_list;
pub mod guarantees_page;
pub mod help_sheet;
pub mod icon;
pub mod masthead;
pub mod matrix_row;
pub mod notices;
pub mod popover;
pub mod program_lines;
pub mod program_pane;
pub mod settings_panel;
pub mod state_panel;
pub mod strategy_picker;
pub mod time_bar;
pub mod transport;
