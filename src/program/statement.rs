//! What one line says: a step, a condition, the beginning of a handler, a header.

use super::error::{Errors, Missing, ProgramErrorKind};
use super::form::FormTable;
use super::lexer::Node;
use super::step::{
    Answer, CheckKey, Checker, Condition, Decision, Family, Handler, Note, Op, OutboxMark, PayKey,
    Place, ProducerStep, Request, SendMode, SendOptions, Status,
};
use super::vocabulary::{RETRIES_MAX, TRIES_MAX, WordKind};
use super::words::Words;
use crate::sim::time::SimDuration;

/// Used where `send`, `call` or `deliver` names none: the client's `sendMsgTimeout`.
const TIMEOUT: SimDuration = SimDuration::from_secs(3);
/// Bounds of `timeout D`.
const TIMEOUT_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_millis(1), SimDuration::from_secs(5 * 60));
/// Bounds of `work D`. Something must pass, or a program could run in a circle without time.
const WORK_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_micros(1), SimDuration::from_secs(60 * 60));
/// Bounds of `age over D`. The broker keeps a half message for 72 hours.
const AGE_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::ZERO, SimDuration::from_secs(72 * 3600));
/// Bounds of `every D`. Nobody polls a database more often than that.
const PERIOD_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_millis(10), SimDuration::from_secs(24 * 3600));
/// Bounds of `claim redis for D`.
const CLAIM_BOUNDS: (SimDuration, SimDuration) =
    (SimDuration::from_millis(1), SimDuration::from_secs(24 * 3600));

/// Reads a step that is neither `if` nor `else`, in a handler if that could be read. `None` when
/// it is wrong, which is then reported.
pub(super) fn read_step(
    line: &Node<'_>,
    handler: Option<Handler>,
    errors: &mut Errors,
) -> Option<Op> {
    let mut words = Words::of_line(line, 0, errors);
    let op = match words.form(FormTable::Steps, line.first)?.words {
        "begin" => Op::Begin,
        "commit" => Op::Commit,
        "rollback" => Op::Rollback,
        "update order" => Op::UpdateOrder(words.status()?),
        "insert log" => Op::InsertLog,
        "insert tombstone" => Op::InsertTombstone,
        "insert outbox" => Op::InsertOutbox,
        "insert payout" => Op::InsertPayout,
        "mark outbox" => {
            Op::MarkOutbox(words.one_of(WordKind::Mark, &OutboxMark::ALL, OutboxMark::word)?)
        }
        "prepare" => Op::Prepare,
        "commit prepared" => Op::CommitPrepared,
        "rollback prepared" => Op::RollbackPrepared,
        "set redis" => Op::SetRedis(words.status()?),
        "index elasticsearch" => Op::IndexElasticsearch(words.status()?),
        "send" => words.send(SendMode::Sync, WordKind::SendOption)?,
        "send half" => words.send(SendMode::Half, WordKind::AnswerOption)?,
        "send oneway" => words.send(SendMode::Oneway, WordKind::AnswerOption)?,
        "end" => Op::End(words.decision()?),
        "deliver" => Op::Deliver(words.timeout()?),
        "producer begin" => Op::Producer(ProducerStep::Begin),
        "producer commit" => Op::Producer(ProducerStep::Commit),
        "producer abort" => Op::Producer(ProducerStep::Abort),
        "reply" => Op::Reply(words.one_of(WordKind::Answer, &Answer::ALL, Answer::word)?),
        "call" => {
            let (at, request) = (words.place()?, words.request()?);
            Op::Call { at, request, timeout: words.timeout()? }
        }
        "refund" => Op::Refund,
        "remember" => Op::Remember(words.decision()?),
        "note" => Op::Note(words.note()?),
        "move cursor" => Op::MoveCursor,
        "save cursor" => Op::SaveCursor,
        "pay" => Op::Pay,
        "pay once" => Op::PayOnce(words.pay_key()?),
        "claim redis" if words.takes("for") => Op::Claim(Some(words.duration(CLAIM_BOUNDS)?)),
        "claim redis" => Op::Claim(None),
        "ack" => Op::Ack,
        "work" => Op::Work(words.duration(WORK_BOUNDS)?),
        "run" => Op::Run(words.run(handler)?),
        _ => Op::Stop,
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
    let condition = match words.form(FormTable::Conditions, subject)?.words {
        "order is" => Condition::OrderIs(words.status()?),
        "order has next" => Condition::OrderHasNext(words.status()?),
        "log has message" => Condition::LogHasMessage,
        "age over" => Condition::AgeOver(words.duration(AGE_BOUNDS)?),
        "outbox has next" => Condition::OutboxHasNext,
        "outbox has later" => Condition::OutboxHasLater,
        "outbox tried over" => Condition::OutboxTriedOver(words.number(TRIES_MAX)?),
        "binlog has next" => Condition::BinlogHasNext,
        "prepared has next" => Condition::PreparedHasNext,
        "note is" => Condition::NoteIs(words.note()?),
        "note has next" => Condition::NoteHasNext(words.note()?),
        "note at" => {
            let place = words.place()?;
            words.exactly("is")?;
            Condition::NoteAt(place, words.note()?)
        }
        "payout has order" => Condition::PayoutHasOrder,
        "redis has claim" => Condition::RedisHasClaim,
        "inbox on" => Condition::InboxOn,
        "republish on" => Condition::RepublishOn,
        "memory has message" => Condition::MemoryHasMessage,
        _ => Condition::MemoryIs(words.decision()?),
    };
    words.end()?;
    Some(condition)
}

/// Reads a line that begins a handler: `on …` or `every …`. The period of an `every` joins the
/// others.
pub(super) fn read_handler(
    line: &Node<'_>,
    periods: &mut Vec<SimDuration>,
    errors: &mut Errors,
) -> Option<Handler> {
    let mut words = Words::of_line(line, 0, errors);
    let handler = if line.first.text == "every" {
        let period = words.duration(PERIOD_BOUNDS)?;
        let place = words.place_or_order()?;
        // Lines are fewer than numbers of handlers.
        let number = u8::try_from(periods.len()).unwrap_or(u8::MAX);
        periods.push(period);
        Handler::Every(place, number)
    } else {
        let name = words.next(Missing::Word(WordKind::Handler))?;
        match name.text {
            "start" => Handler::Start(words.place_or_order()?),
            "call" => {
                let request = words.request()?;
                words.exactly("at")?;
                Handler::Call(words.place()?, request)
            }
            plain => {
                let found = Handler::PLAIN.into_iter().find(|known| known.word() == plain);
                found.or_else(|| words.unknown(WordKind::Handler, name))?
            }
        }
    };
    words.end()?;
    Some(handler)
}

/// Reads the word after `family`.
pub(super) fn read_family(line: &Node<'_>, errors: &mut Errors) -> Option<Family> {
    let mut words = Words::of_line(line, 0, errors);
    let family = words.one_of(WordKind::Family, &Family::ALL, Family::word)?;
    words.end()?;
    Some(family)
}

/// Reads the words after `checker`.
pub(super) fn read_checker(line: &Node<'_>, errors: &mut Errors) -> Option<Checker> {
    let mut words = Words::of_line(line, 0, errors);
    let number = words.one_of(WordKind::Checker, &[1, 2, 3, 4, 5, 6], |number: u8| {
        Checker::WORDS.get(usize::from(number) - 1).copied().unwrap_or_default()
    })?;
    let key = words.one_of(WordKind::CheckKey, &CheckKey::ALL, CheckKey::word)?;
    words.end()?;
    Some(Checker { number, key })
}

/// Refuses words after a line that is complete with its first `skip` words after the first.
pub(super) fn expect_end(line: &Node<'_>, skip: usize, errors: &mut Errors) -> Option<()> {
    Words::of_line(line, skip, errors).end()
}

/// What single words and options mean.
impl Words<'_, '_, '_> {
    fn status(&mut self) -> Option<Status> {
        self.one_of(WordKind::Status, &Status::ALL, Status::word)
    }

    fn decision(&mut self) -> Option<Decision> {
        self.one_of(WordKind::Decision, &Decision::ALL, Decision::word)
    }

    fn note(&mut self) -> Option<Note> {
        self.one_of(WordKind::Note, &Note::ALL, Note::word)
    }

    fn place(&mut self) -> Option<Place> {
        self.one_of(WordKind::Place, &Place::ALL, Place::word)
    }

    fn place_or_order(&mut self) -> Option<Place> {
        if self.takes("at") { self.place() } else { Some(Place::Order) }
    }

    fn request(&mut self) -> Option<Request> {
        self.one_of(WordKind::Request, &Request::ALL, Request::word)
    }

    fn pay_key(&mut self) -> Option<PayKey> {
        if self.takes("by") {
            self.one_of(WordKind::PayKey, &PayKey::ALL, PayKey::word)
        } else {
            Some(PayKey::Order)
        }
    }

    fn timeout(&mut self) -> Option<SimDuration> {
        if self.takes("timeout") { self.duration(TIMEOUT_BOUNDS) } else { Some(TIMEOUT) }
    }

    /// The handler after `run`. Of the kinds that a program can have several of, only the one in
    /// which the line stands can be meant.
    fn run(&mut self, this: Option<Handler>) -> Option<Handler> {
        let word = self.next(Missing::Word(WordKind::Run))?;
        if let Some(plain) = Handler::PLAIN.into_iter().find(|known| known.word() == word.text) {
            return Some(plain);
        }
        let Some(&to) = Handler::WORDS.iter().find(|&&known| known == word.text) else {
            return self.unknown(WordKind::Run, word);
        };
        match this {
            Some(from) if from.word() == to => Some(from),
            Some(from) => self.fail(word.at, ProgramErrorKind::RunNotHere { from, to }),
            // The handler's line could not be read, which is reported there.
            None => None,
        }
    }

    fn send(&mut self, mode: SendMode, kind: WordKind) -> Option<Op> {
        let (mut retries, mut timeout) = (None, None);
        let mut kind = kind;
        while let Some(word) = self.take() {
            let option = ["retry", "timeout"].into_iter().find(|&known| known == word.text);
            let Some(option) = option else {
                return self.unknown(kind, word);
            };
            let is_given = if option == "retry" { retries.is_some() } else { timeout.is_some() };
            if mode == SendMode::Oneway {
                return self.fail(word.at, ProgramErrorKind::OnewayOption { option });
            }
            if is_given {
                return self.fail(word.at, ProgramErrorKind::RepeatedOption { option });
            }
            if option == "retry" {
                retries = Some(self.number(RETRIES_MAX)?);
            } else {
                timeout = Some(self.duration(TIMEOUT_BOUNDS)?);
            }
            kind = WordKind::AnswerOption;
        }
        let (retries, timeout) = (retries.unwrap_or(0), timeout.unwrap_or(TIMEOUT));
        Some(Op::Send(SendOptions { mode, retries, timeout }))
    }
}
