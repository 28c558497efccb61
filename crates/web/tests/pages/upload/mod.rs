//! Files that arrive in pieces (tus 1.0): what was acknowledged is never lost, what
//! was not is never taken for it, and each file is judged once.

mod handed_in;

use crate::kit::papers::{pdf, png};
use crate::kit::{Answer, Browser, Kit};
use crate::steps::{CENTRE, birth_draft};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use motcua_core::catalogue::Duty;
use motcua_store::files::digest_of;
use motcua_store::upload;
use serde_json::Value;
use sha2::{Digest, Sha256};

const MONDAY: &str = "2025-07-14T09:00";

/// What the page's script says about a file.
fn metadata(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name} {}", STANDARD.encode(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join(",")
}

async fn create(browser: &mut Browser, size: usize, said: &[(&str, &str)]) -> Answer {
    let request = Request::post("/uploads")
        .header("tus-resumable", "1.0.0")
        .header("accept", "application/json")
        .header("upload-length", size)
        .header("upload-metadata", metadata(said));
    browser.send(request.body(Body::empty()).unwrap()).await
}

/// An upload for the birth certificate of a draft (`/submit/…`).
async fn created(browser: &mut Browser, draft: &str, name: &str, size: usize) -> String {
    let draft = draft.strip_prefix("/submit/").unwrap();
    let said = [("filename", name), ("paper", "giay-chung-sinh"), ("draft", draft)];
    let answer = create(browser, size, &said).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.header("location").to_string()
}

async fn piece(browser: &mut Browser, url: &str, offset: usize, body: Body, checksum: &str) -> Answer {
    let mut request = Request::patch(url)
        .header("tus-resumable", "1.0.0")
        .header("accept", "application/json")
        .header("upload-offset", offset)
        .header("content-type", "application/offset+octet-stream");
    if !checksum.is_empty() {
        request = request.header("upload-checksum", checksum);
    }
    browser.send(request.body(body).unwrap()).await
}

async fn send(browser: &mut Browser, url: &str, offset: usize, bytes: &[u8]) -> Answer {
    piece(browser, url, offset, Body::from(bytes.to_vec()), "").await
}

async fn offset(browser: &mut Browser, url: &str) -> usize {
    let answer = browser.send(Request::head(url).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 200);
    answer.header("upload-offset").parse().unwrap()
}

#[tokio::test]
async fn a_file_arrives_piece_by_piece_and_stands_on_the_page_of_its_paper() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let file = png();
    let url = created(&mut browser, &draft, "trang 1.png", file.len()).await;
    let half = file.len() / 2;
    let answer = send(&mut browser, &url, 0, &file[..half]).await;
    assert_eq!((answer.status, answer.header("upload-offset")), (204, half.to_string().as_str()));
    assert_eq!(offset(&mut browser, &url).await, half);

    // Sent again, or from somewhere else, it is refused, and nothing has moved.
    for wrong in [0, half - 1, half + 1] {
        let answer = send(&mut browser, &url, wrong, &file[..half]).await;
        assert_eq!(answer.status, 409, "{wrong}");
    }
    assert_eq!(offset(&mut browser, &url).await, half);
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(!papers.says("trang 1.png"), "half a file is no file");

    let answer = send(&mut browser, &url, half, &file[half..]).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    let said: Value = serde_json::from_str(browser.get(&url).await.text()).unwrap();
    assert_eq!((&said["state"], &said["name"]), (&"taken".into(), &"trang 1.png".into()));
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert!(papers.says("trang 1.png") && papers.says("1 trang · "));

    // Taken out, it is gone; a second one is handed in with the dossier.
    let kept = digest_of(&motcua_papers::take("a.png", &file).unwrap().bytes);
    let value = format!("giay-chung-sinh/{}", kept.0);
    assert!(papers.says(&value));
    browser.multipart(&format!("{draft}/papers"), &[("remove", &value)], &[]).await.location();
    assert!(!browser.get(&format!("{draft}/papers")).await.says("trang 1.png"));
    let paper = pdf("chung sinh");
    let url = created(&mut browser, &draft, "giấy.pdf", paper.len()).await;
    assert_eq!(send(&mut browser, &url, 0, paper).await.status, 204);
    let check = browser.get(&format!("{draft}/check")).await;
    assert!(check.says("giấy.pdf"));
    assert_eq!(kit.app.files.get(&digest_of(paper)).unwrap().as_deref(), Some(paper));
}

#[tokio::test]
async fn what_came_before_the_network_was_cut_is_kept_and_what_was_never_acknowledged_is_not() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let paper = pdf("mat mang giua chung");
    let url = created(&mut browser, &draft, "giấy.pdf", paper.len()).await;

    // The connection breaks behind 100 bytes of a longer piece.
    let cut = futures_util::stream::iter([
        Ok(paper[..60].to_vec()),
        Ok(paper[60..100].to_vec()),
        Err(std::io::Error::other("cut")),
    ]);
    piece(&mut browser, &url, 0, Body::from_stream(cut), "").await;
    assert_eq!(offset(&mut browser, &url).await, 100);

    // The machine dies behind a write that was not acknowledged.
    let id = url.strip_prefix("/uploads/").unwrap();
    let mut half = kit.app.files.arrive(id, 100).unwrap();
    half.write(b"never acknowledged").unwrap();
    drop(half);
    assert_eq!(offset(&mut browser, &url).await, 100);
    let answer = send(&mut browser, &url, 100, &paper[100..]).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(kit.app.files.get(&digest_of(paper)).unwrap().as_deref(), Some(paper));
}

#[tokio::test]
async fn what_somebody_began_to_send_is_ended_before_anybody_else_may_write() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let paper = pdf("di mat giua chung");
    let url = created(&mut browser, &draft, "giấy.pdf", paper.len()).await;

    // 100 bytes are on their way; the server asks for more, and the sender goes away.
    let (asked, is_asked) = tokio::sync::oneshot::channel();
    let (cut, is_cut) = tokio::sync::oneshot::channel::<()>();
    let more = async move {
        let _ = asked.send(());
        let _ = is_cut.await;
        Err(std::io::Error::other("cut"))
    };
    let first = futures_util::stream::once(std::future::ready(Ok(paper[..100].to_vec())));
    let body = Body::from_stream(first.chain(futures_util::stream::once(more)));
    let (mut leaving, path) = (kit.browser(), url.clone());
    let sending = tokio::spawn(async move { piece(&mut leaving, &path, 0, body, "").await });
    is_asked.await.unwrap();
    sending.abort();
    assert!(sending.await.err().is_some_and(|error| error.is_cancelled()));

    assert_eq!(send(&mut browser, &url, 0, &paper[..50]).await.status, 409, "it is still being taken in");
    cut.send(()).unwrap();
    // Whoever goes on asks how far it came, as often as they are told that it is too early.
    let answer = loop {
        let from = offset(&mut browser, &url).await;
        assert!(from == 0 || from == 100, "{from}");
        let answer = match from {
            0 => None,
            _ => Some(send(&mut browser, &url, from, &paper[from..]).await),
        };
        if let Some(answer) = answer.filter(|answer| answer.status != 409) {
            break answer;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(kit.app.files.get(&digest_of(paper)).unwrap().as_deref(), Some(paper));
}

#[tokio::test]
async fn a_piece_that_was_altered_on_its_way_does_not_count() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let paper = pdf("kiem tra");
    let url = created(&mut browser, &draft, "giấy.pdf", paper.len()).await;
    let checksum = format!("sha256 {}", STANDARD.encode(Sha256::digest(paper)));
    let mut altered = paper.to_vec();
    altered[50] ^= 1;
    let answer = piece(&mut browser, &url, 0, Body::from(altered), &checksum).await;
    assert_eq!(answer.status, 460);
    assert_eq!(offset(&mut browser, &url).await, 0);
    let answer = piece(&mut browser, &url, 0, Body::from(paper.to_vec()), "md5 eA==").await;
    assert_eq!(answer.status, 400);
    let answer = piece(&mut browser, &url, 0, Body::from(paper.to_vec()), &checksum).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
}

#[tokio::test]
async fn a_file_that_may_not_be_handed_in_is_refused_in_words_and_stays_refused() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let script = b"<html><script>alert(1)</script></html>";
    let url = created(&mut browser, &draft, "giấy.pdf", script.len()).await;
    let answer = send(&mut browser, &url, 0, script).await;
    let said: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!((answer.status, &said["code"]), (422, &"document.not-what-it-says".into()));
    assert!(said["sentence"].as_str().unwrap().contains("giấy.pdf"));
    let english: Value = serde_json::from_str(browser.get(&format!("{url}?lang=en")).await.text()).unwrap();
    assert_ne!(english["sentence"], said["sentence"]);
    let again = send(&mut browser, &url, script.len(), b"").await;
    assert_eq!((again.status, again.text()), (422, answer.text()), "and says so whenever it is sent on");
    let papers = browser.get(&format!("{draft}/papers")).await;
    assert_eq!(papers.main().matches("name=\"remove\"").count(), 1, "only the file that was there before");
    // More than was announced does not come in either.
    let url = created(&mut browser, &draft, "giấy.pdf", 10).await;
    assert_eq!(send(&mut browser, &url, 0, script).await.status, 413);
    assert_eq!(offset(&mut browser, &url).await, 0);
}

#[tokio::test]
async fn room_is_only_made_for_files_that_can_be_right() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let id = draft.strip_prefix("/submit/").unwrap();
    let table: [(usize, &str, &str, &str, u16); 7] = [
        (9, "a.pdf", "giay-chung-sinh", id, 201),
        (0, "a.pdf", "giay-chung-sinh", id, 422),
        (21 * 1024 * 1024, "a.pdf", "giay-chung-sinh", id, 413),
        (9, "a.exe", "giay-chung-sinh", id, 415),
        (9, "a.heic", "giay-chung-sinh", id, 422),
        (9, "a.pdf", "khong-co", id, 422),
        (9, "a.pdf", "giay-chung-sinh", "018f0000-0000-7000-8000-000000000000", 404),
    ];
    for (size, name, paper, draft, status) in table {
        let said = [("filename", name), ("paper", paper), ("draft", draft)];
        let answer = create(&mut browser, size, &said).await;
        assert_eq!(answer.status, status, "{name} {paper} {draft}: {}", answer.text());
    }
    let answer = create(&mut browser, 9, &[("filename", "a.pdf"), ("paper", "other")]).await;
    assert_eq!(answer.status, 401, "the counter needs an officer");
    let answer = create(&mut browser, 9, &[("filename", "a.pdf"), ("dossier", "H57.101-250714-0001")]).await;
    assert_eq!(answer.status, 404, "a supplement needs the secret of the receipt");
    let request = Request::post("/uploads").header("tus-resumable", "0.2.0");
    let answer = browser.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.header("tus-version")), (412, "1.0.0"));
    for url in ["/uploads/00", "/uploads/zz", &format!("/uploads/{}", "0".repeat(32))] {
        assert_eq!(browser.get(url).await.status, 404, "{url}");
    }
    // Room for half a gigabyte from one place at a time.
    let mut room = 0;
    for _ in 0..40 {
        let said = [("filename", "a.pdf"), ("paper", "other"), ("draft", id)];
        room += usize::from(create(&mut browser, 20 * 1024 * 1024, &said).await.status == 201);
    }
    assert_eq!(room, 24);
}

#[tokio::test]
async fn an_officers_upload_comes_back_to_the_form_as_a_kept_file() {
    let kit = Kit::at(MONDAY);
    kit.add_officer("quay", CENTRE, &[Duty::Reception]).await;
    let mut officer = kit.browser();
    officer.post("/officer/sign_in", &[("id", "quay"), ("password", crate::kit::PASSWORD)]).await.location();
    let paper = pdf("quet tai quay");
    let said = [("filename", "quét.pdf"), ("paper", "giay-chung-sinh")];
    let url = create(&mut officer, paper.len(), &said).await.header("location").to_string();
    assert_eq!(send(&mut officer, &url, 0, paper).await.status, 204);
    let told: Value = serde_json::from_str(officer.get(&url).await.text()).unwrap();
    assert!(told["token"].as_str().unwrap().contains("quét.pdf"));
    // Nor does an officer get it whose log-in name only ends alike.
    kit.add_officer("uay", CENTRE, &[Duty::Reception]).await;
    let mut other = kit.browser();
    other.post("/officer/sign_in", &[("id", "uay"), ("password", crate::kit::PASSWORD)]).await.location();
    for stranger in [&mut kit.browser(), &mut other] {
        let told: Value = serde_json::from_str(stranger.get(&url).await.text()).unwrap();
        assert_eq!((&told["state"], &told["token"]), (&Value::from("taken"), &Value::Null));
    }
}

#[tokio::test]
async fn uploads_that_nobody_goes_on_with_are_forgotten() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let stale = created(&mut browser, &draft, "a.pdf", 100).await;
    send(&mut browser, &stale, 0, b"%PDF-1.7").await;
    let paper = pdf("da gui");
    let whole = created(&mut browser, &draft, "b.pdf", paper.len()).await;
    send(&mut browser, &whole, 0, paper).await;
    kit.set_clock("2025-07-17T09:00");
    let fresh = created(&mut browser, &draft, "c.pdf", 100).await;
    assert_eq!(browser.get(&stale).await.status, 404);
    let id = stale.strip_prefix("/uploads/").unwrap();
    assert!(kit.app.files.arrived(id).is_err(), "its bytes are gone too");
    assert_eq!(browser.get(&whole).await.status, 200, "what is whole is kept as long as the draft");
    let request = Request::delete(&fresh).header("tus-resumable", "1.0.0");
    assert_eq!(browser.send(request.body(Body::empty()).unwrap()).await.status, 204);
    assert_eq!(browser.get(&fresh).await.status, 404);
}

#[tokio::test]
async fn what_is_sent_for_a_supplement_waits_for_the_form_and_goes_with_it() {
    use motcua_core::dossier::{Accept, AskSupplement, WrongItem};
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = crate::steps::birth(&kit, &mut browser).await;
    let lan = crate::steps::officer(&kit).await;
    let code = receipt.stored(&kit).code().clone();
    crate::steps::does(&kit, &lan, Accept::of(code.clone())).await;
    let items = vec![WrongItem { about: Default::default(), why: "Thiếu trang 2".into() }];
    let ask = AskSupplement { code: code.clone(), items, complete: true, why_again: String::new() };
    crate::steps::does(&kit, &lan, ask.clone()).await;

    let paper = pdf("trang 2");
    let said = [
        ("filename", "trang 2.pdf"),
        ("paper", "giay-chung-sinh"),
        ("dossier", receipt.code.as_str()),
        ("key", receipt.key.as_str()),
    ];
    let url = create(&mut browser, paper.len(), &said).await.header("location").to_string();
    assert_eq!(send(&mut browser, &url, 0, paper).await.status, 204);
    let path = receipt.dossier("/supplement");
    let page = browser.get(&path).await;
    assert!(page.says("trang 2.pdf") && !receipt_files(&kit, &receipt).contains(&"trang 2.pdf".to_string()));
    let key = page.value_of("form_key").unwrap().to_string();
    browser.multipart(&path, &[("form_key", &key), ("note", "")], &[]).await.location();
    assert!(receipt_files(&kit, &receipt).contains(&"trang 2.pdf".to_string()));
    assert_eq!(browser.get(&url).await.status, 404, "it is handed in and waits no more");

    // Asked once more; the first form, sent again from an old tab, takes nothing of what came since.
    let again = AskSupplement { why_again: "Trang 3 cũng thiếu".into(), ..ask };
    crate::steps::does(&kit, &lan, again.clone()).await;
    let later = pdf("trang 3");
    let said = [("filename", "trang 3.pdf"), said[1], said[2], said[3]];
    let url = create(&mut browser, later.len(), &said).await.header("location").to_string();
    assert_eq!(send(&mut browser, &url, 0, later).await.status, 204);
    browser.multipart(&path, &[("form_key", &key), ("note", "")], &[]).await;
    assert_eq!(browser.get(&url).await.status, 200);
    assert!(browser.get(&path).await.says("trang 3.pdf"));
}

fn receipt_files(kit: &Kit, receipt: &crate::steps::Receipt) -> Vec<String> {
    let dossier = receipt.stored(kit);
    let files = dossier.submission.papers.iter().flat_map(|paper| &paper.files);
    files.map(|file| file.name.clone()).collect()
}

#[tokio::test]
async fn people_behind_one_proxy_have_each_their_own_room() {
    use axum::extract::ConnectInfo;
    use motcua_edge::proxies::Proxies;
    let kit = Kit::with(MONDAY, Default::default(), |server| {
        server.proxies = Proxies::parse("127.0.0.1").unwrap();
    });
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let id = draft.strip_prefix("/submit/").unwrap();
    let said = [("filename", "a.pdf"), ("paper", "other"), ("draft", id)];
    let room = |from: &str| kit.app.read(|rows| upload::open_bytes(rows, from)).unwrap().0;
    for (peer, told) in
        [("127.0.0.1", "203.0.113.7"), ("127.0.0.1", "203.0.113.8"), ("192.0.2.1", "203.0.113.8")]
    {
        let request = Request::post("/uploads")
            .header("tus-resumable", "1.0.0")
            .header("x-forwarded-for", told)
            .header("upload-length", 100)
            .header("upload-metadata", metadata(&said))
            .extension(ConnectInfo(std::net::SocketAddr::new(peer.parse().unwrap(), 5000)));
        assert_eq!(browser.send(request.body(Body::empty()).unwrap()).await.status, 201);
    }
    assert_eq!((room("203.0.113.7"), room("203.0.113.8")), (100, 100));
    assert_eq!((room("192.0.2.1"), room("127.0.0.1")), (100, 0), "a stranger's word is not taken");
}
