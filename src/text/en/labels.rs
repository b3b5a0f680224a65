//! English labels of the page.

use super::super::labels::{
    Badges, FaultLabels, Guarantees, Help, Notices, PageLabels, ProgramLabels, ReasonLabels,
    Scenarios, SettingLabels, Share, StateLabels, Themes, Transport,
};

pub(super) const PAGE: PageLabels = PageLabels {
    tagline: "The database commit and the message: both, or neither",
    navigation: "Main navigation",
    lab: "Lab",
    compare: "Compare",
    guarantees: "Guarantees",
    course: "Course",
    skip_to_diagram: "Skip to the diagram",
    language: "Language",
    theme: "Theme",
    share: "Share",
    help: "Help",
    close: "Close",
    cancel: "Cancel",
    loading: "Loading the lab…",
    open_full_page: "Open in full page",
    model: "Models the transactional messages, check loop and page cache of Apache RocketMQ 5.3; \
            what the model leaves out is listed in the README.",
    source_code: "Source code",
    expand: "Show",
    collapse: "Hide",
};

pub(super) const THEMES: Themes =
    Themes { auto: "Auto", light: "Light", dark: "Dark", projector: "Projector" };

pub(super) const SCENARIOS: Scenarios = Scenarios {
    strategy: "Strategy",
    choose_strategy: "Choose a strategy",
    scenario: "Scenario",
    choose_scenario: "Choose a scenario",
    custom_scenario: "Own scenario",
    reset: "Back to the original scenario",
    no_section: "Beyond the course",
    sections: [
        "Lost before the broker",
        "Retry, or give up and refund",
        "Commit first, then send",
        "Send inside the transaction",
        "Redis and Elasticsearch do not roll back",
        "Transactional message",
    ],
    section: |section| format!("Section {section} of the course"),
};

pub(super) const PROGRAM: ProgramLabels = ProgramLabels {
    program: "Program",
    every_line_can_crash: "every line can crash",
    custom: "Own program",
    edit: "Edit program",
    apply: "Run this program",
    discard: "Discard changes",
    reset: "Reset to the original",
    has_errors: "The program has errors",
    editor: "Program editor",
    editor_hint: "Press Escape, then Tab, to leave the editor.",
    in_transaction: "inside the transaction",
    running: "running now",
    line: |line| format!("Line {line}"),
};

pub(super) const SETTING: SettingLabels = SettingLabels {
    settings: "Settings",
    reset_all: "Reset all settings",
    changed: "changed",
    has_no_effect: "has no effect on this strategy",
    from_program: "as the program says",
    default_is: |value| format!("default {value}"),
    source_is: |source| format!("Source: {source}"),
};

pub(super) const FAULTS: FaultLabels = FaultLabels {
    faults: "Faults",
    add: "Add a fault",
    remove: |fault| format!("Remove: {fault}"),
    remove_all: "Remove all faults",
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
    crash: "Crash, back after 10 s",
    crash_forever: "Crash for ever",
    restart_now: "Restart now",
    power_cut: "Power cut",
    crash_for: |length| format!("Crash, back after {length}"),
    pause_for: |length| format!("Stand still for {length}"),
    cut_from_broker: |length| format!("Cut off from the broker for {length}"),
    refuse_line: "Let what this line asks for be refused",
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
    line_only_steers: "This line only decides where to go on; nothing can crash at it.",
    already_down: "It is already down.",
    not_down: "It is not down.",
    nothing_in_flight: "No message is on its way here.",
    no_half_message: "No half message waits for a check.",
    nothing_discarded: "The discard topic is empty.",
    not_transactional: "This strategy sends no half messages.",
    too_many_faults: "A scenario holds no more faults.",
    nothing_to_undo: "There is nothing to undo.",
    nothing_to_redo: "There is nothing to redo.",
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
    first_break: "Where the first guarantee breaks",
    speed: "Speed",
    speed_is: |speed| format!("{speed}×"),
    time: "Virtual time",
    position: "Position in the run",
    step_of: |step, steps| format!("step {step} of {steps}"),
    position_is: |step, steps, time| format!("step {step} of {steps}, at {time}"),
    summary: "What is so at this step",
};

pub(super) const BADGES: Badges = Badges {
    diagram: "Sequence diagram",
    description: |strategy, steps| {
        format!(
            "Sequence diagram of “{strategy}”, {steps} steps. The list of events says the same."
        )
    },
    events: "Events",
    nothing_yet: "Nothing has happened yet.",
    press_play: "The payment system is about to call.",
    crash: "crash",
    power_cut: "power cut",
    restarted: "restarted · memory empty",
    paused: "paused",
    resumed: "goes on",
    link_cut: "link cut",
    link_repaired: "link works again",
    clock_skewed: "clock is off",
    in_flight: "on its way",
    late: "too late",
    refused: "refused",
    copy: "copy",
    operator: "operator",
    idle: |duration| format!("idle {duration}"),
    check_of: |number, max| format!("check {number}/{max}"),
    order: |number| format!("order {number}"),
    by_event: "By event",
    by_time: "By time",
};

pub(super) const GUARANTEE: Guarantees = Guarantees {
    guarantees: "Guarantees",
    remark: "remark",
    show_all: "Show all guarantees",
    show_fewer: "Show fewer",
    go_to_step: |step| format!("Go to step {step}"),
    outcome: "Outcome",
    always: "at every step",
    eventually: "in the end",
    within: "within a bound of time",
};

pub(super) const STATE: StateLabels = StateLabels {
    state: "State",
    underlined: "underlined = changed in this step",
    changed: "changed in this step",
    order: |number| format!("order {number}"),
    money: "money",
    money_none: "with the customer",
    money_captured: "captured",
    money_refunded: "refunded",
    callbacks: "callbacks",
    tasks: "tasks",
    connections: "connections",
    memory: "memory",
    open_transactions: "open transactions",
    message_log: "message log",
    half_queue: "half queue",
    originals_and_copies: |originals, copies| match copies {
        0 => originals.to_string(),
        1 => format!("{originals} + 1 copy"),
        _ => format!("{originals} + {copies} copies"),
    },
    op_marks: "op marks",
    topic: "topic",
    discard_topic: "discard topic",
    checks: "checks",
    producer_group: "producer group",
    page_cache: "page cache",
    flushed: "flushed",
    not_flushed: "not flushed",
    payouts: "red packets",
    inbox: "inbox",
    deliveries: "deliveries",
    nothing: "nothing",
    up: "up",
    down: "down",
    paused: "paused",
};

pub(super) const SHARE: Share = Share {
    title: "Share this run",
    link: "Link",
    copy: "Copy",
    copy_link: "Copy link",
    copied: "Copied",
    copy_by_hand: "The browser does not allow it here. Select the text and copy it.",
    scenario_text: "Scenario as text",
    embed: "Embed in a page",
    at_this_step: "Open at this step",
    export: "Export",
    download_svg: "Download SVG",
    copy_mermaid: "Copy Mermaid",
    copy_plantuml: "Copy PlantUML",
    copy_text: "Copy plain text",
};

pub(super) const HELP: Help = Help {
    title: "Help",
    intro: [
        "Pick a strategy, and play or step through its run.",
        "Break it: a click, a long press or Enter on a line, on the head of a lifeline, on a \
         message on its way or on the time bar opens a menu of faults.",
        "See which guarantee breaks, at which step, and what that means for the customer.",
    ],
    keys: "Keys",
    play_or_pause: "Play or pause",
    open_menu: "Faults of the message at the playhead",
    about_model: "The model",
};

pub(super) const NOTICES: Notices = Notices {
    bad_value: |name, value| format!("`{name}={value}` was not understood; using the default."),
    unknown_scenario: |found, nearest| match nearest {
        [] => format!("There is no scenario or strategy `{found}`."),
        _ => format!(
            "There is no scenario or strategy `{found}`; did you mean {}?",
            nearest.join(" or ")
        ),
    },
    newer_version: "This address was made for a newer version of the lab.",
    bad_link: "The state in this link is damaged or cut off; the scenario starts from its \
               defaults.",
    other_model: |theirs, ours| {
        format!(
            "This link was made with model {theirs}, and this is model {ours}: the run may differ."
        )
    },
    bad_scenario: |why| format!("The scenario in this link cannot be read: {why}"),
    cannot_start: "The lab cannot start in this browser.",
    cannot_start_help: "It needs WebAssembly. Update the browser, or allow scripts and \
                        'wasm-unsafe-eval' for this page.",
    reload: "Reload",
    dismiss: "Dismiss",
};
