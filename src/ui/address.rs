//! What the address asks for: named choices in the query, a scenario in the hash. Pure.
//!
//! The contract is `docs/embed.md`. Bad values are never fatal: each becomes a notice, and the
//! default is used.

mod doubts;
mod opening;
mod reader;

use crate::scenario::Scenario;
use crate::scenario::link::{self, LinkError};
use crate::text::Lang;

use super::page::{Page, Theme};
use super::position::Position;
use super::search::wishes::{self, Wishes};

pub use opening::{HOME, Layout, OWN, Opening, Presentation};
pub use reader::read;

/// The names that say what the lab shows.
const SCENARIO_NAMES: [&str; 4] = ["scenario", "strategy", "step", "point"];

/// The end of an address, query and hash, that shows a scenario at a place: by its name if it has
/// one and the query no settings, else with all of it in the hash.
/// `columns` are the strategies of a comparison, or nothing, and `point` the guarantee that it is
/// about, if a person has chosen one. Of the query that was there, `search`,
/// everything stays that names no scenario and no place.
pub fn end_of(
    scenario: &Scenario,
    preset: Option<&str>,
    position: Position,
    (columns, point): (&str, Option<&str>),
    search: &str,
) -> Result<String, LinkError> {
    let mut kept = pairs_without(&SCENARIO_NAMES, search);
    // What says what is shown leads to the lab.
    kept.retain(|pair| pair != "page=lab");
    // A setting of the query would be one of the scenario that it names.
    let has_settings = kept.len() > pairs_without(&["set"], &kept.join("&")).len();
    let step = position.word();
    let (mut own, hash) = match preset.filter(|_| !has_settings) {
        Some(id) => (vec![format!("scenario={id}"), format!("step={step}")], String::new()),
        None => (Vec::new(), format!("#{}", link::encode(scenario, &step)?)),
    };
    if !columns.is_empty() {
        own.push(format!("strategy={columns}"));
    }
    own.extend(point.map(|point| format!("point={point}")));
    let query = own.into_iter().chain(kept).collect::<Vec<_>>().join("&");
    Ok(if query.is_empty() { hash } else { format!("?{query}{hash}") })
}

/// The query of an address, `search`, that shows the matrix with these wishes.
pub fn query_of_matrix(wanted: &Wishes, search: &str) -> String {
    let is_other = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !SCENARIO_NAMES.contains(&name) && !wishes::NAMES.contains(&name)
    };
    let kept = search.trim_start_matches('?').split('&').filter(is_other).map(str::to_owned);
    let pairs: Vec<_> = wanted.pairs().into_iter().chain(kept).collect();
    query_of(Page::Guarantees, &pairs.join("&"), "")
}

/// The names that say what is shown, so that an address with one of them opens no start page.
pub(super) const CHOOSING_NAMES: [&str; 6] =
    ["scenario", "strategy", "step", "point", "set", "embed"];

/// The query of an address, `search`, with another page in it. The lab needs no word where the rest
/// of the address, with its hash, says what is shown, the start needs one only there, and a list of
/// strategies is one for the page that compares.
pub fn query_of(page: Page, search: &str, hash: &str) -> String {
    let is_list = |pair: &&str| pair.starts_with("strategy=") && pair.contains([',', '%']);
    let lists = search.trim_start_matches('?').split('&').any(|pair| is_list(&pair));
    let mut pairs = pairs_without(&["page"], search);
    if page != Page::Compare {
        pairs.retain(|pair| !is_list(&pair.as_str()));
    }
    let is_named = |pair: &String| {
        let name = pair.split('=').next().unwrap_or_default();
        CHOOSING_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    let is_chosen = pairs.iter().any(is_named) || link::is_link(hash);
    let is_default = match page {
        Page::Start => !is_chosen,
        Page::Lab => is_chosen,
        Page::Compare => lists,
        Page::Guarantees => false,
    };
    if !is_default {
        pairs.insert(0, format!("page={}", page.word()));
    }
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// A query in which the language and the theme, where it names them, are those that are shown.
pub fn with_choices(lang: Lang, theme: Theme, search: &str) -> String {
    let shown = |pair: &str| match pair.split_once('=') {
        Some(("lang", named)) if Lang::from_tolerant(named).is_some() => {
            format!("lang={}", lang.code())
        }
        Some(("theme", named)) if Theme::from_word(named).is_some() => {
            format!("theme={}", theme.word())
        }
        _ => pair.to_owned(),
    };
    let pairs: Vec<_> = search.trim_start_matches('?').split('&').map(shown).collect();
    let query = pairs.join("&");
    if query.is_empty() { query } else { format!("?{query}") }
}

/// The pairs of a query but for those with one of these names.
fn pairs_without(names: &[&str], search: &str) -> Vec<String> {
    let is_kept = |pair: &&str| {
        let own = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !names.iter().any(|name| name.eq_ignore_ascii_case(own))
    };
    search.trim_start_matches('?').split('&').filter(is_kept).map(str::to_owned).collect()
}
