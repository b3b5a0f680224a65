//! What an address wants of searches: `faults=2`, `kinds=crash,lose`, `set=consumer.inbox:on`.

use crate::explore::FaultKind;
use crate::job::search::{Budget, FAULTS_MAX, Kinds};
use crate::scenario::settings;
use crate::shop::config::Config;
use crate::text::Lang;

use super::rows::{ALL, RESTRICTIONS, Rows, WHOLE};

/// The names of the pairs.
pub const NAMES: [&str; 6] = ["faults", "kinds", WHOLE, "checker", "stores", "set"];

/// The kinds of faults that the matrix counts until a person adds others: those that the course's
/// argument is about.
pub const FIRST_KINDS: [FaultKind; 2] = [FaultKind::Crash, FaultKind::Lose];

/// What searches begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// How many faults may strike in one run.
    pub faults: u8,
    /// Of which kinds, if not of the usual ones: in the lab all that are tried, in the matrix
    /// [`FIRST_KINDS`].
    pub kinds: Option<Kinds>,
    /// Keys and values that are right: settings of the matrix, and of a scenario that the address
    /// names.
    pub settings: Vec<(String, String)>,
    /// The strategies of the matrix.
    pub rows: Rows,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { faults: 1, kinds: None, settings: Vec::new(), rows: Rows::default() }
    }
}

impl Wishes {
    /// Takes a pair of the query; `None` if its value cannot be understood.
    pub fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "faults" => {
                let faults = value.parse().ok()?;
                (1..=FAULTS_MAX).contains(&faults).then(|| self.faults = faults)
            }
            "kinds" => {
                let kind = |word: &str| {
                    FaultKind::TRIED.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))
                };
                let kinds: Option<Vec<_>> = value.split(',').map(kind).collect();
                self.kinds = Some(Kinds::of(kinds?));
                Some(())
            }
            "set" => {
                let (key, value) = value.split_once(':')?;
                settings::set(&mut self.config(), key, value).ok()?;
                self.settings.push((key.to_owned(), value.to_owned()));
                Some(())
            }
            WHOLE => {
                self.rows.is_whole = value.eq_ignore_ascii_case(ALL);
                self.rows.is_whole.then_some(())
            }
            name => {
                let own = RESTRICTIONS.into_iter().find(|own| own.word() == name)?;
                self.rows.set(own, &value.to_ascii_lowercase())
            }
        }
    }

    /// The faults that the lab's search may try.
    pub fn budget(&self) -> Budget {
        Budget { faults: self.faults, kinds: self.kinds.unwrap_or_else(Kinds::usual) }
    }

    /// The faults that the matrix counts.
    pub fn matrix_budget(&self) -> Budget {
        let kinds = self.kinds.unwrap_or_else(|| Kinds::of(FIRST_KINDS));
        Budget { faults: self.faults, kinds }
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
        if self.faults != usual.faults {
            pairs.push(format!("faults={}", self.faults));
        }
        if let Some(kinds) = self.kinds {
            let words: Vec<_> = kinds.iter().map(FaultKind::word).collect();
            pairs.push(format!("kinds={}", words.join(",")));
        }
        if self.rows.is_whole {
            pairs.push(format!("{WHOLE}={ALL}"));
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
        WHOLE => vec![ALL.to_owned()],
        name => {
            let own = RESTRICTIONS.into_iter().find(|own| own.word() == name);
            own.map_or_else(Vec::new, |own| {
                own.values(Lang::En).into_iter().map(|it| it.0).collect()
            })
        }
    }
}
