//! The exports of every preset, read with the real parsers of Mermaid and PlantUML.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, cargo, run};
use crate::{debian, node};

/// Makes sure that PlantUML is there, installing it on Debian as root; else says what to install.
pub fn ensure_plantuml() -> Result<(), String> {
    let is_there = || {
        let named = env::var_os("PLANTUML").map(PathBuf::from);
        named.is_some_and(|program| program.is_file())
            || shell::find_on_path(&["plantuml"]).is_some()
    };
    if !is_there() && debian::may_install() {
        debian::install("PlantUML is missing", &["plantuml"])?;
    }
    if is_there() {
        return Ok(());
    }
    Err("The exports are read with PlantUML, and there is no `plantuml` on the path. On Debian, as \
         root: `apt-get install plantuml`. Elsewhere see https://plantuml.com/starting, and name \
         the program in the variable PLANTUML."
        .to_owned())
}

/// Exports every preset in both languages of diagrams, and has them read.
pub fn check() -> Result<(), String> {
    let scripts = shell::root().join("tests").join("exporters");
    install_parsers(&scripts)?;
    let folder = shell::scratch().join("exports");
    export(&folder)?;
    run(Command::new("node").current_dir(&scripts).arg("check.mjs").arg(&folder))
}

/// Installs Mermaid and a document for it, unless what is there is of this lock file.
fn install_parsers(scripts: &Path) -> Result<(), String> {
    let lock = shell::text(&scripts.join("package-lock.json"))?;
    let stamp = scripts.join("node_modules").join("installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    node::install(scripts)?;
    write(&stamp, lock.as_bytes())
}

fn export(folder: &Path) -> Result<(), String> {
    run(&mut cargo(["build", "--quiet", "--bin", "zeroloss"]))?;
    let program = env::current_exe().map_err(|error| format!("Cannot find xtask: {error}."))?;
    let program = program.with_file_name(format!("zeroloss{}", env::consts::EXE_SUFFIX));
    let ask = |arguments: &[&str]| {
        shell::read(Command::new(&program).args(arguments))
            .ok_or_else(|| format!("`zeroloss {}` failed.", arguments.join(" ")))
    };
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("Cannot empty {}: {error}.", folder.display()))?;
    }
    fs::create_dir_all(folder)
        .map_err(|error| format!("Cannot create {}: {error}.", folder.display()))?;
    for id in ask(&["list", "--ids"])?.lines() {
        for (option, extension) in [("--mermaid", "mmd"), ("--plantuml", "puml")] {
            let text = ask(&["run", id, option])?;
            write(&folder.join(format!("{id}.{extension}")), text.as_bytes())?;
        }
    }
    Ok(())
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("Cannot write {}: {error}.", path.display()))
}
