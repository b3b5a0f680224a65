//! Words and lines of programs and scenarios, made from the tables by which they are read: what is
//! added there is tried without a change here.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use zeroloss::program::WordKind;
use zeroloss::program::catalogue::strategies;
use zeroloss::program::form::FormTable;
use zeroloss::scenario::TIME_MAX;
use zeroloss::scenario::error::Takes;
use zeroloss::scenario::fault::{FaultKind, OWN_STEPS, PROGRAM_STEPS, WHEN_FORMS};
use zeroloss::scenario::preset::presets;
use zeroloss::scenario::settings::{PROGRAM, SETTINGS, Setting};
use zeroloss::shop::message::{Message, nodes};
use zeroloss::sim::time::{DURATION_MAX, SimDuration, SimTime};

/// Texts of one kind.
pub type Texts = BoxedStrategy<String>;

/// One of these.
pub fn one_of(words: impl IntoIterator<Item = &'static str>) -> Texts {
    select(words.into_iter().collect::<Vec<_>>()).prop_map(str::to_owned).boxed()
}

/// A shipped strategy, by its name.
pub fn strategy() -> Texts {
    one_of(strategies().iter().map(|strategy| strategy.id))
}

/// The text of a shipped strategy.
pub fn program() -> Texts {
    one_of(strategies().iter().map(|strategy| strategy.source))
}

/// The text of a shipped scenario.
pub fn preset() -> Texts {
    one_of(presets().iter().map(|preset| preset.source))
}

/// A step with all its words.
pub fn step() -> Texts {
    filled(FormTable::Steps.forms().iter().map(zeroloss::program::form::Form::pattern))
}

/// A condition with all its words.
pub fn condition() -> Texts {
    filled(FormTable::Conditions.forms().iter().map(zeroloss::program::form::Form::pattern))
}

/// A fault with all its words, without the word `fault`.
pub fn fault() -> Texts {
    filled(FaultKind::ALL.map(FaultKind::form))
}

/// A setting and a value for it, mostly one that it takes.
pub fn setting() -> BoxedStrategy<(&'static str, String)> {
    let row = |setting: &'static Setting| (Just(setting.key), value_of(setting)).boxed();
    Union::new(SETTINGS.iter().map(row)).boxed()
}

fn value_of(setting: &Setting) -> Texts {
    let count = |min: u16, max: u16| {
        // Small ones more often: forty orders take forty times as long as one.
        let small = (min..=max, 0..6_u32).prop_map(move |(count, shift)| (count >> shift).max(min));
        prop_oneof![20 => small, 1 => Just(max), 1 => Just(max.saturating_add(1))]
            .prop_map(|count| count.to_string())
            .boxed()
    };
    let program = || Just(PROGRAM.to_owned());
    match setting.takes() {
        Takes::Count { min, max } => count(min, max),
        Takes::ProgramCount { max } => {
            prop_oneof![4 => count(0, max.into()), 1 => program()].boxed()
        }
        Takes::Duration { min, max } => {
            let edges = select(vec![min, max]).prop_map(|edge| edge.to_string());
            prop_oneof![6 => duration(), 1 => edges].boxed()
        }
        Takes::ProgramDuration { .. } => prop_oneof![4 => duration(), 1 => program()].boxed(),
        Takes::OneOf(words) => one_of(words.iter().copied()),
    }
}

/// A length of time: some that people write, some at the limits, and some beyond them.
pub fn duration() -> Texts {
    let last = TIME_MAX.since(SimTime::ZERO);
    let edges = vec![SimDuration::ZERO, SimDuration::from_micros(1), last, DURATION_MAX];
    prop_oneof![
        8 => (0..90_000_u64).prop_map(|count| SimDuration::from_millis(count).to_string()),
        6 => (0..90_u64).prop_map(|count| SimDuration::from_secs(count).to_string()),
        2 => (0..5_000_u64).prop_map(|count| SimDuration::from_micros(count).to_string()),
        2 => (0..400_u64).prop_map(|count| SimDuration::from_secs(count * 900).to_string()),
        2 => select(edges).prop_map(|edge| edge.to_string()),
        1 => (any::<u64>(), select(&["us", "s", "h", "min", "", "d"][..]))
            .prop_map(|(count, unit)| format!("{count}{unit}")),
    ]
    .boxed()
}

/// A whole number, mostly a small one.
pub fn number() -> Texts {
    prop_oneof![8 => 0..20_u64, 2 => 0..300_u64, 1 => any::<u64>()]
        .prop_map(|number| number.to_string())
        .boxed()
}

/// Any word that stands in a shipped file or a table, or belongs nowhere.
pub fn word() -> Texts {
    let shipped = || strategies().iter().map(|known| known.source);
    let texts = shipped().chain(presets().iter().map(|preset| preset.source));
    let mut words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
    words.sort_unstable();
    words.dedup();
    let strange = [
        "",
        "\t",
        "\r",
        "\r\n",
        "\u{0}",
        "\u{1b}[31m",
        "\u{feff}",
        "\u{3000}",
        "é",
        "半消息",
        "\"",
    ];
    prop_oneof![
        6 => one_of(words),
        3 => step(),
        2 => fault(),
        2 => condition(),
        1 => one_of(SETTINGS.iter().map(|setting| setting.key)),
        1 => duration(),
        1 => number(),
        1 => one_of(strange),
    ]
    .boxed()
}

/// Words on a line, in any order.
pub fn soup() -> Texts {
    (0..10_usize, vec(word(), 0..8))
        .prop_map(|(indent, words)| " ".repeat(indent) + &words.join(" "))
        .boxed()
}

/// One of these forms, with values for its words in capitals.
fn filled(forms: impl IntoIterator<Item = String>) -> Texts {
    let neat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Union::new(forms.into_iter().map(|form| fill(&form))).prop_map(neat).boxed()
}

/// Of what stands in parentheses one is there, of what stands in brackets one or nothing.
fn fill(form: &str) -> Texts {
    let Some(start) = form.find(['[', '(']) else { return fill_words(form) };
    let close = if form[start..].starts_with('[') { ']' } else { ')' };
    let end = start + form[start..].find(close).expect("what a form opens it closes");
    let mut part = Union::new(form[start + 1..end].split('|').map(fill_words)).boxed();
    if close == ']' {
        part = option::of(part).prop_map(Option::unwrap_or_default).boxed();
    }
    (fill_words(&form[..start]), part, fill(&form[end + 1..]))
        .prop_map(|(before, part, after)| before + &part + &after)
        .boxed()
}

fn fill_words(words: &str) -> Texts {
    let word = |word: &str| match word {
        value if value.contains(|letter: char| letter.is_ascii_uppercase()) => value_for(value),
        plain => Just(plain.to_owned()).boxed(),
    };
    words.split(' ').map(word).collect::<Vec<_>>().prop_map(|words| words.join(" ")).boxed()
}

/// What a word in capitals stands for.
fn value_for(name: &str) -> Texts {
    let known = |kind: WordKind| one_of(kind.known());
    match name {
        "ANSWER" => known(WordKind::Answer),
        "DECISION" => known(WordKind::Decision),
        "HANDLER" => known(WordKind::Run),
        "KEY" => known(WordKind::PayKey),
        "MARK" => known(WordKind::Mark),
        "NOTE" => known(WordKind::Note),
        "PLACE" => known(WordKind::Place),
        "REQUEST" => known(WordKind::Request),
        "STATUS" => known(WordKind::Status),
        "CONDITION" => condition(),
        "N" => number(),
        "#N" => number().prop_map(|nth| format!("#{nth}")).boxed(),
        "D" => duration(),
        "NODE" => one_of(nodes::NAMES.map(|(_, name)| name)),
        "ROLE" => one_of(Message::ROLES),
        "NAME" => {
            let own = OWN_STEPS.iter().flat_map(|(_, steps)| steps.iter().copied());
            prop_oneof![6 => one_of(PROGRAM_STEPS), 1 => one_of(own), 3 => one_of(Message::ROLES)]
                .boxed()
        }
        "WHEN" => filled(WHEN_FORMS.map(str::to_owned)),
        _ => panic!("the form has a word `{name}`, and nothing says what it stands for"),
    }
}
