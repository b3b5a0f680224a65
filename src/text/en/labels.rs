//! English labels of the page.

use crate::explore::FaultKind;
use crate::shop::Operation;
use crate::sim::node::CrashMode;

use super::super::labels::{
    Badges, ExportWords, FaultLabels, Guarantees, Help, Notices, PageLabels, ProgramLabels,
    ReasonLabels, Scenarios, SearchLabels, SettingLabels, Share, StateLabels, Themes, Transport,
};
use super::super::quantity::grouped;
use super::super::quoted_list;
use super::{plural, search};

pub(super) const PAGE: PageLabels = PageLabels {
    lab: "Lab",
    guarantees: "Guarantees",
    course: "Course",
    theme: "Theme",
    share: "Share",
    help: "Help",
    close: "Close",
    open_full_page: "Open in full page",
    model: "Models the transactional messages, check loop and page cache of Apache RocketMQ 5.3; \
            what the model leaves out is listed in the README.",
};

pub(super) const THEMES: Themes = Themes { light: "Light", dark: "Dark", projector: "Projector" };

pub(super) const SCENARIOS: Scenarios = Scenarios {
    strategy: "Strategy",
    choose_strategy: "Choose a strategy",
    scenario: "Scenario",
    choose_scenario: "Choose a scenario",
    plain_scenario: "No faults, usual settings",
    custom_scenario: "Own scenario",
    reset: "Back to the original scenario",
    changed: |name| format!("{name}, changed"),
    sections: [
        "Lost before the broker",
        "Retry, or give up and refund",
        "Commit first, then send",
        "Send inside the transaction",
        "Redis and Elasticsearch do not roll back",
        "Transactional message",
    ],
    shelves: [
        "The model against the broker",
        "Ways to a duplicate",
        "Ways to a loss",
        "Checkers",
        "Clients",
        "Kafka",
        "Other strategies",
    ],
    families: [
        "Two writes in some order",
        "Prepared, decided by the commit",
        "One write, the rest follows",
        "Repair later",
    ],
    checker: "Checker",
    check_keys: ["status", "message"],
    check_answers: [
        "else rollback",
        "else unknown",
        "rollback at 2 min",
        "tombstone, rollback",
        "memory, else commit",
        "on error rollback",
    ],
    no_half_in_kafka: "Kafka has no half messages: its broker refuses each of them.",
};

pub(super) const PROGRAM: ProgramLabels = ProgramLabels {
    program: "Program",
    every_line_can_crash: "click a line to crash there",
    custom: "Own program",
    edit: "Edit program",
    reset: "Reset to the original",
    has_errors: "The program has errors",
    has_warnings: "The program runs, but most likely not as it was meant",
    editor: "Program editor",
    in_transaction: "inside the transaction",
    line: |line| format!("Line {line}"),
    insert: "Insert",
    nothing_fits: "Nothing fits here. Put the caret into a handler.",
    last_good_runs: "Showing the last program that compiles.",
    draft_kept: "Your unfinished edit is kept.",
};

pub(super) const SETTING: SettingLabels = SettingLabels {
    settings: "Settings",
    changed: |count| format!("{count} changed:"),
    set_back: |key, value| format!("Set {key} back to {value}"),
    default_is: |value| format!("default {value}"),
    source_is: |source| format!("Source: {source}"),
};

pub(super) const FAULTS: FaultLabels = FaultLabels {
    faults: "Faults",
    add: "Add a fault",
    remove: |fault| format!("Remove: {fault}"),
    undo: "Undo",
    redo: "Redo",
    none_yet: "No faults yet. Click a line of the program, the head of a lifeline, a message on \
               its way or the time bar to add one.",
    did_not_happen: "did not happen",
    did_not_happen_help: "The run never came to the place at which this fault strikes.",
    surprise_me: "Surprise me",
    surprise_me_help: "Draws random faults from a new seed. The same seed gives the same faults.",
    seed: |seed| format!("seed {seed}"),
    drawn: "drawn from the seed",
    at_line: |line| format!("Faults at line {line}"),
    at_node: |name| format!("Faults of: {name}"),
    at_message: |label| format!("Faults of the message “{label}”"),
    at_step: |step| format!("Faults after step {step}"),
    crash_before_line: "Crash before this line",
    crash_after_line: "Crash after this line",
    crash_forever: "Crash for ever",
    restart_now: "Restart now",
    power_cut: "Power cut",
    destroy: "Destroy the machine and its disk",
    crash_for: |length| format!("Crash, back after {length}"),
    pause_for: |length| format!("Stand still for {length}"),
    cut_from_broker: |length| format!("Cut off from the broker for {length}"),
    refuse_line: "Refuse what this line asks for",
    lose: "Lose this message",
    delay_by: |length| format!("Delay it by {length}"),
    duplicate: "Let a second copy arrive",
    refuse: "Let the receiver refuse it",
    check_now: "Run a check round now",
    resume_discarded: "Resume discarded half messages",
    checker_answers: "Checks are answered",
    checker_program: "as the program says",
    checker_commit: "commit",
    checker_rollback: "rollback",
    checker_unknown: "unknown",
};

pub(super) const REASONS: ReasonLabels = ReasonLabels {
    line_never_ran: "This line never ran in this run.",
    already_down: "It is already down.",
    not_down: "It is not down.",
    nothing_discarded: "The discard topic is empty.",
    already_so: "It is so already.",
};

pub(super) const TRANSPORT: Transport = Transport {
    controls: "Playback",
    play: "Play",
    pause: "Pause",
    first: "First step",
    previous: "Previous step",
    next: "Next step",
    last: "Last step",
    speed: "Speed",
    time: "Virtual time",
    position: "Position in the run",
    step_of: |step, steps| format!("step {step} of {steps}"),
    position_is: |step, steps, time| format!("step {step} of {steps}, at {time}"),
    summary: "What is so at this step",
};

pub(super) const BADGES: Badges = Badges {
    link_cut: "link cut",
    link_repaired: "link works again",
    copy_of: |label| format!("copy: {label}"),
    check_of: |number, max| format!("check {number}/{max}"),
    diagram: "Sequence diagram",
    description: |strategy, steps| {
        format!(
            "Sequence diagram of “{strategy}”, {steps} steps. The list of events says the same."
        )
    },
    events: "Events",
    nothing_yet: "Nothing has happened yet.",
    press_play: "The payment system is about to call.",
    crash,
    restarted: "restarted · memory empty",
    restarted_stateless: "restarted",
    paused_for: |length| format!("paused {length}"),
    resumed: "goes on",
    clock_ahead: |by| format!("clock {by} ahead"),
    clock_behind: |by| format!("clock {by} behind"),
    operation: |operation| match operation {
        Operation::CheckNow => "operator: check now",
        Operation::ResumeDiscarded => "operator: resume discarded",
    },
    refused: "refused",
    idle: |duration| format!("idle {duration}"),
    running: |events| format!("Running: {} events. What is shown is from before.", grouped(events)),
    running_on: |events| format!("Running: {} events. This is its beginning.", grouped(events)),
    drawing: "The diagram is being drawn.",
    steps_before: |step| format!("Steps 1 to {step} are not listed: go back to read them."),
};

fn crash(mode: CrashMode, back_in: Option<&str>) -> String {
    let what = match mode {
        CrashMode::Process => "crash",
        CrashMode::PowerCut => "power cut",
        CrashMode::Destroyed => "machine destroyed",
    };
    match back_in {
        Some(length) => format!("{what}, back in {length}"),
        None => format!("{what}, for good"),
    }
}

pub(super) const GUARANTEE: Guarantees = Guarantees {
    guarantees: "Guarantees",
    remark: "remark",
    show_all: "Not touched by this run",
    outcome: "Outcome",
};

pub(super) const STATE: StateLabels = StateLabels {
    state: "State",
    underlined: "underlined: just changed",
    order: |number| format!("order #{number}"),
    captured: "captured",
    refunded: "refunded",
    refused: "refused",
    timeout: "timeout",
    process: "process",
    tasks: "tasks",
    line: |line| format!("line {line}"),
    waits_for_answer: "⋯ answer",
    waits_for_connection: "⋯ connection",
    waits_for_time: "⋯ time",
    pool: "pool",
    waiting: |count| format!(", {count} waiting"),
    memory: "memory",
    open_transactions: "open tx",
    paid_of: |paid, all| format!("{paid} PAID of {all}"),
    copies: |count| format!("+ {count} copies"),
    checks: "checks",
    discarded: "discarded",
    page_cache: "page cache",
    flushed: "flushed",
    not_flushed: "not flushed",
    payouts: "payouts",
    inbox: "inbox",
    up: "up",
    down: "down",
    paused_until: |until| format!("paused until {until}"),
    cursor: "cursor",
    cursor_on_disk: "cursor, disk",
    tried: |times| format!("tried {times}"),
    keeps_locks: "keeps locks",
    until: |until| format!("until {until}"),
    copied: "log copied",
    clients: "clients",
    half_messages: "knows half",
};

pub(super) const SHARE: Share =
    Share { title: "Share this run", link: "Link", copy_link: "Copy link", copied: "Copied" };

pub(super) const HELP: Help = Help {
    title: "Help",
    intro: [
        "Pick a strategy, and play or step through its run.",
        "Break it: a click, a long press or Enter on a line, on the head of a lifeline, on a \
         message on its way or on the time bar opens a menu of faults.",
        "See which guarantee breaks, at which step, and what that means for the customer.",
    ],
    licences: "Licences of what this page is built from",
    keys: "Keys",
    play_or_pause: "Play or pause",
    open_menu: "Faults of the message at the playhead",
};

pub(super) const NOTICES: Notices = Notices {
    bad_value: |name, value, known| {
        let known = quoted_list(known, ", ", "or").replace("`N`", "a whole number");
        format!("`{name}={value}` was not understood; using the default. `{name}` takes {known}.")
    },
    bad_set: |value, why| format!("`set={value}` of the address was left out: {why}"),
    refused: |why| format!("This cannot be done: {why}"),
    left_out: |names| {
        format!("Left out `{names}`: up to four strategies are compared, each once, `own` first.")
    },
    unknown_scenario: |found, nearest| match nearest {
        [] => format!("There is no scenario or strategy `{found}`."),
        _ => format!(
            "There is no scenario or strategy `{found}`; did you mean {}?",
            nearest.join(" or ")
        ),
    },
    newer_version: "This address was made for a newer version of the lab.",
    long_link: "A link carries at most 8 KB of scenario text, and this scenario is longer; keep its \
                text in a file.",
    draft_left_out: "The link holds the last version of the program that has no errors, not the text \
                     in the editor.",
    bad_link: "The state in this link is damaged or cut off; the scenario starts from its \
               defaults.",
    other_model: |theirs, ours| {
        format!(
            "This link was made with model {theirs}, and this is model {ours}: the run may differ."
        )
    },
    bad_scenario: |why| format!("The scenario in this link cannot be read: {why}"),
    no_search: "The program that searches could not be loaded. Check the connection and start the \
                search again.",
    nothing_drawn: "The dice drew no fault for this scenario.",
    draft_is_back: "The text that was in the editor is back in it. It has not run: change it, and it runs.",
    page_for_search: "The server answered with a page instead of the program that searches. Whoever \
                      runs this site must let it send zeroloss-search.js and zeroloss-search_bg.wasm \
                      as they are.",
    no_workers: "This browser starts no workers here, so the page searches by itself, more slowly.",
    search_ended: "A worker ended before its search was done, most likely for want of memory. What it \
                   had not decided stays undecided.",
    search_broke: |why| {
        format!("The search failed. This is a mistake in Zeroloss; please report it: {why}")
    },
    dismiss: "Dismiss",
};

pub(super) const EXPORT: ExportWords = ExportWords {
    idle: |length, until| format!("{length} later, at {until}"),
    in_flight: "still on its way when the run was stopped",
    sent_at: |at| format!("sent at {at}"),
    delayed: |label, by| format!("{label}: on its way, {by} late"),
    cut: |from, to| format!("link cut: nothing gets from {from} to {to}"),
    cut_both: |one, other| format!("link cut between {one} and {other}"),
    repaired: |from, to| format!("link repaired from {from} to {to}"),
    repaired_both: |one, other| format!("link repaired between {one} and {other}"),
    transaction: "database transaction",
    outcome: |codes| format!("Outcome: {codes}"),
    broken: |id, number, since| format!("{number} {id}: broken at {since}"),
    undecided: |id, number| format!("{number} {id}: undecided"),
    did_not_happen: |fault| format!("did not happen: {fault}"),
};

pub(super) const SEARCH: SearchLabels = SearchLabels {
    title: "Search every fault",
    break_it: "Break it",
    break_it_help: "Tries every fault at every step, and shows the shortest way to break each \
                    guarantee.",
    budget: "Faults in one run",
    budget_is: |faults| format!("up to {}", plural(faults.into(), "fault", "faults")),
    stop: "Stop",
    resume: "Go on",
    done: "Done",
    searching: |faults| format!("Searching: {}", plural(faults.into(), "fault", "faults")),
    counts: |[states, transitions, depth, frontier, rate]| {
        format!(
            "{} states · {} events · depth {depth} · {} paths to go · {} events/s",
            grouped(states),
            grouped(transitions),
            grouped(frontier),
            grouped(rate)
        )
    },
    ended: |broken, holding, open| {
        let open = if open > 0 { format!(", {open} not decided") } else { String::new() };
        format!("{broken} can be broken, {holding} hold{open}")
    },
    receipt: |states, depth| format!("{} states, {depth} events deep", grouped(states)),
    faults: |faults| match faults {
        0 => "without a fault".to_owned(),
        faults => plural(faults, "fault", "faults"),
    },
    holds: "holds",
    idle: "not touched",
    open: "not decided",
    open_help: |faults| {
        let known = match faults {
            None => "Even without a fault something is not decided".to_owned(),
            Some(0) => "The run without faults breaks none of the undecided".to_owned(),
            Some(faults) => format!(
                "With up to {} none of the undecided breaks",
                plural(faults.into(), "fault", "faults")
            ),
        };
        format!(
            "{known}; the search was stopped then, or came to its bound of states or of a run's \
             length."
        )
    },
    mistake: "mistake",
    mistake_help: "The search says broken, but its run does not: a mistake in Zeroloss. Please \
                   report it.",
    left_out: search::left_out,
    repair: "Try a remedy",
    closed: |name, faults| {
        format!("Closed: “{name}” holds with up to {}.", plural(faults.into(), "fault", "faults"))
    },
    still_broken: |name, faults| match faults {
        0 => format!("“{name}” still breaks, even without a fault."),
        _ => format!("“{name}” still breaks, with {}.", plural(faults, "fault", "faults")),
    },
    tried: "What is tried",
    kind: |kind| match kind {
        FaultKind::Crash => "crash",
        FaultKind::PowerCut => "power cut",
        FaultKind::Lose => "message lost",
        FaultKind::Fail => "refused",
        FaultKind::Delay => "delayed",
        FaultKind::Duplicate => "doubled",
        FaultKind::Destroy => "broker destroyed",
        FaultKind::Pause => "pause",
        FaultKind::Partition => "link cut",
        FaultKind::Skew => "clock ahead",
        FaultKind::CheckNow => "check at once",
        FaultKind::ResumeDiscarded => "resume discarded",
    },
    tried_kind: search::tried_kind,
    any_of: search::any_of,
    forever: "for ever",
    tried_all: search::tried_all,
    not_tried: search::not_tried,
    certainty: "“Holds” means: in all of these runs. States are told apart by 64-bit hashes, so a \
                state may be missed with a chance of less than one in a million. “Breaks” has been \
                replayed.",
    necessary: "necessary",
    irrelevant: "irrelevant",
    needed_for: |name| format!("for breaking “{name}”"),
    matrix: "Which strategy keeps which promise, whatever goes wrong? Every cell is searched here \
             and now: ✕ opens the shortest run that breaks the promise.",
    copy_markdown: "Copy as Markdown",
    all_columns: "All guarantees",
    stores: "Redis and search written by",
    stores_by: ["nobody", "the order service, inline", "the consumer"],
    all_rows: "all",
    searched: "Searched",
    waiting: "waiting",
    open_counterexample: "open the counterexample",
};
