//! `data.…`: data files that cannot be read.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row("data.empty", 422, "Không được để trống.", "Must not be empty."),
    row("data.missing-field", 422, "Thiếu trường “{name}”.", "The field “{name}” is missing."),
    row(
        "data.no-such-date",
        422,
        "Không có ngày “{value}”; viết năm-tháng-ngày, ví dụ 2025-07-01.",
        "There is no date “{value}”; write year-month-day, such as 2025-07-01.",
    ),
    row(
        "data.not-one-of",
        422,
        "“{value}” không hợp lệ; chọn một trong: {choices}.",
        "“{value}” is not valid; choose one of: {choices}.",
    ),
    row("data.number-too-big", 422, "{value} quá lớn.", "{value} is too big."),
    row(
        "data.number-too-small",
        422,
        "{value} quá nhỏ; ít nhất là {least}.",
        "{value} is too small; at least {least}.",
    ),
    row("data.syntax", 422, "Không đọc được tệp: {detail}.", "The file cannot be read: {detail}."),
    row(
        "data.unknown-field",
        422,
        "Không có trường “{name}”; có phải “{nearest}”?",
        "There is no field “{name}”; did you mean “{nearest}”?",
    ),
    row("data.unreadable", 422, "Không đọc được: {detail}.", "Cannot be read: {detail}."),
    row("data.wrong-type", 422, "Phải là {want}, không phải {got}.", "Must be {want}, not {got}."),
];
