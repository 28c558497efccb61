//! Sentences about webhooks.

use super::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("webhook.address-inside", "Địa chỉ này nằm trong mạng nội bộ; máy chủ chỉ báo tin ra Internet, hoặc đến mạng mà người vận hành đã cho phép (MOTCUA_WEBHOOK_NETWORKS).", "This address lies inside the network; the server only tells the internet, or networks that the operator allowed (MOTCUA_WEBHOOK_NETWORKS)."),
    ("webhook.address-not-https", "Địa chỉ phải bắt đầu bằng https://, để không ai trên đường đọc được.", "The address must begin with https://, so that nobody on the way reads along."),
    ("webhook.address-shape", "Ghi đủ địa chỉ, ví dụ https://lienthong.example.vn/motcua; không kèm tên đăng nhập, mật khẩu hay dấu #.", "Write the whole address, such as https://lienthong.example.vn/motcua, without a name, a password or #."),
    ("webhook.delivery-waits", "Tin này đang chờ gửi; không cần gửi lại.", "This message is waiting to be sent; there is no need to send it again."),
    ("webhook.milestones-missing", "Chọn ít nhất một việc cần báo.", "Choose at least one thing to tell."),
    ("webhook.name-missing", "Ghi tên hệ thống nhận tin, không quá {limit} ký tự.", "Write the name of the receiving system, at most {limit} characters."),
    ("webhook.not-paused", "Webhook này không bị tạm dừng.", "This webhook is not paused."),
    ("webhook.not-yours", "Chỉ lãnh đạo văn phòng cấp tỉnh quyết định hệ thống nào được báo tin.", "Only a leader of the province’s office decides which systems are told."),
    ("webhook.paused-already", "Webhook này đang tạm dừng; hãy cho chạy tiếp trước.", "This webhook is paused; resume it first."),
    ("webhook.registered-already", "Webhook này đã được đăng ký.", "This webhook was registered already."),
    ("webhook.removed", "Webhook này đã bị gỡ; muốn báo tin lại thì đăng ký mới.", "This webhook was removed; to tell it again, register it anew."),
    ("webhook.unknown", "Không có webhook này.", "There is no such webhook."),
    ("webhook.unknown-agency", "Không có cơ quan mã “{agency}”.", "There is no agency “{agency}”."),
    ("webhook.unknown-delivery", "Không có tin này.", "There is no such message."),
];
