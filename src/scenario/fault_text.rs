//! The text form of faults.

use std::fmt;

use crate::shop::message::{Message, nodes};
use crate::sim::choice::Moment;
use crate::sim::node::NodeId;
use crate::sim::time::{SimDuration, SimTime};
use crate::suggest::nearest;

use super::error::{Expected, ScenarioErrorKind as Kind};
use super::fault::{
    Anchor, Details, Direction, Down, Fault, FaultAct, FaultKind, OWN_STEPS, PROGRAM_STEPS,
};
use super::fault_act::Part;

impl Fault {
    /// Reads a fault without the word `fault`: `crash order-1 after commit for 10s`.
    pub fn parse(text: &str) -> Result<Self, Kind> {
        let mut words = Words { rest: text.split_whitespace().collect(), place: 0 };
        let fault = words.fault()?;
        match words.next() {
            Some(extra) => Err(unexpected(Some(extra), Expected::LineEnd)),
            None => Ok(fault),
        }
    }
}

/// The words of a line, read one after the other.
struct Words<'a> {
    rest: Vec<&'a str>,
    place: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let word = self.rest.get(self.place).copied();
        self.place += 1;
        word
    }

    fn next_if(&mut self, wanted: &str) -> bool {
        let found = self.rest.get(self.place) == Some(&wanted);
        self.place += usize::from(found);
        found
    }

    fn need(&mut self, what: Expected) -> Result<&'a str, Kind> {
        let so_far = self.rest[..self.place.min(self.rest.len())].join(" ");
        let after = if so_far.is_empty() { "fault".to_owned() } else { so_far };
        self.next().ok_or(Kind::Missing { after, what })
    }

    fn fault(&mut self) -> Result<Fault, Kind> {
        let word = self.need(Expected::Fault)?;
        let Some(kind) = FaultKind::ALL.into_iter().find(|kind| kind.word() == word) else {
            let nearest = nearest(word, FaultKind::ALL.map(FaultKind::word));
            return Err(Kind::UnknownFault { found: word.to_owned(), nearest });
        };
        for second in kind.words().split(' ').skip(1) {
            if !self.next_if(second) {
                return Err(unexpected(self.next(), Expected::Exactly(kind.words())));
            }
        }
        // Where there is nobody to name, the broker is meant; where there is no time, the start.
        let (mut details, mut anchor) = (Details::of(nodes::BROKER), Anchor::At(SimTime::ZERO));
        for part in kind.takes() {
            self.part(*part, &mut details, &mut anchor)?;
        }
        Ok(Fault { act: kind.act(details), anchor })
    }

    /// Reads what may stand at a place.
    fn part(&mut self, part: Part, details: &mut Details, anchor: &mut Anchor) -> Result<(), Kind> {
        match part {
            Part::Node => details.node = self.node()?,
            Part::Broker => {
                let node = self.node()?;
                if node != nodes::BROKER {
                    let found = Some(nodes::name(node).to_owned());
                    return Err(Kind::Unexpected { found, expected: Expected::Destroyable });
                }
            }
            Part::Link => self.link(details)?,
            Part::WhenOrStart if self.place == self.rest.len() => {}
            Part::When | Part::WhenOrStart => *anchor = self.anchor()?,
            Part::Role => *anchor = self.message()?,
            Part::For => details.length = self.after_word("for", Expected::ForDuration)?,
            Part::ForOrForever => details.length = self.down()?,
            Part::ByOr(default) if self.rest.get(self.place) != Some(&"by") => {
                details.length = Down::For(default);
            }
            Part::By | Part::ByOr(_) => {
                details.length = self.after_word("by", Expected::ByDuration)?;
            }
            Part::SignedBy => self.signed(details)?,
        }
        Ok(())
    }

    fn link(&mut self, details: &mut Details) -> Result<(), Kind> {
        details.node = self.node()?;
        details.direction = match self.need(Expected::Directions)? {
            "and" => Direction::Both,
            "to" => Direction::OneWay,
            word => return Err(unexpected(Some(word), Expected::Directions)),
        };
        details.to = self.node()?;
        if details.to == details.node {
            let found = Some(nodes::name(details.to).to_owned());
            return Err(Kind::Unexpected { found, expected: Expected::OtherParticipant });
        }
        Ok(())
    }

    fn signed(&mut self, details: &mut Details) -> Result<(), Kind> {
        if !self.next_if("by") {
            return Err(unexpected(self.next(), Expected::BySignedDuration));
        }
        let text = self.need(Expected::SignedDuration)?;
        let digits = text.strip_prefix('-');
        details.is_behind = digits.is_some();
        details.length = Down::For(duration(digits.unwrap_or(text))?);
        Ok(())
    }

    fn message(&mut self) -> Result<Anchor, Kind> {
        let word = self.need(Expected::Role)?;
        let known = Message::ROLES.iter().copied();
        let Some(role) = known.clone().find(|role| *role == word) else {
            return Err(Kind::UnknownName {
                found: word.to_owned(),
                nearest: nearest(word, known),
            });
        };
        Ok(Anchor::Message { role, ordinal: self.ordinal()? })
    }

    fn node(&mut self) -> Result<NodeId, Kind> {
        let word = self.need(Expected::Participant)?;
        nodes::by_name(word).ok_or_else(|| Kind::UnknownNode {
            found: word.to_owned(),
            nearest: nearest(word, nodes::NAMES.iter().map(|(_, name)| *name)),
        })
    }

    fn anchor(&mut self) -> Result<Anchor, Kind> {
        let moment = match self.need(Expected::When)? {
            "at" | "from" => {
                let at = duration(self.need(Expected::Time)?)?;
                return Ok(Anchor::At(SimTime::ZERO + at));
            }
            "before" => Moment::Before,
            "after" => Moment::After,
            word => return Err(unexpected(Some(word), Expected::When)),
        };
        let first = self.need(Expected::Place)?;
        let (node, word) = match nodes::by_name(first) {
            Some(node) => (Some(node), self.need(Expected::Place)?),
            None => (None, first),
        };
        let name = anchor_name(word)?;
        Ok(Anchor::Checkpoint { moment, node, name, ordinal: self.ordinal()? })
    }

    /// `#2`; absent is the first.
    fn ordinal(&mut self) -> Result<u32, Kind> {
        let next = self.rest.get(self.place).copied().unwrap_or("");
        let Some(digits) = next.strip_prefix('#') else { return Ok(1) };
        self.place += 1;
        digits
            .parse()
            .ok()
            .filter(|count| (1..=100_000).contains(count))
            .ok_or_else(|| Kind::BadNumber { found: next.to_owned(), expected: Expected::Ordinal })
    }

    fn down(&mut self) -> Result<Down, Kind> {
        if self.next_if("forever") {
            return Ok(Down::Forever);
        }
        if self.next_if("for") {
            return duration(self.need(Expected::Duration)?).map(Down::For);
        }
        Ok(Down::Default)
    }

    fn after_word(&mut self, word: &str, what: Expected) -> Result<Down, Kind> {
        let found = self.need(what)?;
        if found != word {
            return Err(unexpected(Some(found), what));
        }
        duration(self.need(Expected::Duration)?).map(Down::For)
    }
}

fn duration(text: &str) -> Result<SimDuration, Kind> {
    text.parse().map_err(Kind::BadDuration)
}

fn unexpected(found: Option<&str>, expected: Expected) -> Kind {
    Kind::Unexpected { found: found.map(str::to_owned), expected }
}

/// The one copy of a name, if it names anything.
fn anchor_name(word: &str) -> Result<&'static str, Kind> {
    let own = OWN_STEPS.iter().flat_map(|(_, steps)| steps.iter());
    let known = PROGRAM_STEPS.iter().chain(own).chain(&Message::ROLES).copied();
    let found = known.clone().find(|name| *name == word);
    found.ok_or_else(|| Kind::UnknownName { found: word.to_owned(), nearest: nearest(word, known) })
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.act.kind();
        f.write_str(kind.words())?;
        kind.takes().iter().try_for_each(|part| self.write_part(*part, f))
    }
}

impl Fault {
    /// With a leading blank, or nothing where nothing has to be said.
    fn write_part(&self, part: Part, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { act, anchor } = self;
        match (part, *act) {
            (Part::Node | Part::Broker, _) => {
                act.node().map_or(Ok(()), |node| write!(f, " {}", nodes::name(node)))
            }
            (Part::Link, FaultAct::Partition { from, to, direction, .. }) => {
                let word = match direction {
                    Direction::OneWay => "to",
                    Direction::Both => "and",
                };
                write!(f, " {} {word} {}", nodes::name(from), nodes::name(to))
            }
            // No other kind has a link; and a partition that says nothing else is for ever.
            (Part::Link, _) | (Part::ForOrForever, FaultAct::Partition { cut_for: None, .. }) => {
                Ok(())
            }
            (Part::WhenOrStart, _) if *anchor == Anchor::At(SimTime::ZERO) => Ok(()),
            (Part::When | Part::WhenOrStart | Part::Role, _) => write!(f, " {anchor}"),
            (Part::For | Part::ForOrForever, _) => {
                act.length().map_or(Ok(()), |length| write!(f, "{length}"))
            }
            (Part::By | Part::ByOr(_) | Part::SignedBy, _) => {
                let by = act.length().and_then(Down::known).unwrap_or(SimDuration::ZERO);
                let is_behind = matches!(act, FaultAct::Skew { micros, .. } if *micros < 0);
                write!(f, " by {}{by}", if is_behind { "-" } else { "" })
            }
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => write!(f, "at {}", at.since(SimTime::ZERO)),
            Self::Checkpoint { moment, node, name, ordinal } => {
                f.write_str(match moment {
                    Moment::Before => "before ",
                    Moment::After => "after ",
                })?;
                if let Some(node) = node {
                    write!(f, "{} ", nodes::name(*node))?;
                }
                f.write_str(name)?;
                if *ordinal > 1 { write!(f, " #{ordinal}") } else { Ok(()) }
            }
            Self::Message { role, ordinal } => write!(f, "{role} #{ordinal}"),
        }
    }
}

/// With a leading blank, or nothing for the default.
impl fmt::Display for Down {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => Ok(()),
            Self::For(duration) => write!(f, " for {duration}"),
            Self::Forever => f.write_str(" forever"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        match (Fault::parse(text), expected) {
            (Ok(fault), Ok(canonical)) => {
                assert_eq!(fault.to_string(), canonical);
                assert_eq!(Fault::parse(canonical), Ok(fault), "{canonical} reads back");
            }
            (Err(kind), Err(part)) => {
                let sentence = kind.to_string();
                assert!(sentence.contains(part), "{text}: {sentence}");
            }
            (found, expected) => panic!("{text}: {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn faults_read_back_in_their_canonical_form() {
        check("crash order-1 after commit for 10s", Ok("crash order-1 after commit for 10s"));
        check("crash  order-1 after commit #1", Ok("crash order-1 after commit"));
        check("crash broker at 31s forever", Ok("crash broker at 31s forever"));
        check("crash order-1 after broker half", Ok("crash order-1 after broker half"));
        check("power-cut broker after half", Ok("power-cut broker after half"));
        check("destroy broker at 1s forever", Ok("destroy broker at 1s forever"));
        check("lose replicate.ack #2", Ok("lose replicate.ack #2"));
        check("pause order-1 before end for 60s", Ok("pause order-1 before end for 1m"));
        check("restart order-1 at 12500ms", Ok("restart order-1 at 12500ms"));
        check(
            "partition order-1 and broker from 0s for 4s",
            Ok("partition order-1 and broker at 0s for 4s"),
        );
        check(
            "partition order-1 to broker after commit",
            Ok("partition order-1 to broker after commit"),
        );
        check("skew order-1 by -10s", Ok("skew order-1 by -10s"));
        check("skew order-1 by 10s after half", Ok("skew order-1 by 10s after half"));
        check("lose half.ack #1", Ok("lose half.ack #1"));
        check("delay end #2 by 40s", Ok("delay end #2 by 40s"));
        check("duplicate end", Ok("duplicate end #1 by 5ms"));
        check("fail commit", Ok("fail commit #1"));
        check("check now at 12s", Ok("check now at 12s"));
        check("resume discarded after discard", Ok("resume discarded after discard"));
    }

    #[test]
    fn a_bad_fault_gets_one_sentence_with_a_suggestion() {
        check("", Err("after `fault` there must be a kind of fault"));
        check("crush order-1 after commit", Err("did you mean `crash`?"));
        check("crash order1 after commit", Err("did you mean `order-1`?"));
        check("crash order-1", Err("there must be when"));
        check("crash order-1 when commit", Err("`when` does not belong here"));
        check("crash order-1 after comit", Err("did you mean `commit`?"));
        check("crash order-1 after commit #0", Err("is not an ordinal"));
        check("crash order-1 after commit for 10", Err("not a duration"));
        check("crash order-1 after commit for 10s now", Err("nothing more on this line"));
        check("lose half.akc #1", Err("did you mean `half.ack`?"));
        check("delay end #1", Err("`by` and a duration"));
        check("partition order-1 with broker at 0s", Err("`and` for both directions"));
        check("skew order-1 at 10s", Err("`by` and a duration"));
        check("check later", Err("expected `check now`"));
        check("destroy database at 1s", Err("expected `broker`"));
    }
}
