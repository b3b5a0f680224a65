//! What the address asks for: named choices in the query, a scenario in the hash. Pure.
//!
//! The contract is `docs/embed.md`. Bad values are never fatal: each becomes a notice, and the
//! default is used.

mod doubts;
mod reader;

use crate::guarantee::VerdictKind;
use crate::scenario::Scenario;
use crate::scenario::link::{self, LinkError};
use crate::text::Lang;
use crate::timeline::Timeline;

use super::notice::Notice;
use super::search::state::Searches;
use super::search::wishes::{self, Wishes};
use super::state::{Page, Theme};

pub use reader::read;

/// The preset that a page without wishes opens: the crash of the course's third section.
pub const HOME: &str = "a3-1";

/// The names that say what the lab shows.
const SCENARIO_NAMES: [&str; 3] = ["scenario", "strategy", "step"];

/// In a list of strategies: that of the scenario, which may be a program without a name.
pub const OWN: &str = "own";

/// Version of the address contract.
pub const CONTRACT_VERSION: u32 = 1;

/// What a page is opened with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// What to show.
    pub scenario: Scenario,
    /// The named scenario that it was made from.
    pub preset: Option<&'static str>,
    /// Where to look first.
    pub position: Position,
    /// How to show it.
    pub presentation: Presentation,
    /// Which page.
    pub page: Page,
    /// What searches begin with.
    pub wishes: Wishes,
    /// The strategies beside that of the scenario, on the page that compares.
    pub rivals: Vec<&'static str>,
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
    /// Index into [`super::state::SPEEDS`].
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

/// The end of an address, query and hash, that shows a scenario at a step: by its name if it has one
/// and the query no settings, else with all of it in the hash. `columns` are the strategies of a comparison, or
/// nothing. Of the query that was there, `search`, everything stays that names no scenario and no
/// place.
pub fn end_of(
    scenario: &Scenario,
    preset: Option<&str>,
    step: u32,
    columns: &str,
    search: &str,
) -> Result<String, LinkError> {
    let kept = pairs_without(&SCENARIO_NAMES, search);
    // A setting of the query would be one of the scenario that it names.
    let has_settings = kept.len() > pairs_without(&["set"], &kept.join("&")).len();
    let (mut own, hash) = match preset.filter(|_| !has_settings) {
        Some(id) => (vec![format!("scenario={id}"), format!("step={step}")], String::new()),
        None => (Vec::new(), format!("#{}", link::encode(scenario, step)?)),
    };
    if !columns.is_empty() {
        own.push(format!("strategy={columns}"));
    }
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

/// The query of an address, `search`, with another page in it. The lab needs no word, and a list of
/// strategies is one for the page that compares.
pub fn query_of(page: Page, search: &str) -> String {
    let is_list = |pair: &&str| pair.starts_with("strategy=") && pair.contains([',', '%']);
    let lists = search.trim_start_matches('?').split('&').any(|pair| is_list(&pair));
    let mut pairs = pairs_without(&["page"], search);
    if page != Page::Compare {
        pairs.retain(|pair| !is_list(&pair.as_str()));
    }
    if page != Page::Lab && !(page == Page::Compare && lists) {
        pairs.insert(0, format!("page={}", page.word()));
    }
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// The pairs of a query but for those with one of these names.
fn pairs_without(names: &[&str], search: &str) -> Vec<String> {
    let is_kept = |pair: &&str| {
        let own = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !names.iter().any(|name| name.eq_ignore_ascii_case(own))
    };
    search.trim_start_matches('?').split('&').filter(is_kept).map(str::to_owned).collect()
}
