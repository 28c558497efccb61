//! Dossiers to measure with: made by the real actions, in memory.

use motcua_core::account::{Actor, Officer, OfficerId};
use motcua_core::catalogue::{Duty, ProcedureId};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::dossier::{
    self, Applicant, Changes, Channel, Dossier, DossierCode, DossierId, Outage, Outcome, ReturnWay, Shelf,
    Submit,
};
use motcua_core::form::Answers;
use motcua_core::law::Policy;
use motcua_core::{Day, Fault, Halt, Law, Moment};
use motcua_store::Write;
use motcua_store::act::{Asking, on_shelf, to_write};
use std::sync::OnceLock;

/// What is answered in the form of every dossier.
pub const ANSWERS: &str = include_str!("../../catalogue/forms/examples/xac-nhan-hon-nhan.1.json");

/// The same, read once.
fn answers() -> &'static Answers {
    static READ: OnceLock<Answers> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(ANSWERS).expect("an example"))
}

const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Võ"];
const MIDDLE: [&str; 6] = ["Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hữu"];
const GIVEN: [&str; 12] =
    ["Hoa", "Hòa", "Lan", "Hùng", "Dũng", "Đức", "Mai", "Thủy", "An", "Bình", "Châu", "Giang"];

/// The law of the repository's own catalogue.
pub fn law() -> Law {
    motcua_books::Books::embedded().law(Policy::default()).expect("the embedded catalogue is sound")
}

/// The committees of the province with their centres.
pub fn centres(law: &Law) -> Vec<AgencyCode> {
    law.directory
        .agencies()
        .iter()
        .filter(|agency| agency.centre.is_some())
        .map(|agency| agency.code.clone())
        .collect()
}

/// One officer with every duty of an agency.
pub fn officer(agency: &AgencyCode) -> Officer {
    Officer {
        id: OfficerId(format!("bench.{agency}").to_lowercase()),
        name: "Cán bộ Đo Lường".into(),
        agency: agency.clone(),
        duties: Duty::ALL.to_vec(),
        point: None,
    }
}

struct One(Option<Dossier>);

impl Shelf for One {
    fn dossier(&mut self, _: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok(self.0.clone())
    }

    fn dossier_of(&mut self, _: DossierId) -> Result<Option<Dossier>, Fault> {
        Ok(None)
    }

    fn outages(&mut self, _: &AgencyCode, _: Moment) -> Result<Vec<Outage>, Fault> {
        Ok(Vec::new())
    }

    fn scanned(&mut self, _: &FileDigest) -> Result<Scanned, Fault> {
        Ok(Scanned::NotScanned)
    }
}

fn submission(number: u64, receiving: &AgencyCode) -> Submit {
    let pick = |list: &[&'static str], by: u64| list[(number / by) as usize % list.len()];
    let mut random = [0; 10];
    random[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    Submit {
        id: DossierId::v7(Moment(number as i64), random),
        procedure: ProcedureId::from("1.004873"),
        case: None,
        channel: Channel::Online,
        receiving: receiving.clone(),
        competent: None,
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant {
            name: format!("{} {} {}", pick(&FAMILY, 1), pick(&MIDDLE, 8), pick(&GIVEN, 48)),
            identity: format!("046{:09}", number % 1_000_000_000),
            ..Applicant::default()
        },
        answers: answers().clone(),
        papers: Vec::new(),
    }
}

/// One dossier handed in.
pub fn submitted(law: &Law, number: u64, receiving: &AgencyCode, now: Moment) -> Write {
    let actor = Actor::Applicant { name: "Người dân".into() };
    let asking = Asking { law, actor: &actor, now, key: None };
    let changes =
        on_shelf(&mut One(None), &asking, |desk| dossier::submit(desk, submission(number, receiving)))
            .expect("a plain submission is accepted");
    to_write(law, changes, None).expect("the agency is known")
}

/// A dossier with its life so far in one write: one in ten is still in hand, the
/// others have their results.
pub fn lived(law: &Law, number: u64, receiving: &AgencyCode, day: Day) -> Write {
    let actor = Actor::Officer(officer(receiving));
    let at = |hour: u16, minute: u64| day.at(hour * 60 + (minute % 60) as u16);
    let steps: Vec<(Moment, Step)> = vec![
        (at(8, number), Box::new(|desk, code| dossier::accept(desk, dossier::Accept::of(code)))),
        (
            at(9, number),
            Box::new(|desk, code| {
                dossier::forward(desk, dossier::Forward { code, to_officer: None, note: String::new() })
            }),
        ),
        (
            at(10, number),
            Box::new(|desk, code| {
                dossier::forward(desk, dossier::Forward { code, to_officer: None, note: String::new() })
            }),
        ),
        (
            at(13, 59),
            Box::new(|desk, code| {
                dossier::decide(
                    desk,
                    dossier::Decide {
                        code,
                        outcome: Outcome::Approved,
                        reason: String::new(),
                        files: Vec::new(),
                    },
                )
            }),
        ),
        (
            at(14, number),
            Box::new(move |desk, code| {
                let entry =
                    dossier::BookEntry {
                        number: number.to_string(), book: "Sổ văn bản đi".into(), day
                    };
                dossier::issue(desk, dossier::Issue { code, entry, files: Vec::new() })
            }),
        ),
        (
            at(15, number),
            Box::new(|desk, code| {
                dossier::return_result(
                    desk,
                    dossier::ReturnResult { code, how: ReturnWay::Online, files: Vec::new() },
                )
            }),
        ),
    ];
    let asked = Actor::Applicant { name: "Người dân".into() };
    let asking = Asking { law, actor: &asked, now: at(7, number), key: None };
    let mut all: Changes =
        on_shelf(&mut One(None), &asking, |desk| dossier::submit(desk, submission(number, receiving)))
            .expect("a plain submission is accepted");
    let done = if number.is_multiple_of(10) { (number / 10) as usize % 3 + 1 } else { steps.len() };
    for (now, step) in steps.into_iter().take(done) {
        let asking = Asking { law, actor: &actor, now, key: None };
        let code = all.after.code().clone();
        let more = on_shelf(&mut One(Some(all.after.clone())), &asking, |desk| step(desk, code))
            .expect("a plain act is accepted");
        all.after = more.after;
        all.events.extend(more.events);
    }
    to_write(law, all, None).expect("the agency is known")
}

type Step = Box<dyn FnOnce(&mut dossier::Desk<'_>, DossierCode) -> Result<Changes, Halt>>;
