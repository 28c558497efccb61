//! Of the registry, which issues what was decided.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    (
        "dossier.decided-already",
        "Lãnh đạo đã quyết định và hồ sơ đang ở văn thư. Muốn xử lý tiếp, văn thư phải trả lại bước trước.",
        "The leader has decided and the registry has the dossier. To work on it again, the registry must hand it back.",
    ),
    (
        "dossier.issue-book",
        "Hãy ghi sổ mà kết quả được ghi vào (nhiều nhất {most} ký tự).",
        "Name the book in which the result is entered (at most {most} characters).",
    ),
    (
        "dossier.issue-day",
        "Ngày của văn bản phải từ ngày ký {decided} đến hôm nay.",
        "The day of the document must lie between the day of signing, {decided}, and today.",
    ),
    (
        "dossier.issue-number",
        "Hãy ghi số, ký hiệu của kết quả (nhiều nhất {most} ký tự).",
        "Enter the number of the result (at most {most} characters).",
    ),
    (
        "request.first-number",
        "Số đầu tiên phải bắt đầu bằng chữ số, ví dụ 125/QĐ-UBND.",
        "The first number must begin with digits, such as 125/QĐ-UBND.",
    ),
    (
        "dossier.not-decided",
        "Lãnh đạo chưa quyết định hồ sơ này nên chưa có gì để phát hành.",
        "The leader has not decided on this dossier, so there is nothing to issue.",
    ),
];
