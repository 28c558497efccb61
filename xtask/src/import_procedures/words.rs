//! From the portal's words to the catalogue's: limits, fees, names.

use super::record::{FeeSeen, PaperSeen};
use unicode_normalization::UnicodeNormalization;

/// Longer names of papers and remarks are cut at a word; the page links to the portal.
const LONGEST: usize = 230;

/// White space made single, marks of lists at the front taken off, first letter large.
pub(super) fn tidy(text: &str) -> String {
    tidy_to(text, LONGEST)
}

fn tidy_to(text: &str, most: usize) -> String {
    let composed: String = text.nfc().collect();
    let single = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = single.trim_start_matches(['-', '+', '*', '•', ' ', '–', '.', ',', ';', ':']);
    let bare = bare.trim_end_matches([' ', ';', ',', ':', '–', '-']);
    let mut letters = bare.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    short(&format!("{first}{}", letters.as_str()), most)
}

/// The name of a procedure, not in capitals and without its own code behind it.
pub(super) fn name(text: &str) -> String {
    let is_shouted = |text: &str| {
        let letters = || text.chars().filter(|letter| letter.is_alphabetic());
        letters().filter(|letter| letter.is_uppercase()).count() * 3 > letters().count() * 2
    };
    let name = tidy_to(text, 1_000);
    let name = name.split(" (1.0").next().unwrap_or_default().trim_end_matches('.').trim_end();
    if is_shouted(name) { tidy_to(&name.to_lowercase(), 1_000) } else { name.to_string() }
}

/// The field of administration; a few records have none.
pub(super) fn field(text: &str) -> String {
    if text.trim().is_empty() { "Chưa phân lĩnh vực".into() } else { tidy(text) }
}

/// Cut at the last space before so many letters.
pub(super) fn short(text: &str, most: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(most) else { return text.to_string() };
    let cut = text[..at].rfind(' ').unwrap_or(at);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

/// `3`, `working_day` → `3 working_days`; what has no unit is not a limit.
pub(super) fn limit(number: Option<u64>, unit: Option<&str>) -> String {
    let Some(number) = number.filter(|number| *number > 0) else { return String::new() };
    let unit = match unit {
        Some("working_day") => "working_day",
        Some("day") => "day",
        Some("hour") => "working_hour",
        _ => return String::new(),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// A limit as people say it: `3 working_days` → `3 ngày làm việc`.
pub(super) fn spoken(limit: &str) -> String {
    let (number, unit) = limit.split_once(' ').unwrap_or((limit, ""));
    let unit = match unit.trim_end_matches('s') {
        "working_day" => "ngày làm việc",
        "day" => "ngày",
        "working_hour" => "giờ làm việc",
        _ => "trong ngày",
    };
    if limit == "same_day" { unit.into() } else { format!("{number} {unit}") }
}

/// A text that begins with a limit: `05 ngày làm việc kể từ …`, `02 Giờ`, `40 Ngày`.
pub(super) fn limit_in(text: &str) -> String {
    let text = text.trim().trim_start_matches("Khác:").trim().to_lowercase();
    let text = text.strip_prefix("tối đa ").or(text.strip_prefix("trong thời hạn ")).unwrap_or(&text);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text[digits.len()..].trim_start();
    let unit = match rest {
        _ if rest.starts_with("ngày làm việc") => "working_day",
        _ if rest.starts_with("ngày") => "day",
        _ if rest.starts_with("giờ") => "hour",
        _ => return String::new(),
    };
    // Several limits in one text are several cases.
    let several = text[digits.len()..].matches(" ngày").count() > 1 && text.contains(';');
    if several { String::new() } else { limit(digits.parse().ok(), Some(unit)) }
}

/// The fee that a way names: its kind, amount, currency and remark.
pub(super) fn fee(kind: &str, amount: Option<u64>, currency: Option<&str>, note: &str) -> FeeSeen {
    let inside = in_brackets(note);
    let set_elsewhere = |words: &[&str]| words.iter().any(|word| inside.to_lowercase().contains(word));
    let by_province = set_elsewhere(&["hội đồng nhân dân", "hđnd"]);
    let by_text = set_elsewhere(&["thông tư", "luật phí", "nghị quyết"]);
    let waived = set_elsewhere(&["không thu", "miễn "]);
    let text = short(&tidy(&inside), 160);
    // An amount beside other amounts hides cases; one of a few đồng was misread.
    let unsure = |vnd: u64| vnd < 1_000 || amounts(&inside).iter().any(|other| *other != vnd);
    match (kind, amount) {
        ("amount", Some(_)) if by_province => FeeSeen { kind: "province", ..FeeSeen::default() },
        ("amount", Some(vnd)) if currency.is_none_or(|currency| currency == "VND") && unsure(vnd) => {
            FeeSeen { kind: "see_text", text, ..FeeSeen::default() }
        }
        ("amount", Some(vnd)) if currency.is_none_or(|currency| currency == "VND") => {
            let text = if text.starts_with('/') { String::new() } else { text };
            FeeSeen { kind: "amount", vnd: Some(vnd), unit: unit(note), text }
        }
        ("amount", _) => FeeSeen { kind: "abroad", ..FeeSeen::default() },
        ("province_sets", _) => FeeSeen { kind: "province", ..FeeSeen::default() },
        ("free", _) if by_province && !waived => FeeSeen { kind: "province", ..FeeSeen::default() },
        // The portal writes 0 and names the text that sets the fee: it is not known here.
        ("free", _) if by_text && !waived => FeeSeen { kind: "see_text", text, ..FeeSeen::default() },
        ("free", _) => FeeSeen { kind: "free", ..FeeSeen::default() },
        _ => FeeSeen { kind: "not_given", ..FeeSeen::default() },
    }
}

/// The amounts that a remark names: `20.000 vnđ`, `70.000 đồng`.
fn amounts(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let lower = text.to_lowercase();
    let mut rest = lower.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            digit if digit.is_ascii_digit() => digits.push(digit),
            '.' if !digits.is_empty() && rest.peek().is_some_and(char::is_ascii_digit) => {}
            ' ' if !digits.is_empty() && rest.peek().is_some_and(|next| matches!(next, 'đ' | 'v')) => {}
            unit if matches!(unit, 'đ' | 'v') && digits.len() > 3 => {
                found.extend(digits.parse::<u64>().ok())
            }
            _ => digits.clear(),
        }
        if matches!(letter, 'đ' | 'v') {
            digits.clear();
        }
    }
    found
}

/// What an amount is paid for, from `(/trang)` and the like.
fn unit(note: &str) -> &'static str {
    let note = note.to_lowercase();
    let has = |word: &str| note.contains(word);
    match () {
        () if has("/trang") => "page",
        () if has("/bản") || has("/giấy chứng nhận") => "copy",
        () if has("/trường hợp") || has("/giao dịch") || has("/văn bản") || has("/di chúc") => {
            "act"
        }
        () => "dossier",
    }
}

/// The remark on the fee stands in brackets before what else is said of the way.
fn in_brackets(note: &str) -> String {
    let Some(from) = note.find('(').filter(|from| *from < 16) else { return String::new() };
    let mut depth = 0;
    for (at, letter) in note.char_indices().skip_while(|(at, _)| *at < from) {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return note[from..at].trim_matches(['(', ')', ' ']).to_string();
        }
    }
    note[from..].trim_matches(['(', ' ']).to_string()
}

/// Headings that only say "these are the papers".
const PLAIN_HEADINGS: [&str; 12] = [
    "giấy tờ phải",
    "thành phần hồ sơ",
    "hồ sơ gồm",
    "hồ sơ bao gồm",
    "bao gồm",
    "người yêu cầu chứng thực",
    "số lượng hồ sơ",
    "1)",
    "1.",
    "hồ sơ đăng ký bao gồm",
    "tên hồ sơ",
    "(i) hồ sơ",
];

/// A paper, or nothing where the line is a remark.
pub(super) fn paper(name: &str, heading: &str, originals: u64, copies: u64) -> Option<PaperSeen> {
    let (name, heading) = (tidy(name), short(&tidy(heading), 120));
    let lower = heading.to_lowercase();
    let is_remark = lower.starts_with("lưu ý") || {
        let lower = name.to_lowercase();
        let begins = ["trường hợp ", "lưu ý", "ghi chú", "đối với ", "số lượng", "người ", "nếu "];
        originals + copies == 0 && begins.iter().any(|word| lower.starts_with(word))
    };
    if name.chars().count() < 3 || is_remark {
        return None;
    }
    // A heading that begins in the middle of a sentence was torn when the page was read.
    let is_torn = heading != tidy(&heading) || !is_beginning(&heading);
    let plain = PLAIN_HEADINGS.iter().any(|begins| lower.starts_with(begins));
    let when = if plain || is_torn { String::new() } else { heading };
    // Counts above a few are digits of something else.
    let count = |number: u64| if number > 5 { 0 } else { number };
    Some(PaperSeen { name, when, originals: count(originals), copies: count(copies) })
}

/// Whether a heading is one from its first word on.
fn is_beginning(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let begins = [
        "trường hợp",
        "đối với",
        "hồ sơ",
        "a)",
        "b)",
        "c)",
        "d)",
        "đ)",
        "e)",
        "g)",
        "(",
        "+ ",
        "đăng ký",
        "gia hạn",
        "tùy",
        "công dân",
        "người",
        "khi ",
        "1",
        "2",
        "3",
        "a.",
        "b.",
    ];
    begins.iter().any(|word| lower.starts_with(word))
}

/// The number of a law, or nothing where the cell holds something else.
pub(super) fn law(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_number = text.len() <= 40 && text.contains('/') && text.starts_with(|c: char| c.is_ascii_digit());
    is_number.then_some(text)
}

/// The last part of the address on the portal.
pub(super) fn address(url: &str) -> String {
    url.rsplit('/').next().unwrap_or_default().to_string()
}

/// `Quyết định số 6375/QĐ-BQP` → `6375/QĐ-BQP`.
pub(super) fn decision(text: &str) -> String {
    tidy(text.trim().trim_start_matches("Quyết định số").trim_start_matches("Quyết định"))
}
