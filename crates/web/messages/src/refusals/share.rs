//! `share.…`: links by which a person shows a result.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "share.ended",
        410,
        "Người có hồ sơ đã kết thúc liên kết này. Nếu vẫn cần xem, xin người ấy gửi liên kết mới.",
        "Whoever made this link has ended it. If you still need it, ask them for a new one.",
    ),
    row(
        "share.no-result",
        409,
        "Hồ sơ này chưa có kết quả để chia sẻ.",
        "This dossier has no result that could be shared.",
    ),
    row(
        "share.over",
        410,
        "Liên kết này đã hết hạn ngày {day}. Xin người có hồ sơ gửi liên kết mới.",
        "This link ended on {day}. Ask whoever sent it for a new one.",
    ),
    row(
        "share.unknown",
        404,
        "Liên kết này không mở được gì: có thể đã bị chép thiếu chữ. Xin người gửi chép lại.",
        "This link opens nothing: a letter may be missing. Ask whoever sent it to copy it again.",
    ),
];
