//! Said to whoever writes a scenario.

use super::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("scenario.figure-missing", "Thiếu số liệu {measure} của toàn tỉnh cho {window}.", "The province’s {measure} for {window} is missing."),
    ("scenario.figure-not-plannable", "Chưa lập kế hoạch được cho số liệu {measure} của {window} ở dạng này.", "The figure {measure} of {window} cannot be planned in this form."),
    ("scenario.figure-twice", "Số liệu {measure} của {window} được khai hai lần.", "The figure {measure} of {window} is given twice."),
    ("scenario.hours-wrong", "Giờ làm việc {from}–{to} không hợp lệ hoặc chồng nhau.", "Office hours {from}–{to} are not valid or overlap."),
    ("scenario.no-allotment", "Không chia được {total} ({what}, {window}): giới hạn chỉ cho từ {low} đến {high}.", "{total} ({what}, {window}) cannot be shared out: the bounds allow {low} to {high}."),
    ("scenario.no-procedure-fits", "Không có thủ tục nào có thời hạn phù hợp cho hồ sơ tiếp nhận lúc {accepted_at} tại {unit} (kết cục {fate}, toàn trình {full_online}).", "No procedure’s limit allows {fate} for the dossier accepted at {accepted_at} in {unit} (full-online {full_online})."),
    ("scenario.no-procedures", "Không có thủ tục nào có toàn trình = {full_online}.", "No procedure has full-online = {full_online}."),
    ("scenario.online-rates-impossible", "Các tỷ lệ trực tuyến mâu thuẫn: phần còn lại của {window} cần {online} hồ sơ trực tuyến trên {eligible} hồ sơ toàn trình, trong {received} hồ sơ tiếp nhận.", "The online rates exclude each other: the rest of {window} would need {online} online of {eligible} eligible, in {received} received."),
    ("scenario.part-exceeds-whole", "Tử số {part} lớn hơn mẫu số {whole}, hoặc mẫu số bằng 0.", "The numerator {part} exceeds the denominator {whole}, or the denominator is 0."),
    ("scenario.percent-disagrees", "Tỷ lệ đã in không khớp với {part}/{whole}.", "The printed percentage is not that of {part}/{whole}."),
    ("scenario.rate-out-of-reach", "Không có số nguyên nào cho ra tỷ lệ đã in.", "No whole numbers give the printed rate."),
    ("scenario.received-shrinks", "Khoảng ngắn có {inner} hồ sơ, nhiều hơn khoảng chứa nó ({outer}).", "The inner window has {inner} dossiers, more than the outer ({outer})."),
    ("scenario.share-out-of-range", "Tỷ lệ {value}‰ nằm ngoài khoảng 0–1000 hoặc sai thứ tự.", "The share {value}‰ is outside 0–1000 or out of order."),
    ("scenario.source-unknown", "Không có nguồn “{source}”.", "There is no source “{source}”."),
    ("scenario.too-few-to-be-late", "{unit}: cần {wanted} hồ sơ trễ hạn, chỉ {found} có thể trễ.", "{unit}: {wanted} must be late, only {found} can be."),
    ("scenario.too-few-to-resolve", "{unit}: cần {wanted} hồ sơ xong trong giai đoạn đầu, chỉ có {found}.", "{unit}: {wanted} must be completed in the opening, only {found} can be."),
    ("scenario.two-leaders", "{measure} của {window}: đơn vị dẫn đầu phải là một xã, phường duy nhất.", "{measure} of {window}: the leader must be one single commune."),
    ("scenario.unit-unknown", "Không có xã, phường mã {unit}.", "There is no commune {unit}."),
    ("scenario.units-exceed-province", "Tổng của các xã, phường ({sum}) vượt tổng của tỉnh ({total}).", "The communes’ sum {sum} exceeds the province’s {total}."),
    ("scenario.whole-is-not-received", "Mẫu số {whole} không phù hợp với {received} hồ sơ đã tiếp nhận.", "The denominator {whole} does not fit the {received} received."),
    ("scenario.windows-do-not-nest", "Các khoảng thời gian phải lồng nhau: tháng, giai đoạn đầu tháng, ngày làm việc cuối của giai đoạn đó.", "The windows must nest: month, its opening, the opening’s last working day."),
    ("scenario.clock-start", "Kịch bản tính thời hạn từ lúc tiếp nhận; cấu hình đang tính từ lúc nộp.", "The scenario counts the limit from acceptance; the configuration counts it from sending."),
    ("scenario.no-centre", "Đơn vị {unit} chưa có Trung tâm Phục vụ hành chính công trong danh mục cơ quan.", "The unit {unit} has no public service centre among the agencies."),
    ("scenario.procedure-unknown", "Kịch bản dùng thủ tục {procedure} không có trong danh mục.", "The scenario names the procedure {procedure}, which is not in the catalogue."),
];
