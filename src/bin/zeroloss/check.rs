//! `zeroloss check`: programs without running them.

use std::fmt::Write as _;

use zeroloss::program::{self, ProgramError};
use zeroloss::text::{self, Lang};

use crate::arguments::{Arguments, Flag, LANG};
use crate::files::read_file;
use crate::{Answer, BadInput, Ending};

/// The flags of `check`.
pub const FLAGS: &[Flag] = &[LANG];

/// Checks programs, all of them even if the first is bad.
pub fn check(arguments: &Arguments) -> Result<Answer, BadInput> {
    let lang = arguments.lang()?;
    let files = &arguments.operands;
    if files.is_empty() {
        return Err(BadInput(
            "name at least one program, like `zeroloss check my.strategy`".to_owned(),
        ));
    }
    let mut output = String::new();
    let mut bad = 0;
    for file in files {
        let found = match read_file(file) {
            Ok(text) => judged(file, &text, lang),
            Err(BadInput(message)) => Err(message),
        };
        bad += usize::from(found.is_err());
        let (Ok(lines) | Err(lines)) = found;
        let _ = writeln!(output, "{lines}");
    }
    let ending = match (bad, files.len()) {
        (0, _) => Ending::Done,
        (1, 1) => Ending::BadInput(format!("{} is not a program", files[0])),
        (bad, all) => Ending::BadInput(format!("{bad} of {all} files are not programs")),
    };
    Ok(Answer { output, ending })
}

/// What there is to say about a program; `Err` when it has mistakes.
fn judged(file: &str, source: &str, lang: Lang) -> Result<String, String> {
    let program = program::parse(source).map_err(|errors| {
        let worded = |error: &ProgramError| {
            let message = text::program_message(lang, error);
            format!("{file}:{}:{}: {message}", error.line, error.column)
        };
        errors.iter().map(worded).collect::<Vec<_>>().join("\n")
    })?;
    let title = text::title_of(lang, &program.header);
    let handlers: Vec<_> = program.handlers.iter().map(|(handler, _)| handler.title()).collect();
    let mut lines =
        format!("{file}: {title}: {}; {} steps", handlers.join(", "), program.steps.len());
    for warning in program::warnings(&program) {
        let message = text::program_warning(lang, warning);
        let _ = write!(lines, "\n{file}:{}:{}: {message}", warning.line, warning.column);
    }
    Ok(lines)
}
