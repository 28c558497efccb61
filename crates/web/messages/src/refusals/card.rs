//! `card.…`: the QR code of a citizen’s card.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "card.born-unreadable",
        422,
        "Không đọc được ngày sinh trên thẻ. Hãy quét lại, hoặc nhập tay.",
        "The birthday on the card could not be read. Scan it again, or type it in.",
    ),
    row(
        "card.does-not-agree",
        422,
        "Số định danh không khớp với ngày sinh hoặc giới tính trên thẻ, nên không điền gì cả. Hãy quét lại.",
        "The identity number does not agree with the birthday or the sex on the card, so nothing was filled in. Scan it again.",
    ),
    row(
        "card.empty",
        422,
        "Chưa có gì được quét. Hãy quét mã QR trên thẻ.",
        "Nothing was scanned. Scan the QR code on the card.",
    ),
    row(
        "card.name-unreadable",
        422,
        "Không đọc được họ tên trên thẻ. Hãy tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập tay.",
        "The name on the card could not be read. Turn off the Vietnamese keyboard and scan again, or type it in.",
    ),
    row(
        "card.not-a-card",
        422,
        "Đây không phải mã QR của thẻ căn cước. Hãy quét mã QR in trên thẻ.",
        "This is not the QR code of a citizen’s card. Scan the code on the card itself.",
    ),
    row(
        "card.number-unreadable",
        422,
        "Không đọc được số định danh trên thẻ. Hãy tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập tay.",
        "The identity number on the card could not be read. Turn off the Vietnamese keyboard and scan again, or type it in.",
    ),
];
