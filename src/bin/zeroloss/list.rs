//! `zeroloss list`: what there is.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use zeroloss::program::catalogue::{self, Strategy, strategies};
use zeroloss::program::step::{Family, Words};
use zeroloss::scenario::preset::{Preset, presets};
use zeroloss::scenario::settings::{Kind, SETTINGS, Setting};
use zeroloss::shop::config::Config;
use zeroloss::text::{self, Lang};

use crate::arguments::{Arguments, Flag, LANG};
use crate::{Answer, BadInput, terminal};

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
        [] => all(lang),
        ["--json"] => json()?,
        ["--ids"] => ids(),
        ["--settings"] => settings(),
        [first, second, ..] => {
            return Err(BadInput(format!("{first} and {second} exclude each other; choose one")));
        }
        [other] => return Err(BadInput(format!("{other} is not a way to list"))),
    }))
}

fn all(lang: Lang) -> String {
    let mut list = String::new();
    let widest = |ids: &[&str]| ids.iter().map(|id| id.len()).max().unwrap_or(0);
    let width = widest(&strategies().iter().map(|strategy| strategy.id).collect::<Vec<_>>());
    for family in Family::ALL {
        let _ = writeln!(list, "{}", text::family(lang, family));
        for Strategy { id, program, .. } in catalogue::family(family) {
            let section = match program.header.course {
                0 => String::new(),
                course => format!("§{course}"),
            };
            let title = text::title_of(lang, &program.header);
            let _ = writeln!(list, "  {id:width$}  {section:2}  {title}");
        }
        list.push('\n');
    }
    let width = widest(&presets().iter().map(|preset| preset.id).collect::<Vec<_>>());
    let mut shelf = None;
    for preset @ Preset { id, file, .. } in presets() {
        if shelf != Some(preset.shelf()) {
            let gap = if shelf.is_some() { "\n" } else { "" };
            shelf = Some(preset.shelf());
            let _ = writeln!(list, "{gap}{}", text::shelf(lang, preset.shelf()));
        }
        let outcome = file.expect.as_deref().unwrap_or("");
        let _ = writeln!(list, "  {id:width$}  {outcome:11} {}", text::of_file(lang, &file.title));
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
    family: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<&'static str>,
}

/// The words of a file by the codes of the languages in which it has any.
struct Translated(&'static Words);

impl Serialize for Translated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = Lang::ALL.iter().map(|lang| (lang.code(), self.0.of(*lang)));
        serializer.collect_map(all.filter(|(_, text)| !text.is_empty()))
    }
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
    terminal::json("the list", &catalogue)
}

impl Entry {
    fn of_strategy(Strategy { id, program, .. }: &'static Strategy) -> Self {
        let header = &program.header;
        let (title, about) = (Translated(&header.title), Translated(&header.about));
        let family = Some(header.family.word());
        Self { id, course: header.course, title, about, family, expect: None, point: None }
    }

    fn of_preset(Preset { id, file, .. }: &'static Preset) -> Self {
        let (title, about) = (Translated(&file.title), Translated(&file.about));
        let (expect, point) = (file.expect.as_deref(), file.point);
        Self { id, course: file.course, title, about, family: None, expect, point }
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
