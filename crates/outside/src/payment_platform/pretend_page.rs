//! The page of the pretend platform: what is to be paid, and the ways in which that can end.

const HEAD: &str = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Ngân hàng giả lập</title><style>\
    body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}\
    button{font:inherit;width:100%;padding:.7rem;margin:.3rem 0;border:2px solid #1d5c2f;background:#fff;color:#1d5c2f}\
    button.first{background:#1d5c2f;color:#fff}b{font-size:1.6rem}code{word-break:break-all}</style></head><body><main>";
const FOOT: &str = "</main></body></html>";

/// The page of an order.
pub(super) fn page_of(reference: &str, amount_vnd: u64, words: &str) -> String {
    let words: String = words.chars().filter(|letter| !"<>&\"'".contains(*letter)).collect();
    format!(
        "{HEAD}<h1>Ngân hàng giả lập</h1><p>Không có tiền thật. No money moves here.</p>\
         <p><b>{amount_vnd} đồng</b></p><p>{words}<br><code>{reference}</code></p><form method=\"post\">\
         <button class=\"first\" name=\"do\" value=\"pay\">Trả tiền / Pay</button>\
         <button name=\"do\" value=\"less\">Trả thiếu 1.000 đồng / Pay 1,000 less</button>\
         <button name=\"do\" value=\"cancel\">Hủy / Cancel</button></form>{FOOT}"
    )
}

/// What is said afterwards.
pub(super) fn paid_page(is_done: bool) -> String {
    let told = match is_done {
        true => "Đã ghi. Hãy quay lại trang hồ sơ; kết quả có thể đến chậm. / Done. Go back to the dossier.",
        false => "Không còn gì để trả ở đây. / There is nothing to pay here.",
    };
    format!("{HEAD}<h1>Ngân hàng giả lập</h1><p>{told}</p>{FOOT}")
}
