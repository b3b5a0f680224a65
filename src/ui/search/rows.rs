//! Which strategies are rows of the matrix: those that the course argues about or all, one checker
//! of all, one way to write the stores.

use crate::program::catalogue::{Strategy, checked, strategies};
use crate::program::step::{Checker, Op, Place, Program};
use crate::text::{self, Lang};

/// The word for no restriction.
pub(super) const ALL: &str = "all";

/// What restricts the rows. Each has a word in the address; adding one is adding it here.
pub const RESTRICTIONS: [Restriction; 2] = [Restriction::Checker, Restriction::Stores];

/// The word for every strategy in an address, `rows=all`.
pub const WHOLE: &str = "rows";

/// The rows that a person finds first: the chapter's ways of writing, in its order, and what is put
/// in place of the last one where the broker has no half messages.
const FIRST: [&str; 6] = [
    "send-once",
    "send-after-commit",
    "send-before-commit",
    "send-inside-transaction",
    "transactional-message",
    "outbox",
];

/// One of the choices that restrict the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Restriction {
    /// Of the strategies that have a checker, only those with this one.
    Checker,
    /// Only strategies that write Redis and Elasticsearch there.
    Stores,
}

/// The rows that are shown. By default the first ones.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Rows {
    /// Whether every strategy is one, as it is where a checker or the stores are chosen.
    pub is_whole: bool,
    checker: Option<Checker>,
    stores: Option<Stores>,
}

/// Who writes Redis and Elasticsearch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stores {
    Nobody,
    Inline,
    Consumer,
}

impl Restriction {
    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Checker => "checker",
            Self::Stores => "stores",
        }
    }

    /// What it is called.
    pub fn label(self, lang: Lang) -> &'static str {
        let words = lang.words();
        match self {
            Self::Checker => words.scenario_checker(),
            Self::Stores => words.search_stores(),
        }
    }

    /// Its values, the unrestricted one first: the word of each and what it is called.
    pub fn values(self, lang: Lang) -> Vec<(String, String)> {
        let words = lang.words();
        let all = (ALL.to_owned(), words.search_all_rows().to_owned());
        let others: Vec<_> = match self {
            Self::Checker => checkers().map(|one| (word(one), text::checker(lang, one))).collect(),
            Self::Stores => {
                let names = [
                    words.search_stores_nobody(),
                    words.search_stores_inline(),
                    words.search_stores_consumer(),
                ];
                let values = Stores::ALL.iter().zip(names);
                values.map(|(by, name)| (by.word().to_owned(), name.to_owned())).collect()
            }
        };
        std::iter::once(all).chain(others).collect()
    }
}

impl Rows {
    /// The strategies that are shown, in the order of the catalogue.
    pub fn strategies(self) -> impl Iterator<Item = &'static Strategy> {
        strategies().iter().filter(move |strategy| self.has(strategy))
    }

    fn has(self, strategy: &Strategy) -> bool {
        let own = strategy.program.header.checker;
        let has_checker = self.checker.is_none() || own.is_none() || own == self.checker;
        let is_whole = self.is_whole || self.checker.is_some() || self.stores.is_some();
        let is_wanted = is_whole || FIRST.contains(&strategy.id);
        is_wanted && has_checker && self.stores.is_none_or(|by| by == Stores::of(&strategy.program))
    }

    /// The word of the value that a restriction has.
    pub fn value(self, restriction: Restriction) -> String {
        let word = match restriction {
            Restriction::Checker => self.checker.map(word),
            Restriction::Stores => self.stores.map(|by| by.word().to_owned()),
        };
        word.unwrap_or_else(|| ALL.to_owned())
    }

    /// Takes a value by its word; `None` if there is none of this word.
    pub fn set(&mut self, restriction: Restriction, value: &str) -> Option<()> {
        let is_all = value == ALL;
        match restriction {
            Restriction::Checker => {
                let found = checkers().find(|checker| word(*checker) == value);
                (is_all || found.is_some()).then(|| self.checker = found)
            }
            Restriction::Stores => {
                let found = Stores::ALL.into_iter().find(|by| by.word() == value);
                (is_all || found.is_some()).then(|| self.stores = found)
            }
        }
    }
}

impl Stores {
    const ALL: [Self; 3] = [Self::Nobody, Self::Inline, Self::Consumer];

    fn of(program: &Program) -> Self {
        let writes = |op: &Op| matches!(op, Op::SetRedis(_) | Op::IndexElasticsearch(_));
        match (program.any_op(writes), program.any_op_at(Place::Consumer, writes)) {
            (false, _) => Self::Nobody,
            (true, true) => Self::Consumer,
            (true, false) => Self::Inline,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Nobody => "none",
            Self::Inline => "inline",
            Self::Consumer => "consumer",
        }
    }
}

fn checkers() -> impl Iterator<Item = Checker> {
    checked().into_iter().filter_map(|strategy| strategy.program.header.checker)
}

fn word(Checker { number, key }: Checker) -> String {
    format!("k{number}-{}", key.word())
}
