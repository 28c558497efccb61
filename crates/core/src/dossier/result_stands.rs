//! What follows from where the result is: who returns it, on which list of which reception it stands, what its
//! facts leave in the dossier.

use super::{Dossier, Event, Fact, Holder, Parcel, ParcelState, ResultOut, State, WantedReturn};
use crate::act::{Officer, RecordFact};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Fault, Moment, Refusal};

/// On which list of which reception a result stands, while something is to be done about where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultStands {
    /// Whose reception.
    pub agency: AgencyCode,
    /// Which list.
    pub stage: ResultStage,
    /// The other centre, where there is one.
    pub other: Option<AgencyCode>,
    /// Since when.
    pub since: Moment,
}

/// A list of results at a reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum ResultStage {
    /// Ready, wanted at another centre.
    ToSend,
    /// Ready, wanted by post.
    ToPost,
    /// On its way to another centre.
    Sent,
    /// Came from another centre, to be returned here.
    Arrived,
    /// It was not among what came to the other centre.
    Missing,
    /// The post has it.
    Posted,
    /// The post could not deliver it, lost it or brought it back.
    PostTrouble,
}

impl ResultStage {
    /// The word in rows.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl Dossier {
    /// The agency whose reception returns the result: where it was taken over, else where the dossier was
    /// handed in.
    pub fn returned_at(&self) -> &AgencyCode {
        match &self.result_out {
            Some(ResultOut::There { to, .. }) => to,
            Some(
                ResultOut::Sent { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Follows { .. }
                | ResultOut::Posted(_),
            )
            | None => &self.submission.receiving,
        }
    }

    /// The centre to which the result is on its way, or came; or where it was missed, and may be found.
    pub fn goes_to(&self) -> Option<&AgencyCode> {
        match &self.result_out {
            Some(
                ResultOut::Sent { to, .. } | ResultOut::There { to, .. } | ResultOut::Missing { to, .. },
            ) => Some(to),
            Some(ResultOut::Follows { .. } | ResultOut::Posted(_)) | None => None,
        }
    }

    /// Nobody knows where the paper is: it did not come to the other centre, or the post lost it. What the person
    /// wants changes nothing about that; somebody has to find it, or make it again.
    pub fn is_astray(&self) -> bool {
        match &self.result_out {
            Some(ResultOut::Missing { .. }) => true,
            Some(ResultOut::Posted(parcel)) => parcel.state == ParcelState::Lost,
            Some(ResultOut::Sent { .. } | ResultOut::There { .. } | ResultOut::Follows { .. }) | None => {
                false
            }
        }
    }

    /// The post brought it back, or never took it: it is where the dossier was handed in, and goes wherever is chosen
    /// now.
    pub fn came_back(&self) -> bool {
        let state = self.parcel().map(|parcel| parcel.state);
        matches!(state, Some(ParcelState::SentBack | ParcelState::NotOrdered))
    }

    /// The parcel, where the result was handed to the post.
    pub fn parcel(&self) -> Option<&Parcel> {
        match &self.result_out {
            Some(ResultOut::Posted(parcel)) => Some(parcel),
            Some(
                ResultOut::Sent { .. }
                | ResultOut::There { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Follows { .. },
            )
            | None => None,
        }
    }

    /// It is where the dossier was handed in, and begins anew with what is chosen now.
    pub(super) fn begins_anew(&self) -> bool {
        self.came_back() || matches!(self.result_out, Some(ResultOut::Follows { .. }))
    }

    /// Refuses what needs the result in hand while it is on its way to another centre, with the post, or nowhere.
    pub fn must_be_at_hand(&self) -> Result<(), Refusal> {
        match &self.result_out {
            Some(ResultOut::Sent { .. }) => Err(Refusal::of("result.on-its-way")),
            _ if self.is_astray() => Err(Refusal::of("result.astray")),
            Some(ResultOut::Posted(parcel)) if parcel.is_out() => Err(Refusal::of("result.posted-already")),
            Some(
                ResultOut::There { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Follows { .. }
                | ResultOut::Posted(_),
            )
            | None => Ok(()),
        }
    }

    /// Refuses to change how the person wants the result once it is returned or has left, and while nothing can
    /// come of it.
    pub fn must_be_changeable(&self) -> Result<(), Refusal> {
        if self.status().is_final() {
            return Err(Refusal::of("result.none-to-come"));
        }
        if self.submission.lead.is_some() {
            return Err(Refusal::of("result.with-its-lead"));
        }
        let left = || Refusal::of("result.left-already");
        match &self.result_out {
            Some(ResultOut::There { .. }) => Err(left()),
            // Where it goes once it is there again.
            _ if self.is_astray() => Ok(()),
            Some(
                ResultOut::Sent { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Follows { .. }
                | ResultOut::Posted(_),
            )
            | None => self.must_be_at_hand().map_err(|_| left()),
        }
    }

    /// Refuses whoever is not at the reception that may send the result away.
    pub(super) fn must_be_sent_by(&self, officer: &Officer) -> Result<(), Refusal> {
        officer.must_have(Duty::Reception, &self.submission.receiving)
    }

    /// Refuses what is not there to be sent, or counts no more.
    pub fn must_be_here_to_go(&self) -> Result<(), Refusal> {
        if !matches!(self.state, State::Completed { .. }) {
            return Err(Refusal::of("result.not-there").with("code", self.code()));
        }
        if let Some(ResultOut::There { .. }) = &self.result_out {
            return Err(Refusal::of("result.left-already").with("code", self.code()));
        }
        self.must_be_at_hand().map_err(|refusal| refusal.with("code", self.code()))?;
        self.must_not_be_replaced()?;
        if self.deed_life.recalled.is_some() {
            return Err(Refusal::of("deed.recalled-already"));
        }
        Ok(())
    }

    /// On which list of a reception the result stands; none where nobody has to do anything but return it.
    pub fn result_stands(&self) -> Option<ResultStands> {
        let State::Completed { at, .. } = self.state else { return None };
        let here = &self.submission.receiving;
        let stands = |agency: &AgencyCode, stage, other: Option<&AgencyCode>, since| {
            Some(ResultStands { agency: agency.clone(), stage, other: other.cloned(), since })
        };
        match &self.result_out {
            Some(ResultOut::Sent { to, at, .. }) => stands(here, ResultStage::Sent, Some(to), *at),
            Some(ResultOut::There { to, at, .. }) => stands(to, ResultStage::Arrived, Some(here), *at),
            Some(ResultOut::Missing { to, at, .. }) => stands(here, ResultStage::Missing, Some(to), *at),
            // A part's that was found goes after its lead's.
            Some(ResultOut::Follows { to, at }) => stands(here, ResultStage::ToSend, Some(to), *at),
            // A part is in the parcel of its lead.
            Some(ResultOut::Posted(_)) if self.submission.lead.is_some() => None,
            Some(ResultOut::Posted(parcel)) if parcel.state.is_trouble() => {
                stands(here, ResultStage::PostTrouble, None, parcel.since)
            }
            Some(ResultOut::Posted(parcel)) => stands(here, ResultStage::Posted, None, parcel.since),
            // A part goes with its lead.
            None if self.submission.lead.is_some() => None,
            None => match &self.submission.wanted {
                WantedReturn::Centre { agency } => stands(here, ResultStage::ToSend, Some(agency), at),
                WantedReturn::Post(_) => stands(here, ResultStage::ToPost, None, at),
                WantedReturn::Counter | WantedReturn::Online => None,
            },
        }
    }

    /// The paper that replaces another is where the dossier was handed in, wherever the other one is. What the post
    /// carries goes on: the person brings it back to be exchanged.
    pub(super) fn new_paper_is_here(&mut self, at: Moment) {
        if self.status().is_final() || self.result_out.is_none() {
            return;
        }
        let is_part = self.submission.lead.is_some();
        self.result_out = match self.result_out.take() {
            Some(ResultOut::Posted(parcel)) if parcel.is_out() => Some(ResultOut::Posted(parcel)),
            Some(
                ResultOut::There { to, .. } | ResultOut::Missing { to, .. } | ResultOut::Follows { to, .. },
            ) if is_part => Some(ResultOut::Follows { to, at }),
            _ => None,
        };
        if self.parcel().is_none() {
            self.holder = Holder::reception(&self.submission.receiving);
        }
    }

    /// What a fact about where the result goes leaves in the dossier.
    pub(super) fn result_goes(&mut self, event: &Event) -> Result<(), Fault> {
        let (id, at) = (self.id, event.at);
        let damaged = |what| Err(Fault::damaged(format!("{id}: {what}")));
        match &event.fact {
            Fact::ReturnChosen { wanted } => {
                // What came back begins anew; what is nowhere is so whatever is wanted.
                if self.begins_anew() {
                    self.result_out = None;
                }
                self.submission.wanted = wanted.clone();
            }
            Fact::ResultRecovered { .. } => {
                self.result_out = match self.result_out.take() {
                    // Its lead's may have gone ahead.
                    Some(ResultOut::Missing { to, .. } | ResultOut::Sent { to, .. })
                        if self.submission.lead.is_some() =>
                    {
                        Some(ResultOut::Follows { to, at })
                    }
                    _ => None,
                };
            }
            Fact::ResultSent { to, list } => {
                self.result_out = Some(ResultOut::Sent { to: to.clone(), list: list.clone(), at });
            }
            Fact::ResultTaken { to, list } => {
                let agency = to.agency.clone();
                self.earlier.push(std::mem::replace(&mut self.holder, to.clone()));
                self.result_out = Some(ResultOut::There { to: agency, list: list.clone(), at });
            }
            Fact::ResultMissing { list } => {
                let Some(ResultOut::Sent { to, .. }) = &self.result_out else {
                    return damaged("missing, and was not sent");
                };
                self.result_out = Some(ResultOut::Missing { to: to.clone(), list: list.clone(), at });
            }
            Fact::ResultPosted { parcel, order } => {
                self.result_out = Some(ResultOut::Posted(Parcel {
                    number: *parcel,
                    order: order.clone(),
                    also_ordered: Vec::new(),
                    handed_over_at: at,
                    state: ParcelState::HandedOver,
                    since: at,
                }));
                self.parcels = *parcel;
            }
            Fact::ParcelFollowed { parcel, order, news } => {
                let Some(ResultOut::Posted(known)) = &mut self.result_out else {
                    return damaged("news of a parcel, and none was posted");
                };
                if known.number != *parcel {
                    return damaged("news of another parcel");
                }
                known.keep_order(order);
                (known.state, known.since) = (news.state, news.at);
            }
            other => return damaged(&format!("{} moves no result", other.kind())),
        }
        Ok(())
    }
}
