//! Who is told of a fact beside the officers who have the dossier, and what it leaves as it was.

use super::Fact;

impl Fact {
    /// Whether its reason is what offices say among themselves: it is not told to the person.
    pub fn is_among_offices(&self) -> bool {
        match self {
            Fact::Reassigned { .. } | Fact::ShareReturned { .. } | Fact::SharesTakenBack { .. } => true,
            // The person reads it with the paper, once that is issued.
            Fact::DeedReplaced { .. } => true,
            // Of the agency that decides it is the reason of the decision.
            Fact::ReplyRecorded { outcome, .. } => outcome.is_none(),
            _ => false,
        }
    }

    /// It concerns the person and the offices alone: whoever only knows the code is not told.
    pub fn is_private(&self) -> bool {
        matches!(
            self,
            Fact::ConsentWithdrawn
                // Where somebody lives.
                | Fact::ReturnChosen { .. }
                | Fact::OriginalsCompared { .. }
                | Fact::ResultDrafted { .. }
                | Fact::DeedSigned { .. }
                | Fact::DeedTakenBack { .. }
                | Fact::DeedHandedOut { .. }
                | Fact::DeedRecalled { .. }
                | Fact::DeedReplaced { .. }
                | Fact::ReplacementIssued { .. }
                | Fact::LookedInto
                | Fact::Instructed { .. }
                | Fact::InstructionAnswered { .. }
        )
    }

    /// It was done from above and leaves the work as it was: what somebody filled in before it still
    /// means the same.
    pub fn is_aside(&self) -> bool {
        matches!(self, Fact::LookedInto | Fact::Instructed { .. })
    }
}
