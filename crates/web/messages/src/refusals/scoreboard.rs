//! `scoreboard.…`: the questions that are put to the scoreboard.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "scoreboard.as-of-before-from",
        422,
        "Ngày tính đến ({day}) phải từ ngày đầu kỳ trở đi.",
        "The snapshot day ({day}) must not be before the first day of the period.",
    ),
    row(
        "scoreboard.as-of-in-future",
        422,
        "Ngày tính đến ({day}) chưa đến.",
        "The snapshot day ({day}) is still to come.",
    ),
    row(
        "scoreboard.from-after-to",
        422,
        "Ngày đầu kỳ {from} đứng sau ngày cuối kỳ {to}.",
        "The first day {from} comes after the last day {to}.",
    ),
    row(
        "scoreboard.no-such-date",
        422,
        "Không có ngày “{given}”. Ví dụ đúng: 2025-07-31.",
        "There is no date “{given}”. For example: 2025-07-31.",
    ),
    row(
        "scoreboard.no-such-place",
        422,
        "Trang danh sách này không còn. Hãy xem lại từ đầu.",
        "This page of the list is not there. Begin again.",
    ),
    row(
        "scoreboard.not-yet",
        422,
        "Kỳ này bắt đầu ngày {from}, chưa đến.",
        "This period begins on {from}, still to come.",
    ),
    row(
        "scoreboard.period-too-long",
        422,
        "Một kỳ dài nhiều nhất {limit} ngày.",
        "A period has at most {limit} days.",
    ),
    row("scoreboard.unknown-figure", 422, "Không có số liệu này.", "There is no such figure."),
    row(
        "scoreboard.which-province",
        422,
        "Nơi này phục vụ nhiều tỉnh, thành phố: hãy ghi mã của một tỉnh, thành phố hoặc xã, phường (unit).",
        "Several provinces are served here: say the code of one of them, or of a commune (unit).",
    ),
];
