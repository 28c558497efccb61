//! Said to whoever makes accounts.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    (
        "account.duties-or-point",
        "Hãy cho nhiệm vụ (--duty) nếu là cán bộ, hoặc điểm hỗ trợ (--point, --point-kind) nếu là người giúp nộp; không cả hai.",
        "Give duties (--duty) to staff, or a point (--point, --point-kind) to a helper; not both.",
    ),
    (
        "account.id-shape",
        "Tên đăng nhập “{given}” không dùng được: từ {least} đến {most} ký tự a–z, 0–9, dấu chấm, gạch nối, gạch dưới.",
        "The log-in name “{given}” cannot be used: {least} to {most} of a–z, 0–9, dot, hyphen, underscore.",
    ),
    (
        "account.id-taken",
        "Đã có tài khoản “{given}”. Đổi mật khẩu: motcua account password; mở lại: motcua account enable.",
        "There is an account “{given}” already. To change its password: motcua account password; to open it again: motcua account enable.",
    ),
    (
        "account.operators-only",
        "Chỉ người vận hành máy chủ mới làm được việc này, bằng lệnh motcua account.",
        "Only whoever runs the server can do this, with motcua account.",
    ),
    (
        "account.people-only",
        "Việc này chỉ người nộp hoặc cán bộ mới làm được.",
        "Only the applicant or an officer can do this.",
    ),
    (
        "command.unknown-version",
        "Lệnh này ở dạng {version}, chương trình chỉ đọc được dạng {known}. Lệnh vẫn được giữ; hãy cập nhật chương trình rồi gửi lại.",
        "This command is of version {version}; the program knows {known}. It is kept: update the program and send it again.",
    ),
    ("command.unreadable", "Lệnh này không đọc được: {detail}", "This command cannot be read: {detail}"),
    (
        "account.name-missing",
        "Hãy ghi họ và tên, nhiều nhất 200 ký tự.",
        "Give the full name, at most 200 characters.",
    ),
    (
        "account.no-centre",
        "Cơ quan “{given}” không có Trung tâm Phục vụ hành chính công nên không có điểm hỗ trợ.",
        "The agency “{given}” has no public service centre, so it has no points.",
    ),
    (
        "account.other-province",
        "Cơ quan “{given}” không thuộc tỉnh, thành phố mà máy chủ này phục vụ (mã {province}).",
        "The agency “{given}” is not of the province that this server serves (code {province}).",
    ),
    (
        "account.password-is-name",
        "Mật khẩu không được chứa tên đăng nhập; hãy chọn mật khẩu khác, ít nhất {limit} ký tự.",
        "The password must not contain the log-in name; choose another of at least {limit} characters.",
    ),
    (
        "account.password-long",
        "Mật khẩu dài quá {limit} ký tự.",
        "The password is longer than {limit} characters.",
    ),
    (
        "account.password-short",
        "Mật khẩu cần ít nhất {limit} ký tự.",
        "The password needs at least {limit} characters.",
    ),
    (
        "account.point-shape",
        "Điểm hỗ trợ cần có tên (--point) và loại (--point-kind): {allowed}.",
        "A point needs its name (--point) and its kind (--point-kind): {allowed}.",
    ),
    ("account.unknown", "Không có tài khoản “{given}”.", "There is no account “{given}”."),
    (
        "account.unknown-agency",
        "Danh mục không có cơ quan “{given}”. Mã cơ quan ghi trong catalogue/agencies, ví dụ H57.101.",
        "The catalogue has no agency “{given}”. Codes stand in catalogue/agencies, for example H57.101.",
    ),
    (
        "account.unknown-duty",
        "Không có nhiệm vụ “{given}”; chọn trong: {allowed}.",
        "There is no duty “{given}”; choose from: {allowed}.",
    ),
];
