//! `account.…`: who is signed in, what they may do, and the accounts themselves.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "account.duties-or-point",
        422,
        "Hãy cho nhiệm vụ (--duty) nếu là cán bộ, hoặc điểm hỗ trợ (--point, --point-kind) nếu là người giúp nộp; không cả hai.",
        "Give duties (--duty) to staff, or a point (--point, --point-kind) to a helper; not both.",
    ),
    row(
        "account.id-shape",
        422,
        "Tên đăng nhập “{given}” không dùng được: từ {least} đến {most} ký tự a–z, 0–9, dấu chấm, gạch nối, gạch dưới.",
        "The log-in name “{given}” cannot be used: {least} to {most} of a–z, 0–9, dot, hyphen, underscore.",
    ),
    row(
        "account.id-taken",
        422,
        "Đã có tài khoản “{given}”. Đổi mật khẩu: motcua account password; mở lại: motcua account enable.",
        "There is an account “{given}” already. To change its password: motcua account password; to open it again: motcua account enable.",
    ),
    row(
        "account.name-missing",
        422,
        "Hãy ghi họ và tên, nhiều nhất {limit} ký tự.",
        "Give the full name, at most {limit} characters.",
    ),
    row(
        "account.no-centre",
        422,
        "Cơ quan “{given}” không có Trung tâm Phục vụ hành chính công nên không có điểm hỗ trợ.",
        "The agency “{given}” has no public service centre, so it has no points.",
    ),
    row(
        "account.not-signed-in",
        401,
        "Bạn cần đăng nhập để xem trang này.",
        "You need to sign in to see this page.",
    ),
    row(
        "account.officers-only",
        403,
        "Chỉ cán bộ mới thực hiện được việc này.",
        "Only officers can do this.",
    ),
    row(
        "account.operators-only",
        403,
        "Chỉ người vận hành máy chủ mới làm được việc này, bằng lệnh motcua account.",
        "Only whoever runs the server can do this, with motcua account.",
    ),
    row(
        "account.other-province",
        422,
        "Cơ quan “{given}” không thuộc tỉnh, thành phố mà máy chủ này phục vụ (mã {province}).",
        "The agency “{given}” is not of the province that this server serves (code {province}).",
    ),
    row(
        "account.password-is-name",
        422,
        "Mật khẩu không được chứa tên đăng nhập; hãy chọn mật khẩu khác, ít nhất {limit} ký tự.",
        "The password must not contain the log-in name; choose another of at least {limit} characters.",
    ),
    row(
        "account.password-long",
        422,
        "Mật khẩu dài quá {limit} ký tự.",
        "The password is longer than {limit} characters.",
    ),
    row(
        "account.password-short",
        422,
        "Mật khẩu cần ít nhất {limit} ký tự.",
        "The password needs at least {limit} characters.",
    ),
    row(
        "account.people-only",
        403,
        "Việc này chỉ người nộp hoặc cán bộ mới làm được.",
        "Only the applicant or an officer can do this.",
    ),
    row(
        "account.persons-own-act",
        403,
        "Bạn đang đăng nhập bằng tài khoản cán bộ. Việc này chỉ người nộp hồ sơ tự làm, trên máy của họ hoặc sau khi bạn đăng xuất; cán bộ dùng nút tương ứng ở trang hồ sơ dành cho cán bộ.",
        "You are signed in with an officer’s account. Only the applicant does this, on a device of their own or after you have signed out; officers use the button on the officers’ page of the dossier.",
    ),
    row(
        "account.point-shape",
        422,
        "Điểm hỗ trợ cần có tên (--point) và loại (--point-kind): {allowed}.",
        "A point needs its name (--point) and its kind (--point-kind): {allowed}.",
    ),
    row(
        "account.too-many-tries",
        429,
        "Đã thử sai quá nhiều lần. Hãy đợi {minutes} phút rồi thử lại.",
        "Too many wrong tries. Wait {minutes} minutes and try again.",
    ),
    row("account.unknown", 422, "Không có tài khoản “{given}”.", "There is no account “{given}”."),
    row(
        "account.unknown-agency",
        422,
        "Danh mục không có cơ quan “{given}”. Mã cơ quan ghi trong catalogue/agencies, ví dụ H57.101.",
        "The catalogue has no agency “{given}”. Codes stand in catalogue/agencies, for example H57.101.",
    ),
    row(
        "account.unknown-duty",
        422,
        "Không có nhiệm vụ “{given}”; chọn trong: {allowed}.",
        "There is no duty “{given}”; choose from: {allowed}.",
    ),
    row(
        "account.wrong-password",
        401,
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "The log-in name or the password is not right.",
    ),
];
