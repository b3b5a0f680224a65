//! The settings that matter for the strategy, by group.

use yew::prelude::*;

use crate::scenario::error::ScenarioError;
use crate::scenario::settings::{Group, Kind, SETTINGS, Setting, changed, setting};
use crate::text;
use crate::ui::action::Action;
use crate::ui::address::Layout;
use crate::ui::lab::{Lab, use_lab};

use super::fold::Fold;
use super::handlers::{does, value_of};
use super::icon::{Shape, icon};

/// The groups in the order of the panel.
const GROUPS: [Group; 7] = [
    Group::Broker,
    Group::Kafka,
    Group::Client,
    Group::Order,
    Group::Consumer,
    Group::Payment,
    Group::Infrastructure,
];

/// The panel.
#[component]
pub fn SettingsPanel() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    html! {
        <section class="settings">
            <Fold id="settings" title={words.settings_settings()} note={changed_in_words(&lab)}>
                { for GROUPS.iter().map(|group| group_of(&lab, *group)) }
            </Fold>
        </section>
    }
}

/// What differs from the defaults, in a line: `1 changed: send.retries 2`.
fn changed_in_words(lab: &Lab) -> String {
    let changed: Vec<_> = changed(&lab.scenario().config).collect();
    let told: Vec<_> = changed.iter().map(|(key, value)| format!("{key} {value}")).collect();
    if told.is_empty() {
        return String::new();
    }
    format!("{} {}", lab.lang.words().settings_changed(&told.len()), told.join(", "))
}

/// What differs from the defaults, always in view: `1 changed: send.retries 2`. On a page each can
/// be set back; in a frame there is only room to say it.
pub fn changed_settings(lab: &Lab) -> Html {
    let config = &lab.scenario().config;
    let changed: Vec<_> = changed(config).collect();
    if changed.is_empty() {
        return html! {};
    }
    let words = lab.lang.words();
    let item = |(key, value): &(&'static str, String)| {
        let key = *key;
        let default = setting(key).map(|setting| setting.default_value(config.profile));
        let default = default.filter(|_| lab.presentation.layout == Layout::Page);
        let back = default.map(|default| {
            let label = words.settings_set_back(&key, &default);
            let onclick = does(lab, Action::Set(key, default));
            html! {
                <button type="button" {onclick} aria-label={label.clone()} title={label}>
                    { icon(Shape::Close) }
                </button>
            }
        });
        html! {
            <li class="chip act" {key}>
                <span class="mono" lang="en" translate="no">{ key }{ " " }{ value.clone() }</span>
                { back }
            </li>
        }
    };
    html! {
        <div class="changed">
            <span>{ words.settings_changed(&changed.len()) }</span>
            <ul>{ for changed.iter().map(item) }</ul>
        </div>
    }
}

fn group_of(lab: &Lab, group: Group) -> Html {
    let config = &lab.scenario().config;
    let (program, read) = (&lab.timeline.run.shop.program, &lab.timeline.run.shop.config);
    let matters = |setting: &&Setting| setting.group == group && setting.matters_in(program, read);
    let settings: Vec<_> = SETTINGS.iter().filter(matters).collect();
    if settings.is_empty() {
        return html! {};
    }
    let is_changed =
        |setting: &&Setting| setting.value(config) != setting.default_value(config.profile);
    let changed = settings.iter().filter(|setting| is_changed(setting)).count();
    let count = if changed > 0 { format!(" ({changed})") } else { String::new() };
    html! {
        <details key={group as u8}>
            <summary>{ text::group_name(lab.lang, group) }{ count }</summary>
            { for settings.iter().map(|setting| html! {
                <SettingRow key={setting.key} name={setting.key} />
            }) }
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct SettingRowProps {
    name: &'static str,
}

/// What was written into a field and cannot be set. It stays there to be corrected.
#[derive(PartialEq, Debug)]
struct Refused {
    text: String,
    error: ScenarioError,
    /// The value that stayed. Once that changes, by undo for one, the field shows it again.
    instead_of: String,
}

#[component]
fn SettingRow(props: &SettingRowProps) -> Html {
    let lab = use_lab();
    let refused = use_state(|| None::<Refused>);
    let Some(setting) = setting(props.name) else { return html! {} };
    let config = &lab.scenario().config;
    let (value, default) = (setting.value(config), setting.default_value(config.profile));
    let is_changed = value != default;
    let words = lab.lang.words();
    let id = format!("set-{}", setting.key.replace('.', "-"));
    let set = {
        let (lab, refused, instead_of) = (lab.clone(), refused.clone(), value.clone());
        Callback::from(move |text: String| {
            let mut trial = lab.scenario().clone();
            match trial.set(setting.key, text.trim()) {
                Ok(()) => {
                    refused.set(None);
                    lab.dispatch(Action::Set(setting.key, text.trim().to_owned()));
                }
                Err(error) => {
                    let instead_of = instead_of.clone();
                    refused.set(Some(Refused { text, error, instead_of }));
                }
            }
        })
    };
    let refused = (*refused).as_ref().filter(|refused| refused.instead_of == value);
    let shown = refused.map_or(&*value, |refused| &refused.text);
    html! {
        <div class="setting">
            <label for={id.clone()}>{ text::setting_label(lab.lang, setting.key) }</label>
            { control(&lab, setting, &id, shown, is_changed, set) }
            if let Some(refused) = refused {
                <small class="bad" role="alert">{ text::scenario_error(lab.lang, &refused.error) }</small>
            }
            <small>
                { text::setting_help(lab.lang, setting.key) }{ " " }
                <code lang="en" translate="no">{ setting.key }</code>{ " · " }
                { words.settings_default_is(&default) }{ " · " }
                { words.settings_source_is(&setting.source) }
            </small>
        </div>
    }
}

/// The control that fits the kind of a setting.
fn control(
    lab: &Lab,
    setting: &Setting,
    id: &str,
    value: &str,
    is_changed: bool,
    set: Callback<String>,
) -> Html {
    let id = id.to_owned();
    let changed = is_changed.then_some("");
    let onchange = move |event: Event| {
        if let Some(value) = value_of(&event) {
            set.emit(value);
        }
    };
    if let Kind::Choice { words, .. } = setting.kind {
        let option = |word: &&'static str| {
            let label = text::setting_choice(lab.lang, setting.key, word);
            html! { <option value={*word} selected={*word == value}>{ label }</option> }
        };
        return html! {
            <select {id} {onchange} data-changed={changed}>
                { for words.iter().map(option) }
            </select>
        };
    }
    html! {
        <input type="text" {id} {onchange} value={value.to_owned()} data-changed={changed}
            autocomplete="off" spellcheck="false" lang="en" />
    }
}
