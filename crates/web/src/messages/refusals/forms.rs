//! Sentences about forms and what people answer in them.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    ("draft.code-missing", "Hãy gõ mã ngắn của bản đang làm.", "Type the short code of your draft."),
    (
        "draft.unknown-code",
        "Mã này không dẫn đến bản đang làm nào, hoặc đã quá 24 giờ. Xin xem lại, hoặc lấy mã mới trên máy cũ.",
        "This code leads to no draft, or is older than 24 hours. Please look again, or get a new one on the first device.",
    ),
];
