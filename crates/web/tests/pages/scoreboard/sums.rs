//! The sums: of the page, of its files, and through time.

use crate::july::{BIRTH, July, PHU_XUAN};
use crate::kit::{Answer, Kit, moment};
use motcua_core::Moment;
use motcua_core::law::Policy;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The rows of a CSV file, without its head: name → the seven counts.
pub fn counts(csv: &Answer) -> Vec<(String, Vec<i64>)> {
    assert_eq!(csv.status, 200, "{}", csv.text());
    assert!(csv.header("content-type").starts_with("text/csv"));
    let text = csv.text().strip_prefix('\u{feff}').expect("Excel needs the mark");
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[1].to_string(), cells[5..].iter().map(|cell| cell.parse().unwrap()).collect())
    };
    text.lines().skip(1).map(line).collect()
}

fn of(rows: &[(String, Vec<i64>)], name: &str) -> Vec<i64> {
    rows.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

// received, eligible, online, resolved, online resolved, on time, digitised
const TO_THE_14TH: [(&str, [i64; 7]); 4] = [
    ("Thành phố Huế", [8, 7, 5, 4, 1, 3, 5]),
    ("Phường Phú Xuân", [4, 4, 3, 2, 1, 1, 2]),
    ("Phường Kim Long", [3, 2, 2, 1, 0, 1, 3]),
    ("Tiếp nhận tại trung tâm cấp tỉnh", [1, 1, 0, 1, 0, 1, 0]),
];
const TO_THE_14TH_AS_OF_AUGUST: [(&str, [i64; 7]); 3] = [
    ("Thành phố Huế", [8, 7, 5, 5, 2, 3, 5]),
    ("Phường Phú Xuân", [4, 4, 3, 2, 1, 1, 3]),
    ("Phường Kim Long", [3, 2, 2, 2, 1, 1, 2]),
];
const JULY: [(&str, [i64; 7]); 3] = [
    ("Thành phố Huế", [9, 8, 6, 6, 3, 4, 6]),
    ("Phường Phú Xuân", [4, 4, 3, 2, 1, 1, 3]),
    ("Phường Kim Long", [4, 3, 3, 3, 2, 2, 3]),
];

#[tokio::test]
async fn a_published_figure_stays_and_the_present_is_one_click_away() {
    let july = July::until_the_14th().await;
    let mut browser = july.kit.browser();
    let first_half = "/scoreboard?from=2025-07-01&to=2025-07-14&format=csv";
    let live = counts(&browser.get(first_half).await);
    for (name, want) in TO_THE_14TH {
        assert_eq!(of(&live, name), want, "{name}");
    }
    assert_eq!(live.len(), 1 + 40 + 1, "the city, every commune, the city's own centre");

    july.until_august().await;
    let closed = counts(&browser.get(first_half).await);
    assert_eq!(closed, live, "what happened later changes nothing that was published");
    let today = counts(&browser.get(&format!("{first_half}&as_of=2025-08-05")).await);
    for (name, want) in TO_THE_14TH_AS_OF_AUGUST {
        assert_eq!(of(&today, name), want, "{name}");
    }
    let month = counts(&browser.get("/scoreboard?from=2025-07-01&to=2025-07-31&format=csv").await);
    for (name, want) in JULY {
        assert_eq!(of(&month, name), want, "{name}");
    }
    let page = browser.get("/scoreboard?from=2025-07-01&to=2025-07-14").await;
    assert!(page.says("hết ngày 14/07/2025"));
    assert!(page.says("href=\"/scoreboard?from=2025-07-01&#38;to=2025-07-14&#38;as_of=2025-08-05\""));
    let page = browser.get("/scoreboard?from=2025-07-01&to=2025-07-14&as_of=2025-08-05").await;
    assert!(page.says("09:00 thứ Ba, 05/08/2025"), "a reading of today shows its own minute");
}

#[tokio::test]
async fn the_page_writes_every_rate_with_its_two_numbers() {
    let july = July::until_the_14th().await;
    let page = july.kit.browser().get("/scoreboard/19753?from=2025-07-01&to=2025-07-14").await;
    assert_eq!(page.status, 200);
    assert!(page.says("<title>Số liệu phục vụ: Phường Phú Xuân – Một Cửa</title>"));
    let tiles = &page.main()[page.main().find("class=\"rates ").unwrap()..];
    for (name, rate) in [
        ("Nộp trực tuyến", "75,00\u{a0}%"),
        ("Đã giải quyết", "50,00\u{a0}%"),
        ("Trực tuyến đã giải quyết", "33,33\u{a0}%"),
        ("Giải quyết đúng hạn", "50,00\u{a0}%"),
        ("Số hóa hồ sơ", "50,00\u{a0}%"),
    ] {
        let tile = &tiles[tiles.find(&format!("\"rate-name\">{name}<")).unwrap()..];
        let tile = &tile[..tile.find("</section>").unwrap()];
        assert!(tile.contains(&format!("<p class=\"rate-value\">{rate}</p>")), "{name}: {tile}");
        assert!(tile.contains("Cách tính") && tile.contains("Tính đến"), "{tile}");
    }
    assert!(page.says(">7/7</text>") && page.says("ngày nghỉ"), "days are drawn, closed ones marked");
}

#[tokio::test]
async fn communes_are_ordered_by_the_figure_that_is_asked_for() {
    let july = July::until_the_14th().await;
    let mut browser = july.kit.browser();
    let mut order = async |sort: &str| -> Vec<String> {
        let path = format!("/scoreboard?from=2025-07-01&to=2025-07-14&format=csv&sort={sort}");
        counts(&browser.get(&path).await).into_iter().skip(1).take(2).map(|(name, _)| name).collect()
    };
    assert_eq!(order("received").await, ["Phường Phú Xuân", "Phường Kim Long"]);
    assert_eq!(order("online").await, ["Phường Kim Long", "Phường Phú Xuân"]);
    assert_eq!(order("on_time").await, ["Phường Kim Long", "Phường Phú Xuân"]);
    assert_eq!(order("digitised").await, ["Phường Kim Long", "Phường Phú Xuân"]);
    assert_eq!(order("nonsense").await, order("received").await);
}

#[tokio::test]
async fn two_periods_and_the_province_stand_side_by_side() {
    let july = July::until_the_14th().await;
    let path = "/scoreboard/19774?from=2025-07-07&to=2025-07-13&with_from=2025-07-01&with_to=2025-07-06";
    let page = july.kit.browser().get(path).await;
    let table = &page.main()[page.main().find("id=\"compare\"").unwrap()..];
    let row = &table[table.find("Hồ sơ tiếp nhận").unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    let numbers: Vec<&str> = row.split("<td class=\"number\">").skip(1).collect();
    assert!(numbers[0].starts_with("<b>1</b>"), "{row}");
    assert!(
        numbers[1].starts_with('2') && numbers[2].starts_with("−1") && numbers[3].starts_with('3'),
        "{row}"
    );
}

#[tokio::test]
async fn a_reading_is_shared_for_less_than_a_second_and_says_when_it_was_taken() {
    use axum::body::{Body, to_bytes};
    use tower::ServiceExt;
    let mut july = July::empty("2025-07-14T09:00:00");
    let clock = Arc::new(AtomicI64::new(moment("2025-07-14T09:00:00").0));
    let reading = clock.clone();
    july.kit = Kit::with("2025-07-14T09:00:00", Policy::default(), |app| {
        app.clock = Box::new(move || Moment(reading.load(Ordering::SeqCst)));
    });
    let server = motcua_web::router(july.kit.app.server());
    let received = async || -> (i64, String) {
        let request = axum::http::Request::get("/api/v1/scoreboard").body(Body::empty()).unwrap();
        let answer = server.clone().oneshot(request).await.unwrap();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&body).unwrap();
        (answer["received"].as_i64().unwrap(), answer["as_of"].as_str().unwrap().to_string())
    };
    let receive = async || drop(july.at_the_counter("2025-07-14T09:00:00", PHU_XUAN.1, BIRTH).await);
    let time = |second: &str| format!("2025-07-14T09:00:{second}+07:00");
    assert_eq!(received().await, (0, time("00")));
    receive().await;
    assert_eq!(received().await, (1, time("00")), "a clock that stands still hides nothing");
    receive().await;
    clock.fetch_add(999, Ordering::SeqCst);
    assert_eq!(received().await, (1, time("00")));
    clock.fetch_add(1, Ordering::SeqCst);
    assert_eq!(received().await, (2, time("01")));
}
