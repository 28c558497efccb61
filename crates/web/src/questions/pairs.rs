//! Between the boxes of a page and the answers: what a page would send, what was
//! asked on it, one more item and one less.

use super::ask::{Piece, Question};
use crate::edge::form::{Form as Sent, Pairs};
use motcua_core::Refusal;
use motcua_core::form::{Inside, Shown};
use std::collections::BTreeSet;

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
pub enum Step {
    /// One more item of the list at this path.
    Add(String),
    /// This item out (`con.1`).
    Remove(String),
}

/// The button that was pressed, if it was one of those.
pub fn step(form: &Sent) -> Option<Step> {
    let add = form.filled("add").map(|path| Step::Add(path.to_string()));
    add.or_else(|| form.filled("remove").map(|path| Step::Remove(path.to_string())))
}

impl Step {
    /// The fields after it. `pieces` are the questions as they stand.
    pub fn apply(&self, pairs: Pairs, pieces: &[Piece]) -> Pairs {
        match self {
            Step::Add(list) => {
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
            Step::Remove(item) => {
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
            Step::Add(list) => list,
            Step::Remove(item) => item.rsplit_once('.').map_or(item, |(list, _)| list),
        }
    }
}

/// `Phường Thuận Hóa (19789)`, as a page suggests it, means the code.
pub fn place_codes(pairs: &mut Pairs) {
    for (name, value) in pairs.iter_mut().filter(|(name, _)| name.ends_with(".xa")) {
        debug_assert!(!name.is_empty());
        let code = value.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        if let Some((_, code)) =
            code.filter(|(_, code)| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()))
        {
            *value = code.to_string();
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
        let mut leaves = BTreeSet::new();
        if let Some(group) = group {
            needed(group, &mut leaves);
        }
        if leaves.is_empty() {
            out.push(refusal);
        } else {
            // In the order of the page.
            let in_order = leaves.into_iter().map(|(_, path)| refusal.clone().at(format!("form.{path}")));
            out.extend(in_order);
        }
    }
    out
}

fn find<'s, 'f>(shown: &'s [Shown<'f>], path: &str) -> Option<&'s Shown<'f>> {
    shown.iter().find_map(|one| {
        if one.path == path {
            return Some(one);
        }
        match &one.inside {
            Inside::Nothing => None,
            Inside::Group(inside) => find(inside, path),
            Inside::Items(items) => items.iter().find_map(|inside| find(inside, path)),
        }
    })
}

/// The questions inside that must be answered, with their place.
fn needed(group: &Shown<'_>, out: &mut BTreeSet<(usize, String)>) {
    let rows: Vec<&Vec<Shown<'_>>> = match &group.inside {
        Inside::Nothing => return,
        Inside::Group(inside) => vec![inside],
        Inside::Items(items) => items.iter().collect(),
    };
    for one in rows.into_iter().flatten().filter(|one| one.is_required) {
        match &one.inside {
            Inside::Nothing => drop(out.insert((out.len(), one.path.clone()))),
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
        let added = Step::Add("con".into()).apply(now.clone(), &pieces);
        assert_eq!(added[3], ("con.2.ho_ten".to_string(), String::new()));
        let removed = Step::Remove("con.0".into()).apply(now.clone(), &pieces);
        assert_eq!(removed, pairs(&[("ten", "A"), ("con.0.ho_ten", "C")]));
        for nothing in ["con", "con.x", "", "con.7"] {
            assert_eq!(Step::Remove(nothing.into()).apply(now.clone(), &pieces), now, "{nothing}");
        }
    }

    #[test]
    fn a_suggested_commune_means_its_code() {
        let mut typed =
            pairs(&[("a.xa", "Phường Thuận Hóa (19789)"), ("a.xa", "Xã Bình (cũ)"), ("b", "x (12345)")]);
        place_codes(&mut typed);
        assert_eq!(typed, pairs(&[("a.xa", "19789"), ("a.xa", "Xã Bình (cũ)"), ("b", "x (12345)")]));
    }
}
