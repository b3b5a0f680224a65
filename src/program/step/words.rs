//! The words by which programs, faults and traces name the values of the contract.

use super::{
    Answer, CheckKey, Checker, Decision, Family, Handler, Note, OutboxMark, PayKey, Place,
    ProducerStep, Request, Status,
};

impl Handler {
    /// The handlers that a word names completely.
    pub const PLAIN: [Self; 4] = [Self::Payment, Self::Repeat, Self::Check, Self::Message];

    /// The [word](Self::word) of every kind of handler.
    pub const WORDS: [&'static str; 7] =
        ["payment", "repeat", "check", "message", "start", "every", "call"];

    /// The word after `on`; `every` begins a line of its own.
    pub fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Repeat => "repeat",
            Self::Check => "check",
            Self::Message => "message",
            Self::Start(_) => "start",
            Self::Every(..) => "every",
            Self::Call(..) => "call",
        }
    }

    /// How a handler with this [word](Self::word) is written: `on start`, `every`.
    pub fn line_of(word: &str) -> String {
        if word == "every" { word.to_owned() } else { format!("on {word}") }
    }

    /// What its line says, without the period: `on payment`, `every … at relay`.
    pub fn title(self) -> String {
        match self {
            Self::Payment | Self::Repeat | Self::Check | Self::Message => {
                Self::line_of(self.word())
            }
            Self::Start(place) => format!("on start at {}", place.word()),
            Self::Every(place, _) => format!("every … at {}", place.word()),
            Self::Call(place, request) => {
                format!("on call {} at {}", request.word(), place.word())
            }
        }
    }

    /// Where it runs.
    pub fn place(self) -> Place {
        match self {
            Self::Payment | Self::Repeat | Self::Check => Place::Order,
            Self::Message => Place::Consumer,
            Self::Start(place) | Self::Every(place, _) | Self::Call(place, _) => place,
        }
    }
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 6] =
        [Self::Order, Self::Consumer, Self::Relay, Self::Connector, Self::Coordinator, Self::Dtm];

    /// The word after `at` or `call`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Consumer => "consumer",
            Self::Relay => "relay",
            Self::Connector => "connector",
            Self::Coordinator => "coordinator",
            Self::Dtm => "dtm",
        }
    }
}

impl Request {
    /// Every request.
    pub const ALL: [Self; 5] =
        [Self::Begin, Self::Prepare, Self::Submit, Self::Commit, Self::Rollback];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Prepare => "prepare",
            Self::Submit => "submit",
            Self::Commit => "commit",
            Self::Rollback => "rollback",
        }
    }
}

impl Note {
    /// Every note.
    pub const ALL: [Self; 4] = [Self::Open, Self::Commit, Self::Rollback, Self::Done];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Commit => "commit",
            Self::Rollback => "rollback",
            Self::Done => "done",
        }
    }
}

impl OutboxMark {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Tried, Self::Sent, Self::Dead];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tried => "tried",
            Self::Sent => "sent",
            Self::Dead => "dead",
        }
    }
}

impl PayKey {
    /// Every key.
    pub const ALL: [Self; 3] = [Self::Order, Self::Message, Self::Copy];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Message => "message",
            Self::Copy => "copy",
        }
    }
}

impl ProducerStep {
    /// Every step.
    pub const ALL: [Self; 3] = [Self::Begin, Self::Commit, Self::Abort];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Commit => "commit",
            Self::Abort => "abort",
        }
    }
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 4] = [Self::TwoWrites, Self::Prepared, Self::OneWrite, Self::Repair];

    /// The word in header lines.
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoWrites => "two-writes",
            Self::Prepared => "prepared",
            Self::OneWrite => "one-write",
            Self::Repair => "repair",
        }
    }
}

impl Checker {
    /// The words that name a checker, K1 first.
    pub const WORDS: [&'static str; 6] = ["K1", "K2", "K3", "K4", "K5", "K6"];
}

impl CheckKey {
    /// Every key.
    pub const ALL: [Self; 2] = [Self::Status, Self::Message];

    /// The word in header lines.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Message => "message",
        }
    }
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Unpaid, Self::Paid, Self::Closed];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unpaid => "UNPAID",
            Self::Paid => "PAID",
            Self::Closed => "CLOSED",
        }
    }
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 3] = [Self::Commit, Self::Rollback, Self::Unknown];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Rollback => "rollback",
            Self::Unknown => "unknown",
        }
    }
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 2] = [Self::Ok, Self::Error];

    /// The word in programs and traces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
        }
    }
}
