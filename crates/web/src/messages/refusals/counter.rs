//! Sentences about the reception desk, helpers and a person's own papers.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    (
        "card.born-unreadable",
        "Không đọc được ngày sinh trên thẻ. Hãy quét lại, hoặc nhập tay.",
        "The birthday on the card could not be read. Scan it again, or type it in.",
    ),
    (
        "card.does-not-agree",
        "Số định danh không khớp với ngày sinh hoặc giới tính trên thẻ, nên không điền gì cả. Hãy quét lại.",
        "The identity number does not agree with the birthday or the sex on the card, so nothing was filled in. Scan it again.",
    ),
    (
        "card.empty",
        "Chưa có gì được quét. Hãy quét mã QR trên thẻ.",
        "Nothing was scanned. Scan the QR code on the card.",
    ),
    (
        "card.name-unreadable",
        "Không đọc được họ tên trên thẻ. Hãy tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập tay.",
        "The name on the card could not be read. Turn off the Vietnamese keyboard and scan again, or type it in.",
    ),
    (
        "card.not-a-card",
        "Đây không phải mã QR của thẻ căn cước. Hãy quét mã QR in trên thẻ.",
        "This is not the QR code of a citizen’s card. Scan the code on the card itself.",
    ),
    (
        "card.number-unreadable",
        "Không đọc được số định danh trên thẻ. Hãy tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập tay.",
        "The identity number on the card could not be read. Turn off the Vietnamese keyboard and scan again, or type it in.",
    ),
    (
        "identity.nobody-yet",
        "Số định danh có chữ số thứ tư là {digit}: chưa ai sinh vào thế kỷ đó. Hãy xem lại số.",
        "The fourth digit of the identity number is {digit}: nobody has been born in that century. Look at the number again.",
    ),
    (
        "identity.not-twelve-digits",
        "Số định danh cá nhân gồm 12 chữ số.",
        "A personal identification number has 12 digits.",
    ),
    (
        "identity.other-sex",
        "Số định danh này là của người có giới tính khác.",
        "This identity number says the other sex.",
    ),
    (
        "identity.other-year",
        "Số định danh này là của người sinh năm {in_number}, không phải năm {given}. Hãy xem lại cả hai.",
        "This identity number belongs to somebody born in {in_number}, not in {given}. Look at both again.",
    ),
];
