//! `reuse.…`: papers of an earlier dossier.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "reuse.identity-missing",
        422,
        "Hãy ghi số định danh của người đứng tên hồ sơ thì mới dùng lại được giấy tờ đã nộp.",
        "Enter the identity number of the person whose dossier this is, to use earlier papers again.",
    ),
    row(
        "reuse.not-there",
        422,
        "Hồ sơ {code} không có giấy tờ này để dùng lại cho người đứng tên.",
        "Dossier {code} has no such paper to use again for this person.",
    ),
    row(
        "reuse.other-person",
        422,
        "Số định danh trong hồ sơ {code} khác số định danh của người đứng tên hồ sơ đang nộp, nên không dùng lại giấy tờ của hồ sơ ấy được.",
        "The identity number in dossier {code} is not the one of the person whose dossier this is, so its papers cannot be used again.",
    ),
];
