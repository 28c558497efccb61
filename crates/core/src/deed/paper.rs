//! A paper on its way: drafted, then decided under a number of its book.

use super::{CheckCode, Deed, DeedTemplate, Filling, Overprint, Said};
use crate::act::{OfficerId, Series};
use crate::catalogue::DeedId;
use crate::directory::AgencyCode;
use crate::document::FileRef;
use crate::year_book::{BookKey, BookOf, BookVolume};
use crate::{Day, Refusal};
use serde::{Deserialize, Serialize};

/// What somebody drafted as the result of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedDraft {
    /// By which template.
    pub template: DeedId,
    /// What its fields say.
    pub filling: Filling,
    /// From which entry of a register it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryUsed>,
}

/// An entry of a register as it stood when a paper was taken from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryUsed {
    /// Which.
    pub id: String,
    /// Its last event then: what was noted since is not in the paper.
    pub seq: u32,
}

/// For whom a leader signs (NĐ 30/2020, appendix I: thể thức ghi quyền hạn của người ký).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// The head, for the committee: TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH.
    Head,
    /// Who leads it until there is a head (quyền): Q. CHỦ TỊCH.
    Acting,
    /// A deputy in the head's stead: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH.
    Deputy,
    /// By written authorisation of the head: TUQ. CHỦ TỊCH.
    Authorised,
}

impl Capacity {
    /// All of them, the most frequent first.
    pub const ALL: [Capacity; 4] = [Capacity::Head, Capacity::Deputy, Capacity::Authorised, Capacity::Acting];

    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Capacity::Head => "head",
            Capacity::Acting => "acting",
            Capacity::Deputy => "deputy",
            Capacity::Authorised => "authorised",
        }
    }

    /// The one with this word.
    pub fn parse(word: &str) -> Option<Capacity> {
        Capacity::ALL.into_iter().find(|capacity| capacity.as_str() == word)
    }

    /// Both lines above a signature; the second is empty for a chair who decides in their own name.
    pub fn lines(self, by_chair: bool) -> [&'static str; 2] {
        match self {
            Capacity::Head if by_chair => ["CHỦ TỊCH", ""],
            Capacity::Head => ["TM. ỦY BAN NHÂN DÂN", "Chủ tịch"],
            Capacity::Acting if by_chair => ["Q. CHỦ TỊCH", ""],
            Capacity::Acting => ["TM. ỦY BAN NHÂN DÂN", "Q. Chủ tịch"],
            Capacity::Deputy => ["KT. CHỦ TỊCH", "Phó Chủ tịch"],
            Capacity::Authorised => ["TUQ. CHỦ TỊCH", "Người được ủy quyền"],
        }
    }
}

/// How a leader signs what was drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignAs {
    /// For whom.
    pub capacity: Capacity,
    /// By which code anybody can check the paper; drawn by whoever sends this.
    pub check: CheckCode,
    /// With a key of their own, once the paper has its number; else by hand, on the printed paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_key: bool,
}

/// The signature of the person who decided, on the paper with its number and day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum PersonSignature {
    /// On the printed paper, or not yet: nothing here knows.
    #[default]
    ByHand,
    /// This officer is to sign it with their key. Until then it is given out by nobody.
    Awaited {
        /// Who decided.
        officer: OfficerId,
    },
    /// Signed with a key.
    Signed {
        /// The name in the certificate.
        certificate: String,
        /// The paper with the signature in it; a seal comes behind it.
        file: FileRef,
    },
}

impl PersonSignature {
    /// Nothing is to be said of it.
    pub fn is_by_hand(&self) -> bool {
        *self == PersonSignature::ByHand
    }

    /// Whose key is awaited.
    pub fn awaited(&self) -> Option<&OfficerId> {
        match self {
            PersonSignature::Awaited { officer } => Some(officer),
            PersonSignature::ByHand | PersonSignature::Signed { .. } => None,
        }
    }

    /// The signed file, where there is one.
    pub fn file(&self) -> Option<&FileRef> {
        match self {
            PersonSignature::Signed { file, .. } => Some(file),
            PersonSignature::ByHand | PersonSignature::Awaited { .. } => None,
        }
    }
}

/// A paper that was decided: it says what it says, under its number, from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedMade {
    /// By which template.
    pub template: DeedId,
    /// What its fields say, with who made and who signed it.
    pub filling: Filling,
    /// Whose book it is in.
    pub agency: AgencyCode,
    /// The book; none for a paper that is in no book.
    pub book: Option<String>,
    /// Its number in the book that year; 0 until it is drawn, and for a paper that is in no book.
    pub number: u32,
    /// In which volume of the book, where papers name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<u32>,
    /// What follows the number.
    pub symbol: Option<String>,
    /// The day that it bears.
    pub day: Day,
    /// By which anybody can check it.
    pub check: CheckCode,
    /// From which entry of a register it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryUsed>,
    /// Whether and how the person who decided has signed it.
    #[serde(default, skip_serializing_if = "PersonSignature::is_by_hand")]
    pub signature: PersonSignature,
}

impl DeedMade {
    /// Refuses to give out what still waits for its signature (`deed.not-signed`).
    pub fn must_be_signed(&self) -> Result<(), Refusal> {
        match self.signature.awaited() {
            Some(_) => Err(Refusal::of("deed.not-signed")),
            None => Ok(()),
        }
    }

    /// Refuses (`deed.scan-missing`) to seal with a key what was signed by hand, where its scan is not there and nobody
    /// says why: the seal would stand on a paper without a signature.
    pub fn must_be_scanned(&self, unscanned: Option<&str>) -> Result<(), Refusal> {
        match self.signature.is_by_hand() && unscanned.is_none_or(|why| why.trim().is_empty()) {
            true => Err(Refusal::of("deed.scan-missing")),
            false => Ok(()),
        }
    }

    /// The counter of its number: from 1 each year, in each book of an agency.
    pub fn series(&self) -> Option<Series> {
        self.book_key().map(|key| key.series())
    }

    /// `05/UBND-XNTTHN`, as it stands on the paper.
    pub fn number_and_symbol(&self) -> String {
        match &self.symbol {
            Some(symbol) => format!("{:02}/{symbol}", self.number),
            None => format!("{:02}", self.number),
        }
    }

    /// Its volume, `02/2026`; none where it names none.
    pub fn volume_named(&self) -> Option<String> {
        self.volume.map(|volume| BookVolume::named(volume, self.day.ymd().0))
    }

    /// The key of its book; none for a paper that is in none.
    pub fn book_key(&self) -> Option<BookKey> {
        let (agency, year) = (self.agency.clone(), self.day.ymd().0);
        Some(BookKey { of: BookOf::Deeds(self.book.clone()?), agency, year })
    }

    /// The agency as the paper names it, whatever it is called since.
    pub fn agency_name(&self) -> String {
        match self.filling.get("agency_name") {
            Some(Said::Text(name)) => name.clone(),
            _ => self.agency.to_string(),
        }
    }

    /// Who signed it, as the paper names them: `PHÓ CHỦ TỊCH Nguyễn Thị Hà`.
    pub fn signed_by(&self) -> String {
        let said = |name: &str| match self.filling.get(name) {
            Some(Said::Text(text)) => text.trim(),
            _ => "",
        };
        format!("{} {}", said("post"), said("signer")).trim().to_string()
    }

    /// The paper itself.
    pub fn paper(&self, template: &DeedTemplate) -> Deed {
        template.fill(&self.filled(), false)
    }

    /// What of it is printed over its stock; none for a paper that is printed whole.
    pub fn overprint(&self, template: &DeedTemplate) -> Option<Overprint> {
        template.overprint(&self.filled())
    }

    /// All that it says, with its number and its day.
    fn filled(&self) -> Filling {
        let mut filling = self.filling.clone();
        if self.number > 0 {
            filling.insert("number".into(), Said::Number(self.number.into()));
        }
        if let Some(volume) = self.volume_named() {
            filling.insert("volume".into(), Said::Text(volume));
        }
        filling.insert("day".into(), Said::Day(self.day));
        filling
    }
}
