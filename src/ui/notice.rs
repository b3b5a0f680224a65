//! Things that a person should be told, as data; `text` words them.

use crate::scenario::error::{ScenarioError, ScenarioErrorKind};
use crate::scenario::link::LinkError;
use crate::text::Lang;

use super::page::Brought;
use super::search::state::Trouble;

/// One thing to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// A value in the query of the address is not understood; the default is used.
    BadQuery {
        /// The name.
        name: String,
        /// The value, shortened.
        value: String,
        /// What it takes; `N` stands for a whole number.
        known: Vec<String>,
    },
    /// The query of the address has a `set` that cannot be done.
    BadSet {
        /// The value, shortened.
        value: String,
        /// Why not.
        why: ScenarioErrorKind,
    },
    /// The address names a scenario or strategy that does not exist.
    Unknown {
        /// What it names, shortened.
        found: String,
        /// What exists and looks like it.
        nearest: Vec<&'static str>,
    },
    /// Strategies for which a comparison has no place, joined by commas and shortened.
    LeftOut(String),
    /// The address was written for a newer version of the contract.
    NewerContract(u32),
    /// The link was made with another version of the model.
    OtherModel(u32),
    /// The link cannot be read.
    Link(LinkError),
    /// What a person asked for cannot be done to the scenario.
    Refused(ScenarioError),
    /// A file has no text that is meant here.
    NoText(Brought),
    /// The scenario or program in the file of this name has a mistake.
    BadFile(String, ScenarioError),
    /// The dice drew no fault.
    NothingDrawn,
    /// A link was copied while the program that is being edited has errors: it holds the last
    /// version without.
    DraftLeftOut,
    /// After a failure the text of the editor is back. It has not run.
    DraftIsBack,
    /// Something is wrong with a search.
    Search(Trouble),
    /// The sentences of a language could not be loaded, so the page stays as it is.
    NoWords(Lang),
}
