//! What is asked of the board, and what cannot be asked.

use crate::july::July;
use crate::kit::Kit;

#[tokio::test]
async fn dates_that_cannot_be_are_the_same_form_again_with_what_was_typed() {
    let july = July::until_the_14th().await;
    let mut browser = july.kit.browser();
    for (query, field, kept) in [
        ("from=2025-02-29&to=2025-07-14", "from", "2025-02-29"),
        ("from=2025-07-01&to=hôm%20nay", "to", "hôm nay"),
        ("from=2025-07-14&to=2025-07-01", "from", "2025-07-14"),
        ("from=2024-01-01&to=2025-07-01", "to", "2025-07-01"),
        ("from=2025-07-01&to=2025-07-02&as_of=2025-07-15", "as_of", "2025-07-15"),
        ("from=2025-07-01&to=2025-07-02&as_of=2025-06-15", "as_of", "2025-06-15"),
        ("from=2025-08-01&to=2025-08-02", "from", "2025-08-01"),
        ("with_from=31/06/2025", "with_from", "31/06/2025"),
    ] {
        let page = browser.get(&format!("/scoreboard?{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.says("<title>Lỗi: "), "{query}");
        assert!(page.says(&format!("<a href=\"#{field}\">")), "the summary leads to {field}: {query}");
        assert!(page.says(&format!("id=\"{field}-error\"")), "{query}");
        assert_eq!(page.value_of(field), Some(kept), "{query}");
        assert!(!page.says("class=\"rates "), "no figures for a question that was not understood");
    }
}

#[tokio::test]
async fn without_a_question_the_last_month_with_anything_is_shown() {
    let july = July::until_the_14th().await;
    assert!(july.kit.browser().get("/scoreboard").await.says("01/07/2025 – 31/07/2025"));
    july.kit.set_clock("2026-11-22T09:00");
    let page = july.kit.browser().get("/scoreboard").await;
    assert!(page.says("01/07/2025 – 31/07/2025") && page.says("hết ngày 31/07/2025"));
    assert!(page.says("01–14/07/2025") && page.says("tháng 7/2025"), "quick ways to July 2025");
}

#[tokio::test]
async fn an_empty_board_is_a_board_of_zeros_and_dashes() {
    let kit = Kit::at("2025-07-14T09:00");
    let page = kit.browser().get("/scoreboard").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Không có hồ sơ nào.") && page.says("<p class=\"rate-value\">–</p>"));
    assert!(!page.says("01–14/07/2025"), "no way to a July that is not there");
    let list = kit.browser().get("/scoreboard/19753/dossiers?of=late").await;
    assert!(list.status == 200 && list.says("Không có hồ sơ nào."));
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_what_is_not_meant_is_refused() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut browser = kit.browser();
    for (path, status) in [
        ("/scoreboard?unit=99", 404),
        ("/scoreboard?unit=01", 404),
        ("/scoreboard?unit=abc", 404),
        ("/scoreboard/99999", 404),
        ("/scoreboard/00004", 404),
        ("/scoreboard/99999/dossiers", 404),
        ("/scoreboard/19753/dossiers?of=secrets", 422),
        ("/scoreboard/19753/dossiers?after=1", 422),
        ("/scoreboard/19753/dossiers?from=2025-02-30", 422),
        ("/scoreboard?unit=19753", 200),
        ("/scoreboard?lang=en", 200),
    ] {
        assert_eq!(browser.get(path).await.status, status, "{path}");
    }
    assert!(browser.get("/scoreboard?lang=en").await.says("Service figures: Hue City"));
}
