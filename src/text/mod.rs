//! All words of the page, the command and the exports: one typed catalogue per language.

use crate::run::Run;
use crate::scenario::fault::Fault;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::shop::{TraceEvent, World};
use crate::sim::node::{Message as _, NodeId};

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    #[default]
    ZhCn,
}

/// The name of a participant as the head of its lifeline shows it.
pub fn node_name(_lang: Lang, node: NodeId) -> &'static str {
    nodes::name(node)
}

/// The label of a message's arrow: short, one line.
pub fn message_label(_lang: Lang, message: &Message) -> String {
    message.role().to_owned()
}

/// The label of a mark that the diagram draws; `None` for marks that are not drawn as text.
pub fn mark_label(_lang: Lang, mark: &Mark) -> Option<String> {
    Some(format!("{mark:?}"))
}

/// What happened, as a full sentence for event lists and screen readers.
pub fn event_sentence(_lang: Lang, _run: &Run, event: &TraceEvent) -> String {
    format!("{:?}", event.kind)
}

/// A fault as a short sentence.
pub fn fault_sentence(_lang: Lang, fault: &Fault) -> String {
    fault.to_string()
}

/// What a run comes to, in business words, from its final state.
pub fn summary(lang: Lang, run: &Run) -> String {
    summary_at(lang, run, &run.world, run.steps())
}

/// What is so at a step of a run, in business words.
pub fn summary_at(_lang: Lang, run: &Run, _world: &World, _step: u32) -> String {
    run.outcome().code().to_owned()
}
