//! Shares that agencies have beside the holder: on whose list each lies, what everybody reads of it, and
//! how it is given back.

use crate::kit::{Answer, Browser};
use crate::office::{HERE, Office};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{AgencyCode, AgencyKind};
use motcua_core::dossier::{DossierCode, Status, Verb::*};

/// Changes how land is held: the land registry and the tax office work side by side.
const LAND: &str = "dat-dai-chuyen-hinh-thuc-giao-dat-cho-thue-dat";

fn covering(office: &Office, kind: AgencyKind) -> AgencyCode {
    let (law, day) = (&office.kit.app.law, office.kit.app.now().day());
    let commune = &law.directory.agency(&AgencyCode::parse(HERE).unwrap()).unwrap().unit;
    law.directory.covering(kind, None, commune, day).unwrap().code.clone()
}

/// At the case officer's desk; the next step gives the shares out.
async fn at_the_lead() -> (Office, DossierCode) {
    let office = Office::open().await;
    office.kit.set_clock("2025-08-04T09:00");
    let code = office.submitted_of(LAND, "default", "Lê Văn Đất").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    (office, code)
}

/// Fills in the form of this act and sends it.
async fn does(browser: &mut Browser, code: &DossierCode, verb: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("/officer/dossiers/{code}/{verb}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{verb}: {}", page.text());
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    let form: Vec<_> = more.iter().copied().chain([("seq", seq), ("key", key)]).collect();
    browser.post(&path, &form).await
}

const TAX: &str = "Thuế thành phố Huế";
const MAP: &str = "Văn phòng Đăng ký đất đai";

#[tokio::test]
async fn shares_go_out_together_lie_on_two_lists_come_back_and_the_dossier_is_decided() {
    let (mut office, code) = at_the_lead().await;
    let (tax, map) = (covering(&office, AgencyKind::Tax), covering(&office, AgencyKind::LandRegistry));
    office.add("thue", &tax, &[Duty::Case]).await;
    office.add("bando", &map, &[Duty::Case]).await;
    let mut lead = office.browser("thuly").await;
    let forward = lead.get(&format!("/officer/dossiers/{code}/forward")).await;
    for words in ["làm cùng lúc", "phần việc đến", "Hồ sơ vẫn ở"] {
        assert!(forward.says(words), "{words}: {}", forward.main());
    }
    assert!(!forward.says("Giao cho ai"), "nobody is named where several get it");
    does(&mut lead, &code, "forward", &[("note", "Đã thẩm tra")]).await.location();
    let page = lead.get(&format!("/officer/dossiers/{code}")).await;
    for words in ["Phần việc song song", "Chưa trả", "Cùng lúc", "Giao phần việc, các cơ quan làm cùng lúc"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(!page.says("Chuyển bước tiếp theo <kbd"), "it waits: {}", page.main());
    let work = lead.get("/officer/work").await;
    assert!(work.says("Đang ở cơ quan khác") && !work.says("chưa có tài khoản"), "{}", work.main());

    let tracked = office.kit.browser().get(&format!("/track?code={code}")).await;
    assert!(tracked.says("cùng lúc") && tracked.says("Song song:"), "{}", tracked.main());

    for (id, word) in [("thue", "refused"), ("bando", "done")] {
        let mut browser = office.browser(id).await;
        let work = browser.get("/officer/work").await;
        for words in [&*code.to_string(), "Phần việc song song", "Chủ trì:", "phần việc đến"] {
            assert!(work.says(words), "{id} {words}: {}", work.main());
        }
        let page = browser.get(&format!("/officer/dossiers/{code}")).await;
        assert!(page.says("Trả phần việc song song") && page.says("Lê Văn Đất"), "{}", page.main());
        assert!(!page.says("/withdraw") && !page.says("/stop"), "nothing else is theirs: {}", page.main());
        let short = does(&mut browser, &code, "return_share", &[("word", word), ("text", "ừ")]).await;
        assert_eq!(short.status, 422, "{id}: {}", short.main());
        let done =
            does(&mut browser, &code, "return_share", &[("word", word), ("text", "CV 9 ngày 5/8")]).await;
        assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=return_share"));
        assert!(!browser.get("/officer/work").await.says("Phần việc song song"), "{id}: it is back");
    }
    let page = lead.get(&format!("/officer/dossiers/{code}")).await;
    for words in ["Từ chối, trả lại", "Đã làm xong phần việc", "“CV 9 ngày 5/8”", "Cơ quan khác trả về"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    let slip = lead.get(&format!("/officer/dossiers/{code}/hand_overs")).await;
    for words in [TAX, MAP, "Sớm hạn"] {
        assert!(slip.says(words), "{words}: {}", slip.main());
    }
    office.carry_on(&code, &[Forward, Decide, Issue, ReturnResult]).await;
    assert_eq!(office.now(&code).status(), Status::Returned);
    let tracked = office.kit.browser().get(&format!("/track?code={code}")).await;
    assert!(tracked.says(TAX) && !tracked.says("CV 9"), "what offices say is not public: {}", tracked.main());
}

#[tokio::test]
async fn for_agencies_without_accounts_the_lead_records_what_came_back_share_by_share() {
    let (office, code) = at_the_lead().await;
    office.carry_on(&code, &[Forward]).await;
    let mut lead = office.browser("thuly").await;
    let work = lead.get("/officer/work").await;
    let path = format!("/officer/dossiers/{code}/return_share");
    assert_eq!(
        work.main().matches(&format!("href=\"{path}\"")).count(),
        2,
        "one line a share: {}",
        work.main()
    );
    let page = lead.get(&path).await;
    for words in ["Phần việc nào", TAX, MAP, "chưa có tài khoản", "Cơ quan chủ trì"] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    let money = [("number", "2"), ("word", "needs_money"), ("text", "TB 7 ngày 5/8")];
    does(&mut lead, &code, "return_share", &money).await.location();
    let page = lead.get(&path).await;
    assert!(!page.says("Phần việc nào"), "one is left: {}", page.main());
    does(&mut lead, &code, "return_share", &[("word", "done"), ("text", "CV 8 ngày 5/8")]).await.location();
    office.carry_on(&code, &[AskPayment, SettlePayment, Forward]).await;
    let out: Vec<_> = office.now(&code).shares_out().map(|share| share.given.number).collect();
    assert_eq!(out, [3], "only what the person had to pay for goes out again");
    let taking = does(&mut lead, &code, "take_back_share", &[("reason", "Đã có biên lai")]).await;
    assert_eq!(taking.location(), format!("/officer/dossiers/{code}?done=take_back_share"));
    let page = lead.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Đã rút lại") && page.says("“Đã có biên lai”"), "{}", page.main());
    office.carry_on(&code, &[Forward, Decide]).await;
}

#[tokio::test]
async fn while_a_share_is_out_the_lead_is_told_who_is_awaited() {
    let (office, code) = at_the_lead().await;
    let mut lead = office.browser("thuly").await;
    let path = format!("/officer/dossiers/{code}/forward");
    let page = lead.get(&path).await;
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    office.carry_on(&code, &[Forward]).await;
    let again = lead.post(&path, &[("note", ""), ("seq", seq), ("key", key)]).await;
    assert_eq!(again.status, 409, "somebody was quicker");
    let page = lead.get(&path).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.says("Còn chờ phần việc song song của") && page.says(TAX), "{}", page.text());
}

#[tokio::test]
async fn the_person_reads_who_works_on_it_and_the_province_who_overran() {
    let (mut office, code) = at_the_lead().await;
    office.add("tinh", &AgencyCode::parse("H57").unwrap(), &[Duty::Leader]).await;
    office.carry_on(&code, &[Forward]).await;
    let above = office.browser("tinh").await.get(&format!("/manage/oversight/{code}")).await;
    assert!(above.says("Cùng lúc") && above.says(TAX) && above.says("Song song:"), "{}", above.main());
    let answer = office.kit.browser().get(&format!("/api/v1/dossiers/{code}")).await;
    let shares = &serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap()["shares"];
    assert_eq!(shares.as_array().map(Vec::len), Some(2), "{shares}");
    assert!(shares[0]["ended_at"].is_null() && shares[0]["due_at"].is_string(), "{shares}");
    // A month later both are far beyond their dates.
    office.kit.set_clock("2025-09-08T09:00");
    office.carry_on(&code, &[ReturnShare, ReturnShare]).await;
    let figures = "/manage/oversight/shares?from=2025-09-01&to=2025-09-30";
    let page = office.browser("tinh").await.get(figures).await;
    assert!(page.says(TAX) && page.says(MAP), "{}", page.main());
}

#[tokio::test]
async fn the_procedures_page_says_which_steps_are_taken_side_by_side() {
    let office = Office::open().await;
    let before = office.kit.browser().get(&format!("/procedures/{LAND}")).await;
    office.kit.set_clock("2025-08-04T09:00");
    let after = office.kit.browser().get(&format!("/procedures/{LAND}")).await;
    assert!(
        !before.says("làm song song</span>") && after.main().matches("làm song song</span>").count() == 2
    );
}
