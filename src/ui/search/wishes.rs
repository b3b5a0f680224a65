//! What an address wants of searches: `faults=2`, `kinds=crash,lose`, `set=consumer.inbox:on`.

use crate::explore::FaultKind;
use crate::job::search::{Budget, FAULTS_MAX, Kinds};
use crate::scenario::settings;
use crate::shop::config::Config;
use crate::text::Lang;

use super::rows::{RESTRICTIONS, Rows};

/// The names of the pairs.
pub const NAMES: [&str; 5] = ["faults", "kinds", "checker", "stores", "set"];

/// What searches begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// Which faults may strike, and how many in one run.
    pub budget: Budget,
    /// Keys and values that are right: settings of the matrix, and of a scenario that the address
    /// names.
    pub settings: Vec<(String, String)>,
    /// The strategies of the matrix.
    pub rows: Rows,
}

impl Default for Wishes {
    fn default() -> Self {
        let budget = Budget { faults: 1, kinds: Kinds::usual() };
        Self { budget, settings: Vec::new(), rows: Rows::default() }
    }
}

impl Wishes {
    /// Takes a pair of the query; `None` if its value cannot be understood.
    pub fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "faults" => {
                let faults = value.parse().ok()?;
                (1..=FAULTS_MAX).contains(&faults).then(|| self.budget.faults = faults)
            }
            "kinds" => {
                let kind = |word: &str| {
                    FaultKind::TRIED.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))
                };
                let kinds: Option<Vec<_>> = value.split(',').map(kind).collect();
                self.budget.kinds = Kinds::of(kinds?);
                Some(())
            }
            "set" => {
                let (key, value) = value.split_once(':')?;
                settings::set(&mut self.config(), key, value).ok()?;
                self.settings.push((key.to_owned(), value.to_owned()));
                Some(())
            }
            name => {
                let own = RESTRICTIONS.into_iter().find(|own| own.word() == name)?;
                self.rows.set(own, &value.to_ascii_lowercase())
            }
        }
    }

    /// The settings of the matrix.
    pub fn config(&self) -> Config {
        let mut config = Config::default();
        for (key, value) in &self.settings {
            // Only what a configuration takes is among them.
            let _ = settings::set(&mut config, key, value);
        }
        config
    }

    /// The pairs of the query that say so, without what goes without saying.
    pub fn pairs(&self) -> Vec<String> {
        let usual = Self::default();
        let mut pairs = Vec::new();
        if self.budget.faults != usual.budget.faults {
            pairs.push(format!("faults={}", self.budget.faults));
        }
        if self.budget.kinds != usual.budget.kinds {
            let words: Vec<_> = self.budget.kinds.iter().map(FaultKind::word).collect();
            pairs.push(format!("kinds={}", words.join(",")));
        }
        for own in RESTRICTIONS {
            if self.rows.value(own) != usual.rows.value(own) {
                pairs.push(format!("{}={}", own.word(), self.rows.value(own)));
            }
        }
        pairs.extend(self.settings.iter().map(|(key, value)| format!("set={key}:{value}")));
        pairs
    }
}

/// The values that the pair of a name takes.
pub fn known(name: &str) -> Vec<String> {
    match name {
        "faults" => (1..=FAULTS_MAX).map(|faults| faults.to_string()).collect(),
        "kinds" => FaultKind::TRIED.iter().map(|kind| kind.word().to_owned()).collect(),
        "set" => vec!["KEY:VALUE".to_owned()],
        name => {
            let own = RESTRICTIONS.into_iter().find(|own| own.word() == name);
            own.map_or_else(Vec::new, |own| {
                own.values(Lang::En).into_iter().map(|it| it.0).collect()
            })
        }
    }
}
