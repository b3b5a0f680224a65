//! The texts of the strategies and scenarios, as the build found them in their folders.
//!
//! A program that runs natively carries them, and so does the one that searches. The page loads
//! them from a file beside it ([`load`]) before it is shown.

use std::sync::OnceLock;

/// A file: its name without the extension, and its text.
pub type File = (&'static str, &'static str);

/// The files of both folders.
#[derive(Debug, Default)]
struct Files {
    strategies: Vec<File>,
    scenarios: Vec<File>,
}

static FILES: OnceLock<Files> = OnceLock::new();

/// A text that is not the catalogue of this release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotCatalogue;

/// Every file of `strategies/`, sorted by name; read by [`crate::program::catalogue`].
pub fn strategies() -> &'static [File] {
    files().map_or(&[], |files| &files.strategies)
}

/// Every file of `scenarios/`, sorted by name; read by the room of scenarios.
pub fn scenarios() -> &'static [File] {
    files().map_or(&[], |files| &files.scenarios)
}

/// Takes the text of the data file. What is loaded stays.
#[cfg(feature = "ui")]
pub fn load(data: String) -> Result<(), NotCatalogue> {
    if files().is_none() {
        let read = read(data.leak())?;
        // Somebody else may have been faster, with the same.
        let _ = FILES.set(read);
    }
    Ok(())
}

fn files() -> Option<&'static Files> {
    #[cfg(embedded_catalogue)]
    if FILES.get().is_none() {
        // The build wrote the data and what reads it.
        let data = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"));
        let _ = read(data).map(|read| FILES.set(read));
    }
    FILES.get()
}

/// Reads what `build/catalogue.rs` has written.
fn read(data: &'static str) -> Result<Files, NotCatalogue> {
    let (head, mut rest) = data.split_once('\n').ok_or(NotCatalogue)?;
    if head != "zeroloss catalogue" {
        return Err(NotCatalogue);
    }
    let mut files = Files::default();
    while let Some(entry) = rest.strip_prefix("= ") {
        let (name, text) = entry.split_once('\n').ok_or(NotCatalogue)?;
        let end = text.find("\n= ").map_or(text.len(), |end| end + 1);
        match name.split_once(' ') {
            Some(("strategies", id)) => files.strategies.push((id, &text[..end])),
            Some(("scenarios", id)) => files.scenarios.push((id, &text[..end])),
            _ => return Err(NotCatalogue),
        }
        rest = &text[end..];
    }
    if rest.is_empty() { Ok(files) } else { Err(NotCatalogue) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let texts = ["", "<!DOCTYPE html>\n", "zeroloss catalogue\nhtml\n"];
        let others = ["zeroloss catalogue\n= lessons a\nx\n", "zeroloss catalogue\n= scenarios"];
        for text in texts.into_iter().chain(others) {
            assert!(read(text).is_err(), "{text:?}");
        }
        let two = read("zeroloss catalogue\n= strategies a\nb\n= scenarios c\n\nd = e\n").unwrap();
        assert_eq!((two.strategies, two.scenarios), (vec![("a", "b\n")], vec![("c", "\nd = e\n")]));
    }
}
