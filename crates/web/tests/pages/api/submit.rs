use crate::api::schema::Described;
use crate::july::July;
use crate::kit::answers;
use crate::kit::papers::pdf;
use crate::kit::{Answer, Kit};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::Fault;
use motcua_core::document::FILES_MAX;
use motcua_edge::intake::JUDGED_AT_ONCE;
use serde_json::{Value, json};

const PATH: &str = "/api/v1/dossiers";

pub fn birth() -> Value {
    let mut answers = Value::Object(answers::of("khai-sinh.1"));
    answers["ten_tre"] = json!(" Trần  Gia Bảo ");
    json!({
        "procedure": "1.001193", "case": "on-time", "channel": "online", "receiving": "H57.101",
        "places": { "father_home": "Phường Phú Xuân", "mother_home": "19753" },
        "support_point": "Nhà văn hóa Kim Long",
        "assistance": { "kind": "agent_point", "name": "Bưu điện Kim Long" },
        "applicant": { "name": " Nguyễn  Thị Hoa ", "phone": "+84 905 123 456", "born": "1996-02-29" },
        "answers": answers,
        "papers": [
            { "paper": "giay-chung-sinh", "files": [{ "name": "a/giấy chứng sinh.pdf", "content_base64": STANDARD.encode(pdf("x")) }] },
            { "paper": "other", "originals": 1 },
        ],
    })
}

pub async fn send(kit: &Kit, key: &str, body: impl Into<Vec<u8>>) -> Answer {
    let request = Request::post(PATH)
        .header("content-type", "application/json")
        .header("idempotency-key", format!("{key:0<16}"))
        .body(Body::from(body.into()));
    kit.browser().send(request.unwrap()).await
}

fn dossiers(kit: &Kit) -> i64 {
    let counts = kit.app.read(motcua_store::dossier::count_by_status).unwrap();
    counts.into_iter().map(|(_, count)| count).sum()
}

#[tokio::test]
async fn a_dossier_is_handed_in_and_answered_with_its_receipt() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let answer = send(&kit, "k-1", birth().to_string()).await;
    assert_eq!((answer.status, answer.header("location")), (201, "/api/v1/dossiers/H57.101-250714-0001"));
    let receipt = described.checked("post", PATH, &answer);
    assert_eq!(receipt["submitted_at"], "2025-07-14T09:00:00+07:00");
    let due = &receipt["due"];
    assert_eq!((&due["at"], &due["limit"]), (&json!("2025-07-14T17:00:00+07:00"), &json!("same_day")));
    assert_eq!((&due["expected"], &due["verified"]), (&json!(true), &json!(false)), "the hours are assumed");
    assert_eq!(due["steps"][0], json!({ "step": "received", "at": "2025-07-14T09:00:00+07:00" }));
}

/// The first call that a stranger tries is the one of the README.
#[tokio::test]
async fn the_call_in_the_readme_hands_in_a_dossier() {
    let kit = Kit::at("2025-08-01T07:30");
    let readme = include_str!("../../../../../README.md");
    let (_, body) = readme.split_once("-d '").expect("a call with a body");
    let (body, _) = body.split_once('\'').expect("its end");
    let answer = send(&kit, "readme", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[tokio::test]
async fn a_child_without_known_parents_is_registered_with_the_form_and_papers_there_are() {
    let kit = Kit::at("2025-07-14T09:00");
    let found = Value::Object(answers::of("khai-sinh-chua-ro-cha-me.1"));
    let paper = |id: &str| json!({ "paper": id, "originals": 1 });
    for (case, answers, papers, status) in [
        ("parents-unknown", &found, ["bien-ban-tre-bi-bo-roi", "giay-to-cua-nguoi-nuoi-duong"], 201),
        // Nobody has such a child's birth notification or the parents' papers, and no other form asks for the record.
        ("parents-unknown", &found, ["giay-chung-sinh", "giay-to-cua-nguoi-nuoi-duong"], 422),
        ("on-time", &found, ["giay-chung-sinh", "giay-to-tuy-than-cua-cha-me"], 422),
    ] {
        let mut body = birth();
        body["case"] = case.into();
        body["answers"] = answers.clone();
        body["papers"] = papers.iter().map(|id| paper(id)).collect();
        let answer = send(&kit, &format!("{case}-{}", papers[0]), body.to_string()).await;
        assert_eq!(answer.status, status, "{case} {papers:?}: {}", answer.text());
    }
    // Not abandoned: there is no record that could be asked for.
    let mut unknown = found.clone();
    unknown["hoan_canh"] = json!("chua_xac_dinh");
    for field in ["ngay_phat_hien", "noi_phat_hien", "ngay_bien_ban", "noi_bien_ban"] {
        unknown.as_object_mut().unwrap().remove(field);
    }
    let mut body = birth();
    (body["case"], body["answers"], body["papers"]) = ("parents-unknown".into(), unknown, json!([]));
    assert_eq!(send(&kit, "unknown", body.to_string()).await.status, 201);
}

#[tokio::test]
async fn a_child_whose_father_is_unknown_is_registered_without_him() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut body = birth();
    body["answers"]["co_cha"] = json!("khong");
    body["answers"].as_object_mut().unwrap().remove("cha");
    assert_eq!(send(&kit, "k-1", body.to_string()).await.status, 201);
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_whatever_happened_since() {
    let july = July::empty("2025-07-14T09:00");
    let first = send(&july.kit, "k-1", birth().to_string()).await;
    let case = july.dossier("H57.101-250714-0001");
    july.accept("2025-07-14T10:00", &case).await;
    july.kit.set_clock("2025-07-20T10:00");
    // The same words, written in another way.
    let again = send(&july.kit, "k-1", serde_json::to_string_pretty(&birth()).unwrap()).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(dossiers(&july.kit), 1);
    let mut other = birth();
    other["applicant"]["name"] = "Lê Văn Tám".into();
    let refused = send(&july.kit, "k-1", other.to_string()).await;
    let problem = Described::by(&july.kit).await.checked("post", PATH, &refused);
    assert_eq!((refused.status, &problem["code"]), (422, &json!("request.key-reused")));
    assert_eq!(problem["errors"][0]["field"], "Idempotency-Key");
    assert_eq!(send(&july.kit, "k-2", birth().to_string()).await.status, 201);
    assert_eq!(dossiers(&july.kit), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sent_many_times_at_once_it_is_still_one() {
    let kit = std::sync::Arc::new(Kit::at("2025-07-14T09:00"));
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let kit = kit.clone();
        sending.spawn(async move { send(&kit, "k-1", birth().to_string()).await });
    }
    let answers = sending.join_all().await;
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body));
    assert_eq!(dossiers(&kit), 1);
}

#[tokio::test]
async fn a_request_without_a_good_key_is_refused_before_anything_else() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    for (key, code) in [
        (None, "request.key-missing"),
        (Some(""), "request.key-shape"),
        (Some("a b"), "request.key-shape"),
        (Some("khóa"), "request.key-shape"),
        (Some(&*"x".repeat(256)), "request.key-shape"),
    ] {
        let mut request = Request::post(PATH).header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key.as_bytes());
        }
        let answer = kit.browser().send(request.body(Body::from("{")).unwrap()).await;
        let problem = described.checked("post", PATH, &answer);
        assert_eq!((answer.status, &problem["code"]), (400, &json!(code)), "{key:?}");
    }
    assert_eq!(send(&kit, &"x".repeat(255), birth().to_string()).await.status, 201);
}

#[tokio::test]
async fn a_body_that_is_not_what_was_asked_for_is_named_field_by_field() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let with = |path: &str, value: Value| {
        let mut body = birth();
        match path.rsplit_once('/') {
            Some((parent, name)) => body.pointer_mut(parent).unwrap()[name] = value,
            None => body = value,
        }
        body.to_string()
    };
    let file = |name: &str, bytes: &[u8]| json!([{ "name": name, "content_base64": STANDARD.encode(bytes) }]);
    let table = [
        ("{\"procedure\":".to_string(), 400, "request.malformed", "line 1, column 13"),
        ("\u{feff}{}".to_string(), 400, "request.malformed", "line 1, column 1"),
        ("[]".to_string(), 422, "request.wrong-type", ""),
        ("{}".to_string(), 422, "request.field-missing", "procedure"),
        (with("/procedure", json!(1)), 422, "request.wrong-type", "procedure"),
        (with("/procedure", json!(null)), 422, "request.field-missing", "procedure"),
        (with("/procedure", json!("9.999999")), 404, "catalogue.unknown-procedure", "procedure"),
        (with("/case", json!("never")), 422, "dossier.unknown-case", "case"),
        (with("/channel", json!("fax")), 422, "request.not-one-of", "channel"),
        (with("/channel", json!("counter")), 422, "dossier.counter-is-received", "channel"),
        (with("/receiving", json!("nowhere")), 422, "directory.agency-code-shape", "receiving"),
        (with("/receiving", json!("H57.999")), 422, "dossier.no-such-centre", "receiving"),
        (with("/competent", json!("H57.999")), 422, "competence.not-among", "competent"),
        (with("/extra", json!(1)), 422, "request.unknown-field", "extra"),
        (with("/applicant", json!("Hoa")), 422, "request.wrong-type", "applicant"),
        (with("/applicant/name", json!("")), 422, "applicant.name-missing", "applicant.name"),
        (with("/applicant/name", json!("a\u{0}")), 422, "request.wrong-type", "applicant.name"),
        (with("/applicant/phone", json!("12")), 422, "applicant.phone-shape", "applicant.phone"),
        (with("/applicant/born", json!("2025-02-29")), 422, "applicant.born-no-such-date", "applicant.born"),
        (with("/applicant/kind", json!("robot")), 422, "request.not-one-of", "applicant.kind"),
        (with("/applicant/nick", json!("x")), 422, "request.unknown-field", "applicant.nick"),
        (with("/assistance", json!({ "name": "x" })), 422, "request.field-missing", "assistance.kind"),
        (with("/support_point", json!("x".repeat(501))), 422, "request.text-too-long", "support_point"),
        (with("/answers", json!([])), 422, "request.wrong-type", "answers"),
        (with("/answers/child", json!(1)), 422, "form.unknown-field", "form.child"),
        (with("/answers/so_ban_sao", json!(-1)), 422, "form.too-small", "form.so_ban_sao"),
        (with("/papers", json!([{ "paper": "không-có" }])), 422, "dossier.unknown-paper", "papers"),
        (
            with("/papers", json!([{ "paper": "other", "copies": 70_000 }])),
            422,
            "request.wrong-type",
            "papers[0].copies",
        ),
        (with("/papers", json!({})), 422, "request.wrong-type", "papers"),
        (
            with("/papers/0/files", json!([{ "name": "a.pdf", "content_base64": "%%" }])),
            422,
            "request.content-unreadable",
            "papers[0].files[0].content_base64",
        ),
        (
            with("/papers/0/files", file("a.pdf", b"")),
            422,
            "document.empty",
            "papers[0].files[0].content_base64",
        ),
        (
            with("/papers/0/files", file("a.exe", b"MZ")),
            415,
            "document.kind-not-allowed",
            "papers[0].files[0].content_base64",
        ),
        (
            with("/papers/0/files", file("a.png", b"%PDF-")),
            415,
            "document.not-what-it-says",
            "papers[0].files[0].content_base64",
        ),
    ];
    for (body, status, code, field) in table {
        let answer = send(&kit, "k-1", body.clone()).await;
        let problem = described.checked("post", PATH, &answer);
        assert_eq!((answer.status, &problem["code"]), (status, &json!(code)), "{body}");
        assert_eq!(problem["errors"][0]["field"], field, "{body}");
    }
    assert_eq!(dossiers(&kit), 0);
    let digest = motcua_store::files::digest_of(pdf("x"));
    assert_eq!(kit.app.files.get(&digest).unwrap(), None, "a refused dossier leaves no file");
    // The key was not used up by any of them.
    assert_eq!(send(&kit, "k-1", birth().to_string()).await.status, 201);
    assert!(kit.app.files.get(&digest).unwrap().is_some());
}

#[tokio::test]
async fn other_kinds_and_sizes_of_body_are_refused_as_problems() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let request =
        Request::post(PATH).header("idempotency-key", "0123456789abcdef").header("content-type", "text/xml");
    let answer = kit.browser().send(request.body(Body::from("<a/>")).unwrap()).await;
    assert_eq!(described.checked("post", PATH, &answer)["code"], "request.media-type");
    let mut many = birth();
    many["papers"] = (0..41)
        .map(|_| json!({ "paper": "other", "files": [{ "name": "a.pdf", "content_base64": STANDARD.encode(pdf("a")) }] }))
        .collect();
    let answer = send(&kit, "k", many.to_string()).await;
    assert_eq!(described.checked("post", PATH, &answer)["code"], "document.too-many");
    let answer = kit.browser().get("/api/v2/nothing").await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"));

    // Files that could never be handed in count too, and none of them is looked at.
    let bad = json!({ "name": "a.pdf", "content_base64": "not base64" });
    let paper = |name: &str| json!({ "paper": name, "files": vec![bad.clone(); FILES_MAX] });
    let mut body = birth();
    body["papers"] = json!([paper("giay-chung-sinh"), paper("other")]);
    let answer = send(&kit, "bad-files", body.to_string()).await;
    let codes: Vec<Value> = serde_json::from_str::<Value>(answer.text()).unwrap()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["code"].clone())
        .collect();
    assert_eq!(codes.iter().filter(|code| *code == "document.too-many").count(), 1);
    assert_eq!(codes.iter().filter(|code| *code == "request.content-unreadable").count(), FILES_MAX);
}

const LIMIT: usize = 2 * 1024 * 1024;

#[tokio::test]
async fn a_body_is_as_large_as_what_is_said_and_files_go_to_uploads() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let mut body = birth();
    body["papers"][0]["files"][0]["content_base64"] = "A".repeat(LIMIT).into();
    let answer = send(&kit, "k", body.to_string()).await;
    let problem = described.checked("post", PATH, &answer);
    assert_eq!((answer.status, &problem["code"]), (413, &json!("request.body-too-large")));
    assert!(answer.says("2 MB") && answer.says("/uploads"), "{}", answer.text());
    let answer =
        send(&kit, "k", format!("{}{}", birth(), " ".repeat(LIMIT - birth().to_string().len()))).await;
    assert_eq!(answer.status, 201, "as large as it may be: {}", answer.text());
    // Few bytes, much memory.
    let mut body = birth();
    body["answers"]["a"] = vec![0; 60_000].into();
    for (path, body) in [(PATH, body.clone()), ("/api/v1/batches", json!({ "dossiers": [body] }))] {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("idempotency-key", "2123456789abcdef")
            .body(Body::from(body.to_string()));
        let answer = kit.browser().send(request.unwrap()).await;
        let problem = described.checked("post", path, &answer);
        assert_eq!((answer.status, &problem["code"]), (413, &json!("request.too-many-values")), "{path}");
    }
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_refused_before_any_of_it_is_read() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    for path in [PATH, "/api/v1/batches"] {
        let unread =
            futures_util::stream::poll_fn(|_| -> std::task::Poll<Option<Result<Vec<u8>, std::io::Error>>> {
                panic!("nobody reads it")
            });
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("idempotency-key", "0123456789abcdef")
            .header("content-length", LIMIT + 1)
            .body(Body::from_stream(unread));
        let answer = kit.browser().send(request.unwrap()).await;
        assert_eq!(described.checked("post", path, &answer)["code"], "request.body-too-large");
        // Without end, and without saying so.
        let endless = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 64 * 1024]));
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("idempotency-key", "0123456789abcdef")
            .body(Body::from_stream(endless));
        let answer = kit.browser().send(request.unwrap()).await;
        assert_eq!(described.checked("post", path, &answer)["code"], "request.body-too-large");
    }
    assert_eq!(dossiers(&kit), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_no_file_waits_for_nobody_elses() {
    let kit = Kit::at("2025-07-14T09:00");
    let mut hold = Vec::new();
    for _ in 0..JUDGED_AT_ONCE {
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        hold.push(go_on);
        let (began, has_begun) = tokio::sync::oneshot::channel();
        let app = kit.app.clone();
        tokio::spawn(async move {
            let judged = app.intake.judge(move || {
                let _ = began.send(());
                let _ = wait.recv();
                Ok::<_, Fault>(())
            });
            judged.await
        });
        has_begun.await.unwrap();
    }
    let mut body = birth();
    body["papers"] = json!([{ "paper": "giay-chung-sinh", "originals": 1 }]);
    let answer = send(&kit, "k", body.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    drop(hold);
}
