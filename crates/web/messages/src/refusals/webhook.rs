//! `webhook.…`: webhooks.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "webhook.address-inside",
        422,
        "Địa chỉ này nằm trong mạng nội bộ; máy chủ chỉ báo tin ra Internet, hoặc đến mạng mà người vận hành đã cho phép (MOTCUA_WEBHOOK_NETWORKS).",
        "This address lies inside the network; the server only tells the internet, or networks that the operator allowed (MOTCUA_WEBHOOK_NETWORKS).",
    ),
    row(
        "webhook.address-not-https",
        422,
        "Địa chỉ phải bắt đầu bằng https://, để không ai trên đường đọc được.",
        "The address must begin with https://, so that nobody on the way reads along.",
    ),
    row(
        "webhook.address-shape",
        422,
        "Ghi đủ địa chỉ, ví dụ https://lienthong.example.vn/motcua; không kèm tên đăng nhập, mật khẩu hay dấu #.",
        "Write the whole address, such as https://lienthong.example.vn/motcua, without a name, a password or #.",
    ),
    row(
        "webhook.delivery-waits",
        409,
        "Tin này đang chờ gửi; không cần gửi lại.",
        "This message is waiting to be sent; there is no need to send it again.",
    ),
    row(
        "webhook.milestones-missing",
        422,
        "Chọn ít nhất một việc cần báo.",
        "Choose at least one thing to tell.",
    ),
    row(
        "webhook.name-missing",
        422,
        "Ghi tên hệ thống nhận tin, không quá {limit} ký tự.",
        "Write the name of the receiving system, at most {limit} characters.",
    ),
    row("webhook.not-paused", 409, "Webhook này không bị tạm dừng.", "This webhook is not paused."),
    row(
        "webhook.not-yours",
        403,
        "Chỉ lãnh đạo văn phòng cấp tỉnh quyết định hệ thống nào được báo tin.",
        "Only a leader of the province’s office decides which systems are told.",
    ),
    row(
        "webhook.nothing-changed",
        409,
        "Chưa có gì thay đổi so với webhook đang dùng.",
        "Nothing differs from the webhook as it is.",
    ),
    row(
        "webhook.out-of-date",
        409,
        "Có người vừa sửa webhook này. Hãy xem lại rồi sửa tiếp.",
        "Somebody has just edited this webhook. Look at it again before you go on.",
    ),
    row(
        "webhook.paused-already",
        409,
        "Webhook này đang tạm dừng; hãy cho chạy tiếp trước.",
        "This webhook is paused; resume it first.",
    ),
    row(
        "webhook.registered-already",
        409,
        "Webhook này đã được đăng ký.",
        "This webhook was registered already.",
    ),
    row(
        "webhook.removed",
        409,
        "Webhook này đã bị gỡ; muốn báo tin lại thì đăng ký mới.",
        "This webhook was removed; to tell it again, register it anew.",
    ),
    row(
        "webhook.secret-just-changed",
        409,
        "Khóa vừa được đổi; khóa trước còn hiệu lực đến {until}. Đổi nữa bây giờ thì hệ thống nhận tin không kịp theo.",
        "The secret has just been changed, and the one before holds until {until}. Another change now would leave the receiving system behind.",
    ),
    row(
        "webhook.secret-shape",
        422,
        "Khóa ký phải là whsec_ và ít nhất 24 byte viết bằng base64.",
        "The secret must be whsec_ and at least 24 bytes in base64.",
    ),
    row("webhook.unknown", 404, "Không có webhook này.", "There is no such webhook."),
    row("webhook.unknown-agency", 422, "Không có cơ quan mã “{agency}”.", "There is no agency “{agency}”."),
    row("webhook.unknown-delivery", 404, "Không có tin này.", "There is no such message."),
];
