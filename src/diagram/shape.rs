//! What can be seen in a diagram: integers in diagram space (pixels at scale 1, `y` downwards) and
//! finished labels. No colours: those are the style sheet's, by [`super::style::class_of`].

pub use crate::run::{missing::Owed, spans::Fate};
pub use crate::shop::mark::Remark;

use crate::sim::node::{CrashMode, MessageId, NodeId};
use crate::sim::time::SimDuration;

/// Everything that a diagram can show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A participant is up, down, or stands still.
    Lifeline(Segment),
    /// An open database transaction.
    Transaction(Transaction),
    /// The end of a database transaction: the commit point, or its undoing.
    TransactionEnd(TransactionEnd),
    /// A task or a request is being worked on.
    Bar(Bar),
    /// Time in which nothing happens, folded.
    Idle(Idle),
    /// A link was cut or repaired.
    Partition(Partition),
    /// Somebody waited in vain.
    Timeout(Timeout),
    /// A message.
    Arrow(Arrow),
    /// A process crashed or a host lost power.
    Crash(Crash),
    /// A process started again.
    Restart(Restart),
    /// The broker's check timer fired.
    Check(Check),
    /// A red packet was given.
    Payout(Payout),
    /// A remark beside a lifeline.
    Note(Note),
    /// Something that ought to have happened and never does.
    Missing(Missing),
    /// The number of a step in the left margin.
    Gutter(Gutter),
}

/// One line of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Where it is anchored.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// Which point of it is at `x`.
    pub anchor: TextAnchor,
    /// How large it is.
    pub size: TextSize,
}

/// SVG's `text-anchor`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextAnchor {
    /// `x` is its left end.
    Start,
    /// `x` is its middle.
    Middle,
    /// `x` is its right end.
    End,
}

/// The two sizes of text in the diagram's body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextSize {
    /// Labels of arrows.
    Label,
    /// Everything else.
    Small,
}

/// A rectangle, right and bottom edge excluded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// A stretch of a lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Whose.
    pub node: NodeId,
    /// Where.
    pub x: i32,
    /// Upper end.
    pub y1: i32,
    /// Lower end.
    pub y2: i32,
    /// What the participant does meanwhile.
    pub state: SegmentState,
}

/// Whether a participant runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SegmentState {
    /// It runs.
    Up,
    /// It is dead.
    Down,
    /// It stands still, its memory intact.
    Paused,
}

/// The time that a task or a request takes, drawn on the lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// Whose.
    pub node: NodeId,
    /// Middle of the bar; it is [`super::metrics::BAR_WIDTH`] wide.
    pub x: i32,
    /// Upper end.
    pub y1: i32,
    /// Lower end.
    pub y2: i32,
    /// How its upper end looks.
    pub top: Edge,
    /// How its lower end looks.
    pub bottom: Edge,
}

/// The end of a tall shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// It begins or ends here.
    Closed,
    /// It goes on in the neighbouring chunk, or below the playhead.
    Continued,
    /// A crash tore it off here.
    Torn,
}

/// An open transaction, a field around the database's lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transaction {
    /// Left edge.
    pub x1: i32,
    /// Right edge.
    pub x2: i32,
    /// Upper end.
    pub y1: i32,
    /// Lower end.
    pub y2: i32,
    /// How many other transactions were open when it began.
    pub lane: u8,
    /// How its upper end looks.
    pub top: Edge,
    /// How its lower end looks.
    pub bottom: Edge,
}

/// Where a transaction ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransactionEnd {
    /// Left edge of the transaction's field.
    pub x1: i32,
    /// Right edge of the transaction's field.
    pub x2: i32,
    /// Where.
    pub y: i32,
    /// How.
    pub outcome: TransactionOutcome,
    /// What to say beside it.
    pub label: Option<Label>,
}

/// How a transaction ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransactionOutcome {
    /// Durable from here on.
    Committed,
    /// As if it had never been.
    RolledBack,
}

/// Idle time that takes no room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Idle {
    /// Left end of the wave.
    pub x1: i32,
    /// Right end of the wave.
    pub x2: i32,
    /// Where.
    pub y: i32,
    /// How long.
    pub skipped: SimDuration,
    /// How long, in words.
    pub label: Label,
}

/// A change of a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partition {
    /// Left end.
    pub x1: i32,
    /// Right end.
    pub x2: i32,
    /// Where.
    pub y: i32,
    /// What became of the link.
    pub change: LinkChange,
    /// Which ways.
    pub direction: LinkDirection,
    /// What to say about it.
    pub label: Label,
}

/// What became of a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkChange {
    /// It lets nothing through.
    Cut,
    /// It works again.
    Repaired,
}

/// Which ways of a link changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkDirection {
    /// Only messages to the right.
    Rightwards,
    /// Only messages to the left.
    Leftwards,
    /// Both.
    Both,
}

/// Waiting in vain, from the request to the moment of giving up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeout {
    /// Who waited.
    pub node: NodeId,
    /// Where the bracket is.
    pub x: i32,
    /// Where the lifeline is, towards which the bracket's ends point.
    pub lifeline_x: i32,
    /// The request.
    pub y1: i32,
    /// The end of waiting; the hourglass is here.
    pub y2: i32,
    /// How long, in words.
    pub label: Option<Label>,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// Its identity in the trace.
    pub id: MessageId,
    /// Its role, by which faults name it.
    pub role: &'static str,
    /// Which message of this role it is.
    pub ordinal: u32,
    /// Sender.
    pub from: NodeId,
    /// Receiver.
    pub to: NodeId,
    /// Where it leaves.
    pub x1: i32,
    /// Where it leaves.
    pub y1: i32,
    /// Where it ends.
    pub x2: i32,
    /// Where it ends.
    pub y2: i32,
    /// What sort of message it is.
    pub kind: ArrowKind,
    /// What became of it.
    pub fate: Fate,
    /// Set on a second copy that a fault made.
    pub copy_of: Option<MessageId>,
    /// What it says.
    pub label: Label,
    /// What to say at its end: why it was lost, that it was ignored or refused.
    pub ending: Option<Label>,
}

/// Sorts of messages, for colour and dash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArrowKind {
    /// A request that is answered.
    Call,
    /// An answer.
    Reply,
    /// A message that nobody answers.
    Oneway,
    /// A half message.
    Half,
    /// The end of a half message.
    End,
    /// A check-back.
    Check,
    /// A delivery to the consumer.
    Deliver,
}

/// A process crashed or a host lost power.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crash {
    /// Who.
    pub node: NodeId,
    /// Middle of the badge.
    pub x: i32,
    /// Middle of the badge.
    pub y: i32,
    /// Which of the two.
    pub mode: CrashMode,
    /// What to say beside it.
    pub label: Label,
}

/// A process started again: a small head on its lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restart {
    /// Who.
    pub node: NodeId,
    /// Left edge.
    pub x1: i32,
    /// Right edge.
    pub x2: i32,
    /// Middle of the head.
    pub y: i32,
    /// What is in it.
    pub label: Label,
}

/// The broker's check timer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// Middle of the clock.
    pub x: i32,
    /// Middle of the clock.
    pub y: i32,
    /// Which check it is.
    pub label: Option<Label>,
}

/// A red packet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payout {
    /// Middle of the packet.
    pub x: i32,
    /// Middle of the packet.
    pub y: i32,
    /// The how-many-eth for its order; from the second on it is one too many.
    pub nth: u32,
    /// What to say beside it.
    pub label: Option<Label>,
}

/// A remark beside a lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Beside whose.
    pub node: NodeId,
    /// Where the dot on the lifeline is that the remark belongs to.
    pub x: i32,
    /// Where the dot is.
    pub y: i32,
    /// What sort of remark it is.
    pub kind: Remark,
    /// The remark.
    pub label: Label,
}

/// What ought to have happened and never does, where it would have stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// What it would have been.
    pub what: Owed,
    /// Who would have sent it, if nothing of it was ever sent.
    pub from: Option<NodeId>,
    /// Where it would have arrived.
    pub to: NodeId,
    /// The broken line from its sender, if there is one and there is room for it.
    pub line: Option<(i32, i32)>,
    /// The lifeline at which it would have arrived.
    pub x: i32,
    /// Where.
    pub y: i32,
    /// That it never does.
    pub label: Label,
}

/// The number of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gutter {
    /// The number.
    pub step: u32,
    /// Its right end.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// In the virtual-time mode, when it is: seconds with three decimals.
    pub time: Option<String>,
}

impl Label {
    /// The room that it takes. Widths are estimates from [`width`], on the safe side.
    pub fn bounds(&self) -> Bounds {
        let width = width(&self.text, self.size);
        let left = match self.anchor {
            TextAnchor::Start => self.x,
            TextAnchor::Middle => self.x - width / 2,
            TextAnchor::End => self.x - width,
        };
        let (ascent, descent) = self.size.extent();
        Bounds { left, top: self.y - ascent, right: left + width, bottom: self.y + descent }
    }
}

impl TextSize {
    /// How far a line reaches above and below its baseline.
    pub fn extent(self) -> (i32, i32) {
        match self {
            Self::Label => (13, 5),
            Self::Small => (12, 4),
        }
    }
}

impl Bounds {
    /// Whether two rectangles have a point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The same rectangle further down.
    #[must_use]
    pub fn down(self, by: i32) -> Self {
        Self { top: self.top + by, bottom: self.bottom + by, ..self }
    }
}

/// Width of a line of text in pixels, rounded up, without a browser: from a table of widths in
/// hundredths of an em, on the safe side for the fonts of the system stack (San Francisco, Segoe
/// UI, Noto Sans, `DejaVu Sans`, `PingFang`).
pub fn width(text: &str, size: TextSize) -> i32 {
    let tenths = match size {
        TextSize::Label => 125,
        TextSize::Small => 115,
    };
    width_at(text, tenths)
}

/// Width of a line of text at a font size in tenths of a pixel, rounded up.
pub fn width_at(text: &str, font_tenths: i32) -> i32 {
    let em_hundredths: i32 = text.chars().map(advance).sum();
    (em_hundredths * font_tenths + 999) / 1_000
}

/// Advance of one character in hundredths of an em.
fn advance(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 33,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' => 39,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 95,
        '0'..='9' | 'a'..='z' | '_' | '"' | '*' | '\u{80}'..='\u{2ff}' => 62,
        'A'..='Z' | '#' | '+' | '=' | '<' | '>' | '?' | '&' => 72,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        // CJK, full-width forms, arrows, symbols, and whatever nobody thought of.
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: i32) {
        assert_eq!(width_at(text, 100), expected, "{text}");
    }

    #[test]
    fn a_chinese_character_is_one_em_and_latin_ones_are_narrower() {
        check("", 0);
        check("半消息", 30);
        check("半消息，", 40);
        check("PAID", 25);
        check("commit", 39);
        check("→", 10);
    }
}
