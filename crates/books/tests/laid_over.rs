//! Files laid over a catalogue: what they change, what stays, and that nothing is read
//! by other rules than a folder's.

use motcua_books::{Books, own_file};
use motcua_core::law::Policy;
use motcua_core::law_change::CatalogueFile;

fn file(path: &str, text: &str) -> CatalogueFile {
    CatalogueFile { path: path.into(), text: text.into() }
}

#[test]
fn a_file_laid_over_takes_the_place_of_the_one_below_and_all_else_stays() {
    let books = Books::embedded();
    let path = "procedures/1.004873.toml";
    let text = books.text(path).unwrap();
    let name = text.lines().find(|line| line.starts_with("name = ")).unwrap();
    let changed = text.replace(name, "name = \"Tên khác\"");
    let over = books.with(&[file(path, &changed)]);
    assert_eq!(over.text(path), Some(changed.as_str()));
    assert_eq!(over.files().count(), books.files().count());
    assert_eq!(books.text(path), Some(text), "the ones below are as they were");
    let law = over.law(Policy::default()).unwrap();
    assert_eq!(law.catalogue.find("1.004873").unwrap().name, "Tên khác");
    assert_eq!(over.text("procedures/none.toml"), None);
}

#[test]
fn mistakes_are_those_of_a_folder_with_the_same_files() {
    let wrong = [
        file("forms/khai-tu.2.json", "{\"$id\": \"motcua:form/khai-tu.1\", \"titel\": \"x\"}"),
        file("procedures/1.004873.toml", "id = \"1.004873\"\nlevel = \"district\"\n"),
        file("reasons/supplement.toml", "[[reason]]\nabout = \"papers\"\n"),
    ];
    let over = Books::embedded().with(&wrong);
    let folder = tempfile::tempdir().unwrap();
    over.write_to(folder.path()).unwrap();
    let told = over.law(Policy::default()).err().unwrap();
    assert_eq!(Books::folder(folder.path()).unwrap().law(Policy::default()).err().unwrap(), told);
    let said: Vec<_> = told.iter().map(|bad| (bad.file.as_str(), bad.line, bad.why.code)).collect();
    assert!(said.contains(&("forms/khai-tu.2.json", Some(1), "form.keyword-unknown")), "{said:#?}");
    assert!(said.contains(&("procedures/1.004873.toml", Some(2), "data.not-one-of")), "{said:#?}");
    assert!(said.contains(&("reasons/supplement.toml", Some(2), "data.not-one-of")), "{said:#?}");
}

#[test]
fn what_is_written_to_a_folder_reads_as_the_same_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    Books::embedded().write_to(folder.path()).unwrap();
    let read = Books::folder(folder.path()).unwrap();
    for (path, text) in read.files() {
        assert_eq!(Books::embedded().text(path), Some(text), "{path}");
    }
    assert!(read.law(Policy::default()).is_ok());
}

/// The embedded ones, and for what only the portal's tables have the files that a keeper begins with
/// (those that offer a way: without one a file is not sound, `portal.rs`).
fn with_own_files() -> Books {
    let books = Books::embedded();
    let law = books.law(Policy::default()).unwrap();
    let offered =
        law.catalogue.all().iter().filter(|one| one.versions.iter().all(|version| !version.ways.is_empty()));
    let begun: Vec<_> = offered.filter(|one| !one.has_own_file()).map(own_file).collect();
    books.with(&begun)
}

#[test]
fn the_next_version_of_every_procedure_reads_and_changes_nothing_yet() {
    use motcua_core::Day;
    use motcua_core::law::changes::{VersionPart, between};
    let books = with_own_files();
    let old = books.law(Policy::default()).unwrap();
    let from = Day::parse("2030-01-01").unwrap();
    let mut all = Vec::new();
    for procedure in old.catalogue.all().iter().filter(|one| one.has_own_file()) {
        let files = books.next_version(procedure.id.as_str(), from).expect("its file");
        assert_eq!(files[0].path, format!("procedures/{}.toml", procedure.id));
        for file in files {
            if all.iter().all(|known: &CatalogueFile| known.path != file.path) {
                all.push(file);
            }
        }
    }
    let new = books.with(&all).law(Policy::default()).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    for procedure in new.catalogue.all().iter().filter(|one| one.has_own_file()) {
        let (last, before) = (procedure.versions.last().unwrap(), &procedure.versions);
        assert_eq!(last.effective_from, from, "{}", procedure.id);
        assert_eq!(before[before.len() - 2].effective_to, Some(from.plus(-1)), "{}", procedure.id);
    }
    // Nothing but the names of the forms and the day differs, and no version that was there does.
    for change in between(&old, &new) {
        assert!(!change.is_in_place(), "{change:?}");
        let others: Vec<_> = change
            .changes
            .iter()
            .filter(|one| !matches!(one.part, VersionPart::Form | VersionPart::From))
            .collect();
        assert!(others.is_empty(), "{}: {others:#?}", change.procedure);
    }
    assert!(books.next_version("none", from).is_none());
}

#[test]
fn every_form_is_written_in_patterns_that_other_validators_read() {
    let books = Books::embedded();
    let mut forms = books.files().filter(|(path, _)| path.starts_with("forms/")).peekable();
    assert!(forms.peek().is_some());
    for (path, text) in forms {
        assert!(!text.contains("\\\\p{"), "{path}: Python does not know \\p");
    }
}
