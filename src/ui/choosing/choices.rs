//! The scenarios and the strategies as choices, in the order in which they are shown.

use crate::program::catalogue::{self, Strategy};
use crate::program::step::{Family, Words};
use crate::scenario::preset::{Preset, preset, presets};
use crate::text::{self, Lang};
use crate::ui::action::Action;
use crate::ui::page::Picker;
use crate::ui::state::AppState;

use super::filter::Choice;

impl Picker {
    /// All that it offers.
    pub fn choices(self, lang: Lang) -> Vec<Choice> {
        match self {
            Self::Scenario => presets().iter().map(|preset| of_preset(lang, preset)).collect(),
            Self::Strategy => {
                Family::ALL.iter().flat_map(|family| of_family(lang, *family)).collect()
            }
        }
    }

    /// What is chosen now, if it is one of them.
    pub fn chosen(self, state: &AppState) -> Option<&'static str> {
        match self {
            Self::Scenario => state.shown_preset().map(|preset| preset.id),
            Self::Strategy => state.scenario().strategy.id,
        }
    }

    /// Choosing the one of this id.
    pub fn choose(self, id: &str) -> Option<Action> {
        Some(match self {
            Self::Scenario => Action::LoadPreset(preset(id)?.id),
            Self::Strategy => Action::ChooseStrategy(catalogue::strategy(id)?.id),
        })
    }
}

fn of_preset(lang: Lang, preset: &'static Preset) -> Choice {
    let lead = preset.number();
    let note = if lead.is_empty() { preset.id.to_owned() } else { String::new() };
    Choice {
        id: preset.id,
        heading: text::shelf(lang, preset.shelf()),
        lead,
        title: text::of_file(lang, &preset.file.title),
        note,
        outcome: preset.file.expect.as_deref().unwrap_or_default(),
        section: preset.file.course,
        hidden: hidden(lang, &preset.file.title, preset.id),
    }
}

/// The strategies of a family. Those that differ in their checker follow the one that stands for
/// them elsewhere, K1 first.
fn of_family(lang: Lang, family: Family) -> Vec<Choice> {
    let own = catalogue::family(family).filter(|strategy| !strategy.is_variant());
    let with_variants = own.flat_map(|strategy| {
        let variants =
            if strategy.id == catalogue::CHECKED { catalogue::checked() } else { Vec::new() };
        let variants = variants.into_iter().filter(|variant| variant.is_variant());
        std::iter::once(strategy).chain(variants)
    });
    with_variants.map(|strategy| of_strategy(lang, strategy)).collect()
}

fn of_strategy(lang: Lang, strategy: &'static Strategy) -> Choice {
    let header = &strategy.program.header;
    let lead = match header.checker.filter(|_| strategy.is_variant()) {
        Some(checker) => format!("K{}", checker.number),
        None if header.course > 0 => format!("§{}", header.course),
        None => String::new(),
    };
    Choice {
        id: strategy.id,
        heading: text::family(lang, header.family).to_owned(),
        lead,
        title: text::title_of(lang, header),
        note: header.checker.map(|checker| text::checker(lang, checker)).unwrap_or_default(),
        outcome: "",
        section: header.course,
        hidden: hidden(lang, &header.title, strategy.id),
    }
}

/// Its titles in the languages that the page does not show, then its id.
fn hidden(lang: Lang, titles: &'static Words, id: &'static str) -> Vec<&'static str> {
    let others = Lang::ALL.iter().filter(|other| **other != lang).map(|other| titles.of(*other));
    others.filter(|title| !title.is_empty()).chain([id]).collect()
}
