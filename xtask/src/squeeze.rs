//! What the published page need not carry: comments, indents, and the long names under which its
//! script and its program know each other.
//!
//! wasm-bindgen calls an import `__wbg_activeElement_6c30fe7fda33ef51`, in both files. The hash
//! keeps apart what several crates import, which nobody asks about once the page is built, and it
//! cannot be compressed.

use std::fs;
use std::path::Path;

use crate::shell;

/// Squeezes the files of a built page.
pub fn squeeze(folder: &Path) -> Result<(), String> {
    for name in shell::files(folder, &|_| false)? {
        let path = folder.join(&name);
        if path.extension().is_some_and(|kind| kind == "html") {
            write(&path, without_comments(&shell::text(&path)?).as_bytes())?;
        }
        let Some(stem) = name.strip_suffix(".js") else { continue };
        let program = folder.join(format!("{stem}_bg.wasm"));
        let read = fs::read(&program);
        let module =
            read.map_err(|error| format!("Cannot read {}: {error}.", program.display()))?;
        let (script, module) = rename(&shell::text(&path)?, &module)
            .map_err(|what| format!("{} and {stem}_bg.wasm: {what}.", path.display()))?;
        write(&path, without_comments(&script).as_bytes())?;
        write(&program, &module)?;
    }
    Ok(())
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("Cannot write {}: {error}.", path.display()))
}

/// Text in HTML, JavaScript or CSS without indents, empty lines, and comments that begin a line.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut is_comment = false;
    for line in text.lines() {
        let mut line = line.trim();
        is_comment |= line.starts_with("/*");
        if is_comment {
            let Some((_, rest)) = line.split_once("*/") else { continue };
            (line, is_comment) = (rest.trim(), false);
        }
        if !line.is_empty() && !line.starts_with("//") {
            out.extend([line, "\n"]);
        }
    }
    out
}

/// The script and the program that it loads, with a short name for each import.
fn rename(script: &str, module: &[u8]) -> Result<(String, Vec<u8>), &'static str> {
    const IMPORTS: u8 = 2;
    let mut script = script.to_owned();
    let mut reader = Reader(module);
    let mut renamed = reader.take(8)?.to_vec();
    let mut count = 0;
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let size = reader.number()?;
        let section = reader.take(size)?;
        let mut content = section.to_vec();
        if id == IMPORTS {
            content.clear();
            let mut imports = Reader(section);
            let imported = imports.number()?;
            push_number(&mut content, imported);
            for _ in 0..imported {
                let (from, name) = (imports.name()?, imports.name()?);
                let (long, short) = (format!("{name}: "), format!("i{count}: "));
                // One that is imported twice has its name already.
                if script.matches(&long).count() != 1 {
                    return Err("an import has no place of its own in the script");
                }
                script = script.replace(&long, &short);
                push_name(&mut content, from);
                push_name(&mut content, short.trim_end_matches(": "));
                content.extend(imports.description()?);
                count += 1;
            }
        }
        renamed.push(id);
        push_number(&mut renamed, content.len());
        renamed.extend(content);
    }
    Ok((script, renamed))
}

/// What is left of a module to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], &'static str> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("the module breaks off")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, &'static str> {
        Ok(self.take(1)?[0])
    }

    /// A number in LEB128.
    fn number(&mut self) -> Result<usize, &'static str> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("a number in the module is too long")
    }

    fn name(&mut self) -> Result<&'a str, &'static str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| "a name in the module is no text")
    }

    /// What an import is, as it is written. A program of wasm-bindgen imports functions only.
    fn description(&mut self) -> Result<&'a [u8], &'static str> {
        let before = self.0;
        if self.byte()? != 0 {
            return Err("the module imports something that is no function");
        }
        self.number()?;
        Ok(&before[..before.len() - self.0.len()])
    }
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

fn push_name(out: &mut Vec<u8>, name: &str) {
    push_number(out, name.len());
    out.extend(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_begin_a_line_and_indents_go_and_all_else_stays() {
        let text = "<p>\n  a // b\n\n  // no\n  /* no\n  no */ c\n  /* no */\n  a /* b */\n</p>\n";
        assert_eq!(without_comments(text), "<p>\na // b\nc\na /* b */\n</p>\n");
    }

    /// A module with these imports of functions and one section more.
    fn module(imports: &[(&str, &str)]) -> Vec<u8> {
        let mut section = Vec::new();
        push_number(&mut section, imports.len());
        for (from, name) in imports {
            push_name(&mut section, from);
            push_name(&mut section, name);
            section.extend([0, 0x83, 0x01]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(2);
        push_number(&mut module, section.len());
        module.extend(section);
        module.extend([10, 2, 7, 8]);
        module
    }

    #[test]
    fn an_import_gets_the_same_short_name_in_the_script_and_in_the_program() {
        let long = "x".repeat(130);
        let script = format!("{{ __wbg_a_1: f, {long}: g }}");
        let before = module(&[("./a_bg.js", "__wbg_a_1"), ("./a_bg.js", &long)]);
        let (script, after) = rename(&script, &before).unwrap();
        assert_eq!(script, "{ i0: f, i1: g }");
        assert_eq!(after, module(&[("./a_bg.js", "i0"), ("./a_bg.js", "i1")]));
    }

    #[test]
    fn an_import_that_the_script_does_not_name_or_names_twice_is_an_error() {
        let before = module(&[("./a_bg.js", "__wbg_a_1")]);
        assert!(rename("{ b: f }", &before).is_err());
        assert!(rename("{ __wbg_a_1: f, __wbg_a_1: g }", &before).is_err());
        assert!(rename("{ __wbg_a_1: f }", &before[..20]).is_err());
    }
}
