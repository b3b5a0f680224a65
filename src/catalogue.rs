//! The texts of the strategies and scenarios, as the build found them in their folders.
//!
//! A program that runs natively carries them, and so does the one that searches. The page loads
//! them from a file beside it before it is shown.

use std::sync::OnceLock;

/// A file: its name without the extension, and its text.
pub type File = (&'static str, &'static str);

/// The files of a folder, once somebody has asked for them.
struct Folder {
    name: &'static str,
    /// The data that holds them, where the program carries it.
    carried: Option<&'static str>,
    files: OnceLock<Vec<File>>,
}

/// The data that the page has loaded.
static LOADED: OnceLock<&'static str> = OnceLock::new();

#[cfg(embedded_catalogue)]
macro_rules! carried {
    ($file:literal) => {
        Some(include_str!(concat!(env!("OUT_DIR"), "/", $file)))
    };
}

#[cfg(not(embedded_catalogue))]
macro_rules! carried {
    ($file:literal) => {
        None
    };
}

static STRATEGIES: Folder = Folder::new("strategies", carried!("strategies.txt"));
static SCENARIOS: Folder = Folder::new("scenarios", carried!("scenarios.txt"));

/// A text that is no catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotCatalogue;

/// Every file of `strategies/`, sorted by name; read by [`crate::program::catalogue`].
pub fn strategies() -> &'static [File] {
    STRATEGIES.files()
}

/// Every file of `scenarios/`, sorted by name; read by the room of scenarios.
pub fn scenarios() -> &'static [File] {
    SCENARIOS.files()
}

/// Takes the text of the data file, before anybody asks for what it holds.
#[cfg(feature = "ui")]
pub fn load(data: String) -> Result<(), NotCatalogue> {
    let data = data.leak();
    read(data, STRATEGIES.name)?;
    // Somebody else may have been faster, with the same.
    let _ = LOADED.set(data);
    Ok(())
}

impl Folder {
    const fn new(name: &'static str, carried: Option<&'static str>) -> Self {
        Self { name, carried, files: OnceLock::new() }
    }

    fn files(&self) -> &[File] {
        self.files.get_or_init(|| {
            let data = self.carried.or_else(|| LOADED.get().copied()).unwrap_or_default();
            // The build wrote what a program carries, and `load` has read the other.
            read(data, self.name).unwrap_or_default()
        })
    }
}

/// Reads what `build/catalogue.rs` has written: the files of one folder.
fn read(data: &'static str, folder: &str) -> Result<Vec<File>, NotCatalogue> {
    let (head, mut rest) = data.split_once('\n').ok_or(NotCatalogue)?;
    let mut files = Vec::new();
    while let Some(entry) = rest.strip_prefix("= ") {
        let (name, text) = entry.split_once('\n').ok_or(NotCatalogue)?;
        let end = text.find("\n= ").map_or(text.len(), |end| end + 1);
        let (of, id) = name.split_once(' ').ok_or(NotCatalogue)?;
        if of == folder {
            files.push((id, &text[..end]));
        }
        rest = &text[end..];
    }
    if head == "zeroloss catalogue" && rest.is_empty() { Ok(files) } else { Err(NotCatalogue) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let texts =
            ["", "<!DOCTYPE html>\n", "zeroloss catalogue\nhtml\n", "zeroloss\n= scenarios a\n"];
        for text in texts.into_iter().chain(["zeroloss catalogue\n= scenarios\n"]) {
            assert!(read(text, "scenarios").is_err(), "{text:?}");
        }
        let two = "zeroloss catalogue\n= strategies a\nb\n= scenarios c\n\nd = e\n";
        assert_eq!(read(two, "strategies"), Ok(vec![("a", "b\n")]));
        assert_eq!(read(two, "scenarios"), Ok(vec![("c", "\nd = e\n")]));
    }
}
