//! The steps of a citizen, for tests that begin after them.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use crate::kit::{Answer, Browser, Kit};
use motcua_core::Fault;
use motcua_core::act::{Actor, Officer};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, DossierCode, DossierCommand};
use motcua_core::form::{Form, Kind};
use motcua_edge::act::act;
use motcua_store::dossier::by_code;
use serde_json::Value;

/// A PDF of one page.
pub const PDF: &[u8] = b"%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << >> >> endobj
4 0 obj << /Length 36 >>
stream
BT 50 500 Td (giay chung sinh) Tj ET
endstream
endobj
trailer << /Size 5 /Root 1 0 R >>
%%EOF
";
/// The commune whose centre receives, in these tests: Phú Xuân.
pub const CENTRE: &str = "H57.101";
/// The parents live in the ward of the centre.
pub const FATHER: (&str, &str) = ("place.father_home", "Phường Phú Xuân");
/// The person whose dossier it is lives there too.
pub const HOME: (&str, &str) = ("place.applicant_home", "Phường Phú Xuân");
/// So does a bride.
pub const BRIDE: (&str, &str) = ("place.bride_home", "Phường Phú Xuân");
/// And the groom.
pub const GROOM: (&str, &str) = ("place.groom_home", "Phường Phú Xuân");
/// See `FATHER`.
pub const MOTHER: (&str, &str) = ("place.mother_home", "phường phú xuân");

/// Where a draft of this procedure begins: `/submit/…`.
pub async fn begin(browser: &mut Browser, procedure: &str) -> String {
    let answer = browser.post(&format!("/procedures/{procedure}/submit"), &[]).await;
    answer.location().strip_suffix("/case").expect("the first page asks for the case").to_string()
}

/// The code and the secret of a receipt.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// `H57.101-250714-0001`
    pub code: String,
    /// `XXXX-XXXX-XXXX-XXXX`
    pub key: String,
    /// Where it stands.
    pub href: String,
}

impl Receipt {
    /// From the redirect after handing in.
    pub fn of(answer: &Answer) -> Receipt {
        let href = answer.location().to_string();
        let (code, key) = href.strip_prefix("/receipt/").unwrap().split_once("?key=").unwrap();
        Receipt { code: code.to_string(), key: key.to_string(), href: href.clone() }
    }

    /// An address below the dossier, with its secret.
    pub fn dossier(&self, below: &str) -> String {
        format!("/dossiers/{}{below}?key={}", self.code, self.key)
    }

    /// The dossier itself.
    pub fn stored(&self, kit: &Kit) -> Dossier {
        let code = DossierCode::parse(&self.code).unwrap();
        kit.app.read(|rows| by_code(rows, &code)).and_then(|d| d.ok_or(Fault::other("gone"))).unwrap()
    }
}

/// Answers every page of the form between the person and the papers, with the example
/// of the catalogue for the form that is asked.
pub async fn fill(kit: &Kit, browser: &mut Browser, draft: &str) {
    let page = browser.get(draft).await.location().to_string();
    if !page.contains("/form/") {
        return;
    }
    let mut page = page;
    let pairs = example(kit, browser, draft).await;
    let fields: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    while page.contains("/form/") {
        let answer = browser.post(&page, &fields).await;
        assert_eq!(answer.status, 303, "{page}: {}", answer.main());
        page = answer.location().to_string();
    }
}

/// The example of the form of this draft, as a browser would send it.
pub async fn example(kit: &Kit, browser: &mut Browser, draft: &str) -> Vec<(String, String)> {
    let case = browser.get(&format!("{draft}/case")).await;
    let law = &kit.app.law;
    let named = |procedure: &&motcua_core::catalogue::Procedure| {
        [&procedure.name, &procedure.name_en].iter().any(|name| case.says(&escaped(name)))
    };
    let procedure = law.catalogue.all().iter().find(named).unwrap();
    let version = procedure.version_on(kit.app.now().day()).unwrap();
    let chosen = version.cases.iter().find(|one| case.says(&format!("value=\"{}\" checked", one.id)));
    let form = law.form_of(version, &chosen.unwrap_or(&version.cases[0]).id).unwrap();
    example_of(form)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// The example of this form, as a browser would send it: names are paths, dates come
/// in three boxes.
pub fn example_of(form: &Form) -> Vec<(String, String)> {
    let path = format!("{}/../../catalogue/forms/examples/{}.json", env!("CARGO_MANIFEST_DIR"), form.id());
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| "{}".to_string());
    let mut out = Vec::new();
    flatten(form, "", &serde_json::from_str(&text).unwrap(), &mut out);
    out
}

fn flatten(form: &Form, path: &str, value: &Value, out: &mut Vec<(String, String)>) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    let kind = form.field(path).map(|field| &field.kind);
    match (value, kind) {
        (Value::Object(inner), _) => {
            inner.iter().for_each(|(key, value)| flatten(form, &below(key), value, out))
        }
        (Value::Array(items), Some(Kind::Choices(_))) => {
            out.extend(items.iter().map(|item| (path.to_string(), item.as_str().unwrap().to_string())));
        }
        (Value::Array(items), _) => {
            items.iter().enumerate().for_each(|(at, item)| flatten(form, &below(&at.to_string()), item, out));
        }
        (Value::String(text), Some(Kind::Date | Kind::PartialDate)) => {
            for (unit, part) in ["y", "m", "d"].iter().zip(text.split('-')) {
                out.push((below(unit), part.to_string()));
            }
        }
        (Value::String(text), _) => out.push((path.to_string(), text.clone())),
        (other, _) => out.push((path.to_string(), other.to_string().replace('.', ","))),
    }
}

/// All answers of a birth registration; not handed in yet.
pub async fn birth_draft(kit: &Kit, browser: &mut Browser) -> String {
    birth_draft_at(kit, browser, CENTRE).await
}

/// The same for another centre, by its code or its name.
pub async fn birth_draft_at(kit: &Kit, browser: &mut Browser, receiving: &str) -> String {
    let draft = begin(browser, "1.001193").await;
    // The parents live where the centre is.
    let directory = &kit.app.law.directory;
    let agency = AgencyCode::parse(receiving).ok().and_then(|code| directory.agency(&code));
    let home = agency.map_or(receiving.to_string(), |agency| agency.unit.to_string());
    let case = [
        ("case", "on-time"),
        ("receiving", receiving),
        (FATHER.0, &*home),
        (MOTHER.0, &*home),
        ("helper", "nobody"),
    ];
    browser.post(&format!("{draft}/case"), &case).await.location();
    let person = [
        ("name", "Nguyễn Thị Hoa"),
        ("identity", "046156000123"),
        ("born.year", "1956"),
        ("phone", "0905 123 456"),
        ("address", "12 Lê Lợi, phường Phú Xuân"),
    ];
    browser.post(&format!("{draft}/person"), &person).await.location();
    fill(kit, browser, &draft).await;
    let files: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "giấy chứng sinh.pdf", PDF)];
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    draft
}

/// A birth registration that was handed in.
pub async fn birth(kit: &Kit, browser: &mut Browser) -> Receipt {
    let draft = birth_draft(kit, browser).await;
    Receipt::of(&browser.post(&format!("{draft}/check"), &[]).await)
}

/// An officer of the commune who may do everything.
pub async fn officer(kit: &Kit) -> Officer {
    kit.add_officer("lan", CENTRE, &Duty::DESKS).await
}

/// What an officer does, without the pages of officers.
pub async fn does(kit: &Kit, officer: &Officer, command: impl Into<DossierCommand>) {
    act(&kit.app, &Actor::Officer(officer.clone()), None, command).await.unwrap();
}
