//! Limits and fees of a procedure in words, for lists and for its own page.

use motcua_core::catalogue::{
    Case, DecidedBy, Offer, Online, Procedure, Version, Way, WhyWithheld, Withheld,
};
use motcua_core::law::HandedIn;
use motcua_core::{Day, Law};
use motcua_edge::page::Page;
use motcua_told::explain;

/// One procedure in a list.
pub struct ListedOffer {
    /// Where its page is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Nobody has translated the name.
    pub only_vietnamese: bool,
    /// What it does for a person, in plain words; may be empty.
    pub plain: String,
    /// Field, limit, fee and how far it goes online.
    pub facts: Vec<String>,
    /// Limit or fee are not confirmed.
    pub assumed: bool,
}

impl ListedOffer {
    /// The procedure as it is on this day.
    pub fn of(law: &Law, procedure: &Procedure, day: Day, page: &Page) -> ListedOffer {
        let mut facts = vec![page.t(&procedure.field, &procedure.field_en).to_string()];
        let mut assumed = false;
        if let Some(version) = procedure.version_on(day) {
            let handed_in = law.handed_in(procedure, day);
            facts.push(match handed_in.why_not().is_some() {
                true => page.t("Chưa nhận ở đây", "Not taken here").to_string(),
                false => same_or(
                    version.ways.iter().map(|offer| explain::limit(offer.limit, page.language())),
                    page.t("Thời hạn tùy trường hợp", "Limit depends on the case"),
                ),
            });
            let fees = version.ways.iter().map(|offer| explain::fee(offer, page));
            let withheld =
                version.withheld.iter().map(|way| page.t(&way.fee_text, &way.fee_text_en).to_string());
            facts.push(same_or(
                fees.chain(withheld),
                page.t("Phí, lệ phí tùy trường hợp", "Fee depends on the case"),
            ));
            facts.push(online(version, &handed_in, page).to_string());
            let doubts = |offer: &Offer| offer.limit_trust.and(offer.fee_trust).is_assumed();
            assumed = version.ways.iter().any(doubts);
        }
        ListedOffer {
            href: format!("/procedures/{}", procedure.id),
            name: page.t(&procedure.name, &procedure.name_en).to_string(),
            only_vietnamese: only_vietnamese(&procedure.name, &procedure.name_en, page),
            plain: page.t(&procedure.plain, &procedure.plain_en).to_string(),
            facts,
            assumed,
        }
    }
}

/// Whether an English page shows a text that is Vietnamese in both languages.
pub fn only_vietnamese(vi: &str, en: &str, page: &Page) -> bool {
    page.lang == "en" && vi == en
}

/// What all of them say, or that they differ.
fn same_or(texts: impl Iterator<Item = String>, differ: &str) -> String {
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    match texts.len() {
        1 => texts.remove(0),
        _ => differ.to_string(),
    }
}

/// How far it goes online.
pub fn online(version: &Version, handed_in: &HandedIn<'_>, page: &Page) -> &'static str {
    match (handed_in.by(Way::Online), version.online) {
        (false, _) => page.t("Chưa nộp trực tuyến được", "Not offered online"),
        // The portal's record does not say how far.
        (true, _) if version.seen.is_some() => page.t("Nhận trực tuyến", "Taken online"),
        (true, Online::Full) => page.t("Trực tuyến toàn trình", "Fully online"),
        (true, Online::Partial) => page.t("Trực tuyến một phần", "Partly online"),
    }
}

/// One line of the table of limits and fees.
pub struct OfferRow {
    /// Which case; empty when there is only one.
    pub case: String,
    /// An officer finds this case while handling.
    pub found_by_officer: bool,
    /// How it is handed in: the ways for which all else is the same.
    pub ways: String,
    /// The limit in words, or why there is none.
    pub limit: String,
    /// What the portal says about the limit, in Vietnamese; may be empty.
    pub said: String,
    /// The limit is not confirmed, though most of the others are.
    pub limit_assumed: bool,
    /// The fee in words.
    pub fee: String,
    /// The fee is not confirmed, though most of the others are.
    pub fee_assumed: bool,
}

/// What is offered, case by case and way by way, and what is not and why.
pub fn table(version: &Version, page: &Page) -> Vec<OfferRow> {
    let offers = || version.ways.iter();
    let limits = Few::of(offers().map(|offer| offer.limit_trust.is_assumed()));
    let fees = Few::of(offers().map(|offer| offer.fee_trust.is_assumed()));
    let mut rows: Vec<OfferRow> = Vec::new();
    for case in &version.cases {
        let first = rows.len();
        for way in Way::ALL {
            let Some(offer) = version.offer(&case.id, way) else { continue };
            add(&mut rows, first, row(version, case, offer, (limits, fees), page));
        }
    }
    let first = rows.len();
    for way in &version.withheld {
        add(&mut rows, first, withheld(way, page));
    }
    rows
}

/// What is the same but for the way stands in one line.
fn add(rows: &mut Vec<OfferRow>, first: usize, row: OfferRow) {
    let same = |other: &&mut OfferRow| {
        (&other.limit, &other.said, other.limit_assumed, &other.fee, other.fee_assumed)
            == (&row.limit, &row.said, row.limit_assumed, &row.fee, row.fee_assumed)
    };
    match rows[first..].iter_mut().find(same) {
        Some(other) => other.ways = format!("{}; {}", other.ways, row.ways),
        None => rows.push(row),
    }
}

/// Whether a doubt is worth a mark of its own: where most are in doubt, one sentence on
/// the page says so, and a mark on each would say nothing.
#[derive(Clone, Copy)]
pub struct Few(bool);

impl Few {
    /// Of these, some are in doubt.
    pub fn of(doubts: impl Iterator<Item = bool>) -> Few {
        let (mut all, mut doubtful) = (0, 0);
        for is in doubts {
            all += 1;
            doubtful += usize::from(is);
        }
        Few(doubtful * 2 < all)
    }

    /// Whether this one gets a mark.
    pub fn marks(self, is_doubtful: bool) -> bool {
        self.0 && is_doubtful
    }
}

fn row(version: &Version, case: &Case, offer: &Offer, (limits, fees): (Few, Few), page: &Page) -> OfferRow {
    let lang = page.language();
    OfferRow {
        // A case is named where there is a difference to name.
        case: match version.cases.len() {
            1 => String::new(),
            _ => page.t(&case.name, &case.name_en).to_string(),
        },
        found_by_officer: case.decided_by == DecidedBy::Officer,
        ways: motcua_messages::way(offer.way, lang).to_string(),
        limit: explain::limit(offer.limit, lang),
        said: String::new(),
        limit_assumed: limits.marks(offer.limit_trust.is_assumed()),
        fee: explain::fee(offer, page),
        fee_assumed: fees.marks(offer.fee_trust.is_assumed()),
    }
}

fn withheld(way: &Withheld, page: &Page) -> OfferRow {
    let lang = page.language();
    let why = motcua_messages::withheld(way.why, lang);
    let limit = match (way.why, way.limit) {
        (WhyWithheld::DecidedElsewhere | WhyWithheld::TakenElsewhere, Some(limit)) => {
            format!("{}. {why}", explain::limit(limit, lang))
        }
        (WhyWithheld::DecidedElsewhere | WhyWithheld::TakenElsewhere, None)
        | (WhyWithheld::NoLimit | WhyWithheld::HidesCases, _) => why.to_string(),
    };
    OfferRow {
        case: String::new(),
        found_by_officer: false,
        ways: motcua_messages::way(way.way, lang).to_string(),
        limit,
        said: way.said.clone(),
        limit_assumed: false,
        fee: page.t(&way.fee_text, &way.fee_text_en).to_string(),
        fee_assumed: false,
    }
}
