//! The law that a server starts with: the files, and over them what officials put into
//! force.

use super::served::{Served, served};
use crate::config::{ClockStartSetting, Config};
use crate::platform;
use crate::said::{listed, opening};
use motcua_books::Books;
use motcua_core::law::{self, Policy};
use motcua_core::{BadData, Fault, Law, webhook};
use motcua_edge::in_force::InForce;
use motcua_store::{Store, catalogue};

/// The reference data of the files, without what officials put into force over them.
pub fn law(config: &Config) -> Result<Law, String> {
    let books = books(config)?;
    books.law(policy(config, &books)?).map_err(|wrong| listed(&wrong))
}

/// The files: the operator's folder, else those in the binary.
pub fn books(config: &Config) -> Result<Books, String> {
    match &config.catalogue {
        Some(folder) => Books::folder(folder).map_err(|wrong| listed(&wrong)),
        None => Ok(Books::embedded()),
    }
}

/// What the deployment decided, for these files.
pub fn policy(config: &Config, books: &Books) -> Result<Policy, String> {
    let clock_start = match config.clock_start {
        ClockStartSetting::Acceptance => law::ClockStart::Acceptance,
        ClockStartSetting::Submission => law::ClockStart::Submission,
    };
    let answer_within = law::AnswerWithin(config.supplement_days);
    let Served { province, provinces } = served(&config.province, books)?;
    // What is no network was refused when the settings were read.
    let told_networks = webhook::networks(&config.webhook_networks).unwrap_or_default();
    let asks_the_post = config.post_office.is_some();
    Ok(Policy {
        province,
        provinces,
        clock_start,
        answer_within,
        asks_the_post,
        pays_online_to: platform::collects(config)?,
        told_networks,
        ..Policy::default()
    })
}

/// The files with what officials put into force over them, and the number of the last
/// change.
pub fn books_in_force(config: &Config, store: &Store) -> Result<(Books, u32), String> {
    let read =
        store.read(|rows| -> Result<_, Fault> { Ok((catalogue::in_force(rows)?, catalogue::last(rows)?)) });
    let (files, last) = read.map_err(|fault| opening(&fault))?;
    Ok((books(config)?.with(files.iter().map(|(file, _)| file)), last))
}

/// The law in force. Where a change can no longer be read (by a newer program whose rules
/// are stricter, or over another folder), everything that is wrong is said with the change
/// that brought it: a law of which a part is silently missing would be another law.
pub fn law_in_force(config: &Config, store: &Store) -> Result<InForce, String> {
    let (books, last) = books_in_force(config, store)?;
    match books.law(policy(config, &books)?) {
        Ok(law) => Ok(InForce::new(books, law, last)),
        Err(wrong) if last == 0 => Err(listed(&wrong)),
        Err(wrong) => Err(unreadable(store, last, &wrong)),
    }
}

/// The mistakes, and who put the files in which they stand.
fn unreadable(store: &Store, last: u32, wrong: &[BadData]) -> String {
    let mut text = format!(
        "Danh mục với những thay đổi đã đưa vào áp dụng (đến thay đổi số {last}) không đọc được; máy chủ không chạy. \
         / The catalogue with the changes put into force (up to change {last}) cannot be read; the server does not run.\n"
    );
    let read = store.read(|rows| -> Result<_, Fault> {
        let of = catalogue::in_force(rows)?;
        let of = of.into_iter().filter(|(file, _)| wrong.iter().any(|bad| bad.file == file.path));
        of.map(|(file, number)| Ok((file.path, catalogue::change(rows, number)?)))
            .collect::<Result<Vec<_>, _>>()
    });
    for (path, change) in read.unwrap_or_default() {
        if let Some(change) = change {
            let when = format!("{} {}", change.at.day(), change.at.clock());
            text.push_str(&format!(
                "  {path}: thay đổi số / change {} – {}, {when}: {}\n",
                change.number, change.by.name, change.reason
            ));
        }
    }
    text.push_str(&listed(wrong));
    text.push_str(
        "\nCách sửa / how to mend it: motcua catalogue export <thư mục/folder>, sửa tệp / mend the files, rồi / then \
         motcua catalogue put_into_force --catalogue <thư mục/folder> --reason <lý do/why>",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::serve::open_store;
    use motcua_core::Moment;
    use motcua_core::act::{Changed, Changes, Event, Who};
    use motcua_core::directory::AgencyCode;
    use motcua_core::law_change::{CatalogueFile, LawFact, LawInForce, TheLaw};
    use motcua_store::act::to_write;

    /// As it could be written by a program whose rules were others.
    fn put(store: &Store, number: u32, path: &str, text: &str) {
        let who = Who {
            officer: None,
            name: "Nguyễn Văn Lãnh".into(),
            agency: None,
            kind: Default::default(),
            instead_of: None,
        };
        let files = vec![CatalogueFile { path: path.into(), text: text.into() }];
        let (place, reason) = (AgencyCode::parse("H57.001").unwrap(), Some(format!("Quyết định {number}")));
        let fact = LawFact::PutIntoForce { files, altered: Vec::new(), replaced: Vec::new() };
        let event = Event { seq: number, at: Moment(0), who, place, reason, fact };
        let changed = match store.read(catalogue::law_in_force).unwrap() {
            Some(before) => Changed::next(before, event),
            None => Changed::new(TheLaw, vec![event]),
        };
        let changes: Changes<Changed<LawInForce>> = changed.unwrap().into();
        let law = Books::embedded().law(Policy::default()).unwrap();
        store.write(to_write(&law, changes, None, |_| Ok(Vec::new())).unwrap()).wait().unwrap();
    }

    #[test]
    fn the_server_starts_with_what_was_put_into_force_or_says_which_change_it_cannot_read() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().into(), ..Config::default() };
        let store = open_store(&config).unwrap();
        let path = "procedures/1.004873.toml";
        let books = Books::embedded();
        let text = books.text(path).unwrap();
        let name = text.lines().find(|line| line.starts_with("name = ")).unwrap();
        put(&store, 1, path, &text.replace(name, "name = \"Tên khác\""));
        let held = law_in_force(&config, &store).unwrap_or_else(|said| panic!("{said}")).now();
        assert_eq!(
            (held.change, held.law.catalogue.find("1.004873").unwrap().name.as_str()),
            (1, "Tên khác")
        );

        // What an older program could read and this one cannot.
        put(&store, 2, "reasons/supplement.toml", "[[reason]]\nabout = \"papers\"\n");
        let said = law_in_force(&config, &store).err().expect("no law of which a part is missing");
        for part in [
            "thay đổi số / change 2 – Nguyễn Văn Lãnh",
            "Quyết định 2",
            "reasons/supplement.toml:2 [reason[0].about] data.not-one-of",
            "motcua catalogue export",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!said.contains("change 1 –"), "the other change is sound: {said}");
    }

    /// What is done on the command line is judged by the law that pages are judged by.
    #[test]
    fn the_command_line_knows_an_agency_that_was_put_into_force() {
        use crate::commands::account::{self, Password};
        use motcua_core::account::OpenAccount;
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().into(), province: "46".into(), ..Config::default() };
        let store = open_store(&config).unwrap();
        let path = "agencies/46.toml";
        let agency = "\n[[agency]]\ncode = \"H57.903\"\ncode_trust = \"assumed\"\nkind = \"tax\"\nunit = \"46\"\n\
                      covers = [\"19753\"]\ntrust = \"assumed\"\nname = \"Thuế cơ sở 3\"\nname_en = \"Tax 3\"\n";
        let books = Books::embedded();
        let text = books.text(path).map_or_else(|| "province = \"46\"\n".to_string(), str::to_string);
        put(&store, 1, path, &format!("{text}{agency}"));
        let asked = OpenAccount {
            id: "thue.ba".into(),
            name: "Trần Thị Ba".into(),
            agency: "H57.903".into(),
            duties: vec!["case".into()],
            ..OpenAccount::default()
        };
        account::add(&config, &asked, Password::Random).unwrap_or_else(|said| panic!("{said}"));
        account::list(&config, Some("H57.903")).unwrap_or_else(|said| panic!("{said}"));
        account::disable(&config, "thue.ba", true, false).unwrap_or_else(|said| panic!("{said}"));
    }
}
