//! The same loop for machines.

use super::*;
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

async fn api(browser: &mut Browser, path: &str, key: &str, secret: &str, body: Value) -> (u16, Value) {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", format!("{key:0<16}"))
        .header("x-receipt-key", secret)
        .body(Body::from(body.to_string()))
        .unwrap();
    let answer = browser.send(request).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
}

#[tokio::test]
async fn machines_go_through_the_same_rules() {
    let office = Office::open().await;
    let code = accepted(&office).await;
    let secret = secret(&office, &code);
    let ask = format!("/api/v1/dossiers/{code}/ask_supplement");
    let asked = json!({ "items": [{ "about": "field:noi_sinh", "why": "Sai nơi sinh" }, { "about": "paper:giay-chung-sinh", "why": "Bị mờ" }, { "about": "person:phone", "why": "Sai số" }], "complete": true });
    let mut nobody = office.kit.browser();
    assert_eq!(api(&mut nobody, &ask, "k1", "", asked.clone()).await.0, 401);
    let mut officer = office.browser("quay").await;
    let (status, problem) =
        api(&mut officer, &ask, "k1", "", json!({ "items": [{ "why": 7 }], "more": 1 })).await;
    assert_eq!((status, problem["errors"].as_array().map(Vec::len)), (422, Some(2)), "{problem}");
    let (status, stands) = api(&mut officer, &ask, "k1", "", asked.clone()).await;
    assert_eq!((status, &stands["status"]), (200, &json!("awaiting_supplement")), "{stands}");
    assert_eq!(api(&mut officer, &ask, "k1", "", asked).await, (200, stands), "sent again, answered again");

    let path = format!("/api/v1/dossiers/{code}/supplement");
    let much = json!({ "note": "x".repeat(2 * 1024 * 1024) });
    for (status, problem) in [
        api(&mut officer, &ask, "k2", "", much.clone()).await,
        api(&mut nobody, &path, "s0", &secret, much).await,
    ] {
        assert_eq!((status, &problem["code"]), (413, &json!("request.body-too-large")));
    }
    let file = json!({ "name": "ro.pdf", "content_base64": STANDARD.encode(crate::kit::papers::pdf("ro")) });
    let papers = json!([{ "paper": "giay-chung-sinh", "files": [file] }]);
    let (status, problem) = api(&mut nobody, &path, "s1", "AAAA", json!({ "note": "đây" })).await;
    assert_eq!((status, &problem["code"]), (404, &json!("dossier.unknown")));
    let (status, problem) =
        api(&mut nobody, &path, "s1", &secret, json!({ "papers": papers, "answers": { "so_ban_sao": "x" } }))
            .await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("form.so_ban_sao")));
    let odd = json!({ "papers": papers, "person": { "phone": 7, "born": "1990" } });
    let (status, problem) = api(&mut nobody, &path, "s1", &secret, odd).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("person.phone")), "{problem}");
    let answer = json!({ "papers": papers, "answers": { "noi_sinh": "Trạm xá Lê Bình" }, "person": { "phone": "0905123456" } });
    let (status, stands) = api(&mut nobody, &path, "s1", &secret, answer.clone()).await;
    assert_eq!((status, &stands["status"]), (200, &json!("in_process")), "{stands}");
    assert_eq!(api(&mut nobody, &path, "s1", &secret, answer).await, (200, stands));
    // The key is looked at before the files that something else names under it.
    let gone = json!([{ "paper": "giay-chung-sinh", "files": [{ "upload": "/uploads/none" }] }]);
    let (status, problem) = api(&mut nobody, &path, "s1", &secret, json!({ "papers": gone })).await;
    assert_eq!((status, &problem["code"]), (422, &json!("request.key-reused")), "{problem}");
    let whole = nobody.get(&format!("/api/v1/dossiers/{code}?key={secret}")).await;
    let whole: Value = serde_json::from_slice(&whole.body).unwrap();
    assert_eq!(whole["replaced"][0]["paper"]["files"][0]["name"], "mờ.pdf");
    let corrected = |at: usize| {
        let one = &whole["corrected"][at];
        json!([one["of"], one["path"], one["before"], one["after"]])
    };
    assert_eq!(corrected(0), json!(["person", "phone", null, "0905123456"]));
    assert_eq!(corrected(1), json!(["answers", "noi_sinh", "Trạm xá Lê Bih", "Trạm xá Lê Bình"]));
}
