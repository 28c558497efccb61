//! Đối soát: what the payment platform says it collected on a day, beside what is written down here.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::money::{Difference, PlatformLineKind, must_keep_accounts, reconcile};
use motcua_core::{Day, Halt, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::money;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "till/online_day.html")]
struct OnlineDayPage {
    page: Page,
    day: Day,
    shown: String,
    /// None where the platform does not answer.
    compared: Option<Compared>,
}

/// How the two stand.
struct Compared {
    there: String,
    here: String,
    agree: usize,
    rows: Vec<DifferenceRow>,
}

/// One that does not agree.
struct DifferenceRow {
    payment: String,
    /// It is the office's own, and can be looked at.
    is_ours: bool,
    what: &'static str,
    there: String,
    here: String,
}

/// Which day.
#[derive(Deserialize)]
pub struct OnlineDayQuery {
    #[serde(default)]
    day: String,
}

/// `GET /officer/online_day?day=`: for whoever keeps the accounts of the agency that the platform pays.
pub async fn get(signed: Signed, Query(asked): Query<OnlineDayQuery>) -> Reply {
    let app = &signed.visit.app;
    let unknown = || Refusal::of("money.no-platform");
    let collects = app.law.policy.pays_online_to.as_ref().ok_or_else(unknown)?;
    let platform = app.platform.as_ref().ok_or_else(unknown)?;
    must_keep_accounts(&signed.officer, collects)?;
    let today = signed.visit.now.day();
    let day = Day::parse(&asked.day).unwrap_or(today.plus(-1)).min(today);
    let page = signed.visit.page("money", "Đối soát nền tảng thanh toán", "Reconcile the payment platform");
    let compared = match platform.day(day).await {
        None => None,
        Some(lines) => {
            let named: BTreeSet<String> = lines
                .iter()
                .filter(|line| line.kind == PlatformLineKind::WentBack)
                .map(|line| line.payment())
                .collect();
            let (of_the_day, others) = app.read(|rows| {
                let of_the_day = money::payments_online_on(rows, day)?;
                let known = |id: &&String| !of_the_day.iter().any(|payment| payment.id == **id);
                let others = named.iter().filter(known).map(|id| money::payment(rows, id));
                let others = others.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
                Ok::<_, Halt>((of_the_day, others))
            })?;
            let found = reconcile(&lines, &of_the_day, &others);
            let ours = |id: &str| {
                let mut all = of_the_day.iter().chain(&others);
                all.any(|payment| payment.id == id && payment.agency == signed.officer.agency)
            };
            let rows = found.differences.iter().map(|(id, difference)| {
                let (what, there, here) = words(*difference, &page);
                DifferenceRow { payment: id.clone(), is_ours: ours(id), what, there, here }
            });
            Some(Compared {
                there: page.money(found.there_vnd),
                here: page.money(found.here_vnd),
                agree: found.agree,
                rows: rows.collect(),
            })
        }
    };
    let view = OnlineDayPage { day, shown: page.day(day), compared, page };
    Ok(html(StatusCode::OK, &view))
}

/// What it is, what the platform says, what is written down.
fn words(difference: Difference, page: &Page) -> (&'static str, String, String) {
    let none = || page.t("không có", "none").to_string();
    match difference {
        Difference::NotHere { there_vnd } => (
            page.t("Nền tảng có, ở đây chưa ghi", "There, and not written down here"),
            page.money(there_vnd),
            none(),
        ),
        Difference::NotThere { here_vnd } => {
            (page.t("Ở đây có, nền tảng không có", "Here, and not there"), none(), page.money(here_vnd))
        }
        Difference::OtherSum { there_vnd, here_vnd } => {
            (page.t("Khác số tiền", "Another sum"), page.money(there_vnd), page.money(here_vnd))
        }
        Difference::WentBack { there_vnd, here_vnd } => {
            (page.t("Khác số hoàn trả", "Another refund"), page.money(there_vnd), page.money(here_vnd))
        }
    }
}
