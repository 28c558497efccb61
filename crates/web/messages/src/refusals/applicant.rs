//! `applicant.…`: what an applicant says of themselves.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row("applicant.born-later", 422, "Ngày sinh này chưa tới.", "This date of birth has not come yet."),
    row(
        "applicant.born-no-such-date",
        422,
        "Ngày sinh không có trong lịch. Ví dụ đúng: 27 3 1990; nếu chỉ nhớ năm, hãy chỉ ghi năm.",
        "This date of birth does not exist. For example: 27 3 1990; if only the year is known, give only the year.",
    ),
    row(
        "applicant.email-shape",
        422,
        "Địa chỉ thư điện tử không đúng, ví dụ đúng: ten@example.vn.",
        "The e-mail address is not right; for example: name@example.vn.",
    ),
    row(
        "applicant.identity-shape",
        422,
        "Số định danh cá nhân gồm 12 chữ số (hoặc 9 chữ số với chứng minh nhân dân cũ).",
        "A personal identification number has 12 digits (9 on an old identity card).",
    ),
    row("applicant.name-missing", 422, "Hãy ghi họ, chữ đệm và tên.", "Enter the full name."),
    row("applicant.name-shape", 422, "Họ và tên phải có chữ cái.", "The name must have letters."),
    row(
        "applicant.phone-shape",
        422,
        "Số điện thoại không đúng, ví dụ đúng: 0912 345 678.",
        "The telephone number is not right; for example: 0912 345 678.",
    ),
    row(
        "applicant.too-long",
        422,
        "Mục này dài quá {limit} ký tự.",
        "This is longer than {limit} characters.",
    ),
];
