//! `request.…`: what is sent: its size, its kind, its fields.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "request.body-too-large",
        413,
        "Nội dung JSON quá {limit_mb} MB. Hãy gửi tệp lên /uploads (giao thức tus) trước, rồi ghi địa chỉ của tệp vào “upload”.",
        "The JSON body is over {limit_mb} MB. Send files to /uploads (the tus protocol) first and name their addresses in “upload”.",
    ),
    row(
        "request.content-unreadable",
        422,
        "Nội dung tệp không phải base64 hợp lệ.",
        "The file’s content is not valid base64.",
    ),
    row("request.field-missing", 422, "Thiếu trường này.", "This field is missing."),
    row(
        "request.first-number",
        422,
        "Số đầu tiên phải bắt đầu bằng chữ số, ví dụ 125/QĐ-UBND.",
        "The first number must begin with digits, such as 125/QĐ-UBND.",
    ),
    row(
        "request.key-missing",
        400,
        "Thiếu tiêu đề Idempotency-Key.",
        "The Idempotency-Key header is missing.",
    ),
    row(
        "request.key-reused",
        422,
        "Khóa này đã dùng cho một nội dung khác. Hãy dùng khóa mới cho yêu cầu mới.",
        "This key was used for another content. Use a new key for a new request.",
    ),
    row(
        "request.key-shape",
        400,
        "Idempotency-Key gồm {least} đến {limit} ký tự ASCII nhìn thấy được, không ai đoán được; nên dùng một UUID.",
        "An Idempotency-Key has {least} to {limit} visible ASCII characters that nobody guesses; a UUID is a good one.",
    ),
    row(
        "request.list-cells",
        422,
        "Dòng {line} có ô không nằm dưới tên cột nào.",
        "Line {line} has a cell that stands under no heading.",
    ),
    row(
        "request.list-column",
        422,
        "Không hiểu cột “{column}”. Dòng đầu của danh sách phải là tên các cột.",
        "The column “{column}” is not known. The first line of the list names the columns.",
    ),
    row(
        "request.list-column-twice",
        422,
        "Cột “{column}” có hai lần. Xin bỏ một cột.",
        "The column “{column}” stands there twice. Please take one out.",
    ),
    row(
        "request.list-control",
        422,
        "Dòng {line} có ký tự không đọc được, tệp có thể đã hỏng. Chưa nộp dòng nào. Trong bảng tính, xin lưu lại dạng CSV UTF-8.",
        "Line {line} has a sign that is no text; the file may be damaged. Nothing was handed in. Save it again as CSV UTF-8.",
    ),
    row(
        "request.list-quote-closed-early",
        422,
        "Dòng {line} có dấu ngoặc kép đóng trước khi hết ô. Chưa nộp dòng nào. Xin bỏ dấu ấy; dấu ngoặc kép bên trong ô viết hai lần.",
        "A quotation mark in line {line} closes before its cell ends. Nothing was handed in. Take it out; a quotation mark inside a cell is written twice.",
    ),
    row(
        "request.list-quote-inside",
        422,
        "Dòng {line} có dấu ngoặc kép ở giữa ô. Chưa nộp dòng nào. Xin bỏ dấu ấy, hoặc đặt cả ô trong ngoặc kép và viết dấu ấy hai lần.",
        "Line {line} has a quotation mark in the midst of a cell. Nothing was handed in. Take it out, or put the whole cell in quotation marks and write it twice.",
    ),
    row(
        "request.list-quote-lines",
        422,
        "Ô trong ngoặc kép mở ở dòng {line} kéo đến dòng {last}, nên có thể chứa thông tin của người khác. Chưa nộp dòng nào. Nếu thiếu dấu ngoặc kép, xin sửa; nếu đúng là một ô, xin viết trên một dòng.",
        "The cell in quotation marks that begins in line {line} goes on to line {last} and may hold other people. Nothing was handed in. If a quotation mark is missing, mend it; if it is one cell, write it on one line.",
    ),
    row(
        "request.list-quote-open",
        422,
        "Dòng {line} có dấu ngoặc kép mở mà không đóng. Chưa nộp dòng nào. Xin bỏ dấu ấy hoặc đóng lại rồi gửi lại danh sách.",
        "A quotation mark in line {line} is not closed. Nothing was handed in. Take it out or close it, and send the list again.",
    ),
    row(
        "request.list-text",
        422,
        "Tệp không phải văn bản UTF-8. Trong bảng tính, chọn lưu dạng CSV UTF-8.",
        "The file is not UTF-8 text. In the sheet, save it as CSV UTF-8.",
    ),
    row(
        "request.malformed",
        400,
        "Dữ liệu gửi lên không đọc được. Hãy tải lại trang và thử lại.",
        "What was sent cannot be read. Reload the page and try again.",
    ),
    row(
        "request.media-type",
        415,
        "Kiểu dữ liệu gửi lên không được nhận.",
        "This media type is not accepted.",
    ),
    row(
        "request.not-one-of",
        422,
        "Giá trị không hợp lệ; chọn một trong: {allowed}.",
        "This value is not accepted; choose one of: {allowed}.",
    ),
    row(
        "request.other-site",
        403,
        "Yêu cầu này đến từ một trang khác nên không được thực hiện.",
        "This request came from another site and was not carried out.",
    ),
    row("request.text-too-long", 422, "Dài quá {limit} ký tự.", "Longer than {limit} characters."),
    row(
        "request.too-large",
        413,
        "Dữ liệu gửi lên quá lớn. Mỗi tệp nhiều nhất {file_mb} MB, cả hồ sơ nhiều nhất {all_mb} MB.",
        "What was sent is too large. A file may have {file_mb} MB, a dossier {all_mb} MB.",
    ),
    row(
        "request.too-many-values",
        413,
        "Nội dung JSON có quá {limit} giá trị. Hãy chia thành nhiều lần gửi; tệp gửi lên /uploads.",
        "The JSON body has more than {limit} values. Divide it into several requests; files go to /uploads.",
    ),
    row("request.unknown-field", 422, "Không có trường này.", "There is no such field."),
    row(
        "request.wrong-type",
        422,
        "Sai kiểu dữ liệu; cần {expected}.",
        "The wrong type; {expected} is wanted.",
    ),
];
