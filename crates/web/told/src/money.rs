//! What is owed and what was paid, in words, the same for the person and for officers.

use crate::explain::fee;
use crate::qr;
use motcua_core::deed::words::amount_in_words;
use motcua_core::dossier::Dossier;
use motcua_core::money::{
    Bill, BillStanding, Obligation, OnlineTry, OwedFor, Receipt, TermSays, account_on, is_wanted,
};
use motcua_core::{Day, Fault};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name_on};
use motcua_messages::Lang;
use motcua_store::money;

/// A bill in words.
pub struct BillTold {
    /// Its reference.
    pub id: String,
    /// `Lệ phí`, `Phí`.
    pub kind: &'static str,
    /// For what.
    pub title: String,
    /// How much.
    pub amount: String,
    /// The same in words, in Vietnamese.
    pub in_words: String,
    /// How it came to be that much; may be empty.
    pub why: String,
    /// Shape of the tag.
    pub tag: &'static str,
    /// How it stands.
    pub stands: String,
    /// What is still to pay; empty where nothing is.
    pub left: String,
    /// The receipt that holds; empty where there is none.
    pub receipt: String,
    /// Its number as it is printed; empty where there is none.
    pub receipt_number: String,
}

/// A bill, and whether its dossier still wants it.
pub struct BillNow {
    /// The bill.
    pub bill: Bill,
    /// Whether it does.
    pub is_wanted: bool,
}

impl BillNow {
    /// The bill as it is for its dossier now; of a dossier that is not there nothing is wanted.
    pub fn of(bill: Bill, dossier: Option<&Dossier>) -> BillNow {
        let is_wanted = dossier.is_some_and(|dossier| is_wanted(dossier, bill.owed));
        BillNow { bill, is_wanted }
    }

    /// What is still to pay, in đồng.
    pub fn left_vnd(&self) -> u64 {
        if self.is_wanted { self.bill.left_vnd() } else { 0 }
    }
}

/// See [`BillTold`].
pub fn bill_told(app: &App, now: &BillNow, page: &Page) -> Result<BillTold, Fault> {
    let (lang, bill) = (page.language(), &now.bill);
    let (tag, stands) = match bill.standing() {
        _ if bill.is_refunded() => ("rest", page.t("Đã hoàn trả", "Given back").to_string()),
        BillStanding::Due { .. } if !now.is_wanted => {
            ("rest", page.t("Không còn phải nộp", "Not to be paid any more").to_string())
        }
        BillStanding::Due { left_vnd } if left_vnd < bill.amount_vnd => {
            ("soon", format!("{} {}", page.t("Còn phải nộp", "Still to pay"), page.money(left_vnd)))
        }
        BillStanding::Due { .. } => ("soon", page.t("Chưa nộp", "Not paid").to_string()),
        BillStanding::Paid => ("good", page.t("Đã nộp", "Paid").to_string()),
        BillStanding::Over { by_vnd } => {
            ("late", format!("{} {}", page.t("Đã nộp, thừa", "Paid, too much by"), page.money(by_vnd)))
        }
        BillStanding::Free => ("good", page.t("Không phải nộp", "Nothing to pay").to_string()),
        BillStanding::Cancelled => ("rest", page.t("Đã hủy", "Cancelled").to_string()),
    };
    let receipt = match &bill.receipt {
        Some(id) => app.read(|rows| money::receipt(rows, id))?,
        None => None,
    };
    let left = now.left_vnd();
    Ok(BillTold {
        id: bill.id.to_string(),
        kind: motcua_messages::fee_kind(bill.of, lang),
        title: bill.title.clone(),
        amount: page.money(bill.amount_vnd),
        in_words: amount_in_words(bill.amount_vnd),
        why: why_less(bill, page),
        tag,
        stands,
        left: if left > 0 { page.money(left) } else { String::new() },
        receipt: bill.receipt.clone().unwrap_or_default(),
        receipt_number: receipt.as_ref().map(number_of).unwrap_or_default(),
    })
}

/// Sign and number of a receipt: `26TAA 00000012`.
pub fn number_of(receipt: &Receipt) -> String {
    format!("{} {}", receipt.sign, receipt.printed_number())
}

fn why_less(bill: &Bill, page: &Page) -> String {
    let mut why = Vec::new();
    if let Some(reduction) = &bill.reduction {
        why.push(format!(
            "{} {} %: {} ({}). {}: {}",
            page.t("Giảm", "Reduced by"),
            reduction.percent,
            reduction.name,
            reduction.article,
            page.t("Đã xem", "Shown"),
            reduction.proof
        ));
    }
    if let Some(waiver) = bill.waiver.as_ref() {
        why.push(match &waiver.approved_by {
            Some(who) => format!(
                "{}: {} ({}, {})",
                page.t("Được miễn", "Waived"),
                waiver.ground,
                waiver.asked_by.name,
                who.name
            ),
            None => format!("{}: {}", page.t("Đề nghị miễn", "A waiver was asked for"), waiver.ground),
        });
    }
    why.join("; ")
}

/// How the amount of an obligation comes about.
pub fn explained(app: &App, dossier: &Dossier, owed: &Obligation, page: &Page) -> String {
    let lang = page.language();
    let mut why = Vec::new();
    match (&owed.price, owed.owed) {
        (Some(price), _) => {
            let unit = motcua_messages::fee_unit(price.unit, lang);
            why.push(format!("{}/{unit}, {}", page.money(price.vnd), price.law));
        }
        (None, OwedFor::Procedure) => why.extend(dossier.offer(&app.law).map(|offer| fee(offer, page))),
        (None, OwedFor::Asked { .. }) => {}
    }
    let counted = owed.units.filter(|units| *units > 1);
    if let Some(units) = counted {
        why.push(format!("{units} {}", motcua_messages::fee_unit(owed.unit, lang)));
    }
    if owed.is_assumed {
        why.push(page.t("mức thu chưa kiểm chứng", "the amount is not verified").to_string());
    }
    why.join("; ")
}

/// How to pay a bill by transfer.
pub struct BillTransfer {
    /// The code that a bank’s app reads, as an image.
    pub qr: String,
    /// The bank.
    pub bank: String,
    /// The number of the account.
    pub number: String,
    /// Whose it is.
    pub holder: String,
    /// What must stand in the transfer.
    pub words: String,
}

/// How to pay it; none where nothing is due, or the agency has said no account.
pub fn transfer(app: &App, now: &BillNow, day: Day, page: &Page) -> Result<Option<BillTransfer>, Fault> {
    let (left, bill) = (now.left_vnd(), &now.bill);
    if left == 0 {
        return Ok(None);
    }
    let terms = app.read(|rows| money::terms_of(rows, &app.law, &bill.agency))?;
    let Some(account) = account_on(&terms, &bill.agency, day) else { return Ok(None) };
    let words = bill.id.as_str();
    let payload = account.qr(Some(left), words).payload().map_err(|why| Fault::damaged(why.code))?;
    let title = page.t("Mã VietQR để chuyển khoản", "VietQR code for the transfer");
    Ok(Some(BillTransfer {
        qr: qr::svg(&payload, title).ok_or_else(|| Fault::other("no QR code holds the bill"))?,
        bank: account.bank.clone(),
        number: account.number.clone(),
        holder: account.holder.clone(),
        words: words.to_string(),
    }))
}

/// A go at paying a bill online.
pub struct OnlineTold {
    /// Which, from 1.
    pub number: u32,
    /// How much.
    pub amount: String,
    /// Since when.
    pub begun: String,
    /// How it stands.
    pub stands: String,
    /// Where the person pays; empty where it is over, or the platform has not said so.
    pub url: String,
    /// Nobody knows yet how it ends.
    pub is_open: bool,
}

/// The goes at paying a bill online, in order.
pub fn online_told(bill: &Bill, page: &Page) -> Vec<OnlineTold> {
    let one = |(number, one): (u32, &OnlineTry)| OnlineTold {
        number,
        amount: page.money(one.amount_vnd),
        begun: page.moment(one.begun_at),
        stands: match (one.end, &one.url) {
            (Some(end), _) => motcua_messages::online_end(end, page.language()).to_string(),
            (None, Some(_)) => page.t("Đang chờ kết quả", "Waiting for the result").to_string(),
            (None, None) => {
                page.t("Chưa rõ nền tảng đã nhận chưa", "Not known whether the platform took it").to_string()
            }
        },
        url: one.url.clone().filter(|_| one.end.is_none()).unwrap_or_default(),
        is_open: one.end.is_none(),
    };
    (1..).zip(&bill.online).map(one).collect()
}

/// What a term says, in one line.
pub fn term_words(says: &TermSays, page: &Page) -> String {
    let lang = page.language();
    match says {
        TermSays::Account(account) => {
            format!("{} {} ({})", account.bank, account.number, account.holder)
        }
        TermSays::Book(book) => {
            let of = book.of.map(|kind| format!(", {}", motcua_messages::fee_kind(kind, lang)));
            format!("{} {}: {}–{}{}", book.form, book.sign, book.first, book.last, of.unwrap_or_default())
        }
        TermSays::Price(price) => format!(
            "{}{}: {}/{} ({})",
            price.procedure,
            price.case.as_ref().map(|case| format!(" · {case}")).unwrap_or_default(),
            page.money(price.vnd),
            motcua_messages::fee_unit(price.unit, lang),
            price.law
        ),
    }
}

/// What a dossier owes: what nobody has asked for yet, and its bills.
pub struct OwedNow {
    /// What there is no bill for.
    pub unasked: Vec<Obligation>,
    /// Its bills, in the order in which they were raised.
    pub bills: Vec<BillNow>,
}

impl OwedNow {
    /// The bill that holds for an obligation.
    fn bill_of(&self, owed: OwedFor) -> Option<&BillNow> {
        self.bills.iter().find(|now| now.bill.owed == owed && now.bill.cancelled_at.is_none())
    }

    /// What is still to pay, as far as it is known, in đồng.
    pub fn left_vnd(&self) -> u64 {
        let unasked: u64 = self.unasked.iter().filter_map(|owed| owed.full_vnd).sum();
        unasked + self.bills.iter().map(BillNow::left_vnd).sum::<u64>()
    }

    /// There is nothing to pay and nothing was paid.
    pub fn is_nothing(&self) -> bool {
        self.unasked.is_empty() && self.bills.is_empty()
    }
}

/// See [`OwedNow`]. `units`: how many copies somebody wants, where they have said.
pub fn owed_now(app: &App, dossier: &Dossier, units: Option<u32>) -> Result<OwedNow, Fault> {
    let (bills, terms) = app.read(|rows| {
        let bills = money::bills_of(rows, dossier.code())?;
        Ok::<_, Fault>((bills, money::terms_of(rows, &app.law, &dossier.submission.receiving)?))
    })?;
    // A number that nobody can want is none that was said.
    let units = units.filter(|units| *units > 0);
    let bills = bills.into_iter().map(|bill| BillNow::of(bill, Some(dossier))).collect();
    let mut now = OwedNow { unasked: Vec::new(), bills };
    let all = motcua_core::money::owed(dossier, &app.law, &terms, units);
    now.unasked = all.into_iter().filter(|found| now.bill_of(found.owed).is_none()).collect();
    Ok(now)
}

/// A receipt as it is printed, in Vietnamese.
pub struct ReceiptTold {
    /// The agency that gave it, as it was called on that day.
    pub agency: String,
    /// `phí` or `lệ phí`.
    pub kind: &'static str,
    /// The receipt.
    pub receipt: Receipt,
    /// How much, in figures.
    pub amount: String,
    /// The same in words.
    pub in_words: String,
    /// By which way it was paid.
    pub way: &'static str,
    /// `Ngày 05 tháng 7 năm 2026`.
    pub day: String,
}

/// See [`ReceiptTold`].
pub fn receipt_told(app: &App, receipt: Receipt) -> ReceiptTold {
    let (year, month, day) = receipt.day().ymd();
    ReceiptTold {
        agency: agency_name_on(app, &receipt.agency, receipt.day(), Lang::Vi),
        kind: motcua_messages::fee_kind(receipt.of, Lang::Vi),
        amount: motcua_edge::page::in_vietnamese(receipt.amount_vnd),
        in_words: amount_in_words(receipt.amount_vnd),
        way: motcua_messages::payment_way(receipt.way, Lang::Vi),
        day: format!("Ngày {day:02} tháng {month:02} năm {year}"),
        receipt,
    }
}
