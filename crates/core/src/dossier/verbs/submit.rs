//! Nộp hồ sơ: handing in, online or by post; and receiving a walk-in at the
//! counter, which is handing in and accepting in one act.

use crate::act::{Actor, Officer};
use crate::catalogue::{CaseId, DecidedBy, Duty, ProcedureId, Version};
use crate::competence::{DecidingFacts, ReceiverMay};
use crate::directory::AgencyCode;
use crate::document::FILES_MAX;
use crate::dossier::handed_in::{agreed, check_papers, competence, decided_by, helped_by, reuse, taken_in};
use crate::dossier::limit::limit_of;
use crate::dossier::{
    Applicant, Assistance, Behalf, Changes, Channel, ConsentScope, Desk, DossierCode, DossierId, Fact,
    Helper, PaperHanded, Submission, WantedReturn, case_fits,
};
use crate::form::{self, Answers};
use crate::law::FormDuty;
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// What is handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submit {
    /// Made by the sender before the first sending.
    pub id: DossierId,
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which case of it; none when it has only one.
    pub case: Option<CaseId>,
    /// How.
    pub channel: Channel,
    /// The agency whose centre takes it.
    pub receiving: AgencyCode,
    /// The agency that decides, where several are competent and the receiver is none of
    /// them, or another one is wanted.
    pub competent: Option<AgencyCode>,
    /// What is said of everything on which it hangs who decides.
    #[serde(default)]
    pub deciding: DecidingFacts,
    /// How the person wants the result.
    #[serde(default)]
    pub wanted: WantedReturn,
    /// The support point, if at one.
    pub support_point: Option<String>,
    /// Who helped.
    pub assistance: Option<Assistance>,
    /// Who hands in for the person, what the person agreed to, what is used again.
    pub behalf: Behalf,
    /// Whose dossier.
    pub applicant: Applicant,
    /// The form's answers.
    pub answers: Answers,
    /// The papers.
    pub papers: Vec<PaperHanded>,
}

/// A new dossier, waiting to be accepted.
pub fn submit(desk: &mut Desk<'_>, mut command: Submit) -> Result<Changes, Halt> {
    if command.channel == Channel::Counter {
        return Err(Refusal::of("dossier.counter-is-received").at("channel").into());
    }
    if let Some(helper) = desk.actor.person_or_officer()? {
        let (elsewhere, help) = match helped_by(helper) {
            Some(help) => (false, help),
            None => (must_be_helped_online(desk, helper, &command)?, officers_help(helper)),
        };
        must_be_agreed(helper, &command, elsewhere)?;
        command.assistance = Some(help);
    }
    begin(desk, command)
}

/// An officer at the counter of an agency that is not competent helps to hand in online to
/// the competent one, where the law says so (NĐ 120/2025 art 5.1). What their own agency may
/// take they receive.
fn must_be_helped_online(desk: &Desk<'_>, officer: &Officer, command: &Submit) -> Result<bool, Halt> {
    officer.must_have(Duty::Reception, &officer.agency)?;
    let no_centre = || Refusal::of("dossier.no-such-centre").at("receiving");
    let own = desk.law.directory.agency(&officer.agency).ok_or_else(no_centre)?;
    let (found, may) = competence(desk.law, &command.procedure, desk.now.day(), own, &command.deciding)?;
    if may == ReceiverMay::HelpOnline && found.agencies.contains(&command.receiving) {
        return Ok(true);
    }
    let refusal = Refusal::of("dossier.not-your-unit").at("receiving");
    Err(refusal.with("agency", &command.receiving).into())
}

fn officers_help(officer: &Officer) -> Assistance {
    Assistance { by: Some(officer.id.clone()), ..Assistance::of(Helper::Officer, officer.name.clone()) }
}

pub(in crate::dossier) fn begin(desk: &mut Desk<'_>, mut command: Submit) -> Result<Changes, Halt> {
    let day = desk.now.day();
    let mut wrong = Vec::new();
    let procedure = desk
        .law
        .catalogue
        .procedure(&command.procedure)
        .ok_or_else(|| Refusal::of("catalogue.unknown-procedure").at("procedure"))?;
    let version = procedure
        .version_on(day)
        .ok_or_else(|| Refusal::of("catalogue.not-in-force").at("procedure").with("day", day.vn()))?;
    let case = match command.case.clone() {
        Some(case) if version.case(&case).is_some() => case,
        Some(_) => return Err(Refusal::of("dossier.unknown-case").at("case").into()),
        None => only_case(version).ok_or_else(|| Refusal::of("dossier.case-missing").at("case"))?,
    };
    if let Err(refusal) = limit_of(version, &case, command.channel) {
        wrong.push(refusal);
    }
    let receiving = desk
        .law
        .directory
        .agency_on(&command.receiving, day)
        .filter(|agency| agency.centre.is_some())
        .ok_or_else(|| Refusal::of("dossier.no-such-centre").at("receiving"))?;
    let asked = (&procedure.id, version);
    let competent =
        decided_by(desk.law, asked, day, receiving, &command.deciding, command.competent.as_ref());
    let competent = match competent {
        Ok(competent) => Some(competent),
        Err(more) => {
            wrong.extend(more);
            None
        }
    };
    if let Err(refusal) = check_papers(version, &case, &command.papers) {
        wrong.push(refusal);
    }
    wrong.extend(must_not_be_too_many(&command.papers).err());
    let (form, answers) = match declared(desk, version, &case, &mut command)? {
        Ok(declared) => declared,
        Err(more) => {
            wrong.extend(more);
            (None, Answers::new())
        }
    };
    if let Some(case) = version.case(&case) {
        wrong.extend(case_fits(desk.law, case, &answers, day).err());
    }
    let asked = (&procedure.id, &receiving.code);
    let wanted = command.wanted.checked(desk.law, asked, day).unwrap_or_else(|more| {
        wrong.extend(more);
        WantedReturn::default()
    });
    let applicant = match command.applicant.checked(day) {
        Ok(applicant) => applicant,
        Err(more) => {
            wrong.extend(more);
            return Err(wrong.into());
        }
    };
    let (submitter, consent) = match agreed(command.behalf.submitter, command.behalf.consent, desk.now) {
        Ok(agreed) => agreed,
        Err(more) => {
            wrong.extend(more);
            return Err(wrong.into());
        }
    };
    let Some(competent) = competent.filter(|_| wrong.is_empty()) else {
        return Err(wrong.into());
    };
    let mut papers = taken_in(command.papers, desk.actor, desk.now)?;
    if !command.behalf.reuse.is_empty() {
        reuse(desk, &applicant, consent.as_ref(), &command.behalf.reuse, &mut papers)?;
        check_papers(version, &case, &papers)?;
        must_not_be_too_many(&papers)?;
    }
    desk.must_take_no_viruses(&papers)?;
    let submission = Submission {
        // The number is drawn by the store in the same transaction.
        code: DossierCode { agency: receiving.code.clone(), day, number: 0 },
        procedure: procedure.id.clone(),
        version: version.number,
        case,
        full_online: version.online == crate::catalogue::Online::Full,
        channel: command.channel,
        assistance: command.assistance,
        receiving: receiving.code.clone(),
        competent,
        deciding: command.deciding,
        wanted,
        support_point: command.support_point,
        applicant,
        form,
        answers,
        papers,
        submitter,
        consent,
        lead: None,
    };
    let home = submission.receiving.clone();
    desk.begin(command.id, &home, Fact::Submitted(Box::new(submission)), None)
}

fn must_not_be_too_many(papers: &[PaperHanded]) -> Result<(), Refusal> {
    if papers.iter().map(|paper| paper.files.len()).sum::<usize>() > FILES_MAX {
        return Err(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX));
    }
    Ok(())
}

/// Which form was filled in, and the answers as they are kept.
type Declared = (Option<String>, Answers);

/// Judges the answers by the form of the case. Online the form is the declaration, so
/// it is always judged. Who comes to the counter or writes by post may have declared
/// on paper: then there are no answers, and no form is said to have been filled in.
/// A helper who types it in online may attach a scan of the declaration instead.
/// Answers that are given are always judged.
fn declared(
    desk: &Desk<'_>,
    version: &Version,
    case: &CaseId,
    command: &mut Submit,
) -> Result<Result<Declared, Vec<Refusal>>, Fault> {
    let answers = std::mem::take(&mut command.answers);
    let is_online = command.channel == Channel::Online;
    let is_owed = is_online && desk.law.policy.form_duty == FormDuty::Online;
    if answers.is_empty() && is_owed && matches!(desk.actor, Actor::Officer(_)) {
        // A helper may attach the declaration that the person signed.
        return Ok(match command.papers.iter().any(|paper| !paper.files.is_empty()) {
            true => Ok((None, answers)),
            false => Err(vec![Refusal::of("dossier.declaration-missing").at("papers")]),
        });
    }
    if answers.is_empty() && !is_owed {
        return Ok(Ok((None, answers)));
    }
    let form = desk
        .law
        .form_of(version, case)
        .ok_or_else(|| Fault::other(format!("the form of case {case} is gone")))?;
    let judged = form::judge(form, answers, desk.now.day(), &desk.law.directory);
    Ok(judged.map(|answers| (Some(form.id().to_string()), answers)))
}

/// The case of a procedure that leaves the person no choice; cases that only an
/// officer can find do not count as one.
fn only_case(version: &Version) -> Option<CaseId> {
    let mut open = version.cases.iter().filter(|case| case.decided_by == DecidedBy::Applicant);
    let first = open.next()?;
    open.next().is_none().then(|| first.id.clone())
}

/// A helper hands in online, for the agency that their point belongs to (or `elsewhere`,
/// where theirs is not competent), and only what the person agreed to.
fn must_be_agreed(helper: &Officer, command: &Submit, elsewhere: bool) -> Result<(), Vec<Refusal>> {
    let mut wrong = Vec::new();
    if helper.agency != command.receiving && !elsewhere {
        let refusal = Refusal::of("dossier.not-your-unit").at("receiving");
        wrong.push(refusal.with("agency", &command.receiving));
    }
    if command.channel != Channel::Online {
        let refusal = Refusal::of("dossier.way-not-offered").at("channel");
        wrong.push(refusal.with("channel", command.channel.as_str()));
    }
    let consent = command.behalf.consent.as_ref();
    if !consent.is_some_and(|given| given.scope.contains(&ConsentScope::HandIn)) {
        wrong.push(Refusal::of("consent.missing").at("consent_way"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
