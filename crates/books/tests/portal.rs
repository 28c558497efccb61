//! What only the portal's tables have can be given a file of its own, which says the same.

use motcua_books::{Books, own_file};
use motcua_core::law::Policy;
use motcua_core::law::changes::between;
use motcua_core::law_change::CatalogueFile;

#[test]
fn a_first_file_of_every_procedure_is_sound_and_changes_nothing() {
    let books = Books::embedded();
    let law = books.law(Policy::default()).map_err(|bad| format!("{bad:#?}")).unwrap();
    // Without a way there is nothing to hand in, and the file asks whoever writes it for one.
    let whole =
        law.catalogue.all().iter().filter(|one| !one.versions.iter().any(|version| version.ways.is_empty()));
    let files: Vec<_> = whole.filter(|one| !one.has_own_file()).map(own_file).collect();
    assert!(files.len() > 200, "{} procedures", files.len());
    let laid_over = books.with(&files);
    let new =
        laid_over.law(Policy::default()).map_err(|bad| format!("{:#?}", &bad[..bad.len().min(3)])).unwrap();
    let changes = between(&law, &new);
    assert!(changes.is_empty(), "{:#?}", &changes[..changes.len().min(3)]);
    let own = new.catalogue.all().iter().filter(|one| one.has_own_file()).count();
    assert_eq!(own, 85 + files.len());
}

#[test]
fn a_form_that_a_record_names_and_nobody_wrote_is_named() {
    let books = Books::embedded();
    let path = "portal/forms.tsv".to_string();
    let text = books.text(&path).unwrap().replace("\tvia-he.1\t", "\tvia-he.9\t");
    let bad = books.with(&[CatalogueFile { path, text }]).law(Policy::default()).err().unwrap();
    let [one] = &bad[..] else { panic!("{bad:#?}") };
    assert_eq!((one.file.as_str(), one.field.as_str()), ("portal/forms.tsv", "1.013274.form"));
    assert_eq!(one.why.code, "catalogue.unknown-form");
}
