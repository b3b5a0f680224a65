//! The strategy language: lexer, parser, checker, compiled steps, source map.
//!
//! What the order service and the consumer do is not Rust but a short program that reads like a
//! textbook's pseudo-code. This room turns its text into a [`Program`]; it knows text, lines and
//! steps, and nothing of the network. The language is described in `docs/language.md`.

pub mod step;
