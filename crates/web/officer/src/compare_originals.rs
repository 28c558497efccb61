//! Đối chiếu bản chính: what the officer held beside its original before copies of it are certified.

use super::deed_life::OfDossier;
use askama::Template;
use axum::extract::Path;
use motcua_core::act::in_stead;
use motcua_core::catalogue::Offer;
use motcua_core::deed::{DeedTemplate, FieldKind, KnownFrom, Said};
use motcua_core::document::{FileDigest, FileRef, Media};
use motcua_core::dossier::{
    CompareOriginals, ComparedBy, ComparedOriginal, Comparison, Dossier, KnownFacts, ORIGINALS_MAX,
    OriginalSeen,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "officer/compare_originals.html")]
struct ComparePage {
    page: Page,
    of: OfDossier,
    /// Who compared already, and when.
    before: Vec<String>,
    rows: Vec<RowShown>,
    /// As what an original can be seen.
    seen: Vec<ChoiceShown>,
    /// The files that can be its scan; none where the copy is no file.
    scans: Vec<ChoiceShown>,
    wants_second: bool,
    /// The office, or the template, asks for a second person anyway.
    by_two: bool,
    /// What the copies cost that were compared; empty where that is not known.
    fee: String,
    law: String,
    is_assumed: bool,
    key: String,
    errors: Wrongs,
}

/// One original as it is typed.
#[derive(Default)]
struct RowShown {
    /// Its place in the form, from 0.
    at: usize,
    /// As it is counted, from 1.
    number: usize,
    name: String,
    issued_by: String,
    pages: String,
    copies: String,
    seen: String,
    scan: String,
}

/// The template by which copies are certified here.
fn asking<'a>(signed: &'a Signed, dossier: &Dossier) -> Option<&'a DeedTemplate> {
    signed.visit.app.law.certification_of(dossier, signed.visit.now.day())
}

/// Whether the officer may compare its originals now.
pub(super) fn may_compare(signed: &Signed, dossier: &Dossier) -> bool {
    let may = in_stead(&signed.viewer(), |actor| Ok(dossier.must_be_compared_by(actor.officer()?)?));
    may.is_ok() && asking(signed, dossier).is_some()
}

/// `GET /officer/dossiers/{code}/compare_originals`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    if !may_compare(&signed, &dossier) {
        return Err(Halt::from(Refusal::of("comparison.not-now")).into());
    }
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/compare_originals`: keeps what was compared, or shows more rows.
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    if form.filled("more").is_some() {
        return shown(&signed, &dossier, &form, &[]);
    }
    let key = key_of(&form, &format!("compare_originals {}", dossier.code()))?;
    let done = match originals(&form) {
        Ok(originals) if asking(&signed, &dossier).is_some_and(binds) => {
            must_be_bindable(&signed, &originals).await.map(|()| originals)
        }
        read => read.map_err(Halt::from),
    };
    let done = match done {
        Ok(originals) => {
            let wants_second = form.filled("wants_second").is_some();
            let command = CompareOriginals { code: dossier.code().clone(), originals, wants_second };
            act(&signed.visit.app, &signed.actor()?, Some(key), command).await.map(drop)
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{}?done=compare_originals", dossier.code()))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

/// Whether what is issued holds the scans.
fn binds(template: &DeedTemplate) -> bool {
    template.compares.is_some_and(|asked| asked.binds)
}

/// Refuses scans that cannot be bound, at their rows: here it costs a scan, after the decision a number.
async fn must_be_bindable(signed: &Signed, originals: &[ComparedOriginal]) -> Result<(), Halt> {
    let (app, scans) = (signed.visit.app.clone(), originals.iter().map(|original| original.scan.clone()));
    let scans: Vec<Option<FileDigest>> = scans.collect();
    let look = move || -> Result<(), Halt> {
        for (row, scan) in scans.iter().enumerate() {
            let bytes = scan.as_ref().map(|scan| app.files.get(scan)).transpose()?.flatten();
            let pdf = bytes.filter(|bytes| bytes.starts_with(b"%PDF-"));
            let judged = pdf.map_or(Ok(()), |pdf| motcua_papers::pdf::must_be_bindable(&pdf));
            judged.map_err(|why| why.at(format!("scan.{row}")))?;
        }
        Ok(())
    };
    signed.visit.app.intake.judge(look).await
}

/// The rows in which something is written. A number that is none is 0, and refused as such.
fn originals(form: &SentForm) -> Result<Vec<ComparedOriginal>, Vec<Refusal>> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (at, row) in typed(form).into_iter().enumerate() {
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        let Some(seen) = OriginalSeen::parse(&row.seen) else {
            wrong.push(Refusal::of("comparison.seen").at(format!("seen.{at}")));
            continue;
        };
        all.push(ComparedOriginal {
            pages: number(&row.pages),
            // Nobody who says nothing wants none.
            copies: if row.copies.trim().is_empty() { 1 } else { number(&row.copies) },
            seen,
            scan: Some(row.scan).filter(|scan| !scan.is_empty()).map(FileDigest),
            name: row.name,
            issued_by: row.issued_by,
        });
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

/// The rows as they were typed, without those that say nothing.
fn typed(form: &SentForm) -> Vec<RowShown> {
    let row = |number: usize| {
        let of = |field: &str| form.get(&format!("{field}.{number}")).to_string();
        RowShown {
            name: of("name"),
            issued_by: of("issued_by"),
            pages: of("pages"),
            copies: of("copies"),
            seen: of("seen"),
            scan: of("scan"),
            ..RowShown::default()
        }
    };
    let says =
        |row: &RowShown| ![&row.name, &row.issued_by, &row.pages].iter().all(|text| text.trim().is_empty());
    (0..ORIGINALS_MAX).map(row).filter(says).collect()
}

/// What was compared; before that, what the form says there is.
fn known(signed: &Signed, dossier: &Dossier, template: &DeedTemplate) -> Vec<RowShown> {
    if let Some(comparison) = &dossier.comparison {
        let row = |original: &ComparedOriginal| RowShown {
            name: original.name.clone(),
            issued_by: original.issued_by.clone(),
            pages: original.pages.to_string(),
            copies: original.copies.to_string(),
            seen: original.seen.as_str().to_string(),
            scan: original.scan.as_ref().map(|scan| scan.0.clone()).unwrap_or_default(),
            ..RowShown::default()
        };
        return comparison.originals.iter().map(row).collect();
    }
    let facts = KnownFacts::new(&signed.visit.app.law, dossier, signed.visit.now.day());
    let is_list = |from: &KnownFrom| matches!(from, KnownFrom::Compared(path) if path == "originals");
    let list =
        template.fields.iter().find(|field| field.kind == FieldKind::List && field.from.iter().any(is_list));
    let Some(field) = list else { return Vec::new() };
    let Some(Said::List(rows)) = facts.filling(std::slice::from_ref(field)).remove(&field.name) else {
        return Vec::new();
    };
    let scans = scans(dossier);
    let row = |row: std::collections::BTreeMap<String, String>| {
        let cell = |column: usize| {
            field.columns.get(column).and_then(|name| row.get(name)).cloned().unwrap_or_default()
        };
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        RowShown {
            name: cell(0),
            issued_by: cell(1),
            pages: digits(cell(2)),
            copies: digits(cell(3)),
            seen: String::new(),
            scan: match scans.as_slice() {
                [only] => only.digest.0.clone(),
                _ => String::new(),
            },
            ..RowShown::default()
        }
    };
    rows.into_iter().map(row).collect()
}

/// Its files that show pages, each once.
fn scans(dossier: &Dossier) -> Vec<&FileRef> {
    let mut all: Vec<&FileRef> = Vec::new();
    for file in dossier.submission.papers.iter().flat_map(|paper| &paper.files) {
        let shows = matches!(file.media, Media::Pdf | Media::Jpeg | Media::Png);
        if shows && !all.iter().any(|known| known.digest == file.digest) {
            all.push(file);
        }
    }
    all
}

/// The offer by which the dossier was handed in.
fn offer<'a>(signed: &'a Signed, dossier: &Dossier) -> Option<&'a Offer> {
    let submission = &dossier.submission;
    let version = super::words::version_of(&signed.visit.app, submission)?;
    version.offer(&submission.case, submission.channel)
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Đối chiếu bản chính", "Compare with the originals");
    let errors = Wrongs::of(wrong, signed.visit.lang, "main");
    errors.entitle(&mut page);
    let template = asking(signed, dossier).ok_or_else(|| Halt::from(Refusal::of("comparison.not-now")))?;
    let was_sent = form.filled("key").is_some();
    let mut rows = if was_sent { typed(form) } else { known(signed, dossier, template) };
    let more = if form.filled("more").is_some() { 5 } else { 1 };
    let filled = rows.len();
    rows.resize_with((filled + more).min(ORIGINALS_MAX), RowShown::default);
    for (at, row) in rows.iter_mut().enumerate() {
        (row.at, row.number) = (at, at + 1);
    }
    let comparison = dossier.comparison.as_deref();
    let binds = binds(template);
    let scan = |file: &FileRef| ChoiceShown::new(&file.digest.0, file.name.clone());
    let none = ChoiceShown::new("", page.t("Chưa chọn tệp", "No file chosen"));
    let fee = comparison.zip(offer(signed, dossier)).and_then(|(comparison, offer)| comparison.fee(offer));
    let view = ComparePage {
        of: OfDossier::of(signed, dossier, &page),
        before: comparison.map(|known| before(known, &page)).unwrap_or_default(),
        rows,
        seen: OriginalSeen::ALL
            .into_iter()
            .map(|seen| {
                ChoiceShown::new(seen.as_str(), motcua_messages::original_seen(seen, signed.visit.lang))
            })
            .collect(),
        scans: match binds {
            true => std::iter::once(none).chain(scans(dossier).into_iter().map(scan)).collect(),
            false => Vec::new(),
        },
        wants_second: match was_sent {
            true => form.filled("wants_second").is_some(),
            false => comparison.is_some_and(|known| known.wants_second),
        },
        by_two: dossier.compared_by(&signed.visit.app.law, template, signed.visit.now.day()) > 1,
        fee: fee.map(|fee| page.money(fee)).unwrap_or_default(),
        law: template.law.clone(),
        is_assumed: template.trust.is_assumed(),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// Who compared, and when, in words.
fn before(comparison: &Comparison, page: &Page) -> Vec<String> {
    let said = |by: &ComparedBy| format!("{}, {}", by.who.name, page.moment(by.at));
    std::iter::once(&comparison.first).chain(&comparison.second).map(said).collect()
}
