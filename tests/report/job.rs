//! A file as a worker makes it for the page.

use zeroloss::diagram::export::{mermaid, plantuml};
use zeroloss::diagram::svg::{self, Palette};
use zeroloss::job::export::{Form, read};
use zeroloss::job::{Answer, Job, Task};
use zeroloss::report::json::{self, Events};
use zeroloss::report::{itf, markdown, steps};
use zeroloss::scenario::Scenario;
use zeroloss::text::Lang;

use super::{endless, run};

/// What a worker answers in the end.
fn answer(form: Form, scenario: &Scenario, lang: Lang) -> Result<String, String> {
    let job = Job::export(form, scenario, lang);
    let mut task = Task::start(job.text()).expect("a job reads back");
    let before = task.answer();
    assert_eq!(read(Answer::read(&before).unwrap()), None, "nothing is known yet");
    assert!(task.run_until(|| false), "nobody stops it");
    let answer = task.answer();
    let read = read(Answer::read(&answer).unwrap()).expect("it is over");
    read.map(str::to_owned).map_err(str::to_owned)
}

#[test]
fn a_worker_makes_what_the_command_writes() {
    for (id, lang) in [("a3-1", Lang::En), ("xa-heuristic", Lang::ZhCn)] {
        let run = run(id);
        let check = |form: Form, file: String| {
            assert_eq!(answer(form, &run.scenario, lang), Ok(file), "{id}, {form:?}");
        };
        check(Form::Svg, svg::export(&run, lang, Palette::Light));
        check(Form::Mermaid, mermaid(&run, lang));
        check(Form::PlantUml, plantuml(&run, lang));
        check(Form::Markdown, markdown(&run, lang));
        check(Form::Json, json::json(&run, Events::LeftOut));
        check(Form::Itf, itf(&run).unwrap());
        let zip = steps(&run, lang).unwrap();
        check(Form::Steps, zip.into_iter().map(char::from).collect());
    }
}

#[test]
fn the_words_go_with_the_question() {
    let job = Job::export(Form::Mermaid, &run("a3-1").scenario, Lang::ZhCn);
    assert!(job.text().contains("zeroloss words zh-CN "), "a worker has no words");
    assert!(job.text().len() > 20_000);
}

#[test]
fn what_does_not_fit_is_said_in_words() {
    let run = endless();
    let why = answer(Form::Steps, &run.scenario, Lang::En).unwrap_err();
    assert!(why.contains("a file of this kind holds 200 at most"), "{why}");
    let why = answer(Form::Itf, &run.scenario, Lang::ZhCn).unwrap_err();
    assert!(why.contains("最多只能放 10000 步"), "{why}");
}

#[test]
fn a_text_that_is_no_such_job_is_refused() {
    let job = Job::export(Form::Svg, &run("a3-1").scenario, Lang::En);
    for (from, to) in [("export svg", "export gif"), (" en ", " tlh "), ("strategy ", "stratgy ")] {
        let text = job.text().replacen(from, to, if from == "strategy " { 1_000 } else { 1 });
        assert!(Task::start(&text).is_none(), "{to}");
    }
    let (head, rest) = job.text().split_once('\n').unwrap();
    let head = head.rsplit_once(' ').unwrap().0;
    for length in ["", "x", "-1", "99999999"] {
        assert!(Task::start(&format!("{head} {length}\n{rest}")).is_none(), "{length}");
    }
    assert!(Task::start("export").is_none() && Task::start("export svg").is_none());
}
