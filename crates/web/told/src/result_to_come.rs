//! That there is a result, and how the person comes by it: nobody is asked to come for what is not there.

use crate::wanted::{centre_name, out_words};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, ParcelState, ResultOut, WantedReturn};
use motcua_edge::app::App;
use motcua_edge::page::Page;

/// What the person is told of a result that is ready and not returned.
pub struct ResultToCome {
    /// The shape of the notice.
    pub kind: &'static str,
    /// In a few words.
    pub heading: &'static str,
    /// Where it is, and what the person does about it.
    pub words: String,
}

/// Where the result is, and what the person does about it. Of a part (`lead`) nothing is handed out before all of it is
/// there; what is not said of its own result is so of its lead's.
pub fn result_to_come(
    app: &App,
    dossier: &Dossier,
    lead: Option<(&Dossier, &[Dossier])>,
    page: &Page,
) -> ResultToCome {
    let told = |kind, heading, words: String| ResultToCome { kind, heading, words };
    let ready = page.t("Đã có kết quả", "The result is ready");
    let on_its_way = page.t("Kết quả đang được chuyển", "The result is on its way");
    if dossier.deed_life.recalled.is_some() {
        let words = page.t("Quý vị không cần đến nhận giấy này.", "Please do not come for it.");
        return told("late", page.t("Giấy kết quả đã bị thu hồi", "The paper is recalled"), words.into());
    }
    if dossier.deed_life.replacement.is_some() {
        let words = page.t(
            "Giấy được thay trước khi trao. Phát hành xong, trang này báo để quý vị đến lấy.",
            "The paper is replaced before it is handed out. Once the new one is issued, this page says so.",
        );
        return told("", page.t("Kết quả đang được làm lại", "The result is being made again"), words.into());
    }
    if let Some((lead, parts)) = lead {
        if !lead.is_ended() || parts.iter().any(|part| !part.is_ended()) {
            let words = page.t(
                "Được trả cùng hồ sơ chính khi mọi phần xong.",
                "It is handed over with the main dossier when every part is done.",
            );
            return told("", page.t("Phần này đã có kết quả", "This part is decided"), words.into());
        }
        if dossier.lies_with(lead) {
            return result_to_come(app, lead, None, page);
        }
    }
    let out = out_words(app, dossier, page).unwrap_or_default();
    let and = |more: &str| format!("{out}. {more}");
    match &dossier.result_out {
        Some(ResultOut::Sent { .. }) => told("", on_its_way, and(comes_later(page))),
        Some(ResultOut::There { to, .. }) => told("good", ready, collect(app, to, page)),
        Some(ResultOut::Missing { .. }) => {
            told("late", page.t("Kết quả chưa đến nơi", "The result has not come"), and(astray_words(page)))
        }
        Some(ResultOut::Follows { .. }) => told("", ready, and(comes_later(page))),
        Some(ResultOut::Posted(parcel)) => match parcel.state {
            ParcelState::Lost => told(
                "late",
                page.t("Bưu chính làm thất lạc kết quả", "The post has lost the result"),
                and(astray_words(page)),
            ),
            ParcelState::SentBack => told(
                "soon",
                page.t("Bưu chính chuyển hoàn kết quả", "The post brought the result back"),
                and(page.t(
                    "Quý vị hãy chọn lại nơi nhận, hoặc đến nhận tại nơi nộp hồ sơ.",
                    "Please choose again where you want it, or collect it where you handed in.",
                )),
            ),
            ParcelState::NotOrdered => told(
                "",
                page.t("Kết quả chưa gửi được", "The result could not be sent yet"),
                and(page.t(
                    "Nơi nộp hồ sơ đang hỏi lại bưu chính. Quý vị đổi được nơi nhận.",
                    "The centre where you handed in asks the post. You can change where it goes.",
                )),
            ),
            ParcelState::Failed => told(
                "soon",
                page.t("Bưu chính chưa phát được kết quả", "The post could not deliver the result"),
                and(page.t(
                    "Nơi nộp hồ sơ gọi người nhận để phát lại; xin để ý điện thoại.",
                    "The centre where you handed in calls the receiver about it; please mind the telephone.",
                )),
            ),
            ParcelState::HandedOver
            | ParcelState::Ordered
            | ParcelState::Taken
            | ParcelState::UnderWay
            | ParcelState::Delivered => told("", on_its_way, format!("{out}.")),
        },
        None => told("good", ready, at_the_counter(app, dossier, page)),
    }
}

fn comes_later(page: &Page) -> &'static str {
    page.t(
        "Khi nơi đó nhận được, trang này báo để quý vị đến lấy.",
        "Once it is there, this page says so and you can collect it.",
    )
}

fn astray_words(page: &Page) -> &'static str {
    page.t(
        "Cơ quan đang tìm hoặc làm lại bản giấy; quý vị chưa cần đến. Có rồi, trang này báo nơi nhận.",
        "The office looks for the paper or makes it again; please do not come yet. This page says when it is there.",
    )
}

fn collect(app: &App, agency: &AgencyCode, page: &Page) -> String {
    let (at, centre) = (page.t("Nhận tại", "Collect it at"), centre_name(app, agency, page));
    let bring = page.t("mang theo giấy tiếp nhận hoặc mã hồ sơ.", "bring the receipt or the code.");
    format!("{at} {centre}, {bring}")
}

/// While it is where the dossier was handed in.
fn at_the_counter(app: &App, dossier: &Dossier, page: &Page) -> String {
    match &dossier.submission.wanted {
        WantedReturn::Counter => collect(app, &dossier.submission.receiving, page),
        WantedReturn::Centre { agency } => format!(
            "{} {}. {}",
            page.t("Sắp được chuyển đến", "It is going to be sent to"),
            centre_name(app, agency, page),
            comes_later(page)
        ),
        WantedReturn::Post(_) => {
            page.t("Sắp được giao cho bưu chính.", "It is going to be handed to the post.").to_string()
        }
        WantedReturn::Online if dossier.result_to_show().is_ok_and(|files| !files.is_empty()) => page
            .t(
                "Tải tệp kết quả ở dưới; quý vị đã chọn không nhận bản giấy.",
                "Download the result below; you chose to have no paper.",
            )
            .to_string(),
        WantedReturn::Online => page
            .t(
                "Tệp kết quả chưa có trên trang này; nơi nộp hồ sơ sẽ đưa lên. Quý vị cũng chọn lại được để nhận bản giấy.",
                "The file is not on this page yet; the centre is to put it here. You can also choose to have the paper.",
            )
            .to_string(),
    }
}
