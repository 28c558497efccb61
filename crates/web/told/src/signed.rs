//! What a file's signatures are worth, in words. What is open is never called wrong.

use motcua_core::Fault;
use motcua_core::document::{
    FileDigest, SignatureFound, SignatureWord, SignaturesFound, SignaturesKnown, Unread,
};
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_store::signed_file;

/// One signature of a file on a page.
pub struct SignatureLine {
    /// The kind of its tag.
    pub kind: &'static str,
    /// In a word: `Chữ ký số hợp lệ`.
    pub word: &'static str,
    /// Whose it is and when it was made; empty when nobody can tell.
    pub who: String,
    /// What follows from it; empty when nothing does.
    pub more: &'static str,
}

/// What is known of a file's signatures.
pub fn signatures(app: &App, digest: &FileDigest) -> Result<SignaturesKnown, Fault> {
    app.read(|rows| signed_file::of(rows, digest))
}

/// A line for each signature; none for a file without any. `tells_pending`: also that nobody has looked yet.
pub fn signature_lines(known: &SignaturesKnown, tells_pending: bool, page: &Page) -> Vec<SignatureLine> {
    match known {
        SignaturesKnown::NotAsked | SignaturesKnown::Unsigned => Vec::new(),
        SignaturesKnown::Pending if tells_pending => vec![SignatureLine {
            kind: "rest",
            word: page.t("Chưa kiểm tra chữ ký số", "Signatures not checked yet"),
            who: String::new(),
            more: "",
        }],
        SignaturesKnown::Pending => Vec::new(),
        SignaturesKnown::Found(found) => lines(found, page),
    }
}

/// Whether a file carries signatures, of whatever worth: what is made of its pages has none.
pub fn is_signed(known: &SignaturesKnown) -> bool {
    matches!(known, SignaturesKnown::Found(_))
}

fn lines(found: &SignaturesFound, page: &Page) -> Vec<SignatureLine> {
    let unread = found.unread.map(|why| SignatureLine {
        kind: "rest",
        word: page.t("Chữ ký số: chưa kết luận được", "Signature: cannot be concluded"),
        who: String::new(),
        more: unread_words(why, page),
    });
    unread.into_iter().chain(found.signatures.iter().map(|one| line(one, page))).collect()
}

fn unread_words(why: Unread, page: &Page) -> &'static str {
    match why {
        Unread::Broken => page.t(
            "Tệp có chữ ký số nhưng không đọc được theo đúng chuẩn PDF; không có nghĩa là chữ ký sai.",
            "The file has a signature but cannot be read as the PDF standard asks; that does not make it wrong.",
        ),
        Unread::TooMuch => page.t(
            "Tệp có quá nhiều chữ ký hoặc quá phức tạp để kiểm tra ở đây; không có nghĩa là chữ ký sai.",
            "The file has too many signatures or is too complex to be checked here; that does not make it wrong.",
        ),
        Unread::OtherKind => page.t(
            "Chữ ký số trong tệp Word, Excel không kiểm tra được ở đây; không có nghĩa là chữ ký sai.",
            "Signatures in Word and Excel files are not checked here; that does not make it wrong.",
        ),
    }
}

fn line(one: &SignatureFound, page: &Page) -> SignatureLine {
    let (kind, word, more) = match one.word {
        SignatureWord::Valid if one.is_time_stamp => {
            ("good", page.t("Dấu thời gian hợp lệ", "Valid time stamp"), "")
        }
        SignatureWord::Valid => ("good", page.t("Chữ ký số hợp lệ", "Valid signature"), ""),
        SignatureWord::Changed => (
            "late",
            page.t("Không khớp chữ ký số", "Does not match its signature"),
            page.t(
                "Tệp này không đúng như bản đã ký. Cần tệp gốc, chưa qua chỉnh sửa hay lưu lại.",
                "This file is not what was signed. The original is needed, neither edited nor saved anew.",
            ),
        ),
        SignatureWord::UnknownIssuer => (
            "rest",
            page.t("Chưa kết luận được: chưa rõ nơi cấp chứng thư", "Cannot be concluded: unknown issuer"),
            page.t(
                "Tệp còn nguyên như lúc ký. Nơi cấp chứng thư chưa có trong danh sách tin cậy ở đây; không có nghĩa là chữ ký sai.",
                "The file is as it was signed. The issuer of the certificate is not on the list here; that does not make it wrong.",
            ),
        ),
        SignatureWord::Expired => (
            "soon",
            page.t("Chứng thư ngoài thời hạn", "Certificate out of its time"),
            page.t(
                "Tệp còn nguyên như lúc ký. Lúc nhận tệp, chứng thư đã hết hạn hoặc chưa có hiệu lực, và không có dấu thời gian cho thấy đã ký trong hạn.",
                "The file is as it was signed. When it came in the certificate had ended or not begun, and no time stamp shows that it was signed within its time.",
            ),
        ),
        SignatureWord::Revoked => (
            "late",
            page.t("Chứng thư đã bị thu hồi", "Certificate was revoked"),
            page.t(
                "Không có dấu thời gian cho thấy đã ký trước khi chứng thư bị thu hồi.",
                "No time stamp shows that it was signed before the certificate was taken back.",
            ),
        ),
        SignatureWord::Unconcluded => (
            "rest",
            page.t("Chữ ký số: chưa kết luận được", "Signature: cannot be concluded"),
            page.t(
                "Còn thiếu thông tin để kết luận, hoặc thuật toán không còn được tin cậy.",
                "Something is missing for a conclusion, or its algorithm is not trusted any more.",
            ),
        ),
    };
    SignatureLine { kind, word, who: who(one, page), more }
}

/// `Nguyễn Văn An, UBND phường Phú Xuân; ký lúc 09:00 14/07/2025 (theo máy của người ký); nơi cấp: …`.
fn who(one: &SignatureFound, page: &Page) -> String {
    let by = match (one.by.as_str(), one.organisation.as_str()) {
        ("", _) => page.t("không rõ ai ký", "unknown who signed").to_string(),
        (by, organisation) if organisation.is_empty() || organisation == by => by.to_string(),
        (by, organisation) => format!("{by}, {organisation}"),
    };
    let at = match (one.stamped, one.claimed) {
        (Some(at), _) => Some((at, page.t("theo dấu thời gian", "by a time stamp"))),
        (None, Some(at)) => Some((at, page.t("theo máy của người ký", "by the signer’s own clock"))),
        (None, None) => None,
    };
    let at = at.map(|(at, how)| format!("; {} {} ({how})", page.t("ký", "signed"), page.moment(at)));
    let issuer = match one.issuer.as_str() {
        "" => String::new(),
        issuer => format!("; {} {issuer}", page.t("nơi cấp chứng thư:", "issuer of the certificate:")),
    };
    format!("{by}{}{issuer}", at.unwrap_or_default())
}
