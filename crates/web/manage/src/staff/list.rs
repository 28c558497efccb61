//! The list of people, by agency, with a search. It reads no more than a page of them.

use super::frame::{agencies, agency_typed, href_of, reach_of};
use super::told;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::account::{Account, Reach};
use motcua_core::directory::AgencyCode;
use motcua_core::text::fold;
use motcua_core::{Day, Fault};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_store::account;
use serde::Deserialize;

/// People on one page.
const PEOPLE: usize = 50;

#[derive(Template)]
#[template(path = "manage/staff/list.html")]
struct StaffPage {
    page: Page,
    /// Agencies to choose from; empty when there is only one.
    agencies: Vec<ChoiceShown>,
    agency: String,
    q: String,
    done: &'static str,
    people: Vec<PersonLine>,
    standing: String,
    left_holding: Vec<LeftHolding>,
    next_href: String,
    first_href: String,
}

/// Somebody who has left and still holds dossiers.
struct LeftHolding {
    href: String,
    name: String,
    agency: String,
}

/// A person in a list.
struct PersonLine {
    href: String,
    name: String,
    id: String,
    position: String,
    agency: String,
    /// Where they go on a day to come; empty for nowhere.
    next: String,
    duties: String,
    tag: &'static str,
    state: &'static str,
}

/// `?agency=&q=&after=`
#[derive(Debug, Default, Deserialize)]
pub(super) struct StaffQuery {
    #[serde(default)]
    agency: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
}

/// `GET /manage/staff?agency=&q=&after=`
pub(super) async fn get(signed: Signed, Query(asked): Query<StaffQuery>) -> Reply {
    let reach = reach_of(&signed)?;
    let app = &signed.visit.app;
    let chosen = reach.only().cloned().or_else(|| agency_typed(&signed, &asked.agency));
    let (after_agency, after_id) = asked.after.split_once(' ').unwrap_or_default();
    let today = signed.visit.now.day();
    let is_asked = |account: &Account| is_found(account, &asked.q);
    let is_listed = |account: &Account| {
        let posts = posts(account, today);
        let is_theirs = posts.iter().flatten().any(|agency| reach.covers(&app.law, agency));
        is_theirs
            && chosen.as_ref().is_none_or(|chosen| posts.iter().flatten().any(|agency| agency == chosen))
    };
    let mut found: Vec<Account> = Vec::new();
    let mut place = (after_agency.to_string(), after_id.to_string());
    // A search reads on until the page is full; without one the first read fills it.
    let piece = if asked.q.trim().is_empty() { PEOPLE as u32 + 1 } else { 1_000 };
    loop {
        let read =
            app.read(|rows| account::accounts_after(rows, chosen.as_ref(), (&place.0, &place.1), piece))?;
        let is_last = read.len() < piece as usize;
        if let Some(last) = read.last() {
            place = (last.officer.agency.to_string(), last.officer.id.to_string());
        }
        found.extend(read.into_iter().filter(|account| is_listed(account) && is_asked(account)));
        if is_last || found.len() > PEOPLE {
            break;
        }
    }
    let is_more = found.len() > PEOPLE;
    found.truncate(PEOPLE);
    let page = signed.visit.page("staff", "Cán bộ và tài khoản", "Staff and accounts");
    let code = chosen.as_ref().map(|code| code.as_str()).unwrap_or_default();
    let base = |after: &str| {
        let pairs = [("agency", code), ("q", asked.q.trim()), ("after", after)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("/manage/staff?{query}")
    };
    let next_href = found
        .last()
        .filter(|_| is_more)
        .map(|last| base(&format!("{} {}", last.officer.agency, last.officer.id)));
    let standing = standing(&signed, &reach, &page)?;
    let is_first = asked.after.is_empty();
    // A chosen agency that is not theirs has nothing for them.
    let whose = chosen.as_ref().filter(|agency| is_first && reach.covers(&app.law, agency));
    let left_holding = whose.map_or_else(|| Ok(Vec::new()), |agency| left_holding(&signed, agency))?;
    let view = StaffPage {
        agencies: match reach.only() {
            Some(_) => Vec::new(),
            None => {
                let all = page.t("Tất cả cơ quan", "All agencies");
                std::iter::once(ChoiceShown::new("", all)).chain(agencies(&signed, &reach)).collect()
            }
        },
        people: found.iter().map(|account| line(&signed, account, &page)).collect(),
        next_href: next_href.unwrap_or_default(),
        first_href: if is_first { String::new() } else { base("") },
        agency: code.to_string(),
        done: match asked.done.as_str() {
            "import" => page.language().t(
                "Danh sách này đã được nhập trước đó. Mật khẩu không xem lại được; hãy cấp phiếu mới cho ai chưa có.",
                "This list was taken in before. Passwords cannot be shown again; issue a new slip where one is missing.",
            ),
            "reassign" => page.t("Đã giao lại hồ sơ.", "The dossiers are reassigned."),
            _ => "",
        },
        q: asked.q,
        standing,
        left_holding,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// How many accounts there are where they keep them.
fn standing(signed: &Signed, reach: &Reach, page: &Page) -> Result<String, Fault> {
    let app = &signed.visit.app;
    let counts = app.read(|rows| account::counts_by_agency(rows, signed.visit.now.day()))?;
    let mine = counts.into_iter().filter(|(agency, _)| reach.covers(&app.law, agency));
    let (agencies, active, all) = mine.fold((0, 0, 0), |(agencies, active, all), (_, (more, every))| {
        (agencies + 1, active + more, all + every)
    });
    Ok(format!(
        "{} {}, {} {} {} {}",
        page.count(active),
        page.t("tài khoản đang mở", "open accounts"),
        page.count(all - active),
        page.t("đã đóng, ở", "closed, at"),
        page.count(agencies),
        page.t("cơ quan", "agencies")
    ))
}

/// Where they sit today, and where they go on a day to come.
fn posts(account: &Account, today: Day) -> [Option<AgencyCode>; 2] {
    let next = account.next.as_ref().filter(|next| today < next.from);
    [Some(account.on(today).agency), next.map(|next| next.agency.clone())]
}

/// People who have left this agency and still hold dossiers there by name: only its head, or
/// whoever keeps its accounts, can give the dossiers to others.
fn left_holding(signed: &Signed, agency: &AgencyCode) -> Result<Vec<LeftHolding>, Fault> {
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let holders: Vec<Account> = app.read(|rows| {
        let holders = account::holders_at(rows, agency)?;
        let found = holders.iter().map(|id| account::get(rows, id)).collect::<Result<Vec<_>, Fault>>()?;
        Ok::<_, Fault>(found.into_iter().flatten().collect())
    })?;
    let gone =
        holders.into_iter().map(|account| account.on(today)).filter(|officer| officer.agency != *agency);
    let shown = gone.map(|officer| LeftHolding {
        href: format!("{}/reassign", href_of(&officer.id)),
        name: officer.name,
        agency: agency_name(app, &officer.agency, signed.visit.lang),
    });
    Ok(shown.collect())
}

/// By name, log-in, position, identity number or e-mail; all words must be somewhere.
fn is_found(account: &Account, q: &str) -> bool {
    let q = fold(q);
    if q.is_empty() {
        return true;
    }
    let known = &account.particulars;
    let text = format!(
        "{} {} {} {} {}",
        account.officer.name, account.officer.id, known.position, known.identity, known.email
    );
    let text = fold(&text);
    q.split(' ').all(|word| text.contains(word))
}

fn line(signed: &Signed, account: &Account, page: &Page) -> PersonLine {
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let lang = page.language();
    let officer = account.on(today);
    let (tag, state) = match (account.is_active, account.first_use) {
        (false, _) => ("rest", lang.t("đã đóng", "closed")),
        (true, Some(until)) if until <= signed.visit.now => ("late", lang.t("phiếu hết hạn", "slip run out")),
        (true, Some(_)) => ("soon", lang.t("chưa đăng nhập", "not used yet")),
        (true, None) => ("good", lang.t("đang mở", "open")),
    };
    let next = account.next.as_ref().filter(|next| today < next.from);
    PersonLine {
        href: href_of(&officer.id),
        next: next.map_or_else(String::new, |next| {
            let name = agency_name(app, &next.agency, lang);
            format!("{} {}: {name}", lang.t("Từ", "From"), next.from.vn())
        }),
        position: account.position_on(today).to_string(),
        agency: agency_name(app, &officer.agency, lang),
        duties: match &officer.point {
            Some(point) => format!("{}: {}", told::point(point.kind, page), point.name),
            None => told::all_given(&account.given_at_the_post_of(today), page),
        },
        id: officer.id.to_string(),
        name: officer.name,
        tag,
        state,
    }
}
