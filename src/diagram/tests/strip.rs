//! The list of lines beside narrow lanes.

use expect_test::expect;

use super::super::strip::{LINE_HEIGHT, Strip};
use super::super::style::{Part, class_of, draw};
use super::super::{Shape, layout};
use super::{each_layout, marks};
use crate::diagram::Options;
use crate::run::simulate;
use crate::scenario::Scenario;
use crate::text::Lang;

#[test]
fn every_message_is_a_line_and_stays_on_the_lanes() {
    each_layout(|name, run, options, diagram| {
        let strip = Strip::new(run, diagram);
        let arrows = marks(diagram).filter(|mark| matches!(mark.shape, Shape::Arrow(_))).count();
        let is_arrow = |shape: &Shape| matches!(shape, Shape::Arrow(_));
        let lines = strip.lines.iter().filter(|line| is_arrow(&line.shape)).count();
        assert_eq!(lines, arrows, "{name} {options:?}");
        for line in &strip.lines {
            for part in draw(&line.shape) {
                assert!(
                    !matches!(part, Part::Text { .. }),
                    "{name}: words stand beside the drawing"
                );
                if let Part::Circle { x, y, .. } = part {
                    assert!((0..strip.width()).contains(&x) && (0..LINE_HEIGHT).contains(&y));
                }
            }
        }
    });
}

#[test]
fn a_lane_is_down_from_the_crash_to_the_restart() {
    let text = "strategy send-after-commit\nfault crash order-1 after commit for 10s\n";
    let run = simulate(&Scenario::parse(text).unwrap());
    let options = Options { lang: Lang::En, ..Options::default() };
    let strip = Strip::new(&run, &layout(&run, &options));
    let told = strip.lines.iter().map(|line| {
        let down = strip.lifelines(line.step, true);
        format!("{:2} {:24} {:8} {}\n", line.step, class_of(&line.shape), down, line.text)
    });
    expect![[r"
         1 dg-arrow dg-call                  callback
         2 dg-arrow dg-call                  BEGIN
         4 dg-arrow dg-call                  UPDATE order → PAID
         6 dg-arrow dg-call                  COMMIT
         8 dg-tx-end dg-committed            commit point
         8 dg-arrow dg-reply                 committed
         9 dg-crash                 M24 0v10 crash, back in 10 s
        10 dg-timeout               M24 0v10 deadline missed
        11 dg-note                           restarted · memory empty
        11 dg-missing                        never sent
        11 dg-missing                        never comes
    "]]
    .assert_eq(&told.collect::<String>());
}
