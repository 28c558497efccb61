//! `page.…`: addresses, and what is typed into a page.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row("page.method", 405, "Địa chỉ này không nhận cách gọi đó.", "This address does not take that method."),
    row(
        "page.moment-unreadable",
        422,
        "Ghi đủ ngày, tháng, năm và giờ, ví dụ 17:00.",
        "Write day, month, year and time, such as 17:00.",
    ),
    row(
        "page.unknown",
        404,
        "Không có trang này. Có thể địa chỉ đã gõ sai hoặc đã đổi.",
        "There is no such page. The address may be mistyped or have changed.",
    ),
];
