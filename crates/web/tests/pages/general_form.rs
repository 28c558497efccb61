//! The general form, of a procedure for which nobody wrote one: asked, refused where it says
//! nothing, kept, and shown to whoever decides.

use crate::api::submit::send;
use crate::kit::{Kit, answers};
use crate::office::Office;
use crate::steps::{CENTRE, HOME, Receipt, begin, fill};
use motcua_core::catalogue::Way;
use motcua_core::form::GENERAL;
use serde_json::{Value, json};

/// Ends an order to keep away, at somebody's request: read on the portal, decided where the
/// person lives.
const READ_ON_PORTAL: &str = "1.012085";
const ASKED: &str = "Quý vị đề nghị giải quyết việc gì?";

#[tokio::test]
async fn a_person_says_in_their_own_words_what_they_ask_for_and_the_officer_reads_it() {
    let office = Office::open().await;
    let kit = &office.kit;
    let mut browser = kit.browser();
    let draft = begin(&mut browser, READ_ON_PORTAL).await;
    let case = [("receiving", CENTRE), HOME, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [("name", "Nguyễn Thị Hoa"), ("phone", "0905 123 456")];
    let next = browser.post(&format!("{draft}/person"), &person).await.location().to_string();
    assert_eq!(next, format!("{draft}/form/de-nghi"));
    let page = browser.get(&next).await;
    assert!(page.says(ASKED) && page.says("Viết bằng lời của mình"), "{}", page.main());
    let nothing = browser.post(&next, &[("noi_dung", " ")]).await;
    assert_eq!(nothing.status, 422);
    assert!(
        nothing.says("href=\"#noi_dung\"") && nothing.says("id=\"noi_dung-error\""),
        "{}",
        nothing.main()
    );
    fill(kit, &mut browser, &draft).await;
    browser.post(&format!("{draft}/papers"), &[]).await.location();
    let check = browser.get(&format!("{draft}/check")).await;
    let said = ["xác nhận thời gian mẹ tôi sinh sống", "Trần Thị Sáu", "046148000125"];
    for words in said.into_iter().chain([ASKED, "Cho người khác", "cam đoan"]) {
        assert!(check.says(words), "{words}: {}", check.main());
    }
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    let submission = receipt.stored(kit).submission;
    assert_eq!(submission.form.as_deref(), Some(GENERAL));
    assert_eq!(Value::Object(submission.answers), Value::Object(answers::of(GENERAL)));
    let own = browser.get(&receipt.dossier("")).await;
    let read = office.browser("quay").await.get(&format!("/officer/dossiers/{}", receipt.code)).await;
    for (page, whose) in [(own, "person"), (read, "officer")] {
        for words in said {
            assert!(page.says(words), "{whose}: {words}: {}", page.main());
        }
    }
}

#[tokio::test]
async fn who_asks_for_a_body_names_it_and_is_asked_of_nobody_else() {
    let office = Office::open().await;
    let mut browser = office.kit.browser();
    let draft = begin(&mut browser, READ_ON_PORTAL).await;
    let case = [("receiving", CENTRE), HOME, ("helper", "nobody")];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [("name", "Nguyễn Thị Hoa"), ("phone", "0905 123 456")];
    browser.post(&format!("{draft}/person"), &person).await.location();
    browser.post(&format!("{draft}/form/de-nghi"), &[("noi_dung", "Xin trả lời")]).await.location();
    let path = format!("{draft}/form/cho-ai");
    let more = browser.fills_in(&path, &[("cho_ai", "to_chuc")]).await.location().to_string();
    let more = browser.get(&more).await;
    for question in ["to_chuc.ten", "to_chuc.nguoi_dai_dien", "dien_thoai"] {
        assert!(more.says(&format!("name=\"{question}\"")), "{question}: {}", more.main());
    }
    assert!(!more.says("Người đứng tên hồ sơ là gì"), "nobody else was named: {}", more.main());
}

#[tokio::test]
async fn a_program_that_sends_no_answers_is_told_which_are_missing() {
    let office = Office::open().await;
    let mut body = json!({
        "procedure": READ_ON_PORTAL, "channel": "online", "receiving": CENTRE,
        "places": { "applicant_home": "19753" }, "applicant": { "name": "Nguyễn Thị Hoa" },
    });
    let refused = send(&office.kit, "general-1", body.to_string()).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let problem: Value = serde_json::from_str(refused.text()).unwrap();
    let errors = problem["errors"].as_array().unwrap();
    let at: Vec<_> = errors.iter().map(|error| (&error["code"], &error["field"])).collect();
    let missing = json!("form.missing");
    assert_eq!(at, [(&missing, &json!("form.noi_dung")), (&missing, &json!("form.cho_ai"))], "{problem}");
    body["answers"] = Value::Object(answers::of(GENERAL));
    let taken = send(&office.kit, "general-2", body.to_string()).await;
    assert_eq!(taken.status, 201, "{}", taken.text());
}

/// The whole desk, with the answers of each form's example: what is offered is taken, but where
/// no text says which level decides.
#[tokio::test]
async fn whatever_the_desk_offers_is_taken_with_its_form() {
    // The day on which the examples are handed in.
    let office = Office::of(Kit::at("2025-08-01T09:00")).await;
    let law = office.kit.app.law.clone();
    let day = office.kit.app.now().day();
    let (mut general, mut own, mut refused) = (0, 0, Vec::new());
    for procedure in law.catalogue.all().iter().filter(|procedure| !procedure.has_own_file()) {
        let version = procedure.version_on(day).unwrap();
        let case = &version.cases[0].id;
        if [Way::Online, Way::Counter].iter().all(|way| version.offer(case, *way).is_none()) {
            continue;
        }
        let (id, deciding) = (procedure.id.as_str(), office.kit.decided_here(procedure.id.as_str()));
        match office.handed_in(id, case.as_str(), "Lê Văn Đủ", deciding).await {
            Ok(code) if office.now(&code).submission.form.as_deref() == Some(GENERAL) => general += 1,
            Ok(_) => own += 1,
            Err("competence.levels") => {}
            Err(why) => refused.push((id, why)),
        }
    }
    assert_eq!(refused, []);
    assert_eq!((general, own), (215, 32), "with the general form, with their own");
}
