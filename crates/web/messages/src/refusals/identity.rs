//! `identity.…`: identity numbers.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "identity.no-such-place",
        422,
        "Ba chữ số đầu ({place}) của số định danh không phải là mã nơi đăng ký khai sinh. Hãy kiểm tra lại số.",
        "The first three digits ({place}) of the identity number are no place of birth registration. Check the number.",
    ),
    row(
        "identity.nobody-yet",
        422,
        "Số định danh có chữ số thứ tư là {digit}: chưa ai sinh vào thế kỷ đó. Hãy xem lại số.",
        "The fourth digit of the identity number is {digit}: nobody has been born in that century. Look at the number again.",
    ),
    row(
        "identity.not-twelve-digits",
        422,
        "Số định danh cá nhân gồm 12 chữ số.",
        "A personal identification number has 12 digits.",
    ),
    row(
        "identity.other-sex",
        422,
        "Số định danh này là của người có giới tính khác.",
        "This identity number says the other sex.",
    ),
    row(
        "identity.other-year",
        422,
        "Số định danh này là của người sinh năm {in_number}, không phải năm {given}. Hãy xem lại cả hai.",
        "This identity number belongs to somebody born in {in_number}, not in {given}. Look at both again.",
    ),
];
