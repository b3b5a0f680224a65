//! Laying out and exporting long runs: the time per event must not grow with their length.

use divan::{Bencher, black_box};

use zeroloss::diagram::svg::{Caption, Palette, picture};
use zeroloss::diagram::{Options, layout};
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::text::Lang;

/// Forty orders whose half messages nobody ends: each is checked twenty-five times.
const LONGEST: &str = "\
program
  title.en Never ends
  title.zh 从不结束
  about.en Sends a half message and forgets it.
  about.zh 发送半消息后不再理会。
  on payment
    send half retry 2 timeout 3s
    begin
    update order PAID
    commit
    reply ok
  on check
    if log has message
      end commit
    else
      end unknown
  on message
    pay
    ack
set orders 40
set broker.transactionCheckMax 25
";

fn main() {
    divan::main();
}

/// The first events of the longest run.
fn run_of(events: usize) -> Run {
    let scenario = Scenario::parse(LONGEST).expect("the scenario of this benchmark parses");
    let mut run = simulate(&scenario);
    assert!(run.trace.events.len() >= events, "only {} events", run.trace.events.len());
    run.trace.events.truncate(events);
    run
}

#[divan::bench(args = [1_250, 2_500, 5_000, 10_000])]
fn lay_out(bencher: Bencher<'_, '_>, events: usize) {
    let run = run_of(events);
    bencher
        .counter(divan::counter::ItemsCount::new(events))
        .bench_local(|| layout(black_box(&run), &Options::default()));
}

#[divan::bench(args = [1_250, 10_000])]
fn export_svg(bencher: Bencher<'_, '_>, events: usize) {
    let run = run_of(events);
    let diagram = layout(&run, &Options::default());
    let caption = Caption { lang: Lang::En, title: "", description: "" };
    bencher
        .counter(divan::counter::ItemsCount::new(events))
        .bench_local(|| picture(black_box(&diagram), run.steps(), Palette::Light, &caption));
}
