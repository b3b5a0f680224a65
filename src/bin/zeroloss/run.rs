//! `zeroloss run`: a scenario in, its run out in one of several forms.

use zeroloss::diagram::export::{Heads, mermaid, mermaid_with, plain, plantuml};
use zeroloss::diagram::film::film;
use zeroloss::diagram::svg::{self, Palette};
use zeroloss::guarantee::{OUTCOMES, Outcome};
use zeroloss::report::json::{self, Events};
use zeroloss::report::{TooLong, itf, markdown, steps};
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::suggest::nearest;
use zeroloss::text::Lang;

use crate::arguments::{Arguments, Flag, LANG};
use crate::files::write_file;
use crate::require::{REQUIRE, Requirement, unkept_in_run};
use crate::source::source;
use crate::{Answer, BadInput, Ending};

/// The flags of `run`.
pub const FLAGS: &[Flag] = &[
    Flag { name: "--text", value: None, help: "what happens, line by line (the default)" },
    Flag { name: "--json", value: None, help: "what it comes to, for programs" },
    Flag { name: "--events", value: None, help: "with --json: everything that happened as well" },
    Flag { name: "--itf", value: None, help: "its states, for viewers of the TLA+ world" },
    Flag { name: "--markdown", value: None, help: "a report for people" },
    Flag { name: "--mermaid", value: None, help: "a Mermaid sequence diagram" },
    Flag {
        name: "--mermaid-typed",
        value: None,
        help: "the same with cylinders and queues; needs a recent Mermaid 11",
    },
    Flag { name: "--plantuml", value: None, help: "a PlantUML sequence diagram" },
    Flag { name: "--svg", value: None, help: "a picture" },
    Flag { name: "--animate", value: None, help: "with --svg: one that moves, for browsers" },
    Flag { name: "--png", value: Some("FILE"), help: "the picture in pixels, into a file" },
    Flag {
        name: "--scale",
        value: Some("N"),
        help: "with --png: 1 (the default) to 3 times as large",
    },
    Flag { name: "--steps", value: Some("FILE"), help: "a picture of each step, into a zip file" },
    LANG,
    Flag { name: "--set", value: Some("KEY=VALUE"), help: "a setting; may be repeated" },
    Flag {
        name: "--fault",
        value: Some("TEXT"),
        help: "one more fault, like \"lose send.ack #1\"; may be repeated",
    },
    Flag {
        name: "--expect",
        value: Some("CODE"),
        help: "exit with 1 unless CODE is the worst outcome; else what the scenario's file says",
    },
    REQUIRE,
];

/// The forms that a run can be shown in; at most one is chosen.
const FORMS: [&str; 10] = [
    "--text",
    "--json",
    "--itf",
    "--markdown",
    "--mermaid",
    "--mermaid-typed",
    "--plantuml",
    "--svg",
    "--png",
    "--steps",
];

/// Runs a scenario.
pub fn run(arguments: &Arguments) -> Result<Answer, BadInput> {
    let name = match arguments.operands.as_slice() {
        [name] => name,
        [] => {
            return Err(BadInput(
                "name a scenario to run, like `zeroloss run a3-1`; `zeroloss list` shows all"
                    .to_owned(),
            ));
        }
        [first, second, ..] => {
            return Err(BadInput(format!(
                "`{first}` and `{second}`: `zeroloss run` runs one scenario at a time"
            )));
        }
    };
    let form = form(arguments)?;
    let lang = arguments.lang()?;
    let wanted = arguments.value("--expect").map(outcome).transpose()?;
    let requirement = Requirement::read(arguments)?;
    let source = source(name)?;
    let required = requirement.of(name, &source)?;
    let as_written = source.scenario;
    let mut scenario = as_written.clone();
    for assignment in arguments.values("--set") {
        set(&mut scenario, assignment)?;
    }
    for fault in arguments.values("--fault") {
        // Whoever copies a whole line of a scenario file means the same.
        let fault = fault.strip_prefix("fault ").unwrap_or(fault);
        scenario.add_fault(fault).map_err(|error| BadInput(format!("--fault {fault}: {error}")))?;
    }
    let run = simulate(&scenario);
    let promised = source.expect.filter(|_| scenario == as_written);
    let unmet =
        [unexpected(name, wanted, promised, run.outcome()), unkept_in_run(name, &required, &run)];
    let unmet: Vec<_> = unmet.into_iter().flatten().collect();
    let ending = if unmet.is_empty() { Ending::Done } else { Ending::NotMet(unmet.join("\n")) };
    Ok(Answer { output: shown(&run, form, lang)?, ending })
}

/// That a run comes to something else than it should: what the person wants, or else what the file
/// of the scenario promises.
fn unexpected(
    name: &str,
    wanted: Option<Outcome>,
    promised: Option<Outcome>,
    found: Outcome,
) -> Option<String> {
    let (expected, says) = match (wanted, promised) {
        (Some(wanted), _) => (wanted, "expected"),
        (None, Some(promised)) => (promised, "its file expects"),
        (None, None) => return None,
    };
    let codes = (expected.code(), found.code());
    (expected != found).then(|| format!("{name}: {says} {}, got {}", codes.0, codes.1))
}

/// How a run is shown.
#[derive(Clone, Copy)]
enum Form<'a> {
    Text,
    Json(Events),
    Itf,
    Markdown,
    Mermaid(Heads),
    PlantUml,
    Svg,
    Film,
    /// Into a file, so many times as large.
    Png(&'a str, u8),
    /// Into a file.
    Steps(&'a str),
}

fn form(arguments: &Arguments) -> Result<Form<'_>, BadInput> {
    let chosen = arguments.chosen(&FORMS);
    if let [first, second, ..] = chosen.as_slice() {
        return Err(BadInput(format!("{first} and {second} exclude each other; choose one form")));
    }
    for (more, form) in [("--events", "--json"), ("--animate", "--svg"), ("--scale", "--png")] {
        if arguments.has(more) && !arguments.has(form) {
            return Err(BadInput(format!("{more} adds to {form}; write `{form} {more}`")));
        }
    }
    let file = |form: &str| arguments.value(form).unwrap_or_default();
    Ok(match chosen.first() {
        Some(&"--itf") => Form::Itf,
        Some(&"--markdown") => Form::Markdown,
        Some(&"--png") => Form::Png(file("--png"), scale(arguments)?),
        Some(&"--steps") => Form::Steps(file("--steps")),
        Some(&"--json") if arguments.has("--events") => Form::Json(Events::Included),
        Some(&"--json") => Form::Json(Events::LeftOut),
        Some(&"--mermaid") => Form::Mermaid(Heads::Plain),
        Some(&"--mermaid-typed") => Form::Mermaid(Heads::Typed),
        Some(&"--plantuml") => Form::PlantUml,
        Some(&"--svg") if arguments.has("--animate") => Form::Film,
        Some(&"--svg") => Form::Svg,
        _ => Form::Text,
    })
}

/// How many times as large as it is drawn a picture becomes.
fn scale(arguments: &Arguments) -> Result<u8, BadInput> {
    match arguments.value("--scale") {
        None | Some("1") => Ok(1),
        Some("2") => Ok(2),
        Some("3") => Ok(3),
        Some(other) => Err(BadInput(format!("--scale {other}: it takes 1, 2 or 3"))),
    }
}

/// What a run is shown as, for standard output. What goes into a file is written.
fn shown(run: &Run, form: Form<'_>, lang: Lang) -> Result<String, BadInput> {
    let too_long = |form: &str, TooLong { steps, most }| {
        BadInput(format!(
            "{form}: this run has {steps} steps, and such a file holds {most} at most"
        ))
    };
    Ok(match form {
        Form::Text => plain(run, lang),
        Form::Json(events) => json::json(run, events),
        Form::Itf => itf(run).map_err(|error| too_long("--itf", error))?,
        Form::Markdown => markdown(run, lang),
        Form::Png(path, scale) => {
            write_file(path, &png(&svg::export(run, lang, Palette::Light), scale)?)?;
            String::new()
        }
        Form::Steps(path) => {
            let file = steps(run, lang).map_err(|error| too_long("--steps", error))?;
            write_file(path, &file)?;
            String::new()
        }
        Form::Mermaid(Heads::Plain) => mermaid(run, lang),
        Form::Mermaid(heads) => mermaid_with(run, lang, heads),
        Form::PlantUml => plantuml(run, lang),
        Form::Svg => svg::export(run, lang, Palette::Light),
        Form::Film => film(run, lang),
    })
}

/// A picture in pixels.
#[cfg(feature = "png")]
fn png(svg: &str, scale: u8) -> Result<Vec<u8>, BadInput> {
    crate::png::png(svg, scale, crate::png::fonts())
}

#[cfg(not(feature = "png"))]
fn png(_: &str, _: u8) -> Result<Vec<u8>, BadInput> {
    Err(BadInput(
        "--png: this `zeroloss` was built without the feature `png`; build it with \
         `cargo build --release --features png`, or take --svg, which needs nothing"
            .to_owned(),
    ))
}

fn outcome(code: &str) -> Result<Outcome, BadInput> {
    Outcome::from_code(code).ok_or_else(|| {
        let codes = OUTCOMES.map(Outcome::code);
        BadInput(match nearest(code, codes) {
            Some(meant) => format!("--expect {code}: no such outcome; did you mean `{meant}`?"),
            None => format!("--expect {code}: outcomes are {}", codes.join(", ")),
        })
    })
}

/// Applies `KEY=VALUE`.
pub fn set(scenario: &mut Scenario, assignment: &str) -> Result<(), BadInput> {
    let Some((key, value)) = assignment.split_once('=') else {
        return Err(BadInput(format!(
            "--set {assignment}: write KEY=VALUE, like --set send.retries=2"
        )));
    };
    scenario
        .set(key.trim(), value.trim())
        .map_err(|error| BadInput(format!("--set {assignment}: {error}")))
}
