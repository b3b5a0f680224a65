//! The state that an address opens.

use std::rc::Rc;

use crate::job::slice;
use crate::text::Lang;
use crate::timeline::TimelineBuilder;

use super::address::{Layout, Opening};
use super::fault_map::state::Maps;
use super::history::{History, Moment};
use super::page::{Playback, Sheet, Theme};
use super::rivals::Rivals;
use super::running::state::Pending;
use super::search::state::Searches;
use super::shared::Shared;
use super::state::AppState;

impl AppState {
    /// The state that an address asks for.
    pub fn open(opening: Opening, lang: Lang, theme: Theme) -> Self {
        let Opening { scenario, preset, position, presentation, page, wishes, rivals, notices } =
            opening;
        let mut builder = TimelineBuilder::new(&scenario);
        let is_over = builder.run_for(slice::EVENTS_AT_ONCE);
        // What there is of a long run stands in for it: there is none before.
        let timeline = Shared::new(builder.finish());
        let playhead = position.step_in(&timeline);
        let playback =
            if presentation.plays_at_once { Playback::Playing } else { Playback::Paused };
        let mut state = Self {
            timeline,
            pending: None,
            preset,
            opened: Rc::new(Moment {
                scenario,
                preset,
                place: position,
                draft: None,
                rivals: Vec::new(),
            }),
            playhead,
            playback,
            speed: presentation.speed,
            history: History::default(),
            lang,
            theme,
            menu: None,
            sheet: Sheet::Closed,
            notices,
            draft: None,
            presentation,
            page,
            search: Searches::new(&wishes),
            rivals: Rivals { ids: rivals, ..Rivals::default() },
            maps: Maps::default(),
        };
        let is_page = state.presentation.layout == Layout::Page;
        state.maps.is_on = state.presentation.shows_map.unwrap_or(is_page);
        if !is_over {
            let scenario = Shared::new(state.scenario().clone());
            let events = slice::EVENTS_AT_ONCE;
            state.pending = Some(Pending { scenario, position, playback, events });
        }
        state.line_up(Some(position));
        state.opened = state.here();
        state
    }

    /// Shows what an address holds that a person has edited.
    pub(super) fn open_again(&mut self, opening: Opening) {
        let Opening { scenario, preset, position, page, rivals, notices, .. } = opening;
        self.page = page;
        self.leave_for(&scenario, preset, position);
        self.look_at(position);
        if !rivals.is_empty() {
            self.rivals.ids = rivals;
        }
        self.line_up(Some(position));
        self.opened = self.here();
        for notice in notices {
            self.tell(notice);
        }
    }
}
