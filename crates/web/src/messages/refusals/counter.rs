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
        "catalogue.often-unknown",
        "Không có thủ tục {id} trong danh mục.",
        "There is no procedure {id} in the catalogue.",
    ),
    (
        "consent.missing",
        "Chưa ghi sự đồng ý của người có hồ sơ. Không có sự đồng ý thì không nộp thay được.",
        "The person’s consent is not recorded. Without it nobody can hand in for them.",
    ),
    (
        "consent.reuse-missing",
        "Muốn dùng lại giấy tờ cũ, hãy ghi sự đồng ý của người có hồ sơ.",
        "To use earlier papers again, record the person’s consent.",
    ),
    ("consent.term", "Sự đồng ý có hạn từ 1 đến {limit} ngày.", "A consent holds for 1 to {limit} days."),
    (
        "consent.withdrawn-already",
        "Sự đồng ý đã được rút lại từ trước.",
        "The consent has been taken back before.",
    ),
    (
        "document.result-not-pdf",
        "Kết quả phải là tệp PDF; “{file}” thì không.",
        "A result is a PDF file; “{file}” is not.",
    ),
    (
        "dossier.declaration-missing",
        "Nộp thay trực tuyến thì nhập tờ khai, hoặc kèm bản quét tờ khai mà người có hồ sơ đã ký.",
        "To hand in online for somebody, type the declaration in, or attach a scan of the one that the person signed.",
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
    (
        "reuse.identity-missing",
        "Hãy ghi số định danh của người đứng tên hồ sơ thì mới dùng lại được giấy tờ đã nộp.",
        "Enter the identity number of the person whose dossier this is, to use earlier papers again.",
    ),
    (
        "reuse.not-there",
        "Hồ sơ {code} không có giấy tờ này để dùng lại cho người đứng tên.",
        "Dossier {code} has no such paper to use again for this person.",
    ),
    (
        "reuse.other-person",
        "Số định danh trong hồ sơ {code} khác số định danh của người đứng tên hồ sơ đang nộp, nên không dùng lại giấy tờ của hồ sơ ấy được.",
        "The identity number in dossier {code} is not the one of the person whose dossier this is, so its papers cannot be used again.",
    ),
    (
        "submitter.authorisation-missing",
        "Người được ủy quyền phải có giấy ủy quyền: hãy ghi số và ngày.",
        "Somebody authorised has a paper that says so: enter its number and day.",
    ),
    ("submitter.name-missing", "Hãy ghi họ tên người nộp thay.", "Enter the name of whoever hands in."),
];
