//! How the person wants the result, and where it is, in words.

use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, Parcel, ParcelNews, PostAddress, ResultOut, WantedReturn};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};

/// The way alone, without whom it names.
pub fn way_words(wanted: &WantedReturn, page: &Page) -> &'static str {
    match wanted {
        WantedReturn::Counter => page.t("Tại quầy đã nhận hồ sơ", "At the counter that took the dossier"),
        WantedReturn::Online => page.t("Chỉ tải về trên trang hồ sơ", "Only as a file on the dossier’s page"),
        WantedReturn::Centre { .. } => page.t("Tại nơi khác", "At another centre"),
        WantedReturn::Post(_) => page.t("Qua bưu chính", "By post"),
    }
}

/// The name of the place where an agency meets people. Places have no English names: in English it is that of the
/// agency.
pub fn centre_name(app: &App, agency: &AgencyCode, page: &Page) -> String {
    let known = app.law.directory.agency(agency).and_then(|known| known.centre.as_ref());
    let named = known.filter(|_| page.lang != "en").map(|centre| centre.name.clone());
    named.unwrap_or_else(|| agency_name(app, agency, page.language()))
}

/// All of it: where a person comes, or where a parcel goes.
pub fn wanted_words(app: &App, wanted: &WantedReturn, receiving: &AgencyCode, page: &Page) -> String {
    match wanted {
        WantedReturn::Counter => centre_name(app, receiving, page),
        WantedReturn::Online => way_words(wanted, page).to_string(),
        WantedReturn::Centre { agency } => centre_name(app, agency, page),
        WantedReturn::Post(address) => {
            format!("{}: {}", way_words(wanted, page), address_words(app, address, page))
        }
    }
}

/// The same of a dossier: the result of a part goes where its lead's goes.
pub fn wanted_of(app: &App, dossier: &Dossier, lead: Option<&Dossier>, page: &Page) -> String {
    let submission = &lead.unwrap_or(dossier).submission;
    wanted_words(app, &submission.wanted, &submission.receiving, page)
}

/// The same without an address, for whoever hands nothing to the post.
pub fn wanted_in_short(app: &App, dossier: &Dossier, lead: Option<&Dossier>, page: &Page) -> String {
    let wanted = &lead.unwrap_or(dossier).submission.wanted;
    match wanted {
        WantedReturn::Post(_) => way_words(wanted, page).to_string(),
        WantedReturn::Counter | WantedReturn::Online | WantedReturn::Centre { .. } => {
            wanted_of(app, dossier, lead, page)
        }
    }
}

/// An address in a line.
pub fn address_words(app: &App, address: &PostAddress, page: &Page) -> String {
    let (directory, today) = (&app.law.directory, app.now().day());
    let name = |code| directory.unit_on(code, today).map(|unit| page.t(&unit.full_name, &unit.full_name_en));
    let places = [name(&address.commune), directory.province_of(&address.commune).and_then(name)];
    let first = [address.receiver.as_str(), address.phone.as_str(), address.detail.as_str()];
    first.into_iter().chain(places.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

/// `Phát không thành, 14/07/2025 09:00`
pub fn news_words(news: &ParcelNews, page: &Page) -> String {
    format!("{}, {}", motcua_messages::parcel_state(news.state, page.language()), page.moment(news.at))
}

/// A parcel as it stands: its number and how far it is.
pub fn parcel_words(parcel: &Parcel, page: &Page) -> String {
    let order = match parcel.order.as_str() {
        "" => page.t("Chưa có số vận đơn", "No order number yet").to_string(),
        order => format!("{} {order}", page.t("Vận đơn", "Order")),
    };
    let news = ParcelNews { state: parcel.state, at: parcel.since };
    format!("{order}: {}", news_words(&news, page))
}

/// Orders that were made beside the parcel's own, for whoever cancels them; none where there is one order.
pub fn doubled_words(parcel: &Parcel, page: &Page) -> Option<String> {
    let words = page.t("Hệ thống bưu chính còn đặt thêm vận đơn", "The post’s system also made the order");
    let cancel = page.t("hủy vận đơn này với bưu chính", "have it cancelled by the post");
    (!parcel.also_ordered.is_empty()).then(|| format!("{words} {}: {cancel}", parcel.also_ordered.join(", ")))
}

/// Where the result is once it has left the counter; none while it is there.
pub fn out_words(app: &App, dossier: &Dossier, page: &Page) -> Option<String> {
    let at = |agency: &AgencyCode| centre_name(app, agency, page);
    Some(match dossier.result_out.as_ref()? {
        ResultOut::Sent { to, at: since, .. } => format!(
            "{} {} ({} {})",
            page.t("Đang chuyển đến", "On its way to"),
            at(to),
            page.t("từ", "since"),
            page.moment(*since)
        ),
        ResultOut::There { to, .. } => format!("{} {}", page.t("Đang ở", "It is at"), at(to)),
        ResultOut::Missing { to, .. } => format!(
            "{} {}",
            page.t(
                "Chưa đến nơi; nơi gửi đang tìm và gửi lại đến",
                "It has not come; the sender looks for it and sends it again to"
            ),
            at(to)
        ),
        ResultOut::Follows { to, .. } => format!(
            "{} {}",
            page.t("Đã tìm thấy, sắp được chuyển đến", "It was found, and is going to be sent to"),
            at(to)
        ),
        ResultOut::Posted(parcel) => parcel_words(parcel, page),
    })
}
