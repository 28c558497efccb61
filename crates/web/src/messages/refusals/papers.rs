//! Sentences about files and papers.

use super::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("document.archive", "“{file}” là tệp nén. Hãy giải nén rồi gửi từng tệp bên trong.", "“{file}” is an archive. Unpack it and send the files inside."),
    ("document.convert-picture", "“{file}” là ảnh dạng {kind}, chưa nhận được. Hãy lưu lại thành JPG hoặc PDF rồi gửi (iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất).", "“{file}” is a {kind} picture, which cannot be taken. Save it as JPG or PDF and send that (iPhone: Settings › Camera › Formats › Most Compatible)."),
    ("document.cut-off", "Mạng bị ngắt giữa chừng. Phần đã nhận vẫn được giữ; hãy gửi tiếp.", "The network was cut. What had come is kept; please go on."),
    ("document.dossier-closed", "Hồ sơ đã kết thúc nên không thêm tệp được nữa.", "The dossier has ended; no file can be added."),
    ("document.infected", "“{file}” nhiễm vi-rút nên không ai mở được và không dùng được vào hồ sơ. Hãy thay bằng tệp sạch; hồ sơ chưa tiếp nhận thì đề nghị người nộp nộp lại.", "“{file}” is infected: nobody can open it and nothing can rest on it. Replace it by a clean one; if the dossier is not accepted yet, ask the person to hand it in again."),
    ("document.infected-sent", "“{file}” có vi-rút nên không nhận vào hồ sơ. Xin bỏ tệp này và gửi tệp khác, không có vi-rút.", "“{file}” has a virus and cannot go into the dossier. Please remove it and send another one that is clean."),
    ("document.no-pages-chosen", "Chưa chọn trang nào.", "No page is chosen."),
    ("document.no-room", "Máy chủ đang nhận quá nhiều tệp từ nơi của quý vị. Hãy đợi các tệp trước gửi xong rồi thử lại.", "Too many files are arriving from your place. Let the earlier ones finish, then try again."),
    ("document.no-such-page", "Không có trang {page}: tệp chỉ có {pages} trang.", "There is no page {page}: the file has {pages}."),
    ("document.office-bomb", "“{file}” phình ra quá lớn khi mở. Hãy lưu lại thành PDF rồi gửi.", "“{file}” unpacks to far too much. Save it as PDF and send that."),
    ("document.office-broken", "Không đọc được “{file}”. Hãy mở bằng Word hoặc Excel, lưu lại rồi gửi, hoặc gửi bản PDF.", "“{file}” cannot be read. Open it in Word or Excel, save it and send it again, or send a PDF."),
    ("document.office-embedded", "“{file}” có tệp khác nhúng bên trong. Hãy bỏ tệp nhúng, hoặc lưu lại thành PDF rồi gửi.", "“{file}” has other files inside. Remove them, or save it as PDF and send that."),
    ("document.office-macro", "“{file}” có macro (chương trình tự chạy) nên không nhận. Hãy lưu lại dạng .docx, .xlsx hoặc PDF.", "“{file}” has macros (programmes that run by themselves) and is not taken. Save it as .docx, .xlsx or PDF."),
    ("document.office-old", "“{file}” là tệp Word/Excel kiểu cũ hoặc có mật khẩu. Hãy lưu lại dạng .docx, .xlsx không mật khẩu, hoặc PDF.", "“{file}” is an old or password-protected Word/Excel file. Save it as .docx or .xlsx without a password, or as PDF."),
    ("document.office-outside", "“{file}” tự tải nội dung từ nơi khác khi mở nên không nhận. Hãy lưu lại thành PDF rồi gửi.", "“{file}” fetches things from elsewhere when it is opened and is not taken. Save it as PDF and send that."),
    ("document.page-ranges", "Viết các trang như: 1-3, 5.", "Write the pages like this: 1-3, 5."),
    ("document.pdf-active", "“{file}” chứa nội dung tự chạy hoặc tệp đính kèm ({found}) nên không nhận. Hãy mở tệp, chọn In › Lưu thành PDF, rồi gửi tệp mới.", "“{file}” holds something that acts by itself or another file ({found}) and is not taken. Open it, choose Print › Save as PDF, and send the new file."),
    ("document.pdf-broken", "Không đọc được “{file}”: tệp PDF bị hỏng hoặc chưa tải hết. Hãy tải lại hoặc quét lại.", "“{file}” cannot be read: the PDF is damaged or incomplete. Download or scan it again."),
    ("document.pdf-locked", "“{file}” bị khóa bằng mật khẩu hoặc hạn chế quyền. Hãy bỏ khóa (In › Lưu thành PDF) rồi gửi.", "“{file}” is locked with a password or restrictions. Remove the lock (Print › Save as PDF) and send it."),
    ("document.pdf-too-complex", "“{file}” quá phức tạp hoặc quá nhiều trang. Hãy tách thành các tệp nhỏ hơn.", "“{file}” is too complex or has too many pages. Split it into smaller files."),
    ("document.picture-broken", "Không mở được ảnh “{file}”: ảnh bị hỏng hoặc chưa tải hết. Hãy chụp lại.", "The picture “{file}” cannot be opened: it is damaged or incomplete. Take it again."),
    ("document.too-late", "Hồ sơ đã được gửi đi, hoặc không còn chờ tệp, trước khi tệp này tới đủ, nên trong hồ sơ không có tệp này. Nếu vẫn cần, hãy gửi khi được yêu cầu bổ sung hoặc mang đến nơi tiếp nhận.", "The dossier was sent, or waited for no more files, before this one had arrived whole, so it is not in it. If it is still needed, send it when a supplement is asked for, or bring it to the reception desk."),
    ("document.unknown-upload", "Không còn lần gửi tệp này. Hãy chọn tệp và gửi lại.", "This upload is no longer there. Choose the file and send it again."),
    ("document.wrong-offset", "Phần này của tệp không nối tiếp phần đã nhận. Hãy hỏi lại đã nhận đến đâu rồi gửi tiếp.", "This piece does not follow what has come. Ask how far it has come and go on from there."),
    ("document.picture-too-large", "Ảnh “{file}” quá lớn: nhiều nhất {limit_mp} triệu điểm ảnh. Hãy chụp với cỡ nhỏ hơn.", "The picture “{file}” is too large: at most {limit_mp} million points. Take it in a smaller size."),
];
