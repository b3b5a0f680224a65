//! What a terminal is shown.

use std::fs;

use serde_json::Value;

use super::{file, text, zeroloss};

#[test]
fn no_name_and_no_value_orders_a_terminal_about() {
    let bare = |words: &[&str], input: &[u8], code: i32, part: &str| {
        let output = zeroloss(words, input);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {said:?}");
        let is_order = |character: char| character.is_control() && character != '\n';
        assert!(!said.contains(is_order), "{words:?}: {said:?}");
        assert!(said.contains(part), "{words:?}: {said:?}");
    };
    let named = file("\u{1b}]0;title\u{7}.scenario", b"strategy send-once\nexpect LOSS\n");
    bare(&["run", &named], b"", 1, "\\u{1b}]0;title\\u{7}.scenario: its file expects");
    for form in ["--faults=0", "--markdown", "--json"] {
        bare(&["explore", "--strategy", &named, "--kinds", "skew", form], b"", 0, "title");
    }
    let found: Value =
        serde_json::from_slice(&zeroloss(&["explore", "--strategy", &named, "--json"], b"").stdout)
            .unwrap();
    assert_eq!(found["results"][0]["strategy"], named);
    bare(&["run", "a3-1", "--set", "x\u{9b}=1"], b"", 2, "x\\u{9b}");
    bare(&["run", "a3-1", "--fault", "\u{1b}[2J"], b"", 2, "\\u{1b}[2J");
    bare(&["\u{1b}[2J"], b"", 2, "unknown command `\\u{1b}[2J`");
    // Texts may not have what nobody can see.
    let title = "title.en \u{1b}[31mred\nstrategy send-once\n";
    bare(&["run", "-"], title.as_bytes(), 2, "standard input:1: `\\u{1b}` is a character");
    let program = fs::read_to_string("strategies/oneway.strategy").unwrap();
    let program = program.replacen("title.en ", "title.en \u{202e}", 1);
    let program = file("reversed.strategy", program.as_bytes());
    bare(&["check", &program], b"", 2, "reversed.strategy:1:10: `\\u{202e}` is a character");
    bare(&["run", &program], b"", 2, "nobody can see");
}
