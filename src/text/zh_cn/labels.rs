//! Chinese labels of the page.

use crate::explore::FaultKind;
use crate::shop::Operation;
use crate::sim::node::CrashMode;

use super::super::labels::{
    Badges, ExportWords, FaultLabels, Guarantees, Help, Notices, PageLabels, ProgramLabels,
    ReasonLabels, Scenarios, SearchLabels, SettingLabels, Share, StateLabels, Themes, Transport,
};
use super::super::quantity::grouped;
use super::super::quoted_list;
use super::{search, spaced};

pub(super) const PAGE: PageLabels = PageLabels {
    lab: "实验",
    guarantees: "保证",
    course: "课程",
    theme: "主题",
    share: "分享",
    help: "帮助",
    close: "关闭",
    open_full_page: "在完整页面中打开",
    model: "按 Apache RocketMQ 5.3 建模：事务消息、回查与页缓存；未纳入模型的部分见 README。",
};

pub(super) const THEMES: Themes = Themes { light: "浅色", dark: "深色", projector: "投影" };

pub(super) const SCENARIOS: Scenarios = Scenarios {
    strategy: "策略",
    choose_strategy: "选择策略",
    scenario: "场景",
    choose_scenario: "选择场景",
    plain_scenario: "没有故障，默认设置",
    custom_scenario: "自定义场景",
    reset: "回到原来的场景",
    changed: |name| format!("{name}，已改动"),
    sections: [
        "消息没到 Broker 就丢了",
        "重试，不行就退款",
        "先提交，再发送",
        "把发送放进事务",
        "Redis 与 Elasticsearch 不会回滚",
        "事务消息",
    ],
    shelves: [
        "模型与真实 Broker 对照",
        "重复的由来",
        "丢失的由来",
        "回查的写法",
        "客户端",
        "Kafka",
        "其他策略",
    ],
    families: ["两次写，先后有序", "先准备，由提交裁决", "只写一处，其余随之", "事后补偿"],
    checker: "回查",
    check_keys: ["按状态", "按消息"],
    check_answers: [
        "查不到即回滚",
        "查不到答未知",
        "两分钟后回滚",
        "写墓碑后回滚",
        "凭内存，无则提交",
        "出错即回滚",
    ],
    no_half_in_kafka: "Kafka 没有半消息，Broker 会一律拒绝。",
};

pub(super) const PROGRAM: ProgramLabels = ProgramLabels {
    program: "程序",
    every_line_can_crash: "点击一行，让它崩溃",
    custom: "自定义程序",
    edit: "编辑程序",
    reset: "恢复原程序",
    has_errors: "程序有错误",
    has_warnings: "程序能运行，但多半不是本意",
    editor: "程序编辑器",
    in_transaction: "在事务之内",
    line: |line| format!("第 {line} 行"),
    insert: "插入",
    nothing_fits: "此处无可插入。请把光标放到某个处理程序中。",
    last_good_runs: "当前展示的是最近一次能通过编译的程序。",
    draft_kept: "未完成的修改已保留。",
};

pub(super) const SETTING: SettingLabels = SettingLabels {
    settings: "设置",
    changed: |count| format!("{count} 项已改："),
    set_back: |key, value| format!("{key} 恢复为 {value}"),
    default_is: |value| format!("默认 {value}"),
    source_is: |source| format!("出处：{source}"),
};

pub(super) const FAULTS: FaultLabels = FaultLabels {
    faults: "故障",
    add: "添加故障",
    remove: |fault| format!("移除：{fault}"),
    undo: "撤销",
    redo: "重做",
    none_yet: "还没有故障。点击程序的一行、生命线的顶端、途中的消息或时间轴，即可添加。",
    did_not_happen: "未发生",
    did_not_happen_help: "运行没有到达这个故障所在的位置。",
    surprise_me: "随机故障",
    surprise_me_help: "用一个新种子随机抽取故障；同一种子总是得到同样的故障。",
    seed: |seed| format!("种子 {seed}"),
    drawn: "由种子抽取",
    at_line: |line| format!("第 {line} 行的故障"),
    at_node: |name| spaced(&format!("{name}的故障")),
    at_message: |label| format!("消息“{label}”的故障"),
    at_step: |step| format!("第 {step} 步之后的故障"),
    crash_before_line: "在这一行之前崩溃",
    crash_after_line: "在这一行之后崩溃",
    crash_forever: "崩溃，不再重启",
    restart_now: "立即重启",
    power_cut: "断电",
    destroy: "损毁机器与磁盘",
    crash_for: |length| format!("崩溃，{length}后重启"),
    pause_for: |length| format!("停顿 {length}"),
    cut_from_broker: |length| format!("与 Broker 断开 {length}"),
    refuse_line: "让这一行的请求被拒绝",
    lose: "丢失这条消息",
    delay_by: |length| format!("延迟 {length}"),
    duplicate: "重复送达",
    refuse: "让接收方拒绝",
    check_now: "立即执行一轮回查",
    resume_discarded: "恢复已丢弃的半消息",
    checker_answers: "回查的应答",
    checker_program: "以程序为准",
    checker_commit: "提交 commit",
    checker_rollback: "回滚 rollback",
    checker_unknown: "未知 unknown",
};

pub(super) const REASONS: ReasonLabels = ReasonLabels {
    line_never_ran: "这一行在本次运行中没有执行过。",
    already_down: "它已经宕机。",
    not_down: "它没有宕机。",
    nothing_discarded: "丢弃主题是空的。",
    already_so: "已经如此。",
};

pub(super) const TRANSPORT: Transport = Transport {
    controls: "播放控制",
    play: "播放",
    pause: "暂停",
    first: "第一步",
    previous: "上一步",
    next: "下一步",
    last: "最后一步",
    speed: "速度",
    time: "虚拟时间",
    position: "运行进度",
    step_of: |step, steps| format!("第 {step} / {steps} 步"),
    position_is: |step, steps, time| format!("第 {step} 步，共 {steps} 步，时间 {time}"),
    summary: "这一步的结果",
};

pub(super) const BADGES: Badges = Badges {
    link_cut: "连接切断",
    link_repaired: "连接恢复",
    copy_of: |label| format!("副本：{label}"),
    check_of: |number, max| format!("第 {number} 次回查，共 {max} 次"),
    diagram: "时序图",
    description: |strategy, steps| {
        format!("“{strategy}”的时序图，共 {steps} 步。事件列表中有同样的内容。")
    },
    events: "事件",
    nothing_yet: "还没有发生任何事。",
    press_play: "支付系统即将回调。",
    crash,
    restarted: "重启 · 内存清空",
    restarted_stateless: "重启",
    paused_for: |length| format!("停顿 {length}"),
    resumed: "继续",
    clock_ahead: |by| format!("时钟快 {by}"),
    clock_behind: |by| format!("时钟慢 {by}"),
    operation: |operation| match operation {
        Operation::CheckNow => "运维操作：立即回查",
        Operation::ResumeDiscarded => "运维操作：恢复已丢弃的半消息",
    },
    refused: "被拒绝",
    idle: |duration| format!("空闲 {duration}"),
    running: |events| format!("正在运行：已有 {} 个事件。显示的是之前的结果。", grouped(events)),
    running_on: |events| format!("正在运行：已有 {} 个事件。显示的是它的开头。", grouped(events)),
    drawing: "正在绘制时序图。",
    steps_before: |step| format!("第 1 至第 {step} 步未列出：后退即可查看。"),
};

fn crash(mode: CrashMode, back_in: Option<&str>) -> String {
    let what = match mode {
        CrashMode::Process => "崩溃",
        CrashMode::PowerCut => "断电",
        CrashMode::Destroyed => "机器损毁",
    };
    match back_in {
        Some(length) => format!("{what}，{length}后重启"),
        None => format!("{what}，不再恢复"),
    }
}

pub(super) const GUARANTEE: Guarantees =
    Guarantees {
        guarantees: "保证", remark: "提示", show_all: "本次运行未涉及", outcome: "结果"
    };

pub(super) const STATE: StateLabels = StateLabels {
    state: "状态",
    underlined: "下划线：刚刚变化",
    order: |number| format!("订单 #{number}"),
    captured: "已收款",
    refunded: "已退款",
    refused: "被拒绝",
    timeout: "超时",
    process: "进程",
    tasks: "任务",
    line: |line| format!("第 {line} 行"),
    waits_for_answer: "⋯ 等应答",
    waits_for_connection: "⋯ 等连接",
    waits_for_time: "⋯ 等时间",
    pool: "连接池",
    waiting: |count| format!("，{count} 个等待"),
    memory: "内存记录",
    open_transactions: "未结束事务",
    paid_of: |paid, all| format!("{all} 单中 {paid} 单 PAID"),
    copies: |count| format!("+ {count} 份副本"),
    checks: "回查次数",
    discarded: "已丢弃",
    page_cache: "页缓存",
    flushed: "已刷盘",
    not_flushed: "未刷盘",
    payouts: "已发红包",
    inbox: "去重表",
    up: "运行中",
    down: "宕机",
    paused_until: |until| format!("停顿到 {until}"),
    cursor: "游标",
    cursor_on_disk: "磁盘游标",
    tried: |times| format!("失败 {times} 次"),
    keeps_locks: "持有锁",
    until: |until| format!("至 {until}"),
    copied: "日志副本",
    clients: "客户端",
    half_messages: "已知半消息",
};

pub(super) const SHARE: Share =
    Share {
        title: "分享这次运行", link: "链接", copy_link: "复制链接", copied: "已复制"
    };

pub(super) const HELP: Help = Help {
    title: "帮助",
    intro: [
        "选一个策略，播放或逐步查看它的运行。",
        "制造故障：在程序的一行、生命线的顶端、途中的消息或时间轴上点击、长按或按回车，\
         都会打开故障菜单。",
        "看哪一条保证在哪一步被打破，以及这对顾客意味着什么。",
    ],
    licences: "本页所用程序的许可证",
    keys: "按键",
    play_or_pause: "播放或暂停",
    open_menu: "打开当前消息的故障菜单",
};

pub(super) const NOTICES: Notices = Notices {
    bad_value: |name, value, known| {
        let known = quoted_list(known, "、", "或").replace("`N`", "整数");
        format!("无法识别 `{name}={value}`，改用默认值。`{name}` 可取 {known}。")
    },
    bad_set: |value, why| format!("略去地址中的 `set={value}`：{why}"),
    refused: |why| format!("无法这样做：{why}"),
    left_out: |names| format!("略去 `{names}`：最多对照四种策略，每种一次，`own` 只能排第一。"),
    unknown_scenario: |found, nearest| match nearest {
        [] => format!("没有名为 `{found}` 的场景或策略。"),
        _ => format!("没有名为 `{found}` 的场景或策略；是不是 {}？", nearest.join(" 或 ")),
    },
    newer_version: "这个地址是为更新版本的实验制作的。",
    long_link: "链接最多携带 8 KB 的场景文本，此场景超出了限制；请把文本保存为文件。",
    draft_left_out: "链接里是最后一个没有错误的程序版本，不是编辑器里的文字。",
    bad_link: "链接中的状态已损坏或不完整，场景按默认值开始。",
    other_model: |theirs, ours| {
        format!("这个链接由模型 {theirs} 生成，当前是模型 {ours}，运行结果可能不同。")
    },
    bad_scenario: |why| format!("无法读取链接中的场景：{why}"),
    nothing_drawn: "骰子没有为这个场景抽到故障。",
    draft_is_back: "编辑器里的文字已经找回，但还没有运行；改动之后就会运行。",
    no_search: "无法载入执行搜索的程序。请检查网络连接，然后重新开始搜索。",
    page_for_search: "服务器返回了一个网页，而不是执行搜索的程序。请让本站管理员原样提供 \
                      zeroloss-search.js 和 zeroloss-search_bg.wasm。",
    no_workers: "浏览器不允许在这里启动 Worker，改由页面自己搜索，会慢一些。",
    search_ended: "一个 Worker 没搜完就结束了，多半是内存不足；尚未判定的仍未判定。",
    search_broke: |why| format!("搜索出错。这是 Zeroloss 自身的错误，请报告：{why}"),
    dismiss: "知道了",
};

pub(super) const EXPORT: ExportWords = ExportWords {
    idle: |length, until| format!("{length}后，时刻 {until}"),
    in_flight: "运行停止时仍在途中",
    sent_at: |at| format!("发送于 {at}"),
    delayed: |label, by| format!("{label}：在途中，延迟 {by}"),
    cut: |from, to| format!("网络中断：{from} 到 {to} 不通"),
    cut_both: |one, other| format!("网络中断：{one} 与 {other} 之间不通"),
    repaired: |from, to| format!("网络恢复：{from} 到 {to}"),
    repaired_both: |one, other| format!("网络恢复：{one} 与 {other}"),
    transaction: "数据库事务",
    outcome: |codes| format!("结果：{codes}"),
    broken: |id, number, since| format!("{number} {id}：自 {since} 起被破坏"),
    undecided: |id, number| format!("{number} {id}：尚无定论"),
    did_not_happen: |fault| format!("没有发生：{fault}"),
};

pub(super) const SEARCH: SearchLabels = SearchLabels {
    title: "穷举故障",
    break_it: "替我找",
    break_it_help: "在每一步试遍每一种故障，为每条保证找出最短的破坏方式。",
    budget: "一次运行中的故障数",
    budget_is: |faults| format!("最多 {faults} 个故障"),
    stop: "停止",
    resume: "继续",
    done: "已完成",
    searching: |faults| format!("正在搜索：{faults} 个故障"),
    counts: |[states, transitions, depth, frontier, rate]| {
        format!(
            "{} 个状态 · {} 个事件 · 深度 {depth} · 还剩 {} 条路径 · 每秒 {} 个事件",
            grouped(states),
            grouped(transitions),
            grouped(frontier),
            grouped(rate)
        )
    },
    ended: |broken, holding, open| {
        let open = if open > 0 { format!("，{open} 条未定") } else { String::new() };
        format!("{broken} 条会被破坏，{holding} 条成立{open}")
    },
    receipt: |states, depth| format!("{} 个状态，深 {depth} 个事件", grouped(states)),
    faults: |faults| match faults {
        0 => "无需故障".to_owned(),
        faults => format!("{faults} 个故障"),
    },
    holds: "成立",
    idle: "未涉及",
    open: "未定",
    open_help: |faults| {
        let known = match faults {
            None => "未定的各条中，有的在没有故障时也尚不清楚".to_owned(),
            Some(0) => "未定的各条在没有故障时都成立".to_owned(),
            Some(faults) => format!("未定的各条在最多 {faults} 个故障时都成立"),
        };
        format!("{known}；之后搜索被停止，或达到了状态数或运行长度的上限。")
    },
    mistake: "出错",
    mistake_help: "搜索说被破坏，重放却不是：这是 Zeroloss 的错误，请报告。",
    left_out: search::left_out,
    repair: "试一种补救",
    closed: |name, faults| format!("已堵住：最多 {faults} 个故障时，“{name}”成立。"),
    still_broken: |name, faults| match faults {
        0 => format!("“{name}”仍会被破坏，甚至无需故障。"),
        _ => format!("“{name}”仍会被破坏，需要 {faults} 个故障。"),
    },
    tried: "试了什么",
    kind: |kind| match kind {
        FaultKind::Crash => "崩溃",
        FaultKind::PowerCut => "断电",
        FaultKind::Lose => "消息丢失",
        FaultKind::Fail => "被拒绝",
        FaultKind::Delay => "迟到",
        FaultKind::Duplicate => "重复",
        FaultKind::Destroy => "Broker 损毁",
        FaultKind::Pause => "停顿",
        FaultKind::Partition => "网络分区",
        FaultKind::Skew => "时钟偏快",
        FaultKind::CheckNow => "立即回查",
        FaultKind::ResumeDiscarded => "恢复已丢弃",
    },
    tried_kind: search::tried_kind,
    any_of: search::any_of,
    forever: "永久",
    tried_all: search::tried_all,
    not_tried: search::not_tried,
    certainty: "“成立”指在以上所有运行中都成立。状态以 64 位散列区分，漏掉一个状态的可能性小于百万分之一。\
                “会被破坏”都经过重放确认。",
    necessary: "必要",
    irrelevant: "无关",
    needed_for: |name| format!("对破坏“{name}”而言"),
    matrix: "无论出什么故障，哪种策略守得住哪条保证？每一格都当场搜索：点击 ✕ 打开破坏它的最短运行。",
    copy_markdown: "复制为 Markdown",
    all_columns: "全部保证",
    stores: "Redis 与搜索由谁写",
    stores_by: ["都不写", "订单系统，随事务写", "消费者"],
    all_rows: "全部",
    searched: "搜索范围",
    waiting: "等待中",
    open_counterexample: "打开反例",
};
