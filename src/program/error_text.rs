//! What is wrong with a program, in the words of each language.
//!
//! One `match` per language and no default arm: an error without its sentence does not compile.
//! A sentence says what was found and what was expected; the place stands in front of it.

use super::error::{Missing, ProgramError, ProgramErrorKind};
use super::step::Handler;
use super::vocabulary::{DEPTH_MAX, LINE_CHARS_MAX, LINES_MAX, STEPS_MAX, WordKind};

impl ProgramError {
    /// The English sentence, with what was probably meant or what can stand there.
    pub fn message_en(&self) -> String {
        let message = self.kind.message_en();
        match (&self.suggestion, self.kind.known_words()) {
            (Some(meant), _) => format!("{message}; did you mean `{meant}`?"),
            (None, Some(known)) => format!("{message}; expected {}", list_en(&known, "or")),
            (None, None) => message,
        }
    }

    /// The Chinese sentence, with what was probably meant or what can stand there.
    pub fn message_zh(&self) -> String {
        let message = self.kind.message_zh();
        match (&self.suggestion, self.kind.known_words()) {
            (Some(meant), _) => format!("{message}；是不是想写 `{meant}`？"),
            (None, Some(known)) => format!("{message}；应为 {}", list_zh(&known, "或")),
            (None, None) => message,
        }
    }
}

impl ProgramErrorKind {
    /// The English sentence, without a suggestion.
    #[expect(clippy::too_many_lines, reason = "one arm per sentence; nothing to factor out")]
    pub fn message_en(&self) -> String {
        match self {
            Self::TooManyLines => {
                format!("the program goes on past line {LINES_MAX}; it may have {LINES_MAX} lines")
            }
            Self::LineTooLong { chars } => format!(
                "this line has {chars} characters; a line may have {LINE_CHARS_MAX} of them"
            ),
            Self::IndentCharacter { found } => {
                format!("found {} in the indentation; indent with spaces only", blank_en(*found))
            }
            Self::Indentation { found, expected } => format!(
                "found {} before this line, expected {}; a block is indented by two spaces",
                spaces_en(*found),
                if *expected == 0 { "none".to_owned() } else { expected.to_string() }
            ),
            Self::TooDeep => {
                format!("this line is nested too deep; steps may be nested {DEPTH_MAX} levels deep")
            }
            Self::UnknownWord { kind, found } => format!("unknown {} `{found}`", kind.name_en()),
            Self::UnexpectedWord { found, expected } => {
                format!("found `{found}`, expected `{expected}`")
            }
            Self::MissingWord { after, missing } => {
                format!("the line ends after `{after}`, expected {}", missing.name_en())
            }
            Self::ExtraWord { found, after } => {
                format!("found `{found}` after `{after}`, expected the end of the line")
            }
            Self::NotANumber { found, max } => {
                format!("found `{found}`, expected a whole number from 0 to {max}")
            }
            Self::NotADuration { found } => format!(
                "found `{found}`, expected a duration: a whole number and a unit, like 50ms, 3s \
                 or 2m"
            ),
            Self::DurationOutOfRange { found, min, max } => {
                format!("found `{found}`, expected a duration from {min} to {max}")
            }
            Self::OnewayOption { option } => format!(
                "`send oneway` waits for no answer, so it can have no `{option}`; remove one of \
                 the two"
            ),
            Self::RepeatedOption { option } => {
                format!("`{option}` is given twice, expected at most one")
            }
            Self::DuplicateHeader { key, first_line } => {
                format!("`{key}` is already given on line {first_line}, expected one")
            }
            Self::MissingHeader { key } => {
                format!("the line `{key} …` is missing, expected it above the first handler")
            }
            Self::HeaderAfterHandler { key } => {
                format!("found `{key}` below a handler, expected it above the first one")
            }
            Self::OutsideHandler { found } => format!(
                "found `{found}` outside a handler, expected it indented under an `on …` line"
            ),
            Self::EmptyHandler { handler } => format!(
                "`on {}` has no steps, expected at least one under it, indented by two spaces",
                handler.word()
            ),
            Self::EmptyBlock { opener } => format!(
                "found nothing under `{opener}`, expected at least one step, indented by two more \
                 spaces"
            ),
            Self::ElseWithoutIf => {
                "found an `else` that follows no `if` of the same indentation".to_owned()
            }
            Self::FailureWithoutStep => "found `on failure` under no step, expected it below a \
                 step that can fail, indented by two more spaces"
                .to_owned(),
            Self::CannotFail { step } => format!(
                "found `on failure` under `{step}`, which waits for no answer and cannot fail"
            ),
            Self::DuplicateFailure => {
                "found a second `on failure` under the same step, expected one".to_owned()
            }
            Self::DuplicateHandler { handler, first_line } => {
                let handler = handler.word();
                format!("`on {handler}` is already on line {first_line}, expected one")
            }
            Self::MissingHandler { handler } => format!(
                "`on {}` is missing; every program needs `on payment` and `on message`",
                handler.word()
            ),
            Self::MissingCheck => "found `send half` in a program without `on check`, expected \
                 that handler: the broker will ask what became of the half message"
                .to_owned(),
            Self::StepNotHere { step, handler, allowed } => format!(
                "found `{step}` in `on {}`, expected it only in {}",
                handler.word(),
                handlers_en(allowed)
            ),
            Self::ConditionNotHere { condition, handler, allowed } => format!(
                "found the condition `{condition} …` in `on {}`, expected it only in {}",
                handler.word(),
                handlers_en(allowed)
            ),
            Self::RunNotHere { from, to } => format!(
                "`on {}` cannot run `on {}`; only `on payment` and `on repeat` can run each other",
                from.word(),
                to.word()
            ),
            Self::RunMissing { handler } => {
                let handler = handler.word();
                format!("found `run {handler}`, but the program has no `on {handler}`")
            }
            Self::EndlessLoop { path } => endless_loop_en(path),
            Self::NestedBegin { open_line } => format!(
                "found `begin` inside the transaction of line {open_line}, expected `commit` or \
                 `rollback` before it on every path"
            ),
            Self::NoTransaction { step } => format!(
                "found `{step}` outside a transaction, expected `begin` before it on every path"
            ),
            Self::OpenTransaction { open_line } => format!(
                "the handler ends here with the transaction of line {open_line} open, expected \
                 `commit` or `rollback` before it on every path"
            ),
            Self::TooManySteps => {
                format!("the program has too many steps; it may have {STEPS_MAX} of them")
            }
        }
    }

    /// The Chinese sentence, without a suggestion.
    #[expect(clippy::too_many_lines, reason = "one arm per sentence; nothing to factor out")]
    pub fn message_zh(&self) -> String {
        match self {
            Self::TooManyLines => format!("程序超过 {LINES_MAX} 行；最多 {LINES_MAX} 行"),
            Self::LineTooLong { chars } => {
                format!("本行有 {chars} 个字符；每行最多 {LINE_CHARS_MAX} 个")
            }
            Self::IndentCharacter { found } => {
                format!("缩进中出现{}；缩进只能用半角空格", blank_zh(*found))
            }
            Self::Indentation { found, expected } => {
                format!("本行前有 {found} 个空格，应为 {expected} 个；每层缩进两个空格")
            }
            Self::TooDeep => format!("嵌套过深；最多 {DEPTH_MAX} 层"),
            Self::UnknownWord { kind, found } => format!("未知的{} `{found}`", kind.name_zh()),
            Self::UnexpectedWord { found, expected } => {
                format!("此处是 `{found}`，应为 `{expected}`")
            }
            Self::MissingWord { after, missing } => {
                format!("`{after}` 之后缺少{}", missing.name_zh())
            }
            Self::ExtraWord { found, after } => {
                format!("`{after}` 之后多出 `{found}`，此处应换行")
            }
            Self::NotANumber { found, max } => {
                format!("此处是 `{found}`，应为 0 到 {max} 的整数")
            }
            Self::NotADuration { found } => {
                format!("此处是 `{found}`，应为时长：整数加单位，例如 50ms、3s、2m")
            }
            Self::DurationOutOfRange { found, min, max } => {
                format!("此处是 `{found}`，时长应在 {min} 到 {max} 之间")
            }
            Self::OnewayOption { option } => {
                format!("`send oneway` 单向发送不等应答，不能带 `{option}`；请去掉其中一个")
            }
            Self::RepeatedOption { option } => format!("`{option}` 写了两次，最多一次"),
            Self::DuplicateHeader { key, first_line } => {
                format!("第 {first_line} 行已有 `{key}`，只能有一个")
            }
            Self::MissingHeader { key } => {
                format!("缺少 `{key} …` 一行，应写在第一个处理程序之前")
            }
            Self::HeaderAfterHandler { key } => {
                format!("`{key}` 写在处理程序之后，应写在第一个处理程序之前")
            }
            Self::OutsideHandler { found } => {
                format!("`{found}` 不在任何处理程序之内，应缩进写在某个 `on …` 之下")
            }
            Self::EmptyHandler { handler } => {
                format!("`on {}` 之下没有步骤，至少要有一步，缩进两个空格", handler.word())
            }
            Self::EmptyBlock { opener } => {
                format!("`{opener}` 之下没有内容，至少要有一步，再缩进两个空格")
            }
            Self::ElseWithoutIf => "`else` 之前没有缩进相同的 `if`".to_owned(),
            Self::FailureWithoutStep => {
                "`on failure` 不在任何步骤之下，应写在可能失败的步骤之下，再缩进两个空格".to_owned()
            }
            Self::CannotFail { step } => {
                format!("`{step}` 之下有 `on failure`，但它不等应答，不会失败")
            }
            Self::DuplicateFailure => "同一步骤之下有两个 `on failure`，只能有一个".to_owned(),
            Self::DuplicateHandler { handler, first_line } => {
                format!("第 {first_line} 行已有 `on {}`，只能有一个", handler.word())
            }
            Self::MissingHandler { handler } => {
                format!("缺少 `on {}`；每个程序都要有 `on payment` 和 `on message`", handler.word())
            }
            Self::MissingCheck => "发送半消息（`send half`）的程序必须有 `on check`：\
                 Broker 会回查半消息的结果"
                .to_owned(),
            Self::StepNotHere { step, handler, allowed } => format!(
                "`{step}` 不能用在 `on {}` 中，只能用在 {} 中",
                handler.word(),
                handlers_zh(allowed)
            ),
            Self::ConditionNotHere { condition, handler, allowed } => format!(
                "条件 `{condition} …` 不能用在 `on {}` 中，只能用在 {} 中",
                handler.word(),
                handlers_zh(allowed)
            ),
            Self::RunNotHere { from, to } => format!(
                "`on {}` 不能转到 `on {}`；只有 `on payment` 与 `on repeat` 可以互相转到",
                from.word(),
                to.word()
            ),
            Self::RunMissing { handler } => {
                let handler = handler.word();
                format!("`run {handler}` 无法执行：程序中没有 `on {handler}`")
            }
            Self::EndlessLoop { path } => endless_loop_zh(path),
            Self::NestedBegin { open_line } => format!(
                "第 {open_line} 行的事务尚未结束，不能再 `begin`；每条路径上都应先 `commit` 或 \
                 `rollback`"
            ),
            Self::NoTransaction { step } => {
                format!("`{step}` 不在事务之内；每条路径上都应先 `begin`")
            }
            Self::OpenTransaction { open_line } => format!(
                "处理程序在此结束时，第 {open_line} 行的事务尚未结束；每条路径上都应先 `commit` \
                 或 `rollback`"
            ),
            Self::TooManySteps => format!("程序步骤过多；最多 {STEPS_MAX} 步"),
        }
    }

    /// What can stand where a word is not known, if the error is about that.
    fn known_words(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::UnknownWord { kind, .. } => Some(kind.known()),
            _ => None,
        }
    }
}

impl WordKind {
    fn name_en(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Handler => "handler",
            Self::Step => "step",
            Self::Condition => "condition",
            Self::Status => "status",
            Self::Decision => "decision",
            Self::Answer => "answer",
            Self::SendOption => "`send` option",
            Self::MemoryQuestion => "question to the memory",
        }
    }

    fn name_zh(self) -> &'static str {
        match self {
            Self::Header => "头部字段",
            Self::Handler => "处理程序",
            Self::Step => "步骤",
            Self::Condition => "条件",
            Self::Status => "状态",
            Self::Decision => "决定",
            Self::Answer => "应答",
            Self::SendOption => " `send` 选项",
            Self::MemoryQuestion => "内存询问",
        }
    }
}

impl Missing {
    fn name_en(self) -> String {
        match self {
            Self::Word(kind) => list_en(&kind.known(), "or"),
            Self::Exactly(word) => format!("`{word}`"),
            Self::Number => "a whole number".to_owned(),
            Self::Duration => "a duration like 50ms, 3s or 2m".to_owned(),
            Self::Text => "a text".to_owned(),
        }
    }

    fn name_zh(self) -> String {
        match self {
            Self::Word(kind) => format!(" {}", list_zh(&kind.known(), "或")),
            Self::Exactly(word) => format!(" `{word}`"),
            Self::Number => "整数".to_owned(),
            Self::Duration => "时长，例如 50ms、3s、2m".to_owned(),
            Self::Text => "文字".to_owned(),
        }
    }
}

fn endless_loop_en(path: &[Handler]) -> String {
    if let [this, _] = path {
        return format!("`on {}` runs itself again: this never ends", this.word());
    }
    let first = path.first().map_or("", |first| first.word());
    let others = path.iter().skip(1).map(|handler| format!("`on {}`", handler.word()));
    let others = others.collect::<Vec<_>>().join(", which runs ");
    format!("`on {first}` runs {others} again: this never ends")
}

fn endless_loop_zh(path: &[Handler]) -> String {
    if let [this, _] = path {
        return format!("`on {}` 又转到自身：永远不会结束", this.word());
    }
    let handlers = path.iter().map(|handler| format!("`on {}`", handler.word()));
    let circle = handlers.collect::<Vec<_>>().join(" 转到 ");
    format!("{circle}，如此循环，永远不会结束")
}

fn handlers_en(handlers: &[Handler]) -> String {
    let words: Vec<_> = handlers.iter().map(|handler| format!("on {}", handler.word())).collect();
    list_en(&words, "and")
}

fn handlers_zh(handlers: &[Handler]) -> String {
    let words: Vec<_> = handlers.iter().map(|handler| format!("on {}", handler.word())).collect();
    list_zh(&words, "和")
}

/// `a`, `b` or `c`.
fn list_en<T: AsRef<str>>(words: &[T], conjunction: &str) -> String {
    list(words, ", ", &format!(" {conjunction} "))
}

/// `a`、`b` 或 `c`.
fn list_zh<T: AsRef<str>>(words: &[T], conjunction: &str) -> String {
    list(words, "、", &format!(" {conjunction} "))
}

fn list<T: AsRef<str>>(words: &[T], comma: &str, conjunction: &str) -> String {
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 < words.len() { comma } else { conjunction });
        }
        text.push('`');
        text.push_str(word.as_ref());
        text.push('`');
    }
    text
}

fn spaces_en(count: u16) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        many => format!("{many} spaces"),
    }
}

fn blank_en(found: char) -> String {
    match found {
        '\t' => "a tab".to_owned(),
        '\u{3000}' => "a full-width space (U+3000)".to_owned(),
        '\u{a0}' => "a no-break space (U+00A0)".to_owned(),
        other => format!("the character U+{:04X}", u32::from(other)),
    }
}

fn blank_zh(found: char) -> String {
    match found {
        '\t' => "制表符".to_owned(),
        '\u{3000}' => "全角空格（U+3000）".to_owned(),
        '\u{a0}' => "不换行空格（U+00A0）".to_owned(),
        other => format!("字符 U+{:04X}", u32::from(other)),
    }
}
