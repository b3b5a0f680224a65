//! Which form a number asks for, in the words of the
//! [CLDR](https://cldr.unicode.org/index/cldr-spec/plural-rules): `n % 10 = 1 and n % 100 != 11`.
//! All numbers of the page are whole, so of the operands there are `n` and `i`, which are the same.

use std::collections::BTreeMap;

/// The categories of the CLDR, in its order.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The rules of a language: the category and its condition in Rust.
#[derive(Clone, Default, Debug)]
pub struct Rules {
    /// For a number that counts.
    pub cardinal: BTreeMap<String, String>,
    /// For a number that orders.
    pub ordinal: BTreeMap<String, String>,
}

impl Rules {
    /// Adds a term like `-plural-one`; `false` if it is another.
    pub fn add(&mut self, term: &str, rule: &str) -> Result<bool, String> {
        let (rules, category) = if let Some(category) = term.strip_prefix("-plural-") {
            (&mut self.cardinal, category)
        } else if let Some(category) = term.strip_prefix("-ordinal-") {
            (&mut self.ordinal, category)
        } else {
            return Ok(false);
        };
        if !CATEGORIES[..5].contains(&category) {
            let known = CATEGORIES[..5].join(", ");
            return Err(format!("`{category}` is no category of numbers; they are {known}"));
        }
        rules.insert(category.to_owned(), condition(rule)?);
        Ok(true)
    }
}

/// The Rust of a rule, about a number `n`.
fn condition(rule: &str) -> Result<String, String> {
    let all = |part: &str| {
        let relations: Result<Vec<_>, _> = part.split(" and ").map(relation).collect();
        relations.map(|relations| relations.join(" && "))
    };
    let any: Result<Vec<_>, _> = rule.split(" or ").map(all).collect();
    any.map(|any| any.join(" || "))
}

/// `n % 10 = 2..4, 7` as `matches!(n % 10, 2..=4 | 7)`.
fn relation(text: &str) -> Result<String, String> {
    let wrong = || {
        format!("`{}` is no rule of numbers; write like `n % 10 = 2..4` or `n != 1`", text.trim())
    };
    let (left, right) = text.split_once('=').ok_or_else(wrong)?;
    let (left, not) = match left.strip_suffix('!') {
        Some(left) => (left, "!"),
        None => (left, ""),
    };
    let number = |text: &str| text.trim().parse::<u64>().map_err(|_| wrong());
    let value = match left.split_once('%') {
        None if matches!(left.trim(), "n" | "i") => "n".to_owned(),
        Some((operand, modulus)) if matches!(operand.trim(), "n" | "i") => {
            format!("n % {}", number(modulus)?.max(1))
        }
        _ => return Err(wrong()),
    };
    let mut ranges = Vec::new();
    for range in right.split(',') {
        ranges.push(match range.split_once("..") {
            Some((from, to)) => format!("{}..={}", number(from)?, number(to)?),
            None => number(range)?.to_string(),
        });
    }
    Ok(format!("{not}matches!({value}, {})", ranges.join(" | ")))
}
