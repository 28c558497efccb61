//! A commune's office for the tests of the officers' pages: four officers of
//! Phú Xuân, one of another commune, and dossiers that stand where a test needs them.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use crate::kit::{Browser, Kit, PASSWORD};
use crate::steps::{FATHER, HOME, MOTHER};
use motcua_core::act::{Actor, Officer, OfficerId, Point, PointKind};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{Duty, Way};
use motcua_core::competence::DecidingFacts;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::*;
use motcua_core::{Halt, Law, Moment};
use motcua_edge::act::act;
use motcua_store::dossier as stored;
use std::collections::BTreeMap;

/// The office.
pub const HERE: &str = "H57.101";
/// Another one.
pub const ELSEWHERE: &str = "H57.102";
/// A procedure with two cases, the same day, four papers.
pub const BIRTH: &str = "1.001193";
/// A procedure of three working days, with a case that only an officer can find.
pub const CORRECTION: &str = "1.004859";

/// A server with an office at work.
pub struct Office {
    /// The server.
    pub kit: Kit,
    officers: BTreeMap<&'static str, Officer>,
}

impl Office {
    /// Monday morning, 14 July 2025.
    pub async fn open() -> Office {
        Office::of(Kit::at("2025-07-14T09:00")).await
    }

    /// The office on this server.
    pub async fn of(kit: Kit) -> Office {
        let mut officers = BTreeMap::new();
        for (id, agency, duty) in [
            ("quay", HERE, Duty::Reception),
            ("quay2", HERE, Duty::Reception),
            ("thuly", HERE, Duty::Case),
            ("lanhdao", HERE, Duty::Leader),
            ("vanthu", HERE, Duty::Registry),
            ("xakhac", ELSEWHERE, Duty::Reception),
            ("thulyxakhac", ELSEWHERE, Duty::Case),
        ] {
            officers.insert(id, kit.add_officer(id, agency, &[duty]).await);
        }
        Office { kit, officers }
    }

    /// One more officer.
    pub async fn add(&mut self, id: &'static str, agency: &AgencyCode, duties: &[Duty]) {
        self.officers.insert(id, self.kit.add_officer(id, agency.as_str(), duties).await);
    }

    /// The office after its server was stopped, changed and started again.
    pub fn again(self, change: impl FnOnce(&mut motcua_edge::app::Server)) -> Office {
        Office { kit: self.kit.again(change), officers: self.officers }
    }

    /// A browser in which the helper of an agent point of this agency is signed in.
    pub async fn helper(&self) -> Browser {
        let (id, today) = (OfficerId("quay".into()), self.kit.app.now().day());
        let mut found = self.kit.app.read(|rows| motcua_store::account::log_in(rows, &id, today));
        let desk = found.as_mut().unwrap().take().unwrap();
        let officer = Officer {
            id: OfficerId("diem1".into()),
            name: "Trần Thị Điểm".into(),
            duties: Vec::new(),
            point: Some(Point { kind: PointKind::AgentPoint, name: "Điểm đại lý số 1".into() }),
            ..desk.officer
        };
        self.kit.open_account(&officer, desk.password).await;
        self.browser("diem1").await
    }

    /// This officer's browser, signed in.
    pub async fn browser(&self, id: &str) -> Browser {
        let mut browser = self.kit.browser();
        let answer = browser.post("/officer/sign_in", &[("id", id), ("password", PASSWORD)]).await;
        assert_eq!(answer.location(), "/officer/work");
        browser
    }

    /// A birth that was sent online to be registered.
    pub async fn submitted(&self, name: &str) -> DossierCode {
        self.submitted_of(BIRTH, "on-time", name).await
    }

    /// A dossier of this procedure and case that was sent online, about what lies here.
    pub async fn submitted_of(&self, procedure: &str, case: &str, name: &str) -> DossierCode {
        let deciding = self.kit.decided_here(procedure);
        self.handed_in(procedure, case, name, deciding).await.unwrap()
    }

    /// A dossier of this procedure and case that was sent online, or received at the counter
    /// where it is not taken online; decided where this was said. Or the code of the refusal.
    pub async fn handed_in(
        &self,
        procedure: &str,
        case: &str,
        name: &str,
        deciding: DecidingFacts,
    ) -> Result<DossierCode, &'static str> {
        self.handed_in_with(procedure, case, name, deciding, Vec::new()).await
    }

    /// The same with these papers.
    pub async fn handed_in_with(
        &self,
        procedure: &str,
        case: &str,
        name: &str,
        deciding: DecidingFacts,
        papers: Vec<PaperHanded>,
    ) -> Result<DossierCode, &'static str> {
        let app = &self.kit.app;
        let version = app.law.catalogue.procedure(&procedure.into()).unwrap().version_on(app.now().day());
        let is_online = version.unwrap().offer(&case.into(), Way::Online).is_some();
        let applicant = Applicant {
            name: name.to_string(),
            identity: "046090001234".into(),
            phone: "0905123456".into(),
            ..Applicant::default()
        };
        let command = Submit {
            id: DossierId::v7(app.now(), app.random()),
            procedure: procedure.into(),
            case: Some(case.into()),
            channel: if is_online { Way::Online } else { Way::Counter },
            receiving: AgencyCode::parse(HERE).unwrap(),
            competent: None,
            deciding,
            wanted: Default::default(),
            support_point: None,
            assistance: None,
            behalf: Default::default(),
            applicant,
            answers: self.kit.answers(procedure, Some(case)),
            papers,
        };
        let acted = if is_online {
            act(app, &Actor::Person { name: name.to_string() }, None, command).await
        } else {
            act(app, &Actor::Officer(self.officers["quay"].clone()), None, Receive(command)).await
        };
        match acted {
            Ok(acted) => Ok(acted.after.unwrap().code().clone()),
            Err(Halt::Refused(refused)) => Err(refused[0].code),
            Err(Halt::Broke(fault)) => panic!("{procedure}: {fault:?}"),
        }
    }

    /// A dossier with whom these acts were done, each by whoever does it: `accept`,
    /// `forward` …
    pub async fn dossier(&self, name: &str, acts: &[Verb]) -> DossierCode {
        let code = self.submitted(name).await;
        self.carry_on(&code, acts).await;
        code
    }

    /// These acts, one after the other.
    pub async fn carry_on(&self, code: &DossierCode, acts: &[Verb]) {
        for verb in acts {
            self.carry_out(code, *verb).await;
        }
    }

    /// One act with ordinary words, done by whoever may.
    pub async fn carry_out(&self, code: &DossierCode, verb: Verb) {
        for officer in self.officers.values() {
            let actor = Actor::Officer(officer.clone());
            let app = &self.kit.app;
            let command = ordinary(&app.law, app.now(), &self.now(code), verb);
            let done = act(app, &actor, None, command).await;
            if done.is_ok() {
                return;
            }
        }
        panic!("nobody could {} {code}", verb.as_str());
    }

    /// The dossier now.
    pub fn now(&self, code: &DossierCode) -> Dossier {
        self.kit.app.read(|rows| stored::by_code(rows, code)).unwrap().unwrap()
    }

    /// How many events it has.
    pub fn events(&self, code: &DossierCode) -> usize {
        let id = self.now(code).id;
        self.kit.app.read(|rows| stored::events(rows, id)).unwrap().len()
    }
}

/// What this verb asks for, in ordinary words where a test looks at them.
fn ordinary(law: &Law, now: Moment, dossier: &Dossier, verb: Verb) -> DossierCommand {
    let (code, reason) = (dossier.code().clone(), "Theo quy định".to_string());
    match verb {
        Verb::Forward => Forward { code, to_officer: None, note: "Hồ sơ đủ".into() }.into(),
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Whole, why: "Thiếu giấy chứng sinh".into() }];
            AskSupplement { code, items, complete: true, why_again: reason }.into()
        }
        Verb::AskPayment => AskPayment { code, amount_vnd: 75_000, of: None, reason }.into(),
        Verb::Decide => {
            let (outcome, reason) = (Outcome::Approved, String::new());
            Decide { code, outcome, reason, files: Vec::new(), sign: None }.into()
        }
        Verb::Issue => {
            let (number, book) = ("12/QĐ-UBND".into(), "Sổ văn bản đi".into());
            let entry = BookEntry { number, book, day: now.day() };
            Issue { code, entry, files: Vec::new(), unscanned: None }.into()
        }
        Verb::AskOpinion => {
            let of = AgencyCode::parse(ELSEWHERE).unwrap();
            AskOpinion { code, of, limit: Limit::WorkingDays(1), question: reason }.into()
        }
        Verb::AnnounceEarly => AnnounceEarly { code, told: Notice::Phone, note: String::new() }.into(),
        Verb::Supplement => {
            let (papers, answers, person) = Default::default();
            Supplement { code, papers, answers, person, note: reason }.into()
        }
        Verb::Stop => Stop { code, reason, although_awaited: true }.into(),
        verb => least(law, now, dossier, verb),
    }
}

/// The most bytes of an officer's page.
pub const PAGE_BYTES_MAX: usize = 150_000;

/// The fields of the reception screen with somebody at the counter; `more` replaces
/// or adds.
pub fn walk_in<'a>(key: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("procedure", BIRTH),
        ("key", key),
        ("case", "on-time"),
        ("channel", "counter"),
        FATHER,
        MOTHER,
        HOME,
        ("name", "Trần Văn Bình"),
        ("identity", "046 090 001 234"),
        ("born.year", "1990"),
        ("phone", "0905 123 456"),
    ];
    for (name, value) in more {
        fields.retain(|(found, _)| found != name);
        fields.push((name, value));
    }
    fields
}
