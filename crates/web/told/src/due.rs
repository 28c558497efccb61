//! How a due date stands, in words: what asks for attention first, the date below.

use motcua_core::calendar::working_minutes;
use motcua_core::dossier::{Dossier, Lateness, State, Status, answer_by, lateness};
use motcua_core::{Law, Moment};
use motcua_edge::page::Page;

/// Words for the due date of a dossier.
pub struct DueWords {
    /// `late`, `soon`, `open`, `rest` or `good`: the shape beside the words.
    pub kind: &'static str,
    /// `Quá hạn 2 ngày làm việc`.
    pub words: String,
    /// `hẹn 17:00 thứ Hai, 14/07/2025`; may be empty.
    pub date: String,
}

/// How the share of the desk that has it now stands: `phần việc đến 17:00 …`; empty where it has none.
pub fn share_words(until: Option<Moment>, now: Moment, page: &Page) -> String {
    let Some(until) = until else { return String::new() };
    let words = match until < now {
        true => page.t("phần việc đã hết từ", "its share ended"),
        false => page.t("phần việc đến", "its share ends"),
    };
    format!("{words} {}", page.moment(until))
}

/// How it stands now.
pub fn due_words(dossier: &Dossier, law: &Law, now: Moment, page: &Page) -> DueWords {
    let say = |kind, words: &str, date| DueWords { kind, words: words.to_string(), date };
    let since = |at| format!("{} {}", page.t("từ", "since"), page.moment(at));
    match &dossier.state {
        State::Submitted => {
            let date = format!("{} {}", page.t("nộp lúc", "handed in at"), page.moment(dossier.submitted_at));
            if dossier.is_unacknowledged(law, now) {
                return say("late", page.t("Chậm tiếp nhận", "Not acknowledged in time"), date);
            }
            return say("open", page.t("Chưa tiếp nhận", "Not accepted yet"), date);
        }
        State::AwaitingSupplement { since: at, .. } => {
            let over = answer_by(law, dossier).is_some_and(|day| day < now.day());
            let words = match over {
                false => page.t("Tạm dừng, chờ bổ sung", "Paused for a supplement"),
                true => page.t("Tạm dừng, quá ngày chờ bổ sung", "Paused, no answer by the day that was set"),
            };
            return say("rest", words, since(*at));
        }
        State::AwaitingPayment { since: at, .. } => {
            return say("rest", page.t("Tạm dừng, chờ nộp tiền", "Paused for a payment"), since(*at));
        }
        State::RejectedAtIntake { at, .. } | State::Withdrawn { at, .. } | State::Stopped { at, .. } => {
            return say("rest", page.t("Không tính thời hạn", "No time limit runs"), since(*at));
        }
        State::Accepted | State::InProcess | State::Completed { .. } | State::Returned { .. } => {}
    }
    let Some(due) = dossier.due_at() else {
        let words = page.t("Theo kế hoạch hằng năm", "By the yearly plan");
        return say("open", words, String::new());
    };
    let date = format!("{} {}", page.t("hẹn", "promised for"), page.moment(due));
    if dossier.is_early(now) && dossier.announced_at.is_none() {
        return say("soon", page.t("Có kết quả sớm, chưa báo", "Ready early, not announced"), date);
    }
    match (dossier.status(), dossier.on_time()) {
        (Status::Completed | Status::Returned, Some(false)) => {
            say("late", page.t("Xong sau hạn", "Done after the due date"), date)
        }
        (Status::Completed | Status::Returned, _) => {
            say("good", page.t("Xong trong hạn", "Done in time"), date)
        }
        _ => running(dossier, law, now, due, page, date),
    }
}

fn running(dossier: &Dossier, law: &Law, now: Moment, due: Moment, page: &Page, date: String) -> DueWords {
    let hours = law.hours_of(&dossier.submission.competent);
    let worked = |from: Moment, to: Moment| working_minutes(from, to, &law.calendar, hours);
    if now > due {
        // Whole days; of less than one, the time.
        let is_part = law.calendar.is_working(now.day()) && now.minute() < due.minute();
        let days = law.calendar.working_days(due.day(), now.day()) - i64::from(is_part);
        let words = match (days, worked(due, now)) {
            (1.., _) => format!("{} {}", page.t("Quá hạn", "Overdue by"), working_days(days, page)),
            (_, 0) => page.t("Vừa quá hạn", "Just overdue").to_string(),
            (_, minutes) => format!("{} {}", page.t("Quá hạn", "Overdue by"), page.working_time(minutes)),
        };
        return DueWords { kind: "late", words, date };
    }
    if now.day() == due.day() {
        let left = page.working_time(worked(now, due));
        let words = format!("{} {left}", page.t("Hôm nay, còn", "Today, in"));
        return DueWords { kind: "soon", words, date };
    }
    // Days are counted as the law does, without today; a part of a day is a day.
    let days = law.calendar.working_days(now.day(), due.day());
    let kind = match lateness(&law.calendar, due, now) {
        Lateness::Late => "late",
        Lateness::Soon => "soon",
        Lateness::InTime => "open",
    };
    let words = format!("{} {}", page.t("Còn", "In"), working_days(days, page));
    DueWords { kind, words, date }
}

fn working_days(days: i64, page: &Page) -> String {
    let unit = if days == 1 { "working day" } else { "working days" };
    format!("{} {}", page.count(days), page.t("ngày làm việc", unit))
}
