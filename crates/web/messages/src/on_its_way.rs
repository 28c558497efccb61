//! How a result comes to the person, in words.

use crate::Lang;
use motcua_core::dossier::{ParcelState, Recovered, ReturnWay};

/// How a result is returned.
pub fn return_way(how: ReturnWay, lang: Lang) -> &'static str {
    match how {
        ReturnWay::Online => lang.t("Trực tuyến", "Online"),
        ReturnWay::Counter => lang.t("Tại quầy", "At the counter"),
        ReturnWay::Post => lang.t("Qua bưu chính", "By post"),
    }
}

/// How a paper that was nowhere is there again.
pub fn recovered(how: Recovered, lang: Lang) -> &'static str {
    match how {
        Recovered::Found => lang.t("Đã tìm thấy", "Found"),
        Recovered::TakenBack => {
            lang.t("Chưa gửi: đã thu lại phiếu bàn giao", "Not sent: the hand-over list was taken back")
        }
        Recovered::MadeAgain => lang.t("Đã làm lại bản giấy", "Made again"),
    }
}

/// How far a parcel is.
pub fn parcel_state(state: ParcelState, lang: Lang) -> &'static str {
    let (vi, en) = match state {
        ParcelState::HandedOver => ("Đã giao bưu chính, chưa có tin", "Handed over, no news yet"),
        ParcelState::NotOrdered => ("Bưu chính chưa nhận đặt vận đơn", "The post took no order"),
        ParcelState::Ordered => ("Đã tạo vận đơn", "Ordered"),
        ParcelState::Taken => ("Bưu chính đã nhận", "Taken by the post"),
        ParcelState::UnderWay => ("Đang chuyển", "Under way"),
        ParcelState::Failed => ("Phát không thành", "Delivery failed"),
        ParcelState::Lost => ("Thất lạc", "Lost"),
        ParcelState::SentBack => ("Đã chuyển hoàn", "Sent back"),
        ParcelState::Delivered => ("Đã phát", "Delivered"),
    };
    lang.t(vi, en)
}
