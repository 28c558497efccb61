//! `statement.…`: what a bank says went in and out of an account.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "statement.camt",
        422,
        "Tệp camt.053 không đọc được: {detail}",
        "The camt.053 file cannot be read: {detail}",
    ),
    row("statement.empty", 422, "Sao kê không có dòng nào.", "The statement has no line."),
    row(
        "statement.mt940-line",
        422,
        "Dòng {line}: trường :{field}: không đọc được (MT940, đồng Việt Nam).",
        "Line {line}: the field :{field}: cannot be read (MT940, VND).",
    ),
    row(
        "statement.no-account",
        422,
        "Hãy chọn tài khoản của sao kê này.",
        "Choose the account of this statement.",
    ),
    row(
        "statement.no-amount",
        422,
        "Dòng {line}: không đọc được số tiền (số nguyên đồng).",
        "Line {line}: the amount cannot be read (whole VND).",
    ),
    row("statement.no-day", 422, "Dòng {line}: không đọc được ngày.", "Line {line}: the day cannot be read."),
    row(
        "statement.no-heading",
        422,
        "Không thấy dòng tiêu đề có ngày, nội dung và số tiền ghi có. Hãy tải sao kê CSV, Excel, MT940 hoặc camt.053 của ngân hàng.",
        "No heading with a day, words and an amount was found. Send the bank’s statement as CSV, Excel, MT940 or camt.053.",
    ),
    row(
        "statement.other-account",
        422,
        "Sao kê này của tài khoản {account}, không phải tài khoản đã chọn.",
        "This statement is of the account {account}, not of the one that was chosen.",
    ),
    row(
        "statement.sum-differs",
        422,
        "Sao kê không khớp: số dư đầu {opening} cộng phát sinh {sum} không bằng số dư cuối {closing}. Hãy tải lại tệp đủ dòng.",
        "The statement does not add up: {opening} and {sum} are not {closing}. Load the whole file again.",
    ),
];
