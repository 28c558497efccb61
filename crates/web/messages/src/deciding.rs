//! The places on which it hangs who decides, in words.

use crate::{Lang, agency_kind, law};
use motcua_core::Day;
use motcua_core::competence::{
    CompetenceRule, Decider, DecidingFact, Elsewhere, FactsNeeded, NotOnFile, PlaceSaid, TerritorialScope,
};
use motcua_core::directory::Directory;
use motcua_core::law::WhyNotHere;

/// The place, as it is asked for and as the reason for who decides.
pub fn deciding_fact(fact: DecidingFact, lang: Lang) -> &'static str {
    use DecidingFact::*;
    match fact {
        ApplicantHome => lang.t("Nơi cư trú của người có hồ sơ", "Where the person of the dossier lives"),
        FatherHome => lang.t("Nơi cư trú của người cha", "Where the father lives"),
        MotherHome => lang.t("Nơi cư trú của người mẹ", "Where the mother lives"),
        ChildHome => lang.t("Nơi cư trú của người con, trẻ em", "Where the child lives"),
        BrideHome => lang.t("Nơi cư trú của bên nữ", "Where the bride lives"),
        GroomHome => lang.t("Nơi cư trú của bên nam", "Where the groom lives"),
        WardHome => lang.t("Nơi cư trú của người được giám hộ", "Where the ward lives"),
        GuardianHome => lang.t("Nơi cư trú của người giám hộ", "Where the guardian lives"),
        AdopterHome => lang.t("Nơi thường trú của người nhận con nuôi", "Where the adopter lives"),
        DeceasedLastHome => lang.t("Nơi cư trú cuối cùng của người chết", "Where the deceased last lived"),
        DeceasedPlace => lang.t("Nơi người đó chết hoặc được tìm thấy", "Where the person died or was found"),
        EarlierRegistry => lang.t(
            "Nơi đã đăng ký, chứng thực hoặc công nhận trước đây",
            "Which commune registered, certified or recognised it earlier",
        ),
        Parcel => lang.t("Nơi có thửa đất", "Where the land is"),
        House => lang.t("Nơi có nhà", "Where the house is"),
        Forest => lang.t("Nơi có rừng", "Where the forest is"),
        ObjectPlace => lang.t("Nơi có đối tượng của thủ tục", "Where the thing is that it is about"),
        Seat => lang.t("Nơi đặt trụ sở hoặc hoạt động", "Where the seat is, or the activity takes place"),
        School => lang.t("Nơi đặt trường, cơ sở giáo dục", "Where the school is"),
        Lodging => lang.t("Nơi lưu trú", "Where the person lodges"),
        NewDwelling => lang.t("Nơi có chỗ ở hợp pháp", "Where the dwelling is"),
        Employer => lang.t("Nơi có cơ quan, đơn vị sử dụng lao động", "Where the employer sits"),
        HappenedAt => lang.t("Nơi diễn ra sự việc", "Where it happens"),
        RegisterKeeper => lang.t("Nơi giữ sổ gốc", "Who keeps the original register"),
    }
}

/// What was said of a place.
pub fn place_said(said: &PlaceSaid, directory: &Directory, day: Day, lang: Lang) -> String {
    match said {
        PlaceSaid::Abroad => lang.t("Ở nước ngoài", "Abroad").to_string(),
        PlaceSaid::Unknown => lang.t("Không rõ hoặc không khai", "Not known or not declared").to_string(),
        PlaceSaid::In(units) => {
            let name = |code| {
                let unit = directory.unit_on(code, day)?;
                let above = unit.parent.as_ref().and_then(|above| directory.unit_on(above, day));
                let names: Vec<&str> =
                    [Some(unit), above].into_iter().flatten().map(|unit| unit.full_name.as_str()).collect();
                Some(names.join(", "))
            };
            units.iter().filter_map(name).collect::<Vec<_>>().join("; ")
        }
    }
}

/// What kind of agency decides.
pub fn decider(decider: Decider, lang: Lang) -> &'static str {
    match decider {
        Decider::Kind(kind) => agency_kind(kind, lang),
        Decider::Department(field) => {
            let (vi, en) = field.names();
            lang.t(vi, en)
        }
        Decider::UnitBody => lang.t("Cơ quan đang giữ hoặc quản lý", "The body that keeps or manages it"),
        Decider::Ministry => lang.t("Cơ quan của bộ", "A body of the ministry"),
        Decider::Levels => lang.t("Chưa rõ cấp nào giải quyết", "Which level decides is not known"),
        Decider::WrongPage | Decider::Nobody(_) => "",
    }
}

/// A rule in one line: what kind of agency, and where it is.
/// `Ủy ban nhân dân cấp xã, theo nơi cư trú của người cha hoặc nơi cư trú của người mẹ (…)`
pub fn rule_words(rule: &CompetenceRule, lang: Lang) -> String {
    let kind = decider(rule.decider, lang);
    let facts: Vec<String> =
        rule.needs.all().iter().map(|fact| lower_first(deciding_fact(*fact, lang))).collect();
    let facts = match rule.needs {
        FactsNeeded::FirstOf(_) => facts.join(lang.t("; không rõ thì ", "; if not known ")),
        _ => facts.join(lang.t(" hoặc ", " or ")),
    };
    let place = match rule.scope {
        _ if kind.is_empty() => return lang.t("Chưa có trong danh mục", "Not on file").to_string(),
        _ if matches!(rule.decider, Decider::Levels) => String::new(),
        TerritorialScope::Place if facts.is_empty() => String::new(),
        TerritorialScope::Place => format!("{} {facts}", lang.t(", theo", ", by")),
        TerritorialScope::Province => {
            format!("{} {facts}", lang.t(" bất kỳ trong tỉnh, thành phố, theo", ", any of the province, by"))
        }
        TerritorialScope::Country => lang.t(" bất kỳ trong cả nước", ", any in the country").to_string(),
    };
    let article = match rule.article.is_empty() {
        true => String::new(),
        false => format!(" ({})", law(&rule.article, lang)),
    };
    format!("{kind}{place}{article}")
}

/// What a centre may do that is not competent.
pub fn elsewhere(elsewhere: Elsewhere, lang: Lang) -> &'static str {
    match elsewhere {
        Elsewhere::Forwards => lang.t(
            "Trung tâm Phục vụ hành chính công phường, xã bất kỳ trong tỉnh, thành phố",
            "At any ward or commune service centre of the province",
        ),
        Elsewhere::ForwardsAnywhere => lang.t(
            "Trung tâm Phục vụ hành chính công phường, xã bất kỳ trong cả nước",
            "At any ward or commune service centre of the country",
        ),
        Elsewhere::HelpsOnline => lang.t(
            "Nơi có thẩm quyền; phường, xã khác giúp nộp trực tuyến đến nơi ấy",
            "Where it is decided; any other ward or commune helps to hand it in there online",
        ),
    }
}

/// Who reads why a procedure is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Whoever wants to hand in.
    Person,
    /// An officer of the centre, who cannot be sent to the centre.
    Officer,
}

/// Why a procedure is not taken here, and where to ask.
pub fn not_taken(why: WhyNotHere, asking: Asking, lang: Lang) -> String {
    let reason = match why {
        WhyNotHere::NotInForce => lang.t("Thủ tục này hôm nay không áp dụng.", "This procedure is not in force today."),
        WhyNotHere::NoWay => lang.t(
            "Thủ tục này chưa nhận ở đây; bảng thời hạn ở trang của thủ tục nói vì sao.",
            "This procedure is not taken here; the table of limits on its page says why.",
        ),
        WhyNotHere::Undecided(NotOnFile::Levels) => lang.t(
            "Chưa rõ cấp nào giải quyết thủ tục này, nên chưa nhận ở đây, cả tại quầy và trực tuyến.",
            "Which level decides on this procedure is not known, so it is not taken here, neither at the counter nor online.",
        ),
        WhyNotHere::Undecided(NotOnFile::WrongPage) => lang.t(
            "Cổng Dịch vụ công quốc gia công bố nhầm nội dung của thủ tục này, nên chưa nhận ở đây.",
            "The national portal shows another procedure under this code, so it is not taken here.",
        ),
        WhyNotHere::Undecided(NotOnFile::NoRule | NotOnFile::NotInForce) => lang.t(
            "Danh mục chưa ghi cơ quan nào giải quyết thủ tục này, nên chưa nhận ở đây.",
            "Who decides on this procedure is not on file, so it is not taken here.",
        ),
    };
    let ask = match asking {
        Asking::Person => lang.t(
            "Hãy hỏi Trung tâm Phục vụ hành chính công trước khi chuẩn bị giấy tờ, hoặc xem trên Cổng Dịch vụ công quốc gia.",
            "Ask a public service centre before you prepare papers, or see the national public service portal.",
        ),
        Asking::Officer => lang.t(
            "Hãy hỏi cơ quan của tỉnh giữ danh mục thủ tục rồi trả lời người dân; đừng giữ giấy tờ của họ. Khi danh mục ghi rõ, quầy nhận được ngay.",
            "Ask the office of the province that keeps the catalogue, then answer the person; keep none of their papers. Once the catalogue says it, the counter can receive.",
        ),
    };
    format!("{reason} {ask}")
}

/// The same words inside a sentence.
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
