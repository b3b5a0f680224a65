//! Chinese sentences for what is wrong with a text.

use crate::program::ProgramError;
use crate::scenario::error::{ScenarioError, ScenarioErrorKind as Kind};
use crate::scenario::settings::{self, PROGRAM};
use crate::scenario::{FAULTS_MAX, LINES_MAX};

use super::spaced;

pub(super) fn scenario(error: &ScenarioError) -> String {
    let place = if error.line > 0 { format!("第{}行：", error.line) } else { String::new() };
    match &error.kind {
        Kind::Program(errors) => {
            let lines = errors.iter().map(program);
            let headed = std::iter::once(spaced(&format!("{place}程序有错误"))).chain(lines);
            headed.collect::<Vec<_>>().join("\n  ")
        }
        kind => spaced(&format!("{place}{}", kind_sentence(kind))),
    }
}

pub(super) fn program(error: &ProgramError) -> String {
    format!("第 {} 行第 {} 列：{}", error.line, error.column, error.message_zh())
}

fn kind_sentence(kind: &Kind) -> String {
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
            let expected = value_of(key).unwrap_or_else(|| expected.clone());
            format!("{key} 不能是 `{found}`；应为{expected}")
        }
        Kind::BadNumber { found, expected } => {
            format!("`{found}` 不对；应为{}", expectation(expected))
        }
        Kind::BadDuration(sentence) => {
            // The sentence quotes the text that is no duration; a language words the rest itself.
            let found = sentence.split('`').nth(1).unwrap_or_default();
            format!("`{found}` 不是时长；请写整数加单位，例如 50ms、3s、2m、1h，最长 100h")
        }
        Kind::Missing { after, what } => format!("`{after}` 之后缺少{}", expectation(what)),
        // The reader calls what is missing at the end of a line `nothing`.
        Kind::Unexpected { found, expected } if found == "nothing" => {
            format!("此处为空；应为{}", expectation(expected))
        }
        Kind::Unexpected { found, expected } => {
            format!("此处不能写 `{found}`；应为{}", expectation(expected))
        }
        Kind::UnknownFault { found, nearest } => unknown(
            "故障",
            found,
            *nearest,
            "故障有 crash、power-cut、pause、restart、partition、skew、lose、delay、duplicate、\
             fail、check、resume",
        ),
        Kind::UnknownNode { found, nearest } => unknown(
            "参与者",
            found,
            *nearest,
            "参与者有 payment、order-1、order-2、database、redis、elasticsearch、broker、consumer",
        ),
        Kind::UnknownName { found, nearest } => unknown(
            "步骤或消息",
            found,
            *nearest,
            "请写程序的步骤或消息的名字，例如 commit、half、send.ack",
        ),
        Kind::TooManyFaults => format!("一个场景最多有{FAULTS_MAX}个故障"),
        Kind::TooManyLines => format!("一个场景最多有{LINES_MAX}行"),
    }
}

fn unknown(what: &str, found: &str, nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("未知的{what} `{found}`；是不是想写 `{nearest}`？"),
        None => format!("未知的{what} `{found}`；{otherwise}"),
    }
}

/// What a setting takes.
fn value_of(key: &str) -> Option<String> {
    use crate::scenario::settings::Kind;
    Some(match settings::setting(key)?.kind {
        Kind::Count { min, max, .. } => format!("{min}到{max}的整数"),
        Kind::Duration { min, max, .. } => format!("{min}到{max}的时长"),
        Kind::ProgramCount { max, .. } => format!("0到{max}的整数，或 `{PROGRAM}`"),
        Kind::ProgramDuration { max, .. } => format!("不超过{max}的时长，或 `{PROGRAM}`"),
        Kind::Choice { words, .. } => format!("{}之一", words.join("、")),
    })
}

/// What the reader of a scenario expected, after its English words. Words that are not known here
/// stay English rather than get lost; a test holds every expectation of the reader against this.
pub(super) fn expectation(english: &'static str) -> &'static str {
    match english {
        "nothing more on this line" => "行尾",
        "a kind of fault, like `crash order-1 after commit`" => {
            "故障，例如 `crash order-1 after commit`"
        }
        "`check now`" => "`check now`",
        "`resume discarded`" => "`resume discarded`",
        "`and` for both directions or `to` for one" => "`and`（双向）或 `to`（单向）",
        "`by` and a duration, like `by 10s` or `by -10s`" => {
            "`by` 加时长，例如 `by 10s` 或 `by -10s`"
        }
        "`by` and a duration, like `by 40s`" => "`by` 加时长，例如 `by 40s`",
        "`by` and a duration" => "`by` 加时长",
        "a duration, like 10s or -10s" => "时长，例如 10s 或 -10s",
        "a duration, like 10s" => "时长，例如 10s",
        "the role of a message, like send.ack or half" => "消息的名字，例如 send.ack 或 half",
        "a participant, like order-1 or broker" => "参与者，例如 order-1 或 broker",
        "when: `after commit`, `before send #2` or `at 31s`" => {
            "时机：`after commit`、`before send #2` 或 `at 31s`"
        }
        "a time since the start, like 31s" => "从开始算起的时间，例如 31s",
        "a step or a message, like commit or half" => "步骤或消息的名字，例如 commit 或 half",
        "`for` and a duration, like `for 5s`" => "`for` 加时长，例如 `for 5s`",
        "an ordinal from #1 on" => "从 #1 起的序号",
        "the name of a strategy" => "策略的名字",
        "a setting and its value, like `set send.retries 2`" => {
            "设置与它的值，例如 `set send.retries 2`"
        }
        "a whole number" => "整数",
        "a section of the course, 0 to 6" => "课程的节号，0 到 6",
        other => other,
    }
}
