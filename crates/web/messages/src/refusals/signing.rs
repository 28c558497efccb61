//! `signing.…`: keys with which persons sign what they decided.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "signing.answer-unreadable",
        409,
        "Dịch vụ ký số trả lời không đọc được; giấy chưa được ký. Hãy ký lại; nếu vẫn vậy, báo người quản trị máy chủ, hoặc ký tay trên bản in.",
        "The signing service gave an answer that cannot be read; the paper is not signed. Sign again; if that fails, tell whoever runs the server, or sign by hand on the printed paper.",
    ),
    row(
        "signing.certificate-early",
        409,
        "Chứng thư số của {name} chỉ có hiệu lực từ ngày {day}, chưa ký được.",
        "The certificate of {name} holds only from {day} and cannot sign yet.",
    ),
    row(
        "signing.certificate-over",
        409,
        "Chứng thư số của {name} hết hạn ngày {day}, không ký được. Hãy gia hạn chứng thư, hoặc ký tay trên bản in.",
        "The certificate of {name} ended on {day} and cannot sign. Renew it, or sign by hand on the printed paper.",
    ),
    row(
        "signing.certificate-revoked",
        409,
        "Chứng thư số của {name} đã bị thu hồi, không ký được. Hãy xin cấp chứng thư mới, hoặc ký tay trên bản in.",
        "The certificate of {name} was revoked and cannot sign. Ask for a new one, or sign by hand on the printed paper.",
    ),
    row(
        "signing.handed-back",
        409,
        "Giấy {paper} của hồ sơ {code} chưa được ký: trong lúc ký, hồ sơ đã được trả lại hoặc giấy đã được chọn ký tay.",
        "Paper {paper} of dossier {code} was not signed: meanwhile the dossier was handed back, or the paper was left to be signed by hand.",
    ),
    row(
        "signing.key-unfit",
        409,
        "Khóa hoặc chứng thư số này không ký văn bản được. Hãy báo người quản trị máy chủ, hoặc ký tay trên bản in.",
        "This key or certificate cannot sign papers. Tell whoever runs the server, or sign by hand on the printed paper.",
    ),
    row(
        "signing.never-answered",
        409,
        "Dịch vụ ký số không trả lời kịp; giấy chưa được ký. Hãy ký lại; trả lời đến muộn sẽ không được dùng.",
        "The signing service did not answer in time; the paper is not signed. Sign again: an answer that comes late is not used.",
    ),
    row(
        "signing.no-key",
        409,
        "Tài khoản này không có khóa ký số ở đây. Hãy ký tay trên bản in.",
        "This account has no key here. Sign by hand on the printed paper.",
    ),
    row(
        "signing.not-kept",
        409,
        "Đã ký nhưng chưa lưu được, nên coi như chưa ký. Hãy ký lại; nếu vẫn lỗi, báo người quản trị máy chủ.",
        "It was signed but could not be kept, so it counts as not signed. Sign again; if that fails, tell whoever runs the server.",
    ),
    row(
        "signing.nothing-chosen",
        422,
        "Hãy đánh dấu ít nhất một giấy để ký.",
        "Tick at least one paper to sign.",
    ),
    row(
        "signing.other-answer",
        409,
        "Dịch vụ ký số trả lời cho giấy khác; giấy này chưa được ký. Hãy ký lại.",
        "The signing service answered for another paper; this one is not signed. Sign again.",
    ),
    row(
        "signing.other-person",
        409,
        "Chứng thư số là của {certificate}, không phải của {name}. Hãy dùng đúng thiết bị ký số.",
        "The certificate is that of {certificate}, not of {name}. Use the right token.",
    ),
    row(
        "signing.paper-changed",
        409,
        "Giấy này không còn ghi như lúc bạn xem. Hãy xem lại rồi ký.",
        "This paper does not say any more what you looked at. Look again, then sign.",
    ),
    row(
        "signing.pin-locked",
        409,
        "Thiết bị ký số đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy nhờ nơi cấp mở khóa.",
        "The token is locked after too many wrong PINs. Ask whoever issued it to open it.",
    ),
    row(
        "signing.pin-wrong",
        422,
        "Mã PIN không đúng. Chưa giấy nào được ký.",
        "The PIN is wrong. Nothing was signed.",
    ),
    row(
        "signing.refused",
        409,
        "Yêu cầu ký đã bị từ chối trên thiết bị. Giấy chưa được ký.",
        "The signature was declined on the device. The paper is not signed.",
    ),
    row(
        "signing.token-gone",
        409,
        "Thiết bị ký số đã bị rút ra hoặc không tìm thấy. Giấy nào đã ký thì giữ; giấy này chưa ký. Hãy cắm lại rồi ký.",
        "The token was pulled out or cannot be found. What was signed stays so; this paper is not. Plug it in and sign again.",
    ),
    row(
        "signing.under-way",
        409,
        "Có giấy đang được ký. Hãy chờ xong rồi ký tiếp.",
        "A paper is being signed. Wait until that has ended.",
    ),
];
