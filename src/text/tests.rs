mod marks;
#[expect(clippy::disallowed_types, reason = "the compiler of the sentences runs natively")]
mod sentences;

use std::fmt::Write as _;

use expect_test::{ExpectFile, expect_file};

use crate::explore::{Alphabet, FaultKind};
use crate::guarantee::{TRANSACTION_OPEN_MAX_MICROS, VISIBLE_WITHIN_MICROS};
use crate::program::catalogue::strategies;
use crate::program::step::{Answer, Decision, Handler, Note, OutboxMark, Status};
use crate::run::{Run, simulate};
use crate::scenario::Scenario;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{OrderId, Store, TaskId, TxId};
use crate::timeline::Timeline;

use super::*;

/// The two languages that the tests read themselves.
const READ: [Lang; 2] = [Lang::En, Lang::ZhCn];

fn has_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{3000}'..='\u{9fff}').contains(&letter) || letter > '\u{ff00}')
}

fn run(text: &str) -> Run {
    simulate(&Scenario::parse(text).unwrap())
}

/// Runs in which every kind of event occurs.
fn eventful_runs() -> Vec<Run> {
    EVENTFUL.iter().map(|text| run(text)).collect()
}

const EVENTFUL: [&str; 24] = [
    "strategy transactional-message\nfault crash order-1 after commit for 10s",
    "strategy transactional-message\nfault power-cut broker after half for 5s\nset consumer.inbox on",
    "strategy transactional-message\nset order.work 90s\nset payment.deadline 2m\nfault lose end #1",
    "strategy transactional-message-memory-checker\nfault crash order-1 after begin for 20s",
    "strategy transactional-message\nset order.producers 2\nfault lose end #1\nfault crash order-1 \
     at 40s forever\nset checker.answer unknown\nfault resume discarded at 10m",
    "strategy transactional-message\nfault crash order-1 after commit forever",
    "strategy send-inside-transaction-stores\nfault fail commit\nset payment.renotify republish",
    "strategy send-inside-transaction\nset orders 12\nset database.pool 2\nset \
     database.pool-timeout 3s\nfault power-cut broker at 0s for 20s",
    "strategy send-after-commit-refund\nfault partition order-1 and broker at 0s for 30s",
    "strategy send-after-commit\nfault delay send.ack #1 by 4s\nfault duplicate callback #1\n\
     fault fail send #2\nset consumer.inbox on",
    "strategy send-after-commit\nset payment.renotify republish\nfault lose callback.reply #1\n\
     fault skew order-1 by -10s after commit",
    "strategy oneway\nfault pause consumer after deliver for 90s\nfault check now at 1s",
    "strategy send-after-commit\nfault crash consumer after pay for 5s\nset consumer.inbox on",
    "strategy send-before-commit\nfault crash database after update for 5s\nset orders 2",
    "strategy outbox-attempts\nset orders 2\nfault crash broker at 1s for 20s",
    "strategy outbox-cdc\nfault crash connector after send for 10s",
    "strategy two-phase-commit\nfault crash coordinator after note for 60s",
    "strategy two-phase-message\nfault crash order-1 after begin for 20s\nfault fail deliver",
    "strategy saga\nfault crash consumer at 0s for 5m",
    "strategy inbox-redis-after\nfault lose ack",
    "strategy inbox-redis-before\nfault fail claim\nfault lose ack",
    "strategy queue-in-database\nfault crash consumer after mark",
    "strategy send-after-commit-reconciled\nfault crash order-1 after commit",
    "strategy transactional-message-k4-message\nfault lose end #1\nfault fail insert #1",
];

fn check_events(lang: Lang, run: &Run, expected: &ExpectFile) {
    let mut text = String::new();
    for event in &run.trace.events {
        let at = clock(lang, event.at);
        writeln!(text, "{:>3} {at} {}", event.step, event_sentence(lang, run, event)).unwrap();
    }
    writeln!(text, "=> {}", summary(lang, run)).unwrap();
    expected.assert_eq(&text);
}

#[test]
fn a_crash_after_the_commit_is_told_in_english() {
    check_events(Lang::En, &run(EVENTFUL[0]), &expect_file!["snapshots/events.en.txt"]);
}

#[test]
fn a_crash_after_the_commit_is_told_in_chinese() {
    check_events(Lang::ZhCn, &run(EVENTFUL[0]), &expect_file!["snapshots/events.zh-CN.txt"]);
}

#[test]
fn every_event_of_every_kind_of_run_is_one_sentence_in_its_language() {
    for run in eventful_runs() {
        for event in &run.trace.events {
            let en = event_sentence(Lang::En, &run, event);
            assert!(en.ends_with('.') && !has_chinese(&en), "{en}");
            assert!(en.starts_with(|first: char| first.is_uppercase()), "{en}");
            let zh = event_sentence(Lang::ZhCn, &run, event);
            assert!(zh.ends_with('。') && has_chinese(&zh), "{zh}");
            for text in [&en, &zh] {
                assert!(!text.contains("  ") && !text.contains(" 。"), "{text}");
                assert!(!text.contains("its receiver") && !text.contains("接收方"), "{text}");
            }
        }
    }
}

#[test]
fn every_message_has_a_label_in_its_language() {
    for run in eventful_runs() {
        for event in &run.trace.events {
            let crate::shop::TraceKind::Sent { message, .. } = &event.kind else { continue };
            for lang in READ {
                let label = message_label(lang, message);
                assert!(!label.is_empty() && label.chars().count() <= 28, "{label}");
            }
            assert!(!has_chinese(&message_label(Lang::En, message)));
        }
    }
}

#[test]
fn a_search_says_what_it_tried_what_not_and_what_it_left_out() {
    let kinds = vec![FaultKind::Delay, FaultKind::Crash];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    for lang in READ {
        let [tried, not_tried] = searched(lang, &alphabet, SimDuration::from_secs(90));
        for kind in FaultKind::TRIED.into_iter().filter(|kind| !alphabet.kinds.contains(kind)) {
            assert!(not_tried.contains(fault_kind(lang, kind)), "{not_tried}");
        }
        assert_eq!(has_chinese(&tried), lang == Lang::ZhCn, "{tried}");
        assert_eq!(has_chinese(&not_tried), lang == Lang::ZhCn, "{not_tried}");
    }
    let [tried, _] = searched(Lang::En, &alphabet, SimDuration::from_secs(90));
    assert_eq!(
        tried,
        "Tried, at every place of every run: a crash of anybody but the payment system, at a step or a \
         message, back after 1 min 30 s; a message late by 4 s or 40 s."
    );
    let nothing = Alphabet { kinds: Vec::new(), ..alphabet };
    let [tried, _] = searched(Lang::ZhCn, &nothing, SimDuration::from_secs(90));
    assert_eq!(tried, "没有试任何故障。");

    let left_out = |listed, drawn| left_out(Lang::En, listed, drawn);
    let sentence = "Searched without what goes wrong in this scenario already";
    assert_eq!(left_out(1, 0), format!("{sentence} (1 fault)."));
    assert_eq!(left_out(0, 2), format!("{sentence} (2 faults that its seed draws)."));
    assert_eq!(left_out(2, 1), format!("{sentence} (2 faults, and 1 that its seed draws)."));
}

fn check_fault(text: &str, en: &str, zh: &str) {
    let fault = Fault::parse(text).unwrap();
    assert_eq!(fault_sentence(Lang::En, &fault), en);
    assert_eq!(fault_sentence(Lang::ZhCn, &fault), zh);
}

#[test]
fn faults_of_participants_are_short_sentences() {
    check_fault(
        "crash order-1 after commit for 10s",
        "order service 1 crashes after `commit`, for 10 s",
        "订单服务 1 在 commit 之后崩溃，10 秒后重启",
    );
    check_fault(
        "crash broker at 31s forever",
        "the broker crashes at 31 s, for ever",
        "Broker 在 31 秒时崩溃，不再重启",
    );
    check_fault(
        "crash order-2 before send #2",
        "order service 2 crashes before `send` #2 and is restarted",
        "订单服务 2 在 send #2 之前崩溃，随后重启",
    );
    check_fault(
        "power-cut broker after half for 5s",
        "the host of the broker loses power after `half`, for 5 s",
        "Broker 所在主机在 half 之后断电，5 秒后重启",
    );
    check_fault(
        "crash order-1 after broker half",
        "order service 1 crashes after `half` at the broker and is restarted",
        "订单服务 1 在 Broker 的 half 之后崩溃，随后重启",
    );
    check_fault(
        "pause consumer after deliver for 90s",
        "the red-packet service stands still after `deliver`, for 1 min 30 s",
        "红包系统在 deliver 之后停顿 1 分 30 秒",
    );
    check_fault(
        "restart broker at 2m",
        "the broker is restarted at 2 min",
        "Broker 在 2 分钟时重启",
    );
}

#[test]
fn faults_of_links_clocks_and_messages_are_short_sentences() {
    check_fault(
        "partition order-1 and broker at 0s for 4s",
        "the link between order service 1 and the broker is cut at 0 s, for 4 s",
        "订单服务 1 与 Broker 之间的网络在 0 秒时断开，4 秒后恢复",
    );
    check_fault(
        "partition order-1 to broker after commit",
        "the link from order service 1 to the broker is cut after `commit`, for ever",
        "订单服务 1 到 Broker 的网络在 commit 之后断开，不再恢复",
    );
    check_fault(
        "skew order-1 by -10s",
        "the clock of order service 1 is 10 s behind",
        "订单服务 1 的时钟慢 10 秒",
    );
    check_fault(
        "skew order-1 by 10s after half",
        "the clock of order service 1 is 10 s ahead after `half`",
        "订单服务 1 的时钟在 half 之后快 10 秒",
    );
    check_fault(
        "lose half.ack #1",
        "the broker's answer to the half message (`half.ack` #1) is lost",
        "半消息写入应答（half.ack #1）丢失",
    );
    check_fault(
        "delay end #2 by 40s",
        "the end of the half message (`end` #2) is delayed by 40 s",
        "半消息结束请求（end #2）延迟 40 秒",
    );
    check_fault(
        "duplicate callback",
        "the payment callback (`callback` #1) arrives twice, 5 ms apart",
        "支付回调（callback #1）到达两次，相隔 5 毫秒",
    );
    check_fault("fail commit", "the COMMIT (`commit` #1) is refused", "COMMIT（commit #1）被拒绝");
    check_fault(
        "check now at 12s",
        "an operator starts a check round at 12 s",
        "运维人员在 12 秒时发起一轮回查",
    );
    check_fault(
        "resume discarded after discard",
        "an operator puts discarded half messages back after `discard`",
        "运维人员在 discard 之后恢复已丢弃的半消息",
    );
}

#[test]
fn runs_are_summed_up_in_business_words() {
    let mut text = String::new();
    for scenario in EVENTFUL.iter().chain(&[
        "strategy send-after-commit\nfault crash order-1 after commit forever",
        "strategy send-before-commit\nfault fail commit",
        "strategy send-inside-transaction-stores\nfault crash order-1 after set forever",
    ]) {
        let run = run(scenario);
        writeln!(text, "{}: {}", run.scenario.strategy.id.unwrap(), run.outcome().code()).unwrap();
        for lang in READ {
            writeln!(text, "  {}", summary(lang, &run)).unwrap();
        }
    }
    expect_file!["snapshots/summaries.txt"].assert_eq(&text);
}

#[test]
fn the_summary_follows_the_run_step_by_step() {
    let timeline = Timeline::new(&Scenario::parse(EVENTFUL[0]).unwrap());
    let mut text = String::new();
    let mut last = String::new();
    for step in 0..=timeline.run.steps() {
        let world = timeline.world_at(step);
        let en = summary_at(Lang::En, &timeline.run, &world, step);
        if en != last {
            let zh = summary_at(Lang::ZhCn, &timeline.run, &world, step);
            writeln!(text, "{step}: {en}\n   {zh}").unwrap();
            last = en;
        }
    }
    expect_file!["snapshots/steps.txt"].assert_eq(&text);
}

fn check_bound(id: &'static str, micros: u64) {
    assert!(micros.is_multiple_of(1_000_000), "{id}: the sentence counts whole seconds");
    let seconds = (micros / 1_000_000).to_string();
    for &lang in Lang::ALL {
        let bound = lang.words().length_seconds(&seconds);
        let (name, sentence) = (guarantee_name(lang, id), guarantee_sentence(lang, id));
        assert!(sentence.contains(&bound), "{sentence}: {bound}");
        for text in [name, sentence] {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.is_empty() || digits == seconds, "{text}: {bound}");
        }
    }
}

#[test]
fn guarantees_with_a_bound_name_the_bound_that_is_judged() {
    check_bound("short-transactions", TRANSACTION_OPEN_MAX_MICROS);
    check_bound("visible-in-time", VISIBLE_WITHIN_MICROS);
}

#[test]
fn standings_name_the_step_at_which_a_guarantee_breaks() {
    let run = run("strategy send-after-commit\nfault crash order-1 after commit forever");
    let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == "no-lost-message");
    let verdict = verdict.unwrap();
    for standing in [Standing::BrokenEarlier, Standing::BreaksLater, Standing::Undecided] {
        let step = verdict.seen_broken_at().unwrap().to_string();
        assert!(standing_label(Lang::En, standing, verdict).contains(&step));
        assert!(standing_label(Lang::ZhCn, standing, verdict).contains(&step));
    }
    assert_eq!(standing_label(Lang::En, Standing::Holds, verdict), "holds");
    let verdict = run.verdicts.iter().find(|verdict| verdict.broke_at.is_none()).unwrap();
    assert_eq!(standing_label(Lang::ZhCn, Standing::Undecided, verdict), "运行结束时判定");
}

#[test]
fn language_codes_are_read_tolerantly() {
    let check = |text: &str, expected| assert_eq!(Lang::from_tolerant(text), expected, "{text}");
    for text in ["zh", "ZH", "zh-CN", "zh_cn", "zh-Hans-SG", "cn", "zh_CN.UTF-8", "简体中文"] {
        check(text, Some(Lang::ZhCn));
    }
    for text in ["en", "en-US", "EN_gb", " en ", "English", "en_US.UTF-8"] {
        check(text, Some(Lang::En));
    }
    for text in ["", "tlh", "e", "zhen", "-"] {
        check(text, None);
    }
    for &lang in Lang::ALL {
        check(lang.code(), Some(lang));
        check(lang.native_name(), Some(lang));
    }
}

#[test]
fn durations_are_for_people() {
    let check = |micros: u64, rounded: &str, precise: &str, zh: &str| {
        let length = SimDuration::from_micros(micros);
        assert_eq!(duration(Lang::En, length), rounded);
        assert_eq!(exact_duration(Lang::En, length), precise);
        assert_eq!(duration(Lang::ZhCn, length), zh);
    };
    check(0, "0 s", "0 s", "0 秒");
    check(250, "250 µs", "250 µs", "250 微秒");
    check(20_000, "20 ms", "20 ms", "20 毫秒");
    check(1_250, "1.3 ms", "1.25 ms", "1.3 毫秒");
    check(999_999, "1 s", "999.999 ms", "1 秒");
    check(1_500_000, "1.5 s", "1.5 s", "1.5 秒");
    check(27_412_000, "27.4 s", "27.412 s", "27.4 秒");
    check(59_970_000, "1 min 0 s", "59.97 s", "1 分 0 秒");
    check(480_000_000, "8 min 0 s", "8 min", "8 分 0 秒");
    check(510_000_000, "8 min 30 s", "8 min 30 s", "8 分 30 秒");
    check(3_600_000_000, "1 h 0 min 0 s", "1 h", "1 小时 0 分 0 秒");
    check(5_400_000_000, "1 h 30 min 0 s", "1 h 30 min", "1 小时 30 分 0 秒");
    assert_eq!(clock(Lang::En, SimTime::from_micros(58_214_000)), "58.214 s");
    assert_eq!(clock(Lang::ZhCn, SimTime::from_micros(58_214_000)), "58.214 秒");
}

fn check_error(text: &str, zh: &str) {
    let error = Scenario::parse(text).unwrap_err();
    assert_eq!(scenario_error(Lang::En, &error), error.to_string());
    assert_eq!(scenario_error(Lang::ZhCn, &error), zh);
}

#[test]
fn scenario_errors_are_told_in_chinese() {
    check_error("", "没有指明策略；请以 `strategy send-after-commit` 这样的一行开头");
    check_error("stratgy a", "第 1 行：未知的行首词 `stratgy`；是不是想写 `strategy`？");
    check_error("strategy oneway\nset orders 0", "第 2 行：orders 不能是 `0`；应为 1 到 40 的整数");
    check_error(
        "set broker.flushDiskType often",
        "第 1 行：broker.flushDiskType 不能是 `often`；应为 ASYNC_FLUSH、SYNC_FLUSH 之一",
    );
    check_error("seed x", "第 1 行：`x` 不对；应为整数");
    check_error(
        "fault crash order-1",
        "第 1 行：`crash order-1` 之后缺少时机：`after commit`、\
                 `before send #2` 或 `at 31s`",
    );
    check_error("fault check", "第 1 行：此处为空；应为 `check now`");
    check_error("fault check nothing", "第 1 行：此处不能写 `nothing`；应为 `check now`");
    check_error(
        "fault pause order-1 after commit for 10",
        "第 1 行：`10` 不是时长；请写整数加单位，例如 50ms、3s、2m、1h，最长 100h",
    );
    check_error(
        "fault crash order-1 after comit",
        "第 1 行：未知的步骤或消息 `comit`；是不是想写 `commit`？",
    );
}

#[test]
fn program_errors_are_told_with_their_place() {
    let source = strategies()[0].source.replace("  begin\n", "  begn\n");
    let errors = crate::program::parse(&source).unwrap_err();
    let en = program_error(Lang::En, &errors[0]);
    assert!(en.contains("line 9, column 3: unknown step `begn`; did you mean `begin`?"), "{en}");
    let zh = program_error(Lang::ZhCn, &errors[0]);
    assert!(zh.contains("第 9 行第 3 列：未知的步骤 `begn`；是不是想写 `begin`？"), "{zh}");
}

/// That there are words, the types say. That they are Chinese, each mistake shows.
#[test]
fn every_expectation_of_the_reader_has_chinese_words() {
    let mistakes = [
        "fault",
        "fault crash",
        "fault crash order-1",
        "fault crash order-1 after",
        "fault crash order-1 after broker",
        "fault crash order-1 after commit #0",
        "fault crash order-1 at",
        "fault crash order-1 after commit for",
        "fault crash order-1 after commit now",
        "fault crash order-1 when",
        "fault pause order-1 after commit",
        "fault pause order-1 after commit for",
        "fault pause order-1 after commit at",
        "fault check later",
        "fault resume later",
        "fault partition order-1",
        "fault partition order-1 with",
        "fault skew order-1 at",
        "fault skew order-1 by",
        "fault lose",
        "fault delay end",
        "fault delay end #1 at",
        "fault duplicate end by",
        "strategy",
        "set orders",
        "seed x",
        "course 7",
    ];
    for mistake in mistakes {
        let error = Scenario::parse(mistake).unwrap_err();
        let zh = scenario_error(Lang::ZhCn, &error);
        let prose = zh.split('`').step_by(2).collect::<String>();
        assert!(has_chinese(&zh), "{zh}");
        for english in ["like", " a ", "and a", "when:", "nothing", "`now`"] {
            assert!(!prose.contains(english), "{mistake}: {zh}");
        }
    }
}
