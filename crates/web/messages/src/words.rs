//! Words for our own terms, as the glossary has them.

use crate::Lang;
use motcua_core::account::AccountFact;
use motcua_core::account::staff_list::StaffNote;
use motcua_core::act::{Who, WhoKind};
use motcua_core::calendar::{Cause, DayKind};
use motcua_core::catalogue::{Competent, Duty, GovernmentLevel, StepAgency, Way, WhyWithheld};
use motcua_core::directory::{AgencyKind, DepartmentField};
use motcua_core::dossier::{
    Because, ConsentWay, Helper, Notice, OriginalSeen, Outcome, POST, Relation, ReplyWord, Status, Verb,
};
use motcua_core::law::changes::VersionPart;
use motcua_core::outbox::DeliveryState;
use motcua_core::webhook::WebhookFact;

/// A status as the national portal names it.
pub fn status(status: Status, lang: Lang) -> &'static str {
    let (vi, en) = match status {
        Status::Submitted => ("Mới đăng ký", "Submitted"),
        Status::Accepted => ("Được tiếp nhận", "Accepted"),
        Status::RejectedAtIntake => ("Không được tiếp nhận", "Rejected at intake"),
        Status::InProcess => ("Đang xử lý", "In process"),
        Status::AwaitingSupplement => ("Yêu cầu bổ sung giấy tờ", "Awaiting a supplement"),
        Status::AwaitingPayment => ("Yêu cầu thực hiện nghĩa vụ tài chính", "Awaiting payment"),
        Status::Withdrawn => ("Công dân yêu cầu rút hồ sơ", "Withdrawn"),
        Status::Stopped => ("Dừng xử lý", "Stopped"),
        Status::Completed => ("Đã xử lý xong", "Completed"),
        Status::Returned => ("Đã trả kết quả", "Result returned"),
    };
    lang.t(vi, en)
}

/// National databases in which an officer looks things up: suggestions, any other may be
/// named too (Quyết định 714/QĐ-TTg 2015; Luật Hộ tịch 2014 art 57; nv).
pub const DATABASES: [&str; 6] = [
    "CSDL quốc gia về dân cư",
    "CSDL hộ tịch điện tử",
    "CSDL quốc gia về đất đai",
    "CSDL quốc gia về đăng ký doanh nghiệp",
    "CSDL quốc gia về bảo hiểm",
    "CSDL quốc gia về an sinh xã hội",
];

/// What is asked of a person, by its name in `Applicant::FIELDS`.
pub fn person_field(field: &str, lang: Lang) -> &'static str {
    let (vi, en) = match field {
        "name" => ("Họ, chữ đệm và tên", "Full name"),
        "identity" => ("Số định danh cá nhân", "Identity number"),
        "phone" => ("Số điện thoại", "Telephone"),
        "email" => ("Thư điện tử", "E-mail"),
        "address" => ("Địa chỉ", "Address"),
        _ => ("Ngày sinh", "Date of birth"),
    };
    lang.t(vi, en)
}

/// What an officer or a person does.
pub fn verb(verb: Verb, lang: Lang) -> &'static str {
    let (vi, en) = match verb {
        Verb::Accept => ("Tiếp nhận", "Accept"),
        Verb::RejectAtIntake => ("Từ chối tiếp nhận", "Reject at intake"),
        Verb::Forward => ("Chuyển bước tiếp theo", "Forward"),
        Verb::HandBack => ("Trả lại bước trước", "Hand back"),
        Verb::AskSupplement => ("Yêu cầu bổ sung", "Ask for a supplement"),
        Verb::Supplement => ("Bổ sung hồ sơ", "Supplement"),
        Verb::AskPayment => ("Yêu cầu nộp phí, lệ phí", "Ask for payment"),
        Verb::SettlePayment => ("Xác nhận đã nộp tiền", "Record the payment"),
        Verb::Withdraw => ("Rút hồ sơ", "Withdraw"),
        Verb::Stop => ("Dừng giải quyết", "Stop"),
        Verb::Reopen => ("Mở lại hồ sơ", "Reopen"),
        Verb::FindCase => ("Xác định trường hợp", "Find the case"),
        Verb::AskOpinion => ("Lấy ý kiến cơ quan khác", "Ask another agency"),
        Verb::GiveOpinion => ("Cho ý kiến", "Give an opinion"),
        Verb::RecordReply => ("Ghi kết quả của cơ quan khác", "Record another agency’s reply"),
        Verb::ReturnShare => ("Trả phần việc song song", "Give back a share"),
        Verb::TakeBackShare => ("Rút lại phần việc song song", "Take back a share"),
        Verb::Extend => ("Xin lỗi và gia hạn", "Apologise and extend"),
        Verb::MoveDue => ("Dời ngày hẹn theo lịch mới", "Move the due date by the new calendar"),
        Verb::RecordSilence => ("Ghi nhận hết hạn mà không trả lời", "Record the agency’s silence"),
        Verb::AnnounceEarly => ("Báo có kết quả sớm", "Announce the early result"),
        Verb::Decide => ("Quyết định", "Decide"),
        Verb::Issue => ("Vào sổ, phát hành", "Register and issue"),
        Verb::ReturnResult => ("Trả kết quả", "Return the result"),
    };
    lang.t(vi, en)
}

/// The word with which another agency gives back its share.
pub fn reply_word(word: ReplyWord, lang: Lang) -> &'static str {
    let (vi, en) = match word {
        ReplyWord::Done => ("Đã làm xong phần việc", "It has done its share"),
        ReplyWord::Refused => ("Từ chối, trả lại", "It refuses and gives it back"),
        ReplyWord::NeedsMoney => {
            ("Người nộp phải thực hiện nghĩa vụ tài chính", "The applicant has to pay first")
        }
    };
    lang.t(vi, en)
}

/// What an agency is.
pub fn agency_kind(kind: AgencyKind, lang: Lang) -> &'static str {
    let (vi, en) = match kind {
        AgencyKind::PeopleCommittee => ("Ủy ban nhân dân cấp xã", "People’s Committee of a commune"),
        AgencyKind::Police => ("Công an cấp xã", "Commune police"),
        AgencyKind::MilitaryCommand => ("Ban Chỉ huy quân sự cấp xã", "Commune military command"),
        AgencyKind::LandRegistry => ("Văn phòng đăng ký đất đai", "Land registration office"),
        AgencyKind::Tax => ("Cơ quan thuế", "Tax office"),
        AgencyKind::SocialInsurance => ("Bảo hiểm xã hội", "Social insurance office"),
        AgencyKind::Treasury => ("Kho bạc Nhà nước", "State treasury"),
        AgencyKind::Department => ("Sở", "Department of the province"),
        AgencyKind::ProvinceOffice => ("Ủy ban nhân dân cấp tỉnh", "People’s Committee of the province"),
    };
    lang.t(vi, en)
}

/// Why a day differs from the ordinary week.
pub fn day_kind(kind: DayKind, lang: Lang) -> &'static str {
    let (vi, en) = match kind {
        DayKind::Off => ("nghỉ lễ, tết", "public holiday"),
        DayKind::Compensation => ("nghỉ bù", "off in place of a holiday"),
        DayKind::SwapOff => ("nghỉ hoán đổi", "off, made up for on another day"),
        DayKind::SwapWorked => ("làm bù", "worked in place of another day"),
    };
    lang.t(vi, en)
}

/// The agency that takes a step.
pub fn step_agency(agency: StepAgency, lang: Lang) -> &'static str {
    agency.field.map_or(agency_kind(agency.kind, lang), |field| department_field(field, lang))
}

/// What a department is for, as its name says it.
pub fn department_field(field: DepartmentField, lang: Lang) -> &'static str {
    let (vi, en) = field.names();
    lang.t(vi, en)
}

/// An event of the history.
pub fn event(kind: &str, lang: Lang) -> &'static str {
    let (vi, en) = match kind {
        "submitted" => ("Nộp hồ sơ", "Handed in"),
        "accepted" => ("Tiếp nhận hồ sơ", "Accepted"),
        "parts_opened" => ("Mở hồ sơ thành phần", "Parts opened"),
        "rejected_at_intake" => ("Từ chối tiếp nhận", "Rejected at intake"),
        "forwarded" => ("Chuyển bước tiếp theo", "Forwarded"),
        "shares_given" => ("Giao phần việc, các cơ quan làm cùng lúc", "Shares given, to work side by side"),
        "share_returned" => ("Cơ quan khác trả phần việc", "A share given back"),
        "shares_taken_back" => ("Rút lại phần việc đã giao", "Shares taken back"),
        "handed_back" => ("Trả lại bước trước", "Handed back"),
        "reassigned" => ("Giao lại", "Reassigned"),
        "supplement_asked" => ("Yêu cầu bổ sung", "Supplement asked for"),
        "supplemented" => ("Đã bổ sung", "Supplemented"),
        "originals_compared" => ("Đã đối chiếu bản chính", "Compared with the originals"),
        "result_drafted" => ("Đã dự thảo kết quả", "The result was drafted"),
        "deed_recalled" => ("Thu hồi giấy đã cấp", "The paper was recalled"),
        "deed_replaced" => ("Đã ký bản thay thế", "A replacement was signed"),
        "replacement_issued" => ("Phát hành bản thay thế", "The replacement was issued"),
        "deed_taken_back" => ("Đã thu lại bản cũ", "The old paper was taken back"),
        "deed_handed_out" => ("Đã trao bản thay thế", "The replacement was handed out"),
        "deed_signed" => ("Đã ký giấy", "The paper was signed"),
        "pages_cut" => ("Đã tách, ghép trang", "Pages put together"),
        "payment_asked" => ("Yêu cầu nộp phí, lệ phí", "Payment asked for"),
        "payment_settled" => ("Đã nộp phí, lệ phí", "Payment recorded"),
        "withdrawn" => ("Rút hồ sơ", "Withdrawn"),
        "stopped" => ("Dừng giải quyết", "Stopped"),
        "reopened" => ("Mở lại hồ sơ", "Reopened"),
        "case_found" => ("Xác định trường hợp", "Case found"),
        "opinion_asked" => ("Lấy ý kiến cơ quan khác", "Another agency asked"),
        "opinion_given" => ("Cơ quan được hỏi trả lời", "Opinion given"),
        "reply_recorded" => ("Cơ quan khác trả kết quả", "Another agency replied"),
        "extended" => ("Xin lỗi và gia hạn", "Apology and extension"),
        "due_moved" => ("Dời ngày hẹn", "Due date moved"),
        "silence_recorded" => ("Hết hạn mà không trả lời", "Silence of the agency"),
        "announced_early" => ("Đã báo có kết quả sớm", "Early result announced"),
        "decided" => ("Lãnh đạo đã quyết định", "Decided"),
        "issued" => ("Văn thư vào sổ, phát hành kết quả", "Registered and issued"),
        "return_chosen" => ("Đổi nơi nhận kết quả", "Chosen where the result goes"),
        "result_sent" => ("Kết quả đã gửi đến nơi khác", "Result sent to another centre"),
        "result_taken" => ("Nơi khác đã nhận kết quả để trả", "Another centre has the result"),
        "result_missing" => {
            ("Nơi khác chưa nhận được kết quả", "The result did not come to the other centre")
        }
        "result_recovered" => ("Kết quả ở lại nơi gửi", "The result is where it was sent from"),
        "result_posted" => ("Đã giao kết quả cho bưu chính", "Result handed to the post"),
        "parcel_followed" => ("Tin về bưu gửi", "News of the parcel"),
        "returned" => ("Trả kết quả", "Result returned"),
        "consent_withdrawn" => ("Rút lại sự đồng ý", "Consent taken back"),
        "looked_into" => ("Lãnh đạo cấp tỉnh đã xem nội dung hồ sơ", "The province looked into the dossier"),
        "instructed" => ("Cấp tỉnh hỏi, chỉ đạo", "Instruction of the province"),
        "instruction_answered" => ("Đã trả lời cấp tỉnh", "Instruction answered"),
        _ => ("Sự kiện", "Event"),
    };
    lang.t(vi, en)
}

/// How far a message to another system is.
pub fn delivery_state(state: DeliveryState, lang: Lang) -> &'static str {
    let (vi, en) = match state {
        DeliveryState::Waiting => ("Đang chờ", "Waiting"),
        DeliveryState::Delivered => ("Đã đến", "Delivered"),
        DeliveryState::Dead => ("Không gửi được", "Given up"),
    };
    lang.t(vi, en)
}

/// What happened to a webhook.
pub fn webhook_event(fact: &WebhookFact, lang: Lang) -> &'static str {
    let (vi, en) = match fact {
        WebhookFact::Registered { .. } => ("Đăng ký", "Registered"),
        WebhookFact::Edited { .. } => ("Sửa", "Edited"),
        WebhookFact::Paused => ("Tạm dừng", "Paused"),
        WebhookFact::Resumed => ("Báo tin trở lại", "Resumed"),
        WebhookFact::Removed => ("Gỡ", "Removed"),
        WebhookFact::SecretRotated => ("Đổi khóa ký", "Secret changed"),
        WebhookFact::Tested => ("Gửi tin thử", "Tested"),
        WebhookFact::SentAgain { .. } => ("Gửi lại một tin", "A message sent again"),
    };
    lang.t(vi, en)
}

/// What happened to an account.
pub fn account_event(fact: &AccountFact, lang: Lang) -> &'static str {
    let (vi, en) = match fact {
        AccountFact::Opened { .. } => ("Tạo tài khoản", "Made"),
        AccountFact::Edited { .. } => ("Sửa thông tin", "Edited"),
        AccountFact::Disabled => ("Đóng", "Closed"),
        AccountFact::Enabled => ("Mở lại", "Opened again"),
        AccountFact::DutiesGiven { .. } => ("Giao nhiệm vụ", "Duties given"),
        AccountFact::StandInGiven(_) => ("Được giao làm thay", "Stands in"),
        AccountFact::StandInEnded { .. } => ("Thôi làm thay", "Stands in no more"),
        AccountFact::StoodInBy(_) => ("Có người làm thay", "Somebody stands in"),
        AccountFact::StoodInNoMore { .. } => ("Không còn người làm thay", "Nobody stands in any more"),
        AccountFact::Transferred(_) => ("Điều chuyển", "Transferred"),
        AccountFact::PasswordSet => ("Người vận hành đặt mật khẩu", "Password set by the operator"),
        AccountFact::PasswordIssued { .. } => ("Cấp mật khẩu dùng một lần", "One-time password issued"),
        AccountFact::PasswordChanged => ("Tự đổi mật khẩu", "Password changed by its owner"),
    };
    lang.t(vi, en)
}

/// What was done with a line of a list of staff that was not simply read.
pub fn staff_note(note: &StaffNote, lang: Lang) -> String {
    match note {
        StaffNote::NoPerson(text) => {
            format!("{}: “{text}”", lang.t("không phải một người, bỏ qua", "nobody’s line, left out"))
        }
        StaffNote::Ends(text) => {
            format!(
                "{}: “{text}”",
                lang.t("chú thích; danh sách hết ở đây", "a footnote; the list ends here")
            )
        }
        StaffNote::ZerosRestored(number) => {
            format!("{} {number}", lang.t("đã thêm lại số 0 ở đầu:", "zeros put back before:"))
        }
        StaffNote::Namesake { other } => {
            let words = lang.t("cùng họ tên, khác người với dòng", "same name, another person than on line");
            format!("{words} {other}")
        }
        StaffNote::UnitLeftOut(text) => {
            format!("{}: “{text}”", lang.t("đơn vị không dùng đến", "unit not used"))
        }
    }
}

/// Who did something, with the colleague in whose stead it was done.
pub fn who(who: &Who, lang: Lang) -> String {
    match &who.instead_of {
        Some(away) => format!("{} ({} {})", who.name, lang.t("thay", "in the stead of"), away.name),
        None if who.kind == WhoKind::System && who.name == POST => lang.t("Bưu chính", "The post").into(),
        None => who.name.clone(),
    }
}

/// What an officer may be asked to do: a desk, or keeping accounts.
pub fn duty(duty: Duty, lang: Lang) -> &'static str {
    let (vi, en) = match duty {
        Duty::Reception => ("Tiếp nhận và trả kết quả", "Reception desk"),
        Duty::Case => ("Thụ lý", "Case officer"),
        Duty::Leader => ("Lãnh đạo", "Leader"),
        Duty::Registry => ("Văn thư", "Registry"),
        Duty::Staff => ("Quản trị cán bộ", "Keeper of staff"),
    };
    lang.t(vi, en)
}

/// How a dossier was handed in.
pub fn way(way: Way, lang: Lang) -> &'static str {
    let (vi, en) = match way {
        Way::Online => ("Trực tuyến", "Online"),
        Way::Counter => ("Trực tiếp tại quầy", "At the counter"),
        Way::Post => ("Qua bưu chính", "By post"),
    };
    lang.t(vi, en)
}

/// Who helped.
pub fn helper(helper: Helper, lang: Lang) -> &'static str {
    let (vi, en) = match helper {
        Helper::AgentPoint => ("Điểm đại lý dịch vụ công", "Service agent point"),
        Helper::Volunteer => ("Tổ công nghệ số cộng đồng, đoàn viên", "Community digital team, volunteer"),
        Helper::PostOffice => ("Nhân viên bưu điện", "Post office staff"),
        Helper::Officer => ("Cán bộ", "Officer"),
        Helper::Relative => ("Người thân", "Relative"),
    };
    lang.t(vi, en)
}

/// What somebody who hands in is to the person.
pub fn relation(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Relative => lang.t("Người thân", "Relative"),
        Relation::Guardian => {
            lang.t("Người giám hộ, đại diện theo pháp luật", "Guardian, legal representative")
        }
        Relation::Authorised => lang.t("Người được ủy quyền", "Authorised by the person"),
    }
}

/// How a consent was given.
pub fn consent_way(way: ConsentWay, lang: Lang) -> &'static str {
    match way {
        ConsentWay::Spoken => lang.t("Đã nói đồng ý, có mặt", "Said so, being present"),
        ConsentWay::Signed => lang.t("Đã ký giấy đồng ý", "Signed a paper"),
    }
}

/// What was decided.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Approved => lang.t("Đồng ý", "Approved"),
        Outcome::Refused => lang.t("Từ chối", "Refused"),
    }
}

/// In which form an original was seen.
pub fn original_seen(seen: OriginalSeen, lang: Lang) -> &'static str {
    match seen {
        OriginalSeen::Paper => lang.t("Bản giấy", "On paper"),
        OriginalSeen::Electronic => {
            lang.t("Bản điện tử, đã kiểm tra chữ ký số", "Electronic, its signatures were checked")
        }
    }
}

/// How a person was told.
pub fn notice(notice: Notice, lang: Lang) -> &'static str {
    match notice {
        Notice::Sms => lang.t("Tin nhắn SMS", "Text message"),
        Notice::Email => lang.t("Thư điện tử", "E-mail"),
        Notice::Phone => lang.t("Gọi điện thoại", "Telephone"),
        Notice::Social => lang.t("Mạng xã hội (Zalo …)", "Social network (Zalo …)"),
        Notice::InPerson => lang.t("Trực tiếp tại quầy", "In person"),
        Notice::Letter => lang.t("Văn bản gửi qua bưu chính", "Letter"),
    }
}

/// Why office time was lost.
pub fn cause(cause: Cause, lang: Lang) -> &'static str {
    match cause {
        Cause::Outage => lang.t("Tạm dừng hoặc sự cố hệ thống", "Outage of the system"),
        Cause::ForceMajeure => lang.t("Sự kiện bất khả kháng", "Force majeure"),
    }
}

/// Why a due date was moved.
pub fn because(because: Because, lang: Lang) -> &'static str {
    match because {
        Because::Outage => cause(Cause::Outage, lang),
        Because::ForceMajeure => cause(Cause::ForceMajeure, lang),
        Because::OutageVoided => lang.t("Bản ghi sự cố bị hủy", "The record of an outage was voided"),
        Because::Calendar => lang.t("Lịch làm việc thay đổi", "The working calendar was changed"),
    }
}

pub(super) fn status_by_word(word: &str, lang: Lang) -> Option<&'static str> {
    Status::ALL.into_iter().find(|found| found.as_str() == word).map(|found| status(found, lang))
}

pub(super) fn verb_by_word(word: &str, lang: Lang) -> Option<&'static str> {
    Verb::parse(word).map(|found| verb(found, lang))
}

pub(super) fn agency_kind_by_word(word: &str, lang: Lang) -> Option<&'static str> {
    let kind = AgencyKind::ALL.into_iter().find(|kind| kind.as_str() == word);
    let field = || DepartmentField::ALL.into_iter().find(|field| field.as_str() == word);
    kind.map(|kind| agency_kind(kind, lang)).or_else(|| field().map(|field| department_field(field, lang)))
}

pub(super) fn duty_by_word(word: &str, lang: Lang) -> Option<&'static str> {
    Duty::parse(word).map(|found| duty(found, lang))
}

pub(super) fn way_by_word(word: &str, lang: Lang) -> Option<&'static str> {
    Way::parse(word).map(|found| way(found, lang))
}

/// Who decides.
pub fn competent(competent: Competent, lang: Lang) -> &'static str {
    match competent {
        Competent::PeopleCommittee => {
            lang.t("Ủy ban nhân dân phường, xã", "People’s Committee of the ward or commune")
        }
        Competent::Police => lang.t("Công an phường, xã", "Police of the ward or commune"),
        Competent::LandRegistry => lang.t("Văn phòng Đăng ký đất đai", "Land Registration Office"),
        Competent::ProvinceOffice => lang.t("Cơ quan của tỉnh, thành phố", "An agency of the province"),
    }
}

/// Why nothing can be handed in by a way that the national portal names.
pub fn withheld(why: WhyWithheld, lang: Lang) -> &'static str {
    match why {
        WhyWithheld::NoLimit => lang.t(
            "Chưa nhận ở đây: Cổng Dịch vụ công quốc gia không ghi rõ thời hạn, nên không hẹn được ngày trả",
            "Not taken here: the national portal gives no clear limit, so no date can be promised",
        ),
        WhyWithheld::HidesCases => lang.t(
            "Chưa nhận ở đây: Cổng Dịch vụ công quốc gia ghi nhiều thời hạn mà không rõ thời hạn nào cho trường hợp nào",
            "Not taken here: the national portal gives several limits and not which case each is for",
        ),
        WhyWithheld::DecidedElsewhere => lang.t(
            "Chưa nộp được qua hệ thống này: phường, xã nhận giấy tờ rồi gửi lên cơ quan quyết định, là cơ quan chưa có trong danh bạ; nộp giấy tại Ủy ban nhân dân hoặc Ban Chỉ huy quân sự phường, xã",
            "Not taken by this system: the commune sends the papers on to whoever decides, which is on no directory yet; bring them to its People’s Committee or military command",
        ),
        WhyWithheld::TakenElsewhere => lang.t(
            "Không nộp tại phường, xã: nộp tại đơn vị quân đội của quân nhân",
            "Not handed in at the commune: hand it in at the soldier’s military unit",
        ),
    }
}

/// Whose procedure it is, as the national portal lists levels.
pub fn government_level(level: GovernmentLevel, lang: Lang) -> &'static str {
    match level {
        GovernmentLevel::Commune => lang.t("cơ quan ngành dọc tại xã", "branch office in the commune"),
        GovernmentLevel::Province => lang.t("cấp tỉnh", "province"),
        GovernmentLevel::Ministry => lang.t("cấp bộ", "ministry"),
        GovernmentLevel::Other => lang.t("cơ quan khác", "another agency"),
    }
}

/// What a change of the catalogue is about.
pub fn part(part: VersionPart, lang: Lang) -> &'static str {
    let (vi, en) = match part {
        VersionPart::Name => ("Tên thủ tục", "Name"),
        VersionPart::Competent => ("Cơ quan giải quyết", "Who decides"),
        VersionPart::From => ("Áp dụng từ ngày", "Holds from"),
        VersionPart::Legal => ("Căn cứ pháp lý", "Legal basis"),
        VersionPart::Result => ("Kết quả", "Result"),
        VersionPart::Note => ("Ghi chú", "Note"),
        VersionPart::Online => ("Mức độ trực tuyến", "Online"),
        VersionPart::Steps => ("Quy trình", "Step template"),
        VersionPart::Step => ("Bước", "Step"),
        VersionPart::Case => ("Trường hợp", "Case"),
        VersionPart::Limit => ("Thời hạn", "Limit"),
        VersionPart::Fee => ("Phí, lệ phí", "Fee"),
        VersionPart::Paper => ("Giấy tờ", "Paper"),
        VersionPart::Form => ("Tờ khai", "Form"),
        VersionPart::Field => ("Câu hỏi", "Question"),
        VersionPart::Wait => ("Thời gian lấy ý kiến không tính", "Waiting for an opinion left out"),
        VersionPart::Silence => ("Im lặng", "Silence"),
        VersionPart::Linked => ("Hồ sơ liên thông", "Linked dossier"),
    };
    lang.t(vi, en)
}

#[cfg(test)]
mod tests {
    use super::event;
    use crate::Lang;
    use motcua_core::dossier::Fact;

    #[test]
    fn every_fact_has_its_words() {
        for kind in Fact::KINDS {
            assert_ne!(event(kind, Lang::En), "Event", "{kind}");
        }
    }
}
