//! The figures of the board, and what they are called: one list for tiles,
//! ranking, comparison, CSV and API, so that none can say it differently.

use motcua_core::scoreboard::{Counts, Rate};
use motcua_messages::Lang;
use motcua_store::dossier::Behind;

/// A figure of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    Received,
    Online,
    Resolved,
    OnlineResolved,
    OnTime,
    Digitised,
}

impl Figure {
    /// All, in the order in which they are shown.
    pub(crate) const ALL: [Figure; 6] = [
        Figure::Received,
        Figure::Online,
        Figure::Resolved,
        Figure::OnlineResolved,
        Figure::OnTime,
        Figure::Digitised,
    ];

    /// The word in addresses and in the API.
    pub(crate) fn as_str(self) -> &'static str {
        word(self.above())
    }

    /// The figure with this word.
    pub(crate) fn parse(text: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.as_str() == text)
    }

    /// The dossiers that are counted: above the line of a rate, or the count itself.
    pub(crate) fn above(self) -> Behind {
        match self {
            Figure::Received => Behind::Received,
            Figure::Online => Behind::Online,
            Figure::Resolved => Behind::Resolved,
            Figure::OnlineResolved => Behind::OnlineResolved,
            Figure::OnTime => Behind::OnTime,
            Figure::Digitised => Behind::Digitised,
        }
    }

    /// The dossiers of which they are a part; none for a plain count.
    pub(crate) fn below(self) -> Option<Behind> {
        match self {
            Figure::Received => None,
            Figure::Online => Some(Behind::Eligible),
            Figure::Resolved | Figure::Digitised => Some(Behind::Received),
            Figure::OnlineResolved => Some(Behind::Online),
            Figure::OnTime => Some(Behind::Resolved),
        }
    }

    /// The rate; none for a plain count.
    pub(crate) fn rate(self, counts: &Counts) -> Option<Rate> {
        match self {
            Figure::Received => None,
            Figure::Online => Some(counts.online_rate()),
            Figure::Resolved => Some(counts.resolved_rate()),
            Figure::OnlineResolved => Some(counts.online_resolved_rate()),
            Figure::OnTime => Some(counts.on_time_rate()),
            Figure::Digitised => Some(counts.digitised_rate()),
        }
    }

    /// What it is called.
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Figure::Received => ("Hồ sơ tiếp nhận", "Dossiers received"),
            Figure::Online => ("Nộp trực tuyến", "Handed in online"),
            Figure::Resolved => ("Đã giải quyết", "Resolved"),
            Figure::OnlineResolved => ("Trực tuyến đã giải quyết", "Online, resolved"),
            Figure::OnTime => ("Giải quyết đúng hạn", "Resolved on time"),
            Figure::Digitised => ("Số hóa hồ sơ", "Digitised"),
        };
        lang.t(vi, en)
    }

    /// What it counts and why so, for people.
    pub(crate) fn definition(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Figure::Received => (
                "Hồ sơ đã được bộ phận một cửa tiếp nhận, tính vào ngày tiếp nhận và cho nơi tiếp nhận, \
                 dù người nộp cư trú ở đâu. Hồ sơ đang chờ tiếp nhận hoặc không được tiếp nhận thì không tính.",
                "Dossiers accepted by the reception desk, counted on the day of acceptance for the centre that \
                 accepted them, wherever the applicant lives. What still waits or was rejected is not counted.",
            ),
            Figure::Online => (
                "Tử số: hồ sơ nộp trực tuyến. Mẫu số: hồ sơ tiếp nhận của các thủ tục cung cấp trực tuyến toàn trình. \
                 Thủ tục chỉ làm được một phần trên mạng không nằm trong cả hai số, vì người dân không thể chọn \
                 nộp toàn bộ trên mạng.",
                "Above: dossiers handed in online. Below: received dossiers whose procedure is offered fully online. \
                 Procedures that are only partly online are in neither number, because people could not choose to \
                 do all of it online.",
            ),
            Figure::Resolved => (
                "Tử số: hồ sơ đã có kết quả (đồng ý hoặc từ chối) tính đến thời điểm chốt. Mẫu số: mọi hồ sơ tiếp nhận \
                 trong kỳ, kể cả hồ sơ chưa đến hạn. Vì vậy tỷ lệ của kỳ vừa qua còn tăng khi xem tính đến nay.",
                "Above: dossiers whose result (approved or refused) was ready by the snapshot. Below: all dossiers \
                 received in the period, also those not yet due. So the rate of a recent period still grows when \
                 seen as of today.",
            ),
            Figure::OnlineResolved => (
                "Tử số: hồ sơ đã có kết quả trong số hồ sơ trực tuyến. Mẫu số: hồ sơ nộp trực tuyến (tử số của tỷ lệ nộp \
                 trực tuyến).",
                "Above: those of the online dossiers whose result was ready. Below: dossiers handed in online (the \
                 upper number of the online rate).",
            ),
            Figure::OnTime => (
                "Tử số: hồ sơ có kết quả không muộn hơn hạn đã hẹn. Mẫu số: hồ sơ đã có kết quả. Hồ sơ phải bổ sung được \
                 tính hạn lại từ khi bổ sung đủ. Hồ sơ quá hạn mà chưa có kết quả chưa nằm trong tỷ lệ này.",
                "Above: results ready not later than promised. Below: dossiers whose result was ready. After a \
                 supplement the limit runs anew. What is overdue and has no result yet is not in this rate.",
            ),
            Figure::Digitised => (
                "Tử số: hồ sơ mà mọi giấy tờ đều được lưu thành tệp điện tử. Mẫu số: mọi hồ sơ tiếp nhận. Đếm từ chính các \
                 tệp đang lưu, không phải từ ô đánh dấu.",
                "Above: dossiers all of whose papers are held as electronic files. Below: all dossiers received. \
                 Counted from the files themselves, not from a tick box.",
            ),
        };
        lang.t(vi, en)
    }
}

/// Everything that one can ask to see the dossiers of.
pub(crate) const BEHIND: [Behind; 9] = [
    Behind::Received,
    Behind::Eligible,
    Behind::Online,
    Behind::Resolved,
    Behind::Unresolved,
    Behind::OnTime,
    Behind::Late,
    Behind::OnlineResolved,
    Behind::Digitised,
];

/// The word in addresses.
pub(crate) fn word(which: Behind) -> &'static str {
    match which {
        Behind::Received => "received",
        Behind::Eligible => "eligible",
        Behind::Online => "online",
        Behind::Resolved => "resolved",
        Behind::Unresolved => "unresolved",
        Behind::OnTime => "on_time",
        Behind::Late => "late",
        Behind::OnlineResolved => "online_resolved",
        Behind::Digitised => "digitised",
    }
}

/// The one with this word.
pub(crate) fn behind_of(text: &str) -> Option<Behind> {
    BEHIND.into_iter().find(|which| word(*which) == text)
}

/// How many they are.
pub(crate) fn counted(which: Behind, counts: &Counts) -> i64 {
    match which {
        Behind::Received => counts.received,
        Behind::Eligible => counts.eligible,
        Behind::Online => counts.online,
        Behind::Resolved => counts.resolved,
        Behind::Unresolved => counts.received - counts.resolved,
        Behind::OnTime => counts.on_time,
        Behind::Late => counts.resolved - counts.on_time,
        Behind::OnlineResolved => counts.online_resolved,
        Behind::Digitised => counts.digitised,
    }
}

/// What they are called, after a number.
pub(crate) fn counted_name(which: Behind, lang: Lang) -> &'static str {
    let (vi, en) = match which {
        Behind::Received => ("hồ sơ tiếp nhận", "received"),
        Behind::Eligible => ("hồ sơ thuộc thủ tục toàn trình", "with a fully online procedure"),
        Behind::Online => ("hồ sơ trực tuyến", "online"),
        Behind::Resolved => ("hồ sơ đã có kết quả", "with a result"),
        Behind::Unresolved => ("hồ sơ chưa có kết quả", "without a result yet"),
        Behind::OnTime => ("hồ sơ đúng hạn", "on time"),
        Behind::Late => ("hồ sơ trễ hạn", "late"),
        Behind::OnlineResolved => ("hồ sơ trực tuyến đã có kết quả", "online with a result"),
        Behind::Digitised => ("hồ sơ số hóa đủ", "fully digitised"),
    };
    lang.t(vi, en)
}
