//! What is said to the operator: accidents, mistakes in files, refusals.

use motcua_core::{BadData, Fault, FaultKind, Refusal};
use motcua_messages::Lang;

/// An accident with the data, said to the operator.
pub fn opening(fault: &Fault) -> String {
    let why = match fault.kind {
        FaultKind::DiskFull => "Đĩa đã đầy. / The disk is full.",
        FaultKind::Unavailable => {
            "Cơ sở dữ liệu đang bị tiến trình khác giữ hoặc không kết nối được. / \
             The database is held by another process or cannot be reached."
        }
        FaultKind::ShelfUnavailable => {
            "Kho lưu tệp (S3) không trả lời hoặc không cho vào. / \
             The place where files are kept (S3) does not answer or lets nobody in."
        }
        FaultKind::Damaged => {
            "Tệp cơ sở dữ liệu bị hỏng hoặc không phải của Một Cửa; không ghi gì thêm. Hãy khôi phục bản sao lưu. / \
             The database file is damaged or not ours; nothing was written. Restore a backup."
        }
        FaultKind::Other => "Không mở được cơ sở dữ liệu. / The database cannot be opened.",
    };
    format!("{why}\n    {fault}")
}

/// All mistakes, a paragraph each, and how many.
pub fn listed(wrong: &[BadData]) -> String {
    let mut text: String = wrong.iter().map(|bad| motcua_messages::bad_data(bad) + "\n").collect();
    text.push_str(&format!("{} lỗi / mistakes", wrong.len()));
    text
}

/// Refusals for the command line: the code, and the sentence in both languages.
pub fn said(refusals: &[Refusal]) -> String {
    refusals
        .iter()
        .map(|why| {
            let (vi, en) =
                (motcua_messages::sentence(why, Lang::Vi), motcua_messages::sentence(why, Lang::En));
            format!("{}\n    {vi}\n    {en}\n", why.code)
        })
        .collect()
}
