//! The dossiers behind each number.

use crate::july::{BIRTH, July, PHU_XUAN};
use crate::kit::{Kit, PASSWORD};
use crate::scoreboard::sums::counts;
use motcua_core::catalogue::Duty;

const ALL: [&str; 9] = [
    "received",
    "eligible",
    "online",
    "resolved",
    "unresolved",
    "on_time",
    "late",
    "online_resolved",
    "digitised",
];

/// Rows over all pages, and the number in the heading.
async fn rows(kit: &Kit, path: &str) -> (usize, usize) {
    let mut browser = kit.browser();
    let (mut seen, mut next, mut total) = (0, Some(path.to_string()), 0);
    while let Some(path) = next {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let heading = &page.main()[page.main().find("<h1>").unwrap()..];
        let said = heading[heading.find(": ").unwrap() + 2..].split(' ').next().unwrap();
        total = said.replace('.', "").parse().unwrap();
        seen += page.main().matches("<tr><th scope=\"row\">").count();
        let at = page.main().find("rel=\"next\" href=\"");
        next = at.map(|at| page.main()[at + 17..].split('"').next().unwrap().replace("&#38;", "&"));
    }
    (seen, total)
}

fn number(of: &str, c: &[i64]) -> usize {
    let number = match of {
        "received" => c[0],
        "eligible" => c[1],
        "online" => c[2],
        "resolved" => c[3],
        "unresolved" => c[0] - c[3],
        "online_resolved" => c[4],
        "on_time" => c[5],
        "late" => c[3] - c[5],
        _ => c[6],
    };
    number as usize
}

#[tokio::test]
async fn every_number_has_as_many_dossiers_as_it_says_whatever_the_snapshot() {
    let july = July::until_the_14th().await;
    july.until_august().await;
    let mut browser = july.kit.browser();
    for query in [
        "from=2025-07-01&to=2025-07-14",
        "from=2025-07-01&to=2025-07-14&as_of=2025-08-05",
        "from=2025-07-01&to=2025-07-31",
        "from=2025-07-01&to=2025-07-31&as_of=2025-07-04",
        "from=2025-07-04&to=2025-07-04",
        "from=2025-06-01&to=2025-06-30",
    ] {
        for unit in ["19753", "19774", "19777"] {
            let csv = browser.get(&format!("/scoreboard/{unit}?{query}&format=csv")).await;
            let sums = counts(&csv)[0].1.clone();
            for of in ALL {
                let found = rows(&july.kit, &format!("/scoreboard/{unit}/dossiers?of={of}&{query}")).await;
                let want = number(of, &sums);
                assert_eq!(found, (want, want), "{of} of {unit} in {query}");
            }
        }
        for of in ALL {
            let province =
                counts(&browser.get(&format!("/scoreboard?{query}&format=csv")).await)[0].1.clone();
            let page = browser.get(&format!("/scoreboard/46/dossiers?of={of}&{query}")).await;
            let listed: usize = page
                .main()
                .split("<td class=\"number\">")
                .skip(1)
                .map(|cell| cell.split('<').next().unwrap().parse::<usize>().unwrap())
                .sum();
            assert_eq!(listed, number(of, &province), "communes of {of} in {query}");
        }
    }
    let own =
        rows(&july.kit, "/scoreboard/46/dossiers?of=received&own=1&from=2025-07-01&to=2025-07-31").await;
    assert_eq!(own, (1, 1), "the city's own centre");
}

#[tokio::test]
async fn a_long_list_goes_on_page_by_page_and_misses_nobody() {
    let july = July::empty("2025-07-14T08:00");
    for _ in 0..103 {
        let case = july.online("2025-07-14T09:00", PHU_XUAN, BIRTH, true).await;
        july.accept("2025-07-14T09:30", &case).await;
    }
    for of in ["received", "digitised", "unresolved"] {
        let path = format!("/scoreboard/19753/dossiers?of={of}&from=2025-07-14&to=2025-07-14");
        assert_eq!(rows(&july.kit, &path).await, (103, 103), "{of}");
    }
    let path = "/scoreboard/19753/dossiers?of=received&from=2025-07-14&to=2025-07-14&format=csv";
    assert_eq!(july.kit.browser().get(path).await.text().lines().count(), 104);
}

#[tokio::test]
async fn the_public_sees_no_names_and_no_codes_and_an_officer_sees_those_of_the_own_agency() {
    let july = July::until_the_14th().await;
    let path = "/scoreboard/19753/dossiers?of=received&from=2025-07-01&to=2025-07-14";
    let mut browser = july.kit.browser();
    for path in [path.to_string(), format!("{path}&format=csv")] {
        let page = browser.get(&path).await;
        assert!(!page.says("H57.101-") && !page.says("Bí Mật"), "{path}");
        assert!(page.says("Thủ tục đăng ký khai sinh") && page.says("trễ hạn"));
    }
    july.kit.add_officer("lan", "H57.101", &[Duty::Reception]).await;
    let cookie = motcua_edge::session::begin(&july.kit.app, "lan", PASSWORD.to_string()).await;
    let cookie = cookie.unwrap();
    let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
    browser.cookies.insert(name.to_string(), value.to_string());
    assert!(
        browser.get(path).await.says("<a class=\"code\" href=\"/officer/dossiers/H57.101-250701-0001\">")
    );
    let elsewhere = browser.get(&path.replace("19753", "19774")).await;
    assert!(elsewhere.status == 200 && !elsewhere.says("H57.102-"));
}

#[tokio::test]
async fn a_dossier_is_shown_as_it_stood_at_the_snapshot() {
    let july = July::until_the_14th().await;
    let path = "/scoreboard/19774/dossiers?of=unresolved&from=2025-07-01&to=2025-07-14";
    let before = july.kit.browser().get(path).await;
    july.until_august().await;
    let after = july.kit.browser().get(path).await;
    let table = |page: &str| page[page.find("<tbody>").unwrap()..page.find("</tbody>").unwrap()].to_string();
    assert_eq!(table(before.main()), table(after.main()));
    assert!(after.says("<td>–</td>"), "no result yet on that day");
}
