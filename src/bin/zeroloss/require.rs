//! `--require`: guarantees that must hold for exit code 0.

use zeroloss::explore::{Finding, Report, Verdict as Found};
use zeroloss::guarantee::{GUARANTEES, Guarantee, VerdictKind};
use zeroloss::run::Run;
use zeroloss::suggest::nearest;

use crate::BadInput;
use crate::arguments::{Arguments, Flag};
use crate::source::Source;

/// The flag.
pub const REQUIRE: Flag = Flag {
    name: "--require",
    value: Some("WHAT"),
    help: "exit with 1 unless these guarantees hold: ids with commas, `point` or `all`",
};

/// What a person wrote, read.
enum Want {
    All,
    Point,
    One(&'static str),
}

/// What must hold.
pub struct Requirement(Vec<Want>);

impl Requirement {
    /// Reads every `--require`.
    pub fn read(arguments: &Arguments) -> Result<Self, BadInput> {
        let words = arguments.values(REQUIRE.name).flat_map(|list| list.split(','));
        words.map(|word| want(word.trim())).collect::<Result<_, _>>().map(Self)
    }

    /// The ids of the guarantees that must hold in a scenario, in the order of [`GUARANTEES`].
    pub fn of(&self, name: &str, source: &Source) -> Result<Vec<&'static str>, BadInput> {
        let mut wanted = Vec::new();
        for want in &self.0 {
            match want {
                Want::All => wanted.extend(GUARANTEES.iter().map(|guarantee| guarantee.id)),
                Want::One(id) => wanted.push(id),
                Want::Point => wanted.push(source.point.ok_or_else(|| no_point(name))?),
            }
        }
        let ids = GUARANTEES.iter().map(|guarantee| guarantee.id);
        Ok(ids.filter(|id| wanted.contains(id)).collect())
    }
}

fn want(word: &str) -> Result<Want, BadInput> {
    let is_meant = |guarantee: &&Guarantee| {
        let names = [guarantee.id, guarantee.number];
        names.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    match word {
        "all" => Ok(Want::All),
        "point" => Ok(Want::Point),
        _ => GUARANTEES.iter().find(is_meant).map(|found| Want::One(found.id)).ok_or_else(|| {
            let ids: Vec<_> = GUARANTEES.iter().map(|guarantee| guarantee.id).collect();
            let known = ids.iter().copied().chain(["all", "point"]);
            BadInput(match nearest(word, known) {
                Some(meant) => {
                    format!("--require {word}: no such guarantee; did you mean `{meant}`?")
                }
                None => format!(
                    "--require {word}: no such guarantee; there are {}; or write `point` or `all`",
                    ids.join(", ")
                ),
            })
        }),
    }
}

fn no_point(name: &str) -> BadInput {
    BadInput(format!(
        "--require point: {name} says no point; write a line like `point no-lost-message` into the \
         scenario, or name the guarantees"
    ))
}

/// Why a run does not keep what it must; `None` if it does.
pub fn unkept_in_run(name: &str, wanted: &[&str], run: &Run) -> Option<String> {
    let verdicts = run.verdicts.iter().filter(|verdict| wanted.contains(&verdict.guarantee));
    let unkept = verdicts.filter_map(|verdict| {
        let why = match verdict.kind {
            VerdictKind::Broken => "is broken",
            VerdictKind::Undecided => "is not decided: a limit stopped the run",
            VerdictKind::Holds if !verdict.exercised => "was never exercised",
            VerdictKind::Holds => return None,
        };
        Some(format!("{} {why}", verdict.guarantee))
    });
    sentence(name, &unkept.collect::<Vec<_>>())
}

/// Why a search does not find kept what must be; `None` if it does.
pub fn unkept_in_search(name: &str, wanted: &[&str], report: &Report) -> Option<String> {
    let findings = report.findings.iter().filter(|finding| wanted.contains(&finding.guarantee));
    sentence(name, &findings.filter_map(why_unkept).collect::<Vec<_>>())
}

fn why_unkept(finding: &Finding) -> Option<String> {
    let id = finding.guarantee;
    match &finding.verdict {
        Found::Broken(found) if found.faults == 0 => {
            Some(format!("{id} is broken without a fault"))
        }
        Found::Broken(found) if found.faults == 1 => Some(format!("{id} is broken by 1 fault")),
        Found::Broken(found) => Some(format!("{id} is broken by {} faults", found.faults)),
        Found::Limit => Some(format!("{id} is not decided: a limit stopped the search")),
        Found::NotReplayed(_) => {
            Some(format!("{id} is not decided: its counterexample does not replay"))
        }
        Found::Holds if !finding.exercised => Some(format!("{id} was never exercised")),
        Found::Holds => None,
    }
}

fn sentence(name: &str, unkept: &[String]) -> Option<String> {
    (!unkept.is_empty()).then(|| format!("{name}: required, but {}", unkept.join("; ")))
}
