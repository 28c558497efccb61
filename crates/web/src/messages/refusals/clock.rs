//! Sentences about the clock of a dossier: extending, waiting, outages, moved days.

use super::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("clock.article-missing", "Phải ghi điều khoản của quy tắc.", "The article of the rule is missing."),
    ("clock.rule-missing", "Thiếu quy tắc “{rule}”.", "The rule “{rule}” is missing."),
    ("clock.rule-overlaps", "Quy tắc “{rule}” bắt đầu khi dòng trước của nó còn hiệu lực (ghi `to` cho dòng trước).", "The rule “{rule}” begins while the value before it still holds (give that one its `to`)."),
    ("clock.rule-unknown", "Không có quy tắc nào tên “{rule}”.", "There is no rule “{rule}”."),
    ("clock.value-unreadable", "Không hiểu giá trị “{value}” của quy tắc “{rule}”.", "The value “{value}” of the rule “{rule}” cannot be read."),
    ("dossier.announced-already", "Người nộp đã được báo có kết quả sớm.", "The applicant has been told already."),
    ("dossier.case-not-for-officers", "Chọn một trường hợp do cán bộ xác định.", "Choose a case that an officer can find."),
    ("dossier.extended-already", "Hồ sơ đã được gia hạn; chỉ được gia hạn {most} lần (Nghị định 61/2018, Điều 19 khoản 9).", "The dossier was extended already; that may be done {most} time only (Decree 61/2018, article 19.9)."),
    ("dossier.extension-not-later", "Ngày hẹn mới phải sau ngày đã hẹn.", "The new date must be later than the one promised."),
    ("dossier.extension-on-a-rest-day", "Ngày hẹn mới phải là ngày làm việc.", "The new date must be a working day."),
    ("dossier.extension-outside-hours", "Giờ hẹn mới phải trong giờ làm việc của cơ quan.", "The new time must be within the agency’s office hours."),
    ("dossier.extension-too-late", "Phải xin lỗi và gia hạn chậm nhất {days} ngày trước ngày hết hạn {due} (Nghị định 61/2018, Điều 19 khoản 9); nay đã muộn.", "An extension must be announced at latest {days} day before the due date {due} (Decree 61/2018, article 19.9); it is too late for that."),
    ("dossier.moved-already", "Sự cố này đã được tính cho hồ sơ.", "This outage has moved the dossier already."),
    ("dossier.no-date", "Hồ sơ giải quyết theo kế hoạch hằng năm, không có ngày hẹn để gia hạn.", "The dossier follows a yearly plan and has no date to put off."),
    ("dossier.no-opinion-awaited", "Hồ sơ không chờ ý kiến này nữa.", "This opinion is not awaited (any more)."),
    ("dossier.not-early", "Đã đến hoặc qua ngày hẹn, không còn là kết quả sớm.", "Its due day has come, so the result is not early."),
    ("dossier.nothing-moves", "Ngày hẹn của hồ sơ không thay đổi.", "The due date of this dossier stays as it is."),
    ("dossier.notice-missing", "Chọn cách đã báo cho người nộp.", "Choose how the applicant was told."),
    ("dossier.opinion-limit-too-long", "Cơ quan được hỏi phải trả lời chậm nhất ngày {most}: thủ tục không cho chờ lâu hơn.", "The agency must answer by {most} at the latest: the procedure allows no longer wait."),
    ("dossier.opinion-of-yourself", "Hồ sơ đang ở chính cơ quan này; chọn cơ quan khác.", "The dossier is at this very agency; choose another."),
    ("dossier.opinion-without-date", "Thời hạn trả lời phải tính ra được ngày.", "The time to answer must lead to a date."),
    ("dossier.opinions-too-many", "Một hồ sơ lấy nhiều nhất {most} ý kiến.", "One dossier may ask for {most} opinions at most."),
    ("dossier.outage-elsewhere", "Sự cố không thuộc cơ quan giải quyết hồ sơ này.", "The outage did not strike the agency that decides on this dossier."),
    ("dossier.same-case", "Hồ sơ đã thuộc trường hợp này.", "The dossier is of this case already."),
    ("dossier.silence-means-nothing", "Thủ tục này không quy định hậu quả khi cơ quan không trả lời.", "This procedure does not say what silence means."),
    ("dossier.silence-not-yet", "Chưa đến ngày {at}, nên việc không trả lời chưa có hậu quả.", "Silence means nothing before {at}."),
    ("dossier.unknown-agency", "Không có cơ quan mã “{agency}”.", "There is no agency “{agency}”."),
    ("outage.announced-in-the-future", "Thời điểm đã thông báo không thể ở tương lai.", "It cannot have been announced in the future."),
    ("outage.ends-before-it-begins", "Thời điểm kết thúc phải sau khi bắt đầu.", "It must end after it begins."),
    ("outage.not-for-the-province", "Chỉ lãnh đạo cơ quan cấp tỉnh ghi được sự cố của cả tỉnh.", "Only a leader of the province’s office can record an outage of the whole province."),
    ("page.moment-unreadable", "Ghi đủ ngày, tháng, năm và giờ, ví dụ 17:00.", "Write day, month, year and time, such as 17:00."),
    ("outage.too-long", "Một lần ghi không quá {days} ngày.", "One record may cover {days} days at most."),
];
