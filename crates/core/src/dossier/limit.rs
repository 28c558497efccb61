//! The limit of a procedure.

use crate::calendar::Limit;
use crate::catalogue::{CaseId, Version};
use crate::dossier::Channel;
use crate::{Refusal, Trust};

/// The limit for a case handed in this way, with its trust.
pub(super) fn limit_of(
    version: &Version,
    case: &CaseId,
    channel: Channel,
) -> Result<(Limit, Trust), Refusal> {
    let offer = version.offer(case, channel).ok_or_else(|| {
        Refusal::of("dossier.way-not-offered").at("channel").with("channel", channel.as_str())
    })?;
    Ok((offer.limit, offer.limit_trust))
}
