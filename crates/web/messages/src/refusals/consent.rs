//! `consent.…`: a consent to act for somebody.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "consent.missing",
        422,
        "Chưa ghi sự đồng ý của người có hồ sơ. Không có sự đồng ý thì không nộp thay được.",
        "The person’s consent is not recorded. Without it nobody can hand in for them.",
    ),
    row(
        "consent.reuse-missing",
        422,
        "Muốn dùng lại giấy tờ cũ, hãy ghi sự đồng ý của người có hồ sơ.",
        "To use earlier papers again, record the person’s consent.",
    ),
    row(
        "consent.term",
        422,
        "Sự đồng ý có hạn từ 1 đến {limit} ngày.",
        "A consent holds for 1 to {limit} days.",
    ),
    row(
        "consent.withdrawn-already",
        422,
        "Sự đồng ý đã được rút lại từ trước.",
        "The consent has been taken back before.",
    ),
];
