//! Phí, lệ phí of a dossier: what is owed and why, taking it at the counter, asking for it by transfer.

use crate::shown::fresh_reference;
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::{Duty, FeeUnit};
use motcua_core::dossier::Dossier;
use motcua_core::money::{
    BillCommand, Obligation, OwedFor, PaymentReference, PaymentWay, RaiseBill, TakePayment,
};
use motcua_edge::act::{Sending, send};
use motcua_edge::amount::amount;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, procedure_name, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_told::money::{BillNow, BillTold, bill_told, explained, owed_now};

#[derive(Template)]
#[template(path = "till/of_dossier.html")]
struct MoneyPage {
    page: Page,
    code: String,
    procedure: String,
    applicant: String,
    /// What is still to be asked for.
    owed: Vec<OwedShown>,
    bills: Vec<BillTold>,
    /// This officer takes money here.
    takes: bool,
    errors: Wrongs,
}

/// What is owed, with the form that takes it.
struct OwedShown {
    /// What follows the names of its boxes: nothing where an error leads to them.
    suffix: String,
    owed: String,
    kind: &'static str,
    /// How much; empty where nobody knows yet.
    amount: String,
    why: String,
    /// It is asked how many copies or acts.
    counts: bool,
    unit: &'static str,
    units: String,
    typed: String,
    ways: Vec<ChoiceShown>,
    way: String,
    slip: String,
    classes: Vec<ChoiceShown>,
    class: String,
    proof: String,
    /// Whether it can be raised to be paid by transfer.
    key: String,
    bill: String,
    payment: String,
    /// There is a bill for it already, which is paid.
    has_bill: bool,
    /// A go at paying it online is open: it may be paid there at this moment.
    is_tried: bool,
}

/// `GET /officer/dossiers/{code}/money`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/take_payment`
pub async fn take_payment(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("take_payment {code}"))?;
    let malformed = || Refusal::of("request.malformed");
    let command = TakePayment {
        code: code.clone(),
        owed: OwedFor::parse(form.get("owed")).ok_or_else(malformed)?,
        bill: PaymentReference::parse(form.get("bill")).ok_or_else(malformed)?,
        payment: form.get("payment").to_string(),
        way: PaymentWay::parse(form.get("way")).unwrap_or(PaymentWay::Cash),
        amount_vnd: amount(form.get("amount_vnd")).unwrap_or_default(),
        units: units_of(&form),
        class: form.filled("class").map(str::to_string),
        proof: form.get("proof").to_string(),
        slip: form.get("slip").to_string(),
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, BillCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}/money?done=take_payment"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals(halt)?),
    }
}

/// `POST /officer/dossiers/{code}/raise_bill`
pub async fn raise_bill(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("raise_bill {code}"))?;
    let malformed = || Refusal::of("request.malformed");
    let id = PaymentReference::parse(form.get("bill")).ok_or_else(malformed)?;
    let owed = OwedFor::parse(form.get("owed")).ok_or_else(malformed)?;
    let command = RaiseBill { id: id.clone(), code, owed, units: units_of(&form) };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, BillCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/bills/{id}"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals(halt)?),
    }
}

/// How many copies or acts were typed; what is no number is none, and refused where one is wanted.
fn units_of(form: &SentForm) -> Option<u32> {
    form.filled("units").map(|typed| typed.trim().parse().unwrap_or(0))
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Phí, lệ phí", "Charges and fees");
    let errors = Wrongs::of(wrong, lang, "take_payment");
    errors.entitle(&mut page);
    let agency = &dossier.submission.receiving;
    let now = owed_now(app, dossier, units_of(form))?;
    let due = now.bills.iter().filter(|now| now.left_vnd() > 0);
    let rows = due.map(Asked::Billed).chain(now.unasked.iter().map(Asked::Unasked)).enumerate();
    let rows = rows.map(|(at, asked)| owed_row(signed, dossier, form, &asked, at + 1, &page));
    let view = MoneyPage {
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        applicant: dossier.submission.applicant.name.clone(),
        owed: rows.collect(),
        bills: now.bills.iter().map(|bill| bill_told(app, bill, &page)).collect::<Result<_, _>>()?,
        takes: signed.officer.must_have(Duty::Reception, agency).is_ok(),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// What is to be taken.
enum Asked<'a> {
    /// There is a bill for it.
    Billed(&'a BillNow),
    /// Nobody has asked for it yet.
    Unasked(&'a Obligation),
}

fn owed_row(
    signed: &Signed,
    dossier: &Dossier,
    form: &SentForm,
    asked: &Asked<'_>,
    nth: usize,
    page: &Page,
) -> OwedShown {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let (owed, of, vnd, units, why) = match asked {
        Asked::Billed(now) => {
            let bill = &now.bill;
            (bill.owed, bill.of, Some(now.left_vnd()), bill.units, bill.id.to_string())
        }
        Asked::Unasked(found) => {
            (found.owed, found.of, found.full_vnd, found.units, explained(app, dossier, found, page))
        }
    };
    let counted = match asked {
        Asked::Unasked(found) => Some(found.unit).filter(|unit| matches!(unit, FeeUnit::Copy | FeeUnit::Act)),
        Asked::Billed(_) => None,
    };
    let has_bill = matches!(asked, Asked::Billed(_));
    let key = owed.key();
    let is_sent = form.get("owed") == key;
    let typed = |name: &str| if is_sent { form.get(name).to_string() } else { String::new() };
    let or = |name: &str, fresh: String| form.filled(name).filter(|_| is_sent).map_or(fresh, str::to_string);
    let ways = PaymentWay::ALL.into_iter().filter(|way| way.is_at_the_counter());
    let classes = app.law.catalogue.reductions(&dossier.submission.procedure, dossier.submitted_at.day());
    let none = ChoiceShown::new("", page.t("Thu đủ", "The whole amount"));
    let classes = classes.map(|class| {
        let percent = format!("{} (−{} %)", page.t(&class.name, &class.name_en), class.percent);
        ChoiceShown::new(class.id.as_str(), percent).hint(page.t(&class.proof, &class.proof_en))
    });
    OwedShown {
        suffix: if is_sent || (nth == 1 && form.get("owed").is_empty()) {
            String::new()
        } else {
            format!("-{nth}")
        },
        kind: motcua_messages::fee_kind(of, lang),
        amount: vnd.map(|vnd| page.money(vnd)).unwrap_or_default(),
        why,
        counts: counted.is_some(),
        unit: counted.map_or("", |unit| motcua_messages::fee_unit(unit, lang)),
        units: or("units", units.map(|units| units.to_string()).unwrap_or_default()),
        typed: or("amount_vnd", vnd.map(|vnd| page.numbers().count(vnd)).unwrap_or_default()),
        ways: ways
            .map(|way| ChoiceShown::new(way.as_str(), motcua_messages::payment_way(way, lang)))
            .collect(),
        way: or("way", PaymentWay::Cash.as_str().to_string()),
        slip: typed("slip"),
        classes: if has_bill { Vec::new() } else { std::iter::once(none).chain(classes).collect() },
        class: typed("class"),
        proof: typed("proof"),
        key: or("key", fresh_key(app)),
        bill: or("bill", fresh_reference(app).to_string()),
        payment: or("payment", fresh_key(app)),
        has_bill,
        is_tried: matches!(asked, Asked::Billed(now) if now.bill.open_try().is_some()),
        owed: key,
    }
}
