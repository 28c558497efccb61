//! `draft.…`: drafts.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "draft.centre-missing",
        422,
        "Hãy chọn phường, xã nơi quý vị nộp hồ sơ.",
        "Choose the ward or commune where you hand in.",
    ),
    row(
        "draft.centre-several",
        422,
        "Hãy chọn một trong những nơi có tên này.",
        "Choose one of the places that have this name.",
    ),
    row("draft.code-missing", 422, "Hãy gõ mã ngắn của bản đang làm.", "Type the short code of your draft."),
    row(
        "draft.helper-missing",
        422,
        "Hãy cho biết có ai giúp quý vị nộp không.",
        "Say whether somebody helps you.",
    ),
    row(
        "draft.unknown",
        404,
        "Không còn bản nháp này. Hãy bắt đầu lại từ trang thủ tục.",
        "This draft is no longer there. Start again from the procedure’s page.",
    ),
    row(
        "draft.unknown-code",
        422,
        "Mã này không dẫn đến bản đang làm nào, hoặc đã quá {hours} giờ. Xin xem lại, hoặc lấy mã mới trên máy cũ.",
        "This code leads to no draft, or is older than {hours} hours. Please look again, or get a new one on the first device.",
    ),
];
