//! Files that come in pieces at the very moment at which what they belong to is handed in:
//! what was acknowledged is in the dossier, what was too late is told so.

use super::{MONDAY, create, created, receipt_files, send};
use crate::kit::papers::pdf;
use crate::kit::{Browser, Kit};
use crate::steps::{Receipt, birth_draft};
use motcua_core::dossier::{Accept, AskSupplement, DossierId, WrongItem};
use motcua_core::law::Policy;
use motcua_edge::app::App;
use motcua_store::upload::{self, Upload, UploadState};
use motcua_store::{Keep, Written, draft};
use serde_json::Value;
use std::sync::{Arc, Mutex};

type Other = Box<dyn FnOnce(&App) -> Keep + Send>;
type Waiting = Arc<Mutex<Option<(Arc<App>, Other)>>>;

/// A server, and what somebody else writes between the reading and the writing of the next
/// request that acts.
fn with_another() -> (Kit, Waiting) {
    let waiting: Waiting = Arc::default();
    let other = waiting.clone();
    let kit = Kit::with(MONDAY, Policy::default(), move |server| {
        let clock = std::mem::replace(&mut server.clock, Box::new(|| unreachable!()));
        let asked = Mutex::new(0);
        server.clock = Box::new(move || {
            // A request asks for the time when it begins, and when it acts on what it read.
            let quicker = {
                let (mut waiting, mut asked) = (other.lock().unwrap(), asked.lock().unwrap());
                *asked = if waiting.is_some() { *asked + 1 } else { 0 };
                if *asked == 2 { waiting.take() } else { None }
            };
            if let Some((app, write)) = quicker {
                let quicker = std::thread::spawn(move || {
                    let rows = write(&app);
                    assert!(matches!(app.store.keep(rows).wait().unwrap(), Written::Done(_)));
                });
                quicker.join().unwrap();
            }
            clock()
        });
    });
    (kit, waiting)
}

/// Takes in this file for an upload.
fn takes_in(url: &str, name: &'static str, bytes: &'static [u8]) -> Other {
    let id = id_of(url);
    Box::new(move |app| {
        let file = app.keep_file(&motcua_papers::take(name, bytes).unwrap()).unwrap();
        upload::settled(&id, UploadState::Taken, &serde_json::to_string(&file).unwrap(), app_now())
    })
}

fn app_now() -> motcua_core::Moment {
    motcua_core::Moment::parse(MONDAY).unwrap()
}

fn id_of(url: &str) -> [u8; 16] {
    let hex = url.strip_prefix("/uploads/").unwrap();
    std::array::from_fn(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap())
}

async fn told(browser: &mut Browser, url: &str) -> Value {
    serde_json::from_str(browser.get(url).await.text()).unwrap()
}

#[tokio::test]
async fn a_file_that_is_taken_while_the_draft_is_handed_in_is_in_the_dossier() {
    let (kit, another) = with_another();
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let paper = pdf("den vao phut chot");
    let url = created(&mut browser, &draft, "phút chót.pdf", paper.len()).await;
    *another.lock().unwrap() = Some((kit.app.clone(), takes_in(&url, "phút chót.pdf", paper)));
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    assert!(another.lock().unwrap().is_none(), "somebody else was quicker");
    assert_eq!(receipt_files(&kit, &receipt), ["giấy chứng sinh.pdf", "phút chót.pdf"]);
    assert!(browser.get(&receipt.href).await.says("phút chót.pdf"));
    assert_eq!(browser.get(&url).await.status, 404, "it is handed in and waits no more");
    // Pressed again, and from another tab, it is the same dossier.
    assert_eq!(browser.post(&format!("{draft}/check"), &[]).await.location(), receipt.href);
    assert_eq!(browser.get(&format!("{draft}/papers")).await.location(), receipt.href);
}

#[tokio::test]
async fn what_another_device_saves_while_the_draft_is_handed_in_counts() {
    let (kit, another) = with_another();
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let id = DossierId::parse(draft.strip_prefix("/submit/").unwrap()).unwrap();
    let saves: Other = Box::new(move |app| {
        let body = app.read(|rows| draft::get(rows, id)).unwrap().unwrap().body;
        let after = body.replace("12 Lê Lợi", "14 Lê Lợi");
        assert_ne!(body, after);
        draft::save(id, &body, &after, app_now())
    });
    *another.lock().unwrap() = Some((kit.app.clone(), saves));
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    assert!(receipt.stored(&kit).submission.applicant.address.contains("14 Lê Lợi"));
}

#[tokio::test]
async fn a_file_that_comes_too_late_is_told_so_and_never_taken() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let draft = birth_draft(&kit, &mut browser).await;
    let paper = pdf("den muon");
    let url = created(&mut browser, &draft, "muộn.pdf", paper.len()).await;
    assert_eq!(send(&mut browser, &url, 0, &paper[..50]).await.status, 204);
    assert!(kit.has_arriving());
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    assert!(!kit.has_arriving(), "what came of it takes no room");
    let answer = send(&mut browser, &url, 50, &paper[50..]).await;
    let said: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!((answer.status, &said["code"]), (422, &"document.too-late".into()));
    assert_eq!(told(&mut browser, &url).await["state"], "refused");
    assert_eq!(receipt_files(&kit, &receipt), ["giấy chứng sinh.pdf"]);

    // Room that was made in the moment after it.
    let id = draft.strip_prefix("/submit/").unwrap();
    let made = Upload {
        id: [9; 16],
        owner: format!("draft:{id}"),
        origin: String::new(),
        paper: "giay-chung-sinh".into(),
        name: "muộn.pdf".into(),
        size: paper.len() as u64,
        received: 0,
        state: UploadState::Open,
        result: String::new(),
    };
    kit.app.store.keep(upload::add(&made, kit.app.now())).done().await.unwrap();
    let url = format!("/uploads/{}", made.hex());
    let answer = send(&mut browser, &url, 0, paper).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert_eq!(told(&mut browser, &url).await["code"], "document.too-late");
    kit.set_clock("2025-07-17T09:00");
    let other = birth_draft(&kit, &mut browser).await;
    created(&mut browser, &other, "a.pdf", 10).await;
    assert_eq!(browser.get(&url).await.status, 404, "nobody needs to read that for a month");
}

#[tokio::test]
async fn the_same_holds_for_a_supplement() {
    let (kit, another) = with_another();
    let mut browser = kit.browser();
    let receipt = crate::steps::birth(&kit, &mut browser).await;
    let lan = crate::steps::officer(&kit).await;
    let code = receipt.stored(&kit).code().clone();
    crate::steps::does(&kit, &lan, Accept::of(code.clone())).await;
    let items = vec![WrongItem { about: Default::default(), why: "Thiếu trang 2".into() }];
    let ask = AskSupplement { code, items, complete: true, why_again: String::new() };
    crate::steps::does(&kit, &lan, ask.clone()).await;

    let (second, third) = (pdf("trang 2"), pdf("trang 3"));
    let mut urls = Vec::new();
    for (name, bytes) in [("trang 2.pdf", second), ("trang 3.pdf", third)] {
        let said = [
            ("filename", name),
            ("paper", "giay-chung-sinh"),
            ("dossier", receipt.code.as_str()),
            ("key", receipt.key.as_str()),
        ];
        urls.push(create(&mut browser, bytes.len(), &said).await.header("location").to_string());
    }
    let path = receipt.dossier("/supplement");
    let key = browser.get(&path).await.value_of("form_key").unwrap().to_string();
    *another.lock().unwrap() = Some((kit.app.clone(), takes_in(&urls[0], "trang 2.pdf", second)));
    let fields = [("form_key", key.as_str()), ("note", "Xin gửi trang 2")];
    browser.multipart(&path, &fields, &[]).await.location();
    assert!(another.lock().unwrap().is_none(), "somebody else was quicker");
    assert!(receipt_files(&kit, &receipt).contains(&"trang 2.pdf".to_string()));
    assert_eq!(send(&mut browser, &urls[1], 0, third).await.status, 422);
    assert_eq!(told(&mut browser, &urls[1]).await["code"], "document.too-late");
}

#[tokio::test]
async fn what_was_sent_for_a_supplement_that_somebody_else_enters_is_told_so() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let receipt = crate::steps::birth(&kit, &mut browser).await;
    let lan = crate::steps::officer(&kit).await;
    let code = receipt.stored(&kit).code().clone();
    crate::steps::does(&kit, &lan, Accept::of(code.clone())).await;
    let items = vec![WrongItem { about: Default::default(), why: "Thiếu trang 2".into() }];
    let ask = AskSupplement { code, items, complete: true, why_again: String::new() };
    crate::steps::does(&kit, &lan, ask.clone()).await;
    let second = pdf("trang 2");
    let said = [
        ("filename", "trang 2.pdf"),
        ("paper", "giay-chung-sinh"),
        ("dossier", receipt.code.as_str()),
        ("key", receipt.key.as_str()),
    ];
    let url = create(&mut browser, second.len(), &said).await.header("location").to_string();
    assert_eq!(send(&mut browser, &url, 0, second).await.status, 204);
    let waiting = create(&mut browser, second.len(), &said).await.header("location").to_string();

    // The person goes to the counter with the paper instead.
    let mut officer = kit.browser();
    officer.post("/officer/sign_in", &[("id", "lan"), ("password", crate::kit::PASSWORD)]).await.location();
    let page = format!("/officer/dossiers/{}/supplement", receipt.code);
    let form = officer.get(&page).await;
    let fields = [
        ("key", form.value_of("key").unwrap().to_string()),
        ("seq", form.value_of("seq").unwrap().to_string()),
        ("note", "Đã mang trang 2 đến quầy".to_string()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    officer.multipart(&page, &fields, &[]).await.location();
    for url in [&url, &waiting] {
        assert_eq!(told(&mut browser, url).await["code"], "document.too-late");
    }
    let again = AskSupplement { why_again: "Trang 3 cũng thiếu".into(), ..ask };
    crate::steps::does(&kit, &lan, again.clone()).await;
    assert!(
        !browser.get(&receipt.dossier("/supplement")).await.says("trang 2.pdf"),
        "it goes with nothing later"
    );
}
