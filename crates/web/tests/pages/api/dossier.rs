use crate::api::schema::Described;
use crate::api::submit::{birth, send};
use crate::july::July;
use crate::kit::Answer;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use motcua_core::dossier::Outcome;
use serde_json::{Value, json};

const PATH: &str = "/api/v1/dossiers/{code}";

async fn ask(july: &July, code: &str, secret: Option<&str>) -> Answer {
    let mut request = Request::get(format!("/api/v1/dossiers/{code}"));
    if let Some(secret) = secret {
        request = request.header("x-receipt-key", secret);
    }
    july.kit.browser().send(request.body(Body::empty()).unwrap()).await
}

/// A dossier that was handed in, accepted and decided, and its secret.
async fn decided() -> (July, String) {
    let july = July::empty("2025-07-14T09:00");
    let answer = send(&july.kit, "k", birth().to_string()).await;
    let receipt: Value = serde_json::from_slice(&answer.body).unwrap();
    let case = july.dossier("H57.101-250714-0001");
    july.accept("2025-07-14T09:30", &case).await;
    july.decide("2025-07-14T14:00", &case, Outcome::Approved).await;
    (july, receipt["receipt"]["secret"].as_str().unwrap().to_string())
}

#[tokio::test]
async fn with_the_code_alone_one_sees_stage_and_times_and_nothing_else() {
    let (july, _) = decided().await;
    let described = Described::by(&july.kit).await;
    for written in ["H57.101-250714-0001", "h57.101-250714-0001", "000.00.101.H57-250714-0001"] {
        let answer = ask(&july, written, None).await;
        let dossier = described.checked("get", PATH, &answer);
        assert_eq!((&dossier["status"], &dossier["status_number"]), (&json!("completed"), &json!(9)));
        assert_eq!(dossier["accepted_at"], "2025-07-14T09:30:00+07:00");
        assert_eq!(dossier["due_at"], "2025-07-14T17:00:00+07:00");
        assert_eq!(dossier["completed_at"], "2025-07-14T14:00:00+07:00");
        let stages: Vec<&str> =
            dossier["stages"].as_array().unwrap().iter().map(|row| row["stage"].as_str().unwrap()).collect();
        assert_eq!(stages, ["submitted", "accepted", "forwarded", "forwarded", "decided", "issued"]);
        for secret in ["Hoa", "0905", "1.001193", "Trần", "approved", "sha256"] {
            assert!(!answer.says(secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn with_the_secret_one_sees_all_of_it() {
    let (july, secret) = decided().await;
    let described = Described::by(&july.kit).await;
    let whole = described.checked("get", PATH, &ask(&july, "H57.101-250714-0001", Some(&secret)).await);
    assert_eq!(
        whole["applicant"],
        json!({ "name": "Nguyễn Thị Hoa", "kind": "citizen", "phone": "0905123456", "born": "1996-02-29" })
    );
    assert_eq!(whole["assistance"], json!({ "kind": "agent_point", "name": "Bưu điện Kim Long" }));
    assert_eq!(whole["answers"]["ten_tre"], "Trần Gia Bảo", "as it is kept");
    let file = &whole["papers"][0]["files"][0];
    let sent = crate::kit::papers::pdf("x");
    let digest = motcua_store::files::digest_of(sent).0;
    assert_eq!(
        *file,
        json!({ "name": "giấy chứng sinh.pdf", "size": sent.len(), "media_type": "application/pdf", "sha256": digest, "pages": 1, "doubts": [] })
    );
    assert_eq!(whole["outcome"], "approved");
    assert_eq!(whole["due"]["expected"], false);
    assert_eq!(whole["history"][1]["by"], "Trần Văn Bình");
    let minutes: i64 = whole["ledger"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["working_minutes"].as_i64().unwrap())
        .sum();
    assert_eq!(minutes, 150 + 30, "09:00 to 11:30 and 13:30 to 14:00");
    let in_address = format!("/api/v1/dossiers/H57.101-250714-0001?key={}", secret.to_lowercase());
    let again = described.checked("get", PATH, &july.kit.browser().get(&in_address).await);
    assert_eq!(again, whole);
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_code_are_refused_in_the_same_words_and_counted() {
    let (july, secret) = decided().await;
    let described = Described::by(&july.kit).await;
    let wrong = described.checked("get", PATH, &ask(&july, "H57.101-250714-0001", Some("0000-0000")).await);
    let unknown = described.checked("get", PATH, &ask(&july, "H57.101-250714-0002", Some("0000-0000")).await);
    let plain = described.checked("get", PATH, &ask(&july, "H57.101-250714-0002", None).await);
    assert_eq!(wrong["code"], "dossier.unknown");
    let same = |problem: &Value| problem.to_string().replace("-0002", "-0001");
    assert_eq!(same(&wrong), same(&unknown));
    assert_eq!(same(&wrong), same(&plain));
    for code in ["H57.101-250714-0001", "H57.101-250714-0002"] {
        for _ in 0..4 {
            assert_eq!(ask(&july, code, Some("0000-0000")).await.status, 404);
        }
        let closed = ask(&july, code, Some(&secret)).await;
        assert_eq!(described.checked("get", PATH, &closed)["code"], "account.too-many-tries", "{code}");
        assert_eq!((closed.status, closed.header("retry-after")), (429, "900"));
    }
    assert_eq!(ask(&july, "H57.101-250714-0001", None).await.status, 200, "the public part stays open");
    july.kit.set_clock("2025-07-14T14:16");
    assert_eq!(ask(&july, "H57.101-250714-0001", Some(&secret)).await.status, 200);
}

#[tokio::test]
async fn one_place_cannot_try_secrets_at_one_code_after_another() {
    let (july, secret) = decided().await;
    let from = |address: &str| std::net::SocketAddr::new(address.parse().unwrap(), 4711);
    let ask = async |code: &str, secret: &str, address: &str| {
        let request = Request::get(format!("/api/v1/dossiers/{code}?key={secret}"));
        let request = request.extension(ConnectInfo(from(address))).body(Body::empty()).unwrap();
        july.kit.browser().send(request).await.status
    };
    for number in 1..=50 {
        // From another address of one network each time.
        let address = format!("2001:db8::{number:x}");
        assert_eq!(ask(&format!("H57.101-250714-{:04}", number + 1), "0000-0000", &address).await, 404);
    }
    assert_eq!(ask("H57.101-250714-0001", &secret, "2001:db8::ffff").await, 429);
    assert_eq!(ask("H57.101-250714-0001", &secret, "2001:db8:0:1::1").await, 200);
}

#[tokio::test]
async fn a_code_of_no_shape_is_refused() {
    let (july, _) = decided().await;
    let described = Described::by(&july.kit).await;
    for code in ["x", "H57.101-251332-0001", "%27%20or%201=1", "%00"] {
        let answer = ask(&july, code, None).await;
        assert_eq!(described.checked("get", PATH, &answer)["code"], "dossier.code-shape", "{code}");
    }
}
