//! `submitter.…`: whoever hands in for somebody else.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "submitter.authorisation-missing",
        422,
        "Người được ủy quyền phải có giấy ủy quyền: hãy ghi số và ngày.",
        "Somebody authorised has a paper that says so: enter its number and day.",
    ),
    row(
        "submitter.name-missing",
        422,
        "Hãy ghi họ tên người nộp thay.",
        "Enter the name of whoever hands in.",
    ),
];
