//! Said to whoever changes the catalogue in the browser.

use super::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("catalogue.file-twice", "Tệp {file} có hai lần trên trang.", "The file {file} stands twice on the page."),
    ("catalogue.not-changed-here", "Không đổi được tệp “{file}” ở đây: chỉ procedures/….toml, forms/….json, forms/parts/….json, steps/….toml, reasons/….toml.", "The file “{file}” is not changed here: only procedures/….toml, forms/….json, forms/parts/….json, steps/….toml, reasons/….toml."),
    ("catalogue.not-looked-at", "Văn bản đã khác lúc kiểm tra. Xin xem lại những gì thay đổi rồi đưa vào áp dụng.", "The text is another than was checked. Please look at what changes, then put it into force."),
    ("catalogue.not-yours", "Chỉ lãnh đạo văn phòng của tỉnh, thành phố thay đổi được danh mục.", "Only the leader of the province’s office changes the catalogue."),
    ("catalogue.nothing-changed", "Chưa có tệp nào khác với danh mục đang áp dụng, trong các tệp đổi được theo cách này (thủ tục, tờ khai, quy trình, lý do).", "No file differs from what is in force, of those that are changed in this way (procedures, forms, steps, reasons)."),
    ("catalogue.open-dossiers-keep-their-version", "{dossiers} hồ sơ đang mở theo phiên bản {version} của thủ tục {procedure}; phiên bản ấy phải giữ nguyên. Hãy soạn phiên bản mới: chép tờ khai thành số tiếp theo (ví dụ khai-tu.1 thành khai-tu.2), ghi ngày hết hiệu lực cho phiên bản {version} và thêm [[version]] thứ {next}.", "{dossiers} open dossiers rest on version {version} of the procedure {procedure}; it must stay as it is. Write a new version: copy the form to the next number (such as khai-tu.1 to khai-tu.2), end version {version}, and add [[version]] number {next}."),
    ("catalogue.overtaken", "Vừa có người đưa thay đổi số {number} vào áp dụng. Xin kiểm tra lại trên danh mục mới.", "Somebody has just put change {number} into force. Please check again against it."),
    ("catalogue.too-many-files", "Nhiều tệp quá: mỗi lần nhiều nhất {limit}.", "Too many files: at most {limit} at a time."),
];
