//! The paper with which a dossier ends: drafted, seen, decided under its number, issued, checked by
//! whoever holds it.

use crate::kit::{Answer, Kit};
use crate::office::{Office, PAGE_BYTES_MAX};
use motcua_core::Halt;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{DossierCode, Verb::*};
use motcua_edge::seals::{Seals, ToSeal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const MARITAL: &str = "1.004873";
pub const TEMPLATE: &str = "xac-nhan-hon-nhan.1";

/// Seals that show how often they were asked.
#[derive(Default)]
struct Sealing(Arc<AtomicUsize>);

impl Seals for Sealing {
    fn has(&self, _: &AgencyCode) -> bool {
        true
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        assert!(paper.mark.is_some(), "where the signer signs");
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Some([paper.pdf, b"\n"].concat()))
    }
}

/// An office whose agency has the key of a seal here.
/// Said where a paper that was signed by hand is sealed without its scan.
pub const UNSCANNED: [(&str, &str); 1] = [("unscanned", "máy quét hỏng từ hôm qua")];

pub async fn sealing() -> Office {
    counted().await.0
}

/// The same, and how often the key was used.
async fn counted() -> (Office, Arc<AtomicUsize>) {
    let used = Arc::new(AtomicUsize::new(0));
    let seals = Box::new(Sealing(used.clone()));
    let kit = Kit::with("2025-07-14T09:00", Default::default(), |server| server.seals = seals);
    (Office::of(kit).await, used)
}

/// A request for a certificate of marital status that lies at the case officer.
pub async fn at_the_case_officer(office: &Office) -> DossierCode {
    let code = office.submitted_of(MARITAL, "default", "Phan Anh Đức").await;
    office.carry_on(&code, &[Accept, Forward]).await;
    code
}

fn drafting(code: &DossierCode) -> String {
    format!("/officer/dossiers/{code}/draft_result?template={TEMPLATE}")
}

const SAID: [(&str, &str); 4] = [
    ("say.identity", "Thẻ căn cước số 046096004471"),
    ("say.status", "Đã ly hôn, hiện tại chưa đăng ký kết hôn với ai"),
    ("say.purpose", "đăng ký kết hôn với bà Lê Thị Ngọc Lan"),
    ("say.checked", ""),
];

/// Drafted by the case officer and forwarded; it lies at the leader.
pub async fn at_the_leader(office: &Office) -> DossierCode {
    let code = at_the_case_officer(office).await;
    let saved = office.browser("thuly").await.fills_in(&drafting(&code), &SAID).await;
    assert_eq!(saved.location(), format!("/officer/dossiers/{code}/draft_result?saved=1#paper"));
    office.carry_on(&code, &[Forward]).await;
    code
}

/// Approved by the leader.
pub async fn deciding(office: &Office, code: &DossierCode) -> Answer {
    let form = [("outcome", "approved"), ("capacity", "deputy")];
    office.browser("lanhdao").await.fills_in(&format!("/officer/dossiers/{code}/decide"), &form).await
}

/// Drafted by the case officer, decided by the leader; it lies at the registry.
pub async fn decided(office: &Office) -> DossierCode {
    let code = at_the_leader(office).await;
    let done = deciding(office, &code).await;
    assert_eq!(done.location(), format!("/officer/dossiers/{code}?done=decide"));
    code
}

#[tokio::test]
async fn a_case_officer_drafts_from_what_is_known_and_sees_it_as_it_will_be() {
    let office = Office::open().await;
    let code = at_the_case_officer(&office).await;
    let mut browser = office.browser("thuly").await;
    assert!(browser.get(&format!("/officer/dossiers/{code}")).await.says("draft_result"));
    let page = browser.get(&drafting(&code)).await;
    assert!(page.says("Phan Anh Đức") && page.says("30/07/1996"), "known from the answers");
    assert!(page.value_of("say.name").is_none(), "what is known is not typed");
    assert!(page.body.len() < PAGE_BYTES_MAX);

    let empty = browser.fills_in(&drafting(&code), &[("say.purpose", ""), SAID[0], SAID[1]]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.says("Hãy ghi “") && empty.says(SAID[1].1), "what was typed stays");
    let strange = browser.fills_in(&drafting(&code), &[SAID[0], ("say.status", "李"), SAID[2]]).await;
    assert!(strange.status == 422 && strange.says("Không in được chữ “李”"), "{}", strange.text());

    browser.fills_in(&drafting(&code), &SAID).await.location();
    let kept = browser.get(&format!("/officer/dossiers/{code}/draft_result?saved=1")).await;
    for said in ["DỰ THẢO", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "PHAN ANH ĐỨC", "Số: ……/UBND-XNTTHN"]
    {
        assert!(kept.says(said), "{said}");
    }
    let pdf = browser.get(&format!("/officer/dossiers/{code}/deed.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
    assert!(pdf.body.starts_with(b"%PDF-1.7"));
}

#[tokio::test]
async fn the_decision_numbers_it_and_the_registry_issues_it_as_it_stands() {
    let office = sealing().await;
    let first = decided(&office).await;
    let second = decided(&office).await;
    for (code, number) in [(&first, "01/UBND-XNTTHN"), (&second, "02/UBND-XNTTHN")] {
        let deed = office.now(code).deed.unwrap();
        assert_eq!(deed.number_and_symbol(), number);
    }
    let mut registry = office.browser("vanthu").await;
    let page = format!("/officer/dossiers/{first}/issue");
    assert!(registry.get(&page).await.says("01/UBND-XNTTHN"), "there is nothing to type");
    // The print has no signature: without its scan it is sealed only where somebody says why.
    for said in [&[][..], &[("unscanned", "x")]] {
        let refused = registry.fills_in(&page, said).await;
        assert_eq!((refused.status, office.now(&first).issued.is_none()), (422, true), "{said:?}");
        assert!(said.is_empty() != refused.says("unscanned-error"), "{}", refused.main());
        assert!(!said.is_empty() || refused.says("hãy gắn bản quét đã ký"), "{}", refused.main());
    }
    registry.fills_in(&page, &UNSCANNED).await.location();
    let history = registry.get(&format!("/officer/dossiers/{first}")).await;
    assert!(history.says("không có bản quét chữ ký: máy quét hỏng"), "{}", history.main());
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&first));
    let own = office.kit.browser().get(&format!("/dossiers/{first}?key={secret}")).await;
    assert!(own.status == 200 && !own.says("máy quét hỏng"), "it is the office's own business");
    let issued = office.now(&first);
    assert_eq!(issued.issued.as_ref().unwrap().number, "01/UBND-XNTTHN");
    let file = &issued.result.as_ref().unwrap().files[0];
    assert!(file.name.ends_with("01-UBND-XNTTHN.pdf"), "{}", file.name);
    let kept = office.kit.app.files.get(&file.digest).unwrap().unwrap();
    assert!(kept.starts_with(b"%PDF-1.7"));

    // A scan of the signed paper is issued in its stead.
    let page = format!("/officer/dossiers/{second}/issue");
    let carried = registry.get(&page).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    let scan = crate::kit::papers::pdf("ký và đóng dấu");
    registry.multipart(&page, &carried, &[("paper.result", "da-ky.pdf", scan)]).await.location();
    let files = office.now(&second).result.unwrap().files;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["da-ky.pdf"]);
}

#[tokio::test]
async fn anybody_checks_it_by_its_code_and_who_knows_whose_it_is_reads_it() {
    let office = sealing().await;
    let code = decided(&office).await;
    let check = office.now(&code).deed.unwrap().check;
    let address = format!("/verify/{}", check.as_str());
    let mut anybody = office.kit.browser();
    let early = anybody.get(&address).await;
    assert!(early.says("Đã ký, chưa phát hành") && !early.says("Phan Anh Đức"), "{}", early.text());
    office
        .browser("vanthu")
        .await
        .fills_in(&format!("/officer/dossiers/{code}/issue"), &UNSCANNED)
        .await
        .location();

    let typed = check.to_string().to_lowercase().replace('-', " ");
    let asked: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    assert_eq!(anybody.get(&format!("/verify?code={asked}")).await.location(), address);
    let found = anybody.get(&address).await;
    for said in ["Có giá trị", "01/UBND-XNTTHN", "P… … …", "14/01/2026", "Người ký", "(ký tay trên bản giấy)"]
    {
        assert!(found.says(said), "{said}: {}", found.text());
    }
    assert!(!found.says("Phan Anh Đức") && !found.says("046"));
    let read = anybody.post(&address, &[("name", "Phan Anh Đức")]).await.body;
    let other = [&read[..], b" "].concat();
    let sent: [(&str, &str, &[u8]); 3] = [
        ("file", "đúng.pdf", &read),
        ("file", "sửa.pdf", &other),
        ("file", "khác.pdf", crate::kit::papers::pdf("khac")),
    ];
    let checked = anybody.multipart("/verify", &[], &sent).await;
    let text = checked.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(place("đúng.pdf") < place("Có giá trị") && place("Có giá trị") < place("sửa.pdf"));
    assert!(place("sửa.pdf") < place("Khác bản đã phát hành"));
    assert!(place("khác.pdf") < place("không mang mã kiểm tra"));
    let dossier = office.now(&code);
    let made = dossier.deed.as_ref().unwrap();
    let held = motcua_told::deed::code_text(&office.kit.app, made, "Phan Anh Đức");
    let photograph = crate::kit::papers::png_of_code(&held);
    let shown = anybody.multipart("/verify", &[], &[("file", "anh.png", &photograph)]).await;
    for said in ["Đọc được mã", "01/UBND-XNTTHN", "Có giá trị", "so số, ngày, cơ quan"] {
        assert!(shown.says(said), "{said}: {}", shown.text());
    }
    assert!(!shown.says("Phan Anh Đức"));
    let blank = anybody.multipart("/verify", &[], &[("file", "anh.png", &crate::kit::papers::png())]).await;
    assert!(blank.says("không đọc được mã trên ảnh"), "{}", blank.text());
    let many = [("file", "x.pdf", crate::kit::papers::pdf("khac")); 101];
    let refused = anybody.multipart("/verify", &[], &many).await;
    assert!(refused.status == 422 && refused.says("nhiều nhất 100 tệp"), "{}", refused.text());
    let wrong = anybody.post(&address, &[("name", "Phan Anh Đạo")]).await;
    assert!(wrong.status == 422 && wrong.says("Họ tên không khớp"), "{}", wrong.text());
    let read = anybody.post(&address, &[("name", " phan anh duc ")]).await;
    assert_eq!((read.status, read.header("content-type")), (200, "application/pdf"));
}

#[tokio::test]
async fn a_code_that_nobody_has_is_said_to_be_none_and_a_slip_is_said_to_be_one() {
    let office = Office::open().await;
    let mut anybody = office.kit.browser();
    let slip = anybody.get("/verify?code=7K2M-9QXT").await;
    assert!(slip.status == 422 && slip.says("7K2M-9QXT"), "{}", slip.text());
    let unknown = motcua_core::deed::CheckCode::drawn([1; 10]);
    let none = anybody.get(&format!("/verify/{}", unknown.as_str())).await;
    assert!(none.status == 404 && none.says("Không có giấy nào"), "{}", none.text());
}

#[tokio::test]
async fn what_the_registry_hands_back_counts_no_more_and_its_number_is_not_given_again() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let check = office.now(&code).deed.unwrap().check;
    office.carry_on(&code, &[HandBack]).await;
    let gone = office.kit.browser().get(&format!("/verify/{}", check.as_str())).await;
    assert!(gone.status == 410 && gone.says("đã bị bỏ"), "{}", gone.text());
    let next = decided(&office).await;
    assert_eq!(office.now(&next).deed.unwrap().number, 2, "a gap, never a number twice");
}

#[tokio::test]
async fn a_list_is_signed_in_one_capacity_and_issued_with_the_numbers_that_were_drawn() {
    let office = sealing().await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let code = at_the_case_officer(&office).await;
        office.browser("thuly").await.fills_in(&drafting(&code), &SAID).await.location();
        office.carry_on(&code, &[Forward]).await;
        codes.push(code);
    }
    let items = |office: &Office| -> Vec<String> {
        codes.iter().map(|code| format!("{code} {}", office.now(code).seq)).collect()
    };
    let mut leader = office.browser("lanhdao").await;
    let listed = items(&office);
    let ticked: Vec<(&str, &str)> = listed.iter().map(|item| ("item", item.as_str())).collect();
    let without = [&ticked[..], &[("outcome", "approved")]].concat();
    let list = leader.get("/officer/batch/decide").await;
    for code in &codes {
        let paper = format!("/officer/dossiers/{code}/deed.pdf");
        assert!(list.text().contains(&paper), "nobody signs what they cannot see: {}", list.text());
        assert_eq!(leader.get(&paper).await.status, 200);
    }
    let refused = leader.fills_in("/officer/batch/decide", &without).await;
    assert!(refused.says("ký với tư cách nào"), "{}", refused.text());
    let with = [&ticked[..], &[("outcome", "approved"), ("capacity", "head")]].concat();
    leader.fills_in("/officer/batch/decide", &with).await;
    let numbers: Vec<u32> = codes.iter().map(|code| office.now(code).deed.unwrap().number).collect();
    assert_eq!(numbers, [1, 2]);
    let listed = items(&office);
    let ticked: Vec<(&str, &str)> = listed.iter().map(|item| ("item", item.as_str())).collect();
    let fields = [&ticked[..], &[("number", ""), ("book", "Sổ văn bản đi")]].concat();
    let mut registry = office.browser("vanthu").await;
    let refused = registry.fills_in("/officer/batch/issue", &fields).await;
    assert!(refused.says("hãy gắn bản quét đã ký"), "{}", refused.main());
    assert!(codes.iter().all(|code| office.now(code).issued.is_none()));
    let fields = [&fields[..], &UNSCANNED].concat();
    registry.fills_in("/officer/batch/issue", &fields).await;
    for (code, number) in codes.iter().zip(["01/UBND-XNTTHN", "02/UBND-XNTTHN"]) {
        let issued = office.now(code);
        assert_eq!(issued.issued.unwrap().number, number);
        assert_eq!(issued.result.unwrap().files.len(), 1);
    }
}

/// Everybody who meets a paper, with mistakes on the way.
pub async fn walk(office: Office) {
    let code = at_the_case_officer(&office).await;
    let mut officer = office.browser("thuly").await;
    officer.get(&drafting(&code)).await;
    officer.fills_in(&drafting(&code), &[("say.purpose", ""), ("say.status", "")]).await;
    officer.fills_in(&drafting(&code), &SAID).await.location();
    for page in ["/draft_result?saved=1", ""] {
        officer.get(&format!("/officer/dossiers/{code}{page}")).await;
    }
    office.carry_on(&code, &[Forward]).await;
    let decide = format!("/officer/dossiers/{code}/decide");
    let mut leader = office.browser("lanhdao").await;
    leader.fills_in(&decide, &[("outcome", "approved")]).await;
    leader.get("/officer/batch/decide").await;
    leader.fills_in(&decide, &[("outcome", "approved"), ("capacity", "authorised")]).await.location();
    let address = format!("/verify/{}", office.now(&code).deed.unwrap().check.as_str());
    let mut anybody = office.kit.browser();
    anybody.get(&address).await;
    let mut registry = office.browser("vanthu").await;
    registry.fills_in(&format!("/officer/dossiers/{code}/issue"), &[]).await.location();
    registry.get("/officer/work").await;
    let book: String =
        form_urlencoded::byte_serialize("Sổ cấp Giấy xác nhận tình trạng hôn nhân".as_bytes()).collect();
    for page in ["/officer/books".to_string(), format!("/officer/books?book={book}&year=2025")] {
        registry.get(&page).await;
    }
    let compare = address.replace("/verify/", "/officer/compare_print/");
    registry.get(&compare).await;
    let read = registry.get(&format!("/officer/dossiers/{code}/deed.pdf")).await.body;
    let other = at_the_leader(&office).await;
    deciding(&office, &other).await;
    let other = registry.get(&format!("/officer/dossiers/{other}/deed.pdf")).await.body;
    for sent in [&read[..], &other, &crate::kit::papers::png()] {
        let name = if sent.starts_with(b"%PDF") { "in.pdf" } else { "anh.png" };
        registry.multipart(&compare, &[("first", "1")], &[("file", name, sent)]).await;
    }
    registry.multipart(&compare, &[("first", "1")], &[]).await;
    for page in ["/verify", "/verify?code=x", "/verify/0", &address] {
        anybody.get(page).await;
    }
    anybody.multipart("/verify", &[], &[]).await;
    anybody.multipart("/verify", &[], &[("file", "x.pdf", crate::kit::papers::pdf("x"))]).await;
    anybody.post(&address, &[("name", "")]).await;
    let secret = motcua_edge::secret::secret_of(&office.kit.app.receipt_key, &office.now(&code));
    anybody.get(&format!("/dossiers/{code}?key={secret}")).await;
    office.kit.set_clock("2026-08-14T09:00");
    anybody.get(&address).await;
}

#[tokio::test]
async fn the_book_lists_what_was_numbered_and_is_printed_whole() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let mut registry = office.browser("vanthu").await;
    assert!(registry.get("/officer/books").await.says("Sổ cấp Giấy xác nhận tình trạng hôn nhân"));
    let book = "book=S%E1%BB%95+c%E1%BA%A5p+Gi%E1%BA%A5y+x%C3%A1c+nh%E1%BA%ADn+t%C3%ACnh+tr%E1%BA%A1ng+h%C3%B4n+nh%C3%A2n&year=2025";
    let page = registry.get(&format!("/officer/books?{book}")).await;
    assert!(page.says("01/UBND-XNTTHN") && page.says("chờ phát hành"), "{}", page.text());
    assert!(page.says(&code.to_string()));
    let print = registry.get(&format!("/officer/books.pdf?{book}")).await;
    assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"));
    let refused = office.browser("quay").await.get(&format!("/officer/books?{book}")).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_template_is_seen_before_it_is_used_and_one_in_use_stays() {
    let kit = crate::kit::Kit::at("2025-07-14T09:00");
    let mut keeper = crate::manage::keeper(&kit).await;
    let path = format!("deeds/{TEMPLATE}.toml");
    let seen = keeper.get(&format!("/manage/deeds/{TEMPLATE}")).await;
    assert!(seen.says("DỰ THẢO") && seen.says("answers.nguoi.ho_ten"), "{}", seen.text());
    let print = keeper.get(&format!("/manage/deeds/{TEMPLATE}.pdf")).await;
    assert!(print.body.starts_with(b"%PDF-1.7"));
    let text = kit.app.books.text(&path).unwrap().to_string();
    let other = text.replace("# GIẤY XÁC NHẬN", "# GIẤY CHỨNG NHẬN");
    let refused = crate::manage::checks(&mut keeper, &[crate::manage::file(&path, other.clone())]).await;
    assert!(refused.says("effective_to"), "{}", refused.text());
    let next = other.replace("hon-nhan.1\"", "hon-nhan.2\"").replace("2025-07-01", "2025-08-01");
    let next = crate::manage::file("deeds/xac-nhan-hon-nhan.2.toml", next);
    let seen = crate::manage::checks(&mut keeper, &[next]).await;
    assert!(seen.says("Giấy theo mẫu mới") && seen.says("GIẤY CHỨNG NHẬN"), "{}", seen.text());
    let shown = seen.text();
    let from = shown.find("Khác mẫu trước").expect("it follows another");
    let lines = |tag: &str| {
        shown[from..]
            .split(&format!("<{tag} lang=\"vi\">"))
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap_or_default().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("del"), ["GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"]);
    assert_eq!(lines("ins"), ["GIẤY CHỨNG NHẬN TÌNH TRẠNG HÔN NHÂN"]);
    let broken = text.replace("hon-nhan.1\"", "hon-nhan.3\"").replace("{purpose}", "{purpos}");
    let broken = crate::manage::file("deeds/xac-nhan-hon-nhan.3.toml", broken);
    let seen = crate::manage::checks(&mut keeper, &[broken]).await;
    assert!(seen.says("Không có trường “purpos”"), "{}", seen.text());
}

#[tokio::test]
async fn a_key_signs_nothing_for_whoever_may_not_issue_and_nothing_beside_a_scan() {
    let (office, used) = counted().await;
    let code = decided(&office).await;
    let page = format!("/officer/dossiers/{code}/issue");
    let before = office.now(&code);
    let key = ("key", "0123456789abcdef0123456789abcdef");
    let seq = before.seq.to_string();
    let refused = office.browser("quay").await.post(&page, &[key, ("seq", &seq)]).await;
    assert_ne!(refused.status, 303);
    assert_eq!((office.now(&code), used.load(Ordering::Relaxed)), (before, 0));
    let mut registry = office.browser("vanthu").await;
    let carried = registry.get(&page).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    let scan = crate::kit::papers::pdf("da ky");
    registry.multipart(&page, &carried, &[("paper.result", "da-ky.pdf", scan)]).await.location();
    assert_eq!(used.load(Ordering::Relaxed), 0, "the scan is the paper");
}

#[tokio::test]
async fn without_a_key_here_there_is_only_the_paper_and_what_one_may_compare_it_with() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let page = format!("/officer/dossiers/{code}/issue");
    let mut registry = office.browser("vanthu").await;
    assert!(registry.get(&page).await.says("chưa có con dấu số"));
    registry.fills_in(&page, &[]).await.location();
    assert_eq!(office.now(&code).result, None, "what nobody signed is no paper");
    let check = office.now(&code).deed.unwrap().check;
    let address = format!("/verify/{}", check.as_str());
    let read = office.kit.browser().post(&address, &[("name", "Phan Anh Đức")]).await;
    assert_eq!(read.header("content-type"), "application/pdf");
}

#[tokio::test]
async fn of_a_book_that_is_counted_here_nobody_types_a_number() {
    let office = Office::open().await;
    let code = office.submitted_of(MARITAL, "default", "Phan Anh Đức").await;
    office.carry_on(&code, &[Accept, Forward, Forward, Decide]).await;
    let entry = [
        ("number", "01/UBND-XNTTHN"),
        ("book", "Sổ cấp Giấy xác nhận tình trạng hôn nhân"),
        ("day.day", "14"),
        ("day.month", "7"),
        ("day.year", "2025"),
    ];
    let page = format!("/officer/dossiers/{code}/issue");
    let refused = office.browser("vanthu").await.fills_in(&page, &entry).await;
    assert!(refused.status == 422 && refused.says("do hệ thống cấp"), "{}", refused.text());
}

#[tokio::test]
async fn who_guesses_the_name_behind_a_code_is_stopped() {
    let office = Office::open().await;
    let code = decided(&office).await;
    let address = format!("/verify/{}", office.now(&code).deed.unwrap().check.as_str());
    let mut guesser = office.kit.browser();
    let mut last = 0;
    for _ in 0..4 {
        last = guesser.post(&address, &[("name", "Phan Anh Ai")]).await.status;
    }
    assert_eq!(last, 422);
    // Another way to write the same code gives no further tries.
    for _ in 0..2 {
        last = guesser.post(&address.to_lowercase(), &[("name", "Phan Anh Ai")]).await.status;
    }
    assert_eq!(last, 429);
}
