//! What simulated people and officers write when an act asks for a reason.

/// Why a dossier was not accepted.
pub const NOT_ACCEPTED: [&str; 4] = [
    "Thủ tục này không thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã.",
    "Hồ sơ gửi trùng với hồ sơ đã được tiếp nhận trước đó.",
    "Tệp đính kèm không phải là giấy tờ của thủ tục này; đề nghị nộp lại hồ sơ mới.",
    "Người nộp đã chọn nhầm thủ tục; cán bộ đã hướng dẫn chọn đúng thủ tục để nộp lại.",
];

/// Why a leader gave it back.
pub const HANDED_BACK: [&str; 3] = [
    "Dự thảo ghi thiếu căn cứ pháp lý; đề nghị bổ sung rồi trình lại.",
    "Thông tin trong dự thảo chưa khớp với giấy tờ trong hồ sơ; đề nghị kiểm tra lại.",
    "Đề nghị làm rõ kết quả thẩm tra trước khi trình ký.",
];

/// What is wrong with a paper.
pub const SUPPLEMENT: [&str; 4] = [
    "Bản chụp bị mờ, không đọc được số và ngày cấp; đề nghị gửi lại bản rõ.",
    "Giấy tờ thiếu trang có chữ ký; đề nghị gửi đủ các trang.",
    "Họ tên trên giấy tờ chưa khớp với tờ khai; đề nghị gửi giấy tờ đúng hoặc giải thích.",
    "Giấy tờ đã hết hạn; đề nghị gửi giấy tờ còn hạn.",
];

/// What the person says with the answer.
pub const ANSWER: [&str; 3] = [
    "Tôi gửi lại giấy tờ theo yêu cầu.",
    "Tôi đã bổ sung bản chụp đầy đủ các trang.",
    "Xin gửi giấy tờ thay thế, mong cán bộ xem giúp.",
];

/// For what a payment is asked.
pub const PAYMENT: [&str; 2] =
    ["Lệ phí theo nghị quyết của Hội đồng nhân dân thành phố.", "Phí thẩm định hồ sơ theo quy định."];

/// Why somebody takes a dossier back.
pub const WITHDRAWN: [&str; 3] = [
    "Tôi không còn nhu cầu giải quyết hồ sơ này.",
    "Tôi nộp nhầm thủ tục, xin rút để nộp lại.",
    "Gia đình xin rút hồ sơ để chuẩn bị thêm giấy tờ.",
];

/// Why a dossier is stopped.
pub const STOPPED: [&str; 2] = [
    "Cơ quan có thẩm quyền đang thụ lý tranh chấp liên quan; dừng giải quyết đến khi có kết quả.",
    "Qua xác minh, người nộp hồ sơ không còn cư trú tại địa phương và không liên hệ được.",
];

/// Why a dossier is refused.
pub const REFUSED: [&str; 3] = [
    "Không đủ điều kiện giải quyết: thông tin đề nghị không có trong sổ gốc và cơ sở dữ liệu.",
    "Không đủ điều kiện giải quyết theo quy định về đối tượng được hưởng.",
    "Giấy tờ chứng minh không hợp lệ qua đối chiếu với cơ quan cấp.",
];

/// Notes with which a dossier goes to the leader; most go without.
pub const TO_LEADER: [&str; 2] = ["Kính trình lãnh đạo ký duyệt.", "Hồ sơ đủ điều kiện, kính trình."];
