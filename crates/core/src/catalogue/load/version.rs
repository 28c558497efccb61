//! One version of a procedure: its period, cases, ways and papers.

use super::super::fee::{FeeKind, FeeStep, FeeUnit};
use super::super::procedure::*;
use super::super::seen::SeenOnPortal;
use super::super::sheet::Node;
use super::common::{Names, TOO_SMALL, TRUST, all, inner_id};
use crate::calendar::Limit;
use crate::{Day, Refusal, Trust};

const FEE_NEGATIVE: &str = "catalogue.fee-negative";

/// From the first to the last day a version holds.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub(super) from: Day,
    pub(super) to: Option<Day>,
}

pub(super) fn period(node: &Node<'_>) -> Option<Period> {
    let from = node.day("effective_from");
    let to = node.optional_day("effective_to");
    if let (Some(from), Some(Some(to))) = (from, to)
        && to < from
    {
        node.wrong("effective_to", Refusal::of("catalogue.ends-before-it-begins").with("from", from));
        return None;
    }
    Some(Period { from: from?, to: to? })
}

pub(super) fn version(
    node: &Node<'_>,
    number: u32,
    period: Option<Period>,
    templates: &Names<'_>,
) -> Option<Version> {
    let decision = node.optional_text("decision");
    let online = node.choice("online", &Online::ALL.map(|online| (online.as_str(), online)));
    let partial_reason = node.optional_text("partial_reason");
    let form = node.optional_text("form");
    let steps = node.text("steps");
    if let Some(steps) = steps.as_deref().filter(|steps| !templates.contains(steps)) {
        node.wrong("steps", Refusal::of("catalogue.unknown-steps").with("steps", steps));
    }
    let (result, result_en) = (node.text_or_empty("result"), node.text_or_empty("result_en"));
    let (note, note_en) = (node.text_or_empty("note"), node.text_or_empty("note_en"));
    let legal_basis = all(node.tables("law").iter().map(legal_text));
    let (cases, case_ids) = cases(node);
    let ways = ways(node, &case_ids);
    let mut seen = Vec::new();
    let papers = all(node.tables("paper").iter().map(|table| paper(table, &mut seen, &case_ids)));
    let wait_for_opinion = optional_limit(node, "wait_for_opinion");
    let silence = silence(node);
    let seen = seen_on(node);
    let parts = all(node.tables("part").iter().map(part));
    node.done();
    let period = period?;
    Some(Version {
        number,
        effective_from: period.from,
        effective_to: period.to,
        decision: decision?,
        online: online?,
        partial_reason: partial_reason?,
        steps: steps?,
        form: form?,
        result: result?,
        result_en: result_en?,
        note: note?,
        note_en: note_en?,
        legal_basis: legal_basis?,
        cases: cases?,
        ways: ways?,
        withheld: Vec::new(),
        seen: seen?,
        papers: papers?,
        wait_for_opinion: wait_for_opinion?,
        silence: silence?,
        parts: parts?,
    })
}

/// A part; whether its procedure and case exist is known when every file was read.
fn part(node: &Node<'_>) -> Option<Part> {
    let (procedure, case) = (node.text("procedure"), node.text("case"));
    let opens = node.choice("after", &[("submit", Opens::AtAcceptance), ("lead", Opens::AfterDecision)]);
    let trust = node.choice("trust", &TRUST);
    node.done();
    Some(Part { procedure: procedure?.into(), case: case?.into(), opens: opens?, trust: trust? })
}

fn optional_limit(node: &Node<'_>, field: &'static str) -> Option<Option<Limit>> {
    if node.has(field) { limit(node, field).map(Some) } else { Some(None) }
}

fn limit(node: &Node<'_>, field: &'static str) -> Option<Limit> {
    let counted = |text: &str| text.parse().ok().filter(|limit| *limit != Limit::Planned);
    node.parsed(field, "catalogue.limit-unreadable", counted)
}

fn silence(version: &Node<'_>) -> Option<Option<Silence>> {
    let Some(node) = version.optional_table("silence")? else { return Some(None) };
    let after = limit(&node, "after");
    let means =
        node.choice("means", &[("approved", SilenceMeans::Approved), ("refused", SilenceMeans::Refused)]);
    let article = node.text("article");
    node.done();
    Some(Some(Silence { after: after?, means: means?, article: article? }))
}

/// The day on which somebody read it on the portal, and the page.
fn seen_on(node: &Node<'_>) -> Option<Option<SeenOnPortal>> {
    let (on, address) = (node.optional_day("seen"), node.optional_text("address"));
    let (hides_cases, newer) = (node.flag_or_no("hides_cases"), optional_limit(node, "newer_limit"));
    let (address, law) = (address?.unwrap_or_default(), node.optional_text("newer_law")?.unwrap_or_default());
    let (on, hides_cases, newer) = (on?, hides_cases?, newer?.map(|limit| (limit, law)));
    Some(on.map(|on| SeenOnPortal { on, address, hides_cases, newer }))
}

fn legal_text(node: &Node<'_>) -> Option<LegalText> {
    let (number, title) = (node.text("number"), node.text("title"));
    let issued = node.optional_day("issued");
    let trust = node.choice("trust", &TRUST);
    node.done();
    Some(LegalText { number: number?, title: title?, issued: issued?, trust: trust? })
}

/// The cases, and the ids that ways and papers may name (also of cases that
/// have other mistakes, which must not be reported twice).
fn cases(version: &Node<'_>) -> (Option<Vec<Case>>, Vec<String>) {
    let tables = version.tables("case");
    if tables.is_empty() {
        version.wrong("", Refusal::of("catalogue.no-case"));
    }
    let mut ids = Vec::new();
    let cases = all(tables.iter().map(|table| case(table, &mut ids)));
    let only_officer = |cases: &Vec<Case>| cases.iter().all(|case| case.decided_by == DecidedBy::Officer);
    if cases.as_ref().is_some_and(|cases| !cases.is_empty() && only_officer(cases)) {
        tables[0].wrong("decided_by", Refusal::of("catalogue.no-case-for-applicant"));
    }
    (cases, ids)
}

fn case(node: &Node<'_>, seen: &mut Vec<String>) -> Option<Case> {
    let id = inner_id(node, seen, "catalogue.case-twice");
    let (name, name_en) = (node.text("name"), node.text("name_en"));
    let who = [("applicant", DecidedBy::Applicant), ("officer", DecidedBy::Officer)];
    let decided_by = node.choice_or("decided_by", &who, DecidedBy::Applicant);
    let form = node.optional_text("form");
    let within = within(node);
    node.done();
    Some(Case {
        id: id?.into(),
        name: name?,
        name_en: name_en?,
        decided_by: decided_by?,
        form: form?,
        within: within?,
    })
}

fn within(case: &Node<'_>) -> Option<Option<Within>> {
    let Some(node) = case.optional_table("within")? else { return Some(None) };
    let (since, days) = (node.text("since"), node.number("days", 1, TOO_SMALL));
    node.done();
    Some(Some(Within { since: since?, days: days? }))
}

fn ways(version: &Node<'_>, case_ids: &[String]) -> Option<Vec<Offer>> {
    let tables = version.tables("way");
    if tables.is_empty() {
        version.wrong("", Refusal::of("catalogue.no-way"));
        return None;
    }
    let mut seen = Vec::new();
    let ways = all(tables.iter().map(|table| offer(table, &mut seen, case_ids)));
    // When some offer could not be placed, nobody can say what is not offered.
    let all_placed = seen.len() == tables.len();
    for (at, id) in case_ids.iter().enumerate() {
        if all_placed && !seen.iter().any(|(case, _)| case == id || case == "*") {
            version.tables("case")[at]
                .wrong("id", Refusal::of("catalogue.case-without-way").with("case", id));
        }
    }
    ways
}

fn offer(node: &Node<'_>, seen: &mut Vec<(String, Way)>, case_ids: &[String]) -> Option<Offer> {
    let case = node.text("case");
    if let Some(case) = case.as_ref().filter(|case| *case != "*" && !case_ids.contains(case)) {
        node.wrong("case", Refusal::of("catalogue.unknown-case").with("case", case));
    }
    let way = node.choice("way", &Way::ALL.map(|way| (way.as_str(), way)));
    if let (Some(case), Some(way)) = (&case, way) {
        let pair = (case.clone(), way);
        if seen.contains(&pair) {
            node.wrong(
                "way",
                Refusal::of("catalogue.way-twice").with("case", case).with("way", way.as_str()),
            );
        }
        seen.push(pair);
    }
    let limit = node.parsed("limit", "catalogue.limit-unreadable", |text| text.parse().ok());
    let limit_trust = node.choice("limit_trust", &TRUST);
    let fee_vnd = node.optional_number("fee_vnd", 0, FEE_NEGATIVE);
    let units = FeeUnit::ALL.map(|unit| (unit.as_str(), unit));
    let fee_unit = node.choice_or("fee_unit", &units, FeeUnit::Dossier);
    let kinds = FeeKind::ALL.map(|kind| (kind.as_str(), kind));
    let fee_kind = node.optional_choice("fee_kind", &kinds);
    let fee_step = fee_step(node);
    let fee_max_vnd = node.optional_number("fee_max_vnd", 0, FEE_NEGATIVE);
    let fee_trust = node.choice("fee_trust", &TRUST);
    if fee_vnd == Some(None) {
        for field in ["fee_step", "fee_max_vnd"] {
            if node.has(field) {
                node.wrong(field, Refusal::of("catalogue.fee-without-amount"));
            }
        }
        if fee_trust == Some(Trust::Verified) {
            node.wrong("fee_trust", Refusal::of("catalogue.fee-without-amount"));
        }
    }
    let (fee_text, fee_text_en) = (node.text("fee_text"), node.text("fee_text_en"));
    node.done();
    Some(Offer {
        case: Some(case?).filter(|case| case != "*").map(Into::into),
        way: way?,
        limit: limit?,
        limit_trust: limit_trust?,
        fee_vnd: fee_vnd?,
        fee_unit: fee_unit?,
        fee_kind: fee_kind?,
        fee_step: fee_step?,
        fee_max_vnd: fee_max_vnd?,
        fee_text: fee_text?,
        fee_text_en: fee_text_en?,
        fee_trust: fee_trust?,
    })
}

fn fee_step(node: &Node<'_>) -> Option<Option<FeeStep>> {
    let Some(inner) = node.optional_table("fee_step")? else { return Some(None) };
    // The first unit has the first price, so another can begin at the second.
    let from = inner.number("from", 2, TOO_SMALL);
    let vnd = inner.number("vnd", 0, FEE_NEGATIVE);
    inner.done();
    Some(Some(FeeStep { from: from?, vnd: vnd? }))
}

fn paper(node: &Node<'_>, seen: &mut Vec<String>, case_ids: &[String]) -> Option<Paper> {
    let id = inner_id(node, seen, "catalogue.paper-twice");
    let (name, name_en) = (node.text("name"), node.text("name_en"));
    let originals = node.number("originals", 0, TOO_SMALL);
    let copies = node.number("copies", 0, TOO_SMALL);
    let (required, by_form) = (node.flag("required"), node.flag_or_no("by_form"));
    let cases = node.texts("cases");
    for case in cases.iter().flatten().filter(|case| !case_ids.contains(case)) {
        node.wrong("cases", Refusal::of("catalogue.unknown-case").with("case", case));
    }
    let trust = node.choice("trust", &TRUST);
    node.done();
    Some(Paper {
        id: id?.into(),
        name: name?,
        name_en: name_en?,
        originals: originals?,
        copies: copies?,
        required: required?,
        by_form: by_form?,
        cases: cases?.into_iter().map(Into::into).collect(),
        trust: trust?,
    })
}
