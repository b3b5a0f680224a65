//! A zip file whose entries are stored as they are: APPNOTE.TXT of PKWARE, 4.3 and 4.4.

use crate::scenario::link::crc32;

/// The moment of every entry, 1 January 1980 at midnight: the same run makes the same file.
const MOMENT: [u8; 4] = [0, 0, 0x21, 0];

/// The file of these entries: each a name in ASCII, and what is in it. All of it must be below
/// 4 GB, and of at most 65,535 entries.
pub fn zip(entries: &[(String, String)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let offset = size(file.len());
        let entry = entry(name, content.as_bytes());
        // The local header, then what is in it.
        file.extend_from_slice(b"PK\x03\x04");
        file.extend_from_slice(&entry);
        file.extend_from_slice(name.as_bytes());
        file.extend_from_slice(content.as_bytes());
        // The same in the directory: no comment, the first disk, no attributes.
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&entry);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset);
        directory.extend_from_slice(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).expect("a zip file has at most 65,535 entries");
    let (length, offset) = (size(directory.len()), size(file.len()));
    file.append(&mut directory);
    file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    file.extend_from_slice(&count.to_le_bytes());
    file.extend_from_slice(&count.to_le_bytes());
    file.extend_from_slice(&length);
    file.extend_from_slice(&offset);
    file.extend_from_slice(&[0; 2]);
    file
}

/// What both headers of an entry have: the version of the format, no flags, stored, when, the
/// check, both sizes, the length of the name, and nothing more.
fn entry(name: &str, content: &[u8]) -> Vec<u8> {
    let mut entry = vec![0x14, 0, 0, 0, 0, 0];
    entry.extend_from_slice(&MOMENT);
    entry.extend_from_slice(&crc32(content).to_le_bytes());
    entry.extend_from_slice(&size(content.len()));
    entry.extend_from_slice(&size(content.len()));
    let length = u16::try_from(name.len()).expect("the name of an entry is short");
    entry.extend_from_slice(&length.to_le_bytes());
    entry.extend_from_slice(&[0; 2]);
    entry
}

fn size(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).expect("a zip file is below 4 GB").to_le_bytes()
}
