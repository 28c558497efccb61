//! Accounts in words: duties with their days, and what happened.

use motcua_core::account::{AccountFact, GivenDuty, StandIn};
use motcua_core::act::{Event, PointKind};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};

/// `Thụ lý (01/07/2025 – 31/12/2025)`.
pub(super) fn given(given: &GivenDuty, page: &Page) -> String {
    let name = motcua_messages::duty(given.duty, page.language());
    match (given.from, given.to) {
        (None, None) => name.to_string(),
        (Some(from), None) => format!("{name} ({} {})", page.t("từ", "from"), from.vn()),
        (None, Some(to)) => format!("{name} ({} {})", page.t("đến", "to"), to.vn()),
        (Some(from), Some(to)) => format!("{name} ({} – {})", from.vn(), to.vn()),
    }
}

/// Several, with commas.
pub(super) fn all_given(all: &[GivenDuty], page: &Page) -> String {
    all.iter().map(|one| given(one, page)).collect::<Vec<_>>().join(", ")
}

/// `Lê Minh Phong: Thụ lý, 01/08/2025 – 15/08/2025`.
pub(super) fn stand_in(stand_in: &StandIn, page: &Page) -> String {
    let duties = stand_in.duties.iter().map(|duty| motcua_messages::duty(*duty, page.language()));
    let duties = duties.collect::<Vec<_>>().join(", ");
    format!("{}: {duties}, {} – {}", stand_in.name, stand_in.from.vn(), stand_in.to.vn())
}

/// A kind of point.
pub(super) fn point(kind: PointKind, page: &Page) -> &'static str {
    let lang = page.language();
    match kind {
        PointKind::AgentPoint => lang.t("Điểm đại lý dịch vụ công", "Agent point"),
        PointKind::Volunteer => lang.t("Tổ công nghệ số cộng đồng", "Volunteers"),
        PointKind::PostOffice => lang.t("Bưu điện", "Post office"),
    }
}

/// A line of an account's history.
pub(super) struct AccountEvent {
    pub(super) what: &'static str,
    pub(super) detail: String,
    pub(super) when: String,
    pub(super) who: String,
}

/// What happened, in words.
pub(super) fn event(app: &App, event: &Event<AccountFact>, page: &Page) -> AccountEvent {
    let lang = page.language();
    let detail = match &event.fact {
        AccountFact::Opened { officer, dated, first_use, .. } => {
            let always = officer.duties.iter().map(|duty| GivenDuty::always(*duty));
            let duties: Vec<GivenDuty> = always.chain(dated.iter().cloned()).collect();
            let until = first_use.map(|until| first_use_words(until.plus_ms(-1).day().vn(), page));
            let parts =
                [Some(agency_name(app, &officer.agency, lang)), Some(all_given(&duties, page)), until];
            let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("; ")
        }
        AccountFact::Edited { name, particulars } => {
            let parts = [name, &particulars.position, &particulars.identity, &particulars.email];
            parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("; ")
        }
        AccountFact::DutiesGiven { duties } => all_given(duties, page),
        AccountFact::StandInGiven(given) | AccountFact::StoodInBy(given) => stand_in(given, page),
        AccountFact::StandInEnded { officer } | AccountFact::StoodInNoMore { officer } => officer.to_string(),
        AccountFact::Transferred(post) => format!(
            "{}, {} {}; {}",
            agency_name(app, &post.agency, lang),
            page.t("từ", "from"),
            post.from.vn(),
            all_given(&post.duties, page)
        ),
        AccountFact::PasswordIssued { until } => first_use_words(until.plus_ms(-1).day().vn(), page),
        AccountFact::Disabled
        | AccountFact::Enabled
        | AccountFact::PasswordSet
        | AccountFact::PasswordChanged => String::new(),
    };
    let who = motcua_messages::who(&event.who, lang);
    let who = match &event.who.agency {
        Some(agency) => format!("{who}, {}", agency_name(app, agency, lang)),
        None => format!("{who} ({})", page.t("người vận hành", "operator")),
    };
    AccountEvent {
        what: motcua_messages::account_event(&event.fact, lang),
        detail,
        when: page.moment(event.at),
        who,
    }
}

fn first_use_words(last_day: String, page: &Page) -> String {
    format!(
        "{} {last_day}",
        page.t("phải đổi khi đăng nhập lần đầu, chậm nhất ngày", "to be changed at first use, by")
    )
}
