//! A person's files: anything may be wrong with those that are read, and with where one is to be
//! written.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};

use crate::BadInput;

/// More than this is no scenario and no program: both have a few hundred lines at most.
const BYTES_MAX: u64 = 1_000_000;

/// The text of a file.
pub fn read_file(path: &str) -> Result<String, BadInput> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let is_folder = file.metadata().is_ok_and(|known| known.is_dir());
    if is_folder {
        return Err(BadInput(format!("{path}: this is a folder; name a file in it")));
    }
    read(path, file)
}

/// The text on standard input.
pub fn read_input() -> Result<String, BadInput> {
    read("standard input", io::stdin().lock())
}

/// Writes a file, in place of one that is there.
pub fn write_file(path: &str, content: &[u8]) -> Result<(), BadInput> {
    fs::write(path, content).map_err(|error| {
        BadInput(match error.kind() {
            ErrorKind::NotFound => format!("{path}: there is no such folder"),
            ErrorKind::IsADirectory => format!("{path}: this is a folder; name a file in it"),
            ErrorKind::PermissionDenied => format!("{path}: this file may not be written"),
            _ => format!("{path}: cannot be written: {error}"),
        })
    })
}

fn read(name: &str, source: impl Read) -> Result<String, BadInput> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too long, however long it is.
    let read = source.take(BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(BadInput(format!(
            "{name}: this is larger than 1 MB; a scenario or a program has a few hundred lines"
        )));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = String::from_utf8_lossy(good).lines().count().max(1);
        BadInput(format!("{name}:{line}: this is not UTF-8 text; save the file as UTF-8"))
    })
}

fn unreadable(name: &str, error: &io::Error) -> BadInput {
    BadInput(match error.kind() {
        ErrorKind::NotFound => format!("{name}: there is no such file"),
        ErrorKind::PermissionDenied => format!("{name}: this file may not be read"),
        _ => format!("{name}: cannot be read: {error}"),
    })
}
