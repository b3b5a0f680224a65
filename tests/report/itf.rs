//! The traces against the rules of the Informal Trace Format, ADR-015 of Apalache:
//! <https://apalache-mc.org/docs/adr/015adr-trace.html>.

use serde_json::{Map, Value};

use zeroloss::guarantee::VerdictKind;
use zeroloss::report::{STATES_MAX, TooLong, itf};
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::presets;

use super::{endless, run};

/// The largest integer that may stand there as a JSON number, 2^53 - 1.
const PLAIN_MAX: u64 = (1 << 53) - 1;

fn trace(run: &Run) -> Value {
    serde_json::from_str(&itf(run).unwrap()).unwrap()
}

/// What breaks a rule of the format.
fn check_trace(trace: &Value) -> Result<(), String> {
    let trace = trace.as_object().ok_or("a trace is an object")?;
    let known = ["#meta", "params", "vars", "states", "loop"];
    if let Some(other) = trace.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("a trace has no {other}"));
    }
    if trace.get("#meta").is_some_and(|meta| !meta.is_object()) {
        return Err("#meta is an object".to_owned());
    }
    let names = trace.get("vars").and_then(Value::as_array).ok_or("vars is an array")?;
    let names: Option<Vec<_>> = names.iter().map(Value::as_str).collect();
    let names = names.ok_or("vars are strings")?;
    let states = trace.get("states").and_then(Value::as_array).ok_or("states is an array")?;
    for (index, state) in states.iter().enumerate() {
        check_state(state, &names, index).map_err(|why| format!("state {index}: {why}"))?;
    }
    if states.is_empty() { Err("a trace has a state".to_owned()) } else { Ok(()) }
}

fn check_state(state: &Value, names: &[&str], index: usize) -> Result<(), String> {
    let state = state.as_object().ok_or("a state is an object")?;
    for name in names {
        let value = state.get(*name).ok_or_else(|| format!("{name} has no value"))?;
        check_expression(value).map_err(|why| format!("{name}: {why}"))?;
    }
    if let Some(other) = state.keys().find(|key| *key != "#meta" && !names.contains(&key.as_str()))
    {
        return Err(format!("{other} is no variable"));
    }
    match state.get("#meta").and_then(|meta| meta.get("index")).and_then(Value::as_u64) {
        Some(found) if found == index as u64 => Ok(()),
        _ => Err("its index is another".to_owned()),
    }
}

fn check_expression(value: &Value) -> Result<(), String> {
    match value {
        Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) => match number.as_i64() {
            Some(number) if number.unsigned_abs() <= PLAIN_MAX => Ok(()),
            _ => Err(format!("{number} is no integer of 53 bits")),
        },
        Value::Array(list) => list.iter().try_for_each(check_expression),
        Value::Object(object) => check_object(object),
        Value::Null => Err("null is no expression".to_owned()),
    }
}

fn check_object(object: &Map<String, Value>) -> Result<(), String> {
    let Some((key, value)) = object.iter().find(|(key, _)| key.starts_with('#')) else {
        return object.values().try_for_each(check_expression);
    };
    if object.len() > 1 {
        return Err(format!("{key} stands alone"));
    }
    let list = || value.as_array().ok_or_else(|| format!("{key} is a list"));
    match key.as_str() {
        "#bigint" => {
            let digits = value.as_str().map(|text| text.strip_prefix('-').unwrap_or(text));
            let is_number =
                digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
            if is_number { Ok(()) } else { Err(format!("{value} is no integer")) }
        }
        "#tup" | "#set" => list()?.iter().try_for_each(check_expression),
        "#map" => list()?.iter().try_for_each(|pair| match pair.as_array().map(Vec::as_slice) {
            Some([key, value]) => check_expression(key).and_then(|()| check_expression(value)),
            _ => Err("a map is of pairs".to_owned()),
        }),
        _ => Err(format!("there is no {key}")),
    }
}

/// What kind of value it is, so that a type checker finds one type for each variable.
fn shape(value: &Value) -> Value {
    match value {
        Value::String(_) => "string".into(),
        Value::Array(list) => match list.as_slice() {
            [key, value] => Value::Array(vec![shape(key), shape(value)]),
            other => other.first().map_or(Value::Null, shape),
        },
        Value::Object(object) => match object.iter().next() {
            Some((key, _)) if key == "#bigint" => "number".into(),
            Some((key, Value::Array(entries))) if key == "#set" || key == "#map" => {
                let entries: Vec<_> = entries.iter().map(shape).collect();
                let first = entries.first().cloned().unwrap_or(Value::Null);
                assert!(entries.iter().all(|other| *other == first), "{value}");
                Value::Array(vec![key.as_str().into(), first])
            }
            _ => Value::Object(object.iter().map(|(key, it)| (key.clone(), shape(it))).collect()),
        },
        other => panic!("{other} is not of our traces"),
    }
}

/// The strings of a set.
fn set(value: &Value) -> Vec<&str> {
    value["#set"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

#[test]
fn the_trace_of_every_scenario_keeps_the_rules_of_the_format() {
    for preset in presets() {
        let run = simulate(&preset.file.scenario);
        let trace = trace(&run);
        check_trace(&trace).unwrap_or_else(|why| panic!("{}: {why}", preset.id));
        let states = trace["states"].as_array().unwrap();
        assert_eq!(states.len(), run.steps() as usize + 1, "{}", preset.id);
        let source = trace["#meta"]["source"].as_str().unwrap();
        assert_eq!(Scenario::parse(source).as_ref(), Ok(&run.scenario), "{}", preset.id);
    }
}

#[test]
fn a_variable_has_one_shape_in_all_states_of_all_traces() {
    let mut shapes: Map<String, Value> = Map::new();
    for preset in presets() {
        let trace = trace(&simulate(&preset.file.scenario));
        for state in trace["states"].as_array().unwrap() {
            for name in trace["vars"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()) {
                let found = shape(&state[name]);
                let is_empty = found.as_array().is_some_and(|it| it[1].is_null());
                let known = shapes.entry(name).or_insert_with(|| found.clone());
                let was_empty = known.as_array().is_some_and(|it| it[1].is_null());
                if was_empty && !is_empty {
                    *known = found;
                } else if !is_empty {
                    assert_eq!(*known, found, "{}: {name}", preset.id);
                }
            }
        }
    }
    let never = shapes.iter().find(|(_, shape)| shape.as_array().is_some_and(|it| it[1].is_null()));
    assert_eq!(never, None, "no trace has anything in it");
}

#[test]
fn the_last_state_is_what_the_run_comes_to() {
    for preset in presets() {
        let run = simulate(&preset.file.scenario);
        let trace = trace(&run);
        let last = trace["states"].as_array().unwrap().last().unwrap();
        let broken = run.verdicts.iter().filter(|verdict| verdict.kind == VerdictKind::Broken);
        let broken: Vec<_> = broken.map(|verdict| verdict.guarantee).collect();
        assert_eq!(set(&last["broken"]), broken, "{}", preset.id);
        let first = &last["database"]["#map"][0];
        assert_eq!(first[1], run.facts.orders[0].database.word(), "{}", preset.id);
        let visible = last["visible"]["#map"].as_array().unwrap().iter();
        let visible: Vec<_> = visible.map(|pair| pair[1]["#bigint"].as_str().unwrap()).collect();
        let facts: Vec<_> = run.facts.orders.iter().map(|it| it.visible.to_string()).collect();
        assert_eq!(visible, facts, "{}", preset.id);
    }
}

#[test]
fn a_crash_and_a_lost_message_are_seen_in_the_states() {
    let trace = trace(&run("a3-1"));
    let states = trace["states"].as_array().unwrap();
    let action = |part: &str| {
        let found = states.iter().find(|state| state["action"].as_str().unwrap().contains(part));
        found.unwrap_or_else(|| panic!("no action is {part}"))
    };
    let down = |state: &Value| {
        let hosts = state["hosts"]["#map"].as_array().unwrap();
        hosts.iter().any(|host| host[0] == "order-1" && host[1] == "down")
    };
    assert!(down(action("crashed order-1")) && !down(action("restarted order-1")));
    assert!(!down(&states[0]));
    action("delivered callback payment order-1");
}

#[test]
fn the_documents_name_each_variable() {
    let document = include_str!("../../docs/itf.md");
    let trace = trace(&run("a3-1"));
    let rows: Vec<_> = document.lines().filter(|line| line.starts_with("| `")).collect();
    let mut named: Vec<_> = rows.iter().filter_map(|row| row.split('|').nth(1)).collect();
    named = named.iter().flat_map(|names| names.split(',')).collect();
    let named: Vec<_> = named.iter().map(|name| name.trim().trim_matches('`')).collect();
    let names: Vec<_> =
        trace["vars"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(named, names);
}

#[test]
fn a_run_of_too_many_steps_is_refused() {
    let run = endless();
    assert!(run.steps() > STATES_MAX, "it is not long");
    assert_eq!(itf(&run), Err(TooLong { steps: run.steps(), most: STATES_MAX }));
}

#[test]
fn what_breaks_a_rule_is_found() {
    let check = |text: &str, part: &str| {
        let why = check_trace(&serde_json::from_str(text).unwrap()).unwrap_err();
        assert!(why.contains(part), "{text}: {why}");
    };
    let state = |value: &str| {
        format!(r##"{{"vars":["x"],"states":[{{"#meta":{{"index":0}},"x":{value}}}]}}"##)
    };
    assert_eq!(check_trace(&serde_json::from_str(&state("[1, true]")).unwrap()), Ok(()));
    check(r#"{"vars":[],"states":[]}"#, "a trace has a state");
    check(r#"{"vars":[],"states":[],"more":1}"#, "a trace has no more");
    check(r##"{"vars":["x"],"states":[{"#meta":{"index":0}}]}"##, "x has no value");
    check(r##"{"vars":[],"states":[{"#meta":{"index":0},"y":1}]}"##, "y is no variable");
    check(&state("null"), "null is no expression");
    check(&state("1.5"), "no integer");
    check(&state("9007199254740992"), "no integer of 53 bits");
    check(&state(r##"{"#bigint":"1x"}"##), "no integer");
    check(&state(r##"{"#map":[[1]]}"##), "a map is of pairs");
    check(&state(r##"{"#set":[],"y":1}"##), "#set stands alone");
    check(&state(r##"{"#list":[]}"##), "there is no #list");
}
