# The sentences in Simplified Chinese. Terms are those of the Chinese documents of Apache RocketMQ:
# 半消息, 回查, 提交, 回滚, 生产者组. Punctuation is full-width; a blank stands between Chinese and Latin
# letters or digits. At the edge of a hole it comes by itself.

-name = 简体中文
-tags = zh zho chi cn cmn

## Sentences: what happened

sentence = { $text }。
order = 订单 { $number }
order-none = 接下来读到的记录
message-about = { $order }的{ $noun }
message-unknown = 一条消息
receiver-unknown = 接收方
task-order = { $order }的
decision-commit = 提交 commit
decision-rollback = 回滚 rollback
decision-unknown = 未知 unknown
event-copied = 故障：{ $message }被复制，第二份发往{ $to }
event-delayed = 故障：{ $message }延迟{ $length }
event-delivered = { $message }到达{ $to }
event-refused = 故障：{ $to }拒绝{ $message }
event-dropped = 故障：{ $to }丢弃{ $message }
event-stepped = { $node }完成 `{ $name }`
event-restarted = { $node }重启，内存已清空
event-paused = { $node }停顿{ $length }
event-resumed = { $node }继续运行
event-partitioned = { $from }到{ $to }的网络断开
event-repaired = { $from }到{ $to }的网络恢复
event-clock-behind = 从此刻起，{ $node }的时钟慢{ $length }
event-clock-ahead = 从此刻起，{ $node }的时钟快{ $length }
event-check-now = 运维人员立即发起一轮回查
event-resume-discarded = 运维人员恢复已丢弃的半消息
event-crashed-process = { $node }崩溃，内存丢失
event-crashed-power-cut = { $node }所在主机断电，内存与页缓存丢失
event-crashed-destroyed = { $node }的机器连同磁盘一起损毁，只剩副本
event-down-for = { $what }；{ $length }后重启
event-down-for-good = { $what }；不再重启
lost-by-fault = { $message }在去往{ $to }的途中丢失
lost-by-partition = { $message }丢失：到{ $to }的网络已断开
lost-process-down = { $message }未能送达：{ $to }已宕机，连接被拒绝
lost-host-down = { $message }未能送达：{ $to }所在主机已宕机，发送方毫不知情

## Sentences: what somebody sends

sent-callback = { $from }{ $attempt ->
    [1] { "" }
   *[other] 第{ $attempt }次
}回调{ $to }：{ $order }已付款
sent-callback-reply-ok = { $from }对{ $order }的回调应答成功（200 OK）
sent-callback-reply-error = { $from }对{ $order }的回调应答失败（500）
sent-refund = { $from }请求{ $to }为{ $order }退款
sent-write = { $from }向{ $to }写入{ $order }的状态{ $status }
sent-half = { $from }向{ $to }发送{ $order }的半消息
sent-oneway = { $from }单向发送{ $order }的消息，不会知道它是否到达
sent-send = { $from }向{ $to }发送{ $order }的消息
sent-end-call = { $from }请求{ $to }结束{ $order }的半消息：{ $decision }
sent-end-commit = { $from }单向通知 Broker 提交{ $order }的半消息
sent-end-rollback = { $from }单向通知 Broker 回滚{ $order }的半消息
sent-end-unknown = { $from }单向通知 Broker：{ $order }的结果未知
sent-end-check = { $from }应答{ $order }的回查：{ $decision }
sent-check = { $from }向{ $to }回查{ $order }的半消息（第{ $number }次，最多{ $max }次）
sent-deliver = { $from }向{ $to }投递{ $order }的消息
sent-ack = { $from }确认已消费{ $order }的消息
sent-call = { $from }就{ $order }调用{ $to }：`{ $request }`
sent-hand = { $from }不经 Broker，直接把{ $order }的消息交给{ $to }
sent-ask = { $from }询问{ $to }：{ $question }
sent-claim = { $from }在{ $to }占用{ $order }的键
sent-end-transaction = { $from }请求{ $to }结束{ $order }的 Kafka 事务：{ $decision }
sent-init-transactions = { $from }注册生产者：此前未结束的事务就此作废
sent-heartbeat = { $from }向{ $to }发送心跳，以便接受回查
sent-subscribe = { $from }重新向{ $to }订阅消息
sent-replicate = { $from }向{ $to }复制日志，直到第{ $record }条记录
sent-replicate-ack = { $from }告知{ $to }：已有日志的前{ $record }条记录
sent-pull = { $from }向{ $to }拉取下一条消息
sent-consumed = { $from }向{ $to }提交消费位点：{ $order }及之前的消息已消费
sent-send-back = { $from }把{ $order }的消息发回{ $to }，稍后重试

## Sentences: statements, questions and answers

statement-begin = { $from }为{ $order }开启数据库事务
statement-update-order = { $from }向订单库发送 UPDATE：{ $order }改为{ $status }
statement-insert-log = { $from }向订单库发送 INSERT：写入{ $order }的消息日志
statement-other = { $from }就{ $order }向订单库发送 { $statement }
statement-select-order = { $from }查询{ $order }的状态
statement-select-log = { $from }在消息日志中查找{ $order }的消息
statement-commit = { $from }为{ $order }发送 COMMIT
statement-rollback = { $from }为{ $order }发送 ROLLBACK
statement-close = { $from }关闭处理{ $order }的数据库连接
asked-note = 是否已为{ $order }记下 `{ $note }`
asked-payout = { $order }的红包是否已发
asked-claim = { $order }的键是否已被占用
request-producer = 事务结束请求
request-end = 结束请求
request-refund = 退款
request-write = 写入
request-message = 消息
request-half = 半消息
request-send-back = 发回请求
request-call = 调用
request-ask = 询问
request-claim = 占用请求
request-begin = BEGIN
request-update = UPDATE
request-insert = INSERT
request-prepare = PREPARE
request-select = SELECT
request-commit = COMMIT
request-rollback = ROLLBACK
request-close = 关闭连接的请求
refused-rejected = { $from }拒绝{ $order }的{ $request }
refused-taken = { $from }拒绝{ $order }的{ $request }：已经存在
refused-too-few-replicas = { $from }应答 IN_SYNC_REPLICAS_NOT_ENOUGH：没有写入{ $order }的{ $request }
refused-no-transaction = { $from }应答：{ $order }的事务已不存在
refused-no-transaction-data = { $from }应答：不认识{ $order }的半消息
refused-fenced = { $from }拒绝{ $order }的生产者：它的事务此前已被中止
refused-no-half-messages = { $from }拒绝{ $order }的半消息：Kafka 没有半消息，请换一种策略或版本
answered-status = { $from }应答：{ $order }的状态是{ $status }
answered-hand = { $from }确认已消费{ $order }的消息
answered-no-row = { $from }应答：没有更多记录
answered-row = { $from }应答：{ $order }的记录
answered-yes = { $from }对“{ $question }”应答：是
answered-no = { $from }对“{ $question }”应答：否
answered-found = { $from }应答：消息日志中有{ $order }的消息
answered-not-found = { $from }应答：消息日志中没有{ $order }的消息
answered-stored-unsafely = { $from }应答 { $status }：{ $order }的{ $request }已写入，但不如要求的安全
answered-stored = { $from }应答 SEND_OK：{ $order }的消息已写入
answered-stored-half = { $from }应答 SEND_OK：{ $order }的半消息已写入
answered-begin = { $from }应答：{ $order }的事务已开启
answered-commit = { $from }应答：{ $order }的事务已提交
answered-rollback = { $from }应答：{ $order }的事务已回滚
answered-end = { $from }应答：{ $order }的结束请求已转交，结果不得而知
answered-confirmed = { $from }确认{ $order }的{ $request }

## Sentences: what somebody notes

noted-line = { $node }处理{ $order }，执行到第{ $line }行：`{ $text }`
noted-task-ended = { $node }结束{ $task }任务
noted-step-limit = { $node }放弃{ $task }任务：步数超过程序的上限
noted-no-connection = { $node }上{ $task }任务等待{ $length }仍未得到数据库连接
noted-listener-late = { $node }上{ $task }监听器运行{ $length }仍未结束
noted-timed-out = { $node }等待{ $task }{ $noun }应答{ $length }，超时
noted-connection-lost = 连接断开：{ $node }等不到{ $task }{ $noun }应答了
task-retried = 为{ $order }
noted-retry = { $node }{ $task }重新发送：第{ $attempt }次{ $max ->
    [0] { "" }
   *[other] ，最多{ $max }次
}
noted-exception = 第{ $line }行失败且程序没有处理：{ $node }以异常结束{ $task }任务
noted-ignored = { $noun }来得太晚：{ $node }已不再等待
noted-pool-wait = { $node }上{ $task }任务等待数据库连接：{ $size }个连接都在使用
noted-pool-granted = { $node }上{ $task }任务得到数据库连接
noted-transaction-began = 订单库为{ $order }开启事务
noted-committed = 订单库提交{ $order }的事务：这是提交点，此后不会丢失
noted-rolled-back = 订单库回滚{ $order }的事务
noted-lock-wait = 订单库中有语句在等待：{ $order }的行已被另一事务修改
noted-order-is = { $order }在数据库中变为{ $status }
noted-wrote = { $store }中{ $order }变为{ $status }
appended-in-transaction = Broker 写入{ $order }的消息，它的事务还没有结束
appended = Broker 写入{ $order }的消息，消费者可以读到
appended-half = Broker 写入{ $order }的半消息，消费者看不到
appended-put-back = Broker 把{ $order }的半消息复制一份放回队尾，回查次数加一
appended-resumed = Broker 把{ $order }的半消息放回半消息队列
appended-op = Broker 写入 op 标记：{ $order }的半消息已结束
appended-discard = Broker 把{ $order }的半消息写入丢弃主题
appended-again = Broker 再次写入{ $order }的消息
noted-replicas-flushed = 副本已追上主副本
noted-flushed = Broker 已把页缓存刷到磁盘
evaporated-real = { $order }的消息随之丢失，没有副本
evaporated-half = { $order }的半消息随之丢失，没有副本
evaporated-op = { $order }的 op 标记随之丢失，没有副本
evaporated-discard = { $order }的丢弃记录随之丢失，没有副本
evaporated-retry = { $order }的重试消息随之丢失，没有副本
evaporated-dead-letter = { $order }的死信随之丢失，没有副本
noted-end-without-half = Broker 找不到{ $order }要结束的半消息，也无人得知
noted-end-refused = { $order }的半消息已过免疫时间，Broker 拒绝结束它（604），也无人得知
ended-commit = Broker 已提交{ $order }的半消息
ended-rollback = Broker 回滚{ $order }的半消息，消费者永远看不到它
ended-unknown = Broker 仍不知道{ $order }的结果，稍后再回查
noted-check-round = Broker 开始一轮回查
noted-round-stopped = 本轮回查停止：余下的半消息不满{ $length }
noted-check-without-producer = { $order }的第{ $number }次回查（最多{ $max }次）：没有在线的生产者，次数照样消耗
noted-put-back-immune = { $order }的半消息仍在免疫时间内，Broker 放回它而不回查，但仍计作第{ $number }次（最多{ $max }次）
noted-discarded = { $order }的半消息已用完{ $max }次回查，Broker 把它移入丢弃主题
noted-expired = { $order }的半消息已超过{ $length }，Broker 把它移入丢弃主题
noted-resumed = { $order }的半消息从丢弃主题恢复，回查次数归零
noted-redelivery = { $order }的消息在{ $length }内没有得到确认，Broker 重新投递
noted-retry-planned = Broker 收回{ $order }的消息，{ $length }后再次投递（第{ $retry }次重试，最多{ $max }次）
noted-dead-letter = { $order }的消息已用完重试次数，Broker 把它移入死信主题
noted-payout = { $node }{ $nth ->
    [1] { "" }
   *[other] 第{ $nth }次
}发放{ $order }的红包
noted-payout-refused = 去重表拒绝再次发放{ $order }的红包
noted-captured = 顾客付款：{ $node }完成{ $order }的扣款
noted-answered-ok = { $node }得到{ $order }的应答：成功（200 OK）
noted-answered-error = { $node }得到{ $order }的应答：失败
noted-deadline-missed = { $node }等待{ $order }的应答已满{ $length }，不再等待
noted-call-refused = 连接被拒绝：{ $node }知道这次关于{ $order }的调用失败了
noted-prepared = { $order }的事务已 prepare：裁决之前一直持有锁
noted-outbox-is = { $order }的 outbox 记录标记为 `{ $mark }`
noted-note = { $node }在磁盘上记下{ $order }：`{ $note }`
noted-cursor-moved = { $node }把位点移到第{ $row }行
noted-cursor-saved = { $node }把位点落盘：第{ $row }行
noted-received = { $node }收到{ $order }的消息
noted-claimed = 从此刻起，{ $node }中{ $order }的键已被占用
noted-put-refused = 副本少于 minInSyncReplicas，{ $node }拒绝写入{ $order }的消息
noted-refunded = { $node }退回{ $order }的款项
noted-budget-spent = { $node }不再重试{ $task }发送：全部尝试的时间已用尽
noted-check-dropped = { $node }丢弃对{ $order }的回查：已有{ $max }个在等待，也无人得知
noted-data-not-found = { $node }已不记得{ $order }的半消息，只能等回查
noted-published = Broker 写入提交标记：消费者能读到{ $order }的消息了
aborted-asked = Broker 中止{ $order }的事务，应生产者的请求
aborted-timed-out = Broker 中止{ $order }的事务，因为太久没有结束
aborted-fenced = Broker 中止{ $order }的事务，因为生产者已重启
noted-deduplicated = Broker 已有{ $order }的消息：这是重试，不再写入

## Labels of arrows

label-callback = 支付回调{ $attempt ->
    [1] { "" }
   *[other] （第{ $attempt }次）
}
label-callback-ok = 200 成功
label-callback-error = 500 失败
label-refund = 退款
label-set = set { $status }
label-index = index { $status }
label-send-transactional = 发送（事务内）
label-half = 半消息 half
label-send-oneway = 单向发送
label-send = 发送消息
label-rejected = 拒绝
label-no-transaction = 事务不存在
label-taken = 已存在，拒绝
label-too-few-replicas = IN_SYNC_REPLICAS_NOT_ENOUGH
label-fenced = 生产者已被隔离
label-no-transaction-data = 找不到事务数据
label-no-half-messages = Kafka 没有半消息
label-end = { $decision }
label-end-check = 应答：{ $decision }
label-check = 回查 #{ $number }
label-deliver = 投递{ $retry ->
    [0] { "" }
   *[other] （重试{ $retry }）
}
label-ack = 消费确认
label-call = 调用 { $request }
label-claim = SETNX
label-init-transactions = 注册生产者
label-end-transaction = 事务：{ $decision }
label-heartbeat = 心跳
label-subscribe = 订阅
label-replicate = 复制到 { $record }
label-replicate-ack = 已有 { $record }
label-pull = 拉取
label-consumed = 消费位点
label-send-back = 发回重试
label-ask-note = 记有 { $note }？
label-ask-payout = 红包已发？
label-ask-claim = EXISTS
label-begin = BEGIN
label-update-order = UPDATE order = { $status }
label-insert-log = INSERT 消息日志
label-insert-tombstone = INSERT tombstone
label-insert-outbox = INSERT outbox
label-insert-payout = INSERT payout
label-mark-outbox = UPDATE outbox = { $mark }
label-prepare = PREPARE
label-commit-prepared = COMMIT PREPARED
label-rollback-prepared = ROLLBACK PREPARED
label-select-orders = SELECT orders = { $status }
label-select-outbox = SELECT outbox
label-select-every-outbox = SELECT outbox > cursor
label-select-binlog = binlog > cursor
label-select-prepared = SELECT prepared
label-select-order = SELECT 订单
label-select-log = SELECT 消息日志
label-commit = COMMIT
label-rollback = ROLLBACK
label-close = 关闭连接
label-row = 1 行
label-yes = 是
label-no = 否
label-found = 有记录
label-not-found = 无记录
label-ok = OK
label-passed-on = 已转交
label-refunded = 已退款
label-indexed = 已索引
label-stored = 写入成功 SEND_OK
label-stored-half = 写入成功 SEND_OK
label-taken-back = 已收回
label-begun = 事务已开启
label-prepared = 已 prepare
label-rows = 查询结果
label-committed = 已提交
label-rolled-back = 已回滚
label-closed = 已关闭
loss-fault = 丢失
loss-partition = 网络断开
loss-process-down = 连接被拒
loss-host-down = 主机宕机

## Labels of marks

mark-step-limit = 步数达到上限，放弃
mark-timed-out = 等待 { $length }超时
mark-retry = 重试 { $attempt }{ $max ->
    [0] { "" }
   *[other] /{ $max }
}
mark-exception = 第 { $line } 行异常
mark-ignored = 应答迟到，忽略
mark-pool-wait = 等待数据库连接
mark-pool-granted = 得到连接
mark-transaction-began = 事务
mark-committed = 提交点
mark-rolled-back = 已回滚
mark-lock-wait = 等待行锁
mark-evaporated-real = 消息消失
mark-evaporated-half = 半消息消失
mark-evaporated-op = op 标记消失
mark-evaporated-discard = 丢弃记录消失
mark-evaporated-retry = 重试消息消失
mark-evaporated-dead-letter = 死信消失
mark-end-without-half = 找不到半消息，无人知晓
mark-end-refused = 过期，被拒绝（604），无人知晓
mark-ended-rollback = 半消息已回滚
mark-ended-unknown = 稍后再查
mark-check-round = 一轮回查
mark-round-stopped = 时间未到，暂不回查
mark-check-without-producer = 第 { $number } 次回查：没有在线的生产者
mark-put-back-immune = 免疫期内，第 { $number } 次回查未发出
mark-discarded = 回查次数用尽，丢弃
mark-expired = 超过保留时间，丢弃
mark-resumed = 运维恢复
mark-redelivery = 未确认，重新投递
mark-retry-planned = { $length }后第 { $retry } 次重试
mark-dead-letter = 重试次数用尽，成为死信
mark-payout = 红包 #{ $nth }
mark-payout-refused = 去重表拒绝重复发放
mark-captured = 已扣款
mark-answered-ok = 已应答
mark-answered-error = 应答失败
mark-connection-lost = 连接断开
mark-call-refused = 连接被拒绝
mark-deadline-missed = 应答超时
mark-prepared = 已 prepare，等待裁决
mark-outbox-is = outbox 记录：{ $mark }
mark-noted = 记录：{ $note }
mark-cursor-saved = 位点 { $row } 已落盘
mark-refunded = 已退款
mark-put-refused = 副本不足，未写入
mark-budget-spent = 时间用尽，不再重试
mark-check-dropped = 回查队列已满，丢弃
mark-data-not-found = 代理已不记得半消息
mark-published = 事务已提交
mark-aborted-asked = 事务已中止
mark-aborted-timed-out = 超时未结束，中止
mark-aborted-fenced = 生产者已重启，中止
mark-deduplicated = 重试，已有此消息

## Faults as sentences

will-at = 在{ $time }时
will-before = 在{ $place }{ $name }{ $ordinal ->
    [1] { "" }
   *[other] { " " }#{ $ordinal }
}之前
will-after = 在{ $place }{ $name }{ $ordinal ->
    [1] { "" }
   *[other] { " " }#{ $ordinal }
}之后
will-at-node = { $node }的
will-crash = { $node }{ $when }崩溃
will-power-cut = { $node }所在主机{ $when }断电
will-destroy = { $node }的机器{ $when }连同磁盘损毁
will-be-restarted = { $what }，随后重启
will-be-down-for = { $what }，{ $length }后重启
will-be-down-for-good = { $what }，不再重启
will-restart = { $node }{ $when }重启
will-pause = { $node }{ $when }停顿{ $length }
will-cut = { $from }到{ $to }的网络{ $when }断开
will-cut-both = { $from }与{ $to }之间的网络{ $when }断开
will-be-cut-for = { $what }，{ $length }后恢复
will-be-cut-for-good = { $what }，不再恢复
will-clock-behind = { $node }的时钟{ $since }慢{ $length }
will-clock-ahead = { $node }的时钟{ $since }快{ $length }
will-since-time = 从{ $time }起
will-since = { $when }
will-message = { $noun }（{ $role } #{ $ordinal }）
will-lose = { $message }丢失
will-delay = { $message }延迟{ $length }
will-duplicate = { $message }到达两次，相隔{ $length }
will-fail = { $message }被拒绝
will-check-now = 运维人员{ $when }发起一轮回查
will-resume-discarded = 运维人员{ $when }恢复已丢弃的半消息

## Summaries

summary-start = 还什么都没有发生。
clause-comma = ；
summary-limit-time = 运行达到上限（虚拟时间{ $time }）而停止，仍有事情没有结束
summary-limit-events = 运行达到上限（{ $events }个事件）而停止，仍有事情没有结束
summary-limit-facts = 运行达到上限（轨迹中{ $facts }条记录）而停止，仍有事情没有结束
summary-late = 有{ $n ->
    [1] 一
   *[other] { $n }
}次回调没有按时得到应答
summary-database = { $order }在数据库中{ $status ->
    [UNPAID] 是
   *[other] 已是
}{ $status }
summary-database-open = { $order }在数据库中{ $status ->
    [UNPAID] 仍是
   *[other] 是
}{ $status }，事务尚未结束
summary-shown = { $store }显示{ $status }
summary-no-message = Broker 中没有消息
summary-no-message-yet = Broker 中还没有消息
summary-not-handed = 消息没有送达
summary-not-handed-yet = 消息还没有送达
summary-handed = 消息可送达红包系统
summary-in-outbox = 消息在 outbox 中等待发送
summary-dead = 消息在 outbox 的死信记录中
summary-half = Broker 中有半消息，消费者看不到
summary-half-rolled-back = 半消息已回滚
summary-half-discarded = 半消息在丢弃主题中
summary-visible = Broker 中有{ $n ->
    [1] { "" }
   *[other] { $n }份
}消息
summary-never-paid-out = 红包永远不会到
summary-not-paid-out = 没有发放红包
summary-not-paid-out-yet = 还没有发放红包
summary-paid-out-once = 红包已发放一次
summary-paid-out-all-the-same = 却发放了红包
summary-paid-out = 红包发放了{ $n }次
summary-refunded = 款项已退回
summary-told-failure = 支付系统已得知失败
summary-told-well = 钱已扣，支付系统却被告知一切正常
summary-untold = 顾客的款项既未入账也未退回
summary-many-paid = { $orders }个订单中有{ $paid }个在数据库中是 PAID
summary-many-dirty = { $n }个订单的缓存或索引与数据库不一致
summary-many-missing = { $n }个 PAID 订单在 Broker 中没有消息
summary-many-missing-yet = { $n }个 PAID 订单在 Broker 中还没有消息
summary-many-ghosts = { $n }个不是 PAID 的订单却有消息
summary-many-once = { $n }个订单收到一个红包
summary-many-more = { $n }个订单收到多个红包
summary-many-never = { $n }个 PAID 订单永远收不到红包
summary-many-waiting = { $n }个 PAID 订单还没有收到红包
summary-many-refunded = { $n }个订单已退款
summary-many-late = { $n }个订单的回调没有按时得到应答

## Lengths of time

length-micros = { $n } 微秒
length-millis = { $n } 毫秒
length-seconds = { $n } 秒
length-minutes = { $n } 分钟
length-minutes-seconds = { $minutes } 分 { $seconds } 秒
length-hours = { $n } 小时
length-hours-minutes = { $hours } 小时 { $minutes } 分
length-hours-seconds = { $hours } 小时 { $seconds } 秒
length-hours-minutes-seconds = { $hours } 小时 { $minutes } 分 { $seconds } 秒

## Lists

list-comma = 、
list-and = { $first } 和 { $last }
list-or = { $first } 或 { $last }

## Mistakes in a scenario text

error-at-line = 第 { $line } 行：{ $message }
error-no-strategy = 没有指明策略；请以 `strategy send-after-commit` 这样的一行开头
error-meant = { $message }；是不是想写 `{ $nearest }`？
error-known = { $message }；{ $known }
error-unknown-line = 未知的行首词 `{ $found }`
error-lines = 每行以 `strategy`、`set`、`seed` 或 `fault` 开头
error-unknown-strategy = 未知的策略 `{ $found }`
error-strategies = `zeroloss list` 列出全部策略
error-program = 程序有错误
error-unknown-setting = 未知的设置 `{ $found }`
error-settings = `zeroloss list --settings` 列出全部设置
error-bad-value = { $key } 不能是 `{ $found }`；应为{ $expected }
error-bad-number = `{ $found }` 不对；应为{ $expected }
error-not-a-duration = `{ $found }` 不是时长；请写整数加单位，例如 50ms、3s、2m、1h，最长 { $max }
error-long-duration = `{ $found }` 不是时长；请写整数加单位，例如 50ms、3s、2m、1h，最长 { $max }
error-missing = `{ $after }` 之后缺少{ $expected }
error-unexpected = 此处不能写 `{ $found }`；应为{ $expected }
error-unexpected-nothing = 此处为空；应为{ $expected }
error-unknown-fault = 未知的故障 `{ $found }`
error-faults = 故障有
    crash、power-cut、pause、restart、partition、skew、lose、delay、duplicate、fail、check、resume、destroy
error-unknown-node = 未知的参与者 `{ $found }`
error-nodes = 参与者有 payment、order-1、order-2、database、redis、elasticsearch、broker、slave、consumer
error-unknown-name = 未知的步骤或消息 `{ $found }`
error-names = 请写程序的步骤或消息的名字，例如 commit、half、send.ack
error-unprintable = `{ $found }` 是看不见的字符；请删去
error-unknown-guarantee = 未知的保证 `{ $found }`
error-guarantees = 请写保证的标识，例如 no-lost-message
error-repeated = `{ $found }` 重复出现；请只写一次
error-too-many-faults = 一个场景最多有{ $max }个故障
error-too-many-lines = 一个场景最多有{ $max }行
takes-count = { $min }到{ $max }的整数
takes-duration = { $min }到{ $max }的时长
takes-program-count = 0 到{ $max }的整数，或 `{ $program }`
takes-program-duration = 不超过{ $max }的时长，或 `{ $program }`
takes-one-of = { $words }之一
expected-outcome = 结果代码，例如 OK 或 LOSS
expected-other-participant = 与第一个不同的参与者
expected-line-end = 行尾
expected-exactly = `{ $word }`
expected-strategy = 策略的名字
expected-assignment = 设置与它的值，例如 `set send.retries 2`
expected-number = 整数
expected-section = 课程的节号，0 到 6
expected-fault = 故障，例如 `crash order-1 after commit`
expected-participant = 参与者，例如 order-1 或 broker
expected-role = 消息的名字，例如 send.ack 或 half
expected-when = 时机：`after commit`、`before send #2` 或 `at 31s`
expected-place = 步骤或消息的名字，例如 commit 或 half
expected-ordinal = 从 #1 起的序号
expected-time = 从开始算起的时间，例如 31s
expected-duration = 时长，例如 10s
expected-signed-duration = 时长，例如 10s 或 -10s
expected-for-duration = `for` 加时长，例如 `for 5s`
expected-by-duration = `by` 加时长，例如 `by 40s`
expected-by-signed-duration = `by` 加时长，例如 `by 10s` 或 `by -10s`
expected-directions = `and`（双向）或 `to`（单向）
expected-destroyable = `broker`：只有它在别的机器上有副本

## Mistakes in a program

mistake-at = 第 { $line } 行第 { $column } 列：{ $message }
mistake-expected = { $message }；应为 { $known }
mistake-too-many-lines = 程序超过 { $max } 行；最多 { $max } 行
mistake-line-too-long = 本行有 { $chars } 个字符；每行最多 { $max } 个
mistake-indent-character = 缩进中出现{ $character }；缩进只能用半角空格
mistake-indentation = 本行前有 { $found } 个空格，应为 { $expected } 个；每层缩进两个空格
mistake-too-deep = 嵌套过深；最多 { $max } 层
mistake-unknown-word = 未知的{ $kind } `{ $found }`
mistake-unexpected-word = 此处是 `{ $found }`，应为 `{ $expected }`
mistake-missing-word = `{ $after }` 之后缺少{ $missing }
mistake-extra-word = `{ $after }` 之后多出 `{ $found }`，此处应换行
mistake-not-a-number = 此处是 `{ $found }`，应为 0 到 { $max } 的整数
mistake-not-a-duration = 此处是 `{ $found }`，应为时长：整数加单位，例如 50ms、3s、2m
mistake-duration-out-of-range = 此处是 `{ $found }`，时长应在 { $min } 到 { $max } 之间
mistake-oneway-option = `send oneway` 单向发送不等应答，不能带 `{ $option }`；请去掉其中一个
mistake-repeated-option = `{ $option }` 写了两次，最多一次
mistake-duplicate-header = 第 { $line } 行已有 `{ $key }`，只能有一个
mistake-header-after-handler = `{ $key }` 写在处理程序之后，应写在第一个处理程序之前
mistake-outside-handler = `{ $found }` 不在任何处理程序之内，应缩进写在某个 `on …` 之下
mistake-empty-handler = `{ $handler }` 之下没有步骤，至少要有一步，缩进两个空格
mistake-empty-block = `{ $opener }` 之下没有内容，至少要有一步，再缩进两个空格
mistake-else-without-if = `else` 之前没有缩进相同的 `if`
mistake-failure-without-step = `on failure` 既不在步骤之下，也不在 `if` 之后；应写在可能失败的步骤之下，再缩进两个空格
mistake-cannot-fail = `{ $step }` 之下有 `on failure`，但它不等应答，不会失败
mistake-duplicate-failure = 同一步骤之下有两个 `on failure`，只能有一个
mistake-duplicate-handler = 第 { $line } 行已有 `{ $handler }`，只能有一个
mistake-missing-message-handler = 缺少 `on message`；只有不发送也不投递消息、且写有 `every … at consumer` 的程序才可以没有它
mistake-missing-handler = 缺少 `{ $handler }`；每个程序都要有它
mistake-missing-check = 发送半消息（`send half`）的程序必须有 `on check`：Broker 会回查半消息的结果
mistake-step-not-here = `{ $step }` 不能用在 `{ $handler }` 中，只能用在{ $places }
mistake-condition-not-here = 条件 `{ $condition }` 不能用在 `{ $handler }` 中，只能用在{ $places }
mistake-run-not-here = `{ $from }` 不能转到 `{ $to }`；处理程序可以转到自身，`on payment` 与 `on repeat` 可以互相转到
mistake-run-missing = `run { $word }` 无法执行：程序中没有 `{ $handler }`
mistake-runs-itself = `{ $handler }` 又转到自身：永远不会结束
mistake-endless-loop = { $path }，如此循环，永远不会结束
mistake-loop-first = { $first } 转到 { $second }
mistake-loop-next = { $path } 转到 { $next }
mistake-nested-begin = 第 { $line } 行的事务尚未结束，不能再 `begin`；每条路径上都应先 `commit` 或 `rollback`
mistake-no-transaction = `{ $step }` 不在事务之内；每条路径上都应先 `begin`
mistake-open-transaction = 处理程序在此结束时，第 { $line } 行的事务尚未结束；每条路径上都应先 `commit` 或 `rollback`
mistake-inside-transaction = `{ $step }` 写在第 { $line } 行的事务之内；每条路径上都应先 `commit`、`rollback` 或
    `prepare`
mistake-nothing-in-hand = 执行 `{ $words }` 时尚未取到任何记录；每条路径上都应先有 `outbox has next` 一类的条件成立
mistake-missing-call = `call { $place } { $request }` 无人应答：程序中没有 `on call { $request } at
    { $place }`
mistake-asks-itself = `{ $words } { $place }` 写在 { $place } 自己的处理程序中；进程不能等待自己的应答
mistake-asks-nobody = `{ $words } { $place }` 无人应答：{ $place } 上没有任何处理程序；请加上一个，例如 `every 1s at
    { $place }`
mistake-too-many-steps = 程序步骤过多；最多 { $max } 步
warning-never-acknowledges = `on message` 走不到 `ack`，Broker 会一再重新投递每条消息；请在处理完成之处写上 `ack`
word-header = 头部字段
word-handler = 处理程序
word-step = 步骤
word-condition = 条件
word-status = 状态
word-decision = 决定
word-answer = 应答
word-send-option = `send` 选项
word-other = 词
word-mark = 标记
word-note = 记事
word-place = 位置
word-request = 请求
word-key = 键
word-family = 类别
word-checker = 回查方式
missing-exactly = `{ $word }`
missing-number = 整数
missing-duration = 时长，例如 50ms、3s、2m
missing-text = 文字
places-anywhere = 处理程序中
places-in = { $handlers } 中
places-consumer = 消费者的处理程序中
places-not-consumer = 消费者以外的处理程序中
character-tab = 制表符
character-wide-space = 全角空格（U+3000）
character-no-break-space = 不换行空格（U+00A0）
character-other = 字符 { $code }

## Guarantees at a step

standing-idle = 未涉及
standing-holds = 成立
standing-breaks-here = 在这一步被破坏
standing-broken-since = 第 { $step } 步起已被破坏
standing-broken-earlier = 此前已被破坏
standing-breaks-at = 将在第 { $step } 步被破坏
standing-breaks-later = 之后会被破坏
standing-undecided-until = 第 { $step } 步运行结束时被破坏
standing-undecided = 运行结束时判定
error-in-program = 第 { $line } 行第 { $column } 列：{ $message }

## Why a guarantee is broken

why-event = 第 { $step } 步：{ $event }
why-missing = 第 { $step } 步：{ $event }直到运行结束，再没有任务、定时器和在途的消息，也没有补上。
why-time = 第 { $step } 步（{ $time }）时限已过。

## Labels: words of the diagram

badge-crash-process = 崩溃
badge-crash-power-cut = 断电
badge-crash-destroyed = 机器损毁
badge-back-in = { $what }，{ $length }后重启
badge-for-good = { $what }，不再恢复
badge-check-now = 运维操作：立即回查
badge-resume-discarded = 运维操作：恢复已丢弃的半消息
badge-running = 正在运行：已有 { $events } 个事件。显示的是之前的结果。
badge-running-on = 正在运行：已有 { $events } 个事件。显示的是它的开头。
badge-link-cut = 连接切断
badge-link-repaired = 连接恢复
badge-copy-of = 副本：{ $label }
badge-check-of = 第 { $number } 次回查，共 { $max } 次
badge-diagram = 时序图
badge-description = “{ $strategy }”的时序图，共 { $steps } 步。事件列表中有同样的内容。
badge-events = 事件
badge-nothing-yet = 还没有发生任何事。
badge-restarted = 重启 · 内存清空
badge-restarted-stateless = 重启
badge-paused-for = 停顿 { $length }
badge-resumed = 继续
badge-clock-ahead = 时钟快 { $by }
badge-clock-behind = 时钟慢 { $by }
badge-refused = 被拒绝
badge-idle = 空闲 { $duration }
badge-missing-message = 从未发送
badge-missing-payout = 永远不会到
badge-missing-answer = 没有应答
badge-missing-view = 从未写入
badge-missing-more = 另有{ $n }个订单
badge-drawing = 正在绘制时序图。
badge-steps-before = 第 1 至第 { $step } 步未列出：后退即可查看。

## Labels: notes

notice-bad-value = 无法识别 `{ $name }={ $value }`，改用默认值。`{ $name }` 可取 { $known }。
notice-whole-number = 整数
notice-unknown-scenario = 没有名为 `{ $found }` 的场景或策略。
notice-unknown-scenario-meant = 没有名为 `{ $found }` 的场景或策略；是不是 { $nearest }？
notice-bad-set = 略去地址中的 `set={ $value }`：{ $why }
notice-refused = 无法这样做：{ $why }
notice-left-out = 略去 `{ $names }`：最多对照四种策略，每种一次，`own` 只能排第一。
notice-newer-version = 这个地址是为更新版本的实验制作的。
notice-long-link = 链接最多携带 8 KB 的场景文本，此场景超出了限制；请把文本保存为文件。
notice-draft-left-out = 链接里是最后一个没有错误的程序版本，不是编辑器里的文字。
notice-bad-link = 链接中的状态已损坏或不完整，场景按默认值开始。
notice-other-model = 这个链接由模型 { $theirs } 生成，当前是模型 { $ours }，运行结果可能不同。
notice-bad-scenario = 无法读取链接中的场景：{ $why }
notice-bad-file = 没有打开 { $name }：{ $why }
notice-no-text = { $why ->
    [several] 没有打开 { $name }：请一次只打开一个文件。
    [large] 没有打开 { $name }：文件超过 16 MB；场景和程序最多几百行。
    [binary] 没有打开 { $name }：第 { $line } 行不是 UTF-8 文本，请把文件存成 UTF-8。
    [json] 没有打开 { $name }：其中的 JSON 在第 { $line } 行有错。
    [damaged] 没有打开 { $name }：其中的 JSON 已损坏或不完整。
    [report] 没有打开 { $name }：这份 JSON 里没有场景；`zeroloss run --json` 写出的才有。
    [pixels] 浏览器画不出 { $name } 这么大的图片。请选小一点的，或者用 SVG。
   *[unreadable] 没有打开 { $name }：浏览器读不了它，可能是一个文件夹。
}
notice-no-words = 无法载入{ $language }。请检查网络连接，然后再选一次。
notice-no-search = 无法载入负责搜索和生成文件的程序。请检查网络连接，然后再试一次。
notice-nothing-drawn = 骰子没有为这个场景抽到别的故障。
notice-draft-is-back = 编辑器里的文字已经找回，但还没有运行；改动之后就会运行。
notice-page-for-search = 服务器返回了一个网页，而不是负责搜索和生成文件的程序。请让本站管理员原样提供 zeroloss-search.js 和
    zeroloss-search_bg.wasm。
notice-no-workers = 浏览器不允许在这里启动 Worker，改由页面自己搜索，会慢一些。
notice-search-ended = 一个 Worker 没做完就结束了，多半是内存不足；尚未判定的仍未判定。
notice-search-broke = Worker 出错。这是 Zeroloss 自身的错误，请报告：{ $why }
notice-dismiss = 知道了

## Labels: searches

search-budget-is = 最多 { $n } 个故障
search-searching = 正在搜索：{ $n } 个故障
search-counts = { $states } 个状态 · { $events } 个事件 · 深度 { $depth } · 还剩 { $frontier } 条路径 · 每秒
    { $rate } 个事件
search-ended = { $broken } 条会被破坏，{ $holding } 条成立{ $open ->
    [0] { "" }
   *[other] ，{ $open } 条未定
}
search-receipt = { $states } 个状态，深 { $depth } 个事件
search-faults = { $n ->
    [0] 无需故障
   *[other] { $n } 个故障
}
search-open-help-nothing = 未定的各条中，有的在没有故障时也尚不清楚；之后搜索被停止，或达到了状态数或运行长度的上限。
search-open-help = { $n ->
    [0] 未定的各条在没有故障时都成立
   *[other] 未定的各条在最多 { $n } 个故障时都成立
}；之后搜索被停止，或达到了状态数或运行长度的上限。
search-closed = 已堵住：最多 { $n } 个故障时，“{ $name }”成立。
search-still-broken = “{ $name }”仍会被破坏，{ $n ->
    [0] 甚至无需故障
   *[other] 需要 { $n } 个故障
}。
search-tried-nothing = 没有试任何故障。
search-tried-all = 在每次运行的每一处试过：{ $kinds }。
search-not-tried = 没有试过：其他时长和其他设置；在指定时刻发生的故障；提前重启；偏慢或中途改动的时钟；Broker 以外各方断电；支付系统崩溃或停顿{ $kinds }。
search-not-tried-kinds = ；以及这些种类的故障：{ $kinds }
search-left-out = 搜索时不带本场景已有的故障（{ $faults }）。
search-left-out-listed = { $n } 个故障
search-left-out-drawn = 由种子抽取的 { $n } 个故障
search-left-out-both = { $listed } 个故障，以及由种子抽取的 { $drawn } 个
lengths-next = { $list }或{ $next }
lengths-last = { $list }或{ $last }
kind-crash = 崩溃
kind-power-cut = 断电
kind-lose = 消息丢失
kind-fail = 被拒绝
kind-delay = 迟到
kind-duplicate = 重复
kind-destroy = Broker 损毁
kind-pause = 停顿
kind-partition = 网络分区
kind-skew = 时钟偏快
kind-check = 立即回查
kind-resume = 恢复已丢弃
tried-crash = 除支付系统外，任何一方在某一步或某条消息处崩溃，{ $lengths }后恢复
tried-lose = 消息丢失
tried-fail = 消息被拒绝
tried-duplicate = 消息在{ $lengths }后重复到达
tried-delay = 消息迟到{ $lengths }
tried-pause = 除支付系统外，任何一方在某一步或某条消息之后停顿{ $lengths }
tried-power-cut = Broker 断电，{ $lengths }后恢复
tried-partition = 消息发出前，链路单向或双向中断{ $lengths }
tried-skew = 与别的时钟相比较的时钟，从一开始就快{ $lengths }
tried-check = 运维人员立即回查（在有作用之处）
tried-resume = 运维人员恢复已丢弃的消息
tried-destroy = Broker 的机器连同磁盘损毁，{ $lengths }后恢复
search-title = 穷举故障
search-break-it = 替我找
search-break-it-help = 在每一步试遍每一种故障，为每条保证找出最短的破坏方式。
search-budget = 一次运行中的故障数
search-stop = 停止
search-resume = 继续
search-done = 已完成
search-holds = 成立
search-idle = 未涉及
search-open = 未定
search-mistake = 出错
search-mistake-help = 搜索说被破坏，重放却不是：这是 Zeroloss 的错误，请报告。
search-repair = 试一种补救
search-tried = 试了什么
search-forever = 永久
search-certainty = “成立”指在以上所有运行中都成立。状态以 64 位散列区分，漏掉一个状态的可能性小于百万分之一。“会被破坏”都经过重放确认。
search-necessary = 没有它就不会破坏“{ $name }”
search-irrelevant = 没有它也会破坏“{ $name }”
search-matrix = 每一格都当场搜索：✕ 打开破坏它的最短运行，✓ 打开这个策略和已试过的内容。
search-answer-waits = 正在搜索 { $rows } 种写法，每次运行至多 { $faults } 个故障……
search-answer = 在试过的每一次运行里（至多 { $faults } 个故障），提交与消息要么都发生、要么都不发生：{ $kept ->
    [0] { $rows } 种写法中没有一种做到。
   *[other] { $rows } 种写法中有 { $kept } 种做到，即{ $names }。
}
search-answer-comma = 、
search-may-strike = 可能发生的故障
search-all-strategies = 全部策略
search-open-what-was-tried = 打开已试过的内容
search-copy-markdown = 复制为 Markdown
search-all-columns = 全部保证
search-stores = Redis 与搜索由谁写
search-stores-nobody = 都不写
search-stores-inline = 订单系统，随事务写
search-stores-consumer = 消费者
search-all-rows = 全部
search-searched = 搜索范围
search-waiting = 等待中
search-open-counterexample = 打开反例

## Labels: the fault map

map-comes-to = { $fault }：{ $code }。{ $rest }
map-step = 第 { $step } 步
map-steps = 第 { $from }–{ $to } 步
map-title = 故障地图
map-column-crash = 崩溃
map-column-power-cut = 断电
map-column-lost = 丢失、被拒绝或断链
map-column-late = 延迟、停顿或时钟偏差
map-column-twice = 重复或人工操作
map-as-without = 与没有它时相同。
map-own = 本次运行已有这个故障。
map-same = 无变化
map-progress = 已运行 { $run } / { $all } 个故障
map-too-large = 故障太多：共 { $all } 个，只试了 { $run } 个
map-at-step = 在第 { $step } 步再加一个故障
map-worst = 在第 { $step } 步再加一个故障，最坏是 { $code }
map-impossible = 试过的故障没有一个能破坏它
map-possible = 再加一个故障就可能破坏
map-avoidable = 再加一个故障还可能挽回
map-inevitable = 被破坏：试过的故障没有一个能挽回
map-from-to = { $fate }（{ $steps }）
mark-breaks = 此处一个故障就会破坏它
mark-breaks-other = 会破坏别的保证
mark-breaks-name = 此处一个故障就会破坏“{ $name }”
mark-nothing-done = 什么都没做，也不欠什么
mark-survives = 经得住
mark-unknown = 还没试
mark-counted = 每一行逐一试过：{ $kinds }。只打击 Broker 自身的故障不属于任何一行。
mark-comma = 、
mark-columns = 按种类分列：在本次运行中再加一个
mark-of-run = 标记改为：在本次运行中再加一个
map-band = 时间条上方的色带
map-no-return = { $step ->
    [0] 从一开始就不可避免
   *[other] 第 { $step } 步起不可避免
}

## Participants: the head of the lifeline, the same where there is little room, the line under it, and the name in a sentence

node-payment-name = 支付系统
node-payment-short = 支付
node-payment-term = Payment
node-payment-subject = 支付系统
node-order-1-name = 订单服务 1
node-order-1-short = 服务 1
node-order-1-term = Order service
node-order-1-subject = 订单服务 1
node-order-2-name = 订单服务 2
node-order-2-short = 服务 2
node-order-2-term = Order service
node-order-2-subject = 订单服务 2
node-coordinator-name = 事务协调者
node-coordinator-short = 协调者
node-coordinator-term = Coordinator
node-coordinator-subject = 事务协调者
node-dtm-name = dtm 服务端
node-dtm-short = dtm
node-dtm-term = 二阶段消息
node-dtm-subject = dtm 服务端
node-database-name = 订单库
node-database-short = 订单库
node-database-term = Database
node-database-subject = 订单库
node-relay-name = 消息中继
node-relay-short = 中继
node-relay-term = Relay
node-relay-subject = 消息中继
node-connector-name = CDC 连接器
node-connector-short = 连接器
node-connector-term = Connector
node-connector-subject = CDC 连接器
node-redis-name = Redis
node-redis-short = Redis
node-redis-term = 缓存
node-redis-subject = Redis
node-elasticsearch-name = Elasticsearch
node-elasticsearch-short = ES
node-elasticsearch-term = 搜索索引
node-elasticsearch-subject = Elasticsearch
node-proxy-name = 代理
node-proxy-short = 代理
node-proxy-term = Proxy
node-proxy-subject = 代理 Proxy
node-broker-name = 消息队列
node-broker-short = 消息队列
node-broker-term = Broker
node-broker-subject = Broker
node-slave-name = 从节点
node-slave-short = 从节点
node-slave-term = Slave
node-slave-subject = Slave
node-consumer-name = 红包系统
node-consumer-short = 红包
node-consumer-term = Red packets
node-consumer-subject = 红包系统

## Messages in a sentence, by their roles

role-callback = 支付回调
role-callback-reply = 支付回调应答
role-refund = 退款请求
role-refund-ack = 退款确认
role-begin = BEGIN
role-begin-ack = BEGIN 应答
role-update = UPDATE
role-update-ack = UPDATE 应答
role-insert = INSERT
role-insert-ack = INSERT 应答
role-select = SELECT
role-select-ack = SELECT 应答
role-commit = COMMIT
role-commit-ack = COMMIT 应答
role-rollback = ROLLBACK
role-rollback-ack = ROLLBACK 应答
role-close = 关闭连接请求
role-set = Redis 写入请求
role-set-ack = Redis 应答
role-index = Elasticsearch 写入请求
role-index-ack = Elasticsearch 应答
role-send = 消息
role-send-ack = 消息写入应答
role-half = 半消息
role-half-ack = 半消息写入应答
role-end = 半消息结束请求
role-check = 回查请求
role-deliver = 投递
role-ack = 消费确认
role-heartbeat = 心跳
role-subscribe = 订阅请求
role-poll = 轮询
role-poll-ack = 轮询应答
role-mark = outbox 的 UPDATE
role-mark-ack = outbox 的 UPDATE 应答
role-prepare = PREPARE
role-prepare-ack = PREPARE 应答
role-call = 调用
role-call-reply = 调用应答
role-ask = 询问
role-ask-ack = 询问应答
role-claim = SETNX
role-claim-ack = SETNX 应答
role-replicate = 主从复制
role-replicate-ack = 主从复制确认
role-pull = 拉取请求
role-offset = 消费位点
role-sendback = 发回请求
role-sendback-ack = 发回应答
role-end-ack = 代理对结束请求的应答
role-producer = Kafka 事务的结束请求
role-producer-ack = Kafka 事务结束请求的应答
role-init = 生产者注册

## Guarantees

guarantee-no-lost-message-name = 不丢消息
guarantee-no-lost-message-sentence = 订单在数据库中已是 PAID，消费者最终就能读到它的消息。
guarantee-no-ghost-name = 无幽灵消息
guarantee-no-ghost-sentence = 消费者能读到的消息，其订单最终都是 PAID。
guarantee-no-early-visibility-name = 不提前可见
guarantee-no-early-visibility-sentence = 订单变为 PAID 之前，没有消费者能读到它的消息。
guarantee-at-least-once-effect-name = 至少发放一次
guarantee-at-least-once-effect-sentence = 每个 PAID 订单最终都收到红包。
guarantee-no-double-payout-name = 不重复发放
guarantee-no-double-payout-sentence = 任何订单都不会收到一个以上的红包。
guarantee-exactly-once-effect-name = 恰好发放一次
guarantee-exactly-once-effect-sentence = 最终每个 PAID 订单恰好收到一个红包，其他订单一个也没有。
guarantee-no-unpaid-payout-name = 未付款不发放
guarantee-no-unpaid-payout-sentence = 订单不是 PAID 或款项已退时，不会发放红包。
guarantee-money-settled-name = 款项有着落
guarantee-money-settled-sentence = 已扣的款项最终要么对应 PAID 订单，要么已退回，要么支付系统知道失败了。
guarantee-caller-in-time-name = 处理不拖过期限
guarantee-caller-in-time-sentence = 支付系统停止等待时，订单服务不会仍在处理它的回调。
guarantee-short-transactions-name = 事务不过长
guarantee-short-transactions-sentence = 数据库事务保持打开的时间不超过 1 秒。
guarantee-stores-agree-name = 缓存、索引与库一致
guarantee-stores-agree-sentence = 最终 Redis 和 Elasticsearch 的内容与数据库一致。
guarantee-legal-status-name = 状态不回退
guarantee-legal-status-sentence = 已 CLOSED 的订单不会再变回 PAID，已 PAID 的订单不会变回 UNPAID。
guarantee-half-resolved-name = 半消息终有结论
guarantee-half-resolved-sentence = 最终每条半消息都被提交或回滚，PAID 订单的半消息不会被丢弃。
guarantee-decision-agrees-name = 结论与订单相符
guarantee-decision-agrees-sentence = 只有 PAID 订单的半消息会被提交；PAID 订单不会因回滚而失去消息。
guarantee-decision-stable-name = 结论不反复
guarantee-decision-stable-sentence = 半消息一旦提交或回滚，相反的结论不再生效。
guarantee-progress-name = 无故障时能完成
guarantee-progress-sentence = 不出故障时，每个订单都变为 PAID，收到一个红包，调用方按时得到应答。
guarantee-no-manual-repair-name = 无需人工处理
guarantee-no-manual-repair-sentence = 最终没有等待人工处理的：丢弃的半消息、死信、outbox 死记录、未裁决的 prepared 事务。
guarantee-no-leaked-blocking-name = 不遗留阻塞
guarantee-no-leaked-blocking-sentence = 最终没有未结束的事务，也没有任务在等待数据库连接。
guarantee-ack-durable-name = 写入即持久
guarantee-ack-durable-sentence = Broker 已确认写入的内容不会因崩溃而丢失。
guarantee-visible-in-time-name = 60 秒内可见
guarantee-visible-in-time-sentence = 订单变为 PAID 后最多 60 秒，消费者就能读到它的消息。
guarantee-callback-idempotent-name = 重复回调只有一条消息
guarantee-callback-idempotent-sentence = 无论支付系统回调多少次，能读到的消息最多一份。

## Outcomes

outcome-LOSS-name = 丢失
outcome-LOSS-meaning = 订单已是 PAID，但它的消息永远读不到。
outcome-GHOST-name = 幽灵
outcome-GHOST-meaning = 消息能读到，但订单不是 PAID，或者钱已退回。
outcome-DUP-name = 重复
outcome-DUP-meaning = 消息有多份，红包也发了多次。
outcome-DOUBLE-PAY-name = 多发
outcome-DOUBLE-PAY-meaning = 同一条消息被消费多次，红包发了多次。
outcome-STUCK-name = 卡住
outcome-STUCK-meaning = 有事情永远没有结束。
outcome-UNTOLD-name = 未告知
outcome-UNTOLD-meaning = 钱已扣，订单不是 PAID，支付系统却被告知一切正常。
outcome-DIRTY-name = 不一致
outcome-DIRTY-meaning = Redis 或 Elasticsearch 与数据库不一致，或者已 CLOSED 的订单又变回 PAID。
outcome-SLOW-name = 超时
outcome-SLOW-meaning = 支付系统已停止等待，订单服务还在处理。
outcome-EARLY-name = 提前
outcome-EARLY-meaning = 订单变为 PAID 之前，消息就能读到了。
outcome-ABORT-name = 放弃
outcome-ABORT-meaning = 两边都放弃了：订单不是 PAID，也没有可读的消息。
outcome-OK-name = 正常
outcome-OK-meaning = 订单是 PAID，红包恰好发放一次。

## Settings: label, help, and the words of a choice

setting-orders-label = 订单数
setting-orders-help = 一次运行中有多少个订单付款。
setting-orders-interval-label = 订单间隔
setting-orders-interval-help = 一个订单付款之后，过多久下一个订单付款。
setting-payment-deadline-label = 回调应答期限
setting-payment-deadline-help = 支付系统等待回调应答的时间。
setting-payment-renotify-label = 再次回调
setting-payment-renotify-help = 没有得到成功应答时支付系统是否再次回调，以及订单已是 PAID 时订单服务怎么做。
setting-payment-renotify-is-off = 不再回调
setting-payment-renotify-is-ack = 回调，只确认
setting-payment-renotify-is-republish = 回调，重新发送
setting-order-producers-label = 订单服务实例数
setting-order-producers-help = 生产者组的成员；Broker 可能回查其中任何一个。
setting-send-retries-label = 发送重试次数
setting-send-retries-help = 第一次发送失败之后再重试多少次。
setting-send-timeout-label = 发送超时
setting-send-timeout-help = 每次发送等待 Broker 应答的时间。
setting-send-backoff-label = 重试间隔
setting-send-backoff-help = 两次发送之间等待的时间。
setting-order-work-label = work 步骤的时长
setting-order-work-help = 程序中 `work` 花费的时间：慢查询或远程调用。
setting-checker-answer-label = 回查应答
setting-checker-answer-help = Broker 回查半消息时，订单服务如何应答。
setting-checker-answer-is-program = 以程序为准
setting-checker-answer-is-commit = 提交 commit
setting-checker-answer-is-rollback = 回滚 rollback
setting-checker-answer-is-unknown = 未知 unknown
setting-half-CHECK_IMMUNITY_TIME_IN_SECONDS-label = 半消息自带的免疫时间
setting-half-CHECK_IMMUNITY_TIME_IN_SECONDS-help = 在此之前 Broker 只把半消息放回而不回查；0s 表示不设置。
setting-restart-after-label = 重启时间
setting-restart-after-help = 故障没有指明时，崩溃的进程多久后重启。
setting-network-latency-label = 内部网络延迟
setting-network-latency-help = 系统内两个参与者之间的单向延迟。
setting-payment-latency-label = 支付网络延迟
setting-payment-latency-help = 支付系统与订单服务之间的单向延迟。
setting-database-pool-label = 连接池大小
setting-database-pool-help = 每个订单服务实例的数据库连接数。
setting-database-pool-timeout-label = 连接池超时
setting-database-pool-timeout-help = `begin` 等待空闲连接的时间。
setting-database-timeout-label = 语句超时
setting-database-timeout-help = 一条语句等待数据库、Redis 或 Elasticsearch 应答的时间。
setting-profile-label = 版本
setting-profile-help = Broker 采用哪个版本的默认值；已另行设置的参数不变。
setting-profile-is-rocketmq-5-3 = RocketMQ 5.3
setting-profile-is-rocketmq-4-9 = RocketMQ 4.9
setting-profile-is-kafka = Kafka
setting-broker-flushDiskType-label = 刷盘方式
setting-broker-flushDiskType-help = Broker 在消息落盘之前还是之后应答。
setting-broker-flushDiskType-is-ASYNC_FLUSH = ASYNC_FLUSH 异步刷盘
setting-broker-flushDiskType-is-SYNC_FLUSH = SYNC_FLUSH 同步刷盘
setting-broker-flushCommitLogThoroughInterval-label = 刷盘间隔
setting-broker-flushCommitLogThoroughInterval-help = 异步刷盘最多滞后多久。
setting-broker-transactionCheckInterval-label = 回查间隔
setting-broker-transactionCheckInterval-help = Broker 两轮回查之间的时间。
setting-broker-transactionTimeOut-label = 回查免疫时间
setting-broker-transactionTimeOut-help = 半消息存在不到这个时间时不会被回查。
setting-broker-transactionCheckMax-label = 最大回查次数
setting-broker-transactionCheckMax-help = 回查达到这个次数之后，半消息被移入丢弃主题。
setting-broker-transactionOpBatchInterval-label = op 标记的等待时间
setting-broker-transactionOpBatchInterval-help = op 标记写入之前在 Broker 内存中停留多久；0s 表示立即写入。
setting-broker-rejectCommitOrRollback-label = 拒绝过期的结束请求
setting-broker-rejectCommitOrRollback-help = 过了半消息自带的免疫时间，是否拒绝生产者自己发来的提交或回滚。
setting-broker-rejectCommitOrRollback-is-on = 开启
setting-broker-rejectCommitOrRollback-is-off = 关闭
setting-broker-fileReservedTime-label = 保留时间
setting-broker-fileReservedTime-help = 半消息超过这个时间就被移入丢弃主题。
setting-consumer-inbox-label = 消费去重表
setting-consumer-inbox-help = 消费者数据库中的唯一键是否拒绝第二次发放。
setting-consumer-inbox-is-off = 关闭
setting-consumer-inbox-is-on = 开启
setting-consumer-time-label = 发放耗时
setting-consumer-time-help = 发放一个红包需要的时间。
setting-consumer-invisibleTime-label = 重新投递时间
setting-consumer-invisibleTime-help = Broker 等待 POP 消费确认多久之后重新投递。
setting-broker-syncFlushTimeout-label = 同步刷盘超时
setting-broker-syncFlushTimeout-help = SYNC_FLUSH 下等待这么久之后应答 FLUSH_DISK_TIMEOUT。
setting-broker-disk-flush-label = 磁盘
setting-broker-disk-flush-help = 把日志强制写入磁盘需要的时间。
setting-broker-transientStorePoolEnable-label = 堆外内存池
setting-broker-transientStorePoolEnable-help = 日志是否先在 Broker 内存中停留 200 毫秒，再进入页缓存。
setting-broker-transientStorePoolEnable-is-off = 关闭
setting-broker-transientStorePoolEnable-is-on = 开启
setting-broker-readBeforeFlush-label = 落盘前可读
setting-broker-readBeforeFlush-help = SYNC_FLUSH 下消息落盘之前能否被消费。
setting-broker-readBeforeFlush-is-off = 关闭
setting-broker-readBeforeFlush-is-on = 开启
setting-broker-slaves-label = 从节点数
setting-broker-slaves-help = Broker 在其他机器上的副本。
setting-broker-brokerRole-label = 角色
setting-broker-brokerRole-help = 应答是否可能等待从节点；5.0 起还取决于 inSyncReplicas。
setting-broker-brokerRole-is-ASYNC_MASTER = ASYNC_MASTER 异步复制
setting-broker-brokerRole-is-SYNC_MASTER = SYNC_MASTER 同步双写
setting-broker-slaveTimeout-label = 从节点超时
setting-broker-slaveTimeout-help = SYNC_MASTER 下等待这么久之后应答 FLUSH_SLAVE_TIMEOUT。
setting-broker-inSyncReplicas-label = 等待的副本数
setting-broker-inSyncReplicas-help = 5.0 起 SYNC_MASTER 等待的副本数，含主节点；1 表示不等待。
setting-broker-minInSyncReplicas-label = 最少副本数
setting-broker-minInSyncReplicas-help = 5.0 起 SYNC_MASTER 下副本少于此数时拒绝写入。
setting-broker-allAckInSyncStateSet-label = 等待全部同步副本
setting-broker-allAckInSyncStateSet-help = 5.0 起 SYNC_MASTER 下只要从节点在线就等待它。
setting-broker-allAckInSyncStateSet-is-off = 关闭
setting-broker-allAckInSyncStateSet-is-on = 开启
setting-broker-flushConsumerOffsetInterval-label = 位点落盘间隔
setting-broker-flushConsumerOffsetInterval-help = Broker 多久保存一次消费者和回查的位点。
setting-consumer-kind-label = 消费方式
setting-consumer-kind-help = 消费者按位点拉取，还是逐条确认。
setting-consumer-kind-is-push = push（位点）
setting-consumer-kind-is-pop = POP（逐条确认）
setting-consumer-persistConsumerOffsetInterval-label = 位点提交间隔
setting-consumer-persistConsumerOffsetInterval-help = push 消费者多久向 Broker 提交一次消费位点。
setting-consumer-consumeTimeout-label = 消费超时
setting-consumer-consumeTimeout-help = push 消费者处理一条消息超过这个时间就把它发回。
setting-consumer-maxReconsumeTimes-label = 最大重试次数
setting-consumer-maxReconsumeTimes-help = 重试达到这个次数之后，消息被移入死信主题。
setting-client-label = 客户端
setting-client-help = 订单服务用什么发送：直连 Broker，还是经过代理。
setting-client-is-remoting = remoting 直连
setting-client-is-grpc = gRPC 经代理
setting-send-budget-label = 超时的范围
setting-send-budget-help = 发送超时由每次尝试各自计算，还是所有尝试共用。
setting-send-budget-is-each = 每次尝试
setting-send-budget-is-shared = 所有尝试共用
setting-send-sendMsgMaxTimeoutPerRequest-label = 单次尝试上限
setting-send-sendMsgMaxTimeoutPerRequest-help = 一次尝试最多占用共用超时的多少；0s 表示不限。
setting-client-checkThreadPoolMaxSize-label = 回查线程数
setting-client-checkThreadPoolMaxSize-help = 队列满时一个实例同时应答多少个回查。
setting-client-checkRequestHoldMax-label = 回查队列长度
setting-client-checkRequestHoldMax-help = 一个实例中最多等待多少个回查，再来的被丢弃。
setting-proxy-transactionDataExpireMillis-label = 代理的记忆时间
setting-proxy-transactionDataExpireMillis-help = 代理记住半消息位置的时间。
setting-kafka-acks-label = 何时应答
setting-kafka-acks-help = 发送的应答要等所有副本写入，还是只等主副本。
setting-kafka-acks-is-all = 所有副本已写入
setting-kafka-acks-is-1 = 主副本已写入
setting-kafka-enable-idempotence-label = 幂等生产者
setting-kafka-enable-idempotence-help = 重试的记录在 Broker 上是否只写入一次。
setting-kafka-enable-idempotence-is-true = 开启
setting-kafka-enable-idempotence-is-false = 关闭
setting-kafka-request-timeout-ms-label = 单次尝试超时
setting-kafka-request-timeout-ms-help = 一次尝试等待应答的时间。
setting-kafka-delivery-timeout-ms-label = 全部尝试的时间
setting-kafka-delivery-timeout-ms-help = 一次发送最多尝试多久；它取代程序中的 retry 和 timeout。
setting-kafka-retry-backoff-ms-label = 重试间隔
setting-kafka-retry-backoff-ms-help = 第一次失败后的间隔，之后翻倍，最长 1 秒。
setting-kafka-default-replication-factor-label = 副本数
setting-kafka-default-replication-factor-help = 每条记录的份数；只有一份时，断电会带走尚未写回磁盘的记录。
setting-kafka-transaction-timeout-ms-label = 事务最长时间
setting-kafka-transaction-timeout-ms-help = 超过这个时间，协调者中止未结束的事务。

## Groups of settings

group-payment = 支付系统
group-order = 订单服务
group-infrastructure = 数据库与网络
group-broker = Broker
group-consumer = 消费者
group-kafka = Kafka
group-client = 客户端

## What can be written into a program

phrase-begin = 开启事务
phrase-commit = 使事务持久
phrase-rollback = 撤销事务
phrase-update-order = 更新订单状态
phrase-insert-log = 写入消息日志，供回查判断
phrase-insert-tombstone = 写入墓碑，禁止该记录
phrase-prepare = 事务待定，崩溃不丢
phrase-commit-prepared = 提交待定的事务
phrase-rollback-prepared = 回滚待定的事务
phrase-insert-outbox = 消息作为一行写入
phrase-mark-outbox = 标记已试、已发或死信
phrase-insert-payout = 红包作为一行写入
phrase-set-redis = 立即写入，不会回滚
phrase-index-elasticsearch = 立即写入，不会回滚
phrase-send-retry = 等待 Broker 的应答
phrase-send-timeout = 等待 Broker 的应答
phrase-send-half-retry = 半消息：已存储，结束前不可见
phrase-send-oneway = 单向发送，不等应答
phrase-end = 决定半消息的去留
phrase-deliver-timeout = 不经 Broker，直接投递给消费者
phrase-producer-begin = 开启 Kafka 事务
phrase-producer-commit = 使已发消息可读
phrase-producer-abort = 丢弃已发消息
phrase-reply = 应答调用方
phrase-refund = 请求退款
phrase-call = 请求另一进程
phrase-remember = 记在内存，崩溃即失
phrase-note = 记在磁盘，崩溃不失
phrase-move-cursor = 游标移过当前行（内存）
phrase-save-cursor = 游标写入磁盘，重启后从此继续
phrase-pay = 每次都发红包
phrase-pay-once = 每单只发一次，靠去重表
phrase-pay-once-by = 按另一种键去重
phrase-claim-redis-for = 占键，挡住其他投递
phrase-ack = 确认消费，不再投递
phrase-work = 消耗一段时间
phrase-run = 转到该处理程序
phrase-run-every = 再来一轮，取下一行
phrase-stop = 结束任务
phrase-if-order-is-PAID = 查询数据库
phrase-if-log-has-message = 查询消息日志
phrase-if-age-over-2m = 按本进程时钟的存在时长
phrase-if-outbox-tried-over-2 = 该行已失败几次
phrase-if-note-is-commit = 本进程磁盘上的记录
phrase-if-note-at-coordinator-is-commit = 另一进程磁盘上的记录
phrase-if-payout-has-order = 询问消费者
phrase-if-redis-has-claim = 查询 Redis
phrase-if-inbox-on = 消费去重表是否开启
phrase-if-republish-on = 支付系统重复通知时是否重发
phrase-if-memory-has-message = 内存中有记录
phrase-if-memory-is-commit = 内存中恰好是此记录
phrase-if-outbox-has-next = 取下一条未发送的行
phrase-if-outbox-has-later = 取游标之后的行
phrase-if-binlog-has-next = 按提交顺序取下一行
phrase-if-order-has-next-PAID = 取下一个该状态的订单
phrase-if-prepared-has-next = 取下一个待定事务
phrase-if-note-has-next-open = 取下一条有此记录的消息
phrase-else-if-order-is-PAID = 另一个条件
phrase-else = 以上都不成立
phrase-on-failure = 上一行失败时
phrase-on-payment = 支付系统回调
phrase-on-repeat = 支付系统再次回调
phrase-on-check = Broker 回查半消息
phrase-on-message = 消费者收到消息
phrase-every = 在某处周期执行
phrase-on-start-at = 进程启动或重启
phrase-on-call = 另一进程调用

## Groups of what can be written

group-phrase-database = 数据库
group-phrase-outbox = 消息的行
group-phrase-stores = Redis 与 Elasticsearch
group-phrase-message = 消息
group-phrase-caller = 调用与应答
group-phrase-memory = 内存与磁盘
group-phrase-consumer = 消费者
group-phrase-flow = 流程
group-phrase-choice = 条件
group-phrase-next = 若有下一个
group-phrase-otherwise = 否则
group-phrase-failure = 失败时
group-phrase-handler = 处理程序

## Labels: the start page

start-title = 订单付了款，红包却没有来。
start-text = 两行代码之间崩溃一次就够了。这里是代码，这里是它的一次运行。换个地方制造故障，改写代码，或让页面把每个故障逐一试一遍。
start-ways = 接下来
start-lab = 打开实验
start-guarantees = 哪种写法能扛住哪些故障？

## Labels: header and navigation

page-lab = 实验
page-guarantees = 保证
page-theme = 主题
page-close = 关闭
page-open-full-page = 在完整页面中打开
page-model = 按 Apache RocketMQ 5.3 建模：事务消息、回查与页缓存；未纳入模型的部分见 docs/model.md。

## Labels: themes

theme-light = 浅色
theme-dark = 深色
theme-projector = 投影

## Labels: strategies and scenarios

scenario-strategy = 策略
scenario-scenario = 场景
scenario-choose-scenario = 选择场景
scenario-choose-strategy = 选择策略
scenario-plain-scenario = 没有故障，默认设置
scenario-custom-scenario = 自定义场景
scenario-reset = 回到原来的场景
scenario-changed = { $name }，已改动
scenario-back = 改回去
section-1 = 消息没到 Broker 就丢了
section-2 = 重试，不行就退款
section-3 = 先提交，再发送
section-4 = 把发送放进事务
section-5 = Redis 与 Elasticsearch 不会回滚
section-6 = 事务消息
shelf-conformance = 模型与真实 Broker 对照
shelf-duplicates = 重复的由来
shelf-losses = 丢失的由来
shelf-checkers = 回查的写法
shelf-clients = 客户端
shelf-kafka = Kafka
shelf-others = 其他策略
family-two-writes = 两次写，先后有序
family-prepared = 先准备，由提交裁决
family-one-write = 只写一处，其余随之
family-repair = 事后补偿
scenario-checker = 回查
checker-by-status = 按状态
checker-by-message = 按消息
answer-1 = 查不到即回滚
answer-2 = 查不到答未知
answer-3 = 两分钟后回滚
answer-4 = 写墓碑后回滚
answer-5 = 凭内存，无则提交
answer-6 = 出错即回滚
scenario-no-half-in-kafka = Kafka 没有半消息，Broker 会一律拒绝。
choose-by-scenario = 编号、标题、LOSS、§3
choose-by-strategy = 标题、K3、§3
choose-count = 共 { $all } 项，匹配 { $count } 项
choose-nothing = 没有匹配 `{ $found }` 的结果。
choose-nothing-but = 没有匹配 `{ $found }` 的结果；以下匹配 `{ $nearest }`：

## Labels: the program and its editor

program-program = 程序
program-every-line-can-crash = 点击一行，让它崩溃
program-custom = 自定义程序
program-not-entered = { $lines } 行，本次运行没有进入
program-edit = 编辑程序
program-reset = 恢复原程序
program-has-errors = 程序有错误
program-has-warnings = 程序能运行，但多半不是本意
program-editor = 程序编辑器
program-line = 第 { $line } 行
program-insert = 插入
program-nothing-fits = 此处无可插入。请把光标放到某个处理程序中。
program-last-good-runs = 当前展示的是最近一次能通过编译的程序。
program-draft-kept = 未完成的修改已保留。

## Labels: the settings panel

settings-settings = 设置
settings-changed = { $count } 项已改：
settings-set-back = { $key } 恢复为 { $value }
settings-default-is = 默认 { $value }
settings-source-is = 出处：{ $source }

## Labels: the faults and their menus

fault-faults = 故障
fault-break-something = 制造故障
fault-add = 添加故障
fault-remove = 移除：{ $fault }
fault-as-written = 在场景文件中的写法
fault-undo = 撤销
fault-redo = 重做
fault-none-yet = 还没有故障。点击程序的一行、生命线的顶端、途中的消息或时间轴，即可添加。
fault-did-not-happen = 未发生
fault-did-not-happen-help = 运行没有到达这个故障所在的位置。
fault-surprise-me = 随机故障
fault-surprise-me-help = 用一个新种子随机抽取故障；同一种子总是得到同样的故障。
fault-at-line = 第 { $line } 行的故障
fault-at-node = { $name }的故障
fault-at-message = 消息“{ $label }”的故障
fault-at-step = 第 { $step } 步之后的故障
fault-crash-before-line = 在这一行之前崩溃
fault-crash-after-line = 在这一行之后崩溃
fault-crash-forever = 崩溃，不再重启
fault-restart-now = 立即重启
fault-power-cut = 断电
fault-destroy = 损毁机器与磁盘
fault-crash-for = 崩溃，{ $length }后重启
fault-pause-for = 停顿 { $length }
fault-cut-from-broker = 与 Broker 断开 { $length }
fault-refuse-line = 让这一行的请求被拒绝
fault-lose = 丢失这条消息
fault-delay-by = 延迟 { $length }
fault-duplicate = 重复送达
fault-refuse = 让接收方拒绝
fault-check-now = 立即执行一轮回查
fault-resume-discarded = 恢复已丢弃的半消息
fault-checker-answers = 回查的应答
fault-checker-program = 以程序为准
fault-checker-commit = 提交 commit
fault-checker-rollback = 回滚 rollback
fault-checker-unknown = 未知 unknown

## Labels: why an entry of a menu is disabled

reason-line-never-ran = 这一行在本次运行中没有执行过。
reason-already-down = 它已经宕机。
reason-not-down = 它没有宕机。
reason-nothing-discarded = 丢弃主题是空的。
reason-already-so = 已经如此。

## Labels: play, steps, time

transport-controls = 播放控制
transport-play = 播放
transport-pause = 暂停
transport-first = 第一步
transport-previous = 上一步
transport-next = 下一步
transport-last = 最后一步
transport-speed = 速度
transport-position = 运行进度
transport-step-of = 第 { $step } / { $steps } 步
transport-position-is = 第 { $step } 步，共 { $steps } 步，时间 { $time }

## Labels: the verdict and the guarantees

verdict-verdict = 结论
verdict-nothing-breaks = 本次运行没有破坏任何保证。
verdict-point-holds = “{ $name }”成立。
verdict-can-break = 再加一个故障就可能破坏它：程序中有 { $lines } 行。
verdict-can-break-also = 再加一个故障就可能破坏它：程序中有 { $lines } 行，此外还有别处。
verdict-can-break-elsewhere = 再加一个故障就可能破坏它。
verdict-none-breaks = 逐一试过 { $tried } 个故障，没有一个能破坏它。
verdict-trying = 正在试再加一个故障……
verdict-not-tried = 还没有试过再加一个故障。
verdict-certain = { $step ->
    [0] 从一开始就不可避免：试过的故障没有一个能挽回。
   *[other] 第 { $step } 步起不可避免：试过的故障没有一个能挽回。
}
verdict-why = 为什么？
verdict-survives = 换成“{ $title }”，同样的故障不会破坏它
verdict-survives-plain = 换成“{ $title }”就不会被破坏
verdict-others = 其他保证
verdict-hold = { $count } 个成立
verdict-open = { $count } 个待定
verdict-idle = { $count } 个未涉及
guarantees-guarantees = 保证
guarantees-choose = 以它为要看的保证

## Labels: what a run costs

measure-measures = 代价
measure-this-run = 本次运行
measure-without-faults = 没有故障时
measure-other = { $title }，没有故障时
measure-messages = 消息数
measure-round-trips = 订单服务的往返次数
measure-log-records = Broker 日志记录数
measure-transaction = 事务打开时长（占用锁与连接）
measure-caller = 支付系统得到应答为止
measure-red-packet = 从 PAID 到发出红包

## Labels: the state panel

state-state = 状态
state-underlined = 下划线：刚刚变化
state-changed = 这一步的变化
state-nothing-changed = 没有任何保存的内容改变。
state-order = 订单 #{ $number }
state-captured = 已收款
state-refunded = 已退款
state-refused = 被拒绝
state-timeout = 超时
state-process = 进程
state-tasks = 任务
state-line = 第 { $line } 行
state-waits-for-answer = ⋯ 等应答
state-waits-for-connection = ⋯ 等连接
state-waits-for-time = ⋯ 等时间
state-pool = 连接池
state-waiting = ，{ $count } 个等待
state-memory = 内存记录
state-open-transactions = 未结束事务
state-paid-of = { $all } 单中 { $paid } 单 PAID
state-copies = + { $count } 份副本
state-checks = 回查次数
state-discarded = 已丢弃
state-page-cache = 页缓存
state-flushed = 已刷盘
state-not-flushed = 未刷盘
state-payouts = 已发红包
state-inbox = 去重表
state-up = 运行中
state-down = 宕机
state-paused-until = 停顿到 { $until }
state-cursor = 游标
state-cursor-on-disk = 磁盘游标
state-tried = 失败 { $times } 次
state-keeps-locks = 持有锁
state-until = 至 { $until }
state-copied = 日志副本
state-clients = 客户端
state-half-messages = 已知半消息

## Labels: the link

share-share = 分享
share-copy = 复制
share-link = 链接
share-frame = 嵌入课程页面
share-comment = 用于 issue 的评论
share-file = 场景文件
share-gate = CI 测试：保证被破坏就失败
share-copied = 已复制
share-save = 保存
share-run = 把这次运行存成文件
share-form = { $form ->
    [svg] 图片（SVG、PNG）
    [steps] 每一步的图片（zip）
    [markdown] 报告（Markdown）
    [mermaid] Mermaid
    [plantuml] PlantUML
    [json] JSON
   *[itf] ITF，供 TLA+ 工具使用
}
share-making = 正在生成……
share-preview = 效果预览
share-open = 打开文件：场景、程序，或一次运行的 JSON

## Labels: the report of a run

report-diagram = 时序图
report-long-diagram = 这次运行太长，文档里放不下时序图。
report-no-faults = 无。
report-broken = 在 { $since } 被打破
report-undecided = 未定：运行在此之前就被停止了
report-too-long = 这次运行有 { $steps } 步，这种文件最多只能放 { $most } 步。

## Labels: the help

help-title = 帮助
help-intro-1 = 选一个策略，播放或逐步查看它的运行。
help-intro-2 = 制造故障：在程序的一行、生命线的顶端、途中的消息或时间轴上点击、长按或按回车，都会打开故障菜单。
help-intro-3 = 看哪一条保证在哪一步被破坏，以及这对顾客意味着什么。
help-licences = 本页所用程序的许可证
help-play-or-pause = 播放或暂停
help-open-menu = 打开当前消息的故障菜单
help-choose = 选择场景；再按一次选择策略

## Labels: the text exports

export-idle = { $length }后，时刻 { $until }
export-in-flight = 运行停止时仍在途中
export-sent-at = 发送于 { $at }
export-delayed = { $label }：在途中，延迟 { $by }
export-cut = 网络中断：{ $from } 到 { $to } 不通
export-cut-both = 网络中断：{ $one } 与 { $other } 之间不通
export-repaired = 网络恢复：{ $from } 到 { $to }
export-repaired-both = 网络恢复：{ $one } 与 { $other }
export-transaction = 数据库事务
export-outcome = 结果：{ $codes }
export-broken = { $number } { $id }：自 { $since } 起被破坏
export-undecided = { $number } { $id }：尚无定论
export-did-not-happen = 没有发生：{ $fault }

## Labels: strategies side by side

compare-compare = 对照
compare-table = 按虚拟时间，每种策略下发生了什么
compare-time = 时间
compare-add-column = 添加策略
compare-remove-column = 移除：{ $title }
compare-open-in-lab = 在实验中打开：{ $title }
compare-strategy-of = 策略 { $number }
compare-add-fault = 给所有策略加故障…
compare-no-faults = 目前没有故障。
compare-programs = 程序
compare-line-in-none = 只有这个程序有
compare-line-not-in-first = 第一个程序没有
compare-none-broken = 没有破坏任何保证
compare-did-not-happen = 没有发生：{ $fault }
compare-they-differ = 从这里开始不同。
compare-they-part = { $time }起分道：
compare-breaks = 破坏“{ $name }”
compare-keeps = 守住“{ $name }”
compare-part-later = 到目前为止结果相同；从 { $time }起不同。
compare-never-part = 它们的结果相同。
compare-go-there = 跳到那里

## The page before its program: index.html shows these. Here **bold** and `code` are marked

shell-description = 数据库提交与消息要么都发生，要么都不发生：一个可以亲手弄坏的实验室。
shell-question = 数据库提交与消息，要么都发生，要么都不发生：哪种写法真的做得到？
shell-loading = 正在载入实验室……
shell-needs-scripts = 这个实验室在浏览器里运行，需要 JavaScript 和 WebAssembly。请允许本页运行脚本，然后刷新。
shell-not-started = **页面没能启动。**浏览器没有载入或没能运行它的 WebAssembly 程序。请刷新一次；若仍不行，请换用近两年的
    Chrome、Edge、Firefox 或 Safari，并确认途中没有代理或防火墙拦截、改写 .js 与 .wasm 文件。
shell-from-disk = 这一页是从磁盘直接打开的，浏览器不会从 file:// 载入程序。请用任意静态服务器打开这个文件夹，例如 `python3 -m http.server`。
shell-stopped = 页面出错，已经停下
shell-stopped-help = Zeroloss 自身有一处错误，页面无法继续运行。你写下的内容没有丢失。
shell-open-again = 重新打开刚才的场景
shell-open-fresh = 若仍出错：不带场景打开
shell-typed = 编辑器里的文字：
shell-typed-back = 重新打开场景后，它会回到编辑器里。
shell-report = 请报告这个错误，并附上：
shell-copy-details = 复制详情
