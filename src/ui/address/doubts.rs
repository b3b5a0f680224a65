//! What is told of a value in an address that is not understood: what would be.

use crate::guarantee::GUARANTEES;
use crate::scenario::settings;
use crate::shop::config::Config;
use crate::text::Lang;
use crate::ui::notice::Notice;
use crate::ui::page::{Page, SPEEDS, Theme};
use crate::ui::position::{END, FIRST_VIOLATION, LAST_FAULT};
use crate::ui::search::wishes;

/// What is told of a value that is not understood.
pub fn why_not(name: &str, value: &str) -> Notice {
    if let ("set", Some((key, own))) = (name, value.split_once(':'))
        && let Err(why) = settings::set(&mut Config::default(), key, own)
    {
        return Notice::BadSet { value: shorten(value), why };
    }
    let auto = |mut words: Vec<&'static str>| {
        words.push("auto");
        words
    };
    let known = match name {
        "lang" => auto(Lang::ALL.iter().map(|lang| lang.code()).collect()),
        "theme" => auto(Theme::ALL.map(Theme::word).to_vec()),
        "speed" => SPEEDS.map(|speed| speed.word).to_vec(),
        "page" => Page::ALL.map(Page::word).to_vec(),
        "step" => vec!["N", END, FIRST_VIOLATION, LAST_FAULT],
        "point" => GUARANTEES.iter().map(|known| known.id).collect(),
        "v" => vec!["N"],
        "embed" | "map" | "play" | "program" => vec!["1", "0"],
        _ => Vec::new(),
    };
    let known = known.into_iter().map(str::to_owned).chain(wishes::known(name)).collect();
    Notice::BadQuery { name: name.to_owned(), value: shorten(value), known }
}

/// What a notice quotes of a value that somebody made up.
pub fn shorten(value: &str) -> String {
    value.chars().take(40).collect()
}
