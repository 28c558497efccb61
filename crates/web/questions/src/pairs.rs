//! Between the boxes of a page and the answers: what a page would send, what was
//! asked on it, one more item and one less.

use super::question::{Piece, Question};
use motcua_core::directory::{Directory, Tier, UnitCode};
use motcua_core::form::{Answers, Form, Inside, PageOfForm, Shown, Words, find};
use motcua_core::text::fold;
use motcua_core::{Day, Refusal};
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::visit::Visit;

/// What a page with these questions would send.
pub fn pairs_of(pieces: &[Piece]) -> Pairs {
    let mut out = Pairs::new();
    for piece in pieces {
        let Piece::Ask(question) = piece else { continue };
        let Question { id, shape, value, date, chosen, .. } = &**question;
        match *shape {
            "date" => {
                let [day, month, year] = date;
                for (unit, text) in [("d", day), ("m", month), ("y", year)] {
                    out.push((format!("{id}.{unit}"), text.clone()));
                }
            }
            "select" | "one" => out.push((id.clone(), chosen.first().cloned().unwrap_or_default())),
            "many" => out.extend(chosen.iter().map(|value| (id.clone(), value.clone()))),
            _ => out.push((id.clone(), value.clone())),
        }
    }
    out
}

/// The paths of the questions on a page, for its hidden field: so that a question
/// that comes up by an answer is asked before one goes on.
pub fn asked(pieces: &[Piece]) -> String {
    let ids = pieces.iter().filter_map(|piece| match piece {
        Piece::Ask(question) => Some(question.id.as_str()),
        _ => None,
    });
    ids.collect::<Vec<_>>().join(" ")
}

/// What a button inside the questions asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum PairsButton {
    /// One more item of the list at this path.
    Add(String),
    /// This item out (`con.1`).
    Remove(String),
}

/// The button that was pressed, if it was one of those.
pub fn step(form: &SentForm) -> Option<PairsButton> {
    let add = form.filled("add").map(|path| PairsButton::Add(path.to_string()));
    add.or_else(|| form.filled("remove").map(|path| PairsButton::Remove(path.to_string())))
}

impl PairsButton {
    /// The same step where the boxes have names that begin so.
    pub fn within(self, prefix: &str) -> Option<PairsButton> {
        let inside = |path: String| path.strip_prefix(prefix).map(str::to_string);
        match self {
            PairsButton::Add(list) => inside(list).map(PairsButton::Add),
            PairsButton::Remove(item) => inside(item).map(PairsButton::Remove),
        }
    }

    /// The fields after it. `pieces` are the questions as they stand.
    pub fn apply(&self, pairs: Pairs, pieces: &[Piece]) -> Pairs {
        match self {
            PairsButton::Add(list) => {
                let inside = format!("{list}.");
                let number = |id: &str| id.strip_prefix(&inside)?.split('.').next()?.parse::<usize>().ok();
                let last = pieces.iter().filter_map(|piece| match piece {
                    Piece::Open { id, is_item: true, .. } => number(id),
                    _ => None,
                });
                let next = last.max().map_or(0, |last| last + 1);
                // An empty answer inside it is enough for the item to be there; any key
                // of the first item names a question of the new one.
                let mut out = pairs;
                let first = pieces.iter().find_map(|piece| match piece {
                    Piece::Ask(question) => question.id.strip_prefix(&format!("{list}.0.")),
                    _ => None,
                });
                let key = first.unwrap_or("_");
                out.push((format!("{list}.{next}.{key}"), String::new()));
                out
            }
            PairsButton::Remove(item) => {
                let Some((list, number)) = item.rsplit_once('.') else { return pairs };
                let Ok(gone) = number.parse::<usize>() else { return pairs };
                let inside = format!("{list}.");
                let renamed = |(name, value): (String, String)| {
                    let Some(rest) = name.strip_prefix(&inside) else { return Some((name, value)) };
                    let (at, rest) = rest.split_once('.')?;
                    let at: usize = at.parse().ok()?;
                    match at.cmp(&gone) {
                        std::cmp::Ordering::Less => Some((name, value)),
                        std::cmp::Ordering::Equal => None,
                        std::cmp::Ordering::Greater => Some((format!("{list}.{}.{rest}", at - 1), value)),
                    }
                };
                pairs.into_iter().filter_map(renamed).collect()
            }
        }
    }

    /// Where the page should stand afterwards.
    pub fn place(&self) -> &str {
        match self {
            PairsButton::Add(list) => list,
            PairsButton::Remove(item) => item.rsplit_once('.').map_or(item, |(list, _)| list),
        }
    }
}

/// Takes in what was typed on these pages of a form, in place of what was answered there.
pub fn take(visit: &Visit, form: &Form, pages: &[&PageOfForm], pairs: &Pairs, answers: &mut Answers) {
    let mut pairs = pairs.clone();
    place_codes(&mut pairs, &visit.app.law.directory, visit.now.day());
    for page in pages {
        form.take(page, answers, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    }
}

/// A commune as a page shows and suggests it means its code: today's by its whole name
/// in the chosen province, whatever an old one was called, or by the code behind it
/// (`Phường Thuận Hóa (19789)`). Anything else stays for the rule to find out.
pub fn place_codes(pairs: &mut Pairs, directory: &Directory, today: Day) {
    let named = |value: &str| {
        let written = fold(value);
        let mut all = directory.units_on(Tier::Province, today);
        all.find(|unit| fold(&unit.full_name) == written).map(|unit| unit.code.clone())
    };
    let province = |(name, value): &(String, String)| {
        let within = name.strip_suffix(".tinh")?;
        Some((format!("{within}.xa"), UnitCode::parse(value).ok().or_else(|| named(value))?))
    };
    let provinces: Vec<(String, UnitCode)> = pairs.iter().filter_map(province).collect();
    for (name, value) in pairs.iter_mut().filter(|(name, _)| name.ends_with(".xa")) {
        let behind = value.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, code)| code);
        let is_code = |code: &&str| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
        if let Some(code) = behind.filter(is_code) {
            *value = code.to_string();
            continue;
        }
        let Some((_, province)) = provinces.iter().find(|(known, _)| known == name) else { continue };
        let written = fold(value);
        let mut named =
            directory.children_on(province, today).filter(|unit| fold(&unit.full_name) == written);
        if let (Some(unit), None) = (named.next(), named.next()) {
            *value = unit.code.to_string();
        }
    }
}

/// A group of which nothing was answered is said at each of its questions that must
/// be, where the person can do something about it.
pub fn expand_missing(shown: &[Shown<'_>], refused: Vec<Refusal>) -> Vec<Refusal> {
    let mut out = Vec::new();
    for refusal in refused {
        let path = refusal.field.as_deref().and_then(|field| field.strip_prefix("form."));
        let group = path.filter(|_| refusal.code == "form.missing").and_then(|path| find(shown, path));
        let mut leaves = Vec::new();
        if let Some(group) = group {
            needed(group, &mut leaves);
        }
        if leaves.is_empty() {
            out.push(refusal);
        }
        let title = |words: fn(&Words) -> &str, leaf: &Shown<'_>| match group {
            Some(group) => format!("{} – {}", words(&group.field.title), words(&leaf.field.title)),
            None => words(&leaf.field.title).to_string(),
        };
        out.extend(leaves.into_iter().map(|leaf| {
            Refusal::of("form.missing")
                .at(format!("form.{}", leaf.path))
                .with("title", title(|words| &words.vi, leaf))
                .with("title_en", title(|words| &words.en, leaf))
        }));
    }
    out
}

/// The questions inside that must be answered, in the order of the page.
fn needed<'s, 'f>(group: &'s Shown<'f>, out: &mut Vec<&'s Shown<'f>>) {
    let rows: Vec<&'s Vec<Shown<'f>>> = match &group.inside {
        Inside::Nothing => return,
        Inside::Group(inside) => vec![inside],
        Inside::Items(items) => items.iter().collect(),
    };
    for one in rows.into_iter().flatten().filter(|one| one.is_required) {
        match &one.inside {
            Inside::Nothing => out.push(one),
            Inside::Group(_) | Inside::Items(_) => needed(one, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(&str, &str)]) -> Pairs {
        of.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn item(id: &str) -> [Piece; 2] {
        let open = Piece::Open {
            id: id.into(),
            legend: String::new(),
            hint: String::new(),
            error: String::new(),
            optional: false,
            is_item: true,
            remove: String::new(),
        };
        [open, Piece::Ask(Box::new(Question { id: format!("{id}.ho_ten"), ..Question::default() }))]
    }

    #[test]
    fn an_item_is_added_at_the_end_and_taken_out_from_anywhere() {
        let pieces: Vec<Piece> = [item("con.0"), item("con.1")].into_iter().flatten().collect();
        let now = pairs(&[("ten", "A"), ("con.0.ho_ten", "B"), ("con.1.ho_ten", "C")]);
        let added = PairsButton::Add("con".into()).apply(now.clone(), &pieces);
        assert_eq!(added[3], ("con.2.ho_ten".to_string(), String::new()));
        let removed = PairsButton::Remove("con.0".into()).apply(now.clone(), &pieces);
        assert_eq!(removed, pairs(&[("ten", "A"), ("con.0.ho_ten", "C")]));
        for nothing in ["con", "con.x", "", "con.7"] {
            assert_eq!(PairsButton::Remove(nothing.into()).apply(now.clone(), &pieces), now, "{nothing}");
        }
    }

    #[test]
    fn a_commune_of_today_is_meant_by_its_whole_name_or_the_code_behind_it() {
        let law = motcua_books::Books::embedded().law(motcua_core::law::Policy::default()).unwrap();
        let today = Day::parse("2025-07-14").unwrap();
        // An old xã Phú Xuân went into another commune of the city: that one is asked about.
        for (province, written, meant) in [
            ("46", "Phường Phú Xuân", "19753"),
            ("46", "phuong phu xuan", "19753"),
            ("46", "Phường Thuận Hóa (19789)", "19789"),
            ("", "Phường Thuận Hóa (19789)", "19789"),
            ("46", "19753", "19753"),
            ("46", "Phú Xuân", "Phú Xuân"),
            ("46", "Phường Vĩnh Ninh", "Phường Vĩnh Ninh"),
            ("01", "Phường Phú Xuân", "Phường Phú Xuân"),
            ("Thành phố Huế", "Phường Phú Xuân", "19753"),
            ("", "Phường Phú Xuân", "Phường Phú Xuân"),
            ("46", "Xã Bình (cũ)", "Xã Bình (cũ)"),
            ("46", "", ""),
        ] {
            let mut typed = pairs(&[("me.o.tinh", province), ("me.o.xa", written), ("b", "Phường Phú Xuân")]);
            place_codes(&mut typed, &law.directory, today);
            let want = pairs(&[("me.o.tinh", province), ("me.o.xa", meant), ("b", "Phường Phú Xuân")]);
            assert_eq!(typed, want, "{written} in {province}");
        }
    }
}
