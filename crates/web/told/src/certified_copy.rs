//! Bản sao điện tử có chứng thực: the scans that were compared, each page with the number under which it is
//! certified, and the certification behind.

use crate::unprinted::refused;
use motcua_core::deed::DeedMade;
use motcua_core::dossier::Dossier;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::app::App;
use motcua_papers::pdf::{Binding, PAGES_MAX, Scan, bind};
use motcua_typeset::{Area, Print, Typeset, page_marks};

/// The certification with the copies before it.
pub(crate) fn bound(
    app: &App,
    dossier: &Dossier,
    made: &DeedMade,
    print: &Print,
    set: Typeset,
    title: &str,
) -> Result<Typeset, Halt> {
    let comparison = dossier.comparison.as_ref().ok_or_else(|| Refusal::of("comparison.not-done"))?;
    let mut files = Vec::new();
    for original in &comparison.originals {
        let scan = original.scan.as_ref().ok_or_else(|| Refusal::of("comparison.no-scan"))?;
        let gone = || Fault::damaged(format!("file {} is not on the disk", scan.0));
        let media = dossier.file(&scan.0).ok_or_else(gone)?.media;
        files.push((app.files.get(scan)?.ok_or_else(gone)?, media));
    }
    let scans: Vec<Scan<'_>> = files.iter().map(|(bytes, media)| Scan { bytes, media: *media }).collect();
    let of = comparison.pages();
    if of > PAGES_MAX as u64 {
        return Err(Refusal::of("document.pdf-too-complex").into());
    }
    let volume = made.volume_named().map(|volume| format!(", quyển số {volume}")).unwrap_or_default();
    let mark = |page: u64| {
        let (number, day, check) = (made.number_and_symbol(), made.day.vn(), &made.check);
        let said = format!(
            "Bản sao chứng thực số {number}{volume}, ngày {day}. Trang {page}/{of}. Mã kiểm tra: {check}"
        );
        match print.across {
            Some(across) => format!("{said}. {across}"),
            None => said,
        }
    };
    let marks: Vec<String> = (1..=of).map(mark).collect();
    let binding = Binding {
        scans: &scans,
        marks: &page_marks(&marks).map_err(refused)?,
        paper: &set.pdf,
        title,
        keyword: &made.check.to_string(),
    };
    let pages = usize::try_from(of).map_err(Fault::other)?;
    Ok(Typeset {
        pdf: bind(&binding)?,
        pages: set.pages + pages,
        signature: set.signature.map(|area| Area { page: area.page + pages, ..area }),
    })
}
