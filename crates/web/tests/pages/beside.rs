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
    let code = brought_to_the_lead(&office).await;
    (office, code)
}

async fn brought_to_the_lead(office: &Office) -> DossierCode {
    office.kit.set_clock("2025-08-04T09:00");
    let code = office.submitted_of(LAND, "default", "Lê Văn Đất").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    code
}

/// Fills in the form of this act and sends it.
async fn does(browser: &mut Browser, code: &DossierCode, verb: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("/officer/dossiers/{code}/{verb}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{verb}: {}", page.text());
    let (seq, key) = (page.value_of("seq").unwrap(), page.value_of("key").unwrap());
    // The only share is meant without being asked for.
    let only =
        page.main().contains("type=\"hidden\" name=\"number\"").then(|| page.value_of("number").unwrap());
    let hidden = only.map(|number| ("number", number)).into_iter().chain([("seq", seq), ("key", key)]);
    let form: Vec<_> = more.iter().copied().chain(hidden).collect();
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
    assert!(page.says("Còn chờ phần việc song song của:"), "{}", page.main());
    assert!(!page.main().contains("class=\"button\""), "nothing most often comes next: {}", page.main());
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
    assert!(!page.main().contains("checked"), "none is taken for granted: {}", page.main());
    let unsaid = does(&mut lead, &code, "return_share", &[("text", "TB 7 ngày 5/8")]).await;
    assert_eq!(unsaid.status, 422);
    for words in ["Hãy chọn phần việc của cơ quan nào", "TB 7 ngày 5/8", "href=\"#word"] {
        assert!(unsaid.says(words), "both at once, {words}: {}", unsaid.main());
    }
    let money = [("number", "2"), ("word", "needs_money"), ("text", "TB 7 ngày 5/8")];
    does(&mut lead, &code, "return_share", &money).await.location();
    let page = lead.get(&path).await;
    assert!(!page.says("Phần việc nào"), "one is left: {}", page.main());
    does(&mut lead, &code, "return_share", &[("word", "done"), ("text", "CV 8 ngày 5/8")]).await.location();
    office.carry_on(&code, &[AskPayment, SettlePayment]).await;
    let page = lead.get(&format!("/officer/dossiers/{code}/forward")).await;
    assert!(page.says("Cơ quan sau nhận phần việc:") && !page.says("làm cùng lúc"), "{}", page.main());
    office.carry_on(&code, &[Forward]).await;
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

/// The form of this act as it stands in a window that stays open: everything it sends.
async fn opened(
    browser: &mut Browser,
    code: &DossierCode,
    verb: &str,
    more: &[(&str, &str)],
) -> Vec<(String, String)> {
    let page = browser.get(&format!("/officer/dossiers/{code}/{verb}")).await;
    let own = ["seq", "key"].map(|name| (name, page.value_of(name).unwrap()));
    more.iter().copied().chain(own).map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

async fn sends(browser: &mut Browser, code: &DossierCode, verb: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/officer/dossiers/{code}/{verb}"), &form).await
}

#[tokio::test]
async fn what_is_typed_about_one_agencys_share_never_becomes_what_another_said() {
    let (office, code) = at_the_lead().await;
    office.carry_on(&code, &[Forward]).await;
    let (mut lead, mut other) = (office.browser("thuly").await, office.browser("thuly").await);
    let typed = [("number", "1"), ("word", "done"), ("text", "Trích lục số 4")];
    let slow = opened(&mut lead, &code, "return_share", &typed).await;
    let taking =
        opened(&mut lead, &code, "take_back_share", &[("number", "1"), ("reason", "quá lâu rồi")]).await;
    does(&mut other, &code, "return_share", &[("number", "1"), ("word", "done"), ("text", "CV 4 ngày 5/8")])
        .await;
    // What was sent once is answered as it was; what was overtaken is shown with what happened since.
    for (verb, form, words) in
        [("return_share", &slow, "Trích lục số 4"), ("take_back_share", &taking, "quá lâu rồi")]
    {
        let page = sends(&mut lead, &code, verb, form).await;
        assert_eq!(page.status, 409, "{verb}: {}", page.main());
        for words in [words, "CV 4 ngày 5/8", "Phần việc nào", TAX] {
            assert!(page.says(words), "{verb}, {words}: {}", page.main());
        }
        let asks = !page.main().contains("type=\"hidden\" name=\"number\"")
            && !page.main().contains("value=\"2\" checked");
        assert!(asks, "the share that is left is asked for: {}", page.main());
        let own = ["seq", "key"].map(|name| (name.to_string(), page.value_of(name).unwrap().to_string()));
        let mut again: Vec<_> =
            form.iter().filter(|(name, _)| name != "seq" && name != "key").cloned().collect();
        again.extend(own);
        // Share 1 came back before, whatever is sent about it.
        assert_eq!(sends(&mut lead, &code, verb, &again).await.status, 422, "{verb}");
        again.retain(|(name, _)| name != "number");
        let unsaid = sends(&mut lead, &code, verb, &again).await;
        assert!(
            unsaid.status == 422 && unsaid.says("Hãy chọn phần việc của cơ quan nào"),
            "{}",
            unsaid.text()
        );
    }
    let out: Vec<_> = office.now(&code).shares_out().map(|share| share.given.number).collect();
    assert_eq!(out, [2]);
}

#[tokio::test]
async fn an_agency_does_what_is_its_own_and_once() {
    let (mut office, code) = at_the_lead().await;
    let (tax, map) = (covering(&office, AgencyKind::Tax), covering(&office, AgencyKind::LandRegistry));
    office.add("thue", &tax, &[Duty::Case]).await;
    office.add("bando", &map, &[Duty::Case]).await;
    office.carry_on(&code, &[Forward]).await;
    let (mut thue, mut bando) = (office.browser("thue").await, office.browser("bando").await);
    let (mut lead, mut stranger) = (office.browser("thuly").await, office.browser("thulyxakhac").await);
    let done = [("number", "2"), ("word", "done"), ("text", "CV 9 ngày 5/8")];
    let form = opened(&mut thue, &code, "return_share", &done).await;
    let others = opened(
        &mut bando,
        &code,
        "return_share",
        &[("number", "1"), ("word", "done"), ("text", "CV 5 ngày 5/8")],
    )
    .await;
    // The number of another agency's share in one's own form.
    let mut stolen = form.clone();
    stolen[0].1 = "1".into();
    let events = office.events(&code);
    assert_eq!(sends(&mut thue, &code, "return_share", &stolen).await.status, 422, "its agency acts itself");
    assert_eq!(sends(&mut lead, &code, "return_share", &form).await.status, 422, "so does the tax office");
    assert_eq!(sends(&mut stranger, &code, "return_share", &form).await.status, 404, "it is not seen there");
    for verb in ["take_back_share", "withdraw", "stop", "ask_supplement"] {
        assert_eq!(thue.get(&format!("/officer/dossiers/{code}/{verb}")).await.status, 403, "{verb}");
    }
    assert_eq!(office.events(&code), events, "nothing happened");
    // Pressed twice it is done once; pressed again in another window it was done before.
    for _ in 0..2 {
        let answer = sends(&mut thue, &code, "return_share", &form).await;
        assert_eq!(answer.location(), format!("/officer/dossiers/{code}?done=return_share"));
    }
    let events = office.events(&code);
    assert_eq!(thue.get(&format!("/officer/dossiers/{code}/return_share")).await.status, 422, "it is back");
    // The other was overtaken, keeps what was typed, and sends it again.
    let page = sends(&mut bando, &code, "return_share", &others).await;
    assert!(page.status == 409 && page.says("CV 5 ngày 5/8"), "{}", page.main());
    assert_eq!(office.events(&code), events);
    does(&mut bando, &code, "return_share", &[("word", "done"), ("text", "CV 5 ngày 5/8")]).await.location();
    assert_eq!(office.now(&code).shares_out().count(), 0);
}

#[tokio::test]
async fn shares_end_with_the_dossier_and_stay_out_while_the_person_is_asked() {
    let (mut office, code) = at_the_lead().await;
    let tax = covering(&office, AgencyKind::Tax);
    office.add("thue", &tax, &[Duty::Case]).await;
    office.carry_on(&code, &[Forward, AskSupplement]).await;
    let mut thue = office.browser("thue").await;
    assert!(thue.get("/officer/work").await.says("Phần việc song song"), "its date runs on");
    let lead = office.browser("thuly").await.get(&format!("/officer/dossiers/{code}")).await;
    for words in ["Yêu cầu bổ sung giấy tờ", "Phần việc song song", "Chưa trả"] {
        assert!(lead.says(words), "{words}: {}", lead.main());
    }
    office.carry_on(&code, &[Withdraw]).await;
    assert!(!thue.get("/officer/work").await.says("Phần việc song song"), "nobody waits for it");
    let page = thue.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Không còn cần") && !page.says("/return_share\""), "{}", page.main());
    let tracked = office.kit.browser().get(&format!("/track?code={code}")).await;
    assert!(!tracked.says("cùng lúc"), "{}", tracked.main());
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
    let lead = office.browser("thuly").await.get(&format!("/officer/dossiers/{code}")).await;
    assert_eq!(lead.main().matches("Quá phần việc").count(), 2, "{}", lead.main());
    office.carry_on(&code, &[ReturnShare, ReturnShare]).await;
    let lead = office.browser("thuly").await.get(&format!("/officer/dossiers/{code}")).await;
    assert_eq!(lead.main().matches(", quá phần việc").count(), 2, "{}", lead.main());
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

/// What the lead, an agency with a share and everybody else see of it, with forms filled in wrongly.
pub async fn walk(mut office: Office) {
    let code = brought_to_the_lead(&office).await;
    let tax = covering(&office, AgencyKind::Tax);
    let dossier = format!("/officer/dossiers/{code}");
    let mut lead = office.browser("thuly").await;
    does(&mut lead, &code, "forward", &[]).await;
    for path in [&*dossier, "/officer/work"] {
        lead.get(path).await;
    }
    does(&mut lead, &code, "return_share", &[("text", "ừ")]).await;
    does(&mut lead, &code, "take_back_share", &[("reason", "ừ")]).await;
    office.add("thue", &tax, &[Duty::Case]).await;
    // So late that everybody signs in again.
    office.kit.set_clock("2025-08-19T09:00");
    let mut lead = office.browser("thuly").await;
    let mut browser = office.browser("thue").await;
    let returned = [("word", "refused"), ("text", "CV 9 ngày 19/8")];
    for path in ["/officer/work", &*dossier] {
        browser.get(path).await;
    }
    does(&mut browser, &code, "return_share", &returned).await.location();
    does(&mut lead, &code, "take_back_share", &[("reason", "Trích lục đã có")]).await.location();
    for path in [dossier.clone(), format!("{dossier}/hand_overs"), format!("{dossier}/forward")] {
        lead.get(&path).await;
    }
}
