//! `zeroloss list`: what there is.

use std::fmt::Write as _;

use serde::Serialize;

use zeroloss::program::catalogue::{Strategy, strategies};
use zeroloss::program::step::Words;
use zeroloss::scenario::preset::{Preset, presets};
use zeroloss::scenario::settings::{Kind, SETTINGS, Setting};
use zeroloss::shop::config::Config;
use zeroloss::text::{self, Lang};

use crate::arguments::{Arguments, Flag, LANG};
use crate::{Answer, BadInput};

/// The flags of `list`.
pub const FLAGS: &[Flag] = &[
    Flag { name: "--json", value: None, help: "everything, for programs" },
    Flag { name: "--ids", value: None, help: "only what `zeroloss run` takes, one a line" },
    Flag { name: "--settings", value: None, help: "the settings: default, values, source" },
    LANG,
];

/// Lists strategies and scenarios, or settings.
pub fn list(arguments: &Arguments) -> Result<Answer, BadInput> {
    arguments.no_operands("list")?;
    let lang = arguments.lang()?;
    let forms = arguments.chosen(&["--json", "--ids", "--settings"]);
    Ok(Answer::done(match forms.as_slice() {
        [] => catalogue(lang),
        ["--json"] => json()?,
        ["--ids"] => ids(),
        ["--settings"] => settings(),
        [first, second, ..] => {
            return Err(BadInput(format!("{first} and {second} exclude each other; choose one")));
        }
        [other] => return Err(BadInput(format!("{other} is not a way to list"))),
    }))
}

fn catalogue(lang: Lang) -> String {
    let mut list = format!("{}\n", lang.words().scenarios.strategy);
    let widest = strategies().iter().map(|strategy| strategy.id.len()).max().unwrap_or(0);
    for Strategy { id, program, .. } in strategies() {
        let title = text::of_file(lang, &program.header.title);
        let _ = writeln!(list, "  {id:widest$}  §{}  {title}", program.header.course);
    }
    let mut section = None;
    let widest = presets().iter().map(|preset| preset.id.len()).max().unwrap_or(0);
    for Preset { id, file, .. } in presets() {
        if section != Some(file.course) {
            section = Some(file.course);
            let _ = writeln!(list, "\n{}", text::section(lang, file.course));
        }
        let outcome = file.expect.as_deref().unwrap_or("");
        let _ =
            writeln!(list, "  {id:widest$}  {outcome:10}  {}", text::of_file(lang, &file.title));
    }
    list
}

fn ids() -> String {
    let strategies = strategies().iter().map(|strategy| strategy.id);
    let presets = presets().iter().map(|preset| preset.id);
    presets.chain(strategies).fold(String::new(), |text, id| text + id + "\n")
}

fn settings() -> String {
    let widest = SETTINGS.iter().map(|setting| setting.key.len()).max().unwrap_or(0);
    let mut list = String::new();
    for setting in SETTINGS {
        let (key, default) = (setting.key, setting.default_value(Config::default().profile));
        let _ = writeln!(list, "{key:widest$}  {default:11}  {}", text::takes(Lang::En, setting));
        let _ = writeln!(list, "{:widest$}  {:11}  source: {}", "", "", setting.source);
    }
    list
}

#[derive(Serialize)]
struct Catalogue {
    strategies: Vec<Entry>,
    scenarios: Vec<Entry>,
    settings: Vec<SettingEntry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    course: u8,
    title: Translated,
    about: Translated,
    #[serde(skip_serializing_if = "Option::is_none")]
    expect: Option<&'static str>,
}

#[derive(Serialize)]
struct Translated {
    en: &'static str,
    #[serde(rename = "zh-CN")]
    zh_cn: &'static str,
}

#[derive(Serialize)]
struct SettingEntry {
    key: &'static str,
    default: String,
    unit: &'static str,
    takes: String,
    source: &'static str,
}

fn json() -> Result<String, BadInput> {
    let catalogue = Catalogue {
        strategies: strategies().iter().map(Entry::of_strategy).collect(),
        scenarios: presets().iter().map(Entry::of_preset).collect(),
        settings: SETTINGS.iter().map(SettingEntry::of).collect(),
    };
    let text = serde_json::to_string_pretty(&catalogue);
    text.map(|text| text + "\n").map_err(|error| BadInput(format!("the list: {error}")))
}

impl Entry {
    fn of_strategy(Strategy { id, program, .. }: &'static Strategy) -> Self {
        let header = &program.header;
        let (title, about) = (Translated::of(&header.title), Translated::of(&header.about));
        Self { id, course: header.course, title, about, expect: None }
    }

    fn of_preset(Preset { id, file, .. }: &'static Preset) -> Self {
        let (title, about) = (Translated::of(&file.title), Translated::of(&file.about));
        Self { id, course: file.course, title, about, expect: file.expect.as_deref() }
    }
}

impl Translated {
    fn of(words: &'static Words) -> Self {
        Self { en: &words.en, zh_cn: &words.zh }
    }
}

impl SettingEntry {
    fn of(setting: &Setting) -> Self {
        Self {
            key: setting.key,
            default: setting.default_value(Config::default().profile),
            unit: match setting.kind {
                Kind::Count { .. } | Kind::Capacity { .. } | Kind::ProgramCount { .. } => "count",
                Kind::Duration { .. } | Kind::ProgramDuration { .. } => "duration",
                Kind::Choice { .. } => "choice",
            },
            takes: text::takes(Lang::En, setting),
            source: setting.source,
        }
    }
}
