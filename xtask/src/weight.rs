//! How much of a file travels: its size after brotli at its strongest, as a host would store it.
//!
//! The tests of the built page read this file as well, so it knows nothing of the other errands.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

/// By the `brotli` command where there is one, else by Node.js, which wasm-opt needs anyway.
pub fn weight(path: &Path) -> Result<u64, String> {
    const NODE: &str = "const content = require('fs').readFileSync(process.argv[1]);\
                        process.stdout.write(require('zlib').brotliCompressSync(content))";
    let cannot = |reason| format!("Cannot measure {} with brotli: {reason}", path.display());
    let output = match output("brotli", &["--stdout", "--quality=11", "--"], path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            output("node", &["-e", NODE, "--"], path)
        }
        known => known,
    };
    let output = output.map_err(|error| cannot(format!("{error}.")))?;
    if !output.status.success() {
        return Err(cannot(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(output.stdout.len() as u64)
}

fn output(program: &str, arguments: &[&str], path: &Path) -> std::io::Result<Output> {
    Command::new(program).args(arguments).arg(path).output()
}
