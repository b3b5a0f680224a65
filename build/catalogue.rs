//! The strategies and scenarios as one text, which programs carry and the page loads.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The folders, and how the names of their files end.
pub const FOLDERS: [(&str, &str); 2] = [("strategies", "strategy"), ("scenarios", "scenario")];

/// The first line of a data file.
const HEAD: &str = "zeroloss catalogue";

/// Before each text: the name of its folder, and that of its file without the extension. No line of
/// a strategy or a scenario begins like that.
const ENTRY: &str = "= ";

/// Every file of the folders, sorted by name so that two builds of the same files are the same. A
/// folder that is not there has none.
pub fn catalogue(root: &Path, folders: &[(&str, &str)]) -> Result<String, String> {
    let mut text = format!("{HEAD}\n");
    for (folder, extension) in folders {
        add(&root.join(folder), folder, extension, &mut text)?;
    }
    Ok(text)
}

fn add(path: &Path, folder: &str, extension: &str, out: &mut String) -> Result<(), String> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    for file in files {
        let shown = file.display();
        let id = file.file_stem().and_then(|stem| stem.to_str());
        let id = id.ok_or_else(|| format!("{shown}: the file name is not Unicode"))?;
        let text = fs::read_to_string(&file).map_err(|error| format!("{shown}: {error}"))?;
        // Comments of a program are shown beside it. Those of a scenario are for whoever reads the
        // file; the page need not carry them.
        let is_kept = |line: &&str| extension != "scenario" || !line.starts_with('#');
        // Writing into a text cannot fail.
        let _ = writeln!(out, "{ENTRY}{folder} {id}");
        text.lines().filter(is_kept).for_each(|line| *out = std::mem::take(out) + line + "\n");
    }
    Ok(())
}
