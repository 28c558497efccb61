//! `comparison.…`: copies and the originals beside which they are held.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "comparison.copies",
        422,
        "Hãy ghi số bản sao bằng chữ số, từ 1 đến {most}.",
        "Write the number of copies in digits, from 1 to {most}.",
    ),
    row(
        "comparison.layers",
        422,
        "Tệp này có các lớp hiện ẩn được, không rõ bản sao gồm lớp nào. Hãy quét lại, hoặc in ra PDF mới.",
        "This file has layers that can be shown or hidden, so nobody could say what is copied. Scan it again, or print it to a new PDF.",
    ),
    row(
        "comparison.needs-second",
        409,
        "Bản chính mới được {officer} đối chiếu; còn cần người thứ hai đối chiếu.",
        "Only {officer} has compared the originals; a second person has to compare them too.",
    ),
    row(
        "comparison.no-file",
        422,
        "Bản sao điện tử phải là một tệp đã ký số. Cơ quan chưa có khóa con dấu ở đây: tải bản in của giấy về, ký số rồi gửi lên.",
        "An electronic copy is a signed file. The agency has no seal here: take the print of the paper, sign it, and send it.",
    ),
    row("comparison.no-name", 422, "Hãy ghi tên giấy tờ.", "Write what paper it is."),
    row(
        "comparison.no-scan",
        422,
        "Bản sao điện tử phải có bản quét của từng bản chính. Hãy chọn tệp khi đối chiếu.",
        "An electronic copy holds a scan of each original. Choose the files where you compare them.",
    ),
    row(
        "comparison.not-done",
        409,
        "Chưa ghi việc đối chiếu với bản chính. Hãy đối chiếu trước, lời chứng lấy đúng điều đã đối chiếu.",
        "Nobody has compared the originals yet. Do that first: the certification says what was compared.",
    ),
    row(
        "comparison.not-now",
        409,
        "Hồ sơ này bây giờ không đối chiếu bản chính: chưa tiếp nhận, đã kết thúc, hoặc không chứng thực bản sao.",
        "Nothing is compared in this dossier now: it is not accepted, it has ended, or no copies are certified.",
    ),
    row(
        "comparison.originals",
        422,
        "Hãy ghi từng bản chính đã đối chiếu, nhiều nhất {most} giấy tờ.",
        "Write down each original that was compared, at most {most}.",
    ),
    row(
        "comparison.other-pages",
        422,
        "Tệp này có {pages} trang, khác số trang đã ghi.",
        "This file has {pages} pages, other than what is written.",
    ),
    row(
        "comparison.pages",
        422,
        "Hãy ghi số trang bằng chữ số, từ 1 đến {most}.",
        "Write the number of pages in digits, from 1 to {most}.",
    ),
    row(
        "comparison.seen",
        422,
        "Hãy chọn bản chính đã xem là bản giấy hay bản điện tử.",
        "Choose whether the original was seen on paper or as an electronic document.",
    ),
    row("comparison.too-long", 422, "Quá dài: nhiều nhất {most} chữ.", "Too long: at most {most} letters."),
    row(
        "comparison.unknown-scan",
        422,
        "Tệp này không phải bản quét (PDF, ảnh) của hồ sơ. Hãy chọn trong danh sách.",
        "This is no scan (PDF or picture) of the dossier. Choose one of the list.",
    ),
];
