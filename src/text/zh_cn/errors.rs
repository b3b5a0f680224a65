//! Chinese sentences for what is wrong with a scenario text.

use std::borrow::Cow;

use crate::scenario::error::{Expected, ScenarioError, ScenarioErrorKind as Kind, Takes};
use crate::scenario::settings::PROGRAM;
use crate::scenario::{FAULTS_MAX, LINES_MAX};
use crate::sim::time::{DURATION_MAX, DurationError};

use super::{program, spaced};

pub(super) fn scenario(error: &ScenarioError) -> String {
    let message = message(&error.kind);
    if error.line > 0 { format!("第 {} 行：{message}", error.line) } else { message }
}

/// Without its place.
pub(super) fn message(kind: &Kind) -> String {
    let sentence = spaced(&sentence(kind));
    let Kind::Program(errors) = kind else { return sentence };
    errors.iter().fold(sentence, |text, error| format!("{text}\n  {}", program::placed(error)))
}

fn sentence(kind: &Kind) -> String {
    match kind {
        Kind::NoStrategy => {
            "没有指明策略；请以 `strategy send-after-commit` 这样的一行开头".to_owned()
        }
        Kind::UnknownLine { found, nearest } => {
            unknown("行首词", found, *nearest, "每行以 `strategy`、`set`、`seed` 或 `fault` 开头")
        }
        Kind::UnknownStrategy { found, nearest } => {
            unknown("策略", found, *nearest, "`zeroloss list` 列出全部策略")
        }
        Kind::Program(_) => "程序有错误".to_owned(),
        Kind::UnknownSetting { found, nearest } => {
            unknown("设置", found, *nearest, "`zeroloss list --settings` 列出全部设置")
        }
        Kind::BadValue { key, found, expected } => {
            format!("{key} 不能是 `{found}`；应为{}", takes(*expected))
        }
        Kind::BadNumber { found, expected } => {
            format!("`{found}` 不对；应为{}", expectation(*expected))
        }
        Kind::BadDuration(DurationError::NotADuration(found) | DurationError::TooLong(found)) => {
            format!(
                "`{found}` 不是时长；请写整数加单位，例如 50ms、3s、2m、1h，最长 {DURATION_MAX}"
            )
        }
        Kind::Missing { after, what } => format!("`{after}` 之后缺少{}", expectation(*what)),
        Kind::Unexpected { found: None, expected } => {
            format!("此处为空；应为{}", expectation(*expected))
        }
        Kind::Unexpected { found: Some(found), expected } => {
            format!("此处不能写 `{found}`；应为{}", expectation(*expected))
        }
        Kind::UnknownFault { found, nearest } => unknown(
            "故障",
            found,
            *nearest,
            "故障有 crash、power-cut、pause、restart、partition、skew、lose、delay、duplicate、\
             fail、check、resume、destroy",
        ),
        Kind::UnknownNode { found, nearest } => unknown(
            "参与者",
            found,
            *nearest,
            "参与者有 payment、order-1、order-2、database、redis、elasticsearch、broker、slave、consumer",
        ),
        Kind::UnknownName { found, nearest } => unknown(
            "步骤或消息",
            found,
            *nearest,
            "请写程序的步骤或消息的名字，例如 commit、half、send.ack",
        ),
        Kind::UnprintableCharacter(found) => unprintable(*found),
        Kind::UnknownGuarantee { found, nearest } => {
            unknown("保证", found, *nearest, "请写保证的标识，例如 no-lost-message")
        }
        Kind::Repeated(found) => format!("`{found}` 重复出现；请只写一次"),
        Kind::TooManyFaults => format!("一个场景最多有{FAULTS_MAX}个故障"),
        Kind::TooManyLines => format!("一个场景最多有{LINES_MAX}行"),
    }
}

/// 不能原样显示的字符。
pub(super) fn unprintable(found: char) -> String {
    format!("`{}` 是看不见的字符；请删去", found.escape_unicode())
}

fn unknown(what: &str, found: &str, nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("未知的{what} `{found}`；是不是想写 `{nearest}`？"),
        None => format!("未知的{what} `{found}`；{otherwise}"),
    }
}

/// What a setting takes.
pub(super) fn takes(takes: Takes) -> String {
    match takes {
        Takes::Count { min, max } => format!("{min}到{max}的整数"),
        Takes::Duration { min, max } => format!("{min}到{max}的时长"),
        Takes::ProgramCount { max } => format!("0到{max}的整数，或 `{PROGRAM}`"),
        Takes::ProgramDuration { max } => format!("不超过{max}的时长，或 `{PROGRAM}`"),
        Takes::OneOf(words) => format!("{}之一", words.join("、")),
    }
}

/// What can stand at a place of a scenario text.
fn expectation(expected: Expected) -> Cow<'static, str> {
    let words = match expected {
        Expected::Outcome => "结果代码，例如 OK 或 LOSS",
        Expected::OtherParticipant => "与第一个不同的参与者",
        Expected::LineEnd => "行尾",
        Expected::Exactly(words) => return format!("`{words}`").into(),
        Expected::Strategy => "策略的名字",
        Expected::Assignment => "设置与它的值，例如 `set send.retries 2`",
        Expected::Number => "整数",
        Expected::Section => "课程的节号，0 到 6",
        Expected::Fault => "故障，例如 `crash order-1 after commit`",
        Expected::Participant => "参与者，例如 order-1 或 broker",
        Expected::Role => "消息的名字，例如 send.ack 或 half",
        Expected::When => "时机：`after commit`、`before send #2` 或 `at 31s`",
        Expected::Place => "步骤或消息的名字，例如 commit 或 half",
        Expected::Ordinal => "从 #1 起的序号",
        Expected::Time => "从开始算起的时间，例如 31s",
        Expected::Duration => "时长，例如 10s",
        Expected::SignedDuration => "时长，例如 10s 或 -10s",
        Expected::ForDuration => "`for` 加时长，例如 `for 5s`",
        Expected::ByDuration => "`by` 加时长，例如 `by 40s`",
        Expected::BySignedDuration => "`by` 加时长，例如 `by 10s` 或 `by -10s`",
        Expected::Directions => "`and`（双向）或 `to`（单向）",
        Expected::Destroyable => "`broker`：只有它在别的机器上有副本",
    };
    words.into()
}
