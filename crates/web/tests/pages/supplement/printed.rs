//! What the person is told, on paper.

use super::*;

#[tokio::test]
async fn what_the_person_is_told_can_be_printed_as_its_form_on_both_sides() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let mut officer = office.browser("quay").await;
    let marks = [("mark", "person:phone"), ("why.person:phone", "Gọi không được"), ("complete", "1")];
    let done = mark(&mut officer, &code, &marks).await.location().to_string();
    let form = format!("/officer/dossiers/{code}/notices/3");
    assert!(officer.get(&done).await.says(&format!("href=\"{form}\"")));
    let of_officer = officer.get(&form).await;
    let mut citizen = office.kit.browser();
    let of_citizen = citizen.get(&page_of(&office, &code, "/notices/3")).await;
    for page in [of_officer, of_citizen] {
        for words in [
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            &code.to_string(),
            "Nguyễn Thị Hoa",
            "Số điện thoại",
            "Gọi không được",
            "13/08/2025",
            "Liên 1: lưu",
        ] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
    }
    for below in ["/notices/2", "/notices/9", "/notices/x"] {
        assert_eq!(citizen.get(&page_of(&office, &code, below)).await.status, 404, "{below}");
    }
    let stranger = format!("/dossiers/{code}/notices/3?key=AAAA-BBBB-CCCC-DDDD");
    assert_eq!(citizen.get(&stranger).await.status, 404);
    assert_eq!(office.kit.browser().get(&form).await.status, 303, "signed in first");

    // Not accepted, taken back: each has its own.
    let refused = office.dossier("Lê Na", &[]).await;
    let path = format!("/officer/dossiers/{refused}/reject_at_intake");
    let form = officer.get(&path).await;
    let (seq, key) = (form.value_of("seq").unwrap().to_string(), form.value_of("key").unwrap().to_string());
    let why = [("seq", &*seq), ("key", &*key), ("reason", "Không thuộc thẩm quyền của xã")];
    officer.post(&path, &why).await.location();
    let withdrawn = office.dossier("Lê Na", &[Verb::Accept]).await;
    let path = page_of(&office, &withdrawn, "/withdraw");
    let key = citizen.get(&path).await.value_of("form_key").unwrap().to_string();
    citizen.post(&path, &[("form_key", &*key), ("reason", "Không cần nữa")]).await.location();
    for (code, seq, words) in
        [(refused, 2, "Phiếu từ chối giải quyết hồ sơ"), (withdrawn, 3, "Thông báo dừng giải quyết hồ sơ")]
    {
        let page = officer.get(&format!("/officer/dossiers/{code}/notices/{seq}")).await;
        assert!(page.says(words) && page.says("Lê Na") && page.says("Lý do:"), "{}", page.main());
    }
}
