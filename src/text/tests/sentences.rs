//! The files of `text/`: what their words says, and every sentence of every language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;
use crate::explore::FaultKind;
use crate::guarantee::{GUARANTEES, OUTCOMES};
use crate::program::phrase::PHRASES;
use crate::scenario::settings::{Kind, SETTINGS};
use crate::text::fill;
use words::{Language, Message as Sentence, Piece};

#[path = "../../../build/mod.rs"]
#[expect(unused_imports, reason = "the build and the page need more of it")]
mod words;

#[path = "../../../build/rust.rs"]
mod rust;

/// The languages that somebody speaks.
fn languages() -> Vec<Language> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut languages = words::read(&root.join("text")).unwrap();
    languages.retain(|language| language.code != words::PSEUDO_CODE);
    languages
}

fn lang_of(language: &Language) -> Lang {
    Lang::ALL.iter().copied().find(|lang| lang.code() == language.code).unwrap()
}

/// Every case of a sentence as somebody may read it: `⟨order⟩` stands where something is put.
fn readings(lang: Lang, line: &str, sentence: &Sentence) -> Vec<String> {
    let holes: Vec<_> = sentence.holes().into_iter().collect();
    let mut deciding = Vec::new();
    selects(&sentence.pattern, &mut deciding);
    let mut readings = Vec::new();
    let plain = holes.iter().map(|hole| format!("⟨{hole}⟩")).collect::<Vec<_>>();
    let mut wanted = vec![plain.clone()];
    wanted.extend(deciding.iter().map(|(by, value)| {
        let value = number_of(lang, value).unwrap_or_else(|| (*value).to_owned());
        let put = |(hole, text): (&&str, &String)| if hole == by { &value } else { text }.clone();
        holes.iter().zip(&plain).map(put).collect()
    }));
    for values in wanted {
        let values: Vec<&dyn std::fmt::Display> = values.iter().map(|value| value as _).collect();
        let reading = fill::fill(lang, line, &values);
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Each hole that decides, with the name of each case.
fn selects<'a>(pattern: &'a [Piece], found: &mut Vec<(&'a str, &'a str)>) {
    for piece in pattern {
        let Piece::Select { by, cases, .. } = piece else { continue };
        for (name, pattern) in cases {
            found.push((by, name));
            selects(pattern, found);
        }
    }
}

/// A number of a category.
fn number_of(lang: Lang, category: &str) -> Option<String> {
    let is_it = |number: &u64| [lang.plural(*number), lang.ordinal(*number)].contains(&category);
    (3..200).chain(0..3).find(is_it).map(|number| number.to_string())
}

#[test]
fn every_sentence_of_every_language_is_shown_once() {
    let all = languages();
    for language in &all {
        let data = words::data(&all, language);
        let mut shown = String::new();
        for ((key, _), line) in words::keys(&all).iter().zip(data.lines().skip(1)) {
            for reading in readings(lang_of(language), line, &language.messages[*key]) {
                assert!(!reading.contains(char::is_control), "{key}: {reading:?}");
                writeln!(shown, "{key}: {reading}").unwrap();
            }
        }
        let mut lines: Vec<_> = shown.lines().collect();
        lines.sort_unstable();
        let file = format!("../snapshots/sentences.{}.txt", language.code);
        expect_file![file].assert_eq(&(lines.join("\n") + "\n"));
    }
}

#[test]
fn english_has_no_chinese_letters_and_chinese_sentences_have() {
    for language in &languages() {
        let prose = ["-sentence", "-meaning", "-help", "expected-w"];
        for (key, sentence) in &language.messages {
            let text = format!("{:?}", sentence.pattern);
            assert!(language.code != "en" || !has_chinese(&text), "{key}: {text}");
            let is_prose = prose.iter().any(|end| key.ends_with(end));
            assert!(language.code != "zh-CN" || !is_prose || has_chinese(&text), "{key}: {text}");
        }
    }
}

/// A language is one more file: its sentences need no other code than those that are there.
#[test]
fn a_language_that_nobody_speaks_says_everything_and_needs_more_room() {
    let mut all = languages();
    let english = all.iter().position(|language| language.code == "en").unwrap();
    let pseudo = words::pseudo(&all[english]);
    all.push(pseudo);
    let (english, pseudo) = (&all[english], &all[all.len() - 1]);
    let lines = |language| words::data(&all, language);
    let (own, wordy) = (lines(english), lines(pseudo));
    let pairs = own.lines().zip(wordy.lines()).skip(1);
    for ((key, _), (own, wordy)) in words::keys(&all).iter().zip(pairs) {
        let own = readings(Lang::En, own, &english.messages[*key]);
        let wordy = readings(Lang::En, wordy, &pseudo.messages[*key]);
        assert_eq!(own.len(), wordy.len(), "{key}");
        for (own, wordy) in own.iter().zip(wordy) {
            let inner = wordy.strip_prefix('⟦').and_then(|rest| rest.strip_suffix('⟧'));
            assert!(inner.is_some_and(|inner| inner.starts_with(own)), "{key}: {wordy}");
            let words = english.messages[*key].pattern.iter().map(Piece::chars).sum::<usize>();
            assert!(wordy.chars().count() * 5 >= own.chars().count() * 5 + words * 2, "{wordy}");
        }
    }
}

/// Every thing that has words, as the name of its key.
fn names_of_things() -> BTreeSet<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, id) in nodes::NAMES {
        names.extend(["name", "short", "term", "subject"].map(|part| format!("node-{id}-{part}")));
    }
    names.extend(Message::ROLES.iter().map(|role| format!("role-{role}")));
    for guarantee in GUARANTEES {
        names.extend(["name", "sentence"].map(|part| format!("guarantee-{}-{part}", guarantee.id)));
    }
    for outcome in OUTCOMES {
        names.extend(["name", "meaning"].map(|part| format!("outcome-{}-{part}", outcome.code())));
    }
    for setting in SETTINGS {
        names.extend(["label", "help"].map(|part| format!("setting-{}-{part}", setting.key)));
        if let Kind::Choice { words, .. } = setting.kind {
            names.extend(words.iter().map(|word| format!("setting-{}-is-{word}", setting.key)));
        }
    }
    names.extend(PHRASES.iter().map(|phrase| format!("phrase-{}", phrase.name())));
    for kind in FaultKind::TRIED {
        names.extend(["kind", "tried"].map(|family| format!("{family}-{}", kind.word())));
    }
    names.extend((1..=6).flat_map(|n| [format!("section-{n}"), format!("answer-{n}")]));
    names.iter().map(|name| name.replace(|letter| !is_of_name(letter), "-")).collect()
}

#[test]
fn every_thing_of_the_model_has_its_words_and_no_words_are_of_nothing() {
    let all = languages();
    let keys = words::keys(&all);
    let named: BTreeSet<_> =
        keys.iter().map(|(key, _)| *key).filter(|key| words::is_named(key)).collect();
    let things = names_of_things();
    let things: BTreeSet<_> = things.iter().map(String::as_str).collect();
    let missing: Vec<_> = things.difference(&named).collect();
    assert!(missing.is_empty(), "text/*.ftl have no words for {missing:?}");
    let unused: Vec<_> = named.difference(&things).collect();
    assert!(unused.is_empty(), "there is nothing that {unused:?} could be the words of");
}

#[test]
fn every_other_sentence_is_asked_for_somewhere() {
    let mut sources = String::new();
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    // A name before a bracket is a call, and one after two colons is handed on.
    let name_of = |text: &str| text.rsplit(|c: char| !is_of_name(c)).next().unwrap().to_owned();
    let mut asked: BTreeSet<String> = sources.split('(').map(name_of).collect();
    let handed = sources.split("Words::").skip(1);
    let name_at = |text: &str| text.split(|c: char| !is_of_name(c)).next().unwrap().to_owned();
    asked.extend(handed.map(name_at));
    let all = languages();
    let keys = words::keys(&all).into_iter().map(|(key, _)| key);
    let others = keys.filter(|key| !words::is_named(key));
    let unasked: Vec<_> = others.filter(|key| !asked.contains(&words::function(key))).collect();
    assert!(unasked.is_empty(), "nobody says {unasked:?}: drop them from text/*.ftl");
}

#[test]
fn the_page_before_its_program_says_each_of_its_sentences() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html"));
    let page = page.unwrap();
    for language in languages() {
        for key in language.messages.keys().filter(|key| key.starts_with(words::SHELL)) {
            let is_there = [format!("data-words=\"{key}\""), format!("{{{{{key}}}}}")];
            assert!(is_there.iter().any(|place| page.contains(place)), "{key}");
        }
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn read_all(folder: &PathBuf, sources: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, sources);
        } else if path.extension().is_some_and(|found| found == "rs") {
            sources.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn mistakes(text: &str) -> String {
    let head = "-name = X\n-tags = x\n-plural-one = n = 1\n";
    words::language("xx", &format!("{head}{text}")).map_or_else(|error| error, |_| String::new())
}

#[test]
fn a_mistake_in_a_file_says_where_it_is_and_what_to_write() {
    let mut said = String::new();
    for text in [
        "two words = x",
        "nothing",
        "empty =",
        "twice = a\ntwice = b",
        "open = {",
        "close = a } b",
        "hole = { order }",
        "hole = { $order",
        "call = { UPPER($order) }",
        "nth = { NUMBER($n, type: \"ordinal\") }",
        "case = { $n -> [one] a *[other] b }",
        "case = { $n ->\n    [one] a\n }",
        "case = { $n ->\n   *[one] a\n   *[two] b\n }",
        "case = { $n ->\n    [one] a\n    [one] b\n   *[other] c\n }",
        "-nam = English",
        "-plural-dual = n = 2",
        "-plural-two = n is 2",
        "# leaves out: order\na = b",
    ] {
        writeln!(said, "{}", mistakes(text)).unwrap();
    }
    expect_file!["../snapshots/mistakes.txt"].assert_eq(&said);
}

fn check_pair(english: &str, other: &str, expected: &str) {
    let head = |name: &str| format!("-name = {name}\n-tags = {name}\n");
    let english = head("en") + "-plural-one = n = 1\n" + english;
    let other = head("yy") + other;
    let all =
        vec![words::language("en", &english).unwrap(), words::language("yy", &other).unwrap()];
    assert_eq!(words::together(&all).err().unwrap_or_default(), expected);
}

#[test]
fn languages_that_do_not_fit_together_do_not_compile() {
    check_pair("a = x { $n }", "a = { $n } y", "");
    check_pair(
        "a = x\nb = y",
        "a = x",
        "text/yy.ftl:1: the key `b` is missing; see line 5 of text/en.ftl",
    );
    check_pair(
        "page-lab = x",
        "page-lab = x\npage-labs = y",
        "text/yy.ftl:4: unknown key `page-labs`; did you mean `page-lab`?",
    );
    check_pair(
        "a = { $order }",
        "a = { $ordre }",
        "text/yy.ftl:3: `a` has no hole `$ordre`; did you mean `$order`?\n\
         text/yy.ftl:3: `a` does not say `$order`; if that is meant, write `# leaves out: $order` \
         above it",
    );
    check_pair("a = { $order }", "# leaves out: $order\na = x", "");
    check_pair(
        "a = { $n ->\n    [one] x\n   *[other] y\n}",
        "a = { $n ->\n    [one] x\n   *[other] y\n}",
        "text/yy.ftl:3: `a`: yy has no `[one]`; say when, in `-plural-one = …`",
    );
    check_pair(
        "a = { $n ->\n    [one] x\n   *[other] y\n}",
        "-plural-one = n = 1\n-plural-few = n = 2..4\na = { $n ->\n    [one] x\n   *[other] y\n}",
        "text/yy.ftl:5: `a` has no case `[few]`; add it",
    );
}

#[test]
fn a_key_becomes_a_function_with_its_holes_in_the_order_of_their_names() {
    let text = "-name = English\n-tags = en eng\nsent-to = { $to } gets { $from }\npage-lab = Lab";
    let all = vec![words::language("en", text).unwrap()];
    let [languages, functions] = rust::rust(&all, &["words-en.txt".to_owned()]);
    assert!(languages.contains("pub enum Lang {\n    /// English, `en`.\n    En,\n}"));
    assert!(functions.contains("pub fn page_lab(self) -> &'static str { self.text(0) }"));
    let sent = "pub fn sent_to(self, from: &dyn Display, to: &dyn Display) -> String { \
                self.fill(1, &[from, to]) }";
    assert!(functions.contains(sent), "{functions}");
}

fn check_fill(text: &str, value: &str, expected: &str) {
    let head = "-name = en\n-tags = en\n-plural-one = n = 1\n-ordinal-one = n % 10 = 1\n";
    let all = vec![words::language("en", &format!("{head}a = {text}")).unwrap()];
    let data = words::data(&all, &all[0]);
    assert_eq!(fill::fill(Lang::En, data.lines().nth(1).unwrap(), &[&value]), expected, "{text}");
}

#[test]
fn a_sentence_is_filled_by_case_capital_and_blank() {
    let count = "{ $n ->\n    [0] none\n    [one] one copy\n   *[other] { $n } copies\n} left";
    check_fill(count, "0", "none left");
    check_fill(count, "1", "one copy left");
    check_fill(count, "12", "12 copies left");
    check_fill(count, "many", "many copies left");
    let nth = "{ NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n   *[other] { $n }th\n}";
    check_fill(nth, "21", "21st");
    check_fill(nth, "20", "20th");
    check_fill("{ CAPITAL($n) }.", "the broker", "The broker.");
    check_fill("a{ \" \" }{ $n }{ \" \" }", "b", "a b ");
    check_fill("first\n    second { $n }", "x", "first second x");
    check_fill("向{ $n }发送", "Broker", "向 Broker 发送");
    check_fill("向{ $n }发送", "订单服务 1", "向订单服务 1 发送");
    check_fill("的步骤 `{ $n }`；", "试", "的步骤 `试`；");
    check_fill("{ $n }{ $n }", "试 `x`", "试 `x` 试 `x`");
}
