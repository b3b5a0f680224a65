//! Undo and redo of what is typed, word by word. The browser's own undo forgets everything as soon
//! as a text is set by anybody but the person.

use std::rc::Rc;

use super::Edit;
use super::place::Selection;

/// Versions that undo can go back to.
const VERSIONS_MAX: usize = 200;

/// A text, the ones it came from and the ones that were taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Versions {
    past: Vec<Version>,
    present: Version,
    future: Vec<Version>,
    /// Where and how the last keystroke changed the text, while the next one may continue it.
    run: Option<Run>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Version {
    text: Rc<str>,
    selection: Selection,
}

/// Keystrokes that undo takes back together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Run {
    kind: Kind,
    /// The byte at which the next keystroke has to begin, or end, to belong to it.
    next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Letters of a word.
    Word,
    /// Blanks after it.
    Blank,
    /// Removing one letter after the other.
    Removal,
}

impl Versions {
    /// A text that nobody has changed yet.
    pub fn new(text: &str, selection: Selection) -> Self {
        let present = Version { text: Rc::from(text), selection };
        Self { past: Vec::new(), present, future: Vec::new(), run: None }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.present.text
    }

    /// What is selected in it, as far as the editor was told.
    pub fn selection(&self) -> Selection {
        self.present.selection
    }

    /// Whether there is anything to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is anything to do again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes what a keystroke made of the text: it joins the keystrokes before it, up to a word.
    pub fn type_in(&mut self, edit: &Edit) {
        let Some((run, starts_at)) = self.change(&edit.text) else {
            self.present.selection = edit.selection;
            return;
        };
        let continues = self.run.is_some_and(|last| {
            // A blank closes its word, and the next letter begins another.
            let same = last.kind == run.kind || (last.kind, run.kind) == (Kind::Word, Kind::Blank);
            same && last.next == starts_at
        });
        if continues {
            self.present = Version { text: Rc::from(&*edit.text), selection: edit.selection };
            self.future.clear();
        } else {
            self.put(edit);
        }
        self.run = (run.next != usize::MAX).then_some(run);
    }

    /// Takes a change that is taken back by itself.
    pub fn put(&mut self, edit: &Edit) {
        self.run = None;
        if edit.text != *self.present.text {
            let next = Version { text: Rc::from(&*edit.text), selection: edit.selection };
            self.past.push(std::mem::replace(&mut self.present, next));
            if self.past.len() > VERSIONS_MAX {
                self.past.remove(0);
            }
            self.future.clear();
        }
        self.present.selection = edit.selection;
    }

    /// Goes back by one version, if there is one.
    pub fn undo(&mut self) {
        if let Some(version) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.present, version));
        }
        self.run = None;
    }

    /// Goes forward by one version, if there is one.
    pub fn redo(&mut self) {
        if let Some(version) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.present, version));
        }
        self.run = None;
    }

    /// What kind of keystroke makes `text` of the present one, and the byte at which it joins the
    /// one before. `None` where nothing changed.
    fn change(&self, text: &str) -> Option<(Run, usize)> {
        let old = &*self.present.text;
        let start = common_prefix(old, text);
        let end = common_suffix(&old[start..], &text[start..]);
        let (removed, added) = (&old[start..old.len() - end], &text[start..text.len() - end]);
        let run = |kind, next| Run { kind, next };
        Some(match (removed.is_empty(), added) {
            (true, "") => return None,
            (true, " ") => (run(Kind::Blank, start + 1), start),
            (true, word) if !word.contains(char::is_whitespace) => {
                (run(Kind::Word, start + word.len()), start)
            }
            (false, "") if removed.chars().count() == 1 => {
                (run(Kind::Removal, start), start + removed.len())
            }
            // Pasted, cut or dropped: nothing continues it.
            _ => (run(Kind::Word, usize::MAX), usize::MAX),
        })
    }
}

/// Bytes that both begin with, whole characters only.
fn common_prefix(one: &str, other: &str) -> usize {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    same.map_or(one.len().min(other.len()), |((byte, _), _)| byte)
}

/// Bytes that both end with, whole characters only.
fn common_suffix(one: &str, other: &str) -> usize {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}
