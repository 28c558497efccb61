//! What dossiers may be about.

use crate::plan::dossier::Channel;

/// A procedure that dossiers may be about; the index in the list is what a
/// [`PlannedDossier`](crate::plan::PlannedDossier) names it by.
#[derive(Debug, Clone)]
pub struct ProcedureChoice<L> {
    /// Id or code, for messages.
    pub id: String,
    /// Offered fully online (toàn trình).
    pub full_online: bool,
    /// Its time limit by way of handing in.
    pub limits: WayLimits<L>,
    /// How often it is asked for against the others.
    pub weight: u32,
}

/// The time limit for each way of handing in, in whatever form the due dates are
/// computed from; a way without one is not offered.
#[derive(Debug, Clone)]
pub struct WayLimits<L> {
    /// Through the internet.
    pub online: Option<L>,
    /// At the counter.
    pub counter: Option<L>,
    /// Through the public post.
    pub post: Option<L>,
}

impl<L> WayLimits<L> {
    /// The limit for what is handed in this way.
    pub fn of(&self, channel: Channel) -> Option<&L> {
        match channel {
            Channel::Online => self.online.as_ref(),
            Channel::Counter => self.counter.as_ref(),
            Channel::Post => self.post.as_ref(),
        }
    }
}
