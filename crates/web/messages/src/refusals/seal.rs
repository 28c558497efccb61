//! `seal.…`: keys of agencies that cannot sign.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "seal.agency-closed",
        409,
        "{agency} không còn hoạt động, nên không đóng dấu được nữa; giấy đã đóng dấu trước đó vẫn như cũ. Cơ quan nhận bàn giao ban hành giấy mới.",
        "{agency} is no more, so its seal cannot be used; what it sealed before stays as it is. The agency that took its work over makes a new paper.",
    ),
    row(
        "seal.answer-unfit",
        409,
        "Dịch vụ giữ khóa của {agency} trả lời không đọc được hoặc cho giấy khác; chưa đóng dấu. Hãy thử lại; nếu vẫn vậy, báo người quản trị máy chủ, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The service with the key of {agency} gave an answer that cannot be read, or one for another paper; nothing was sealed. Try again; if that fails, tell whoever runs the server, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.certificate-early",
        409,
        "Chứng thư số của {agency} chỉ có hiệu lực từ ngày {day}, chưa đóng dấu được. Hãy gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate of {agency} holds only from {day} and cannot seal yet. Attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.certificate-over",
        409,
        "Chứng thư số của {agency} hết hạn ngày {day}, không đóng dấu được. Hãy gia hạn chứng thư, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate of {agency} ended on {day} and cannot seal. Renew it, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.certificate-revoked",
        409,
        "Chứng thư số của {agency} đã bị thu hồi, không đóng dấu được. Hãy xin cấp chứng thư mới, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate of {agency} was revoked and cannot seal. Ask for a new one, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.key-gone",
        409,
        "Thiết bị hoặc dịch vụ giữ khóa con dấu của {agency} không trả lời; chưa đóng dấu. Hãy thử lại, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The token or service with the key of {agency} does not answer; nothing was sealed. Try again, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.key-refused",
        409,
        "Thiết bị hoặc dịch vụ giữ khóa con dấu của {agency} từ chối ký. Hãy báo người quản trị máy chủ, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The token or service with the key of {agency} refuses to sign. Tell whoever runs the server, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.key-unfit",
        409,
        "Chứng thư số của {agency} không được phép ký văn bản. Hãy báo người quản trị máy chủ, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate of {agency} may not sign papers. Tell whoever runs the server, or attach the paper that was signed and sealed by hand.",
    ),
    row(
        "seal.other-agency",
        409,
        "Chứng thư con dấu số đang dùng cho {agency} lại đứng tên {certificate}, nên chưa đóng dấu. Hãy báo người quản trị máy chủ, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate that lies here for {agency} is that of {certificate}, so nothing was sealed. Tell whoever runs the server, or attach the paper that was signed and sealed by hand.",
    ),
];
