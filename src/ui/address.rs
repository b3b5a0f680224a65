//! What the address asks for: named choices in the query, a scenario in the hash. Pure.
//!
//! The contract is `docs/embed.md`. Bad values are never fatal: each becomes a notice, and the
//! default is used.

use crate::guarantee::VerdictKind;
use crate::program::catalogue;
use crate::scenario::link::{self, LinkError};
use crate::scenario::preset::{near_matches, preset};
use crate::scenario::{Scenario, Strategy};
use crate::text::Lang;
use crate::timeline::Timeline;

use super::notice::Notice;
use super::search::state::Searches;
use super::search::wishes::{self, Wishes};
use super::state::{Page, SPEEDS, Theme};

/// The preset that a page without wishes opens: the crash of the course's third section.
pub const HOME: &str = "a3-1";

/// The names that say what the lab shows.
const SCENARIO_NAMES: [&str; 3] = ["scenario", "strategy", "step"];

/// Version of the address contract.
pub const CONTRACT_VERSION: u32 = 1;

/// What a page is opened with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// What to show.
    pub scenario: Scenario,
    /// Its name, if it has one.
    pub preset: Option<&'static str>,
    /// Where to look first.
    pub position: Position,
    /// How to show it.
    pub presentation: Presentation,
    /// Which page.
    pub page: Page,
    /// What searches begin with.
    pub wishes: Wishes,
    /// What was not understood.
    pub notices: Vec<Notice>,
}

/// How the page is shown. Fixed by the address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Presentation {
    /// Full page or compact frame.
    pub layout: Layout,
    /// The language that the address names.
    pub lang: Option<Lang>,
    /// The theme that the address names.
    pub theme: Option<Theme>,
    /// Whether it plays without being asked.
    pub plays_at_once: bool,
    /// Index into [`SPEEDS`].
    pub speed: usize,
    /// Whether the address asks for fault maps.
    pub shows_map: Option<bool>,
}

/// Full page or compact frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Everything.
    Page,
    /// `embed=1`: no header, compact, no storage, no history.
    Embed,
}

/// A place in a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// This step, or the last one.
    Step(u32),
    /// The end.
    End,
    /// The first step at which a guarantee is seen broken, or the end.
    FirstViolation,
}

impl Position {
    /// The step of a run that it names.
    pub fn step_in(self, timeline: &Timeline) -> u32 {
        let run = &timeline.run;
        match self {
            Self::Step(step) => step.min(run.steps()),
            Self::End => run.steps(),
            Self::FirstViolation => {
                let broken =
                    run.verdicts.iter().filter(|verdict| verdict.kind == VerdictKind::Broken);
                broken.filter_map(|verdict| verdict.broke_at).min().unwrap_or(run.steps())
            }
        }
    }
}

/// Reads an address: the query and the hash, as the browser gives them, decoded pairs and all.
pub fn read(query: &[(String, String)], hash: &str) -> Opening {
    let mut reader = Reader {
        opening: Opening {
            scenario: home(),
            preset: Some(HOME),
            position: Position::Step(0),
            presentation: Presentation {
                layout: Layout::Page,
                lang: None,
                theme: None,
                plays_at_once: false,
                speed: 2,
                shows_map: None,
            },
            page: Page::Lab,
            wishes: Wishes::default(),
            notices: Vec::new(),
        },
        strategy: None,
        scenario: None,
    };
    for (name, value) in query {
        reader.pair(&name.to_ascii_lowercase(), value.trim());
    }
    reader.choose();
    reader.hash(hash);
    reader.opening
}

/// The end of an address, query and hash, that shows a scenario at a step: by its name as long as
/// it has one, else with all of it in the hash. Of the query that was there, `search`, everything
/// stays that names no scenario and no place.
pub fn end_of(
    scenario: &Scenario,
    preset: Option<&str>,
    step: u32,
    search: &str,
) -> Result<String, LinkError> {
    let names_scenario = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        SCENARIO_NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
    };
    let kept = search.trim_start_matches('?').split('&');
    let kept = kept.filter(|pair| !pair.is_empty() && !names_scenario(pair)).map(str::to_owned);
    let (own, hash) = match preset {
        Some(id) => (vec![format!("scenario={id}"), format!("step={step}")], String::new()),
        None => (Vec::new(), format!("#{}", link::encode(scenario, step)?)),
    };
    let query = own.into_iter().chain(kept).collect::<Vec<_>>().join("&");
    Ok(if query.is_empty() { hash } else { format!("?{query}{hash}") })
}

/// The query of an address, `search`, that shows the matrix of these searches.
pub fn query_of_matrix(searches: &Searches, search: &str) -> String {
    let is_other = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !SCENARIO_NAMES.contains(&name) && !wishes::NAMES.contains(&name)
    };
    let kept = search.trim_start_matches('?').split('&').filter(is_other).map(str::to_owned);
    let pairs: Vec<_> = wishes::pairs(searches).into_iter().chain(kept).collect();
    query_of(Page::Guarantees, &pairs.join("&"))
}

/// The query of an address, `search`, with another page in it. The lab needs no word.
pub fn query_of(page: Page, search: &str) -> String {
    let is_page = |pair: &&str| pair.split('=').next().is_some_and(|name| name == "page");
    let kept = search.trim_start_matches('?').split('&');
    let mut pairs: Vec<_> =
        kept.filter(|pair| !pair.is_empty() && !is_page(pair)).map(str::to_owned).collect();
    if page != Page::Lab {
        pairs.insert(0, format!("page={}", page.word()));
    }
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
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
    scenario: Option<String>,
}

impl Reader {
    fn pair(&mut self, name: &str, value: &str) {
        let presentation = &mut self.opening.presentation;
        let is_understood = match name {
            "embed" => boolean(value).map(|is_on| {
                presentation.layout = if is_on { Layout::Embed } else { Layout::Page };
            }),
            "map" => boolean(value).map(|is_on| presentation.shows_map = Some(is_on)),
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
            "speed" => speed(value).map(|speed| presentation.speed = speed),
            "page" => Page::from_word(value).map(|page| self.opening.page = page),
            name if wishes::NAMES.contains(&name) => self.opening.wishes.read(name, value),
            "step" => position(value).map(|position| self.opening.position = position),
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
            let (name, value) = (name.to_owned(), shorten(value));
            self.opening.notices.push(Notice::BadQuery { name, value });
        }
    }

    fn choose(&mut self) {
        if let Some(id) = self.strategy.take() {
            if let Ok(strategy) = Strategy::shipped(&id.to_ascii_lowercase()) {
                self.opening.scenario = Scenario::of(strategy);
                self.opening.preset = None;
            } else {
                let nearest = catalogue::nearest_strategy(&id).into_iter().collect();
                self.opening.notices.push(Notice::Unknown { found: shorten(&id), nearest });
            }
        }
        self.choose_scenario();
        for (key, value) in &self.opening.wishes.settings {
            // What a configuration takes, a scenario takes.
            if self.opening.scenario.set(key, value).is_ok() {
                self.opening.preset = None;
            }
        }
    }

    fn choose_scenario(&mut self) {
        if let Some(id) = self.scenario.take() {
            if let Some(found) = preset(&id) {
                let strategy =
                    self.opening.preset.is_none().then(|| self.opening.scenario.strategy.clone());
                self.opening.scenario = found.file.scenario.clone();
                self.opening.preset = Some(found.id);
                if let Some(strategy) = strategy {
                    // Both named: the scenario's faults under the other strategy.
                    self.opening.scenario.strategy = strategy;
                    self.opening.preset = None;
                }
            } else {
                let nearest = near_matches(&id);
                self.opening.notices.push(Notice::Unknown { found: shorten(&id), nearest });
            }
        }
    }

    fn hash(&mut self, hash: &str) {
        match link::decode(hash) {
            None => {}
            Some(Ok(found)) => {
                self.opening.scenario = found.scenario;
                self.opening.preset = None;
                if let Some(step) = found.step {
                    self.opening.position = Position::Step(step);
                }
                if let Some(model) = found.other_model {
                    self.opening.notices.push(Notice::OtherModel(model));
                }
            }
            Some(Err(LinkError::Scenario(error))) => {
                self.opening.notices.push(Notice::Scenario(error));
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

fn speed(value: &str) -> Option<usize> {
    let words = ["0.25", "0.5", "1", "2", "4"];
    debug_assert_eq!(words.len(), SPEEDS.len());
    words.iter().position(|word| *word == value)
}

fn position(value: &str) -> Option<Position> {
    match value {
        "end" => Some(Position::End),
        "first-violation" => Some(Position::FirstViolation),
        _ => value.parse().ok().map(Position::Step),
    }
}

/// What a notice quotes of a value that somebody made up.
fn shorten(value: &str) -> String {
    value.chars().take(40).collect()
}
