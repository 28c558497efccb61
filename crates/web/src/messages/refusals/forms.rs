//! Sentences about forms: what people answer in them, and mistakes in their files.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    ("draft.code-missing", "Hãy gõ mã ngắn của bản đang làm.", "Type the short code of your draft."),
    (
        "draft.unknown-code",
        "Mã này không dẫn đến bản đang làm nào, hoặc đã quá 24 giờ. Xin xem lại, hoặc lấy mã mới trên máy cũ.",
        "This code leads to no draft, or is older than 24 hours. Please look again, or get a new one on the first device.",
    ),
    (
        "catalogue.by-form-without-form",
        "Giấy tờ “{paper}” ghi by_form = true, nhưng không trường hợp nào cần nó có mẫu kê khai riêng (form).",
        "The paper “{paper}” says by_form = true, but no case that asks for it has a form of its own.",
    ),
    (
        "catalogue.unknown-answer",
        "Không mẫu kê khai nào của trường hợp này hỏi “{answer}”.",
        "No form of this case asks for “{answer}”.",
    ),
    (
        "catalogue.unknown-form",
        "Không có tờ khai “{form}” trong catalogue/forms.",
        "There is no form “{form}” in catalogue/forms.",
    ),
    (
        "form.address-no-such-commune",
        "Không tìm thấy xã, phường, đặc khu “{written}”. Hãy chọn trong danh sách, hoặc ghi địa chỉ cũ vào ô địa chỉ cũ.",
        "There is no commune, ward or special zone “{written}”. Choose one from the list, or write the old address in its box.",
    ),
    (
        "form.address-no-such-province",
        "Không tìm thấy tỉnh, thành phố “{written}”. Hãy chọn một trong 34 tỉnh, thành phố hiện nay.",
        "There is no province or city “{written}”. Choose one of today's 34.",
    ),
    (
        "form.address-other-province",
        "{unit} không thuộc tỉnh, thành phố đã chọn. Hãy chọn lại.",
        "{unit} is not in the chosen province or city. Choose again.",
    ),
    (
        "form.address-several",
        "Địa chỉ này nay có thể thuộc nhiều nơi. Hãy chọn một: {candidates}.",
        "Today this address can be in several places. Choose one: {candidates}.",
    ),
    (
        "form.address-unknown",
        "Chưa nhận ra địa chỉ “{written}”. Hãy ghi đủ: số nhà, xã hoặc phường, quận hoặc huyện, tỉnh hoặc thành phố, cách nhau bằng dấu phẩy; hoặc chọn xã, phường hiện nay.",
        "The address “{written}” was not recognised. Write house, commune or ward, district, province, with commas between them; or choose today's commune or ward.",
    ),
    (
        "form.after-today",
        "Ngày này ở sau hôm nay ({today}). Hãy kiểm tra lại.",
        "This date is after today ({today}). Check it.",
    ),
    (
        "form.check-unreadable",
        "Không hiểu quy tắc {check}. Có: identity (number, born, sex), before (field, than), not_after_today (field), age_at_least (born, years, on), items_at_least (list, items), exactly_one (field, value).",
        "The check {check} is not understood. There are: identity (number, born, sex), before (field, than), not_after_today (field), age_at_least (born, years, on), items_at_least (list, items), exactly_one (field, value).",
    ),
    (
        "form.circle",
        "Các phần dùng chung gọi vòng lẫn nhau.",
        "The shared parts refer to each other in a circle.",
    ),
    (
        "form.computed-not-read-only",
        "“{key}” được tính (x-computed) nên phải có \"readOnly\": true.",
        "“{key}” is computed (x-computed), so it needs \"readOnly\": true.",
    ),
    (
        "form.date-shape",
        "Ngày này không có trong lịch. Ví dụ đúng: 27 3 2024.",
        "There is no such date. For example: 27 3 2024.",
    ),
    ("form.dialect", "Tờ khai phải ghi \"$schema\": \"{want}\".", "A form must say \"$schema\": \"{want}\"."),
    (
        "form.email-shape",
        "Địa chỉ thư điện tử không đúng, ví dụ đúng: ten@example.vn.",
        "The e-mail address is not right; for example: name@example.vn.",
    ),
    (
        "form.english-missing",
        "“{text}” chưa có tiếng Anh ({keyword}).",
        "“{text}” has no English ({keyword}).",
    ),
    ("form.field-on-no-page", "Câu hỏi “{key}” không ở trang nào.", "The question “{key}” is on no page."),
    ("form.field-on-two-pages", "Câu hỏi “{key}” ở hai trang.", "The question “{key}” is on two pages."),
    ("form.format-unknown", "Không có định dạng “{format}”.", "There is no format “{format}”."),
    (
        "form.id-differs",
        "\"$id\" phải là “{want}”, đúng với tên tệp (tờ khai: <tên>.<số phiên bản>).",
        "\"$id\" must be “{want}”, as the file is named (a form: <name>.<version>).",
    ),
    ("form.item-twice", "Mục “{title}” có điều ghi hai lần.", "“{title_en}” has something twice."),
    (
        "form.item-unnamed",
        "Nhóm lặp lại cần \"x-item\": [\"Con thứ {n}\", \"Child {n}\"].",
        "A repeated group needs \"x-item\": [\"Con thứ {n}\", \"Child {n}\"].",
    ),
    (
        "form.key-shape",
        "Tên “{key}” chỉ được gồm chữ thường không dấu, chữ số và gạch dưới.",
        "The key “{key}” may only have small letters, digits and underscores.",
    ),
    ("form.keyword-unknown", "Không có từ khoá “{keyword}”.", "There is no keyword “{keyword}”."),
    (
        "form.kind-unknown",
        "Không hỏi được loại “{kind}”. Có: string, integer, number, object, array.",
        "A “{kind}” cannot be asked for. There are: string, integer, number, object, array.",
    ),
    (
        "form.label-missing",
        "Lựa chọn {value} chưa có nhãn [tiếng Việt, tiếng Anh] trong x-labels.",
        "The choice {value} has no label [Vietnamese, English] in x-labels.",
    ),
    (
        "form.label-of-nothing",
        "Nhãn “{value}” không thuộc lựa chọn nào.",
        "The label “{value}” belongs to no choice.",
    ),
    ("form.missing", "Hãy trả lời: {title}.", "Answer this: {title_en}."),
    (
        "form.name-shape",
        "Tên chỉ gồm chữ cái và dấu cách, đủ họ và tên. Ví dụ: Nguyễn Thị Hoa.",
        "A name has letters and spaces only, family name and given name. For example: Nguyễn Thị Hoa.",
    ),
    (
        "form.no-most",
        "Nhóm lặp lại cần maxItems, từ 1 đến {limit}.",
        "A repeated group needs maxItems, from 1 to {limit}.",
    ),
    ("form.not-a-step", "Số này phải chia hết cho {step}.", "This number must be a multiple of {step}."),
    ("form.not-above", "Số này phải lớn hơn {limit}.", "This number must be more than {limit}."),
    (
        "form.not-allowed",
        "Câu trả lời này không đi cùng được với những câu trả lời khác. Hãy kiểm tra lại.",
        "This answer does not go with the others. Check it.",
    ),
    (
        "form.not-before",
        "Ngày này phải trước {other}. Hãy kiểm tra lại cả hai ngày.",
        "This date must be before {other}. Check both.",
    ),
    ("form.not-below", "Số này phải nhỏ hơn {limit}.", "This number must be less than {limit}."),
    (
        "form.not-one-of",
        "Hãy chọn một trong những câu trả lời có sẵn cho: {title}.",
        "Choose one of the answers offered for: {title_en}.",
    ),
    ("form.not-whole", "Số này phải là số nguyên.", "This must be a whole number."),
    (
        "form.number-unreadable",
        "Đây chưa phải là số. Ví dụ đúng: 1.234,5.",
        "This is not a number. For example: 1.234,5.",
    ),
    (
        "form.open",
        "Nhóm câu hỏi này cần \"unevaluatedProperties\": false, để câu trả lời lạ không lọt vào.",
        "This group of questions needs \"unevaluatedProperties\": false, so that no stray answer gets in.",
    ),
    ("form.page-twice", "Hai trang cùng tên “{id}”.", "Two pages are called “{id}”."),
    (
        "form.page-unknown-field",
        "Trang có câu hỏi “{key}” không có trong tờ khai.",
        "The page names a question “{key}” that the form does not have.",
    ),
    (
        "form.partial-date-shape",
        "Ngày này không có trong lịch. Ví dụ đúng: 27 3 1990; nếu chỉ nhớ năm, hãy chỉ ghi năm.",
        "There is no such date. For example: 27 3 1990; if only the year is known, give only the year.",
    ),
    ("form.path-unknown", "Không có câu hỏi nào ở “{path}”.", "There is no question at “{path}”."),
    (
        "form.phone-shape",
        "Số điện thoại không đúng, ví dụ đúng: 0912 345 678.",
        "The telephone number is not right; for example: 0912 345 678.",
    ),
    ("form.ref-unknown", "Không có phần dùng chung “{ref}”.", "There is no shared part “{ref}”."),
    (
        "form.schema-invalid",
        "Không phải JSON Schema 2020-12 đúng: {detail}",
        "Not a sound JSON Schema 2020-12: {detail}",
    ),
    (
        "form.shape",
        "Câu trả lời chưa đúng cách viết của mục “{title}”.",
        "The answer is not written as “{title_en}” asks.",
    ),
    (
        "form.title-missing",
        "Câu hỏi này chưa có tiêu đề (title, x-title-en).",
        "This question has no title (title, x-title-en).",
    ),
    ("form.too-big", "Số này nhiều nhất là {limit}.", "This number is at most {limit}."),
    (
        "form.too-deep",
        "Câu trả lời lồng nhau quá {limit} tầng.",
        "The answers are nested more than {limit} deep.",
    ),
    ("form.too-few", "Mục “{title}” cần ít nhất {limit}.", "“{title_en}” needs at least {limit}."),
    ("form.too-long", "Mục này dài quá {limit} ký tự.", "This is longer than {limit} characters."),
    ("form.too-many", "Mục này có nhiều nhất {limit}.", "This has at most {limit}."),
    (
        "form.too-much",
        "Tất cả câu trả lời cộng lại quá {limit} byte.",
        "The answers are more than {limit} bytes together.",
    ),
    ("form.too-short", "Mục này cần ít nhất {limit} ký tự.", "This needs at least {limit} characters."),
    ("form.too-small", "Số này ít nhất là {limit}.", "This number is at least {limit}."),
    ("form.too-young", "Người này phải đủ {years} tuổi.", "This person must be at least {years} years old."),
    (
        "form.not-exactly-one",
        "Phải có đúng một mục trả lời “Có” ở câu này.",
        "Exactly one entry must say “Yes” here.",
    ),
    ("form.unknown-field", "Tờ khai không hỏi điều này.", "The form does not ask for this."),
    ("form.wrong-type", "Dữ liệu phải là {expected}.", "The value must be of type {expected}."),
    (
        "identity.no-such-place",
        "Ba chữ số đầu ({place}) của số định danh không phải là mã nơi đăng ký khai sinh. Hãy kiểm tra lại số.",
        "The first three digits ({place}) of the identity number are no place of birth registration. Check the number.",
    ),
];
