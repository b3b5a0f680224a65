//! Chinese sentences for mistakes in programs. A sentence says what was found and what was
//! expected.

use crate::program::form::Scope;
use crate::program::step::Handler;
use crate::program::{
    DEPTH_MAX, LINE_CHARS_MAX, LINES_MAX, Missing, ProgramError, ProgramErrorKind as Kind,
    ProgramWarningKind, STEPS_MAX, WordKind,
};

use super::super::quoted_list;

/// With its place.
pub(super) fn placed(error: &ProgramError) -> String {
    format!("第 {} 行第 {} 列：{}", error.line, error.column, message(error))
}

/// With what was probably meant, or what can stand there.
pub(super) fn message(error: &ProgramError) -> String {
    let message = sentence(&error.kind);
    match (&error.suggestion, error.kind.known_words()) {
        (Some(meant), _) => format!("{message}；是不是想写 `{meant}`？"),
        (None, Some(known)) => format!("{message}；应为 {}", list(&known, "或")),
        (None, None) => message,
    }
}

#[expect(clippy::too_many_lines, reason = "one arm per sentence; nothing to factor out")]
fn sentence(kind: &Kind) -> String {
    match kind {
        Kind::TooManyLines => format!("程序超过 {LINES_MAX} 行；最多 {LINES_MAX} 行"),
        Kind::LineTooLong { chars } => {
            format!("本行有 {chars} 个字符；每行最多 {LINE_CHARS_MAX} 个")
        }
        Kind::UnprintableCharacter { found } => super::errors::unprintable(*found),
        Kind::IndentCharacter { found } => {
            format!("缩进中出现{}；缩进只能用半角空格", blank(*found))
        }
        Kind::Indentation { found, expected } => {
            format!("本行前有 {found} 个空格，应为 {expected} 个；每层缩进两个空格")
        }
        Kind::TooDeep => format!("嵌套过深；最多 {DEPTH_MAX} 层"),
        Kind::UnknownWord { kind, found } => format!("未知的{} `{found}`", word_kind(*kind)),
        Kind::UnexpectedWord { found, expected } => {
            format!("此处是 `{found}`，应为 `{expected}`")
        }
        Kind::MissingWord { after, missing } => {
            format!("`{after}` 之后缺少{}", missing_words(*missing))
        }
        Kind::ExtraWord { found, after } => {
            format!("`{after}` 之后多出 `{found}`，此处应换行")
        }
        Kind::NotANumber { found, max } => {
            format!("此处是 `{found}`，应为 0 到 {max} 的整数")
        }
        Kind::NotADuration { found } => {
            format!("此处是 `{found}`，应为时长：整数加单位，例如 50ms、3s、2m")
        }
        Kind::DurationOutOfRange { found, min, max } => {
            format!("此处是 `{found}`，时长应在 {min} 到 {max} 之间")
        }
        Kind::OnewayOption { option } => {
            format!("`send oneway` 单向发送不等应答，不能带 `{option}`；请去掉其中一个")
        }
        Kind::RepeatedOption { option } => format!("`{option}` 写了两次，最多一次"),
        Kind::DuplicateHeader { key, first_line } => {
            format!("第 {first_line} 行已有 `{key}`，只能有一个")
        }
        Kind::HeaderAfterHandler { key } => {
            format!("`{key}` 写在处理程序之后，应写在第一个处理程序之前")
        }
        Kind::OutsideHandler { found } => {
            format!("`{found}` 不在任何处理程序之内，应缩进写在某个 `on …` 之下")
        }
        Kind::EmptyHandler { handler } => {
            format!("`{}` 之下没有步骤，至少要有一步，缩进两个空格", handler.title())
        }
        Kind::EmptyBlock { opener } => {
            format!("`{opener}` 之下没有内容，至少要有一步，再缩进两个空格")
        }
        Kind::ElseWithoutIf => "`else` 之前没有缩进相同的 `if`".to_owned(),
        Kind::FailureWithoutStep => {
            "`on failure` 既不在步骤之下，也不在 `if` 之后；应写在可能失败的步骤之下，再缩进两个空格".to_owned()
        }
        Kind::CannotFail { step } => {
            format!("`{step}` 之下有 `on failure`，但它不等应答，不会失败")
        }
        Kind::DuplicateFailure => "同一步骤之下有两个 `on failure`，只能有一个".to_owned(),
        Kind::DuplicateHandler { handler, first_line } => {
            format!("第 {first_line} 行已有 `{}`，只能有一个", handler.title())
        }
        Kind::MissingHandler { handler: Handler::Message } => "缺少 `on message`；只有不发送也不投递\
             消息、且写有 `every … at consumer` 的程序才可以没有它"
            .to_owned(),
        Kind::MissingHandler { handler } => {
            format!("缺少 `{}`；每个程序都要有它", handler.title())
        }
        Kind::MissingCheck => "发送半消息（`send half`）的程序必须有 `on check`：\
             Broker 会回查半消息的结果"
            .to_owned(),
        Kind::StepNotHere { step, handler, scope } => {
            format!("`{step}` 不能用在 `{}` 中，只能用在{}", handler.title(), places(*scope))
        }
        Kind::ConditionNotHere { condition, handler, scope } => format!(
            "条件 `{condition}` 不能用在 `{}` 中，只能用在{}",
            handler.title(),
            places(*scope)
        ),
        Kind::RunNotHere { from, to } => format!(
            "`{}` 不能转到 `{}`；处理程序可以转到自身，`on payment` 与 `on repeat` 可以互相转到",
            from.title(),
            Handler::line_of(to)
        ),
        Kind::RunMissing { handler } => {
            let (word, title) = (handler.word(), handler.title());
            format!("`run {word}` 无法执行：程序中没有 `{title}`")
        }
        Kind::EndlessLoop { path } => endless_loop(path),
        Kind::NestedBegin { open_line } => format!(
            "第 {open_line} 行的事务尚未结束，不能再 `begin`；每条路径上都应先 `commit` 或 \
             `rollback`"
        ),
        Kind::NoTransaction { step } => {
            format!("`{step}` 不在事务之内；每条路径上都应先 `begin`")
        }
        Kind::OpenTransaction { open_line } => format!(
            "处理程序在此结束时，第 {open_line} 行的事务尚未结束；每条路径上都应先 `commit` \
             或 `rollback`"
        ),
        Kind::InsideTransaction { step, open_line } => format!(
            "`{step}` 写在第 {open_line} 行的事务之内；每条路径上都应先 `commit`、`rollback` \
             或 `prepare`"
        ),
        Kind::NothingInHand { words } => format!(
            "执行 `{words}` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立"
        ),
        Kind::MissingCall { at, request } => {
            let (at, request) = (at.word(), request.word());
            format!("`call {at} {request}` 无人应答：程序中没有 `on call {request} at {at}`")
        }
        Kind::AsksItself { words, place } => {
            format!("`{words} {0}` 写在 {0} 自己的处理程序中；进程不能等待自己的应答", place.word())
        }
        Kind::AsksNobody { words, place } => format!(
            "`{words} {0}` 无人应答：{0} 上没有任何处理程序；请加上一个，例如 `every 1s at {0}`",
            place.word()
        ),
        Kind::TooManySteps => format!("程序步骤过多；最多 {STEPS_MAX} 步"),
    }
}

/// 能运行、但多半写漏了什么的程序。
pub(super) fn warning(kind: ProgramWarningKind) -> String {
    match kind {
        ProgramWarningKind::NeverAcknowledges => {
            "`on message` 走不到 `ack`，Broker 会一再重新投递每条消息；请在处理完成之处写上 `ack`"
                .to_owned()
        }
    }
}

fn word_kind(kind: WordKind) -> &'static str {
    match kind {
        WordKind::Header => "头部字段",
        WordKind::Handler | WordKind::Run => "处理程序",
        WordKind::Step => "步骤",
        WordKind::Condition => "条件",
        WordKind::Status => "状态",
        WordKind::Decision => "决定",
        WordKind::Answer => "应答",
        WordKind::SendOption | WordKind::AnswerOption => " `send` 选项",
        WordKind::Next(..) => "词",
        WordKind::Mark => "标记",
        WordKind::Note => "记事",
        WordKind::Place => "位置",
        WordKind::Request => "请求",
        WordKind::PayKey | WordKind::CheckKey => "键",
        WordKind::Family => "类别",
        WordKind::Checker => "回查方式",
    }
}

fn missing_words(missing: Missing) -> String {
    match missing {
        Missing::Word(kind) => format!(" {}", list(&kind.known(), "或")),
        Missing::Exactly(word) => format!(" `{word}`"),
        Missing::Number => "整数".to_owned(),
        Missing::Duration => "时长，例如 50ms、3s、2m".to_owned(),
        Missing::Text => "文字".to_owned(),
    }
}

fn endless_loop(path: &[Handler]) -> String {
    if let [this, _] = path {
        return format!("`{}` 又转到自身：永远不会结束", this.title());
    }
    let handlers = path.iter().map(|handler| format!("`{}`", handler.title()));
    let circle = handlers.collect::<Vec<_>>().join(" 转到 ");
    format!("{circle}，如此循环，永远不会结束")
}

fn places(scope: Scope) -> String {
    match scope {
        Scope::Anywhere => "处理程序中".to_owned(),
        Scope::In(words) => {
            let lines: Vec<_> = words.iter().map(|word| Handler::line_of(word)).collect();
            format!(" {} 中", list(&lines, "和"))
        }
        Scope::Consumer => "消费者的处理程序中".to_owned(),
        Scope::NotConsumer => "消费者以外的处理程序中".to_owned(),
    }
}

/// `a`、`b` 或 `c`.
fn list<T: AsRef<str>>(words: &[T], conjunction: &str) -> String {
    quoted_list(words, "、", conjunction)
}

fn blank(found: char) -> String {
    match found {
        '\t' => "制表符".to_owned(),
        '\u{3000}' => "全角空格（U+3000）".to_owned(),
        '\u{a0}' => "不换行空格（U+00A0）".to_owned(),
        other => format!("字符 U+{:04X}", u32::from(other)),
    }
}
