//! Why an agency decides, in one line.

use motcua_core::dossier::Dossier;
use motcua_edge::app::App;
use motcua_edge::page::Page;

/// `Nơi cư trú của người mẹ: Phường Thuận Hóa, Thành phố Huế`, place by place; empty for a
/// dossier that said none.
pub fn places(app: &App, dossier: &Dossier, page: &Page) -> String {
    let (law, lang, day) = (&app.law, page.language(), dossier.submitted_at.day());
    let deciding = &dossier.submission.deciding;
    let circumstance = deciding.circumstance.as_deref().and_then(|word| {
        let known = law.competence.circumstances(&dossier.submission.procedure, day);
        known.into_iter().find(|one| one.word == word).map(|one| page.t(&one.name, &one.name_en).to_string())
    });
    let places = deciding.places.iter().map(|(fact, said)| {
        let name = motcua_messages::deciding_fact(*fact, lang);
        let place = motcua_messages::place_said(said, &law.directory, day, lang);
        match deciding.written.get(fact) {
            Some(written) => {
                let as_written = page.t("được ghi là", "written as");
                format!("{name}: {place} ({as_written} “{written}”)")
            }
            None => format!("{name}: {place}"),
        }
    });
    circumstance.into_iter().chain(places).collect::<Vec<_>>().join("; ")
}
