//! The search: breadth first by faults, and among as many faults the shortest run.
//!
//! A *path* is a run of the scenario with some faults injected; it is told by where they strike,
//! and its *children* have one more, at a choice point after the last. A path is run event by
//! event, deterministically, and each world on the way is looked up: where it has been before at no
//! higher cost, everything that follows has been seen or will be, and the path is cut. So only the
//! worlds of one path are in memory, and of the others their faults: twenty bytes for each path
//! that will have children.

use std::sync::OnceLock;

use crate::guarantee::GUARANTEES;
use crate::scenario::Scenario;

use super::alphabet::Alphabet;
use super::oracle::{Injection, RecordedStep, Watcher};
use super::path::{Path, SearchContext, Seen, Set, during};
use super::report::{Finding, Progress, Report, Verdict, verify};
use super::table::{Cost, Table};

/// Events of a path that are run before the search may be left. Nearly every path is over or cut
/// before.
const PIECE_EVENTS: u32 = 500;

/// How far a search goes. Every bound is visible: what it leaves open has the verdict *limit*, and
/// what was decided with fewer faults before stays known ([`Finding::complete`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Faults in one run at most.
    pub faults: u8,
    /// States at most. One takes 18 to 36 bytes, and half as much again while the table grows. So
    /// many paths at most wait to be extended, at 20 bytes each; there are about a fifth as many.
    pub states_max: u32,
    /// Events of the queue at most.
    pub transitions_max: u64,
}

impl Default for Bounds {
    /// One fault; four million states, which a browser tab has room for.
    fn default() -> Self {
        Self { faults: 1, states_max: 4_000_000, transitions_max: u64::MAX }
    }
}

/// A search over every way in which faults of an alphabet can strike a scenario.
#[derive(Debug)]
pub struct Search {
    context: SearchContext,
    bounds: Bounds,
    table: Table,
    /// Paths whose children are wanted, by the number of their faults.
    levels: Vec<Vec<FrontierNode>>,
    /// The next path of the last level but one to have children.
    cursor: usize,
    expansion: Option<Expansion>,
    running: Option<Running>,
    prefix: Option<SharedPrefix>,
    progress: Progress,
    /// The guarantees that anything concerned.
    exercised: Set,
    /// The shortest broken path of each guarantee.
    broken: Vec<Option<Broken>>,
    /// With how many faults, at least, a limit of the model leaves each guarantee undecided.
    undecided: Vec<Option<u8>>,
    has_hit_limit: bool,
    /// What happens on the path whose children are being run, and on a child.
    recorded: RecordedStep,
    child_recorded: RecordedStep,
}

/// A path that will have children.
#[derive(Clone, Copy, Debug)]
struct FrontierNode {
    /// The path without its last fault, one level below. The root is its own.
    parent: u32,
    /// Its last fault; meaningless for the root.
    last: Injection,
    /// The first event at which it has no children: it is over, or cut.
    until: u32,
}

/// The path that the next nodes branch off from, played as far as the last of them did. Nodes are
/// sorted by their parents, and those of one parent by the event at which they leave it.
#[derive(Debug)]
struct SharedPrefix {
    parent: u32,
    path: Path,
    recorded: RecordedStep,
}

/// A path that is being run.
#[derive(Debug)]
struct Running {
    path: Path,
    injections: Vec<Injection>,
    /// The path without its last fault, one level below; meaningless for the root.
    parent: u32,
}

/// A path that breaks a guarantee.
#[derive(Clone, Debug)]
struct Broken {
    cost: Cost,
    injections: Vec<Injection>,
    /// What its replay came to, once somebody has asked.
    verdict: OnceLock<Verdict>,
}

/// A path whose children are being run.
#[derive(Debug)]
struct Expansion {
    node: u32,
    injections: Vec<Injection>,
    /// Before the event during which the children strike.
    before: Path,
    until: u32,
    /// What can strike during that event: choice points and acts.
    openings: Vec<(u16, u16)>,
    /// The path after that event.
    after: Path,
}

impl Search {
    /// A search that has not begun. The scenario may have faults of its own, which do not count,
    /// and a seed: what it draws in the run without further faults counts as the scenario's own.
    pub fn new(scenario: &Scenario, alphabet: &Alphabet, bounds: Bounds) -> Self {
        Self {
            context: SearchContext::new(scenario, alphabet),
            bounds,
            table: Table::default(),
            levels: Vec::new(),
            cursor: 0,
            expansion: None,
            running: None,
            prefix: None,
            progress: Progress::default(),
            exercised: Set::default(),
            broken: vec![None; GUARANTEES.len()],
            undecided: vec![None; GUARANTEES.len()],
            has_hit_limit: false,
            recorded: RecordedStep::default(),
            child_recorded: RecordedStep::default(),
        }
    }

    /// The scenario that is searched: the one that was given, with what its seed drew after the
    /// faults that it had.
    pub fn scenario(&self) -> &Scenario {
        &self.context.scenario
    }

    /// Goes on for about so many events, and says how far it has come.
    pub fn run_for(&mut self, transitions: u32) -> Progress {
        let pause_at = self.progress.transitions + u64::from(transitions);
        while !self.progress.is_done && self.progress.transitions <= pause_at {
            self.advance();
        }
        self.progress
    }

    /// Goes on to the end.
    pub fn run(&mut self) -> Report {
        while !self.run_for(u32::MAX).is_done {}
        self.report()
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// What is known so far. Every counterexample has been replayed. The scenario's own faults need
    /// not happen in it: those of a counterexample may keep them away.
    pub fn report(&self) -> Report {
        let findings = (0..GUARANTEES.len()).map(|index| self.finding(index)).collect();
        Report { progress: self.progress, findings }
    }

    fn finding(&self, index: usize) -> Finding {
        let is_open = !self.progress.is_done || self.has_hit_limit;
        let (broken, undecided) = (&self.broken[index], self.undecided[index]);
        let verdict = match broken {
            Some(Broken { injections, verdict, .. }) => {
                let name = || self.context.name(injections);
                verdict.get_or_init(|| verify(index, &self.context.scenario, name())).clone()
            }
            None if is_open || undecided.is_some() => Verdict::Limit,
            None => Verdict::Holds,
        };
        let broken = broken.as_ref().map(|broken| broken.cost.faults);
        let kept_below = [broken, undecided].into_iter().flatten();
        let complete = kept_below
            .fold(self.progress.complete, |complete, faults| complete.min(faults.checked_sub(1)));
        let exercised = self.exercised.has(index);
        Finding { guarantee: GUARANTEES[index].id, verdict, complete, exercised }
    }

    fn advance(&mut self) {
        match (self.running.take(), self.expansion.take()) {
            (Some(running), expansion) => {
                self.expansion = expansion;
                self.follow(running);
            }
            (None, _) if self.levels.is_empty() => self.run_root(),
            (None, Some(mut expansion)) => {
                if let Some((point, act)) = expansion.openings.pop() {
                    self.run_child(&expansion, point, act);
                    self.expansion = Some(expansion);
                } else {
                    self.expansion = self.next_event(expansion);
                }
            }
            (None, None) => self.next_node(),
        }
        self.mind_limits();
    }

    fn mind_limits(&mut self) {
        let most = self.bounds.states_max as usize;
        let has_many = self.table.len() >= most || self.levels.last().map_or(0, Vec::len) >= most;
        if has_many || self.progress.transitions >= self.bounds.transitions_max {
            self.has_hit_limit = !self.progress.is_done;
            self.progress.is_done = true;
        }
    }

    /// The run without any fault of the alphabet.
    fn run_root(&mut self) {
        let path = self.context.start();
        self.begin(Running { path, injections: Vec::new(), parent: 0 });
    }

    fn begin_level(&mut self) {
        self.progress.complete = Some(self.progress.faults);
        let parents = self.levels.last().map_or(0, Vec::len);
        let is_all_broken = self.broken.iter().all(Option::is_some);
        if self.progress.faults >= self.bounds.faults || parents == 0 || is_all_broken {
            self.progress.is_done = true;
            self.progress.frontier = 0;
            if parents == 0 {
                self.progress.complete = Some(self.bounds.faults);
            }
            return;
        }
        self.progress.faults += 1;
        self.prefix = None;
        self.progress.frontier = parents as u64;
        self.cursor = 0;
        self.levels.push(Vec::new());
    }

    fn next_node(&mut self) {
        let parents = &self.levels[self.levels.len() - 2];
        let Some(&FrontierNode { parent, last, until }) = parents.get(self.cursor) else {
            return self.begin_level();
        };
        let node = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        self.cursor += 1;
        self.progress.frontier -= 1;
        let injections = self.injections(self.levels.len() - 2, node);
        let after = self.branch_off(parent, &injections, last.event);
        let before = after.clone();
        let openings = Vec::new();
        let expansion = Expansion { node, injections, before, until, openings, after };
        self.expansion = self.next_event(expansion);
    }

    /// The path with these faults before the event of the last of them: up to there it is its
    /// parent's.
    fn branch_off(&mut self, parent: u32, injections: &[Injection], event: u32) -> Path {
        let known = self.prefix.take().filter(|prefix| prefix.parent == parent);
        let mut prefix = known.filter(|prefix| prefix.path.events <= event).unwrap_or_else(|| {
            SharedPrefix { parent, path: self.context.start(), recorded: RecordedStep::default() }
        });
        while prefix.path.events < event {
            let plan = during(injections, prefix.path.events);
            let (watcher, seen) = (Watcher::Nobody, &mut Seen::default());
            self.context.step(&mut prefix.path, plan, &mut prefix.recorded, watcher, seen);
            self.progress.transitions += 1;
        }
        self.recorded.copies.clone_from(&prefix.recorded.copies);
        let path = prefix.path.clone();
        self.prefix = Some(prefix);
        path
    }

    /// The faults of a path.
    fn injections(&self, level: usize, node: u32) -> Vec<Injection> {
        let mut found = Vec::with_capacity(level + 1);
        let mut place = node;
        for nodes in self.levels[1..=level].iter().rev() {
            let node = nodes[place as usize];
            found.push(node.last);
            place = node.parent;
        }
        found.reverse();
        found
    }

    /// Goes on to the next event of a path, and finds what can strike during it, after the faults
    /// that the path has. The list is taken from its end.
    fn next_event(&mut self, expansion: Expansion) -> Option<Expansion> {
        let Expansion { node, injections, mut before, until, mut openings, mut after } = expansion;
        if after.events >= until || after.end(&self.context.shop).is_some() {
            return None;
        }
        before.clone_from(&after);
        let (plan, mut points) = (during(&injections, after.events), Vec::new());
        let watcher = Watcher::Points(&mut points);
        let seen = &mut Seen::default();
        let choices = self.context.step(&mut after, plan, &mut self.recorded, watcher, seen);
        self.count(choices, after.events);
        let worlds = (&before, &after);
        let found = self.context.openings(worlds, plan, &points, &self.recorded);
        openings.extend(found.iter().rev().map(|next| (next.point, next.act)));
        Some(Expansion { node, injections, before, until, openings, after })
    }

    fn run_child(&mut self, expansion: &Expansion, point: u16, act: u16) {
        let event = expansion.before.events;
        let mut injections = expansion.injections.clone();
        injections.push(Injection { event, point, act });
        self.begin(Running { path: expansion.before.clone(), injections, parent: expansion.node });
    }

    fn begin(&mut self, running: Running) {
        self.progress.paths += 1;
        self.child_recorded.copies.clear();
        self.follow(running);
    }

    /// A path has been run up to this event: to its end, or to where others go on.
    fn complete(&mut self, running: &Running) {
        self.progress.states = self.table.len() as u64;
        let Running { path, injections, parent } = running;
        let (parent, until) = (*parent, path.events);
        let Some(&last) = injections.last() else {
            let last = Injection { event: 0, point: 0, act: 0 };
            self.levels.push(vec![FrontierNode { parent, last, until }]);
            return self.begin_level();
        };
        let is_extended = self.progress.faults < self.bounds.faults;
        if let Some(level) = self.levels.last_mut().filter(|_| is_extended) {
            level.push(FrontierNode { parent, last, until });
        }
    }

    /// Runs a path to its end, or to a state that has been seen at no higher cost; a long one in
    /// pieces.
    fn follow(&mut self, mut running: Running) {
        let Running { path, injections, .. } = &mut running;
        let faults = self.progress.faults;
        for _ in 0..PIECE_EVENTS {
            let mut seen = Seen::default();
            let end = path.end(&self.context.shop);
            if let Some(end) = end {
                self.context.end(path, end, &mut seen);
            } else {
                let plan = during(injections, path.events);
                let watcher = Watcher::Nobody;
                let recorded = &mut self.child_recorded;
                let choices = self.context.step(path, plan, recorded, watcher, &mut seen);
                self.count(choices, path.events);
            }
            let cost = Cost { faults, events: path.events };
            self.note(seen, cost, injections);
            let is_new =
                end.is_none() && self.table.visit(path.fingerprint(&self.context.shop), cost);
            if !is_new {
                return self.complete(&running);
            }
        }
        self.running = Some(running);
    }

    fn count(&mut self, choices: u16, depth: u32) {
        self.progress.transitions += 1;
        self.progress.choices += u64::from(choices);
        self.progress.depth = self.progress.depth.max(depth);
    }

    fn note(&mut self, seen: Seen, cost: Cost, injections: &[Injection]) {
        self.exercised.unite(seen.exercised);
        if seen.broken.is_empty() && seen.undecided.is_empty() {
            return;
        }
        for index in (0..GUARANTEES.len()).filter(|index| seen.undecided.has(*index)) {
            self.undecided[index] = self.undecided[index].or(Some(cost.faults));
        }
        for index in (0..GUARANTEES.len()).filter(|index| seen.broken.has(*index)) {
            let known = &mut self.broken[index];
            if known.as_ref().is_none_or(|found| cost < found.cost) {
                let (injections, verdict) = (injections.to_vec(), OnceLock::new());
                *known = Some(Broken { cost, injections, verdict });
            }
        }
    }
}
