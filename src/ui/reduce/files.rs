//! A person's file on the stage.

use crate::scenario::error::ScenarioError;
use crate::scenario::{Scenario, ScenarioFile, Strategy};
use crate::ui::address;
use crate::ui::notice::Notice;
use crate::ui::page::{Brought, Page, Sheet};
use crate::ui::position::Position;
use crate::ui::state::AppState;

impl AppState {
    /// Shows what is in a file, as one more change: a scenario, or a program without faults if its
    /// name says so.
    pub(super) fn open_file(&mut self, file: &Brought) {
        self.sheet = Sheet::Closed;
        self.notices.retain(|notice| !matches!(notice, Notice::NoText(_) | Notice::BadFile(..)));
        let (name, why, text) = file.parts();
        if !why.is_empty() {
            return self.tell(Notice::NoText(file.clone()));
        }
        match read(name, text) {
            Ok((scenario, point)) => {
                let mut opening = address::read(&[], "");
                opening.scenario = scenario;
                opening.preset = None;
                opening.point = point;
                opening.position = Position::LastFault;
                opening.page = Page::Lab;
                self.open_again(opening);
            }
            Err(error) => self.tell(Notice::BadFile(name.to_owned(), error)),
        }
    }
}

/// The scenario, and the guarantee that it is about.
fn read(name: &str, text: &str) -> Result<(Scenario, Option<&'static str>), ScenarioError> {
    // Some programs that send files add an ending.
    if name.contains(".strategy") {
        let strategy = Strategy::custom(text);
        let strategy = strategy.map_err(|kind| ScenarioError { line: 0, kind })?;
        return Ok((Scenario::of(strategy), None));
    }
    ScenarioFile::parse(text).map(|file| (file.scenario, file.point))
}
