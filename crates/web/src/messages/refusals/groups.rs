//! Sentences about linked dossiers, batches and completing.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    ("dossier.unknown-field", "Tờ khai không có mục “{field}”.", "The form has no answer “{field}”."),
    ("dossier.item-twice", "Mỗi thứ chỉ được đánh dấu một lần.", "Each thing can be marked only once."),
    (
        "dossier.too-many-items",
        "Một yêu cầu chỉ nêu được tối đa {limit} mục.",
        "One request can name at most {limit} things.",
    ),
    (
        "dossier.missing-not-marked",
        "Giấy tờ bắt buộc chưa nộp mà chưa được đánh dấu: {papers}. Chỉ được yêu cầu một lần và phải đủ: đánh dấu, hoặc xác nhận không cần.",
        "Required papers are missing and not marked: {papers}. A request is made once and completely: mark them, or confirm that they are not needed.",
    ),
    (
        "dossier.why-again",
        "Hồ sơ đã được bổ sung một lần. Ghi rõ vì sao lần trước chưa yêu cầu điều này.",
        "The dossier was already supplemented. Say why this was not asked for the first time.",
    ),
    (
        "dossier.field-not-asked",
        "Mục “{field}” không nằm trong yêu cầu bổ sung nên không sửa được.",
        "The answer “{field}” was not asked about, so it cannot be changed.",
    ),
    (
        "dossier.paper-not-asked",
        "Giấy tờ “{paper}” không nằm trong yêu cầu bổ sung. Nếu cần gửi thêm, xin gửi ở mục Giấy tờ khác.",
        "The paper “{paper}” was not asked for. To send more, use “Other papers”.",
    ),
    (
        "dossier.item-unanswered",
        "Mục này được yêu cầu mà chưa sửa hoặc chưa gửi: {why} Nếu không sửa được, xin giải thích ở cuối trang.",
        "This was asked for and is neither corrected nor sent: {why} If you cannot, say why at the end of the page.",
    ),
    (
        "dossier.nothing-to-supplement",
        "Hồ sơ không có yêu cầu bổ sung nào.",
        "Nothing is asked for in this dossier.",
    ),
    (
        "dossier.parts-open",
        "Chưa trả được kết quả: còn hồ sơ thành phần đang giải quyết ({codes}).",
        "The result cannot be returned yet: parts are still being handled ({codes}).",
    ),
    (
        "dossier.lead-ended",
        "Hồ sơ liên thông {code} đã kết thúc nên hồ sơ thành phần không mở lại được. Muốn làm tiếp phải nộp hồ sơ mới.",
        "The lead dossier {code} has ended, so its part cannot be reopened. Going on takes a new dossier.",
    ),
    (
        "dossier.part-not-in-force",
        "Không mở được hồ sơ thành phần: thủ tục “{procedure}” không có hiệu lực ngày {day}.",
        "A part cannot be opened: the procedure “{procedure}” is not in force on {day}.",
    ),
    (
        "catalogue.part-unknown",
        "Thủ tục liên thông mở thủ tục “{procedure}” mà danh mục không có.",
        "The linked procedure opens “{procedure}”, which is not in the catalogue.",
    ),
    (
        "catalogue.part-unknown-case",
        "Thủ tục “{procedure}” không có trường hợp “{case}”.",
        "The procedure “{procedure}” has no case “{case}”.",
    ),
    (
        "catalogue.part-not-in-force",
        "Thủ tục “{procedure}” chưa có hiệu lực vào ngày đầu của phiên bản liên thông.",
        "The procedure “{procedure}” is not in force on the first day of the linked version.",
    ),
    (
        "catalogue.part-has-parts",
        "Thủ tục “{procedure}” cũng là liên thông; hồ sơ thành phần không mở tiếp hồ sơ khác.",
        "The procedure “{procedure}” is itself linked; a part opens no further dossiers.",
    ),
    ("dossier.batch-empty", "Danh sách chưa có mục nào.", "There is nothing in the list."),
    (
        "dossier.batch-too-long",
        "Danh sách có {items} mục; mỗi lần tối đa {limit}. Xin chia thành nhiều lần.",
        "The list has {items} items; at most {limit} at a time. Please divide it.",
    ),
    (
        "dossier.batch-helper-name",
        "Ghi tên người hoặc điểm nộp giúp.",
        "Say the name of the helper or the point.",
    ),
    (
        "dossier.batch-consent",
        "Cần xác nhận mọi người trong danh sách đã nhờ nộp giúp.",
        "Confirm that everybody on the list has asked you to hand in.",
    ),
    (
        "request.list-column",
        "Không hiểu cột “{column}”. Dòng đầu của danh sách phải là tên các cột.",
        "The column “{column}” is not known. The first line of the list names the columns.",
    ),
    (
        "request.list-cells",
        "Dòng {line} có ô không nằm dưới tên cột nào.",
        "Line {line} has a cell that stands under no heading.",
    ),
    (
        "request.list-column-twice",
        "Cột “{column}” có hai lần. Xin bỏ một cột.",
        "The column “{column}” stands there twice. Please take one out.",
    ),
    (
        "request.list-quote-open",
        "Dòng {line} có dấu ngoặc kép mở mà không đóng. Chưa nộp dòng nào. Xin bỏ dấu ấy hoặc đóng lại rồi gửi lại danh sách.",
        "A quotation mark in line {line} is not closed. Nothing was handed in. Take it out or close it, and send the list again.",
    ),
    (
        "request.list-quote-closed-early",
        "Dòng {line} có dấu ngoặc kép đóng trước khi hết ô. Chưa nộp dòng nào. Xin bỏ dấu ấy; dấu ngoặc kép bên trong ô viết hai lần.",
        "A quotation mark in line {line} closes before its cell ends. Nothing was handed in. Take it out; a quotation mark inside a cell is written twice.",
    ),
    (
        "request.list-quote-inside",
        "Dòng {line} có dấu ngoặc kép ở giữa ô. Chưa nộp dòng nào. Xin bỏ dấu ấy, hoặc đặt cả ô trong ngoặc kép và viết dấu ấy hai lần.",
        "Line {line} has a quotation mark in the midst of a cell. Nothing was handed in. Take it out, or put the whole cell in quotation marks and write it twice.",
    ),
    (
        "request.list-quote-lines",
        "Ô trong ngoặc kép mở ở dòng {line} kéo đến dòng {last}, nên có thể chứa thông tin của người khác. Chưa nộp dòng nào. Nếu thiếu dấu ngoặc kép, xin sửa; nếu đúng là một ô, xin viết trên một dòng.",
        "The cell in quotation marks that begins in line {line} goes on to line {last} and may hold other people. Nothing was handed in. If a quotation mark is missing, mend it; if it is one cell, write it on one line.",
    ),
    (
        "request.list-control",
        "Dòng {line} có ký tự không đọc được, tệp có thể đã hỏng. Chưa nộp dòng nào. Trong bảng tính, xin lưu lại dạng CSV UTF-8.",
        "Line {line} has a sign that is no text; the file may be damaged. Nothing was handed in. Save it again as CSV UTF-8.",
    ),
    (
        "request.list-text",
        "Tệp không phải văn bản UTF-8. Trong bảng tính, chọn lưu dạng CSV UTF-8.",
        "The file is not UTF-8 text. In the sheet, save it as CSV UTF-8.",
    ),
    ("dossier.answers-too-long", "Lời khai quá dài.", "The answers are too long."),
];
