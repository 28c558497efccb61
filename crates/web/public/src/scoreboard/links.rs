//! Addresses of the board: every view has one that can be copied and sent.

use super::figure::{Figure, word};
use motcua_core::Day;
use motcua_core::directory::UnitCode;
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_store::dossier::Behind;
use motcua_store::scoreboard::Period;
use motcua_told::period::month_of;

/// Addresses within one period.
#[derive(Debug, Clone)]
pub(super) struct Links {
    /// The one province that is served: its board needs no code. None of several.
    province: Option<UnitCode>,
    query: String,
    sort: Option<Figure>,
}

impl Links {
    pub(super) fn new(app: &App, period: Period, today: Day, sort: Figure) -> Links {
        let mut query = format!("from={}&to={}", period.from, period.to);
        // Only what differs from the default is written, so that links stay short.
        if period.as_of != period.to.min(today) {
            query.push_str(&format!("&as_of={}", period.as_of));
        }
        let province = (!app.serves_several()).then(|| app.province.clone());
        Links { province, query, sort: Some(sort).filter(|sort| *sort != Figure::Received) }
    }

    /// The board of a unit.
    pub(super) fn board(&self, unit: &UnitCode) -> String {
        let sort = self.sort.map(|sort| format!("&sort={}", sort.as_str())).unwrap_or_default();
        format!("{}?{}{sort}", self.path(unit), self.query)
    }

    /// The board with another order of the ranking.
    pub(super) fn sorted(&self, unit: &UnitCode, by: Figure) -> String {
        format!("{}?{}&sort={}#ranking", self.path(unit), self.query, by.as_str())
    }

    /// The board of the same days as of another day; none for the default one.
    pub(super) fn as_of(&self, unit: &UnitCode, period: Period, as_of: Option<Day>) -> String {
        let as_of = as_of.map(|day| format!("&as_of={day}")).unwrap_or_default();
        format!("{}?from={}&to={}{as_of}", self.path(unit), period.from, period.to)
    }

    /// The dossiers behind a number.
    pub(super) fn behind(&self, unit: &UnitCode, which: Behind) -> String {
        format!("/scoreboard/{unit}/dossiers?of={}&{}", word(which), self.query)
    }

    fn path(&self, unit: &UnitCode) -> String {
        if Some(unit) == self.province.as_ref() {
            "/scoreboard".to_string()
        } else {
            format!("/scoreboard/{unit}")
        }
    }
}

/// A period with a name, one click away.
pub(super) struct Quick {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// Today, yesterday, this week and the months; and July 2025, the first month of
/// two-tier government, where there is anything from it.
pub(super) fn quick(
    page: &Page,
    unit: &UnitCode,
    current: Option<Period>,
    today: Day,
    span: Option<(Day, Day)>,
) -> Vec<Quick> {
    let monday = today.plus(-((today.0 + 3).rem_euclid(7)));
    let this_month = month_of(today);
    let last_month = month_of(this_month.0.plus(-1));
    let mut periods = vec![
        (page.t("Hôm nay", "Today"), (today, today)),
        (page.t("Hôm qua", "Yesterday"), (today.plus(-1), today.plus(-1))),
        (page.t("Tuần này", "This week"), (monday, monday.plus(6))),
        (page.t("Tháng này", "This month"), this_month),
        (page.t("Tháng trước", "Last month"), last_month),
    ];
    let july = Day::of(2025, 7, 1).zip(Day::of(2025, 7, 14)).zip(Day::of(2025, 7, 31));
    if let (Some(((first, fourteenth), last)), Some((earliest, latest))) = (july, span)
        && earliest <= last
        && latest >= first
    {
        periods.push((page.t("01–14/07/2025", "1–14 July 2025"), (first, fourteenth)));
        periods.push((page.t("14/07/2025", "14 July 2025"), (fourteenth, fourteenth)));
        periods.push((page.t("tháng 7/2025", "July 2025"), (first, last)));
    }
    periods
        .into_iter()
        .map(|(name, (from, to))| Quick {
            name: name.to_string(),
            href: format!("/scoreboard/{unit}?from={from}&to={to}"),
            is_current: current.is_some_and(|period| (period.from, period.to) == (from, to)),
        })
        .collect()
}
