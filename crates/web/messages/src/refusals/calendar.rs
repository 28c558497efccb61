//! `calendar.…`: days off, days worked and office hours in the catalogue.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "calendar.date-not-real",
        422,
        "Không có ngày “{date}” (viết năm-tháng-ngày, ví dụ 2026-01-02).",
        "There is no date “{date}” (write year-month-day, such as 2026-01-02).",
    ),
    row(
        "calendar.date-of-other-year",
        422,
        "Ngày {date} không thuộc năm {year} của tệp.",
        "{date} is not in {year}, the year of this file.",
    ),
    row(
        "calendar.day-twice",
        422,
        "Ngày {date} đã khai (tệp {file}).",
        "{date} is already listed (in {file}).",
    ),
    row(
        "calendar.hours-out-of-order",
        422,
        "Giờ làm việc từ ngày {day} phải đứng sau giờ từ ngày {before}.",
        "The hours from {day} must come after those from {before}.",
    ),
    row("calendar.hours-twice", 422, "Bộ giờ “{name}” khai hai lần.", "The hours “{name}” are given twice."),
    row("calendar.kind-missing", 422, "Chọn đó là ngày gì.", "Choose what day it is."),
    row(
        "calendar.kind-unknown",
        422,
        "Loại ngày “{kind}” không có: chọn off, compensation, swap_off hoặc swap_worked.",
        "There is no kind of day “{kind}”: use off, compensation, swap_off or swap_worked.",
    ),
    row(
        "calendar.limit-too-long",
        422,
        "Thời hạn quá dài (nhiều nhất {most}, tức mười năm).",
        "The time limit is too long (at most {most}, ten years).",
    ),
    row(
        "calendar.limit-unreadable",
        422,
        "Không đọc được thời hạn “{limit}”.",
        "The time limit “{limit}” cannot be read.",
    ),
    row("calendar.limit-zero", 422, "Thời hạn phải lớn hơn 0.", "The time limit must be more than zero."),
    row("calendar.name-missing", 422, "Thiếu tên.", "The name is missing."),
    row(
        "calendar.off-anyway",
        422,
        "Ngày {date} vốn là ngày nghỉ cuối tuần, không thể là ngày nghỉ bù hay hoán đổi.",
        "{date} is a weekend anyway and cannot be a day off in place of another.",
    ),
    row(
        "calendar.partner-disagrees",
        422,
        "Ngày {date} và ngày {partner} không khớp nhau.",
        "{date} and {partner} do not match each other.",
    ),
    row(
        "calendar.partner-missing",
        422,
        "Ngày hoán đổi {date} phải ghi ngày làm bù (partner).",
        "The swapped day {date} must name its partner day.",
    ),
    row(
        "calendar.partner-not-listed",
        422,
        "Ngày {partner}, đi cùng ngày {date}, chưa được khai.",
        "{partner}, the partner of {date}, is not listed.",
    ),
    row(
        "calendar.partner-unwanted",
        422,
        "Ngày nghỉ lễ {date} không có ngày hoán đổi.",
        "The holiday {date} takes no partner day.",
    ),
    row(
        "calendar.received-out-of-range",
        422,
        "Thời điểm tiếp nhận phải từ năm {first_year} đến năm {last_year}.",
        "The time of receipt must lie between {first_year} and {last_year}.",
    ),
    row(
        "calendar.span-backwards",
        422,
        "Khoảng giờ {from}–{to} phải kết thúc sau khi bắt đầu và chậm nhất 23:59.",
        "The span {from}–{to} must end after it begins, by 23:59 at the latest.",
    ),
    row(
        "calendar.span-unreadable",
        422,
        "“{span}” không đúng dạng 07:30-11:30.",
        "“{span}” is not of the form 07:30-11:30.",
    ),
    row(
        "calendar.spans-empty",
        422,
        "Giờ làm việc chưa có khoảng giờ nào.",
        "The office hours have no time span.",
    ),
    row(
        "calendar.spans-out-of-order",
        422,
        "Khoảng giờ {from}–{to} chồng lên hoặc đứng trước khoảng liền trước.",
        "The span {from}–{to} overlaps or comes before the one above it.",
    ),
    row(
        "calendar.status-unknown",
        422,
        "“{status}” phải là announced hoặc proposed.",
        "“{status}” must be announced or proposed.",
    ),
    row(
        "calendar.trust-unknown",
        422,
        "“{trust}” phải là verified hoặc assumed.",
        "“{trust}” must be verified or assumed.",
    ),
    row(
        "calendar.worked-anyway",
        422,
        "Ngày {date} vốn là ngày làm việc, không thể là ngày làm bù.",
        "{date} is a working day anyway and cannot be a make-up day.",
    ),
    row(
        "calendar.year-out-of-range",
        422,
        "Năm {year} phải từ {first} đến {last}.",
        "The year {year} must lie between {first} and {last}.",
    ),
    row(
        "calendar.year-twice",
        422,
        "Năm {year} đã có ở tệp khác.",
        "The year {year} already stands in another file.",
    ),
];
