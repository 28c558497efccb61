//! The person's secret: on the paper that is printed for them, on no officer's page, and
//! no way for an officer to act in their name.

use crate::kit::papers::pdf;
use crate::kit::{Answer, Browser};
use crate::office::{Office, walk_in};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::dossier::Verb::*;
use motcua_core::dossier::{DossierCode, Status, Verb};
use motcua_edge::secret::secret_of;
use motcua_store::printed;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn secret(office: &Office, code: &DossierCode) -> String {
    secret_of(&office.kit.app.receipt_key, &office.now(code))
}

/// Who printed it, and what.
fn printings(office: &Office, code: &DossierCode) -> Vec<(String, String)> {
    let id = office.now(code).id;
    let all = office.kit.app.read(|rows| printed::of(rows, id)).unwrap();
    all.into_iter().map(|one| (one.officer.0, one.what)).collect()
}

/// Where the links and forms of a page lead among the officers' pages.
fn ways_on(page: &Answer) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(&page.body) else { return Vec::new() };
    let ways = ["href=\"", "action=\""].into_iter().flat_map(|sign| text.split(sign).skip(1));
    let ways = ways
        .filter_map(|rest| rest.split('"').next())
        .map(|way| way.replace("&#38;", "&").replace("&amp;", "&"));
    ways.filter(|way| way.starts_with("/officer/") || way.starts_with("/manage/")).collect()
}

/// Every officer's page that can be reached from these by following what stands in it.
async fn every_page(browser: &mut Browser, from: Vec<String>) -> Vec<(String, Answer)> {
    let (mut to_see, mut seen, mut pages) = (from, BTreeSet::new(), Vec::new());
    while let Some(path) = to_see.pop() {
        if path.starts_with("/officer/sign_") || !seen.insert(path.clone()) || seen.len() > 400 {
            continue;
        }
        let page = browser.get(&path).await;
        to_see.extend(ways_on(&page));
        pages.push((path, page));
    }
    pages
}

#[tokio::test]
async fn no_officers_page_of_a_dossier_holds_the_persons_secret() {
    let office = Office::open().await;
    let mut all = 0;
    let lives: [&[Verb]; 6] = [
        &[],
        &[Accept],
        &[Accept, AskSupplement],
        &[Accept, AskSupplement, Supplement, Forward],
        &[Accept, Forward, Forward, Decide, Issue],
        &[Accept, Forward, AskPayment],
    ];
    for life in lives {
        let code = office.dossier("Nguyễn Thị Hoa", life).await;
        let secret = secret(&office, &code);
        let plain = secret.replace('-', "");
        let here = format!("/officer/dossiers/{code}");
        let mut from =
            vec!["/officer/work".into(), "/officer/search?q=hoa".into(), "/manage/catalogue".into()];
        from.extend([here.clone(), format!("{here}?done=receive"), format!("{here}?done=accept")]);
        from.extend(Verb::ALL.iter().map(|verb| format!("{here}/{}", verb.as_str())));
        // What a refused form shows again, and what machines are told.
        for who in ["quay", "thuly", "lanhdao", "vanthu"] {
            let mut browser = office.browser(who).await;
            let mut pages = every_page(&mut browser, from.clone()).await;
            for verb in Verb::ALL {
                let path = format!("{here}/{}", verb.as_str());
                pages.push((path.clone(), browser.post(&path, &[("seq", "99")]).await));
            }
            let machines = format!("/api/v1/dossiers/{code}");
            pages.push((machines.clone(), browser.get(&machines).await));
            for (path, page) in pages.iter().filter(|(path, _)| !path.ends_with("/receipt")) {
                let text = String::from_utf8_lossy(&page.body);
                assert!(!text.contains(&secret) && !text.contains(&plain), "{who} {path} {life:?}");
                all += 1;
            }
        }
    }
    assert!(all > 600, "{all} pages");
}

#[tokio::test]
async fn whoever_receives_prints_the_receipt_and_it_is_written_down() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Accept]).await;
    let secret = secret(&office, &code);
    let path = format!("/officer/dossiers/{code}/receipt");
    for (who, status) in [("thuly", 403), ("lanhdao", 403), ("xakhac", 404)] {
        let refused = office.browser(who).await.get(&path).await;
        assert_eq!(refused.status, status, "{who}");
        assert!(!refused.says(&secret), "{who}");
    }
    assert_eq!(office.kit.browser().get(&path).await.status, 303, "signed in first");
    assert_eq!(printings(&office, &code), [], "nobody saw it yet");

    let mut desk = office.browser("quay").await;
    let paper = desk.get(&path).await;
    assert!(paper.status == 200 && paper.says(&secret) && paper.says("Liên 2: giao người nộp"));
    assert!(!paper.says("?key="), "nothing leads to the person's own pages: {}", paper.main());
    assert!(!paper.says("/remember") && paper.says("Lần mở trang này đã được ghi lại"));
    let again = office.browser("quay2").await.get(&path).await;
    assert_eq!(again.status, 200);
    let receipt = || "receipt".to_string();
    assert_eq!(printings(&office, &code), [("quay".into(), receipt()), ("quay2".into(), receipt())]);
    let page = desk.get(&format!("/officer/dossiers/{code}")).await;
    assert!(page.says("Đã mở để in: ") && page.says("(quay)") && page.says("(quay2)"), "{}", page.main());
}

#[tokio::test]
async fn a_helper_prints_what_they_have_just_handed_in_and_nothing_else() {
    let office = Office::open().await;
    let mut helper = office.helper().await;
    let key = helper.get("/officer/receive?procedure=1.001193").await.value_of("key").unwrap().to_string();
    let fields = walk_in(&key, &[("channel", "online"), ("consent_way", "spoken"), ("consent_days", "10")]);
    let files: [(&str, &str, &[u8]); 1] = [("paper.to-khai-dang-ky-khai-sinh", "tờ khai.pdf", pdf("d"))];
    let done = helper.multipart("/officer/receive", &fields, &files).await;
    let code = DossierCode::parse(done.location().strip_prefix("/officer/helped?done=").unwrap()).unwrap();
    let secret = secret(&office, &code);
    assert!(!helper.get(done.location()).await.says(&secret));
    let path = format!("/officer/helped/receipt?code={code}");
    let other = office.dossier("Lê Văn Khác", &[]).await;
    for unknown in [format!("/officer/helped/receipt?code={other}"), "/officer/helped/receipt?code=x".into()]
    {
        assert_eq!(helper.get(&unknown).await.status, 404, "{unknown}");
    }
    assert_eq!(office.browser("quay").await.get(&path).await.status, 404, "they did not hand it in");
    assert_eq!(helper.get(&format!("/officer/dossiers/{code}/receipt")).await.status, 404);
    assert_eq!(printings(&office, &code), []);
    assert!(helper.get(&path).await.says(&secret));
    assert_eq!(printings(&office, &code), [("diem1".to_string(), "receipt".to_string())]);
    office.kit.set_clock("2025-07-14T09:15");
    assert_eq!(helper.get(&path).await.status, 404, "a quarter of an hour is over");
}

async fn sent(browser: &mut Browser, request: axum::http::request::Builder, body: Body) -> Answer {
    browser.send(request.body(body).unwrap()).await
}

#[tokio::test]
async fn no_officer_acts_in_the_persons_name() {
    let office = Office::open().await;
    let code = office.dossier("Nguyễn Thị Hoa", &[Accept, AskSupplement]).await;
    let key = secret(&office, &code);
    let events = office.events(&code);
    let once = "a".repeat(32);
    for mut browser in [office.browser("quay").await, office.browser("xakhac").await, office.helper().await] {
        for act in ["withdraw", "supplement", "withdraw_consent"] {
            let path = format!("/dossiers/{code}/{act}?key={key}");
            let fields = [("form_key", once.as_str()), ("reason", "Không cần nữa"), ("note", "Xin gửi thêm")];
            for refused in [browser.get(&path).await, browser.post(&path, &fields).await] {
                assert_eq!(refused.status, 403, "{act}");
                assert!(refused.says("account.persons-own-act"), "{act}: {}", refused.main());
            }
        }
        let body = json!({ "note": "Xin gửi thêm" }).to_string();
        let request = Request::post(format!("/api/v1/dossiers/{code}/supplement"))
            .header("content-type", "application/json")
            .header("idempotency-key", "0123456789abcdef")
            .header("x-receipt-key", &key);
        let refused = sent(&mut browser, request, Body::from(body)).await;
        assert_eq!(refused.status, 403);
        let problem: Value = serde_json::from_slice(&refused.body).unwrap();
        assert_eq!(problem["code"], "account.persons-own-act");
        let said = [("filename", "a.pdf"), ("paper", "other"), ("dossier", &code.to_string()), ("key", &key)]
            .map(|(name, value)| format!("{name} {}", STANDARD.encode(value)));
        let request = Request::post("/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", 10)
            .header("upload-metadata", said.join(","));
        assert_eq!(sent(&mut browser, request, Body::empty()).await.status, 403);
    }
    assert_eq!(office.events(&code), events, "nothing happened");
    assert_eq!(office.now(&code).status(), Status::AwaitingSupplement);

    // The person does, and so does anybody who has signed out.
    let mut person = office.browser("quay").await;
    person.post("/officer/sign_out", &[]).await;
    let path = format!("/dossiers/{code}/withdraw?key={key}");
    let form = person.get(&path).await;
    let fields = [("form_key", form.value_of("form_key").unwrap()), ("reason", "Tôi không cần nữa")];
    assert_eq!(person.post(&path, &fields).await.status, 303);
    assert_eq!(office.now(&code).status(), Status::Withdrawn);
}
