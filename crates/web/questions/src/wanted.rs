//! How the person wants the result: asked and read again. The same for the person's own pages and for the counter.

use motcua_core::dossier::{WantedReturn, wanted_fields as fields};
use motcua_core::{Refusal, text};
use motcua_edge::app::App;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::visit::Visit;
use motcua_messages::Lang;

/// The questions, with what was typed.
pub struct WantedAsked {
    /// The ways.
    pub ways: Vec<ChoiceShown>,
    /// The chosen one.
    pub way: String,
    /// The centres of the province, by the names of their communes, as suggestions.
    pub centres: Vec<String>,
    /// What was typed.
    pub centre: String,
    /// See `centre`.
    pub receiver: String,
    /// See `centre`.
    pub phone: String,
    /// See `centre`.
    pub commune: String,
    /// See `centre`.
    pub detail: String,
}

/// The questions as they stand with what was typed, by the names of the boxes.
pub fn wanted_asked<'t>(visit: &Visit, typed: impl Fn(&str) -> &'t str) -> WantedAsked {
    let text = |field| typed(field).to_string();
    let (lang, day) = (visit.lang, visit.now.day());
    let directory = &visit.app.law.directory;
    let has_centre = |code| directory.agencies_in_on(code, day).any(|agency| agency.centre.is_some());
    let communes = directory.children_on(&visit.app.province, day).filter(|unit| has_centre(&unit.code));
    let mut centres: Vec<String> = communes.map(|unit| unit.full_name.clone()).collect();
    centres.sort_by_key(|name| text::fold(name));
    let way = |word: &str| {
        let (vi, en, hint_vi, hint_en) = match word {
            "centre" => {
                ("Tại nơi khác", "At another centre", "Kết quả được chuyển đến đó", "It is sent there")
            }
            "post" => ("Qua bưu chính", "By post", "Đến địa chỉ ghi dưới đây", "To the address below"),
            "online" => (
                "Chỉ tải về trên trang hồ sơ",
                "Only as a file on the dossier’s page",
                "Không nhận bản giấy",
                "No paper is kept for you",
            ),
            _ => ("Tại nơi nộp hồ sơ", "At the centre that takes the dossier", "", ""),
        };
        ChoiceShown::new(word, lang.t(vi, en)).hint(lang.t(hint_vi, hint_en))
    };
    let chosen = text(fields::WAY);
    WantedAsked {
        ways: WantedReturn::WAYS.into_iter().map(way).collect(),
        way: if chosen.is_empty() { WantedReturn::default().way().to_string() } else { chosen },
        centres,
        centre: text(fields::CENTRE),
        receiver: text(fields::RECEIVER),
        phone: text(fields::PHONE),
        commune: text(fields::COMMUNE),
        detail: text(fields::DETAIL),
    }
}

/// What was said, or all that is wrong with it. `person` is who receives a parcel where nobody else is named.
pub fn wanted_said<'t>(
    visit: &Visit,
    person: (&str, &str),
    typed: impl Fn(&str) -> &'t str,
) -> Result<WantedReturn, Vec<Refusal>> {
    WantedReturn::written(&visit.app.law, visit.now.day(), Some(&visit.app.province), person, typed)
}

/// The boxes as they would be filled with what was said.
pub fn wanted_pairs(app: &App, wanted: &WantedReturn) -> Vec<(String, String)> {
    let (directory, today) = (&app.law.directory, app.now().day());
    let mut pairs = vec![(fields::WAY, wanted.way().to_string())];
    match wanted {
        WantedReturn::Counter | WantedReturn::Online => {}
        WantedReturn::Centre { agency } => {
            let unit = directory.agency(agency).and_then(|known| directory.unit_on(&known.unit, today));
            let name = unit.map_or_else(|| agency.to_string(), |unit| unit.full_name.clone());
            pairs.push((fields::CENTRE, name));
        }
        WantedReturn::Post(address) => {
            let commune = directory.unit_on(&address.commune, today);
            let province = directory.province_of(&address.commune).filter(|code| **code != app.province);
            let province = province.and_then(|code| directory.unit_on(code, today));
            let places = commune.into_iter().chain(province).map(|unit| unit.full_name.as_str());
            pairs.extend([
                (fields::RECEIVER, address.receiver.clone()),
                (fields::PHONE, address.phone.clone()),
                (fields::COMMUNE, places.collect::<Vec<_>>().join(", ")),
                (fields::DETAIL, address.detail.clone()),
            ]);
        }
    }
    pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

/// What a box asks, in a few words.
pub fn wanted_field(field: &str, lang: Lang) -> Option<&'static str> {
    let (vi, en) = match field {
        fields::WAY => ("Nhận kết quả", "The result"),
        fields::CENTRE => ("Nơi nhận kết quả", "Where to collect the result"),
        fields::RECEIVER => ("Người nhận bưu gửi", "Who receives the parcel"),
        fields::PHONE => ("Điện thoại người nhận", "Their telephone"),
        fields::COMMUNE => ("Xã, phường nhận bưu gửi", "Commune of the parcel"),
        fields::DETAIL => ("Địa chỉ nhận bưu gửi", "Address of the parcel"),
        _ => return None,
    };
    Some(lang.t(vi, en))
}
