//! The base of every page, and how numbers and times are written on it.

use super::app::{App, Server};
use crate::assets;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_charts::Numbers;
use motcua_core::directory::AgencyCode;
use motcua_core::scoreboard::Rate;
use motcua_core::{Day, Fault, Moment, Weekday};
use motcua_messages::Lang;

/// What `base.html` needs, and the words that every template uses.
pub struct Page {
    /// `vi` or `en`.
    pub lang: &'static str,
    /// Title, without the product's name.
    pub title: String,
    /// This page in the other language.
    pub switch_href: String,
    /// The style sheet.
    pub css_href: &'static str,
    /// Everything shown is simulated.
    pub simulated: bool,
    /// What the server's clock says.
    pub clock: String,
    /// Who is signed in.
    pub officer: Option<PageOfficer>,
    /// The active item of the navigation.
    pub nav: &'static str,
    /// The province that was chosen of several, which can be changed; empty: nothing to change.
    pub province: String,
    pub(super) spoken: Lang,
}

/// The officer in the head of a page.
pub struct PageOfficer {
    /// Full name.
    pub name: String,
    /// Agency; a helper's point.
    pub agency: String,
    /// Sits at a reception desk of a centre.
    pub receives: bool,
    /// Sits at a point beside the citizen: no officer, hands in for people.
    pub helps: bool,
    /// Keeps the catalogue of the province.
    pub keeps: bool,
    /// Keeps the accounts of an agency or of the province.
    pub keeps_staff: bool,
    /// The colleagues in whose stead they act today, beside themselves.
    pub stands_in_for: Vec<String>,
    /// Has dossiers to work on.
    pub works: bool,
    /// Leads the office of the province, and sees its dossiers from above.
    pub oversees: bool,
}

impl Page {
    /// A page for somebody of whom nothing is known but the language.
    pub fn bare(server: &Server, lang: Lang, path: &str, title: String) -> Page {
        let now = server.now();
        Page {
            lang: lang.as_str(),
            title,
            switch_href: switch_href(lang, path),
            css_href: assets::css_href(),
            simulated: server.simulated,
            clock: format!("{} {}", now.clock(), now.day().vn()),
            officer: None,
            nav: "",
            province: String::new(),
            spoken: lang,
        }
    }

    /// The one of two texts.
    pub fn t<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.spoken.t(vi, en)
    }

    /// The language as a value.
    pub fn language(&self) -> Lang {
        self.spoken
    }

    /// `14:05 thứ Hai, 14/07/2025`.
    pub fn moment(&self, moment: Moment) -> String {
        format!("{} {}", moment.clock(), self.day(moment.day()))
    }

    /// `thứ Hai, 14/07/2025`.
    pub fn day(&self, day: Day) -> String {
        format!("{}, {}", self.weekday(day), day.vn())
    }

    /// `thứ Hai` or `Monday`.
    pub fn weekday(&self, day: Day) -> &'static str {
        let (vi, en) = match day.weekday() {
            Weekday::Monday => ("thứ Hai", "Monday"),
            Weekday::Tuesday => ("thứ Ba", "Tuesday"),
            Weekday::Wednesday => ("thứ Tư", "Wednesday"),
            Weekday::Thursday => ("thứ Năm", "Thursday"),
            Weekday::Friday => ("thứ Sáu", "Friday"),
            Weekday::Saturday => ("thứ Bảy", "Saturday"),
            Weekday::Sunday => ("Chủ nhật", "Sunday"),
        };
        self.t(vi, en)
    }

    /// How charts and tables write numbers here.
    pub fn numbers(&self) -> Numbers {
        match self.spoken {
            Lang::Vi => Numbers::VI,
            Lang::En => Numbers::EN,
        }
    }

    /// `44.825` or `44,825`.
    pub fn count(&self, number: i64) -> String {
        self.numbers().count(u64::try_from(number).unwrap_or_default())
    }

    /// `94,72 %`, or `–` over nothing.
    pub fn percent(&self, rate: Rate) -> String {
        let number = |value: i64| u64::try_from(value).unwrap_or_default();
        self.numbers().percent(number(rate.numerator), number(rate.denominator))
    }

    /// `8.000 đồng`, or `miễn phí`.
    pub fn money(&self, vnd: u64) -> String {
        match vnd {
            0 => self.t("Miễn phí", "Free").to_string(),
            _ => format!("{} {}", self.numbers().count(vnd), self.t("đồng", "VND")),
        }
    }

    /// `2 giờ 15 phút` of working time; days have eight hours.
    pub fn working_time(&self, minutes: i64) -> String {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        match (hours, minutes) {
            (0, minutes) => format!("{minutes} {}", self.t("phút", "min")),
            (hours, 0) => format!("{} {}", self.count(hours), self.t("giờ", "h")),
            (hours, minutes) => {
                format!("{} {} {minutes} {}", self.count(hours), self.t("giờ", "h"), self.t("phút", "min"))
            }
        }
    }

    /// `184 kB`, `1,2 MB`.
    pub fn bytes(&self, bytes: u64) -> String {
        match bytes {
            0..1000 => format!("{bytes} B"),
            1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
            _ => format!("{}{}{} MB", bytes / 1_000_000, self.t(",", "."), bytes / 100_000 % 10),
        }
    }
}

/// `44.825`: a number on what is printed in Vietnamese, whoever looks at it.
pub fn in_vietnamese(number: u64) -> String {
    Numbers::VI.count(number)
}

/// Whether people can hand in at this agency.
pub fn has_centre(app: &App, agency: &AgencyCode) -> bool {
    app.law.directory.agency(agency).is_some_and(|agency| agency.centre.is_some())
}

/// The name of an agency in the language of the visit.
pub fn agency_name(app: &App, agency: &AgencyCode, lang: Lang) -> String {
    app.law
        .directory
        .agency(agency)
        .map_or_else(|| agency.to_string(), |agency| lang.t(&agency.name, &agency.name_en).to_string())
}

/// The name that the agency had on this day: for papers and acts of that day.
pub fn agency_name_on(app: &App, agency: &AgencyCode, day: Day, lang: Lang) -> String {
    app.law
        .directory
        .agency_as_of(agency, day)
        .map_or_else(|| agency.to_string(), |agency| lang.t(&agency.name, &agency.name_en).to_string())
}

/// The procedure's name; its id when the catalogue has lost it.
pub fn procedure_name(app: &App, id: &motcua_core::catalogue::ProcedureId, lang: Lang) -> String {
    let found = app.law.catalogue.procedure(id);
    found.map_or_else(|| id.to_string(), |found| lang.t(&found.name, &found.name_en).to_string())
}

fn switch_href(lang: Lang, path: &str) -> String {
    let other = lang.t("en", "vi");
    let back = form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
    format!("/language/{other}?back={back}")
}

/// A rendered page.
pub fn html(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => {
            super::failure::Failure(Fault::other(format!("a template: {error}")).into()).into_response()
        }
    }
}

/// Whether this leads to one of our own pages: a path of visible ASCII, not the beginning of
/// another host. Browsers drop tabs and line ends, and read `\` as `/`.
pub fn is_own_path(path: &str) -> bool {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    path.starts_with('/') && !path.starts_with("//") && is_plain
}

/// After a POST: the page that shows what it did.
pub fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_string())]).into_response()
}
