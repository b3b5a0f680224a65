//! Chinese: what can be written into a program, in the words of the editor's menu.

use crate::program::phrase::{PHRASES, PhraseGroup};

use super::super::catalogue::PhraseWords;

const fn phrase(begins: &'static str, says: &'static str) -> PhraseWords {
    PhraseWords { begins, says }
}

pub(super) const PHRASE_WORDS: [PhraseWords; PHRASES.len()] = [
    phrase("begin", "开启事务"),
    phrase("commit", "使事务持久"),
    phrase("rollback", "撤销事务"),
    phrase("update order", "更新订单状态"),
    phrase("insert log", "写入消息日志，供回查判断"),
    phrase("set redis", "立即写入，不会回滚"),
    phrase("index elasticsearch", "立即写入，不会回滚"),
    phrase("send retry", "等待 Broker 的应答"),
    phrase("send half", "半消息：已存储，结束前不可见"),
    phrase("send oneway", "单向发送，不等应答"),
    phrase("end ", "决定半消息的去留"),
    phrase("remember ", "记在内存，崩溃即失"),
    phrase("reply ", "应答支付系统"),
    phrase("refund", "请求退款"),
    phrase("pay", "每次都发红包"),
    phrase("pay once", "每单只发一次，靠去重表"),
    phrase("ack", "确认消费，不再投递"),
    phrase("work ", "消耗一段时间"),
    phrase("run ", "转到该处理程序"),
    phrase("stop", "结束任务"),
    phrase("if order", "查询数据库"),
    phrase("if log", "查询消息日志"),
    phrase("if age", "半消息已存在多久"),
    phrase("if inbox", "消费去重表是否开启"),
    phrase("if republish", "支付系统重复通知时是否重发"),
    phrase("if memory has", "内存中有记录"),
    phrase("if memory is", "内存中恰好是此记录"),
    phrase("else if", "另一个条件"),
    phrase("else", "以上都不成立"),
    phrase("on failure", "上一行失败时"),
    phrase("on failure", "上一行失败时"),
    phrase("on payment", "支付系统回调"),
    phrase("on repeat", "支付系统再次回调"),
    phrase("on check", "Broker 回查半消息"),
    phrase("on message", "消费者收到消息"),
];

pub(super) fn group(group: PhraseGroup) -> &'static str {
    match group {
        PhraseGroup::Database => "数据库",
        PhraseGroup::Stores => "Redis 与 Elasticsearch",
        PhraseGroup::Message => "消息",
        PhraseGroup::Caller => "支付系统",
        PhraseGroup::Consumer => "消费者",
        PhraseGroup::Flow => "流程",
        PhraseGroup::Choice => "条件",
        PhraseGroup::Otherwise => "否则",
        PhraseGroup::Failure => "失败时",
        PhraseGroup::Handler => "处理程序",
    }
}
