//! An installation that serves several provinces: what one of them may change, and what it may not
//! because the others go by it too.

use crate::agencies::serving;
use crate::agencies_kept::{COMMITTEE, put};
use crate::manage::keeper;

const MONDAY: &str = "2025-07-14T09:00";
/// What is refused says why, and who changes it.
const SHARED: &str = "Các tỉnh khác trên hệ thống này cũng theo";

#[tokio::test]
async fn a_province_changes_nothing_that_another_goes_by() {
    let kit = serving(MONDAY, &["46", "48"]);
    let mut tinh = keeper(&kit).await;
    let hours = [("from", "01/08/2025"), ("opens.0", "07:00"), ("closes.0", "12:00"), ("article", "QĐ 7")];
    let day = [("kind", "off"), ("date", "15/08/2025"), ("name", "Nghỉ"), ("name_en", "Off")];
    for (path, boxes) in [("/manage/hours/standard", hours.as_slice()), ("/manage/calendar?year=2025", &day)]
    {
        let page = tinh.post(path, boxes).await;
        assert!(page.status == 403 && page.says(SHARED), "{path}: {}", page.main());
    }
    for path in ["procedures/1.004873.toml", "forms/chung.2.json", "reasons/supplement.toml"] {
        let changed = format!("{}\n", kit.app.books.text(path).unwrap());
        let sheet = [("path.0", path), ("text.0", changed.as_str()), ("do", "check")];
        let page = tinh.post("/manage/put_into_force", &sheet).await;
        assert!(page.says(SHARED) && page.says(path), "{path}: {}", page.main());
    }
    // Nobody types three pages to be refused at their end.
    let page = tinh.get("/manage/procedures/1.004873/edit").await;
    assert!(page.status == 403 && page.says(SHARED), "{}", page.main());
    let page = tinh.get("/manage/catalogue").await;
    assert!(
        page.says("Nhiều tỉnh dùng chung thủ tục") && !page.says("Soạn phiên bản mới"),
        "{}",
        page.main()
    );
    let page = tinh.get("/manage/forms/chung.2").await;
    assert!(page.status == 200 && !page.says("Sửa tờ khai này"), "{}", page.main());
}

#[tokio::test]
async fn a_province_changes_its_own_agencies_and_their_own_hours_beside_another() {
    let kit = serving(MONDAY, &["46", "48"]);
    let mut tinh = keeper(&kit).await;
    let own = [("from", "01/08/2025"), ("opens.0", "08:00"), ("closes.0", "16:00"), ("article", "QĐ 8")];
    let page = tinh.post(&format!("{COMMITTEE}/hours"), &own).await;
    put(&mut tinh, &page).await;
    let set =
        kit.app.now_in_force().law.hours.iter().find(|set| !set.since().is_empty()).unwrap().name.clone();
    // The set is theirs alone from now on.
    let again = [("from", "01/09/2025"), ("opens.0", "09:00"), ("closes.0", "16:00"), ("article", "QĐ 9")];
    let page = tinh.post(&format!("/manage/hours/{set}"), &again).await;
    put(&mut tinh, &page).await;
}

#[tokio::test]
async fn the_only_province_changes_all_of_it() {
    let kit = serving(MONDAY, &["46"]);
    let mut tinh = keeper(&kit).await;
    let page = tinh.get("/manage/catalogue").await;
    assert!(page.says("Soạn phiên bản mới") && !page.says("Nhiều tỉnh dùng chung"), "{}", page.main());
    assert_eq!(tinh.get("/manage/procedures/1.004873/edit").await.status, 200);
}
