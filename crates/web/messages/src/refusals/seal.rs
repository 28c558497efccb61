//! `seal.…`: keys of agencies that cannot sign.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
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
        "seal.key-unfit",
        409,
        "Chứng thư số của {agency} không được phép ký văn bản. Hãy báo người quản trị máy chủ, hoặc gắn bản đã ký, đóng dấu trên giấy.",
        "The certificate of {agency} may not sign papers. Tell whoever runs the server, or attach the paper that was signed and sealed by hand.",
    ),
];
