use super::*;
use crate::scenario::Scenario;

#[test]
fn every_setting_takes_its_own_default_and_every_word_of_its_choice() {
    for setting in SETTINGS {
        let mut config = Config::default();
        let default = setting.default_value(config.profile);
        set(&mut config, setting.key, &default).unwrap();
        assert_eq!(config, Config::default(), "{}", setting.key);
        if let Kind::Choice { words, .. } = setting.kind {
            for word in words {
                set(&mut config, setting.key, word).unwrap();
                assert_eq!(setting.value(&config), *word);
            }
        }
    }
}

#[test]
fn a_bad_value_says_what_the_setting_takes() {
    let mut config = Config::default();
    let check = |config: &mut Config, key: &str, value: &str, part: &str| {
        let sentence = set(config, key, value).unwrap_err().to_string();
        assert!(sentence.contains(part), "{sentence}");
    };
    check(&mut config, "orders", "0", "from 1 to 40");
    check(&mut config, "orders", "many", "`many` is no value for orders");
    check(&mut config, "broker.flushdisktype", "often", "one of ASYNC_FLUSH, SYNC_FLUSH");
    check(&mut config, "send.retrys", "2", "did you mean `send.retries`?");
    check(&mut config, "payment.deadline", "5", "a duration from 1ms to 1h");
    assert_eq!(config, Config::default());
}

#[test]
fn a_profile_gives_defaults_and_leaves_what_was_set_otherwise() {
    let mut config = Config::default();
    set(&mut config, "broker.transactionCheckInterval", "10s").unwrap();
    set(&mut config, PROFILE, "rocketmq-4.9").unwrap();
    let changes: Vec<_> = changed(&config).collect();
    let [profile, interval] =
        [(PROFILE, "rocketmq-4.9"), ("broker.transactionCheckInterval", "10s")];
    assert_eq!(changes, [profile, interval].map(|(key, value)| (key, value.to_owned())));
    assert_eq!(config.op_batch_interval, SimDuration::ZERO);
    set(&mut config, PROFILE, "rocketmq-5.3").unwrap();
    set(&mut config, "broker.transactionCheckInterval", "30s").unwrap();
    assert_eq!(config, Config::default());
}

#[test]
fn every_setting_of_the_broker_stands_in_the_document_of_parameters() {
    let document = include_str!("../../../docs/parameters.md");
    for setting in SETTINGS.iter().filter(|setting| setting.group == Group::Broker) {
        let name = setting.key.trim_start_matches("broker.");
        let defaults = [Profile::RocketMq53, Profile::RocketMq49]
            .map(|profile| setting.default_value(profile))
            .join("` | `");
        let row = match setting.key {
            PROFILE => format!("| `{PROFILE}` |"),
            _ => format!("| `{name}` | `{defaults}` |"),
        };
        assert!(document.contains(&row), "docs/parameters.md has no row `{row}`");
    }
}

#[test]
fn every_setting_of_kafka_stands_in_the_document_of_parameters() {
    let document = include_str!("../../../docs/parameters.md");
    for setting in SETTINGS.iter().filter(|setting| setting.group == Group::Kafka) {
        let row = format!("| `{}` | `{}` |", setting.key, setting.default_value(Profile::Kafka));
        assert!(document.contains(&row), "docs/parameters.md has no row `{row}`");
    }
}

#[test]
fn a_setting_matters_only_to_the_client_and_the_broker_that_read_it() {
    let check = |text: &str, key: &str, expected: bool| {
        let scenario = Scenario::parse(&format!("strategy transactional-message\n{text}")).unwrap();
        let (program, config) = (&scenario.strategy.program, &scenario.config);
        let matters = setting(key).unwrap().matters_in(program, config);
        assert_eq!(matters, expected, "{key} with `{text}`");
    };
    check("", "kafka.acks", false);
    check("", "send.budget", true);
    check("", "proxy.transactionDataExpireMillis", false);
    check("set client grpc", "proxy.transactionDataExpireMillis", true);
    check("set profile kafka", "kafka.acks", true);
    check("set profile kafka", "send.budget", false);
    check("set profile kafka", "broker.transactionCheckMax", false);
}

#[test]
fn a_profile_may_stand_anywhere_in_a_text() {
    let interval = "set broker.transactionCheckInterval 30s";
    for order in [[interval, "set profile rocketmq-4.9"], ["set profile rocketmq-4.9", interval]] {
        let text = format!("strategy oneway\n{}\n", order.join("\n"));
        let scenario = Scenario::parse(&text).unwrap();
        assert_eq!(scenario.config.check_interval, SimDuration::from_secs(30), "{text}");
        assert_eq!(
            scenario.to_string(),
            format!("strategy oneway\nset profile rocketmq-4.9\n{interval}\n")
        );
    }
}
