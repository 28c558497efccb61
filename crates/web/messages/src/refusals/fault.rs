//! `fault.…`: accidents. No rule raises these; `edge/failure.rs` says them.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "fault.damaged",
        500,
        "Dữ liệu lưu trữ có dấu hiệu hỏng. Hệ thống đã dừng ghi để không làm hỏng thêm; người vận hành đã được báo.",
        "Stored data looks damaged. The system has stopped writing so that nothing more is lost; the operator is told.",
    ),
    row(
        "fault.disk-full",
        507,
        "Máy chủ đã hết chỗ lưu nên chưa ghi được. Chưa có gì thay đổi; hãy thử lại sau ít phút.",
        "The server has no room left, so nothing was written and nothing changed. Try again in a few minutes.",
    ),
    row(
        "fault.other",
        500,
        "Hệ thống gặp sự cố và chưa thực hiện được. Chưa có gì thay đổi một nửa; hãy thử lại.",
        "The system met a fault and could not do it. Nothing is half done; please try again.",
    ),
    row(
        "fault.shelf-unavailable",
        503,
        "Kho lưu tệp tạm thời không trả lời. Chưa có gì thay đổi, không tệp nào bị mất, phần đã tải lên vẫn còn. Hãy thử lại sau ít phút.",
        "The place where files are kept does not answer for now. Nothing changed, no file is lost, and what was uploaded is still there. Try again in a few minutes.",
    ),
    row(
        "fault.unavailable",
        503,
        "Hệ thống đang bận. Hãy thử lại sau ít giây.",
        "The system is busy. Try again in a few seconds.",
    ),
];
