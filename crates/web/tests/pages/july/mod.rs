//! A very small July 2025, made by people through the real actions: submit,
//! receive, accept, forward, ask_supplement, supplement, decide, withdraw.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use crate::kit::Kit;
use motcua_core::act::{Actor, Officer};
use motcua_core::catalogue::{Duty, ProcedureId};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FileRef, Media, clean_name};
use motcua_core::dossier::*;
use motcua_edge::act::act;

/// Phường Phú Xuân, its agency, and the same for Phường Kim Long.
pub const PHU_XUAN: (&str, &str) = ("19753", "H57.101");
pub const KIM_LONG: (&str, &str) = ("19774", "H57.102");
/// Offered fully online, the same day.
pub const BIRTH: &str = "1.001193";
/// Decided by the province itself: the criminal record.
pub const RECORD: &str = "3.000333";
/// Only partly online, five working days.
pub const DEATH_ON_THE_SPOT: &str = "1.000419";

/// A dossier in somebody's hands.
#[derive(Clone)]
pub struct Case {
    pub code: DossierCode,
    pub id: DossierId,
    agency: String,
}

/// The people of the small July.
pub struct July {
    pub kit: Kit,
}

impl July {
    /// Nothing has happened yet.
    pub fn empty(time: &str) -> July {
        July { kit: Kit::at(time) }
    }

    /// Everything below has happened; the clock stands at 20:00 on 14 July.
    pub async fn until_the_14th() -> July {
        July::until_the_14th_on(Kit::at("2025-07-01T08:00")).await
    }

    /// The same on this server, on which it is 1 July.
    pub async fn until_the_14th_on(kit: Kit) -> July {
        let july = July { kit };
        // Phú Xuân: one online and on time, one at the counter and late.
        let on_time = july.online("2025-07-01T09:00", PHU_XUAN, BIRTH, true).await;
        july.accept("2025-07-01T09:10", &on_time).await;
        july.decide("2025-07-01T15:00", &on_time, Outcome::Approved).await;
        let late = july.at_the_counter("2025-07-01T10:00", PHU_XUAN.1, BIRTH).await;
        july.decide("2025-07-03T10:00", &late, Outcome::Refused).await;
        // Kim Long: online, late after the 14th; and one of a procedure that is
        // only partly online.
        let open = july.online("2025-07-02T08:00", KIM_LONG, BIRTH, true).await;
        july.accept("2025-07-02T08:30", &open).await;
        let partly = july.online("2025-07-02T09:00", KIM_LONG, DEATH_ON_THE_SPOT, true).await;
        july.accept("2025-07-02T09:30", &partly).await;
        july.decide("2025-07-09T10:00", &partly, Outcome::Approved).await;
        // Phú Xuân: handed in with nothing, asked for a paper.
        let bare = july.online("2025-07-04T09:00", PHU_XUAN, BIRTH, false).await;
        july.accept("2025-07-04T09:10", &bare).await;
        july.ask_supplement("2025-07-04T10:00", &bare).await;
        // Kim Long: digitised now, and no longer so after a paper without a file.
        let full = july.online("2025-07-07T09:00", KIM_LONG, BIRTH, true).await;
        july.accept("2025-07-07T09:10", &full).await;
        july.ask_supplement("2025-07-07T10:00", &full).await;
        // Phú Xuân: not accepted yet; rejected; accepted and taken back.
        july.online("2025-07-08T09:00", PHU_XUAN, BIRTH, true).await;
        let rejected = july.online("2025-07-08T10:00", PHU_XUAN, BIRTH, true).await;
        july.reject("2025-07-08T11:00", &rejected).await;
        let withdrawn = july.online("2025-07-09T09:00", PHU_XUAN, BIRTH, true).await;
        july.accept("2025-07-09T09:10", &withdrawn).await;
        july.withdraw("2025-07-09T11:00", &withdrawn).await;
        // The city's own centre.
        let own = july.at_the_counter("2025-07-10T09:00", "H57", RECORD).await;
        july.decide("2025-07-10T16:00", &own, Outcome::Approved).await;
        july.kit.set_clock("2025-07-14T20:00");
        july
    }

    /// The rest of the month, after [`July::until_the_14th`]; it is 5 August.
    pub async fn until_august(&self) {
        let open = self.dossier("H57.102-250702-0001");
        let bare = self.dossier("H57.101-250704-0001");
        self.supplement("2025-07-16T09:00", &bare, true).await;
        let full = self.dossier("H57.102-250707-0001");
        self.supplement("2025-07-17T09:00", &full, false).await;
        self.decide("2025-07-21T10:00", &open, Outcome::Approved).await;
        let again = self.online("2025-07-22T09:00", KIM_LONG, BIRTH, true).await;
        self.accept("2025-07-22T09:10", &again).await;
        self.decide("2025-07-22T11:00", &again, Outcome::Approved).await;
        self.kit.set_clock("2025-08-05T09:00");
    }

    /// A dossier by its code.
    pub fn dossier(&self, text: &str) -> Case {
        let found = self.kit.app.read(|rows| motcua_store::dossier::by_code(rows, &code(text)));
        case(&found.unwrap().unwrap_or_else(|| panic!("no dossier {text}")))
    }

    /// Sent by the person.
    pub async fn online(&self, time: &str, at: (&str, &str), procedure: &str, with_file: bool) -> Case {
        self.kit.set_clock(time);
        let command = self.command(at.1, procedure, Channel::Online, with_file);
        let applicant = Actor::Person { name: command.applicant.name.clone() };
        let acted = act(&self.kit.app, &applicant, None, command.clone()).await;
        case(&acted.unwrap().after.unwrap())
    }

    /// Brought to the counter, on paper.
    pub async fn at_the_counter(&self, time: &str, agency: &str, procedure: &str) -> Case {
        self.kit.set_clock(time);
        let mut command = self.command(agency, procedure, Channel::Counter, false);
        command.papers = vec![PaperHanded { originals: 1, ..PaperHanded::of_files("other", Vec::new()) }];
        let acted = self.act_of(agency, Receive(command.clone())).await;
        case(&acted)
    }

    pub async fn accept(&self, time: &str, case: &Case) {
        self.kit.set_clock(time);
        self.act_of(&case.agency, Accept::of(case.code.clone())).await;
    }

    pub async fn reject(&self, time: &str, case: &Case) {
        self.kit.set_clock(time);
        let command =
            RejectAtIntake { code: case.code.clone(), reason: "Không thuộc thẩm quyền".into() };
        self.act_of(&case.agency, command.clone()).await;
    }

    pub async fn withdraw(&self, time: &str, case: &Case) {
        self.kit.set_clock(time);
        let command = Withdraw { code: case.code.clone(), reason: "Người nộp xin rút".into() };
        self.act_of(&case.agency, command.clone()).await;
    }

    pub async fn ask_supplement(&self, time: &str, case: &Case) {
        self.kit.set_clock(time);
        let items = vec![WrongItem { about: About::Paper("other".into()), why: "Thiếu tờ khai".into() }];
        let command =
            AskSupplement { code: case.code.clone(), items, complete: true, why_again: String::new() };
        self.act_of(&case.agency, command.clone()).await;
    }

    pub async fn supplement(&self, time: &str, case: &Case, with_file: bool) {
        self.kit.set_clock(time);
        let papers = vec![paper(with_file)];
        let command = Supplement {
            code: case.code.clone(),
            papers,
            answers: Default::default(),
            person: Default::default(),
            note: String::new(),
        };
        self.act_of(&case.agency, command.clone()).await;
    }

    /// Forwarded from desk to desk, then decided by the leader.
    pub async fn decide(&self, time: &str, case: &Case, outcome: Outcome) {
        self.kit.set_clock(time);
        for _ in 0..2 {
            let command = Forward { code: case.code.clone(), to_officer: None, note: String::new() };
            self.act_of(&case.agency, command.clone()).await;
        }
        let command = Decide {
            code: case.code.clone(),
            outcome,
            reason: "Không đủ điều kiện".into(),
            files: Vec::new(),
            sign: None,
        };
        let decided = self.act_of(&case.agency, command.clone()).await;
        if decided.decided.is_some() {
            let entry =
                BookEntry {
                    number: "7".into(), book: "Sổ văn bản đi".into(), day: decided.last_at.day()
                };
            let command = Issue { code: case.code.clone(), entry, files: Vec::new(), unscanned: None };
            self.act_of(&case.agency, command.clone()).await;
        }
    }

    /// By somebody who has every duty at the agency.
    async fn act_of(&self, agency: &str, command: impl Into<DossierCommand>) -> Dossier {
        let officer = Officer {
            id: motcua_core::act::OfficerId(format!("all-{}", agency.to_lowercase())),
            name: "Trần Văn Bình".into(),
            agency: AgencyCode::parse(agency).unwrap(),
            duties: Duty::DESKS.to_vec(),
            point: None,
            stead: Default::default(),
        };
        let acted = act(&self.kit.app, &Actor::Officer(officer), None, command).await;
        acted.unwrap_or_else(|halt| panic!("{halt:?}")).after.unwrap()
    }

    fn command(&self, agency: &str, procedure: &str, channel: Channel, with_file: bool) -> Submit {
        let app = &self.kit.app;
        let id = DossierId::v7(app.now(), app.random());
        Submit {
            id,
            procedure: ProcedureId::from(procedure),
            case: (procedure == BIRTH).then(|| "on-time".into()),
            channel,
            receiving: AgencyCode::parse(agency).unwrap(),
            competent: None,
            deciding: app.law.all_decided_at(
                &ProcedureId::from(procedure),
                app.now().day(),
                &AgencyCode::parse(agency).unwrap(),
            ),
            wanted: Default::default(),
            support_point: None,
            assistance: None,
            behalf: Default::default(),
            applicant: Applicant { name: "Nguyễn Thị Bí Mật".into(), ..Applicant::default() },
            answers: match channel {
                Channel::Online => self.kit.answers(procedure, None),
                _ => Default::default(),
            },
            papers: if with_file { vec![paper(true)] } else { Vec::new() },
        }
    }
}

fn paper(with_file: bool) -> PaperHanded {
    let file = FileRef {
        digest: motcua_store::files::digest_of(b"%PDF-1.7"),
        name: clean_name("giay.pdf"),
        size: 8,
        media: Media::Pdf,
        pages: None,
        doubts: Vec::new(),
    };
    let files = if with_file { vec![file] } else { Vec::new() };
    PaperHanded { originals: u16::from(!with_file), ..PaperHanded::of_files("other", files) }
}

fn case(dossier: &Dossier) -> Case {
    Case { code: dossier.code().clone(), id: dossier.id, agency: dossier.submission.receiving.to_string() }
}

fn code(text: &str) -> DossierCode {
    DossierCode::parse(text).unwrap()
}
