//! Duties with their days in a form: a box for each that may be given, and two days beside it.

use motcua_core::Refusal;
use motcua_core::account::{GivenDuty, Reach, typed_day};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;

/// A duty in a form.
pub(in crate::staff) struct DutyRow {
    pub(in crate::staff) word: &'static str,
    pub(in crate::staff) name: &'static str,
    pub(in crate::staff) is_ticked: bool,
    pub(in crate::staff) from: String,
    pub(in crate::staff) to: String,
}

/// The boxes for these duties; for those that they may give at this agency, or at any one when
/// none is known yet. A duty that is given for two times keeps both: the second stands in a row
/// of its own.
pub(in crate::staff) fn of_given(
    signed: &Signed,
    reach: &Reach,
    agency: Option<&AgencyCode>,
    given: &[GivenDuty],
) -> Vec<DutyRow> {
    let mut rows = Vec::new();
    for duty in offered(signed, reach, agency) {
        let theirs: Vec<&GivenDuty> = given.iter().filter(|given| given.duty == duty).collect();
        let row = |given: Option<&GivenDuty>| DutyRow {
            word: duty.as_str(),
            name: motcua_messages::duty(duty, signed.visit.lang),
            is_ticked: given.is_some(),
            from: super::frame::vn(given.and_then(|given| given.from)),
            to: super::frame::vn(given.and_then(|given| given.to)),
        };
        match theirs.as_slice() {
            [] => rows.push(row(None)),
            theirs => rows.extend(theirs.iter().map(|given| row(Some(given)))),
        }
    }
    rows
}

fn offered(signed: &Signed, reach: &Reach, agency: Option<&AgencyCode>) -> Vec<Duty> {
    let law = &signed.visit.app.law;
    let may = |duty: &Duty| match agency {
        Some(agency) => reach.may_give(law, *duty, agency),
        None => law.directory.agencies().iter().any(|agency| reach.may_give(law, *duty, &agency.code)),
    };
    Duty::ALL.into_iter().filter(may).collect()
}

/// The same as they were sent.
pub(in crate::staff) fn sent(
    signed: &Signed,
    reach: &Reach,
    agency: Option<&AgencyCode>,
    form: &SentForm,
) -> Vec<DutyRow> {
    let offered = offered(signed, reach, agency);
    let rows = form.under("duty_row.").filter_map(|(place, word)| {
        let duty = Duty::parse(word).filter(|duty| offered.contains(duty))?;
        Some(DutyRow {
            word: duty.as_str(),
            name: motcua_messages::duty(duty, signed.visit.lang),
            is_ticked: form.filled(&format!("duty.{place}")).is_some(),
            from: form.get(&format!("from.{place}")).to_string(),
            to: form.get(&format!("to.{place}")).to_string(),
        })
    });
    let mut rows: Vec<DutyRow> = rows.collect();
    for duty in offered {
        if !rows.iter().any(|row| row.word == duty.as_str()) {
            let name = motcua_messages::duty(duty, signed.visit.lang);
            let (from, to) = (String::new(), String::new());
            rows.push(DutyRow { word: duty.as_str(), name, is_ticked: false, from, to });
        }
    }
    rows
}

/// The duties that a form gives, or everything that is wrong with their days.
pub(in crate::staff) fn given(form: &SentForm) -> Result<Vec<GivenDuty>, Vec<Refusal>> {
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    for (place, word) in form.under("duty_row.") {
        if form.filled(&format!("duty.{place}")).is_none() {
            continue;
        }
        let Some(duty) = Duty::parse(word) else {
            wrong.push(Refusal::of("request.malformed"));
            continue;
        };
        let mut day = |name: &str| {
            let typed = typed_day(form.get(&format!("{name}.{place}")), "duty");
            typed.map_err(|refusal| wrong.push(refusal)).unwrap_or_default()
        };
        let (from, to) = (day("from"), day("to"));
        given.push(GivenDuty { duty, from, to });
    }
    if wrong.is_empty() { Ok(given) } else { Err(wrong) }
}

/// What is wrong with days of duties, told at the duties: their boxes have no names of their own.
pub(in crate::staff) fn placed(wrong: Vec<Refusal>) -> Vec<Refusal> {
    let at_duties = |refusal: Refusal| match refusal.field.as_deref() {
        Some("to") => refusal.at("duty"),
        _ => refusal,
    };
    wrong.into_iter().map(at_duties).collect()
}
