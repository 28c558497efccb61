//! What the province says beforehand about money: accounts, receipt books, prices.

use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::{CaseId, FeeKind, FeeUnit, ProcedureId};
use motcua_core::directory::AgencyCode;
use motcua_core::money::{
    BankAccount, EndTerm, Price, ReceiptBook, ReceiptSign, SetTerm, Term, TermCommand, TermSays, series_of,
};
use motcua_core::{Day, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::amount::amount;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::{money, year_book};
use motcua_told::money::term_words;

#[derive(Template)]
#[template(path = "till/terms.html")]
struct TermsPage {
    page: Page,
    kinds: Vec<TermsOfKind>,
}

/// All of a kind.
struct TermsOfKind {
    what: &'static str,
    name: &'static str,
    add: &'static str,
    rows: Vec<TermRow>,
}

/// One of them.
struct TermRow {
    agency: String,
    says: String,
    from: String,
    until: String,
    by: String,
    /// Whether it holds today, later or no more: shape and word.
    tag: &'static str,
    stands: &'static str,
    /// Numbers left of a receipt book; empty for others.
    left: String,
    end_href: String,
}

#[derive(Template)]
#[template(path = "till/set_term.html")]
struct SetPage {
    page: Page,
    heading: &'static str,
    what: String,
    agencies: Vec<ChoiceShown>,
    kinds: Vec<ChoiceShown>,
    units: Vec<ChoiceShown>,
    onlines: Vec<ChoiceShown>,
    form: SentForm,
    id: String,
    key: String,
    errors: Wrongs,
}

#[derive(Template)]
#[template(path = "till/end_term.html")]
struct EndPage {
    page: Page,
    says: String,
    agency: String,
    form: SentForm,
    key: String,
    errors: Wrongs,
}

/// The kinds, as they stand in addresses: name of all, of a new one.
fn kinds(page: &Page) -> [(&'static str, &'static str, &'static str); 3] {
    [
        ("account", page.t("Tài khoản nhận tiền", "Accounts"), page.t("Thêm tài khoản", "Add an account")),
        ("book", page.t("Dải biên lai", "Receipt books"), page.t("Thêm dải biên lai", "Add a receipt book")),
        (
            "price",
            page.t("Mức thu của tỉnh", "Prices of the province"),
            page.t("Thêm mức thu", "Add a price"),
        ),
    ]
}

fn must_lead(signed: &Signed) -> Result<(), Refusal> {
    match signed.officer.leads_the_province(&signed.visit.app.law) {
        true => Ok(()),
        false => Err(Refusal::of("money.not-your-terms")),
    }
}

/// Agencies of the officer's province that take money: those with a centre, and the office itself.
fn agencies(signed: &Signed) -> Vec<(AgencyCode, String)> {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let Some(home) = signed.officer.province(&app.law) else { return Vec::new() };
    let communes = app.law.directory.children_on(home, signed.visit.now.day()).map(|unit| &unit.code);
    let agencies = std::iter::once(home).chain(communes).flat_map(|unit| app.law.directory.agencies_in(unit));
    let takes = agencies.filter(|agency| agency.centre.is_some() || agency.code == signed.officer.agency);
    let mut all: Vec<_> =
        takes.map(|agency| (agency.code.clone(), agency_name(app, &agency.code, lang))).collect();
    // The office's own come first: what it says of itself holds for all.
    all.sort_by_key(|(code, name)| (*code != signed.officer.agency, name.clone()));
    all
}

/// `GET /manage/money`
pub async fn get(signed: Signed) -> Reply {
    must_lead(&signed)?;
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let page = signed.visit.page("manage", "Tài khoản, biên lai, mức thu", "Accounts, receipts, prices");
    let agencies = agencies(&signed);
    let terms = app.read(|rows| {
        let mut all: Vec<(Term, u32)> = Vec::new();
        for term in money::terms(rows)? {
            if agencies.iter().any(|(code, _)| *code == term.agency) {
                let drawn = match &term.says {
                    TermSays::Book(_) => year_book::last_drawn(rows, &series_of(&term.id))?,
                    TermSays::Account(_) | TermSays::Price(_) => 0,
                };
                all.push((term, drawn));
            }
        }
        Ok::<_, Halt>(all)
    })?;
    let name_of = |code: &AgencyCode| {
        agencies
            .iter()
            .find(|(known, _)| known == code)
            .map_or_else(|| code.to_string(), |(_, name)| name.clone())
    };
    let row = |(term, drawn): &(Term, u32)| {
        let (tag, stands) = match () {
            () if term.until.is_some_and(|last| last < today) => ("rest", page.t("đã hết", "over")),
            () if term.from > today => ("open", page.t("chưa đến ngày", "not yet")),
            () => ("good", page.t("đang áp dụng", "in force")),
        };
        TermRow {
            agency: name_of(&term.agency),
            says: term_words(&term.says, &page),
            from: term.from.vn(),
            until: term.until.map(Day::vn).unwrap_or_default(),
            by: term.reason.clone(),
            tag,
            stands,
            left: match &term.says {
                TermSays::Book(book) => page.count(i64::from(book.size().saturating_sub(*drawn))),
                TermSays::Account(_) | TermSays::Price(_) => String::new(),
            },
            end_href: match term.until {
                None => format!("/manage/money/{}/end_term", term.id),
                Some(_) => String::new(),
            },
        }
    };
    let kinds = kinds(&page).into_iter().map(|(what, name, add)| TermsOfKind {
        what,
        name,
        add,
        rows: terms.iter().filter(|(term, _)| term.says.kind() == what).map(row).collect(),
    });
    let view = TermsPage { kinds: kinds.collect(), page };
    Ok(html(axum::http::StatusCode::OK, &view))
}

/// `GET /manage/money/set_term/{what}`
pub async fn ask(signed: Signed, Path(what): Path<String>) -> Reply {
    shown(&signed, &what, SentForm::default(), &[])
}

/// `POST /manage/money/set_term/{what}`
pub async fn set_term(signed: Signed, Path(what): Path<String>, form: SentForm) -> Reply {
    must_lead(&signed)?;
    let key = key_of(&form, &format!("set_term {what}"))?;
    match command(&what, &form) {
        Ok(command) => {
            let sending = Sending { key: Some(key), ..Sending::default() };
            match send(&signed.visit.app, &signed.actor()?, sending, TermCommand::from(command)).await {
                Ok(_) => Ok(see_other("/manage/money")),
                Err(halt) => {
                    let wrong = refusals(halt)?;
                    shown(&signed, &what, form, &wrong)
                }
            }
        }
        Err(wrong) => shown(&signed, &what, form, &wrong),
    }
}

fn command(what: &str, form: &SentForm) -> Result<SetTerm, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let typed = |name: &str| form.get(name).trim().to_string();
    let number = |name: &str| typed(name).replace(['.', ' '], "").parse::<u32>().unwrap_or_default();
    let says = match what {
        "account" => TermSays::Account(BankAccount {
            bin: typed("bin"),
            bank: typed("bank"),
            number: typed("number"),
            holder: typed("holder"),
        }),
        "book" => match ReceiptSign::parse(&typed("sign")) {
            Some(sign) => TermSays::Book(ReceiptBook {
                form: typed("form"),
                sign,
                of: FeeKind::parse(&typed("of")),
                first: number("first"),
                last: number("last"),
            }),
            None => return Err(vec![Refusal::of("money.receipt-sign").at("sign")]),
        },
        "price" => TermSays::Price(Price {
            procedure: ProcedureId::from(typed("procedure")),
            case: Some(typed("case")).filter(|case| !case.is_empty()).map(CaseId::from),
            online: match typed("online").as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            of: FeeKind::parse(&typed("of")).unwrap_or(FeeKind::Fee),
            unit: FeeUnit::parse(&typed("unit")).unwrap_or(FeeUnit::Dossier),
            vnd: amount(&typed("vnd")).unwrap_or_else(|| {
                wrong.push(Refusal::of("money.amount-shape").at("vnd"));
                0
            }),
            law: typed("law"),
        }),
        _ => return Err(vec![Refusal::of("page.unknown")]),
    };
    let from = form.day_said("from").unwrap_or_else(|why| {
        wrong.push(why);
        Day(0)
    });
    let agency = AgencyCode::parse(form.get("agency")).map_err(|why| vec![why.at("agency")])?;
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(SetTerm { id: typed("id"), agency, says, from, reason: form.get("reason").to_string() })
}

fn shown(signed: &Signed, what: &str, form: SentForm, wrong: &[Refusal]) -> Reply {
    must_lead(signed)?;
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("manage", "Khai báo", "Add");
    let found = kinds(&page).into_iter().find(|(known, ..)| *known == what);
    let (_, _, heading) = found.ok_or_else(|| Halt::from(Refusal::of("page.unknown")))?;
    page.title = heading.to_string();
    let errors = Wrongs::of(wrong, lang, "agency");
    errors.entitle(&mut page);
    let kind = |kind: FeeKind| ChoiceShown::new(kind.as_str(), motcua_messages::fee_kind(kind, lang));
    let own = FeeKind::ALL.into_iter().filter(|kind| kind.has_our_receipt()).map(kind);
    let both = (what == "book").then(|| ChoiceShown::new("", page.t("Cả phí và lệ phí", "Charges and fees")));
    let online = [
        ("", "Mọi cách nộp", "However it comes"),
        ("yes", "Chỉ khi nộp trực tuyến", "Only online"),
        ("no", "Chỉ khi không trực tuyến", "Only not online"),
    ];
    let unit = |unit: FeeUnit| ChoiceShown::new(unit.as_str(), motcua_messages::fee_unit(unit, lang));
    let view = SetPage {
        heading,
        what: what.to_string(),
        agencies: agencies(signed)
            .into_iter()
            .map(|(code, name)| ChoiceShown::new(code.as_str(), name))
            .collect(),
        kinds: both.into_iter().chain(own).collect(),
        units: FeeUnit::ALL.into_iter().map(unit).collect(),
        onlines: online.into_iter().map(|(value, vi, en)| ChoiceShown::new(value, page.t(vi, en))).collect(),
        id: form.filled("id").map_or_else(|| fresh_key(app), str::to_string),
        key: fresh_key(app),
        form,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// `GET /manage/money/{id}/end_term`
pub async fn ask_end(signed: Signed, Path(id): Path<String>) -> Reply {
    end_shown(&signed, &id, SentForm::default(), &[])
}

/// `POST /manage/money/{id}/end_term`
pub async fn end_term(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    must_lead(&signed)?;
    let key = key_of(&form, &format!("end_term {id}"))?;
    let last_day = match form.day_said("last_day") {
        Ok(day) => day,
        Err(why) => return end_shown(&signed, &id, form, &[why]),
    };
    let command = EndTerm { id: id.clone(), last_day, reason: form.get("reason").to_string() };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, TermCommand::from(command)).await {
        Ok(_) => Ok(see_other("/manage/money")),
        Err(halt) => {
            let wrong = refusals(halt)?;
            end_shown(&signed, &id, form, &wrong)
        }
    }
}

fn end_shown(signed: &Signed, id: &str, form: SentForm, wrong: &[Refusal]) -> Reply {
    must_lead(signed)?;
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let term = app.read(|rows| money::term(rows, id))?;
    let term = term.ok_or_else(|| Halt::from(Refusal::of("money.term-unknown")))?;
    let mut page = signed.visit.page("manage", "Kết thúc khai báo", "Say the last day");
    let errors = Wrongs::of(wrong, lang, "last_day");
    errors.entitle(&mut page);
    let view = EndPage {
        says: term_words(&term.says, &page),
        agency: agency_name(app, &term.agency, lang),
        key: fresh_key(app),
        form,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
