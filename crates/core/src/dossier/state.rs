//! Where a dossier stands: the ten statuses of the national portal, each with
//! its facts, and the moves between them.

use super::About;
use crate::act::{Officer, OfficerId};
use crate::catalogue::{Duty, FeeKind};
use crate::directory::AgencyCode;
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

/// The ten national statuses, with the portal's numbers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Mới đăng ký: sent, not accepted yet.
    Submitted = 1,
    /// Được tiếp nhận: has its due date.
    Accepted = 2,
    /// Không được tiếp nhận.
    RejectedAtIntake = 3,
    /// Đang xử lý.
    InProcess = 4,
    /// Yêu cầu bổ sung giấy tờ: the clock has stopped.
    AwaitingSupplement = 5,
    /// Yêu cầu thực hiện nghĩa vụ tài chính: the clock pauses.
    AwaitingPayment = 6,
    /// Công dân yêu cầu rút hồ sơ.
    Withdrawn = 7,
    /// Dừng xử lý.
    Stopped = 8,
    /// Đã xử lý xong: the result is ready, approved or refused.
    Completed = 9,
    /// Đã trả kết quả.
    Returned = 10,
}

impl Status {
    /// All ten, in the portal's order.
    pub const ALL: [Status; Status::COUNT] = [
        Status::Submitted,
        Status::Accepted,
        Status::RejectedAtIntake,
        Status::InProcess,
        Status::AwaitingSupplement,
        Status::AwaitingPayment,
        Status::Withdrawn,
        Status::Stopped,
        Status::Completed,
        Status::Returned,
    ];

    /// The portal's number, 1 to 10.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The status with this number.
    pub fn from_number(number: i64) -> Option<Status> {
        Status::ALL.into_iter().find(|status| i64::from(status.number()) == number)
    }

    /// The word used in the API and in data.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Nobody has anything left to do on it.
    pub fn is_final(self) -> bool {
        matches!(self, Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped | Status::Returned)
    }
}

/// The status with its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum State {
    /// 1
    Submitted,
    /// 2
    Accepted,
    /// 3
    RejectedAtIntake {
        /// When.
        at: Moment,
        /// Why, in the officer's words.
        reason: String,
    },
    /// 4
    InProcess,
    /// 5
    AwaitingSupplement {
        /// Since when the clock has stood still.
        since: Moment,
        /// What is wrong or missing.
        items: Vec<WrongItem>,
    },
    /// 6
    AwaitingPayment {
        /// Since when the clock has paused.
        since: Moment,
        /// How much is owed, in đồng.
        amount_vnd: u64,
        /// What for; none: what the procedure itself costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<FeeKind>,
    },
    /// 7
    Withdrawn {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// 8
    Stopped {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// 9
    Completed {
        /// When it was decided.
        at: Moment,
        /// What was decided.
        outcome: Outcome,
    },
    /// 10
    Returned {
        /// When the person got it.
        at: Moment,
        /// How.
        how: ReturnWay,
        /// When it was decided.
        completed_at: Moment,
        /// What was decided.
        outcome: Outcome,
    },
}

impl State {
    /// Which of the ten.
    pub fn status(&self) -> Status {
        match self {
            State::Submitted => Status::Submitted,
            State::Accepted => Status::Accepted,
            State::RejectedAtIntake { .. } => Status::RejectedAtIntake,
            State::InProcess => Status::InProcess,
            State::AwaitingSupplement { .. } => Status::AwaitingSupplement,
            State::AwaitingPayment { .. } => Status::AwaitingPayment,
            State::Withdrawn { .. } => Status::Withdrawn,
            State::Stopped { .. } => Status::Stopped,
            State::Completed { .. } => Status::Completed,
            State::Returned { .. } => Status::Returned,
        }
    }
}

/// What can be done to a dossier that exists, in the order in which a dossier meets it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, EnumString, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Verb {
    /// Tiếp nhận.
    Accept,
    /// Từ chối tiếp nhận.
    RejectAtIntake,
    /// Chuyển bước tiếp theo.
    Forward,
    /// Trả lại bước trước.
    HandBack,
    /// Yêu cầu bổ sung.
    AskSupplement,
    /// Bổ sung.
    Supplement,
    /// Yêu cầu nghĩa vụ tài chính.
    AskPayment,
    /// Xác nhận đã nộp.
    SettlePayment,
    /// Rút hồ sơ.
    Withdraw,
    /// Dừng giải quyết.
    Stop,
    /// Mở lại.
    Reopen,
    /// Xác định trường hợp khi thụ lý.
    FindCase,
    /// Lấy ý kiến cơ quan khác.
    AskOpinion,
    /// Cho ý kiến.
    GiveOpinion,
    /// Ghi kết quả của cơ quan khác.
    RecordReply,
    /// Trả phần việc song song.
    ReturnShare,
    /// Rút lại phần việc song song.
    TakeBackShare,
    /// Xin lỗi và gia hạn.
    Extend,
    /// Dời hạn vì sự cố hoặc vì lịch nghỉ đổi.
    MoveDue,
    /// Ghi nhận hết hạn mà không trả lời.
    RecordSilence,
    /// Quyết định.
    Decide,
    /// Vào sổ, đóng dấu, phát hành kết quả.
    Issue,
    /// Báo trước là có kết quả sớm.
    AnnounceEarly,
    /// Trả kết quả.
    ReturnResult,
}

impl Verb {
    /// All of them, in that order.
    pub const ALL: [Verb; Verb::VARIANTS.len()] = *Verb::VARIANTS.first_chunk().unwrap();

    /// The one name it has in every room: URL, template, event, message.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The verb with this name.
    pub fn parse(text: &str) -> Option<Verb> {
        text.parse().ok()
    }

    /// The statuses it may be done in, and the one it leads to; none where the
    /// dossier stays as it stands. Everything else is out of order.
    pub fn moves(self) -> (&'static [Status], Option<Status>) {
        use Status::*;
        match self {
            Verb::Accept => (&[Submitted], Some(Accepted)),
            Verb::RejectAtIntake => (&[Submitted], Some(RejectedAtIntake)),
            Verb::Forward => (&[Accepted, InProcess], Some(InProcess)),
            Verb::HandBack => (&[InProcess], Some(InProcess)),
            Verb::AskSupplement => (&[Accepted, InProcess], Some(AwaitingSupplement)),
            Verb::Supplement => (&[AwaitingSupplement], Some(InProcess)),
            Verb::AskPayment => (&[InProcess], Some(AwaitingPayment)),
            Verb::SettlePayment => (&[AwaitingPayment], Some(InProcess)),
            Verb::Withdraw => {
                (&[Submitted, Accepted, InProcess, AwaitingSupplement, AwaitingPayment], Some(Withdrawn))
            }
            Verb::Stop => (&[InProcess, AwaitingSupplement, AwaitingPayment], Some(Stopped)),
            Verb::Reopen => (&[Stopped], Some(InProcess)),
            Verb::FindCase | Verb::Extend => (&[Accepted, InProcess], None),
            Verb::AskOpinion => (&[InProcess], None),
            Verb::GiveOpinion => (&[InProcess, AwaitingSupplement, AwaitingPayment], None),
            // Where the other agency decides, what it gave back is the result.
            Verb::RecordReply => (&[InProcess], None),
            // Its work goes on while the person is awaited.
            Verb::ReturnShare => (&[InProcess, AwaitingSupplement, AwaitingPayment], None),
            Verb::TakeBackShare => (&[InProcess], None),
            Verb::MoveDue => (&[Accepted, InProcess, AwaitingPayment], None),
            Verb::RecordSilence => (&[Accepted, InProcess], Some(Completed)),
            // Where the template has a registry step, the result is there once it is issued.
            Verb::Decide | Verb::Issue => (&[InProcess], Some(Completed)),
            Verb::AnnounceEarly => (&[Completed], None),
            Verb::ReturnResult => (&[Completed], Some(Returned)),
        }
    }

    /// Refuses when the dossier does not stand where this can be done.
    pub fn in_order(self, state: &State) -> Result<(), Refusal> {
        if self.moves().0.contains(&state.status()) {
            return Ok(());
        }
        Err(Refusal::of("dossier.wrong-status")
            .with("verb", self.as_str())
            .with("status", state.status().as_str()))
    }
}

/// One thing that is wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongItem {
    /// The paper or answer it is about.
    pub about: About,
    /// What is wrong with it and what would be right.
    pub why: String,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Đồng ý
    Approved,
    /// Từ chối
    Refused,
}

/// How a result reached the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnWay {
    /// Trực tuyến
    Online,
    /// Tại quầy
    Counter,
    /// Bưu chính
    Post,
}

/// Who has a dossier: a desk of an agency, at a step of the procedure's
/// template, and the officer where one was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Which agency.
    pub agency: AgencyCode,
    /// Which desk there.
    pub duty: Duty,
    /// Which step of the template, from 0.
    pub step: usize,
    /// The officer who is named; none for anybody at that desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
}

impl Holder {
    /// The reception desk of an agency, where every dossier begins.
    pub fn reception(agency: &AgencyCode) -> Holder {
        Holder { agency: agency.clone(), duty: Duty::Reception, step: 0, officer: None }
    }

    /// Whether this officer works at the desk or leads its agency.
    pub fn is_worked_or_led_by(&self, officer: &Officer) -> bool {
        officer.agency == self.agency && (officer.has(self.duty) || officer.has(Duty::Leader))
    }

    /// Whether this officer works at the desk.
    pub fn is_a_desk_of(&self, officer: &Officer) -> bool {
        officer.agency == self.agency && officer.has(self.duty)
    }
}
