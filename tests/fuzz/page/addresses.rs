//! Addresses, query and hash, with any parameters: reading one gives a state, and words for what is
//! not understood; what is written for a state leads back to it.

use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::Union;
use zeroloss::explore::FaultKind;
use zeroloss::scenario::link::{self, LinkError};
use zeroloss::scenario::preset::presets;
use zeroloss::text::Lang;
use zeroloss::ui::address::{query_of, query_of_matrix, read};
use zeroloss::ui::page::{Page, Theme};
use zeroloss::ui::state::AppState;
use zeroloss::ui::wording;

use super::stage::is_shown;
use crate::grammar::{Texts, number, one_of, setting, strategy, word};
use crate::harness::Target;

pub const TARGET: Target = Target { name: "addresses", texts, property };

/// The contract, with a row for each parameter.
const CONTRACT: &str = include_str!("../../../docs/embed.md");

fn texts() -> Texts {
    let query = vec(pair(), 0..6).prop_map(|pairs| pairs.join("&"));
    let junk = "[?&=%#a-z0-9+;,]{0,12}";
    (query, prop_oneof![8 => Just(String::new()), 1 => junk], hash())
        .prop_map(|(query, junk, hash)| format!("?{query}{junk}{hash}"))
        .boxed()
}

/// A parameter with a value, encoded as in an address.
pub fn pair() -> Texts {
    let rows: Vec<_> = CONTRACT.lines().filter_map(parameter).collect();
    assert!(rows.len() > 10, "docs/embed.md has a table of the parameters");
    let names = rows.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let own = rows.into_iter().map(|(name, words)| {
        let value = prop_oneof![3 => one_of(words), 2 => value_of(name)];
        value.prop_map(move |value| (name.to_owned(), value)).boxed()
    });
    let other = prop_oneof![4 => one_of(names), 1 => word()];
    prop_oneof![4 => Union::new(own), 1 => (other, any_value())]
        .prop_map(|(name, value)| match value.as_str() {
            "" => encoded(&name),
            value => format!("{}={}", encoded(&name), encoded(value)),
        })
        .boxed()
}

/// The name in a row of the contract's table, and the words that the row shows as values.
fn parameter(line: &'static str) -> Option<(&'static str, Vec<&'static str>)> {
    let mut words = line.strip_prefix("| `")?.split('`').step_by(2).map(str::trim);
    let name = words.next()?;
    let all = line.split('`').skip(1).step_by(2);
    let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase());
    is_name.then(|| (name, all.chain([""]).collect()))
}

/// A value that this parameter may take.
fn value_of(name: &str) -> Texts {
    let ids = || one_of(presets().iter().map(|preset| preset.id));
    match name {
        "scenario" => ids(),
        "strategy" => {
            let column = prop_oneof![8 => strategy(), 1 => Just("own".to_owned()), 1 => word()];
            vec(column, 1..6).prop_map(|columns| columns.join(",")).boxed()
        }
        "set" => setting().prop_map(|(key, value)| format!("{key}:{value}")).boxed(),
        "kinds" => {
            let words: Vec<_> = FaultKind::TRIED.into_iter().map(FaultKind::word).collect();
            vec(select(words), 1..5).prop_map(|words| words.join(",")).boxed()
        }
        _ => any_value(),
    }
}

fn any_value() -> Texts {
    prop_oneof![3 => number(), 2 => word(), 1 => any::<String>()].boxed()
}

/// None, a link, a link that something happened to, or anything.
fn hash() -> Texts {
    let step =
        prop_oneof![3 => number(), 1 => one_of(["end", "first-violation", "last-fault", "", "-1"])];
    let link = |(preset, step): (Index, String)| {
        let hash = link::encode(&preset.get(presets()).file.scenario, 0).expect("it is short");
        format!("#{}", hash.replace("&step=0", &format!("&step={step}")))
    };
    let link = (any::<Index>(), step).prop_map(link).boxed();
    let cut = |(link, at): (String, Index)| link[..at.index(link.len())].to_owned();
    prop_oneof![
        3 => Just(String::new()),
        3 => link.clone(),
        1 => (link, any::<Index>()).prop_map(cut),
        1 => "#[&=a-z0-9.%-]{0,20}",
    ]
    .boxed()
}

/// As a browser writes a value into an address.
fn encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' | b':' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

/// As a browser reads the query of an address (`URLSearchParams`).
pub fn decoded(query: &str) -> Vec<(String, String)> {
    let pairs = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    let both = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (plain(name), plain(value))
    };
    pairs.map(both).collect()
}

fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        (rest, ()) = match (first, byte) {
            (b'%', Some(byte)) => (&after[2..], bytes.push(byte)),
            (b'+', _) => (after, bytes.push(b' ')),
            _ => (after, bytes.push(*first)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The query and the hash of the end of an address.
pub fn parts(end: &str) -> (&str, &str) {
    end.split_at(end.find('#').unwrap_or(end.len()))
}

fn property(end: &str) {
    let (query, hash) = parts(end);
    let opening = read(&decoded(query), hash);
    assert_eq!(opening, read(&decoded(query), hash));
    let state = Rc::new(AppState::open(opening, Lang::En, Theme::Light));
    is_sound(&state);
    leads_back(&state, query);
    is_shown(&state);
}

/// What is so of every state.
pub fn is_sound(state: &AppState) {
    assert!(state.playhead <= state.steps());
    assert!(state.position() <= state.last_position());
    for lang in Lang::ALL {
        for notice in &state.notices {
            assert!(!wording::notice(*lang, notice).trim().is_empty(), "{notice:?}");
        }
    }
}

/// The address that the page writes for a state, over the query that was there, opens the same.
pub fn leads_back(state: &AppState, query: &str) {
    let query = query_of(state.page, query, "#s=1");
    let end = match (state.page, state.address_end(&query)) {
        (Page::Guarantees, _) => query_of_matrix(&state.search.wishes(), &query),
        (_, Ok(end)) => end,
        (_, Err(error)) => return assert_eq!(error, LinkError::TooLong),
    };
    let (query, hash) = parts(&end);
    let again = AppState::open(read(&decoded(query), hash), state.lang, state.theme);
    assert_eq!(again.page, state.page, "{end}");
    if state.page == Page::Guarantees {
        let shown = |state: &AppState| {
            let search = &state.search;
            (search.matrix_budget, search.config.clone(), search.rows)
        };
        return assert_eq!(shown(&again), shown(state), "{end}");
    }
    let (left, back) = (state.scenario(), again.scenario());
    assert!(left == back, "{end} opens another scenario\n{left}\n{back}");
    assert_eq!(again.wanted_place(), state.wanted_place(), "{end}");
    // Without one that was chosen, a changed scenario is about the worst that its own run breaks.
    let chosen = state.maps.chosen();
    assert_eq!(again.maps.chosen(), chosen, "{end}");
    if state.page == Page::Compare {
        assert_eq!(again.rivals.ids, state.rivals.ids, "{end}");
    }
}
