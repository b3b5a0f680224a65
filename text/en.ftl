# The sentences of the page, the command and the exports in English. CONTRIBUTING.md ("A language")
# says how this file is written. A key has the same holes in every language.

-name = English
-tags = en eng
-plural-one = n = 1
-ordinal-one = n % 10 = 1 and n % 100 != 11
-ordinal-two = n % 10 = 2 and n % 100 != 12
-ordinal-few = n % 10 = 3 and n % 100 != 13

## Sentences: what happened

sentence = { CAPITAL($text) }.
order = order { $number }
order-none = whatever it reads next
message-about = { $noun } for { $order }
message-unknown = a message
receiver-unknown = its receiver
task-order = { " " }for { $order }
decision-commit = commit
decision-rollback = rollback
decision-unknown = unknown
event-copied = a fault sends a second copy of { $message } to { $to }
event-delayed = a fault delays { $message } by { $length }
event-delivered = { $message } reaches { $to }
event-refused = a fault makes { $to } refuse { $message }
event-dropped = a fault makes { $to } drop { $message }
event-stepped = { $node } has finished `{ $name }`
event-restarted = { $node } starts again; its memory is empty
event-paused = { $node } stands still for { $length }
event-resumed = { $node } goes on
event-partitioned = the link from { $from } to { $to } is cut
event-repaired = the link from { $from } to { $to } works again
event-clock-behind = the clock of { $node } is { $length } behind from now on
event-clock-ahead = the clock of { $node } is { $length } ahead from now on
event-check-now = an operator starts a check round
event-resume-discarded = an operator puts the discarded half messages back
event-crashed-process = { $node } crashes and loses its memory
event-crashed-power-cut = the host of { $node } loses power: memory and page cache are gone
event-crashed-destroyed = the machine of { $node } is destroyed with its disk; only copies are left
event-down-for = { $what }; it is down for { $length }
event-down-for-good = { $what }; it stays down
lost-by-fault = { $message } is lost on its way to { $to }
lost-by-partition = { $message } is lost: the link to { $to } is cut
lost-process-down = { $message } does not arrive: { $to } is down, and the connection is refused
lost-host-down = { $message } does not arrive: the host of { $to } is down, and nobody is told

## Sentences: what somebody sends

sent-callback = { $from } calls { $to }{ $attempt ->
    [1] { "" }
   *[other] { " " }for the { NUMBER($attempt, type: "ordinal") ->
        [one] { $attempt }st
        [two] { $attempt }nd
        [few] { $attempt }rd
       *[other] { $attempt }th
    } time
}: { $order } is paid
sent-callback-reply-ok = { $from } answers the callback about { $order } with 200 OK
sent-callback-reply-error = { $from } answers the callback about { $order } with an error
sent-refund = { $from } asks { $to } to refund { $order }
sent-write = { $from } writes { $status } for { $order } to { $to }
sent-half = { $from } sends the half message of { $order } to { $to }
sent-oneway = { $from } sends the message of { $order } one-way; it will not learn whether it
    arrives
sent-send = { $from } sends the message of { $order } to { $to }
sent-end-call = { $from } asks { $to } to end the half message of { $order }: { $decision }
sent-end-commit = { $from } tells the broker, one-way, to commit the half message of { $order }
sent-end-rollback = { $from } tells the broker, one-way, to roll the half message of { $order } back
sent-end-unknown = { $from } tells the broker, one-way, that it does not know what became of
    { $order }
sent-end-check = { $from } answers the check of { $order }: { $decision }
sent-check = { $from } asks { $to } what became of the half message of { $order } (check
    { $number } of { $max })
sent-deliver = { $from } delivers the message of { $order } to { $to }
sent-ack = { $from } acknowledges the message of { $order }
sent-call = { $from } calls { $to }: `{ $request }` for { $order }
sent-hand = { $from } hands the message of { $order } to { $to }, without a broker
sent-ask = { $from } asks { $to } { $question }
sent-claim = { $from } claims the key of { $order } at { $to }
sent-end-transaction = { $from } asks { $to } to end the Kafka transaction of { $order }:
    { $decision }
sent-init-transactions = { $from } registers its producers: what they left open is over
sent-heartbeat = { $from } sends its heartbeat to { $to }, so that it can be asked
sent-subscribe = { $from } asks { $to } for messages again
sent-replicate = { $from } sends { $to } its log up to record { $record }
sent-replicate-ack = { $from } reports to { $to } that it has the log up to record { $record }
sent-pull = { $from } asks { $to } for the next message
sent-consumed = { $from } tells { $to } its offset: all up to the message of { $order } is consumed
sent-send-back = { $from } sends the message of { $order } back to { $to }, to get it later

## Sentences: statements, questions and answers

statement-begin = { $from } opens a database transaction for { $order }
statement-update-order = { $from } sends UPDATE to the database: { $order } becomes { $status }
statement-insert-log = { $from } sends INSERT to the database: a message-log row for { $order }
statement-other = { $from } sends { $statement } to the database for { $order }
statement-select-order = { $from } reads the status of { $order }
statement-select-log = { $from } looks for the message of { $order } in the message log
statement-commit = { $from } sends COMMIT for { $order }
statement-rollback = { $from } sends ROLLBACK for { $order }
statement-close = { $from } closes its database connection for { $order }
asked-note = whether it has noted `{ $note }` about { $order }
asked-payout = whether the red packet of { $order } is given
asked-claim = whether the key of { $order } is claimed
request-producer = the end of the transaction
request-end = the end of the half message
request-refund = the refund
request-write = the write
request-message = the message
request-half = the half message
request-send-back = the send-back
request-call = the call
request-ask = the question
request-claim = the claim
request-begin = BEGIN
request-update = the UPDATE
request-insert = the INSERT
request-prepare = the PREPARE
request-select = the SELECT
request-commit = the COMMIT
request-rollback = the ROLLBACK
request-close = the closing of the connection
refused-rejected = { $from } rejects { $request } for { $order }
refused-taken = { $from } refuses { $request } for { $order }: there is one already
refused-too-few-replicas = { $from } answers IN_SYNC_REPLICAS_NOT_ENOUGH: it has not stored
    { $request } of { $order }
refused-no-transaction = { $from } answers that { $order } has no open transaction any more
refused-no-transaction-data = { $from } answers that it does not know the half message of { $order }
refused-fenced = { $from } refuses the producer of { $order }: its transaction was aborted before
refused-no-half-messages = { $from } refuses the half message of { $order }: Kafka has none;
    choose another strategy or profile
answered-status = { $from } answers that { $order } is { $status }
answered-hand = { $from } acknowledges the message of { $order }
answered-no-row = { $from } answers that there is no further row
answered-row = { $from } answers with the row of { $order }
answered-yes = { $from } answers yes to the question { $question }
answered-no = { $from } answers no to the question { $question }
answered-found = { $from } answers that the message log has the message of { $order }
answered-not-found = { $from } answers that the message log has no message of { $order }
answered-stored-unsafely = { $from } answers { $status }: it has stored { $request } of
    { $order }, but not as safely as it should
answered-stored = { $from } answers SEND_OK: it has stored the message of { $order }
answered-stored-half = { $from } answers SEND_OK: it has stored the half message of { $order }
answered-begin = { $from } answers that the transaction of { $order } is open
answered-commit = { $from } answers that the transaction of { $order } is committed
answered-rollback = { $from } answers that the transaction of { $order } is rolled back
answered-end = { $from } answers that it has passed the end on for { $order }; no more is known
answered-confirmed = { $from } confirms { $request } for { $order }

## Sentences: what somebody notes

noted-line = { $node } comes to line { $line } for { $order }: `{ $text }`
noted-task-ended = { $node } ends its task{ $task }
noted-step-limit = { $node } gives up its task{ $task }: it ran more steps than a program may
noted-no-connection = the task{ $task } of { $node } got no database connection within { $length }
noted-listener-late = the listener{ $task } of { $node } has not finished within { $length }
noted-timed-out = { $node } got no answer to { $noun }{ $task } within { $length }
noted-connection-lost = the connection on which { $node } waits for the answer to
    { $noun }{ $task } closes
task-retried = { " " }for { $order }
noted-retry = { $node } tries to send{ $task } again: attempt { $attempt }{ $max ->
    [0] { "" }
   *[other] { " " }of { $max }
}
noted-exception = line { $line } fails and nothing handles it: { $node } ends its task{ $task }
    with an exception
noted-ignored = { $noun } comes too late: { $node } no longer waits for it
noted-pool-wait = the task{ $task } of { $node } waits for a database connection: all { $size }
    are in use
noted-pool-granted = the task{ $task } of { $node } gets a database connection
noted-transaction-began = the database opens a transaction for { $order }
noted-committed = the database commits the transaction of { $order }: from here on it is durable
noted-rolled-back = the database rolls the transaction of { $order } back
noted-lock-wait = a statement waits in the database: another transaction has changed the row of
    { $order }
noted-order-is = { $order } is now { $status } in the database
noted-wrote = { $store } now shows { $order } as { $status }
appended-in-transaction = the broker stores the message of { $order }; its transaction is open
appended = the broker stores the message of { $order }; consumers can read it
appended-half = the broker stores the half message of { $order }; no consumer can see it
appended-put-back = the broker puts a copy of the half message of { $order } back, with one check
    more on its counter
appended-resumed = the broker puts the half message of { $order } back into the half queue
appended-op = the broker notes that the half message of { $order } is ended
appended-discard = the broker stores the half message of { $order } in the discard topic
appended-again = the broker stores the message of { $order } once more
noted-replicas-flushed = the replicas have everything that the leader has
noted-flushed = the broker has flushed its page cache to the disk
evaporated-real = the message of { $order } is lost with it: no copy is left
evaporated-half = the half message of { $order } is lost with it: no copy is left
evaporated-op = the note on the end of { $order } is lost with it: no copy is left
evaporated-discard = the discarded half message of { $order } is lost with it: no copy is left
evaporated-retry = the retry of the message of { $order } is lost with it: no copy is left
evaporated-dead-letter = the dead letter of { $order } is lost with it: no copy is left
noted-end-without-half = the broker finds no half message of { $order } to end; nobody is told
noted-end-refused = the broker refuses to end the half message of { $order } after its immunity
    (604); nobody is told
ended-commit = the broker has committed the half message of { $order }
ended-rollback = the broker drops the half message of { $order }; no consumer ever sees it
ended-unknown = the broker still does not know what became of { $order }; it will ask again
noted-check-round = the broker starts a check round
noted-round-stopped = the check round stops: what is left is younger than { $length }
noted-check-without-producer = check { $number } of { $max } for { $order } finds no producer
    connected; it counts all the same
noted-put-back-immune = the half message of { $order } is immune: the broker puts it back without
    a check, which counts as check { $number } of { $max }
noted-discarded = the half message of { $order } has spent all its { $max } checks: the broker
    moves it to the discard topic
noted-expired = the half message of { $order } is older than { $length }: the broker moves it to
    the discard topic
noted-resumed = the half message of { $order } comes back from the discard topic, with no checks
    spent
noted-redelivery = nobody has confirmed the message of { $order } within { $length }: the broker
    delivers it again
noted-retry-planned = the broker keeps the message of { $order } for { $length }; then it delivers
    it again (retry { $retry } of { $max })
noted-dead-letter = the message of { $order } has spent its retries: the broker moves it to the
    dead-letter topic
noted-payout = { $node } gives { $nth ->
    [1] the red packet of { $order }
   *[other] a red packet for { $order } for the { NUMBER($nth, type: "ordinal") ->
        [one] { $nth }st
        [two] { $nth }nd
        [few] { $nth }rd
       *[other] { $nth }th
    } time
}
noted-payout-refused = the inbox refuses a second red packet for { $order }
noted-captured = the customer pays: { $node } captures the money of { $order }
noted-answered-ok = { $node } has its answer about { $order }: 200 OK
noted-answered-error = { $node } has its answer about { $order }: an error
noted-deadline-missed = { $node } has waited { $length } for the answer about { $order } and stops
    waiting
noted-call-refused = the connection is refused: { $node } knows that its call about { $order } has
    failed
noted-prepared = the transaction of { $order } is prepared: it keeps its locks until somebody
    decides it
noted-outbox-is = the outbox row of { $order } is marked `{ $mark }`
noted-note = { $node } notes `{ $note }` about { $order } on its disk
noted-cursor-moved = { $node } moves its cursor to row { $row }
noted-cursor-saved = { $node } saves its cursor: row { $row }
noted-received = { $node } has the message of { $order }
noted-claimed = { $node } holds the key of { $order } from now on
noted-put-refused = { $node } refuses to store the message of { $order }: fewer copies than
    minInSyncReplicas
noted-refunded = { $node } pays the money of { $order } back
noted-budget-spent = { $node } does not try again{ $task }: the time of all attempts together is
    used up
noted-check-dropped = { $node } drops the check of { $order }: { $max } wait already, and nobody
    is told
noted-data-not-found = { $node } remembers no half message of { $order }: only a check can end it
    now
noted-published = the broker writes the commit marker: consumers can read the message of { $order }
aborted-asked = the broker aborts the transaction of { $order }, as its producer asks
aborted-timed-out = the broker aborts the transaction of { $order }, because it has been open for
    too long
aborted-fenced = the broker aborts the transaction of { $order }, because its producer has started
    again
noted-deduplicated = the broker has the message of { $order } already: a retry, which it does not
    store again

## Labels of arrows

label-callback = callback{ $attempt ->
    [1] { "" }
   *[other] { " " }(attempt { $attempt })
}
label-callback-ok = 200 OK
label-callback-error = 500 error
label-refund = refund
label-set = set { $status }
label-index = index { $status }
label-send-transactional = send (transaction)
label-half = half message
label-send-oneway = send one-way
label-send = send
label-rejected = rejected
label-no-transaction = no such transaction
label-taken = taken already
label-too-few-replicas = IN_SYNC_REPLICAS_NOT_ENOUGH
label-fenced = producer fenced
label-no-transaction-data = transaction data not found
label-no-half-messages = no half messages in Kafka
label-end = end: { $decision }
label-end-check = answer: { $decision }
label-check = check #{ $number }
label-deliver = deliver{ $retry ->
    [0] { "" }
   *[other] { " " }(retry { $retry })
}
label-ack = ack
label-call = call: { $request }
label-claim = SETNX
label-init-transactions = init transactions
label-end-transaction = transaction: { $decision }
label-heartbeat = heartbeat
label-subscribe = subscribe
label-replicate = log up to { $record }
label-replicate-ack = has { $record }
label-pull = pull
label-consumed = offset
label-send-back = send back
label-ask-note = noted { $note }?
label-ask-payout = paid out?
label-ask-claim = EXISTS
label-begin = BEGIN
label-update-order = UPDATE order → { $status }
label-insert-log = INSERT message log
label-insert-tombstone = INSERT tombstone
label-insert-outbox = INSERT outbox
label-insert-payout = INSERT payout
label-mark-outbox = UPDATE outbox → { $mark }
label-prepare = PREPARE
label-commit-prepared = COMMIT PREPARED
label-rollback-prepared = ROLLBACK PREPARED
label-select-orders = SELECT orders = { $status }
label-select-outbox = SELECT outbox
label-select-every-outbox = SELECT outbox > cursor
label-select-binlog = binlog > cursor
label-select-prepared = SELECT prepared
label-select-order = SELECT order
label-select-log = SELECT message log
label-commit = COMMIT
label-rollback = ROLLBACK
label-close = close connection
label-row = 1 row
label-yes = yes
label-no = no
label-found = found
label-not-found = not found
label-ok = OK
label-passed-on = passed on
label-refunded = refunded
label-indexed = indexed
label-stored = SEND_OK
label-stored-half = SEND_OK (half)
label-taken-back = taken back
label-begun = transaction open
label-prepared = prepared
label-rows = rows
label-committed = committed
label-rolled-back = rolled back
label-closed = closed
loss-fault = lost
loss-partition = link cut
loss-process-down = refused: down
loss-host-down = host down

## Labels of marks

mark-step-limit = gives up: step limit
mark-timed-out = timeout after { $length }
mark-retry = retry { $attempt }{ $max ->
    [0] { "" }
   *[other] /{ $max }
}
mark-exception = exception at line { $line }
mark-ignored = late reply ignored
mark-pool-wait = waits for a connection
mark-pool-granted = got a connection
mark-transaction-began = transaction
mark-committed = commit point
mark-rolled-back = rolled back
mark-lock-wait = waits for the row lock
mark-evaporated-real = message lost: no copy is left
mark-evaporated-half = half message lost: no copy is left
mark-evaporated-op = op mark lost: no copy is left
mark-evaporated-discard = discarded copy lost: no copy is left
mark-evaporated-retry = retry lost: no copy is left
mark-evaporated-dead-letter = dead letter lost: no copy is left
mark-end-without-half = half message not found; nobody is told
mark-end-refused = too late: refused (604), nobody is told
mark-ended-rollback = half message dropped
mark-ended-unknown = will ask again
mark-check-round = check round
mark-round-stopped = too young to check
mark-check-without-producer = check { $number }: no producer connected
mark-put-back-immune = check { $number } not sent: immune
mark-discarded = checks spent: discarded
mark-expired = too old: discarded
mark-resumed = resumed by an operator
mark-redelivery = no ack: delivers again
mark-retry-planned = retry { $retry } in { $length }
mark-dead-letter = retries spent: dead letter
mark-payout = red packet #{ $nth }
mark-payout-refused = inbox refuses a second payout
mark-captured = money captured
mark-answered-ok = answered
mark-answered-error = answered with an error
mark-connection-lost = connection lost
mark-call-refused = connection refused
mark-deadline-missed = deadline missed
mark-prepared = prepared: waits for the decision
mark-outbox-is = outbox row: { $mark }
mark-noted = notes: { $note }
mark-cursor-saved = cursor { $row } saved
mark-refunded = money refunded
mark-put-refused = not stored: too few copies
mark-budget-spent = no time left to retry
mark-check-dropped = check queue full: dropped
mark-data-not-found = half message not remembered
mark-published = transaction committed
mark-aborted-asked = transaction aborted
mark-aborted-timed-out = open too long: aborted
mark-aborted-fenced = producer restarted: aborted
mark-deduplicated = has it already: a retry

## Faults as sentences

will-at = at { $time }
will-before = before `{ $name }`{ $ordinal ->
    [1] { "" }
   *[other] { " " }#{ $ordinal }
}{ $place }
will-after = after `{ $name }`{ $ordinal ->
    [1] { "" }
   *[other] { " " }#{ $ordinal }
}{ $place }
will-at-node = { " " }at { $node }
will-crash = { $node } crashes { $when }
will-power-cut = the host of { $node } loses power { $when }
will-destroy = the machine of { $node } is destroyed { $when }
will-be-restarted = { $what } and is restarted
will-be-down-for = { $what }, for { $length }
will-be-down-for-good = { $what }, for ever
will-restart = { $node } is restarted { $when }
will-pause = { $node } stands still { $when }, for { $length }
will-cut = the link from { $from } to { $to } is cut { $when }
will-cut-both = the link between { $from } and { $to } is cut { $when }
will-be-cut-for = { $what }, for { $length }
will-be-cut-for-good = { $what }, for ever
will-clock-behind = the clock of { $node } is { $length } behind{ $since }
will-clock-ahead = the clock of { $node } is { $length } ahead{ $since }
will-since-time = { " " }at { $time }
will-since = { " " }{ $when }
will-message = { $noun } (`{ $role }` #{ $ordinal })
will-lose = { $message } is lost
will-delay = { $message } is delayed by { $length }
will-duplicate = { $message } arrives twice, { $length } apart
will-fail = { $message } is refused
will-check-now = an operator starts a check round { $when }
will-resume-discarded = an operator puts discarded half messages back { $when }

## Summaries

summary-start = Nothing has happened yet.
clause-comma = ;{ " " }
summary-limit-time = the run was stopped at its limit of { $time } of virtual time, with something
    still pending
summary-limit-events = the run was stopped at its limit of { $events } events, with something
    still pending
summary-limit-facts = the run was stopped at its limit of { $facts } facts in its trace, with
    something still pending
summary-late = { $n ->
    [one] a callback was
   *[other] { $n } callbacks were
} not answered in time
summary-database = { $order } is { $status ->
    [UNPAID] { $status }
   *[other] { $status }
} in the database
summary-database-open = { $order } is { $status ->
    [UNPAID] still{ " " }
   *[other] { "" }
}{ $status } in the database, in an open transaction
summary-shown = { $store } shows { $status }
summary-no-message = the broker has no message
summary-no-message-yet = the broker has no message yet
summary-not-handed = the message reaches nobody
summary-not-handed-yet = nobody has the message yet
summary-handed = the message reaches the red-packet service
summary-in-outbox = the message waits in the outbox
summary-dead = the message lies in a dead outbox row
summary-half = the broker has a half message that no consumer can see
summary-half-rolled-back = the broker has dropped the half message
summary-half-discarded = the half message lies in the discard topic
summary-visible = the broker has { $n ->
    [one] the message
   *[other] { $n } copies of the message
}
summary-never-paid-out = the red packet never comes
summary-not-paid-out = no red packet is given
summary-not-paid-out-yet = no red packet is given yet
summary-paid-out-once = the red packet is given once
summary-paid-out-all-the-same = a red packet is given all the same
summary-paid-out = the red packet is given { $n ->
    [2] twice
   *[other] { $n } times
}
summary-refunded = the money is refunded
summary-told-failure = the payment system was told of the failure
summary-told-well = the money is taken, and the payment system was told that all is well
summary-untold = the customer's money is neither booked nor paid back
summary-many-paid = { $paid } of { $orders } orders { $paid ->
    [one] is
   *[other] are
} PAID in the database
summary-many-dirty = a store shows something else for { $n ->
    [one] 1 order
   *[other] { $n } orders
}
summary-many-missing = the broker has no message for { $n ->
    [one] 1 PAID order
   *[other] { $n } PAID orders
}
summary-many-missing-yet = the broker has no message for { $n ->
    [one] 1 PAID order
   *[other] { $n } PAID orders
} yet
summary-many-ghosts = the broker has a message for { $n ->
    [one] 1 order
   *[other] { $n } orders
} not PAID
summary-many-once = { $n ->
    [one] 1 order
   *[other] { $n } orders
} got one red packet
summary-many-more = { $n ->
    [one] 1 order
   *[other] { $n } orders
} got several red packets
summary-many-never = { $n ->
    [one] 1 PAID order
   *[other] { $n } PAID orders
} never got a red packet
summary-many-waiting = { $n ->
    [one] 1 PAID order
   *[other] { $n } PAID orders
} got no red packet yet
summary-many-refunded = { $n ->
    [one] 1 order is
   *[other] { $n } orders are
} refunded
summary-many-late = for { $n ->
    [one] 1 order
   *[other] { $n } orders
} a callback was not answered in time

## Lengths of time

length-micros = { $n } µs
length-millis = { $n } ms
length-seconds = { $n } s
length-minutes = { $n } min
length-minutes-seconds = { $minutes } min { $seconds } s
length-hours = { $n } h
length-hours-minutes = { $hours } h { $minutes } min
length-hours-seconds = { $hours } h { $seconds } s
length-hours-minutes-seconds = { $hours } h { $minutes } min { $seconds } s

## Lists

list-comma = ,{ " " }
list-and = { $first } and { $last }
list-or = { $first } or { $last }

## Mistakes in a scenario text

error-at-line = line { $line }: { $message }
error-no-strategy = no strategy is named; begin with a line like `strategy send-after-commit`
error-meant = { $message }; did you mean `{ $nearest }`?
error-known = { $message }; { $known }
error-unknown-line = unknown line word `{ $found }`
error-lines = a line is `strategy`, `set`, `seed` or `fault`
error-unknown-strategy = unknown strategy `{ $found }`
error-strategies = `zeroloss list` shows them all
error-program = the program has errors
error-unknown-setting = unknown setting `{ $found }`
error-settings = `zeroloss list --settings` shows them all
error-bad-value = `{ $found }` is no value for { $key }; it takes { $expected }
error-bad-number = `{ $found }` is not { $expected }
# leaves out: $max
error-not-a-duration = `{ $found }` is not a duration; write a whole number and a unit, like 50ms,
    3s, 2m or 1h
error-long-duration = `{ $found }` is too long; the longest duration is { $max }
error-missing = after `{ $after }` there must be { $expected }
error-unexpected = `{ $found }` does not belong here; expected { $expected }
error-unexpected-nothing = `nothing` does not belong here; expected { $expected }
error-unknown-fault = unknown fault `{ $found }`
error-faults = faults are crash, power-cut, pause, restart, partition, skew, lose, delay,
    duplicate, fail, check, resume and destroy
error-unknown-node = unknown participant `{ $found }`
error-nodes = participants are payment, order-1, order-2, database, redis, elasticsearch, broker,
    slave and consumer
error-unknown-name = unknown step or message `{ $found }`
error-names = name a step of a program or a message, like commit, half or send.ack
error-unprintable = `{ $found }` is a character that nobody can see; leave it out
error-unknown-guarantee = unknown guarantee `{ $found }`
error-guarantees = name one by its id, like no-lost-message
error-repeated = `{ $found }` stands here a second time; say it once
error-too-many-faults = a scenario has at most { $max } faults
error-too-many-lines = a scenario has at most { $max } lines
takes-count = a whole number from { $min } to { $max }
takes-duration = a duration from { $min } to { $max }
takes-program-count = a whole number from 0 to { $max }, or `{ $program }`
takes-program-duration = a duration up to { $max }, or `{ $program }`
takes-one-of = one of { $words }
expected-outcome = the code of an outcome, like OK or LOSS
expected-other-participant = another participant than the first
expected-line-end = nothing more on this line
expected-exactly = `{ $word }`
expected-strategy = the name of a strategy
expected-assignment = a setting and its value, like `set send.retries 2`
expected-number = a whole number
expected-section = a section of the course, 0 to 6
expected-fault = a kind of fault, like `crash order-1 after commit`
expected-participant = a participant, like order-1 or broker
expected-role = the role of a message, like send.ack or half
expected-when = when: `after commit`, `before send #2` or `at 31s`
expected-place = a step or a message, like commit or half
expected-ordinal = an ordinal from #1 on
expected-time = a time since the start, like 31s
expected-duration = a duration, like 10s
expected-signed-duration = a duration, like 10s or -10s
expected-for-duration = `for` and a duration, like `for 5s`
expected-by-duration = `by` and a duration, like `by 40s`
expected-by-signed-duration = `by` and a duration, like `by 10s` or `by -10s`
expected-directions = `and` for both directions or `to` for one
expected-destroyable = `broker`: nobody else has a copy on another machine

## Mistakes in a program

mistake-at = line { $line }, column { $column }: { $message }
mistake-expected = { $message }; expected { $known }
mistake-too-many-lines = the program goes on past line { $max }; it may have { $max } lines
mistake-line-too-long = this line has { $chars } characters; a line may have { $max } of them
mistake-indent-character = found { $character } in the indentation; indent with spaces only
mistake-indentation = found { $found ->
    [0] no spaces
    [one] 1 space
   *[other] { $found } spaces
} before this line, expected { $expected ->
    [0] none
   *[other] { $expected }
}; a block is indented by two spaces
mistake-too-deep = this line is nested too deep; steps may be nested { $max } levels deep
mistake-unknown-word = unknown { $kind } `{ $found }`
mistake-unexpected-word = found `{ $found }`, expected `{ $expected }`
mistake-missing-word = the line ends after `{ $after }`, expected { $missing }
mistake-extra-word = found `{ $found }` after `{ $after }`, expected the end of the line
mistake-not-a-number = found `{ $found }`, expected a whole number from 0 to { $max }
mistake-not-a-duration = found `{ $found }`, expected a duration: a whole number and a unit, like
    50ms, 3s or 2m
mistake-duration-out-of-range = found `{ $found }`, expected a duration from { $min } to { $max }
mistake-oneway-option = `send oneway` waits for no answer, so it can have no `{ $option }`; remove
    one of the two
mistake-repeated-option = `{ $option }` is given twice, expected at most one
mistake-duplicate-header = `{ $key }` is already given on line { $line }, expected one
mistake-header-after-handler = found `{ $key }` below a handler, expected it above the first one
mistake-outside-handler = found `{ $found }` outside a handler, expected it indented under an `on
    …` line
mistake-empty-handler = `{ $handler }` has no steps, expected at least one under it, indented by
    two spaces
mistake-empty-block = found nothing under `{ $opener }`, expected at least one step, indented by
    two more spaces
mistake-else-without-if = found an `else` that follows no `if` of the same indentation
mistake-failure-without-step = found `on failure` under no step and after no `if`, expected it
    below a step that can fail, indented by two more spaces
mistake-cannot-fail = found `on failure` under `{ $step }`, which waits for no answer and cannot
    fail
mistake-duplicate-failure = found a second `on failure` under the same step, expected one
mistake-duplicate-handler = `{ $handler }` is already on line { $line }, expected one
mistake-missing-message-handler = `on message` is missing; a program needs it, unless nothing is
    sent or delivered and the consumer has an `every … at consumer`
mistake-missing-handler = `{ $handler }` is missing; every program needs it
mistake-missing-check = found `send half` in a program without `on check`, expected that handler:
    the broker will ask what became of the half message
mistake-step-not-here = found `{ $step }` in `{ $handler }`, expected it only { $places }
mistake-condition-not-here = found the condition `{ $condition }` in `{ $handler }`, expected it
    only { $places }
mistake-run-not-here = `{ $from }` cannot run `{ $to }`; a handler can run itself, and `on
    payment` and `on repeat` can run each other
mistake-run-missing = found `run { $word }`, but the program has no `{ $handler }`
mistake-runs-itself = `{ $handler }` runs itself again: this never ends
mistake-endless-loop = { $path } again: this never ends
mistake-loop-first = { $first } runs { $second }
mistake-loop-next = { $path }, which runs { $next }
mistake-nested-begin = found `begin` inside the transaction of line { $line }, expected `commit`
    or `rollback` before it on every path
mistake-no-transaction = found `{ $step }` outside a transaction, expected `begin` before it on
    every path
mistake-open-transaction = the handler ends here with the transaction of line { $line } open,
    expected `commit` or `rollback` before it on every path
mistake-inside-transaction = found `{ $step }` inside the transaction of line { $line }, expected
    `commit`, `rollback` or `prepare` before it on every path
mistake-nothing-in-hand = found `{ $words }` with nothing in hand, expected a condition like
    `outbox has next` to be true before it on every path
mistake-missing-call = found `call { $place } { $request }`, but the program has no `on call
    { $request } at { $place }`
mistake-asks-itself = found `{ $words } { $place }` in a handler at { $place }; a process cannot
    wait for its own answer
mistake-asks-nobody = found `{ $words } { $place }`, but nothing runs at { $place }; the program
    needs a handler there, like `every 1s at { $place }`
mistake-too-many-steps = the program has too many steps; it may have { $max } of them
warning-never-acknowledges = `on message` never comes to an `ack`, so the broker delivers every
    message again, and again; put `ack` where its work is done
word-header = header
word-handler = handler
word-step = step
word-condition = condition
word-status = status
word-decision = decision
word-answer = answer
word-send-option = `send` option
word-other = word
word-mark = mark
word-note = note
word-place = place
word-request = request
word-key = key
word-family = family
word-checker = checker
missing-exactly = `{ $word }`
missing-number = a whole number
missing-duration = a duration like 50ms, 3s or 2m
missing-text = a text
places-anywhere = in a handler
places-in = in { $handlers }
places-consumer = in handlers of the consumer
places-not-consumer = outside the handlers of the consumer
character-tab = a tab
character-wide-space = a full-width space (U+3000)
character-no-break-space = a no-break space (U+00A0)
character-other = the character { $code }

## Guarantees at a step

standing-idle = not exercised
standing-holds = holds
standing-breaks-here = breaks here
standing-broken-since = broken since step { $step }
standing-broken-earlier = was broken earlier
standing-breaks-at = breaks later, at step { $step }
standing-breaks-later = breaks later
standing-undecided-until = breaks when the run ends, at step { $step }
standing-undecided = decided when the run ends
error-in-program = { $line }:{ $column }: { $message }

## Why a guarantee is broken

why-event = Step { $step }: { $event }
why-missing = Step { $step }: { $event } It stayed so until nothing was left to happen:
    no work, no timer, no message on its way.
why-time = At step { $step }, { $time }, the time was up.

## Labels: words of the diagram

badge-crash-process = crash
badge-crash-power-cut = power cut
badge-crash-destroyed = machine destroyed
badge-back-in = { $what }, back in { $length }
badge-for-good = { $what }, for good
badge-check-now = operator: check now
badge-resume-discarded = operator: resume discarded
badge-running = Running: { $events } events. What is shown is from before.
badge-running-on = Running: { $events } events. This is its beginning.
badge-link-cut = link cut
badge-link-repaired = link works again
badge-copy-of = copy: { $label }
badge-check-of = check { $number }/{ $max }
badge-diagram = Sequence diagram
badge-description = Sequence diagram of “{ $strategy }”, { $steps } steps. The list of events says
    the same.
badge-events = Events
badge-nothing-yet = Nothing has happened yet.
badge-restarted = restarted · memory empty
badge-restarted-stateless = restarted
badge-paused-for = paused { $length }
badge-resumed = goes on
badge-clock-ahead = clock { $by } ahead
badge-clock-behind = clock { $by } behind
badge-refused = refused
badge-idle = idle { $duration }
badge-missing-message = never sent
badge-missing-payout = never comes
badge-missing-answer = no answer
badge-missing-view = never written
badge-missing-more = { $n ->
    [one] and 1 more order
   *[other] and { $n } more orders
}
badge-drawing = The diagram is being drawn.
badge-steps-before = Steps 1 to { $step } are not listed: go back to read them.

## Labels: notes

notice-bad-value = `{ $name }={ $value }` was not understood; using the default. `{ $name }` takes
    { $known }.
notice-whole-number = a whole number
notice-unknown-scenario = There is no scenario or strategy `{ $found }`.
notice-unknown-scenario-meant = There is no scenario or strategy `{ $found }`; did you mean
    { $nearest }?
notice-bad-set = `set={ $value }` of the address was left out: { $why }
notice-refused = This cannot be done: { $why }
notice-left-out = Left out `{ $names }`: up to four strategies are compared, each once, `own` first.
notice-newer-version = This address was made for a newer version of the lab.
notice-long-link = A link carries at most 8 KB of scenario text, and this scenario is longer; keep
    its text in a file.
notice-draft-left-out = The link holds the last version of the program that has no errors, not the
    text in the editor.
notice-bad-link = The state in this link is damaged or cut off; the scenario starts from its
    defaults.
notice-other-model = This link was made with model { $theirs }, and this is model { $ours }: the
    run may differ.
notice-bad-scenario = The scenario in this link cannot be read: { $why }
notice-bad-file = { $name } was not opened: { $why }
notice-no-text = { $why ->
    [several] { $name } was not opened: bring one file at a time.
    [large] { $name } was not opened: it is larger than 16 MB; a scenario or a program has a few hundred
        lines.
    [binary] { $name } was not opened: line { $line } is no text in UTF-8; save the file as UTF-8.
    [json] { $name } was not opened: its JSON has a mistake at line { $line }.
    [damaged] { $name } was not opened: its JSON is damaged or cut off.
    [report] { $name } was not opened: this JSON has no scenario; `zeroloss run --json` writes one that
        has.
    [pixels] This browser draws no picture as large as { $name }. Take a smaller one, or the SVG.
   *[unreadable] { $name } was not opened: the browser cannot read it; it may be a folder.
}
notice-no-words = { $language } could not be loaded. Check the connection and choose it again.
notice-no-search = The program that searches and writes files could not be loaded. Check the
    connection and try again.
notice-nothing-drawn = The dice drew no other faults for this scenario.
notice-draft-is-back = The text that was in the editor is back in it. It has not run: change it,
    and it runs.
notice-page-for-search = The server answered with a page instead of the program that searches and
    writes files.
    Whoever runs this site must let it send zeroloss-search.js and zeroloss-search_bg.wasm as they
    are.
notice-no-workers = This browser starts no workers here, so the page searches by itself, more
    slowly.
notice-search-ended = A worker ended before its work was done, most likely for want of memory.
    What it had not decided stays undecided.
notice-search-broke = A worker failed. This is a mistake in Zeroloss; please report it: { $why }
notice-dismiss = Dismiss

## Labels: searches

search-budget-is = up to { $n ->
    [one] 1 fault
   *[other] { $n } faults
}
search-searching = Searching: { $n ->
    [one] 1 fault
   *[other] { $n } faults
}
search-counts = { $states } states · { $events } events · depth { $depth } · { $frontier } paths
    to go · { $rate } events/s
search-ended = { $broken } can be broken, { $holding } hold{ $open ->
    [0] { "" }
   *[other] , { $open } not decided
}
search-receipt = { $states } states, { $depth } events deep
search-faults = { $n ->
    [0] without a fault
    [one] 1 fault
   *[other] { $n } faults
}
search-open-help-nothing = Even without a fault something is not decided; the search was stopped
    then, or came to its bound of states or of a run's length.
search-open-help = { $n ->
    [0] The run without faults breaks none of the undecided
    [one] With up to 1 fault none of the undecided breaks
   *[other] With up to { $n } faults none of the undecided breaks
}; the search was stopped then, or came to its bound of states or of a run's length.
search-closed = Closed: “{ $name }” holds with up to { $n ->
    [one] 1 fault
   *[other] { $n } faults
}.
search-still-broken = “{ $name }” still breaks, { $n ->
    [0] even without a fault
    [one] with 1 fault
   *[other] with { $n } faults
}.
search-tried-nothing = Tried: no fault.
search-tried-all = Tried, at every place of every run: { $kinds }.
search-not-tried = Not tried: other lengths of time and other settings; faults at a time of their
    own; restarts before their time; clocks that are behind or set later; power cuts of others
    than the broker; crashes and pauses of the payment system{ $kinds }.
search-not-tried-kinds = ; and of the kinds of faults: { $kinds }
search-left-out = Searched without what goes wrong in this scenario already ({ $faults }).
search-left-out-listed = { $n ->
    [one] 1 fault
   *[other] { $n } faults
}
search-left-out-drawn = { $n ->
    [one] 1 fault
   *[other] { $n } faults
} that its seed draws
search-left-out-both = { $listed ->
    [one] 1 fault
   *[other] { $listed } faults
}, and { $drawn } that its seed draws
lengths-next = { $list }, { $next }
lengths-last = { $list } or { $last }
kind-crash = crash
kind-power-cut = power cut
kind-lose = message lost
kind-fail = refused
kind-delay = delayed
kind-duplicate = doubled
kind-destroy = broker destroyed
kind-pause = pause
kind-partition = link cut
kind-skew = clock ahead
kind-check = check at once
kind-resume = resume discarded
tried-crash = a crash of anybody but the payment system, at a step or a message, back after
    { $lengths }
tried-lose = a message lost
tried-fail = a message refused
tried-duplicate = a message doubled after { $lengths }
tried-delay = a message late by { $lengths }
tried-pause = a pause of anybody but the payment system, at a step or after a message, for
    { $lengths }
tried-power-cut = a power cut of the broker, back after { $lengths }
tried-partition = a link cut, one way or both, before a message leaves, for { $lengths }
tried-skew = a clock ahead from the start by { $lengths }, if it is compared with another
tried-check = a check round by an operator, where it does something
tried-resume = discarded messages put back by an operator
tried-destroy = the loss of the broker's machine with its disk, back after { $lengths }
search-title = Search every fault
search-break-it = Break it
search-break-it-help = Tries every fault at every step, and shows the shortest way to break each
    guarantee.
search-budget = Faults in one run
search-stop = Stop
search-resume = Go on
search-done = Done
search-holds = holds
search-idle = not touched
search-open = not decided
search-mistake = mistake
search-mistake-help = The search says broken, but its run does not: a mistake in Zeroloss. Please
    report it.
search-repair = Try a remedy
search-tried = What is tried
search-forever = for ever
search-certainty = “Holds” means: in all of these runs. States are told apart by 64-bit hashes, so
    a state may be missed with a chance of less than one in a million. “Breaks” has been replayed.
search-necessary = needed to break “{ $name }”
search-irrelevant = “{ $name }” breaks without it, too
search-matrix = Every cell is searched here and now. ✕ opens the shortest run that breaks the promise,
    ✓ the strategy with what was tried.
search-answer-waits = { $rows } ways of writing are being searched, up to { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
} in a run …
search-answer = Commit and message both happen or neither, in every run tried with up to { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}, under { $kept ->
    [0] none of { $rows } ways of writing.
   *[other] { $kept } of { $rows } ways of writing: { $names }.
}
search-answer-comma = ,{ " " }
search-may-strike = What may go wrong
search-all-strategies = All strategies
search-open-what-was-tried = open what was tried
search-copy-markdown = Copy as Markdown
search-all-columns = All guarantees
search-stores = Redis and search written by
search-stores-nobody = nobody
search-stores-inline = the order service, inline
search-stores-consumer = the consumer
search-all-rows = all
search-searched = Searched
search-waiting = waiting
search-open-counterexample = open the counterexample

## Labels: the fault map

map-comes-to = { CAPITAL($fault) }: { $code }. { $rest }
map-step = step { $step }
map-steps = steps { $from }–{ $to }
map-title = Fault map
map-column-crash = Crash
map-column-power-cut = Power cut
map-column-lost = Lost, refused or cut off
map-column-late = Late, paused or a wrong clock
map-column-twice = Twice, or an operator's act
map-as-without = The same as without it.
map-own = This run has it.
map-same = no change
map-progress = { $run } of { $all } faults run
map-too-large = The map is too large: { $run } of { $all } faults tried
map-at-step = One more fault at step { $step }
map-worst = One more fault at step { $step }: { $code } at worst
map-impossible = no further fault that was tried breaks it
map-possible = one more fault can break it
map-avoidable = one more fault could still save it
map-inevitable = broken: no further fault that was tried saves it
map-from-to = { $fate } ({ $steps })
mark-breaks = one fault here breaks it
mark-breaks-other = breaks something else
mark-breaks-name = One fault here breaks “{ $name }”
mark-nothing-done = nothing done yet, nothing owed
mark-survives = survives
mark-unknown = not tried yet
mark-counted = Tried at each line, one at a time: { $kinds }. What strikes the broker by itself
    belongs to no line.
mark-comma = ,{ " " }
mark-columns = each kind of fault, one more in this run
mark-of-run = marks of one more in this run
map-band = The band over the time bar
map-no-return = { $step ->
    [0] unavoidable from the beginning
   *[other] unavoidable from step { $step }
}

## Participants: the head of the lifeline, the same where there is little room, the line under it, and the name in a sentence

node-payment-name = Payment
node-payment-short = Payment
node-payment-term = upstream
node-payment-subject = the payment system
node-order-1-name = Order service 1
node-order-1-short = Service 1
node-order-1-term = producer
node-order-1-subject = order service 1
node-order-2-name = Order service 2
node-order-2-short = Service 2
node-order-2-term = producer
node-order-2-subject = order service 2
node-coordinator-name = Coordinator
node-coordinator-short = Coord.
node-coordinator-term = decision log
node-coordinator-subject = the coordinator
node-dtm-name = dtm server
node-dtm-short = dtm
node-dtm-term = coordinator
node-dtm-subject = the dtm server
node-database-name = Database
node-database-short = DB
node-database-term = local transaction
node-database-subject = the database
node-relay-name = Relay
node-relay-short = Relay
node-relay-term = reads the outbox
node-relay-subject = the relay
node-connector-name = Connector
node-connector-short = CDC
node-connector-term = reads the binlog
node-connector-subject = the connector
node-redis-name = Redis
node-redis-short = Redis
node-redis-term = cache
node-redis-subject = Redis
node-elasticsearch-name = Elasticsearch
node-elasticsearch-short = Search
node-elasticsearch-term = search index
node-elasticsearch-subject = Elasticsearch
node-proxy-name = Proxy
node-proxy-short = Proxy
node-proxy-term = gRPC endpoint
node-proxy-subject = the proxy
node-broker-name = Broker
node-broker-short = Broker
node-broker-term = message queue
node-broker-subject = the broker
node-slave-name = Slave
node-slave-short = Slave
node-slave-term = copy of the broker
node-slave-subject = the slave
node-consumer-name = Red packets
node-consumer-short = Packets
node-consumer-term = consumer
node-consumer-subject = the red-packet service

## Messages in a sentence, by their roles

role-callback = the payment callback
role-callback-reply = the answer to the payment callback
role-refund = the refund request
role-refund-ack = the confirmation of the refund
role-begin = the BEGIN
role-begin-ack = the answer to BEGIN
role-update = the UPDATE
role-update-ack = the answer to UPDATE
role-insert = the INSERT
role-insert-ack = the answer to INSERT
role-select = the SELECT
role-select-ack = the answer to SELECT
role-commit = the COMMIT
role-commit-ack = the answer to COMMIT
role-rollback = the ROLLBACK
role-rollback-ack = the answer to ROLLBACK
role-close = the closing of the database connection
role-set = the write to Redis
role-set-ack = the answer of Redis
role-index = the write to Elasticsearch
role-index-ack = the answer of Elasticsearch
role-send = the message
role-send-ack = the broker's answer to the message
role-half = the half message
role-half-ack = the broker's answer to the half message
role-end = the end of the half message
role-check = the check
role-deliver = the delivery
role-ack = the acknowledgement
role-heartbeat = the heartbeat
role-subscribe = the subscription
role-poll = the poll
role-poll-ack = the answer to the poll
role-mark = the UPDATE of the outbox
role-mark-ack = the answer to the UPDATE of the outbox
role-prepare = the PREPARE
role-prepare-ack = the answer to PREPARE
role-call = the call
role-call-reply = the reply to the call
role-ask = the question
role-ask-ack = the answer to the question
role-claim = the SETNX
role-claim-ack = the answer to SETNX
role-replicate = the log for the slave
role-replicate-ack = the slave's acknowledgement
role-pull = the pull request
role-offset = the consumer's offset
role-sendback = the send-back
role-sendback-ack = the answer to the send-back
role-end-ack = the proxy's answer to the end
role-producer = the end of the Kafka transaction
role-producer-ack = the answer to the end of the Kafka transaction
role-init = the registration of the producer

## Guarantees

guarantee-no-lost-message-name = No lost message
guarantee-no-lost-message-sentence = If an order is PAID in the database, consumers can read its
    message in the end.
guarantee-no-ghost-name = No ghost message
guarantee-no-ghost-sentence = If consumers can read a message, its order is PAID in the end.
guarantee-no-early-visibility-name = Never visible early
guarantee-no-early-visibility-sentence = No consumer can read a message before its order is PAID.
guarantee-at-least-once-effect-name = Red packet at least once
guarantee-at-least-once-effect-sentence = Every PAID order gets its red packet in the end.
guarantee-no-double-payout-name = No second red packet
guarantee-no-double-payout-sentence = No order ever gets more than one red packet.
guarantee-exactly-once-effect-name = Exactly one red packet
guarantee-exactly-once-effect-sentence = In the end every PAID order has exactly one red packet,
    and no other order has any.
guarantee-no-unpaid-payout-name = No red packet unpaid
guarantee-no-unpaid-payout-sentence = No red packet is given for an order that is not PAID or
    whose money is refunded.
guarantee-money-settled-name = Money settled
guarantee-money-settled-sentence = Money that was taken belongs in the end to a PAID order, is
    refunded, or the payment system knows of the failure.
guarantee-caller-in-time-name = Never too slow for the caller
guarantee-caller-in-time-sentence = The order service never still works on a callback when the
    payment system stops waiting.
guarantee-short-transactions-name = Short transactions
guarantee-short-transactions-sentence = No database transaction stays open for more than 1 s.
guarantee-stores-agree-name = Stores agree
guarantee-stores-agree-sentence = In the end Redis and Elasticsearch show what the database says.
guarantee-legal-status-name = No way back
guarantee-legal-status-sentence = An order that is CLOSED never becomes PAID again, and one that
    is PAID never UNPAID.
guarantee-half-resolved-name = Half messages resolved
guarantee-half-resolved-sentence = In the end every half message is committed or rolled back, and
    none of a PAID order is discarded.
guarantee-decision-agrees-name = Decision agrees
guarantee-decision-agrees-sentence = A half message is committed only if its order is PAID, and no
    PAID order loses its message to a rollback.
guarantee-decision-stable-name = Decision is final
guarantee-decision-stable-sentence = Once a half message is committed or rolled back, the opposite
    never takes effect.
guarantee-progress-name = Progress without faults
guarantee-progress-sentence = If nothing goes wrong, every order is PAID, gets one red packet, and
    the caller is answered in time.
guarantee-no-manual-repair-name = No repair by hand
guarantee-no-manual-repair-sentence = In the end nothing waits for an operator: nothing discarded,
    no dead letter or outbox row, no undecided prepared transaction.
guarantee-no-leaked-blocking-name = Nothing stays blocked
guarantee-no-leaked-blocking-sentence = In the end no transaction is open and nobody waits for a
    database connection.
guarantee-ack-durable-name = Stored means durable
guarantee-ack-durable-sentence = What the broker has confirmed as stored is not destroyed by a
    crash.
guarantee-visible-in-time-name = Visible within 60 s
guarantee-visible-in-time-sentence = At most 60 s after an order is PAID, consumers can read its
    message.
guarantee-callback-idempotent-name = Repeated callback, one message
guarantee-callback-idempotent-sentence = However often the payment system calls, at most one copy
    of the message can be read.

## Outcomes

outcome-LOSS-name = lost
outcome-LOSS-meaning = The order is PAID, but its message can never be read.
outcome-GHOST-name = ghost
outcome-GHOST-meaning = A message can be read, but its order is not PAID, or its money went back.
outcome-DUP-name = duplicate
outcome-DUP-meaning = The message exists more than once, and so does the red packet.
outcome-DOUBLE-PAY-name = paid twice
outcome-DOUBLE-PAY-meaning = One message was consumed more than once: several red packets.
outcome-STUCK-name = stuck
outcome-STUCK-meaning = Something never comes to an end.
outcome-UNTOLD-name = untold
outcome-UNTOLD-meaning = The money is taken and the order is not PAID, but the payment system was
    told that all is well.
outcome-DIRTY-name = dirty
outcome-DIRTY-meaning = Redis or Elasticsearch shows something else than the database, or a CLOSED
    order went back to PAID.
outcome-SLOW-name = slow
outcome-SLOW-meaning = The payment system stopped waiting while the order service still worked.
outcome-EARLY-name = early
outcome-EARLY-meaning = The message could be read before the order was PAID.
outcome-ABORT-name = given up
outcome-ABORT-meaning = Given up on both sides: the order is not PAID, and no message can be read.
outcome-OK-name = fine
outcome-OK-meaning = The order is PAID, and the red packet is given exactly once.

## Settings: label, help, and the words of a choice

setting-orders-label = Orders
setting-orders-help = How many orders are paid during the run.
setting-orders-interval-label = Time between orders
setting-orders-interval-help = How long after one order the next one is paid.
setting-payment-deadline-label = Deadline of the callback
setting-payment-deadline-help = How long the payment system waits for the answer to a callback.
setting-payment-renotify-label = Call again
setting-payment-renotify-help = Whether the payment system calls again without a success, and what
    the order service does when the order is already PAID.
setting-payment-renotify-is-off = never
setting-payment-renotify-is-ack = yes, only confirm
setting-payment-renotify-is-republish = yes, send again
setting-order-producers-label = Instances of the order service
setting-order-producers-help = Members of the producer group; the broker may ask any of them.
setting-send-retries-label = Retries of a send
setting-send-retries-help = How often a send is tried again after its first attempt failed.
setting-send-timeout-label = Timeout of a send
setting-send-timeout-help = How long one attempt waits for the broker.
setting-send-backoff-label = Pause between attempts
setting-send-backoff-help = How long a send waits before it retries.
setting-order-work-label = Duration of the work step
setting-order-work-help = How long the program's `work` takes: a slow query, a remote call.
setting-checker-answer-label = Answer to checks
setting-checker-answer-help = What the order service answers when the broker asks about a half
    message.
setting-checker-answer-is-program = as the program says
setting-checker-answer-is-commit = commit
setting-checker-answer-is-rollback = rollback
setting-checker-answer-is-unknown = unknown
setting-half-CHECK_IMMUNITY_TIME_IN_SECONDS-label = Own immunity of half messages
setting-half-CHECK_IMMUNITY_TIME_IN_SECONDS-help = Until this age the broker puts a half message
    back without a check; 0s leaves it out.
setting-restart-after-label = Restart after
setting-restart-after-help = How long a crashed process is down when the fault does not say.
setting-network-latency-label = Latency in the shop
setting-network-latency-help = One way, between two participants.
setting-payment-latency-label = Latency to the payment system
setting-payment-latency-help = One way, between the payment system and the order service.
setting-database-pool-label = Connection pool
setting-database-pool-help = Database connections of each instance of the order service.
setting-database-pool-timeout-label = Timeout of the pool
setting-database-pool-timeout-help = How long `begin` waits for a connection.
setting-database-timeout-label = Timeout of a statement
setting-database-timeout-help = How long a statement waits for the database, Redis or Elasticsearch.
setting-profile-label = Release
setting-profile-help = Whose defaults the broker has. What you have set otherwise stays.
setting-profile-is-rocketmq-5-3 = RocketMQ 5.3
setting-profile-is-rocketmq-4-9 = RocketMQ 4.9
setting-profile-is-kafka = Kafka
setting-broker-flushDiskType-label = Flush
setting-broker-flushDiskType-help = Whether the broker answers before or after the message is on
    the disk.
setting-broker-flushDiskType-is-ASYNC_FLUSH = ASYNC_FLUSH: answer first
setting-broker-flushDiskType-is-SYNC_FLUSH = SYNC_FLUSH: flush first
setting-broker-flushCommitLogThoroughInterval-label = Flush interval
setting-broker-flushCommitLogThoroughInterval-help = How long an asynchronous flush may lag behind.
setting-broker-transactionCheckInterval-label = Check interval
setting-broker-transactionCheckInterval-help = Time between two check rounds of the broker.
setting-broker-transactionTimeOut-label = Immunity from checks
setting-broker-transactionTimeOut-help = Age up to which a half message is not checked.
setting-broker-transactionCheckMax-label = Most checks
setting-broker-transactionCheckMax-help = Checks after which a half message goes to the discard
    topic.
setting-broker-transactionOpBatchInterval-label = Wait of op marks
setting-broker-transactionOpBatchInterval-help = How long the broker keeps an op mark in memory
    before it writes it; 0s writes at once.
setting-broker-rejectCommitOrRollback-label = Refuse late ends
setting-broker-rejectCommitOrRollback-help = Whether the producer's own end is refused after the
    half message's own immunity.
setting-broker-rejectCommitOrRollback-is-on = on
setting-broker-rejectCommitOrRollback-is-off = off
setting-broker-fileReservedTime-label = Retention
setting-broker-fileReservedTime-help = A half message older than this goes to the discard topic.
setting-consumer-inbox-label = Inbox
setting-consumer-inbox-help = Whether a unique row in the consumer's database refuses a second red
    packet.
setting-consumer-inbox-is-off = off
setting-consumer-inbox-is-on = on
setting-consumer-time-label = Time to pay out
setting-consumer-time-help = How long giving a red packet takes.
setting-consumer-invisibleTime-label = Redelivery after
setting-consumer-invisibleTime-help = How long the broker waits for a POP consumer's
    acknowledgement before it delivers again.
setting-broker-syncFlushTimeout-label = Timeout of a flush
setting-broker-syncFlushTimeout-help = With SYNC_FLUSH: after this wait the answer is
    FLUSH_DISK_TIMEOUT.
setting-broker-disk-flush-label = Disk
setting-broker-disk-flush-help = How long forcing the log to the disk takes.
setting-broker-transientStorePoolEnable-label = Off-heap pool
setting-broker-transientStorePoolEnable-help = Whether the log waits 200 ms in the broker's memory
    before the page cache gets it.
setting-broker-transientStorePoolEnable-is-off = off
setting-broker-transientStorePoolEnable-is-on = on
setting-broker-readBeforeFlush-label = Readable before the flush
setting-broker-readBeforeFlush-help = With SYNC_FLUSH: whether a message can be read before it is
    on the disk.
setting-broker-readBeforeFlush-is-off = off
setting-broker-readBeforeFlush-is-on = on
setting-broker-slaves-label = Slaves
setting-broker-slaves-help = Copies of the broker on other machines.
setting-broker-brokerRole-label = Role
setting-broker-brokerRole-help = Whether an answer may wait for the slave; since 5.0 see also
    inSyncReplicas.
setting-broker-brokerRole-is-ASYNC_MASTER = ASYNC_MASTER: never
setting-broker-brokerRole-is-SYNC_MASTER = SYNC_MASTER: may wait
setting-broker-slaveTimeout-label = Timeout of the slave
setting-broker-slaveTimeout-help = With SYNC_MASTER: after this wait the answer is
    FLUSH_SLAVE_TIMEOUT.
setting-broker-inSyncReplicas-label = Copies to wait for
setting-broker-inSyncReplicas-help = With SYNC_MASTER since 5.0: how many, the master's included;
    1 waits for nobody.
setting-broker-minInSyncReplicas-label = Least copies
setting-broker-minInSyncReplicas-help = With SYNC_MASTER since 5.0: with fewer, nothing is stored.
setting-broker-allAckInSyncStateSet-label = Wait for all in sync
setting-broker-allAckInSyncStateSet-help = With SYNC_MASTER since 5.0: the slave as long as it is
    connected, else nobody.
setting-broker-allAckInSyncStateSet-is-off = off
setting-broker-allAckInSyncStateSet-is-on = on
setting-broker-flushConsumerOffsetInterval-label = Saving of offsets
setting-broker-flushConsumerOffsetInterval-help = How often the broker saves the offsets of
    consumers and of its check rounds.
setting-consumer-kind-label = Kind of consumer
setting-consumer-kind-help = Whether the consumer pulls by offset or acknowledges each message for
    itself.
setting-consumer-kind-is-push = push (offset)
setting-consumer-kind-is-pop = POP (ack)
setting-consumer-persistConsumerOffsetInterval-label = Telling the offset
setting-consumer-persistConsumerOffsetInterval-help = How often a push consumer tells the broker
    what it has consumed.
setting-consumer-consumeTimeout-label = Longest consumption
setting-consumer-consumeTimeout-help = A push consumer that works longer on a message sends it back.
setting-consumer-maxReconsumeTimes-label = Most retries
setting-consumer-maxReconsumeTimes-help = Retries after which a message goes to the dead-letter
    topic.
setting-client-label = Client
setting-client-help = What the order service sends with: straight to the broker, or through a proxy.
setting-client-is-remoting = remoting
setting-client-is-grpc = gRPC through a proxy
setting-send-budget-label = Timeout counts for
setting-send-budget-help = Whether every attempt of a send has the timeout to itself, or all
    attempts share it.
setting-send-budget-is-each = each attempt
setting-send-budget-is-shared = all attempts
setting-send-sendMsgMaxTimeoutPerRequest-label = Longest attempt
setting-send-sendMsgMaxTimeoutPerRequest-help = How much of a shared timeout one attempt may take;
    0s leaves it all of it.
setting-client-checkThreadPoolMaxSize-label = Threads for checks
setting-client-checkThreadPoolMaxSize-help = Checks that one instance answers at the same time
    when its queue is full.
setting-client-checkRequestHoldMax-label = Queue of checks
setting-client-checkRequestHoldMax-help = Checks that wait in one instance; the next one is dropped.
setting-proxy-transactionDataExpireMillis-label = Memory of the proxy
setting-proxy-transactionDataExpireMillis-help = How long the proxy knows where a half message lies.
setting-kafka-acks-label = Answer when
setting-kafka-acks-help = Whether the answer to a send waits for all replicas or for the leader
    only.
setting-kafka-acks-is-all = all replicas have it
setting-kafka-acks-is-1 = the leader has it
setting-kafka-enable-idempotence-label = Idempotent producer
setting-kafka-enable-idempotence-help = Whether the broker stores a retried record once.
setting-kafka-enable-idempotence-is-true = on
setting-kafka-enable-idempotence-is-false = off
setting-kafka-request-timeout-ms-label = Timeout of an attempt
setting-kafka-request-timeout-ms-help = How long one attempt waits.
setting-kafka-delivery-timeout-ms-label = Time for all attempts
setting-kafka-delivery-timeout-ms-help = How long a send keeps trying; it replaces the program's
    retry and timeout.
setting-kafka-retry-backoff-ms-label = Pause between attempts
setting-kafka-retry-backoff-ms-help = After the first failure; it doubles up to 1 s.
setting-kafka-default-replication-factor-label = Replicas
setting-kafka-default-replication-factor-help = Copies of each record. With one, a power cut takes
    what was not written back.
setting-kafka-transaction-timeout-ms-label = Longest transaction
setting-kafka-transaction-timeout-ms-help = After this long the coordinator aborts an open
    transaction.

## Groups of settings

group-payment = Payment system
group-order = Order service
group-infrastructure = Database and network
group-broker = Broker
group-consumer = Consumer
group-kafka = Kafka
group-client = Client

## What can be written into a program

phrase-begin = opens a transaction
phrase-commit = makes it durable
phrase-rollback = undoes it
phrase-update-order = sets the order's status
phrase-insert-log = a row that the back-check finds
phrase-insert-tombstone = forbids that row for good
phrase-prepare = survives every crash, undecided
phrase-commit-prepared = decides a prepared one
phrase-rollback-prepared = decides a prepared one
phrase-insert-outbox = the message, as a row
phrase-mark-outbox = tried, sent or dead
phrase-insert-payout = the red packet, as a row
phrase-set-redis = at once; nothing rolls it back
phrase-index-elasticsearch = at once; nothing rolls it back
phrase-send-retry = waits for the broker's answer
phrase-send-timeout = waits for the broker's answer
phrase-send-half-retry = stored, but invisible until its end
phrase-send-oneway = does not wait
phrase-end = what becomes of the half message
phrase-deliver-timeout = to the consumer, without a broker
phrase-producer-begin = a Kafka transaction
phrase-producer-commit = makes what it sent readable
phrase-producer-abort = drops what it sent
phrase-reply = answers whoever called
phrase-refund = asks for the money back
phrase-call = asks another process
phrase-remember = in memory; a crash wipes it
phrase-note = on disk; a crash does not wipe it
phrase-move-cursor = past the row in hand, in memory
phrase-save-cursor = to disk; a restart begins there
phrase-pay = a red packet, every time
phrase-pay-once = one per order, by an inbox row
phrase-pay-once-by = by another key
phrase-claim-redis-for = a key that stops the others
phrase-ack = need not be delivered again
phrase-work = lets time pass
phrase-run = goes on as that handler
phrase-run-every = again, with the next row
phrase-stop = ends the task
phrase-if-order-is-PAID = asks the database
phrase-if-log-has-message = asks the message log
phrase-if-age-over-2m = by the clock of this process
phrase-if-outbox-tried-over-2 = how often the row has failed
phrase-if-note-is-commit = on the disk of this process
phrase-if-note-at-coordinator-is-commit = on that of another
phrase-if-payout-has-order = asks the consumer
phrase-if-redis-has-claim = asks Redis
phrase-if-inbox-on = a setting of the consumer
phrase-if-republish-on = a setting of the payment system
phrase-if-memory-has-message = something was remembered
phrase-if-memory-is-commit = exactly this was remembered
phrase-if-outbox-has-next = not sent yet; takes it in hand
phrase-if-outbox-has-later = above the cursor; takes it in hand
phrase-if-binlog-has-next = in the order of commits; takes it
phrase-if-order-has-next-PAID = takes that order in hand
phrase-if-prepared-has-next = takes that transaction in hand
phrase-if-note-has-next-open = takes that message in hand
phrase-else-if-order-is-PAID = another condition
phrase-else = if nothing above was so
phrase-on-failure = if the line above fails
phrase-on-payment = the payment system calls
phrase-on-repeat = it calls again
phrase-on-check = the broker asks about a half message
phrase-on-message = the consumer gets a message
phrase-every = time after time, at a place
phrase-on-start-at = a process starts, or starts again
phrase-on-call = another process calls

## Groups of what can be written

group-phrase-database = Database
group-phrase-outbox = Rows of the message
group-phrase-stores = Redis and Elasticsearch
group-phrase-message = Message
group-phrase-caller = Calls
group-phrase-memory = Memory and disk
group-phrase-consumer = Consumer
group-phrase-flow = Flow
group-phrase-choice = If
group-phrase-next = If there is a next one
group-phrase-otherwise = Else
group-phrase-failure = On failure
group-phrase-handler = Handlers

## Labels: the start page

start-title = The order is paid. The red packet never comes.
start-text = One crash between two lines is enough. Here is the code, here is its run. Break it
    elsewhere, rewrite it, or let the page try every fault, one by one.
start-ways = Ways on
start-lab = Open the lab
start-guarantees = Which way of writing survives which faults?

## Labels: header and navigation

page-lab = Lab
page-guarantees = Guarantees
page-theme = Theme
page-close = Close
page-open-full-page = Open in full page
page-model = Models the transactional messages, check loop and page cache of Apache RocketMQ 5.3;
    what the model leaves out is listed in docs/model.md.

## Labels: themes

theme-light = Light
theme-dark = Dark
theme-projector = Projector

## Labels: strategies and scenarios

scenario-strategy = Strategy
scenario-scenario = Scenario
scenario-choose-scenario = Choose a scenario
scenario-choose-strategy = Choose a strategy
scenario-plain-scenario = No faults, usual settings
scenario-custom-scenario = Custom scenario
scenario-reset = Back to the original scenario
scenario-changed = { $name }, changed
scenario-back = back to it
section-1 = Lost before the broker
section-2 = Retry, or give up and refund
section-3 = Commit first, then send
section-4 = Send inside the transaction
section-5 = Redis and Elasticsearch do not roll back
section-6 = Transactional message
shelf-conformance = The model against the broker
shelf-duplicates = Ways to a duplicate
shelf-losses = Ways to a loss
shelf-checkers = Checkers
shelf-clients = Clients
shelf-kafka = Kafka
shelf-others = Other strategies
family-two-writes = Two writes in some order
family-prepared = Prepared, decided by the commit
family-one-write = One write, the rest follows
family-repair = Repair later
scenario-checker = Checker
checker-by-status = status
checker-by-message = message
answer-1 = else rollback
answer-2 = else unknown
answer-3 = rollback at 2 min
answer-4 = tombstone, rollback
answer-5 = memory, else commit
answer-6 = on error rollback
scenario-no-half-in-kafka = Kafka has no half messages: its broker refuses each of them.
choose-by-scenario = Number, title, LOSS, §3
choose-by-strategy = Title, K3, §3
choose-count = { $count } of { $all }
choose-nothing = Nothing fits `{ $found }`.
choose-nothing-but = Nothing fits `{ $found }`. This fits `{ $nearest }`:

## Labels: the program and its editor

program-program = Program
program-every-line-can-crash = click a line to crash there
program-custom = Custom program
program-not-entered = { $lines ->
    [one] one line, not entered in this run
   *[other] { $lines } lines, not entered in this run
}
program-edit = Edit program
program-reset = Reset to the original
program-has-errors = The program has errors
program-has-warnings = The program runs, but most likely not as it was meant
program-editor = Program editor
program-line = Line { $line }
program-insert = Insert
program-nothing-fits = Nothing fits here. Put the caret into a handler.
program-last-good-runs = Showing the last program that compiles.
program-draft-kept = Your unfinished edit is kept.

## Labels: the settings panel

settings-settings = Settings
settings-changed = { $count } changed:
settings-set-back = Set { $key } back to { $value }
settings-default-is = default { $value }
settings-source-is = Source: { $source }

## Labels: the faults and their menus

fault-faults = Faults
fault-break-something = break something
fault-add = Add a fault
fault-remove = Remove: { $fault }
fault-as-written = As it is written in a scenario
fault-undo = Undo
fault-redo = Redo
fault-none-yet = No faults yet. Click a line of the program, the head of a lifeline, a message on
    its way or the time bar to add one.
fault-did-not-happen = did not happen
fault-did-not-happen-help = The run never came to the place at which this fault strikes.
fault-surprise-me = Surprise me
fault-surprise-me-help = Draws random faults from a new seed. The same seed gives the same faults.
fault-at-line = Faults at line { $line }
fault-at-node = Faults of: { $name }
fault-at-message = Faults of the message “{ $label }”
fault-at-step = Faults after step { $step }
fault-crash-before-line = Crash before this line
fault-crash-after-line = Crash after this line
fault-crash-forever = Crash for ever
fault-restart-now = Restart now
fault-power-cut = Power cut
fault-destroy = Destroy the machine and its disk
fault-crash-for = Crash, back after { $length }
fault-pause-for = Stand still for { $length }
fault-cut-from-broker = Cut off from the broker for { $length }
fault-refuse-line = Refuse what this line asks for
fault-lose = Lose this message
fault-delay-by = Delay it by { $length }
fault-duplicate = Let a second copy arrive
fault-refuse = Let the receiver refuse it
fault-check-now = Run a check round now
fault-resume-discarded = Resume discarded half messages
fault-checker-answers = Checks are answered
fault-checker-program = as the program says
fault-checker-commit = commit
fault-checker-rollback = rollback
fault-checker-unknown = unknown

## Labels: why an entry of a menu is disabled

reason-line-never-ran = This line never ran in this run.
reason-already-down = It is already down.
reason-not-down = It is not down.
reason-nothing-discarded = The discard topic is empty.
reason-already-so = It is so already.

## Labels: play, steps, time

transport-controls = Playback
transport-play = Play
transport-pause = Pause
transport-first = First step
transport-previous = Previous step
transport-next = Next step
transport-last = Last step
transport-speed = Speed
transport-position = Position in the run
transport-step-of = step { $step } of { $steps }
transport-position-is = step { $step } of { $steps }, at { $time }

## Labels: the verdict and the guarantees

verdict-verdict = Verdict
verdict-nothing-breaks = In this run nothing breaks.
verdict-point-holds = { $name } holds.
verdict-can-break = { $lines ->
    [one] With one more fault it can break, at one line of the program.
   *[other] With one more fault it can break, at { $lines } lines of the program.
}
verdict-can-break-also = { $lines ->
    [one] With one more fault it can break, at one line of the program and elsewhere.
   *[other] With one more fault it can break, at { $lines } lines of the program and elsewhere.
}
verdict-can-break-elsewhere = With one more fault it can break.
verdict-none-breaks = No further fault that was tried breaks it: { $tried }, one at a time.
verdict-trying = Trying one more fault…
verdict-not-tried = One more fault has not been tried.
verdict-certain = { $step ->
    [0] Unavoidable from the beginning: no further fault that was tried saves it.
   *[other] Unavoidable from step { $step }: no further fault that was tried saves it.
}
verdict-why = Why?
verdict-survives = Under “{ $title }” the same faults do not break it
verdict-survives-plain = Under “{ $title }” it is not broken
verdict-others = Other guarantees
verdict-hold = { $count } hold
verdict-open = { $count } undecided
verdict-idle = { $count } not touched
guarantees-guarantees = Guarantees
guarantees-choose = Make this the guarantee that is looked at

## Labels: what a run costs

measure-measures = What it costs
measure-this-run = this run
measure-without-faults = without faults
measure-other = { $title }, without faults
measure-messages = Messages
measure-round-trips = Round trips of the order service
measure-log-records = Records in the broker's log
measure-transaction = Transaction open (locks, connection)
measure-caller = Until the payment system has its answer
measure-red-packet = From PAID to the red packet

## Labels: the state panel

state-state = State
state-underlined = underlined: just changed
state-changed = What changed
state-nothing-changed = Nothing that is kept anywhere.
state-order = order #{ $number }
state-captured = captured
state-refunded = refunded
state-refused = refused
state-timeout = timeout
state-process = process
state-tasks = tasks
state-line = line { $line }
state-waits-for-answer = ⋯ answer
state-waits-for-connection = ⋯ connection
state-waits-for-time = ⋯ time
state-pool = pool
state-waiting = , { $count } waiting
state-memory = memory
state-open-transactions = open tx
state-paid-of = { $paid } PAID of { $all }
state-copies = + { $count } copies
state-checks = checks
state-discarded = discarded
state-page-cache = page cache
state-flushed = flushed
state-not-flushed = not flushed
state-payouts = payouts
state-inbox = inbox
state-up = up
state-down = down
state-paused-until = paused until { $until }
state-cursor = cursor
state-cursor-on-disk = cursor, disk
state-tried = tried { $times }
state-keeps-locks = keeps locks
state-until = until { $until }
state-copied = log copied
state-clients = clients
state-half-messages = knows half

## Labels: the link

share-share = Share
share-copy = Copy
share-link = Link
share-frame = Frame for a page of a course
share-comment = Comment for an issue
share-file = Scenario file
share-gate = Test for CI: fails where the guarantee breaks
share-copied = Copied
share-save = Save
share-run = The run as a file
share-form = { $form ->
    [svg] Picture (SVG, PNG)
    [steps] Picture of each step (zip)
    [markdown] Report (Markdown)
    [mermaid] Mermaid
    [plantuml] PlantUML
    [json] JSON
   *[itf] ITF, for TLA+
}
share-making = It is being made…
share-preview = How it looks
share-open = Open a file: a scenario, a program, or the JSON of a run

## Labels: the report of a run

report-diagram = Diagram
report-long-diagram = The run is too long for a diagram in a document.
report-no-faults = None.
report-broken = broken at { $since }
report-undecided = undecided: the run was stopped before
report-too-long = This run has { $steps } steps, and a file of this kind holds { $most } at most.

## Labels: the help

help-title = Help
help-intro-1 = Pick a strategy, and play or step through its run.
help-intro-2 = Break it: a click, a long press or Enter on a line, on the head of a lifeline, on a
    message on its way or on the time bar opens a menu of faults.
help-intro-3 = See which guarantee breaks, at which step, and what that means for the customer.
help-licences = Licences of what this page is built from
help-play-or-pause = Play or pause
help-open-menu = Faults of the message at the playhead
help-choose = Choose a scenario; pressed again, a strategy

## Labels: the text exports

export-idle = { $length } later, at { $until }
export-in-flight = still on its way when the run was stopped
export-sent-at = sent at { $at }
export-delayed = { $label }: on its way, { $by } late
export-cut = link cut: nothing gets from { $from } to { $to }
export-cut-both = link cut between { $one } and { $other }
export-repaired = link repaired from { $from } to { $to }
export-repaired-both = link repaired between { $one } and { $other }
export-transaction = database transaction
export-outcome = Outcome: { $codes }
export-broken = { $number } { $id }: broken at { $since }
export-undecided = { $number } { $id }: undecided
export-did-not-happen = did not happen: { $fault }

## Labels: strategies side by side

compare-compare = Compare
compare-table = What happens under each strategy, by virtual time
compare-time = Time
compare-add-column = Add a strategy
compare-remove-column = Remove: { $title }
compare-open-in-lab = Open in the lab: { $title }
compare-strategy-of = Strategy { $number }
compare-add-fault = Add a fault to all…
compare-no-faults = Nothing goes wrong yet.
compare-programs = Programs
compare-line-in-none = only in this program
compare-line-not-in-first = not in the first program
compare-none-broken = nothing broken
compare-did-not-happen = did not happen: { $fault }
compare-they-differ = From here on they differ.
compare-they-part = They part at { $time }:
compare-breaks = breaks “{ $name }”
compare-keeps = keeps “{ $name }”
compare-part-later = So far they come to the same; they part at { $time }.
compare-never-part = They come to the same.
compare-go-there = Go there

## The page before its program: index.html shows these. Here **bold** and `code` are marked

shell-description = A laboratory for one question: the database commit and the message must both
    happen, or neither.
shell-question = The database commit and the message must both happen, or neither: which way of
    writing the code achieves that?
shell-loading = Loading the laboratory…
shell-needs-scripts = This laboratory runs in the browser and needs JavaScript and WebAssembly.
    Allow scripts for this page, then reload.
shell-not-started = **The page could not start.** The browser did not load, or could not run, its
    WebAssembly program. Reload once; if that does not help, use Chrome, Edge, Firefox or Safari
    of the last two years, and check that no proxy or firewall blocks or rewrites .js and .wasm
    files.
shell-from-disk = This page was opened from disk, and browsers load no programs from file://.
    Serve the folder with any static server, for example `python3 -m http.server`.
shell-stopped = The page has stopped
shell-stopped-help = A mistake in Zeroloss itself stopped it. Nothing that you wrote is lost.
shell-open-again = Open the scenario again as it was shown last
shell-open-fresh = If that fails again: open the page without it
shell-typed = The text in the editor:
shell-typed-back = When you open the scenario again, it will be back in the editor.
shell-report = Please report this with these details:
shell-copy-details = Copy details
