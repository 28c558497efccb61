//! `scenario.…`: scenarios.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "scenario.clock-start",
        422,
        "Kịch bản tính thời hạn từ lúc tiếp nhận; cấu hình đang tính từ lúc nộp.",
        "The scenario counts the limit from acceptance; the configuration counts it from sending.",
    ),
    row(
        "scenario.figure-missing",
        422,
        "Thiếu số liệu {measure} của toàn tỉnh cho {window}.",
        "The province’s {measure} for {window} is missing.",
    ),
    row(
        "scenario.figure-not-plannable",
        422,
        "Chưa lập kế hoạch được cho số liệu {measure} của {window} ở dạng này.",
        "The figure {measure} of {window} cannot be planned in this form.",
    ),
    row(
        "scenario.figure-twice",
        422,
        "Số liệu {measure} của {window} được khai hai lần.",
        "The figure {measure} of {window} is given twice.",
    ),
    row(
        "scenario.hours-wrong",
        422,
        "Giờ làm việc {from}–{to} không hợp lệ hoặc chồng nhau.",
        "Office hours {from}–{to} are not valid or overlap.",
    ),
    row(
        "scenario.no-allotment",
        422,
        "Không chia được {total} ({what}, {window}): giới hạn chỉ cho từ {low} đến {high}.",
        "{total} ({what}, {window}) cannot be shared out: the bounds allow {low} to {high}.",
    ),
    row(
        "scenario.no-centre",
        422,
        "Đơn vị {unit} chưa có Trung tâm Phục vụ hành chính công trong danh mục cơ quan.",
        "The unit {unit} has no public service centre among the agencies.",
    ),
    row(
        "scenario.no-procedure-fits",
        422,
        "Không có thủ tục nào có thời hạn phù hợp cho hồ sơ tiếp nhận lúc {accepted_at} tại {unit} (kết cục {fate}, toàn trình {full_online}).",
        "No procedure’s limit allows {fate} for the dossier accepted at {accepted_at} in {unit} (full-online {full_online}).",
    ),
    row(
        "scenario.no-procedures",
        422,
        "Không có thủ tục nào có toàn trình = {full_online}.",
        "No procedure has full-online = {full_online}.",
    ),
    row(
        "scenario.online-rates-impossible",
        422,
        "Các tỷ lệ trực tuyến mâu thuẫn: phần còn lại của {window} cần {online} hồ sơ trực tuyến trên {eligible} hồ sơ toàn trình, trong {received} hồ sơ tiếp nhận.",
        "The online rates exclude each other: the rest of {window} would need {online} online of {eligible} eligible, in {received} received.",
    ),
    row(
        "scenario.part-exceeds-whole",
        422,
        "Tử số {part} lớn hơn mẫu số {whole}, hoặc mẫu số bằng 0.",
        "The numerator {part} exceeds the denominator {whole}, or the denominator is 0.",
    ),
    row(
        "scenario.percent-disagrees",
        422,
        "Tỷ lệ đã in không khớp với {part}/{whole}.",
        "The printed percentage is not that of {part}/{whole}.",
    ),
    row(
        "scenario.procedure-unknown",
        422,
        "Kịch bản dùng thủ tục {procedure} không có trong danh mục.",
        "The scenario names the procedure {procedure}, which is not in the catalogue.",
    ),
    row(
        "scenario.rate-out-of-reach",
        422,
        "Không có số nguyên nào cho ra tỷ lệ đã in.",
        "No whole numbers give the printed rate.",
    ),
    row(
        "scenario.received-shrinks",
        422,
        "Khoảng ngắn có {inner} hồ sơ, nhiều hơn khoảng chứa nó ({outer}).",
        "The inner window has {inner} dossiers, more than the outer ({outer}).",
    ),
    row(
        "scenario.share-out-of-range",
        422,
        "Tỷ lệ {value}‰ nằm ngoài khoảng 0–1000 hoặc sai thứ tự.",
        "The share {value}‰ is outside 0–1000 or out of order.",
    ),
    row("scenario.source-unknown", 422, "Không có nguồn “{source}”.", "There is no source “{source}”."),
    row(
        "scenario.too-few-to-be-late",
        422,
        "{unit}: cần {wanted} hồ sơ trễ hạn, chỉ {found} có thể trễ.",
        "{unit}: {wanted} must be late, only {found} can be.",
    ),
    row(
        "scenario.too-few-to-resolve",
        422,
        "{unit}: cần {wanted} hồ sơ xong trong giai đoạn đầu, chỉ có {found}.",
        "{unit}: {wanted} must be completed in the opening, only {found} can be.",
    ),
    row(
        "scenario.two-leaders",
        422,
        "{measure} của {window}: đơn vị dẫn đầu phải là một xã, phường duy nhất.",
        "{measure} of {window}: the leader must be one single commune.",
    ),
    row("scenario.unit-unknown", 422, "Không có xã, phường mã {unit}.", "There is no commune {unit}."),
    row(
        "scenario.units-exceed-province",
        422,
        "Tổng của các xã, phường ({sum}) vượt tổng của tỉnh ({total}).",
        "The communes’ sum {sum} exceeds the province’s {total}.",
    ),
    row(
        "scenario.whole-is-not-received",
        422,
        "Mẫu số {whole} không phù hợp với {received} hồ sơ đã tiếp nhận.",
        "The denominator {whole} does not fit the {received} received.",
    ),
    row(
        "scenario.windows-do-not-nest",
        422,
        "Các khoảng thời gian phải lồng nhau: tháng, giai đoạn đầu tháng, ngày làm việc cuối của giai đoạn đó.",
        "The windows must nest: month, its opening, the opening’s last working day.",
    ),
];
