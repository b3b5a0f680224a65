//! The state that an address opens, and the address that shows a state.

use std::rc::Rc;

use crate::job::slice;
use crate::scenario::link::LinkError;
use crate::text::Lang;
use crate::timeline::TimelineBuilder;
use crate::ui::address::{self, Opening};
use crate::ui::fault_map::state::Maps;
use crate::ui::history::{History, Moment};
use crate::ui::page::{Page, Playback, Sheet, Theme};
use crate::ui::rivals::Rivals;
use crate::ui::running::state::Pending;
use crate::ui::search::state::Searches;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

impl AppState {
    /// The state that an address asks for.
    pub fn open(opening: Opening, lang: Lang, theme: Theme) -> Self {
        let Opening { scenario, preset, position, point, presentation, .. } = opening;
        let Opening { page, wishes, rivals, notices, .. } = opening;
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
        state.maps.point_at(point);
        state.maps.is_on = state.presentation.shows_map.unwrap_or(true);
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
        let Opening { scenario, preset, position, point, page, rivals, notices, .. } = opening;
        self.maps.point_at(point);
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

    /// The end of the address that shows this, as [`address::end_of`] makes it.
    pub fn address_end(&self, search: &str) -> Result<String, LinkError> {
        let of_start = || address::query_of(Page::Start, search, "#s=");
        let search = if self.page == Page::Start { of_start() } else { search.to_owned() };
        self.address_end_beside(&search)
    }

    /// The same without the word of the start page: in a frame there is none.
    pub fn address_end_beside(&self, search: &str) -> Result<String, LinkError> {
        let own = self.scenario().strategy.id.unwrap_or(address::OWN);
        let columns: Vec<_> = [own].into_iter().chain(self.rivals.ids.iter().copied()).collect();
        // Also while the comparison is still being made.
        let is_compared = self.page == Page::Compare;
        let columns = if is_compared { columns.join(",") } else { String::new() };
        let preset = self.shown_preset().map(|preset| preset.id);
        let extra = (&*columns, self.maps.chosen());
        address::end_of(self.scenario(), preset, self.wanted_place(), extra, search)
    }
}
