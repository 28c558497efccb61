//! A committee is closed and another takes its place: what lies open at the closed one is shown before,
//! and found after, until nothing is left there.

use crate::agencies_kept::{COMMITTEE, put};
use crate::kit::{Kit, PASSWORD};
use crate::manage::{PUT, keeper};
use crate::steps::birth;

const MONDAY: &str = "2025-07-14T09:00";

/// A committee until the end of July, and the one that takes its place, in one change.
const FOLLOWED: &str = "province = \"46\"\n\n[[agency]]\ncode = \"H57.101\"\ncode_trust = \"assumed\"\ntrust = \"verified\"\n\
    kind = \"people_committee\"\nunit = \"19753\"\nvalid_to = \"2025-07-31\"\nsuccessor = \"H57.999\"\n\n[[agency]]\n\
    code = \"H57.999\"\ncode_trust = \"assumed\"\nkind = \"people_committee\"\nunit = \"19753\"\nvalid_from = \"2025-08-01\"\n";

#[tokio::test]
async fn what_lies_open_at_a_closed_committee_is_found() {
    let kit = Kit::at(MONDAY);
    let receipt = birth(&kit, &mut kit.browser()).await;
    let mut tinh = keeper(&kit).await;
    let end = tinh.get(&format!("{COMMITTEE}/end")).await;
    let listed = "href=\"/manage/oversight?standing=resting&#38;agency=H57.101\"";
    assert!(end.says(listed) && end.says("<b>1</b> hồ sơ không tính hạn"), "{}", end.main());
    let other = tinh.get("/manage/agencies/H57.102/end").await;
    assert!(other.says("<b>không có</b>"), "{}", other.main());
    assert!(!tinh.get("/manage/agencies").await.says("còn hồ sơ đang mở"), "nothing has ended");

    let sheet = [("path.0", "agencies/46.toml"), ("text.0", FOLLOWED), ("do", "check")];
    let page = tinh.multipart(PUT, &sheet, &[]).await;
    put(&mut tinh, &page).await;
    assert!(!tinh.get("/manage/agencies").await.says("còn hồ sơ đang mở"), "it works until the end of July");

    kit.set_clock("2025-08-04T09:00");
    let mut tinh = kit.browser();
    tinh.post("/officer/sign_in", &[("id", "tinh"), ("password", PASSWORD)]).await.location();
    let list = tinh.get("/manage/agencies").await;
    for words in ["Cơ quan đã kết thúc còn hồ sơ đang mở", listed, "1 hồ sơ không tính hạn", "nhận bàn giao:"]
    {
        assert!(list.says(words), "{words}: {}", list.main());
    }
    let open = tinh.get("/manage/oversight?standing=resting&agency=H57.101").await;
    assert!(open.says(&receipt.code), "{}", open.main());
    // In English too.
    assert!(
        tinh.get("/manage/agencies?lang=en").await.says("Agencies that have ended and have open dossiers")
    );
}
