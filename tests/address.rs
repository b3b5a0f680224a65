//! What an address asks for, and what becomes of what it asks wrongly.
//!
//! `cargo test --features ui-test --test address`

use zeroloss::scenario::Scenario;
use zeroloss::scenario::link::{self, LinkError};
use zeroloss::text::Lang;
use zeroloss::ui::address::{HOME, Layout, Opening, end_of, query_of, read, with_choices};
use zeroloss::ui::notice::Notice;
use zeroloss::ui::page::{Page, Theme};
use zeroloss::ui::position::Position;
use zeroloss::ui::sharing::ways;
use zeroloss::ui::state::AppState;
use zeroloss::ui::wording;

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
    assert_eq!(opening.position, Position::LastFault);
}

/// What a person reads of an address.
fn told(query: &str, hash: &str) -> Vec<String> {
    open(query, hash).notices.iter().map(|notice| wording::notice(Lang::En, notice)).collect()
}

#[test]
fn what_is_not_understood_is_said_with_what_would_be() {
    let check = |query: &str, known: &[&str]| {
        let told = told(query, "");
        assert_eq!(told.len(), 1, "{query}: {told:?}");
        let quoted = format!("`{query}`");
        for part in known.iter().chain([&&*quoted]) {
            assert!(told[0].contains(part), "`{part}` is not in {}", told[0]);
        }
    };
    check("step=middle", &["a whole number", "`end`", "`first-violation`"]);
    check("step=-1", &["a whole number"]);
    check("step=", &["a whole number"]);
    check("lang=tlh", &["`en`", "`zh-CN`", "`auto`"]);
    check("theme=pink", &["`light`", "`projector`", "`auto`"]);
    check("page=home", &["`lab`", "`compare`", "`guarantees`"]);
    check("speed=3", &["`0.25`", "`4`"]);
    check("v=next", &["a whole number"]);
    check("faults=4", &["`1`", "`3`"]);
    check("kinds=crash,fire", &["`crash`", "`partition`"]);
    check("checker=k9", &["`all`", "`k1-message`"]);
    check("stores=me", &["`none`", "`inline`", "`consumer`"]);
    for name in ["embed", "play", "map"] {
        check(&format!("{name}=perhaps"), &["`1`", "`0`"]);
    }
    check("set=send.retries", &["`KEY:VALUE`"]);
    check("set=send.retrys:2", &["did you mean `send.retries`?"]);
    check("set=send.retries:many", &["a whole number from 0 to"]);
}

#[test]
fn a_step_is_read_alike_in_query_and_hash_and_a_number_past_the_end_is_the_end() {
    let scenario = Scenario::parse("strategy oneway\n").unwrap();
    let hash = link::encode(&scenario, 3).unwrap();
    let state = hash.split('&').next().unwrap_or_default();
    let check = |step: &str, expected: Position| {
        for (query, hash) in [(step, String::new()), ("", format!("#{state}&{step}"))] {
            let opening = open(query, &hash);
            assert_eq!((opening.position, opening.notices), (expected, vec![]), "{query} {hash}");
        }
    };
    check("step=9", Position::Step(9));
    check("step=end", Position::End);
    check("step=first-violation", Position::FirstViolation);
    check("step=last-fault", Position::LastFault);
    check("step=99999999999999999999", Position::Step(u32::MAX));
    let unknown = format!("#{state}&step=middle");
    assert!(told("", &unknown)[0].contains("`step=middle`"), "{:?}", told("", &unknown));
    let kept = open("step=end", &unknown);
    assert_eq!(kept.position, Position::End, "what is understood still counts");
    for tail in ["。", "%EF%BC%89", ")", ","] {
        let opening = open("", &format!("#{state}&step=4{tail}"));
        assert_eq!((opening.position, opening.notices), (Position::Step(4), vec![]), "{tail}");
    }
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
        let end = end_of(&scenario, preset, Position::Step(3), ("", None), search).unwrap();
        let hash = format!("#{}", link::encode(&scenario, 3).unwrap());
        assert_eq!(end, expected.replace('#', &hash));
    };
    check(Some("a3-1"), "", "?scenario=a3-1&step=3");
    check(Some("a3-1"), "?lang=en&Scenario=a6-2&step=end", "?scenario=a3-1&step=3&lang=en");
    check(None, "", "#");
    check(None, "?scenario=a6-2&strategy=oneway&step=2", "#");
    check(None, "?theme=dark&scenario=a6-2&play", "?theme=dark&play#");
    check(Some("a3-1"), "?set=orders:2", "?set=orders:2#");
    let address = end_of(&scenario, Some("a6-2"), Position::Step(3), ("", None), "").unwrap();
    let opened = open(address.trim_start_matches('?'), "");
    assert_eq!((opened.preset, opened.position), (Some("a6-2"), Position::Step(3)));
}

#[test]
fn an_address_that_chooses_nothing_opens_the_start_and_any_choice_the_lab() {
    let page = |query: &str, hash: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> =
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        read(&pairs, hash).page
    };
    for query in ["", "lang=en", "theme=dark&utm_source=x", "page=start&scenario=a3-1"] {
        assert_eq!(page(query, ""), Page::Start, "{query}");
    }
    for query in
        ["page=lab", "scenario=a3-1", "strategy=outbox", "step=4", "embed=1", "point=no-ghost"]
    {
        assert_eq!(page(query, ""), Page::Lab, "{query}");
    }
    assert_eq!(page("lang=en", "#s=damaged"), Page::Lab, "where it says that the link is damaged");
    // The address of each page leads back to it, whatever was there before.
    for before in ["", "?lang=en", "?page=start", "?page=lab", "?scenario=a6-4&step=3"] {
        for hash in ["", "#s=1"] {
            for wanted in [Page::Start, Page::Lab, Page::Guarantees] {
                let query = query_of(wanted, before, hash);
                let found = page(query.trim_start_matches('?'), hash);
                assert_eq!(found, wanted, "{before}{hash} -> {query}");
            }
        }
    }
}

#[test]
fn what_is_shown_is_taken_along_as_link_frame_comment_file_and_gate() {
    let shared = |query: &[(&str, &str)]| {
        let pairs: Vec<_> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let state = AppState::open(read(&pairs, ""), Lang::En, Theme::Light);
        let found = ways(&state, |end| format!("https://host/lab/{end}")).expect("it is short");
        found.into_iter().map(|way| (way.id, way.text)).collect::<Vec<_>>()
    };
    let named = shared(&[("scenario", "a3-1")]);
    let ids: Vec<_> = named.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["link", "frame", "comment", "file", "gate"]);
    let text = |ways: &[(&str, String)], id: &str| {
        ways.iter()
            .find(|(known, _)| *known == id)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    assert_eq!(text(&named, "link"), "https://host/lab/?scenario=a3-1&step=9");
    assert!(text(&named, "frame").starts_with(
        "<iframe src=\"https://host/lab/?scenario=a3-1&amp;step=9&amp;embed=1&amp;lang=en\""
    ));
    let comment = text(&named, "comment");
    assert!(
        comment.starts_with("**Crash after the commit, before the send**: LOSS\n"),
        "{comment}"
    );
    assert!(comment.contains("```\nstrategy send-after-commit\nfault crash"), "{comment}");
    assert_eq!(text(&named, "gate"), "zeroloss run a3-1 --require no-lost-message");
    let file = Scenario::parse(&text(&named, "file")).expect("it reads back");
    assert_eq!(file.faults.len(), 1);

    // What has no name goes along whole; the start page is no part of a frame.
    let own = shared(&[("scenario", "a3-1"), ("set", "send.retries:0"), ("page", "start")]);
    assert!(text(&own, "link").starts_with("https://host/lab/?page=start#s=1."));
    assert!(text(&own, "frame").contains("?embed=1&amp;lang=en#s=1."), "{}", text(&own, "frame"));
    assert!(
        text(&own, "gate").starts_with("zeroloss run - --require no-lost-message <<'SCENARIO'\n")
    );
    assert_eq!(shared(&[("page", "guarantees")]).len(), 1, "the matrix is only a link");
}

#[test]
fn a_language_and_a_theme_in_the_query_follow_what_a_person_chooses() {
    for (search, wanted) in [
        ("", ""),
        ("?scenario=a3-1", "?scenario=a3-1"),
        ("?scenario=a3-1&lang=en", "?scenario=a3-1&lang=zh-CN"),
        ("?lang=zh&theme=light&utm=1", "?lang=zh-CN&theme=dark&utm=1"),
        ("?lang=auto&theme=auto", "?lang=auto&theme=auto"),
    ] {
        assert_eq!(with_choices(Lang::ZhCn, Theme::Dark, search), wanted, "{search}");
    }
}
