//! How a due date was found, in words: the facts from the calendar become
//! sentences that a person can check with a wall calendar.

use motcua_core::calendar::{ClockRules, Due, Limit, Move, Rest, Shift, Span, Step, WAIT_FOR_OPINION};
use motcua_core::catalogue::{FeeUnit, Offer, Version};
use motcua_core::dossier::State;
use motcua_core::{Day, Minute, Moment};
use motcua_edge::page::Page;
use motcua_messages::{Lang, cited, doubt};

/// A time limit in words: `3 ngày làm việc`.
pub fn limit(limit: Limit, lang: Lang) -> String {
    let many = |n, vi, one, more| many(n, vi, one, more, lang);
    match limit {
        Limit::SameDay => lang.t("Trong ngày làm việc", "Within the working day").to_string(),
        Limit::WorkingHours(n) => many(n, "giờ làm việc", "working hour", "working hours"),
        Limit::WorkingDays(n) => many(n, "ngày làm việc", "working day", "working days"),
        Limit::Days(n) => many(n, "ngày", "day", "days"),
        Limit::Planned => lang.t("Theo kế hoạch hằng năm", "By a yearly plan").to_string(),
    }
}

/// The one sentence about a version that was read on the national portal; empty where it
/// was not.
pub fn seen(version: &Version, page: &Page) -> String {
    let Some(seen) = &version.seen else { return String::new() };
    let compared = page
        .t("chưa ai đối chiếu với quyết định công bố", "nobody has compared it with the publishing decision");
    let decision = version.decision.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    let (from, on) = (
        page.t(
            "Theo Cổng Dịch vụ công quốc gia, xem ngày",
            "As the national public service portal had it on",
        ),
        seen.on.vn(),
    );
    format!("{from} {on}; {compared}{decision}.")
}

/// That a supplement is asked for later than it should have been.
pub fn asked_late(until: Moment, page: &Page) -> String {
    format!(
        "{} {}.",
        page.t("Yêu cầu muộn: chậm nhất phải là", "Asked late: it should have been by"),
        page.moment(until)
    )
}

/// A fee in words: the published ones, else the amount, else that nobody knows.
pub fn fee(offer: &Offer, page: &Page) -> String {
    let words = page.t(&offer.fee_text, &offer.fee_text_en);
    match (words.is_empty(), offer.fee_vnd) {
        (false, _) => words.to_string(),
        (true, Some(vnd)) => page.money(vnd) + each(offer, page),
        (true, None) => page.t("Chưa rõ", "Not known").to_string(),
    }
}

fn each(offer: &Offer, page: &Page) -> &'static str {
    match offer.fee_unit {
        _ if offer.fee_vnd == Some(0) => "",
        FeeUnit::Dossier => "",
        FeeUnit::Copy => page.t(" mỗi bản", " a copy"),
        FeeUnit::Page => page.t(" mỗi trang", " a page"),
        FeeUnit::Act => page.t(" mỗi trường hợp", " each"),
    }
}

/// The steps to a due date, one sentence each. All weekends share one sentence, because a long
/// limit has many.
pub fn explain(due: &Due, clock: &ClockRules, page: &Page) -> Vec<String> {
    let weekends: Vec<(Day, Day)> = due
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Skipped { from, to, why: Rest::Weekend } => Some((*from, *to)),
            _ => None,
        })
        .collect();
    let mut told_weekends = false;
    let mut sentences = Vec::new();
    for step in &due.steps {
        if let Step::Skipped { why: Rest::Weekend, .. } = step {
            if !told_weekends {
                told_weekends = true;
                sentences.push(skipped_weekends(&weekends, page));
            }
            continue;
        }
        sentences.push(sentence(step, clock, page));
    }
    sentences
}

/// Up to this many weekends are named; more are only counted.
const WEEKENDS_NAMED: usize = 3;

fn skipped_weekends(weekends: &[(Day, Day)], page: &Page) -> String {
    let days: i32 = weekends.iter().map(|(from, to)| to.0 - from.0 + 1).sum();
    if weekends.len() <= WEEKENDS_NAMED {
        let spans: Vec<String> = weekends.iter().map(|(from, to)| span(*from, *to)).collect();
        let spans = spans.join(", ");
        return page.t("Không tính ngày nghỉ cuối tuần: ", "The weekend is not counted: ").to_string()
            + &spans
            + ".";
    }
    let (first, last) = (weekends[0].0, weekends[weekends.len() - 1].1);
    match page.language() {
        Lang::Vi => format!(
            "Không tính {days} ngày thứ Bảy, Chủ nhật trong khoảng từ {} đến {}.",
            first.vn(),
            last.vn()
        ),
        Lang::En => {
            format!("{days} Saturdays and Sundays between {} and {} are not counted.", first.vn(), last.vn())
        }
    }
}

fn sentence(step: &Step, clock: &ClockRules, page: &Page) -> String {
    let lang = page.language();
    let by = step.cited().map(|text| format!(" ({})", cited(text, lang))).unwrap_or_default();
    let day = |day: Day| page.day(day);
    // Vietnamese and English differ in order, so each is a whole sentence.
    let (vi, en) = match step {
        Step::Received { at } => {
            let at = page.moment(*at);
            (format!("Bắt đầu tính từ {at}."), format!("Counted from {at}."))
        }
        Step::NoDate => (
            "Thời hạn theo kế hoạch hằng năm của cơ quan, nên không tính được một ngày cụ thể.".into(),
            "The limit follows the agency’s yearly plan, so no date can be computed.".into(),
        ),
        Step::AfterCut { cut } => {
            let cut = time(*cut);
            (
                format!("Việc giải quyết trong ngày mà nhận sau {cut} thì trả vào ngày làm việc tiếp theo."),
                format!("A same-day matter received after {cut} is due on the next working day."),
            )
        }
        Step::AfterClose { close } => {
            let close = time(*close);
            (
                format!("Nhận khi đã hết giờ làm việc ({close}), nên tính vào ngày làm việc tiếp theo."),
                format!("Received after the office closed ({close}), so it counts for the next working day."),
            )
        }
        Step::OfficeHoursCount { spans, trust, .. } => {
            let (hours, doubt) = (hours_in_words(spans, lang), doubt(*trust, lang));
            (
                format!("Chỉ tính trong giờ làm việc: {hours}{doubt}."),
                format!("Only office hours count: {hours}{doubt}."),
            )
        }
        Step::HoursChange(since) => {
            let (from, article) = (day(since.day), &since.article);
            let (hours, doubt) = (hours_in_words(&since.spans, lang), doubt(since.trust, lang));
            (
                format!("Từ {from}, giờ làm việc là {hours} ({article}){doubt}."),
                format!("From {from} on, office hours are {hours} ({article}){doubt}."),
            )
        }
        Step::OutsideHours { counted_from } => {
            let from = page.moment(*counted_from);
            (
                format!("Nhận ngoài giờ làm việc, nên đồng hồ chạy từ {from}."),
                format!("Received outside office hours, so the clock runs from {from}."),
            )
        }
        Step::FirstDayNotCounted { day: first } => {
            let first = day(*first);
            (
                format!("Ngày bắt đầu ({first}) không tính vào thời hạn{by}."),
                format!("The first day ({first}) is not counted{by}."),
            )
        }
        Step::LastDay { day: last } => {
            let last = day(*last);
            (
                format!("Đếm liên tục từng ngày; ngày cuối cùng là {last}."),
                format!("Every day is counted; the last one is {last}."),
            )
        }
        Step::LastDayRests { next_working, .. } => {
            let next = day(*next_working);
            (
                format!("Ngày cuối là ngày nghỉ, nên thời hạn hết vào ngày làm việc tiếp theo: {next}{by}."),
                format!("The last day is a day off, so the limit ends on the next working day: {next}{by}."),
            )
        }
        Step::Skipped { from, to, why } => return skipped(*from, *to, why, page),
        Step::MakeUpDay { day: made_up, name, name_en, trust, .. } => {
            let (made_up, doubt) = (day(*made_up), doubt(*trust, lang));
            (
                format!("{} là ngày làm việc ({name}{doubt}), nên vẫn tính.", capital(&made_up)),
                format!("{} is a working day ({name_en}{doubt}), so it counts.", capital(&made_up)),
            )
        }
        Step::YearNotAnnounced { year, proposed: true } => (
            format!("Lịch nghỉ năm {year} chưa được công bố chính thức; ngày này tính theo lịch dự kiến."),
            format!("The holidays of {year} have not been announced; the date follows the proposed ones."),
        ),
        Step::YearNotAnnounced { year, proposed: false } => (
            format!("Lịch nghỉ lễ năm {year} chưa có; mới chỉ trừ thứ Bảy và Chủ nhật."),
            format!("The holidays of {year} are not known yet; only weekends were left out."),
        ),
        Step::CloseOfBusiness { at } => {
            let at = page.moment(*at);
            (
                format!("Hết hạn khi hết giờ làm việc của ngày cuối: {at}."),
                format!("The limit ends when the office closes on the last day: {at}."),
            )
        }
        Step::HoursEnd { at } => {
            let at = page.moment(*at);
            (format!("Đủ số giờ làm việc vào lúc {at}."), format!("The working hours are used up at {at}."))
        }
        Step::Moved { by, shift, at } => return moved(by, *shift, *at, clock, page),
        Step::PromisedOtherwise { at } => {
            let promised = at.map(|at| page.moment(at)).unwrap_or_default();
            (
                format!(
                    "Lịch làm việc đã thay đổi sau khi hẹn: ngày đã hẹn là {promised} và vẫn giữ cho đến khi hồ sơ được dời hạn."
                ),
                format!(
                    "The calendar changed after the promise: the promised date is {promised}, and stays until the dossier is moved."
                ),
            )
        }
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// What moved the date after it was given, and to when.
fn moved(by: &Move, shift: Shift, at: Moment, clock: &ClockRules, page: &Page) -> String {
    let lang = page.language();
    let stretch = |from: &Moment, until: &Moment| {
        let (from, until) = (page.moment(*from), page.moment(*until));
        lang.t("từ {from} đến {until}", "from {from} to {until}")
            .replace("{from}", &from)
            .replace("{until}", &until)
    };
    let (what, article) = match by {
        Move::Payment { from, until } => {
            let what = lang.t("Chờ nộp phí, lệ phí", "Payment was awaited");
            (format!("{what} {}", stretch(from, until)), String::new())
        }
        Move::Opinion { from, until, most, .. } => {
            let most = limit(*most, lang);
            let what = match lang {
                Lang::Vi => {
                    format!("Chờ ý kiến cơ quan khác {}, không tính nhiều nhất {most}", stretch(from, until))
                }
                Lang::En => format!(
                    "Another agency’s opinion was awaited {}, of which at most {most} are not counted",
                    stretch(from, until)
                ),
            };
            (what, format!(" ({})", cited(WAIT_FOR_OPINION, lang)))
        }
        Move::Lost { cause, name, from, until, .. } => {
            let cause = motcua_messages::cause(*cause, lang);
            let what = format!("{cause} {}: {name}", stretch(from, until));
            match shift {
                // This rule is our own, and the sentence says so while no text has it.
                Shift::Days(_) | Shift::CalendarDays(_) => {
                    let rule = lang.t(
                        "một ngày là mất khi mất ít nhất nửa số phút làm việc",
                        "a day is lost when at least half of its office minutes are",
                    );
                    (what, format!(" ({rule}{})", doubt(clock.lost_day(from.day()).trust, lang)))
                }
                Shift::Minutes(_) | Shift::Named => (what, String::new()),
            }
        }
        Move::Extended { at: set, to } => {
            let by = cited(clock.extensions_most(set.unwrap_or(*to).day()).cited(), lang);
            let at = page.moment(at);
            return match lang {
                Lang::Vi => format!("Cơ quan xin lỗi và hẹn lại {at} ({by})."),
                Lang::En => format!("The agency apologised and set a new date: {at} ({by})."),
            };
        }
        Move::WorkingDays { .. } => {
            (lang.t("Thời gian chờ nộp phí, lệ phí", "Payment was awaited").to_string(), String::new())
        }
    };
    let by = match shift {
        Shift::CalendarDays(days) => many(days, "ngày", "day", "days", lang),
        Shift::Days(days) => many(days, "ngày làm việc", "working day", "working days", lang),
        Shift::Minutes(minutes) => page.working_time(minutes),
        Shift::Named => String::new(),
    };
    let at = page.moment(at);
    match (lang, shift.is_nothing()) {
        (Lang::Vi, true) => format!("{what}{article}: ngày hẹn không đổi."),
        (Lang::En, true) => format!("{what}{article}: the date stays."),
        (Lang::Vi, false) => format!("{what}{article}: không tính {by}, nên ngày hẹn là {at}."),
        (Lang::En, false) => format!("{what}{article}: {by} not counted, so the date is {at}."),
    }
}

/// A number with its noun: `1 day`, `2 days`.
pub fn many(n: u32, vi: &str, one: &str, more: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{n} {vi}"),
        Lang::En => format!("{n} {}", if n == 1 { one } else { more }),
    }
}

fn skipped(from: Day, to: Day, why: &Rest, page: &Page) -> String {
    let lang = page.language();
    let days = span(from, to);
    let reason = match why {
        Rest::Weekend => lang.t("nghỉ cuối tuần", "weekend").to_string(),
        Rest::Named { name, name_en, trust, .. } => {
            format!("{}{}", lang.t(name, name_en), doubt(*trust, lang))
        }
    };
    match lang {
        Lang::Vi => format!("Không tính {days}: {reason}."),
        Lang::En => format!("{days} is not counted: {reason}."),
    }
}

/// `07:30–11:30 và 13:30–17:00`.
pub fn hours_in_words(spans: &[Span], lang: Lang) -> String {
    let spans: Vec<String> =
        spans.iter().map(|span| format!("{}–{}", time(span.from), time(span.to))).collect();
    spans.join(lang.t(" và ", " and "))
}

/// `07:30`.
pub fn time(minute: Minute) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `19/07/2025`, `19–20/07/2025`, `30/08–02/09/2025`.
fn span(from: Day, to: Day) -> String {
    let ((year, month, day), last) = (from.ymd(), to.vn());
    let (last_year, last_month, _) = to.ymd();
    if from == to {
        last
    } else if (year, month) == (last_year, last_month) {
        format!("{day:02}–{last}")
    } else if year == last_year {
        format!("{day:02}/{month:02}–{last}")
    } else {
        format!("{}–{last}", from.vn())
    }
}

/// With a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What to add to the steps while the clock is stopped: the date in them will change.
pub fn paused(state: &State, page: &Page) -> Option<String> {
    let words = match state {
        State::AwaitingSupplement { .. } => page.t(
            "Thời hạn đang dừng để chờ bổ sung; bổ sung xong thì tính lại từ đầu, nên ngày trên không còn là ngày hẹn.",
            "The limit stands while a supplement is awaited, and begins again from zero with it: the date above is no promise any more.",
        ),
        State::AwaitingPayment { .. } => page.t(
            "Thời hạn đang dừng để chờ nộp phí, lệ phí; thời gian chờ sẽ được cộng vào ngày trên.",
            "The limit stands while payment is awaited; the wait will be added to the date above.",
        ),
        State::Stopped { .. } => page.t(
            "Hồ sơ đã dừng giải quyết, không còn ngày hẹn; mở lại thì tính lại từ đầu.",
            "The dossier is stopped and has no due date; if it is reopened the limit begins from zero.",
        ),
        _ => return None,
    };
    Some(words.to_string())
}
