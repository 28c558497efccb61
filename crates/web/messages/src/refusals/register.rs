//! `register.…`: registers of civil status and their entries.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "register.alike",
        422,
        "Sổ đã có mục cùng họ tên, cùng ngày sinh: số {number}, quyển {volume}, năm {year}. Nếu là lần đăng ký khác, đánh dấu xác nhận rồi ghi lại.",
        "The register has an entry with the same name and date of birth: No. {number}, volume {volume}, {year}. If this is another registration, tick that and send it again.",
    ),
    row(
        "register.changed-since",
        409,
        "Mục trong sổ mà giấy này được lấy ra đã có ghi chú mới hoặc đã bị hủy. Hãy lấy lại từ sổ và dự thảo lại.",
        "The entry that this paper was taken from has a new note, or is void. Take it from the register again and draft anew.",
    ),
    row(
        "register.day-unlikely",
        422,
        "Ngày đăng ký phải từ năm {first} đến hôm nay.",
        "The day of registration is between {first} and today.",
    ),
    row(
        "register.day-unreadable",
        422,
        "Không đọc được ngày đăng ký; hãy ghi như 05/07/2025.",
        "The day of registration cannot be read; write it as 05/07/2025.",
    ),
    row(
        "register.dossier-entered",
        409,
        "Hồ sơ {code} đã được ghi vào sổ này rồi.",
        "The dossier {code} is entered in this register already.",
    ),
    row(
        "register.entered-already",
        409,
        "Mục này đã được ghi rồi; hãy mở lại trang.",
        "This entry was made already; open the page again.",
    ),
    row(
        "register.identity-digits",
        422,
        "“{label}”: số định danh có 9 hoặc 12 chữ số; bảng tính có thể đã làm mất số 0 ở đầu.",
        "“{label_en}”: an identity number has 9 or 12 digits; a sheet may have lost its leading zero.",
    ),
    row("register.list-empty", 422, "Danh sách không có dòng nào.", "The list has no line."),
    row(
        "register.list-heading",
        422,
        "Không thấy dòng tiêu đề. Cần ít nhất cột “Số” và cột “Ngày đăng ký”; các cột khác đặt tên như trên trang ghi sổ.",
        "No heading was found. Needed are the columns “Number” and “Day of registration”; the others are named as on the page of an entry.",
    ),
    row(
        "register.list-long",
        422,
        "Danh sách dài quá {limit} dòng; hãy chia thành nhiều tệp, ví dụ mỗi quyển một tệp.",
        "The list has more than {limit} lines; bring it in parts, such as one file for each volume.",
    ),
    row(
        "register.nobody",
        422,
        "Sổ phải cho biết mục ghi về ai: `whose` nêu ít nhất một trường.",
        "A register says whom an entry is about: `whose` names at least one field.",
    ),
    row(
        "register.not-kept-here",
        409,
        "Chỉ Ủy ban nhân dân cấp xã giữ sổ hộ tịch ở đây.",
        "Only committees of communes keep registers of civil status here.",
    ),
    row(
        "register.not-of-this",
        409,
        "Hồ sơ này không ghi vào sổ này: thuộc thủ tục khác, do cơ quan khác giải quyết, hoặc chưa được tiếp nhận.",
        "This dossier is not entered in this register: it is of another procedure, decided elsewhere, or not accepted yet.",
    ),
    row(
        "register.number",
        422,
        "Hãy ghi số như trong sổ, bắt đầu bằng chữ số từ 1 đến 99999, nhiều nhất {most} chữ.",
        "Write the number as it stands in the book: it begins with digits, 1 to 99999, and has at most {most} letters.",
    ),
    row(
        "register.number-far",
        422,
        "Số {number} cách xa số cuối đã cấp ({last}); ghi thì các số sau được cấp tiếp từ đó. Nếu đúng, đánh dấu xác nhận rồi ghi lại.",
        "The number {number} is far from the last one ({last}), and the next ones would come after it. If it is right, tick that and send it again.",
    ),
    row(
        "register.number-missing",
        422,
        "Hãy ghi số đã có: số chỉ được cấp ở đây cho hồ sơ của năm nay, ở sổ do hệ thống cấp số.",
        "Write the number that it has: numbers are drawn only for dossiers of this year, in registers that are counted here.",
    ),
    row(
        "register.number-taken",
        422,
        "Số {number} của quyển này, năm này đã có mục khác.",
        "There is another entry No. {number} in this volume and year.",
    ),
    row(
        "register.out-of-date",
        409,
        "Người khác vừa ghi chú vào mục này. Hãy mở lại mục để xem, rồi ghi chú.",
        "Somebody else noted something in this entry. Open it again, look, and make your note.",
    ),
    row("register.page", 422, "Trang số dài quá {most} chữ.", "The page has more than {most} letters."),
    row(
        "register.search-number",
        422,
        "Số cần tìm chỉ gồm chữ số.",
        "The number that is looked for has digits only.",
    ),
    row(
        "register.search-words",
        422,
        "Hãy ghi ít nhất {least} chữ của họ tên, số định danh, hoặc ghi số của mục.",
        "Write at least {least} letters of the name or identity number, or the number of the entry.",
    ),
    row("register.search-year", 422, "Năm là số có bốn chữ số.", "A year has four digits."),
    row("register.unknown", 404, "Không có sổ này.", "There is no such register."),
    row(
        "register.unknown-entry",
        404,
        "Không có mục này trong sổ của cơ quan bạn, hoặc mục thuộc sổ khác.",
        "There is no such entry in your agency’s registers, or it is of another register.",
    ),
    row(
        "register.void",
        409,
        "Mục này đã bị hủy theo quyết định ghi ở ghi chú; không ghi thêm và không cấp trích lục từ mục này.",
        "This entry is void by the decision in its note; nothing is noted in it and no extract is made of it.",
    ),
    row(
        "register.volume",
        422,
        "Hãy ghi quyển số, ví dụ 01, nhiều nhất {most} chữ.",
        "Write the volume, such as 01, at most {most} letters.",
    ),
];
