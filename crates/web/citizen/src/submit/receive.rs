//! Receiving the answers of a page of a draft.

use super::draft::Draft;
use super::typed::Sent;
use motcua_core::{Moment, Refusal};
use motcua_edge::form::Pairs;

/// How the answers of a page were received.
pub(super) enum End {
    /// They stand in the draft.
    Accepted,
    /// They are kept as they were typed, because of this.
    Refused(Vec<Refusal>),
    /// They are kept beside what another device has saved: this.
    Overtaken(Pairs),
}

/// Receives the answers of a page. `answers` is what the draft holds for it now;
/// `take` puts the new ones in, or says all that is wrong with them.
pub(super) fn receive(
    draft: &mut Draft,
    page: &str,
    sent: &Sent,
    now: Moment,
    answers: &Pairs,
    take: impl FnOnce(&mut Draft) -> Vec<Refusal>,
) -> End {
    let current = draft.pages.typed(page).unwrap_or(answers);
    if draft.pages.overtaken(page, sent, current) {
        let current = current.clone();
        draft.pages.set_aside(page, sent, now);
        return End::Overtaken(current);
    }
    let before = draft.clone();
    let refused = take(draft);
    if refused.is_empty() {
        draft.pages.accept(page, sent);
        return End::Accepted;
    }
    // Nothing half done.
    *draft = before;
    draft.pages.keep(page, sent, answers);
    End::Refused(refused)
}
