use crate::api::schema::Described;
use crate::july::July;
use crate::kit::Kit;
use serde_json::{Value, json};

const PATH: &str = "/api/v1/scoreboard";

fn rate(numerator: i64, denominator: i64) -> Value {
    json!({ "numerator": numerator, "denominator": denominator })
}

fn commune<'a>(answer: &'a Value, unit: &str) -> &'a Value {
    answer["communes"].as_array().unwrap().iter().find(|row| row["unit"] == unit).unwrap()
}

#[tokio::test]
async fn the_figures_are_those_of_the_page_and_stay_after_the_period() {
    let july = July::until_the_14th().await;
    let described = Described::by(&july.kit).await;
    let mut browser = july.kit.browser();
    let path = format!("{PATH}?unit=46&from=2025-07-01&to=2025-07-14");
    let live = described.checked("get", PATH, &browser.get(&path).await);
    assert_eq!(live["name"], "Thành phố Huế");
    assert_eq!((&live["as_of"], &live["closed"]), (&json!("2025-07-14T20:00:00+07:00"), &json!(false)));
    assert_eq!(live["received"], 8);
    for (name, want) in [
        ("online", rate(5, 7)),
        ("resolved", rate(4, 8)),
        ("online_resolved", rate(1, 5)),
        ("on_time", rate(3, 4)),
        ("digitised", rate(5, 8)),
    ] {
        assert_eq!(live[name], want, "{name}");
    }
    assert_eq!(live["communes"].as_array().unwrap().len(), 40, "also those that received nothing");
    assert_eq!(commune(&live, "19753")["online"], rate(3, 4));
    assert_eq!(commune(&live, "19777")["received"], 0);
    assert_eq!(live["own_centre"]["received"], 1);

    july.until_august().await;
    let mut closed = described.checked("get", PATH, &browser.get(&path).await);
    assert_eq!((&closed["as_of"], &closed["closed"]), (&json!("2025-07-14T23:59:59+07:00"), &json!(true)));
    (closed["as_of"], closed["closed"]) = (live["as_of"].clone(), live["closed"].clone());
    assert_eq!(closed, live);
    let today = described.checked("get", PATH, &browser.get(&format!("{path}&as_of=2025-08-05")).await);
    assert_eq!((&today["resolved"], &today["on_time"]), (&rate(5, 8), &rate(3, 5)));
    assert_eq!(today["as_of"], "2025-08-05T09:00:00+07:00");
}

#[tokio::test]
async fn the_parts_add_up_to_the_province() {
    let july = July::until_the_14th().await;
    july.until_august().await;
    let described = Described::by(&july.kit).await;
    let path = format!("{PATH}?from=2025-07-01&to=2025-07-31&lang=en");
    let all = described.checked("get", PATH, &july.kit.browser().get(&path).await);
    assert_eq!(all["name"], "Hue City");
    let mut parts = all["communes"].as_array().unwrap().clone();
    parts.push(all["own_centre"].clone());
    let sum = |pointer: &str| {
        parts.iter().map(|part| part.pointer(pointer).unwrap().as_i64().unwrap()).sum::<i64>()
    };
    for pointer in [
        "/received",
        "/online/numerator",
        "/online/denominator",
        "/on_time/numerator",
        "/digitised/numerator",
    ] {
        assert_eq!(all.pointer(pointer).unwrap(), sum(pointer), "{pointer}");
    }
    let one = described.checked("get", PATH, &july.kit.browser().get(&format!("{path}&unit=19774")).await);
    assert_eq!(one["received"], commune(&all, "19774")["received"]);
    assert_eq!((&one["communes"], &one["own_centre"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn a_question_that_cannot_be_answered_is_a_problem_with_its_field() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    for (query, status, code, field) in [
        ("unit=99", 404, "directory.unknown-unit", "unit"),
        ("unit=01", 404, "directory.unknown-unit", "unit"),
        ("unit=%00", 404, "directory.unknown-unit", "unit"),
        ("from=2025-02-29", 422, "scoreboard.no-such-date", "from"),
        ("to=2025-06-31", 422, "scoreboard.no-such-date", "to"),
        ("from=2025-07-02&to=2025-07-01", 422, "scoreboard.from-after-to", "from"),
        ("from=2024-07-01&to=2025-07-02", 422, "scoreboard.period-too-long", "to"),
        ("from=2025-07-15&to=2025-07-16", 422, "scoreboard.not-yet", "from"),
        ("from=2025-07-01&as_of=2025-07-15", 422, "scoreboard.as-of-in-future", "as_of"),
        ("from=2025-07-01&as_of=2025-06-15", 422, "scoreboard.as-of-before-from", "as_of"),
    ] {
        let answer = kit.browser().get(&format!("{PATH}?{query}")).await;
        let problem = described.checked("get", PATH, &answer);
        assert_eq!((answer.status, &problem["code"]), (status, &json!(code)), "{query}");
        assert_eq!(problem["errors"][0]["field"], field, "{query}");
    }
}
