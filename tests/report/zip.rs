//! The zip file of all steps, read by its directory as APPNOTE.TXT of PKWARE says.

use zeroloss::report::{PICTURES_MAX, TooLong, steps};
use zeroloss::text::Lang;

use super::{endless, run};

fn number(file: &[u8], at: usize, bytes: usize) -> usize {
    file[at..at + bytes].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// Name and content of each entry.
fn read(file: &[u8]) -> Vec<(String, String)> {
    let end = file.len() - 22;
    assert_eq!(&file[end..end + 4], b"PK\x05\x06");
    let (count, size) = (number(file, end + 10, 2), number(file, end + 12, 4));
    let mut at = number(file, end + 16, 4);
    assert_eq!(at + size, end, "nothing stands between the directory and its end");
    let mut entries = Vec::new();
    for _ in 0..count {
        assert_eq!(&file[at..at + 4], b"PK\x01\x02");
        let (length, name, local) =
            (number(file, at + 20, 4), number(file, at + 28, 2), number(file, at + 42, 4));
        assert_eq!(&file[local..local + 4], b"PK\x03\x04");
        // From the version to the lengths both headers say the same.
        assert_eq!(file[local + 4..local + 30], file[at + 6..at + 32]);
        let text = |from: usize, length: usize| {
            String::from_utf8(file[from..from + length].to_vec()).unwrap()
        };
        entries.push((text(at + 46, name), text(local + 30 + name, length)));
        at += 46 + name;
    }
    assert_eq!(at, end);
    entries
}

#[test]
fn each_step_has_its_picture() {
    let run = run("a3-1");
    let entries = read(&steps(&run, Lang::En).unwrap());
    let names: Vec<_> = (0..=run.steps()).map(|step| format!("step-{step:03}.svg")).collect();
    assert_eq!(entries.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), names);
    let size = |picture: &str| picture.split_once("role=").unwrap().0.to_owned();
    let marks = |picture: &str| picture.matches("data-step=").count();
    for pair in entries.windows(2) {
        assert_eq!(size(&pair[0].1), size(&pair[1].1), "the pictures make a film");
        assert!(marks(&pair[0].1) <= marks(&pair[1].1), "what has happened stays");
    }
    let of = |step: usize| entries[step].1.contains("class=\"dg-crash");
    assert!(!of(8) && of(9), "the crash is in the picture of its step");
}

#[test]
fn the_same_run_makes_the_same_file() {
    assert_eq!(steps(&run("a2-2"), Lang::ZhCn), steps(&run("a2-2"), Lang::ZhCn));
}

#[test]
fn a_run_of_too_many_steps_is_refused() {
    let run = endless();
    let refused = TooLong { steps: run.steps(), most: PICTURES_MAX };
    assert_eq!(steps(&run, Lang::En), Err(refused));
}
