//! A scenario in an address: `#s=CODEC.PAYLOAD.MODEL.CHECK&step=N`.
//!
//! Codec 1 carries the canonical text as base64url, so that a link is as stable as the grammar.
//! `MODEL` is [`MODEL_VERSION`] and `CHECK` a CRC-32 of the text, because chat programs cut links
//! and append punctuation. Unknown codecs, damaged links and texts that are too long are refused
//! with a reason, never with a panic.

use std::fmt::Display;

use super::error::ScenarioError;
use super::{Scenario, ScenarioFile};

/// Grows when the same scenario may run differently than before.
pub const MODEL_VERSION: u32 = 1;

/// Text that a link may carry, in bytes.
pub const TEXT_MAX: usize = 8 * 1024;

const CODEC: &str = "1";

/// What a link holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The scenario.
    pub scenario: Scenario,
    /// The step at which to open it.
    pub step: Option<u32>,
    /// The version of the model that made the link, if it is not ours.
    pub other_model: Option<u32>,
}

/// Why a link cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkError {
    /// It was written by a newer version.
    UnknownCodec(String),
    /// It was cut or changed on its way.
    Damaged,
    /// It carries more than [`TEXT_MAX`].
    TooLong,
    /// Its scenario is not valid.
    Scenario(ScenarioError),
}

/// The hash of an address, without `#`, for a scenario at a step, a number or a word for one;
/// [`LinkError::TooLong`] when its text is longer than what [`decode`] would read.
pub fn encode(scenario: &Scenario, step: impl Display) -> Result<String, LinkError> {
    let text = scenario.to_string();
    if text.len() > TEXT_MAX {
        return Err(LinkError::TooLong);
    }
    let check = crc32(text.as_bytes());
    let payload = base64_encode(text.as_bytes());
    Ok(format!("s={CODEC}.{payload}.{MODEL_VERSION}.{check:08x}&step={step}"))
}

/// Reads the hash of an address, with or without `#`. `None` when it holds no scenario at all.
pub fn decode(hash: &str) -> Option<Result<Link, LinkError>> {
    let state = state_of(hash)?;
    let hash = hash.trim_start_matches('#');
    let pairs = || hash.split('&').filter_map(|pair| pair.split_once('='));
    let step = pairs().find(|(name, _)| *name == "step").and_then(|(_, step)| {
        let digits = step.trim_end_matches(|tail: char| !tail.is_ascii_digit());
        digits.parse().ok()
    });
    Some(decode_state(state).map(|(scenario, model)| Link {
        scenario,
        step,
        other_model: (model != MODEL_VERSION).then_some(model),
    }))
}

/// Whether a hash holds a scenario, be it damaged.
pub fn is_link(hash: &str) -> bool {
    state_of(hash).is_some()
}

fn state_of(hash: &str) -> Option<&str> {
    let mut pairs = hash.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == "s").map(|(_, state)| state)
}

fn decode_state(state: &str) -> Result<(Scenario, u32), LinkError> {
    // Chat programs append punctuation; nothing of ours ends in anything but these letters.
    let is_ours = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let state: &str = state.split(|letter| !is_ours(letter)).next().unwrap_or("");
    let mut parts = state.split('.');
    let mut next = || parts.next().ok_or(LinkError::Damaged);
    let codec = next()?;
    if codec != CODEC {
        return Err(LinkError::UnknownCodec(codec.chars().take(16).collect()));
    }
    let (payload, model, check) = (next()?, next()?, next()?);
    if payload.len() > TEXT_MAX * 4 / 3 + 4 {
        return Err(LinkError::TooLong);
    }
    let bytes = base64_decode(payload).ok_or(LinkError::Damaged)?;
    let model = model.parse().map_err(|_| LinkError::Damaged)?;
    if u32::from_str_radix(check, 16) != Ok(crc32(&bytes)) {
        return Err(LinkError::Damaged);
    }
    let text = String::from_utf8(bytes).map_err(|_| LinkError::Damaged)?;
    let file = ScenarioFile::parse(&text).map_err(LinkError::Scenario)?;
    Ok((file.scenario, model))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64_encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .enumerate()
            .fold(0_u32, |word, (place, &byte)| word | u32::from(byte) << (16 - 8 * place));
        for place in 0..=chunk.len() {
            let index = (word >> (18 - 6 * place)) & 63;
            text.push(char::from(ALPHABET[index as usize]));
        }
    }
    text
}

fn base64_decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let mut word = 0_u32;
        for (place, letter) in chunk.iter().enumerate() {
            let index = ALPHABET.iter().position(|known| known == letter)?;
            word |= u32::try_from(index).ok()? << (18 - 6 * place);
        }
        bytes.extend_from_slice(&word.to_be_bytes()[1..chunk.len()]);
    }
    Some(bytes)
}

/// CRC-32 as in zip files (IEEE 802.3, reflected), bit by bit: what has one is short, or is
/// written once.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            let carry = crc & 1;
            (crc >> 1) ^ (0xedb8_8320 * carry)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        let text = "strategy send-after-commit\nfault crash order-1 after commit for 10s\n";
        Scenario::parse(text).unwrap()
    }

    #[test]
    fn crc32_is_the_one_of_zip_files() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_link_brings_back_its_scenario_and_its_step() {
        let hash = encode(&scenario(), 9).unwrap();
        let link = decode(&format!("#{hash}")).unwrap().unwrap();
        assert_eq!(link, Link { scenario: scenario(), step: Some(9), other_model: None });
    }

    #[test]
    fn a_link_that_could_not_be_read_is_not_made() {
        let comment = format!("# {}\n", "x".repeat(90));
        let shipped = crate::scenario::Strategy::shipped("send-once").unwrap();
        let source = format!("{}\n{}", shipped.source, comment.repeat(90));
        let strategy = crate::scenario::Strategy::custom(&source).unwrap();
        assert_eq!(encode(&Scenario::of(strategy), 1), Err(LinkError::TooLong));
    }

    #[test]
    fn punctuation_that_a_chat_appends_does_no_harm() {
        let hash = encode(&scenario(), 9).unwrap();
        for tail in ["。", "）", "%EF%BC%89", ")"] {
            assert!(decode(&format!("{hash}{tail}")).unwrap().is_ok(), "{tail}");
        }
        let (state, _) = hash.split_once('&').unwrap();
        assert!(decode(&format!("{state}。")).unwrap().is_ok());
    }

    #[test]
    fn a_cut_or_changed_link_is_refused() {
        let hash = encode(&scenario(), 9).unwrap();
        let damaged = Some(Err(LinkError::Damaged));
        assert_eq!(decode(&hash[..20]), damaged);
        assert_eq!(decode(&hash.replacen("1.c", "1.d", 1)), damaged);
        assert_eq!(decode("s=9.abc"), Some(Err(LinkError::UnknownCodec("9".to_owned()))));
        assert_eq!(
            decode(&format!("s=1.{}.1.0", "A".repeat(20_000))),
            Some(Err(LinkError::TooLong))
        );
        assert_eq!(decode("nothing"), None);
        assert_eq!(decode("s=1.%%%"), damaged);
    }

    #[test]
    fn base64_has_every_length() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            assert_eq!(base64_decode(&base64_encode(&bytes)), Some(bytes));
        }
    }
}
