//! The shares that agencies have of a dossier beside its holder, in words: for everybody, without names
//! of people.

use crate::due::DueWords;
use motcua_core::Moment;
use motcua_core::dossier::{Dossier, HowShareEnded, ReplyWord, WorkShare};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};

/// A share in words.
pub struct ShareView {
    /// Which agency has or had it.
    pub agency: String,
    /// When it was given out.
    pub since: String,
    /// How it stands or ended.
    pub stands: DueWords,
}

/// Every share of a dossier, in the order in which they were given.
pub fn shares(app: &App, dossier: &Dossier, now: Moment, page: &Page) -> Vec<ShareView> {
    let view = |share: &WorkShare| ShareView {
        agency: agency_name(app, &share.given.to.agency, page.language()),
        since: page.moment(share.given_at),
        stands: stands(share, now, page),
    };
    dossier.shares.iter().map(view).collect()
}

/// How a share stands now, or how it ended.
pub fn stands(share: &WorkShare, now: Moment, page: &Page) -> DueWords {
    let say = |kind, words: &str, date| DueWords { kind, words: words.to_string(), date };
    let Some(end) = &share.ended else {
        let Some(due) = share.given.due else {
            return say("open", page.t("Chưa trả", "Not given back yet"), String::new());
        };
        let date = format!("{} {}", page.t("phần việc đến", "its share ends"), page.moment(due));
        return match due < now {
            true => say("late", page.t("Quá phần việc", "Over its share"), date),
            false => say("open", page.t("Chưa trả", "Not given back yet"), date),
        };
    };
    let is_late = share.given.due.is_some_and(|due| due < end.at);
    let at = page.moment(end.at);
    let at = if is_late { format!("{at}, {}", page.t("quá phần việc", "over its share")) } else { at };
    match &end.how {
        HowShareEnded::Returned { word, .. } => {
            let kind = match word {
                ReplyWord::Done => "good",
                ReplyWord::Refused | ReplyWord::NeedsMoney => "soon",
            };
            say(kind, motcua_messages::reply_word(*word, page.language()), at)
        }
        HowShareEnded::TakenBack { .. } => say("rest", page.t("Đã rút lại", "Taken back"), at),
        HowShareEnded::Overtaken => say("rest", page.t("Không còn cần", "Not needed any more"), at),
    }
}

/// The holder, and which agencies have shares beside it.
pub fn with_others(app: &App, dossier: &Dossier, holder: String, page: &Page) -> String {
    match beside_words(app, dossier, page) {
        others if others.is_empty() => holder,
        others => format!("{holder}, {} {others}", page.t("cùng lúc", "at the same time")),
    }
}

/// Which agencies have a share now, beside the holder; empty when none has.
pub fn beside_words(app: &App, dossier: &Dossier, page: &Page) -> String {
    let name = |share: &WorkShare| agency_name(app, &share.given.to.agency, page.language());
    dossier.shares_out().map(name).collect::<Vec<_>>().join("; ")
}
