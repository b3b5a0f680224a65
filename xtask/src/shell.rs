//! Running other programs, and where things are.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the repository.
pub fn root() -> PathBuf {
    // Cargo sets the variable at run time too, which stays right when the folder has moved.
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// A folder inside Cargo's target folder for what the errands build and may delete.
pub fn scratch() -> PathBuf {
    // This program runs from `TARGET/debug/xtask`: no need to ask Cargo where TARGET is. Not so its
    // unit tests, which therefore write nothing there.
    let target = env::current_exe()
        .ok()
        .and_then(|program| program.parent()?.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| root().join("target"));
    target.join("zeroloss")
}

/// A Cargo command in the root of the repository.
pub fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    command
}

/// Runs the command with its output shown; a failure names the command and how it ended.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = line_of(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}.")),
        Err(error) => Err(format!("`{line}` could not be started: {error}.")),
    }
}

/// What the command prints on standard output, if it succeeds. Its standard error is dropped.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The first of these programs that is on the path.
pub fn find_on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let files = |name: &&str| endings.iter().map(|end| format!("{name}{end}")).collect::<Vec<_>>();
    let files: Vec<String> = names.iter().flat_map(files).collect();
    env::split_paths(&path)
        .flat_map(|folder| files.iter().map(move |file| folder.join(file)))
        .find(|file| file.is_file())
}

/// The files below a folder, as paths from there with forward slashes, sorted. Nothing is said of
/// entries that `skip` names, and nothing below them is looked at.
pub fn files(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        let here = folder.join(&inside);
        let cannot = |error| format!("Cannot list {}: {error}.", here.display());
        for entry in fs::read_dir(&here).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = if inside.is_empty() { name.into() } else { format!("{inside}/{name}") };
            if skip(&path) {
                continue;
            }
            if entry.path().is_dir() { &mut folders } else { &mut found }.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Every file of the repository that could be committed: all but what `.gitignore` names. Its
/// lines are names below the root, with a slash before them, or endings like `*.log`.
pub fn sources() -> Result<Vec<String>, String> {
    let ignored = text(&root().join(".gitignore"))?;
    let is_ignored = |path: &str| {
        path == ".git"
            || ignored.lines().any(|line| match (line.strip_prefix('/'), line.strip_prefix('*')) {
                (Some(place), _) => place == path,
                (None, Some(ending)) => path.ends_with(ending),
                (None, None) => Path::new(path).file_name().is_some_and(|name| name == line),
            })
    };
    files(&root(), &is_ignored)
}

/// The text of a file.
pub fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("Cannot read {}: {error}.", path.display()))
}

/// The command as a person would type it.
fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
