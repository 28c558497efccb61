//! Tiền thu of an office: what waits for a person, what is owed, the tills, the day's sums, and the books to carry away.

use crate::closing;
use crate::shown::{PaymentRow, payment_row};
use askama::Template;
use axum::extract::Query;
use motcua_core::catalogue::Duty;
use motcua_core::money::{Bill, PaymentWay, must_keep_accounts};
use motcua_core::{Day, Halt};
use motcua_edge::csv::Csv;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::{dossier, money};
use motcua_told::money::{BillNow, BillTold, bill_told};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "till/desk.html")]
struct DeskPage {
    page: Page,
    from: Day,
    to: Day,
    period: String,
    sums: Vec<SumRow>,
    total: String,
    /// The share of payments that came online, of all.
    online: String,
    waiting: Vec<PaymentRow>,
    refunds: Vec<PaymentRow>,
    /// Bills about which somebody has to do something.
    to_see: Vec<BillRow>,
    due: Vec<BillRow>,
    /// Whose till of which day is open: name, day, sum.
    tills: Vec<(String, String, String)>,
    closings: Vec<ClosingRow>,
    takes: bool,
    keeps_accounts: bool,
    /// The platform pays into their account.
    reconciles: bool,
    /// How many receipts wait for the agency's key; 0 where it has none here.
    unsigned: i64,
    cut_at: u32,
}

/// What came by one way.
struct SumRow {
    way: &'static str,
    payments: u32,
    came: String,
    returned: String,
}

/// A bill in a list.
struct BillRow {
    told: BillTold,
    payer: String,
    dossier: String,
    /// What is to be done; empty where nothing but paying is.
    advice: &'static str,
}

/// A till that was closed.
struct ClosingRow {
    href: String,
    name: String,
    day: String,
    difference: String,
    tag: &'static str,
    stands: &'static str,
}

/// Which days.
#[derive(Deserialize)]
pub struct DaysQuery {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

const ROWS_MAX: u32 = 50;
/// The most lines of a file to carry away.
const FILE_ROWS_MAX: u32 = 200_000;
/// The longest stretch of days.
const DAYS_MAX: i32 = 366;

fn days(signed: &Signed, asked: &DaysQuery) -> (Day, Day) {
    let today = signed.visit.now.day();
    let to = Day::parse(&asked.to).unwrap_or(today).min(today);
    let from = Day::parse(&asked.from).unwrap_or(to).min(to);
    (from.max(Day(to.0 - DAYS_MAX)), to)
}

/// `GET /officer/money?from=&to=`
pub async fn get(signed: Signed, Query(asked): Query<DaysQuery>) -> Reply {
    let (app, officer) = (&signed.visit.app, &signed.officer);
    let agency = &officer.agency;
    let (from, to) = days(&signed, &asked);
    let page = signed.visit.page("money", "Tiền thu", "Money");
    let read = app.read(|rows| {
        let mut to_see = Vec::new();
        for (stage, advice) in stages(&page) {
            let found = money::bills_to_see(rows, agency, stage, ROWS_MAX)?;
            to_see.extend(found.into_iter().map(|bill| (bill, advice)));
        }
        Ok::<_, Halt>((
            money::sums_by_way(rows, agency, (from, to))?,
            money::payments_waiting(rows, agency, ROWS_MAX)?,
            money::refunds_open(rows, agency, ROWS_MAX)?,
            to_see,
            money::bills_due(rows, agency, ROWS_MAX)?,
            money::tills_open(rows, agency, signed.visit.now.day())?,
            money::closings_between(rows, agency, (from, to))?,
        ))
    })?;
    let (sums, waiting, refunds, to_see, due, tills, closings) = read;
    let is_full = [waiting.len(), refunds.len(), due.len()].iter().any(|rows| *rows >= ROWS_MAX as usize);
    let all: u64 = sums.iter().map(|sum| sum.vnd).sum();
    let online: u32 = sums.iter().filter(|sum| sum.way.is_online()).map(|sum| sum.payments).sum();
    let payments: u32 = sums.iter().map(|sum| sum.payments).sum();
    let name_of = |id: &motcua_core::act::OfficerId| -> Result<String, Halt> {
        let account = app.read(|rows| motcua_store::account::get(rows, id))?;
        Ok(account.map_or_else(|| id.to_string(), |account| account.officer.name))
    };
    let bill_row = |bill: &Bill, advice: &'static str| -> Result<BillRow, Halt> {
        let dossier = app.read(|rows| dossier::by_code(rows, &bill.dossier))?;
        let now = BillNow::of(bill.clone(), dossier.as_ref());
        let advice = match now.is_wanted {
            true => advice,
            false => page.t("Không còn phải thu: hủy khoản thu", "Wanted no more: cancel the bill"),
        };
        let told = bill_told(app, &now, &page)?;
        Ok(BillRow { told, payer: bill.payer.clone(), dossier: bill.dossier.to_string(), advice })
    };
    let plain = |vnd: u64| format!("{} {}", page.numbers().count(vnd), page.t("đồng", "VND"));
    let sums = sums.iter().map(|sum| SumRow {
        way: motcua_messages::payment_way(sum.way, page.language()),
        payments: sum.payments,
        came: plain(sum.vnd),
        returned: plain(sum.given_back_vnd),
    });
    let open_till = |(of, day, till): &(motcua_core::act::OfficerId, Day, motcua_core::money::Till)| {
        let vnd = PaymentWay::ALL.into_iter().map(|way| till.of(way).vnd).sum();
        Ok::<_, Halt>((name_of(of)?, page.day(*day), plain(vnd)))
    };
    let closed = closings.iter().map(|closing| {
        let (tag, stands) = match (closing.confirmed_by.is_some(), closing.differs()) {
            (false, _) => ("soon", page.t("chờ nhận tiền", "to be taken over")),
            (true, true) => ("late", page.t("đã nhận, có lệch", "taken over, differs")),
            (true, false) => ("good", page.t("đã nhận", "taken over")),
        };
        ClosingRow {
            href: closing::href(&closing.id),
            name: closing.name.clone(),
            day: page.day(closing.day),
            difference: closing::difference(closing.difference_vnd(), &page),
            tag,
            stands,
        }
    });
    let view = DeskPage {
        from,
        to,
        period: if from == to { page.day(to) } else { format!("{} – {}", from.vn(), to.vn()) },
        sums: sums.collect(),
        total: plain(all),
        online: match payments {
            0 => String::new(),
            _ => page.percent(motcua_core::scoreboard::Rate {
                numerator: i64::from(online),
                denominator: i64::from(payments),
            }),
        },
        waiting: waiting.iter().map(|payment| payment_row(payment, &page)).collect(),
        refunds: refunds.iter().map(|payment| payment_row(payment, &page)).collect(),
        to_see: to_see.iter().map(|(bill, advice)| bill_row(bill, advice)).collect::<Result<_, _>>()?,
        due: due.iter().map(|bill| bill_row(bill, "")).collect::<Result<_, _>>()?,
        tills: tills.iter().map(open_till).collect::<Result<_, _>>()?,
        closings: closed.collect(),
        takes: officer.must_have(Duty::Reception, agency).is_ok(),
        keeps_accounts: must_keep_accounts(officer, agency).is_ok(),
        reconciles: app.platform.is_some()
            && app
                .law
                .policy
                .pays_online_to
                .as_ref()
                .is_some_and(|to| must_keep_accounts(officer, to).is_ok()),
        unsigned: if app.seals.has(agency) {
            app.read(|rows| money::count_unsigned(rows, agency))?
        } else {
            0
        },
        cut_at: if is_full { ROWS_MAX } else { 0 },
        page,
    };
    Ok(html(axum::http::StatusCode::OK, &view))
}

/// The stages of bills about which somebody has to do something, with what.
fn stages(page: &Page) -> [(&'static str, &'static str); 3] {
    [
        ("waiver", page.t("Duyệt miễn thu", "Agree to waive it, or not")),
        ("receipt", page.t("Lập biên lai", "Give the receipt")),
        ("over", page.t("Hoàn trả số thừa", "Give the surplus back")),
    ]
}

/// `GET /officer/money/payments.csv?from=&to=`: each payment, for accounting.
pub async fn payments(signed: Signed, Query(asked): Query<DaysQuery>) -> Reply {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let (from, to) = days(&signed, &asked);
    let found = app.read(|rows| money::payments_between(rows, agency, (from, to), FILE_ROWS_MAX))?;
    let mut csv = Csv::new(&[
        "ma_giao_dich",
        "ngay_ghi",
        "ngay_tra",
        "cach_tra",
        "so_tien",
        "da_hoan",
        "nguoi_tra",
        "noi_dung",
        "tai_khoan",
        "ma_khoan_thu",
        "nguoi_thu",
    ]);
    for payment in &found {
        let bill = payment.bill.as_ref().map(ToString::to_string).unwrap_or_default();
        csv.row([
            payment.id.as_str(),
            &payment.came_at.day().to_string(),
            &payment.paid_at.day().to_string(),
            payment.way.as_str(),
            &payment.amount_vnd.to_string(),
            &payment.returned_vnd().to_string(),
            &payment.payer,
            &payment.memo,
            &payment.source,
            &bill,
            &payment.taken_by.name,
        ]);
    }
    Ok(csv.reply(&format!("tien-thu-{agency}-{from}-{to}.csv")))
}

/// `GET /officer/money/receipts.csv?from=&to=`: bảng tổng hợp biên lai (01/TH-BLĐT), with what was voided on these days.
pub async fn receipts(signed: Signed, Query(asked): Query<DaysQuery>) -> Reply {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let (from, to) = days(&signed, &asked);
    let found = app.read(|rows| {
        let mut all = money::receipts_between(rows, agency, (from, to), FILE_ROWS_MAX)?;
        all.extend(money::receipts_voided_between(rows, agency, (from, to), FILE_ROWS_MAX)?);
        Ok::<_, Halt>(all)
    })?;
    let mut csv = Csv::new(&[
        "mau_so",
        "ky_hieu",
        "so",
        "ngay",
        "loai",
        "ten_khoan",
        "nguoi_nop",
        "so_tien",
        "trang_thai",
        "ngay_huy",
        "bien_lai_lien_quan",
        "giai_trinh",
    ]);
    for receipt in &found {
        let (state, voided, why) = match &receipt.voided {
            Some(voided) => ("huy", voided.at.day().to_string(), voided.reason.as_str()),
            None if receipt.replaces.is_some() => ("thay_the", String::new(), ""),
            None => ("moi", String::new(), ""),
        };
        csv.row([
            receipt.form.as_str(),
            receipt.sign.as_str(),
            &receipt.printed_number(),
            &receipt.day().to_string(),
            receipt.of.as_str(),
            &receipt.title,
            &receipt.payer,
            &receipt.amount_vnd.to_string(),
            state,
            &voided,
            receipt.replaces.as_deref().unwrap_or_default(),
            why,
        ]);
    }
    Ok(csv.reply(&format!("bien-lai-{agency}-{from}-{to}.csv")))
}
