//! What an address asks for, and what becomes of what it asks wrongly.
//!
//! `cargo test --features ui-test --test address`

use zeroloss::scenario::Scenario;
use zeroloss::scenario::link::{self, LinkError};
use zeroloss::text::Lang;
use zeroloss::ui::address::{HOME, Layout, Opening, Position, end_of, read};
use zeroloss::ui::notice::Notice;
use zeroloss::ui::state::Theme;

fn open(query: &str, hash: &str) -> Opening {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    });
    read(&pairs.collect::<Vec<_>>(), hash)
}

#[test]
fn an_address_without_wishes_opens_the_course_s_key_case() {
    let opening = open("", "");
    assert_eq!(opening.preset, Some(HOME));
    assert_eq!(opening.presentation.layout, Layout::Page);
    assert!(opening.notices.is_empty());
}

#[test]
fn named_choices_are_taken_whatever_their_case() {
    let opening = open("EMBED&Scenario=A6-2&lang=zh_cn&theme=Dark&step=end&speed=2", "");
    assert_eq!(opening.preset, Some("a6-2"));
    assert_eq!(opening.presentation.layout, Layout::Embed);
    assert_eq!(opening.presentation.lang, Some(Lang::ZhCn));
    assert_eq!(opening.presentation.theme, Some(Theme::Dark));
    assert_eq!(opening.presentation.speed, 3);
    assert_eq!(opening.position, Position::End);
    assert!(opening.notices.is_empty());
}

#[test]
fn a_bad_value_becomes_a_notice_and_the_default_stays() {
    let opening = open("speed=fast&lang=tlh&scenario=a3-l&utm_source=x&step=-1", "");
    assert_eq!(opening.notices.len(), 4);
    assert_eq!(opening.preset, Some(HOME));
    assert_eq!(opening.position, Position::Step(0));
}

#[test]
fn a_link_in_the_hash_wins_over_the_query() {
    let scenario = Scenario::parse("strategy oneway\nfault lose send #1\n").unwrap();
    let opening =
        open("scenario=a6-2&lang=en", &format!("#{}", link::encode(&scenario, 3).unwrap()));
    assert_eq!((opening.preset, opening.scenario), (None, scenario));
    assert_eq!(opening.position, Position::Step(3));
    let broken = open("scenario=a6-2", "#s=1.damaged");
    assert_eq!(broken.preset, Some("a6-2"));
    assert_eq!(broken.notices, [Notice::Link(LinkError::Damaged)]);
}

#[test]
fn the_address_names_what_has_a_name_and_drops_names_that_are_no_longer_true() {
    let scenario = Scenario::parse("strategy oneway\n").unwrap();
    let check = |preset: Option<&str>, search: &str, expected: &str| {
        let end = end_of(&scenario, preset, 3, "", search).unwrap();
        let hash = format!("#{}", link::encode(&scenario, 3).unwrap());
        assert_eq!(end, expected.replace('#', &hash));
    };
    check(Some("a3-1"), "", "?scenario=a3-1&step=3");
    check(Some("a3-1"), "?lang=en&Scenario=a6-2&step=end", "?scenario=a3-1&step=3&lang=en");
    check(None, "", "#");
    check(None, "?scenario=a6-2&strategy=oneway&step=2", "#");
    check(None, "?theme=dark&scenario=a6-2&play", "?theme=dark&play#");
    let address = end_of(&scenario, Some("a6-2"), 3, "", "").unwrap();
    let opened = open(address.trim_start_matches('?'), "");
    assert_eq!((opened.preset, opened.position), (Some("a6-2"), Position::Step(3)));
}
