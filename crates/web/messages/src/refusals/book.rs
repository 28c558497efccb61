//! `book.…`: books of a year.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "book.closed",
        409,
        "Sổ năm {year} đã khóa, không ghi thêm được. Điều thay đổi về sau thì ghi chú vào mục đã có.",
        "The book of {year} is closed and takes nothing more. What changes later is noted in its entries.",
    ),
    row(
        "book.empty",
        409,
        "Sổ năm {year} chưa có gì ở đây nên không khóa.",
        "Nothing stands in the book of {year} here, so it is not closed.",
    ),
    row(
        "book.in-use",
        409,
        "Sổ này đã cấp số năm nay rồi, không đổi được số bắt đầu.",
        "This book has given numbers this year: where it begins cannot be changed.",
    ),
    row(
        "book.last-number",
        422,
        "Hãy ghi số đã dùng cuối cùng, từ 1 đến {most}.",
        "Write the last number that was used, from 1 to {most}.",
    ),
    row("book.no-volumes", 422, "“{book}” không chia quyển.", "“{book}” is not kept in volumes."),
    row(
        "book.not-counted",
        422,
        "Số của “{book}” không do hệ thống cấp.",
        "Numbers of “{book}” are not drawn here.",
    ),
    row("book.volume", 422, "Hãy ghi quyển số, từ 1 đến {most}.", "Write the volume, from 1 to {most}."),
    row(
        "book.volume-empty",
        409,
        "Quyển {volume} chưa có việc nào nên chưa mở quyển mới.",
        "Nothing stands in volume {volume} yet, so the next one is not opened.",
    ),
    row(
        "book.volume-first",
        422,
        "Số tiếp nối trong năm: quyển mới bắt đầu từ số {least} đến {most}.",
        "Numbers run on within the year: the new volume begins from {least} to {most}.",
    ),
    row(
        "book.volume-opened",
        409,
        "Quyển đang dùng là {volume}: có thể người khác vừa mở. Hãy xem lại sổ.",
        "The volume in use is {volume}: somebody may have opened it just now. Look at the book again.",
    ),
    row(
        "book.year-runs",
        409,
        "Năm {year} chưa hết: sổ được khóa từ ngày 31/12.",
        "The year {year} is not over: its books are closed from 31 December on.",
    ),
];
