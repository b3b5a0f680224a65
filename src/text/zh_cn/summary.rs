//! Chinese sentences in business words.

use crate::program::step::{Answer, Status};
use crate::run::situation::{
    Counts, Facets, Limit, MessageSituation, OrderSituation, Phase, Scope, Situation,
};
use crate::shop::message::Store;
use crate::shop::payment::Money;

use super::super::quantity::grouped;
use super::{exact, order, spaced};

pub(super) fn summary(situation: &Situation) -> String {
    let phase = situation.phase;
    if phase == Phase::Start {
        return "还什么都没有发生。".to_owned();
    }
    let mut clauses: Vec<_> = clauses(situation).into_iter().map(|(_, clause)| clause).collect();
    if let Phase::Stopped(limit) = phase {
        let limit = match limit {
            Limit::Time(time) => format!("虚拟时间{}", exact(time)),
            Limit::Events(events) => format!("{}个事件", grouped(events)),
            Limit::Facts(facts) => format!("轨迹中{}条记录", grouped(facts)),
        };
        clauses.push(format!("运行达到上限（{limit}）而停止，仍有事情没有结束"));
    }
    format!("{}。", spaced(&clauses.join("；")))
}

/// The parts of the summary, each with what it is about.
pub(super) fn clauses(situation: &Situation) -> Vec<(Facets, String)> {
    match &situation.scope {
        Scope::One(only) => one(situation.phase, only),
        Scope::Many(counts) => {
            let clauses = many(situation.phase, counts).into_iter();
            clauses.map(|clause| (Facets::DATABASE, clause)).collect()
        }
    }
}

fn one(phase: Phase, situation: &OrderSituation) -> Vec<(Facets, String)> {
    let views = situation.wrong_views.iter();
    let late = match situation.deadlines_missed {
        0 => None,
        1 => Some("有一次回调没有按时得到应答".to_owned()),
        missed => Some(format!("有{missed}次回调没有按时得到应答")),
    };
    let mut clauses = vec![(Facets::DATABASE, database(situation))];
    clauses.extend(views.map(|(store, status)| (Facets::VIEWS, shown(*store, *status))));
    clauses.push((Facets::MESSAGE, message(phase, situation.message)));
    clauses.push((Facets::PAYOUTS, payouts(phase, situation)));
    clauses.extend(money(phase, situation).map(|clause| (Facets::MONEY, clause)));
    clauses.extend(late.map(|clause| (Facets::DEADLINES, clause)));
    clauses
}

fn database(situation: &OrderSituation) -> String {
    let about = order(situation.order);
    let status = situation.database.word();
    match (situation.database, situation.is_transaction_open) {
        (Status::Unpaid, true) => format!("{about}在数据库中仍是{status}，事务尚未结束"),
        (_, true) => format!("{about}在数据库中是{status}，事务尚未结束"),
        (Status::Unpaid, false) => format!("{about}在数据库中是{status}"),
        (_, false) => format!("{about}在数据库中已是{status}"),
    }
}

fn shown(store: Store, status: Status) -> String {
    let store = match store {
        Store::Redis => "Redis",
        Store::Elasticsearch => "Elasticsearch",
    };
    format!("{store}显示{}", status.word())
}

fn message(phase: Phase, message: MessageSituation) -> String {
    match (message, phase) {
        (MessageSituation::Nothing, Phase::AtRest) => "Broker 中没有消息".to_owned(),
        (MessageSituation::Nothing, _) => "Broker 中还没有消息".to_owned(),
        (MessageSituation::NotHanded, Phase::AtRest) => "消息没有送达".to_owned(),
        (MessageSituation::NotHanded, _) => "消息还没有送达".to_owned(),
        (MessageSituation::Handed, _) => "消息可送达红包系统".to_owned(),
        (MessageSituation::InOutbox, _) => "消息在 outbox 中等待发送".to_owned(),
        (MessageSituation::Dead, _) => "消息在 outbox 的死信记录中".to_owned(),
        (MessageSituation::Half, _) => "Broker 中有半消息，消费者看不到".to_owned(),
        (MessageSituation::RolledBack, _) => "半消息已回滚".to_owned(),
        (MessageSituation::Discarded, _) => "半消息在丢弃主题中".to_owned(),
        (MessageSituation::Visible(1), _) => "Broker 中有消息".to_owned(),
        (MessageSituation::Visible(copies), _) => format!("Broker 中有{copies}份消息"),
    }
}

fn payouts(phase: Phase, situation: &OrderSituation) -> String {
    let is_paid = situation.database == Status::Paid;
    match (situation.payouts, phase) {
        (0, Phase::AtRest) if is_paid => "红包永远不会到".to_owned(),
        (0, Phase::AtRest) => "没有发放红包".to_owned(),
        (0, _) => "还没有发放红包".to_owned(),
        (1, _) if is_paid => "红包已发放一次".to_owned(),
        (1, _) => "却发放了红包".to_owned(),
        (times, _) => format!("红包发放了{times}次"),
    }
}

fn money(phase: Phase, situation: &OrderSituation) -> Option<String> {
    match situation.money {
        Money::Refunded => Some("款项已退回".to_owned()),
        Money::Captured if phase == Phase::AtRest && situation.database != Status::Paid => {
            let sentence = match situation.told {
                Some(Answer::Error) => "支付系统已得知失败",
                Some(Answer::Ok) => "钱已扣，支付系统却被告知一切正常",
                None => "顾客的款项既未入账也未退回",
            };
            Some(sentence.to_owned())
        }
        Money::None | Money::Captured => None,
    }
}

fn many(phase: Phase, counts: &Counts) -> Vec<String> {
    let mut clauses =
        vec![format!("{}个订单中有{}个在数据库中是 PAID", counts.orders, counts.paid)];
    let mut say = |count: usize, clause: String| {
        if count > 0 {
            clauses.push(clause);
        }
    };
    let still = if phase == Phase::AtRest { "" } else { "还" };
    say(counts.dirty, format!("{}个订单的缓存或索引与数据库不一致", counts.dirty));
    let (missing, ghosts) = (counts.paid_without_message, counts.unpaid_with_message);
    say(missing, format!("{missing}个 PAID 订单在 Broker 中{still}没有消息"));
    say(ghosts, format!("{ghosts}个不是 PAID 的订单却有消息"));
    let (once, more) = (counts.paid_out_once, counts.paid_out_more);
    say(once, format!("{once}个订单收到一个红包"));
    say(more, format!("{more}个订单收到多个红包"));
    let waiting = counts.paid_without_payout;
    let never = match phase {
        Phase::AtRest => format!("{waiting}个 PAID 订单永远收不到红包"),
        _ => format!("{waiting}个 PAID 订单还没有收到红包"),
    };
    say(waiting, never);
    if counts.paid == 0 && once + more == 0 {
        say(1, format!("{still}没有发放红包"));
    }
    say(counts.refunded, format!("{}个订单已退款", counts.refunded));
    say(counts.late, format!("{}个订单的回调没有按时得到应答", counts.late));
    clauses
}
