//! The strategies that come with Zeroloss: every file of `strategies/`, parsed once.

use std::sync::{Arc, OnceLock};

use super::step::{Family, Program};
use crate::catalogue::{self, File};
use crate::ordered::sort_by_key;
use crate::suggest::nearest;

/// A strategy of the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strategy {
    /// The name of its file without the extension: `send-after-commit`.
    pub id: &'static str,
    /// Its text, as a person edits it.
    pub source: &'static str,
    /// What the text compiles to.
    pub program: Arc<Program>,
}

/// Every strategy: first those that the course argues about, section by section, then the others,
/// family by family.
pub fn strategies() -> &'static [Strategy] {
    static PARSED: OnceLock<Vec<Strategy>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut all: Vec<_> = catalogue::strategies().iter().map(read).collect();
        sort_by_key(&mut all, place);
        all
    })
}

fn place(strategy: &Strategy) -> (bool, u8, Family, &'static str) {
    let header = &strategy.program.header;
    (header.course == 0, header.course, header.family, strategy.id)
}

/// The strategy that stands in lists for all that have a checker.
pub const CHECKED: &str = "transactional-message";

/// The strategies of a family, in the order of [`strategies`].
pub fn family(family: Family) -> impl Iterator<Item = &'static Strategy> {
    strategies().iter().filter(move |strategy| strategy.program.header.family == family)
}

/// The strategies with a checker, K1 first.
pub fn checked() -> Vec<&'static Strategy> {
    let has_checker = |strategy: &&Strategy| strategy.program.header.checker.is_some();
    let mut found: Vec<_> = strategies().iter().filter(has_checker).collect();
    sort_by_key(&mut found, |strategy| strategy.program.header.checker);
    found
}

impl Strategy {
    /// Whether another one, [`CHECKED`], stands for it where a checker is chosen separately.
    pub fn is_variant(&self) -> bool {
        self.program.header.checker.is_some() && self.id != CHECKED
    }
}

/// The strategy with this id.
pub fn strategy(id: &str) -> Option<&'static Strategy> {
    strategies().iter().find(|strategy| strategy.id == id)
}

/// The id that somebody who wrote `id` most likely meant, if any is close.
pub fn nearest_strategy(id: &str) -> Option<&'static str> {
    nearest(id, strategies().iter().map(|strategy| strategy.id))
}

/// The texts come with the program, so one that does not parse is a mistake of whoever built this,
/// and the tests below find it before anybody runs it.
fn read(&(id, source): &File) -> Strategy {
    let program = super::parse(source).unwrap_or_else(|errors| {
        let shown: Vec<_> = errors.iter().map(|error| format!("{id}.strategy:{error}")).collect();
        panic!("every file in strategies/ must parse:\n{}", shown.join("\n"))
    });
    Strategy { id, source, program: Arc::new(program) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::program::step::{Header, Op, SendMode};

    #[test]
    fn every_strategy_parses_and_the_course_orders_them() {
        let ids: Vec<_> = strategies().iter().map(|strategy| strategy.id).collect();
        assert_eq!(ids.first(), Some(&"oneway"));
        assert!(strategies().is_sorted_by_key(place), "{ids:?}");
        let files: Vec<_> = catalogue::strategies().iter().map(|(id, _)| *id).collect();
        assert!(files.iter().all(|id| strategy(id).is_some()), "{files:?}");
    }

    #[test]
    fn every_strategy_says_in_english_and_chinese_what_it_is() {
        for Strategy { id, program, .. } in strategies() {
            let Header { title, about, .. } = &program.header;
            let (english, chinese) = (about.of(Lang::En), about.of(Lang::ZhCn));
            let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(!title.of(Lang::En).is_empty(), "{id}");
            assert!(title.of(Lang::En).is_ascii() && english.is_ascii(), "{id}");
            assert!(is_han(title.of(Lang::ZhCn)) && is_han(chinese), "{id}");
            assert!(english.ends_with('.') && chinese.ends_with('。'), "{id}");
        }
    }

    #[test]
    fn section_6_is_about_half_messages() {
        for Strategy { id, program, .. } in strategies() {
            let sends_half = program
                .any_op(|op| matches!(op, Op::Send(options) if options.mode == SendMode::Half));
            let Header { course, family, .. } = program.header;
            assert!(course != 6 || sends_half, "{id}");
            assert!(!sends_half || family == Family::Prepared, "{id}");
        }
    }

    /// The page offers them as one choice, so nothing else may change with it.
    #[test]
    fn strategies_with_a_checker_differ_in_their_check_only() {
        let checkers = checked();
        assert!(checkers.iter().any(|strategy| strategy.id == CHECKED));
        let names = checkers.iter().filter_map(|strategy| {
            let checker = strategy.program.header.checker?;
            Some(format!("K{} {}", checker.number, checker.key.word()))
        });
        let expected = [
            "K1 status",
            "K1 message",
            "K2 status",
            "K2 message",
            "K3 status",
            "K3 message",
            "K4 message",
            "K5 message",
            "K6 message",
        ];
        assert_eq!(names.collect::<Vec<_>>(), expected);
        // What K5 looks up has to be remembered first.
        let other_handlers = |strategy: &Strategy| {
            let code = strategy.source.split_once("\n\n").map(|(_, code)| code).unwrap_or_default();
            let parts = code.split("\n\n").filter(|part| !part.starts_with("on check"));
            let lines = parts.flat_map(str::lines);
            let kept = lines.filter(|line| !line.contains("remember") && !line.contains('#'));
            kept.collect::<Vec<_>>()
        };
        for strategy in &checkers {
            assert_eq!(other_handlers(strategy), other_handlers(checkers[0]), "{}", strategy.id);
        }
    }

    #[test]
    fn a_strategy_is_found_by_its_id_and_nearly_by_a_slip() {
        assert_eq!(strategy("send-once").map(|found| found.id), Some("send-once"));
        assert_eq!(strategy("send-onec"), None);
        assert_eq!(nearest_strategy("send-onec"), Some("send-once"));
        assert_eq!(nearest_strategy("kafka"), None);
    }
}
