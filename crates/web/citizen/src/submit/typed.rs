//! What was typed on the pages of a draft and is not accepted yet, and what
//! happens when two devices fill in the same page.

use motcua_core::{Moment, Refusal};
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::size::too_much;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fields that say what to do and are no answers.
const CONTROLS: [&str; 7] = ["from", "seen", "hand", "nth", "asked", "add", "remove"];
/// The most that one page may hold while it is not accepted.
const TYPED_BYTES_MAX: usize = 100_000;

/// What is kept about one page beside its answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct PageKept {
    /// How often it was saved.
    pub rev: u32,
    /// The opened page that saved it last, and how often it had saved by then.
    pub hand: String,
    /// See `hand`.
    pub nth: u32,
    /// The answers were right once, and nothing else was typed since.
    #[serde(default)]
    pub accepted: bool,
    /// What was typed since the answers were accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<Pairs>,
    /// What another device sent when the page had moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Aside>,
}

/// Answers that did not become the page's because others were there first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Aside {
    /// When they were sent.
    pub at: Moment,
    /// The answers.
    pub pairs: Pairs,
}

/// One sending of a page.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    /// The answers, as typed.
    pub pairs: Pairs,
    /// How often the page had been saved when it was opened; none when the
    /// sender does not say.
    seen: Option<u32>,
    hand: String,
    nth: u32,
}

impl Sent {
    /// From a form. Refused (`request.too-large`) when it is more than a person types.
    pub(super) fn of(form: &SentForm) -> Result<Sent, Refusal> {
        let pairs: Pairs = form
            .under("")
            .filter(|(name, _)| !CONTROLS.contains(name))
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        let hand: String = form.get("hand").chars().take(16).collect();
        if pairs.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > TYPED_BYTES_MAX {
            return Err(too_much());
        }
        Ok(Sent {
            pairs,
            seen: form.get("seen").parse().ok(),
            hand,
            nth: form.get("nth").parse().unwrap_or(0),
        })
    }
}

impl Sent {
    /// The same sending with other answers.
    pub(super) fn with(&self, pairs: Pairs) -> Sent {
        Sent { pairs, ..self.clone() }
    }
}

/// The pages of a draft by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Pages(BTreeMap<String, PageKept>);

impl Pages {
    /// What is kept about a page.
    pub(super) fn get(&self, page: &str) -> Option<&PageKept> {
        self.0.get(page)
    }

    /// How often a page was saved.
    pub(super) fn rev(&self, page: &str) -> u32 {
        self.get(page).map_or(0, |kept| kept.rev)
    }

    /// What was typed on a page and is not accepted.
    pub(super) fn typed(&self, page: &str) -> Option<&Pairs> {
        self.get(page).and_then(|kept| kept.typed.as_ref())
    }

    /// The pages on which something was typed and is not accepted.
    pub(super) fn typed_names(&self) -> Vec<String> {
        self.0.iter().filter(|(_, kept)| kept.typed.is_some()).map(|(name, _)| name.clone()).collect()
    }

    /// Puts what was typed elsewhere into a page.
    pub(super) fn set_typed(&mut self, page: &str, pairs: Pairs) {
        self.0.entry(page.to_string()).or_default().typed = Some(pairs);
    }

    /// The page is to be answered once more.
    pub(super) fn reopen(&mut self, page: &str) {
        if let Some(kept) = self.0.get_mut(page) {
            kept.accepted = false;
        }
    }

    /// Whether the answers of a page stand as the person sent them.
    pub(super) fn is_accepted(&self, page: &str) -> bool {
        self.get(page).is_some_and(|kept| kept.accepted && kept.typed.is_none())
    }

    /// Whether another device, or another window, has saved the page otherwise
    /// since this sender opened it. `current` is what the page holds now.
    pub(super) fn overtaken(&self, page: &str, sent: &Sent, current: &Pairs) -> bool {
        let Some(kept) = self.get(page) else { return false };
        sent.seen.is_some_and(|seen| seen != kept.rev)
            && (sent.hand.is_empty() || sent.hand != kept.hand)
            && differences(&sent.pairs, current).next().is_some()
    }

    /// Whether the same opened page has already sent something newer: requests
    /// can overtake each other.
    pub(super) fn is_stale(&self, page: &str, sent: &Sent) -> bool {
        self.get(page).is_some_and(|kept| {
            !sent.hand.is_empty() && sent.hand == kept.hand && sent.nth != 0 && sent.nth <= kept.nth
        })
    }

    /// The answers of this sending now stand in the draft.
    pub(super) fn accept(&mut self, page: &str, sent: &Sent) {
        // Only whoever has seen the latest can have settled what lay beside it.
        let has_seen = sent.seen.is_none_or(|seen| seen == self.rev(page));
        let kept = self.save(page, sent);
        kept.typed = None;
        kept.accepted = true;
        if has_seen {
            kept.aside = None;
        }
    }

    /// Keeps what was typed, right or wrong; nothing when it is what the answers
    /// say already.
    pub(super) fn keep(&mut self, page: &str, sent: &Sent, answers: &Pairs) {
        let is_new = differences(&sent.pairs, answers).next().is_some();
        self.save(page, sent).typed = is_new.then(|| sent.pairs.clone());
    }

    /// Keeps what came too late beside what is there.
    pub(super) fn set_aside(&mut self, page: &str, sent: &Sent, at: Moment) {
        let aside = Aside { at, pairs: sent.pairs.clone() };
        self.0.entry(page.to_string()).or_default().aside = Some(aside);
    }

    fn save(&mut self, page: &str, sent: &Sent) -> &mut PageKept {
        let kept = self.0.entry(page.to_string()).or_default();
        kept.rev += 1;
        kept.hand = sent.hand.clone();
        kept.nth = sent.nth;
        kept
    }
}

/// The fields in which `other` differs from `mine`, with what `other` says; empty
/// where it says nothing.
pub(super) fn differences<'a>(mine: &'a Pairs, other: &'a Pairs) -> impl Iterator<Item = (&'a str, &'a str)> {
    let value = |pairs: &'a Pairs, name: &str| -> &'a str {
        pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    };
    let mut names: Vec<&str> = other.iter().chain(mine).map(|(name, _)| name.as_str()).collect();
    let mut seen = Vec::new();
    names.retain(|name| {
        !seen.contains(name) && {
            seen.push(name);
            true
        }
    });
    names.into_iter().filter_map(move |name| {
        let (ours, theirs) = (value(mine, name), value(other, name));
        (ours != theirs).then_some((name, theirs))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent::of(&SentForm::of_pairs(pairs.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect()))
            .unwrap()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn the_second_device_is_overtaken_only_when_it_says_something_else() {
        let mut pages = Pages::default();
        pages.accept("person", &sent(&[("seen", "0"), ("hand", "a"), ("name", "Hoa")]));
        let now = pairs(&[("name", "Hoa")]);
        for (what, form, overtaken) in [
            ("it had seen the latest", &[("seen", "1"), ("hand", "b"), ("name", "Na")][..], false),
            ("it had not", &[("seen", "0"), ("hand", "b"), ("name", "Na")], true),
            ("it says the same", &[("seen", "0"), ("hand", "b"), ("name", "Hoa")], false),
            ("it is the same opened page", &[("seen", "0"), ("hand", "a"), ("name", "Na")], false),
            ("it does not know of devices", &[("name", "Na")], false),
        ] {
            assert_eq!(pages.overtaken("person", &sent(form), &now), overtaken, "{what}");
        }
        assert!(!pages.overtaken("case", &sent(&[("seen", "7"), ("name", "x")]), &now), "nobody saved it");
    }

    #[test]
    fn what_came_too_late_stays_beside_until_somebody_who_saw_it_goes_on() {
        let mut pages = Pages::default();
        pages.accept("person", &sent(&[("seen", "0"), ("name", "Hoa")]));
        let answers = pairs(&[("name", "Hoa")]);
        pages.set_aside("person", &sent(&[("seen", "0"), ("name", "Na")]), Moment(5));
        pages.keep("person", &sent(&[("seen", "1"), ("name", "Hòa")]), &answers);
        assert_eq!(pages.typed("person"), Some(&pairs(&[("name", "Hòa")])));
        assert!(pages.get("person").unwrap().aside.is_some(), "typing settles nothing");
        pages.accept("person", &sent(&[("seen", "1"), ("name", "Hòa")]));
        assert!(pages.get("person").unwrap().aside.is_some(), "it was opened before");
        pages.accept("person", &sent(&[("seen", "3"), ("name", "Hòa")]));
        assert_eq!(pages.get("person").unwrap().aside, None);
        assert_eq!((pages.rev("person"), pages.typed("person")), (4, None));
        pages.keep("person", &sent(&[("name", "Hoa")]), &answers);
        assert_eq!(pages.typed("person"), None, "it is what the answers say");
    }

    #[test]
    fn a_saving_that_was_overtaken_on_the_way_by_a_newer_one_of_the_same_page_is_stale() {
        let mut pages = Pages::default();
        pages.keep("person", &sent(&[("hand", "a"), ("nth", "4"), ("name", "Hòa")]), &pairs(&[]));
        for (form, stale) in [
            (&[("hand", "a"), ("nth", "3")][..], true),
            (&[("hand", "a"), ("nth", "4")], true),
            (&[("hand", "a"), ("nth", "5")], false),
            (&[("hand", "b"), ("nth", "1")], false),
            (&[("hand", "a")], false),
        ] {
            assert_eq!(pages.is_stale("person", &sent(form)), stale, "{form:?}");
        }
    }

    #[test]
    fn differences_are_named_once_with_what_the_other_says() {
        let (mine, other) =
            (pairs(&[("a", "1"), ("b", "2"), ("d", "4")]), pairs(&[("a", "1"), ("b", "3"), ("c", "5")]));
        assert_eq!(differences(&mine, &other).collect::<Vec<_>>(), [("b", "3"), ("c", "5"), ("d", "")]);
    }

    #[test]
    fn nobody_fills_the_disk_with_one_page() {
        let long = "x".repeat(TYPED_BYTES_MAX + 1);
        let refused = Sent::of(&SentForm::of_pairs(vec![("request".into(), long)])).unwrap_err();
        assert_eq!(refused.code, "request.too-large");
    }
}
