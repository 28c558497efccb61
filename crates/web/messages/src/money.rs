//! Words for what is owed, paid and receipted.

use crate::Lang;
use motcua_core::catalogue::{FeeKind, FeeUnit};
use motcua_core::money::{OnlineEnd, PaymentWay, Unbound};

/// Phí, lệ phí, đất đai, thuế.
pub fn fee_kind(kind: FeeKind, lang: Lang) -> &'static str {
    match kind {
        FeeKind::Charge => lang.t("Phí", "Charge"),
        FeeKind::Fee => lang.t("Lệ phí", "Fee"),
        FeeKind::Land => lang.t("Nghĩa vụ tài chính về đất đai", "Land finance"),
        FeeKind::Tax => lang.t("Thuế", "Tax"),
    }
}

/// What one amount is paid for: `bản`, `trang`, `việc`.
pub fn fee_unit(unit: FeeUnit, lang: Lang) -> &'static str {
    match unit {
        FeeUnit::Dossier => lang.t("hồ sơ", "dossier"),
        FeeUnit::Copy => lang.t("bản", "copy"),
        FeeUnit::Page => lang.t("trang", "page"),
        FeeUnit::Act => lang.t("việc", "act"),
    }
}

/// By which way money came.
pub fn payment_way(way: PaymentWay, lang: Lang) -> &'static str {
    match way {
        PaymentWay::Cash => lang.t("Tiền mặt", "Cash"),
        PaymentWay::Card => lang.t("Thẻ", "Card"),
        PaymentWay::Transfer => lang.t("Chuyển khoản", "Transfer"),
        PaymentWay::Platform => lang.t("Thanh toán trực tuyến", "Online payment"),
    }
}

/// Why money waits for a person.
pub fn unbound(why: Unbound, lang: Lang) -> &'static str {
    match why {
        Unbound::NoReference => lang.t("Nội dung không có mã thanh toán", "No reference stands in it"),
        Unbound::ManyReferences => {
            lang.t("Nội dung có nhiều mã thanh toán", "Several references stand in it")
        }
        Unbound::UnknownReference => lang.t("Không có khoản thu mang mã này", "No bill has this reference"),
        Unbound::OtherAgency => lang.t("Mã của cơ quan khác", "The bill is another agency’s"),
        Unbound::TooLittle => lang.t("Ít hơn số phải nộp", "Less than is owed"),
        Unbound::TooMuch => lang.t("Nhiều hơn số phải nộp", "More than is owed"),
        Unbound::PaidAlready => lang.t("Khoản này đã nộp trước đó", "It was paid before"),
        Unbound::NothingOwed => lang.t("Khoản này đã hủy hoặc được miễn", "It was cancelled or waived"),
        Unbound::SettledElsewhere => {
            lang.t("Khoản này đã ghi nộp ở nơi khác", "It was recorded as paid elsewhere")
        }
        Unbound::DossierOver => {
            lang.t("Hồ sơ đã rút, bị từ chối hoặc dừng", "The dossier was withdrawn, rejected or stopped")
        }
    }
}

/// How a go at paying online ended.
pub fn online_end(end: OnlineEnd, lang: Lang) -> &'static str {
    match end {
        OnlineEnd::NotTaken => {
            lang.t("Nền tảng thanh toán không nhận", "The payment platform did not take it")
        }
        OnlineEnd::Failed => lang.t("Không thành công", "It did not succeed"),
        OnlineEnd::Expired => lang.t("Hết thời gian, chưa trả tiền", "Time ran out, nothing was paid"),
        OnlineEnd::Paid => lang.t("Đã trả tiền", "Paid"),
    }
}
