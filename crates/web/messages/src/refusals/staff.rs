//! `staff.…`: lists of staff that somebody brings.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "staff.agency-missing",
        422,
        "Dòng này chưa ghi cơ quan. Ghi mã hoặc tên cơ quan, hoặc chọn một cơ quan chung cho cả danh sách.",
        "This line names no agency. Write its code or name, or choose one for the whole list.",
    ),
    row(
        "staff.agency-twice",
        422,
        "Có nhiều cơ quan tên “{given}”; hãy ghi mã cơ quan.",
        "Several agencies are called “{given}”; write the code.",
    ),
    row(
        "staff.column-twice",
        422,
        "Hai cột cùng có nghĩa “{column}”; hãy để lại một cột.",
        "Two columns mean “{column}”; leave one.",
    ),
    row(
        "staff.doubled",
        422,
        "Người này đã có ở dòng {line} với cùng nhiệm vụ và thời gian.",
        "This person stands on line {line} already, with the same duty and time.",
    ),
    row(
        "staff.duty-missing",
        422,
        "Dòng này chưa ghi nhiệm vụ. Ghi tiếp nhận, thụ lý, lãnh đạo hoặc văn thư, hoặc chọn nhiệm vụ chung cho cả danh sách; chức vụ không thay cho nhiệm vụ.",
        "This line names no duty. Write reception, case, leader or registry, or choose one for the whole list; a position is no duty.",
    ),
    row(
        "staff.email-of-another",
        422,
        "Thư điện tử này là của người ở dòng {line}, có số định danh khác.",
        "This e-mail is of the person on line {line}, whose identity number is another.",
    ),
    row(
        "staff.file-kind",
        422,
        "Hãy chọn tệp .csv (UTF-8) hoặc .xlsx.",
        "Choose a .csv (UTF-8) or .xlsx file.",
    ),
    row(
        "staff.file-large",
        422,
        "Danh sách quá lớn: nhiều nhất {sheets} trang tính, {rows} dòng, {columns} cột, {text_kb} KB chữ, và tệp không quá {limit_mb} MB. Hãy chia thành nhiều tệp.",
        "The list is too large: at most {sheets} sheets, {rows} lines, {columns} columns and {text_kb} KB of text, in a file of at most {limit_mb} MB. Cut it into several files.",
    ),
    row("staff.file-missing", 422, "Hãy chọn tệp danh sách.", "Choose the file of the list."),
    row(
        "staff.key-missing",
        422,
        "Cần số định danh hoặc thư điện tử để biết đây là ai; họ tên có thể trùng.",
        "An identity number or an e-mail must say who this is; names may be the same.",
    ),
    row(
        "staff.key-of-another",
        422,
        "Số định danh hoặc thư điện tử này đã ghi cho người tên khác ở dòng {line}.",
        "This number or e-mail stands for somebody with another name on line {line}.",
    ),
    row(
        "staff.line-differs",
        422,
        "Dòng này ghi khác dòng {line} về cùng một người.",
        "This line says otherwise than line {line} of the same person.",
    ),
    row(
        "staff.no-head",
        422,
        "Cơ quan {agency} chưa có ai làm lãnh đạo, trong danh sách cũng không có.",
        "Nobody leads the agency {agency}, and nobody on the list will.",
    ),
    row(
        "staff.no-heading",
        422,
        "Không thấy dòng tiêu đề. Cần một dòng có “Họ và tên” cùng “Số định danh” hoặc “Thư điện tử”.",
        "No heading was found. One line must say “Full name” with “Identity number” or “E-mail”.",
    ),
    row("staff.nobody", 422, "Danh sách không có ai.", "There is nobody on the list."),
    row(
        "staff.number-lost",
        422,
        "“{given}” đã bị chương trình bảng tính làm tròn, không đọc lại được. Hãy định dạng cột là văn bản rồi nhập lại số.",
        "“{given}” was rounded by the sheet program and is lost. Format the column as text and type the number again.",
    ),
    row(
        "staff.other-agency",
        422,
        "Dòng này ghi “{given}”, khác cơ quan đã chọn chung cho cả danh sách.",
        "This line says “{given}”, which is not the agency chosen for the whole list.",
    ),
    row(
        "staff.too-long",
        422,
        "Danh sách có nhiều nhất {limit} người.",
        "A list has at most {limit} people.",
    ),
    row(
        "staff.two-accounts",
        422,
        "Người này đã ở cơ quan khác tại dòng {line}; mỗi người chỉ có một tài khoản.",
        "This person is at another agency on line {line}; one person has one account.",
    ),
    row(
        "staff.unknown-duty",
        422,
        "Không có nhiệm vụ “{given}”. Ghi tiếp nhận, thụ lý, lãnh đạo hoặc văn thư; chức vụ không thay cho nhiệm vụ.",
        "There is no duty “{given}”. Write reception, case, leader or registry; a position is no duty.",
    ),
];
