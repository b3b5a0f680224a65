//! The words of one line: a step, or a condition.

use super::error::{Errors, Missing, Place, ProgramErrorKind};
use super::lexer::{Node, Word};
use super::step::{Answer, Condition, Decision, Handler, Op, SendMode, SendOptions, Status};
use super::vocabulary::{RETRIES_MAX, WordKind};
use crate::sim::time::SimDuration;

/// Used where `send` names none: the client's `sendMsgTimeout`.
const SEND_TIMEOUT: SimDuration = SimDuration::from_secs(3);
/// Bounds of `timeout D`.
const TIMEOUT_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_millis(1), SimDuration::from_secs(5 * 60));
/// Bounds of `work D`. Something must pass, or a program could run in a circle without time.
const WORK_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_micros(1), SimDuration::from_secs(60 * 60));
/// Bounds of `age over D`. The broker keeps a half message for 72 hours.
const AGE_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::ZERO, SimDuration::from_secs(72 * 3600));

/// Reads a step that is neither `if` nor `else`. `None` when it is wrong, which is then reported.
pub(super) fn read_step(line: &Node<'_>, errors: &mut Errors) -> Option<Op> {
    let mut words = Words::of_line(line, 0, errors);
    let op = match line.first.text {
        "begin" => Op::Begin,
        "commit" => Op::Commit,
        "rollback" => Op::Rollback,
        "update" => {
            words.exactly("order")?;
            Op::UpdateOrder(words.status()?)
        }
        "insert" => {
            words.exactly("log")?;
            Op::InsertLog
        }
        "set" => {
            words.exactly("redis")?;
            Op::SetRedis(words.status()?)
        }
        "index" => {
            words.exactly("elasticsearch")?;
            Op::IndexElasticsearch(words.status()?)
        }
        "send" => Op::Send(words.send_options()?),
        "end" => Op::End(words.decision()?),
        "reply" => Op::Reply(words.answer()?),
        "refund" => Op::Refund,
        "work" => Op::Work(words.duration(WORK_BOUNDS)?),
        "remember" => Op::Remember(words.decision()?),
        "pay" if words.takes("once") => Op::PayOnce(super::step::PayKey::Order),
        "pay" => Op::Pay,
        "ack" => Op::Ack,
        "run" => Op::Run(words.handler()?),
        "stop" => Op::Stop,
        _ => return words.unknown(WordKind::Step, line.first),
    };
    words.end()?;
    Some(op)
}

/// Reads the condition that follows the first `skip` words after the line's first.
pub(super) fn read_condition(
    line: &Node<'_>,
    skip: usize,
    errors: &mut Errors,
) -> Option<Condition> {
    let mut words = Words::of_line(line, skip, errors);
    let subject = words.next(Missing::Word(WordKind::Condition))?;
    let condition = match subject.text {
        "order" => {
            words.exactly("is")?;
            Condition::OrderIs(words.status()?)
        }
        "log" => {
            words.exactly("has")?;
            words.exactly("message")?;
            Condition::LogHasMessage
        }
        "age" => {
            words.exactly("over")?;
            Condition::AgeOver(words.duration(AGE_BOUNDS)?)
        }
        "inbox" => {
            words.exactly("on")?;
            Condition::InboxOn
        }
        "republish" => {
            words.exactly("on")?;
            Condition::RepublishOn
        }
        "memory" => words.memory_question()?,
        _ => return words.unknown(WordKind::Condition, subject),
    };
    words.end()?;
    Some(condition)
}

/// Reads the handler after `on`.
pub(super) fn read_handler(line: &Node<'_>, errors: &mut Errors) -> Option<Handler> {
    let mut words = Words::of_line(line, 0, errors);
    let handler = words.handler()?;
    words.end()?;
    Some(handler)
}

/// Refuses words after a line that is complete with its first `skip` words after the first.
pub(super) fn expect_end(line: &Node<'_>, skip: usize, errors: &mut Errors) -> Option<()> {
    Words::of_line(line, skip, errors).end()
}

/// The words of a line from left to right. Every method reports what it does not find and then
/// answers `None`, so that the first mistake of a line is the only one reported.
struct Words<'l, 'a, 'e> {
    line: &'l Node<'a>,
    /// Words after the line's first that are read already.
    read: usize,
    errors: &'e mut Errors,
}

impl<'l, 'a, 'e> Words<'l, 'a, 'e> {
    fn of_line(line: &'l Node<'a>, skip: usize, errors: &'e mut Errors) -> Self {
        Self { line, read: skip, errors }
    }

    fn peek(&self) -> Option<Word<'a>> {
        self.line.rest.get(self.read).copied()
    }

    fn next(&mut self, missing: Missing) -> Option<Word<'a>> {
        let word = self.peek();
        if word.is_some() {
            self.read += 1;
            return word;
        }
        let at = self.after_the_last_word();
        let after = self.words_so_far();
        self.fail(at, ProgramErrorKind::MissingWord { after, missing })
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let found = self.peek().is_some_and(|word| word.text == wanted);
        self.read += usize::from(found);
        found
    }

    fn exactly(&mut self, expected: &'static str) -> Option<()> {
        let word = self.next(Missing::Exactly(expected))?;
        if word.text == expected {
            return Some(());
        }
        self.fail(word.at, ProgramErrorKind::UnexpectedWord { found: shown(word), expected })
    }

    fn end(&mut self) -> Option<()> {
        let Some(extra) = self.peek() else {
            return Some(());
        };
        let after = self.words_so_far();
        self.fail(extra.at, ProgramErrorKind::ExtraWord { found: shown(extra), after })
    }

    /// One of several things that are each named by a word.
    fn one_of<T: Copy>(
        &mut self,
        kind: WordKind,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = self.next(Missing::Word(kind))?;
        let known = all.iter().copied().find(|&each| word(each) == found.text);
        known.or_else(|| self.unknown(kind, found))
    }

    fn status(&mut self) -> Option<Status> {
        self.one_of(WordKind::Status, &Status::ALL, Status::word)
    }

    fn decision(&mut self) -> Option<Decision> {
        self.one_of(WordKind::Decision, &Decision::ALL, Decision::word)
    }

    fn answer(&mut self) -> Option<Answer> {
        self.one_of(WordKind::Answer, &Answer::ALL, Answer::word)
    }

    fn handler(&mut self) -> Option<Handler> {
        self.one_of(WordKind::Handler, &Handler::PLAIN, Handler::word)
    }

    fn memory_question(&mut self) -> Option<Condition> {
        let verb = self.next(Missing::Word(WordKind::MemoryQuestion))?;
        match verb.text {
            "has" => {
                self.exactly("message")?;
                Some(Condition::MemoryHasMessage)
            }
            "is" => Some(Condition::MemoryIs(self.decision()?)),
            _ => self.unknown(WordKind::MemoryQuestion, verb),
        }
    }

    fn duration(&mut self, (min, max): (SimDuration, SimDuration)) -> Option<SimDuration> {
        let word = self.next(Missing::Duration)?;
        let found = shown(word);
        match word.text.parse::<SimDuration>() {
            Ok(duration) if (min..=max).contains(&duration) => Some(duration),
            Err(_) if !has_form_of_duration(word.text) => {
                self.fail(word.at, ProgramErrorKind::NotADuration { found })
            }
            _ => self.fail(word.at, ProgramErrorKind::DurationOutOfRange { found, min, max }),
        }
    }

    fn retries(&mut self) -> Option<u8> {
        let word = self.next(Missing::Number)?;
        let retries = read_number(word.text, RETRIES_MAX);
        let (found, max) = (shown(word), RETRIES_MAX);
        retries.or_else(|| self.fail(word.at, ProgramErrorKind::NotANumber { found, max }))
    }

    fn send_options(&mut self) -> Option<SendOptions> {
        let mode = if self.takes("oneway") {
            SendMode::Oneway
        } else if self.takes("half") {
            SendMode::Half
        } else {
            SendMode::Sync
        };
        let (mut retries, mut timeout) = (None, None);
        while let Some(word) = self.peek() {
            self.read += 1;
            match word.text {
                "retry" => {
                    self.allow_option(word.at, "retry", mode, retries.as_ref())?;
                    retries = Some(self.retries()?);
                }
                "timeout" => {
                    self.allow_option(word.at, "timeout", mode, timeout.as_ref())?;
                    timeout = Some(self.duration(TIMEOUT_BOUNDS)?);
                }
                _ => return self.unknown(WordKind::SendOption, word),
            }
        }
        let (retries, timeout) = (retries.unwrap_or(0), timeout.unwrap_or(SEND_TIMEOUT));
        Some(SendOptions { mode, retries, timeout })
    }

    /// An option may stand once, and only where `send` waits for an answer at all.
    fn allow_option<T>(
        &mut self,
        at: Place,
        option: &'static str,
        mode: SendMode,
        earlier: Option<&T>,
    ) -> Option<()> {
        if mode == SendMode::Oneway {
            return self.fail(at, ProgramErrorKind::OnewayOption { option });
        }
        if earlier.is_some() {
            return self.fail(at, ProgramErrorKind::RepeatedOption { option });
        }
        Some(())
    }

    fn unknown<T>(&mut self, kind: WordKind, word: Word<'_>) -> Option<T> {
        let found = shown(word);
        let error = ProgramErrorKind::UnknownWord { kind, found };
        self.errors.push_with(word.at, error, kind.nearest(word.text));
        None
    }

    fn fail<T>(&mut self, at: Place, kind: ProgramErrorKind) -> Option<T> {
        self.errors.push(at, kind);
        None
    }

    fn words_read(&self) -> impl Iterator<Item = Word<'a>> + use<'a, '_, 'l, 'e> {
        let rest = self.line.rest.iter().take(self.read).copied();
        std::iter::once(self.line.first).chain(rest)
    }

    /// The words read so far, as a message quotes them.
    fn words_so_far(&self) -> String {
        self.words_read().map(shown).collect::<Vec<_>>().join(" ")
    }

    /// Where the next word would stand if there were one.
    fn after_the_last_word(&self) -> Place {
        let Word { text, at } = self.words_read().last().unwrap_or(self.line.first);
        let chars = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        Place { column: at.column.saturating_add(chars).saturating_add(1), ..at }
    }
}

/// A whole number from 0 to `max`.
pub(super) fn read_number(text: &str, max: u8) -> Option<u8> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|&number| is_number && number <= max)
}

/// A word as a message quotes it: what a terminal would obey is replaced.
pub(super) fn shown(word: Word<'_>) -> String {
    word.text.replace(char::is_control, "\u{fffd}")
}

/// A number with a unit, however large: too long for its place, but no other kind of mistake.
fn has_form_of_duration(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < text.len() && format!("1{unit}").parse::<SimDuration>().is_ok()
}
