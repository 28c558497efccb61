//! Nothing is refused without a row, and no row is left of what is refused no more.

use super::FILES;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every file of the product that can refuse something, without its tests, its
/// comments and these rows.
fn product() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap();
    let mut files = Vec::new();
    for folder in ["crates", "xtask", "bench"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.retain(|file| {
        let name = file.to_string_lossy();
        name.contains("/src/") && !name.contains("/tests") && !name.contains("/messages/src/refusals/")
    });
    let code = |file: PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        let code = text.split("mod tests {").next().unwrap_or_default().lines();
        code.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(code).collect()
}

/// The codes that this text raises: what `Refusal::of` is given, and every other
/// text in quotes that looks like a code of a feature that has rows (helpers pass
/// codes on). What is only compared with a code raises nothing.
fn raised_in(text: &str) -> BTreeSet<&str> {
    let features: BTreeSet<&str> = FILES.iter().map(|(feature, _)| *feature).collect();
    let quoted: Vec<&str> = text.split('"').collect();
    let mut raised = BTreeSet::new();
    for (before, code) in quoted.iter().zip(&quoted[1..]) {
        let Some((feature, reason)) = code.split_once('.') else { continue };
        let is_code = !reason.is_empty()
            && reason.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && !["html", "toml", "name"].contains(&reason)
            && !before.trim_end().ends_with("==");
        let is_given = before.ends_with("Refusal::of(");
        if is_given || (is_code && features.contains(feature)) {
            raised.insert(*code);
        }
    }
    raised
}

#[test]
fn every_code_that_is_raised_has_one_row_and_every_row_is_raised() {
    let product = product();
    let raised: BTreeSet<&str> = product.iter().flat_map(|text| raised_in(text)).collect();
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for row in FILES.iter().flat_map(|(_, rows)| *rows) {
        *rows.entry(row.code).or_default() += 1;
    }
    let without_a_row: Vec<_> = raised.iter().filter(|code| !rows.contains_key(**code)).collect();
    let never_raised: Vec<_> = rows.keys().filter(|code| !raised.contains(**code)).collect();
    let twice: Vec<_> = rows.iter().filter(|(_, times)| **times > 1).collect();
    assert!(
        without_a_row.is_empty() && never_raised.is_empty() && twice.is_empty(),
        "without a row: {without_a_row:#?}\nnever raised: {never_raised:#?}\ntwice: {twice:#?}"
    );
}

#[test]
fn a_row_stands_where_its_code_says_and_is_whole() {
    for (feature, rows) in FILES {
        for row in rows {
            let code = row.code;
            assert_eq!(code.split('.').next(), Some(feature), "{code} stands in the file of {feature}");
            let fits = if feature == "fault" { 500..600 } else { 400..500 };
            assert!(fits.contains(&row.status), "{code}: {}", row.status);
            assert!(!row.vi.is_empty() && !row.en.is_empty(), "{code} lacks a language");
        }
    }
    let codes: Vec<_> = FILES.iter().flat_map(|(_, rows)| *rows).map(|row| row.code).collect();
    assert!(codes.is_sorted(), "{:?}", codes.windows(2).find(|pair| pair[0] > pair[1]));
}

/// What programs and tests outside of this crate hold on to. Most refusals are
/// about what was typed (422); these are the others.
#[test]
fn a_refusal_has_the_status_that_programs_know_it_by() {
    let expected: [(u16, &[&str]); 13] = [
        (400, &["request.key-missing", "request.key-shape", "request.malformed"]),
        (401, &["account.first-use-over", "account.not-signed-in", "account.wrong-password"]),
        (
            403,
            &[
                "account.no-duty-today",
                "account.not-yours",
                "account.officers-only",
                "account.operators-only",
                "account.own",
                "account.people-only",
                "account.person-above",
                "account.persons-own-act",
                "catalogue.not-yours",
                "catalogue.shared-with-others",
                "deed.not-to-read",
                "deed.of-another-signer",
                "dossier.held-by-another",
                "dossier.not-your-duty",
                "dossier.not-your-unit",
                "dossier.overseers-only",
                "money.not-told-by-you",
                "money.not-your-terms",
                "money.not-yours-to-sign",
                "money.notice-sign",
                "money.second-person",
                "request.other-site",
                "webhook.not-yours",
            ],
        ),
        (
            404,
            &[
                "catalogue.unknown-procedure",
                "deed.check-unknown",
                "directory.unknown-agency",
                "directory.unknown-unit",
                "document.unknown",
                "document.unknown-upload",
                "dossier.unknown",
                "draft.unknown",
                "money.bill-unknown",
                "money.closing-unknown",
                "money.online-unknown",
                "money.payment-unknown",
                "money.receipt-unknown",
                "money.term-unknown",
                "outage.unknown",
                "page.unknown",
                "register.unknown",
                "register.unknown-entry",
                "result.list-unknown",
                "share.unknown",
                "webhook.unknown",
                "webhook.unknown-delivery",
            ],
        ),
        (405, &["page.method"]),
        (
            409,
            &[
                "account.holds-dossiers",
                "account.no-stand-in",
                "account.nothing-changed",
                "account.out-of-date",
                "account.stood-in-already",
                "book.closed",
                "book.empty",
                "book.in-use",
                "book.volume-empty",
                "book.volume-opened",
                "book.year-runs",
                "catalogue.overtaken",
                "comparison.needs-second",
                "comparison.not-done",
                "comparison.not-now",
                "deed.no-replacement",
                "deed.not-issued",
                "deed.not-now",
                "deed.not-signed",
                "deed.not-to-sign",
                "deed.nothing-drafted",
                "deed.nothing-to-hand-out",
                "deed.nothing-to-take-back",
                "deed.recalled-already",
                "deed.replacement-waits",
                "deed.template-over",
                "document.infected",
                "document.infected-sent",
                "document.wrong-offset",
                "dossier.lead-left",
                "dossier.not-before-the-leader",
                "dossier.out-of-date",
                "dossier.reassign-closed",
                "dossier.wrong-status",
                "money.amount-differs",
                "money.approved-already",
                "money.bill-cancelled",
                "money.bill-there",
                "money.bound-already",
                "money.came-already",
                "money.confirmed-already",
                "money.ended-already",
                "money.goes-back",
                "money.id-shape",
                "money.no-account",
                "money.no-platform",
                "money.no-receipt-book",
                "money.no-refund",
                "money.no-waiver",
                "money.not-approved",
                "money.not-our-receipt",
                "money.not-paid",
                "money.nothing-owed",
                "money.online-ended",
                "money.online-offered",
                "money.online-open",
                "money.online-too-often",
                "money.paid-already",
                "money.payment-other",
                "money.payment-there",
                "money.receipt-range-taken",
                "money.receipted-already",
                "money.reduced-too-late",
                "money.refund-handed",
                "money.refund-open",
                "money.signed-already",
                "money.till-closed",
                "money.till-closed-already",
                "money.voided-already",
                "money.waiver-asked",
                "outage.recorded-already",
                "outage.voided-already",
                "register.changed-since",
                "register.dossier-entered",
                "register.enter-first",
                "register.entered-already",
                "register.not-kept-here",
                "register.not-noted-here",
                "register.not-of-this",
                "register.noted-already",
                "register.out-of-date",
                "register.recalled",
                "register.undecided",
                "register.void",
                "result.astray",
                "result.left-already",
                "result.list-id",
                "result.list-taken",
                "result.list-taken-back",
                "result.list-under-way",
                "result.no-such-parcel",
                "result.none-to-come",
                "result.not-astray",
                "result.not-by-post",
                "result.not-on-list",
                "result.not-there",
                "result.on-its-way",
                "result.other-order",
                "result.parcel-ended",
                "result.parcel-known",
                "result.parts-apart",
                "result.posted-already",
                "result.wanted-elsewhere",
                "result.with-its-lead",
                "seal.agency-closed",
                "seal.answer-unfit",
                "seal.certificate-early",
                "seal.certificate-over",
                "seal.certificate-revoked",
                "seal.key-gone",
                "seal.key-refused",
                "seal.key-unfit",
                "seal.other-agency",
                "share.no-result",
                "signing.answer-unreadable",
                "signing.certificate-early",
                "signing.certificate-over",
                "signing.certificate-revoked",
                "signing.handed-back",
                "signing.key-unfit",
                "signing.never-answered",
                "signing.no-key",
                "signing.not-kept",
                "signing.other-answer",
                "signing.other-person",
                "signing.paper-changed",
                "signing.pin-locked",
                "signing.refused",
                "signing.token-gone",
                "signing.under-way",
                "webhook.delivery-waits",
                "webhook.not-paused",
                "webhook.nothing-changed",
                "webhook.out-of-date",
                "webhook.paused-already",
                "webhook.registered-already",
                "webhook.removed",
                "webhook.secret-just-changed",
            ],
        ),
        (410, &["deed.withdrawn", "share.ended", "share.over"]),
        (
            413,
            &["document.too-large", "request.body-too-large", "request.too-large", "request.too-many-values"],
        ),
        (415, &["document.kind-not-allowed", "document.not-what-it-says", "request.media-type"]),
        (429, &["account.too-many-tries", "deed.too-many-looks", "document.no-room"]),
        (500, &["fault.damaged", "fault.other"]),
        (503, &["fault.shelf-unavailable", "fault.unavailable"]),
        (507, &["fault.disk-full"]),
    ];
    let mut found: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for row in FILES.iter().flat_map(|(_, rows)| *rows).filter(|row| row.status != 422) {
        found.entry(row.status).or_default().push(row.code);
    }
    let found: BTreeMap<u16, &[&str]> = found.iter().map(|(status, all)| (*status, &all[..])).collect();
    assert_eq!(found, BTreeMap::from(expected));
}

/// The facts that a sentence names are the same in both languages, but for those
/// that have one in each (`{title}`, `{title_en}`).
#[test]
fn both_languages_tell_the_same_facts() {
    let facts = |text: &str| -> BTreeSet<String> {
        let parts = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        parts.map(|(name, _)| name.trim_end_matches("_en").to_string()).collect()
    };
    for row in FILES.iter().flat_map(|(_, rows)| *rows) {
        assert_eq!(facts(row.vi), facts(row.en), "{}", row.code);
    }
}
