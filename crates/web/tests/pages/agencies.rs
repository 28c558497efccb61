//! Agencies and centres of a province, and of several: the list, one of them, and how a person
//! chooses where to hand in.

use crate::kit::Kit;
use crate::steps::{FATHER, MOTHER, Receipt, begin, birth_draft_at};
use motcua_books::Books;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::law::Policy;
use motcua_core::law_change::CatalogueFile;
use motcua_edge::in_force::InForce;

const MONDAY: &str = "2025-07-14T09:00";

/// A server for these provinces; none of them: for the whole country.
pub fn serving(time: &str, provinces: &[&str]) -> Kit {
    let codes: Vec<UnitCode> = provinces.iter().map(|code| UnitCode::parse(code).unwrap()).collect();
    let home = codes.first().cloned().unwrap_or(UnitCode::parse("01").unwrap());
    let policy = match codes.as_slice() {
        [one] => Policy { province: Some(one.clone()), ..Policy::default() },
        _ => Policy { provinces: codes, ..Policy::default() },
    };
    Kit::with(time, Policy::default(), |server| {
        let books = Books::embedded();
        let law = books.law(policy).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        server.in_force = InForce::new(books, law, 0);
        server.province = home;
    })
}

/// The most that a page may weigh, in bytes.
const PAGE_MAX: usize = 50_000;

#[tokio::test]
async fn the_centres_of_a_province_are_listed_and_found_by_name() {
    let kit = Kit::at(MONDAY);
    let mut browser = kit.browser();
    let page = browser.get("/agencies").await;
    assert!(page.says("Cơ quan, trung tâm: Thành phố Huế") && page.says("Trung tâm phường, xã (40)"));
    assert!(page.says(">Phường Phú Xuân</a>") && page.says("40 nơi chưa có địa chỉ trong danh mục"));
    for (query, said, not) in [
        ("q=phu+xuan", ">Phường Phú Xuân</a>", "A Lưới"),
        ("q=phu+xuan&of=police", "Công an phường Phú Xuân", ">Phường Phú Xuân</a>"),
        ("q=thue", "Thuế thành phố Huế", "Phường"),
        ("of=province", "Sở Xây dựng thành phố Huế", "Phường"),
        ("of=military", "Ban Chỉ huy quân sự xã A Lưới 1", "Công an xã"),
        // An old commune leads to the new one.
        ("q=Vinh+Ninh", "Phường Vĩnh Ninh", "Kim Long"),
        ("q=kim+boi", "Không tìm thấy cơ quan nào", "Kim Bôi"),
        ("q=%3Czz%3E", "Không tìm thấy cơ quan nào", "<zz>"),
    ] {
        let page = browser.get(&format!("/agencies?{query}")).await;
        let list = page.main().split("</form>").nth(1).unwrap_or_default().to_string();
        assert!(list.contains(said) || page.says(said), "{query}: {list}");
        assert!(!list.contains(not), "{query}: {not} in {list}");
    }
}

#[tokio::test]
async fn an_agency_says_what_is_known_of_it_and_what_is_not() {
    let hue = Kit::at(MONDAY);
    let page = hue.browser().get("/agencies/H57.101").await;
    for words in [
        "Ủy ban nhân dân phường Phú Xuân",
        "Trung tâm Phục vụ hành chính công phường Phú Xuân",
        "Chưa biết: danh mục chưa có địa chỉ nơi này",
        "mã đặt tạm",
        "Phường Phú Xuân",
    ] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(!page.says("chưa được đối chiếu"), "a committee follows from the list of units");
    assert!(hue.browser().get("/agencies/H57.201").await.says("chưa được đối chiếu với văn bản"));
    assert!(!hue.browser().get("/agencies/H57").await.says("mã đặt tạm"), "that code was seen");
    for unknown in ["/agencies/H57.999", "/agencies/x", "/agencies/X48.101"] {
        assert_eq!(hue.browser().get(unknown).await.status, 404, "{unknown}");
    }

    let da_nang = serving(MONDAY, &["48"]);
    let page = da_nang.browser().get("/agencies/X48.101").await;
    for words in ["Lô 1-2 đường Nguyễn Tất Thành, phường Hải Vân", "geo:16.106978,108.126434", "Chưa biết"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(page.says("chưa kiểm chứng"), "the list was not an official one: {}", page.main());

    let dong_nai = serving("2026-05-04T09:00", &["75"]);
    let page = dong_nai.browser().get("/agencies?q=long+thanh").await;
    assert!(page.says(">Phường Long Thành</a>"), "{}", page.main());
    let code = page.main().split("/agencies/").nth(1).unwrap().split('"').next().unwrap().to_string();
    let page = dong_nai.browser().get(&format!("/agencies/{code}")).await;
    assert!(page.says("Ủy ban nhân dân xã Long Thành, đến hết 29/04/2026"), "{}", page.main());
}

#[tokio::test]
async fn among_148_or_168_communes_the_centre_is_typed_and_no_script_is_needed() {
    for (province, typed, code, marks) in
        [("25", "Kim Bôi", "X25.", "kim boi"), ("79", "Phường Sài Gòn", "H29.", "sai gon")]
    {
        let kit = serving(MONDAY, &[province]);
        let mut browser = kit.browser();
        let draft = begin(&mut browser, "1.001193").await;
        let page = browser.get(&format!("{draft}/case")).await;
        assert!(page.says("<datalist id=\"centres\">") && !page.says("<option value=\"X25.101\""));
        assert!(page.body.len() <= PAGE_MAX, "{province}: {} bytes", page.body.len());
        for written in [typed, marks] {
            let case = [
                ("case", "on-time"),
                ("receiving", written),
                (FATHER.0, written),
                (MOTHER.0, written),
                ("helper", "nobody"),
            ];
            browser.post(&format!("{draft}/case"), &case).await.location();
            let page = browser.get(&format!("{draft}/case")).await;
            assert!(page.says(typed), "{written}: the centre is shown by its name");
        }
        let list = browser.get("/agencies").await;
        assert!(list.body.len() <= PAGE_MAX, "{province}: {} bytes", list.body.len());
        let saved = browser.get(&format!("/agencies?q={}", marks.replace(' ', "+"))).await;
        assert!(saved.says(&format!("/agencies/{code}")), "{}", saved.main());
    }
}

#[tokio::test]
async fn a_name_that_several_have_is_asked_again_with_all_of_them() {
    let kit = serving(MONDAY, &["25"]);
    let mut browser = kit.browser();
    let draft = begin(&mut browser, "1.001193").await;
    let sends =
        |receiving: &'static str| [("case", "on-time"), ("receiving", receiving), ("helper", "nobody")];
    let page = browser.post(&format!("{draft}/case"), &sends("tan")).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Hãy chọn một trong những nơi có tên này") && page.says("Nơi khác, gõ lại tên"));
    let radios = page.main().matches("name=\"receiving\"").count();
    assert!((3..=13).contains(&radios), "{radios} choices");
    let value = page.main().split("name=\"receiving\"").nth(1).unwrap();
    let value = value.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let directory = &kit.app.law.directory;
    let home = directory.agency(&AgencyCode::parse(&value).unwrap()).unwrap().unit.to_string();
    let case = [
        ("case", "on-time"),
        ("receiving", value.as_str()),
        (FATHER.0, &*home),
        (MOTHER.0, &*home),
        ("helper", "nobody"),
    ];
    browser.post(&format!("{draft}/case"), &case).await.location();
    // An old name is confirmed: the person sees what became of it.
    let page = browser.post(&format!("{draft}/case"), &sends("Thị trấn Bo")).await;
    assert!(page.status == 422 && page.says("Xã Kim Bôi") && page.says("trước 7/2025: Thị trấn Bo"));
    // What nobody is called, and a centre of another province.
    for wrong in ["không có xã này", "Xã A Lưới 1", "H57.101"] {
        let page = browser.post(&format!("{draft}/case"), &sends(wrong)).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.says("<datalist id=\"centres\">") && page.says(wrong), "{wrong}: {}", page.main());
    }
}

#[tokio::test]
async fn of_several_provinces_a_person_says_first_which() {
    for (provinces, listed) in [(&["46", "48"][..], 2), (&[][..], 34)] {
        let kit = serving(MONDAY, provinces);
        let mut browser = kit.browser();
        assert!(browser.get("/").await.says("Chọn tỉnh, thành phố"));
        let asked = browser.get("/agencies?q=phu").await;
        assert_eq!(asked.location(), "/province?back=%2Fagencies%3Fq%3Dphu");
        assert_eq!(browser.get("/scoreboard").await.location(), "/province?back=%2Fscoreboard");
        let page = browser.get(asked.location()).await;
        assert_eq!(page.main().matches("href=\"/province/").count(), listed);
        assert!(page.body.len() <= PAGE_MAX, "{} bytes", page.body.len());
        let chosen = browser.get("/province/48?back=%2Fagencies%3Fq%3Dhai").await;
        assert_eq!(chosen.location(), "/agencies?q=hai");
        let page = browser.get(chosen.location()).await;
        assert!(page.says("Thành phố Đà Nẵng · đổi") && page.says(">Phường Hải Vân</a>"), "{}", page.text());
        // A board needs no choice when its unit says the province; a province that is not served does.
        assert!(browser.get("/scoreboard/46").await.says("Thành phố Huế"));
        assert_eq!(browser.get("/province/99?back=%2F").await.status, 404);
        assert_eq!(browser.get("/province/48?back=//other.example").await.location(), "/");
        let draft = begin(&mut browser, "1.001193").await;
        let page = browser.get(&format!("{draft}/case")).await;
        assert!(page.says("Phường Hải Vân") && !page.says("Phường Phú Xuân"));
    }
    // Where one is served nobody is asked.
    let kit = Kit::at(MONDAY);
    assert_eq!(kit.browser().get("/province?back=%2Ftrack").await.location(), "/track");
    assert!(!kit.browser().get("/").await.says("đổi</a>"));
}

#[tokio::test]
async fn a_receipt_names_the_centre_as_it_was_called_when_it_was_made_out() {
    let kit = serving(MONDAY, &["75"]);
    let mut browser = kit.browser();
    let draft = birth_draft_at(&kit, &mut browser, "Xã Long Thành").await;
    let receipt = Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await);
    let page = browser.get(&receipt.href).await;
    assert!(page.says("Ủy ban nhân dân xã Long Thành"), "{}", page.main());
    kit.set_clock("2026-05-04T09:00");
    let page = browser.get(&receipt.href).await;
    assert!(page.says("Ủy ban nhân dân xã Long Thành"), "an old paper keeps its name: {}", page.main());
    let draft = begin(&mut browser, "1.001193").await;
    let page = browser.get(&format!("{draft}/case")).await;
    assert!(page.says("Phường Long Thành") && !page.says("Xã Long Thành"));
}

#[tokio::test]
async fn a_closed_agency_takes_nothing_new_and_names_who_took_over() {
    const CLOSED: &str = "province = \"46\"\n[[agency]]\ncode = \"H57.102\"\ncode_trust = \"assumed\"\n\
        kind = \"people_committee\"\nunit = \"19774\"\nvalid_to = \"2025-07-11\"\nsuccessor = \"H57.101\"\n";
    let kit = Kit::with("2025-07-11T09:00", Policy::default(), |server| {
        let file = CatalogueFile { path: "agencies/46.toml".into(), text: CLOSED.into() };
        let policy = Policy { province: UnitCode::parse("46").ok(), ..Policy::default() };
        let books = Books::embedded().with(&[file]);
        let law = books.law(policy).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        server.in_force = InForce::new(books, law, 0);
    });
    let mut browser = kit.browser();
    let draft = birth_draft_at(&kit, &mut browser, "H57.102").await;
    kit.set_clock(MONDAY);
    // Chosen on its last day, handed in after it.
    let moved = browser.post(&format!("{draft}/check"), &[]).await;
    assert_eq!(moved.location(), format!("{draft}/case"));
    let page = browser.get(&format!("{draft}/case")).await;
    assert!(page.says("Hãy chọn Trung tâm Phục vụ hành chính công nơi nộp hồ sơ"), "{}", page.main());
    assert!(page.says(">Phường Phú Xuân</option>") && !page.says(">Phường Kim Long</option>"));
    let page = browser.get("/agencies/H57.102").await;
    assert!(page.says("Đã kết thúc hoạt động sau ngày 11/07/2025") && page.says("/agencies/H57.101"));
    assert!(!browser.get("/agencies").await.says(">Phường Kim Long</a>"));
}

#[tokio::test]
async fn figures_of_several_provinces_are_of_the_one_that_is_said() {
    let kit = serving(MONDAY, &["46", "48"]);
    let mut browser = kit.browser();
    let unsaid = browser.get("/api/v1/scoreboard").await;
    assert!(unsaid.status == 422 && unsaid.says("scoreboard.which-province"), "{}", unsaid.text());
    let said = browser.get("/api/v1/scoreboard?unit=48").await;
    assert!(said.status == 200 && said.says("\"unit\":\"48\""), "{}", said.text());
    assert_eq!(
        Kit::at(MONDAY).browser().get("/api/v1/scoreboard").await.status,
        200,
        "of one province it is known"
    );
}

/// The province of a home is known though its agencies are not on file here: one is sent there, and
/// no keeper is asked to add what is not theirs.
#[test]
fn a_home_in_a_province_that_is_not_served_is_sent_there() {
    use motcua_core::competence::{DecidingFact, DecidingFacts, PlaceSaid};
    let kit = serving(MONDAY, &["46"]);
    let (law, day) = (&kit.app.law, kit.app.now().day());
    let far = law.directory.children_on(&UnitCode::parse("01").unwrap(), day).next().unwrap();
    let procedure = law.catalogue.find("1.010803").unwrap();
    let version = procedure.version_on(day).unwrap();
    let receiving = law.directory.agency(&AgencyCode::parse("H57.101").unwrap()).unwrap();
    let places = [(DecidingFact::ApplicantHome, PlaceSaid::at(&far.code))].into();
    let said = DecidingFacts { places, ..DecidingFacts::default() };
    let asked = (&procedure.id, version);
    let why = motcua_core::dossier::decided_by(law, asked, day, receiving, &said, None).unwrap_err();
    assert_eq!(why[0].code, "competence.province-of");
    assert!(why[0].arg("places").unwrap().ends_with("Thành phố Hà Nội"), "{why:?}");
}
