//! Reads an address.

use crate::guarantee::GUARANTEES;
use crate::program::catalogue;
use crate::scenario::link;
use crate::scenario::preset::{Preset, near_matches, preset};
use crate::scenario::{Scenario, Strategy};
use crate::text::Lang;
use crate::timeline::COLUMNS_MAX;
use crate::ui::notice::Notice;
use crate::ui::page::{Page, SPEEDS, Theme};
use crate::ui::position::Position;
use crate::ui::search::wishes::{self, Wishes};

use super::CHOOSING_NAMES;
use super::doubts::{shorten, why_not};
use super::opening::{CONTRACT_VERSION, HOME, Layout, OWN, Opening, Presentation};

/// Reads an address: the query and the hash, as the browser gives them, decoded pairs and all.
pub fn read(query: &[(String, String)], hash: &str) -> Opening {
    let mut reader = Reader {
        opening: Opening {
            scenario: home(),
            preset: Some(HOME),
            position: Position::Step(0),
            point: None,
            presentation: Presentation {
                layout: Layout::Page,
                lang: None,
                theme: None,
                plays_at_once: false,
                speed: 2,
                shows_map: None,
                shows_program: None,
            },
            page: Page::Lab,
            wishes: Wishes::default(),
            rivals: Vec::new(),
            notices: Vec::new(),
        },
        strategy: None,
        left_out: Vec::new(),
        scenario: None,
        page: None,
        position: None,
        is_chosen: false,
    };
    for (name, value) in query {
        reader.pair(&name.to_ascii_lowercase(), value.trim());
    }
    reader.choose();
    reader.hash(hash);
    reader.settle_rivals();
    reader.choose_page();
    reader.opening
}

fn home() -> Scenario {
    match preset(HOME) {
        Some(home) => home.file.scenario.clone(),
        None => unreachable!("the preset that opens the page is in scenarios/"),
    }
}

struct Reader {
    opening: Opening,
    strategy: Option<String>,
    /// Names of strategies that a comparison has no place for.
    left_out: Vec<String>,
    scenario: Option<String>,
    page: Option<Page>,
    position: Option<Position>,
    /// Whether anything says what is shown.
    is_chosen: bool,
}

impl Reader {
    fn pair(&mut self, name: &str, value: &str) {
        self.is_chosen |= CHOOSING_NAMES.contains(&name);
        let presentation = &mut self.opening.presentation;
        let is_understood = match name {
            "embed" => boolean(value).map(|is_on| {
                presentation.layout = if is_on { Layout::Embed } else { Layout::Page };
            }),
            "map" => boolean(value).map(|is_on| presentation.shows_map = Some(is_on)),
            "program" => boolean(value).map(|is_on| presentation.shows_program = Some(is_on)),
            "play" => boolean(value).map(|is_on| presentation.plays_at_once = is_on),
            "lang" if value.eq_ignore_ascii_case("auto") => {
                let _: () = presentation.lang = None;
                Some(())
            }
            "lang" => Lang::from_tolerant(value).map(|lang| presentation.lang = Some(lang)),
            "theme" if value.eq_ignore_ascii_case("auto") => {
                let _: () = presentation.theme = None;
                Some(())
            }
            "theme" => Theme::from_word(value).map(|theme| presentation.theme = Some(theme)),
            "speed" => {
                let place = SPEEDS.iter().position(|speed| speed.word == value);
                place.map(|place| presentation.speed = place)
            }
            "page" => Page::from_word(value).map(|page| self.page = Some(page)),
            name if wishes::NAMES.contains(&name) => self.opening.wishes.read(name, value),
            "step" => Position::from_word(value).map(|position| self.position = Some(position)),
            "point" => {
                let found = GUARANTEES.iter().find(|known| known.id.eq_ignore_ascii_case(value));
                found.map(|found| self.opening.point = Some(found.id))
            }
            "scenario" => {
                let _: () = self.scenario = Some(value.to_owned());
                Some(())
            }
            "strategy" => {
                let _: () = self.strategy = Some(value.to_owned());
                Some(())
            }
            "v" => value.parse::<u32>().ok().map(|version| {
                if version > CONTRACT_VERSION {
                    self.opening.notices.push(Notice::NewerContract(version));
                }
            }),
            // Platforms append names of their own; what is not ours is not ours to refuse.
            _ => Some(()),
        };
        if is_understood.is_none() {
            self.opening.notices.push(why_not(name, value));
        }
    }

    fn choose(&mut self) {
        let names = self.strategy.take().unwrap_or_default().to_ascii_lowercase();
        let columns = self.columns(&names);
        let lead = columns.first().and_then(|id| Strategy::shipped(id).ok());
        let found = self.scenario.take().and_then(|id| self.preset(&id));
        let is_home = lead.is_none();
        if let Some(strategy) = lead {
            // Both named: the scenario's settings and faults under the other strategy.
            let named = found.map(|found| found.file.scenario.clone());
            let scenario = named.unwrap_or_else(|| Scenario::of(strategy.clone()));
            self.opening.scenario = Scenario { strategy, ..scenario };
        } else if let Some(found) = found {
            self.opening.scenario = found.file.scenario.clone();
        }
        for (key, value) in &self.opening.wishes.settings {
            // What a configuration takes, a scenario takes, and no check of it can fail here.
            let _ = self.opening.scenario.set(key, value);
        }
        self.opening.preset = found.map(|found| found.id).or(is_home.then_some(HOME));
        self.opening.rivals = columns.into_iter().skip(1).collect();
    }

    /// The strategies of a list that exist, each once, as many as a comparison has columns. What
    /// has no place is [left out](Self::left_out).
    fn columns(&mut self, names: &str) -> Vec<&'static str> {
        let mut columns: Vec<&'static str> = Vec::new();
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let is_misplaced = name == OWN && !columns.is_empty();
            if is_misplaced || columns.len() >= COLUMNS_MAX || columns.contains(&name) {
                self.left_out.push(name.to_owned());
            } else {
                columns.extend(self.column(name));
            }
        }
        columns
    }

    /// Only now it is known what `own` stands for: the hash can bring another scenario.
    fn settle_rivals(&mut self) {
        let (rivals, own) = (&mut self.opening.rivals, self.opening.scenario.strategy.id);
        if let Some(place) = rivals.iter().position(|id| own == Some(*id)) {
            self.left_out.insert(0, rivals.remove(place).to_owned());
        }
        if !self.left_out.is_empty() {
            let names = shorten(&self.left_out.join(","));
            self.opening.notices.push(Notice::LeftOut(names));
        }
    }

    /// More than one strategy is a comparison, and who compares wants to see what it comes to.
    fn choose_page(&mut self) {
        let is_list = !self.opening.rivals.is_empty();
        let page = match (is_list, self.is_chosen) {
            (true, _) => Page::Compare,
            (false, true) => Page::Lab,
            (false, false) => Page::Start,
        };
        self.opening.page = self.page.unwrap_or(page);
        let is_still = !self.opening.presentation.plays_at_once;
        let first = match self.opening.page {
            Page::Compare if is_still => Position::End,
            _ if is_still => Position::LastFault,
            _ => Position::Step(0),
        };
        self.opening.position = self.position.unwrap_or(first);
    }

    /// The strategy of a column, or [`OWN`].
    fn column(&mut self, id: &str) -> Option<&'static str> {
        if id == OWN {
            return Some(OWN);
        }
        let found = catalogue::strategy(id).map(|strategy| strategy.id);
        if found.is_none() {
            let nearest = catalogue::nearest_strategy(id).into_iter().collect();
            self.opening.notices.push(Notice::Unknown { found: shorten(id), nearest });
        }
        found
    }

    fn preset(&mut self, id: &str) -> Option<&'static Preset> {
        let found = preset(id);
        if found.is_none() {
            let nearest = near_matches(id);
            self.opening.notices.push(Notice::Unknown { found: shorten(id), nearest });
        }
        found
    }

    fn hash(&mut self, hash: &str) {
        self.is_chosen |= link::is_link(hash);
        match link::decode(hash) {
            None => {}
            Some(Ok(found)) => {
                self.opening.scenario = found.scenario;
                self.opening.preset = None;
                if let Some(model) = found.other_model {
                    self.opening.notices.push(Notice::OtherModel(model));
                }
                let step = hash.split(['#', '&']).find_map(|pair| pair.strip_prefix("step="));
                // Chat programs append punctuation.
                let is_ours = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
                if let Some(step) = step.and_then(|step| step.split(|c| !is_ours(c)).next()) {
                    self.pair("step", step);
                }
            }
            Some(Err(error)) => self.opening.notices.push(Notice::Link(error)),
        }
    }
}

/// A bare name means yes.
fn boolean(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "" | "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
