//! What is left of a scenario without the faults that it does not need.

use zeroloss::explore::{Aim, Need, minimise};
use zeroloss::guarantee::Outcome;
use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;

use super::scenario;

/// A scenario text, an aim, and what is left of the scenario.
#[test]
fn the_minimiser_drops_what_does_not_matter_and_shortens_the_rest() {
    let check = |text: &str, aim: Aim<'_>, needs: &[Need], expected: &str| {
        let scenario = Scenario::parse(text).expect("the text is a scenario");
        let minimal = minimise(&scenario, aim).expect("it comes to the aim");
        assert_eq!(minimal.needs, needs, "{text}");
        let faults: Vec<_> = minimal.scenario.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.join("; "), expected, "{text}");
    };
    check(
        "strategy send-after-commit\nfault delay callback #1 by 1s\n\
         fault crash order-1 after commit for 600s\nfault duplicate deliver #1 by 5ms",
        Aim::Broken("no-lost-message"),
        &[Need::Irrelevant, Need::Necessary, Need::Irrelevant],
        "crash order-1 after commit",
    );
    // Either would do; one is enough.
    check(
        "strategy send-after-commit\nfault crash order-1 after commit\n\
         fault crash order-1 before send",
        Aim::Outcome(Outcome::Loss),
        &[Need::Necessary, Need::Irrelevant],
        "crash order-1 after commit",
    );
    // Seven minutes are not enough, ten are.
    check(
        "strategy transactional-message\nset broker.flushDiskType SYNC_FLUSH\n\
         fault crash order-1 after commit for 1h",
        Aim::Broken("no-lost-message"),
        &[Need::Necessary],
        "crash order-1 after commit for 10m",
    );
    // What happens without any fault needs none.
    check(
        "strategy send-before-commit\nfault crash consumer before pay",
        Aim::Broken("no-early-visibility"),
        &[Need::Irrelevant],
        "",
    );
    // A seed is replaced by what it drew.
    let mut random = scenario("send-after-commit", &[]);
    let loses = |seed: &u64| {
        let scenario = Scenario { seed: Some(*seed), ..random.clone() };
        simulate(&scenario).outcome() == Outcome::Loss
    };
    random.seed = (0..1000).find(loses);
    let minimal = minimise(&random, Aim::Outcome(Outcome::Loss)).expect("the seed loses it");
    assert_eq!((minimal.scenario.seed, minimal.scenario.faults.len()), (None, 1));

    let fair = scenario("send-after-commit", &[]);
    assert_eq!(minimise(&fair, Aim::Broken("no-lost-message")), None);
}
