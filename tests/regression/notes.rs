//! Where a run comes to something else than was reasoned: who is right, and why.

/// A disagreement.
pub struct Note {
    /// The cells that it explains: a row, and the names of columns.
    pub cells: &'static [(&'static str, &'static str)],
    /// Who is right, and why.
    pub text: &'static str,
}

/// In the order of their numbers.
pub const NOTES: &[Note] = &[
    Note {
        cells: &[
            ("a", "S4 S5"),
            ("e", "S4 S5"),
            ("g", "S4 S5"),
            ("h", "S4 S5"),
            ("h′", "S4 S5"),
            ("j", "S4 S5"),
            ("k", "S4 S5"),
            ("b, asked again", "S4 S5"),
            ("c, asked again", "S5"),
            ("e, inbox", "S4 S5"),
            ("k, inbox", "S4 S5"),
        ],
        text: "Both are right: who sends before the commit is early in every run that commits. The \
               table says so in the rows none and i only.",
    },
    Note {
        cells: &[
            ("c", "S3 S3r S4 S6"),
            ("d", "S3 S3r S4 S6"),
            ("c, asked again", "S5 S6"),
            ("d, asked again", "S6"),
            ("d, inbox", "S3"),
        ],
        text: "The run is right: three attempts of 3 s each stand before the answer, and the caller \
               waits for 5 s. Holding the transaction open meanwhile makes it worse for S5; it does \
               not make it faster for the others. Who is called again is late once, and right then.",
    },
    Note {
        cells: &[("d", "S3r S4 S5")],
        text: "Both are right: three copies of a message for an unpaid order are three red packets. \
               The table names the worse half.",
    },
    Note {
        cells: &[("e", "S14"), ("e, inbox", "S14")],
        text: "The premise differs: the program calls dtm once, so there is no retry that could \
               succeed, and it stops before its transaction. Preparing again under the same id would \
               do no harm, and the outcome would be OK.",
    },
    Note {
        cells: &[("h", "S11")],
        text: "The run is right for the broker that there is: RocketMQ drops a prepared branch after \
               fifteen unanswered questions, at 8 min, against a decision that is on the \
               coordinator's disk. The table speaks of a resource that waits for ever; the next row \
               is one that waits for 16 min. A recovery that told the broker itself would save this \
               message, and send a second one wherever a check came in between (40 s, say).",
    },
    Note {
        cells: &[("i", "S11")],
        text: "The premise differs: the coordinator takes 30 s without a word for a crash, as \
               transaction managers have a timeout. Message and order are both undone. With a \
               timeout above the minute the outcome is OK.",
    },
    Note {
        cells: &[("l", "S4")],
        text: "The run is right: the message was sent before the transaction began, so that an undone \
               one leaves a ghost besides the dirty stores.",
    },
];
