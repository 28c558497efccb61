//! What is owed, what came in, what was given for it, and what was said beforehand.

use crate::record::row;
use crate::stored::read;
use crate::{Cell, Rows, args};
use motcua_core::act::OfficerId;
use motcua_core::directory::{AgencyCode, AgencyKind};
use motcua_core::dossier::DossierCode;
use motcua_core::money::{
    Bill, Closing, Payment, PaymentReference, PaymentWay, Receipt, ReceiptSign, Term, Till, TillSum,
    closing_id,
};
use motcua_core::{Day, Fault, Law, Moment};
use serde::de::DeserializeOwned;

/// The records in these rows.
fn all<R: DeserializeOwned>(rows: &mut dyn Rows, sql: &'static str, args: &[Cell]) -> Result<Vec<R>, Fault> {
    rows.rows(sql, args)?.iter().map(|row| read(row, 0)).collect()
}

/// The bill with this reference.
pub fn bill(rows: &mut dyn Rows, id: &PaymentReference) -> Result<Option<Bill>, Fault> {
    row::get(rows, id.as_str())
}

/// The bills of a dossier, in the order in which they were raised.
pub fn bills_of(rows: &mut dyn Rows, dossier: &DossierCode) -> Result<Vec<Bill>, Fault> {
    let sql = "select body from bill where dossier = ?1 order by raised_at, id";
    all(rows, sql, &args![dossier.to_string()])
}

/// What an agency is owed and has not got, the oldest first.
pub fn bills_due(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Bill>, Fault> {
    let sql = "select body from bill where agency = ?1 and left_vnd > 0 order by raised_at, id limit ?2";
    all(rows, sql, &args![agency.as_str(), most])
}

/// The bills of an agency about which somebody has to do something (`waiver`, `receipt`, `over`), the oldest first.
pub fn bills_to_see(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    stage: &str,
    most: u32,
) -> Result<Vec<Bill>, Fault> {
    let sql = "select body from bill where agency = ?1 and stage = ?2 and stage <> '' \
        order by raised_at, id limit ?3";
    all(rows, sql, &args![agency.as_str(), stage, most])
}

/// Bills with a go at paying them online that is open since before then, the oldest first; behind this one.
pub fn bills_tried_online(
    rows: &mut dyn Rows,
    before: Moment,
    after: &(Moment, String),
    most: u32,
) -> Result<Vec<Bill>, Fault> {
    let sql = "select body from bill where online_at > 0 and online_at < ?1 \
        and (online_at > ?2 or (online_at = ?2 and id > ?3)) order by online_at, id limit ?4";
    all(rows, sql, &args![before.0, after.0.0, after.1.as_str(), most])
}

/// What came through the platform and was paid on this day, whoever is owed it.
pub fn payments_online_on(rows: &mut dyn Rows, day: Day) -> Result<Vec<Payment>, Fault> {
    let sql = "select body from payment where way = 'platform' and paid_day = ?1 order by id";
    all(rows, sql, &args![i64::from(day.0)])
}

/// The payment with this id.
pub fn payment(rows: &mut dyn Rows, id: &str) -> Result<Option<Payment>, Fault> {
    row::get(rows, id)
}

/// Money of an agency for which no bill is known, the oldest first.
pub fn payments_waiting(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Payment>, Fault> {
    let sql = "select body from payment where agency = ?1 and waits = 1 order by came_day, id limit ?2";
    all(rows, sql, &args![agency.as_str(), most])
}

/// Money that waits for a person, and may be meant for this bill.
pub fn payments_meant(rows: &mut dyn Rows, bill: &PaymentReference) -> Result<Vec<Payment>, Fault> {
    let sql = "select body from payment where meant = ?1 and meant <> '' and waits = 1 order by came_day, id";
    all(rows, sql, &args![bill.as_str()])
}

/// Payments of an agency of which some is to go back, the oldest first.
pub fn refunds_open(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Payment>, Fault> {
    let sql = "select body from payment where agency = ?1 and refund <> '' order by came_day, id limit ?2";
    all(rows, sql, &args![agency.as_str(), most])
}

/// What came in for an agency on these days, by day and id.
pub fn payments_between(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    days: (Day, Day),
    most: u32,
) -> Result<Vec<Payment>, Fault> {
    let sql = "select body from payment where agency = ?1 and came_day between ?2 and ?3 \
        order by came_day, id limit ?4";
    let args = args![agency.as_str(), i64::from(days.0.0), i64::from(days.1.0), most];
    all(rows, sql, &args)
}

/// What came in for an agency on these days, by way, and what of it was given back since.
pub fn sums_by_way(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    days: (Day, Day),
) -> Result<Vec<TillSum>, Fault> {
    let sql = "select way, count(*), cast(sum(vnd) as bigint), cast(sum(returned_vnd) as bigint) from payment \
        where agency = ?1 and came_day between ?2 and ?3 group by way order by way";
    let args = args![agency.as_str(), i64::from(days.0.0), i64::from(days.1.0)];
    let found = rows.rows(sql, &args)?;
    let sum = |row: &crate::Row| {
        let way =
            PaymentWay::parse(row.text(0)?).ok_or_else(|| Fault::damaged("an unknown way of paying"))?;
        let payments = u32::try_from(row.int(1)?).map_err(Fault::damaged)?;
        Ok(TillSum {
            way,
            payments,
            vnd: row.int(2)?.cast_unsigned(),
            given_back_vnd: row.int(3)?.cast_unsigned(),
        })
    };
    found.iter().map(sum).collect()
}

/// The receipt with this id.
pub fn receipt(rows: &mut dyn Rows, id: &str) -> Result<Option<Receipt>, Fault> {
    row::get(rows, id)
}

/// The agencies that gave receipts which nobody has sealed.
pub fn agencies_with_unsigned(rows: &mut dyn Rows) -> Result<Vec<AgencyCode>, Fault> {
    let found =
        rows.rows("select distinct agency from receipt where signed = 0 order by agency", &args![])?;
    found.iter().map(|row| AgencyCode::parse(row.text(0)?).map_err(|why| Fault::damaged(why.code))).collect()
}

/// The receipts of an agency that nobody has sealed, the oldest first.
pub fn receipts_unsigned(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Receipt>, Fault> {
    let sql = "select body from receipt where agency = ?1 and signed = 0 order by issued_day, id limit ?2";
    all(rows, sql, &args![agency.as_str(), most])
}

/// How many of its receipts nobody has sealed.
pub fn count_unsigned(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<i64, Fault> {
    let sql = "select count(*) from receipt where agency = ?1 and signed = 0";
    rows.row(sql, &args![agency.as_str()])?.map_or(Ok(0), |row| row.int(0))
}

/// The receipts that an agency gave on these days, by sign and number.
pub fn receipts_between(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    days: (Day, Day),
    most: u32,
) -> Result<Vec<Receipt>, Fault> {
    let sql = "select body from receipt where agency = ?1 and issued_day between ?2 and ?3 \
        order by sign, number limit ?4";
    let args = args![agency.as_str(), i64::from(days.0.0), i64::from(days.1.0), most];
    all(rows, sql, &args)
}

/// The receipts of an agency that were voided on these days, and given on other ones.
pub fn receipts_voided_between(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    days: (Day, Day),
    most: u32,
) -> Result<Vec<Receipt>, Fault> {
    let sql = "select body from receipt where agency = ?1 and voided_day > 0 and voided_day between ?2 and ?3 \
        and not (issued_day between ?2 and ?3) order by sign, number limit ?4";
    let args = args![agency.as_str(), i64::from(days.0.0), i64::from(days.1.0), most];
    all(rows, sql, &args)
}

/// The closing with this id.
pub fn closing(rows: &mut dyn Rows, id: &str) -> Result<Option<Closing>, Fault> {
    row::get(rows, id)
}

/// The tills of an agency that were closed on these days.
pub fn closings_between(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    days: (Day, Day),
) -> Result<Vec<Closing>, Fault> {
    let sql = "select body from closing where agency = ?1 and day between ?2 and ?3 order by day, officer";
    let args = args![agency.as_str(), i64::from(days.0.0), i64::from(days.1.0)];
    all(rows, sql, &args)
}

/// The tills of an agency that are not closed, up to a day: whose, of which day, what is in them.
pub fn tills_open(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    until: Day,
) -> Result<Vec<(OfficerId, Day, Till)>, Fault> {
    let sql = "select cash_payments, cash_vnd, card_payments, card_vnd, back_vnd, officer, day from till \
        where agency = ?1 and day <= ?2 and closed = 0 order by day, officer";
    let found = rows.rows(sql, &args![agency.as_str(), i64::from(until.0)])?;
    let one = |row: &crate::Row| {
        let day = i32::try_from(row.int(6)?).map_err(Fault::damaged)?;
        Ok((OfficerId(row.text(5)?.to_string()), Day(day), read_till(row)?))
    };
    found.iter().map(one).collect()
}

/// What an officer took at the counter on a day.
pub fn till(rows: &mut dyn Rows, of: &OfficerId, agency: &AgencyCode, day: Day) -> Result<Till, Fault> {
    let sql = "select cash_payments, cash_vnd, card_payments, card_vnd, back_vnd from till where id = ?1";
    match rows.row(sql, &args![closing_id(of, agency, day)])? {
        Some(row) => read_till(&row),
        None => Ok(Till::default()),
    }
}

fn read_till(row: &crate::Row) -> Result<Till, Fault> {
    let mut sums = Vec::new();
    for (way, at) in [(PaymentWay::Cash, 0), (PaymentWay::Card, 2)] {
        let payments = u32::try_from(row.int(at)?).map_err(Fault::damaged)?;
        let given_back_vnd = if way == PaymentWay::Cash { row.int(4)?.cast_unsigned() } else { 0 };
        if payments > 0 || given_back_vnd > 0 {
            sums.push(TillSum { way, payments, vnd: row.int(at + 1)?.cast_unsigned(), given_back_vnd });
        }
    }
    Ok(Till { sums })
}

/// The term with this id.
pub fn term(rows: &mut dyn Rows, id: &str) -> Result<Option<Term>, Fault> {
    row::get(rows, id)
}

/// All that was ever said, of all agencies, in the order in which it begins.
pub fn terms(rows: &mut dyn Rows) -> Result<Vec<Term>, Fault> {
    let sql = "select body from money_term order by from_day, id";
    all(rows, sql, &args![])
}

/// What was said for this very agency, in the order in which it begins.
pub fn terms_at(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<Vec<Term>, Fault> {
    let sql = "select body from money_term where agency = ?1 order by from_day, id";
    all(rows, sql, &args![agency.as_str()])
}

/// What holds for an agency: what was said for it, and for the whole province by saying it for the province's office.
pub fn terms_of(rows: &mut dyn Rows, law: &Law, agency: &AgencyCode) -> Result<Vec<Term>, Fault> {
    let mut all = terms_at(rows, agency)?;
    let here = law.directory.agency(agency).and_then(|known| law.directory.province_of(&known.unit));
    let offices = here.map(|province| law.directory.agencies_in(province)).into_iter().flatten();
    for office in offices.filter(|found| found.kind == AgencyKind::ProvinceOffice && found.code != *agency) {
        all.extend(terms_at(rows, &office.code)?);
    }
    all.sort_by_key(|term| term.from);
    Ok(all)
}

/// The receipt books of this sign, of whatever agency.
pub fn books_with_sign(rows: &mut dyn Rows, sign: &ReceiptSign) -> Result<Vec<Term>, Fault> {
    let sql = "select body from money_term where sign = ?1 and sign <> '' order by id";
    all(rows, sql, &args![sign.as_str()])
}
