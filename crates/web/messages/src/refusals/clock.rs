//! `clock.…`: `clock.toml`, the rules by which time is counted.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "clock.article-missing",
        422,
        "Phải ghi điều khoản của quy tắc.",
        "The article of the rule is missing.",
    ),
    row("clock.rule-missing", 422, "Thiếu quy tắc “{rule}”.", "The rule “{rule}” is missing."),
    row(
        "clock.rule-overlaps",
        422,
        "Quy tắc “{rule}” bắt đầu khi dòng trước của nó còn hiệu lực (ghi `to` cho dòng trước).",
        "The rule “{rule}” begins while the value before it still holds (give that one its `to`).",
    ),
    row("clock.rule-unknown", 422, "Không có quy tắc nào tên “{rule}”.", "There is no rule “{rule}”."),
    row(
        "clock.value-unreadable",
        422,
        "Không hiểu giá trị “{value}” của quy tắc “{rule}”.",
        "The value “{value}” of the rule “{rule}” cannot be read.",
    ),
];
