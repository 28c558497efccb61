//! `competence.…`: who decides, and what must be said to know it.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "competence.adopter-abroad",
        422,
        "Người nhận con nuôi ở nước ngoài thì không làm theo thủ tục này; hãy hỏi cơ quan của tỉnh nơi trẻ thường trú.",
        "An adopter who lives abroad does not follow this procedure; ask the province where the child lives.",
    ),
    row(
        "competence.agencies-lost",
        422,
        "Từ {day}, {count} xã, phường không còn “{agency_kind}”, ví dụ {first}. Hãy ghi cơ quan làm thay trong cùng lần thay đổi.",
        "From {day} on {count} communes would have no “{agency_kind}” any more, for example {first}. Say in the same change who takes its place.",
    ),
    row(
        "competence.agencies-missing",
        422,
        "Chưa có “{agency_kind}” cho {count} xã, phường, ví dụ {first}.",
        "There is no “{agency_kind}” for {count} communes, for example {first}.",
    ),
    row(
        "competence.article-missing",
        422,
        "Dòng ghi “verified” phải ghi điều luật.",
        "A row marked “verified” must name the article.",
    ),
    row(
        "competence.choose",
        422,
        "Nhiều cơ quan cùng có thẩm quyền: {agencies}. Hãy chọn một cơ quan.",
        "Several agencies are competent: {agencies}. Choose one.",
    ),
    row(
        "competence.circumstance-missing",
        422,
        "Hãy chọn việc của quý vị là việc nào: cơ quan giải quyết tùy thuộc vào đó.",
        "Choose what it is about: who decides hangs on it.",
    ),
    row(
        "competence.commune-missing",
        422,
        "Hãy ghi tên xã, phường, không chỉ tên tỉnh, thành phố.",
        "Write the commune or ward, not only the province.",
    ),
    row(
        "competence.ends-before-it-begins",
        422,
        "Ngày cuối không được trước ngày đầu.",
        "The last day must not be before the first.",
    ),
    row(
        "competence.facts-missing",
        422,
        "Phạm vi “{scope}” phải ghi nơi nào quyết định.",
        "The scope “{scope}” needs a place that decides.",
    ),
    row(
        "competence.guardian-abroad",
        422,
        "Người giám hộ ở nước ngoài thì không đăng ký theo thủ tục này; luật chỉ nói về hai bên cùng sống ở Việt Nam.",
        "A guardian who lives abroad cannot be registered by this procedure; the law speaks of two who both live in Việt Nam.",
    ),
    row(
        "competence.help-online",
        422,
        "Nơi này không có thẩm quyền. Cơ quan giải quyết: {agencies}. Hồ sơ phải nộp ở nơi đó; Trung tâm này giúp nộp trực tuyến đến đó.",
        "This place is not competent. It is decided by: {agencies}. It has to be handed in there; this centre helps to do so online.",
    ),
    row(
        "competence.levels",
        422,
        "Thủ tục này có nhiều cấp cùng được nêu và chưa có văn bản nào cho biết cấp nào giải quyết, nên chưa nhận được hồ sơ ở đây.",
        "Several levels are named for this procedure and no text says which one decides, so the dossier cannot be taken here.",
    ),
    row(
        "competence.no-agency",
        422,
        "Danh mục chưa có cơ quan “{agency_kind}” giải quyết cho {unit}, nên chưa nhận được hồ sơ. Quản trị viên cần bổ sung cơ quan này.",
        "No agency of the kind “{agency_kind}” is on file for {unit}, so the dossier cannot be taken. The keeper of the catalogue has to add it.",
    ),
    row(
        "competence.no-way",
        422,
        "Thủ tục này chưa nhận ở đây bằng cách nào; bảng thời hạn ở trang của thủ tục nói vì sao.",
        "This procedure is taken here in no way; the table of limits on its page says why.",
    ),
    row(
        "competence.not-among",
        422,
        "Cơ quan này không có thẩm quyền. Có thẩm quyền: {agencies}.",
        "This agency is not competent. Competent: {agencies}.",
    ),
    row(
        "competence.not-in-force",
        422,
        "Vào ngày này chưa có quy định nào trong danh mục cho biết cơ quan nào giải quyết thủ tục này.",
        "No rule on file says who decides on this procedure on this day.",
    ),
    row(
        "competence.not-on-file",
        422,
        "Danh mục chưa ghi cơ quan nào giải quyết thủ tục này, nên chưa nhận được hồ sơ.",
        "Who decides on this procedure is not on file, so the dossier cannot be taken.",
    ),
    row(
        "competence.nowhere",
        422,
        "Không nơi nào đã ghi nằm ở một xã, phường của Việt Nam. Hãy ghi nơi đang thực sự sinh sống, hoặc hỏi cán bộ.",
        "None of these places lies in a commune of Việt Nam. Say where the person actually lives, or ask an officer.",
    ),
    row(
        "competence.other-province",
        422,
        "Việc này thuộc cơ quan ở tỉnh khác: {agencies}. Hãy nộp ở đó.",
        "This belongs to an agency of another province: {agencies}. Hand it in there.",
    ),
    row(
        "competence.place-missing",
        422,
        "Hãy ghi nơi này: cơ quan giải quyết tùy thuộc vào đó.",
        "Say which place this is: who decides hangs on it.",
    ),
    row(
        "competence.place-unknown",
        422,
        "Không có xã, phường nào tên “{written}”. Hãy ghi thêm tỉnh, hoặc xem lại chính tả.",
        "There is no commune called “{written}”. Add the province, or look at the spelling.",
    ),
    row(
        "competence.province-of",
        422,
        "Nơi quyết định ở tỉnh khác: {places}. Hãy nộp ở một xã, phường của tỉnh đó.",
        "The place that decides lies in another province: {places}. Hand it in at a commune there.",
    ),
    row(
        "competence.two-rules-at-once",
        422,
        "Dòng này và dòng {other_line} cùng có hiệu lực cho một việc.",
        "This row and the one in line {other_line} hold at once for the same matter.",
    ),
    row("competence.unknown-word", 422, "Không biết từ “{value}”.", "The word “{value}” is not known."),
    row(
        "competence.which-part",
        422,
        "Nơi này có thể là: {candidates}. Hãy ghi rõ là nơi nào.",
        "This may be: {candidates}. Say which one.",
    ),
    row(
        "competence.wrong-page",
        422,
        "Cổng Dịch vụ công quốc gia hiện công bố nhầm nội dung của thủ tục này, nên chưa nhận được hồ sơ.",
        "The national portal shows another procedure under this code, so the dossier cannot be taken.",
    ),
    row(
        "competence.zone-board",
        422,
        "Công trình trong khu công nghiệp, khu kinh tế do ban quản lý khu cấp phép, không phải xã, phường.",
        "A building in an industrial or economic zone is permitted by the zone’s management board, not by the commune.",
    ),
];
