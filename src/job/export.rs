//! A run as a file, as a job. The words of the file come with the question: whoever works on it
//! has none.

use crate::scenario::Scenario;
use crate::text::Lang;

use super::{Answer, Job};

/// The first word of such a job.
pub(super) const KIND: &str = "export";

/// What begins a body that holds a file, and one that says why there is none.
const MADE: char = '+';
const REFUSED: char = '-';

/// What a run can become, to be taken along.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A picture.
    Svg,
    /// A picture of each step, in a zip file.
    Steps,
    /// A diagram for Mermaid.
    Mermaid,
    /// A diagram for PlantUML.
    PlantUml,
    /// A report for people.
    Markdown,
    /// What it comes to, for programs.
    Json,
    /// Its states, for the tools of the TLA+ world.
    Itf,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 7] = [
        Self::Svg,
        Self::Steps,
        Self::Mermaid,
        Self::PlantUml,
        Self::Markdown,
        Self::Json,
        Self::Itf,
    ];

    /// Its name in jobs and markup.
    pub fn word(self) -> &'static str {
        self.names().0
    }

    /// How the name of its file ends.
    pub fn ending(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        const NAMES: [(&str, &str); 7] = [
            ("svg", ".svg"),
            ("steps", "-steps.zip"),
            ("mermaid", ".mmd"),
            ("plantuml", ".puml"),
            ("markdown", ".md"),
            ("json", ".json"),
            ("itf", ".itf.json"),
        ];
        NAMES[self as usize]
    }

    /// The form of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

impl Job {
    /// The run of a scenario in a form, in the words of a language that is loaded.
    pub fn export(form: Form, scenario: &Scenario, lang: Lang) -> Self {
        let (words, form) = (lang.data(), form.word());
        let text = format!("{KIND} {form} {} {}\n{words}{scenario}", lang.code(), words.len());
        Self(text.into())
    }
}

/// The question of such a job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order<'a> {
    /// In which form.
    pub form: Form,
    /// In which language.
    pub lang: Lang,
    /// The data file of that language.
    pub words: &'a str,
    /// The run of what.
    pub scenario: Scenario,
}

impl<'a> Order<'a> {
    /// Reads what follows the first word of the job; `None` if it is something else.
    pub fn read(question: &'a str) -> Option<Self> {
        let (head, rest) = question.split_once('\n')?;
        let mut head = head.split(' ');
        let form = Form::from_word(head.next()?)?;
        let code = head.next()?;
        let lang = Lang::ALL.iter().copied().find(|lang| lang.code() == code)?;
        let (words, scenario) = rest.split_at_checked(head.next()?.parse().ok()?)?;
        Some(Self { form, lang, words, scenario: Scenario::parse(scenario).ok()? })
    }
}

/// The body of an answer that is a file.
pub fn made(file: &str) -> String {
    format!("{MADE}{file}")
}

/// The body of an answer that says why there is none, in words.
pub fn refused(reason: &str) -> String {
    format!("{REFUSED}{reason}")
}

/// What an answer comes to: the file, or why there is none. Nothing while it is being made.
pub fn read(answer: Answer<'_>) -> Option<Result<&str, &str>> {
    let file = || answer.body.strip_prefix(MADE).map(Ok);
    file().or_else(|| answer.body.strip_prefix(REFUSED).map(Err)).filter(|_| answer.is_whole)
}
