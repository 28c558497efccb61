//! Files that another system sends in pieces and names in what it hands in.

use crate::api::schema::Described;
use crate::api::submit::{birth, send};
use crate::kit::papers::pdf;
use crate::kit::{Answer, Kit};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_store::files::digest_of;
use serde_json::{Value, json};

async fn begin(kit: &Kit, name: &str, size: usize, tus: &str) -> Answer {
    let said = format!("filename {},for {}", STANDARD.encode(name), STANDARD.encode("api"));
    let request = Request::post("/uploads")
        .header("tus-resumable", tus)
        .header("upload-length", size)
        .header("upload-metadata", said);
    kit.browser().send(request.body(Body::empty()).unwrap()).await
}

async fn piece(kit: &Kit, url: &str, offset: usize, bytes: &[u8]) -> Answer {
    let request = Request::patch(url)
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", offset)
        .header("content-type", "application/offset+octet-stream");
    kit.browser().send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

fn with_file(file: Value) -> String {
    let mut body = birth();
    body["papers"] = json!([{ "paper": "giay-chung-sinh", "files": [file] }]);
    body.to_string()
}

#[tokio::test]
async fn what_arrived_in_pieces_is_named_in_the_dossier_and_not_sent_again() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let file = pdf("giấy chứng sinh");
    let begun = begin(&kit, "giấy chứng sinh.pdf", file.len(), "1.0.0").await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    let url = begun.header("location").to_string();

    // Not yet whole, it is in no dossier.
    assert_eq!(piece(&kit, &url, 0, &file[..100]).await.status, 204);
    let early = described.checked(
        "post",
        "/api/v1/dossiers",
        &send(&kit, "k-0", with_file(json!({ "upload": url }))).await,
    );
    assert_eq!(early["errors"][0]["code"], "document.unknown-upload");
    assert_eq!(early["errors"][0]["field"], "papers[0].files[0].upload");

    // What does not follow is refused for programs, and says which protocol is spoken.
    let wrong = piece(&kit, &url, 7, &file[7..]).await;
    assert_eq!((wrong.status, wrong.header("tus-resumable")), (409, "1.0.0"));
    assert_eq!(described.checked("patch", "/uploads/{id}", &wrong)["code"], "document.wrong-offset");
    assert_eq!(piece(&kit, &url, 100, &file[100..]).await.status, 204);
    let stands = described.checked("get", "/uploads/{id}", &kit.browser().get(&url).await);
    assert_eq!((&stands["state"], &stands["name"]), (&json!("taken"), &json!("giấy chứng sinh.pdf")));

    let answer = send(&kit, "k-1", with_file(json!({ "upload": url }))).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let receipt = described.checked("post", "/api/v1/dossiers", &answer);
    let page = kit.browser().get(receipt["receipt"]["url"].as_str().unwrap()).await;
    let digest = digest_of(file).0;
    assert!(page.says("giấy chứng sinh.pdf") && page.says(&digest[..8]), "the receipt seals it");

    // The same request again is answered the same, though the upload is gone by now.
    let gone = Request::delete(&url).header("tus-resumable", "1.0.0").body(Body::empty()).unwrap();
    assert_eq!(kit.browser().send(gone).await.status, 204);
    let again = send(&kit, "k-1", with_file(json!({ "upload": url }))).await;
    assert_eq!((again.status, again.text()), (201, answer.text()));
    let other = send(&kit, "k-2", with_file(json!({ "upload": url }))).await;
    assert!(other.says("document.unknown-upload"), "{}", other.text());
    let reused = send(&kit, "k-1", with_file(json!({ "upload": "/uploads/none" }))).await;
    assert!(reused.says("request.key-reused"), "{}", reused.text());
}

#[tokio::test]
async fn an_upload_of_a_page_is_in_no_dossier_of_another_system() {
    let kit = Kit::at("2025-07-14T09:00");
    for upload in ["/uploads/00000000000000000000000000000000", "x", "/uploads/é"] {
        let answer = send(&kit, "k-1", with_file(json!({ "upload": upload }))).await;
        assert!(answer.status == 422 || answer.status == 404, "{}", answer.text());
        assert!(answer.says("document.unknown-upload"));
    }
    let other = begin(&kit, "a.pdf", 10, "0.2.2").await;
    assert_eq!((other.status, other.header("tus-version")), (412, "1.0.0"));
    let program = begin(&kit, "a.exe", 10, "1.0.0").await;
    assert_eq!(program.header("content-type"), "application/problem+json");
    assert_eq!(program.header("tus-resumable"), "1.0.0");
}
