//! What the counter's form says, as a command.

use super::declaration::Typing;
use super::person::applicant;
use crate::papers;
use motcua_core::catalogue::{CaseId, ProcedureId, Version, Way};
use motcua_core::competence::{CIRCUMSTANCE_FIELD, DecidingFact, DecidingFacts};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{
    Assistance, Behalf, CONSENT_DAYS_USUAL, ConsentGiven, ConsentScope, ConsentWay, DossierCode, DossierId,
    Helper, Relation, Reuse, Submit, Submitter,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;
use motcua_questions::{DecidingContext, wanted_said};

/// The dossier to receive; or what is wrong with the form itself, with the person and
/// with the declaration, at once.
pub(super) fn read(
    signed: &Signed,
    form: &SentForm,
    typed: Option<&Typing<'_>>,
    (procedure, version): (&ProcedureId, &Version),
    id: DossierId,
) -> Result<Submit, Halt> {
    let mut wrong = Vec::new();
    let channel = Way::parse(form.get("channel"));
    if channel.is_none() {
        wrong.push(Refusal::of("dossier.channel-missing").at("channel"));
    }
    let applicant = match applicant(form).checked(signed.visit.now.day()) {
        Ok(applicant) => Some(applicant),
        Err(more) => {
            wrong.extend(more);
            None
        }
    };
    // Whoever began to type the declaration in has not said that it is a paper.
    wrong.extend(typed.into_iter().flat_map(Typing::refused));
    let papers = match papers::read(signed, form) {
        Ok(papers) => papers,
        Err(Halt::Refused(more)) => {
            wrong.extend(more);
            Vec::new()
        }
        Err(broke) => return Err(broke),
    };
    let (deciding, unread) = places_said(signed, procedure, version, form);
    wrong.extend(unread);
    let person = applicant.as_ref().map_or(("", ""), |person| (person.name.as_str(), person.phone.as_str()));
    let wanted = wanted_said(&signed.visit, person, |field| form.get(field));
    let wanted = wanted.map_err(|more| wrong.extend(more)).unwrap_or_default();
    let behalf = behalf(form).map_err(|refusal| wrong.push(refusal)).unwrap_or_default();
    let (Some(channel), Some(applicant), true) = (channel, applicant, wrong.is_empty()) else {
        return Err(wrong.into());
    };
    let agency = &signed.officer.agency;
    Ok(Submit {
        id,
        procedure: procedure.clone(),
        case: form.filled("case").map(CaseId::from),
        channel,
        receiving: agency.clone(),
        competent: form.filled("competent").and_then(|code| AgencyCode::parse(code).ok()),
        deciding,
        wanted,
        support_point: signed.officer.point.as_ref().map(|point| point.name.clone()),
        assistance: Helper::parse(form.get("helper"))
            .map(|kind| Assistance::of(kind, short(form.get("helper_name")))),
        behalf,
        applicant,
        answers: typed.map(|typed| typed.answers.clone()).unwrap_or_default(),
        papers,
    })
}

/// Who decides, as it is asked at this counter.
pub(super) fn deciding<'a>(
    signed: &'a Signed,
    procedure: &'a ProcedureId,
    version: &'a Version,
) -> DecidingContext<'a> {
    let (law, day, near) = (&*signed.visit.app.law, signed.visit.now.day(), Some(&signed.visit.app.province));
    DecidingContext { law, procedure, version, day, near }
}

/// The same, handed in online to the agency that the person chose among the competent ones.
/// Their consent is refused as missing where it was not ticked.
pub(super) fn help_online(form: &SentForm, command: &mut Submit) {
    command.channel = Way::Online;
    let chosen = AgencyCode::parse(form.get("help_for")).ok();
    command.receiving = chosen.unwrap_or_else(|| command.receiving.clone());
    let agreed = form.filled("help_agreed").is_some();
    let other = command.behalf.consent.take();
    command.behalf.consent = agreed.then(|| {
        other.unwrap_or(ConsentGiven {
            way: ConsentWay::Spoken,
            scope: vec![ConsentScope::HandIn],
            days: CONSENT_DAYS_USUAL,
        })
    });
}

/// The tick that every place left empty is the commune of this counter.
pub(super) const ALL_HERE: &str = "place.here";

/// The commune of this counter; none at a desk of the province.
pub(super) fn commune_here(signed: &Signed) -> Option<&UnitCode> {
    let agency = signed.visit.app.law.directory.agency(&signed.officer.agency)?;
    Some(&agency.unit).filter(|unit| !unit.is_province())
}

/// What was said of the places: as it was typed, and where the officer ticked that all is here,
/// this commune for what was left empty. Nothing is taken to be here unsaid.
pub(super) fn places_said(
    signed: &Signed,
    procedure: &ProcedureId,
    version: &Version,
    form: &SentForm,
) -> (DecidingFacts, Vec<Refusal>) {
    let here = commune_here(signed).filter(|_| form.filled(ALL_HERE).is_some());
    deciding(signed, procedure, version).said(|name| {
        let typed = form.get(name);
        let is_place = name != CIRCUMSTANCE_FIELD && !name.ends_with(".not");
        let is_open = typed.is_empty() && is_place && form.get(&format!("{name}.not")).is_empty();
        if is_open { here.map_or("", UnitCode::as_str) } else { typed }
    })
}

/// Where a card says where the person lives, it says so where that decides.
pub(super) fn place_of_card(
    signed: &Signed,
    procedure: &ProcedureId,
    version: &Version,
    form: &mut SentForm,
) {
    let context = deciding(signed, procedure, version);
    let (law, day) = (&signed.visit.app.law, signed.visit.now.day());
    let (said, _) = law.deciding_written((procedure, version), day, None, "", |fact| match fact {
        DecidingFact::ApplicantHome => form.get("address"),
        _ => "",
    });
    for (name, value) in context.pairs(&said) {
        form.set(&name, value);
    }
}

/// Who hands in for the person, what the person agreed to, what is used again.
fn behalf(form: &SentForm) -> Result<Behalf, Refusal> {
    let text = |field: &str| form.get(field).to_string();
    let submitter = form.filled("submitter_name").map(|name| Submitter {
        name: name.to_string(),
        identity: text("submitter_identity"),
        relation: Relation::parse(form.get("submitter_relation")).unwrap_or_default(),
        authorisation: text("submitter_authorisation"),
    });
    let scope = [("consent_follow", ConsentScope::Follow), ("consent_reuse", ConsentScope::ReusePapers)];
    let ticked = scope.into_iter().filter(|(field, _)| form.filled(field).is_some());
    // Somebody who ticks what a person agreed to has it from their mouth.
    let way = ConsentWay::parse(form.get("consent_way"));
    let way = way.or_else(|| form.filled("consent_reuse").map(|_| ConsentWay::Spoken));
    let consent = way.map(|way| ConsentGiven {
        way,
        scope: [ConsentScope::HandIn].into_iter().chain(ticked.map(|(_, scope)| scope)).collect(),
        // What is no number is no term, and is refused as one.
        days: form.filled("consent_days").map_or(CONSENT_DAYS_USUAL, |days| days.parse().unwrap_or(0)),
    });
    let malformed = || Refusal::of("request.malformed");
    let reuse = form.under("reuse.").map(|(nth, value)| {
        let (code, from_paper) = value.split_once('|').ok_or_else(malformed)?;
        let from = DossierCode::parse(code).map_err(|_| malformed())?;
        let paper = form.filled(&format!("reuse_as.{nth}")).unwrap_or("other").to_string();
        Ok(Reuse { paper, from, from_paper: from_paper.to_string() })
    });
    Ok(Behalf { submitter, consent, reuse: reuse.collect::<Result<_, Refusal>>()? })
}

/// Names of helpers are short; what is longer is no name.
fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}
