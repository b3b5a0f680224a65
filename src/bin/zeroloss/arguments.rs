//! Arguments by a table of flags. A few dozen lines; a library for it would be larger than the
//! rest of the command.

use zeroloss::suggest::nearest;
use zeroloss::text::Lang;

use crate::BadInput;

/// A flag that a command knows.
pub struct Flag {
    /// With its dashes: `--json`.
    pub name: &'static str,
    /// What its value is called in the help; `None` if it has none.
    pub value: Option<&'static str>,
    /// One line for the help.
    pub help: &'static str,
}

/// `--lang`, which several commands know.
pub const LANG: Flag =
    Flag { name: "--lang", value: Some("LANG"), help: "words in `en` (the default) or `zh-CN`" };

/// What a person wrote after the name of a command.
#[derive(Debug)]
pub struct Arguments {
    flags: Vec<(&'static str, String)>,
    /// What is no flag.
    pub operands: Vec<String>,
}

impl Arguments {
    /// Sorts words into flags and operands. A single `-` is an operand; so is everything after
    /// `--`.
    pub fn read(command: &str, known: &[Flag], words: &[String]) -> Result<Self, BadInput> {
        let mut read = Self { flags: Vec::new(), operands: Vec::new() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                read.operands.extend(words.cloned());
                break;
            }
            if !word.starts_with('-') || word == "-" {
                read.operands.push(word.clone());
                continue;
            }
            let (name, glued) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            let flag = known
                .iter()
                .find(|flag| flag.name == name)
                .ok_or_else(|| unknown(command, known, name))?;
            let value = match (flag.value, glued) {
                (None, None) => String::new(),
                (None, Some(_)) => {
                    return Err(BadInput(format!("{name} takes no value; write it alone")));
                }
                (Some(_), Some(value)) => value,
                (Some(what), None) => words
                    .next()
                    .cloned()
                    .ok_or_else(|| BadInput(format!("after {name} there must be {what}")))?,
            };
            read.flags.push((flag.name, value));
        }
        Ok(read)
    }

    /// Whether a flag is there.
    pub fn has(&self, name: &str) -> bool {
        self.flags.iter().any(|(flag, _)| *flag == name)
    }

    /// Every value of a flag that may be repeated.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(flag, _)| *flag == name).map(|(_, value)| value.as_str())
    }

    /// The last value of a flag, which wins.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|(flag, _)| *flag == name).map(|(_, value)| value.as_str())
    }

    /// The flags of a list that are there, each once, in the order of the list.
    pub fn chosen<'a>(&self, among: &[&'a str]) -> Vec<&'a str> {
        among.iter().copied().filter(|name| self.has(name)).collect()
    }

    /// The language of the words.
    pub fn lang(&self) -> Result<Lang, BadInput> {
        let Some(text) = self.value(LANG.name) else { return Ok(Lang::En) };
        Lang::from_tolerant(text).ok_or_else(|| {
            let codes: Vec<_> = Lang::ALL.iter().map(|lang| format!("`{}`", lang.code())).collect();
            let codes = codes.join(" or ");
            BadInput(format!("there are no words in `{text}`; --lang takes {codes}"))
        })
    }

    /// Refuses operands.
    pub fn no_operands(&self, command: &str) -> Result<(), BadInput> {
        match self.operands.first() {
            Some(first) => Err(BadInput(format!(
                "`{first}` does not belong after `zeroloss {command}`; \
                 `zeroloss help {command}` says what does"
            ))),
            None => Ok(()),
        }
    }
}

fn unknown(command: &str, known: &[Flag], found: &str) -> BadInput {
    let names = known.iter().map(|flag| flag.name);
    BadInput(match nearest(found, names) {
        Some(meant) => format!("unknown flag `{found}`; did you mean `{meant}`?"),
        None => format!("unknown flag `{found}`; `zeroloss help {command}` shows those there are"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: &[Flag] = &[
        Flag { name: "--json", value: None, help: "" },
        Flag { name: "--set", value: Some("KEY=VALUE"), help: "" },
        LANG,
    ];

    fn read(line: &str) -> Result<Arguments, String> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Arguments::read("run", FLAGS, &words).map_err(|BadInput(message)| message)
    }

    #[test]
    fn flags_and_operands_are_told_apart() {
        let check = |line: &str, operands: &[&str], sets: &[&str]| {
            let arguments = read(line).unwrap();
            assert_eq!(arguments.operands, operands, "{line}");
            assert_eq!(arguments.values("--set").collect::<Vec<_>>(), sets, "{line}");
        };
        check("a3-1 --json", &["a3-1"], &[]);
        check("--set a=1 - --set=b=2", &["-"], &["a=1", "b=2"]);
        check("-- --json -x", &["--json", "-x"], &[]);
    }

    #[test]
    fn a_bad_flag_gets_a_sentence() {
        let check = |line: &str, part: &str| {
            let message = read(line).unwrap_err();
            assert!(message.contains(part), "{line}: {message}");
        };
        check("--jsno", "did you mean `--json`?");
        check("-j", "`zeroloss help run` shows those there are");
        check("--json=1", "--json takes no value");
        check("--set", "after --set there must be KEY=VALUE");
        let unknown = read("--lang tlh").unwrap().lang().map_err(|BadInput(message)| message);
        let sentence = "there are no words in `tlh`; --lang takes `en` or `zh-CN`";
        assert!(unknown.unwrap_err().starts_with(sentence));
        assert_eq!(read("--lang zh_CN").unwrap().lang().ok(), Some(Lang::ZhCn));
    }

    #[test]
    fn the_help_names_every_language() {
        for lang in Lang::ALL {
            assert!(LANG.help.contains(&format!("`{}`", lang.code())), "{}", lang.code());
        }
    }
}
