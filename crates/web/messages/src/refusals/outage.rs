//! `outage.…`: outages.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "outage.announced-in-the-future",
        422,
        "Thời điểm đã thông báo không thể ở tương lai.",
        "It cannot have been announced in the future.",
    ),
    row(
        "outage.cause-missing",
        422,
        "Chọn loại: sự cố hệ thống hay bất khả kháng.",
        "Choose the kind: an outage of the system or force majeure.",
    ),
    row(
        "outage.ends-before-it-begins",
        422,
        "Thời điểm kết thúc phải sau khi bắt đầu.",
        "It must end after it begins.",
    ),
    row(
        "outage.not-for-the-province",
        422,
        "Chỉ lãnh đạo cơ quan cấp tỉnh ghi được sự cố của cả tỉnh.",
        "Only a leader of the province’s office can record an outage of the whole province.",
    ),
    row(
        "outage.recorded-already",
        409,
        "Sự cố này đã được ghi nhận trước đó.",
        "This outage was recorded before.",
    ),
    row(
        "outage.too-long",
        422,
        "Một lần ghi không quá {days} ngày.",
        "One record may cover {days} days at most.",
    ),
    row("outage.unknown", 404, "Không có bản ghi sự cố này.", "There is no record of this outage."),
    row("outage.voided-already", 409, "Bản ghi này đã bị hủy trước đó.", "This record was voided before."),
];
