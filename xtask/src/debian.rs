//! Packages of the system. Only on a Debian, and only as root, may a test run install any.

use std::process::Command;

use crate::shell::{self, run};

/// Whether this is root on a Debian.
pub fn may_install() -> bool {
    shell::find_on_path(&["apt-get"]).is_some()
        && shell::read(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Installs packages, and says that it does.
pub fn install(reason: &str, packages: &[&str]) -> Result<(), String> {
    println!("{reason}; installing {}.", packages.join(", "));
    run(apt_get().arg("update"))?;
    run(apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
