//! A file that is made by a worker.

use crate::diagram::export::{mermaid, plantuml};
use crate::diagram::svg::{self, Palette};
use crate::job::export::{Form, Order, made, refused};
use crate::run::{Run, Simulation};
use crate::text::Lang;

use super::json::{self, Events};
use super::{TooLong, itf, markdown, steps};

/// Events between two looks at the clock: about a millisecond in a browser.
const EVENTS_BETWEEN_LOOKS: u32 = 200;

/// A file that is being made.
#[derive(Debug)]
pub struct Runner {
    form: Form,
    lang: Lang,
    /// The run, until it is over.
    run: Option<Simulation>,
    /// The body of the answer then.
    body: Option<String>,
}

impl Runner {
    /// Begins with the question of a job; `None` if it is none.
    pub fn start(question: &str) -> Option<Self> {
        let Order { form, lang, words, scenario } = Order::read(question)?;
        lang.load(words.to_owned()).ok()?;
        Some(Self { form, lang, run: Some(Simulation::with_spans(&scenario)), body: None })
    }

    /// Goes on for a moment; writes all of the file in one when the run is over. Says whether that
    /// was the end.
    pub fn go_on(&mut self) -> bool {
        let Some(mut run) = self.run.take() else { return true };
        if run.run_for(EVENTS_BETWEEN_LOOKS) {
            self.body = Some(written(&run.finish(), self.form, self.lang));
        } else {
            self.run = Some(run);
        }
        self.body.is_some()
    }

    /// Whether it is whole, and its body.
    pub fn answer(&self) -> (bool, String) {
        (self.body.is_some(), self.body.clone().unwrap_or_default())
    }
}

/// The body of the answer.
fn written(run: &Run, form: Form, lang: Lang) -> String {
    let file = match form {
        Form::Svg => Ok(svg::export(run, lang, Palette::Light)),
        // Each byte as a character: an answer is a text.
        Form::Steps => steps(run, lang).map(|file| file.into_iter().map(char::from).collect()),
        Form::Mermaid => Ok(mermaid(run, lang)),
        Form::PlantUml => Ok(plantuml(run, lang)),
        Form::Markdown => Ok(markdown(run, lang)),
        Form::Json => Ok(json::json(run, Events::LeftOut)),
        Form::Itf => itf(run),
    };
    match file {
        Ok(file) => made(&file),
        Err(TooLong { steps, most }) => refused(&lang.words().report_too_long(&most, &steps)),
    }
}
