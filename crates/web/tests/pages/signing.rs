//! Ký số: papers that have their number wait for the key of whoever decided; in one sitting, one PIN.

use crate::deeds::{at_the_leader, deciding};
use crate::kit::album::Album;
use crate::kit::{Answer, Kit, moment};
use crate::office::{HERE, Office};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::deed::PersonSignature;
use motcua_core::directory::AgencyCode;
use motcua_core::document::FileRef;
use motcua_core::dossier::DossierCode;
use motcua_core::dossier::Verb::HandBack;
use motcua_core::{Halt, Refusal};
use motcua_edge::key_times::KeyTime;
use motcua_edge::seals::{Seals, ToSeal};
use motcua_edge::signers::{KeyWay, PaperToSign, SignedPdf, Signers, Sitting};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// A token in the hands of a test.
#[derive(Default)]
struct Token {
    /// After so many signatures it is pulled out; 0: it stays.
    pulled_after: AtomicUsize,
    /// Each answer comes twice.
    twice: AtomicUsize,
    /// It is at this server no more.
    gone: AtomicBool,
    /// The agency has no seal here.
    without_seal: AtomicBool,
    /// The next certificate of the seal lies there, and begins some days after the end of the other.
    has_next: AtomicBool,
    /// The agency's seal bears another agency's name.
    foreign_seal: AtomicBool,
    /// It waits for this before it signs.
    held_by: Mutex<Option<Receiver<()>>>,
    /// It was asked to sign.
    begun: Notify,
    /// The PINs that were typed.
    typed: Mutex<Vec<String>>,
}

const PIN: &str = "314159";
/// What the token and the seal of this test leave behind a file: white, as anything must be there.
const SIGNED: &[u8] = b"\n \n";
const SEALED: &[u8] = b"\t\n";

struct InHand(Arc<Token>);

impl Signers for InHand {
    fn way(&self, officer: &OfficerId) -> Option<KeyWay> {
        let is_here = !self.0.gone.load(Ordering::Relaxed);
        (is_here && officer.0 == "lanhdao").then_some(KeyWay::Pin)
    }

    fn time(&self, officer: &OfficerId) -> Option<KeyTime> {
        let (from, until) = (moment("2025-01-01T00:00"), moment("2025-08-10T00:00"));
        (officer.0 == "lanhdao").then_some(KeyTime { from, until })
    }

    fn sign(
        &self,
        sitting: &Sitting<'_>,
        papers: Vec<PaperToSign>,
        each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
    ) -> Result<(), Refusal> {
        self.0.typed.lock().unwrap().push(sitting.secret.to_string());
        if sitting.secret != PIN {
            return Err(Refusal::of("signing.pin-wrong").at("pin"));
        }
        self.0.begun.notify_one();
        if let Some(go) = self.0.held_by.lock().unwrap().take() {
            go.recv().unwrap();
        }
        let pulled_after = self.0.pulled_after.load(Ordering::Relaxed);
        for (nth, paper) in papers.into_iter().enumerate() {
            let has_seal = !self.0.without_seal.load(Ordering::Relaxed);
            assert!(paper.mark.is_some(), "it has its place before anybody signs");
            assert_eq!(paper.seal.is_some(), has_seal, "and so has the seal");
            if pulled_after > 0 && nth >= pulled_after {
                each(&paper.paper, Err(Refusal::of("signing.token-gone")));
                continue;
            }
            for _ in 0..=self.0.twice.load(Ordering::Relaxed) {
                let pdf = [&paper.pdf[..], SIGNED].concat();
                each(&paper.paper, Ok(SignedPdf { pdf, certificate: "TRẦN VĂN LÃNH".into() }));
            }
        }
        Ok(())
    }
}

struct Sealing(Arc<Token>);

impl Seals for Sealing {
    fn has(&self, _: &AgencyCode) -> bool {
        !self.0.without_seal.load(Ordering::Relaxed)
    }

    fn times(&self, _: &AgencyCode) -> Vec<KeyTime> {
        let of = |from, until| KeyTime { from: moment(from), until: moment(until) };
        let mut times = vec![of("2025-01-01T00:00", "2025-08-01T00:00")];
        if self.0.has_next.load(Ordering::Relaxed) {
            times.push(of("2025-08-04T00:00", "2028-08-04T00:00"));
        }
        times
    }

    fn foreign_name(&self, _: &AgencyCode, name: &str) -> Option<String> {
        assert_eq!(name, "Ủy ban nhân dân phường Phú Xuân");
        let is_foreign = self.0.foreign_seal.load(Ordering::Relaxed);
        is_foreign.then(|| "Ủy ban nhân dân xã Phú Vang".to_string())
    }

    fn seal(&self, paper: &ToSeal<'_>) -> Result<Option<Vec<u8>>, Halt> {
        if !self.has(paper.agency) {
            return Ok(None);
        }
        assert_eq!(paper.is_signed, paper.pdf.ends_with(SIGNED));
        Ok(Some([paper.pdf, SEALED].concat()))
    }
}

fn kit() -> (Kit, Arc<Token>) {
    let token = Arc::new(Token::default());
    let (signers, seals) = (Box::new(InHand(token.clone())), Box::new(Sealing(token.clone())));
    let kit = Kit::with("2025-07-14T09:00", Default::default(), |server| {
        server.seals = seals;
        server.signers = signers;
    });
    (kit, token)
}

async fn office() -> (Office, Arc<Token>) {
    let (kit, token) = kit();
    (Office::of(kit).await, token)
}

/// So many papers that were decided and wait.
async fn waiting(office: &Office, count: usize) -> Vec<DossierCode> {
    let mut codes = Vec::new();
    for _ in 0..count {
        let code = at_the_leader(office).await;
        assert_eq!(deciding(office, &code).await.location(), "/officer/sign");
        codes.push(code);
    }
    codes
}

fn is_signed(office: &Office, code: &DossierCode) -> bool {
    matches!(office.now(code).deed.unwrap().signature, PersonSignature::Signed { .. })
}

/// The papers that are ticked on the page as it came.
fn ticked(page: &Answer) -> Vec<String> {
    let boxes = page.main().split("name=\"item\" value=\"").skip(1);
    boxes.map(|rest| rest.split('"').next().unwrap().to_string()).collect()
}

/// Sends the page with all papers ticked.
async fn signs(office: &Office, fields: &[(&str, &str)]) -> Answer {
    let mut leader = office.browser("lanhdao").await;
    let items = ticked(&leader.get("/officer/sign").await);
    let mut all: Vec<(&str, &str)> = items.iter().map(|item| ("item", &**item)).collect();
    all.extend(fields);
    leader.post("/officer/sign", &all).await
}

#[tokio::test]
async fn a_paper_is_signed_with_its_number_on_it_and_the_registry_seals_what_was_signed() {
    let (office, _) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    let number = office.now(&code).deed.unwrap().number_and_symbol();
    assert_eq!(number, "01/UBND-XNTTHN");
    let mut leader = office.browser("lanhdao").await;
    let page = leader.get("/officer/sign").await;
    assert!(page.says("01-UBND-XNTTHN") && page.says("Mã PIN"), "{}", page.text());
    assert!(leader.get("/officer/work").await.says("Chờ bạn ký số:"));
    let mut registry = office.browser("vanthu").await;
    let issue = format!("/officer/dossiers/{code}/issue");
    let early = registry.get(&issue).await;
    assert!(early.status == 409 && early.says("còn chờ người quyết định ký số"), "{}", early.text());
    assert!(registry.get(&format!("/officer/dossiers/{code}")).await.says("chờ ký số"));

    let done = signs(&office, &[("pin", PIN), ("do", "sign")]).await;
    assert_eq!(done.location(), "/officer/sign?signed=1");
    assert!(leader.get(done.location()).await.says("Không có giấy nào chờ bạn ký số"));
    registry.fills_in(&issue, &[]).await.location();
    let issued = office.now(&code);
    assert_eq!(issued.deed.as_ref().unwrap().number_and_symbol(), number);
    let kept = office.kit.app.files.get(&issued.result.unwrap().files[0].digest).unwrap().unwrap();
    assert!(kept.ends_with(&[SIGNED, SEALED].concat()), "the seal comes behind the signature");
    let history = leader.get(&format!("/officer/dossiers/{code}")).await;
    assert!(history.says("Đã ký giấy") && history.says("TRẦN VĂN LÃNH"));
}

#[tokio::test]
async fn a_wrong_pin_signs_nothing_and_is_said_at_its_field() {
    let (office, token) = office().await;
    let codes = waiting(&office, 2).await;
    let wrong = signs(&office, &[("pin", "0"), ("do", "sign")]).await;
    assert!(wrong.status == 422 && wrong.says("Mã PIN không đúng"), "{}", wrong.text());
    assert!(codes.iter().all(|code| !is_signed(&office, code)));
    assert!(!wrong.says("value=\"0\""), "a PIN is never sent back");
    signs(&office, &[("pin", PIN), ("do", "sign")]).await.location();
    assert!(codes.iter().all(|code| is_signed(&office, code)));
    assert_eq!(*token.typed.lock().unwrap(), ["0", PIN], "one PIN for all of them");
}

#[tokio::test]
async fn a_token_pulled_out_in_the_middle_leaves_each_paper_signed_or_not_and_says_which() {
    let (office, token) = office().await;
    let codes = waiting(&office, 5).await;
    token.pulled_after.store(2, Ordering::Relaxed);
    let done = signs(&office, &[("pin", PIN), ("do", "sign")]).await;
    assert_eq!(done.location(), "/officer/sign?signed=2");
    assert_eq!(codes.iter().filter(|code| is_signed(&office, code)).count(), 2);
    let page = office.browser("lanhdao").await.get("/officer/sign").await;
    assert_eq!(page.text().matches("Thiết bị ký số đã bị rút ra").count(), 3, "{}", page.text());
    // Each has the number that it had, and none is given out before it is signed.
    let numbers: Vec<u32> = codes.iter().map(|code| office.now(code).deed.unwrap().number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    token.pulled_after.store(0, Ordering::Relaxed);
    assert_eq!(signs(&office, &[("pin", PIN), ("do", "sign")]).await.location(), "/officer/sign?signed=3");
    assert!(codes.iter().all(|code| is_signed(&office, code)));
}

#[tokio::test]
async fn an_answer_that_comes_twice_counts_once() {
    let (office, token) = office().await;
    let codes = waiting(&office, 2).await;
    token.twice.store(1, Ordering::Relaxed);
    let done = signs(&office, &[("pin", PIN), ("do", "sign")]).await;
    assert_eq!(done.location(), "/officer/sign?signed=2");
    for code in &codes {
        assert!(is_signed(&office, code));
        let history = office.browser("lanhdao").await.get(&format!("/officer/dossiers/{code}")).await;
        assert_eq!(history.text().matches("Đã ký giấy").count(), 1);
    }
}

#[tokio::test]
async fn what_was_looked_at_is_signed_and_nothing_else() {
    let (office, token) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    let mut leader = office.browser("lanhdao").await;
    let check = office.now(&code).deed.unwrap().check;
    let other = format!("{} {}", check.as_str(), "0".repeat(64));
    let said = leader.post("/officer/sign", &[("item", &other), ("pin", PIN), ("do", "sign")]).await;
    assert!(said.status == 409 && said.says("không còn ghi như lúc bạn xem"), "{}", said.text());
    let none = leader.post("/officer/sign", &[("pin", PIN), ("do", "sign")]).await;
    assert!(none.status == 422 && none.says("đánh dấu ít nhất một giấy"));
    // Nobody signs for another, whoever they are.
    let mut registry = office.browser("vanthu").await;
    assert!(registry.get("/officer/sign").await.says("Không có giấy nào chờ bạn ký số"));
    let item = ticked(&leader.get("/officer/sign").await).remove(0);
    let theirs = registry.post("/officer/sign", &[("item", &item), ("pin", PIN), ("do", "sign")]).await;
    assert!(theirs.status == 409 && theirs.says("không còn chờ ký số"), "{}", theirs.text());
    assert!(token.typed.lock().unwrap().is_empty(), "no key was asked");
}

#[tokio::test]
async fn whoever_cannot_use_their_token_signs_by_hand_and_the_number_stays() {
    let (office, _) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    assert_eq!(signs(&office, &[("do", "by_hand")]).await.location(), "/officer/sign");
    assert_eq!(office.now(&code).deed.unwrap().signature, PersonSignature::ByHand);
    let mut registry = office.browser("vanthu").await;
    let unscanned = crate::deeds::UNSCANNED;
    registry.fills_in(&format!("/officer/dossiers/{code}/issue"), &unscanned).await.location();
    assert_eq!(office.now(&code).issued.unwrap().number, "01/UBND-XNTTHN");
}

#[tokio::test]
async fn what_was_signed_with_a_key_is_issued_as_it_was_signed_where_the_agency_has_no_seal() {
    let (office, token) = office().await;
    token.without_seal.store(true, Ordering::Relaxed);
    let code = waiting(&office, 1).await.remove(0);
    signs(&office, &[("pin", PIN), ("do", "sign")]).await.location();
    let mut registry = office.browser("vanthu").await;
    let issue = format!("/officer/dossiers/{code}/issue");
    let page = registry.get(&issue).await;
    assert!(page.says("bản đã ký số được phát hành") && !page.says("lấy chữ ký"), "{}", page.text());
    let seen = registry.get(&format!("/officer/dossiers/{code}/deed.pdf")).await;
    assert!(seen.body.ends_with(SIGNED), "what is looked at is what was signed");
    let mut anybody = office.kit.browser();
    let dropped: [(&str, &str, &[u8]); 1] = [("file", "da-ky.pdf", &seen.body)];
    let early = anybody.multipart("/verify", &[], &dropped).await;
    assert!(early.says("chưa phát hành") && !early.says("Khác bản"), "{}", early.text());
    registry.fills_in(&issue, &[]).await.location();
    let issued = office.now(&code);
    let signed = issued.deed.unwrap().signature.file().unwrap().digest.clone();
    assert_eq!(issued.result.unwrap().files.iter().map(|file| &file.digest).collect::<Vec<_>>(), [&signed]);
    let checked = anybody.multipart("/verify", &[], &dropped).await;
    assert!(checked.says("Có giá trị"), "{}", checked.text());
}

#[tokio::test]
async fn what_was_signed_with_a_key_goes_out_beside_whatever_the_registry_attaches() {
    let (office, _) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    signs(&office, &[("pin", PIN), ("do", "sign")]).await.location();
    let mut registry = office.browser("vanthu").await;
    let issue = format!("/officer/dossiers/{code}/issue");
    let carried = registry.get(&issue).await.carried();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (&**name, &**value)).collect();
    let annex = crate::kit::papers::pdf("phu luc");
    registry.multipart(&issue, &carried, &[("paper.result", "phu-luc.pdf", annex)]).await.location();
    let files = office.now(&code).result.unwrap().files;
    let kept = |file: &FileRef| office.kit.app.files.get(&file.digest).unwrap().unwrap();
    assert_eq!((files.len(), files.iter().filter(|file| kept(file).ends_with(SEALED)).count()), (2, 1));
}

#[tokio::test]
async fn a_paper_still_waits_when_its_key_is_gone_and_is_signed_by_hand() {
    let (office, token) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    token.gone.store(true, Ordering::Relaxed);
    let mut leader = office.browser("lanhdao").await;
    assert!(leader.get("/officer/work").await.says("Chờ bạn ký số:"));
    let page = leader.get("/officer/sign").await;
    assert!(page.says("chỉ ký tay được") && !page.says("Mã PIN"), "{}", page.text());
    signs(&office, &[("do", "by_hand")]).await.location();
    assert_eq!(office.now(&code).deed.unwrap().signature, PersonSignature::ByHand);
}

#[tokio::test]
async fn another_leader_of_the_agency_says_that_a_paper_is_signed_by_hand_and_never_signs_it() {
    let (office, token) = office().await;
    let code = waiting(&office, 1).await.remove(0);
    office.kit.add_officer("pho", HERE, &[Duty::Leader]).await;
    office.kit.add_officer("noikhac", "H57.102", &[Duty::Leader]).await;
    for (who, sees) in [("pho", true), ("noikhac", false), ("vanthu", false)] {
        let page = office.browser(who).await.get("/officer/sign").await;
        assert_eq!(page.says("Chờ người khác ký số"), sees, "{who}: {}", page.text());
    }
    let mut deputy = office.browser("pho").await;
    let work = deputy.get("/officer/work").await;
    assert!(
        !work.says("Chờ bạn ký số:") && work.says("Chờ người khác của cơ quan ký số:"),
        "{}",
        work.text()
    );
    let item = ticked(&deputy.get("/officer/sign").await).remove(0);
    let refused = deputy.post("/officer/sign", &[("item", &item), ("pin", PIN), ("do", "sign")]).await;
    assert!(refused.status == 403 && refused.says("Chỉ người đã quyết định"), "{}", refused.text());
    assert!(token.typed.lock().unwrap().is_empty(), "no key was asked");
    deputy.post("/officer/sign", &[("item", &item), ("do", "by_hand")]).await.location();
    assert_eq!(office.now(&code).deed.unwrap().signature, PersonSignature::ByHand);
}

#[tokio::test]
async fn a_seal_that_ends_soon_is_told_to_those_who_see_to_it() {
    let (office, _) = office().await;
    for (who, desk, told) in
        [("vanthu", "registry", true), ("lanhdao", "leader", true), ("thuly", "case", false)]
    {
        let page = office.browser(who).await.get(&format!("/officer/work?desk={desk}")).await;
        assert_eq!(page.says("hết hạn ngày 01/08/2025 (còn 17 ngày)"), told, "{who}");
    }
    office.kit.set_clock("2025-08-02T09:00");
    let page = office.browser("vanthu").await.get("/officer/work").await;
    assert!(page.says("đã hết hạn ngày 01/08/2025"), "{}", page.text());
}

#[tokio::test]
async fn a_gap_between_two_certificates_of_a_seal_is_told_before_and_in_it() {
    let (office, token) = office().await;
    token.has_next.store(true, Ordering::Relaxed);
    for (clock, vi, en) in [
        (
            "2025-07-14T10:00",
            "hết hạn ngày 01/08/2025, chứng thư sau chỉ có hiệu lực từ ngày 04/08/2025",
            "ends on 01/08/2025",
        ),
        (
            "2025-08-02T09:00",
            "đã hết hạn ngày 01/08/2025, chứng thư sau",
            "ended on 01/08/2025, the next one begins only on 04/08/2025",
        ),
    ] {
        office.kit.set_clock(clock);
        let mut registry = office.browser("vanthu").await;
        let page = registry.get("/officer/work").await;
        assert!(page.says(vi) && page.says("Không đóng dấu số được trong khoảng đó"), "{}", page.text());
        let page = registry.get("/officer/work?lang=en").await;
        assert!(page.says(en) && page.says("Nothing can be sealed in between"), "{}", page.text());
    }
    office.kit.set_clock("2025-08-05T09:00");
    assert!(!office.browser("vanthu").await.get("/officer/work").await.says("Chứng thư con dấu"));
}

#[tokio::test]
async fn whose_key_ends_soon_is_told_and_so_is_another_leader_of_the_agency() {
    let (office, _) = office().await;
    office.kit.add_officer("pho", HERE, &[Duty::Leader]).await;
    let own = "Chứng thư chữ ký số của bạn hết hạn ngày 10/08/2025 (còn 26 ngày)";
    let of_another = "Chứng thư chữ ký số của Cán bộ lanhdao hết hạn ngày 10/08/2025 (còn 26 ngày)";
    for (who, says) in [("lanhdao", Some(own)), ("pho", Some(of_another)), ("vanthu", None), ("thuly", None)]
    {
        let page = office.browser(who).await.get("/officer/work").await;
        for told in [own, of_another] {
            assert_eq!(page.says(told), says == Some(told), "{who}: {told}: {}", page.text());
        }
    }
    let english = office.browser("lanhdao").await.get("/officer/work?lang=en").await;
    assert!(english.says("The certificate of your signature ends on 10/08/2025 (in 26 days)"));
    office.kit.set_clock("2025-08-12T09:00");
    let ended = office.browser("lanhdao").await.get("/officer/work").await;
    assert!(
        ended.says("đã hết hạn ngày 10/08/2025. Không ký số được cho đến khi gia hạn."),
        "{}",
        ended.text()
    );
}

#[tokio::test]
async fn whoever_signs_is_told_of_a_paper_that_was_handed_back_meanwhile() {
    let (office, token) = office().await;
    let codes = waiting(&office, 2).await;
    let (go, held) = channel();
    *token.held_by.lock().unwrap() = Some(held);
    let hands_back = async {
        token.begun.notified().await;
        office.carry_on(&codes[0], &[HandBack]).await;
        let mut other_tab = office.browser("lanhdao").await;
        let page = other_tab.get("/officer/sign").await;
        assert!(page.says("Các giấy đang được ký") && !page.says("trên thiết bị của bạn"), "{}", page.text());
        go.send(()).unwrap();
    };
    let (done, ()) = tokio::join!(signs(&office, &[("pin", PIN), ("do", "sign")]), hands_back);
    assert_eq!(done.location(), "/officer/sign?signed=1", "the other one is signed");
    let mut leader = office.browser("lanhdao").await;
    let told = format!("của hồ sơ {} chưa được ký: trong lúc ký, hồ sơ đã được trả lại", codes[0]);
    let page = leader.get(done.location()).await;
    assert!(page.says(&told) && page.says("Không có giấy nào chờ"), "{}", page.text());
    assert!(!leader.get("/officer/sign").await.says(&told), "once");
    assert!(is_signed(&office, &codes[1]));
}

#[tokio::test]
async fn a_seal_in_another_name_is_told_to_those_who_see_to_it_in_their_language() {
    let (office, token) = office().await;
    let told = "Chứng thư con dấu số của cơ quan đứng tên Ủy ban nhân dân xã Phú Vang";
    assert!(!office.browser("vanthu").await.get("/officer/work?desk=registry").await.says(told));
    token.foreign_seal.store(true, Ordering::Relaxed);
    for (who, desk, is_told) in
        [("vanthu", "registry", true), ("lanhdao", "leader", true), ("thuly", "case", false)]
    {
        let page = office.browser(who).await.get(&format!("/officer/work?desk={desk}")).await;
        assert_eq!(page.says(told), is_told, "{who}");
    }
    let mut registry = office.browser("vanthu").await;
    registry.get("/language/en?back=/officer/work").await;
    let page = registry.get("/officer/work?desk=registry").await;
    assert!(
        page.says("The certificate of the agency’s seal is that of Ủy ban nhân dân xã Phú Vang"),
        "{}",
        page.text()
    );
}

/// What the samples look at.
pub async fn walk(album: &Arc<Album>) {
    let (kit, token) = kit();
    let office = Office::of(kit.shown_to(album)).await;
    waiting(&office, 2).await;
    token.pulled_after.store(1, Ordering::Relaxed);
    signs(&office, &[("pin", "0"), ("do", "sign")]).await;
    let done = signs(&office, &[("pin", PIN), ("do", "sign")]).await;
    office.browser("lanhdao").await.get(done.location()).await;
    office.kit.add_officer("pho", HERE, &[Duty::Leader]).await;
    office.browser("pho").await.get("/officer/sign").await;
    token.gone.store(true, Ordering::Relaxed);
    token.without_seal.store(true, Ordering::Relaxed);
    office.browser("lanhdao").await.get("/officer/sign").await;
}
