//! English: what can be written into a program, in the words of the editor's menu.

use crate::program::phrase::{PHRASES, PhraseGroup};

use super::super::catalogue::PhraseWords;

const fn phrase(begins: &'static str, says: &'static str) -> PhraseWords {
    PhraseWords { begins, says }
}

pub(super) const PHRASE_WORDS: [PhraseWords; PHRASES.len()] = [
    phrase("begin", "opens a transaction"),
    phrase("commit", "makes it durable"),
    phrase("rollback", "undoes it"),
    phrase("update order", "sets the order's status"),
    phrase("insert log", "a row that the back-check finds"),
    phrase("set redis", "at once; nothing rolls it back"),
    phrase("index elasticsearch", "at once; nothing rolls it back"),
    phrase("send retry", "waits for the broker's answer"),
    phrase("send half", "stored, but invisible until its end"),
    phrase("send oneway", "does not wait"),
    phrase("end ", "what becomes of the half message"),
    phrase("remember ", "in memory; a crash wipes it"),
    phrase("reply ", "answers the payment system"),
    phrase("refund", "asks for the money back"),
    phrase("pay", "a red packet, every time"),
    phrase("pay once", "one per order, by an inbox row"),
    phrase("ack", "the broker need not deliver again"),
    phrase("work ", "lets time pass"),
    phrase("run ", "goes on as that handler"),
    phrase("stop", "ends the task"),
    phrase("if order", "asks the database"),
    phrase("if log", "asks the message log"),
    phrase("if age", "by the clock of this process"),
    phrase("if inbox", "a setting of the consumer"),
    phrase("if republish", "a setting of the payment system"),
    phrase("if memory has", "something was remembered"),
    phrase("if memory is", "exactly this was remembered"),
    phrase("else if", "another condition"),
    phrase("else", "if nothing above was so"),
    phrase("on failure", "if the line above fails"),
    phrase("on failure", "if the line above fails"),
    phrase("on payment", "the payment system calls"),
    phrase("on repeat", "it calls again"),
    phrase("on check", "the broker asks about a half message"),
    phrase("on message", "the consumer gets a message"),
];

pub(super) fn group(group: PhraseGroup) -> &'static str {
    match group {
        PhraseGroup::Database => "Database",
        PhraseGroup::Stores => "Redis and Elasticsearch",
        PhraseGroup::Message => "Message",
        PhraseGroup::Caller => "Payment system",
        PhraseGroup::Consumer => "Consumer",
        PhraseGroup::Flow => "Flow",
        PhraseGroup::Choice => "If",
        PhraseGroup::Otherwise => "Else",
        PhraseGroup::Failure => "On failure",
        PhraseGroup::Handler => "Handlers",
    }
}
