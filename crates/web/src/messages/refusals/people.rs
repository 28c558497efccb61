//! Said to citizens and officers.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[
    ("account.not-signed-in", "Bạn cần đăng nhập để xem trang này.", "You need to sign in to see this page."),
    ("account.officers-only", "Chỉ cán bộ mới thực hiện được việc này.", "Only officers can do this."),
    (
        "account.too-many-tries",
        "Đã thử sai quá nhiều lần. Hãy đợi {minutes} phút rồi thử lại.",
        "Too many wrong tries. Wait {minutes} minutes and try again.",
    ),
    (
        "account.wrong-password",
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "The log-in name or the password is not right.",
    ),
    (
        "applicant.born-no-such-date",
        "Ngày sinh không có trong lịch. Ví dụ đúng: 27 3 1990; nếu chỉ nhớ năm, hãy chỉ ghi năm.",
        "This date of birth does not exist. For example: 27 3 1990; if only the year is known, give only the year.",
    ),
    (
        "applicant.email-shape",
        "Địa chỉ thư điện tử không đúng, ví dụ đúng: ten@example.vn.",
        "The e-mail address is not right; for example: name@example.vn.",
    ),
    (
        "applicant.identity-shape",
        "Số định danh cá nhân gồm 12 chữ số (hoặc 9 chữ số với chứng minh nhân dân cũ).",
        "A personal identification number has 12 digits (9 on an old identity card).",
    ),
    ("applicant.name-missing", "Hãy ghi họ, chữ đệm và tên.", "Enter the full name."),
    ("applicant.name-shape", "Họ và tên phải có chữ cái.", "The name must have letters."),
    (
        "applicant.phone-shape",
        "Số điện thoại không đúng, ví dụ đúng: 0912 345 678.",
        "The telephone number is not right; for example: 0912 345 678.",
    ),
    ("applicant.too-long", "Mục này dài quá {limit} ký tự.", "This is longer than {limit} characters."),
    (
        "catalogue.not-in-force",
        "Thủ tục này không có hiệu lực vào ngày {day}.",
        "This procedure is not in force on {day}.",
    ),
    (
        "catalogue.unknown-procedure",
        "Không có thủ tục này trong danh mục.",
        "There is no such procedure in the catalogue.",
    ),
    ("directory.unknown-unit", "Không có đơn vị hành chính này.", "There is no such administrative unit."),
    (
        "document.empty",
        "Tệp “{file}” rỗng. Hãy chọn lại tệp.",
        "The file “{file}” is empty. Choose it again.",
    ),
    (
        "document.kind-not-allowed",
        "Không nhận tệp “{file}”. Chỉ nhận PDF, JPG, PNG, DOCX, XLSX.",
        "The file “{file}” is not accepted. Only PDF, JPG, PNG, DOCX and XLSX are.",
    ),
    (
        "document.not-what-it-says",
        "Nội dung tệp “{file}” không đúng với tên của nó. Hãy chụp hoặc quét lại.",
        "The file “{file}” is not what its name says. Photograph or scan it again.",
    ),
    (
        "document.too-large",
        "Tệp “{file}” lớn hơn {limit_mb} MB. Hãy chụp lại với cỡ nhỏ hơn hoặc chia thành nhiều tệp.",
        "The file “{file}” is larger than {limit_mb} MB. Take a smaller picture or split it into several files.",
    ),
    ("document.too-many", "Một hồ sơ có nhiều nhất {limit} tệp.", "A dossier holds at most {limit} files."),
    ("document.unknown", "Không có tệp này trong hồ sơ.", "There is no such file in the dossier."),
    ("dossier.amount-shape", "Số tiền phải lớn hơn 0 đồng.", "The amount must be more than 0 VND."),
    ("dossier.case-missing", "Hãy chọn trường hợp của bạn.", "Choose your case."),
    (
        "dossier.code-shape",
        "“{given}” không đúng dạng mã hồ sơ. Ví dụ đúng: H57.12-251103-0042.",
        "“{given}” does not look like a dossier code. For example: H57.12-251103-0042.",
    ),
    (
        "dossier.counter-is-received",
        "Hồ sơ nộp tại quầy do cán bộ tiếp nhận ghi vào hệ thống.",
        "A dossier handed in at the counter is entered by the officer there.",
    ),
    ("dossier.held-by-another", "Hồ sơ đang do {officer} giữ.", "The dossier is held by {officer}."),
    (
        "dossier.no-next-step",
        "Quy trình không còn bước nào để chuyển tiếp.",
        "There is no further step to forward it to.",
    ),
    ("dossier.no-such-agency", "Không có cơ quan giải quyết này.", "There is no such deciding agency."),
    (
        "dossier.no-such-centre",
        "Hãy chọn Trung tâm Phục vụ hành chính công nơi nộp hồ sơ.",
        "Choose the public service centre where you hand in the dossier.",
    ),
    (
        "dossier.nobody-before",
        "Chưa có bước nào trước đó để trả lại.",
        "There is no step before this one to hand back to.",
    ),
    (
        "dossier.not-before-the-leader",
        "Hồ sơ chưa được trình lãnh đạo nên chưa quyết định được.",
        "The dossier has not been put before the leader, so it cannot be decided yet.",
    ),
    ("dossier.not-your-duty", "Việc này thuộc bộ phận {duty}.", "This belongs to another desk: {duty}."),
    ("dossier.not-your-unit", "Việc này thuộc cơ quan {agency}.", "This belongs to the agency {agency}."),
    (
        "dossier.nothing-asked",
        "Hãy ghi ít nhất một mục cần bổ sung và lý do. Chỉ được yêu cầu một lần, đầy đủ.",
        "Say at least one thing that is missing and why. It may be asked only once, completely.",
    ),
    (
        "dossier.nothing-supplemented",
        "Hãy chọn tệp hoặc ghi nội dung bổ sung.",
        "Choose a file or write what you add.",
    ),
    (
        "dossier.other-province",
        "Nơi nộp và cơ quan giải quyết phải thuộc cùng một tỉnh, thành phố.",
        "The place of handing in and the deciding agency must be in one province.",
    ),
    (
        "dossier.out-of-date",
        "Hồ sơ vừa có thay đổi trong khi bạn làm. Hãy xem lại tình trạng mới rồi thực hiện tiếp.",
        "The dossier changed while you were working. Look at how it stands now and go on.",
    ),
    (
        "dossier.paid-outside",
        "Ngày trả tiền phải từ ngày yêu cầu nộp ({asked}) đến hôm nay.",
        "The day of payment must lie between the day of asking ({asked}) and today.",
    ),
    (
        "dossier.proof-missing",
        "Hãy ghi số biên lai hoặc chứng từ nộp tiền.",
        "Enter the number of the receipt or another proof of payment.",
    ),
    ("dossier.reason-missing", "Hãy ghi rõ lý do.", "Say why."),
    (
        "dossier.reason-too-long",
        "Lý do dài quá {limit} ký tự.",
        "The reason is longer than {limit} characters.",
    ),
    (
        "dossier.unknown",
        "Không tìm thấy hồ sơ. Hãy kiểm tra lại mã trên giấy tiếp nhận.",
        "No dossier was found. Check the code on the receipt.",
    ),
    (
        "dossier.case-too-late",
        "Trường hợp đã chọn chỉ trong {days} ngày: tính từ ngày {since} thì hết ngày {last}. Xin chọn trường hợp quá hạn, hoặc sửa lại ngày đã khai.",
        "The case you chose is for {days} days only: from {since} they ended on {last}. Please choose the late one, or correct the date.",
    ),
    ("dossier.unknown-case", "Thủ tục không có trường hợp này.", "The procedure has no such case."),
    (
        "dossier.unknown-paper",
        "Thủ tục không có loại giấy tờ “{paper}”.",
        "The procedure asks for no paper “{paper}”.",
    ),
    (
        "dossier.way-not-offered",
        "Trường hợp này không nộp được theo cách: {channel}.",
        "This case cannot be handed in this way: {channel}.",
    ),
    (
        "dossier.wrong-status",
        "Không thể “{verb}” khi hồ sơ ở trạng thái “{status}”.",
        "“{verb}” cannot be done while the dossier is “{status}”.",
    ),
    (
        "draft.unknown",
        "Không còn bản nháp này. Hãy bắt đầu lại từ trang thủ tục.",
        "This draft is no longer there. Start again from the procedure’s page.",
    ),
    (
        "fault.damaged",
        "Dữ liệu lưu trữ có dấu hiệu hỏng. Hệ thống đã dừng ghi để không làm hỏng thêm; người vận hành đã được báo.",
        "Stored data looks damaged. The system has stopped writing so that nothing more is lost; the operator is told.",
    ),
    (
        "fault.disk-full",
        "Máy chủ đã hết chỗ lưu nên chưa ghi được. Chưa có gì thay đổi; hãy thử lại sau ít phút.",
        "The server has no room left, so nothing was written and nothing changed. Try again in a few minutes.",
    ),
    (
        "fault.other",
        "Hệ thống gặp sự cố và chưa thực hiện được. Chưa có gì thay đổi một nửa; hãy thử lại.",
        "The system met a fault and could not do it. Nothing is half done; please try again.",
    ),
    (
        "fault.shelf-unavailable",
        "Kho lưu tệp tạm thời không trả lời. Chưa có gì thay đổi, không tệp nào bị mất, phần đã tải lên vẫn còn. Hãy thử lại sau ít phút.",
        "The place where files are kept does not answer for now. Nothing changed, no file is lost, and what was uploaded is still there. Try again in a few minutes.",
    ),
    (
        "fault.unavailable",
        "Hệ thống đang bận. Hãy thử lại sau ít giây.",
        "The system is busy. Try again in a few seconds.",
    ),
    ("page.method", "Địa chỉ này không nhận cách gọi đó.", "This address does not take that method."),
    (
        "page.unknown",
        "Không có trang này. Có thể địa chỉ đã gõ sai hoặc đã đổi.",
        "There is no such page. The address may be mistyped or have changed.",
    ),
    ("request.key-missing", "Thiếu tiêu đề Idempotency-Key.", "The Idempotency-Key header is missing."),
    (
        "request.key-reused",
        "Khóa này đã dùng cho một nội dung khác. Hãy dùng khóa mới cho yêu cầu mới.",
        "This key was used for another content. Use a new key for a new request.",
    ),
    (
        "request.key-shape",
        "Idempotency-Key gồm 1 đến {limit} ký tự ASCII nhìn thấy được.",
        "An Idempotency-Key has 1 to {limit} visible ASCII characters.",
    ),
    (
        "request.malformed",
        "Dữ liệu gửi lên không đọc được. Hãy tải lại trang và thử lại.",
        "What was sent cannot be read. Reload the page and try again.",
    ),
    ("request.media-type", "Kiểu dữ liệu gửi lên không được nhận.", "This media type is not accepted."),
    (
        "request.other-site",
        "Yêu cầu này đến từ một trang khác nên không được thực hiện.",
        "This request came from another site and was not carried out.",
    ),
    (
        "request.too-large",
        "Dữ liệu gửi lên quá lớn. Mỗi tệp nhiều nhất 20 MB, cả hồ sơ nhiều nhất 100 MB.",
        "What was sent is too large. A file may have 20 MB, a dossier 100 MB.",
    ),
    ("dossier.channel-missing", "Hãy chọn cách nộp hồ sơ.", "Choose how the dossier was handed in."),
    (
        "dossier.count-shape",
        "Số bản phải là số từ 0 đến {limit}.",
        "The number of copies must be from 0 to {limit}.",
    ),
    (
        "dossier.no-such-officer",
        "Người này không làm nhiệm vụ ở bước tiếp theo. Hãy chọn người khác.",
        "This person does not work at the next desk. Choose another.",
    ),
    ("dossier.outcome-missing", "Hãy chọn Đồng ý hoặc Từ chối.", "Choose to approve or to refuse."),
    ("dossier.return-way-missing", "Hãy chọn cách trả kết quả.", "Choose how the result is returned."),
    (
        "request.content-unreadable",
        "Nội dung tệp không phải base64 hợp lệ.",
        "The file’s content is not valid base64.",
    ),
    ("request.field-missing", "Thiếu trường này.", "This field is missing."),
    (
        "request.not-one-of",
        "Giá trị không hợp lệ; chọn một trong: {allowed}.",
        "This value is not accepted; choose one of: {allowed}.",
    ),
    ("request.text-too-long", "Dài quá {limit} ký tự.", "Longer than {limit} characters."),
    ("request.unknown-field", "Không có trường này.", "There is no such field."),
    ("request.wrong-type", "Sai kiểu dữ liệu; cần {expected}.", "The wrong type; {expected} is wanted."),
    (
        "scoreboard.as-of-before-from",
        "Ngày tính đến ({day}) phải từ ngày đầu kỳ trở đi.",
        "The snapshot day ({day}) must not be before the first day of the period.",
    ),
    (
        "scoreboard.as-of-in-future",
        "Ngày tính đến ({day}) chưa đến.",
        "The snapshot day ({day}) is still to come.",
    ),
    (
        "scoreboard.from-after-to",
        "Ngày đầu kỳ {from} đứng sau ngày cuối kỳ {to}.",
        "The first day {from} comes after the last day {to}.",
    ),
    (
        "scoreboard.no-such-date",
        "Không có ngày “{given}”. Ví dụ đúng: 2025-07-31.",
        "There is no date “{given}”. For example: 2025-07-31.",
    ),
    (
        "scoreboard.no-such-place",
        "Trang danh sách này không còn. Hãy xem lại từ đầu.",
        "This page of the list is not there. Begin again.",
    ),
    (
        "scoreboard.not-yet",
        "Kỳ này bắt đầu ngày {from}, chưa đến.",
        "This period begins on {from}, still to come.",
    ),
    (
        "scoreboard.period-too-long",
        "Một kỳ dài nhiều nhất {limit} ngày.",
        "A period has at most {limit} days.",
    ),
    ("scoreboard.unknown-figure", "Không có số liệu này.", "There is no such figure."),
    (
        "draft.centre-missing",
        "Hãy chọn phường, xã nơi quý vị nộp hồ sơ.",
        "Choose the ward or commune where you hand in.",
    ),
    ("draft.helper-missing", "Hãy cho biết có ai giúp quý vị nộp không.", "Say whether somebody helps you."),
    (
        "dossier.secret-missing",
        "Hãy nhập mã bí mật trên giấy tiếp nhận.",
        "Enter the secret from your receipt.",
    ),
    (
        "dossier.secret-wrong",
        "Mã hồ sơ hoặc mã bí mật không đúng. Hãy xem lại giấy tiếp nhận.",
        "The code or the secret is not right. Please check your receipt.",
    ),
];
